//! Folds an operator over journeys: in any split, on any number of threads, with the same result.

mod fold;
mod groups;
mod kept;
mod rounds;
mod scratch;
mod view;

#[cfg(test)]
pub(crate) use fold::fold_pieces;
pub(crate) use fold::{Folded, Part, fold};
pub(crate) use groups::Parts;
pub(crate) use kept::{Later, Retract, Shelf, fold_kept};
pub(crate) use rounds::{Rounds, fold_in_rounds};
pub(crate) use scratch::Scratch;

use crate::block::Block;
use crate::journeys::{ColumnIx, JourneyIx};
use crate::scope::Group;
use crate::trace::{Code, Trace};

/// An operator is a fold over journeys.
///
/// Laws, which a property test holds every operator to: `merge` is associative and commutative as
/// far as `finish` can tell, what `begin` gives is its identity, and any split of the journeys gives
/// the same answer. So partials hold integers only; floats appear in `finish`.
pub(crate) trait Operator: Sync {
    /// Whether blocks carry the times of their events as they are; if not, they can be looked up, or seen to a step.
    const TIMES: bool = true;

    /// What is known of the journeys folded so far.
    type Partial: Send;
    /// What the operator answers.
    type Answer;

    /// The columns whose values the traces carry, in this order.
    fn columns(&self) -> &[ColumnIx] {
        &[]
    }

    /// What is known before the first journey.
    fn begin(&self) -> Self::Partial;

    /// What is known of a group before its first journey.
    fn begin_for(&self, _: Group) -> Self::Partial {
        self.begin()
    }

    /// Adds one journey. Every journey is added once, to one partial. Not asked of operators with a `block` of their own.
    fn trace<A: Code>(&self, _: &mut Self::Partial, _: &Trace<'_, A>) {}

    /// Adds all journeys of a block, each to its partial. By default one by one as `trace` does; for what is faster
    /// over all events at once.
    fn block<A: Code>(
        &self,
        parts: &mut Parts<'_, Self::Partial>,
        _: &mut Scratch,
        block: &Block<'_>,
        codes: &[A],
    ) {
        view::each_trace(parts, block, codes, self.columns(), |partial, trace| {
            self.trace(partial, trace);
        });
    }

    /// Told once, when a partial has seen its last journey and before it is merged or finished. One that saw none, but
    /// is merged into, may not be told.
    fn settle(&self, _: &mut Self::Partial) {}

    /// Adds what another partial knows of other journeys.
    fn merge(&self, into: &mut Self::Partial, from: Self::Partial);

    /// The answer.
    fn finish(&self, partial: Self::Partial) -> Self::Answer;
}

/// What every answer says about its base.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tally {
    /// Journeys with a visible event.
    pub(crate) journeys: u64,
    /// Visible events.
    pub(crate) events: u64,
    /// Events hidden by `only`.
    pub(crate) hidden: u64,
    /// Visible events at the very time of the one before.
    pub(crate) ties: u64,
    /// The newest visible event.
    pub(crate) newest: i64,
    /// The first journey, by arrival.
    pub(crate) first: JourneyIx,
}

impl Default for Tally {
    fn default() -> Self {
        let first = JourneyIx(usize::MAX);
        Self { journeys: 0, events: 0, hidden: 0, ties: 0, newest: i64::MIN, first }
    }
}

impl Tally {
    /// Adds a journey of a block, all of whose events are visible.
    #[inline]
    fn add_journey(&mut self, block: &Block<'_>, journey: usize) {
        let rows = block.rows(journey);
        self.journeys += 1;
        self.events += rows.len() as u64;
        self.ties += block.ties(journey);
        let last = rows.end - 1;
        // Few blocks have a newer event than all before them.
        if block.facts.newest.is_none_or(|newest| newest > self.newest)
            && !block.times.is_before(last, self.newest)
        {
            self.newest = block.times.at(last);
        }
        self.first = self.first.min(block.journeys.at(journey));
    }

    fn of_block(block: &Block<'_>) -> Self {
        let each = || (0..block.len()).map(|journey| block.times.ties(block.rows(journey))).sum();
        let newest =
            || (0..block.len()).map(|journey| block.times.at(block.rows(journey).end - 1)).max();
        let first = || block.journeys.least();
        Self {
            journeys: block.len() as u64,
            events: block.events() as u64,
            hidden: 0,
            ties: block.facts.ties.unwrap_or_else(each),
            newest: block.facts.newest.or_else(newest).unwrap_or(i64::MIN),
            first: block.facts.first.or_else(first).unwrap_or(JourneyIx(usize::MAX)),
        }
    }

    /// The same with some of its journeys as they are now; `None` where it cannot be told.
    fn with(self, were: Self, are: Self) -> Option<Self> {
        // Whether another one is as new, or as early, is not known.
        let newest_gone = were.newest == self.newest && are.newest < were.newest;
        let first_gone = were.first == self.first && are.first > were.first;
        let journeys = (self.journeys + are.journeys).checked_sub(were.journeys)?;
        if journeys > 0 && were.journeys > 0 && (newest_gone || first_gone) {
            return None;
        }
        Some(Self {
            journeys,
            events: (self.events + are.events).checked_sub(were.events)?,
            hidden: (self.hidden + are.hidden).checked_sub(were.hidden)?,
            ties: (self.ties + are.ties).checked_sub(were.ties)?,
            newest: self.newest.max(are.newest),
            first: self.first.min(are.first),
        })
    }

    fn merge(&mut self, from: Self) {
        self.journeys += from.journeys;
        self.events += from.events;
        self.hidden += from.hidden;
        self.ties += from.ties;
        self.newest = self.newest.max(from.newest);
        self.first = self.first.min(from.first);
    }
}
