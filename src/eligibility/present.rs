//! `present`: filled in, or left blank. The only test that a blank answers.

use super::Detail;
use super::answer::Tested;
use super::cell::Cell;

/// Filled in (`true`) or left blank (`false`).
pub(super) fn present(cell: Cell<'_>, asked: bool) -> Tested<'_> {
    let field = cell.name();
    let found = cell.value();
    Tested::met_if(found.is_blank() != asked, || {
        if asked {
            Detail::Blank { field }
        } else {
            Detail::Filled { field, found }
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::eligibility::Outcome;
    use crate::eligibility::testing::*;
    use crate::model::testing::row;
    use crate::model::{StandardField, TestKind};

    fn title(asked: bool, cell: Option<&'static str>) -> (Outcome, String) {
        let mut scheme = scheme();
        let test = TestKind::Present(asked);
        scheme.requirements = vec![requirement("r", standard(StandardField::Title), vec![test])];
        let mut application = application("A");
        if let Some(title) = cell {
            (application.source, application.origin) = row(&[("title", title)]);
        }
        let book = book(scheme, vec![application]);
        (answer(&book).outcome, sentence(&book))
    }

    #[test]
    fn a_blank_is_an_answer_here() {
        assert_eq!(title(true, Some("x")).0, Outcome::Met);
        assert_eq!(title(false, None).0, Outcome::Met);
        let blank = (
            Outcome::NotMet,
            "title is blank and must be filled in".to_owned(),
        );
        assert_eq!(title(true, None), blank);
        let filled = (Outcome::NotMet, "title is `x` and must be blank".to_owned());
        assert_eq!(title(false, Some("x")), filled);
    }
}
