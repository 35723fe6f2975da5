//! What an update claims to hold, looked at before the library reads it: it makes room for as much as is written there, and a
//! process that asks for more memory than there is ends. The form is Loro's: an envelope of 22 bytes, then blocks of changes, each
//! after its length in LEB128.

use serde_columnar::{AnyRleDecoder, BoolRleDecoder};

/// Bytes of the envelope: `loro`, a sum, and the mode.
const ENVELOPE: usize = 22;
/// The mode of an update.
const UPDATES: [u8; 2] = [0, 4];
/// The mode of a whole document.
const WHOLE: [u8; 2] = [0, 3];
/// Characters and values that an update may write or take out: beyond what anybody does at once.
const MOST_LENGTH: u64 = 1 << 24;
/// Rows of an update's tables beside one for each of its bytes: runs of what is the same take none.
const MOST_ROWS: usize = 1 << 16;
/// A dependency takes a bit at least.
const PER_BYTE: usize = 8;
/// Numbers before the parts of a block, and parts after the header.
const NUMBERS: usize = 5;
const PARTS: usize = 7;

/// How a column of a table is written.
#[derive(Clone, Copy)]
enum Column {
    /// In runs of numbers, or of differences between them.
    Numbers,
    /// In runs of single bytes.
    Bytes,
    /// One by one: it holds no more than its bytes.
    Rows,
}

/// Tables of a block, by their place among its parts after the header. The others are no tables, or as long as the header says.
const TABLES: [(usize, &[Column]); 3] = [
    // Where things lie in trees.
    (3, &[Column::Numbers, Column::Rows]),
    // Operations: container, place, kind, length.
    (4, &[Column::Numbers, Column::Numbers, Column::Bytes, Column::Numbers]),
    // What deletions begin at: peer, counter, length.
    (5, &[Column::Numbers, Column::Numbers, Column::Numbers]),
];

/// What all blocks of an update may still claim.
struct Left {
    length: u64,
    rows: usize,
}

/// What the envelope says that it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Updates,
    Whole,
}

/// What bytes are, where what is claimed in them can be: else they are damaged.
pub(crate) fn claimed(bytes: &[u8]) -> Result<Holds, String> {
    let (envelope, mut rest) = bytes.split_at_checked(ENVELOPE).ok_or("it is too short")?;
    if envelope.ends_with(&WHOLE) {
        return Ok(Holds::Whole);
    }
    if !envelope.ends_with(&UPDATES) {
        return Err("it is of no form that is known".into());
    }
    let mut left = Left { length: MOST_LENGTH, rows: rest.len() + MOST_ROWS };
    while !rest.is_empty() {
        let block = part(&mut rest).ok_or("a block of changes is cut off")?;
        check_block(block, &mut left).ok_or("a block of changes claims more than it holds")?;
    }
    Ok(Holds::Updates)
}

/// `None` where more is claimed than there can be.
fn check_block(mut block: &[u8], left: &mut Left) -> Option<()> {
    let [_, length, _, _, changes] = [(); NUMBERS].map(|()| number(&mut block));
    left.length = left.length.checked_sub(length?)?;
    check_header(part(&mut block)?, usize::try_from(changes?).ok()?)?;
    for at in 0..PARTS {
        let part = part(&mut block)?;
        let table = TABLES.iter().find(|(place, _)| *place == at);
        if let (Some((_, columns)), false) = (table, part.is_empty()) {
            check_table(part, columns, left)?;
        }
    }
    Some(())
}

/// The header, of so many changes.
fn check_header(header: &[u8], changes: usize) -> Option<()> {
    // Each change but the last says its length there, in a byte at least.
    (changes <= header.len()).then_some(())?;
    let mut rest = header;
    let peers = usize::try_from(number(&mut rest)?).ok()?;
    rest = rest.get(peers.checked_mul(8)?..)?;
    for _ in 1..changes {
        number(&mut rest)?;
    }
    // Whether each rests on the one before it, and on how many others.
    let (_, rest) = BoolRleDecoder::new(rest).take_n_finalize(changes).ok()?;
    let (others, rest) = AnyRleDecoder::<usize>::new(rest).take_n_finalize(changes).ok()?;
    let most = PER_BYTE * rest.len();
    let sum = others.into_iter().try_fold(0_usize, usize::checked_add)?;
    (sum <= most).then_some(())
}

/// A table: how many fields, how many columns, and each column after its length.
fn check_table(mut table: &[u8], columns: &[Column], left: &mut Left) -> Option<()> {
    let (fields, count) = (number(&mut table)?, number(&mut table)?);
    (fields == 1 && usize::try_from(count) == Ok(columns.len())).then_some(())?;
    for column in columns {
        let bytes = part(&mut table)?;
        let rows = match column {
            Column::Numbers => rows(bytes, skip)?,
            Column::Bytes => rows(bytes, |rest| rest.split_first().map(|(_, rest)| rest))?,
            Column::Rows => 0,
        };
        left.rows = left.rows.checked_sub(rows)?;
    }
    Some(())
}

/// How many rows a column has that is written in runs: a count, and one value so often; or a negative count, and as many values.
fn rows(mut column: &[u8], skip: impl Fn(&[u8]) -> Option<&[u8]>) -> Option<usize> {
    let mut rows = 0_usize;
    while !column.is_empty() {
        let said = number(&mut column)?;
        // Signed, in zigzag.
        let count = usize::try_from(said.div_ceil(2)).ok()?;
        let values = if said % 2 == 0 { 1 } else { count };
        (values <= column.len()).then_some(())?;
        for _ in 0..values {
            column = skip(column)?;
        }
        rows = rows.checked_add(count)?;
    }
    Some(rows)
}

/// Past a number of any size.
fn skip(bytes: &[u8]) -> Option<&[u8]> {
    let end = bytes.iter().position(|byte| byte & 0x80 == 0)?;
    bytes.get(end + 1..)
}

/// What follows its length.
fn part<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::try_from(number(bytes)?).ok()?;
    let (part, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(part)
}

/// An unsigned number in LEB128.
fn number(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}
