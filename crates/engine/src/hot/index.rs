//! Where the journey with an id is: the hashes of all ids in order, in pages that are read one at a time.

use super::layout::{Place, read_at};
use super::packed::{Section, checksum};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::fs::File;

/// Ids of a page, about.
const PAGE: usize = 64;

/// A journey's place: its block, and which one it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) block: u32,
    pub(super) journey: u32,
}

/// The pages of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Index {
    /// For each page where it ends, in entries, and its checksum.
    pub(super) pages: Place,
    /// Hash and place of every id, in order.
    pub(super) entries: Place,
}

/// The hash of an id, the same on every machine.
pub(super) fn hash(id: &[u8]) -> u64 {
    checksum(id)
}

/// The page of a hash among so many, a power of two.
fn page(hash: u64, pages: usize) -> usize {
    // Fewer than 64 bits of it.
    usize::try_from((u128::from(hash) * pages as u128) >> 64).unwrap_or(0)
}

/// Pages and entries as sections.
pub(super) fn pack(mut all: Vec<(u64, Spot)>) -> (Section, Section) {
    all.par_sort_unstable();
    let pages = (all.len() / PAGE).next_power_of_two();
    let entries: Vec<u64> = all
        .iter()
        .flat_map(|(hash, spot)| [*hash, u64::from(spot.block) << 32 | u64::from(spot.journey)])
        .collect();
    let mut ends = Vec::with_capacity(2 * pages);
    let mut start = 0;
    for at in 0..pages {
        let end = all.partition_point(|(hash, _)| page(*hash, pages) <= at);
        ends.extend([end as u64, checksum(bytemuck::cast_slice(&entries[2 * start..2 * end]))]);
        start = end;
    }
    (Section::U64(ends), Section::U64(entries))
}

/// The places of journeys whose ids have a hash; `None` where the file is damaged.
pub(super) fn find(file: &File, index: &Index, pages: &[u64], wanted: u64) -> Option<Vec<Spot>> {
    let at = page(wanted, pages.len() / 2);
    let start = at.checked_sub(1).map_or(Some(0), |before| pages.get(2 * before).copied())?;
    let (end, check) = (*pages.get(2 * at)?, *pages.get(2 * at + 1)?);
    let count = usize::try_from(end.checked_sub(start)?).ok()?;
    if end.checked_mul(16)? > index.entries.bytes {
        return None;
    }
    let mut words = vec![0_u64; 2 * count];
    read_at(file, bytemuck::cast_slice_mut(&mut words), index.entries.at + 16 * start).ok()?;
    if checksum(bytemuck::cast_slice(&words)) != check {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "two halves of 32 bits")]
    let spot = |word: u64| Spot { block: (word >> 32) as u32, journey: word as u32 };
    let entries = words.as_chunks::<2>().0.iter();
    Some(entries.filter(|[hash, _]| *hash == wanted).map(|[_, word]| spot(*word)).collect())
}
