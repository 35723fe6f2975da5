//! Small numbers in Parquet's hybrid of runs and packed bits.
//!
//! A run of equal numbers is their count and the number; what does not repeat is packed, eight numbers at a time.

/// Bits that a number takes; at least one.
pub(super) fn width(most: u32) -> u8 {
    u8::try_from(32 - most.leading_zeros()).unwrap_or(32).max(1)
}

/// Writes numbers of `width` bits.
pub(super) fn runs(out: &mut Vec<u8>, numbers: &[u32], width: u8) {
    let bytes = usize::from(width).div_ceil(8);
    // A run costs its header and its number, eight packed numbers cost `width` bytes.
    let cheap = (usize::from(width).saturating_sub(1)) / (bytes + 1);
    let (mut at, mut packed) = (0, 0);
    while at < numbers.len() {
        let length = run(&numbers[at..]);
        if length >= 8 || few_runs(&numbers[at..], cheap) {
            pack(out, &numbers[packed..at], width);
            varint(out, (length as u64) << 1);
            out.extend_from_slice(&numbers[at].to_le_bytes()[..bytes]);
            at += length;
            packed = at;
        } else {
            at = numbers.len().min(at + 8);
        }
    }
    pack(out, &numbers[packed..], width);
}

/// How often the first number stands there.
fn run(numbers: &[u32]) -> usize {
    let first = numbers.first();
    numbers.iter().take_while(|number| Some(*number) == first).count()
}

/// Whether the next eight numbers are at most so many runs.
fn few_runs(numbers: &[u32], most: usize) -> bool {
    let next = &numbers[..numbers.len().min(8)];
    let changes = next.windows(2).filter(|two| two[0] != two[1]).count();
    changes < most
}

/// Packed bits; the last eight are filled up with zeros.
fn pack(out: &mut Vec<u8>, numbers: &[u32], width: u8) {
    if numbers.is_empty() {
        return;
    }
    varint(out, (numbers.len().div_ceil(8) as u64) << 1 | 1);
    let (mut bits, mut held) = (0_u64, 0_u32);
    let missing = numbers.len().next_multiple_of(8) - numbers.len();
    for number in numbers.iter().copied().chain(std::iter::repeat_n(0, missing)) {
        bits |= u64::from(number) << held;
        held += u32::from(width);
        while held >= 8 {
            out.push(bits.to_le_bytes()[0]);
            bits >>= 8;
            held -= 8;
        }
    }
}

fn varint(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}
