//! The tables in the README.

const BEGIN: &str = "<!-- speed:begin -->\n";
const END: &str = "<!-- speed:end -->";

/// Puts a text between the marks.
pub(crate) fn write(text: &str) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).expect("there is a README");
    let (before, rest) = readme
        .split_once(BEGIN)
        .expect("the README has a mark to begin");
    let (_, after) = rest.split_once(END).expect("the README has a mark to end");
    let text = format!("{before}{BEGIN}\n{text}\n{END}{after}");
    std::fs::write(path, text).expect("the README is written");
    println!("README.md: the tables are new");
}
