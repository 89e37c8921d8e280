//! A name for a finding that stays when lines above it come and go, so that a
//! CI knows which findings are new.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::Located;

/// One fingerprint for each finding, in order, no two the same: of the check,
/// the file, the sentence and the line's own text (its secrets covered), but
/// not of where the line stands. What is alike in all of them is counted.
pub(super) fn fingerprints(findings: &[Located<'_>]) -> Vec<String> {
    let mut seen: HashMap<[u8; 32], usize> = HashMap::new();
    let each = findings.iter().map(|finding| {
        let content = digest(&[
            finding.code.name,
            finding.primary.source.path(),
            &finding.message,
            &line(finding),
        ]);
        let nth = seen.entry(content).or_insert(0);
        *nth += 1;
        let mut named = Sha256::new();
        named.update(content);
        named.update(nth.to_string());
        named.finalize().iter().take(16).fold(String::new(), hex)
    });
    each.collect()
}

fn digest(parts: &[&str]) -> [u8; 32] {
    let mut digest = Sha256::new();
    for part in parts {
        // No path, name or line holds a NUL that reading would let through.
        digest.update(part);
        digest.update([0]);
    }
    digest.finalize().into()
}

fn line<'f>(finding: &'f Located<'_>) -> Cow<'f, str> {
    let place = &finding.primary;
    if place.is_whole_file() {
        return "".into();
    }
    place.shown(place.source.line(place.start().line))
}

fn hex(mut hex: String, byte: &u8) -> String {
    let _ = write!(hex, "{byte:02x}");
    hex
}
