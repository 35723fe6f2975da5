//! `SQLite` in the project's folder: `.wayline/wayline.db`, one writer and some readers.
//!
//! The journal is a write-ahead log that is flushed at every commit (`synchronous = FULL`). There is exactly one
//! connection that writes, and it says so when it begins (`BEGIN IMMEDIATE`): no writer ever waits for a reader.

mod maps;
mod migrate;
mod named;
mod people;
mod texts;
mod writer;

use super::{
    Error, FileMarks, FileText, Later, Latest, Micros, Past, Point, Proposal, Result, Row, Store,
    StoredMap, TokenHash, Version,
};
use crate::people::Person;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Sqlite as Db, Transaction};
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use writer::Writer;

/// Folder of the database, in the project's.
pub const FOLDER: &str = ".wayline";
/// Name of the database in its folder.
pub const FILE: &str = "wayline.db";
/// Connections that read.
const READERS: u32 = 4;

/// A database that is open, and locked for others.
pub struct Sqlite {
    write: SqlitePool,
    read: SqlitePool,
    writer: Writer,
    lock: Mutex<Option<File>>,
}

impl Sqlite {
    /// Opens the database of a project and makes it if there is none.
    ///
    /// # Errors
    /// When another server has it open, it is newer than this program, or the disk refuses.
    pub async fn open(project: &Path) -> Result<Self> {
        let folder = project.join(FOLDER);
        prepare(&folder).map_err(|error| failed_at(&folder, &error))?;
        let lock = lock(&folder)?;
        let path = folder.join(FILE);
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10));
        let write = pool(1).connect_with(options.clone()).await.map_err(|error| failed(&error))?;
        migrate::to_current(&write, &path).await?;
        let options = options.create_if_missing(false).pragma("query_only", "on");
        let read = pool(READERS).connect_with(options).await.map_err(|error| failed(&error))?;
        let writer = Writer::start(write.clone());
        Ok(Self { write, read, writer, lock: Mutex::new(Some(lock)) })
    }

    /// Begins to write.
    async fn begin_write(&self) -> Result<Transaction<'static, Db>> {
        self.write.begin_with("BEGIN IMMEDIATE").await.map_err(|error| failed(&error))
    }
}

/// Connections that stay: opening one again would read the database's head again.
fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(Duration::from_secs(30))
}

/// The folder, which is kept out of version control.
fn prepare(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let ignored = folder.join(".gitignore");
    if !ignored.exists() {
        std::fs::write(&ignored, "# What the server keeps on this machine.\n*\n")?;
    }
    // The folder's own entry, so that it is there after a loss of power. Not every system can do that.
    if let Some(parent) = folder.parent() {
        let _ = File::open(parent).and_then(|parent| parent.sync_all());
    }
    Ok(())
}

/// Holds the folder for this process, until the file is dropped.
fn lock(folder: &Path) -> Result<File> {
    let path = folder.join("lock");
    let open = File::options().create(true).truncate(false).write(true).open(&path);
    let file = open.map_err(|error| failed_at(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let project = folder.parent().map(Path::to_path_buf).unwrap_or_default();
            Err(Error::InUse(if project == PathBuf::new() { PathBuf::from(".") } else { project }))
        }
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
            tracing::warn!("{} cannot be locked: let no second server open it", path.display());
            Ok(file)
        }
        Err(TryLockError::Error(error)) => Err(failed_at(&path, &error)),
    }
}

fn failed(error: &sqlx::Error) -> Error {
    Error::Failed(format!("the server's database: {error}"))
}

fn failed_at(path: &Path, error: &io::Error) -> Error {
    Error::Failed(format!("{}: {error}", path.display()))
}

/// A count or number of the database, which are never below 0.
fn number(value: i64) -> u64 {
    u64::try_from(value).unwrap_or_default()
}

/// A count or number as the database keeps it; none comes near its end.
fn kept(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

impl Store for Sqlite {
    fn join<'a>(&'a self, person: &'a Person, token: &'a TokenHash) -> Later<'a, ()> {
        Box::pin(self.join_now(person, token))
    }

    fn who<'a>(&'a self, token: &'a TokenHash) -> Later<'a, Option<Person>> {
        Box::pin(self.who_now(token))
    }

    fn people(&self) -> Later<'_, Vec<Person>> {
        Box::pin(self.people_now())
    }

    fn rename<'a>(&'a self, person: &'a Person) -> Later<'a, ()> {
        Box::pin(self.rename_now(person))
    }

    fn map<'a>(&'a self, map: &'a str) -> Later<'a, Option<StoredMap>> {
        Box::pin(self.map_now(map))
    }

    fn begin(&self, first: Row, snapshot: Vec<u8>, file: FileMarks) -> Later<'_, ()> {
        Box::pin(self.begin_now(first, snapshot, file))
    }

    fn append(&self, rows: Vec<Row>) -> Later<'_, ()> {
        Box::pin(self.writer.append(rows))
    }

    fn compact<'a>(&'a self, map: &'a str, seq: u64, snapshot: Vec<u8>) -> Later<'a, ()> {
        Box::pin(self.compact_now(map, seq, snapshot))
    }

    fn mark_file<'a>(
        &'a self,
        map: &'a str,
        file: FileMarks,
        text: Option<FileText>,
    ) -> Later<'a, ()> {
        Box::pin(self.mark_file_now(map, file, text))
    }

    fn texts<'a>(&'a self, map: &'a str) -> Later<'a, Vec<FileText>> {
        Box::pin(self.texts_now(map))
    }

    fn history<'a>(&'a self, map: &'a str, before: Option<u64>, most: u32) -> Later<'a, Vec<Past>> {
        Box::pin(self.history_now(map, before, most))
    }

    fn latest(&self) -> Later<'_, Vec<Latest>> {
        Box::pin(self.latest_now())
    }

    fn point<'a>(&'a self, map: &'a str, seq: u64) -> Later<'a, Option<Point>> {
        Box::pin(self.point_now(map, seq))
    }

    fn point_before<'a>(&'a self, map: &'a str, at: Micros) -> Later<'a, Option<(u64, Point)>> {
        Box::pin(self.point_before_now(map, at))
    }

    fn versions<'a>(&'a self, map: &'a str) -> Later<'a, Vec<Version>> {
        Box::pin(self.versions_now(map))
    }

    fn name_version<'a>(&'a self, map: &'a str, version: &'a Version) -> Later<'a, u64> {
        Box::pin(self.name_version_now(map, version))
    }

    fn proposals<'a>(&'a self, map: &'a str) -> Later<'a, Vec<Proposal>> {
        Box::pin(self.proposals_now(map))
    }

    fn propose<'a>(&'a self, map: &'a str, proposal: &'a Proposal) -> Later<'a, u64> {
        Box::pin(self.propose_now(map, proposal))
    }

    fn decide<'a>(&'a self, map: &'a str, proposal: u64, edits: &'a str) -> Later<'a, ()> {
        Box::pin(self.decide_now(map, proposal, edits))
    }

    fn close(&self) -> Later<'_, ()> {
        Box::pin(async {
            self.writer.end().await;
            self.read.close().await;
            self.write.close().await;
            self.lock.lock().unwrap_or_else(PoisonError::into_inner).take();
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests;
