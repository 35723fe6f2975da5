//! Counts of neighbours by their position.

use rustc_hash::FxHashMap;

/// A position from 0, the activity there and the one after it.
pub(super) type Edge = (usize, usize, usize);

/// How often each edge is.
#[derive(Debug, Default)]
pub(super) struct Edges {
    names: usize,
    /// By position, first and second activity; empty where there are too many.
    table: Vec<u64>,
    /// By position, places in its part of the table that are not counted yet: of many at once, that part stays in the
    /// cache meanwhile.
    waiting: Vec<Vec<u16>>,
    /// Counts where there is no table.
    more: FxHashMap<Edge, u64>,
}

/// Up to so many counts a table is faster than a map. Places in it have 16 bits.
const TABLE: usize = 1 << 16;

/// So many edges of a position are counted at once.
const WAITING: usize = 1 << 10;

impl Edges {
    /// None yet, among so many names at up to so many positions; `roomy` where it may take room for edges that are not seen.
    pub(super) fn new(names: usize, positions: usize, roomy: bool) -> Self {
        let counts = names.saturating_mul(names).saturating_mul(positions);
        let (table, waiting) = if roomy && counts <= TABLE {
            (vec![0; counts], vec![Vec::new(); positions])
        } else {
            (Vec::new(), Vec::new())
        };
        Self { names, table, waiting, more: FxHashMap::default() }
    }

    /// Adds edges of a position.
    #[inline]
    pub(super) fn add(&mut self, position: usize, edges: impl Iterator<Item = (usize, usize)>) {
        let Some(waiting) = self.waiting.get_mut(position) else {
            for (from, to) in edges {
                *self.more.entry((position, from, to)).or_default() += 1;
            }
            return;
        };
        let names = self.names;
        #[expect(clippy::cast_possible_truncation, reason = "a table has at most 2^16 places")]
        waiting.extend(edges.map(|(from, to)| (from * names + to) as u16));
        if waiting.len() >= WAITING {
            self.count(position);
        }
    }

    /// Counts what waits.
    fn count(&mut self, position: usize) {
        let size = self.names * self.names;
        let table = &mut self.table[position * size..][..size];
        for place in self.waiting[position].drain(..) {
            table[usize::from(place)] += 1;
        }
    }

    /// To be called when all are added.
    pub(super) fn settle(&mut self) {
        for position in 0..self.waiting.len() {
            self.count(position);
            self.waiting[position] = Vec::new();
        }
    }

    /// Adds those of another one; both are settled.
    pub(super) fn merge(&mut self, from: Self) {
        for (into, from) in self.table.iter_mut().zip(&from.table) {
            *into += from;
        }
        #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
        for (edge, count) in from.more {
            *self.more.entry(edge).or_default() += count;
        }
    }

    /// All that are there, in no order.
    pub(super) fn counts(self) -> Vec<(Edge, u64)> {
        let names = self.names;
        let counts = self.table.iter().enumerate().filter(|(_, count)| **count > 0);
        let edge = |place: usize| (place / names / names, place / names % names, place % names);
        let counts = counts.map(|(place, count)| (edge(place), *count));
        counts.chain(self.more).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Edges, WAITING};
    use std::collections::BTreeMap;

    #[test]
    fn every_edge_is_counted_with_a_table_or_without_one_and_in_pieces() {
        for (names, positions, roomy) in
            [(3, 2, true), (3, 2, false), (40, 10, true), (300, 2, true)]
        {
            let mut pieces = [(); 2].map(|()| Edges::new(names, positions, roomy));
            let mut expect = BTreeMap::new();
            for at in 0..5 * WAITING {
                let mixed = at.wrapping_mul(2_654_435_761);
                let (position, from, to) =
                    (mixed % positions, mixed / 7 % names, mixed / 1_000_003 % names);
                let many = (0..mixed % 3).map(|_| (from, to));
                *expect.entry((position, from, to)).or_insert(0) += many.len() as u64;
                pieces[at / 3 % 2].add(position, many);
            }
            expect.retain(|_, count| *count > 0);
            pieces.iter_mut().for_each(Edges::settle);
            let [mut all, other] = pieces;
            all.merge(other);
            let found: BTreeMap<_, _> = all.counts().into_iter().collect();
            assert!(found == expect, "{names} names");
        }
    }
}
