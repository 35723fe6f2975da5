//! A smooth curve through points that never rises above or falls below them: monotone cubic interpolation
//! (Fritsch and Carlson, SIAM J. Numer. Anal. 17, 1980), so that the eye sees no value that is not in the data.

use crate::scene::Move;

/// A curve through points with rising x.
#[derive(Clone, Debug)]
pub(crate) struct Curve {
    points: Vec<(f64, f64)>,
    slopes: Vec<f64>,
}

impl Curve {
    /// `points` in rising x.
    pub(crate) fn new(points: Vec<(f64, f64)>) -> Self {
        let steps: Vec<f64> = points
            .windows(2)
            .map(|pair| (pair[1].1 - pair[0].1) / (pair[1].0 - pair[0].0).max(f64::EPSILON))
            .collect();
        let slopes = (0..points.len())
            .map(|i| {
                let before = i.checked_sub(1).and_then(|before| steps.get(before));
                match (before, steps.get(i)) {
                    (Some(a), Some(b)) if a * b > 0.0 => 2.0 * a * b / (a + b),
                    (Some(_), Some(_)) | (None, None) => 0.0,
                    (Some(only), None) | (None, Some(only)) => only / 2.0,
                }
            })
            .collect();
        Self { points, slopes }
    }

    /// The curve's y at `x`; flat before the first and after the last point.
    pub(crate) fn at(&self, x: f64) -> f64 {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return 0.0;
        };
        if x <= first.0 {
            return first.1;
        }
        if x >= last.0 {
            return last.1;
        }
        let right = self.points.partition_point(|point| point.0 <= x).min(self.points.len() - 1);
        let (a, b) = (self.points[right - 1], self.points[right]);
        let width = b.0 - a.0;
        let t = (x - a.0) / width;
        let (t2, t3) = (t * t, t * t * t);
        (2.0 * t3 - 3.0 * t2 + 1.0) * a.1
            + (t3 - 2.0 * t2 + t) * width * self.slopes[right - 1]
            + (3.0 * t2 - 2.0 * t3) * b.1
            + (t3 - t2) * width * self.slopes[right]
    }

    /// Drawn from the first to the last point, `pen` already there.
    pub(crate) fn forward(&self) -> Vec<Move> {
        (1..self.points.len()).map(|i| self.piece(i - 1, i)).collect()
    }

    /// Drawn from the last to the first point, `pen` already there.
    pub(crate) fn backward(&self) -> Vec<Move> {
        (1..self.points.len()).rev().map(|i| self.piece(i, i - 1)).collect()
    }

    fn piece(&self, from: usize, to: usize) -> Move {
        let (a, b) = (self.points[from], self.points[to]);
        let third = (b.0 - a.0) / 3.0;
        Move::Curve(
            a.0 + third,
            a.1 + third * self.slopes[from],
            b.0 - third,
            b.1 - third * self.slopes[to],
            b.0,
            b.1,
        )
    }

    /// Its points.
    pub(crate) fn points(&self) -> &[(f64, f64)] {
        &self.points
    }
}

/// The area between an upper and a lower curve with the same x.
pub(crate) fn between(upper: &Curve, lower: &Curve) -> Vec<Move> {
    let (Some(start), Some(end)) = (upper.points().first(), lower.points().last()) else {
        return Vec::new();
    };
    let mut moves = vec![Move::To(start.0, start.1)];
    moves.extend(upper.forward());
    moves.push(Move::Line(end.0, end.1));
    moves.extend(lower.backward());
    moves.push(Move::Close);
    moves
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_curve_stays_between_its_points(ys in prop::collection::vec(-100.0_f64..100.0, 2..12)) {
            let points: Vec<_> = ys.iter().enumerate().map(|(i, y)| (i as f64 * 50.0, *y)).collect();
            let curve = Curve::new(points.clone());
            for pair in points.windows(2) {
                for part in 0..=10 {
                    let y = curve.at(pair[0].0 + f64::from(part) * 5.0);
                    prop_assert!(y >= pair[0].1.min(pair[1].1) - 1e-9, "{y} under {pair:?}");
                    prop_assert!(y <= pair[0].1.max(pair[1].1) + 1e-9, "{y} over {pair:?}");
                }
            }
        }

        #[test]
        fn the_curve_goes_through_its_points(ys in prop::collection::vec(-100.0_f64..100.0, 1..12)) {
            let points: Vec<_> = ys.iter().enumerate().map(|(i, y)| (i as f64 * 50.0, *y)).collect();
            let curve = Curve::new(points.clone());
            for (x, y) in points {
                prop_assert!((curve.at(x) - y).abs() < 1e-9);
            }
        }
    }
}
