//! A block of events as bytes and back, for files that one import writes and reads.

use super::Held;
use super::block::{Block, Cells, Plain, Words};
use crate::table::{Codes, NONE};

/// The block as bytes.
pub(super) fn encode(held: &Held) -> Vec<u8> {
    let block = &held.block;
    let mut out = Vec::with_capacity(64 * block.len());
    number(&mut out, block.len());
    number(&mut out, held.first);
    fours(&mut out, &held.order);
    for words in &block.ids {
        put_words(&mut out, words);
    }
    put_words(&mut out, &block.activity);
    for time in &block.time {
        out.extend_from_slice(&time.to_le_bytes());
    }
    number(&mut out, block.attributes.len());
    for (name, cells) in &block.attributes {
        text(&mut out, name);
        match cells {
            Cells::Text(words) => {
                out.push(0);
                put_words(&mut out, words);
            }
            Cells::Number(numbers) => {
                out.push(1);
                for number in numbers {
                    out.extend_from_slice(&number.to_bits().to_le_bytes());
                }
            }
            Cells::Flag(flags) => {
                out.push(2);
                out.extend(flags.iter().map(|flag| flag.map_or(2, u8::from)));
            }
        }
    }
    out
}

/// The block that bytes were made of; `None` where they were made of none.
pub(super) fn decode(bytes: &[u8]) -> Option<Held> {
    let mut from = Cursor(bytes);
    let rows = from.number()?;
    let first = from.number()? as u64;
    let order = from.fours()?;
    let mut block = Block {
        ids: [from.words()?, from.words()?, from.words()?, from.words()?],
        activity: from.words()?,
        time: from.eights(rows)?.map(i64::from_le_bytes).collect(),
        attributes: Vec::new(),
    };
    for _ in 0..from.number()? {
        let name = from.text()?;
        let cells = match from.take(1)?[0] {
            0 => Cells::Text(from.words()?),
            1 => {
                let bits = from.eights(rows)?.map(u64::from_le_bytes);
                Cells::Number(bits.map(f64::from_bits).collect())
            }
            _ => {
                let flag = |byte: &u8| (*byte < 2).then_some(*byte == 1);
                Cells::Flag(from.take(rows)?.iter().map(flag).collect())
            }
        };
        block.attributes.push((name, cells));
    }
    let starts = vec![0, u32::try_from(rows).ok()?];
    from.0.is_empty().then_some(Held { block, first, order, starts })
}

fn number(out: &mut Vec<u8>, number: impl TryInto<u64>) {
    let number = number.try_into().unwrap_or(u64::MAX);
    out.extend_from_slice(&number.to_le_bytes());
}

fn text(out: &mut Vec<u8>, text: &str) {
    number(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

fn fours(out: &mut Vec<u8>, numbers: &[u32]) {
    number(out, numbers.len());
    for number in numbers {
        out.extend_from_slice(&number.to_le_bytes());
    }
}

fn put_words(out: &mut Vec<u8>, words: &Words) {
    match words {
        Words::Coded(codes) => {
            out.push(0);
            number(out, codes.values.len());
            for value in &codes.values {
                text(out, value);
            }
            // A column without values is as good as none.
            fours(out, if codes.values.is_empty() { &[] } else { &codes.rows });
        }
        Words::Plain(plain) => {
            out.push(1);
            text(out, &plain.text);
            fours(out, &plain.ends);
        }
    }
}

struct Cursor<'b>(&'b [u8]);

impl<'b> Cursor<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let eight = self.take(8)?.try_into().ok()?;
        usize::try_from(u64::from_le_bytes(eight)).ok()
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }

    fn eights(&mut self, rows: usize) -> Option<impl Iterator<Item = [u8; 8]> + use<'b>> {
        Some(self.take(rows.checked_mul(8)?)?.as_chunks::<8>().0.iter().copied())
    }

    fn fours(&mut self) -> Option<Vec<u32>> {
        let length = self.number()?;
        let fours = self.take(length.checked_mul(4)?)?.as_chunks::<4>().0;
        Some(fours.iter().map(|four| u32::from_le_bytes(*four)).collect())
    }

    fn words(&mut self) -> Option<Words> {
        if self.take(1)?[0] == 1 {
            return Some(Words::Plain(Plain { text: self.text()?, ends: self.fours()? }));
        }
        let values: Vec<String> =
            (0..self.number()?).map(|_| self.text()).collect::<Option<_>>()?;
        let rows = self.fours()?;
        let fits = |code: &u32| *code == NONE || (*code as usize) < values.len();
        rows.iter().all(fits).then(|| Words::Coded(Codes::from_parts(rows, values)))
    }
}
