//! Which runs are put together: neighbours of one size, so that there are few runs and each event is rewritten
//! few times.
//!
//! A run's tier is the logarithm of its size to the base [`TOGETHER`]. A run that is older than a larger one
//! counts as of that one's tier, for only neighbours can be put together. Once [`TOGETHER`] neighbours are of
//! one tier they become one run. So of n events there are at most about `(TOGETHER − 1) · log(n)` runs, and
//! an event is rewritten about `log(n)` times. O'Neil, Cheng, Gawlick and O'Neil, *The log-structured
//! merge-tree* (1996); the rule is the size-tiered one of Cassandra, kept to neighbours.

use std::ops::Range;

/// So many neighbours of a tier become one run.
pub(super) const TOGETHER: usize = 4;
/// Runs of fewer events are of the lowest tier.
const LOWEST: u64 = 1_000;

/// The runs, given by their numbers of events, that are each to become one. The newest come first.
///
/// No more than `most` events are put together into one.
pub(super) fn merges(rows: &[u64], most: u64) -> Vec<Range<usize>> {
    let mut runs: Vec<(u64, Range<usize>)> =
        rows.iter().enumerate().map(|(at, rows)| (*rows, at..at + 1)).collect();
    // What was put together may be put together again: in one go.
    while let Some(group) = group(&runs) {
        let rows = runs[group.clone()].iter();
        let rows = rows.fold(0, |sum: u64, (rows, _)| sum.saturating_add(*rows));
        if rows > most {
            break;
        }
        let all = runs[group.start].1.start..runs[group.end - 1].1.end;
        runs.splice(group, [(rows, all)]);
    }
    runs.into_iter().rev().map(|(_, all)| all).filter(|all| all.len() > 1).collect()
}

/// The newest neighbours of one tier that are enough.
fn group(runs: &[(u64, Range<usize>)]) -> Option<Range<usize>> {
    let mut highest = 0;
    let mut end = runs.len();
    for at in (0..runs.len()).rev() {
        let tier = tier(runs[at].0);
        if tier > highest {
            (highest, end) = (tier, at + 1);
        }
        let is_whole = at.checked_sub(1).is_none_or(|older| self::tier(runs[older].0) > highest);
        if is_whole && end - at >= TOGETHER {
            return Some(at..end);
        }
    }
    None
}

fn tier(rows: u64) -> u32 {
    (rows / LOWEST).checked_ilog(TOGETHER as u64).map_or(0, |tier| tier + 1)
}

#[cfg(test)]
mod tests {
    use super::{LOWEST, TOGETHER, merges, tier};
    use proptest::prelude::*;

    fn apply(runs: &mut Vec<u64>) -> u64 {
        let mut rewritten = 0;
        for all in merges(runs, u64::MAX) {
            let rows: u64 = runs[all.clone()].iter().sum();
            rewritten += rows;
            runs.splice(all, [rows]);
        }
        assert!(merges(runs, u64::MAX).is_empty());
        rewritten
    }

    /// The only runs that are to become one.
    fn only(rows: &[u64], most: u64) -> Option<std::ops::Range<usize>> {
        let mut all = merges(rows, most);
        all.pop().filter(|_| all.is_empty())
    }

    #[test]
    fn equal_neighbours_are_put_together_and_larger_ones_left_alone() {
        assert!(merges(&[], u64::MAX).is_empty());
        assert!(merges(&[10, 10, 10], u64::MAX).is_empty());
        assert_eq!(only(&[10, 10, 10, 10], u64::MAX), Some(0..4));
        assert_eq!(only(&[9_000_000, 10, 20, 30, 40], u64::MAX), Some(1..5));
        // Small ones that lie between large ones go with those.
        assert_eq!(only(&[9_000_000, 10, 9_000_000, 10, 9_000_000], u64::MAX), Some(0..5));
        assert!(merges(&[9_000_000, 10, 9_000_000, 10], u64::MAX).is_empty());
        // But no more than is allowed.
        assert_eq!(only(&[1_000, 1_000, 1_000, 1_000, 3, 3, 3, 3], 3_999), Some(4..8));
        // Four of the lowest tier may become one of the next, of which there are then four.
        assert_eq!(only(&[1_000, 1_000, 1_000, 300, 300, 300, 300], u64::MAX), Some(0..7));
    }

    #[test]
    fn a_hundred_thousand_small_imports_leave_few_runs_and_rewrite_each_event_few_times() {
        let (mut runs, mut rewritten, mut most) = (Vec::new(), 0, 0);
        let imports = 100_000_u64;
        for _ in 0..imports {
            runs.push(1_000);
            rewritten += apply(&mut runs);
            most = most.max(runs.len());
        }
        assert!(most <= 30, "{most} runs");
        let times = rewritten / (imports * 1_000);
        assert!((5..=11).contains(&times), "each event was rewritten {times} times");
    }

    proptest! {
        #[test]
        fn imports_of_any_size_leave_few_runs_and_are_rewritten_few_times(
            sizes in prop::collection::vec(prop_oneof![0_u64..3_000, 0_u64..200_000, 0_u64..9_000_000], 1..300),
        ) {
            let (mut runs, mut rewritten) = (Vec::new(), 0);
            for size in &sizes {
                runs.push(*size);
                rewritten += apply(&mut runs);
            }
            let all: u64 = sizes.iter().sum();
            prop_assert_eq!(runs.iter().sum::<u64>(), all);
            let tiers = u64::from(tier(all)) + 1;
            prop_assert!(runs.len() as u64 <= (TOGETHER as u64 - 1) * tiers, "{:?}", runs);
            prop_assert!(rewritten <= all.max(LOWEST) * tiers * TOGETHER as u64);
        }
    }
}
