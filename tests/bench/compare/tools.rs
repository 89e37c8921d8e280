//! Who takes part, and with which commands.

use std::path::Path;

use crate::run::Call;

/// What is asked of a tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    Check,
    Budget,
    Award,
    Start,
}

/// A tool and its command for each work that it can express. `{awards}` and
/// the like stand for the files of that name.
#[derive(Debug)]
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    /// Prints its version; where it fails, the tool is not here.
    probe: &'static [&'static str],
    check: &'static [&'static str],
    budget: &'static [&'static str],
    award: &'static [&'static str],
    start: &'static [&'static str],
    /// Whether it needs to be stopped after ten minutes.
    is_slow: bool,
    /// Whether its check holds every check of the comparison.
    pub(crate) is_whole: bool,
}

const NONE: Tool = Tool {
    name: "",
    probe: &[],
    check: &[],
    budget: &[],
    award: &[],
    start: &[],
    is_slow: false,
    is_whole: false,
};

/// `grants` first.
const TOOLS: [Tool; 14] = [
    Tool {
        name: "grants",
        probe: &["{grants}", "--version"],
        check: &["{grants}", "check"],
        budget: &["{grants}", "budget"],
        award: &["{grants}", "award", "t0001", "--dry-run"],
        start: &["{grants}", "check"],
        ..NONE
    },
    Tool {
        name: "only reading: `wc -l`",
        probe: &["true"],
        check: &["wc", "-l", "{csv}"],
        ..NONE
    },
    Tool {
        name: "only reading: csv crate",
        probe: &["true"],
        check: &["{self}", "--read", "{csv}"],
        ..NONE
    },
    Tool {
        name: "mawk (adds two columns up)",
        probe: &["mawk", "-W", "version"],
        budget: &[
            "mawk",
            "-F,",
            "$3==\"award\"{c+=$4} $3==\"payment\"{p+=$4} END{printf \"%.2f\\n%.2f\\n\",c,p}",
            "{awards}",
            "{payments}",
        ],
        ..NONE
    },
    Tool {
        name: "xan",
        probe: &["xan", "--version"],
        budget: &[
            "sh",
            "-c",
            "for name in awards payments; do xan cat rows data/*/$name.csv \
             | xan groupby entry 'sum(amount)'; done",
        ],
        ..NONE
    },
    Tool {
        name: "DuckDB",
        probe: &[
            "{python}",
            "-c",
            "import duckdb; print('DuckDB', duckdb.__version__)",
        ],
        check: &[
            "{python}",
            "{peers}/run_duckdb.py",
            "{peers}/check_duckdb.sql",
        ],
        budget: &[
            "{python}",
            "{peers}/run_duckdb.py",
            "{peers}/budget_duckdb.sql",
        ],
        award: &[
            "{python}",
            "{peers}/run_duckdb.py",
            "{peers}/award_duckdb.sql",
        ],
        is_whole: true,
        ..NONE
    },
    Tool {
        name: "polars",
        probe: &[
            "{python}",
            "-c",
            "import polars; print('polars', polars.__version__)",
        ],
        check: &["{python}", "{peers}/check_polars.py"],
        budget: &["{python}", "{peers}/budget_polars.py"],
        award: &["{python}", "{peers}/award_polars.py"],
        is_whole: true,
        ..NONE
    },
    Tool {
        name: "pandas",
        probe: &[
            "{python}",
            "-c",
            "import pandas; print('pandas', pandas.__version__)",
        ],
        check: &["{python}", "{peers}/check_pandas.py"],
        is_slow: true,
        is_whole: true,
        ..NONE
    },
    Tool {
        name: "SQLite",
        probe: &["sqlite3", "--version"],
        check: &[
            "{peers}/sqlite.sh",
            "{peers}/check_sqlite.sql",
            "applications",
            "assessments",
            "awards",
            "payments",
        ],
        award: &[
            "{peers}/sqlite.sh",
            "{peers}/award_sqlite.sql",
            "applications",
            "assessments",
            "awards",
        ],
        is_slow: true,
        is_whole: true,
        ..NONE
    },
    Tool {
        name: "frictionless",
        probe: &[
            "{python}",
            "-c",
            "import frictionless; print('frictionless', frictionless.__version__)",
        ],
        check: &[
            "{python}",
            "-m",
            "frictionless",
            "validate",
            "datapackage.json",
        ],
        is_slow: true,
        ..NONE
    },
    Tool {
        name: "tackler*",
        probe: &["tackler", "--version"],
        check: &["tackler", "--config", "peers/tackler.toml"],
        budget: &["tackler", "--config", "peers/tackler.toml"],
        start: &["tackler", "--config", "peers/tackler.toml"],
        is_slow: true,
        ..NONE
    },
    Tool {
        name: "ledger*",
        probe: &["ledger", "--version"],
        check: &["ledger", "-f", "peers/facts.journal", "balance", "none"],
        budget: &[
            "ledger",
            "-f",
            "peers/facts.journal",
            "balance",
            "committed",
            "paid",
        ],
        start: &["ledger", "-f", "peers/facts.journal", "balance", "none"],
        is_slow: true,
        ..NONE
    },
    Tool {
        name: "hledger*",
        probe: &["hledger", "--version"],
        check: &["hledger", "-f", "peers/facts.journal", "check"],
        budget: &[
            "hledger",
            "-f",
            "peers/facts.journal",
            "balance",
            "committed",
            "paid",
        ],
        start: &["hledger", "-f", "peers/facts.journal", "check"],
        is_slow: true,
        ..NONE
    },
    Tool {
        name: "`git --version`",
        probe: &["true"],
        start: &["git", "--version"],
        ..NONE
    },
];

/// A tool that is here.
#[derive(Debug)]
pub(crate) struct Here {
    pub(crate) tool: &'static Tool,
    /// Its name and version.
    pub(crate) version: String,
}

/// The tools that can be started; where names are given, `grants` and those,
/// and none of which it is said that it shall not.
pub(crate) fn here(only: &[&str], without: &[&str]) -> Vec<Here> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let is_in = |tool: &Tool, names: &[&str]| {
        let name = tool.name.to_lowercase();
        names.iter().any(|part| name.contains(&part.to_lowercase()))
    };
    let is_wanted = |tool: &Tool| {
        let is_wanted = only.is_empty() || is_in(tool, only);
        tool.name == "grants" || is_wanted && !is_in(tool, without)
    };
    let mut here = Vec::new();
    for tool in TOOLS.iter().filter(|tool| is_wanted(tool)) {
        match call(tool.probe, folder).output(folder) {
            Some(output) if output.status.success() => {
                let text = String::from_utf8_lossy(&output.stdout);
                let version = version(tool.name, &text);
                here.push(Here { tool, version });
            }
            _ => println!("{} is not here", tool.name),
        }
    }
    here
}

/// `SQLite 3.40.1`: the tool's name, and the first word that is a version.
fn version(name: &str, text: &str) -> String {
    let name = name.split(" (").next().unwrap_or(name);
    let name: String = name.chars().filter(|letter| *letter != '*').collect();
    let is_version = |word: &&str| {
        word.contains('.') && word.starts_with(|letter: char| letter.is_ascii_digit())
    };
    let word = text.split([' ', ',', '\n', '-']).find(is_version);
    word.map_or_else(String::new, |word| format!("{name} {word}"))
}

impl Here {
    /// The command for a work in a folder.
    pub(crate) fn call(&self, work: Work, folder: &Path) -> Option<Call> {
        let template = match work {
            Work::Check => self.tool.check,
            Work::Budget => self.tool.budget,
            Work::Award => self.tool.award,
            Work::Start => self.tool.start,
        };
        if template.is_empty() {
            return None;
        }
        let mut call = call(template, folder);
        if self.tool.is_slow && work != Work::Start {
            let limit = ["timeout", "600"].map(str::to_owned);
            call.arguments.splice(0..0, limit);
        }
        Some(call)
    }
}

/// The program that is measured: the one just built, or that of `GRANTS`.
pub(crate) fn grants() -> String {
    std::env::var("GRANTS").unwrap_or_else(|_| env!("CARGO_BIN_EXE_grants").to_owned())
}

fn call(template: &[&str], folder: &Path) -> Call {
    let python = std::env::var("PEERS_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let program = std::env::current_exe().expect("a running program has a path");
    let peers = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench/peers");
    let mut arguments = Vec::new();
    for argument in template {
        match *argument {
            "{csv}" => {
                for name in ["applications", "assessments", "awards", "payments"] {
                    arguments.extend(files(folder, name));
                }
            }
            "{awards}" => arguments.extend(files(folder, "awards")),
            "{payments}" => arguments.extend(files(folder, "payments")),
            argument => arguments.push(
                argument
                    .replace("{grants}", &grants())
                    .replace("{self}", &program.to_string_lossy())
                    .replace("{python}", &python)
                    .replace("{peers}", peers),
            ),
        }
    }
    Call {
        arguments,
        environment: Vec::new(),
    }
}

/// The files of a name in all schemes, in the order of the schemes.
fn files(folder: &Path, name: &str) -> Vec<String> {
    let schemes = std::fs::read_dir(folder.join("data")).expect("a generated folder has data/");
    let mut files: Vec<String> = schemes
        .flatten()
        .map(|scheme| format!("data/{}/{name}.csv", scheme.file_name().to_string_lossy()))
        .collect();
    files.sort();
    files
}
