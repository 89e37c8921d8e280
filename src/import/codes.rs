//! The names of everything that can be found in a foreign table, each with its
//! page.

use crate::diagnostic::{Code, Finding};

use super::{Cell, Table};

macro_rules! codes {
    ($($constant:ident $severity:ident $name:literal $page:literal;)*) => {
        $(pub(super) static $constant: Code = Code::$severity($name, include_str!(concat!("pages/", $page)));)*
        /// Every check of this room.
        pub static CODES: &[&Code] = &[$(&$constant),*];
    };
}

codes! {
    FOREIGN_FILE error "foreign-file" "foreign_file.md";
    FOREIGN_TABLE error "foreign-table" "foreign_table.md";
    ERROR_CELL error "error-cell" "error_cell.md";
    NUMBER_FORM error "number-form" "number_form.md";
    DATE_FORM error "date-form" "date_form.md";
    OTHER_CONTENT error "other-content" "other_content.md";
    SAME_ROW warning "same-row" "same_row.md";
    WHICH_APPLICATION error "which-application" "which_application.md";
    NO_SUCH_COLUMN error "no-such-column" "no_such_column.md";
    MERGED_CELLS warning "merged-cells" "merged_cells.md";
}

/// What is found where the ledger's file has no place for a value.
pub fn no_such_column(table: &Table, cell: &Cell, column: &str, file: &str) -> Finding {
    let message = format!("{file} has no column `{column}` to record this in");
    table
        .finding(&NO_SUCH_COLUMN, cell, &message)
        .help("add the column with --add-columns, or leave this one out: --map \"NAME=\"")
}
