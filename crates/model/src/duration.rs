//! Lengths of time as a reader meets them, by one rule wherever they stand. The page has the same in its reader's language
//! (`web/src/i18n/format.ts`); `spec/figures/duration.json` holds the cases that both run.

const DAY_S: f64 = 86_400.0;

/// A unit, its seconds, and the seconds from which the next one is taken: months from 60 days on, years from two.
const UNITS: [(&str, f64, f64); 6] = [
    ("s", 1.0, 60.0),
    ("min", 60.0, 3_600.0),
    ("h", 3_600.0, DAY_S),
    ("days", DAY_S, 60.0 * DAY_S),
    ("months", 30.4375 * DAY_S, 730.5 * DAY_S),
    ("years", 365.25 * DAY_S, f64::INFINITY),
];

/// Seconds in the unit that a person would choose: `45 s`, `10 min`, `5.2 h`, `1.1 days`, `4 months`; below ten of it with one digit after the
/// point. Rounded before the unit is chosen, so that 59.9 minutes are an hour.
pub fn duration(seconds: f64) -> String {
    let size = seconds.abs();
    let said = UNITS.iter().find_map(|(unit, length, until)| {
        let (value, digits) = rounded(size / length);
        (value * length < *until || until.is_infinite()).then_some((value, digits, *unit))
    });
    let (value, digits, unit) = said.unwrap_or((size, 0, "s"));
    let text = format!("{value:.digits$}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    let unit = if text == "1" && unit.len() > 3 { unit.trim_end_matches('s') } else { unit };
    let sign = if seconds < 0.0 && text != "0" { "−" } else { "" };
    format!("{sign}{text} {unit}")
}

/// A value with at most one digit after the point below ten, without one from there on, halves away from zero.
fn rounded(value: f64) -> (f64, usize) {
    let tenths = (value * 10.0).round() / 10.0;
    if tenths < 10.0 { (tenths, 1) } else { (value.round(), 0) }
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn lengths_of_time_are_said_as_on_the_page() {
        #[derive(serde::Deserialize)]
        struct Cases {
            durations: Vec<(f64, String)>,
        }
        let cases = include_str!("../../../spec/figures/duration.json");
        let cases: Cases = serde_json::from_str(cases).expect("the cases are JSON");
        assert!(cases.durations.len() > 20);
        for (seconds, said) in cases.durations {
            assert_eq!(duration(seconds), said, "{seconds}");
        }
    }
}
