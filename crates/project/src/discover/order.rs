//! The order of the steps: the one that the fewest journeys contradict.
//!
//! Each journey ranks its steps by when they first come. The order of the map is the consensus ranking of Kemeny
//! (1959): the sum over all pairs of the journeys that take them the other way round is smallest. With at most 14 steps
//! it is found exactly, by dynamic programming over sets of steps (Held and Karp 1962; 2ⁿ·n² additions). Pairs
//! that never meet in a journey (alternatives) put the more taken step first, so that the main line is read first.

use crate::flow::Flow;

/// Puts steps in order. `groups` come most taken first and stay so where nothing else decides.
pub(crate) fn arrange(flow: &Flow, groups: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let order = consensus(&precedence(flow, groups));
    order.into_iter().map(|step| groups[step].clone()).collect()
}

/// `[a][b]`: journeys in which `a` first comes before `b` does.
fn precedence(flow: &Flow, groups: &[Vec<u32>]) -> Vec<Vec<u64>> {
    let step_of = step_of(flow.activities.len(), groups);
    let mut before = vec![vec![0; groups.len()]; groups.len()];
    let mut seen = Vec::with_capacity(groups.len());
    for events in flow.journeys() {
        seen.clear();
        for event in events {
            match step_of[flow.activity[event] as usize] {
                Some(step) if !seen.contains(&step) => {
                    for earlier in &seen {
                        let earlier: usize = *earlier;
                        before[earlier][step] += 1;
                    }
                    seen.push(step);
                }
                _ => {}
            }
        }
    }
    before
}

/// The step of each activity.
pub(crate) fn step_of(activities: usize, groups: &[Vec<u32>]) -> Vec<Option<usize>> {
    let mut step_of = vec![None; activities];
    for (step, group) in groups.iter().enumerate() {
        for activity in group {
            step_of[*activity as usize] = Some(step);
        }
    }
    step_of
}

/// The order with the fewest contradictions; of equal ones, the one that keeps lower numbers to the left.
fn consensus(before: &[Vec<u64>]) -> Vec<usize> {
    // More than the pairs of 14 steps, so that numbering decides only between equals.
    const TIE: u64 = 128;
    let n = before.len();
    let cost_of = |left: usize, right: usize| TIE * before[right][left] + u64::from(right < left);
    let mut best = vec![u64::MAX; 1 << n];
    let mut last = vec![0usize; 1 << n];
    best[0] = 0;
    for placed in 0..1usize << n {
        for next in (0..n).filter(|step| placed & (1 << step) == 0) {
            let rest = (0..n).filter(|step| *step != next && placed & (1 << step) == 0);
            let cost = best[placed] + rest.map(|right| cost_of(next, right)).sum::<u64>();
            let with = placed | (1 << next);
            if cost < best[with] {
                best[with] = cost;
                last[with] = next;
            }
        }
    }
    let mut order = Vec::with_capacity(n);
    let mut placed = (1 << n) - 1;
    while placed != 0 {
        order.push(last[placed]);
        placed &= !(1 << last[placed]);
    }
    order.reverse();
    order
}

#[cfg(test)]
mod tests {
    use super::consensus;

    #[test]
    fn the_majority_decides_and_one_stray_journey_does_not() {
        // 0 → 1 → 2 in ten journeys, 2 before 0 in one.
        let before = vec![vec![0, 10, 10], vec![0, 0, 10], vec![1, 0, 0]];
        assert_eq!(consensus(&before), [0, 1, 2]);
    }

    #[test]
    fn a_majority_in_a_circle_gives_way_at_its_weakest_link() {
        let before = vec![vec![0, 9, 0], vec![0, 0, 8], vec![3, 0, 0]];
        assert_eq!(consensus(&before), [0, 1, 2]);
    }

    #[test]
    fn alternatives_stand_with_the_more_taken_first() {
        assert_eq!(consensus(&[vec![0, 0], vec![0, 0]]), [0, 1]);
    }
}
