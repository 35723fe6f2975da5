//! Folds an operator over journeys: in any split, on any number of threads, with the same result.

use crate::cells::{Cells, Gathered};
use crate::error::Error;
use crate::journeys::{ColumnIx, JourneyIx, with_codes};
use crate::refusal::refuse;
use crate::scope::{Bound, Group};
use crate::trace::{Code, Trace};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// An operator is a fold over journeys.
///
/// Laws, which a property test holds every operator to: `merge` is associative and commutative as
/// far as `finish` can tell, what `begin` gives is its identity, and any split of the journeys gives
/// the same answer. So partials hold integers only; floats appear in `finish`.
pub(crate) trait Operator: Sync {
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

    /// Adds one journey. Every journey is added once, to one partial.
    fn trace<A: Code>(&self, partial: &mut Self::Partial, trace: &Trace<'_, A>);

    /// Adds what another partial knows of other journeys.
    fn merge(&self, into: &mut Self::Partial, from: Self::Partial);

    /// The answer.
    fn finish(&self, partial: Self::Partial) -> Self::Answer;
}

/// How many groups an answer may be split into.
const GROUPS: usize = 1000;
/// Fewer journeys are not worth another task.
const JOURNEYS_A_TASK: usize = 512;

/// What was folded, of one group.
#[derive(Debug)]
pub(crate) struct Part<P> {
    pub(crate) partial: P,
    pub(crate) tally: Tally,
}

impl<P> Part<P> {
    fn begin<O: Operator<Partial = P>>(operator: &O) -> Self {
        Self { partial: operator.begin(), tally: Tally::default() }
    }
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
    fn of<A: Code>(trace: &Trace<'_, A>, hidden: u64) -> Self {
        Self {
            journeys: 1,
            events: trace.times.len() as u64,
            hidden,
            ties: trace.times.windows(2).filter(|pair| pair[0] == pair[1]).count() as u64,
            newest: trace.last().1,
            first: trace.journey,
        }
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

/// What a fold gives: the base of the whole answer, and the groups, largest first, then by first arrival.
#[derive(Debug)]
pub(crate) struct Folded<P> {
    /// Every journey counted once, also where it is in several groups.
    pub(crate) total: Tally,
    pub(crate) parts: Vec<(Group, Part<P>)>,
}

/// Folds an operator over all journeys in scope.
pub(crate) fn fold<O: Operator>(
    bound: &Bound<'_>,
    operator: &O,
) -> Result<Folded<O::Partial>, Error> {
    let groups = with_codes!(bound.data, |codes| {
        (0..bound.data.len())
            .into_par_iter()
            .with_min_len(JOURNEYS_A_TASK)
            .fold(
                || Fold::new(bound, operator),
                |mut state, journey| {
                    state.add(bound, operator, codes, JourneyIx(journey));
                    state
                },
            )
            .map(|state| state.groups)
            .reduce(Groups::default, |mut into, from| {
                into.merge(operator, from);
                into
            })
    });
    groups.finish()
}

/// Folds these pieces of the journeys one by one and merges them in this order: what the laws are
/// tested with.
#[cfg(test)]
pub(crate) fn fold_pieces<O: Operator>(
    bound: &Bound<'_>,
    operator: &O,
    pieces: &[Vec<usize>],
) -> Result<Folded<O::Partial>, Error> {
    let groups = with_codes!(bound.data, |codes| {
        let mut all = Groups::default();
        for piece in pieces {
            let mut state = Fold::new(bound, operator);
            for journey in piece {
                state.add(bound, operator, codes, JourneyIx(*journey));
            }
            all.merge(operator, state.groups);
        }
        all
    });
    groups.finish()
}

/// Partials by group.
struct Groups<P> {
    total: Tally,
    parts: FxHashMap<Group, Part<P>>,
}

impl<P> Default for Groups<P> {
    fn default() -> Self {
        Self { total: Tally::default(), parts: FxHashMap::default() }
    }
}

impl<P> Groups<P> {
    #[expect(clippy::iter_over_hash_type, reason = "merging does not depend on the order")]
    fn merge<O: Operator<Partial = P>>(&mut self, operator: &O, from: Self) {
        self.total.merge(from.total);
        for (group, part) in from.parts {
            let known = self.parts.entry(group).or_insert_with(|| Part::begin(operator));
            known.tally.merge(part.tally);
            operator.merge(&mut known.partial, part.partial);
        }
    }

    fn finish(self) -> Result<Folded<P>, Error> {
        if self.parts.len() > GROUPS {
            return Err(refuse(
                "too-many-groups",
                format!("`by` would split the answer into more than {GROUPS} groups"),
                "split by an attribute with fewer values, or narrow the scope with `where`",
            ));
        }
        let mut parts: Vec<_> = self.parts.into_iter().collect();
        parts.sort_by_key(|(group, part)| {
            // A journey that begins two groups at once cannot do so at the same event, save by the
            // missing value, which comes last.
            let last = *group == Group::Missing;
            (std::cmp::Reverse(part.tally.journeys), part.tally.first, last, group.code())
        });
        Ok(Folded { total: self.total, parts })
    }
}

/// The groups that one task has seen, and room for the visible events of one journey.
struct Fold<'d, P, A> {
    groups: Groups<P>,
    /// The columns that the operator asks for.
    columns: Vec<Cells<'d>>,
    shown: Vec<(Group, usize)>,
    activities: Vec<A>,
    times: Vec<i64>,
    values: Vec<Gathered>,
}

impl<'d, P, A: Code> Fold<'d, P, A> {
    fn new<O: Operator<Partial = P>>(bound: &Bound<'d>, operator: &O) -> Self {
        let columns = operator.columns().iter().map(|ix| Cells::of(bound.data.column(*ix)));
        let columns: Vec<Cells<'d>> = columns.collect();
        Self {
            groups: Groups::default(),
            values: columns.iter().map(Cells::gathered).collect(),
            columns,
            shown: Vec::new(),
            activities: Vec::new(),
            times: Vec::new(),
        }
    }

    fn add<O: Operator<Partial = P>>(
        &mut self,
        bound: &Bound<'_>,
        operator: &O,
        codes: &[A],
        journey: JourneyIx,
    ) {
        let rows = bound.rows(journey);
        // Beyond the limit the fold is refused anyway.
        if self.groups.parts.len() > GROUPS || !bound.keeps(&rows) {
            return;
        }
        let group = bound.group(&rows);
        let times = &bound.data.times()[rows.clone()];
        if bound.only.is_none() && !bound.by_step() {
            let columns: Vec<Cells<'_>> =
                self.columns.iter().map(|cells| cells.slice(rows.clone())).collect();
            let trace = Trace { journey, activities: &codes[rows], times, columns: &columns };
            let tally = Tally::of(&trace, 0);
            self.groups.total.merge(tally);
            add_to(&mut self.groups, group, operator, &trace, tally);
            return;
        }
        self.shown.clear();
        let length = rows.len();
        let shows =
            |row: &usize| bound.only.as_ref().is_none_or(|only| only.shows(bound.data, *row));
        if bound.by_step() {
            self.shown.extend(rows.filter(shows).map(|row| (bound.group_of_event(row), row)));
        } else {
            self.shown.extend(rows.filter(shows).map(|row| (group, row)));
        }
        let hidden = (length - self.shown.len()) as u64;
        if !self.shown.is_empty() {
            self.gather(bound, codes, |_| true);
            let trace =
                Trace { journey, activities: &self.activities, times: &self.times, columns: &[] };
            self.groups.total.merge(Tally::of(&trace, hidden));
        }
        while let Some((group, _)) = self.shown.first().copied() {
            self.gather(bound, codes, |other| other == group);
            self.shown.retain(|(other, _)| *other != group);
            let columns: Vec<Cells<'_>> = self.values.iter().map(Gathered::cells).collect();
            let (activities, times) = (&self.activities[..], &self.times[..]);
            let trace = Trace { journey, activities, times, columns: &columns };
            add_to(&mut self.groups, group, operator, &trace, Tally::of(&trace, hidden));
        }
    }

    /// Copies the shown rows of some groups into the room.
    fn gather(&mut self, bound: &Bound<'_>, codes: &[A], wanted: impl Fn(Group) -> bool) {
        self.activities.clear();
        self.times.clear();
        self.values.iter_mut().for_each(Gathered::clear);
        for (_, row) in self.shown.iter().filter(|(group, _)| wanted(*group)) {
            self.activities.push(codes[*row]);
            self.times.push(bound.data.time(*row));
            for (values, cells) in self.values.iter_mut().zip(&self.columns) {
                values.push(cells, *row);
            }
        }
    }
}

fn add_to<O: Operator, A: Code>(
    groups: &mut Groups<O::Partial>,
    group: Group,
    operator: &O,
    trace: &Trace<'_, A>,
    tally: Tally,
) {
    let part = groups.parts.entry(group).or_insert_with(|| Part::begin(operator));
    part.tally.merge(tally);
    operator.trace(&mut part.partial, trace);
}
