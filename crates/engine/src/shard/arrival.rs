//! Numbers of arrival at rest. Where a source's times never fall, they are left out: the time gives them.
//!
//! Such a source has a [`Span`] of numbers: `first + ((time - start) / unit << bits | tie)`, where `tie` counts the
//! rows of the source with the same time that arrived before. A file that has rows of spans names them in its
//! metadata under [`KEY`], and its column `arrival` holds `place << 40 | tie`, where `place` is that of the span
//! in the list. Rows of no span have the place after the last and, in the place of `tie`, their number less
//! `plain`. A file without that entry holds the numbers themselves.

use crate::error::Error;
use crate::table::EventTable;
use serde::{Deserialize, Serialize};

/// The entry of the file's metadata.
pub(crate) const KEY: &str = "wayline.arrival";
/// Bits of a coded number below the place of its span.
const BITS: u32 = 40;

/// Numbers of arrival that times give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Span {
    /// The smallest number.
    pub(crate) first: u64,
    /// How many numbers it takes.
    pub(crate) length: u64,
    /// The earliest time, microseconds UTC.
    pub(crate) start: i64,
    /// All times are whole multiples of so many microseconds from it.
    pub(crate) unit: i64,
    /// Bits that tell rows of the same time apart.
    pub(crate) bits: u32,
}

/// What the metadata say.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Coding {
    spans: Vec<Span>,
    /// What is taken from the numbers of rows of no span.
    plain: u64,
}

impl Span {
    /// The number of a row; `None` where it has none in this span.
    pub(crate) fn number(&self, us: i64, tie: u64) -> Option<u64> {
        let since = u64::try_from(us.checked_sub(self.start)?).ok()?;
        let unit = u64::try_from(self.unit).ok().filter(|unit| *unit > 0)?;
        let step = match unit {
            1 => since,
            _ => since.is_multiple_of(unit).then_some(since / unit)?,
        };
        let tied = tie.checked_shr(self.bits)? == 0;
        let shifted = step.checked_mul(1_u64.checked_shl(self.bits)?)?;
        let place = (tied && (shifted | tie) < self.length).then_some(shifted | tie)?;
        self.first.checked_add(place)
    }

    /// What tells a row from others of its time, if its number is one of this span.
    fn tie(&self, us: i64, number: u64) -> Option<u64> {
        let place = number.checked_sub(self.first).filter(|place| *place < self.length)?;
        let tie = place & (1_u64.checked_shl(self.bits)? - 1);
        (self.number(us, tie) == Some(number)).then_some(tie)
    }
}

/// The numbers as they are written, and what the metadata are to say; `None` where they are written as they are.
pub(super) fn coded(table: &EventTable) -> Option<(Vec<i64>, String)> {
    let mut spans: Vec<Span> = table.spans.clone();
    // No number is of two spans: the one that begins last before it is its own.
    spans.sort_unstable();
    let mut used = vec![false; spans.len()];
    for number in &table.arrival {
        if let Some(place) = before(&spans, *number) {
            used[place] |= number - spans[place].first < spans[place].length;
        }
    }
    let mut used = used.into_iter();
    spans.retain(|_| used.next() == Some(true));
    if spans.is_empty() {
        return None;
    }
    let of = |row: usize| {
        let place = before(&spans, table.arrival[row])?;
        let tie = spans[place].tie(table.time[row], table.arrival[row])?;
        Some((place as u64, tie))
    };
    let mut found: Vec<Option<(u64, u64)>> = Vec::with_capacity(table.len());
    found.extend((0..table.len()).map(of));
    let plain = found.iter().zip(&table.arrival).filter(|(found, _)| found.is_none());
    let plain = plain.map(|(_, number)| *number).min().unwrap_or_default();
    let last = spans.len() as u64;
    let code = |(found, number): (&Option<(u64, u64)>, &u64)| {
        let (place, offset) = found.unwrap_or_else(|| (last, number - plain));
        let fits = offset >> BITS == 0 && place >> (62 - BITS) == 0;
        fits.then(|| (place << BITS | offset).cast_signed())
    };
    let codes = found.iter().zip(&table.arrival).map(code).collect::<Option<_>>()?;
    let coding = serde_json::to_string(&Coding { spans, plain }).ok()?;
    Some((codes, coding))
}

/// The last span, of those in order, that begins at a number or before it.
fn before(spans: &[Span], number: u64) -> Option<usize> {
    spans.partition_point(|span| span.first <= number).checked_sub(1)
}

/// Puts the numbers themselves in the place of those that were read. `None` where they cannot be.
pub(super) fn restore(table: &mut EventTable, coding: &str) -> Option<()> {
    let Coding { spans, plain } = serde_json::from_str(coding).ok()?;
    let last = spans.len() as u64;
    for (number, time) in table.arrival.iter_mut().zip(&table.time) {
        let (place, offset) = (*number >> BITS, *number & ((1 << BITS) - 1));
        *number = if place == last {
            plain.checked_add(offset)?
        } else {
            spans.get(usize::try_from(place).ok()?)?.number(*time, offset)?
        };
    }
    table.spans = spans;
    Some(())
}

/// Spans of one table become known to another.
pub(super) fn join(target: &mut EventTable, source: &EventTable) {
    for span in &source.spans {
        if !target.spans.contains(span) {
            target.spans.push(*span);
        }
    }
}

/// Whether times never fall as rows arrive, and what numbers they would give.
#[derive(Clone, Debug, Default)]
pub(crate) struct TimeOrder {
    /// How many rows came.
    rows: u64,
    start: i64,
    last: i64,
    /// A place in [`UNITS`].
    unit: usize,
    falls: bool,
    /// Where rows of the same time begin, and how many they are; of times that several rows have.
    ties: Vec<(u64, u64)>,
    longest: u64,
}

/// Steps of times, the longest first.
const UNITS: [i64; 6] = [86_400_000_000, 3_600_000_000, 60_000_000, 1_000_000, 1_000, 1];
/// More times that several rows have are not remembered.
const MOST_TIES: usize = 1 << 22;
/// A span may not take more numbers: there are to be enough for many sources.
const MOST_NUMBERS: u64 = 1 << 48;

impl TimeOrder {
    /// Sees the times of the next rows.
    pub(crate) fn see(&mut self, times: &[i64]) {
        if self.falls {
            return;
        }
        for time in times {
            if self.rows == 0 {
                (self.start, self.last) = (*time, time.wrapping_sub(1));
            }
            if *time < self.last || self.ties.len() > MOST_TIES {
                *self = Self { falls: true, ..Self::default() };
                return;
            }
            if *time == self.last {
                match self.ties.last_mut() {
                    Some((first, rows)) if *first + *rows == self.rows => *rows += 1,
                    _ => self.ties.push((self.rows - 1, 2)),
                }
                self.longest = self.longest.max(self.ties.last().map_or(0, |(_, rows)| *rows));
            } else {
                self.last = *time;
                while time.wrapping_sub(self.start) % UNITS[self.unit] != 0 {
                    self.unit += 1;
                }
            }
            self.rows += 1;
        }
    }

    /// The numbers that times give, counted from 0; `None` where they give none.
    pub(crate) fn span(&self) -> Option<Span> {
        if self.falls || self.rows == 0 {
            return None;
        }
        let (unit, bits) = (UNITS[self.unit], 64 - self.longest.saturating_sub(1).leading_zeros());
        let steps = u64::try_from(self.last.checked_sub(self.start)? / unit).ok()? + 1;
        let length = steps.checked_mul(1_u64.checked_shl(bits)?)?;
        let fits = length <= MOST_NUMBERS && self.longest >> BITS == 0;
        fits.then_some(Span { first: 0, length, start: self.start, unit, bits })
    }

    /// What tells a row from others of its time.
    pub(crate) fn tie(&self, row: u64) -> u64 {
        let after = self.ties.partition_point(|(first, _)| *first <= row);
        let run = after.checked_sub(1).map(|at| self.ties[at]);
        run.filter(|(first, rows)| row - first < *rows).map_or(0, |(first, _)| row - first)
    }

    /// How many numbers the rows take.
    pub(crate) fn length(&self, rows: u64) -> u64 {
        self.span().map_or(rows, |span| span.length)
    }

    /// Puts the numbers that times give in the place of the rows' own.
    ///
    /// # Errors
    /// When a row was not seen.
    pub(crate) fn number(&self, table: &mut EventTable) -> Result<(), Error> {
        let Some(span) = self.span() else { return Ok(()) };
        for (row, us) in table.arrival.iter_mut().zip(&table.time) {
            let tie = if self.longest == 0 { 0 } else { self.tie(*row) };
            *row = span.number(*us, tie).ok_or(Error::TooManyValues)?;
        }
        table.spans = vec![span];
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Span, TimeOrder, coded, restore};
    use crate::table::EventTable;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_by_time_rise_as_rows_arrive_and_come_back_from_the_file(
            steps in prop::collection::vec((0_i64..3, 1_i64..4), 1..60),
            unit in prop_oneof![Just(1_i64), Just(1_000), Just(1_000_000), Just(86_400_000_000)],
            base in 0_u64..1_000_000,
            plain in prop::collection::vec((-5_i64..5, 0_u64..100), 0..4),
        ) {
            let mut time = -1_000_000_000_000;
            let times: Vec<i64> = steps
                .iter()
                .map(|(step, factor)| {
                    time += step * factor * unit;
                    time
                })
                .collect();
            let mut order = TimeOrder::default();
            times.chunks(7).for_each(|times| order.see(times));
            let rows = times.len() as u64;
            let mut table =
                EventTable { time: times, arrival: (0..rows).collect(), ..EventTable::default() };
            order.number(&mut table).expect("seen");
            prop_assert!(table.arrival.windows(2).all(|two| two[0] < two[1]));
            let last = table.arrival.last().copied().unwrap_or_default();
            prop_assert!(last < order.length(rows));
            table.arrival.iter_mut().for_each(|number| *number += base);
            table.spans[0].first += base;
            for (time, number) in plain {
                table.time.push(time);
                table.arrival.push(base + order.length(rows) + number);
            }
            let expect = table.arrival.clone();
            let (codes, coding) = coded(&table).expect("coded");
            table.arrival = codes.iter().map(|code| code.cast_unsigned()).collect();
            restore(&mut table, &coding).expect("restored");
            prop_assert_eq!(table.arrival, expect);
        }

        #[test]
        fn no_coding_panics(
            numbers in prop::collection::vec(any::<u64>(), 0..5),
            times in prop::collection::vec(any::<i64>(), 5),
            (first, length, bits) in (any::<u64>(), any::<u64>(), any::<u32>()),
            (start, unit) in (any::<i64>(), any::<i64>()),
        ) {
            let coding = serde_json::json!({
                "spans": [Span { first, length, start, unit, bits }],
                "plain": first,
            });
            let mut table = EventTable { time: times, arrival: numbers, ..EventTable::default() };
            let _ = restore(&mut table, &coding.to_string());
            let _ = coded(&table);
        }
    }

    #[test]
    fn times_that_fall_give_no_numbers() {
        let mut order = TimeOrder::default();
        order.see(&[3, 5, 4]);
        assert_eq!((order.span(), order.length(3)), (None, 3));
        order.see(&[9]);
        assert_eq!(order.span(), None);
        assert_eq!(TimeOrder::default().span(), None);
    }
}
