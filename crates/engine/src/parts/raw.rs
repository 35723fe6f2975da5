//! A table of events as bytes and back, for files that one import writes and reads.

use crate::shard::ids;
use crate::table::{Codes, Column, EventTable, NONE};

/// The table as bytes.
pub(crate) fn encode(table: &EventTable) -> Vec<u8> {
    let mut out = Vec::with_capacity(64 * table.len());
    number(&mut out, table.len());
    for codes in ids(table) {
        put_codes(&mut out, codes);
    }
    for time in &table.time {
        out.extend_from_slice(&time.to_le_bytes());
    }
    for arrival in &table.arrival {
        out.extend_from_slice(&arrival.to_le_bytes());
    }
    number(&mut out, table.attributes.len());
    for (name, column) in &table.attributes {
        text(&mut out, name);
        match column {
            Column::Text(codes) => {
                out.push(0);
                put_codes(&mut out, codes);
            }
            Column::Number(numbers) => {
                out.push(1);
                for number in numbers {
                    out.extend_from_slice(&number.to_bits().to_le_bytes());
                }
            }
            Column::Flag(flags) => {
                out.push(2);
                out.extend(flags.iter().map(|flag| flag.map_or(2, u8::from)));
            }
        }
    }
    out
}

/// The table that bytes were made of; `None` where they were made of none.
pub(crate) fn decode(bytes: &[u8]) -> Option<EventTable> {
    let mut from = Cursor(bytes);
    let rows = from.number()?;
    let mut table = EventTable {
        customer: from.codes(rows)?,
        case: from.codes(rows)?,
        account: from.codes(rows)?,
        session: from.codes(rows)?,
        activity: from.codes(rows)?,
        time: from.eights(rows)?.map(i64::from_le_bytes).collect(),
        arrival: from.eights(rows)?.map(u64::from_le_bytes).collect(),
        attributes: Vec::new(),
    };
    for _ in 0..from.number()? {
        let name = from.text()?;
        let column = match from.take(1)?[0] {
            0 => Column::Text(from.codes(rows)?),
            1 => {
                let bits = from.eights(rows)?.map(u64::from_le_bytes);
                Column::Number(bits.map(f64::from_bits).collect())
            }
            _ => {
                let flag = |byte: &u8| (*byte < 2).then_some(*byte == 1);
                Column::Flag(from.take(rows)?.iter().map(flag).collect())
            }
        };
        table.attributes.push((name, column));
    }
    from.0.is_empty().then_some(table)
}

fn number(out: &mut Vec<u8>, number: usize) {
    out.extend_from_slice(&(number as u64).to_le_bytes());
}

fn text(out: &mut Vec<u8>, text: &str) {
    number(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

fn put_codes(out: &mut Vec<u8>, codes: &Codes) {
    number(out, codes.values.len());
    for value in &codes.values {
        text(out, value);
    }
    if !codes.values.is_empty() {
        for code in &codes.rows {
            out.extend_from_slice(&code.to_le_bytes());
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

    fn codes(&mut self, rows: usize) -> Option<Codes> {
        let values: Vec<String> =
            (0..self.number()?).map(|_| self.text()).collect::<Option<_>>()?;
        let codes = if values.is_empty() {
            vec![NONE; rows]
        } else {
            let fours = self.take(rows.checked_mul(4)?)?.as_chunks::<4>().0;
            fours.iter().map(|four| u32::from_le_bytes(*four)).collect()
        };
        Some(Codes::from_parts(codes, values))
    }
}
