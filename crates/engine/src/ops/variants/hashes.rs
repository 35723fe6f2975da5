//! The first round of `variants`: 128-bit hashes of the sequences, counted piece by piece.
//!
//! Hashes are put into pieces by their first bits, so that each piece is counted in the cache of one core.
//! A small table before them takes up what comes again soon: the commonest sequences never reach the pieces.

use crate::journeys::JourneyIx;
use crate::run::Operator;
use crate::trace::{Code, Trace};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// A sequence's hash.
pub(crate) type Hash = (u64, u64);

/// Counts hashes.
pub(crate) struct Hashes {
    /// How many activities there are.
    pub(crate) names: usize,
    pub(crate) collapse_repeats: bool,
    /// How many lead.
    pub(crate) top: usize,
}

/// What was found of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// How many distinct hashes.
    pub(crate) total: usize,
    /// The most frequent, then those that came first.
    pub(crate) leading: Vec<Hash>,
}

#[derive(Clone, Copy, Debug)]
struct Counted {
    hash: Hash,
    journeys: u64,
    first: JourneyIx,
}

#[derive(Debug, Default)]
pub(crate) struct Partial {
    /// By the last bits of the hash; empty before the first journey.
    soon: Vec<Option<Counted>>,
    /// By the first bits.
    pieces: Vec<Vec<Counted>>,
}

/// Places of the small table.
const SOON: usize = 1 << 10;
const PIECES: usize = 1 << 8;

/// Two independent mixes of the codes and their number.
///
/// `width` is the number of bits of a code, the same for all journeys of a question: some of their blocks may be wider.
pub(super) fn hash<A: Code>(codes: &[A], width: u32, collapse_repeats: bool) -> Hash {
    const A_1: u64 = 0x9e37_79b9_7f4a_7c15;
    const B_1: u64 = 0xd6e8_feb8_6659_fd93;
    fn folded(a: u64, b: u64) -> u64 {
        let product = u128::from(a) * u128::from(b);
        #[expect(clippy::cast_possible_truncation, reason = "both halves are folded together")]
        let folded = (product as u64) ^ ((product >> 64) as u64);
        folded
    }
    let (mut a, mut b) = (0x243f_6a88_85a3_08d3_u64, 0x1319_8a2e_0370_7344_u64);
    let (mut word, mut bits, mut length) = (0_u64, 0_u32, 0_u64);
    let mut before = None;
    for code in codes {
        let code = code.ix() as u64;
        if collapse_repeats && before == Some(code) {
            continue;
        }
        before = Some(code);
        word |= code << bits;
        bits += width;
        length += 1;
        if bits == 64 {
            a = folded(a ^ word, A_1).rotate_left(23) ^ word;
            b = folded(b ^ word.rotate_left(32), B_1).rotate_left(41) ^ word;
            (word, bits) = (0, 0);
        }
    }
    a = folded(a ^ word, A_1 ^ length);
    b = folded(b ^ word.rotate_left(32), B_1 ^ length.rotate_left(32));
    (folded(a ^ b.rotate_left(17), A_1), folded(b ^ a.rotate_left(29), B_1))
}

/// Bits of a code among so many.
pub(super) fn width(names: usize) -> u32 {
    match names {
        0..=0x100 => 8,
        0x101..=0x1_0000 => 16,
        _ => 32,
    }
}

fn piece(hash: Hash) -> usize {
    // Eight bits.
    usize::try_from(hash.0 >> 56).unwrap_or(0) % PIECES
}

impl Partial {
    #[inline]
    fn add(&mut self, counted: Counted) {
        let place = usize::try_from(counted.hash.1 % SOON as u64).unwrap_or(0);
        match &mut self.soon[place] {
            Some(known) if known.hash == counted.hash => {
                known.journeys += counted.journeys;
                known.first = known.first.min(counted.first);
            }
            known => {
                if let Some(old) = known.replace(counted) {
                    self.pieces[piece(old.hash)].push(old);
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
        let hash = hash(trace.activities, width(self.names), self.collapse_repeats);
        partial.add(Counted { hash, journeys: 1, first: trace.journey });
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
            partial.pieces[piece(counted.hash)].push(counted);
        }
        let counted: Vec<(usize, Vec<Counted>)> = partial
            .pieces
            .into_par_iter()
            .map(|piece| {
                let mut all: FxHashMap<Hash, (u64, JourneyIx)> = FxHashMap::default();
                for one in &piece {
                    let (journeys, first) = all.entry(one.hash).or_insert((0, one.first));
                    *journeys += one.journeys;
                    *first = (*first).min(one.first);
                }
                let total = all.len();
                let each = all.into_iter().map(|(hash, (journeys, first))| Counted {
                    hash,
                    journeys,
                    first,
                });
                (total, self.leading(each.collect()))
            })
            .collect();
        let total = counted.iter().map(|(total, _)| total).sum();
        let leading = self.leading(counted.into_iter().flat_map(|(_, leading)| leading).collect());
        Found { total, leading: leading.into_iter().map(|counted| counted.hash).collect() }
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
