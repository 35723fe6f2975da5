//! Lengths of time as questions write them (`30m`, `12h`, `7d`), and points in time (`2018-08-01`).

use crate::error::Error;
use crate::refusal::refuse;

/// Microseconds in a second.
pub(crate) const SECOND: i64 = 1_000_000;
/// Microseconds in a day.
pub(crate) const DAY: i64 = 86_400 * SECOND;

/// Microseconds of a length of time: a number and one of `ms`, `s`, `m`, `h`, `d`, `w`; `1.5h` is allowed.
///
/// # Errors
/// When the text is anything else, is negative, or does not fit 64 bits.
pub fn length_us(text: &str) -> Result<i64, Error> {
    read_length(text.trim()).ok_or_else(|| {
        refuse(
            "length-unreadable",
            format!("\"{text}\" is not a length of time"),
            "write a number and a unit: 500ms, 45s, 30m, 12h, 7d, 2w",
        )
    })
}

/// The same without the words of an error.
pub(crate) fn read_length(text: &str) -> Option<i64> {
    let digits =
        text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let (number, unit) = text.split_at(digits);
    let unit = match unit.trim_start() {
        "ms" => 1000,
        "s" => SECOND,
        "m" | "min" => 60 * SECOND,
        "h" => 3600 * SECOND,
        "d" => DAY,
        "w" => 7 * DAY,
        _ => return None,
    };
    if let Ok(whole) = number.parse::<i64>() {
        return whole.checked_mul(unit);
    }
    let us = number.parse::<f64>().ok()? * unit as f64;
    #[expect(clippy::cast_possible_truncation, reason = "compared with the bound just before")]
    (us < 9.2e18).then_some(us.round() as i64)
}

/// Microseconds since 1970 UTC of a point in time: RFC 3339 with an offset, or a date or a date and
/// time in the project's zone.
///
/// # Errors
/// When the text is neither, or the zone is unknown.
pub(crate) fn instant_us(text: &str, field: &str, zone: &str) -> Result<i64, Error> {
    let unreadable = || {
        refuse(
            "time-unreadable",
            format!("{field}: \"{text}\" is not a point in time"),
            "write a date (2018-08-01), or a time with its offset (2018-08-01T12:00:00Z)",
        )
    };
    if let Ok(instant) = text.trim().parse::<jiff::Timestamp>() {
        return Ok(instant.as_microsecond());
    }
    let local: jiff::civil::DateTime = text.trim().parse().map_err(|_| unreadable())?;
    let zone = jiff::tz::TimeZone::get(zone).map_err(|_| {
        refuse(
            "zone-unknown",
            format!("there is no time zone \"{zone}\""),
            "use an IANA name: UTC, Europe/Warsaw",
        )
    })?;
    // The last two days of the year 9999 have no zone in which they could be written.
    let us = local.to_zoned(zone).map_or_else(
        |_| local.duration_since(jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0)).as_micros(),
        |zoned| i128::from(zoned.timestamp().as_microsecond()),
    );
    i64::try_from(us).map_err(|_| unreadable())
}

/// RFC 3339 UTC; `None` outside of the years 0 to 9999.
pub(crate) fn rfc3339(us: i64) -> Option<String> {
    const YEARS: std::ops::Range<i64> = -62_167_219_200 * SECOND..253_402_300_800 * SECOND;
    YEARS.contains(&us).then(|| crate::ingest::time::rfc3339(us))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_a_number_and_a_unit() {
        assert_eq!(length_us("7d").expect("a length"), 7 * DAY);
        assert_eq!(length_us(" 1.5 h ").expect("a length"), 5400 * SECOND);
        for wrong in ["", "7", "d", "-7d", "7 days ago", "1.2.3d", "99999999999999999999w"] {
            assert!(length_us(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_years_1_and_9999_are_written_and_read() {
        for text in
            ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "2024-03-01T10:00:00.500000Z"]
        {
            let us = instant_us(text.trim_end_matches('Z'), "since", "UTC").expect("a time");
            assert_eq!(rfc3339(us).as_deref(), Some(text));
        }
        assert_eq!((rfc3339(i64::MIN), rfc3339(i64::MAX)), (None, None));
    }

    #[test]
    fn a_date_begins_in_the_projects_zone() {
        let at = |text, zone| instant_us(text, "since", zone).expect("a time");
        assert_eq!(at("1970-01-02", "UTC"), DAY);
        assert_eq!(at("1970-01-02", "Europe/Warsaw"), DAY - 3600 * SECOND);
        assert_eq!(at("1970-01-02T01:00:00+01:00", "Europe/Warsaw"), DAY);
        assert!(instant_us("yesterday", "since", "UTC").is_err());
        assert!(instant_us("1970-01-02", "since", "Mars/Base").is_err());
    }
}
