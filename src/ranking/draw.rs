//! A draw that anyone can repeat: the digest of a seed and an id.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::model::ApplicationId;

/// What an application draws: SHA-256 of the seed, a zero byte and its id. The
/// smaller goes first, as hexadecimal digits sort.
///
/// With `sha256sum`: `printf '%s\0%s' SEED ID | sha256sum`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Draw([u8; 32]);

impl Draw {
    /// The draw of an id under a seed.
    pub fn of(seed: &str, id: ApplicationId<'_>) -> Self {
        let mut digest = Sha256::new();
        digest.update(seed);
        digest.update([0]);
        digest.update(id.as_str());
        Self(digest.finalize().into())
    }

    /// The first 16 of its hexadecimal digits.
    pub fn short(self) -> String {
        let mut digits = self.to_string();
        digits.truncate(16);
        digits
    }
}

/// All 64 hexadecimal digits.
impl fmt::Display for Draw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_sha256sum_prints() {
        let id = ApplicationId::new("A-1").expect("an id");
        let draw = Draw::of("seed", id);
        let printed = "5298650f6b1845f1de55a6a17de954589abd02fa97eda19139c18e16bcd76a7d";
        assert_eq!(draw.to_string(), printed);
        assert_eq!(draw.short(), printed[..16]);
        assert_ne!(
            draw,
            Draw::of("see", ApplicationId::new("dA-1").expect("an id"))
        );
    }
}
