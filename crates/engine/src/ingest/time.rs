//! Times: which forms are read, what is ambiguous, and how a time without a zone becomes an instant.
//!
//! A form is read only when it can mean one thing. `3/4/2015` can mean two, so both are kept until the whole
//! column has been seen ([`Order`]). Numbers are seconds, milli-, micro- or nanoseconds since 1970 by their
//! size, or a spreadsheet's days since 1899-12-30. Two-digit years are not read: they mean too many things.
//! Leap seconds (`:60`) are read as the second before; `24:00` is the next midnight.

mod parse;
mod zone;

pub(crate) use parse::{Shape, Stamp, parse, parse_number, parse_whole};
pub(crate) use zone::{NEWEST_US, OLDEST_US, Reader, ReaderTally, Zone, zone};

/// Microseconds in a day.
pub(crate) const DAY_US: i64 = 86_400_000_000;

/// Whether the day or the month comes first in `3/4/2015`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Day first.
    DayFirst,
    /// Month first.
    MonthFirst,
    /// The column holds both: values that can mean two things are refused.
    Mixed,
}

/// Days since 1970-01-01 of a date (H. Hinnant, *chrono-compatible low-level date algorithms*).
pub(crate) fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of days since 1970-01-01.
pub(crate) fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days - era * 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, of_year - (153 * shifted + 2) / 5 + 1)
}

/// A time as RFC 3339 in UTC, with microseconds where there are some.
pub fn rfc3339(us: i64) -> String {
    let (year, month, day) = date(us.div_euclid(DAY_US));
    let within = us.rem_euclid(DAY_US);
    let (second, micro) = (within / 1_000_000, within % 1_000_000);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    let fraction = if micro == 0 { String::new() } else { format!(".{micro:06}") };
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z")
}

#[cfg(test)]
mod tests {
    use super::{DAY_US, date, days, rfc3339};

    #[test]
    fn dates_and_days_are_each_others_inverse() {
        assert_eq!(days(1970, 1, 1), 0);
        assert_eq!(days(2000, 3, 1), 11_017);
        for day in (-719_162..2_932_896).step_by(97) {
            let (year, month, of_month) = date(day);
            assert_eq!(days(year, month, of_month), day);
        }
        assert_eq!(rfc3339(days(1, 1, 1) * DAY_US), "0001-01-01T00:00:00Z");
        assert_eq!(rfc3339(1_500_000), "1970-01-01T00:00:01.500000Z");
    }
}
