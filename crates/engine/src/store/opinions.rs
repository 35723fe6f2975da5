//! Feedback in the folder: one Parquet file a source.
//!
//! Columns: `id`, `source`, `kind`, `scale_low`, `scale_high`, `rating`, `text`, `language`, `asked_at`,
//! `answered_at` (microseconds UTC), `customer`, `case`, `about`, `channel`. A piece of feedback whose id
//! the dataset already holds, or that stands twice in one source, is dropped and counted.

use super::Store;
use crate::error::Error;
use crate::feedback::Feedback;
use crate::ingest::batch::FeedbackBatch;
use crate::ingest::time::{NEWEST_US, OLDEST_US};
use crate::ingest::{FeedbackImport, ImportReport};
use crate::manifest::{Manifest, SourceEntry, SourceFile, SourceKind};
use crate::shard::{batches, write};
use arrow::array::{Array, ArrayRef, Float64Array, StringArray, TimestampMicrosecondArray};
use arrow::datatypes::{DataType, Field, Schema, TimeUnit};
use rustc_hash::FxHashSet;
use std::sync::Arc;
use wayline_model::map::FeelingSource;

/// A source as it stands in a manifest before its pieces are added, so that the next one is compared with it.
pub(super) fn announced(
    name: String,
    files: Vec<SourceFile>,
    batch: &FeedbackBatch,
    import: &FeedbackImport,
) -> SourceEntry {
    SourceEntry {
        name,
        kind: SourceKind::Feedback,
        files,
        rows: batch.rows,
        rejected: batch.rejected.len() as u64,
        time_formats: batch.time_formats.clone(),
        imported_at: import.imported_at.clone(),
        ..SourceEntry::default()
    }
}

impl Store {
    /// Adds what was read and announced last in `next`, in order, and commits once.
    pub(super) fn add_feedback(
        &mut self,
        batches: Vec<FeedbackBatch>,
        mut next: Manifest,
        import: &FeedbackImport,
        report: &mut ImportReport,
    ) -> Result<(), Error> {
        if batches.is_empty() {
            return Ok(());
        }
        let held = self.feedback().map_err(super::read::refused)?;
        let mut known: FxHashSet<String> = held.into_iter().map(|f| f.id).collect();
        next.version += 1;
        let (version, first) = (next.version, next.sources.len() - batches.len());
        let cutoff = self.cutoff(&next, None);
        next.retention = self.limit_text();
        let mut expired = 0;
        for (entry, mut batch) in next.sources[first..].iter_mut().zip(batches) {
            let before = batch.feedback.len() as u64;
            batch.feedback.retain(|one| known.insert(one.id.clone()));
            entry.duplicates = before - batch.feedback.len() as u64;
            if let Some(cutoff) = cutoff {
                batch.feedback.retain(|one| time(one).is_none_or(|time| time >= cutoff));
            }
            entry.added = batch.feedback.len() as u64;
            entry.expired = before - entry.duplicates - entry.added;
            report.expired += entry.expired;
            expired += entry.expired;
            report.rows += entry.rows;
            report.added += entry.added;
            report.duplicates += entry.duplicates;
            report.rejected += entry.rejected;
            report.first_rejected.extend(batch.rejected.iter().take(5).cloned());
            report.guess.append(&mut batch.guess);
            report.diagnostics.append(&mut batch.diagnostics);
            report.time_formats.append(&mut batch.time_formats);
            report.sources.push(entry.name.clone());
            if import.dry_run {
                continue;
            }
            let aside = self.set_aside(&entry.name, &[], &batch.rejected)?;
            report.rejected_files.extend(aside.map(|path| Some(path.display().to_string())));
            if entry.added > 0 {
                self.found()?;
                let folder = self.folder.join("feedback");
                self.disk.make_folder(&folder)?;
                next.feedback.push(self.write_feedback(&entry.name, version, &batch.feedback)?);
                self.disk.flush_folder(&folder)?;
            }
        }
        next.expired += expired;
        if import.dry_run {
            return Ok(());
        }
        self.commit(&next)
    }
}

const TEXTS: [&str; 8] =
    ["id", "source", "text", "language", "customer", "case", "about", "channel"];

fn texts(one: &Feedback) -> [Option<&str>; 8] {
    [
        Some(&one.id),
        Some(&one.source),
        one.text.as_deref(),
        one.language.as_deref(),
        one.customer.as_deref(),
        one.case.as_deref(),
        one.about.as_deref(),
        one.channel.as_deref(),
    ]
}

/// A part of a piece of feedback that may be missing.
type Part<T> = fn(&Feedback) -> Option<T>;

fn kind_name(kind: FeelingSource) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// When it was given, else when it was asked for.
pub(super) fn time(one: &Feedback) -> Option<i64> {
    one.answered_at.or(one.asked_at)
}

pub(super) fn to_parquet(all: &[Feedback]) -> Result<Vec<u8>, Error> {
    let mut fields = Vec::new();
    let mut columns: Vec<ArrayRef> = Vec::new();
    for (at, name) in TEXTS.iter().enumerate() {
        fields.push(Field::new(*name, DataType::Utf8, at > 1));
        columns.push(Arc::new(all.iter().map(|one| texts(one)[at]).collect::<StringArray>()));
    }
    fields.push(Field::new("kind", DataType::Utf8, true));
    columns.push(Arc::new(all.iter().map(|one| one.kind.map(kind_name)).collect::<StringArray>()));
    let numbers: [(&str, Part<f64>); 3] = [
        ("rating", |one| one.rating),
        ("scale_low", |one| one.scale.map(|scale| scale.0)),
        ("scale_high", |one| one.scale.map(|scale| scale.1)),
    ];
    for (name, number) in numbers {
        fields.push(Field::new(name, DataType::Float64, true));
        columns.push(Arc::new(all.iter().map(number).collect::<Float64Array>()));
    }
    let times: [(&str, Part<i64>); 2] =
        [("asked_at", |one| one.asked_at), ("answered_at", |one| one.answered_at)];
    for (name, time) in times {
        let utc = Some(Arc::from("UTC"));
        fields.push(Field::new(name, DataType::Timestamp(TimeUnit::Microsecond, utc), true));
        let times: TimestampMicrosecondArray = all.iter().map(time).collect();
        columns.push(Arc::new(times.with_timezone("UTC")));
    }
    write(Arc::new(Schema::new(fields)), columns)
}

/// Feedback from a file of the dataset.
///
/// # Errors
/// When the bytes are not such a file; `path` is named.
pub(super) fn from_parquet(path: &str, bytes: Vec<u8>) -> Result<Vec<Feedback>, Error> {
    let damaged =
        |name: &str| Error::Damaged { path: path.into(), why: format!("column `{name}` is wrong") };
    let mut all = Vec::new();
    for batch in batches(path, bytes)? {
        let column = |name: &str| batch.column_by_name(name).ok_or_else(|| damaged(name));
        let text = |name: &'static str| -> Result<&StringArray, Error> {
            column(name)?.as_any().downcast_ref().ok_or_else(|| damaged(name))
        };
        let number = |name: &'static str| -> Result<&Float64Array, Error> {
            column(name)?.as_any().downcast_ref().ok_or_else(|| damaged(name))
        };
        let time = |name: &'static str| -> Result<&TimestampMicrosecondArray, Error> {
            column(name)?.as_any().downcast_ref().ok_or_else(|| damaged(name))
        };
        let texts: Vec<&StringArray> =
            TEXTS.iter().map(|name| text(name)).collect::<Result<_, _>>()?;
        let (kind, rating) = (text("kind")?, number("rating")?);
        let (low, high) = (number("scale_low")?, number("scale_high")?);
        let (asked, answered) = (time("asked_at")?, time("answered_at")?);
        for (name, times) in [("asked_at", asked), ("answered_at", answered)] {
            if times.iter().flatten().any(|time| !(OLDEST_US..=NEWEST_US).contains(&time)) {
                return Err(damaged(name));
            }
        }
        for row in 0..batch.num_rows() {
            let text = |at: usize| -> Option<String> {
                texts[at].is_valid(row).then(|| texts[at].value(row).to_owned())
            };
            let number = |array: &Float64Array| array.is_valid(row).then(|| array.value(row));
            let time =
                |array: &TimestampMicrosecondArray| array.is_valid(row).then(|| array.value(row));
            let name = kind.is_valid(row).then(|| kind.value(row).to_owned());
            all.push(Feedback {
                id: text(0).unwrap_or_default(),
                source: text(1).unwrap_or_default(),
                kind: name.and_then(|name| serde_json::from_value(name.into()).ok()),
                scale: number(low).zip(number(high)),
                rating: number(rating),
                text: text(2),
                language: text(3),
                asked_at: time(asked),
                answered_at: time(answered),
                customer: text(4),
                case: text(5),
                about: text(6),
                channel: text(7),
            });
        }
    }
    Ok(all)
}
