//! `pattern`: how many journeys have a sequence of events that a pattern describes.
//!
//! **How.** The pattern becomes an automaton with one bit a place. Matches do not overlap: the earliest
//! first event, then to it the earliest last event, then on behind it. A match has at least one event.
//!
//! **Example.** `{"op": "pattern", "pattern": "cart->[^pay]*->path_end"}`: a cart, and no payment until the end.
//!
//! **Limits.** At most 63 places. The length of every match is kept until the end, eight bytes a match: the median is exact.
//!
//! **Reference.** The language is that of Retentioneering's path patterns; G. Navarro and M. Raffinot, Flexible Pattern Matching in Strings (2002), 4.2.

mod automaton;
mod parse;

use super::Context;
use crate::catalog::Catalog;
use crate::journeys::JourneyIx;
use crate::run::Operator;
use crate::span::rfc3339;
use crate::stats::quantile::percentile_s;
use crate::trace::{Code, Trace};
pub(crate) use automaton::Automaton;
use serde_json::{Value, json};

/// How many first matches are listed.
const LISTED: usize = 20;

/// The operator.
pub(crate) struct Pattern<'a> {
    pub(crate) context: Context<'a>,
    pub(crate) names: &'a dyn Catalog,
    pub(crate) automaton: Automaton,
}

#[derive(Debug, Default)]
pub(crate) struct Partial {
    journeys: u64,
    matched: u64,
    lengths_us: Vec<i64>,
    /// The first matches of the journeys that arrived first, in that order.
    first: Vec<First>,
    /// Room for one journey.
    begins: Vec<bool>,
}

#[derive(Clone, Copy, Debug)]
struct First {
    journey: JourneyIx,
    /// From 1.
    position: usize,
    events: usize,
    start: i64,
    end: i64,
}

impl Partial {
    fn list(&mut self, first: First) {
        if self.first.len() == LISTED
            && self.first.last().is_some_and(|last| last.journey < first.journey)
        {
            return;
        }
        let at = self.first.partition_point(|known| known.journey < first.journey);
        self.first.insert(at, first);
        self.first.truncate(LISTED);
    }
}

impl Operator for Pattern<'_> {
    type Partial = Partial;
    type Answer = Value;

    fn begin(&self) -> Partial {
        Partial::default()
    }

    fn trace<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) {
        let Partial { lengths_us, begins, .. } = partial;
        let mut first = None;
        self.automaton.matches(trace.activities, begins, |events| {
            let (start, end) = (trace.times[events.start], trace.times[events.end - 1]);
            lengths_us.push(end.saturating_sub(start));
            first.get_or_insert(First {
                journey: trace.journey,
                position: events.start + 1,
                events: events.len(),
                start,
                end,
            });
        });
        partial.journeys += 1;
        if let Some(first) = first {
            partial.matched += 1;
            partial.list(first);
        }
    }

    fn merge(&self, into: &mut Partial, mut from: Partial) {
        into.journeys += from.journeys;
        into.matched += from.matched;
        into.lengths_us.append(&mut from.lengths_us);
        for first in from.first {
            into.list(first);
        }
    }

    fn finish(&self, mut partial: Partial) -> Value {
        let first = |first: &First| {
            json!({
                "journey": self.names.id_of(first.journey),
                "position": first.position,
                "events": first.events,
                "start": rfc3339(first.start),
                "end": rfc3339(first.end),
            })
        };
        json!({
            "count": partial.matched,
            "rate": self.context.rate(partial.matched, partial.journeys),
            "matches": partial.lengths_us.len(),
            "median_s": percentile_s(&mut partial.lengths_us, 50),
            "first": partial.first.iter().map(first).collect::<Vec<_>>(),
        })
    }
}
