//! The fonts a caller gave, cut down to the characters of one picture, for SVG and HTML to carry: so that Chinese looks
//! the same on a machine without a Chinese font.
//!
//! The glyphs are those the layout chose. A font that must be shaped (more than one glyph for a character, or one for
//! several), or whose terms forbid to embed it, is named but not carried: the reader's machine then chooses.

use crate::glyphs::{Run, Shaper};
use crate::scene::{Item, Scene, Source, Text};
use base64::Engine as _;
use skrifa::{FontRef, MetadataProvider as _};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use subsetter::{GlyphRemapper, Tag};

/// A font as one family uses it.
struct Used {
    run: Run,
    weight: u16,
    /// Glyph of each character; `None` where one glyph a character is not enough.
    glyphs: Option<BTreeMap<char, u16>>,
}

/// `@font-face` rules with the given fonts inside.
pub(crate) fn faces(scene: &Scene) -> String {
    let mut out = String::new();
    if scene.fonts.0.is_empty() {
        return out;
    }
    let mut shaper = Shaper::new(scene);
    // By family, file, face in the file, place in the design space.
    let mut fonts: BTreeMap<(u16, u64, u32, Vec<i16>), Used> = BTreeMap::new();
    let mut order: BTreeMap<u64, u64> = BTreeMap::new();
    scene.visit(&mut |item, _| {
        let Item::Text(text) = item else { return };
        let Source::Given(at) = text.source else { return };
        for run in shaper.shape(text, &text.text) {
            let next = order.len() as u64;
            // Ids of files count on through the process: their order here does not.
            let file = *order.entry(run.font.data.id()).or_insert(next);
            let key = (at, file, run.font.index, run.coords.clone());
            let known = read(&run, text);
            if let Some(used) = fonts.get_mut(&key) {
                used.glyphs = merged(used.glyphs.take(), known);
            } else {
                let weight = if run.settings.is_empty() { 0 } else { text.face.weight() };
                fonts.insert(key, Used { run, weight, glyphs: known });
            }
        }
    });
    let mut alone: BTreeMap<u16, usize> = BTreeMap::new();
    for (at, ..) in fonts.keys() {
        *alone.entry(*at).or_default() += 1;
    }
    for ((at, ..), used) in &fonts {
        let Some(name) = scene.families.get(usize::from(*at)) else { continue };
        let Some(file) = used.glyphs.as_ref().and_then(|glyphs| cut(&used.run, glyphs)) else {
            continue;
        };
        // The only font of a family is thickened by the browser where bold is asked for, as it is in PNG and PDF.
        let weight = match (used.weight, alone.get(at)) {
            (0, Some(1)) => 400,
            (0, _) => own_weight(&used.run),
            (weight, _) => weight,
        };
        let data = base64::engine::general_purpose::STANDARD.encode(file);
        let _ = write!(
            out,
            "@font-face{{font-family:'{}';font-style:normal;font-weight:{weight};src:url(data:font/otf;base64,{data}) format('opentype')}}",
            family(name)
        );
    }
    out
}

/// A family's name as it may stand between quotes in a style.
pub(crate) fn family(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.')).collect()
}

/// Glyph of each character of a run; `None` when that does not say all.
fn read(run: &Run, text: &Text) -> Option<BTreeMap<char, u16>> {
    let mut glyphs = BTreeMap::new();
    let mut last = usize::MAX;
    for glyph in &run.glyphs {
        let mut chars = text.text.get(glyph.range.clone())?.chars();
        let (char, id) = (chars.next()?, u16::try_from(glyph.id).ok()?);
        let more = chars.next().is_some() || glyph.range.start == last;
        if more || glyphs.insert(char, id).is_some_and(|before| before != id) {
            return None;
        }
        last = glyph.range.start;
    }
    Some(glyphs)
}

fn merged(
    known: Option<BTreeMap<char, u16>>,
    more: Option<BTreeMap<char, u16>>,
) -> Option<BTreeMap<char, u16>> {
    let mut known = known?;
    for (char, id) in more? {
        if known.insert(char, id).is_some_and(|before| before != id) {
            return None;
        }
    }
    Some(known)
}

fn own_weight(run: &Run) -> u16 {
    let weight = FontRef::from_index(run.font.data.as_ref(), run.font.index)
        .map_or(400.0, |font| font.attributes().weight.value());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates, and a weight lies between 1 and 1000"
    )]
    let weight = weight.round() as u16;
    weight.clamp(1, 1000)
}

/// A font file with these characters only.
fn cut(run: &Run, glyphs: &BTreeMap<char, u16>) -> Option<Vec<u8>> {
    let font = FontRef::from_index(run.font.data.as_ref(), run.font.index).ok()?;
    let table = |tag: &[u8; 4]| font.table_data(skrifa::Tag::new(tag)).map(|data| data.as_bytes());
    let system = table(b"OS/2")?;
    // Restricted licence embedding: neither whole nor in part.
    let terms = u16::from_be_bytes([*system.get(8)?, *system.get(9)?]);
    if terms & 0x000f == 2 || terms & 0x0100 != 0 {
        return None;
    }
    let mut remapper = GlyphRemapper::new();
    for id in glyphs.values() {
        remapper.remap(*id);
    }
    let place: Vec<(Tag, f32)> =
        run.settings.iter().map(|(tag, value)| (Tag::new(tag), *value)).collect();
    let (data, index) = (run.font.data.as_ref(), run.font.index);
    let small = subsetter::subset_with_variations(data, index, &place, &remapper).ok()?;
    let places: Vec<(char, u16)> =
        glyphs.iter().filter_map(|(char, id)| Some((*char, remapper.get(*id)?))).collect();
    let small = FontRef::new(&small).ok()?;
    let mut tables: Vec<([u8; 4], Vec<u8>)> = small
        .table_directory()
        .table_records()
        .iter()
        .filter_map(|record| {
            let tag = record.tag();
            Some((tag.to_be_bytes(), small.table_data(tag)?.as_bytes().to_vec()))
        })
        .collect();
    tables.push((*b"OS/2", system.to_vec()));
    tables.push((*b"cmap", characters(&places)));
    Some(file(small.table_directory().sfnt_version(), tables))
}

/// A table of characters (format 12).
fn characters(places: &[(char, u16)]) -> Vec<u8> {
    let mut out = Vec::new();
    let wide = |out: &mut Vec<u8>, value: usize| {
        out.extend(u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes());
    };
    // Version, one record: Windows, full Unicode, 12 bytes on.
    for part in [0_u16, 1, 3, 10] {
        out.extend(part.to_be_bytes());
    }
    wide(&mut out, 12);
    for part in [12_u16, 0] {
        out.extend(part.to_be_bytes());
    }
    wide(&mut out, 16 + 12 * places.len());
    wide(&mut out, 0);
    wide(&mut out, places.len());
    for (char, id) in places {
        wide(&mut out, *char as usize);
        wide(&mut out, *char as usize);
        wide(&mut out, usize::from(*id));
    }
    out
}

/// A font file of these tables, with its sums.
fn file(version: u32, mut tables: Vec<([u8; 4], Vec<u8>)>) -> Vec<u8> {
    tables.sort_by_key(|(tag, _)| *tag);
    let count = u16::try_from(tables.len()).unwrap_or(u16::MAX);
    let power = u16::try_from(count.max(1).ilog2()).unwrap_or(0);
    let range = 16_u16 << power.min(11);
    let mut out = version.to_be_bytes().to_vec();
    for part in [count, range, power, (count * 16).saturating_sub(range)] {
        out.extend(part.to_be_bytes());
    }
    let mut at = 12 + 16 * tables.len();
    let mut head = None;
    for (tag, data) in &mut tables {
        if tag == b"head" && data.len() >= 12 {
            data[8..12].fill(0);
            head = Some(at + 8);
        }
        let length = data.len();
        data.resize(length.next_multiple_of(4), 0);
        out.extend(*tag);
        for part in [sum(data), whole(at), whole(length)] {
            out.extend(part.to_be_bytes());
        }
        at += data.len();
    }
    for (_, data) in &tables {
        out.extend(data);
    }
    if let Some(head) = head {
        let total = 0xb1b0_afba_u32.wrapping_sub(sum(&out));
        out[head..head + 4].copy_from_slice(&total.to_be_bytes());
    }
    out
}

fn whole(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

fn sum(data: &[u8]) -> u32 {
    data.chunks(4).fold(0_u32, |total, part| {
        let mut word = [0; 4];
        word[..part.len()].copy_from_slice(part);
        total.wrapping_add(u32::from_be_bytes(word))
    })
}
