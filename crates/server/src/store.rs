//! What the server keeps for ever: people, the updates of every map, versions and proposals.
//!
//! [`Store`] is the one door; [`sqlite::Sqlite`] is the implementation of a server on one machine. Whoever writes another
//! runs `conformance` on it. **What a call has answered with `Ok` is on the disk**; no row of `updates` is ever removed.

pub mod sqlite;

#[cfg(test)]
mod conformance;

use crate::people::Person;
use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;

/// What is asked of a store, on its way.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// The store's result.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a store did not do what it was asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// Another server has it open.
    #[error(
        "another server has {} open; use its page, or stop it first", .0.display()
    )]
    InUse(PathBuf),
    /// It was written by a newer version.
    #[error(
        "{} was written by a newer version of Wayline (its form is {found}, this one knows {known}); \
         install the newer version", .path.display()
    )]
    Newer {
        /// The database.
        path: PathBuf,
        /// The form that it has.
        found: i64,
        /// The newest form that this program reads.
        known: i64,
    },
    /// The disk or the database refused.
    #[error("{0}; check that there is room on the disk and that you may write there")]
    Failed(String),
}

/// Microseconds since 1970, UTC.
pub type Micros = i64;

/// Names a state of a document for ever; bytes of `wayline-doc`.
pub type Point = Vec<u8>;

/// The token of a person as it is kept: its SHA-256.
pub type TokenHash = [u8; 32];

/// Whose an update is and why it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Id of the map.
    pub map: String,
    /// Counts a map's updates from 1, without gaps.
    pub seq: u64,
    /// When it was taken.
    pub at: Micros,
    /// Id of the person; `None` for the server itself.
    pub person: Option<String>,
    /// Number of the copy that it came from.
    pub peer: u64,
    /// `edit`, `file`, `restore`, `proposal`, `push`, `new`.
    pub why: String,
    /// Why, as whoever made it said.
    pub said: Vec<String>,
    /// What it touched, as JSON.
    pub what: String,
    /// The document after it.
    pub point: Point,
    /// The update itself.
    pub bytes: Vec<u8>,
    /// Copies that were seen for the first time; they belong to `owner` from now on.
    pub peers: Vec<u64>,
    /// Id of the person whose the new copies are; `None` for the server.
    pub owner: Option<String>,
    /// What is known of the map's file with this update, where that changes.
    pub file: Option<FileMarks>,
    /// The text that the file had with this update, where it is a new one.
    pub text: Option<FileText>,
    /// The proposed edit that this update made.
    pub decision: Option<Decision>,
}

/// What became of an edit of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// As [`Proposal::proposal`].
    pub proposal: u64,
    /// Its place in the proposal's edits, from 0.
    pub place: u64,
    /// Fields of the edit from now on: an object in JSON.
    pub said: String,
}

/// A text of a map's file, and the state of the document that it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileMark {
    /// BLAKE3 of the text.
    pub hash: [u8; 32],
    /// The state.
    pub point: Point,
}

/// A text that a map's file had, to be known again when an editor saves what it made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileText {
    /// BLAKE3 of the text.
    pub hash: [u8; 32],
    /// When the file had it.
    pub at: Micros,
    /// The state of the document that it says.
    pub point: Point,
    /// Its lines in short.
    pub lines: Vec<u8>,
}

/// What is known of a map's file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileMarks {
    /// As it was last seen.
    pub seen: Option<FileMark>,
    /// What was about to be put in its place; it may be there.
    pub next: Option<FileMark>,
}

/// A map as it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMap {
    /// The document up to `snapshot_seq`.
    pub snapshot: Vec<u8>,
    /// The last update that the snapshot holds.
    pub snapshot_seq: u64,
    /// The last update.
    pub seq: u64,
    /// The updates after the snapshot, in order.
    pub updates: Vec<Vec<u8>>,
    /// Copies and the ids of the persons whose they are; `None` is the server.
    pub peers: Vec<(u64, Option<String>)>,
    /// Its file.
    pub file: FileMarks,
}

/// An update as history shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// As [`Row::seq`].
    pub seq: u64,
    /// As [`Row::at`].
    pub at: Micros,
    /// Who; `None` for the server itself.
    pub by: Option<Person>,
    /// As [`Row::why`].
    pub why: String,
    /// As [`Row::said`].
    pub said: Vec<String>,
    /// As [`Row::what`].
    pub what: String,
}

/// What happened last to a map, and what waits there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Latest {
    /// Id of the map.
    pub map: String,
    /// Its last update.
    pub last: Past,
    /// Proposals with edits that nobody has decided.
    pub proposals: u64,
}

/// A state with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Counts a map's versions from 1; given by the store.
    pub version: u64,
    /// What a person called it.
    pub name: String,
    /// When it was named.
    pub at: Micros,
    /// Who named it.
    pub by: Option<Person>,
    /// `by_hand` or `before_restore`.
    pub made: String,
    /// The last update in it.
    pub seq: u64,
    /// The state.
    pub point: Point,
}

/// Edits that somebody proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Counts a map's proposals from 1; given by the store.
    pub proposal: u64,
    /// What or who proposes: the name of a program.
    pub from: String,
    /// Why, in words.
    pub why: String,
    /// When it came in.
    pub at: Micros,
    /// The edits with what became of each, as a list in JSON.
    pub edits: String,
}

/// What a server keeps.
///
/// # Errors
/// Every call fails with [`Error::Failed`] when the disk or the database refuses; nothing of it has happened then.
pub trait Store: Send + Sync {
    /// A person joins, with the hash of the token that says who it is.
    fn join<'a>(&'a self, person: &'a Person, token: &'a TokenHash) -> Later<'a, ()>;
    /// Whose token it is.
    fn who<'a>(&'a self, token: &'a TokenHash) -> Later<'a, Option<Person>>;
    /// Everybody, in the order of joining.
    fn people(&self) -> Later<'_, Vec<Person>>;
    /// Gives the person of this id another name and colour.
    fn rename<'a>(&'a self, person: &'a Person) -> Later<'a, ()>;

    /// A map as it is opened; `None` for one that has no document yet.
    fn map<'a>(&'a self, map: &'a str) -> Later<'a, Option<StoredMap>>;
    /// A map's document begins: its first update, which is also its first snapshot.
    fn begin(&self, first: Row, snapshot: Vec<u8>, file: FileMarks) -> Later<'_, ()>;
    /// Keeps updates: all of them or none. Calls at the same time share one write to the disk.
    fn append(&self, rows: Vec<Row>) -> Later<'_, ()>;
    /// Puts a newer snapshot in place of the old one. The updates stay.
    fn compact<'a>(&'a self, map: &'a str, seq: u64, snapshot: Vec<u8>) -> Later<'a, ()>;
    /// Remembers what is known of a map's file, and the text that was put into it.
    fn mark_file<'a>(
        &'a self,
        map: &'a str,
        file: FileMarks,
        text: Option<FileText>,
    ) -> Later<'a, ()>;
    /// Texts that a map's file had, the newest first: the last ones, and of older ones the fewer the older they are.
    fn texts<'a>(&'a self, map: &'a str) -> Later<'a, Vec<FileText>>;
    /// At most `most` updates before `before`, the newest first.
    fn history<'a>(&'a self, map: &'a str, before: Option<u64>, most: u32) -> Later<'a, Vec<Past>>;
    /// The last update of every map that has a document, and how much is proposed there; by map.
    fn latest(&self) -> Later<'_, Vec<Latest>>;
    /// The state after an update; `None` if there is no such update.
    fn point<'a>(&'a self, map: &'a str, seq: u64) -> Later<'a, Option<Point>>;
    /// The last update before an instant and the state after it; `None` if there is none so early.
    fn point_before<'a>(&'a self, map: &'a str, at: Micros) -> Later<'a, Option<(u64, Point)>>;

    /// Versions, the newest first.
    fn versions<'a>(&'a self, map: &'a str) -> Later<'a, Vec<Version>>;
    /// Names a state; answers the version's number. What `version` says of the number does not matter.
    fn name_version<'a>(&'a self, map: &'a str, version: &'a Version) -> Later<'a, u64>;

    /// Proposals, the newest first.
    fn proposals<'a>(&'a self, map: &'a str) -> Later<'a, Vec<Proposal>>;
    /// Takes a proposal in; answers its number. What `proposal` says of the number does not matter.
    fn propose<'a>(&'a self, map: &'a str, proposal: &'a Proposal) -> Later<'a, u64>;
    /// Keeps what became of a proposal's edits, in place of every [`Row::decision`] on them.
    fn decide<'a>(&'a self, map: &'a str, proposal: u64, edits: &'a str) -> Later<'a, ()>;

    /// Ends: everything is in one file, and another server may open it.
    fn close(&self) -> Later<'_, ()>;
}
