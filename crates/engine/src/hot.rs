//! The hot form: all events of one unit's journeys in a file made for scanning, block by block.
//!
//! It is made from the shards and holds nothing that they do not: a file that is missing, damaged or of older
//! data is made anew. A block holds about [`EVENTS`] events of whole journeys, each column as narrow as the
//! values of the block allow (`layout.rs`, `packed.rs`). Opening it reads the directory only. What a question
//! touches is read when it is first asked for, and stays in memory up to a limit.

mod base;
mod build;
mod index;
mod later;
mod layout;
mod overlay;
mod packed;
#[cfg(test)]
mod tests;

pub(crate) use build::{Plan, build};
pub(crate) use layout::Stamp;
pub(crate) use overlay::stretches;
pub(crate) use packed::{Coarse, GatheredTimes, Lengths, Packed, PackedTimes, Section};

use crate::ask::{Settings, ask_of};
use crate::block::{Block, JourneyNumbers, Needs, Room, Source};
use crate::catalog::{Catalog, ID_NAMES, Kind};
use crate::cells::Gathered;
use crate::error::Error;
use crate::idle::learned;
use crate::journeys::{ColumnIx, JourneyIx, unit_name};
use crate::manifest::{AttributeEntry, AttributeType};
use crate::run::{Later, Shelf};
use crate::scope::Bound;
use crate::table::EventTable;
use base::Base;
use layout::{Kept, KeptColumn, Meta};
use overlay::Overlay;
use std::path::Path;
use std::sync::Arc;
use wayline_model::answer::Answer;
use wayline_model::question::{Question, Scope, Unit};

/// Events that a block holds, unless a single journey has more.
const EVENTS: usize = 4_096;
/// Journeys in a file made for scanning, and what came later.
#[derive(Clone, Debug)]
pub struct Hot {
    base: Arc<Base>,
    overlay: Option<Arc<Overlay>>,
    /// Whether partials are kept for the time after the next events.
    keeps: bool,
}

impl Hot {
    /// Opens a hot file, of which so many bytes are kept in memory once they were read; `None` where there is none
    /// that can be used: it is then to be made.
    pub(crate) fn open(path: &Path, limit: usize) -> Option<Self> {
        Some(Self { base: Arc::new(Base::open(path, limit)?), overlay: None, keeps: false })
    }

    /// How long journeys may be idle, for the file to keep.
    fn learned(&self) -> Result<Meta, Error> {
        let bound = Bound::new(self, &Scope::default(), &Settings::default())?;
        Ok(Meta { limits_us: learned(&bound)?, ..self.base.meta.clone() })
    }

    /// The same, keeping what it folds for some questions, so that they are answered at once after few new events.
    #[must_use]
    pub fn keeping(self) -> Self {
        Self { keeps: true, ..self }
    }

    /// The file without what came later.
    pub(crate) fn without_later(&self) -> Self {
        Self { overlay: None, ..self.clone() }
    }

    /// Checksums of the files it was made of, in their order.
    pub(crate) fn covers(&self) -> &[String] {
        &self.base.meta.covers
    }

    /// What counts as one journey.
    pub fn of_unit(&self) -> Unit {
        self.base.meta.unit
    }

    /// Sizes and times of change of those files when it was made.
    pub(crate) fn stamps(&self) -> &[Stamp] {
        &self.base.meta.stamps
    }

    /// How many events.
    pub fn event_count(&self) -> u64 {
        self.base.meta.events + self.overlay.as_deref().map_or(0, |overlay| overlay.events)
    }

    /// How many journeys.
    pub fn journeys(&self) -> u64 {
        self.base.meta.journeys + self.overlay.as_deref().map_or(0, Overlay::added)
    }

    /// The same with events that came later than all of the file, with the same attributes.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn extended(mut self, new: &EventTable) -> Result<Self, Error> {
        self.overlay = Some(Arc::new(Overlay::of(&self, new)?));
        Ok(self)
    }

    /// Whether the file has all columns of these events.
    pub(crate) fn has_columns_of(&self, new: &EventTable, attributes: &[AttributeEntry]) -> bool {
        let same = |(kept, entry): (&KeptColumn, &AttributeEntry)| {
            let kind = match entry.kind {
                AttributeType::Text => Kept::Text,
                AttributeType::Number => Kept::Number,
                AttributeType::Flag => Kept::Flag,
            };
            kept.name == entry.name && kept.kind == kind
        };
        let own = unit_name(self.base.meta.unit);
        let ids = [&new.customer, &new.case, &new.account, &new.session];
        attributes.len() == self.base.meta.attributes.len()
            && self.base.meta.attributes.iter().zip(attributes).all(same)
            && ID_NAMES.iter().zip(ids).all(|(name, codes)| {
                let kept = || self.base.meta.ids.iter().any(|kept| kept.name == *name);
                *name == own || codes.values.is_empty() || kept()
            })
    }

    /// The values of a column of text, those of the overlay included.
    fn text_values(&self, at: usize) -> &[String] {
        let old = self.base.values(at);
        match (self.overlay.as_deref(), self.base.columns().nth(at)) {
            (Some(overlay), Some(column)) => overlay.values(at, &column.name, old),
            _ => old,
        }
    }

    /// The unit's own id at every event, as codes.
    fn own_ids(&self, column: ColumnIx, offsets: &[u32], numbers: JourneyNumbers<'_>) -> Gathered {
        let name = ID_NAMES.get(column.0.wrapping_sub(self.base.meta.attributes.len()));
        if name.is_none_or(|name| *name != unit_name(self.base.meta.unit)) {
            return Gathered::Text(Vec::new());
        }
        let (all, _) = self.all_ids();
        let mut codes = Vec::new();
        for (number, rows) in numbers.iter().zip(offsets.windows(2)) {
            let code = all.binary_search(&(number.0 as u64)).ok();
            let code = code.and_then(|code| u32::try_from(code).ok());
            let rows = (rows[1] - rows[0]) as usize;
            codes.extend(std::iter::repeat_n(code.unwrap_or(crate::table::NONE), rows));
        }
        Gathered::Text(codes)
    }

    /// A block of the file.
    fn base_block<'r>(
        &'r self,
        at: usize,
        needs: &Needs,
        room: &'r mut Room,
    ) -> Result<Block<'r>, Error> {
        self.base.block(at, needs, room, &|column, offsets, numbers| {
            self.own_ids(column, offsets, numbers)
        })
    }

    /// What could not be read of the names while a question was understood.
    pub(crate) fn broken(&self) -> Option<&Error> {
        self.base.broken.get()
    }

    /// The numbers of all journeys in order, with their ids.
    fn all_ids(&self) -> &(Vec<u64>, Vec<String>) {
        let Some(overlay) = &self.overlay else { return self.base.all_ids() };
        overlay.all_ids.get_or_init(|| {
            let (numbers, ids) = self.base.all_ids();
            let mut all: Vec<(u64, String)> =
                numbers.iter().copied().zip(ids.iter().cloned()).collect();
            all.extend(overlay.new_ids());
            all.sort_unstable();
            all.into_iter().unzip()
        })
    }

    /// Answers a question, as [`crate::ask::ask`] does.
    ///
    /// # Errors
    /// As [`crate::ask::ask`], and when the file cannot be read or is damaged: it is then to be made anew.
    pub fn ask(&self, question: &Question, settings: &Settings) -> Result<Answer, Error> {
        let answer = ask_of(self, question, settings);
        match self.broken() {
            None => answer,
            Some(error) => Err(self.base.damaged(&error.to_string())),
        }
    }
}

impl Catalog for Hot {
    fn unit(&self) -> Unit {
        self.base.meta.unit
    }

    fn activities(&self) -> &[String] {
        self.overlay.as_deref().map_or(&self.base.meta.activities, |overlay| &overlay.activities)
    }

    fn attribute_names(&self) -> Vec<&str> {
        self.base.meta.attributes.iter().map(|column| column.name.as_str()).collect()
    }

    fn kind(&self, column: ColumnIx) -> Kind<'_> {
        let Some(at) = self.base.kept_column(column) else {
            return Kind::Text(
                match ID_NAMES.get(column.0.wrapping_sub(self.base.meta.attributes.len())) {
                    Some(name) if *name == unit_name(self.base.meta.unit) => &self.all_ids().1,
                    _ => &[],
                },
            );
        };
        match self.base.columns().nth(at) {
            Some(KeptColumn { kind: Kept::Text, .. }) => Kind::Text(self.text_values(at)),
            Some(KeptColumn { kind: Kept::Number, .. }) => Kind::Number,
            Some(KeptColumn { kind: Kept::Flag, .. }) => Kind::Flag,
            _ => Kind::Text(&[]),
        }
    }

    fn newest(&self) -> Option<i64> {
        self.base.meta.newest.max(self.overlay.as_deref().and_then(|overlay| overlay.newest))
    }

    fn oldest(&self) -> Option<i64> {
        let file = self.base.entries.iter().map(|entry| entry.scale.base).min();
        let later = self.overlay.as_deref().and_then(Overlay::oldest);
        file.into_iter().chain(later).min()
    }

    fn limits_us(&self) -> Option<&[i64]> {
        // What is kept of them is to be folded too.
        if self.keeps && self.overlay.is_none() {
            return None;
        }
        let limits = match &self.overlay {
            None => &self.base.meta.limits_us,
            Some(overlay) => overlay.limits_us.get()?,
        };
        (limits.len() == Catalog::activities(self).len()).then_some(limits)
    }

    fn keep_limits_us(&self, limits_us: &[i64]) {
        if let Some(overlay) = &self.overlay {
            let _ = overlay.limits_us.set(limits_us.to_vec());
        }
    }

    fn id_of(&self, journey: JourneyIx) -> Option<&str> {
        if let Some(id) = self.overlay.as_deref().and_then(|overlay| overlay.id_of(journey)) {
            return Some(id);
        }
        let (numbers, ids) = self.all_ids();
        numbers.binary_search(&(journey.0 as u64)).ok().map(|at| ids[at].as_str())
    }

    fn without_id(&self) -> u64 {
        self.base.meta.without_id + self.overlay.as_deref().map_or(0, |overlay| overlay.without_id)
    }
}

impl Source for Hot {
    fn events(&self) -> u64 {
        self.event_count()
    }

    fn blocks(&self) -> usize {
        self.base.entries.len() + self.overlay.as_deref().map_or(0, Overlay::blocks)
    }

    fn shelf(&self) -> Option<&Shelf> {
        // A name that the file does not know has no place in what was kept.
        let names = |overlay: &Overlay| overlay.activities.len() == self.base.meta.activities.len();
        let same = self.overlay.as_deref().is_none_or(names);
        (self.keeps && same).then_some(&self.base.shelf)
    }

    fn later(&self) -> Option<Later<'_>> {
        let overlay = self.overlay.as_deref()?;
        self.keeps.then(|| later::parts(self, overlay))
    }

    fn skipped(&self, at: usize) -> &[u32] {
        self.overlay.as_deref().map_or(&[], |overlay| overlay.skipped(at))
    }

    fn block<'r>(
        &'r self,
        at: usize,
        needs: &Needs,
        room: &'r mut Room,
    ) -> Result<Block<'r>, Error> {
        match (&self.overlay, at.checked_sub(self.base.entries.len())) {
            (Some(overlay), Some(at)) => overlay.block(self, at, needs, room),
            _ => self.base_block(at, needs, room),
        }
    }
}
