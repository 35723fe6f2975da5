//! What tells sequences apart: a short one itself, a long one its hash.

use crate::trace::Code;
use std::ops::Range;

/// A sequence that fits into 120 bits, or the hash of a longer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key(u64, u64);

/// Bits of codes that fit beside their number.
const FITS: usize = 120;
/// In the place of the number of codes: the rest is a hash.
const HASHED: u64 = 0xff << 56;

/// Two independent mixes of words.
struct Mixer {
    a: u64,
    b: u64,
}

impl Mixer {
    const A: u64 = 0x9e37_79b9_7f4a_7c15;
    const B: u64 = 0xd6e8_feb8_6659_fd93;

    fn new() -> Self {
        Self { a: 0x243f_6a88_85a3_08d3, b: 0x1319_8a2e_0370_7344 }
    }

    fn add(&mut self, word: u64) {
        self.a = folded(self.a ^ word, Self::A).rotate_left(23) ^ word;
        self.b = folded(self.b ^ word.rotate_left(32), Self::B).rotate_left(41) ^ word;
    }

    /// With the last word, which is not full, and the number of codes.
    fn end(self, word: u64, length: u64) -> Key {
        let a = folded(self.a ^ word, Self::A ^ length);
        let b = folded(self.b ^ word.rotate_left(32), Self::B ^ length.rotate_left(32));
        let second = folded(b ^ a.rotate_left(29), Self::B);
        Key(folded(a ^ b.rotate_left(17), Self::A), second | HASHED)
    }
}

fn folded(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    #[expect(clippy::cast_possible_truncation, reason = "both halves are folded together")]
    let folded = (product as u64) ^ ((product >> 64) as u64);
    folded
}

/// Bits of a code among so many, the same for all journeys of a question: some of their blocks may be wider.
pub(super) fn width(names: usize) -> usize {
    match names {
        0..=0x100 => 8,
        0x101..=0x1_0000 => 16,
        _ => 32,
    }
}

impl Key {
    /// The key of the sequence of some rows, at least one.
    #[inline]
    pub(super) fn of_rows<A: Code>(
        codes: &[A],
        rows: Range<usize>,
        width: usize,
        collapse_repeats: bool,
    ) -> Self {
        let length = rows.len();
        if width == 8
            && !collapse_repeats
            && length <= FITS / 8
            && let Some(after) = A::bytes(codes).and_then(|bytes| bytes.get(rows.start..))
            && let Some(sixteen) = after.first_chunk::<16>()
        {
            // Without a branch on how many there are.
            let all = u128::from_le_bytes(*sixteen) & (u128::MAX >> (128 - 8 * length));
            return Self::short(all, length);
        }
        Self::of(&codes[rows], width, collapse_repeats)
    }

    fn short(all: u128, length: usize) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "the two halves are meant")]
        let (first, second) = (all as u64, (all >> 64) as u64);
        Self(first, second | (length as u64) << 56)
    }

    /// The key of a sequence.
    #[inline]
    pub(super) fn of<A: Code>(codes: &[A], width: usize, collapse_repeats: bool) -> Self {
        match A::bytes(codes) {
            Some(bytes) if width == 8 && !collapse_repeats => Self::of_bytes(bytes),
            _ => Self::of_codes(codes, width, collapse_repeats),
        }
    }

    fn of_codes<A: Code>(codes: &[A], width: usize, collapse_repeats: bool) -> Self {
        let mut mixer = Mixer::new();
        let (mut word, mut bits, mut length) = (0_u64, 0, 0_u64);
        let (mut first, mut words) = (0, 0);
        let mut before = None;
        for code in codes.iter().map(|code| code.ix() as u64) {
            if collapse_repeats && before == Some(code) {
                continue;
            }
            before = Some(code);
            word |= code << bits;
            bits += width;
            length += 1;
            if bits == 64 {
                if words == 0 {
                    first = word;
                }
                words += 1;
                mixer.add(word);
                (word, bits) = (0, 0);
            }
        }
        if words * 64 + bits > FITS {
            return mixer.end(word, length);
        }
        if words == 0 { Self(word, length << 56) } else { Self(first, word | length << 56) }
    }

    /// The same of codes of eight bits.
    fn of_bytes(codes: &[u8]) -> Self {
        let length = codes.len();
        let code = |at: usize| u64::from(codes[at]);
        if length > FITS / 8 {
            let mut mixer = Mixer::new();
            let (words, rest) = codes.as_chunks::<8>();
            for word in words {
                mixer.add(u64::from_le_bytes(*word));
            }
            let last = codes.last_chunk::<8>().map_or(0, |last| u64::from_le_bytes(*last));
            let own = 8 * rest.len();
            let word = if own == 0 { 0 } else { last >> (64 - own) };
            return mixer.end(word, length as u64);
        }
        // Two loads that may share some of the codes.
        let eights = codes.first_chunk::<8>().zip(codes.last_chunk::<8>());
        let fours = codes.first_chunk::<4>().zip(codes.last_chunk::<4>());
        let all = if let Some((first, last)) = eights {
            let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
            u128::from(first) | u128::from(last) << (8 * (length - 8))
        } else if let Some((first, last)) = fours {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            u128::from(u64::from(first) | u64::from(last) << (8 * (length - 4)))
        } else if length > 0 {
            let (middle, last) = (length / 2, length - 1);
            u128::from(code(0) | code(middle) << (8 * middle) | code(last) << (8 * last))
        } else {
            0
        };
        Self::short(all, length)
    }

    /// The sequence, of a key that holds it.
    pub(super) fn sequence(self, width: usize) -> Option<Vec<u32>> {
        let length = self.1 >> 56;
        if length == HASHED >> 56 {
            return None;
        }
        let all = u128::from(self.1 & (u64::MAX >> 8)) << 64 | u128::from(self.0);
        #[expect(clippy::cast_possible_truncation, reason = "the lowest bits are meant")]
        let code = |at: u64| (all >> (at * width as u64)) as u32 & (u32::MAX >> (32 - width));
        Some((0..length).map(code).collect())
    }

    /// A number that is as good as random.
    pub(super) fn mixed(self) -> u64 {
        folded(self.0 ^ self.1.rotate_left(32), Mixer::A)
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, width};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_key_holds_a_short_sequence_and_tells_long_ones_apart(
            a in prop::collection::vec(0..4_u8, 1..40), b in prop::collection::vec(0..4_u8, 1..40), cut in 0..40_usize,
        ) {
            let key = |codes: &[u8]| Key::of(codes, 8, false);
            let wide: Vec<u32> = a.iter().map(|code| u32::from(*code)).collect();
            prop_assert_eq!(key(&a), Key::of(&wide, 8, false));
            prop_assert_eq!(key(&a) == key(&b), a == b);
            let both = [&a[..], &b].concat();
            prop_assert_eq!(Key::of_rows(&both, 0..a.len(), 8, false), key(&a));
            prop_assert_eq!(Key::of_rows(&both, a.len()..both.len(), 8, false), key(&b));
            let short = &a[..cut.clamp(1, a.len())];
            prop_assert_eq!(key(short) == key(&a), short.len() == a.len());
            match key(&a).sequence(8) {
                Some(sequence) => prop_assert_eq!(sequence, wide),
                None => prop_assert!(a.len() > 15),
            }
            let mut collapsed = a.clone();
            collapsed.dedup();
            prop_assert_eq!(Key::of(&a, 8, true), key(&collapsed));
        }

        #[test]
        fn wide_codes_have_keys_too(codes in prop::collection::vec(0..70_000_u32, 1..10)) {
            let width = width(70_000);
            match Key::of(&codes, width, false).sequence(width) {
                Some(sequence) => prop_assert_eq!(sequence, codes),
                None => prop_assert!(codes.len() > 3),
            }
        }
    }
}
