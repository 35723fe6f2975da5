//! Periods one after the other: days, weeks and months of a time zone, or lengths counted from 1970 UTC.

use crate::error::Error;
use crate::hot::Coarse;
use crate::refusal::refuse;
use crate::span::{instant_us, length_us, rfc3339};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// What a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Period {
    /// Of the calendar.
    Day,
    /// Of the calendar, from Monday on.
    Week,
    /// Of the calendar.
    Month,
    /// Microseconds, more than none.
    Length(i64),
}

/// No answer has more periods than this.
pub(crate) const PERIODS: usize = 400;

impl Period {
    /// `day`, `week`, `month`, or a length such as `7d`.
    ///
    /// # Errors
    /// When the text is anything else, or the length is none.
    pub(crate) fn read(text: &str) -> Result<Self, Error> {
        match text.trim() {
            "day" => Ok(Self::Day),
            "week" => Ok(Self::Week),
            "month" => Ok(Self::Month),
            text => match length_us(text) {
                Ok(us) if us > 0 => Ok(Self::Length(us)),
                _ => Err(refuse(
                    "period-unreadable",
                    format!("\"{text}\" is not a period"),
                    "write day, week or month (of the calendar), or a length: 12h, 7d, 30d",
                )),
            },
        }
    }

    /// How several of them are called.
    fn words(self) -> &'static str {
        match self {
            Self::Day => "days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Length(_) => "periods",
        }
    }
}

/// The periods from the oldest instant that matters to the newest.
#[derive(Clone, Debug)]
pub(crate) struct Periods {
    /// Where each begins, and where the last ends. Never falls.
    bounds: Vec<i64>,
    names: Vec<String>,
    /// How many periods a microsecond is, about.
    pace: f64,
    /// How far the bounds lie from the line of that pace, in periods: the furthest before it, and the furthest after it.
    apart: (f64, f64),
}

impl Periods {
    /// All periods that two instants lie in or between; none when the second is before the first.
    ///
    /// # Errors
    /// When there are more than [`PERIODS`], or the calendar does not reach so far.
    pub(crate) fn between(
        period: Period,
        zone: &str,
        oldest: i64,
        newest: i64,
    ) -> Result<Self, Error> {
        let mut of = Self { bounds: Vec::new(), names: Vec::new(), pace: 0.0, apart: (0.0, 0.0) };
        if oldest > newest {
            return Ok(of);
        }
        let too_many = || {
            let span = [oldest, newest].map(|us| rfc3339(us).unwrap_or_else(|| us.to_string()));
            refuse(
                "too-many-periods",
                format!(
                    "from {} to {} there are more than {PERIODS} {}",
                    span[0],
                    span[1],
                    period.words()
                ),
                "ask for longer periods, or narrow the time with `since` and `until`",
            )
        };
        if let Period::Length(us) = period {
            let first = oldest.div_euclid(us);
            let last = newest.div_euclid(us);
            if last.abs_diff(first) >= PERIODS as u64 {
                return Err(too_many());
            }
            for at in first..=last {
                of.bounds.push(at.saturating_mul(us));
                of.names.push(rfc3339(at.saturating_mul(us)).unwrap_or_default());
            }
            of.bounds.push(last.saturating_add(1).saturating_mul(us));
        } else {
            // Also refuses a zone that is none.
            instant_us("1970-01-01", "period", zone)?;
            let far = || {
                refuse(
                    "time-out-of-calendar",
                    "the data have times beyond the years -9998 to 9998, where the calendar ends",
                    "narrow the time with `since` and `until`, or ask for a length such as 7d",
                )
            };
            let mut date = first_day(period, oldest, zone).ok_or_else(far)?;
            loop {
                let begins = begins(date, zone).ok_or_else(far)?;
                of.bounds.push(begins);
                if begins > newest {
                    break;
                }
                if of.names.len() == PERIODS {
                    return Err(too_many());
                }
                of.names.push(date.to_string());
                let step = match period {
                    Period::Day | Period::Length(_) => 1.day(),
                    Period::Week => 1.week(),
                    Period::Month => 1.month(),
                };
                date = date.checked_add(step).map_err(|_| far())?;
            }
        }
        let wide = of.bounds[of.names.len()] as f64 - of.bounds[0] as f64;
        of.pace = of.names.len() as f64 / wide.max(1.0);
        for (at, bound) in (0_u32..).zip(&of.bounds) {
            let apart = of.place(*bound) - f64::from(at);
            of.apart = (of.apart.0.min(apart), of.apart.1.max(apart));
        }
        Ok(of)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// The day a period begins with; with a length, the time.
    pub(crate) fn name(&self, at: usize) -> &str {
        &self.names[at]
    }

    /// Where a period ends, which is no longer in it.
    pub(crate) fn end(&self, at: usize) -> i64 {
        self.bounds[at + 1]
    }

    /// The period of an instant between the oldest and the newest.
    pub(crate) fn of(&self, time: i64) -> usize {
        let last = self.len().saturating_sub(1);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a guess, which the next lines set right"
        )]
        let mut at = ((time.saturating_sub(self.bounds[0]) as f64 * self.pace) as usize).min(last);
        while at > 0 && self.bounds[at] > time {
            at -= 1;
        }
        while at < last && self.bounds[at + 1] <= time {
            at += 1;
        }
        at
    }
}

/// In the place of a period: it may be one or the other.
pub(crate) const MIXED: u16 = u16::MAX;

impl Periods {
    /// How many periods a time lies after the first bound, by a straight line through the bounds.
    fn place(&self, time: i64) -> f64 {
        let from = self.bounds.first().copied().unwrap_or(0);
        (i128::from(time) - i128::from(from)) as f64 * self.pace
    }

    /// The period of each of many times to a step, or [`MIXED`] where it must be looked at more closely.
    ///
    /// Periods are nearly of one length, so that a straight line through their bounds tells of most times which one they
    /// lie in. Mixed are those nearer to a bound than the bounds are to the line, or than rounding allows to tell.
    /// Times before the first period or after the last one get any.
    pub(crate) fn look_up(&self, times: &Coarse<'_>, room: &mut Vec<u16>) {
        /// A number between ±2²² added to this one is rounded to a whole one, which is found in the lowest bits.
        const ROUNDED: f32 = 12_582_912.0;
        room.resize(times.numbers.len(), MIXED);
        let step = times.step as f64 * self.pace;
        // Numbers are counted from the middle of those that matter, so that they have a sign and few digits to round.
        let to = self.bounds.last().copied().unwrap_or(0);
        let most = (i128::from(to) - i128::from(times.base)) / i128::from(times.step.max(1));
        let half = u32::try_from((most.clamp(0, i128::from(u32::MAX)) + 1) / 2).unwrap_or(0);
        let middle = self.place(times.base) + step * f64::from(half);
        let widest = step * (f64::from(half) + 1.0) + middle.abs() + 1.0;
        // Five numbers are rounded to 24 bits, each by less than an eighth of this.
        let off = widest * 4.0 / f64::from(1 << 23);
        if off > 0.25 {
            room.fill(MIXED);
            return;
        }
        // What is rounded to the nearest whole number is rounded down when half is taken from it before.
        #[expect(clippy::cast_possible_truncation, reason = "how much that is off is known")]
        let [step, first, last] =
            [step, middle - self.apart.1 - off - 0.5, middle + step - self.apart.0 + off - 0.5]
                .map(|number| number as f32);
        for (found, number) in room.iter_mut().zip(times.numbers) {
            let along = number.wrapping_sub(half).cast_signed() as f32 * step;
            let first = (along + first + ROUNDED).to_bits();
            let last = (along + last + ROUNDED).to_bits();
            // All bits where they differ.
            let mixed = u32::from(first != last).wrapping_neg();
            #[expect(clippy::cast_possible_truncation, reason = "the lowest 16 bits alone")]
            let period = (first | mixed) as u16;
            *found = period;
        }
    }
}

/// The first day of the period of an instant.
fn first_day(period: Period, time: i64, zone: &str) -> Option<Date> {
    let zone = TimeZone::get(zone).ok()?;
    let date = Timestamp::from_microsecond(time).ok()?.to_zoned(zone).date();
    match period {
        Period::Day | Period::Length(_) => Some(date),
        Period::Week => {
            date.checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days()).ok()
        }
        Period::Month => Some(date.first_of_month()),
    }
}

/// When a day begins.
fn begins(date: Date, zone: &str) -> Option<i64> {
    let zone = TimeZone::get(zone).ok()?;
    Some(date.to_zoned(zone).ok()?.timestamp().as_microsecond())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> i64 {
        instant_us(text, "t", "UTC").expect("a time")
    }

    fn names(period: &str, zone: &str, from: &str, to: &str) -> String {
        let period = Period::read(period).expect("a period");
        match Periods::between(period, zone, at(from), at(to)) {
            Ok(periods) => periods.names.join(" "),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn weeks_begin_on_monday_and_lengths_are_counted_from_1970() {
        assert_eq!(
            names("week", "UTC", "2024-03-03", "2024-03-11"),
            "2024-02-26 2024-03-04 2024-03-11"
        );
        assert_eq!(
            names("month", "UTC", "2023-12-31", "2024-02-01"),
            "2023-12-01 2024-01-01 2024-02-01"
        );
        assert_eq!(
            names("7d", "Europe/Warsaw", "1970-01-01", "1970-01-08T01:00:00Z"),
            "1970-01-01T00:00:00Z 1970-01-08T00:00:00Z"
        );
        assert_eq!(names("7d", "UTC", "1969-12-31", "1969-12-31"), "1969-12-25T00:00:00Z");
        assert_eq!(names("day", "UTC", "2024-03-02", "2024-03-01"), "");
    }

    #[test]
    fn days_begin_in_the_zone_also_where_the_clock_is_changed() {
        let days = Periods::between(
            Period::Day,
            "Europe/Warsaw",
            at("2024-03-30T23:30:00Z"),
            at("2024-03-31T22:30:00Z"),
        )
        .expect("two days");
        // The night of the 31st is an hour shorter.
        assert_eq!(days.names, ["2024-03-31", "2024-04-01"]);
        assert_eq!(
            (days.end(0), days.end(1)),
            (at("2024-03-31T22:00:00Z"), at("2024-04-01T22:00:00Z"))
        );
        assert_eq!(days.of(at("2024-03-31T21:59:59Z")), 0);
        assert_eq!(days.of(at("2024-03-31T22:00:00Z")), 1);
    }

    #[test]
    fn every_instant_is_in_the_period_that_begins_last_before_it() {
        for period in ["day", "week", "month", "5h"] {
            let period = Period::read(period).expect("a period");
            let (from, to) = (at("2024-02-27T13:00:00Z"), at("2024-04-03T07:00:00Z"));
            let periods =
                Periods::between(period, "America/New_York", from, to).expect("few periods");
            for time in (from..=to).step_by(17 * 60_000_000) {
                let place = periods.of(time);
                assert!(periods.bounds[place] <= time && time < periods.end(place), "{period:?}");
            }
        }
    }

    #[test]
    fn a_line_through_the_bounds_gives_the_period_of_a_time_or_says_that_it_cannot() {
        let (from, to) = (at("2024-02-27T13:00:00Z"), at("2024-04-03T07:00:00Z"));
        for period in ["day", "week", "month", "5h"] {
            let period = Period::read(period).expect("a period");
            let periods = Periods::between(period, "America/New_York", from, to).expect("few");
            let times: Vec<i64> = (from..=to).step_by(7 * 60_000_000).collect();
            for (base, step) in
                [(from, 1 << 16), (from - 12_345, 1 << 16), (from, 60_000_000), (from, 1 << 40)]
            {
                let number = |time: &i64| u32::try_from((time - base) / step).expect("few");
                let numbers: Vec<u32> = times.iter().map(number).collect();
                let mut found = Vec::new();
                periods.look_up(&Coarse { base, step, numbers: &numbers }, &mut found);
                let mut known = 0;
                for (time, found) in times.iter().zip(&found).filter(|(_, found)| **found != MIXED)
                {
                    assert_eq!(usize::from(*found), periods.of(*time), "{period:?} {step}");
                    known += 1;
                }
                assert_eq!(
                    known > times.len() * 9 / 10,
                    step < 1 << 40,
                    "{period:?} {step} {known}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn what_a_line_says_holds_of_every_time_that_a_number_stands_for(
            period in prop::sample::select(vec!["day", "week", "month", "5h", "7d", "90s"]),
            zone in prop::sample::select(vec!["UTC", "America/New_York", "Europe/Warsaw"]),
            from in 0..1_900_000_000_i64, length in 0.0..380.0_f64,
            (before, unit) in (0..1_000_000_000_000_i64, prop::sample::select(vec![1, 1_000, 65_536, 1_000_000, 65_536_000, 60_000_000])),
            numbers in prop::collection::vec(any::<u32>(), 1..50),
        ) {
            let from = from * 1_000_000;
            let day = 86_400_000_000.0;
            let each = match period {
                "day" => day,
                "month" => 30.0 * day,
                "5h" => day * 5.0 / 24.0,
                "90s" => day / 960.0,
                _ => 7.0 * day,
            };
            #[expect(clippy::cast_possible_truncation, reason = "less than forty years")]
            let to = from + (each * length) as i64;
            let periods = Periods::between(Period::read(period).expect("a period"), zone, from, to).expect("few periods");
            let (base, end) = (from - before, *periods.bounds.last().expect("one at least"));
            // Numbers of the times that matter, and some others.
            let most = u32::try_from(((end - base) / unit).min(i64::from(u32::MAX))).expect("kept below");
            let ends = [u32::MAX, u32::MAX - 1, most, most / 2, 0];
            let numbers = numbers.iter().map(|n| if n % 8 == 0 { *n } else { n % most.max(1) });
            let numbers: Vec<u32> = numbers.chain(ends).collect();
            let mut found = Vec::new();
            periods.look_up(&Coarse { base, step: unit, numbers: &numbers }, &mut found);
            prop_assert_eq!(found.len(), numbers.len());
            for (number, found) in numbers.iter().zip(found).filter(|(_, found)| *found != MIXED) {
                let first = base + unit * i64::from(*number);
                for time in [first, first + unit - 1] {
                    if time >= periods.bounds[0] && time < end {
                        prop_assert_eq!(usize::from(found), periods.of(time), "{} {}", time, number);
                    }
                }
            }
        }
    }

    #[test]
    fn too_many_periods_and_what_is_no_period_are_refused() {
        let said = names("day", "UTC", "1970-01-01", "2024-01-01");
        assert!(said.contains("more than 400 days"), "{said}");
        for wrong in ["year", "0d", "", "-7d"] {
            assert!(Period::read(wrong).is_err(), "{wrong}");
        }
        assert!(Periods::between(Period::Day, "Mars/Base", 0, 1).is_err());
        assert!(Periods::between(Period::Day, "UTC", i64::MIN, i64::MIN).is_err());
        for end in [i64::MIN, i64::MAX] {
            for us in [1, 7, i64::MAX] {
                let one = Periods::between(Period::Length(us), "UTC", end, end).expect("one");
                assert_eq!((one.len(), one.of(end)), (1, 0), "{end} by {us}");
            }
        }
    }
}
