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
    /// The lower 32 bits and the higher 16.
    Six(&'a [u32], &'a [u16]),
    Eight(&'a [u64]),
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
        #[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
        let low = Section::U32(numbers.iter().map(|number| *number as u32).collect());
        if widest >> 32 == 0 {
            return (scale, low, none);
        }
        #[expect(clippy::cast_possible_truncation, reason = "compared with the width above")]
        let high = Section::U16(numbers.iter().map(|number| (number >> 32) as u16).collect());
        (scale, low, high)
    }
}

impl PackedTimes<'_> {
    /// The time of an event.
    #[expect(
        clippy::cast_possible_wrap,
        reason = "a number is a distance of two times of 9,999 years"
    )]
    #[inline]
    pub(crate) fn at(&self, row: usize) -> i64 {
        let number = match self.numbers {
            Numbers::Four(low) => u64::from(low[row]),
            Numbers::Six(low, high) => u64::from(high[row]) << 32 | u64::from(low[row]),
            Numbers::Eight(list) => list[row],
        };
        self.scale.base.wrapping_add(self.scale.unit.wrapping_mul(number as i64))
    }

    /// All times, put into the room.
    #[expect(
        clippy::cast_possible_wrap,
        reason = "a number is a distance of two times of 9,999 years"
    )]
    pub(super) fn unpack(&self, room: &mut Vec<i64>) {
        let Scale { base, unit } = self.scale;
        room.clear();
        match self.numbers {
            Numbers::Four(low) => {
                room.extend(low.iter().map(|low| base + unit * i64::from(*low)));
            }
            Numbers::Six(low, high) if unit == 1 => {
                let time =
                    |(low, high): (&u32, &u16)| base + (i64::from(*high) << 32 | i64::from(*low));
                room.extend(low.iter().zip(high).map(time));
            }
            Numbers::Six(low, high) => {
                let time = |(low, high): (&u32, &u16)| {
                    let number = i64::from(*high) << 32 | i64::from(*low);
                    base.wrapping_add(unit.wrapping_mul(number))
                };
                room.extend(low.iter().zip(high).map(time));
            }
            Numbers::Eight(list) => {
                let time = |number: &u64| base.wrapping_add(unit.wrapping_mul(*number as i64));
                room.extend(list.iter().map(time));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Numbers, PackedTimes, Scale, Section};
    use crate::table::NONE;
    use proptest::prelude::*;

    fn unpacked(times: &[i64]) -> (Vec<i64>, Vec<i64>) {
        let (scale, low, high) = Scale::pack(times);
        let numbers = match (&low, &high) {
            (Section::U64(list), _) => Numbers::Eight(list),
            (Section::U32(low), Section::U16(high)) if high.is_empty() => Numbers::Four(low),
            (Section::U32(low), Section::U16(high)) => Numbers::Six(low, high),
            other => panic!("{other:?}"),
        };
        let packed = PackedTimes { scale, numbers };
        let mut room = Vec::new();
        packed.unpack(&mut room);
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
