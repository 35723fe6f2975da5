//! The first round of `variants`: keys of the sequences, counted piece by piece.
//!
//! Keys are put into pieces, so that each piece is counted in the cache of one core. What comes often is counted on the
//! way, so that a piece never holds many more keys than there are distinct ones.

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

/// The keys of some journeys, in parts that are never moved. There are at most about twice as many as are distinct, or
/// [`FEW`].
#[derive(Clone, Debug, Default)]
struct Piece {
    /// Those that were counted already.
    known: Vec<Counted>,
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
/// So many keys of a piece are held before they are counted.
const FEW: usize = 1 << 15;

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
        self.full.push(std::mem::take(&mut self.last));
        if self.full.len() * MOST > self.known.len().max(FEW) {
            self.known = std::mem::take(self).counted();
        }
        self.last = Vec::with_capacity(room);
    }

    fn merge(&mut self, mut from: Self) {
        self.known.append(&mut from.known);
        self.full.append(&mut from.full);
        self.full.push(from.last);
    }

    fn len(&self) -> usize {
        self.known.len() + self.last.len() + self.full.iter().map(Vec::len).sum::<usize>()
    }

    /// The distinct keys. Which place a key has is looked up by other bits of it than those it came here by.
    fn counted(self) -> Vec<Counted> {
        let mut places: HashTable<u32> = HashTable::with_capacity(self.len());
        let mut all: Vec<Counted> = Vec::with_capacity(self.len());
        let seen = self.full.into_iter().chain([self.last]).flatten();
        let seen = seen.map(|Seen { key, journey }| Counted { key, journeys: 1, first: journey });
        for one in self.known.into_iter().chain(seen) {
            let key = one.key;
            let is_same = |place: &u32| all[*place as usize].key == key;
            if let Some(place) = places.find(key.mixed(), is_same) {
                let known = &mut all[*place as usize];
                known.journeys += one.journeys;
                known.first = known.first.min(one.first);
                continue;
            }
            // A piece has fewer keys than that: each takes 24 bytes.
            let place = u32::try_from(all.len()).unwrap_or(u32::MAX);
            places.insert_unique(key.mixed(), place, |place| all[*place as usize].key.mixed());
            all.push(one);
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
            partial.pieces[piece].push(Seen { key, journey });
        }
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        for (into, from) in into.pieces.iter_mut().zip(from.pieces) {
            into.merge(from);
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

#[cfg(test)]
mod tests {
    use super::{FEW, Key, Piece, Seen};
    use crate::journeys::JourneyIx;
    use std::collections::BTreeMap;

    #[test]
    fn a_piece_counts_every_key_however_often_it_came_and_in_how_many_pieces() {
        for distinct in [1_usize, 700, 3 * FEW] {
            let mut pieces = [Piece::default(), Piece::default(), Piece::default()];
            let mut expect: BTreeMap<usize, (u64, usize)> = BTreeMap::new();
            for journey in (0..4 * FEW).rev() {
                let of = journey.wrapping_mul(2_654_435_761) % distinct;
                let codes = [of % 251, of / 251 % 251, of / 63_001];
                let codes = codes.map(|code| u8::try_from(code).expect("less than 251"));
                let key = Key::of_rows(&codes, 0..3, 8, false);
                pieces[journey % 3].push(Seen { key, journey: JourneyIx(journey) });
                let known = expect.entry(of).or_insert((0, journey));
                *known = (known.0 + 1, known.1.min(journey));
            }
            if distinct == 1 {
                assert!(pieces[0].len() <= FEW + 1024, "{}", pieces[0].len());
            }
            let [mut all, second, third] = pieces;
            all.merge(second);
            all.merge(third);
            let found = all.counted().into_iter().map(|counted| {
                let codes = counted.key.sequence(8).expect("a short one");
                let of = codes[0] as usize + 251 * codes[1] as usize + 63_001 * codes[2] as usize;
                (of, (counted.journeys, counted.first.0))
            });
            assert!(found.collect::<BTreeMap<_, _>>() == expect, "{distinct}");
        }
    }
}
