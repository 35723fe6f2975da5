//! One value of one row as a format gives it: text from CSV, typed from the others.

use std::borrow::Cow;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Nothing, or an empty text.
    Missing,
    /// Text. In CSV everything is text; elsewhere text is what the file calls text.
    Text(Cow<'a, str>),
    /// A whole number.
    Int(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// An instant, microseconds UTC.
    Time(i64),
    /// A time without zone, microseconds as if it were UTC.
    LocalTime(i64),
}

impl<'a> Cell<'a> {
    /// Text, or missing where it is empty.
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Missing } else { Self::Text(text) }
    }

    /// Whether there is nothing.
    pub(crate) fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// The value as text; `None` where there is none.
    pub(crate) fn as_text(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Missing => return None,
            Self::Text(text) => Cow::Borrowed(text.as_ref()),
            Self::Int(int) => Cow::Owned(int.to_string()),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
            Self::Time(us) => Cow::Owned(super::time::rfc3339(*us)),
            Self::LocalTime(us) => {
                let mut text = super::time::rfc3339(*us);
                text.pop();
                Cow::Owned(text)
            }
        })
    }

    /// The same value with a life of its own.
    pub(crate) fn into_owned(self) -> Cell<'static> {
        match self {
            Self::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Self::Missing => Cell::Missing,
            Self::Int(int) => Cell::Int(int),
            Self::Number(number) => Cell::Number(number),
            Self::Flag(flag) => Cell::Flag(flag),
            Self::Time(us) => Cell::Time(us),
            Self::LocalTime(us) => Cell::LocalTime(us),
        }
    }
}

/// What tools write where there is nothing. Not data in an id, a time or a number; in a text it may be
/// (`NA` is Namibia), so there it stays.
pub(crate) fn is_blank_word(text: &str) -> bool {
    // Most texts are longer than any of them.
    text.len() <= 4
        && matches!(
            text,
            "NA" | "N/A"
                | "#N/A"
                | "NaN"
                | "nan"
                | "NULL"
                | "null"
                | "None"
                | "\\N"
                | "-"
                | "<NA>"
                | "NaT"
        )
}

/// A number as CSV writes it: digits, at most one point, an exponent. No spaces, no `inf`, and no leading
/// zeros, which mark codes (`007`).
pub(crate) fn number(text: &str) -> Option<f64> {
    // Whole numbers that a float holds exactly are the sum of their digits.
    if text.len() <= 15 && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
    {
        let sum = |sum: u64, digit: u8| sum * 10 + u64::from(digit - b'0');
        return (!text.is_empty()).then(|| text.bytes().fold(0, sum) as f64);
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    // Neither is a date, and a column of dates is asked for every row.
    if let [_, _, _, b'0'..=b'9', b'-', ..] = digits.as_bytes() {
        return None;
    }
    let first = *digits.as_bytes().first()?;
    if !(first.is_ascii_digit() || first == b'.') || digits.len() > 40 {
        return None;
    }
    if first == b'0' && digits.as_bytes().get(1).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let number: f64 = text.parse().ok()?;
    number.is_finite().then_some(number)
}

/// Yes or no in the words of programs.
pub(crate) fn flag(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn codes_with_leading_zeros_are_no_numbers() {
        assert_eq!(number("7"), Some(7.0));
        assert_eq!(number("-0.5"), Some(-0.5));
        assert_eq!(number("0"), Some(0.0));
        assert_eq!(number("1.5e-3"), Some(0.0015));
        assert_eq!(number("123456789012345"), Some(123_456_789_012_345.0));
        assert_eq!(number("1234567890123456"), Some(1_234_567_890_123_456.0));
        for text in
            ["2024-01-01", "1234-5", "007", "", "inf", "NaN", "1 000", "1,5", "0x10", "1e999", "+"]
        {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
