//! Journeys in their hot form: all events sorted by (journey, time, order of arrival), in columns.
//!
//! Invariants: journey `j` owns the rows `offsets[j]..offsets[j + 1]`, at least one; inside a journey
//! time never falls, and events of equal time stand in the order in which they arrived. Journeys,
//! activities and text values are numbered by their first arrival, never by their names: if every
//! name is replaced by another, every number here stays the same.

#[cfg(test)]
mod tests;

use crate::block::{Activities, Block, Facts, JourneyNumbers, Needs, Room, Rows, Source, Times};
use crate::catalog::{Catalog, Kind};
use crate::cells::Cells;
use crate::error::Error;
use crate::hot::Section;
use crate::refusal::refuse;
use crate::table::{Codes, Column, EventTable, NONE};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use wayline_model::question::Unit;

/// A journey's place among [`Journeys`], in order of first arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JourneyIx(pub usize);

/// An activity's place in [`Journeys::activities`], in order of first arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActivityIx(pub usize);

/// Which of the first activities a journey has, one bit an activity.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen(u64);

impl Seen {
    /// Whether the journey has the activity; `None` for one beyond the bits.
    pub(crate) fn has(self, activity: usize) -> Option<bool> {
        let activity = u32::try_from(activity).ok()?;
        1_u64.checked_shl(activity).map(|bit| self.0 & bit != 0)
    }
}

/// A column's place: the attributes, then the ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ColumnIx(pub(crate) usize);

/// Activity codes as narrow as their number allows.
#[derive(Clone, Debug)]
pub(crate) enum ActivityCodes {
    U8(Vec<u8>),
    U16(Vec<u16>),
    U32(Vec<u32>),
}

/// An attribute's column, one value an event row.
#[derive(Clone, Debug)]
pub enum Attribute {
    /// Text as codes into the values; [`NONE`] where there is none.
    Text {
        /// One code a row.
        codes: Vec<u32>,
        /// The distinct values in order of first arrival.
        values: Vec<String>,
    },
    /// Numbers; NaN where there is none.
    Number(Vec<f64>),
    /// Yes and no.
    Flag(Vec<Option<bool>>),
}

/// One value of an attribute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// Text.
    Text(&'a str),
    /// A number, never NaN.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

impl Attribute {
    /// The value at an event row, if it has one.
    pub fn value(&self, row: usize) -> Option<Value<'_>> {
        match self {
            Self::Text { codes, values } => codes
                .get(row)
                .and_then(|code| values.get(*code as usize))
                .map(|text| Value::Text(text)),
            Self::Number(numbers) => Some(numbers[row]).filter(|n| !n.is_nan()).map(Value::Number),
            Self::Flag(flags) => flags[row].map(Value::Flag),
        }
    }

    /// `text`, `number` or `flag`, as messages say it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Number(_) => "number",
            Self::Flag(_) => "flag",
        }
    }
}

/// All journeys of a dataset by one unit.
#[derive(Clone, Debug)]
pub struct Journeys {
    unit: Unit,
    ids: Vec<String>,
    index: HashMap<String, usize, rustc_hash::FxBuildHasher>,
    offsets: Vec<usize>,
    codes: ActivityCodes,
    /// One a journey.
    seen: Vec<Seen>,
    activities: Vec<String>,
    time: Vec<i64>,
    attributes: Vec<(String, Attribute)>,
    /// Columns of [`crate::catalog::ID_NAMES`].
    ids_of_events: [Attribute; 4],
    without_id: u64,
    block_size: usize,
}

/// Journeys that are looked at together.
const JOURNEYS_A_BLOCK: usize = 1024;

impl Journeys {
    /// Groups the events of a table by the id of a unit. Events without that id, or without an
    /// activity, are left out and counted.
    ///
    /// # Errors
    /// When there are events, but none has that id.
    pub fn build(table: &EventTable, unit: Unit) -> Result<Self, Error> {
        Ok(Self::build_in_order(table, unit)?.0)
    }

    /// The same, with the number of arrival of every event row.
    ///
    /// # Errors
    /// As [`Journeys::build`].
    pub(crate) fn build_with_arrival(
        table: &EventTable,
        unit: Unit,
    ) -> Result<(Self, Vec<u64>), Error> {
        let (journeys, order) = Self::build_in_order(table, unit)?;
        Ok((journeys, gather(&table.arrival, &order)))
    }

    fn build_in_order(table: &EventTable, unit: Unit) -> Result<(Self, Vec<usize>), Error> {
        let key = match unit {
            Unit::Customer => &table.customer,
            Unit::Case => &table.case,
            Unit::Account => &table.account,
            Unit::Session => &table.session,
        };
        let known = with_activity(key, &table.activity);
        let (journey_of, ids) = by_arrival(known.as_ref().unwrap_or(key), &table.arrival);
        if ids.is_empty() && !table.time.is_empty() {
            return Err(refuse(
                "unit-without-ids",
                format!("no event has a {} id, so there are no journeys by {0}", unit_name(unit)),
                "choose another unit, or name the id's column at import",
            ));
        }
        let (offsets, mut order) = grouped(&journey_of, ids.len());
        sort_inside(&mut order, &offsets, table);
        let (activity_of, activities) = by_arrival(&table.activity, &table.arrival);
        let text = |codes: &Codes| {
            let (codes, values) = by_arrival(codes, &table.arrival);
            Attribute::Text { codes: gather(&codes, &order), values }
        };
        let attributes = table.attributes.par_iter().map(|(name, column)| {
            let column = match column {
                Column::Text(codes) => text(codes),
                Column::Number(numbers) => Attribute::Number(gather(numbers, &order)),
                Column::Flag(flags) => Attribute::Flag(gather(flags, &order)),
            };
            (name.clone(), column)
        });
        let codes = narrow(&activity_of, &order, activities.len());
        let journeys = Self {
            unit,
            seen: seen(&codes, &offsets),
            index: ids.iter().enumerate().map(|(ix, id)| (id.clone(), ix)).collect(),
            ids,
            codes,
            activities,
            time: gather(&table.time, &order),
            attributes: attributes.collect(),
            ids_of_events: [&table.customer, &table.case, &table.account, &table.session].map(text),
            without_id: (table.time.len() - order.len()) as u64,
            offsets,
            block_size: JOURNEYS_A_BLOCK,
        };
        Ok((journeys, order))
    }

    /// What counts as one journey here.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// How many journeys there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no journey.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Every journey, in order of first arrival.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = JourneyIx> + ExactSizeIterator + use<> {
        (0..self.len()).map(JourneyIx)
    }

    /// A journey's id: the customer's, the case's, …
    pub fn id(&self, ix: JourneyIx) -> &str {
        &self.ids[ix.0]
    }

    /// The journey with an id.
    pub fn find(&self, id: &str) -> Option<JourneyIx> {
        self.index.get(id).copied().map(JourneyIx)
    }

    /// A journey's event rows, in order.
    pub fn events(&self, ix: JourneyIx) -> Range<usize> {
        self.offsets[ix.0]..self.offsets[ix.0 + 1]
    }

    /// Which activities a journey has.
    pub(crate) fn seen(&self, ix: JourneyIx) -> Seen {
        self.seen[ix.0]
    }

    /// The journey that owns an event row.
    pub fn journey_of(&self, row: usize) -> JourneyIx {
        JourneyIx(self.offsets.partition_point(|start| *start <= row) - 1)
    }

    /// Number of event rows.
    pub fn event_count(&self) -> usize {
        self.time.len()
    }

    /// Events that were left out because they have no id of this unit, or no activity.
    pub fn without_id(&self) -> u64 {
        self.without_id
    }

    /// The names of the activities in order of first arrival.
    pub fn activities(&self) -> &[String] {
        &self.activities
    }

    /// The activity of an event row.
    pub fn activity(&self, row: usize) -> ActivityIx {
        ActivityIx(match &self.codes {
            ActivityCodes::U8(codes) => usize::from(codes[row]),
            ActivityCodes::U16(codes) => usize::from(codes[row]),
            ActivityCodes::U32(codes) => codes[row] as usize,
        })
    }

    /// The name of an event row's activity.
    pub fn activity_name(&self, row: usize) -> &str {
        &self.activities[self.activity(row).0]
    }

    /// The activity with a name.
    pub fn find_activity(&self, name: &str) -> Option<ActivityIx> {
        self.activities.iter().position(|known| known == name).map(ActivityIx)
    }

    /// The time of an event row, microseconds since 1970 UTC.
    pub fn time(&self, row: usize) -> i64 {
        self.time[row]
    }

    /// The times of all event rows.
    pub fn times(&self) -> &[i64] {
        &self.time
    }

    /// The newest time of all events.
    pub fn newest(&self) -> Option<i64> {
        self.time.par_iter().copied().max()
    }

    /// The customer of an event row.
    pub fn customer(&self, row: usize) -> Option<&str> {
        text_at(&self.ids_of_events[0], row)
    }

    /// The case (order, ticket, trace) of an event row.
    pub fn case(&self, row: usize) -> Option<&str> {
        text_at(&self.ids_of_events[1], row)
    }

    /// An attribute's column by its name. `customer`, `case`, `account` and `session` are the ids,
    /// unless an attribute has that name.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        Catalog::find_column(self, name).map(|ix| self.column(ix))
    }

    /// The names of the attributes, in the order in which they were first seen; without the ids.
    pub fn attribute_names(&self) -> impl Iterator<Item = &str> + Clone {
        self.attributes.iter().map(|(name, _)| name.as_str())
    }

    /// The column at a place.
    pub(crate) fn column(&self, ix: ColumnIx) -> &Attribute {
        match self.attributes.get(ix.0) {
            Some((_, column)) => column,
            None => &self.ids_of_events[ix.0 - self.attributes.len()],
        }
    }

    /// An attribute's column by its name, which is no id.
    pub(crate) fn own_attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, column)| column)
    }

    /// The columns of the ids.
    pub(crate) fn id_columns(&self) -> &[Attribute; 4] {
        &self.ids_of_events
    }

    /// The activities of some rows as they are kept in a file.
    pub(crate) fn activity_section(&self, rows: Range<usize>) -> Section {
        match &self.codes {
            ActivityCodes::U8(codes) => Section::U8(codes[rows].to_vec()),
            ActivityCodes::U16(codes) => Section::U16(codes[rows].to_vec()),
            ActivityCodes::U32(codes) => Section::U32(codes[rows].to_vec()),
        }
    }

    #[cfg(test)]
    pub(crate) fn activity_codes(&self) -> &ActivityCodes {
        &self.codes
    }

    /// The same in blocks of another size.
    #[cfg(test)]
    pub(crate) fn in_blocks_of(self, block_size: usize) -> Self {
        Self { block_size, ..self }
    }
}

impl Catalog for Journeys {
    fn unit(&self) -> Unit {
        self.unit
    }

    fn activities(&self) -> &[String] {
        &self.activities
    }

    fn attribute_names(&self) -> Vec<&str> {
        self.attributes.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn kind(&self, column: ColumnIx) -> Kind<'_> {
        match self.column(column) {
            Attribute::Text { values, .. } => Kind::Text(values),
            Attribute::Number(_) => Kind::Number,
            Attribute::Flag(_) => Kind::Flag,
        }
    }

    fn newest(&self) -> Option<i64> {
        self.time.par_iter().copied().max()
    }

    fn id_of(&self, journey: JourneyIx) -> Option<&str> {
        self.ids.get(journey.0).map(String::as_str)
    }

    fn without_id(&self) -> u64 {
        self.without_id
    }
}

impl Source for Journeys {
    fn blocks(&self) -> usize {
        self.len().div_ceil(self.block_size)
    }

    fn events(&self) -> u64 {
        self.time.len() as u64
    }

    fn block<'r>(
        &'r self,
        at: usize,
        needs: &Needs,
        room: &'r mut Room,
    ) -> Result<Block<'r>, Error> {
        let first = at * self.block_size;
        let last = (first + self.block_size).min(self.len());
        let start = self.offsets[first];
        let rows = start..self.offsets[last];
        // A block of so many events would not fit in memory.
        let local = |offset: &usize| u32::try_from(offset - start).unwrap_or(u32::MAX);
        room.offsets.clear();
        room.offsets.extend(self.offsets[first..=last].iter().map(local));
        room.numbers.clear();
        room.numbers.extend((first..last).map(JourneyIx));
        let cells =
            |column: &ColumnIx| (*column, Cells::of(self.column(*column)).slice(rows.clone()));
        Ok(Block {
            offsets: &room.offsets,
            journeys: JourneyNumbers::Wide(&room.numbers),
            activities: match &self.codes {
                ActivityCodes::U8(codes) => Activities::U8(&codes[rows.clone()]),
                ActivityCodes::U16(codes) => Activities::U16(&codes[rows.clone()]),
                ActivityCodes::U32(codes) => Activities::U32(&codes[rows.clone()]),
            },
            times: Times::Plain(&self.time[rows.clone()]),
            columns: needs.columns.iter().map(cells).collect(),
            facts: Facts::default(),
        })
    }
}

impl Rows for Journeys {
    fn activity(&self, row: usize) -> usize {
        Self::activity(self, row).0
    }

    fn time(&self, row: usize) -> i64 {
        self.time[row]
    }

    fn cells(&self, column: ColumnIx) -> Cells<'_> {
        Cells::of(self.column(column))
    }
}

/// A unit's name as questions write it.
pub fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Customer => "customer",
        Unit::Case => "case",
        Unit::Account => "account",
        Unit::Session => "session",
    }
}

fn text_at(column: &Attribute, row: usize) -> Option<&str> {
    match column.value(row) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

/// The codes of a column renumbered by first arrival, without values that no row has.
///
/// Codes of a table are already in that order when its rows stand in order of arrival; tables put
/// together from several shards need not be.
fn by_arrival<'c>(codes: &'c Codes, arrival: &[u64]) -> (Cow<'c, [u32]>, Vec<String>) {
    if arrival.is_sorted() {
        let mut next = 0;
        let mut in_order = codes.rows.iter().filter(|code| **code != NONE);
        let in_order = in_order.all(|code| {
            next += u32::from(*code == next);
            *code < next
        });
        if in_order && next as usize == codes.values.len() {
            return (Cow::Borrowed(&codes.rows), codes.values.clone());
        }
    }
    let mut first = vec![u64::MAX; codes.values.len()];
    for (code, arrived) in codes.rows.iter().zip(arrival) {
        if let Some(first) = first.get_mut(*code as usize) {
            *first = (*first).min(*arrived);
        }
    }
    if first.is_sorted() && first.last() != Some(&u64::MAX) {
        return (Cow::Borrowed(&codes.rows), codes.values.clone());
    }
    let mut old: Vec<usize> = (0..first.len()).filter(|code| first[*code] != u64::MAX).collect();
    old.sort_by_key(|code| first[*code]);
    let mut new = vec![NONE; first.len()];
    for (code, old) in old.iter().enumerate() {
        // Below the number of old codes, which fits.
        new[*old] = u32::try_from(code).unwrap_or(NONE);
    }
    let renumber = |code: &u32| new.get(*code as usize).copied().unwrap_or(NONE);
    (
        codes.rows.par_iter().map(renumber).collect(),
        old.into_iter().map(|code| codes.values[code].clone()).collect(),
    )
}

/// The ids without those of events that have no activity; `None` if every event has one.
fn with_activity(key: &Codes, activity: &Codes) -> Option<Codes> {
    if !activity.rows.contains(&NONE) {
        return None;
    }
    let mut key = key.clone();
    for (id, _) in key.rows.iter_mut().zip(&activity.rows).filter(|(_, code)| **code == NONE) {
        *id = NONE;
    }
    Some(key)
}

/// Rows by journey, in row order: offsets of the journeys and the rows.
fn grouped(journey_of: &[u32], journeys: usize) -> (Vec<usize>, Vec<usize>) {
    let mut offsets = vec![0; journeys + 1];
    for journey in journey_of.iter().filter(|journey| **journey != NONE) {
        offsets[*journey as usize + 1] += 1;
    }
    for journey in 0..journeys {
        offsets[journey + 1] += offsets[journey];
    }
    let mut next = offsets.clone();
    let mut order = vec![0; offsets[journeys]];
    for (row, journey) in journey_of.iter().enumerate().filter(|(_, journey)| **journey != NONE) {
        let place = &mut next[*journey as usize];
        order[*place] = row;
        *place += 1;
    }
    (offsets, order)
}

fn sort_inside(order: &mut [usize], offsets: &[usize], table: &EventTable) {
    const JOURNEYS_A_TASK: usize = 4096;
    let mut rest = order;
    let mut tasks = Vec::new();
    for bounds in (0..offsets.len() - 1).collect::<Vec<_>>().chunks(JOURNEYS_A_TASK) {
        let offsets = &offsets[bounds[0]..=bounds[0] + bounds.len()];
        let (mine, others) = rest.split_at_mut(offsets[bounds.len()] - offsets[0]);
        tasks.push((offsets, mine));
        rest = others;
    }
    tasks.into_par_iter().for_each(|(offsets, rows)| {
        for bounds in offsets.windows(2) {
            rows[bounds[0] - offsets[0]..bounds[1] - offsets[0]]
                .sort_by_key(|row| (table.time[*row], table.arrival[*row]));
        }
    });
}

/// What each journey has, from its rows.
fn seen(codes: &ActivityCodes, offsets: &[usize]) -> Vec<Seen> {
    fn of<T: Copy + Into<u32> + Sync>(codes: &[T], offsets: &[usize]) -> Vec<Seen> {
        let bit = |code: &T| 1_u64.checked_shl((*code).into()).unwrap_or(0);
        let journey = |ends: &[usize]| {
            Seen(codes[ends[0]..ends[1]].iter().fold(0, |seen, code| seen | bit(code)))
        };
        offsets.par_windows(2).map(journey).collect()
    }
    match codes {
        ActivityCodes::U8(codes) => of(codes, offsets),
        ActivityCodes::U16(codes) => of(codes, offsets),
        ActivityCodes::U32(codes) => of(codes, offsets),
    }
}

fn gather<T: Copy + Send + Sync>(column: &[T], order: &[usize]) -> Vec<T> {
    // An id that the source does not have may be an empty column.
    if column.is_empty() {
        return Vec::new();
    }
    order.par_iter().map(|row| column[*row]).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "every code is below the number of activities, which is compared with the width"
)]
fn narrow(codes: &[u32], order: &[usize], activities: usize) -> ActivityCodes {
    if activities <= 1 << 8 {
        ActivityCodes::U8(order.par_iter().map(|row| codes[*row] as u8).collect())
    } else if activities <= 1 << 16 {
        ActivityCodes::U16(order.par_iter().map(|row| codes[*row] as u16).collect())
    } else {
        ActivityCodes::U32(gather(codes, order))
    }
}
