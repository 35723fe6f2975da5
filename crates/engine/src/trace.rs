//! What an operator sees of one journey: its visible events as slices of sorted columns.

use crate::block::{Activities, Times};
use crate::cells::Cells;
use crate::journeys::JourneyIx;
use std::hash::Hash;

/// An activity code of any width.
pub(crate) trait Code: Copy + Send + Sync + Eq + Hash + 'static {
    /// The code as an index.
    fn ix(self) -> usize;
    /// The code of an index; none where it is of another width.
    fn of(ix: usize) -> Option<Self>;
    /// The codes as bytes, where they are as wide.
    fn bytes(_: &[Self]) -> Option<&[u8]> {
        None
    }
    /// Codes of this width.
    fn activities(codes: &[Self]) -> Activities<'_>;
}

impl Code for u8 {
    fn bytes(codes: &[Self]) -> Option<&[u8]> {
        Some(codes)
    }

    fn of(ix: usize) -> Option<Self> {
        Self::try_from(ix).ok()
    }

    #[inline]
    fn ix(self) -> usize {
        usize::from(self)
    }

    fn activities(codes: &[Self]) -> Activities<'_> {
        Activities::U8(codes)
    }
}

impl Code for u16 {
    fn of(ix: usize) -> Option<Self> {
        Self::try_from(ix).ok()
    }

    #[inline]
    fn ix(self) -> usize {
        usize::from(self)
    }

    fn activities(codes: &[Self]) -> Activities<'_> {
        Activities::U16(codes)
    }
}

impl Code for u32 {
    fn of(ix: usize) -> Option<Self> {
        Self::try_from(ix).ok()
    }

    #[inline]
    fn ix(self) -> usize {
        self as usize
    }

    fn activities(codes: &[Self]) -> Activities<'_> {
        Activities::U32(codes)
    }
}

/// The visible events of one journey, at least one, in order. All slices have the same length, but
/// that of the times is empty for an operator that asks for none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trace<'a, A> {
    /// Which journey.
    pub(crate) journey: JourneyIx,
    /// What happened.
    pub(crate) activities: &'a [A],
    /// When, microseconds.
    pub(crate) times: &'a [i64],
    /// Where the time of the last of them is.
    pub(crate) newest: Newest<'a>,
    /// Values of the operator's columns.
    pub(crate) columns: &'a [Cells<'a>],
}

/// The time of one event, looked up when it is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Newest<'a> {
    pub(crate) times: Times<'a>,
    pub(crate) row: usize,
}

impl<A: Code> Trace<'_, A> {
    /// When the last visible event happened.
    #[inline]
    pub(crate) fn newest(&self) -> i64 {
        let Newest { times, row } = self.newest;
        self.times.last().copied().unwrap_or_else(|| times.at(row))
    }

    /// The journey's last visible event: activity and time.
    pub(crate) fn last(&self) -> (usize, i64) {
        (self.activities[self.activities.len() - 1].ix(), self.newest())
    }
}
