//! Where things lie in a hot file, and how they are read and checked.
//!
//! ```text
//! magic · sections of all blocks · dictionaries · directory · meta (JSON) · trailer
//! ```
//! Numbers are written in the byte order of the machine, which the magic number tells. Every section has a
//! checksum, so a file that was not written to its end or was changed is found out and made anew: nothing in it
//! is the only copy of anything.

use super::index::Index;
use super::packed::{Scale, Section, checksum};
use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::path::Path;
use wayline_model::question::Unit;

/// Begins and ends the file; other versions and byte orders have another one.
pub(super) const MAGIC: u64 = 0x0157_4159_484f_5402;

/// Sections of a block before those of the columns.
pub(super) const OFFSETS: usize = 0;
pub(super) const JOURNEYS: usize = 1;
pub(super) const ACTIVITIES: usize = 2;
pub(super) const COARSE: usize = 3;
pub(super) const FINE: usize = 4;
pub(super) const IDS: usize = 5;
pub(super) const COLUMNS: usize = 6;

/// Numbers of a block in the directory before those of its sections.
const HEAD: usize = 6;
/// Numbers of a section in the directory.
const EACH: usize = 3;

/// Where some bytes are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    pub(super) at: u64,
    pub(super) bytes: u64,
    /// Bytes of one number.
    pub(super) width: u64,
    pub(super) checksum: u64,
}

/// What is known of a block without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) events: u64,
    pub(super) journeys: u64,
    pub(super) ties: u64,
    pub(super) newest: i64,
    pub(super) scale: Scale,
    pub(super) sections: Vec<Place>,
}

/// What a column's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kept {
    Text,
    Number,
    Flag,
}

/// A column that events may have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeptColumn {
    pub(super) name: String,
    pub(super) kind: Kept,
    /// The values by code, as a JSON list; absent where the values are no texts.
    pub(super) values: Option<Place>,
}

/// What is known of the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Meta {
    pub(super) unit: Unit,
    pub(super) blocks: u64,
    pub(super) journeys: u64,
    pub(super) events: u64,
    pub(super) without_id: u64,
    pub(super) newest: Option<i64>,
    pub(super) activities: Vec<String>,
    pub(super) attributes: Vec<KeptColumn>,
    /// The ids that events carry beside the unit's own.
    pub(super) ids: Vec<KeptColumn>,
    /// The idle limits of all journeys by activity, microseconds; none before they are learned.
    pub(super) limits_us: Vec<i64>,
    /// Where the journeys are by their ids.
    pub(super) index: Index,
    /// Checksums of the files it was made of.
    pub(super) covers: Vec<String>,
    /// Size and time of change of each of them when it was made.
    pub(super) stamps: Vec<Stamp>,
}

/// Size and time of change of a file, by which one that was changed is told.
pub(crate) type Stamp = [u64; 2];

impl Entry {
    fn words(&self) -> impl Iterator<Item = u64> {
        let head = [
            self.events,
            self.journeys,
            self.ties,
            self.newest.cast_unsigned(),
            self.scale.base.cast_unsigned(),
            self.scale.unit.cast_unsigned(),
        ];
        let each = self
            .sections
            .iter()
            .flat_map(|place| [place.at, place.bytes << 8 | place.width, place.checksum]);
        head.into_iter().chain(each)
    }

    fn of_words(words: &[u64]) -> Self {
        let sections = words[HEAD..].chunks_exact(EACH).map(|of| Place {
            at: of[0],
            bytes: of[1] >> 8,
            width: of[1] & 0xff,
            checksum: of[2],
        });
        Self {
            events: words[0],
            journeys: words[1],
            ties: words[2],
            newest: words[3].cast_signed(),
            scale: Scale { base: words[4].cast_signed(), unit: words[5].cast_signed() },
            sections: sections.collect(),
        }
    }
}

/// What stands behind the sections: directory, meta, trailer. `at` is where it begins.
pub(super) fn tail(at: u64, entries: &[Entry], meta: &Meta) -> Result<Vec<u8>, Error> {
    let words: Vec<u64> = entries.iter().flat_map(Entry::words).collect();
    let mut out = bytemuck::cast_slice::<u64, u8>(&words).to_vec();
    let directory = out.len() as u64;
    let text = serde_json::to_vec(meta)
        .map_err(|e| Error::Damaged { path: "hot".into(), why: e.to_string() })?;
    out.extend_from_slice(&text);
    let check = checksum(&out);
    let trailer = [at, directory, text.len() as u64, check, MAGIC];
    out.extend_from_slice(bytemuck::cast_slice(&trailer));
    Ok(out)
}

/// Reads what [`tail`] wrote; `None` where it is not whole, or of another version or machine.
pub(super) fn read_tail(file: &File) -> Option<(Meta, Vec<Entry>)> {
    const TRAILER: usize = 5;
    let length = file.metadata().ok()?.len();
    let mut trailer = [0_u64; TRAILER];
    let end = length.checked_sub(8 * TRAILER as u64)?;
    read_at(file, bytemuck::cast_slice_mut(&mut trailer), end).ok()?;
    let [at, directory, text, check, magic] = trailer;
    let whole = directory.checked_add(text)?;
    if magic != MAGIC || at.checked_add(whole)? != end || directory % 8 != 0 {
        return None;
    }
    let mut words = vec![0_u64; usize::try_from(directory / 8).ok()?];
    read_at(file, bytemuck::cast_slice_mut(&mut words), at).ok()?;
    let mut bytes = vec![0; usize::try_from(text).ok()?];
    read_at(file, &mut bytes, at + directory).ok()?;
    let mut all = bytemuck::cast_slice::<u64, u8>(&words).to_vec();
    all.extend_from_slice(&bytes);
    if checksum(&all) != check {
        return None;
    }
    let meta: Meta = serde_json::from_slice(&bytes).ok()?;
    let sections = COLUMNS + meta.attributes.len() + meta.ids.len();
    let size = HEAD + EACH * sections;
    let blocks = usize::try_from(meta.blocks).ok()?;
    if words.len() != size.checked_mul(blocks)? {
        return None;
    }
    Some((meta, words.chunks_exact(size).map(Entry::of_words).collect()))
}

/// A section as it was written.
pub(super) fn read_section(file: &File, path: &Path, place: &Place) -> Result<Section, Error> {
    let damaged = |why: &str| Error::Damaged { path: path.display().to_string(), why: why.into() };
    let bytes = usize::try_from(place.bytes).map_err(|_| damaged("is not a hot form"))?;
    let section = Section::with_room(place.width, bytes);
    let mut section = section.ok_or_else(|| damaged("is not a hot form"))?;
    read_at(file, section.bytes_mut(), place.at)
        .map_err(|source| Error::Io { what: format!("reading {}", path.display()), source })?;
    if checksum(section.bytes()) != place.checksum {
        return Err(damaged("does not have the checksum that it was written with"));
    }
    Ok(section)
}

#[cfg(unix)]
pub(super) fn read_at(file: &File, bytes: &mut [u8], at: u64) -> std::io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
pub(super) fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> std::io::Result<()> {
    use std::os::windows::fs::FileExt;
    while !bytes.is_empty() {
        match file.seek_read(bytes, at)? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            read => {
                bytes = &mut bytes[read..];
                at += read as u64;
            }
        }
    }
    Ok(())
}
