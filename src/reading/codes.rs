//! The names of everything that reading can find, each with its page.

use crate::diagnostic::Code;

macro_rules! codes {
    ($($constant:ident $severity:ident $name:literal $page:literal;)*) => {
        $(pub(super) static $constant: Code = Code::$severity($name, include_str!(concat!("pages/", $page)));)*
        /// Every check of this room.
        pub static CODES: &[&Code] = &[$(&$constant),*];
    };
}

/// Whether a finding of this check says why a file, or a cell of it, cannot be
/// brought into its one form.
pub fn hinders_form(code: &Code) -> bool {
    let hindering: [&Code; 15] = [
        &NOT_UTF8,
        &CONTROL_CHARACTER,
        &CONFLICT_MARKER,
        &TOML_SYNTAX,
        &EMPTY_FILE,
        &WRONG_SEPARATOR,
        &UNCLOSED_QUOTE,
        &STRAY_QUOTE,
        &LINE_BREAK,
        &ROW_LENGTH,
        &TORN_ROW,
        &OVERSIZED_CELL,
        &AMOUNT_FORMAT,
        &NUMBER_FORMAT,
        &DATE_FORMAT,
    ];
    hindering.contains(&code)
}

/// Whether bringing the file's bytes in order mends a finding of this check.
pub fn is_tidied(code: &Code) -> bool {
    code == &BYTE_ORDER_MARK || code == &NOT_NFC
}

codes! {
    NOT_UTF8 error "not-utf8" "not_utf8.md";
    BYTE_ORDER_MARK note "byte-order-mark" "byte_order_mark.md";
    CONTROL_CHARACTER error "control-character" "control_character.md";
    NOT_NFC error "not-nfc" "not_nfc.md";
    CONFLICT_MARKER error "conflict-marker" "conflict_marker.md";
    UNKNOWN_FILE error "unknown-file" "unknown_file.md";
    OUTSIDE_LINK error "outside-link" "outside_link.md";
    MISSING_FILE error "missing-file" "missing_file.md";
    SCHEME_ID error "scheme-id" "scheme_id.md";
    TOML_SYNTAX error "toml-syntax" "toml_syntax.md";
    UNKNOWN_KEY error "unknown-key" "unknown_key.md";
    MISSING_KEY error "missing-key" "missing_key.md";
    WRONG_TYPE error "wrong-type" "wrong_type.md";
    WRONG_VALUE error "wrong-value" "wrong_value.md";
    FLOAT_AMOUNT error "float-amount" "float_amount.md";
    UNKNOWN_FIELD error "unknown-field" "unknown_field.md";
    UNKNOWN_SCHEME error "unknown-scheme" "unknown_scheme.md";
    PARENT_CYCLE error "parent-cycle" "parent_cycle.md";
    NOT_A_PROGRAMME error "not-a-programme" "not_a_programme.md";
    EMPTY_FILE error "empty-file" "empty_file.md";
    WRONG_SEPARATOR error "wrong-separator" "wrong_separator.md";
    UNCLOSED_QUOTE error "unclosed-quote" "unclosed_quote.md";
    STRAY_QUOTE error "stray-quote" "stray_quote.md";
    LINE_BREAK error "line-break-in-cell" "line_break_in_cell.md";
    ROW_LENGTH error "row-length" "row_length.md";
    TORN_ROW error "torn-row" "torn_row.md";
    BLANK_ROW error "blank-row" "blank_row.md";
    OVERSIZED_CELL error "oversized-cell" "oversized_cell.md";
    EMPTY_COLUMN error "empty-column" "empty_column.md";
    DUPLICATE_COLUMN error "duplicate-column" "duplicate_column.md";
    MISSING_COLUMN error "missing-column" "missing_column.md";
    UNKNOWN_COLUMN error "unknown-column" "unknown_column.md";
    MISSING_VALUE error "missing-value" "missing_value.md";
    UNEXPECTED_VALUE error "unexpected-value" "unexpected_value.md";
    AMOUNT_FORMAT error "amount-format" "amount_format.md";
    NUMBER_FORMAT error "number-format" "number_format.md";
    DATE_FORMAT error "date-format" "date_format.md";
    ID_FORMAT error "id-format" "id_format.md";
    UNKNOWN_WORD error "unknown-word" "unknown_word.md";
    ORGANISATION_NUMBER error "organisation-number" "organisation_number.md";
    ACCOUNT_NUMBER error "account-number" "account_number.md";
    NATIONAL_ID secret "national-id" "national_id.md";
    DUPLICATE_ID error "duplicate-id" "duplicate_id.md";
    UNKNOWN_APPLICATION error "unknown-application" "unknown_application.md";
    UNKNOWN_CRITERION error "unknown-criterion" "unknown_criterion.md";
}
