//! The one place where a dataset's files are written, and where a full disk is told from a broken one.
//!
//! Every write, rename and flush goes through [`Disk`]. Tests give it room for so many calls and bytes and
//! no more: from there on every call fails as on a full disk.

use crate::error::Error;
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use wayline_model::diagnostic::{Diagnostic, Place, Severity};

/// What a call of the system takes of the room in tests; a byte takes 1.
#[cfg(test)]
pub(crate) const STEP: u64 = 8;

/// Writes files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    /// Room that is left; without end if absent.
    #[cfg(test)]
    pub(crate) room: Option<std::sync::Arc<std::sync::atomic::AtomicU64>>,
}

/// A file that is being written.
#[derive(Debug)]
pub(crate) struct Writing<'d> {
    disk: &'d Disk,
    path: &'d Path,
    file: File,
}

impl Disk {
    /// Makes a folder and those above it, and makes the name of each new one durable.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn make_folder(&self, path: &Path) -> Result<(), Error> {
        if path.is_dir() {
            return Ok(());
        }
        // A relative path of one name lies in the folder that the program runs in.
        let above = match path.parent() {
            Some(above) if !above.as_os_str().is_empty() => above,
            _ => Path::new("."),
        };
        self.make_folder(above)?;
        match self.step().and_then(|()| std::fs::create_dir(path)) {
            // Somebody else was first.
            Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            made => made.map_err(|source| failed("making", path, source)),
        }?;
        self.flush_folder(above)
    }

    /// Begins a file, or begins it anew.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn create<'d>(&'d self, path: &'d Path) -> Result<Writing<'d>, Error> {
        let file = self.step().and_then(|()| File::create(path));
        let file = file.map_err(|source| failed("writing", path, source))?;
        Ok(Writing { disk: self, path, file })
    }

    /// Goes on with a file.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn append<'d>(&'d self, path: &'d Path) -> Result<Writing<'d>, Error> {
        let file = self.step().and_then(|()| File::options().append(true).open(path));
        let file = file.map_err(|source| failed("writing", path, source))?;
        Ok(Writing { disk: self, path, file })
    }

    /// Writes a file under a name that nobody reads yet, and flushes it. Its folder is to be flushed before
    /// anybody is told of it.
    ///
    /// # Errors
    /// When the disk refuses; what is left of the file is to be removed.
    pub(crate) fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let mut file = self.create(path)?;
        file.write(bytes)?;
        file.flush()
    }

    /// Writes a file beside its place, flushes it, and renames it over the old one.
    ///
    /// # Errors
    /// When the disk refuses; the old file is then still there.
    pub(crate) fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        self.replace_by(path, |file| file.write(bytes))
    }

    /// The same with what `fill` writes.
    ///
    /// # Errors
    /// When the disk or `fill` refuses; the old file is then still there.
    pub(crate) fn replace_by(
        &self,
        path: &Path,
        fill: impl FnOnce(&mut Writing<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let beside = path.with_extension("new");
        let written = self.create(&beside).and_then(|mut file| {
            fill(&mut file)?;
            file.flush()
        });
        let replaced = written.and_then(|()| self.rename(&beside, path));
        if replaced.is_err() {
            // A half would keep a full disk full.
            let _ = std::fs::remove_file(&beside);
        }
        replaced?;
        path.parent().map_or(Ok(()), |folder| self.flush_folder(folder))
    }

    /// Gives a file another name, of which its folder is to be flushed before anybody is told.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn rename(&self, from: &Path, to: &Path) -> Result<(), Error> {
        let renamed = self.step().and_then(|()| std::fs::rename(from, to));
        renamed.map_err(|source| failed("writing", to, source))
    }

    /// Makes the names in a folder as durable as the files (a no-op where folders cannot be opened).
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn flush_folder(&self, folder: &Path) -> Result<(), Error> {
        let flush = || if cfg!(unix) { self.sync(&File::open(folder)?) } else { Ok(()) };
        let what = || format!("flushing {}", folder.display());
        self.step().and_then(|()| flush()).map_err(|source| Error::Io { what: what(), source })
    }

    /// Every call of the system is one step.
    #[cfg_attr(not(test), expect(clippy::unused_self, reason = "tests count the steps"))]
    #[cfg_attr(not(test), expect(clippy::unnecessary_wraps, reason = "tests run out of room"))]
    fn step(&self) -> io::Result<()> {
        #[cfg(test)]
        if self.left(STEP) < STEP {
            return Err(ErrorKind::StorageFull.into());
        }
        Ok(())
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "tests that count steps wait for no disk")]
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    #[cfg(test)]
    fn sync(&self, file: &File) -> io::Result<()> {
        if self.room.is_some() { Ok(()) } else { file.sync_all() }
    }

    /// How much of what is wanted may still be written.
    #[cfg(test)]
    fn left(&self, wanted: u64) -> u64 {
        use std::sync::atomic::Ordering::SeqCst;
        let Some(room) = &self.room else { return wanted };
        let before = room.fetch_update(SeqCst, SeqCst, |left| Some(left.saturating_sub(wanted)));
        before.map_or(0, |left| left.min(wanted))
    }
}

impl Writing<'_> {
    /// Writes more.
    ///
    /// # Errors
    /// When the disk refuses; a part may have been written.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.pour(bytes).map_err(|source| failed("writing", self.path, source))
    }

    /// Makes what was written durable.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        let flushed = self.disk.step().and_then(|()| self.disk.sync(&self.file));
        flushed.map_err(|source| failed("writing", self.path, source))
    }

    #[cfg(not(test))]
    fn pour(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    #[cfg(test)]
    fn pour(&mut self, bytes: &[u8]) -> io::Result<()> {
        let fits = usize::try_from(self.disk.left(bytes.len() as u64)).unwrap_or(bytes.len());
        self.file.write_all(&bytes[..fits])?;
        if fits < bytes.len() { Err(ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

/// The error of a write that failed: a full disk is the user's to mend, the rest is the disk's.
fn failed(doing: &str, path: &Path, source: io::Error) -> Error {
    let full = matches!(
        source.kind(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge
    );
    if !full {
        return Error::Io { what: format!("{doing} {}", path.display()), source };
    }
    let path = path.display().to_string();
    let what = format!("the disk is full: {doing} {path} failed ({source})");
    Error::User(Box::new(
        Diagnostic::new("disk-full", Severity::Error, what)
            .at(Place { file: Some(path), ..Place::default() })
            .help("make room on that disk and import again; the dataset is as it was before"),
    ))
}

#[cfg(test)]
mod tests {
    use super::{Disk, STEP};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

    #[test]
    fn each_new_folder_is_made_and_its_name_flushed() {
        let dir = tempfile::tempdir().expect("a folder");
        let all = 1_000 * STEP;
        let room = Arc::new(AtomicU64::new(all));
        let disk = Disk { room: Some(Arc::clone(&room)) };
        let steps = |path: &std::path::Path| {
            let before = room.load(SeqCst);
            disk.make_folder(path).expect("made");
            assert!(path.is_dir());
            (before - room.load(SeqCst)) / STEP
        };
        assert_eq!(steps(&dir.path().join("a/b/c")), 6);
        assert_eq!(steps(&dir.path().join("a/b/c")), 0);
        assert_eq!(steps(&dir.path().join("a/b/d")), 2);
        std::fs::write(dir.path().join("file"), "x").expect("written");
        let error = disk.make_folder(&dir.path().join("file/e")).expect_err("refused").to_string();
        assert!(error.contains("making") && error.contains("file"), "{error}");
    }
}
