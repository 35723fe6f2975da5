//! Where ways between steps lie: arcs over and under a line on which the steps stand, a book embedding with two pages (Bernhart and
//! Kainen 1979). Two arcs of one side cross when they interleave. Where sides can be chosen so that none do, they are; then arcs lie
//! in each other. The editor lays them by the same rule (`web/src/editor/arcs.ts`); `spec/figures/ways.json` holds the cases that both
//! run.

use std::collections::BTreeMap;

/// From one column to another, or to the same.
pub(crate) type Ends = (usize, usize);

/// Which side a way lies on, and where it leaves and arrives, in columns from the left end: those that meet at a step stand beside
/// each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Laid {
    pub(crate) over: bool,
    pub(crate) start: f64,
    pub(crate) end: f64,
}

/// How far from each other arcs stand at a step, and how much of it they take together, in columns.
const APART: f64 = 0.11;
const TOGETHER: f64 = 0.72;

/// Most ways and hand-overs that are drawn: of more nobody sees where one goes, and laying them takes long.
pub(crate) const MOST: usize = 200;

/// Which of these are drawn, by how many take each: the most taken, of equal ones the first.
pub(crate) fn drawn(taken: &[u64]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..taken.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(taken[*i]));
    let mut drawn = vec![false; taken.len()];
    for i in order.into_iter().take(MOST) {
        drawn[i] = true;
    }
    drawn
}

/// Lays ways on sides.
pub(crate) fn lay(ways: &[Ends]) -> Vec<Laid> {
    let over = sides(ways);
    let mut laid: Vec<Laid> =
        over.iter().map(|over| Laid { over: *over, start: 0.0, end: 0.0 }).collect();
    for side in [true, false] {
        place(ways, &mut laid, side);
    }
    laid
}

/// Tracks for arcs of one side, by their left and right ends; 0 is nearest to the line. Each lies outside of all shorter ones that it meets.
pub(crate) fn tracks(reaches: &[(f64, f64)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..reaches.len()).collect();
    let long = |i: usize| reaches[i].1 - reaches[i].0;
    order.sort_by(|a, b| {
        long(*a).total_cmp(&long(*b)).then(reaches[*a].0.total_cmp(&reaches[*b].0))
    });
    let mut out = vec![0; reaches.len()];
    for (done, i) in order.iter().enumerate() {
        let (from, to) = reaches[*i];
        let meets = order[..done].iter().filter(|j| reaches[**j].0 < to && from < reaches[**j].1);
        out[*i] = meets.map(|j| out[*j] + 1).max().unwrap_or(0);
    }
    out
}

fn low(way: Ends) -> usize {
    way.0.min(way.1)
}

fn high(way: Ends) -> usize {
    way.0.max(way.1)
}

/// Whether two ways cross when they lie on one side. Those that share a step do not.
fn crosses(one: Ends, other: Ends) -> bool {
    let leaves = |a: Ends, b: Ends| low(a) < low(b) && low(b) < high(a) && high(a) < high(b);
    leaves(one, other) || leaves(other, one)
}

/// What crosses what crosses …; `even` where two sides are enough for them.
struct Together {
    ways: Vec<usize>,
    even: bool,
}

/// Which ways lie over the line: so that nothing crosses, else little; then so that both sides together are low; then onward over it
/// and back under it.
fn sides(ways: &[Ends]) -> Vec<bool> {
    let of = |a: &Ends| (0..ways.len()).filter(|j| crosses(*a, ways[*j])).collect();
    let beside: Vec<Vec<usize>> = ways.iter().map(of).collect();
    let mut over = vec![false; ways.len()];
    let mut all = groups(&beside, &mut over);
    for group in all.iter().filter(|group| !group.even) {
        settle(group, &beside, &mut over, ways);
    }
    // The sides of all in a group hang on the side of one. The largest choose first, the others fill what those leave.
    let longest =
        |group: &Together| group.ways.iter().map(|i| high(ways[*i]) - low(ways[*i])).max();
    all.sort_by_key(|group| std::cmp::Reverse((group.ways.len(), longest(group))));
    let mut done = Vec::new();
    for group in &all {
        done.extend(&group.ways);
        let price = |over: &[bool]| {
            let astray = group.ways.iter().filter(|i| over[**i] != onward(ways[**i])).count();
            (deep(ways, &done, over, true) + deep(ways, &done, over, false)) * (ways.len() + 1)
                + astray
        };
        let turned: Vec<bool> =
            over.iter().enumerate().map(|(i, side)| *side != group.ways.contains(&i)).collect();
        if price(&turned) < price(&over) {
            over = turned;
        }
    }
    over
}

fn groups(beside: &[Vec<usize>], over: &mut [bool]) -> Vec<Together> {
    let mut seen = vec![false; beside.len()];
    let mut groups = Vec::new();
    for first in 0..beside.len() {
        if seen[first] {
            continue;
        }
        let mut group = Together { ways: vec![first], even: true };
        seen[first] = true;
        over[first] = true;
        let mut next = 0;
        while let Some(i) = group.ways.get(next).copied() {
            for j in &beside[i] {
                if !seen[*j] {
                    seen[*j] = true;
                    over[*j] = !over[i];
                    group.ways.push(*j);
                } else if over[i] == over[*j] {
                    group.even = false;
                }
            }
            next += 1;
        }
        groups.push(group);
    }
    groups
}

/// How many of these lie over each other on one side, at most.
fn deep(ways: &[Ends], among: &[usize], over: &[bool], side: bool) -> usize {
    let mut ends: Vec<(f64, i32)> = Vec::new();
    for i in among.iter().filter(|i| over[**i] == side) {
        let way = ways[*i];
        // A way to its own step stands between those that end there and those that begin there.
        let inner = if way.0 == way.1 { -0.1 } else { 0.2 };
        ends.push((low(way) as f64 + inner, 1));
        ends.push((high(way) as f64 - inner, -1));
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let (mut now, mut most) = (0, 0);
    for (_, by) in ends {
        now += by;
        most = most.max(now);
    }
    usize::try_from(most).unwrap_or(0)
}

/// Sides for a group in which something must cross: each goes where it crosses less, until none is better off elsewhere.
fn settle(group: &Together, beside: &[Vec<usize>], over: &mut [bool], ways: &[Ends]) {
    for i in &group.ways {
        over[*i] = onward(ways[*i]);
    }
    // Every change takes crossings away, so this ends.
    let mut better = true;
    while better {
        better = false;
        for i in &group.ways {
            let here = beside[*i].iter().filter(|j| over[**j] == over[*i]).count();
            if here * 2 > beside[*i].len() {
                over[*i] = !over[*i];
                better = true;
            }
        }
    }
}

fn onward(way: Ends) -> bool {
    way.1 > way.0
}

/// Where arcs of one side stand at their steps: those to the left before those to the right, and within each the one that lies in
/// the other towards it.
fn place(ways: &[Ends], laid: &mut [Laid], side: bool) {
    let here: Vec<usize> = (0..ways.len()).filter(|i| laid[*i].over == side).collect();
    // At a column: its order, the way, and whether it is the way's left end.
    let mut at: BTreeMap<usize, Vec<(f64, usize, bool)>> = BTreeMap::new();
    for (place, i) in here.iter().enumerate() {
        let way = ways[*i];
        let long = high(way) - low(way);
        // Negative stands left: what goes to the left, short before long; then what goes to the right, long before short.
        let (left, right) = if long == 0 {
            // A way back to its own step lies in the middle, around nothing.
            (-1e-6 * (place + 1) as f64, 1e-6 * (place + 1) as f64)
        } else {
            // Of two that are the same, the later lies outside.
            let reach = long as f64 + place as f64 / (here.len() + 1) as f64;
            (1.0 / reach, -1.0 / reach)
        };
        at.entry(low(way)).or_default().push((left, *i, true));
        at.entry(high(way)).or_default().push((right, *i, false));
    }
    for (column, mut ends) in at {
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        let step = APART.min(TOGETHER / ends.len() as f64);
        let middle = (ends.len() - 1) as f64 / 2.0;
        for (i, (_, way, is_left)) in ends.iter().enumerate() {
            let x = column as f64 + 0.5 + (i as f64 - middle) * step;
            if *is_left == (ways[*way].0 <= ways[*way].1) {
                laid[*way].start = x;
            } else {
                laid[*way].end = x;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Case {
        name: String,
        ways: Vec<Ends>,
        /// Whether it lies over the line, its track, where it leaves and where it arrives.
        laid: Vec<(bool, usize, f64, f64)>,
    }

    #[test]
    fn the_most_taken_are_drawn_and_of_equal_ones_the_first() {
        assert_eq!(drawn(&[0; MOST]), [true; MOST]);
        // As in the editor's test: every third is taken by nobody, the others by more and more.
        let taken: Vec<u64> = (0..300).map(|i| if i % 3 == 0 { 0 } else { i }).collect();
        let left_out = |taken: &[u64]| {
            let drawn = drawn(taken);
            (0..taken.len()).filter(|i| !drawn[*i]).collect::<Vec<_>>()
        };
        assert_eq!(left_out(&taken), (0..300).step_by(3).collect::<Vec<_>>());
        assert_eq!(left_out(&[7; MOST + 2]), [MOST, MOST + 1]);
    }

    #[test]
    fn ways_lie_as_in_the_editor() {
        let cases = include_str!("../../../../../spec/figures/ways.json");
        let cases: Vec<Case> = serde_json::from_str(cases).expect("the cases are JSON");
        assert!(cases.len() > 3);
        for Case { name, ways, laid: wanted } in cases {
            let laid = lay(&ways);
            let mut all = Vec::new();
            for side in [true, false] {
                let here: Vec<&Laid> = laid.iter().filter(|laid| laid.over == side).collect();
                let reach = |laid: &&Laid| (laid.start.min(laid.end), laid.start.max(laid.end));
                all.push(tracks(&here.iter().map(reach).collect::<Vec<_>>()).into_iter());
            }
            for (i, (laid, wanted)) in laid.iter().zip(wanted).enumerate() {
                let track = all[usize::from(!laid.over)].next();
                assert_eq!((laid.over, track), (wanted.0, Some(wanted.1)), "{name}: way {i}");
                let off = (laid.start - wanted.2).abs() + (laid.end - wanted.3).abs();
                assert!(off < 1e-6, "{name}: way {i}: {laid:?}");
            }
        }
    }
}
