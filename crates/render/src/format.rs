//! Figures as a reader meets them: `184,210`, `184 k`, `6.1%`, `−1.2`, `2.3 days`. One place, so that the same
//! number looks the same wherever it stands.

use crate::words::{Language, Words};
use wayline_model::evidence::Figure;
use wayline_model::percent::bounds;
pub use wayline_model::percent::percent;

/// A space that does not break.
const NBSP: char = '\u{a0}';

/// All digits, in groups of three: `184,210`.
pub fn whole(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// At most three digits: `184 k`, `11.2 k`, `3.9 M`; below 10,000 all of them.
pub fn short(count: u64) -> String {
    if count < 10_000 {
        return whole(count);
    }
    let (value, unit) = match count {
        0..999_500 => (count as f64 / 1e3, 'k'),
        999_500..999_500_000 => (count as f64 / 1e6, 'M'),
        _ => (count as f64 / 1e9, 'G'),
    };
    let text = if value < 99.95 { trim(value, 1) } else { format!("{value:.0}") };
    format!("{text}{NBSP}{unit}")
}

/// At most `digits` after the point, without trailing zeros, with a true minus.
pub fn trim(value: f64, digits: usize) -> String {
    let mut text = format!("{value:.digits$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" { "0".into() } else { text.replace('-', "−") }
}

/// As [`short`], but from 1,000 on: `7.4 k`, for lines with little room.
pub fn compact(count: u64) -> String {
    if (1_000..10_000).contains(&count) {
        return format!("{}{NBSP}k", trim(count as f64 / 1e3, 1));
    }
    short(count)
}

/// Emotion: `+1.6`, `−1.2`, `+1.0`, `0.0`.
pub fn emotion(value: f64) -> String {
    let text = format!("{value:+.1}").replace('-', "−");
    if matches!(text.as_str(), "+0.0" | "−0.0") { "0.0".into() } else { text }
}

/// A change: `+1.1`, `−1.2`, `0`.
pub fn signed(value: f64) -> String {
    let text = trim(value, 1);
    if value > 0.0 && text != "0" { format!("+{text}") } else { text }
}

/// A length of time in the unit that a person would choose, on one line: `45 s`, `5.2 h`, `2.3 days`.
pub fn duration(seconds: f64) -> String {
    wayline_model::duration::duration(seconds).replace(' ', "\u{a0}")
}

/// The day of an RFC 3339 time, for people: `29 Aug 2018`; the text itself if it is not one.
pub fn day(time: &str) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    match civil(time) {
        Some((year, month, day)) => format!("{day}{NBSP}{}{NBSP}{year}", MONTHS[month]),
        None => time.into(),
    }
}

/// Year, month from 0 and day of an RFC 3339 time.
pub(crate) fn civil(time: &str) -> Option<(u32, usize, u32)> {
    let mut parts = time.get(..10)?.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse::<usize>().ok()?.checked_sub(1).filter(|month| *month < 12)?;
    Some((year, month, parts.next()?.parse().ok()?))
}

/// Days from one RFC 3339 time to another (proleptic Gregorian, Howard Hinnant's `days_from_civil`).
pub fn days_between(since: &str, until: &str) -> Option<i64> {
    fn days(time: &str) -> Option<i64> {
        let mut parts = time.get(..10)?.split('-').map(|part| part.parse::<i64>().ok());
        let (y, m, d) = (parts.next()??, parts.next()??, parts.next()??);
        let y = if m <= 2 { y - 1 } else { y };
        let era = y.div_euclid(400);
        let year_of_era = y - era * 400;
        let day_of_year = (153 * ((m + 9) % 12) + 2) / 5 + d - 1;
        Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year)
    }
    Some(days(until)? - days(since)?)
}

/// `95% CI 6.0–6.2%` of a rate, if it has an interval.
pub(crate) fn rate_interval(figure: &Figure) -> Option<String> {
    let (low, high) = (figure.low?, figure.high?);
    let (low, high) = bounds(low, high);
    Some(format!("95%{NBSP}CI {}–{high}", low.trim_end_matches('%')))
}

/// A figure of evidence by what it measures: `2.18 ★`, `47%`, `2.3 days`, `1.8×`.
pub fn measured(measure: &str, value: f64) -> String {
    match measure {
        "rate" => percent(value),
        "stars" => format!("{}{NBSP}★", trim(value, 2)),
        "nps" => signed(value),
        "valence" => trim(value, 2),
        "odds" => format!("{}×", trim(value, 2)),
        "seconds" => duration(value),
        "count" => trim(value, 0),
        _ => trim(value, 3),
    }
}

/// What a change is worth, in the unit of the question that measured it: `+1.8 pt ± 1.1`, `+0.4 ★`, `−2.3 days`.
/// A bare number says nothing to a reader: without a question there are no words.
pub fn worth(figure: &Figure) -> Option<String> {
    Words(Language::English).worth(figure)
}

/// `n = 4,127`
pub fn base(n: u64) -> String {
    format!("n{NBSP}={NBSP}{}", whole(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_in_the_design() {
        let shown =
            [0, 999, 4_893, 10_000, 11_200, 99_949, 184_210, 999_499, 999_500, 3_900_000, u64::MAX]
                .map(short);
        let plain = shown.map(|text| text.replace(NBSP, " "));
        assert_eq!(
            plain[..10],
            ["0", "999", "4,893", "10 k", "11.2 k", "99.9 k", "184 k", "999 k", "1 M", "3.9 M"]
        );
        assert_eq!(whole(184_210), "184,210");
    }

    #[test]
    fn shares_never_round_to_a_certainty() {
        let shown = [0.0, 0.0004, 0.061, 0.473, 0.9996, 1.0].map(percent);
        assert_eq!(shown, ["0%", "<0.1%", "6.1%", "47%", "99.9%", "100%"]);
    }

    #[test]
    fn a_length_of_time_stays_on_one_line() {
        assert_eq!(duration(93_600.0), "1.1\u{a0}days");
    }

    #[test]
    fn emotion_has_its_sign_and_zero_has_none() {
        assert_eq!(
            [1.6, -1.2, 1.0, 0.01, -0.01].map(emotion),
            ["+1.6", "−1.2", "+1.0", "0.0", "0.0"]
        );
        assert_eq!([1.6, -1.0, 0.01].map(signed), ["+1.6", "−1", "0"]);
    }

    #[test]
    fn days_count_over_leap_years() {
        assert_eq!(days_between("2016-02-28T00:00:00Z", "2016-03-01T00:00:00Z"), Some(2));
        assert_eq!(days_between("2016-10-04T00:00:00Z", "2018-08-29T00:00:00Z"), Some(694));
        assert_eq!(days_between("yesterday", "2018-08-29T00:00:00Z"), None);
    }
}
