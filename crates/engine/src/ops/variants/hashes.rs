//! The first round of `variants`: keys of the sequences, counted piece by piece.
//!
//! Keys are put into pieces, so that each piece is counted in the cache of one core.
//! A small table before them takes up what comes again soon: the commonest sequences never reach the pieces.

use super::keys::{Key, width};
use crate::journeys::JourneyIx;
use crate::run::Operator;
use crate::trace::{Code, Trace};
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cmp::Reverse;

/// Counts keys.
pub(crate) struct Hashes {
    /// How many activities there are.
    pub(crate) names: usize,
    pub(crate) collapse_repeats: bool,
    /// How many lead.
    pub(crate) top: usize,
}

/// What was found of one group.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// How many distinct keys.
    pub(crate) total: usize,
    /// The most frequent, then those that came first.
    pub(crate) leading: Vec<Counted>,
}

/// A key, how many journeys have it, and the first of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counted {
    pub(crate) key: Key,
    pub(crate) journeys: u64,
    pub(crate) first: JourneyIx,
}

#[derive(Debug, Default)]
pub(crate) struct Partial {
    /// By the last bits of the mixed key.
    soon: Vec<Option<Counted>>,
    /// By other bits of it.
    pieces: Vec<Vec<Counted>>,
}

/// Places of the small table.
const SOON: usize = 1 << 9;
const PIECES: usize = 1 << 9;

fn piece(mixed: u64) -> usize {
    usize::try_from(mixed >> 32).unwrap_or(0) % PIECES
}

fn soon(mixed: u64) -> usize {
    usize::try_from(mixed % SOON as u64).unwrap_or(0)
}

impl Partial {
    #[inline]
    fn add(&mut self, counted: Counted) {
        let mixed = counted.key.mixed();
        match &mut self.soon[soon(mixed)] {
            Some(known) if known.key == counted.key => {
                known.journeys += counted.journeys;
                known.first = known.first.min(counted.first);
            }
            known => {
                if let Some(old) = known.replace(counted) {
                    self.pieces[piece(old.key.mixed())].push(old);
                }
            }
        }
    }
}

impl Operator for Hashes {
    const TIMES: bool = false;

    type Partial = Partial;
    type Answer = Found;

    fn begin(&self) -> Partial {
        Partial { soon: vec![None; SOON], pieces: vec![Vec::new(); PIECES] }
    }

    fn trace<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) {
        let key = Key::of(trace.activities, width(self.names), self.collapse_repeats);
        partial.add(Counted { key, journeys: 1, first: trace.journey });
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        for (into, mut from) in into.pieces.iter_mut().zip(from.pieces) {
            into.append(&mut from);
        }
        for counted in from.soon.into_iter().flatten() {
            into.add(counted);
        }
    }

    fn finish(&self, mut partial: Partial) -> Found {
        for counted in std::mem::take(&mut partial.soon).into_iter().flatten() {
            partial.pieces[piece(counted.key.mixed())].push(counted);
        }
        let counted: Vec<(usize, Vec<Counted>)> = partial
            .pieces
            .into_par_iter()
            .map(|piece| {
                let mut all: FxHashMap<Key, (u64, JourneyIx)> =
                    FxHashMap::with_capacity_and_hasher(piece.len() / 2, FxBuildHasher);
                for one in &piece {
                    let (journeys, first) = all.entry(one.key).or_insert((0, one.first));
                    *journeys += one.journeys;
                    *first = (*first).min(one.first);
                }
                let total = all.len();
                let each = all.into_iter().map(|(key, (journeys, first))| Counted {
                    key,
                    journeys,
                    first,
                });
                (total, self.leading(each.collect()))
            })
            .collect();
        let total = counted.iter().map(|(total, _)| total).sum();
        let leading = self.leading(counted.into_iter().flat_map(|(_, leading)| leading).collect());
        Found { total, leading }
    }
}

impl Hashes {
    /// The most frequent; no two have the same first journey.
    fn leading(&self, mut all: Vec<Counted>) -> Vec<Counted> {
        let key = |counted: &Counted| (Reverse(counted.journeys), counted.first);
        if self.top > 0 && self.top < all.len() {
            all.select_nth_unstable_by_key(self.top - 1, key);
        }
        all.truncate(self.top);
        all.sort_by_key(key);
        all
    }
}
