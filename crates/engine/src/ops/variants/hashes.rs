//! The first round of `variants`: keys of the sequences, counted piece by piece.
//!
//! Keys are put into pieces, so that each piece is counted in the cache of one core.

use super::keys::{Key, width};
use crate::block::Block;
use crate::journeys::JourneyIx;
use crate::run::{Operator, Parts, Scratch};
use crate::trace::Code;
use hashbrown::HashTable;
use rayon::prelude::*;
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
    /// Pieces by some bits of the mixed key.
    pieces: Vec<Piece>,
}

/// The keys of some journeys, in parts that are never moved.
#[derive(Clone, Debug, Default)]
struct Piece {
    /// The part that is being filled.
    last: Vec<Seen>,
    full: Vec<Vec<Seen>>,
}

/// The key of a journey.
#[derive(Clone, Copy, Debug)]
struct Seen {
    key: Key,
    journey: JourneyIx,
}

const PIECES: usize = 1 << 8;
/// How many keys the first part of a piece has, and every part at most: there may be many groups.
const FIRST: usize = 4;
const MOST: usize = 1 << 9;

impl Piece {
    #[inline]
    fn push(&mut self, seen: Seen) {
        if self.last.len() == self.last.capacity() {
            self.begin();
        }
        self.last.push(seen);
    }

    #[cold]
    fn begin(&mut self) {
        let room = (2 * self.last.capacity()).clamp(FIRST, MOST);
        let full = std::mem::replace(&mut self.last, Vec::with_capacity(room));
        self.full.push(full);
    }

    fn len(&self) -> usize {
        self.last.len() + self.full.iter().map(Vec::len).sum::<usize>()
    }

    /// The distinct keys. Which place a key has is looked up by other bits of it than those it came here by.
    fn counted(self) -> Vec<Counted> {
        let mut places: HashTable<u32> = HashTable::with_capacity(self.len());
        let mut all: Vec<Counted> = Vec::with_capacity(self.len());
        for Seen { key, journey } in self.full.into_iter().chain([self.last]).flatten() {
            let is_same = |place: &u32| all[*place as usize].key == key;
            if let Some(place) = places.find(key.mixed(), is_same) {
                let known = &mut all[*place as usize];
                known.journeys += 1;
                known.first = known.first.min(journey);
                continue;
            }
            // A piece has fewer keys than that: each takes 24 bytes.
            let place = u32::try_from(all.len()).unwrap_or(u32::MAX);
            places.insert_unique(key.mixed(), place, |place| all[*place as usize].key.mixed());
            all.push(Counted { key, journeys: 1, first: journey });
        }
        all
    }
}

impl Operator for Hashes {
    const TIMES: bool = false;

    type Partial = Partial;
    type Answer = Found;

    fn begin(&self) -> Partial {
        Partial { pieces: vec![Piece::default(); PIECES] }
    }

    fn block<A: Code>(
        &self,
        parts: &mut Parts<'_, Partial>,
        _: &mut Scratch,
        block: &Block<'_>,
        codes: &[A],
    ) {
        let width = width(self.names);
        for (at, journey) in block.journeys.iter().enumerate() {
            let Some(partial) = parts.of(at) else { continue };
            let key = Key::of_rows(codes, block.rows(at), width, self.collapse_repeats);
            // The lowest bits are those that a table looks at first.
            let piece = usize::try_from(key.mixed() >> 32).unwrap_or(0) % PIECES;
            partial.pieces[piece].push(Seen { key, journey: *journey });
        }
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        for (into, mut from) in into.pieces.iter_mut().zip(from.pieces) {
            into.full.append(&mut from.full);
            into.full.push(from.last);
        }
    }

    fn finish(&self, partial: Partial) -> Found {
        let counted: Vec<(usize, Vec<Counted>)> = partial
            .pieces
            .into_par_iter()
            .map(|piece| {
                let mut all = piece.counted();
                let total = all.len();
                // Most keys are those of one journey, and most of them never lead.
                let many = all.iter().filter(|counted| counted.journeys > 1).count();
                if many >= self.top {
                    all.retain(|counted| counted.journeys > 1);
                }
                (total, self.leading(all))
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
