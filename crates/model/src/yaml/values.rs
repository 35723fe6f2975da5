//! Values that have the right type and still say nothing: a feeling of 5, a 31st of February.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::map::JourneyMap;

/// What cannot be meant, with the path of its field.
pub(crate) fn check(map: &JourneyMap) -> Vec<Diagnostic> {
    let mut found = vec![];
    let mut say = |path: String, message: String, help: &str| {
        let place = Place { field: Some(path), ..Place::default() };
        found.push(Diagnostic::new("wrong-value", Severity::Error, message).at(place).help(help));
    };
    for (s, stage) in map.stages.iter().enumerate() {
        for (t, step) in stage.steps.iter().enumerate() {
            let here = format!("stages[{s}].steps[{t}]");
            if let Some(value) = step.emotion.as_ref().and_then(|emotion| emotion.value)
                && !(-2.0..=2.0).contains(&value)
            {
                let message = format!("an emotion of {value} lies outside −2 … +2");
                say(format!("{here}.emotion.value"), message, "write a number from -2 to 2");
            }
            for (o, opportunity) in step.opportunities.iter().enumerate() {
                let here = format!("{here}.opportunities[{o}]");
                if let Some(effort) = opportunity.effort.filter(|&effort| effort < 0.0) {
                    let message = format!("an effort of {effort} person-weeks is negative");
                    say(format!("{here}.effort"), message, "write 0 or more");
                }
                if let Some(due) =
                    opportunity.action.as_ref().and_then(|action| action.due.as_ref())
                    && !is_date(due)
                {
                    let message = format!("`{due}` is not a day of the calendar");
                    say(format!("{here}.action.due"), message, "write YYYY-MM-DD");
                }
            }
        }
    }
    found
}

/// Whether the text is a day of the Gregorian calendar as `YYYY-MM-DD`.
pub fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let number = |part: &str, digits: usize| {
        Some(part)
            .filter(|p| p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()))?
            .parse::<u32>()
            .ok()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn only_days_of_the_calendar_are_days() {
        for day in ["2026-12-15", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"] {
            assert!(is_date(day), "{day}");
        }
        for day in ["2026-02-29", "1900-02-29", "2026-13-01", "2026-1-1", "soon", "2026-12-00", ""]
        {
            assert!(!is_date(day), "{day}");
        }
    }
}
