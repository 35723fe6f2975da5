//! A file to be imported: its format, checksum, compression and encoding, opened as often as needed.

use super::transcode::Transcode;
use super::{Format, Progress, place, user};
use crate::error::Error;
use crate::manifest::SourceFile;
use encoding_rs::Encoding;
use flate2::read::MultiGzDecoder;
use std::cell::Cell;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;
use wayline_model::diagnostic::Place;

/// A file, looked at but not read.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    /// As the user named it.
    pub(crate) name: String,
    pub(crate) format: Format,
    /// Its size on disk.
    pub(crate) bytes: u64,
    /// Declared or marked; UTF-8 otherwise.
    pub(crate) encoding: Option<&'static Encoding>,
    gzipped: bool,
}

impl Source {
    /// Looks at a file.
    ///
    /// # Errors
    /// When it is missing, empty, a folder, or its encoding has an unknown name.
    pub(crate) fn open(
        path: &Path,
        format: Option<Format>,
        encoding: Option<&str>,
    ) -> Result<Self, Error> {
        let name = path.display().to_string();
        let at = || place(&name, None, None);
        let missing = |e: std::io::Error| match e.kind() {
            std::io::ErrorKind::NotFound => {
                let what = format!("there is no file {name}");
                user("file-missing", what, at(), "check the path")
            }
            _ => Error::Io { what: format!("reading {name}"), source: e },
        };
        let about = std::fs::metadata(path).map_err(missing)?;
        if about.is_dir() {
            let what = format!("{name} is a folder, not a file");
            let help = "name the files in it, or give a mapping file that says which is what";
            return Err(user("file-is-folder", what, at(), help));
        }
        if about.len() == 0 {
            let what = format!("{name} is empty");
            return Err(user("file-empty", what, at(), "export it again; nothing was imported"));
        }
        let mut source = Self {
            path: path.to_owned(),
            name: name.clone(),
            format: Format::Csv,
            bytes: about.len(),
            encoding: None,
            gzipped: false,
        };
        source.gzipped = head(source.raw()?, 2, &source)? == [0x1f, 0x8b];
        let start = head(source.unzipped(&(), &Cell::new(0))?, 4_096, &source)?;
        if start.is_empty() {
            let what = format!("{name} holds nothing once unzipped");
            return Err(user("file-empty", what, at(), "export it again; nothing was imported"));
        }
        source.encoding = match encoding {
            Some(label) => Some(Encoding::for_label(label.as_bytes()).ok_or_else(|| {
                let what = format!("`{label}` is no encoding this program knows");
                user(
                    "encoding-unknown",
                    what,
                    Place::default(),
                    "write `utf-8`, `windows-1251`, `gb18030` or the like",
                )
            })?),
            None => Encoding::for_bom(&start).map(|(encoding, _)| encoding),
        };
        source.format = format.unwrap_or_else(|| Format::of(&name, &start));
        if source.format == Format::Xes && source.encoding.is_none() {
            source.encoding = declared_in_xml(&start);
        }
        if matches!(source.format, Format::Csv | Format::Ndjson)
            && let Some(kind) = foreign(&start)
        {
            let what = format!("{name} is {kind}, not a table of text");
            let help = "export it as CSV (UTF-8), or name the right file; nothing was imported";
            return Err(user("not-a-table", what, at(), help));
        }
        let zeros = start.split(|byte| *byte == 0).count() - 1;
        if source.encoding.is_none() && source.format != Format::Parquet && zeros * 4 > start.len()
        {
            let what = format!("{name} looks like UTF-16 without a mark, or is not text at all");
            let odd = start.iter().skip(1).step_by(2).filter(|byte| **byte == 0).count();
            let order = if odd * 2 < zeros { "utf-16be" } else { "utf-16le" };
            let help = format!("try `--encoding {order}`, or export it as UTF-8");
            return Err(user("encoding-unknown", what, at(), &help));
        }
        Ok(source)
    }

    /// A source that is never read.
    #[cfg(test)]
    pub(crate) fn of_text(name: &str, format: Format) -> Self {
        let (path, name) = (name.into(), name.into());
        Self { path, name, format, bytes: 0, encoding: None, gzipped: false }
    }

    /// Name without folder, size, checksum.
    pub(crate) fn fingerprint(&self) -> Result<SourceFile, Error> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(self.raw()?).map_err(|source| self.io(source))?;
        Ok(SourceFile {
            name: self.short(),
            bytes: self.bytes,
            blake3: hasher.finalize().to_hex().to_string(),
        })
    }

    /// Its name without the folder.
    pub(crate) fn short(&self) -> String {
        self.path
            .file_name()
            .map_or_else(|| self.name.clone(), |n| n.to_string_lossy().into_owned())
    }

    /// The text of the file in UTF-8, without a mark. Bytes that are not UTF-8 are passed on where no
    /// encoding was declared: the format says in which row they are.
    pub(crate) fn text<'p>(
        &self,
        progress: &'p dyn Progress,
        broken: &'p AtomicU64,
    ) -> Result<Box<dyn Read + Send + 'p>, Error> {
        let bytes = self.unzipped(progress, &Cell::new(0))?;
        Ok(match self.encoding {
            Some(encoding) if encoding != encoding_rs::UTF_8 => {
                Box::new(Transcode::new(bytes, encoding, broken))
            }
            _ => Box::new(WithoutMark::new(bytes)),
        })
    }

    /// The bytes of the file, unzipped.
    pub(crate) fn unzipped<'p>(
        &self,
        progress: &'p dyn Progress,
        start: &Cell<u64>,
    ) -> Result<Box<dyn Read + Send + 'p>, Error> {
        let counted =
            Counted { file: self.raw()?, done: start.get(), total: self.bytes * 2, progress };
        let buffered = BufReader::with_capacity(1 << 16, counted);
        Ok(if self.gzipped { Box::new(MultiGzDecoder::new(buffered)) } else { Box::new(buffered) })
    }

    /// Whether it is gzipped.
    pub(crate) fn is_gzipped(&self) -> bool {
        self.gzipped
    }

    /// The file as it lies on disk.
    pub(crate) fn raw(&self) -> Result<File, Error> {
        File::open(&self.path).map_err(|source| self.io(source))
    }

    fn io(&self, source: std::io::Error) -> Error {
        Error::Io { what: format!("reading {}", self.name), source }
    }

    /// The error of a read that failed after `rows` rows: a damaged gzip is the user's, the rest is the disk's.
    pub(crate) fn read_failed(&self, error: std::io::Error, rows: u64) -> Error {
        use std::io::ErrorKind;
        let damaged = matches!(
            error.kind(),
            ErrorKind::UnexpectedEof | ErrorKind::InvalidInput | ErrorKind::InvalidData
        );
        if self.gzipped && damaged {
            let what = if error.kind() == ErrorKind::UnexpectedEof {
                format!(
                    "{} ends in the middle of its gzip data, after {rows} whole rows",
                    self.name
                )
            } else {
                format!("{} is damaged gzip data after {rows} rows: {error}", self.name)
            };
            let help = "copy or export the file again; nothing was imported";
            return user("gzip-damaged", what, place(&self.name, Some(rows + 1), None), help);
        }
        self.io(error)
    }
}

/// The encoding that an XML declaration names.
fn declared_in_xml(start: &[u8]) -> Option<&'static Encoding> {
    let end = start.windows(2).position(|two| two == b"?>")?;
    let declaration = std::str::from_utf8(&start[..end]).ok()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Encoding::for_label(value[1..].split_once(quote)?.0.as_bytes())
}

/// The first bytes of something.
fn head(mut reader: impl Read, bytes: usize, source: &Source) -> Result<Vec<u8>, Error> {
    let mut head = Vec::with_capacity(bytes);
    match reader.by_ref().take(bytes as u64).read_to_end(&mut head) {
        Ok(_) => Ok(head),
        // A truncated gzip may still show its beginning; the passes over the file report it with the row.
        Err(_) if !head.is_empty() => Ok(head),
        Err(error) => Err(source.read_failed(error, 0)),
    }
}

struct Counted<'p> {
    file: File,
    done: u64,
    total: u64,
    progress: &'p dyn Progress,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.done += read as u64;
        self.progress.step(self.done, self.total);
        Ok(read)
    }
}

/// Drops the mark of UTF-8 at the beginning.
struct WithoutMark<R> {
    inner: R,
    start: Option<Vec<u8>>,
    at: usize,
}

impl<R: Read> WithoutMark<R> {
    fn new(inner: R) -> Self {
        Self { inner, start: None, at: 0 }
    }
}

impl<R: Read> Read for WithoutMark<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.start.is_none() {
            let mut start = Vec::with_capacity(3);
            self.inner.by_ref().take(3).read_to_end(&mut start)?;
            if start == b"\xEF\xBB\xBF" {
                start.clear();
            }
            self.start = Some(start);
        }
        let rest = self.start.as_deref().map_or(&[][..], |start| &start[self.at..]);
        if rest.is_empty() {
            return self.inner.read(buffer);
        }
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}
/// What a file is that begins like this, where it can be no table; by the marks of its kind.
fn foreign(start: &[u8]) -> Option<&'static str> {
    const MARKS: &[(&[u8], &str)] = &[
        (b"PK\x03\x04", "a spreadsheet or a ZIP archive"),
        (b"\xd0\xcf\x11\xe0", "an old spreadsheet or document"),
        (b"%PDF-", "a PDF document"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"SQLite format 3\0", "a database"),
        (b"7z\xbc\xaf", "a 7-Zip archive"),
        (b"\x28\xb5\x2f\xfd", "packed with Zstandard"),
        (b"BZh", "packed with bzip2"),
        (b"\xfd7zXZ", "packed with xz"),
        (b"\xff\xfe\0\0", "in UTF-32"),
    ];
    let known = MARKS.iter().find(|(mark, _)| start.starts_with(mark)).map(|(_, kind)| *kind);
    let begin = start.trim_ascii_start();
    let page = [&b"<!doctype html"[..], b"<html"]
        .iter()
        .any(|mark| begin.get(..mark.len()).is_some_and(|b| b.eq_ignore_ascii_case(mark)));
    known.or(page.then_some("a web page"))
}
