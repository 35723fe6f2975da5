//! How long events are kept: `90d`, `26w`, `18mo`, `2y`.
//!
//! What is older than the newest event by more than that is dropped, in whole days of the dataset's zone, so that at most once a
//! day of events are files written anew for it. A newest event that lies in the future, by a clock that was
//! wrong, counts as of now.

use crate::error::Error;
use crate::refusal::refuse;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use std::fmt;

/// How long events are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    count: i32,
    unit: Calendar,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Calendar {
    Days,
    Weeks,
    Months,
    Years,
}

const UNITS: [(&str, Calendar); 4] = [
    ("d", Calendar::Days),
    ("w", Calendar::Weeks),
    ("mo", Calendar::Months),
    ("y", Calendar::Years),
];

impl Retention {
    /// Reads a length: a whole number above zero, and one of `d`, `w`, `mo`, `y`.
    ///
    /// # Errors
    /// When the text is anything else.
    pub fn read(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (count, unit) = text.split_at(digits);
        let unit = UNITS.iter().find(|(name, _)| *name == unit.trim_start());
        let count = count.parse::<i32>().ok().filter(|count| *count > 0);
        let read = count.zip(unit).map(|(count, (_, unit))| Self { count, unit: *unit });
        read.filter(|read| read.span().is_some()).ok_or_else(|| {
            refuse(
                "length-unreadable",
                format!("\"{text}\" is not a length of time to keep events for"),
                "write a whole number of days, weeks, months or years: 90d, 26w, 18mo, 2y",
            )
        })
    }

    fn span(self) -> Option<Span> {
        let none = Span::new();
        match self.unit {
            Calendar::Days => none.try_days(self.count),
            Calendar::Weeks => none.try_weeks(self.count),
            Calendar::Months => none.try_months(self.count),
            Calendar::Years => none.try_years(self.count),
        }
        .ok()
    }

    /// The oldest time that is kept, where `newest` is the newest; `None` where nothing can be too old.
    pub(super) fn cutoff(self, newest: i64, zone: &str) -> Option<i64> {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let newest = Timestamp::from_microsecond(newest).ok()?.to_zoned(zone);
        let oldest = newest.checked_sub(self.span()?).ok()?.start_of_day().ok()?;
        Some(oldest.timestamp().as_microsecond())
    }
}

impl fmt::Display for Retention {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = UNITS.iter().find(|(_, unit)| *unit == self.unit).map_or("", |(name, _)| name);
        write!(out, "{}{unit}", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::Retention;

    #[test]
    fn a_length_is_read_as_it_is_written_and_all_else_is_refused() {
        for text in ["1d", "90d", "26w", "18mo", "2y"] {
            assert_eq!(Retention::read(text).expect("read").to_string(), text);
        }
        for text in
            ["", "2", "y", "0d", "-1d", "1.5y", "2 years", "1h", "99999999999d", "2000000000y"]
        {
            assert!(Retention::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_oldest_day_that_is_kept_is_that_of_the_calendar() {
        let us = |text: &str| text.parse::<jiff::Timestamp>().expect("a time").as_microsecond();
        let cutoff = |limit: &str, newest: &str, zone: &str| {
            Retention::read(limit).expect("read").cutoff(us(newest), zone)
        };
        let at = |text: &str| Some(us(text));
        assert_eq!(cutoff("2y", "2024-02-29T12:00:00Z", "UTC"), at("2022-02-28T00:00:00Z"));
        assert_eq!(cutoff("1d", "2024-03-01T00:00:00Z", "UTC"), at("2024-02-29T00:00:00Z"));
        assert_eq!(
            cutoff("1mo", "2024-03-31T23:00:00Z", "Europe/Warsaw"),
            at("2024-02-29T23:00:00Z")
        );
        assert_eq!(cutoff("5000y", "2024-03-31T23:00:00Z", "UTC"), at("-002976-03-31T00:00:00Z"));
        assert_eq!(cutoff("15000y", "2024-03-31T23:00:00Z", "UTC"), None);
    }
}
