//! What cannot be concluded from a dataset, each with its reason.

use super::clock::Clock;
use super::{DataReport, unit_name};
use crate::ingest::time::DAY_US;
use crate::table::EventTable;
use wayline_model::answer::Sampling;

/// Fewer than this and hardly any figure has a useful interval.
const FEW_JOURNEYS: u64 = 30;

/// Sentences, the gravest first.
pub(super) fn sentences(report: &DataReport, clock: &Clock, events: &EventTable) -> Vec<String> {
    let mut all = Vec::new();
    if report.events == 0 {
        return vec!["Nothing can be concluded: there are no events.".into()];
    }
    match report.sampling {
        Sampling::OutcomeSelected => all.push(
            "How common anything is, how many people are lost, or what share reaches the goal: the journeys were chosen by how they ended. Figures within an outcome hold.".into(),
        ),
        Sampling::Unknown => all.push(
            "Whether shares hold for all customers: nobody said how these journeys were chosen. Declare `sampling` in the mapping file or with `--sampling`.".into(),
        ),
        Sampling::Random | Sampling::All => {}
    }
    if report.journeys < FEW_JOURNEYS {
        all.push(format!(
            "Rates with a useful interval: there are only {} journeys, fewer than {FEW_JOURNEYS}.",
            report.journeys
        ));
    }
    if let Some((first, last)) = clock.span {
        let days = (last - first) / DAY_US;
        if days < 60 {
            all.push(format!(
                "Seasons, trends and what happens after months: the data span {days} days."
            ));
        } else if days < 365 {
            all.push(format!("Seasons of the year: the data span {days} days, less than a year."));
        }
    }
    let imputed: Vec<String> = report
        .activities
        .iter()
        .filter(|a| a.imputed > 0)
        .map(|a| format!("`{}`", a.activity))
        .collect();
    if !imputed.is_empty() {
        all.push(format!("How long it takes until {}: the time is imputed.", imputed.join(" or ")));
    }
    let dated: Vec<String> = report
        .findings
        .iter()
        .filter(|finding| finding.code == "time-is-date")
        .filter_map(|finding| finding.message.split('`').nth(1).map(|name| format!("`{name}`")))
        .collect();
    if !dated.is_empty() {
        all.push(format!(
            "Waits of less than a day around {}: only the day is known.",
            dated.join(", ")
        ));
    }
    if events.attribute("channel").is_none() {
        all.push("Which channels are preferred or lose people: no column says the channel (`--channel`).".into());
    }
    if events.customer.values.is_empty() {
        all.push(format!(
            "What the same person does again: there is no customer, a journey is one {}.",
            unit_name(report.unit)
        ));
    }
    if report.feedback.is_empty() {
        all.push(
            "How people feel: there is no feedback. Import some with `wayline import feedback`."
                .into(),
        );
    } else if report.feedback.iter().all(|kind| kind.with_rating == 0) {
        all.push("Scores: the feedback has no ratings, only texts.".into());
    }
    if report.feedback.iter().filter(|kind| kind.with_rating > 0).count() > 1 {
        all.push(
            "One emotion curve of all ratings: there are several kinds, and they are not mixed."
                .into(),
        );
    }
    all.push(
        "Causes: events show what goes together, an experiment shows what leads to what.".into(),
    );
    all
}
