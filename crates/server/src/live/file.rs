//! The file of a live map: seen when it changes, written when edits settle.
//!
//! **A file that cannot be read is never written over.** What was seen and what is about to be written are both remembered
//! by their hash before the file is touched, so that after a crash it is known which of the two lies there.

use crate::live::bounds::TOO_MANY;
use crate::live::lines::Lines;
use crate::people::now;
use crate::store::{FileMark, FileMarks, FileText, Point};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use wayline_doc::{LeftOut, Refusal};
use wayline_model::diagnostic::{Diagnostic, Place, Severity};
use wayline_model::map::JourneyMap;
use wayline_model::yaml;

/// A file that was changed so shortly ago may change again without its time showing it.
const FRESH: Duration = Duration::from_secs(2);

/// A map's file.
pub(crate) struct MapFile {
    path: PathBuf,
    marks: FileMarks,
    /// Time and length when it was last read, unless it was fresh then.
    glance: Option<(SystemTime, u64)>,
    /// There was none when it was looked for last.
    missing: bool,
    wrong: Option<Diagnostic>,
    /// What of the text, or of an older version, the map did not take.
    left_out: Vec<Diagnostic>,
}

/// What a look at the file found.
pub(crate) enum Found {
    /// What was seen before, or nothing that can be read.
    Nothing,
    /// There is no file any more; said once.
    Missing,
    /// Another map.
    Changed(Box<Saved>),
}

/// What somebody saved.
pub(crate) struct Saved {
    pub(crate) map: JourneyMap,
    pub(crate) hash: [u8; 32],
    pub(crate) lines: Lines,
}

/// A text that is ready to be written.
pub(crate) struct Ready {
    text: String,
    /// Hash of the text that it takes the place of; `None` where there is no file.
    over: Option<[u8; 32]>,
    /// What the file will be.
    pub(crate) mark: FileMark,
}

impl Ready {
    /// As it is remembered once it lies there.
    pub(crate) fn remembered(&self) -> FileText {
        remembered(&self.text, self.mark.clone())
    }
}

/// A text, as it is remembered.
pub(crate) fn remembered(text: &str, mark: FileMark) -> FileText {
    let FileMark { hash, point } = mark;
    FileText { hash, at: now(), point, lines: Lines::of(text).bytes() }
}

impl MapFile {
    pub(crate) fn new(path: PathBuf, marks: FileMarks) -> Self {
        Self { path, marks, glance: None, missing: false, wrong: None, left_out: Vec::new() }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// What is remembered of it.
    pub(crate) fn marks(&self) -> &FileMarks {
        &self.marks
    }

    /// Why it cannot be read.
    pub(crate) fn wrong(&self) -> Option<&Diagnostic> {
        self.wrong.as_ref()
    }

    /// What people should know of it: why it cannot be read, and what the map did not take.
    pub(crate) fn findings(&self) -> Vec<Diagnostic> {
        self.wrong.iter().chain(&self.left_out).cloned().collect()
    }

    /// What the map did not take of what was said last; told until something else is said.
    pub(crate) fn leave_out(&mut self, left_out: &[LeftOut]) {
        self.left_out = left_out.iter().map(LeftOut::finding).collect();
        for finding in &self.left_out {
            tracing::warn!(code = finding.code, "{}: {}", self.path.display(), finding.message);
        }
    }

    /// The state of the document that the file was written from.
    pub(crate) fn base(&self) -> Option<&Point> {
        self.marks.seen.as_ref().map(|mark| &mark.point)
    }

    /// Whether something was to be written when the server ended.
    pub(crate) fn is_unfinished(&self) -> bool {
        self.marks.next.is_some()
    }

    /// From now on the file is known to be so.
    pub(crate) fn mark(&mut self, marks: FileMarks) {
        self.marks = marks;
    }

    /// Reads the file if it may have changed.
    pub(crate) fn look(&mut self) -> Found {
        let about = match fs::metadata(&self.path) {
            Ok(about) => about,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                (self.glance, self.wrong) = (None, None);
                let known = std::mem::replace(&mut self.missing, true);
                return if known { Found::Nothing } else { Found::Missing };
            }
            Err(error) => return self.unreadable(io_finding(&self.path, &error)),
        };
        self.missing = false;
        let glance = about.modified().ok().map(|time| (time, about.len()));
        if glance.is_some() && glance == self.glance {
            return Found::Nothing;
        }
        let text = match fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) => return self.unreadable(io_finding(&self.path, &error)),
        };
        let fresh = |time: SystemTime| time.elapsed().map_or(true, |age| age < FRESH);
        self.glance = glance.filter(|(time, _)| !fresh(*time));
        self.read(&text)
    }

    fn read(&mut self, text: &str) -> Found {
        let hash = hash(text);
        let is = |mark: &Option<FileMark>| mark.as_ref().is_some_and(|mark| mark.hash == hash);
        if is(&self.marks.seen) {
            self.wrong = None;
            return Found::Nothing;
        }
        if is(&self.marks.next) {
            self.wrong = None;
            self.marks.seen = self.marks.next.clone();
            return Found::Nothing;
        }
        let name = self.path.file_name().map(|name| name.to_string_lossy().into_owned());
        match yaml::read(text, &name.unwrap_or_default()) {
            (Some(map), _) => {
                self.wrong = None;
                Found::Changed(Box::new(Saved { map, hash, lines: Lines::of(text) }))
            }
            (None, findings) => {
                let worst = findings.into_iter().max_by_key(|finding| finding.severity);
                self.unreadable(worst.unwrap_or_else(|| {
                    Diagnostic::new("map-unreadable", Severity::Error, "the map's file is empty")
                }))
            }
        }
    }

    /// What was saved cannot be merged: it stays as it is, and nothing is written over it.
    pub(crate) fn keep_aside(&mut self, why: &Refusal) {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let place = Place { file: Some(name), ..Place::default() };
        let message = format!("the map's file cannot be merged: {}", why.detail);
        let finding = Diagnostic::new("map-unreadable", Severity::Error, message).at(place);
        self.unreadable(finding.help(match why.code {
            TOO_MANY => why.help.as_str(),
            _ => "editing goes on; move the file away, and it is written anew: then make your changes there",
        }));
    }

    fn unreadable(&mut self, finding: Diagnostic) -> Found {
        if self.wrong.as_ref() != Some(&finding) {
            tracing::warn!(code = finding.code, "{}: {}", self.path.display(), finding.message);
        }
        self.wrong = Some(finding);
        Found::Nothing
    }

    /// What a text for the file is made over.
    pub(crate) fn old(&self) -> Old {
        Old { path: self.path.clone(), seen: self.marks.seen.as_ref().map(|mark| mark.hash) }
    }

    /// Puts a text in the file's place, as a whole. False when the file is no longer what the text was made over.
    ///
    /// # Errors
    /// When the disk refuses; the file is as it was then.
    pub(crate) fn put(&mut self, ready: &Ready) -> io::Result<bool> {
        if ready.over == Some(ready.mark.hash) {
            return Ok(true);
        }
        // A link stays one: what it points at is replaced.
        let target = fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        let beside = beside(&target);
        let mut part = File::create(&beside)?;
        part.write_all(ready.text.as_bytes())?;
        if let Ok(about) = fs::metadata(&target) {
            part.set_permissions(about.permissions())?;
        }
        part.sync_all()?;
        drop(part);
        let now = match fs::read_to_string(&target) {
            Ok(text) => Some(hash(&text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if now != ready.over {
            let _ = fs::remove_file(&beside);
            return Ok(false);
        }
        fs::rename(&beside, &target)?;
        if let Some(folder) = target.parent() {
            // Not every system can flush a folder.
            let _ = File::open(folder).and_then(|folder| folder.sync_all());
        }
        self.glance = None;
        Ok(true)
    }
}

/// A file as it was last seen.
pub(crate) struct Old {
    path: PathBuf,
    seen: Option<[u8; 32]>,
}

impl Old {
    /// The text for a state of the map, over the comments of the text that lies there; `None` where another text lies there
    /// than was seen.
    ///
    /// # Errors
    /// When the file cannot be read, or the map cannot be said in a file.
    pub(crate) fn ready(&self, map: &JourneyMap, point: Point) -> io::Result<Option<Ready>> {
        let old = match fs::read_to_string(&self.path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let over = old.as_deref().map(hash);
        if over.is_some() && over != self.seen {
            return Ok(None);
        }
        let text = old.as_deref().map_or_else(|| yaml::write(map), |old| yaml::rewrite(old, map));
        if let (None, findings) = yaml::read(&text, "") {
            let why = findings.into_iter().next().map(|finding| finding.message);
            return Err(io::Error::other(why.unwrap_or_else(|| "the map is no file".into())));
        }
        let mark = FileMark { hash: hash(&text), point };
        Ok(Some(Ready { text, over, mark }))
    }
}

/// What a new map's first text is remembered by.
pub(crate) fn hash(text: &str) -> [u8; 32] {
    *blake3::hash(text.as_bytes()).as_bytes()
}

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.part"))
}

fn io_finding(path: &Path, error: &io::Error) -> Diagnostic {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let place = Place { file: Some(name), ..Place::default() };
    Diagnostic::new("io", Severity::Error, format!("the map's file cannot be read: {error}"))
        .at(place)
        .help("editing goes on; the file is written again once it can be read")
}
