//! A scheme has another currency than its programme.

use crate::diagnostic::{Code, Finding, Findings};

use super::checks::Check;
use super::folder::Folder;

const CODE: Code = Code::error("parent-currency", include_str!("parent_currency.md"));

pub(super) const CHECK: Check = Check::of_folder(&CODE, find);

fn find(folder: &Folder<'_>, found: &mut Findings) {
    for scheme in folder.schemes() {
        let Some(named) = &scheme.parent else {
            continue;
        };
        let Some(parent) = folder.scheme(&named.id) else {
            continue;
        };
        if parent.currency != scheme.currency {
            found.add(
                Finding::new(
                    &CODE,
                    named.span,
                    format!(
                        "{} is in {}, its programme {} in {}",
                        scheme.id, scheme.currency, parent.id, parent.currency
                    ),
                )
                .label(format!("in {}", parent.currency))
                .help("give both the same currency, or take the parent out"),
            );
        }
    }
}
