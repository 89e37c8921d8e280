//! The tables in the READMEs.

const BEGIN: &str = "<!-- speed:begin -->\n";
const END: &str = "<!-- speed:end -->";

/// Puts a text between the marks of a file.
pub(crate) fn write(path: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let readme = std::fs::read_to_string(&path).expect("there is a README");
    let (before, rest) = readme
        .split_once(BEGIN)
        .expect("the README has a mark to begin");
    let (_, after) = rest.split_once(END).expect("the README has a mark to end");
    let text = format!("{before}{BEGIN}{text}{END}{after}");
    std::fs::write(&path, text).expect("the README is written");
    println!("{}: the tables are new", path.display());
}
