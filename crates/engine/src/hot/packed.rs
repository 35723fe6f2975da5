//! Sections of a hot file: one column of one block, as narrow as its values allow.

use crate::table::NONE;
use std::hash::Hasher;

/// Sections that were read for one block only, by their places.
#[derive(Debug, Default)]
pub(crate) struct Packed(pub(super) Vec<(usize, Section)>);

/// Whole numbers of one width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    U8(Vec<u8>),
    U16(Vec<u16>),
    U32(Vec<u32>),
    U64(Vec<u64>),
}

impl Section {
    /// Room for so many bytes of numbers of a width in bytes; `None` for other widths and halves of numbers.
    pub(super) fn with_room(width: u64, bytes: usize) -> Option<Self> {
        let count = |width: usize| bytes.is_multiple_of(width).then_some(bytes / width);
        match width {
            1 => Some(Self::U8(vec![0; bytes])),
            2 => count(2).map(|count| Self::U16(vec![0; count])),
            4 => count(4).map(|count| Self::U32(vec![0; count])),
            8 => count(8).map(|count| Self::U64(vec![0; count])),
            _ => None,
        }
    }

    /// The bytes, in the order of this machine.
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::U8(list) => list,
            Self::U16(list) => bytemuck::cast_slice(list),
            Self::U32(list) => bytemuck::cast_slice(list),
            Self::U64(list) => bytemuck::cast_slice(list),
        }
    }

    /// The same to be filled.
    pub(super) fn bytes_mut(&mut self) -> &mut [u8] {
        match self {
            Self::U8(list) => list,
            Self::U16(list) => bytemuck::cast_slice_mut(list),
            Self::U32(list) => bytemuck::cast_slice_mut(list),
            Self::U64(list) => bytemuck::cast_slice_mut(list),
        }
    }

    pub(super) fn width(&self) -> u64 {
        match self {
            Self::U8(_) => 1,
            Self::U16(_) => 2,
            Self::U32(_) => 4,
            Self::U64(_) => 8,
        }
    }

    /// How many numbers.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::U8(list) => list.len(),
            Self::U16(list) => list.len(),
            Self::U32(list) => list.len(),
            Self::U64(list) => list.len(),
        }
    }

    /// Codes below `count` as narrow as they allow; the widest number of the width stands for a missing one.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "every code is below the count, which is compared with the width"
    )]
    pub(super) fn of_codes(codes: &[u32], count: usize) -> Self {
        if codes.iter().all(|code| *code == NONE) {
            Self::U8(Vec::new())
        } else if count < usize::from(u8::MAX) {
            Self::U8(codes.iter().map(|code| *code as u8).collect())
        } else if count < usize::from(u16::MAX) {
            Self::U16(codes.iter().map(|code| *code as u16).collect())
        } else {
            Self::U32(codes.to_vec())
        }
    }

    /// Codes as they are in memory, put into the room.
    pub(super) fn codes(&self, room: &mut Vec<u32>) {
        room.clear();
        match self {
            Self::U8(list) => room.extend(
                list.iter().map(|code| if *code == u8::MAX { NONE } else { u32::from(*code) }),
            ),
            Self::U16(list) => room.extend(
                list.iter().map(|code| if *code == u16::MAX { NONE } else { u32::from(*code) }),
            ),
            Self::U32(list) => room.extend_from_slice(list),
            Self::U64(_) => {}
        }
    }
}

/// A checksum that finds what a disk does to bytes.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    let mut hasher = twox_hash::XxHash3_64::with_seed(0);
    hasher.write(bytes);
    hasher.finish()
}

/// How the times of a block are written: `base + unit × number`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    pub(super) base: i64,
    pub(super) unit: i64,
}

/// Times as they are in a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PackedTimes<'a> {
    pub(super) scale: Scale,
    pub(super) numbers: Numbers<'a>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Numbers<'a> {
    Four(&'a [u32]),
    /// The higher 32 bits of 48 and the lower 16: most questions look at the first alone.
    Six(&'a [u32], &'a [u16]),
    Eight(&'a [u64]),
}

/// Bits of a number of six bytes that are left out of its coarse half.
const FINE: u32 = 16;

/// Times to a step: an event is from `base + step × number` on and before `base + step × (number + 1)`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Coarse<'a> {
    pub(crate) base: i64,
    pub(crate) step: i64,
    pub(crate) numbers: &'a [u32],
}

impl<'a> Coarse<'a> {
    /// An event with this number happened before this time.
    #[inline]
    pub(crate) fn end(&self, number: u32) -> i64 {
        let steps = i64::from(number).wrapping_add(1);
        self.base.wrapping_add(self.step.wrapping_mul(steps))
    }

    /// The same of times as they are, put into the room.
    pub(crate) fn of(times: &[i64], room: &'a mut Vec<u32>) -> Self {
        let least = times.iter().copied().min().unwrap_or(0);
        let most = times.iter().copied().max().unwrap_or(0);
        // Times lie in the years 1 to 9999, so that no difference overflows.
        let widest = most.wrapping_sub(least).cast_unsigned();
        let shift = u64::BITS.saturating_sub(widest.leading_zeros()).saturating_sub(u32::BITS);
        let number = |time: &i64| time.wrapping_sub(least).cast_unsigned() >> shift;
        room.clear();
        #[expect(clippy::cast_possible_truncation, reason = "the widest has 32 bits")]
        room.extend(times.iter().map(|time| number(time) as u32));
        Self { base: least, step: 1 << shift, numbers: room }
    }
}

/// Units that times are often multiples of, microseconds.
const UNITS: [i64; 4] = [60_000_000, 1_000_000, 1_000, 1];

impl Scale {
    /// The scale of some times, and their numbers as one section or two.
    pub(super) fn pack(times: &[i64]) -> (Self, Section, Section) {
        let base = times.iter().copied().min().unwrap_or(0);
        // Times lie in the years 1 to 9999, so that no difference overflows.
        let fits = |unit: &i64| times.iter().all(|time| (time - base) % unit == 0);
        let unit = UNITS.into_iter().find(fits).unwrap_or(1);
        let number = |time: &i64| u64::try_from((time - base) / unit).unwrap_or(u64::MAX);
        let numbers: Vec<u64> = times.iter().map(number).collect();
        let widest = numbers.iter().copied().max().unwrap_or(0);
        let none = Section::U16(Vec::new());
        let scale = Self { base, unit };
        if widest >> 48 != 0 {
            return (scale, Section::U64(numbers), none);
        }
        #[expect(clippy::cast_possible_truncation, reason = "compared with the width")]
        let narrow = |shift: u32| numbers.iter().map(|number| (number >> shift) as u32).collect();
        if widest >> 32 == 0 {
            return (scale, Section::U32(narrow(0)), none);
        }
        #[expect(clippy::cast_possible_truncation, reason = "the lower bits are meant")]
        let fine = Section::U16(numbers.iter().map(|number| *number as u16).collect());
        (scale, Section::U32(narrow(FINE)), fine)
    }
}

/// How long stretches of events are, from the first to the last.
#[derive(Debug, Default)]
pub(crate) struct Lengths {
    /// The sum of all, microseconds.
    pub(crate) sum_us: u128,
    /// In units of [`LENGTH_US`], begun ones included; the widest number also stands for all that are longer.
    pub(crate) each: Vec<u32>,
}

/// Six days fit into 32 bits, and the limits that are compared with are multiples of it.
const LENGTH_US: u64 = 1 << 7;

impl Lengths {
    /// What a length is compared with: it is greater if and only if that is longer than a limit, which is a multiple of
    /// [`LENGTH_US`] and shorter than six days.
    pub(crate) fn limit(limit_us: u64) -> u32 {
        debug_assert_eq!(limit_us % LENGTH_US, 0, "{limit_us}");
        u32::try_from(limit_us / LENGTH_US).unwrap_or(u32::MAX)
    }

    /// Measures stretches by the numbers of their events' times, which are multiples of a unit.
    #[inline]
    pub(crate) fn measure(&mut self, starts: &[u32], unit: i64, number: impl Fn(usize) -> i64) {
        let mut sum_us = 0_u128;
        self.each.clear();
        self.each.resize(starts.len().saturating_sub(1), 0);
        // A loop and no `extend`, which would keep the sum in memory.
        for (found, pair) in self.each.iter_mut().zip(starts.windows(2)) {
            // Times lie in the years 1 to 9999.
            let apart = number(pair[1] as usize - 1).wrapping_sub(number(pair[0] as usize));
            let length_us = apart.wrapping_mul(unit).cast_unsigned();
            sum_us += u128::from(length_us);
            let length = length_us.wrapping_add(LENGTH_US - 1) / LENGTH_US;
            *found = u32::try_from(length).unwrap_or(u32::MAX);
        }
        self.sum_us = sum_us;
    }
}

impl<'a> PackedTimes<'a> {
    /// How long stretches are that lie side by side, from the rows they begin at; the last row is in none.
    #[expect(
        clippy::cast_possible_wrap,
        reason = "a number is a distance of two times of 9,999 years"
    )]
    pub(crate) fn lengths(&self, starts: &[u32], room: &mut Lengths) {
        let unit = self.scale.unit;
        match self.numbers {
            Numbers::Four(list) => room.measure(starts, unit, |row| i64::from(list[row])),
            Numbers::Six(coarse, fine) => {
                // As many of both.
                let fine = &fine[..coarse.len()];
                let number = |row: usize| i64::from(coarse[row]) << FINE | i64::from(fine[row]);
                room.measure(starts, unit, number);
            }
            Numbers::Eight(list) => room.measure(starts, unit, |row| list[row] as i64),
        }
    }

    /// The time of an event.
    #[expect(
        clippy::cast_possible_wrap,
        reason = "a number is a distance of two times of 9,999 years"
    )]
    #[inline]
    pub(crate) fn at(&self, row: usize) -> i64 {
        let number = match self.numbers {
            Numbers::Four(list) => u64::from(list[row]),
            Numbers::Six(coarse, fine) => u64::from(coarse[row]) << FINE | u64::from(fine[row]),
            Numbers::Eight(list) => list[row],
        };
        self.scale.base.wrapping_add(self.scale.unit.wrapping_mul(number as i64))
    }

    /// Reads what tells most about an event's time.
    #[inline]
    pub(crate) fn touch(&self, row: usize) -> u64 {
        match self.numbers {
            Numbers::Four(list) | Numbers::Six(list, _) => u64::from(list[row]),
            Numbers::Eight(list) => list[row],
        }
    }

    /// Whether an event happened before a time.
    #[inline]
    pub(crate) fn is_before(&self, row: usize, time: i64) -> bool {
        if let Numbers::Six(coarse, _) = self.numbers {
            // Most are told apart without the finer half, which is another line of memory.
            let step = self.scale.unit.wrapping_mul(1 << FINE);
            let from = self.scale.base.wrapping_add(step.wrapping_mul(i64::from(coarse[row])));
            if from >= time {
                return false;
            }
            if from.wrapping_add(step) <= time {
                return true;
            }
        }
        self.at(row) < time
    }

    /// Whether an event is at the very time of the one before it.
    #[inline]
    pub(crate) fn is_tie(&self, row: usize) -> bool {
        match self.numbers {
            Numbers::Four(list) => list[row] == list[row - 1],
            Numbers::Six(coarse, fine) => {
                coarse[row] == coarse[row - 1] && fine[row] == fine[row - 1]
            }
            Numbers::Eight(list) => list[row] == list[row - 1],
        }
    }

    /// The times to a step; the room is used where they are not kept so.
    pub(crate) fn coarse<'r>(&self, room: &'r mut Vec<u32>) -> Coarse<'r>
    where
        'a: 'r,
    {
        let Scale { base, unit } = self.scale;
        match self.numbers {
            Numbers::Four(numbers) => Coarse { base, step: unit, numbers },
            Numbers::Six(numbers, _) => Coarse { base, step: unit << FINE, numbers },
            Numbers::Eight(numbers) => {
                let widest = numbers.iter().copied().max().unwrap_or(0);
                let shift = (u64::BITS - widest.leading_zeros()).saturating_sub(u32::BITS);
                room.clear();
                #[expect(clippy::cast_possible_truncation, reason = "the widest has 32 bits")]
                room.extend(numbers.iter().map(|number| (number >> shift) as u32));
                Coarse { base, step: unit << shift, numbers: room }
            }
        }
    }

    /// The times of some rows, in the same form, put into the room.
    pub(crate) fn gather<'r>(&self, rows: &[u32], room: &'r mut GatheredTimes) -> PackedTimes<'r> {
        fn of<T: Copy>(list: &[T], rows: &[u32], room: &mut Vec<T>) {
            room.clear();
            room.extend(rows.iter().map(|row| list[*row as usize]));
        }
        let numbers = match self.numbers {
            Numbers::Four(list) => {
                of(list, rows, &mut room.four);
                Numbers::Four(&room.four)
            }
            Numbers::Six(coarse, fine) => {
                of(coarse, rows, &mut room.four);
                of(fine, rows, &mut room.two);
                Numbers::Six(&room.four, &room.two)
            }
            Numbers::Eight(list) => {
                of(list, rows, &mut room.eight);
                Numbers::Eight(&room.eight)
            }
        };
        PackedTimes { scale: self.scale, numbers }
    }

    /// The times of some rows, added to the room.
    #[expect(
        clippy::cast_possible_wrap,
        reason = "a number is a distance of two times of 9,999 years"
    )]
    pub(crate) fn times_of(&self, rows: &[u32], room: &mut Vec<i64>) {
        let Scale { base, unit } = self.scale;
        let of = |number: u64| base.wrapping_add(unit.wrapping_mul(number as i64));
        let rows = rows.iter().map(|row| *row as usize);
        match self.numbers {
            Numbers::Four(list) => room.extend(rows.map(|row| of(u64::from(list[row])))),
            Numbers::Six(coarse, fine) => {
                // As many of both.
                let fine = &fine[..coarse.len()];
                let number = |row: usize| u64::from(coarse[row]) << FINE | u64::from(fine[row]);
                room.extend(rows.map(|row| of(number(row))));
            }
            Numbers::Eight(list) => room.extend(rows.map(|row| of(list[row]))),
        }
    }

    /// All times, put into the room.
    #[expect(
        clippy::cast_possible_wrap,
        reason = "a number is a distance of two times of 9,999 years"
    )]
    pub(super) fn unpack(&self, room: &mut Vec<i64>) {
        let Scale { base, unit } = self.scale;
        let of = |number: i64| base.wrapping_add(unit.wrapping_mul(number));
        room.clear();
        match self.numbers {
            Numbers::Four(list) => room.extend(list.iter().map(|number| of(i64::from(*number)))),
            Numbers::Six(coarse, fine) => {
                let number =
                    |(coarse, fine): (&u32, &u16)| i64::from(*coarse) << FINE | i64::from(*fine);
                let numbers = coarse.iter().zip(fine).map(number);
                // Most times are in microseconds: a product of 64 bits is slow.
                if unit == 1 {
                    room.extend(numbers.map(|number| base + number));
                } else {
                    room.extend(numbers.map(of));
                }
            }
            Numbers::Eight(list) => room.extend(list.iter().map(|number| of(*number as i64))),
        }
    }
}

/// Room for the times of some rows.
#[derive(Debug, Default)]
pub(crate) struct GatheredTimes {
    two: Vec<u16>,
    four: Vec<u32>,
    eight: Vec<u64>,
}

#[cfg(test)]
mod tests {
    use super::{Coarse, Numbers, PackedTimes, Scale, Section};
    use crate::table::NONE;
    use proptest::prelude::*;

    fn unpacked(times: &[i64]) -> (Vec<i64>, Vec<i64>) {
        let (scale, coarse, fine) = Scale::pack(times);
        let numbers = match (&coarse, &fine) {
            (Section::U64(list), _) => Numbers::Eight(list),
            (Section::U32(coarse), Section::U16(fine)) if fine.is_empty() => Numbers::Four(coarse),
            (Section::U32(coarse), Section::U16(fine)) => Numbers::Six(coarse, fine),
            other => panic!("{other:?}"),
        };
        let packed = PackedTimes { scale, numbers };
        let mut room = Vec::new();
        packed.unpack(&mut room);
        let mut numbers = Vec::new();
        for coarse in [packed.coarse(&mut numbers), Coarse::of(times, &mut Vec::new())] {
            for (number, time) in coarse.numbers.iter().zip(times) {
                let from = coarse.base + coarse.step * i64::from(*number);
                assert!(from <= *time && *time - from < coarse.step, "{from} {time}");
            }
        }
        (room, (0..times.len()).map(|row| packed.at(row)).collect())
    }

    proptest! {
        #[test]
        fn times_are_read_as_they_were_written(
            base in -62_135_596_800_000_000_i64..200_000_000_000_000_000, unit in prop::sample::select(vec![1, 1_000, 1_000_000]),
            steps in prop::collection::vec(prop_oneof![0..1_i64 << 20, 0..1_i64 << 40, 0..1_i64 << 55], 0..20),
        ) {
            let times: Vec<i64> = steps.iter().map(|step| base + step / unit * unit).collect();
            let (all, each) = unpacked(&times);
            prop_assert_eq!(&all, &times);
            prop_assert_eq!(&each, &times);
        }

        #[test]
        fn codes_are_read_as_they_were_written(
            codes in prop::collection::vec(prop::option::of(0..70_000_u32), 0..20), narrow in 0..3_u32,
        ) {
            let bound = [200, 60_000, 70_000][narrow as usize];
            let codes: Vec<u32> = codes.iter().map(|code| code.map_or(NONE, |code| code % bound)).collect();
            let mut room = Vec::new();
            let section = Section::of_codes(&codes, bound as usize);
            section.codes(&mut room);
            if section.len() > 0 || codes.is_empty() {
                prop_assert_eq!(room, codes);
            } else {
                prop_assert!(codes.iter().all(|code| *code == NONE));
            }
        }
    }
}
