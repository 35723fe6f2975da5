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
/// Characters and values that one block may hold: beyond what anybody takes out of a map at once.
const MOST_IN_BLOCK: u64 = 1 << 24;
/// A dependency takes a bit at least.
const PER_BYTE: usize = 8;

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
    while !rest.is_empty() {
        let block = part(&mut rest).ok_or("a block of changes is cut off")?;
        check_block(block).ok_or("a block of changes claims more than it holds")?;
    }
    Ok(Holds::Updates)
}

/// `None` where more is claimed than there can be.
fn check_block(mut block: &[u8]) -> Option<()> {
    let [_, length, _, _, changes] = [(); 5].map(|()| number(&mut block));
    let header = part(&mut block)?;
    let changes = usize::try_from(changes?).ok()?;
    // Each change but the last says its length there, in a byte at least.
    (length? <= MOST_IN_BLOCK && changes <= header.len()).then_some(())?;
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
    let sum = others.into_iter().try_fold(0_usize, |sum, count| sum.checked_add(count))?;
    (sum <= most).then_some(())
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
