//! How journeys end: with the goal reached, left, or still open.
//!
//! An activity's idle limit is the 95 % quantile (type 7) of the waits after it, at least a day,
//! unless the project sets another. A journey whose last event lies further back than that activity's
//! limit, seen from the newest event of the data, has left; a younger one is open: it may go on.

use crate::ask::Settings;
use crate::block::Block;
use crate::catalog::Catalog;
use crate::error::Error;
use crate::journeys::{ActivityIx, JourneyIx, Journeys};
use crate::ranks::{Brackets, EVERYWHERE, Ranks};
use crate::refusal::unknown_activity;
use crate::run::{Folded, Operator, Parts, Retract, Rounds, Scratch, fold_in_rounds, fold_kept};
use crate::scope::Bound;
use crate::span::DAY;
use crate::stats::quantile::interpolated_us;
use crate::trace::{Code, Newest, Trace};
use crate::waits::Waits;
use wayline_model::question::Scope;

/// How a journey ends, as far as the data tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The goal was reached.
    Reached,
    /// Nothing followed for longer than the last activity's idle limit.
    Left,
    /// Nothing followed yet, and not for long.
    Open,
}

/// What is needed to tell how journeys end.
#[derive(Clone, Debug)]
pub struct Endings {
    limits_us: Vec<i64>,
    goals: Vec<bool>,
    has_goal: bool,
    seen_through: i64,
}

impl Endings {
    /// Learns the idle limits from all journeys.
    ///
    /// # Errors
    /// When the settings name an activity that no event has.
    pub fn of(journeys: &Journeys, settings: &Settings) -> Result<Self, Error> {
        Self::within(&Bound::new(journeys, &Scope::default(), settings)?, settings)
    }

    /// Learns them from all journeys, of the period and the visible events of a scope.
    pub(crate) fn within(bound: &Bound<'_>, settings: &Settings) -> Result<Self, Error> {
        let names = bound.names;
        let everybody = bound.everybody();
        let known = everybody.is_plain().then(|| names.limits_us()).flatten();
        let mut limits_us =
            known.map_or_else(|| learned(&everybody), |known| Ok(known.to_vec()))?;
        if everybody.is_plain() {
            names.keep_limits_us(&limits_us);
        }
        for (activity, limit_us) in &settings.idle_limits_us {
            limits_us[named(names, activity)?] = *limit_us;
        }
        let mut goals = vec![false; names.activities().len()];
        for goal in &settings.goals {
            goals[named(names, goal)?] = true;
        }
        let has_goal = !settings.goals.is_empty();
        Ok(Self { limits_us, goals, has_goal, seen_through: bound.seen_through() })
    }

    /// The shortest limits and no goal, for questions that do not ask how journeys end.
    pub(crate) fn unlearned(bound: &Bound<'_>) -> Self {
        let activities = bound.names.activities().len();
        Self {
            limits_us: vec![DAY; activities],
            goals: vec![false; activities],
            has_goal: false,
            seen_through: bound.seen_through(),
        }
    }

    /// After how many microseconds without an event a journey has left this activity.
    pub fn limit_us(&self, activity: ActivityIx) -> i64 {
        self.limits_us[activity.0]
    }

    /// How a journey ends.
    pub fn ending(&self, journeys: &Journeys, ix: JourneyIx) -> Ending {
        let rows = journeys.events(ix);
        let last = rows.end - 1;
        let reached = rows.into_iter().any(|row| self.goals[journeys.activity(row).0]);
        self.at(reached, journeys.activity(last).0, journeys.time(last))
    }

    /// How a journey ends, by its visible events.
    pub(crate) fn of_trace<A: Code>(&self, trace: &Trace<'_, A>) -> Ending {
        let last = trace.activities[trace.activities.len() - 1].ix();
        let Newest { times, row } = trace.newest;
        if self.reached(trace) {
            Ending::Reached
        } else if times.is_before(row, self.cut(last)) {
            Ending::Left
        } else {
            Ending::Open
        }
    }

    /// Whether a goal is among a journey's visible events.
    pub(crate) fn reached<A: Code>(&self, trace: &Trace<'_, A>) -> bool {
        self.has_goal && trace.activities.iter().any(|activity| self.goals[activity.ix()])
    }

    /// Who was last seen at an activity before this has left it.
    pub(crate) fn cut(&self, activity: usize) -> i64 {
        self.seen_through.saturating_sub(self.limits_us[activity])
    }

    /// Whether an activity is a goal.
    pub(crate) fn is_goal(&self, activity: usize) -> bool {
        self.goals[activity]
    }

    /// Whether any activity is a goal.
    pub(crate) fn has_goal(&self) -> bool {
        self.has_goal
    }

    fn at(&self, reached: bool, last: usize, time: i64) -> Ending {
        if reached {
            Ending::Reached
        } else if time < self.cut(last) {
            Ending::Left
        } else {
            Ending::Open
        }
    }
}

/// The limits of a scope's journeys by activity, microseconds.
pub(crate) fn learned(bound: &Bound<'_>) -> Result<Vec<i64>, Error> {
    let waits = Learning { sought: vec![[EVERYWHERE]; bound.names.activities().len()] };
    let (waits, found) = if bound.is_plain() {
        fold_kept(bound, waits, "idle limits")?
    } else {
        fold_in_rounds(bound, waits)?
    };
    let partial = found.parts.into_iter().next().map(|(_, part)| part.partial);
    Ok(waits.finish(partial.unwrap_or_else(|| waits.begin())))
}

fn named(data: &dyn Catalog, name: &str) -> Result<usize, Error> {
    let names = data.activities().iter().map(String::as_str);
    data.find_activity(name).ok_or_else(|| unknown_activity(name, names))
}

/// The waits after each activity.
#[derive(Clone)]
struct Learning {
    /// Where their 95 % quantiles are looked for.
    sought: Vec<Brackets<1>>,
}

const PERCENTS: [u32; 1] = [95];

/// The waits that were counted, and those that are being counted.
type Learned = (Vec<Ranks<1>>, Waits);

impl Operator for Learning {
    type Partial = Learned;
    type Answer = Vec<i64>;

    fn begin(&self) -> Learned {
        let none = self.sought.iter().map(|brackets| Ranks::new(*brackets)).collect();
        (none, Waits::new(self.sought.iter().copied()))
    }

    fn block<A: Code>(
        &self,
        parts: &mut Parts<'_, Learned>,
        _: &mut Scratch,
        block: &Block<'_>,
        codes: &[A],
    ) {
        let times = block.plain_times();
        parts.each_stretch(block.len(), |(_, waits), journeys| {
            let (rows, ends) = block.side_by_side(journeys);
            waits.add(&codes[rows.clone()], &times[rows], ends);
        });
    }

    fn settle(&self, (settled, waits): &mut Learned) {
        for (into, counted) in settled.iter_mut().zip(waits.take()) {
            into.merge(counted.waits);
        }
    }

    fn merge(&self, into: &mut Learned, from: Learned) {
        for (into, from) in into.0.iter_mut().zip(from.0) {
            into.merge(from);
        }
    }

    fn finish(&self, (mut settled, _): Learned) -> Vec<i64> {
        let limit = |waits: &mut Ranks<1>| match waits.around(0, PERCENTS[0]) {
            Ok(Some((low, high, part))) => DAY.max(interpolated_us(low, high, part)),
            // The last round missed none.
            Ok(None) | Err(_) => DAY,
        };
        settled.iter_mut().map(limit).collect()
    }
}

impl Retract for Learning {
    fn aligned(&self, kept: &Folded<Self::Partial>) -> Self {
        let Some((_, part)) = kept.parts.first() else { return self.clone() };
        let mut sought = self.sought.clone();
        for (sought, waits) in sought.iter_mut().zip(&part.partial.0) {
            *sought = waits.brackets();
        }
        Self { sought }
    }

    fn retract(
        &self,
        into: &mut Self::Partial,
        were: Self::Partial,
        _: Option<&Self::Partial>,
    ) -> bool {
        let same = into.0.len() == self.sought.len();
        into.0.iter_mut().zip(were.0).for_each(|(into, were)| into.retract(were));
        same
    }

    fn keep(&self, partial: &mut Self::Partial) {
        partial.0.iter_mut().for_each(Ranks::keep);
    }
}

impl Rounds for Learning {
    fn narrowed(&self, sample: Folded<Self::Partial>) -> Self {
        let Some((_, mut part)) = sample.parts.into_iter().next() else { return self.clone() };
        Self { sought: part.partial.0.iter_mut().map(|waits| waits.estimated(PERCENTS)).collect() }
    }

    fn again(&self, found: &mut Folded<Self::Partial>) -> Option<Self> {
        let (_, part) = found.parts.first_mut()?;
        let sought: Vec<_> =
            part.partial.0.iter_mut().map(|waits| waits.sought(PERCENTS)).collect();
        let missed = sought.iter().any(|(_, elsewhere)| *elsewhere);
        missed.then(|| Self { sought: sought.into_iter().map(|(brackets, _)| brackets).collect() })
    }
}
