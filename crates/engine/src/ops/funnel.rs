//! `funnel`: how many journeys go through the steps, within a window from the entry.
//!
//! **How.** `order` ordered: in order, other events may lie between; strict: nothing between; any: in
//! any order. `entry` best: any entry, and the longest chain counts; first: only the first entry. A chain
//! ends at most `within` after its entry, the end included. One event may fill several equal steps
//! unless `once`. With `hold` all events of a chain have the same value; an event without one fills no step.
//! Waits are those of the chain that first got furthest.
//!
//! An event of `exclude` breaks the chains that are under way: those entered before it whose window is open and that
//! are not whole (with `hold`, those of its value; without a value, all). `exclusion` `drop_entry`: such a chain keeps
//! the steps it has, and later entries may get further; `drop_journey`: the journey counts at no step.
//!
//! A journey that did not finish is `open` while its latest unbroken entry's window reaches beyond the data
//! (without a window: while it is open by its idle limit). Rates leave out whoever is still open on
//! the way to the step.
//!
//! **Example.** `{"op": "funnel", "steps": ["view", "cart", "pay"], "within": "7d", "exclude": ["remove"], "hold": "item"}`.
//!
//! **Limits.** At most 32 steps; none of them is excluded.
//!
//! **Reference.** `ClickHouse`'s `windowFunnel` (and its `strict_once` for `once`); but there events of
//! equal time are taken in the order of the steps, here in the order of arrival. Mixpanel's exclusion steps and its
//! property held constant.

mod chain;
mod guarded;
mod marked;
mod plan;
mod values;

use super::{Context, seconds, take_back};
use crate::bits::flag_activities;
use crate::block::Block;
use crate::cells::Cells;
use crate::idle::Ending;
use crate::journeys::ColumnIx;
use crate::ranks::{Bracket, EVERYWHERE, Ranks, around};
use crate::run::{Folded, Operator, Parts, Retract, Rounds, Scratch};
use crate::trace::{Code, Newest, Trace};
use chain::{Outcome, Room};
use marked::{Marked, Seen};
pub(crate) use plan::{Course, Plan, STEPS};
use serde_json::{Value, json};
use wayline_model::question::Exclusion;

/// The operator.
#[derive(Clone)]
pub(crate) struct Funnel<'a> {
    pub(crate) context: Context<'a>,
    pub(crate) course: Course,
    /// The column that is held, if any.
    pub(crate) held: Vec<ColumnIx>,
    /// Where the latest entry that may still get further is looked for.
    entered: Bracket,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Partial {
    /// Per step: journeys that got to it and no further.
    furthest: Vec<u64>,
    /// Those of them that are open by their idle limit; of use without a window.
    idle: Vec<u64>,
    /// The latest entries of those of them that may still get further; of use with a window.
    entries: Vec<Ranks<1>>,
    /// Journeys that were left out.
    excluded: u64,
    /// Per step: the waits since the step before.
    waits: Vec<Ranks<1>>,
    room: Room,
}

impl<'a> Funnel<'a> {
    pub(crate) fn new(context: Context<'a>, course: Course, held: Vec<ColumnIx>) -> Self {
        let funnel = Self { context, course, held, entered: EVERYWHERE };
        Self { entered: around(funnel.cut()), ..funnel }
    }

    /// Adds a journey: `steps` are those of its events that matter to the plan, `ending` tells how it ends.
    fn add<A: Code>(
        &self,
        partial: &mut Partial,
        steps: &Trace<'_, A>,
        ending: impl FnOnce() -> Ending,
    ) {
        let chain = match self.course.longest(&mut partial.room, steps) {
            Outcome::Never => return,
            Outcome::Dropped => {
                partial.excluded += 1;
                return;
            }
            Outcome::Got(chain) => chain,
        };
        let furthest = chain.length - 1;
        partial.furthest[furthest] += 1;
        if let (Some(entry), true) = (chain.last_entry, chain.length < self.course.plan.steps.len())
        {
            // Whether it may still get further.
            if self.course.plan.within_us.is_some() {
                partial.entries[furthest].push(entry);
            } else if ending() == Ending::Open {
                partial.idle[furthest] += 1;
            }
        }
        for step in 1..chain.length {
            let (before, at) = (partial.room.places[step - 1], partial.room.places[step]);
            partial.waits[step].push(steps.times[at].saturating_sub(steps.times[before]));
        }
    }

    /// Adds all journeys of a block by its marked events, and leaves those to be added one by one of which the exact times
    /// tell.
    fn add_marked<A: Code>(
        &self,
        parts: &mut Parts<'_, Partial>,
        lanes: &[u8],
        scratch: &mut Scratch,
        block: &Block<'_>,
        codes: &[A],
    ) {
        let Scratch { flags, bits, more_bits, rows, coarse, looked_at, .. } = scratch;
        let (first, later) = (bits, more_bits);
        let steps = &self.course.plan.steps;
        flag_activities(&steps[..1], codes, flags);
        first.of_flags(flags);
        flag_activities(&steps[1..], codes, flags);
        later.of_flags(flags);
        let coarse = block.times.coarse(coarse);
        let mut room = marked::Room::new();
        let marked = Marked::new(&self.course, lanes, codes, (first, later), coarse);
        looked_at.clear();
        rows.clear();
        for journey in 0..block.len() {
            let all = block.rows(journey);
            let length = match marked.longest(all.clone(), &mut room) {
                Seen::Never => continue,
                Seen::Got(length) => length,
                Seen::Unsure => {
                    first.rows_of_both(later, all, rows);
                    looked_at.push((journey, rows.len()));
                    continue;
                }
            };
            let Some(partial) = parts.of(journey) else { continue };
            partial.furthest[length - 1] += 1;
            if length < steps.len() {
                let last = first.last(all.end);
                let entries = &mut partial.entries[length - 1];
                if !entries.push_below(coarse.end(coarse.numbers[last])) {
                    entries.push(block.times.at(last));
                }
            }
            let mut before = room.places[0];
            for (waits, at) in partial.waits.iter_mut().zip(&room.places).skip(1) {
                waits.push(block.times.at(*at).wrapping_sub(block.times.at(before)));
                before = *at;
            }
        }
    }

    /// Leaves all journeys to be added one by one.
    fn mark_all<A: Code>(&self, scratch: &mut Scratch, block: &Block<'_>, codes: &[A]) {
        let Scratch { flags, bits, rows, looked_at, .. } = scratch;
        self.course.mark_all(codes, flags);
        bits.of_flags(flags);
        bits.rows(rows);
        let rank = |offset: u32| bits.rank(offset as usize);
        let before = rank(block.offsets[0]);
        rows.truncate(rank(block.offsets[block.len()]));
        rows.drain(..before);
        looked_at.clear();
        let ends = block.offsets[1..].iter().map(|end| rank(*end) - before);
        looked_at.extend((0..block.len()).zip(ends));
    }

    /// Adds the journeys that are looked at one by one: `rows` are those of their events that matter, and of each it is
    /// said where its own end.
    fn each<A: Code>(
        &self,
        parts: &mut Parts<'_, Partial>,
        scratch: &mut Scratch,
        block: &Block<'_>,
        codes: &[A],
    ) {
        let Scratch { rows, times, column, looked_at, .. } = scratch;
        if rows.is_empty() {
            return;
        }
        block.times.gather(rows, times);
        let steps: Vec<A> = rows.iter().map(|row| codes[*row as usize]).collect();
        let mut held = &Cells::Text(&[]);
        let cells;
        if let Some(of) = self.held.first() {
            column.gather(&block.cells(*of), rows);
            cells = column.cells();
            held = &cells;
        }
        let mut start = 0;
        for (journey, end) in looked_at.iter().copied() {
            let own = start..end;
            start = end;
            if own.is_empty() {
                continue;
            }
            let Some(partial) = parts.of(journey) else { continue };
            let all = block.rows(journey);
            let newest = Newest { times: block.times, row: all.end - 1 };
            let trace = Trace {
                journey: block.journeys.at(journey),
                activities: &steps[own.clone()],
                times: &times[own.clone()],
                newest,
                columns: &[held.slice(own)],
            };
            let whole = || Trace { activities: &codes[all], times: &[], columns: &[], ..trace };
            self.add(partial, &trace, || self.context.endings.of_trace(&whole()));
        }
    }

    /// The windows of entries before this have ended.
    fn cut(&self) -> i64 {
        let within = self.course.plan.within_us.unwrap_or(0);
        self.context.seen_through.saturating_sub(within).saturating_add(1)
    }

    /// By step: those who got to it and no further, and are open.
    fn open(&self, partial: &Partial) -> Vec<u64> {
        let open = |(idle, entries): (&u64, &Ranks<1>)| {
            // The last round missed none.
            let ended = entries.below(0, self.cut()).unwrap_or(entries.count());
            idle + entries.count() - ended
        };
        partial.idle.iter().zip(&partial.entries).map(open).collect()
    }
}

impl Operator for Funnel<'_> {
    const TIMES: bool = false;

    type Partial = Partial;
    type Answer = Value;

    fn columns(&self) -> &[ColumnIx] {
        &self.held
    }

    fn begin(&self) -> Partial {
        let steps = self.course.plan.steps.len();
        Partial {
            furthest: vec![0; steps],
            idle: vec![0; steps],
            entries: vec![Ranks::new([self.entered]); steps],
            waits: vec![Ranks::new([EVERYWHERE]); steps],
            ..Partial::default()
        }
    }

    /// Most events are no step: they are left out for all journeys of a block at once.
    fn block<A: Code>(
        &self,
        parts: &mut Parts<'_, Partial>,
        scratch: &mut Scratch,
        block: &Block<'_>,
        codes: &[A],
    ) {
        if let Some(lanes) = &self.course.lanes {
            self.add_marked(parts, lanes, scratch, block, codes);
        } else {
            self.mark_all(scratch, block, codes);
        }
        self.each(parts, scratch, block, codes);
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        into.excluded += from.excluded;
        for step in 0..from.furthest.len() {
            into.furthest[step] += from.furthest[step];
            into.idle[step] += from.idle[step];
        }
        let entries = into.entries.iter_mut().zip(from.entries);
        for (into, from) in into.waits.iter_mut().zip(from.waits).chain(entries) {
            into.merge(from);
        }
    }

    fn finish(&self, mut partial: Partial) -> Value {
        let plan = &self.course.plan;
        let open = self.open(&partial);
        let open_before = |step: usize| open[..step].iter().sum::<u64>();
        let counts: Vec<u64> =
            (0..partial.furthest.len()).map(|step| partial.furthest[step..].iter().sum()).collect();
        let steps: Vec<Value> = plan
            .steps
            .iter()
            .enumerate()
            .map(|(step, activity)| {
                let from_previous = step
                    .checked_sub(1)
                    .map(|before| self.context.rate(counts[step], counts[before] - open[before]));
                json!({
                    "name": self.context.names[*activity],
                    "count": counts[step],
                    "open": open[step],
                    "from_start": self.context.rate(counts[step], counts[0] - open_before(step)),
                    "from_previous": from_previous,
                    "median_s": partial.waits[step].percentile_s(0, 50).ok().flatten(),
                })
            })
            .collect();
        let mut answer = json!({
            "within_s": plan.within_us.map(|us| seconds(i128::from(us))),
            "steps": steps,
        });
        if !plan.exclude.is_empty() && plan.exclusion == Exclusion::DropJourney {
            answer["excluded"] = partial.excluded.into();
        }
        answer
    }
}

impl Rounds for Funnel<'_> {
    /// Waits are few beside events and are kept whole.
    fn seeks(&self) -> bool {
        false
    }

    fn narrowed(&self, _: Folded<Partial>) -> Self {
        self.clone()
    }

    fn again(&self, found: &mut Folded<Partial>) -> Option<Self> {
        let parts = found.parts.iter().flat_map(|(_, part)| &part.partial.entries);
        let missed = parts.map(|entries| entries.below(0, self.cut())).find_map(Result::err)?;
        Some(Self { entered: missed, ..self.clone() })
    }
}

impl Retract for Funnel<'_> {
    fn aligned(&self, kept: &Folded<Partial>) -> Self {
        let first = kept.parts.iter().find_map(|(_, part)| part.partial.entries.first());
        let entered = first.map_or(self.entered, |entries| entries.brackets()[0]);
        Self { entered, ..self.clone() }
    }

    fn retract(&self, into: &mut Partial, were: Partial, _: Option<&Partial>) -> bool {
        // Without a window, who is open changes with the limits and the newest event.
        if self.course.plan.within_us.is_none() {
            return false;
        }
        take_back(&mut into.furthest, &were.furthest);
        into.excluded = into.excluded.saturating_sub(were.excluded);
        let entries = into.entries.iter_mut().zip(were.entries);
        for (into, were) in into.waits.iter_mut().zip(were.waits).chain(entries) {
            into.retract(were);
        }
        true
    }

    fn keep(&self, partial: &mut Partial) {
        partial.waits.iter_mut().chain(&mut partial.entries).for_each(Ranks::keep);
    }
}
