//! One bit an event: which events of a block matter to a question, found for many events at once.

use crate::trace::Code;
use std::ops::Range;

/// A bit a row; the first is the lowest of the first word.
#[derive(Debug, Default)]
pub(crate) struct Bits {
    words: Vec<u64>,
    /// How many rows before each word are marked.
    before: Vec<u32>,
    rows: usize,
}

impl Bits {
    /// The rows whose flag is 1; the others' is 0.
    pub(crate) fn of_flags(&mut self, flags: &[u8]) {
        self.words.clear();
        self.words.extend(flags.chunks(64).map(|chunk| {
            let (eights, rest) = chunk.as_chunks::<8>();
            let mut word = 0;
            let mut shift = 0;
            for eight in eights {
                word |= gathered(*eight) << shift;
                shift += 8;
            }
            for flag in rest {
                word |= u64::from(*flag) << shift;
                shift += 1;
            }
            word
        }));
        self.rows = flags.len();
        self.number();
    }

    fn number(&mut self) {
        self.before.clear();
        let mut count = 0;
        self.before.extend(self.words.iter().map(|word| {
            let before = count;
            count += word.count_ones();
            before
        }));
        self.before.push(count);
    }

    /// These rows of so many, which come in order.
    pub(crate) fn of_rows(&mut self, marked: &[u32], rows: usize) {
        self.words.clear();
        self.words.resize(rows.div_ceil(64), 0);
        for row in marked {
            self.words[*row as usize / 64] |= 1 << (row % 64);
        }
        self.rows = rows;
        self.number();
    }

    /// Whether a row is marked.
    #[inline]
    pub(crate) fn has(&self, row: usize) -> bool {
        self.words[row / 64] >> (row % 64) & 1 == 1
    }

    /// How many rows before this one are marked.
    #[inline]
    pub(crate) fn rank(&self, row: usize) -> usize {
        let (word, bit) = (row / 64, row % 64);
        let own = self.words.get(word).map_or(0, |own| (own & ((1 << bit) - 1)).count_ones());
        (self.before[word] + own) as usize
    }

    /// The first marked row from this one on; the number of rows if there is none.
    #[inline]
    pub(crate) fn next(&self, row: usize) -> usize {
        let (mut word, bit) = (row / 64, row % 64);
        let Some(own) = self.words.get(word) else { return self.rows };
        let mut own = own & (u64::MAX << bit);
        while own == 0 {
            word += 1;
            let Some(next) = self.words.get(word) else { return self.rows };
            own = *next;
        }
        word * 64 + own.trailing_zeros() as usize
    }

    /// The last marked row before this one; there is one.
    #[inline]
    pub(crate) fn last(&self, row: usize) -> usize {
        let (mut word, bit) = (row / 64, row % 64);
        let mut own = self.words.get(word).map_or(0, |own| own & ((1 << bit) - 1));
        while own == 0 && word > 0 {
            word -= 1;
            own = self.words[word];
        }
        word * 64 + own.checked_ilog2().unwrap_or(0) as usize
    }

    /// Adds the rows of a range that are marked here or in the other.
    #[inline]
    pub(crate) fn rows_of_both(&self, other: &Self, range: Range<usize>, room: &mut Vec<u32>) {
        let words = (0_u32..).zip(self.words.iter().zip(&other.words));
        let words = words.take(range.end.div_ceil(64)).skip(range.start / 64);
        for (at, (one, other)) in words {
            let mut left = inside(one | other, at as usize, &range);
            while left != 0 {
                room.push(at * 64 + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }

    /// All marked rows in order, put into the room.
    pub(crate) fn rows(&self, room: &mut Vec<u32>) {
        room.clear();
        // Room for more than there are, for four are written at a time.
        room.resize(self.before.last().map_or(0, |count| *count as usize) + 4, 0);
        let mut start = 0;
        for (at, word) in (0_u32..).zip(&self.words) {
            let mut left = *word;
            let end = start + left.count_ones() as usize;
            while start < end {
                // Four at a time, also those that are not there, so that the loop ends where it can be foreseen.
                for place in &mut room[start..start + 4] {
                    *place = at * 64 + left.trailing_zeros();
                    left &= left.wrapping_sub(1);
                }
                start += 4;
            }
            start = end;
        }
        room.truncate(start);
    }
}

/// Flags the events of some activities.
pub(crate) fn flag_activities<A: Code>(wanted: &[usize], codes: &[A], flags: &mut Vec<u8>) {
    /// So many comparisons of many events at once are faster than looking each event up.
    const FEW: usize = 12;
    flags.clear();
    if wanted.len() > FEW {
        let most = wanted.iter().max().map_or(0, |most| most + 1);
        let mut truth = vec![0; most];
        for wanted in wanted {
            truth[*wanted] = 1;
        }
        flags.extend(codes.iter().map(|code| truth.get(code.ix()).copied().unwrap_or(0)));
        return;
    }
    flags.resize(codes.len(), 0);
    for wanted in wanted.iter().filter_map(|wanted| A::of(*wanted)) {
        for (flag, code) in flags.iter_mut().zip(codes) {
            *flag |= u8::from(*code == wanted);
        }
    }
}

/// Those bits of a word that stand for rows of a range.
#[inline]
fn inside(word: u64, at: usize, range: &Range<usize>) -> u64 {
    let from = if at == range.start / 64 { u64::MAX << (range.start % 64) } else { u64::MAX };
    let to = if at == range.end / 64 { (1 << (range.end % 64)) - 1 } else { u64::MAX };
    word & from & to
}

/// The lowest bits of eight bytes side by side.
fn gathered(flags: [u8; 8]) -> u64 {
    // Byte i × 2^(56 − 7 i) puts its bit at place 56 + i, and no two meet below.
    u64::from_le_bytes(flags).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use super::Bits;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_marked_rows_are_those_with_a_flag(
            flags in prop_oneof![
                prop::collection::vec(0..2_u8, 0..300), prop::collection::vec(Just(0), 0..300),
                prop::collection::vec(Just(1), 0..300),
            ]
        ) {
            let mut bits = Bits::default();
            bits.of_flags(&flags);
            let expect: Vec<u32> = (0..).zip(&flags).filter(|(_, flag)| **flag == 1).map(|(row, _)| row).collect();
            let mut rows = Vec::new();
            bits.rows(&mut rows);
            prop_assert_eq!(&rows, &expect);
            let mut same = Bits::default();
            same.of_rows(&expect, flags.len());
            prop_assert_eq!((&same.words, &same.before), (&bits.words, &bits.before));
            for (row, flag) in flags.iter().enumerate() {
                prop_assert_eq!(bits.has(row), *flag == 1);
            }
            for row in 0..=flags.len() {
                let before = expect.iter().filter(|marked| (**marked as usize) < row).count();
                prop_assert_eq!(bits.rank(row), before);
                let next = expect.get(before).map_or(flags.len(), |row| *row as usize);
                prop_assert_eq!(bits.next(row), next);
                if let Some(last) = before.checked_sub(1) {
                    prop_assert_eq!(bits.last(row), expect[last] as usize);
                }
                let (mut some, none) = (vec![7], Bits { words: vec![0; bits.words.len()], ..Bits::default() });
                let range = row / 3..row;
                bits.rows_of_both(&none, range.clone(), &mut some);
                let own = expect.iter().copied().filter(|row| range.contains(&(*row as usize)));
                prop_assert_eq!(&some, &std::iter::once(7).chain(own).collect::<Vec<_>>());
                let mut both = vec![7];
                none.rows_of_both(&bits, range, &mut both);
                prop_assert_eq!(&some, &both);
            }
        }
    }
}
