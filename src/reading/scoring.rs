//! How scores are taken together: the table `[scoring]` of a scheme.

use crate::diagnostic::Findings;
use crate::model::Scoring;

use super::item::Item;
use super::terms;

/// Reads the table of a scheme that has criteria, or that was meant to have
/// some; of another it says that there is nothing to score.
pub(super) fn read(item: Item<'_>, is_scored: bool, found: &mut Findings) -> Scoring {
    let Some(keys) = item.keys(found) else {
        return Scoring::default();
    };
    let drop_extremes = keys
        .get("drop_extremes")
        .and_then(|item| item.bool(found))
        .unwrap_or(false);
    let max_spread = keys
        .get("max_spread")
        .and_then(|item| Some((terms::score(item, found)?, item.span())));
    keys.finish(found);
    if !is_scored {
        let _: Option<()> = item.refuse(
            "the scheme has no criteria: there is nothing to score",
            "add a [criterion.<id>], or leave [scoring] out",
            found,
        );
    }
    Scoring {
        drop_extremes,
        max_spread,
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Findings;
    use crate::model::{Scheme, SchemeId, Scoring};
    use crate::source::Sources;

    fn read(scoring: &str) -> (Option<Scheme>, Vec<String>) {
        let text = format!(
            "name = \"A\"\ncurrency = \"NOK\"\n[criterion.need]\nmax = 5\n[scoring]\n{scoring}\n"
        );
        let mut sources = Sources::new();
        let file = sources.add("a.toml".to_owned(), text);
        let mut found = Findings::new();
        let id = SchemeId::new("a").expect("an id");
        let scheme = super::super::schemes::read(id, sources.get(file), &mut found);
        let messages = found
            .into_iter()
            .map(|finding| finding.message.into_owned())
            .collect();
        (scheme, messages)
    }

    #[test]
    fn both_keys_may_be_left_out() {
        let scoring = |text| read(text).0.expect("understood").scoring;
        assert_eq!(scoring(""), Scoring::default());
        let both = scoring("drop_extremes = true\nmax_spread = \"1.5\"");
        assert!(both.drop_extremes);
        let spread = both.max_spread.map(|(spread, _)| spread.to_string());
        assert_eq!(spread.as_deref(), Some("1.5"));
    }

    #[test]
    fn what_is_wrong_is_said_in_one_run() {
        let (scheme, messages) = read("drop_extreme = true\nmax_spread = 1.5");
        assert!(scheme.is_none());
        assert_eq!(
            messages,
            [
                "a bare number with a point is not exact",
                "there is no key `drop_extreme` here"
            ]
        );
    }
}
