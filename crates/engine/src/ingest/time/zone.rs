//! From what a value says to an instant: the zone that is assumed, and what the clock change does.

use super::{DAY_US, Order, Shape, Stamp, parse, parse_number, parse_whole};
use crate::error::Error;
use crate::ingest::cell::Cell;
use crate::ingest::{place, user};
use crate::manifest::TimeFormat;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

/// The newest instant that every tool here can show (`jiff::Timestamp::MAX`): 9999-12-30T22:00:00.
pub(crate) const NEWEST_US: i64 = 253_402_207_200_000_000;
/// The oldest: the beginning of the year 1.
pub(crate) const OLDEST_US: i64 = -62_135_596_800_000_000;

/// Within the years 1900 and 2100: most times.
const USUAL_US: std::ops::Range<i64> = -2_208_988_800_000_000..4_133_980_800_000_000;

/// A zone by its IANA name, with a short cut for UTC.
#[derive(Clone, Debug)]
pub(crate) struct Zone {
    /// Its name.
    pub(crate) name: String,
    tz: TimeZone,
    utc: bool,
}

/// Finds a zone.
///
/// # Errors
/// When there is no zone of that name.
pub(crate) fn zone(name: Option<&str>) -> Result<Zone, Error> {
    let name = name.unwrap_or("UTC");
    let tz = TimeZone::get(name).map_err(|_| {
        let what = format!("there is no time zone `{name}`");
        user(
            "zone-unknown",
            what,
            place("", None, Some("time_zone")),
            "use an IANA name such as `Europe/Warsaw`",
        )
    })?;
    Ok(Zone { name: name.to_owned(), tz, utc: name == "UTC" })
}

/// What the clock change did to a local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    None,
    Gap,
    Fold,
}

impl Zone {
    /// The instant of a local time: in a gap the time moved on by it, in a fold the earlier of the two
    /// (RFC 5545, and what `Temporal` calls *compatible*).
    fn instant(&self, local_us: i64) -> (i64, Change) {
        if self.utc {
            return (local_us, Change::None);
        }
        let Some(civil) = civil(local_us) else { return (local_us, Change::None) };
        let (offset, change) = match self.tz.to_ambiguous_timestamp(civil).offset() {
            AmbiguousOffset::Unambiguous { offset } => (offset, Change::None),
            AmbiguousOffset::Gap { before, .. } => (before, Change::Gap),
            AmbiguousOffset::Fold { before, .. } => (before, Change::Fold),
        };
        (local_us - i64::from(offset.seconds()) * 1_000_000, change)
    }

    /// The calendar day of an instant, as days since 1970-01-01.
    pub(crate) fn day(&self, us: i64) -> i64 {
        if self.utc {
            return us.div_euclid(DAY_US);
        }
        let offset = jiff::Timestamp::from_microsecond(us)
            .map_or(0, |timestamp| self.tz.to_offset(timestamp).seconds());
        (us + i64::from(offset) * 1_000_000).div_euclid(DAY_US)
    }
}

fn civil(us: i64) -> Option<DateTime> {
    let (year, month, day) = super::date(us.div_euclid(DAY_US));
    let within = us.rem_euclid(DAY_US);
    let second = within / 1_000_000;
    DateTime::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
        i8::try_from(second / 3_600).ok()?,
        i8::try_from(second / 60 % 60).ok()?,
        i8::try_from(second % 60).ok()?,
        i32::try_from(within % 1_000_000 * 1_000).ok()?,
    )
    .ok()
}

/// Reads the values of one column as times.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    /// The zone of values without one.
    pub(crate) zone: Zone,
    /// What comes first in `3/4/2015`.
    pub(crate) order: Order,
    /// The mapping's own form (`strftime`), if it gives one.
    pub(crate) declared: Option<String>,
}

/// What a reader met.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReaderTally {
    shapes: [u64; 13],
    local: [bool; 13],
    /// Times that do not exist because clocks were put forward.
    pub(crate) gaps: u64,
    /// Times that exist twice because clocks were put back.
    pub(crate) folds: u64,
    /// Years before 1900 or after 2100.
    pub(crate) far: u64,
}

impl ReaderTally {
    /// The forms, for the report.
    pub(crate) fn formats(&self, column: &str, zone: &Zone, order: Order) -> Vec<TimeFormat> {
        let seen = Shape::ALL.iter().zip(&self.shapes).zip(&self.local);
        seen.filter(|((_, count), _)| **count > 0)
            .map(|((shape, count), local)| TimeFormat {
                column: column.to_owned(),
                format: shape.label(order).to_owned(),
                values: *count,
                zone: local.then(|| zone.name.clone()),
            })
            .collect()
    }

    /// Adds what another reader of the column met.
    pub(crate) fn add(&mut self, other: &Self) {
        for (all, more) in self.shapes.iter_mut().zip(&other.shapes) {
            *all += more;
        }
        for (any, one) in self.local.iter_mut().zip(&other.local) {
            *any |= one;
        }
        self.gaps += other.gaps;
        self.folds += other.folds;
        self.far += other.far;
    }

    fn count(&mut self, shape: Shape, local: bool) {
        // Shapes are numbered in the order of the report.
        let at = shape as usize;
        self.shapes[at] += 1;
        self.local[at] |= local;
    }
}

impl Reader {
    /// The instant of a cell; `None` where it is missing.
    ///
    /// # Errors
    /// A sentence that says why it is no time.
    pub(crate) fn read(
        &self,
        cell: &Cell<'_>,
        tally: &mut ReaderTally,
    ) -> Result<Option<i64>, String> {
        let stamp = match cell {
            Cell::Missing => return Ok(None),
            Cell::Time(us) => Some(Stamp::Instant(*us, Shape::Typed)),
            Cell::LocalTime(us) => Some(Stamp::Local(*us, Shape::Typed)),
            Cell::Int(int) => parse_whole(*int),
            Cell::Number(number) => parse_number(*number),
            Cell::Flag(_) => None,
            Cell::Text(text) if super::super::cell::is_blank_word(text) => return Ok(None),
            Cell::Text(text) => match &self.declared {
                Some(form) => declared(text, form),
                None => parse(text),
            },
        };
        let Some(stamp) = stamp else {
            let text = cell.as_text().unwrap_or_default();
            let shown: String = text.chars().take(60).collect();
            return Err(match &self.declared {
                Some(form) => format!("`{shown}` is not a time of the form `{form}`"),
                None => format!("`{shown}` is not a time in any form that means one thing"),
            });
        };
        let (local_us, shape) = match stamp {
            Stamp::Instant(us, shape) => {
                tally.count(shape, false);
                return self.bounded(us, tally).map(Some);
            }
            Stamp::Local(us, shape) => (us, shape),
            Stamp::TwoWays { day_first, month_first, offset_s } => {
                let chosen = match (self.order, day_first, month_first) {
                    (_, Some(only), None) | (_, None, Some(only)) => Some(only),
                    (Order::DayFirst, us, _) | (Order::MonthFirst, _, us) => us,
                    (Order::Mixed, _, _) => None,
                };
                let Some(us) = chosen else {
                    return Err(format!(
                        "`{}` can mean two days, and the column has both orders; declare `day_first`",
                        cell.as_text().unwrap_or_default()
                    ));
                };
                if let Some(offset) = offset_s {
                    tally.count(Shape::DayMonth, false);
                    return self.bounded(us - offset * 1_000_000, tally).map(Some);
                }
                (us, Shape::DayMonth)
            }
        };
        tally.count(shape, true);
        let (us, change) = self.zone.instant(local_us);
        match change {
            Change::None => {}
            Change::Gap => tally.gaps += 1,
            Change::Fold => tally.folds += 1,
        }
        self.bounded(us, tally).map(Some)
    }

    #[expect(clippy::unused_self, reason = "a step of reading")]
    fn bounded(&self, us: i64, tally: &mut ReaderTally) -> Result<i64, String> {
        if USUAL_US.contains(&us) {
            return Ok(us);
        }
        let (year, ..) = super::date(us.div_euclid(DAY_US));
        if !(1..=9_999).contains(&year) && us < NEWEST_US {
            return Err(format!("the year {year} lies outside 1 … 9999"));
        }
        if !(1900..=2100).contains(&year) {
            tally.far += 1;
        }
        // The last 26 hours of the year 9999 exist in some zones only; they stand for "for ever".
        Ok(us.min(NEWEST_US))
    }
}

fn declared(text: &str, form: &str) -> Option<Stamp> {
    let broken = jiff::fmt::strtime::parse(form, text.trim()).ok()?;
    if let (Some(_), Ok(timestamp)) = (broken.offset(), broken.to_timestamp()) {
        return Some(Stamp::Instant(timestamp.as_microsecond(), Shape::Declared));
    }
    let civil =
        broken.to_datetime().or_else(|_| broken.to_date().map(|d| d.at(0, 0, 0, 0))).ok()?;
    let day =
        super::days(i64::from(civil.year()), i64::from(civil.month()), i64::from(civil.day()));
    let second = i64::from(civil.hour()) * 3_600
        + i64::from(civil.minute()) * 60
        + i64::from(civil.second());
    let micro = i64::from(civil.subsec_nanosecond()) / 1_000;
    Some(Stamp::Local(day * DAY_US + second * 1_000_000 + micro, Shape::Declared))
}

#[cfg(test)]
mod tests {
    use super::{Order, Reader, ReaderTally, zone};
    use crate::ingest::cell::Cell;
    use crate::ingest::time::rfc3339;

    fn check(name: &str, order: Order, text: &str) -> (String, u64, u64) {
        let reader = Reader { zone: zone(Some(name)).expect("a zone"), order, declared: None };
        let mut tally = ReaderTally::default();
        let read = reader.read(&Cell::text(text), &mut tally);
        let shown = read.map_or_else(|why| why, |us| us.map_or("missing".into(), rfc3339));
        (shown, tally.gaps, tally.folds)
    }

    #[test]
    fn a_time_without_zone_gets_the_assumed_one_and_clock_changes_are_counted() {
        let warsaw = |text| check("Europe/Warsaw", Order::DayFirst, text);
        assert_eq!(warsaw("2024-07-01 12:00"), ("2024-07-01T10:00:00Z".into(), 0, 0));
        assert_eq!(warsaw("2024-03-31 02:30"), ("2024-03-31T01:30:00Z".into(), 1, 0));
        assert_eq!(warsaw("2024-10-27 02:30"), ("2024-10-27T00:30:00Z".into(), 0, 1));
        assert_eq!(warsaw("2024-07-01T12:00Z"), ("2024-07-01T12:00:00Z".into(), 0, 0));
    }

    #[test]
    fn an_ambiguous_day_follows_the_column_and_is_refused_in_a_mixed_one() {
        assert_eq!(check("UTC", Order::DayFirst, "3/4/2015").0, "2015-04-03T00:00:00Z");
        assert_eq!(check("UTC", Order::MonthFirst, "3/4/2015").0, "2015-03-04T00:00:00Z");
        assert!(check("UTC", Order::Mixed, "3/4/2015").0.contains("can mean two days"));
        assert_eq!(check("UTC", Order::Mixed, "24/4/2015").0, "2015-04-24T00:00:00Z");
    }

    #[test]
    fn the_first_and_the_last_year_are_legal_and_missing_words_are_missing() {
        assert_eq!(check("UTC", Order::DayFirst, "0001-01-01").0, "0001-01-01T00:00:00Z");
        assert_eq!(check("UTC", Order::DayFirst, "9999-12-31 23:59").0, "9999-12-30T22:00:00Z");
        assert_eq!(check("UTC", Order::DayFirst, "NULL").0, "missing");
        assert!(zone(Some("Mars/Olympus")).is_err());
    }

    #[test]
    fn usual_years_are_those_that_no_report_doubts() {
        use super::super::{DAY_US, days};
        assert_eq!(super::USUAL_US.start, days(1900, 1, 1) * DAY_US);
        assert_eq!(super::USUAL_US.end, days(2101, 1, 1) * DAY_US);
        let shapes = super::Shape::ALL;
        assert!(shapes.iter().enumerate().all(|(place, shape)| *shape as usize == place));
    }

    #[test]
    fn the_declared_form_is_the_only_one() {
        let reader = Reader {
            zone: zone(None).expect("UTC"),
            order: Order::DayFirst,
            declared: Some("%y%m%d %H:%M".into()),
        };
        let read = |text: &str| reader.read(&Cell::text(text), &mut ReaderTally::default());
        assert_eq!(
            read("150224 11:15").map(|us| us.map(rfc3339)),
            Ok(Some("2015-02-24T11:15:00Z".into()))
        );
        assert!(read("2015-02-24").is_err());
    }
}
