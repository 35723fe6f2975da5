//! Where an axis has its marks: steps that people count in, also in time.

use crate::format::duration;

const MONTH: f64 = 2_629_800.0;
const YEAR: f64 = 12.0 * MONTH;
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
    MONTH,
    2.0 * MONTH,
    3.0 * MONTH,
    6.0 * MONTH,
];

/// Marks from 0 to `end` seconds with their words, at most `most` beside zero.
pub(crate) fn time(end: f64, most: usize) -> Vec<(f64, String)> {
    let fits = |step: f64| end / step <= most as f64;
    let step = STEPS
        .into_iter()
        .find(|step| fits(*step))
        .unwrap_or_else(|| nice(end / YEAR, most).max(1.0) * YEAR);
    // Under a second the steps are those of numbers.
    let step = if end < 1.0 { nice(end, most) } else { step };
    let words = |mark: f64| {
        let counted = |unit: f64, name: &str| {
            let count = (mark / unit).round();
            format!("{count:.0}\u{a0}{name}{}", if count > 1.0 { "s" } else { "" })
        };
        match mark {
            0.0 => "0".into(),
            _ if step >= YEAR => counted(YEAR, "year"),
            _ if step >= MONTH => counted(MONTH, "month"),
            mark if mark < 1.0 => format!("{mark}\u{a0}s"),
            mark => duration(mark),
        }
    };
    marks(end, step).into_iter().map(|mark| (mark, words(mark))).collect()
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

    fn words(end: f64, most: usize) -> String {
        let all: Vec<String> = time(end, most).into_iter().map(|(_, words)| words).collect();
        all.join(", ").replace('\u{a0}', " ")
    }

    #[test]
    fn marks_of_time_are_those_of_a_clock_or_a_calendar() {
        assert_eq!(words(100.0, 5), "0, 30 s, 1 min, 1.5 min");
        assert_eq!(words(3.0 * 86_400.0, 5), "0, 1 day, 2 days, 3 days");
        assert_eq!(words(200.0 * 86_400.0, 4), "0, 2 months, 4 months, 6 months");
        assert_eq!(words(3_000.0 * 86_400.0, 5), "0, 2 years, 4 years, 6 years, 8 years");
        assert_eq!(words(0.02, 4), "0, 0.005 s, 0.01 s, 0.015 s, 0.02 s");
    }

    #[test]
    fn there_are_never_too_many_marks() {
        for end in [0.000_3, 0.2, 1.0, 59.0, 1e4, 1e6, 3e7, 1e9, 1e12] {
            let marks = time(end, 6);
            assert!((2..=7).contains(&marks.len()), "{end}: {marks:?}");
            assert!(marks.iter().all(|(mark, _)| *mark <= end * 1.000_001));
        }
    }
}
