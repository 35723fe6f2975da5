//! The one door to the outside: files and the clock. Everything else in the lower floors is a plain function.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use wayline_model::evidence::Micros;

/// What a project needs of the world around it.
pub trait World: Send + Sync {
    /// The time now, microseconds UTC.
    fn now(&self) -> Micros;

    /// A file as text.
    ///
    /// # Errors
    /// When it cannot be read or is not UTF-8.
    fn read(&self, path: &Path) -> io::Result<String>;

    /// Writes a file in whole: a reader sees the old text or the new one, never half of it.
    ///
    /// # Errors
    /// When it cannot be written.
    fn write(&self, path: &Path, text: &str) -> io::Result<()>;

    /// The files of a folder, by name; none if there is no such folder.
    ///
    /// # Errors
    /// When the folder is there but cannot be read.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// Makes a folder and those above it.
    ///
    /// # Errors
    /// When it cannot be made.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The machine's own disk and clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct Machine;

impl World for Machine {
    fn now(&self) -> Micros {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Micros::try_from(since.as_micros()).unwrap_or(Micros::MAX)
    }

    fn read(&self, path: &Path) -> io::Result<String> {
        std::fs::read_to_string(path)
    }

    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".part");
        std::fs::write(&beside, text)?;
        std::fs::rename(&beside, path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let entries = match std::fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let path = entry?.path();
            if path.is_file() {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        std::fs::create_dir_all(folder)
    }
}
