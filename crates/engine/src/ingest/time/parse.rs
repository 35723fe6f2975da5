//! One text or number as a time.

use super::{DAY_US, Order, days};

/// A form of time, for the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Shape {
    /// `2017-07-26T10:57:55Z`, `2010-12-30 14:32:00+01:00`
    IsoZoned,
    /// `2017-07-26 10:57:55`
    IsoLocal,
    /// `2017-07-26`
    IsoDate,
    /// `20170726105755`, `20170726`
    Compact,
    /// `24/2/2015 11:15`
    DayMonth,
    /// `24 Feb 2015 11:15`
    MonthName,
    /// Seconds since 1970.
    Seconds,
    /// Milliseconds since 1970.
    Millis,
    /// Microseconds since 1970.
    Micros,
    /// Nanoseconds since 1970.
    Nanos,
    /// Days since 1899-12-30.
    Spreadsheet,
    /// By the mapping's own form.
    Declared,
    /// The file's own type.
    Typed,
}

impl Shape {
    /// Every form, in the order of the report.
    pub(crate) const ALL: [Self; 13] = [
        Self::IsoZoned,
        Self::IsoLocal,
        Self::IsoDate,
        Self::Compact,
        Self::DayMonth,
        Self::MonthName,
        Self::Seconds,
        Self::Millis,
        Self::Micros,
        Self::Nanos,
        Self::Spreadsheet,
        Self::Declared,
        Self::Typed,
    ];

    /// Its form in letters: an example would be taken for a time of the file.
    pub(crate) fn label(self, order: Order) -> &'static str {
        match self {
            Self::IsoZoned => "YYYY-MM-DDThh:mm:ss±hh:mm",
            Self::IsoLocal => "YYYY-MM-DD hh:mm:ss",
            Self::IsoDate => "YYYY-MM-DD",
            Self::Compact => "YYYYMMDDhhmmss",
            Self::DayMonth => match order {
                Order::DayFirst => "D/M/YYYY hh:mm",
                Order::MonthFirst => "M/D/YYYY hh:mm",
                Order::Mixed => "D/M/YYYY or M/D/YYYY hh:mm",
            },
            Self::MonthName => "D Mon YYYY hh:mm",
            Self::Seconds => "seconds since 1970",
            Self::Millis => "milliseconds since 1970",
            Self::Micros => "microseconds since 1970",
            Self::Nanos => "nanoseconds since 1970",
            Self::Spreadsheet => "spreadsheet days since 1899-12-30",
            Self::Declared => "the declared form",
            Self::Typed => "the file's own time type",
        }
    }
}

/// What a value says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stamp {
    /// An instant, microseconds UTC.
    Instant(i64, Shape),
    /// A local time, microseconds as if it were UTC.
    Local(i64, Shape),
    /// A local time whose day and month may be the other way round; a reading is absent where it is no date.
    TwoWays {
        /// With the day first.
        day_first: Option<i64>,
        /// With the month first.
        month_first: Option<i64>,
        /// Offset from UTC in seconds, if the value has one.
        offset_s: Option<i64>,
    },
}

/// Reads a text.
pub(crate) fn parse(text: &str) -> Option<Stamp> {
    usual(text.as_bytes()).or_else(|| any(text))
}

/// The form that most logs have, `2017-07-26 10:57:55.123456` with or without a `T`, a fraction and a `Z`. What it
/// reads, [`any`] reads alike; it reads it in a few steps.
fn usual(text: &[u8]) -> Option<Stamp> {
    let (start, rest) = text.split_first_chunk::<19>()?;
    let eight = |from: usize| start[from..].first_chunk::<8>().copied();
    // From the month to the first digit of the hour; a `T` between is as good as a blank.
    let mut middle = eight(4)?;
    if middle[6] == b'T' {
        middle[6] = b' ';
    }
    let [century, _, year, _, _, month, ..] = pairs(eight(0)?, *b"0000-00-")?;
    let [_, _, _, _, day, ..] = pairs(middle, *b"-00-00 0")?;
    let [hour, _, _, minute, _, _, second, _] = pairs(eight(11)?, *b"00:00:00")?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let (micro, rest) = match rest {
        [b'.', fraction @ ..] => {
            let length = fraction.iter().take(18).take_while(|byte| byte.is_ascii_digit()).count();
            let (digits, rest) = fraction.split_at(length);
            let digits = &digits[..length.min(6)];
            let micro = digits.iter().fold(0, |micro, byte| micro * 10 + i64::from(byte - b'0'));
            (micro * TENS.get(digits.len().checked_sub(1)?)?, rest)
        }
        _ => (0, rest),
    };
    let [century, year, month, day, hour, minute, second] =
        [century, year, month, day, hour, minute, second].map(i64::from);
    let day = day_number(century * 100 + year, month, day)?;
    let us = day * DAY_US + ((hour * 60 + minute) * 60 + second) * 1_000_000 + micro;
    match rest {
        [] => Some(Stamp::Local(us, Shape::IsoLocal)),
        [b'Z'] => Some(Stamp::Instant(us, Shape::IsoZoned)),
        _ => None,
    }
}

/// What so many digits of a fraction, from one on, are multiplied with.
const TENS: [i64; 6] = [100_000, 10_000, 1_000, 100, 10, 1];

/// Of eight bytes in which digits stand where a form has a zero and the form's marks elsewhere, the number that each
/// pair of neighbouring digits is, at the place of the first.
fn pairs(bytes: [u8; 8], form: [u8; 8]) -> Option<[u8; 8]> {
    // With these added, whatever is above nine where a digit stands, or above zero at a mark, gets its upper bit.
    let most = form.map(|byte| if byte == b'0' { 0x76 } else { 0x7f });
    let [bytes, form, most] = [bytes, form, most].map(u64::from_le_bytes);
    let digits = bytes ^ form;
    let wrong = (digits & 0x7f7f_7f7f_7f7f_7f7f).wrapping_add(most) | digits;
    let is_right = wrong & 0x8080_8080_8080_8080 == 0;
    is_right.then(|| digits.wrapping_mul(10).wrapping_add(digits >> 8).to_le_bytes())
}

fn any(text: &str) -> Option<Stamp> {
    let text = text.trim();
    if text.len() > 64 || !text.is_ascii() {
        return None;
    }
    let bytes = text.as_bytes();
    let mut cursor = Cursor { bytes, at: 0 };
    match bytes.first()? {
        b'0'..=b'9' => {
            let run = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
            let next = bytes.get(run).copied();
            match (run, next) {
                (4, Some(b'-' | b'/' | b'.')) if !is_number(text) => iso(&mut cursor),
                (1 | 2, Some(b'/' | b'.' | b'-')) if !is_number(text) => two_ways(&mut cursor),
                (1 | 2, Some(b' ')) => day_named(&mut cursor),
                (8, Some(b'T' | b't' | b' ')) => compact(&mut cursor),
                (8 | 14, None) => compact(&mut cursor).or_else(|| number_text(text)),
                _ => number_text(text),
            }
        }
        b'-' => number_text(text),
        letter if letter.is_ascii_alphabetic() => named(&mut cursor),
        _ => None,
    }
}

fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok()
}

fn number_text(text: &str) -> Option<Stamp> {
    // Whole numbers are read as such: nanoseconds do not fit a float.
    if let Ok(int) = text.parse::<i64>() {
        return whole(int);
    }
    let number = text.parse::<f64>().ok()?;
    text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-').then_some(())?;
    parse_number(number)
}

/// Reads a whole number as [`parse`] reads its digits.
pub(crate) fn parse_whole(int: i64) -> Option<Stamp> {
    // Of so many digits it may be a date.
    match int {
        10_000_000..100_000_000 | 10_000_000_000_000..100_000_000_000_000 => {
            parse(&int.to_string())
        }
        _ => whole(int),
    }
}

fn whole(int: i64) -> Option<Stamp> {
    let size = int.unsigned_abs();
    let (us, shape) = match size {
        // Spreadsheet days: 1954 to 2119.
        20_000..80_000 if int > 0 => {
            return Some(Stamp::Local((int - 25_569) * DAY_US, Shape::Spreadsheet));
        }
        0..10_000_000 => return None,
        10_000_000..100_000_000_000 => (int.checked_mul(1_000_000)?, Shape::Seconds),
        100_000_000_000..100_000_000_000_000 => (int.checked_mul(1_000)?, Shape::Millis),
        100_000_000_000_000..100_000_000_000_000_000 => (int, Shape::Micros),
        _ => (int.div_euclid(1_000), Shape::Nanos),
    };
    Some(Stamp::Instant(us, shape))
}

/// Reads a number, with a fraction or typed as a number by the file.
pub(crate) fn parse_number(number: f64) -> Option<Stamp> {
    if !number.is_finite() || number.abs() >= 9.2e18 {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "smaller than 9.2e18")]
    let rounded = |number: f64| number.round() as i64;
    if number.fract() == 0.0 {
        return whole(rounded(number));
    }
    match number.abs() {
        20_000.0..80_000.0 if number > 0.0 => {
            // A spreadsheet keeps about a tenth of a millisecond; whole milliseconds are meant.
            let ms = rounded((number - 25_569.0) * 86_400_000.0);
            Some(Stamp::Local(ms * 1_000, Shape::Spreadsheet))
        }
        1e7..1e11 => Some(Stamp::Instant(rounded(number * 1e6), Shape::Seconds)),
        1e11..1e14 => Some(Stamp::Instant(rounded(number * 1e3), Shape::Millis)),
        1e14..1e17 => Some(Stamp::Instant(rounded(number), Shape::Micros)),
        _ => None,
    }
}

struct Cursor<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, wanted: &[u8]) -> Option<u8> {
        let next = self.peek().filter(|byte| wanted.contains(byte))?;
        self.at += 1;
        Some(next)
    }

    fn spaces(&mut self) {
        while self.eat(b" ").is_some() {}
    }

    /// Between `least` and `most` digits.
    fn digits(&mut self, least: usize, most: usize) -> Option<i64> {
        let start = self.at;
        let mut value = 0;
        while self.at - start < most
            && let Some(byte @ b'0'..=b'9') = self.peek()
        {
            value = value * 10 + i64::from(byte - b'0');
            self.at += 1;
        }
        (self.at - start >= least).then_some(value)
    }

    fn word(&mut self) -> &[u8] {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            self.at += 1;
        }
        &self.bytes[start..self.at]
    }

    fn end(&self) -> Option<()> {
        (self.at == self.bytes.len()).then_some(())
    }
}

fn day_number(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    ((1..=9_999).contains(&year) && (1..=length).contains(&day)).then(|| days(year, month, day))
}

/// The time of day, if there is one, then the zone, if there is one, then the end.
fn rest(cursor: &mut Cursor<'_>) -> Option<(Option<i64>, Option<i64>)> {
    if cursor.end().is_some() {
        return Some((None, None));
    }
    if cursor.eat(b"Tt").is_none() {
        cursor.eat(b",");
        cursor.spaces();
    }
    let mut hour = cursor.digits(1, 2)?;
    cursor.eat(b":")?;
    let minute = cursor.digits(2, 2)?;
    let (mut second, mut micro) = (0, 0);
    if cursor.eat(b":").is_some() {
        second = cursor.digits(2, 2)?;
        if cursor.eat(b".,").is_some() {
            let start = cursor.at;
            cursor.digits(1, 18)?;
            for place in 0..6 {
                let digit = cursor.bytes.get(start + place).filter(|_| start + place < cursor.at);
                micro = micro * 10 + digit.map_or(0, |digit| i64::from(digit - b'0'));
            }
        }
    }
    let spaced = cursor.peek() == Some(b' ');
    cursor.spaces();
    let mut offset = None;
    if let Some(half) = cursor.eat(b"AaPp") {
        cursor.eat(b"Mm")?;
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if half.eq_ignore_ascii_case(&b'p') { 12 } else { 0 };
        cursor.spaces();
    }
    if let Some(sign) = cursor.eat(b"+-") {
        let hours = cursor.digits(2, 2)?;
        cursor.eat(b":");
        let minutes = if cursor.end().is_some() { 0 } else { cursor.digits(2, 2)? };
        if hours > 18 || minutes > 59 {
            return None;
        }
        let seconds = hours * 3_600 + minutes * 60;
        offset = Some(if sign == b'-' { -seconds } else { seconds });
    } else if cursor.end().is_none() {
        match cursor.word() {
            b"Z" | b"z" => offset = Some(0),
            b"UTC" | b"GMT" if spaced => offset = Some(0),
            _ => return None,
        }
    }
    // A zone's name after its offset adds nothing: `2024-03-01T10:00+01:00[Europe/Warsaw]`.
    if offset.is_some() && cursor.eat(b"[").is_some() {
        while cursor.peek().is_some_and(|byte| byte != b']') {
            cursor.at += 1;
        }
        cursor.eat(b"]")?;
    }
    cursor.end()?;
    let midnight = hour == 24 && minute == 0 && second == 0 && micro == 0;
    if (hour > 23 && !midnight) || minute > 59 || second > 60 {
        return None;
    }
    let second = second.min(59);
    Some((Some(((hour * 60 + minute) * 60 + second) * 1_000_000 + micro), offset))
}

fn stamp(day: i64, rest: (Option<i64>, Option<i64>), date: Shape, local: Shape) -> Stamp {
    match rest {
        (None, _) => Stamp::Local(day * DAY_US, date),
        (Some(us), None) => Stamp::Local(day * DAY_US + us, local),
        (Some(us), Some(offset)) => {
            let shape = if local == Shape::IsoLocal { Shape::IsoZoned } else { local };
            Stamp::Instant(day * DAY_US + us - offset * 1_000_000, shape)
        }
    }
}

fn iso(cursor: &mut Cursor<'_>) -> Option<Stamp> {
    let year = cursor.digits(4, 4)?;
    let mark = cursor.eat(b"-/.")?;
    let month = cursor.digits(1, 2)?;
    cursor.eat(&[mark])?;
    let day = cursor.digits(1, 2)?;
    let day = day_number(year, month, day)?;
    Some(stamp(day, rest(cursor)?, Shape::IsoDate, Shape::IsoLocal))
}

fn compact(cursor: &mut Cursor<'_>) -> Option<Stamp> {
    let year = cursor.digits(4, 4).filter(|year| (1900..2100).contains(year))?;
    let (month, day) = (cursor.digits(2, 2)?, cursor.digits(2, 2)?);
    let day = day_number(year, month, day)?;
    if cursor.end().is_some() {
        return Some(Stamp::Local(day * DAY_US, Shape::Compact));
    }
    let separated = cursor.eat(b"Tt ").is_some();
    let (hour, minute, second) = (cursor.digits(2, 2)?, cursor.digits(2, 2)?, cursor.digits(2, 2)?);
    let utc = separated && cursor.eat(b"Zz").is_some();
    cursor.end()?;
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let us = ((hour * 60 + minute) * 60 + second.min(59)) * 1_000_000;
    Some(stamp(day, (Some(us), utc.then_some(0)), Shape::Compact, Shape::Compact))
}

fn two_ways(cursor: &mut Cursor<'_>) -> Option<Stamp> {
    let first = cursor.digits(1, 2)?;
    let mark = cursor.eat(b"/.-")?;
    if cursor.peek()?.is_ascii_alphabetic() {
        let month = month_number(cursor.word())?;
        cursor.eat(&[mark])?;
        let year = cursor.digits(4, 4)?;
        let day = day_number(year, month, first)?;
        return Some(stamp(day, rest(cursor)?, Shape::MonthName, Shape::MonthName));
    }
    let second = cursor.digits(1, 2)?;
    cursor.eat(&[mark])?;
    let year = cursor.digits(4, 4)?;
    let day_first = day_number(year, second, first);
    // Nobody writes the month first with points.
    let month_first = if mark == b'.' { None } else { day_number(year, first, second) };
    if day_first.is_none() && month_first.is_none() {
        return None;
    }
    let (us, offset_s) = rest(cursor)?;
    let at = |day: i64| day * DAY_US + us.unwrap_or(0);
    if first == second || mark == b'.' {
        let day = day_first?;
        return Some(stamp(day, (us, offset_s), Shape::DayMonth, Shape::DayMonth));
    }
    Some(Stamp::TwoWays {
        day_first: day_first.map(at),
        month_first: month_first.map(at),
        offset_s,
    })
}

fn month_number(word: &[u8]) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = std::str::from_utf8(word).ok()?.to_ascii_lowercase();
    let known = |month: &str| month.starts_with(&word) || (word == "sept" && month == "september");
    (1..).zip(MONTHS).find(|(_, month)| word.len() >= 3 && known(month)).map(|(number, _)| number)
}

/// `24 Feb 2015 11:15`
fn day_named(cursor: &mut Cursor<'_>) -> Option<Stamp> {
    let day = cursor.digits(1, 2)?;
    cursor.spaces();
    let month = month_number(cursor.word())?;
    cursor.eat(b".,");
    cursor.spaces();
    let year = cursor.digits(4, 4)?;
    let day = day_number(year, month, day)?;
    Some(stamp(day, rest(cursor)?, Shape::MonthName, Shape::MonthName))
}

/// `Tue, 24 Feb 2015 11:15:00 +0100`, `Feb 24, 2015 11:15 PM`
fn named(cursor: &mut Cursor<'_>) -> Option<Stamp> {
    const WEEKDAYS: [&[u8]; 7] = [b"mon", b"tue", b"wed", b"thu", b"fri", b"sat", b"sun"];
    let word = cursor.word().to_ascii_lowercase();
    if word.len() >= 3 && WEEKDAYS.contains(&&word[..3]) {
        cursor.eat(b",");
        cursor.spaces();
        if cursor.peek()?.is_ascii_digit() {
            return day_named(cursor);
        }
        let word = cursor.word().to_vec();
        return month_named(cursor, &word);
    }
    month_named(cursor, &word)
}

fn month_named(cursor: &mut Cursor<'_>, word: &[u8]) -> Option<Stamp> {
    let month = month_number(word)?;
    cursor.eat(b".");
    cursor.spaces();
    let day = cursor.digits(1, 2)?;
    cursor.eat(b",");
    cursor.spaces();
    let year = cursor.digits(4, 4)?;
    let day = day_number(year, month, day)?;
    Some(stamp(day, rest(cursor)?, Shape::MonthName, Shape::MonthName))
}

#[cfg(test)]
mod tests {
    use super::{Stamp, parse};
    use crate::ingest::time::rfc3339;
    use proptest::prelude::*;

    fn read(text: &str) -> String {
        match parse(text) {
            None => "-".into(),
            Some(Stamp::Instant(us, _)) => rfc3339(us),
            Some(Stamp::Local(us, _)) => rfc3339(us).trim_end_matches('Z').to_owned(),
            Some(Stamp::TwoWays { day_first, month_first, .. }) => {
                let one =
                    |us: Option<i64>| us.map_or("-".into(), |us| rfc3339(us)[..16].to_owned());
                format!("{} or {}", one(day_first), one(month_first))
            }
        }
    }

    #[test]
    fn forms_of_time_are_read() {
        let lines = [
            "2017-07-26T10:57:55Z",
            "2010-12-30 14:32:00+01:00",
            "2010-12-30T14:32:00.123456789-0530",
            "2024-03-01T10:00+01:00[Europe/Warsaw]",
            "2017-07-26 10:57:55",
            "2017-07-26",
            "2017/7/6 9:05",
            "20170726",
            "20170726105755",
            "2/24/2015 11:15",
            "24/02/2015 11:15 PM",
            "3/4/2015 00:00",
            "5/5/2015",
            "24.02.2015 11:15:01",
            "24-Feb-2015 11:15",
            "24 February 2015",
            "Feb 24, 2015 11:15 PM",
            "Tue, 24 Feb 2015 11:15:00 +0100",
            "1500000000",
            "1500000000.5",
            "1500000000123",
            "1500000000123456",
            "1500000000123456789",
            "42059.46875",
            "0001-01-01 00:00:00",
            "9999-12-31T23:59:59Z",
            "2016-12-31T23:59:60Z",
            "2016-12-31 24:00",
        ];
        let read: Vec<String> = lines.iter().map(|l| format!("{l} → {}", read(l))).collect();
        insta::assert_snapshot!(read.join("\n"), @r"
        2017-07-26T10:57:55Z → 2017-07-26T10:57:55Z
        2010-12-30 14:32:00+01:00 → 2010-12-30T13:32:00Z
        2010-12-30T14:32:00.123456789-0530 → 2010-12-30T20:02:00.123456Z
        2024-03-01T10:00+01:00[Europe/Warsaw] → 2024-03-01T09:00:00Z
        2017-07-26 10:57:55 → 2017-07-26T10:57:55
        2017-07-26 → 2017-07-26T00:00:00
        2017/7/6 9:05 → 2017-07-06T09:05:00
        20170726 → 2017-07-26T00:00:00
        20170726105755 → 2017-07-26T10:57:55
        2/24/2015 11:15 → - or 2015-02-24T11:15
        24/02/2015 11:15 PM → 2015-02-24T23:15 or -
        3/4/2015 00:00 → 2015-04-03T00:00 or 2015-03-04T00:00
        5/5/2015 → 2015-05-05T00:00:00
        24.02.2015 11:15:01 → 2015-02-24T11:15:01
        24-Feb-2015 11:15 → 2015-02-24T11:15:00
        24 February 2015 → 2015-02-24T00:00:00
        Feb 24, 2015 11:15 PM → 2015-02-24T23:15:00
        Tue, 24 Feb 2015 11:15:00 +0100 → 2015-02-24T10:15:00Z
        1500000000 → 2017-07-14T02:40:00Z
        1500000000.5 → 2017-07-14T02:40:00.500000Z
        1500000000123 → 2017-07-14T02:40:00.123000Z
        1500000000123456 → 2017-07-14T02:40:00.123456Z
        1500000000123456789 → 2017-07-14T02:40:00.123456Z
        42059.46875 → 2015-02-24T11:15:00
        0001-01-01 00:00:00 → 0001-01-01T00:00:00
        9999-12-31T23:59:59Z → 9999-12-31T23:59:59Z
        2016-12-31T23:59:60Z → 2016-12-31T23:59:59Z
        2016-12-31 24:00 → 2017-01-01T00:00:00
        ");
    }

    #[test]
    fn what_is_no_time_or_means_too_many_things_is_not_read() {
        let no = [
            "",
            "soon",
            "2015",
            "12",
            "2017-13-01",
            "2017-02-29",
            "24/02/15",
            "31/31/2015",
            "2017-07-26 25:00",
            "2017-07-26 10:57 PMX",
            "2017-07-26 10",
            "1.2.3",
            "10.5",
            "-",
            "May",
            "0000-01-01",
            "2017-07-26T10:57:55+99:00",
            "２０１７-07-26",
        ];
        for text in no {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_usual_form_is_read_as_any_is(
            text in "[0-9]{4}-[01][0-9]-[0-3][0-9][ T][0-2][0-9]:[0-5][0-9]:[0-6][0-9]([.][0-9]{0,20})?(Z|z| |[+]01:00)?|[0-9:. TZ-]{15,30}",
        ) {
            if let Some(stamp) = super::usual(text.as_bytes()) {
                prop_assert_eq!(Some(stamp), super::any(&text));
            }
        }

        #[test]
        fn usual_times_take_the_short_way(
            (year, month, day) in (1_i64..10_000, 1_i64..13, 1_i64..29),
            us in 0_i64..86_400_000_000,
        ) {
            let at = crate::ingest::time::days(year, month, day) * 86_400_000_000 + us;
            let text = rfc3339(at);
            let zoned = Some(Stamp::Instant(at, super::Shape::IsoZoned));
            prop_assert_eq!(super::usual(text.as_bytes()), zoned);
            prop_assert_eq!(super::any(&text), zoned);
        }

        #[test]
        fn a_whole_number_is_read_as_its_digits_are(
            (digits, int) in (0_u32..19, any::<i64>()),
            day in prop_oneof![19_000_101_i64..21_000_101, 20_240_101_000_000_i64..20_241_231_235_959],
        ) {
            for int in [int / 10_i64.pow(18 - digits), day] {
                prop_assert_eq!(super::parse_whole(int), parse(&int.to_string()));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[0-9/:. T+-]{0,30}") {
            let _ = parse(&text);
        }
    }
}
