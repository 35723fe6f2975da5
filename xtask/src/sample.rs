//! The sample: an invented company that sells a fitness app by subscription, with its customers' events and words.
//!
//! Everything comes from one seed, so the files are the same wherever they are made. What hurts these
//! customers is planted in [`life`] and told in `examples/sample/README.md`: a draft can be held against it.

mod calendar;
mod chance;
mod life;
mod phrases;

use chance::Chance;
use life::{Event, Life, Voice};
use phrases::Phrases;
use std::fmt::Write;

const SEED: u64 = 20_251_101;
const CUSTOMERS: u32 = 1_500;
/// The first ad and the end of the data, in minutes since 1970.
const START: i64 = calendar::minutes(2025, 9, 1);
const END: i64 = calendar::minutes(2026, 11, 1);

/// The sample's files: path and content.
pub(crate) fn files() -> Vec<(String, String)> {
    let phrases = Phrases::read();
    let mut chance = Chance::new(SEED);
    let (mut events, mut voices) = (Vec::new(), Vec::new());
    for customer in 0..CUSTOMERS {
        let life = Life::live(customer, &mut chance, &phrases);
        events.extend(life.events);
        voices.extend(life.voices);
    }
    // What the company knows on the last day; stable, so that equal times keep the order in which they happened.
    events.retain(|event| event.at < END);
    events.sort_by_key(|event| event.at);
    voices.retain(|voice| voice.answered_at < END);
    voices.sort_by_key(|voice| voice.answered_at);
    vec![
        ("examples/sample/events.csv".into(), events_csv(&events)),
        ("examples/sample/feedback.csv".into(), feedback_csv(&voices)),
    ]
}

fn events_csv(events: &[Event]) -> String {
    let mut csv =
        String::from("time,customer,activity,channel,device,country,plan,hours_over_promise\n");
    for event in events {
        let Event { at, person, activity, channel, plan, over_promise_h } = event;
        let over = over_promise_h.map(|hours| hours.to_string()).unwrap_or_default();
        let (time, customer, device, country) =
            (calendar::text(*at), name(person.customer), person.device, person.country);
        writeln!(csv, "{time},{customer},{activity},{channel},{device},{country},{plan},{over}")
            .expect("a string takes all");
    }
    csv
}

fn feedback_csv(voices: &[Voice]) -> String {
    let mut csv = String::from("id,asked_at,answered_at,customer,about,stars,text\n");
    for (ix, voice) in voices.iter().enumerate() {
        let (asked, answered) = (calendar::text(voice.asked_at), calendar::text(voice.answered_at));
        let text = quoted(&voice.text);
        let (customer, about, stars) = (name(voice.customer), voice.about, voice.stars);
        writeln!(csv, "f{:03},{asked},{answered},{customer},{about},{stars},{text}", ix + 1)
            .expect("a string takes all");
    }
    csv
}

/// Customer 7 is `c0008`.
fn name(customer: u32) -> String {
    format!("c{:04}", customer + 1)
}

/// A field of CSV; in quotes where it must be.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod truth;

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(file: usize) -> Vec<String> {
        files()[file].1.lines().skip(1).map(ToOwned::to_owned).collect()
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        assert_eq!(files(), files());
    }

    #[test]
    fn the_sample_is_small_and_large_enough() {
        let bytes: usize = files().iter().map(|(_, text)| text.len()).sum();
        assert!(bytes < 950_000, "{bytes} bytes");
        assert!((11_000..16_000).contains(&rows(0).len()), "{} events", rows(0).len());
        assert!((750..1_100).contains(&rows(1).len()), "{} voices", rows(1).len());
    }

    #[test]
    fn people_speak_four_languages_or_say_nothing() {
        let rows = rows(1);
        let with = |test: fn(char) -> bool| rows.iter().filter(|row| row.chars().any(test)).count();
        assert!(with(|c| ('\u{4e00}'..'\u{9fff}').contains(&c)) > 50);
        assert!(with(|c| ('а'..='я').contains(&c)) > 50);
        assert!(with(|c| "ąęłśżźćńó".contains(c)) > 50);
        assert!(rows.iter().any(|row| row.ends_with(',')));
    }

    #[test]
    fn a_field_with_a_comma_or_a_quote_is_quoted() {
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("a, b"), "\"a, b\"");
        assert_eq!(quoted("\"a\""), "\"\"\"a\"\"\"");
    }
}
