//! The formats that can be imported, and how a file's format is found: by content first, then by name.

use serde::{Deserialize, Serialize};

/// A format of a file of events or feedback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Comma-, semicolon-, tab- or bar-separated values with a header.
    Csv,
    /// One JSON object a line.
    Ndjson,
    /// Apache Parquet.
    Parquet,
    /// IEEE 1849 XES.
    Xes,
}

impl Format {
    /// Every format by its name on the command line.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("csv", Self::Csv),
        ("ndjson", Self::Ndjson),
        ("parquet", Self::Parquet),
        ("xes", Self::Xes),
    ];

    /// The format of a file with this name and these first (unzipped) bytes.
    pub(crate) fn of(name: &str, head: &[u8]) -> Self {
        if head.starts_with(b"PAR1") {
            return Self::Parquet;
        }
        let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        let name = name.to_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let ends = |ends: &[&str]| {
            name.rsplit_once('.').is_some_and(|(_, extension)| ends.contains(&extension))
        };
        if ends(&["parquet", "pq"]) {
            Self::Parquet
        } else if ends(&["xes"]) || text.starts_with(b"<?xml") || text.starts_with(b"<log") {
            Self::Xes
        } else if ends(&["ndjson", "jsonl", "json"]) || text.starts_with(b"{") {
            Self::Ndjson
        } else {
            Self::Csv
        }
    }
}
