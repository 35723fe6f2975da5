//! A project's `data/` folder: events and feedback, added to by imports, read as a whole.
//!
//! Begin at [`Store`]. An import reads its files, makes new versions of the shards it touches under new
//! names, and then replaces the manifest; old files go last. Interrupted anywhere, it leaves the old
//! version whole. One import at a time holds the lock; a second is refused, readers never are.

mod add;
mod opinions;
mod read;
#[cfg(test)]
mod tests;

pub use read::{Damage, Dataset};

use crate::disk::Disk;
use crate::error::Error;
use crate::ingest::rejected::{self, Rejected};
use crate::ingest::{self, EventImport, FeedbackImport, ImportReport, Progress};
use crate::manifest::{Manifest, SourceEntry, SourceFile, SourceKind};
use crate::parts::Room;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use wayline_model::diagnostic::{Diagnostic, Place, Severity};

/// More rows of one source than this are not held in memory.
const HELD_ROWS: usize = 48_000_000;
/// The folder of an import's own files.
const SPILLED: &str = "importing";
/// The folder of rows that were set aside.
const ASIDE: &str = "rejected";

/// A dataset on disk.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    manifest: Manifest,
    disk: Disk,
    /// Rows a shard should hold before there are more shards.
    shard_rows: u64,
    /// Rows that an import holds in memory.
    held_rows: usize,
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
            shard_rows: add::SHARD_ROWS,
            held_rows: HELD_ROWS,
        })
    }

    /// The same dataset with other limits: how many rows a shard should hold before there are more shards,
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
        let _lock = self.begin(import.dry_run)?;
        let mut report = ImportReport::default();
        let added = self.read_and_add(import, progress, &mut report);
        if added.is_err() && !import.dry_run {
            self.sweep_unless_committed();
        }
        added.map(|()| report)
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
        let alone = sets.len() == 1 && next.events == 0;
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
            self.refuse_damage()?;
            return Ok(None);
        }
        let path = self.folder.join("lock");
        let io = |source| Error::Io { what: format!("locking {}", path.display()), source };
        self.disk.make_folder(&self.folder)?;
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(io)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let what = "another import into this project is running; nothing was changed";
                return Err(Error::User(Box::new(
                    Diagnostic::new("import-running", Severity::Error, what)
                        .at(Place { file: Some(path.display().to_string()), ..Place::default() })
                        .help("wait until it has ended and import again"),
                )));
            }
            Err(TryLockError::Error(source)) => return Err(io(source)),
        }
        self.manifest = Manifest::read(&self.folder)?;
        if self.manifest.version == 0 {
            self.refuse_orphans()?;
        }
        self.refuse_damage()?;
        // What a killed import left needs room that this one may want.
        self.sweep();
        Ok(Some(file))
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
        for (part, entries) in
            [("events", &self.manifest.shards), ("feedback", &self.manifest.feedback)]
        {
            let Ok(files) = std::fs::read_dir(self.folder.join(part)) else { continue };
            for file in files.flatten() {
                let name = format!("{part}/{}", file.file_name().to_string_lossy());
                if !entries.iter().any(|entry| entry.path == name) {
                    let _ = std::fs::remove_file(file.path());
                }
            }
        }
        let aside = self.folder.join(ASIDE);
        for file in std::fs::read_dir(&aside).into_iter().flatten().flatten() {
            let (path, name) = (file.path(), file.file_name());
            let is_half = path.extension().is_some_and(|ending| ending == "new");
            let is_aside = path.extension().is_some_and(|ending| ending == "csv");
            let of = |source: &SourceEntry| aside_name(&source.name).as_str() == name;
            if is_half || (is_aside && !self.manifest.sources.iter().any(of)) {
                let _ = std::fs::remove_file(path);
            }
        }
        let _ = std::fs::remove_dir_all(self.folder.join(SPILLED));
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
        let path = folder.join(aside_name(source));
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
fn aside_name(source: &str) -> String {
    format!("{source}.csv")
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
