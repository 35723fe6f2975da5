//! What came after a hot file was made: the journeys that it touched, as they are now.
//!
//! A journey with a new event is left out of its block and stands here with all its events, the old ones and the new.
//! So an append costs what it touches, and the file stays as it is until enough has come to make it anew.

use super::Hot;
use super::layout::{Kept, KeptColumn};
use crate::block::{Activities, Block, Facts, JourneyNumbers, Needs, Room, Times};
use crate::cells::{Cells, Gathered};
use crate::error::Error;
use crate::journeys::{Attribute, ColumnIx, JourneyIx, Journeys};
use crate::table::{EventTable, NONE};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

/// Journeys of a block of the overlay.
const JOURNEYS: usize = 1024;

/// Journeys that stand in place of those of the file.
#[derive(Debug)]
pub(super) struct Overlay {
    /// The new events.
    new: Option<Journeys>,
    /// Names of all activities, with those that are new.
    pub(super) activities: Vec<String>,
    offsets: Vec<usize>,
    numbers: Vec<JourneyIx>,
    ids: Vec<String>,
    codes: Vec<u32>,
    times: Vec<i64>,
    rows: Vec<Row>,
    /// Journeys of the file's blocks that are not to be looked at, in order.
    skipped: BTreeMap<usize, Vec<u32>>,
    columns: Vec<OnceLock<Gathered>>,
    /// The values of the columns of text, with those that are new.
    values: Vec<OnceLock<Vec<String>>>,
    pub(super) newest: Option<i64>,
    /// Events more than in the file.
    pub(super) events: u64,
    pub(super) without_id: u64,
    /// The idle limits of all journeys, once they were learned.
    pub(super) limits_us: OnceLock<Vec<i64>>,
    /// The numbers and ids of all journeys, once they were asked for.
    pub(super) all_ids: OnceLock<(Vec<u64>, Vec<String>)>,
}

/// Where an event of a journey is.
#[derive(Clone, Copy, Debug)]
enum Row {
    Old { block: u32, row: u32 },
    New(usize),
}

impl Overlay {
    /// The journeys that new events touch.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn of(hot: &Hot, table: &EventTable) -> Result<Self, Error> {
        let (new, arrival) = Journeys::build_with_arrival(table, hot.base.meta.unit)?;
        let mut activities = hot.base.meta.activities.clone();
        let mut known: FxHashMap<&str, u32> = FxHashMap::default();
        for (code, name) in (0_u32..).zip(&hot.base.meta.activities) {
            known.insert(name, code);
        }
        // What the file does not know came later than all that it knows.
        let mut code_of = Vec::with_capacity(new.activities().len());
        for name in new.activities() {
            code_of.push(known.get(name.as_str()).copied().unwrap_or_else(|| {
                activities.push(name.clone());
                u32::try_from(activities.len() - 1).unwrap_or(NONE)
            }));
        }
        let columns = hot.base.meta.attributes.len() + hot.base.meta.ids.len();
        let mut overlay = Self {
            activities,
            offsets: vec![0],
            numbers: Vec::new(),
            ids: Vec::new(),
            codes: Vec::new(),
            times: Vec::new(),
            rows: Vec::new(),
            skipped: BTreeMap::new(),
            columns: (0..columns).map(|_| OnceLock::new()).collect(),
            values: (0..columns).map(|_| OnceLock::new()).collect(),
            newest: new.times().iter().copied().max(),
            events: new.event_count() as u64,
            without_id: new.without_id(),
            limits_us: OnceLock::new(),
            all_ids: OnceLock::new(),
            new: None,
        };
        let mut room = Room::default();
        for journey in new.all() {
            let own = new.events(journey);
            let mut number = arrival[own.clone()].iter().copied().min().unwrap_or(0);
            // (time, where it is, activity): the old ones first, for they arrived first.
            let mut all: Vec<(i64, Row, u32)> = Vec::new();
            if let Some(spot) = hot.base.find(new.id(journey))? {
                let read = hot.base_block(spot.block as usize, &Needs::default(), &mut room)?;
                let place = spot.journey as usize;
                number = read.journeys.at(place).0 as u64;
                for row in read.rows(place) {
                    // A block has fewer rows.
                    let at = u32::try_from(row).unwrap_or(u32::MAX);
                    let old = Row::Old { block: spot.block, row: at };
                    all.push((read.times.at(row), old, read.activity(row)));
                }
                overlay.skipped.entry(spot.block as usize).or_default().push(spot.journey);
            }
            all.extend(own.map(|row| (new.time(row), Row::New(row), code_of[new.activity(row).0])));
            all.sort_by_key(|(time, ..)| *time);
            for (time, row, code) in all {
                overlay.rows.push(row);
                overlay.codes.push(code);
                overlay.times.push(time);
            }
            overlay.offsets.push(overlay.rows.len());
            overlay.numbers.push(JourneyIx(usize::try_from(number).unwrap_or(usize::MAX)));
            overlay.ids.push(new.id(journey).to_owned());
        }
        overlay.skipped.values_mut().for_each(|journeys| journeys.sort_unstable());
        overlay.new = Some(new);
        Ok(overlay)
    }

    /// The oldest time here.
    pub(super) fn oldest(&self) -> Option<i64> {
        self.times.iter().copied().min()
    }

    /// How many blocks there are beside those of the file.
    pub(super) fn blocks(&self) -> usize {
        self.numbers.len().div_ceil(JOURNEYS)
    }

    /// The journeys of a block of the file that stand here.
    pub(super) fn skipped(&self, block: usize) -> &[u32] {
        self.skipped.get(&block).map_or(&[], Vec::as_slice)
    }

    /// The blocks with touched journeys, and which these are.
    pub(super) fn touched(&self) -> impl Iterator<Item = (usize, &[u32])> {
        self.skipped.iter().map(|(block, journeys)| (*block, journeys.as_slice()))
    }

    /// How many journeys are not in the file.
    pub(super) fn added(&self) -> u64 {
        let replaced: usize = self.skipped.values().map(Vec::len).sum();
        (self.numbers.len() - replaced) as u64
    }

    /// The id of a journey that stands here.
    pub(super) fn id_of(&self, journey: JourneyIx) -> Option<&str> {
        let at = self.numbers.iter().position(|number| *number == journey)?;
        self.ids.get(at).map(String::as_str)
    }

    /// Numbers and ids of the journeys that the file does not have.
    pub(super) fn new_ids(&self) -> impl Iterator<Item = (u64, String)> {
        let is_new = |at: &usize| {
            let rows = &self.rows[self.offsets[*at]..self.offsets[*at + 1]];
            rows.iter().all(|row| matches!(row, Row::New(_)))
        };
        let new = (0..self.numbers.len()).filter(is_new);
        new.map(|at| (self.numbers[at].0 as u64, self.ids[at].clone()))
    }

    /// The values of a column of text: those of the file, then the new ones as they came.
    pub(super) fn values<'v>(&'v self, at: usize, name: &str, old: &[String]) -> &'v [String] {
        self.values[at].get_or_init(|| {
            let mut values = old.to_vec();
            let known: FxHashSet<&str> = old.iter().map(String::as_str).collect();
            if let Some(Attribute::Text { values: new, .. }) = self.new_column(name) {
                values.extend(new.iter().filter(|new| !known.contains(new.as_str())).cloned());
            }
            values
        })
    }

    fn new_column(&self, name: &str) -> Option<&Attribute> {
        self.new.as_ref().and_then(|new| new.attribute(name))
    }

    /// A block of the journeys that stand here.
    pub(super) fn block<'r>(
        &'r self,
        hot: &'r Hot,
        at: usize,
        needs: &Needs,
        room: &'r mut Room,
    ) -> Result<Block<'r>, Error> {
        let journeys = at * JOURNEYS..((at + 1) * JOURNEYS).min(self.numbers.len());
        let rows = self.offsets[journeys.start]..self.offsets[journeys.end];
        let local = |offset: &usize| u32::try_from(offset - rows.start).unwrap_or(u32::MAX);
        room.offsets.clear();
        room.offsets.extend(self.offsets[journeys.start..=journeys.end].iter().map(local));
        let numbers = &self.numbers[journeys.clone()];
        let own =
            |column: &ColumnIx| hot.own_ids(*column, &room.offsets, JourneyNumbers::Wide(numbers));
        room.columns = needs.columns.iter().map(own).collect();
        let room: &'r Room = room;
        let mut columns = Vec::with_capacity(needs.columns.len());
        for (column, own) in needs.columns.iter().zip(&room.columns) {
            let cells = match hot.base.kept_column(*column) {
                Some(_) => self.cells(hot, *column)?.slice(rows.clone()),
                None => own.cells(),
            };
            columns.push((*column, cells));
        }
        Ok(Block {
            offsets: &room.offsets,
            journeys: JourneyNumbers::Wide(numbers),
            activities: Activities::U32(&self.codes[rows.clone()]),
            times: Times::Plain(&self.times[rows]),
            columns,
            facts: Facts::default(),
        })
    }

    /// A column's values at all rows, gathered once.
    fn cells(&self, hot: &Hot, column: ColumnIx) -> Result<Cells<'_>, Error> {
        let Some(at) = hot.base.kept_column(column) else { return Ok(Cells::Text(&[])) };
        if let Some(known) = self.columns[at].get() {
            return Ok(known.cells());
        }
        let gathered = self.gather(hot, column, at)?;
        Ok(self.columns[at].get_or_init(|| gathered).cells())
    }

    fn gather(&self, hot: &Hot, column: ColumnIx, at: usize) -> Result<Gathered, Error> {
        let Some(KeptColumn { name, kind, .. }) = hot.base.columns().nth(at) else {
            return Ok(Gathered::Text(Vec::new()));
        };
        let new = self.new_column(name);
        let mut all = match kind {
            Kept::Text => Gathered::Text(Vec::new()),
            Kept::Number => Gathered::Number(Vec::new()),
            Kept::Flag => Gathered::Flag(Vec::new()),
        };
        // The codes of the new events in the words of the whole.
        let recoded = match (kind, new) {
            (Kept::Text, Some(Attribute::Text { codes, values })) => {
                let whole = hot.text_values(at);
                let mut code_of: FxHashMap<&str, u32> = FxHashMap::default();
                code_of.extend((0_u32..).zip(whole).map(|(code, value)| (value.as_str(), code)));
                let code = |code: &u32| {
                    let value = values.get(*code as usize);
                    value.and_then(|value| code_of.get(value.as_str()).copied()).unwrap_or(NONE)
                };
                codes.iter().map(code).collect()
            }
            _ => Vec::new(),
        };
        let new = match (kind, new) {
            (Kept::Text, _) => Cells::Text(&recoded),
            (_, Some(new)) => Cells::of(new),
            (Kept::Number, None) => Cells::Number(&[]),
            (Kept::Flag, None) => Cells::Flag(&[]),
        };
        let needs = Needs { times: false, columns: vec![column] };
        let mut room = Room::default();
        let mut start = 0;
        while start < self.rows.len() {
            match self.rows[start] {
                Row::New(row) => {
                    all.push(&new, row);
                    start += 1;
                }
                Row::Old { block, .. } => {
                    let read = hot.base_block(block as usize, &needs, &mut room)?;
                    let cells = read.cells(column);
                    while let Some(Row::Old { block: same, row }) = self.rows.get(start)
                        && *same == block
                    {
                        all.push(&cells, *row as usize);
                        start += 1;
                    }
                }
            }
        }
        Ok(all)
    }
}

/// Cuts a block into the stretches of journeys that are not skipped.
pub(crate) fn stretches(journeys: usize, skipped: &[u32]) -> impl Iterator<Item = Range<usize>> {
    let ends = skipped.iter().map(|at| *at as usize).chain([journeys]);
    let mut start = 0;
    ends.map(move |end| {
        let stretch = start..end;
        start = end + 1;
        stretch
    })
    .filter(|stretch| !stretch.is_empty())
}
