//! A project's `data/` folder: events and feedback, added to by imports, read as a whole.
//!
//! Begin at [`Store`]. An import reads its files, writes what is new as a run of files of its own, and then
//! replaces the manifest. Interrupted anywhere, it leaves the old version whole. One import at a time holds
//! the lock; a second is refused, readers never are.

mod add;
mod compact;
mod divided;
mod files;
mod forget;
mod opinions;
mod read;
mod retention;
mod scan;
#[cfg(test)]
mod tests;
mod thin;
mod tiers;

pub use compact::{Compaction, CompactionReport};
pub use forget::{Forget, ForgetReport};
pub use read::{Damage, Dataset};
pub use retention::Retention;

use crate::disk::Disk;
use crate::error::Error;
use crate::ingest::rejected::{self, Rejected};
use crate::ingest::{self, EventImport, FeedbackImport, ImportReport, Progress};
use crate::manifest::{Manifest, SourceEntry, SourceFile, SourceKind};
use crate::parts::Room;
use rustc_hash::FxHashSet;
use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use wayline_model::diagnostic::{Diagnostic, Place, Severity};

/// More rows of one source than this are not held in memory.
const HELD_ROWS: usize = 48_000_000;
/// The folder of an import's own files.
const SPILLED: &str = "importing";
/// The folder of rows that were set aside.
const ASIDE: &str = "rejected";
/// Held by who changes the manifest.
const LOCK: &str = "lock";
/// Held by who compacts.
const COMPACTION_LOCK: &str = "lock-compaction";

/// A dataset on disk.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    manifest: Manifest,
    disk: Disk,
    /// Rows a file should hold before a run has more files.
    shard_rows: u64,
    /// Rows that an import holds in memory.
    held_rows: usize,
    /// How long events are kept, and what time it is.
    limit: Option<(Retention, i64)>,
}

/// How a lock is taken that somebody else may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Locks {
    Try,
    Wait,
}

impl Store {
    /// Opens a project's `data/` folder. A folder without a manifest, or none at all, is an empty dataset;
    /// nothing is written before the first import.
    ///
    /// # Errors
    /// When the manifest cannot be read, is damaged, or is from a newer version.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let manifest = Manifest::read(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            manifest,
            disk: Disk::default(),
            shard_rows: files::FILE_ROWS,
            held_rows: HELD_ROWS,
            limit: None,
        })
    }

    /// The same dataset, whose imports and compactions drop what is older than the newest event by more than a limit. No event counts as
    /// newer than `now` (microseconds since 1970 UTC).
    #[must_use]
    pub fn with_retention(self, limit: Option<Retention>, now: i64) -> Self {
        Self { limit: limit.map(|limit| (limit, now)), ..self }
    }

    /// The time before which events are dropped; `newest` may be newer than all that the dataset holds.
    fn cutoff(&self, manifest: &Manifest, newest: Option<i64>) -> Option<i64> {
        let (limit, now) = self.limit?;
        let newest = manifest.event_files().filter_map(|file| file.newest).chain(newest).max()?;
        limit.cutoff(newest.min(now), &manifest.time_zone)
    }

    /// The same where a file may hold something older.
    fn expiring(&self, manifest: &Manifest) -> Option<i64> {
        let cutoff = self.cutoff(manifest, None)?;
        let mut files = manifest.event_files().chain(&manifest.feedback);
        files.any(|file| file.holds_before(cutoff)).then_some(cutoff)
    }

    /// The limit as the manifest notes it.
    fn limit_text(&self) -> Option<String> {
        self.limit.map(|(limit, _)| limit.to_string())
    }

    /// The same dataset with other limits: how many rows a file should hold before a run has more of them,
    /// and how many rows an import holds in memory. They change how files are cut, never what is answered.
    #[must_use]
    pub fn with_limits(self, shard_rows: u64, held_rows: usize) -> Self {
        Self { shard_rows, held_rows, ..self }
    }

    /// What the dataset holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Adds the events of some files: each file on its own, or, with a mapping file, all of them joined.
    ///
    /// A file that was imported before adds nothing. Rows that the dataset already holds are dropped and
    /// counted. Rows that cannot be read are set aside in `rejected/`. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// When a file, the mapping or a column is wrong, when no row can be read, when another import runs,
    /// or when the disk refuses. Nothing is changed then.
    pub fn import_events(
        &mut self,
        import: &EventImport,
        progress: &dyn Progress,
    ) -> Result<ImportReport, Error> {
        let lock = self.begin(import.dry_run)?;
        let mut report = ImportReport::default();
        let added = self.read_and_add(import, progress, &mut report);
        if added.is_err() && !import.dry_run {
            self.sweep_unless_committed();
        }
        drop(lock);
        added?;
        if report.added > 0 && !import.dry_run {
            // The events are in. What cannot be put together now may be later.
            let after = self.compact_after_import(report.added);
            report.diagnostics.extend(after.err().map(|error| put_off(&error)));
        }
        Ok(report)
    }

    fn read_and_add(
        &mut self,
        import: &EventImport,
        progress: &dyn Progress,
        report: &mut ImportReport,
    ) -> Result<(), Error> {
        let mut next = self.manifest.clone();
        let mut added = Vec::new();
        let sets = ingest::event_sets(import)?;
        // What is too old is told from the rest by the newest of all.
        let alone = sets.len() == 1 && next.events == 0 && self.limit.is_none();
        for set in sets {
            let files = set.fingerprints()?;
            if let Some(diagnostic) = known(&files, SourceKind::Events, &next) {
                report.diagnostics.push(diagnostic);
                continue;
            }
            let name = source_name(files.first(), &next);
            let has_events = next.sources.iter().any(|s| s.kind == SourceKind::Events);
            let room = Room {
                disk: self.disk.clone(),
                folder: (!import.dry_run).then(|| self.folder.join(SPILLED)),
                unit: has_events.then_some(next.unit),
                placing: next.placing,
                rows: self.held_rows,
                counts: import.dry_run && alone && !set.has_key(),
            };
            let batch = set.read(import, &room, progress)?;
            let addition = add::Addition { name, files, batch };
            add::announce(&mut next, &addition, import, report);
            added.push(addition);
        }
        self.add_events(added, next, import, report, progress)
    }

    /// Adds feedback. As [`Store::import_events`], for reviews, surveys and the like; a piece with an id
    /// that the dataset already holds is dropped and counted.
    ///
    /// # Errors
    /// As [`Store::import_events`].
    pub fn import_feedback(
        &mut self,
        import: &FeedbackImport,
        progress: &dyn Progress,
    ) -> Result<ImportReport, Error> {
        let _lock = self.begin(import.dry_run)?;
        let mut report = ImportReport::default();
        let added = self.read_and_add_feedback(import, progress, &mut report);
        if added.is_err() && !import.dry_run {
            self.sweep_unless_committed();
        }
        added.map(|()| report)
    }

    fn read_and_add_feedback(
        &mut self,
        import: &FeedbackImport,
        progress: &dyn Progress,
        report: &mut ImportReport,
    ) -> Result<(), Error> {
        let mut next = self.manifest.clone();
        let mut added = Vec::new();
        for set in ingest::feedback_sets(import)? {
            let files = set.fingerprints()?;
            if let Some(diagnostic) = known(&files, SourceKind::Feedback, &next) {
                report.diagnostics.push(diagnostic);
                continue;
            }
            let spoken = files.get(set.feedback_table()).or(files.first());
            let name = source_name(spoken, &next);
            let batch = set.read_feedback(import, &name, progress)?;
            next.sources.push(opinions::announced(name, files, &batch, import));
            added.push(batch);
        }
        self.add_feedback(added, next, import, report)
    }

    /// Takes the lock and reads the manifest again: somebody may have imported since it was opened.
    fn begin(&mut self, dry_run: bool) -> Result<Option<File>, Error> {
        if dry_run {
            return Ok(None);
        }
        self.disk.make_folder(&self.folder)?;
        let Some(file) = self.lock(Locks::Try)? else {
            return Err(busy(&self.folder.join(LOCK), "import into this project"));
        };
        self.manifest = Manifest::read(&self.folder)?;
        if self.manifest.version == 0 {
            self.refuse_orphans()?;
        }
        // What a killed import left needs room that this one may want.
        self.sweep();
        Ok(Some(file))
    }

    /// Takes the lock of who changes the manifest; `None` where somebody else has it.
    fn lock(&self, how: Locks) -> Result<Option<File>, Error> {
        take_lock(&self.folder.join(LOCK), how)
    }

    /// Takes the lock of who has files in the folder of compactions. Who takes both takes this one first.
    fn lock_compaction(&self, how: Locks) -> Result<Option<File>, Error> {
        take_lock(&self.folder.join(COMPACTION_LOCK), how)
    }

    /// Makes the new manifest hold and sweeps files that it does not name.
    fn commit(&mut self, next: &Manifest) -> Result<(), Error> {
        next.commit(&self.disk, &self.folder)?;
        self.manifest = next.clone();
        self.sweep();
        Ok(())
    }

    /// Removes what the manifest does not name. Only who holds the lock may do that. A file that cannot be
    /// removed does no harm, for no manifest names it.
    fn sweep(&self) {
        let events = self.manifest.event_files();
        let named: FxHashSet<&str> =
            events.chain(&self.manifest.feedback).map(|entry| entry.path.as_str()).collect();
        for part in ["events", "feedback"] {
            let Ok(files) = std::fs::read_dir(self.folder.join(part)) else { continue };
            for file in files.flatten() {
                let name = format!("{part}/{}", file.file_name().to_string_lossy());
                if !named.contains(name.as_str()) {
                    let _ = std::fs::remove_file(file.path());
                }
            }
        }
        let file_of = |source: &SourceEntry| OsString::from(aside_name(source));
        let asides: FxHashSet<OsString> = self.manifest.sources.iter().map(file_of).collect();
        let aside = self.folder.join(ASIDE);
        for file in std::fs::read_dir(&aside).into_iter().flatten().flatten() {
            let (path, name) = (file.path(), file.file_name());
            let is_half = path.extension().is_some_and(|ending| ending == "new");
            let is_aside = path.extension().is_some_and(|ending| ending == "csv");
            if is_half || (is_aside && !asides.contains(&name)) {
                let _ = std::fs::remove_file(path);
            }
        }
        let _ = std::fs::remove_dir_all(self.folder.join(SPILLED));
        let compacting = self.folder.join(compact::COMPACTING);
        if compacting.is_dir() && self.lock_compaction(Locks::Try).is_ok_and(|lock| lock.is_some())
        {
            let _ = std::fs::remove_dir_all(compacting);
        }
        let beside = Path::new(crate::manifest::FILE).with_extension("new");
        let _ = std::fs::remove_file(self.folder.join(beside));
    }

    /// After an import that failed: its files go, so that they do not keep the disk full. Once its manifest
    /// is in place nothing may go: which of the two versions a crash would leave is not known then.
    fn sweep_unless_committed(&self) {
        if Manifest::read(&self.folder).is_ok_and(|found| found == self.manifest) {
            self.sweep();
        }
    }

    /// Refuses a folder whose manifest is gone: an import would take its files for leftovers and sweep them.
    /// A first import puts an empty manifest there before any other file, so that what a killed one leaves
    /// is not mistaken for this.
    fn refuse_orphans(&self) -> Result<(), Error> {
        if self.folder.join(crate::manifest::FILE).exists() {
            return Ok(());
        }
        let parquet = |part: &str| {
            let files = std::fs::read_dir(self.folder.join(part)).ok()?;
            files
                .flatten()
                .map(|f| f.path())
                .find(|p| p.extension().is_some_and(|e| e == "parquet"))
        };
        let Some(orphan) = parquet("events").or_else(|| parquet("feedback")) else {
            return Ok(());
        };
        let place = Place {
            file: Some(self.folder.join(crate::manifest::FILE).display().to_string()),
            ..Place::default()
        };
        let what = format!("the manifest is missing, and {} is still there", orphan.display());
        Err(Error::User(Box::new(
            Diagnostic::new("manifest-missing", Severity::Error, what)
                .at(place)
                .help("restore it from a copy, or move the folder away and import the sources again; nothing was changed"),
        )))
    }

    /// Before the first file of a new dataset: an empty manifest.
    fn found(&self) -> Result<(), Error> {
        if self.folder.join(crate::manifest::FILE).exists() {
            return Ok(());
        }
        Manifest::default().commit(&self.disk, &self.folder)
    }

    /// Sets rows aside, durably, before the manifest speaks of them: those of some files, then those that are held.
    fn set_aside(
        &self,
        source: &str,
        files: &[PathBuf],
        rows: &[Rejected],
    ) -> Result<Option<PathBuf>, Error> {
        if rows.is_empty() && files.is_empty() {
            return Ok(None);
        }
        let folder = self.folder.join(ASIDE);
        self.disk.make_folder(&folder)?;
        let path = folder.join(format!("{source}.csv"));
        self.disk.replace_by(&path, |aside| {
            aside.write(rejected::HEADER)?;
            for file in files {
                let what = || format!("reading {}", file.display());
                let read = std::fs::read(file);
                aside.write(&read.map_err(|source| Error::Io { what: what(), source })?)?;
            }
            aside.write(&rejected::to_csv(rows))
        })?;
        Ok(Some(path))
    }
}

/// The file of a source's rows that were set aside.
fn aside_name(source: &SourceEntry) -> String {
    source.set_aside.clone().unwrap_or_else(|| format!("{}.csv", source.name))
}

/// Takes a lock; `None` where somebody else has it and is not waited for.
fn take_lock(path: &Path, how: Locks) -> Result<Option<File>, Error> {
    let io = |source| Error::Io { what: format!("locking {}", path.display()), source };
    let file = File::options().create(true).truncate(false).write(true).open(path).map_err(io)?;
    if how == Locks::Wait {
        file.lock().map_err(io)?;
        return Ok(Some(file));
    }
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(io(source)),
    }
}

/// Somebody else is at it.
fn busy(lock: &Path, what: &str) -> Error {
    let code = if what.starts_with("import") { "import-running" } else { "compaction-running" };
    let what = format!("another {what} is running; nothing was changed");
    Error::User(Box::new(
        Diagnostic::new(code, Severity::Error, what)
            .at(Place { file: Some(lock.display().to_string()), ..Place::default() })
            .help("wait until it has ended and try again"),
    ))
}

/// The events are in, but could not be put together with others.
fn put_off(error: &Error) -> Diagnostic {
    let what = format!("the files could not be put together after the import: {error}");
    Diagnostic::new("compaction-failed", Severity::Warning, what)
        .help("nothing is lost; `wayline data --compact` tries again")
}

/// Says that all of the files were imported before, if they were.
fn known(files: &[SourceFile], kind: SourceKind, manifest: &Manifest) -> Option<Diagnostic> {
    let same = manifest.sources.iter().find(|source| {
        source.kind == kind
            && source.files.len() == files.len()
            && files.iter().all(|f| source.files.iter().any(|s| s.blake3 == f.blake3))
    })?;
    let names: Vec<&str> = files.iter().map(|f| f.name.as_str()).collect();
    let what = format!(
        "`{}` was imported before as `{}`: nothing was added",
        names.join("`, `"),
        same.name
    );
    Some(
        Diagnostic::new("already-imported", Severity::Note, what)
            .at(Place { file: files.first().map(|f| f.name.clone()), ..Place::default() })
            .help("to read it in another way, import it into a new project"),
    )
}

/// A short name for an import, unique in the dataset, safe as a file name on every system.
fn source_name(file: Option<&SourceFile>, manifest: &Manifest) -> String {
    let first = file.map_or("import", |file| file.name.as_str());
    let stem = first.strip_suffix(".gz").unwrap_or(first);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let safe = |c: char| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
    let stem: String = stem.chars().map(safe).take(60).collect();
    let stem = if stem.is_empty() { "import".to_owned() } else { stem };
    let mut name = stem.clone();
    let mut number = 1;
    while manifest.sources.iter().any(|source| source.name == name) {
        number += 1;
        name = format!("{stem}-{number}");
    }
    name
}
