//! Paths as a CI wants them: from the folder in which it runs.

use std::fmt::Write;

/// A file's path below the root, put below `base`, the root as it is seen from
/// the working folder; `base` is empty where they are the same.
pub(super) fn from_base(base: &str, path: &str) -> String {
    match base.trim_end_matches('/') {
        "" | "." => path.to_owned(),
        base => format!("{base}/{path}"),
    }
}

/// A relative path as a URI reference: what is not unreserved there is
/// percent-encoded byte for byte, `/` stays (RFC 3986, 2.1, 2.3 and 4.2: a
/// colon in the first part would be read as a scheme).
pub(super) fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => write!(out, "%{byte:02X}").expect("a string takes all text"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_put_below_the_base() {
        assert_eq!(from_base("", "schemes/a.toml"), "schemes/a.toml");
        assert_eq!(from_base("ledger/", "a"), "ledger/a");
        assert_eq!(from_base("..", "a"), "../a");
    }

    #[test]
    fn a_uri_has_no_other_characters() {
        assert_eq!(
            uri("data/Ærø: 1 %/a.csv"),
            "data/%C3%86r%C3%B8%3A%201%20%25/a.csv"
        );
    }
}
