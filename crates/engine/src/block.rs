//! A block: some whole journeys in sorted columns, few enough to stay in the cache of one core.
//!
//! Everything that is asked is asked of blocks, one after the other, whether the journeys lie in memory
//! ([`crate::journeys::Journeys`]) or in a file ([`crate::hot::Hot`]).

use crate::cells::{Cells, Gathered};
use crate::error::Error;
use crate::hot::{Coarse, Lengths};
use crate::journeys::{ColumnIx, JourneyIx};
use crate::run::{Later, Shelf};
use crate::trace::Code;
use std::ops::Range;

/// Where blocks come from.
pub(crate) trait Source: Sync {
    /// How many blocks there are.
    fn blocks(&self) -> usize;

    /// How many events belong to journeys.
    fn events(&self) -> u64;

    /// Where partials of these journeys are kept, if they are to be.
    fn shelf(&self) -> Option<&Shelf> {
        None
    }

    /// What of them came after the kept partials.
    fn later(&self) -> Option<Later<'_>> {
        None
    }

    /// Journeys of a block that are not to be looked at, in order: they stand in another one.
    fn skipped(&self, _: usize) -> &[u32] {
        &[]
    }

    /// A block with the columns that are needed. What must be unpacked is put into the room.
    ///
    /// # Errors
    /// When a file cannot be read.
    fn block<'r>(
        &'r self,
        at: usize,
        needs: &Needs,
        room: &'r mut Room,
    ) -> Result<Block<'r>, Error>;
}

/// What is known of a block before it is read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Facts {
    /// Events at the very time of the one before in their journey, where that is known.
    pub(crate) ties: Option<u64>,
    /// The newest time, where that is known.
    pub(crate) newest: Option<i64>,
    /// The first journey by its number, where that is known.
    pub(crate) first: Option<JourneyIx>,
}

impl Facts {
    /// What holds of some of the events when it holds of all: that there are no ties.
    pub(crate) fn of_some(self) -> Self {
        Self { ties: self.ties.filter(|ties| *ties == 0), ..Self::default() }
    }
}

/// What a question needs of a block beside the activities.
#[derive(Clone, Debug, Default)]
pub(crate) struct Needs {
    /// The times of all events.
    pub(crate) times: bool,
    /// Values of these columns.
    pub(crate) columns: Vec<ColumnIx>,
}

/// Room for what a block is unpacked to, kept from block to block.
#[derive(Debug, Default)]
pub(crate) struct Room {
    pub(crate) offsets: Vec<u32>,
    pub(crate) numbers: Vec<JourneyIx>,
    pub(crate) times: Vec<i64>,
    pub(crate) columns: Vec<Gathered>,
    /// Bytes as they are in a file.
    pub(crate) packed: crate::hot::Packed,
}

/// Which journeys those of a block are, as narrow as they are kept.
#[derive(Clone, Copy, Debug)]
pub(crate) enum JourneyNumbers<'a> {
    Narrow(&'a [u32]),
    Wide(&'a [JourneyIx]),
}

impl JourneyNumbers<'_> {
    /// How many.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Narrow(list) => list.len(),
            Self::Wide(list) => list.len(),
        }
    }

    /// Which one a journey of the block is.
    #[inline]
    pub(crate) fn at(&self, journey: usize) -> JourneyIx {
        match self {
            Self::Narrow(list) => JourneyIx(list[journey] as usize),
            Self::Wide(list) => list[journey],
        }
    }

    /// Those of some.
    fn slice(&self, journeys: Range<usize>) -> Self {
        match self {
            Self::Narrow(list) => Self::Narrow(&list[journeys]),
            Self::Wide(list) => Self::Wide(&list[journeys]),
        }
    }

    /// All in the order of the block.
    pub(crate) fn iter(&self) -> impl Iterator<Item = JourneyIx> {
        (0..self.len()).map(|journey| self.at(journey))
    }

    /// The least of all.
    pub(crate) fn least(&self) -> Option<JourneyIx> {
        self.iter().min()
    }
}

/// Activity codes as narrow as their number allows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Activities<'a> {
    U8(&'a [u8]),
    U16(&'a [u16]),
    U32(&'a [u32]),
}

impl Activities<'_> {
    /// How many.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::U8(codes) => codes.len(),
            Self::U16(codes) => codes.len(),
            Self::U32(codes) => codes.len(),
        }
    }
}

/// The times of a block's events, microseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Times<'a> {
    /// As they are.
    Plain(&'a [i64]),
    /// Packed: good for looking up a few.
    Packed(crate::hot::PackedTimes<'a>),
}

impl Times<'_> {
    /// The time of an event.
    #[inline]
    pub(crate) fn at(&self, row: usize) -> i64 {
        match self {
            Self::Plain(times) => times[row],
            Self::Packed(times) => times.at(row),
        }
    }

    /// Whether an event happened before a time.
    #[inline]
    pub(crate) fn is_before(&self, row: usize, time: i64) -> bool {
        match self {
            Self::Plain(times) => times[row] < time,
            Self::Packed(times) => times.is_before(row, time),
        }
    }

    /// Whether the events of some rows happened before a time each has, put into the room.
    pub(crate) fn are_before(
        &self,
        rows: &[u32],
        time: impl Fn(usize) -> i64,
        room: &mut Vec<bool>,
    ) {
        room.clear();
        let rows = rows.iter().map(|row| *row as usize);
        match self {
            Self::Plain(times) => room.extend(rows.map(|row| times[row] < time(row))),
            Self::Packed(times) => {
                // Lines of memory that lie far apart are fetched side by side where nothing is decided in between.
                let touched = rows.clone().fold(0, |sum, row| times.touch(row) ^ sum);
                std::hint::black_box(touched);
                room.extend(rows.map(|row| times.is_before(row, time(row))));
            }
        }
    }

    /// How many of some rows of one journey are at the very time of the one before.
    pub(crate) fn ties(&self, rows: Range<usize>) -> u64 {
        let rows = rows.skip(1);
        match self {
            Self::Plain(times) => rows.filter(|row| times[*row] == times[*row - 1]).count() as u64,
            Self::Packed(times) => rows.filter(|row| times.is_tie(*row)).count() as u64,
        }
    }
}

impl<'a> Times<'a> {
    /// How long stretches are that lie side by side, from the rows they begin at; the last row is in none.
    pub(crate) fn lengths(&self, starts: &[u32], room: &mut Lengths) {
        match self {
            Self::Plain(times) => room.measure(starts, 1, |row| times[row]),
            Self::Packed(times) => times.lengths(starts, room),
        }
    }

    /// The times of some rows, put into the room.
    pub(crate) fn gather(&self, rows: &[u32], room: &mut Vec<i64>) {
        room.clear();
        match self {
            Self::Plain(times) => room.extend(rows.iter().map(|row| times[*row as usize])),
            Self::Packed(times) => times.times_of(rows, room),
        }
    }

    /// The times to a step; the room is used where they are not kept so.
    pub(crate) fn coarse<'r>(&self, room: &'r mut Vec<u32>) -> Coarse<'r>
    where
        'a: 'r,
    {
        match self {
            Self::Plain(times) => Coarse::of(times, room),
            Self::Packed(times) => times.coarse(room),
        }
    }
}

/// Some journeys. Journey `j` owns the rows `offsets[j]..offsets[j + 1]`, at least one; the slices may hold more rows.
#[derive(Clone, Debug)]
pub(crate) struct Block<'a> {
    pub(crate) offsets: &'a [u32],
    /// Which journey each one is; one less than there are offsets.
    pub(crate) journeys: JourneyNumbers<'a>,
    pub(crate) activities: Activities<'a>,
    pub(crate) times: Times<'a>,
    /// The needed columns with their values.
    pub(crate) columns: Vec<(ColumnIx, Cells<'a>)>,
    pub(crate) facts: Facts,
}

impl<'a> Block<'a> {
    /// How many journeys.
    pub(crate) fn len(&self) -> usize {
        self.journeys.len()
    }

    /// How many events.
    pub(crate) fn events(&self) -> usize {
        let ends = self.offsets.last().zip(self.offsets.first());
        ends.map_or(0, |(last, first)| (last - first) as usize)
    }

    /// Only some of the journeys; rows keep their numbers.
    pub(crate) fn stretch(&self, journeys: Range<usize>) -> Self {
        Self {
            offsets: &self.offsets[journeys.start..=journeys.end],
            journeys: self.journeys.slice(journeys),
            facts: self.facts.of_some(),
            ..self.clone()
        }
    }

    /// The activity of an event.
    pub(crate) fn activity(&self, row: usize) -> u32 {
        match self.activities {
            Activities::U8(codes) => u32::from(codes[row]),
            Activities::U16(codes) => u32::from(codes[row]),
            Activities::U32(codes) => codes[row],
        }
    }

    /// The rows of some journeys that lie side by side, and where each ends, counted from the first of them.
    pub(crate) fn side_by_side(
        &self,
        journeys: Range<usize>,
    ) -> (Range<usize>, impl Iterator<Item = usize> + Clone) {
        let offsets = &self.offsets[journeys.start..=journeys.end];
        let start = offsets[0] as usize;
        let rows = start..offsets[journeys.len()] as usize;
        (rows, offsets[1..].iter().map(move |end| *end as usize - start))
    }

    /// How many events of a journey are at the very time of the one before.
    pub(crate) fn ties(&self, journey: usize) -> u64 {
        if self.facts.ties == Some(0) { 0 } else { self.times.ties(self.rows(journey)) }
    }

    /// The rows of a journey.
    pub(crate) fn rows(&self, journey: usize) -> Range<usize> {
        self.offsets[journey] as usize..self.offsets[journey + 1] as usize
    }

    /// The values of a needed column.
    pub(crate) fn cells(&self, column: ColumnIx) -> Cells<'a> {
        let found = self.columns.iter().find(|(known, _)| *known == column);
        found.map_or(Cells::Text(&[]), |(_, cells)| *cells)
    }

    /// All times, where they were asked for.
    pub(crate) fn plain_times(&self) -> &'a [i64] {
        match self.times {
            Times::Plain(times) => times,
            Times::Packed(_) => &[],
        }
    }
}

/// Rows of sorted events that a filter or a group looks at.
pub(crate) trait Rows {
    /// The activity's code.
    fn activity(&self, row: usize) -> usize;
    /// The time, microseconds.
    fn time(&self, row: usize) -> i64;
    /// A column's values.
    fn cells(&self, column: ColumnIx) -> Cells<'_>;
}

/// A block's rows, with its codes in their own width.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BlockRows<'b, 'a, A> {
    pub(crate) block: &'b Block<'a>,
    pub(crate) codes: &'a [A],
}

impl<A: Code> Rows for BlockRows<'_, '_, A> {
    fn activity(&self, row: usize) -> usize {
        self.codes[row].ix()
    }

    fn time(&self, row: usize) -> i64 {
        self.block.times.at(row)
    }

    fn cells(&self, column: ColumnIx) -> Cells<'_> {
        self.block.cells(column)
    }
}
