//! Quantiles of whole numbers of microseconds, exact.

/// The percentile of a multiset of whole numbers: type 7 of Hyndman and Fan (1996), the default of R,
/// `NumPy` and Excel's `PERCENTILE.INC`, interpolated in integers and rounded down.
/// The 50th is the usual median: the middle value, or the mean of the two middle values.
/// Reorders the list; `None` when it is empty.
pub fn percentile_us(list: &mut [i64], percent: u32) -> Option<i64> {
    let (low, high, hundredths) = around(list, percent)?;
    Some(interpolated_us(low, high, hundredths))
}

/// The same in seconds, without rounding down.
pub fn percentile_s(list: &mut [i64], percent: u32) -> Option<f64> {
    let (low, high, hundredths) = around(list, percent)?;
    Some(interpolated_s(low, high, hundredths))
}

/// So many hundredths of the way between two numbers of microseconds, in seconds.
pub(crate) fn interpolated_s(low: i64, high: i64, hundredths: u32) -> f64 {
    let sum = i128::from(low) * 100 + (i128::from(high) - i128::from(low)) * i128::from(hundredths);
    sum as f64 / 1e8
}

/// The same in microseconds, rounded down.
pub(crate) fn interpolated_us(low: i64, high: i64, hundredths: u32) -> i64 {
    let step = (i128::from(high) - i128::from(low)) * i128::from(hundredths);
    // Between two values of 64 bits.
    i64::try_from(i128::from(low) + step.div_euclid(100)).unwrap_or(high)
}

/// The two ranks around a percentile of numbers of which this is the last rank, from 0, and how many hundredths it lies
/// above the lower one.
pub(crate) fn ranks_around(top: u64, percent: u32) -> (u64, u64, u32) {
    let place = u128::from(top) * u128::from(percent.min(100));
    // At most the last rank.
    let below = u64::try_from(place / 100).unwrap_or(top);
    let hundredths = u32::try_from(place % 100).unwrap_or(0);
    (below, (below + 1).min(top), hundredths)
}

/// The two values around a percentile, and how many hundredths it lies above the lower one.
fn around(list: &mut [i64], percent: u32) -> Option<(i64, i64, u32)> {
    let top = list.len().checked_sub(1)?;
    let (below, _, hundredths) = ranks_around(top as u64, percent);
    let below = usize::try_from(below).ok()?;
    let (_, low, rest) = list.select_nth_unstable(below);
    let high = rest.iter().min().copied().unwrap_or(*low);
    Some((*low, high, hundredths))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_those_of_numpy() {
        // numpy.percentile([7, 1, 3, 10], [0, 25, 50, 95, 100])
        let at = |percent| percentile_s(&mut [7, 1, 3, 10].map(|s| s * 1_000_000), percent);
        for (percent, expect) in [(0, 1.0), (25, 2.5), (50, 5.0), (95, 9.55), (100, 10.0)] {
            assert_eq!(at(percent), Some(expect), "{percent}");
        }
        assert_eq!(percentile_s(&mut [], 50), None);
        assert_eq!(percentile_us(&mut [-3, -2], 50), Some(-3), "rounded down");
        assert_eq!(percentile_us(&mut [i64::MIN, i64::MAX], 100), Some(i64::MAX));
    }
}
