//! Where the folder stands, seen from the working folder: what a CI, which runs
//! in it, puts before the path of a file.

use std::path::{Component, Path};

use anyhow::Context;

/// The root as a path from the working folder with `/` between its parts; empty
/// if it is the working folder.
pub(super) fn base(root: &Path) -> anyhow::Result<String> {
    let here = std::env::current_dir().context("the working folder is gone")?;
    // Links are followed, because a CI knows files by where they really are.
    let real = |path: &Path| {
        path.canonicalize()
            .with_context(|| format!("cannot find {}", path.display()))
    };
    Ok(from(&real(&here)?, &real(root)?))
}

/// `to` as seen from `here`, both whole and without links.
fn from(here: &Path, to: &Path) -> String {
    let (here, to) = (parts(here), parts(to));
    let common = here.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = here.iter().skip(common).map(|_| "..".to_owned());
    let down = to
        .iter()
        .skip(common)
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

fn parts(path: &Path) -> Vec<Component<'_>> {
    path.components().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_seen_from_the_working_folder() {
        let seen = |here: &str, to: &str| from(Path::new(here), Path::new(to));
        assert_eq!(seen("/repo", "/repo"), "");
        assert_eq!(seen("/repo", "/repo/ledgers/2024"), "ledgers/2024");
        assert_eq!(seen("/repo/data/a", "/repo"), "../..");
        assert_eq!(seen("/repo/tools", "/repo/ledger"), "../ledger");
        assert_eq!(seen("/repo", "/repository"), "../repository");
    }
}
