//! Import: files in, events and feedback out, with everything that was doubtful said.
//!
//! A file is read twice as a stream. The first pass only looks: which columns there are, what their
//! values look like over the whole file, which forms times have. Then a plan is made, guessed or from a
//! mapping file: which column is what, which conditions make which events. The second pass follows the plan.
//! A long file whose columns are guessed is read once: see [`plan`].
//! Raw text is never held; a row that does not fit the plan is set aside with its reason.
//!
//! A format is one file here (`csv`, `ndjson`, `parquet`, `xes`) with one function `scan`; see [`rows::Rows`].

pub(crate) mod batch;
mod bytes;
pub(crate) mod cell;
mod csv;
mod expr;
mod format;
mod guess;
mod guess_names;
mod joins;
mod mapping;
mod mapping_expr;
mod ndjson;
mod opinions;
mod parquet;
mod plan;
mod profile;
pub mod rejected;
mod rows;
mod source;
mod stretch;
pub mod time;
mod transcode;
mod xes;
mod xes_rules;

pub use format::Format;
pub(crate) use plan::IMPUTED;

use crate::error::Error;
use crate::manifest::{AttributeEntry, SourceFile, TimeFormat};
use crate::parts::Room;
use batch::{EventBatch, FeedbackBatch};
use mapping::Mapping;
use rejected::Rejected;
use serde::{Deserialize, Serialize};
use source::Source;
use std::path::{Path, PathBuf};
use wayline_model::answer::Sampling;
use wayline_model::diagnostic::{Diagnostic, Place, Severity, nearest};
use wayline_model::question::Unit;

/// Is told how far an import has come. Called often; must be quick.
pub trait Progress: Sync {
    /// `done` of `total` bytes. Files are read twice, so `total` is twice their size.
    fn step(&self, done: u64, total: u64);

    /// Everything was read, and `done` of `total` shards are stored.
    fn store(&self, done: u64, total: u64) {
        let _ = (done, total);
    }
}

/// Nobody wants to know.
impl Progress for () {
    fn step(&self, _done: u64, _total: u64) {}
}

/// Which columns are what; what is absent is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Columns {
    /// Who.
    pub customer: Option<String>,
    /// Order, ticket, trace.
    pub case: Option<String>,
    /// Account.
    pub account: Option<String>,
    /// Session.
    pub session: Option<String>,
    /// What happened.
    pub activity: Option<String>,
    /// When.
    pub time: Option<String>,
    /// Where: becomes the attribute `channel`.
    pub channel: Option<String>,
}

/// How to import events.
#[derive(Clone, Debug, Default)]
pub struct EventImport {
    /// Files, or one folder that a mapping's file patterns are looked for in.
    pub files: Vec<PathBuf>,
    /// A mapping file (TOML, `docs/formats.md`).
    pub mapping: Option<PathBuf>,
    /// Which columns are what.
    pub columns: Columns,
    /// The format; by the file's content and name if absent.
    pub format: Option<Format>,
    /// An encoding's name (`windows-1251`); by mark if absent, else UTF-8.
    pub encoding: Option<String>,
    /// Zone of times without one, an IANA name; the mapping's if absent.
    pub time_zone: Option<String>,
    /// Zone of times without one where nothing else says it; UTC if absent.
    pub usual_time_zone: Option<String>,
    /// Whether `3/4/2015` is the third of April; decided by the whole column if absent.
    pub day_first: Option<bool>,
    /// How the journeys came to be in the data.
    pub sampling: Option<Sampling>,
    /// What one journey is.
    pub unit: Option<Unit>,
    /// Look only: the report is made, nothing is written.
    pub dry_run: bool,
    /// What to note as the time of the import (RFC 3339); nothing if absent.
    pub imported_at: Option<String>,
}

/// How to import feedback.
#[derive(Clone, Debug, Default)]
pub struct FeedbackImport {
    /// Files, or one folder that a mapping's file patterns are looked for in.
    pub files: Vec<PathBuf>,
    /// A mapping file with a `[feedback]` part; columns are guessed if absent.
    pub mapping: Option<PathBuf>,
    /// The format; by the file's content and name if absent.
    pub format: Option<Format>,
    /// An encoding's name.
    pub encoding: Option<String>,
    /// Zone of times without one, an IANA name; the mapping's if absent.
    pub time_zone: Option<String>,
    /// Zone of times without one where nothing else says it; UTC if absent.
    pub usual_time_zone: Option<String>,
    /// Look only.
    pub dry_run: bool,
    /// What to note as the time of the import (RFC 3339); nothing if absent.
    pub imported_at: Option<String>,
}

/// Why a column was taken for what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess {
    /// `customer`, `case`, `activity`, `time`, …
    pub role: String,
    /// The column.
    pub column: String,
    /// Why, in a few words.
    pub why: String,
}

/// One of the first events, as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewRow {
    /// Who.
    pub customer: Option<String>,
    /// Order, ticket, trace.
    pub case: Option<String>,
    /// What.
    pub activity: String,
    /// When, RFC 3339 UTC.
    pub time: String,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ImportReport {
    /// Names of the sources, unique in the dataset. Empty when everything was imported before.
    pub sources: Vec<String>,
    /// Rows read.
    pub rows: u64,
    /// Events, or pieces of feedback, added.
    pub added: u64,
    /// Rows that the dataset already held.
    pub duplicates: u64,
    /// Rows set aside.
    pub rejected: u64,
    /// Events and pieces of feedback that are older than the dataset keeps them: of this import, and of what was there.
    pub expired: u64,
    /// The files of rows set aside.
    pub rejected_files: Vec<Option<String>>,
    /// The first rows set aside of each source.
    pub first_rejected: Vec<Rejected>,
    /// Which columns were taken for what.
    pub guess: Vec<Guess>,
    /// Forms of time.
    pub time_formats: Vec<TimeFormat>,
    /// What one journey is in the dataset.
    pub unit: Option<Unit>,
    /// How the journeys came to be in the data.
    pub sampling: Sampling,
    /// The dataset's attributes.
    pub attributes: Vec<AttributeEntry>,
    /// The first events.
    pub preview: Vec<PreviewRow>,
    /// What was doubtful.
    pub diagnostics: Vec<Diagnostic>,
}

/// Files that make one source: one file, or all tables of a mapping.
#[derive(Debug)]
pub(crate) struct SourceSet {
    sources: Vec<Source>,
    mapping: Option<Mapping>,
}

/// The sources of an import of events.
pub(crate) fn event_sets(import: &EventImport) -> Result<Vec<SourceSet>, Error> {
    sets(&import.files, import.mapping.as_deref(), import.format, import.encoding.as_deref())
}

/// The sources of an import of feedback.
pub(crate) fn feedback_sets(import: &FeedbackImport) -> Result<Vec<SourceSet>, Error> {
    sets(&import.files, import.mapping.as_deref(), import.format, import.encoding.as_deref())
}

fn sets(
    files: &[PathBuf],
    mapping: Option<&Path>,
    format: Option<Format>,
    encoding: Option<&str>,
) -> Result<Vec<SourceSet>, Error> {
    if files.is_empty() {
        let what = "no file was given";
        return Err(user("no-file", what, Place::default(), "name the files to import"));
    }
    if let Some(path) = mapping {
        let mapping = Mapping::read(path)?;
        return mapping.sets(files, format, encoding);
    }
    let open = |path: &PathBuf| {
        let source = Source::open(path, format, encoding)?;
        Ok(SourceSet { sources: vec![source], mapping: None })
    };
    files.iter().map(open).collect()
}

impl SourceSet {
    /// Names, sizes and checksums of the files.
    pub(crate) fn fingerprints(&self) -> Result<Vec<SourceFile>, Error> {
        self.sources.iter().map(Source::fingerprint).collect()
    }

    /// Reads the events.
    pub(crate) fn read(
        &self,
        import: &EventImport,
        room: &Room,
        progress: &dyn Progress,
    ) -> Result<EventBatch, Error> {
        match &self.mapping {
            Some(mapping) => mapping.read_events(&self.sources, import, room, progress),
            None => plan::read_guessed(&self.sources[0], import, room, progress),
        }
    }

    /// Whether events may be the same within the set.
    pub(crate) fn has_key(&self) -> bool {
        self.mapping.as_ref().is_some_and(|mapping| mapping.key.is_some())
    }

    /// The place, among the set's files, of the one whose rows are feedback: the import is named after it.
    pub(crate) fn feedback_table(&self) -> usize {
        let place = |mapping: &Mapping| {
            let from = mapping.feedback.as_ref()?.from.as_ref()?;
            mapping.tables.iter().position(|table| table.name == *from)
        };
        self.mapping.as_ref().and_then(place).unwrap_or(0)
    }

    /// Reads the feedback.
    pub(crate) fn read_feedback(
        &self,
        import: &FeedbackImport,
        name: &str,
        progress: &dyn Progress,
    ) -> Result<FeedbackBatch, Error> {
        match &self.mapping {
            Some(mapping) => opinions::read_mapped(mapping, &self.sources, import, name, progress),
            None => opinions::read_guessed(&self.sources[0], import, name, progress),
        }
    }
}

/// The zone of times without one: as told, else the mapping's, else the usual one.
fn chosen_zone<'z>(
    told: Option<&'z String>,
    mapping: Option<&'z String>,
    usual: Option<&'z String>,
) -> Option<&'z str> {
    told.or(mapping).or(usual).map(String::as_str)
}

/// An error that the user can mend.
pub(crate) fn user(code: &str, what: impl Into<String>, place: Place, help: &str) -> Error {
    let diagnostic = Diagnostic::new(code, Severity::Error, what).at(place);
    Error::User(Box::new(if help.is_empty() { diagnostic } else { diagnostic.help(help) }))
}

/// A place in a file.
pub(crate) fn place(file: &str, row: Option<u64>, field: Option<&str>) -> Place {
    Place { file: Some(file.to_owned()), row, column: None, field: field.map(str::to_owned) }
}

/// An error about a column that is not there, with the nearest name.
pub(crate) fn no_column(file: &str, wanted: &str, names: &[String], asked_by: &str) -> Error {
    let what = format!("there is no column `{wanted}` in {file} ({asked_by} asks for it)");
    let help = nearest(wanted, names.iter().map(String::as_str)).map_or_else(
        || {
            let shown: Vec<&str> =
                names.iter().map(String::as_str).filter(|n| !n.is_empty()).take(20).collect();
            format!("the columns are: {}", shown.join(", "))
        },
        |near| format!("did you mean `{near}`?"),
    );
    user("unknown-column", what, place(file, None, Some(wanted)), &help)
}

/// Hands over the rows of a file.
fn scan<R: rows::Split>(
    source: &Source,
    progress: &dyn Progress,
    rows: &mut R,
) -> Result<(), Error> {
    match source.format {
        Format::Csv => csv::scan(source, progress, rows),
        Format::Ndjson => ndjson::scan(source, progress, rows),
        Format::Parquet => parquet::scan(source, progress, rows),
        Format::Xes => xes::scan(source, progress, rows),
    }
}
