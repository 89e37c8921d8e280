//! One process, and what it cost.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use wait4::Wait4;

/// What a whole process took, with those that it started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cost {
    /// User and system time, in microseconds.
    pub(crate) cpu: u64,
    /// In microseconds.
    pub(crate) wall: u64,
    /// In KiB.
    pub(crate) peak: u64,
}

/// A program with its arguments and what is added to its environment.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) arguments: Vec<String>,
    pub(crate) environment: Vec<(&'static str, String)>,
}

impl Call {
    pub(crate) fn of<'t>(arguments: impl IntoIterator<Item = &'t str>) -> Self {
        Self {
            arguments: arguments.into_iter().map(str::to_owned).collect(),
            environment: Vec::new(),
        }
    }

    /// The cost of a run that ends with one of these statuses.
    pub(crate) fn cost(&self, folder: &Path, statuses: &[i32]) -> Option<Cost> {
        let mut command = self.command(folder);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let begin = Instant::now();
        let used = command.spawn().ok()?.wait4().ok()?;
        let wall = begin.elapsed();
        let is_fine = used
            .status
            .code()
            .is_some_and(|code| statuses.contains(&code));
        let cpu = used.rusage.utime + used.rusage.stime;
        let micros = |time: std::time::Duration| u64::try_from(time.as_micros()).ok();
        is_fine.then_some(Cost {
            cpu: micros(cpu)?,
            wall: micros(wall)?,
            peak: used.rusage.maxrss / 1024,
        })
    }

    /// What it prints, and how it ends.
    pub(crate) fn output(&self, folder: &Path) -> Option<Output> {
        self.command(folder).output().ok()
    }

    fn command(&self, folder: &Path) -> Command {
        let mut command = Command::new(&self.arguments[0]);
        command
            .args(&self.arguments[1..])
            .current_dir(folder)
            .stdin(Stdio::null())
            .env_remove("GRANTS_ROOT")
            .env("LC_ALL", "C.UTF-8")
            .envs(self.environment.iter().map(|(name, value)| (*name, value)));
        command
    }
}

/// The middle one; of an even number, the lower of the two.
pub(crate) fn median(mut numbers: Vec<u64>) -> u64 {
    numbers.sort_unstable();
    numbers[(numbers.len() - 1) / 2]
}
