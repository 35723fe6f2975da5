//! Rows that could not be used, kept with where they were and why: nothing is lost.

use serde::{Deserialize, Serialize};

/// A row set aside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// The file as the user named it.
    pub file: String,
    /// Its line (its row in Parquet).
    pub row: u64,
    /// The column that is to blame.
    pub column: Option<String>,
    /// Why, in one sentence.
    pub reason: String,
    /// The row as it was, as a line of CSV where the file was not text.
    pub raw: String,
}

/// The first line of a file of rows that were set aside.
pub(crate) const HEADER: &[u8] = b"file,row,column,reason,raw\n";

/// The rows as lines of CSV.
pub(crate) fn to_csv(rows: &[Rejected]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        let number = row.row.to_string();
        let column = row.column.as_deref().unwrap_or_default();
        // Writing into memory cannot fail.
        let _ = writer.write_record([&row.file, &number, column, &row.reason, &row.raw]);
    }
    writer.into_inner().unwrap_or_default()
}

/// Cells as a line of CSV.
pub(crate) fn raw_line<'a>(cells: impl Iterator<Item = std::borrow::Cow<'a, str>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let cells: Vec<_> = cells.collect();
    let _ = writer.write_record(cells.iter().map(|cell| cell.as_bytes()));
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(bytes.trim_ascii_end()).into_owned()
}
