//! Where one stage ends and the next begins: an optimal segmentation of the row of steps.
//!
//! Each gap between neighbours has a strength: `wait + drop − loops − alternatives`.
//! - wait: log(1 + median seconds of the moves that cross the gap), scaled over all gaps to 0 … 1;
//! - drop: share of the journeys that came as far as the left step and never go further right;
//! - loops: moves back over the gap per move forward, at most 1;
//! - alternatives: share of the rarer neighbour's journeys that do not have the other: steps that stand for each other
//!   belong together.
//!
//! The cuts are those with the least `Σ over cuts (0.4 − strength) + Σ over stages (0.03 · (steps − 3)² + 0.3 if one step)`,
//! by dynamic programming; two to six stages where there are at least four steps, one otherwise.

use super::moves::Moves;
use std::ops::Range;

const CUT: f64 = 0.4;
const SIZE: f64 = 0.03;
const USUAL_SIZE: f64 = 3.0;
const SINGLE: f64 = 0.3;
const MOST: usize = 6;
const FEWEST: usize = 2;
/// With fewer steps there is one stage.
const STEPS: usize = 4;

/// Cuts the steps into stages.
pub(crate) fn cut(moves: &Moves) -> Vec<Range<usize>> {
    if moves.steps == 0 {
        return Vec::new();
    }
    if moves.steps < STEPS {
        return std::iter::once(0..moves.steps).collect();
    }
    segment(&strengths(moves))
}

/// The strength of each gap; gap `g` lies between step `g` and `g + 1`.
fn strengths(moves: &Moves) -> Vec<f64> {
    let gaps = moves.steps - 1;
    let waits: Vec<f64> =
        (0..gaps).map(|gap| moves.wait_over_s(gap).unwrap_or_default().max(0.0).ln_1p()).collect();
    let least = waits.iter().copied().fold(f64::INFINITY, f64::min);
    let range = waits.iter().copied().fold(f64::NEG_INFINITY, f64::max) - least;
    let strength = |gap: usize| {
        let wait = if range > 0.0 { (waits[gap] - least) / range } else { 0.0 };
        let drop = 1.0 - moves.beyond[gap + 1] as f64 / moves.beyond[gap].max(1) as f64;
        let (mut forth, mut back) = (0, 0);
        for left in 0..=gap {
            for right in gap + 1..moves.steps {
                forth += moves.waits[left][right].len();
                back += moves.waits[right][left].len();
            }
        }
        let loops = (back as f64 / forth.max(1) as f64).min(1.0);
        let rarer = moves.reach[gap].min(moves.reach[gap + 1]).max(1);
        let alternatives = 1.0 - moves.both[gap][gap + 1] as f64 / rarer as f64;
        wait + drop - loops - alternatives
    };
    (0..gaps).map(strength).collect()
}

/// The cheapest cuts; of equally cheap ones the fewest, and the furthest left.
fn segment(strengths: &[f64]) -> Vec<Range<usize>> {
    let n = strengths.len() + 1;
    let stage = |steps: usize| {
        let single = if steps == 1 { SINGLE } else { 0.0 };
        SIZE * (steps as f64 - USUAL_SIZE).powi(2) + single
    };
    // best[k][end]: the cheapest way to cut the first `end` steps into k stages, and where its last stage begins.
    let mut best = vec![vec![(f64::INFINITY, 0usize); n + 1]; MOST + 1];
    best[0][0] = (0.0, 0);
    for k in 1..=MOST {
        for end in 1..=n {
            for start in 0..end {
                let gap = if start == 0 { 0.0 } else { CUT - strengths[start - 1] };
                let cost = best[k - 1][start].0 + gap + stage(end - start);
                if cost < best[k][end].0 - 1e-12 {
                    best[k][end] = (cost, start);
                }
            }
        }
    }
    let mut stages = FEWEST;
    for k in FEWEST..=MOST.min(n) {
        if best[k][n].0 < best[stages][n].0 - 1e-12 {
            stages = k;
        }
    }
    let mut cuts = Vec::with_capacity(stages);
    let mut end = n;
    for k in (1..=stages).rev() {
        let start = best[k][end].1;
        cuts.push(start..end);
        end = start;
    }
    cuts.reverse();
    cuts
}

#[cfg(test)]
mod tests {
    use super::segment;

    #[test]
    fn stages_end_where_gaps_are_strong() {
        assert_eq!(segment(&[0.0, 0.0, 1.2, 0.0, 0.0]), [0..3, 3..6]);
        assert_eq!(segment(&[0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0]), [0..2, 2..4, 4..6, 6..8]);
    }

    #[test]
    fn even_a_row_without_strong_gaps_has_two_stages_and_loops_stay_whole() {
        assert_eq!(segment(&[0.0, -1.0, 0.0]).len(), 2);
        assert!(!segment(&[0.0, -1.0, 0.0]).contains(&(0..2)));
    }
}
