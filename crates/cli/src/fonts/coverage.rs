//! Which characters a font file has: its `cmap` table, formats 4 and 12, without reading the outlines.
//!
//! Reference: OpenType 1.9, “cmap — Character to Glyph Index Mapping Table”.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// A table longer than this is not one of those that are read here.
const LONGEST: u32 = 8 << 20;

/// Those of the wanted characters that the font has, and how far its weight is from regular (400); the
/// first font of a collection.
pub(super) fn of(file: &Path, wanted: &BTreeSet<char>) -> io::Result<(BTreeSet<char>, u16)> {
    let mut file = File::open(file)?;
    if !drawn(&mut file)? {
        return Err(damaged());
    }
    let table = table(&mut file, *b"cmap")?;
    let at = best_subtable(&table).ok_or_else(damaged)?;
    let known =
        wanted.iter().copied().filter(|&c| has(&table[at..], u32::from(c)).unwrap_or(false));
    let weight =
        self::table(&mut file, *b"OS/2").ok().and_then(|os2| u16_at(&os2, 4)).unwrap_or(400);
    Ok((known.collect(), weight.abs_diff(400)))
}

/// Whether it has outlines: one with coloured pixels only cannot be drawn in every format.
fn drawn(file: &mut File) -> io::Result<bool> {
    let directory = directory(file)?;
    let outlines: [&[u8]; 3] = [b"glyf", b"CFF ", b"CFF2"];
    Ok(directory.chunks_exact(16).any(|entry| outlines.iter().any(|tag| entry.starts_with(tag))))
}

/// The list of tables.
fn directory(file: &mut File) -> io::Result<Vec<u8>> {
    let mut start = 0;
    let mut head = read_at(file, 0, 16)?;
    if head.starts_with(b"ttcf") {
        start = u32_at(&head, 12).ok_or_else(damaged)?;
        head = read_at(file, start, 12)?;
    }
    let tables = u16_at(&head, 4).ok_or_else(damaged)?;
    read_at(file, start + 12, u32::from(tables) * 16)
}

/// The bytes of a table.
fn table(file: &mut File, tag: [u8; 4]) -> io::Result<Vec<u8>> {
    let directory = directory(file)?;
    let entry = directory.chunks_exact(16).find(|entry| entry.starts_with(&tag));
    let entry = entry.ok_or_else(damaged)?;
    let (offset, length) = (u32_at(entry, 8), u32_at(entry, 12));
    match (offset, length) {
        (Some(offset), Some(length)) if length <= LONGEST => read_at(file, offset, length),
        _ => Err(damaged()),
    }
}

fn read_at(file: &mut File, at: u32, length: u32) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at.into()))?;
    let mut bytes = vec![];
    file.take(length.into()).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Where the subtable with the most of Unicode begins: format 12 before format 4.
fn best_subtable(table: &[u8]) -> Option<usize> {
    let count = usize::from(u16_at(table, 2)?);
    let offsets = (0..count).filter_map(|index| u32_at(table, 4 + index * 8 + 4));
    let offsets =
        offsets.filter_map(|offset| usize::try_from(offset).ok()).filter(|&at| at < table.len());
    let known = offsets.filter_map(|at| match u16_at(table, at)? {
        12 => Some((1, at)),
        4 => Some((0, at)),
        _ => None,
    });
    known.max().map(|(_, at)| at)
}

/// Whether a subtable maps a character; `None` where it is damaged.
fn has(subtable: &[u8], c: u32) -> Option<bool> {
    if u16_at(subtable, 0)? == 12 {
        let groups = usize::try_from(u32_at(subtable, 12)?).ok()?;
        let groups = subtable.get(16..)?.chunks_exact(12).take(groups);
        return Some(groups.into_iter().any(|group| {
            u32_at(group, 0).is_some_and(|first| first <= c)
                && u32_at(group, 4).is_some_and(|last| c <= last)
        }));
    }
    let c = u16::try_from(c).ok()?;
    let twice = usize::from(u16_at(subtable, 6)?);
    let (ends, starts, deltas, ranges) = (14, 16 + twice, 16 + 2 * twice, 16 + 3 * twice);
    for at in (0..twice).step_by(2) {
        if c > u16_at(subtable, ends + at)? {
            continue;
        }
        let start = u16_at(subtable, starts + at)?;
        if c < start {
            return Some(false);
        }
        let range = u16_at(subtable, ranges + at)?;
        let glyph = if range == 0 {
            c.wrapping_add(u16_at(subtable, deltas + at)?)
        } else {
            u16_at(subtable, ranges + at + usize::from(range) + 2 * usize::from(c - start))?
        };
        return Some(glyph != 0);
    }
    Some(false)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "no font with a character map")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_font_has_latin_and_cyrillic_and_no_chinese() {
        let font = Path::new(env!("CARGO_MANIFEST_DIR")).join("../render/fonts/Inter-Regular.ttf");
        let wanted: BTreeSet<char> = "aż€ЖЩ−退货".chars().collect();
        let (has, from_regular) = of(&font, &wanted).expect("a font");
        assert_eq!(has.into_iter().collect::<String>(), "ażЖЩ€−");
        assert_eq!(from_regular, 0);
    }

    #[test]
    fn what_is_no_font_has_nothing() {
        let wanted = BTreeSet::from(['a']);
        assert!(of(Path::new(file!()), &wanted).is_err());
        let folder = tempfile::tempdir().expect("a folder");
        for bytes in [
            &b""[..],
            b"ttcf",
            b"\0\x01\0\0\0\xff",
            b"\0\x01\0\0\0\x01\0\0\0\0\0\0cmap\0\0\0\0\0\0\0\x0c\0\0\0\xff",
        ] {
            let file = folder.path().join("a.ttf");
            std::fs::write(&file, bytes).expect("written");
            assert!(of(&file, &wanted).map_or(true, |(has, _)| has.is_empty()));
        }
    }
}
