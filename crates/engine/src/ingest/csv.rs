//! CSV: one row a line, the first line is the header.
//!
//! The delimiter (`,` `;` tab `|`) is the one that cuts the first rows most evenly. Quotes as RFC 4180 has
//! them. A row with another number of fields than the header is set aside, as is one that is not UTF-8;
//! an unnamed column that only counts rows (a data frame's index) is left out by the guess.
//! Limits: at most 4,096 columns; a header is required.

use super::batch::too_many_columns;
use super::cell::Cell;
use super::rejected::{Rejected, raw_line};
use super::rows::{MOST_COLUMNS, Rows, Scope};
use super::source::Source;
use super::{Progress, place, user};
use crate::error::Error;
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::fmt::Write;
use std::io::{Cursor, Read};
use wayline_model::diagnostic::{Diagnostic, Severity};

/// From so many rows on, and one in ten, a file is in another encoding as a whole: without these rows it
/// would look like customers who left, and as the same file it could not be imported again.
const MOST_UNDECODED: u64 = 3;

/// Hands over the rows of a CSV file.
pub(crate) fn scan(
    source: &Source,
    progress: &dyn Progress,
    rows: &mut dyn Rows,
) -> Result<(), Error> {
    let broken = std::cell::Cell::new(0);
    let mut text = source.text(progress, &broken)?;
    let mut start = Vec::new();
    if let Err(error) = text.by_ref().take(1 << 16).read_to_end(&mut start)
        && start.is_empty()
    {
        return Err(source.read_failed(error, 0));
    }
    let delimiter = sniff(&start);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(Cursor::new(start).chain(text));
    let mut record = ByteRecord::new();
    let names = header(source, &mut reader, &mut record)?;
    for name in &names {
        rows.column(name, Scope::Event)?;
    }
    let mut count = 0;
    let (mut undecoded, mut first) = (0_u64, None);
    loop {
        let more = reader.read_byte_record(&mut record).map_err(|e| failed(source, e, count))?;
        if !more {
            break;
        }
        count += 1;
        let line = record.position().map_or(count + 1, csv::Position::line);
        if std::str::from_utf8(record.as_slice()).is_err() {
            undecoded += 1;
            first.get_or_insert(line);
        }
        row(source, &names, &record, line, rows)?;
    }
    if undecoded >= MOST_UNDECODED && undecoded * 10 > count {
        let what = format!("{undecoded} of {count} rows of {} are not UTF-8", source.name);
        let help =
            "say which encoding it is, for example `--encoding windows-1251`; nothing was imported";
        return Err(user("encoding-unknown", what, place(&source.name, first, None), help));
    }
    if broken.get() > 0 {
        let what = format!("parts of {} could not be decoded and became \u{fffd}", source.name);
        rows.note(
            Diagnostic::new("encoding-doubtful", Severity::Warning, what)
                .at(place(&source.name, None, None))
                .help("check the declared encoding"),
        );
    }
    Ok(())
}

fn header(
    source: &Source,
    reader: &mut Reader<impl Read>,
    record: &mut ByteRecord,
) -> Result<Vec<String>, Error> {
    let more = reader.read_byte_record(record).map_err(|e| failed(source, e, 0))?;
    if !more {
        let what = format!("{} has no header", source.name);
        let at = place(&source.name, Some(1), None);
        return Err(user("file-empty", what, at, "export it again; nothing was imported"));
    }
    if record.len() > MOST_COLUMNS {
        return Err(too_many_columns(&source.name, 1, record.len()));
    }
    let mut names: Vec<String> = Vec::with_capacity(record.len());
    for (index, field) in record.iter().enumerate() {
        let Ok(name) = std::str::from_utf8(field) else {
            let what = format!("the header of {} is not UTF-8 (column {})", source.name, index + 1);
            let at = place(&source.name, Some(1), None);
            let help = "say which encoding it is, for example `--encoding windows-1251`; nothing was imported";
            return Err(user("encoding-unknown", what, at, help));
        };
        // Two columns of one name keep both: the second is `name (2)`.
        let name = name.trim();
        let same = names.iter().filter(|known| known.as_str() == name).count();
        names.push(if same == 0 { name.to_owned() } else { format!("{name} ({})", same + 1) });
    }
    Ok(names)
}

fn row(
    source: &Source,
    names: &[String],
    record: &ByteRecord,
    line: u64,
    rows: &mut dyn Rows,
) -> Result<(), Error> {
    let reject = |column: Option<String>, reason: String| Rejected {
        file: source.name.clone(),
        row: line,
        column,
        reason,
        raw: raw_line(record.iter().map(String::from_utf8_lossy)),
    };
    if record.len() != names.len() {
        if record.len() == 1 && record[0].trim_ascii().is_empty() {
            return Ok(());
        }
        let mut reason =
            format!("the row has {} fields, the header has {}", record.len(), names.len());
        let breaks: usize =
            record.iter().map(|field| field.split(|byte| *byte == b'\n').count() - 1).sum();
        if breaks > 0 {
            write!(reason, "; it runs over {} lines: is a quote not closed?", breaks + 1)
                .expect("a String takes everything");
        }
        return rows.bad(reject(None, reason));
    }
    let mut cells = Vec::with_capacity(names.len());
    for (field, name) in record.iter().zip(names) {
        match std::str::from_utf8(field) {
            Ok(text) => cells.push(Cell::text(text)),
            Err(e) => {
                let reason = format!(
                    "the value is not UTF-8 after byte {}; declare the file's encoding",
                    e.valid_up_to()
                );
                return rows.bad(reject(Some(name.clone()), reason));
            }
        }
    }
    rows.row(line, &cells)
}

fn failed(source: &Source, error: csv::Error, rows: u64) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => source.read_failed(error, rows.saturating_sub(1)),
        other => user(
            "csv-damaged",
            format!("{} cannot be read as CSV: {other:?}", source.name),
            place(&source.name, Some(rows + 1), None),
            "export it again",
        ),
    }
}

/// The delimiter that cuts the first rows into more than one field most evenly; comma if none does.
fn sniff(start: &[u8]) -> u8 {
    // The last line may be cut off.
    let end = start.iter().rposition(|byte| *byte == b'\n').unwrap_or(start.len());
    let mut best = (0.0, 0, b',');
    for delimiter in [b',', b';', b'\t', b'|'] {
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(&start[..end]);
        let widths: Vec<usize> =
            reader.byte_records().take(50).map_while(Result::ok).map(|r| r.len()).collect();
        let Some(width) = widths.first().copied().filter(|width| *width > 1) else { continue };
        let even = widths.iter().filter(|w| **w == width).count() as f64 / widths.len() as f64;
        if even > best.0 || (even >= best.0 && width > best.1) {
            best = (even, width, delimiter);
        }
    }
    best.2
}

#[cfg(test)]
mod tests {
    use super::sniff;

    #[test]
    fn the_delimiter_is_the_one_that_cuts_evenly() {
        assert_eq!(sniff(b"a,b\n1,2\n"), b',');
        assert_eq!(sniff(b"a;b\n1,5;2\n1;2,5\n"), b';');
        assert_eq!(sniff(b"a\tb c, d\n1\t2,3,4\n"), b'\t');
        assert_eq!(sniff(b"a|b\n1|2\n"), b'|');
        assert_eq!(sniff(b"a\n1\n"), b',');
        assert_eq!(sniff(b"name;text\n1;\"a,b,c\nd,e\"\n2;x\n"), b';');
    }
}
