//! The forms of findings, as users name them.

use clap::ValueEnum;

use crate::cli::output;
use crate::cli::place;
use crate::cli::session::Session;
use crate::diagnostic::{Format, Located, Printing, github_summary};

/// The forms of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum CheckFormat {
    /// Your own lines, with carets
    #[default]
    Full,
    /// `file:line:column: severity[code]: message`
    Concise,
    /// One JSON array
    Json,
    /// The same objects, a line each
    Jsonl,
    /// Annotations of GitHub Actions, and a table in $GITHUB_STEP_SUMMARY
    Github,
    /// Code Quality report of GitLab
    Gitlab,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit's XML, a case for each finding
    Junit,
    /// reviewdog's Diagnostic Format, a line each
    Rdjsonl,
}

impl CheckFormat {
    /// Prints findings; for GitHub also into the summary of the job.
    pub(super) fn print(
        self,
        session: &Session,
        located: &[Located<'_>],
        all: bool,
    ) -> anyhow::Result<()> {
        let base = match self {
            Self::Github | Self::Gitlab | Self::Sarif | Self::Rdjsonl => {
                place::base(session.folder.root())?
            }
            _ => String::new(),
        };
        let printing = Printing {
            format: self.into(),
            color: session.color(),
            width: output::width(),
            all,
            base: &base,
        };
        output::print_parts(|take| printing.print_to(located, take))?;
        if self == Self::Github
            && let Some(file) =
                std::env::var_os("GITHUB_STEP_SUMMARY").filter(|file| !file.is_empty())
        {
            output::append(&github_summary(located, &base), file.as_ref())?;
        }
        Ok(())
    }
}

impl From<CheckFormat> for Format {
    fn from(format: CheckFormat) -> Self {
        match format {
            CheckFormat::Full => Self::Full,
            CheckFormat::Concise => Self::Concise,
            CheckFormat::Json => Self::Json,
            CheckFormat::Jsonl => Self::Jsonl,
            CheckFormat::Github => Self::Github,
            CheckFormat::Gitlab => Self::Gitlab,
            CheckFormat::Sarif => Self::Sarif,
            CheckFormat::Junit => Self::Junit,
            CheckFormat::Rdjsonl => Self::Rdjsonl,
        }
    }
}
