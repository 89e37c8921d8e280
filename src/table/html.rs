//! A document as one page that needs nothing else: for a browser, for paper, in
//! the light and in the dark.
//!
//! It is well-formed XML as well, so that any program can read it.

use std::fmt::Write;

use super::document::{Document, Part};
use super::shown::{Shown, shown};
use super::style::indents;
use super::{Cell, Grid};
use crate::source::visible;

pub(super) fn render(document: &Document<'_>) -> String {
    let title = match document.title() {
        "" => "grants",
        title => title,
    };
    let mut page = Page(String::new());
    page.line("<!DOCTYPE html>");
    page.line("<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">");
    page.line("<head>");
    page.line("<meta charset=\"utf-8\"/>");
    page.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
    page.line("<meta name=\"generator\" content=\"grants\"/>");
    page.element("title", title);
    page.line(concat!("<style>\n", include_str!("page.css"), "</style>"));
    page.line("</head>\n<body>\n<main>");
    page.element("h1", title);
    for part in document.parts() {
        match part {
            Part::Grid(grid) => page.grid(grid, title),
            Part::Notes(lines) => page.items(lines),
            Part::Section { title, lines } => {
                page.line("<section>");
                page.element("h2", title);
                page.items(lines);
                page.line("</section>");
            }
        }
    }
    page.line("</main>\n</body>\n</html>");
    page.0
}

struct Page(String);

impl Page {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn element(&mut self, name: &str, text: &str) {
        self.line(&format!("<{name}>{}</{name}>", escaped(text)));
    }

    /// Lines as a list; what is set in further is marked so.
    fn items(&mut self, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.line("<ul>");
        for line in lines {
            let words = line.trim_start();
            let further = if words.len() < line.len() {
                " class=\"further\""
            } else {
                ""
            };
            let words = escaped(words);
            self.line(&if words.starts_with("https://") && !words.contains(' ') {
                format!("<li{further}><a href=\"{words}\">{words}</a></li>")
            } else {
                format!("<li{further}>{words}</li>")
            });
        }
        self.line("</ul>");
    }

    /// A table in a box that scrolls sideways where there is no room. A caption
    /// that says the same as the title of the page is for those who hear it.
    fn grid(&mut self, grid: &Grid<'_>, title: &str) {
        let columns = shown(grid);
        let caption = escaped(match grid.title().as_ref() {
            "" => title,
            caption => caption,
        });
        self.line(&format!(
            "<div class=\"wide\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\n<table>"
        ));
        let class = if grid.title() == title {
            " class=\"heard\""
        } else {
            ""
        };
        self.line(&format!("<caption{class}>{caption}</caption>"));
        self.0.push_str("<thead>\n<tr>");
        for column in &columns {
            let class = if column.right {
                " class=\"number\""
            } else {
                ""
            };
            let heading = escaped(&grid.columns()[column.index].heading());
            write!(self.0, "<th scope=\"col\"{class}>{heading}</th>").expect("a string takes all");
        }
        self.line("</tr>\n</thead>");
        self.rows("tbody", grid, &columns, grid.rows());
        if !grid.totals().is_empty() {
            let totals = grid.totals().iter().map(|total| total.cells.as_slice());
            self.rows("tfoot", grid, &columns, totals);
        }
        self.line("</table>\n</div>");
    }

    fn rows<'g>(
        &mut self,
        group: &str,
        grid: &Grid<'_>,
        columns: &[Shown],
        rows: impl IntoIterator<Item = &'g [Cell<'g>]>,
    ) {
        // What names a row is its first column that is no number.
        let name = columns.iter().position(|column| !column.right);
        self.line(&format!("<{group} lang=\"{}\">", grid.language().tag()));
        for row in rows {
            self.0.push_str("<tr>");
            for (at, column) in columns.iter().enumerate() {
                self.cell(column, &row[column.index], Some(at) == name);
            }
            self.line("</tr>");
        }
        self.line(&format!("</{group}>"));
    }

    fn cell(&mut self, column: &Shown, cell: &Cell<'_>, is_name: bool) {
        let lines: Vec<String> = column
            .style
            .lines(cell)
            .iter()
            .map(|line| escaped(line))
            .collect();
        let text = lines.join("<br/>");
        let class = if column.right {
            " class=\"number\""
        } else if cell.is_number() || matches!(cell, Cell::Date(_) | Cell::Id(_)) {
            " class=\"whole\""
        } else {
            ""
        };
        let style = match indents(cell).0 {
            0 => String::new(),
            indent => format!(" style=\"padding-left:{}ch\"", indent + 1),
        };
        let (open, close) = if is_name {
            ("th scope=\"row\"", "th")
        } else {
            ("td", "td")
        };
        write!(self.0, "<{open}{class}{style}>{text}</{close}>").expect("a string takes all");
    }
}

/// Text in which nothing is a tag or a control.
fn escaped(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // These stand in no XML.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::table::Column;

    #[test]
    fn nothing_in_a_cell_is_a_tag() {
        let mut grid = Grid::new(Language::Bokmal, [Column::new("x", "<i>")]);
        grid.push([Cell::text("<script>alert(\"1\")</script>\n& more\u{1b}[2J")]);
        grid.set_title("A \"title\"", "");
        let page = render(&Document::of(&grid).notes(vec!["<b>".to_owned()]));
        let row = "<tr><th scope=\"row\">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;\
                   <br/>&amp; more\\u{1b}[2J</th></tr>";
        assert!(page.contains(row), "{page}");
        assert!(page.contains("<th scope=\"col\">&lt;i&gt;</th>"), "{page}");
        assert!(
            page.contains("aria-label=\"A &quot;title&quot;\""),
            "{page}"
        );
        assert!(page.contains("<li>&lt;b&gt;</li>"), "{page}");
        assert!(page.contains("<tbody lang=\"nb\">"), "{page}");
    }
}
