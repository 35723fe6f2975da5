//! Figures in the words of a language: the rules are those of `format`, the signs those of the reader, as on the page
//! (`web/src/i18n/format.ts`).

use super::{Language, Words};
use crate::format as english;
use wayline_model::evidence::Figure;
use wayline_model::percent::bounds;
use wayline_model::question::{Operator, Unit};

/// A space that does not break.
const NBSP: char = '\u{a0}';
const NBSP_TEXT: &str = "\u{a0}";

impl Words {
    /// A figure in English digits with the comma, the groups and the percent sign of the language.
    fn figure(self, english: &str) -> String {
        match self.0 {
            Language::English | Language::Chinese => return english.into(),
            Language::Polish | Language::Russian => {}
        }
        let mut out = String::with_capacity(english.len() + 2);
        for char in english.chars() {
            match char {
                '.' => out.push(','),
                ',' => out.push(NBSP),
                '%' if self.0 == Language::Russian => out.extend([NBSP, '%']),
                char => out.push(char),
            }
        }
        out
    }

    /// All digits, in groups of three; Polish groups from five digits on.
    pub(crate) fn whole(self, count: u64) -> String {
        if self.0 == Language::Polish && count < 10_000 {
            return count.to_string();
        }
        self.figure(&english::whole(count))
    }

    /// At most three digits.
    pub(crate) fn short(self, count: u64) -> String {
        if count < 10_000 { self.whole(count) } else { self.figure(&english::short(count)) }
    }

    /// As `short`, but from 1,000 on.
    pub(crate) fn compact(self, count: u64) -> String {
        self.figure(&english::compact(count))
    }

    /// At most `digits` after the point.
    pub(crate) fn trim(self, value: f64, digits: usize) -> String {
        self.figure(&english::trim(value, digits))
    }

    /// A share of 0 … 1.
    pub(crate) fn percent(self, share: f64) -> String {
        self.figure(&english::percent(share))
    }

    /// A feeling from −2 to +2.
    pub(crate) fn emotion(self, value: f64) -> String {
        self.figure(&english::emotion(value))
    }

    /// A change.
    pub(crate) fn signed(self, value: f64) -> String {
        self.figure(&english::signed(value))
    }

    /// A length of time in the unit that a person would choose, on one line.
    pub(crate) fn duration(self, seconds: f64) -> String {
        let said = english::duration(seconds);
        match said.split_once(NBSP) {
            Some((value, unit)) if self.0 != Language::English => self.length(value, unit),
            _ => said,
        }
    }

    /// So many of an English unit of time.
    pub(crate) fn length(self, value: &str, unit: &str) -> String {
        let count: f64 = value.trim_start_matches('−').parse().unwrap_or_default();
        let key = match unit {
            "s" => "picture-length-seconds",
            "min" => "picture-length-minutes",
            "h" => "picture-length-hours",
            "day" | "days" => "picture-length-days",
            "month" | "months" => "picture-length-months",
            _ => "picture-length-years",
        };
        let value = self.figure(value);
        self.fill(key, [("n", count.into()), ("value", value.into())]).replace(' ', NBSP_TEXT)
    }

    /// The day of an RFC 3339 time; the text itself if it is not one.
    pub(crate) fn day(self, time: &str) -> String {
        const MONTHS: [&str; 12] = [
            "picture-month-1",
            "picture-month-2",
            "picture-month-3",
            "picture-month-4",
            "picture-month-5",
            "picture-month-6",
            "picture-month-7",
            "picture-month-8",
            "picture-month-9",
            "picture-month-10",
            "picture-month-11",
            "picture-month-12",
        ];
        let Some((year, month, day)) = english::civil(time) else { return time.into() };
        let month = self.say(MONTHS[month]);
        let places = [("day", day.to_string()), ("month", month), ("year", year.to_string())];
        let places = places.map(|(name, text)| (name, text.into()));
        self.fill("picture-day", places).replace(' ', NBSP_TEXT)
    }

    /// From one day to another.
    pub(crate) fn span(self, since: &str, until: &str) -> String {
        let places = [("from", self.day(since).into()), ("to", self.day(until).into())];
        self.fill("tag-span", places)
    }

    /// As of a day.
    pub(crate) fn as_of(self, at: &str) -> String {
        self.fill("evidence-as-of", [("day", self.day(at).into())])
    }

    /// The 95 % interval of a rate, if it has one.
    pub(crate) fn rate_interval(self, figure: &Figure) -> Option<String> {
        let (low, high) = (figure.low?, figure.high?);
        let (low, high) = bounds(low, high);
        let low = self.figure(low.trim_end_matches('%'));
        Some(self.interval(&low, &self.figure(&high)))
    }

    /// An interval of 95 %.
    pub(crate) fn interval(self, low: &str, high: &str) -> String {
        let places = [("low", low.into()), ("high", high.into())];
        self.fill("picture-interval", places).replacen(' ', NBSP_TEXT, 1)
    }

    /// A figure of evidence by what it measures.
    pub(crate) fn measured(self, measure: &str, value: f64) -> String {
        match measure {
            "seconds" => self.duration(value),
            _ => self.figure(&english::measured(measure, value)),
        }
    }

    /// What a change is worth, in the unit of the question that measured it.
    pub(crate) fn worth(self, figure: &Figure) -> Option<String> {
        let value = figure.value.filter(|value| value.is_finite())?;
        let (factor, unit) = match figure.question.as_ref()?.op {
            Operator::Funnel { .. } => (100.0, self.say("picture-points")),
            Operator::Ratings { .. } => (1.0, "★".into()),
            Operator::Dwell { .. } => {
                let sign = if value > 0.0 { "+" } else { "" };
                return Some(format!("{sign}{}", self.duration(value)));
            }
            _ => return None,
        };
        let mut text = format!("{}{NBSP}{unit}", self.signed(value * factor));
        if let (Some(low), Some(high)) = (figure.low, figure.high) {
            text += " ±\u{a0}";
            text += &self.trim((high - low) * factor / 2.0, 1);
        }
        Some(text)
    }

    /// What an emotion rests on, or that nobody was asked.
    pub(crate) fn rests_on(self, n: u64) -> String {
        if n == 0 { self.say("picture-assumed") } else { self.base(n) }
    }

    /// `n = 4,127`
    pub(crate) fn base(self, n: u64) -> String {
        let n = self.whole(n);
        self.fill("health-base", [("n", n.into())]).replace(' ', NBSP_TEXT)
    }

    /// So many journeys, by what one is called.
    pub(crate) fn counted(self, count: &str, unit: Unit) -> String {
        self.fill("counted", [("count", count.into()), ("unit", code(unit).into())])
    }
}

/// A unit of journeys as the texts choose by it.
pub(crate) fn code(unit: Unit) -> &'static str {
    match unit {
        Unit::Customer => "customer",
        Unit::Case => "case",
        Unit::Account => "account",
        Unit::Session => "session",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_the_signs_of_the_language() {
        let of = |language| {
            let words = Words(language);
            [
                words.whole(4_127),
                words.whole(184_210),
                words.short(11_240),
                words.percent(0.061),
                words.emotion(-1.2),
                words.duration(95_040.0),
                words.duration(172_800.0),
                words.day("2018-08-29T00:00:00Z"),
                words.base(4_127),
            ]
            .map(|text| text.replace(NBSP, " "))
        };
        assert_eq!(
            of(Language::English),
            [
                "4,127",
                "184,210",
                "11.2 k",
                "6.1%",
                "−1.2",
                "1.1 days",
                "2 days",
                "29 Aug 2018",
                "n = 4,127"
            ]
        );
        assert_eq!(
            of(Language::Polish),
            [
                "4127",
                "184 210",
                "11,2 k",
                "6,1%",
                "−1,2",
                "1,1 dnia",
                "2 dni",
                "29 sie 2018",
                "n = 4127"
            ]
        );
        assert_eq!(
            of(Language::Russian),
            [
                "4 127",
                "184 210",
                "11,2 k",
                "6,1 %",
                "−1,2",
                "1,1 дня",
                "2 дня",
                "29 авг. 2018 г.",
                "n = 4 127"
            ]
        );
        assert_eq!(
            of(Language::Chinese),
            [
                "4,127",
                "184,210",
                "11.2 k",
                "6.1%",
                "−1.2",
                "1.1天",
                "2天",
                "2018年8月29日",
                "n = 4,127"
            ]
        );
    }

    /// The English texts say what the rules of `format` say.
    #[test]
    fn english_is_said_once() {
        let words = Words(Language::English);
        for seconds in [1.0, 90.0, 7_200.0, 86_400.0, 93_600.0, 9e6, 9e8] {
            assert_eq!(words.duration(seconds), english::duration(seconds));
        }
        for month in 1..=12 {
            let time = format!("2018-{month:02}-29T00:00:00Z");
            assert_eq!(words.day(&time), english::day(&time));
        }
        assert_eq!(words.base(4_127), english::base(4_127));
    }
}
