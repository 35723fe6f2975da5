//! The hot form of a dataset: opened where it is of these data, else made.

use super::Store;
use super::files::conform_to;
use crate::error::Error;
use crate::hot::{Hot, Plan, Stamp, build};
use crate::journeys::unit_name;
use crate::manifest::FileEntry;
use crate::shard::append::append;
use crate::shard::read_checked;
use crate::table::EventTable;
use std::fs::File;
use std::path::{Path, PathBuf};
use wayline_model::question::Unit;

/// So many later events are laid over a hot form at least …
const LATER: u64 = 100_000;
/// … or one in so many of its own, before it is made anew.
const LATER_SHARE: u64 = 50;

/// Bytes of a hot form that are kept in memory once they were read.
const KEPT_BYTES: usize = 6 << 30;

/// Locked by whoever makes or removes hot forms.
const MAKING: &str = "lock-hot";
/// The folder of the hot forms.
pub(super) const HOT: &str = "hot";

impl Store {
    /// The journeys of a unit in the form made for scanning. It is made when there is none of these data;
    /// who comes meanwhile waits for it.
    ///
    /// # Errors
    /// When a shard is damaged, when there are events, but none has an id of the unit, or when the disk refuses.
    pub fn hot(&self, unit: Unit) -> Result<Hot, Error> {
        let path = self.hot_path(unit);
        let covers = self.covers();
        let open = || self.open_hot(&path, &covers);
        if let Some(hot) = open() {
            return Ok(hot);
        }
        let _making = self.lock_hot()?;
        self.disk.make_folder(&self.folder.join(HOT))?;
        if let Some(hot) = open() {
            return Ok(hot);
        }
        self.make_hot(unit, covers.clone())?;
        open().ok_or_else(|| Error::Damaged {
            path: path.display().to_string(),
            why: "cannot be read right after it was written".into(),
        })
    }

    /// What the hot form of these data is made of.
    fn covers(&self) -> Vec<String> {
        self.manifest.event_files().map(|file| file.blake3.clone()).collect()
    }

    /// Removes the hot form of a unit that turned out to be damaged: it is made anew when it is asked for.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn drop_hot(&self, unit: Unit) -> Result<(), Error> {
        let _making = self.lock_hot()?;
        let path = self.hot_path(unit);
        std::fs::remove_file(&path)
            .map_err(|source| Error::Io { what: format!("removing {}", path.display()), source })
    }

    /// Waits until nobody makes or removes hot forms.
    pub(super) fn lock_hot(&self) -> Result<File, Error> {
        let lock = self.folder.join(MAKING);
        let io = |source| Error::Io { what: format!("locking {}", lock.display()), source };
        let file = File::options().create(true).truncate(false).write(true).open(&lock);
        let file = file.map_err(io)?;
        file.lock().map_err(io)?;
        Ok(file)
    }

    /// The same, from one that was opened before: what it keeps in memory stays.
    ///
    /// # Errors
    /// As [`Store::hot`].
    pub fn hot_again(&self, known: &Hot) -> Result<Hot, Error> {
        let covers = self.covers();
        match self.with_later(known.without_later(), &covers) {
            Some(hot) => Ok(hot),
            None => self.hot(known.of_unit()),
        }
    }

    /// The hot form of these data: of all of them, or of all but a few later events, which are added.
    fn open_hot(&self, path: &Path, covers: &[String]) -> Option<Hot> {
        self.with_later(Hot::open(path, KEPT_BYTES)?, covers)
    }

    fn with_later(&self, hot: Hot, covers: &[String]) -> Option<Hot> {
        let later = covers.strip_prefix(hot.covers())?;
        // The form would answer for a file that is not there any more; whoever asks is to be told.
        for (file, stamp) in self.manifest.event_files().zip(hot.stamps()) {
            if self.stamp(file) != *stamp {
                read_checked(&self.folder, file).ok()?;
            }
        }
        if later.is_empty() {
            return Some(hot);
        }
        let files: Vec<&FileEntry> = self.manifest.event_files().skip(hot.covers().len()).collect();
        let rows: u64 = files.iter().map(|file| file.rows).sum();
        if rows > LATER.max(hot.event_count() / LATER_SHARE) {
            return None;
        }
        let mut new = EventTable::default();
        for file in files {
            let table = self.read_events(file, &self.manifest).ok()?;
            append(&mut new, &table, &(0..table.len())).ok()?;
        }
        if !hot.has_columns_of(&new, &self.manifest.attributes) {
            return None;
        }
        // What cannot be extended is made anew.
        hot.extended(&new).ok()
    }

    /// Size and time of change of a file; zeros where it is not there.
    fn stamp(&self, file: &FileEntry) -> Stamp {
        let known = std::fs::metadata(self.folder.join(&file.path));
        let modified = |known: &std::fs::Metadata| {
            let since = known.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
            u64::try_from(since.as_nanos()).ok()
        };
        known.map_or([0, 0], |known| [known.len(), modified(&known).unwrap_or(0)])
    }

    fn hot_path(&self, unit: Unit) -> PathBuf {
        self.folder.join(HOT).join(format!("{}.hot", unit_name(unit)))
    }

    fn make_hot(&self, unit: Unit, covers: Vec<String>) -> Result<(), Error> {
        let manifest = &self.manifest;
        let runs = &manifest.runs;
        // A journey of the dataset's own unit lies in one piece of every run.
        let own = unit == manifest.unit;
        let count = if own { runs.iter().map(|run| run.files.len()).max().unwrap_or(0) } else { 1 };
        let held = self.held(runs, manifest, (count, count))?;
        let read = |piece: usize| -> Result<EventTable, Error> {
            let mut table = self.piece(runs, &held, manifest, (piece, count))?;
            conform_to(&mut table, manifest)?;
            Ok(table)
        };
        let plan = Plan {
            unit,
            attributes: manifest.attributes.iter().map(|entry| entry.name.clone()).collect(),
            covers,
            stamps: manifest.event_files().map(|file| self.stamp(file)).collect(),
            tables: count,
            read: &read,
        };
        build(&self.hot_path(unit), &self.disk, &plan)
    }
}
