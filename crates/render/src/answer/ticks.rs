//! Where an axis has its marks: steps that people count in, also in time.

/// Steps of time in seconds that a clock or a calendar has.
const STEPS: [f64; 26] = [
    1.0,
    2.0,
    5.0,
    10.0,
    15.0,
    30.0,
    60.0,
    120.0,
    300.0,
    600.0,
    900.0,
    1800.0,
    3600.0,
    7200.0,
    10_800.0,
    21_600.0,
    43_200.0,
    86_400.0,
    172_800.0,
    432_000.0,
    604_800.0,
    1_209_600.0,
    2_592_000.0,
    5_184_000.0,
    7_776_000.0,
    15_552_000.0,
];
/// Beyond the calendar's steps: years.
const YEAR: f64 = 31_557_600.0;

/// Marks from 0 to `end` seconds, at most `most` beside zero.
pub(crate) fn time(end: f64, most: usize) -> Vec<f64> {
    let fits = |step: f64| end / step <= most as f64;
    let step =
        STEPS.into_iter().find(|step| fits(*step)).unwrap_or_else(|| nice(end / YEAR, most) * YEAR);
    // Under a second the steps are those of numbers.
    let step = if end < 1.0 { nice(end, most) } else { step };
    marks(end, step)
}

/// A step of 1, 2 or 5 times a power of ten, so that `end` has at most `most` of them.
pub(crate) fn nice(end: f64, most: usize) -> f64 {
    let rough = end / most as f64;
    if !(rough.is_finite() && rough > 0.0) {
        return 1.0;
    }
    let power = 10.0_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().find(|step| step * power >= rough * (1.0 - 1e-9));
    step.unwrap_or(10.0) * power
}

/// Multiples of `step` from 0 to `end`.
pub(crate) fn marks(end: f64, step: f64) -> Vec<f64> {
    let mut out = vec![0.0];
    let mut next = step;
    while next <= end * (1.0 + 1e-9) && out.len() < 100 {
        out.push(next);
        next += step;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_time_are_those_of_a_clock_and_never_too_many() {
        assert_eq!(time(7.0 * 86_400.0, 7), [0., 1., 2., 3., 4., 5., 6., 7.].map(|d| d * 86_400.0));
        assert_eq!(time(100.0, 5), [0.0, 30.0, 60.0, 90.0]);
        for end in [0.000_3, 0.2, 1.0, 59.0, 1e4, 1e6, 3e7, 1e9, 1e12] {
            let marks = time(end, 6);
            assert!((2..=7).contains(&marks.len()), "{end}: {marks:?}");
        }
    }
}
