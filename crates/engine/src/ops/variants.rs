//! `variants`: the distinct sequences of activities and how many journeys have each.
//!
//! **How.** Journeys are counted in a hash map by the whole sequence: equal hashes are compared in
//! full, so no collision can add two sequences together. Most frequent first, then by first arrival.
//!
//! **Example.** `{"op": "variants", "top": 10, "collapse_repeats": true}`: then `a a b` is `a b`.
//!
//! **Limits.** One copy of each distinct sequence is kept.
//!
//! **Reference.** Trace variants as in process mining: W. van der Aalst, Process Mining (2016), 5.2.

use super::Context;
use crate::journeys::JourneyIx;
use crate::run::Operator;
use crate::trace::{Code, Trace};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::cmp::Reverse;

/// The operator.
pub(crate) struct Variants<'a> {
    pub(crate) context: Context<'a>,
    /// How many to list.
    pub(crate) top: Option<usize>,
    pub(crate) collapse_repeats: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Partial {
    variants: FxHashMap<Box<[u32]>, Variant>,
    /// Room for one sequence.
    sequence: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Variant {
    journeys: u64,
    first: JourneyIx,
}

impl Operator for Variants<'_> {
    type Partial = Partial;
    type Answer = Value;

    fn begin(&self) -> Partial {
        Partial::default()
    }

    fn trace<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) {
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
        #[expect(clippy::disallowed_methods, reason = "a sum does not depend on the order")]
        let journeys: u64 = partial.variants.values().map(|variant| variant.journeys).sum();
        let total = partial.variants.len();
        let mut variants: Vec<(Box<[u32]>, Variant)> = partial.variants.into_iter().collect();
        // No two variants have the same first journey.
        variants.sort_by_key(|(_, variant)| (Reverse(variant.journeys), variant.first));
        let variants: Vec<Value> = variants
            .iter()
            .take(self.top.unwrap_or(usize::MAX))
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
