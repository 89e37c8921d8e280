//! What must hold of any file.

use proptest::prelude::*;

use super::{Reading, read};

proptest! {
    #[test]
    fn no_bytes_bring_it_down(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read("a.csv", bytes, &Reading::default());
    }

    #[test]
    fn no_text_brings_it_down(text in "([a-zæ0-9]|[;,|\t\" .\r\n]){0,200}") {
        let _ = read("a.csv", text.into_bytes(), &Reading::default());
    }

    #[test]
    fn no_damaged_spreadsheet_brings_it_down(
        at in 0..6000_usize, bytes in proptest::collection::vec(any::<u8>(), 1..8),
    ) {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (column, name) in (0..).zip(["Søker", "Beløp"]) {
            sheet.write(0, column, name).unwrap();
            sheet.write(1, column, 12.5).unwrap();
        }
        let mut file = book.save_to_buffer().unwrap();
        let end = file.len();
        let at = at.min(end - 1);
        let until = (at + bytes.len()).min(end);
        file[at..until].copy_from_slice(&bytes[..until - at]);
        let _ = read("a.xlsx", file, &Reading::default());
    }
}
