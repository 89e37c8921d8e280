//! What would become wrong by a write, told: in full, or in a few lines with
//! what can be recorded instead.

use crate::audit;
use crate::diagnostic::{Format, Located, Severity, render};
use crate::reading::Fact;
use crate::source::visible;

use super::output;
use super::session::Session;
use super::writing::{Brief, Entry};

/// Whether a write is refused for what would become wrong; says that, and what
/// would become doubtful.
pub(super) fn is_refused(
    session: &Session,
    entry: &Entry,
    text: &str,
    news: &[Located<'_>],
) -> bool {
    let is_error = |finding: &&Located<'_>| finding.severity == Severity::Error;
    let is_refused = news.iter().any(|finding| is_error(&finding));
    let Some(brief) = &entry.brief else {
        if is_refused {
            let errors: Vec<_> = news.iter().filter(is_error).cloned().collect();
            in_full(session, &errors);
        }
        return is_refused;
    };
    let rows = Rows {
        entry,
        brief,
        first: text.lines().count() + 1 - entry.rows.len(),
    };
    // A doubt about what stands there already is for `grants check` to tell.
    // A waiver comes before what it excuses.
    let has_doubts = !is_refused && entry.fact != Fact::Waivers;
    let is_doubt = |finding: &Located<'_>| {
        finding.severity == Severity::Warning && has_doubts && rows.row(finding).is_some()
    };
    let told = news.iter();
    for finding in told.filter(|finding| is_error(finding) || is_doubt(finding)) {
        rows.tell(finding);
    }
    if is_refused {
        rows.offer(news);
    }
    is_refused
}

fn in_full(session: &Session, errors: &[Located<'_>]) {
    let color = session.color_of_talk();
    let text = render(errors, Format::Full, color, output::width());
    output::say(text.trim_end());
    output::say("grants: refused, as the folder would then be wrong: nothing was recorded");
}

/// The rows that are to be recorded, as lines of the file that would be.
struct Rows<'e> {
    entry: &'e Entry,
    brief: &'e Brief,
    first: usize,
}

impl Rows<'_> {
    /// Which of the rows a finding is about.
    fn row(&self, finding: &Located<'_>) -> Option<usize> {
        let path = finding.primary.source.path();
        let name = format!("{}/{}", self.entry.scheme, self.entry.fact.file_name());
        if path != format!("data/{name}") {
            return None;
        }
        let nth = finding.primary.start().line.checked_sub(self.first)?;
        (nth < self.entry.rows.len()).then_some(nth)
    }

    /// `grants: refused: more is paid than is committed (5 000 NOK over)`
    fn tell(&self, finding: &Located<'_>) {
        let start = finding.primary.start();
        let place = match self.row(finding) {
            Some(nth) => self.brief.places[nth].clone(),
            None => format!("{}:{}", finding.primary.source.path(), start.line),
        };
        let lead = match (finding.severity, place.as_str()) {
            (Severity::Error, "") => "grants: refused: ".to_owned(),
            (_, "") => "grants: warning: ".to_owned(),
            (severity, place) => format!("{place}: {severity}[{}]: ", finding.code.name),
        };
        let label = match &*finding.primary.label {
            "" => String::new(),
            label => format!(" ({label})"),
        };
        output::say(&visible(&format!("{lead}{}{label}", finding.message)));
        // How a check is mended is told by the steps that follow.
        let is_misread = !audit::codes().any(|code| code == finding.code);
        if let Some(help) = finding.help.as_deref().filter(|_| is_misread) {
            output::say(&visible(&format!("help: {help}")));
        }
    }

    /// What can be recorded instead; at last, which exception.
    fn offer(&self, news: &[Located<'_>]) {
        if self.brief.next.is_empty() {
            output::say("grants: refused: nothing was recorded");
            return;
        }
        for line in &self.brief.next {
            output::say(line);
        }
        let waivable = audit::waivable();
        let mut codes: Vec<&str> = news
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.code.name)
            .filter(|code| waivable.contains(code))
            .collect();
        codes.dedup();
        let application = self.entry.rows.first().map(|row| row.value("application"));
        for code in codes {
            output::say(&format!(
                "  or: grants waive {}/{} {code} --reason TEXT",
                self.entry.scheme,
                application.unwrap_or_default()
            ));
        }
    }
}
