//! `variants`: the distinct sequences of activities and how many journeys have each.
//!
//! **How.** Where all are listed, journeys are counted in a hash map by the whole sequence. Where `top` are
//! asked for, a first round counts keys of 128 bits: a short sequence is its own key (up to 15 activities of 256 kinds),
//! of a longer one it is a hash. If one of those leads, a second round counts whole sequences: a listed count is
//! one of equal sequences, never of equal hashes. Most frequent first, then by first arrival.
//!
//! **Example.** `{"op": "variants", "top": 10, "collapse_repeats": true}`: then `a a b` is `a b`.
//!
//! **Limits.** One copy of each listed sequence is kept. `total_variants` beside `top` counts keys: two
//! long sequences of a billion would have the same one with a probability below 10⁻¹⁷.
//!
//! **Reference.** Trace variants as in process mining: W. van der Aalst, Process Mining (2016), 5.2.

mod hashes;
mod keys;

pub(crate) use hashes::{Found, Hashes};

use super::Context;
use crate::journeys::JourneyIx;
use crate::run::Operator;
use crate::trace::{Code, Trace};
pub(crate) use keys::Key;
use keys::width;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Value, json};
use std::cmp::Reverse;

/// The operator.
pub(crate) struct Variants<'a> {
    pub(crate) context: Context<'a>,
    pub(crate) collapse_repeats: bool,
    /// The keys of the sequences that are counted; all if absent.
    pub(crate) leading: Option<Leading>,
}

/// What a round over keys found of all groups.
#[derive(Clone, Debug)]
pub(crate) struct Leading {
    /// The keys that lead in any group.
    pub(crate) keys: FxHashSet<Key>,
    /// How many are listed of each group.
    pub(crate) top: usize,
}

#[derive(Debug, Default)]
pub(crate) struct Partial {
    variants: FxHashMap<Box<[u32]>, Variant>,
    /// Room for one sequence.
    sequence: Vec<u32>,
    journeys: u64,
    /// How many variants there are, where only some are counted.
    total: Option<usize>,
}

impl Partial {
    /// What a round over keys found, if these hold the whole sequences.
    pub(crate) fn of_found(found: &Found, names: usize, journeys: u64) -> Option<Self> {
        let one = |counted: &hashes::Counted| {
            let sequence = counted.key.sequence(width(names))?;
            let variant = Variant { journeys: counted.journeys, first: counted.first };
            Some((sequence.into_boxed_slice(), variant))
        };
        let variants = found.leading.iter().map(one).collect::<Option<_>>()?;
        Some(Self { variants, journeys, total: Some(found.total), ..Self::default() })
    }

    /// Says how many variants there are beside those that are counted.
    pub(crate) fn set_total(&mut self, total: usize) {
        self.total = Some(total);
    }
}

#[derive(Clone, Copy, Debug)]
struct Variant {
    journeys: u64,
    first: JourneyIx,
}

impl Operator for Variants<'_> {
    const TIMES: bool = false;

    type Partial = Partial;
    type Answer = Value;

    fn begin(&self) -> Partial {
        Partial::default()
    }

    fn trace<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) {
        partial.journeys += 1;
        if let Some(leading) = &self.leading {
            let width = width(self.context.names.len());
            let key = Key::of(trace.activities, width, self.collapse_repeats);
            if !leading.keys.contains(&key) {
                return;
            }
        }
        let sequence = &mut partial.sequence;
        sequence.clear();
        // Activity codes are 32 bits wide at most.
        sequence.extend(trace.activities.iter().map(|a| u32::try_from(a.ix()).unwrap_or(u32::MAX)));
        if self.collapse_repeats {
            sequence.dedup();
        }
        if let Some(variant) = partial.variants.get_mut(sequence.as_slice()) {
            variant.journeys += 1;
            variant.first = variant.first.min(trace.journey);
        } else {
            let variant = Variant { journeys: 1, first: trace.journey };
            partial.variants.insert(sequence.as_slice().into(), variant);
        }
    }

    #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
    fn merge(&self, into: &mut Partial, from: Partial) {
        into.journeys += from.journeys;
        for (sequence, from) in from.variants {
            into.variants
                .entry(sequence)
                .and_modify(|into| {
                    into.journeys += from.journeys;
                    into.first = into.first.min(from.first);
                })
                .or_insert(from);
        }
    }

    fn finish(&self, partial: Partial) -> Value {
        let journeys = partial.journeys;
        let total = partial.total.unwrap_or(partial.variants.len());
        let mut variants: Vec<(Box<[u32]>, Variant)> = partial.variants.into_iter().collect();
        // No two variants have the same first journey.
        variants.sort_by_key(|(_, variant)| (Reverse(variant.journeys), variant.first));
        let listed = self.leading.as_ref().map_or(usize::MAX, |leading| leading.top);
        let variants: Vec<Value> = variants
            .iter()
            .take(listed)
            .map(|(sequence, variant)| {
                let trace: Vec<&String> =
                    sequence.iter().map(|code| &self.context.names[*code as usize]).collect();
                json!({
                    "trace": trace,
                    "count": variant.journeys,
                    "share": self.context.share(variant.journeys, journeys),
                })
            })
            .collect();
        json!({ "total_variants": total, "variants": variants })
    }
}
