//! The names of everything that can be found in a foreign table, each with its
//! page.

use crate::diagnostic::Code;

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
    MERGED_CELLS warning "merged-cells" "merged_cells.md";
}
