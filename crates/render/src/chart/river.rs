//! The flow as a river: how wide it is at each step, and what falls out of it.
//!
//! The width is the number of journeys that pass a column, whether or not they take its step: a step that only
//! some take is a valley between two wider ones, and the others flow by. So the river narrows where people
//! leave, widens where they join, and does not jump where a step is optional.

use crate::chart::curve::{Curve, between};
use crate::scene::Move;

/// Journeys passing each column: the count, raised in valleys to the lower of the two sides
/// (as rain fills a landscape). A column without a count is passed by what its neighbours share.
pub(crate) fn passing(counts: &[Option<u64>]) -> Vec<u64> {
    let mut from_left = Vec::with_capacity(counts.len());
    let mut most = 0;
    for count in counts {
        most = most.max(count.unwrap_or(0));
        from_left.push(most);
    }
    let mut most = 0;
    let mut out: Vec<u64> = counts
        .iter()
        .zip(&from_left)
        .rev()
        .map(|(count, left)| {
            most = most.max(count.unwrap_or(0));
            most.min(*left)
        })
        .collect();
    out.reverse();
    out
}

/// Upper and lower bank around a middle line.
#[derive(Clone, Debug)]
pub(crate) struct River {
    upper: Curve,
    lower: Curve,
}

impl River {
    /// `widths` in pixels at the x of each column, flat to `left` and `right`.
    pub(crate) fn new(left: f64, right: f64, middle: f64, widths: &[(f64, f64)]) -> Self {
        let bank = |side: f64| {
            let mut points: Vec<(f64, f64)> =
                widths.iter().map(|(x, width)| (*x, middle + side * width / 2.0)).collect();
            if let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) {
                points.insert(0, (left, first.1));
                points.push((right, last.1));
            }
            Curve::new(points)
        };
        Self { upper: bank(-1.0), lower: bank(1.0) }
    }

    pub(crate) fn top(&self, x: f64) -> f64 {
        self.upper.at(x)
    }

    pub(crate) fn bottom(&self, x: f64) -> f64 {
        self.lower.at(x)
    }

    /// Highest point of the river between two x.
    pub(crate) fn crest(&self, from: f64, to: f64) -> f64 {
        (0..=16)
            .map(|part| self.top(from + (to - from) * f64::from(part) / 16.0))
            .fold(f64::INFINITY, f64::min)
    }

    pub(crate) fn outline(&self) -> Vec<Move> {
        between(&self.upper, &self.lower)
    }

    /// Slanted lines within the banks: a river whose width says nothing about people.
    pub(crate) fn hatch(&self, left: f64, right: f64) -> Vec<Move> {
        const APART: f64 = 9.0;
        const PARTS: i32 = 32;
        let (high, low) = (self.crest(left, right), self.deepest(left, right));
        let tall = low - high;
        let mut moves = Vec::new();
        if tall < 1.0 {
            return moves;
        }
        let mut start = left - tall;
        while start < right {
            let mut inside = false;
            let mut last = (0.0, 0.0);
            for part in 0..=PARTS {
                let along = tall * f64::from(part) / f64::from(PARTS);
                let (x, y) = (start + along, low - along);
                let now = x >= left && x <= right && y > self.top(x) && y < self.bottom(x);
                if now && !inside {
                    moves.push(Move::To(x, y));
                }
                if !now && inside {
                    moves.push(Move::Line(last.0, last.1));
                }
                inside = now;
                last = (x, y);
            }
            if inside {
                moves.push(Move::Line(last.0, last.1));
            }
            start += APART;
        }
        moves
    }

    /// Lowest point of the river between two x.
    pub(crate) fn deepest(&self, from: f64, to: f64) -> f64 {
        (0..=16)
            .map(|part| self.bottom(from + (to - from) * f64::from(part) / 16.0))
            .fold(f64::NEG_INFINITY, f64::max)
    }

    /// What falls out of the lower bank: a ribbon `wide` pixels across that leaves at `x` and lands at `floor`.
    /// Also gives the right edge of its foot.
    pub(crate) fn fall(&self, x: f64, wide: f64, floor: f64) -> (Vec<Move>, f64) {
        let (from, to) = (self.bottom(x), self.bottom(x + wide));
        let foot = x + 40.0;
        let deep = (floor - from.min(to)).max(1.0);
        let moves = vec![
            Move::To(x, from),
            Move::Curve(x + 26.0, from, foot - 3.0, from + deep * 0.3, foot, floor),
            Move::Line(foot + wide, floor),
            Move::Curve(foot + wide - 4.0, to + deep * 0.25, x + wide + 22.0, to, x + wide, to),
            Move::Close,
        ];
        (moves, foot + wide)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_some_take_does_not_pinch_the_river() {
        assert_eq!(passing(&[Some(100), Some(3), Some(90), None, Some(10)]), [100, 90, 90, 10, 10]);
    }

    #[test]
    fn journeys_that_join_later_widen_it_only_from_there() {
        assert_eq!(passing(&[Some(10), Some(100), Some(20)]), [10, 100, 20]);
        assert_eq!(passing(&[None, None]), [0, 0]);
    }
}
