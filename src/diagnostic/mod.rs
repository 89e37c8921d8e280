//! Findings: what is wrong, where, why, and how to mend it.
//!
//! Every other room makes findings; only the files here know how they look.

mod capped;
mod code;
mod concise;
mod excerpt;
mod finding;
mod fingerprint;
mod github;
mod gitlab;
mod json;
mod junit;
mod located;
mod nearest;
mod paths;
mod printing;
mod rdjsonl;
mod said;
mod sarif;
mod secret;
mod snippet;
#[cfg(test)]
mod formats_tests;
#[cfg(test)]
mod printing_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod window;

pub use capped::grouped;
pub use code::{Code, Severity};
pub use finding::{Finding, Findings};
pub use github::github_summary;
pub use located::{Located, LocatedPlace, locate};
pub use nearest::{nearest, one_of};
pub use printing::{Format, Printing, render};
