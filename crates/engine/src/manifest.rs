//! What a dataset holds: its runs, sources and attributes. One JSON file, replaced as a whole.
//!
//! `manifest.json` is the truth: a file in the folder that it does not name does not exist. It is written
//! beside its place, flushed, and renamed over the old one, so that a reader sees the old or the new, never
//! a half. It holds no clock time unless the importer was given one: the same imports make the same bytes.

use crate::disk::Disk;
use crate::error::Error;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::path::Path;
use wayline_model::answer::Sampling;
use wayline_model::diagnostic::{Diagnostic, Place, Severity};
use wayline_model::question::Unit;

/// The version of the folder's layout that this program writes, and the newest that it reads.
pub const LAYOUT: u32 = 2;

/// The name of the manifest in a project's `data/`.
pub(crate) const FILE: &str = "manifest.json";

/// No dataset comes near so many: what a manifest counts together may not be more.
const MOST: u64 = 1 << 62;

/// What a dataset holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the layout.
    pub wayline: u32,
    /// Counts commits; new files carry it in their names.
    pub version: u64,
    /// The dataset's name, from a mapping file or the first source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What one journey is unless a question says otherwise.
    pub unit: Unit,
    /// How the journeys came to be in it.
    pub sampling: Sampling,
    /// The zone assumed for times without one (IANA name), also the zone of calendar dates.
    pub time_zone: String,
    /// The arrival number of the next event.
    pub next_arrival: u64,
    /// How many events.
    pub events: u64,
    /// How the file of an owner is found.
    #[serde(default)]
    pub placing: Placing,
    /// What imports brought, oldest first.
    pub runs: Vec<Run>,
    /// What was imported, in order.
    pub sources: Vec<SourceEntry>,
    /// Attributes in the order in which they were first seen.
    pub attributes: Vec<AttributeEntry>,
    /// Activities whose time was imputed, and how often.
    pub imputed: Vec<Imputed>,
    /// Files of feedback.
    pub feedback: Vec<FileEntry>,
    /// How long events are kept, as the last import or compaction was told: `2y`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<String>,
    /// Events and pieces of feedback that went, or did not come in, because they were older than that.
    #[serde(default, skip_serializing_if = "is_none")]
    pub expired: u64,
    /// Events and pieces of feedback that went because somebody is forgotten.
    #[serde(default, skip_serializing_if = "is_none")]
    pub forgotten: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
fn is_none(number: &u64) -> bool {
    *number == 0
}

/// The events that one import brought, or that several brought and a compaction put together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// A power of two of files; an owner's events lie in the file `hash(owner) mod files.len()`.
    pub files: Vec<FileEntry>,
}

impl Run {
    /// How many events.
    pub fn rows(&self) -> u64 {
        self.files.iter().map(|file| file.rows).sum()
    }
}

/// How the file of an owner, among those of a run, is found from the owner's id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placing {
    /// By BLAKE3: what datasets of layout 1 have.
    #[default]
    Blake3,
    /// By the hash that `docs/formats.md` describes.
    Mixed,
}

/// A Parquet file of the dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Path inside `data/`, with `/`.
    pub path: String,
    /// How many rows.
    pub rows: u64,
    /// How many journeys of the dataset's unit. Absent in files of feedback and of older versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journeys: Option<u64>,
    /// The time of its oldest row, microseconds since 1970 UTC. Absent without rows, and in files of older
    /// versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest: Option<i64>,
    /// The time of its newest row, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newest: Option<i64>,
    /// BLAKE3 of the file, in hex.
    pub blake3: String,
}

/// What a source gave.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// Events.
    #[default]
    Events,
    /// Reviews, surveys and the like.
    Feedback,
}

/// One imported file, or one set of files joined by a mapping.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SourceEntry {
    /// A short name, unique in the dataset.
    pub name: String,
    /// What it gave.
    pub kind: SourceKind,
    /// The files.
    pub files: Vec<SourceFile>,
    /// Rows read from the files that rows were made of.
    pub rows: u64,
    /// Events (or pieces of feedback) added.
    pub added: u64,
    /// Rows that the dataset already held.
    pub duplicates: u64,
    /// Rows set aside, in `rejected/<name>.csv`.
    pub rejected: u64,
    /// Events (or pieces of feedback) older than the dataset keeps them.
    #[serde(default, skip_serializing_if = "is_none")]
    pub expired: u64,
    /// The file of rows set aside, where it is not `<name>.csv`: somebody was forgotten since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<String>,
    /// Forms of time and how often each was seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub time_formats: Vec<TimeFormat>,
    /// When it was imported, if the importer said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported_at: Option<String>,
}

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SourceFile {
    /// Its name without the folder.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// BLAKE3 of its bytes, in hex.
    pub blake3: String,
}

/// A form of time, and how often it was seen in a column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TimeFormat {
    /// The column.
    pub column: String,
    /// The form in letters: `YYYY-MM-DD hh:mm:ss`.
    pub format: String,
    /// How many values.
    pub values: u64,
    /// The zone that was assumed; absent where the values carry their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// What an attribute's values are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributeType {
    /// Text.
    #[default]
    Text,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
}

/// What an attribute means beyond its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributeRole {
    /// A number with a sign: zero and below is kept, above zero is broken.
    Promise,
}

/// An attribute of the dataset's events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeEntry {
    /// Its name.
    pub name: String,
    /// What its values are.
    #[serde(rename = "type")]
    pub kind: AttributeType,
    /// What it means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<AttributeRole>,
    /// How to call it in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The unit of the number: `days`, `BRL`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// An activity without a time of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imputed {
    /// The activity.
    pub activity: String,
    /// How many of its events have an imputed time.
    pub events: u64,
}

impl Default for Manifest {
    fn default() -> Self {
        Self {
            wayline: LAYOUT,
            version: 0,
            name: None,
            unit: Unit::Customer,
            sampling: Sampling::Unknown,
            time_zone: "UTC".into(),
            next_arrival: 0,
            events: 0,
            placing: Placing::Mixed,
            runs: Vec::new(),
            sources: Vec::new(),
            attributes: Vec::new(),
            imputed: Vec::new(),
            feedback: Vec::new(),
            retention: None,
            expired: 0,
            forgotten: 0,
        }
    }
}

impl Manifest {
    /// Reads the manifest in a folder; an empty dataset where there is none.
    ///
    /// # Errors
    /// When it cannot be read, is damaged, or is from a newer version.
    pub(crate) fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => {
                return Err(Error::Io { what: format!("reading {}", path.display()), source });
            }
        };
        let damaged = |why: String| Error::Damaged { path: path.display().to_string(), why };
        let mut value: serde_json::Value =
            serde_json::from_str(&text).map_err(|e| damaged(format!("is not a manifest: {e}")))?;
        match value.get("wayline").and_then(serde_json::Value::as_u64) {
            Some(1) => upgrade(&mut value),
            Some(layout) if layout <= u64::from(LAYOUT) => {}
            Some(layout) => {
                let what = format!(
                    "{} was written by a newer wayline: layout {layout}, and this one knows {LAYOUT}",
                    path.display()
                );
                return Err(Error::User(Box::new(
                    Diagnostic::new("newer-data", Severity::Error, what)
                        .at(Place { file: Some(path.display().to_string()), ..Place::default() })
                        .help("install the newer wayline; nothing was changed"),
                )));
            }
            None => return Err(damaged("names no layout version".into())),
        }
        let manifest: Self =
            serde_json::from_value(value).map_err(|e| damaged(format!("is damaged: {e}")))?;
        if manifest.counted().is_none_or(|all| all > MOST) {
            return Err(damaged(format!("is damaged: it counts more than {MOST}")));
        }
        Ok(manifest)
    }

    /// The files of events, of the oldest run first.
    pub fn event_files(&self) -> impl Iterator<Item = &FileEntry> {
        self.runs.iter().flat_map(|run| &run.files)
    }

    /// All that it counts, together: where that fits, so does every sum of a part of it.
    fn counted(&self) -> Option<u64> {
        let files = self.event_files().chain(&self.feedback);
        let files = files.flat_map(|file| [file.rows, file.journeys.unwrap_or(0)]);
        let sources = self.sources.iter().flat_map(|source| {
            let bytes = source.files.iter().map(|file| file.bytes);
            let values = source.time_formats.iter().map(|format| format.values);
            let rows =
                [source.rows, source.added, source.duplicates, source.rejected, source.expired];
            rows.into_iter().chain(bytes).chain(values)
        });
        [self.version, self.next_arrival, self.events, self.expired, self.forgotten]
            .into_iter()
            .chain(files)
            .chain(sources)
            .chain(self.imputed.iter().map(|one| one.events))
            .try_fold(0, u64::checked_add)
    }

    /// Puts the manifest in its place: from here on the new version holds.
    ///
    /// # Errors
    /// When the disk refuses; the old manifest then still holds.
    pub(crate) fn commit(&self, disk: &Disk, folder: &Path) -> Result<(), Error> {
        let mut text = serde_json::to_string_pretty(self)
            .map_err(|e| Error::Damaged { path: FILE.into(), why: e.to_string() })?;
        text.push('\n');
        disk.replace(&folder.join(FILE), text.as_bytes())
    }
}

/// The first layout had one list of files, the `shards`: one run. It named no placing, which stays BLAKE3.
fn upgrade(value: &mut serde_json::Value) {
    let Some(fields) = value.as_object_mut() else { return };
    // Without its list it is damaged, and reading says so.
    if let Some(shards) = fields.remove("shards") {
        let is_empty = shards.as_array().is_some_and(Vec::is_empty);
        let runs = if is_empty { json!([]) } else { json!([{ "files": shards }]) };
        fields.insert("runs".into(), runs);
    }
    fields.insert("wayline".into(), LAYOUT.into());
}

#[cfg(test)]
mod tests {
    use super::{Disk, FILE, FileEntry, Imputed, MOST, Manifest, Run, SourceEntry};

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let dir = tempfile::tempdir().expect("a folder");
        let manifest = Manifest { version: 7, name: Some("shop".into()), ..Manifest::default() };
        manifest.commit(&Disk::default(), dir.path()).expect("written");
        assert_eq!(Manifest::read(dir.path()).expect("read"), manifest);
    }

    #[test]
    fn a_manifest_that_counts_more_than_any_dataset_is_damaged() {
        let dir = tempfile::tempdir().expect("a folder");
        let read = |manifest: &Manifest| {
            manifest.commit(&Disk::default(), dir.path()).expect("written");
            Manifest::read(dir.path()).map_err(|error| error.to_string())
        };
        let empty = Manifest::default;
        let file = |rows| FileEntry { rows, ..FileEntry::default() };
        let most = Manifest { events: MOST, ..empty() };
        assert_eq!(read(&most), Ok(most.clone()));
        for number in [MOST + 1, u64::MAX - 1, u64::MAX] {
            let imputed = Imputed { activity: "pay".into(), events: number };
            for extreme in [
                Manifest { version: number, ..empty() },
                Manifest { next_arrival: number, ..empty() },
                Manifest { events: number, ..empty() },
                Manifest { runs: vec![Run { files: vec![file(number)] }], ..empty() },
                Manifest { feedback: vec![file(number / 2), file(number / 2 + 2)], ..empty() },
                Manifest { imputed: vec![imputed], ..empty() },
                Manifest {
                    sources: vec![SourceEntry { added: number, ..SourceEntry::default() }],
                    ..empty()
                },
            ] {
                let error = read(&extreme).expect_err("refused");
                assert!(error.contains("manifest.json: is damaged: it counts"), "{error}");
            }
        }
    }

    #[test]
    fn a_newer_layout_and_a_damaged_manifest_are_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        let read = |text: &str| {
            std::fs::write(dir.path().join(FILE), text).expect("written");
            Manifest::read(dir.path()).expect_err("refused").to_string()
        };
        assert!(read("{\"wayline\": 99}").contains("a newer wayline"));
        assert!(read("{\"wayline\": 1, ").contains("is not a manifest"));
        assert!(read("{}").contains("names no layout version"));
        assert!(read("{\"wayline\": 1}").contains("is damaged"));
    }
}
