//! Is my data good enough: what is there, what is doubtful, and what cannot be concluded.
//!
//! Begin at [`report`]. Everything is counted from the events and the feedback; nothing is judged by a name.
//! The share limits are the module's constants.

mod cannot;
mod clock;
mod repeated;

pub use repeated::Repeated;

use crate::feedback::Feedback;
use crate::ingest::time::rfc3339;
use crate::manifest::{Imputed, Manifest, SourceEntry, TimeFormat};
use crate::table::{Codes, Column, EventTable, NONE};
use serde::Serialize;
use std::collections::HashSet;
use wayline_model::answer::Sampling;
use wayline_model::diagnostic::{Diagnostic, Severity};
use wayline_model::percent::percent;
use wayline_model::question::Unit;

/// A share of missing values above which an attribute is reported.
const MUCH_MISSING: f64 = 0.5;
/// A share of events above which something is reported.
const NOTABLE: f64 = 0.01;

/// What a dataset is good for.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct DataReport {
    /// The dataset's name.
    pub name: Option<String>,
    /// What one journey is.
    pub unit: Unit,
    /// How the journeys came to be in it.
    pub sampling: Sampling,
    /// The zone assumed for times without one.
    pub time_zone: String,
    /// How many events.
    pub events: u64,
    /// How many different customers.
    pub customers: u64,
    /// How many different cases.
    pub cases: u64,
    /// How many journeys of the default unit.
    pub journeys: u64,
    /// Journeys with only one event.
    pub single_event_journeys: u64,
    /// First time, RFC 3339 UTC. Doubtful years do not count.
    pub first: Option<String>,
    /// Last time, RFC 3339 UTC. Doubtful years do not count.
    pub last: Option<String>,
    /// Activities in order of first arrival.
    pub activities: Vec<ActivityQuality>,
    /// Attributes in order of first arrival.
    pub attributes: Vec<AttributeQuality>,
    /// Forms of time in all sources.
    pub time_formats: Vec<TimeFormat>,
    /// Neighbours of one journey with the same time: their order is the order of arrival.
    pub equal_times: u64,
    /// Events that stand several times in the data.
    pub repeated: Repeated,
    /// Events without the id of the default unit.
    pub without_id: u64,
    /// What was imported.
    pub sources: Vec<SourceEntry>,
    /// How long events are kept, if not for ever: `2y`.
    pub retention: Option<String>,
    /// Events and pieces of feedback that were dropped because they are older than that.
    pub expired: u64,
    /// Events and pieces of feedback that were deleted because somebody is forgotten.
    pub forgotten: u64,
    /// Feedback by kind of rating.
    pub feedback: Vec<FeedbackQuality>,
    /// Feedback whose customer or case has no events.
    pub feedback_without_journey: u64,
    /// What is doubtful.
    pub findings: Vec<Diagnostic>,
    /// What cannot be concluded, each with its reason.
    pub cannot: Vec<String>,
}

/// An activity's events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ActivityQuality {
    /// Its name.
    pub activity: String,
    /// How many events.
    pub events: u64,
    /// How many have an imputed time.
    pub imputed: u64,
    /// How many have midnight as their time of day.
    pub midnights: u64,
}

/// An attribute's values.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct AttributeQuality {
    /// Its name.
    pub attribute: String,
    /// Events that have a value.
    pub present: u64,
    /// Share of events without a value, 0 … 1.
    pub missing: f64,
    /// Different values; absent for numbers.
    pub distinct: Option<u64>,
}

/// Feedback of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct FeedbackQuality {
    /// Kind of rating; `unknown` where nobody said.
    pub kind: String,
    /// How many.
    pub count: u64,
    /// How many have a text.
    pub with_text: u64,
    /// How many have a rating.
    pub with_rating: u64,
}

/// Looks at a dataset.
pub fn report(manifest: &Manifest, events: &EventTable, feedback: &[Feedback]) -> DataReport {
    let unit = unit_codes(events, manifest.unit);
    let clock = clock::look(events, manifest);
    let (journeys, single, equal_times) = journeys(events, unit);
    let mut report = DataReport {
        name: manifest.name.clone(),
        unit: manifest.unit,
        sampling: manifest.sampling,
        time_zone: manifest.time_zone.clone(),
        events: events.len() as u64,
        customers: events.customer.values.len() as u64,
        cases: events.case.values.len() as u64,
        journeys,
        single_event_journeys: single,
        first: clock.span.map(|span| rfc3339(span.0)),
        last: clock.span.map(|span| rfc3339(span.1)),
        activities: activities(events, &manifest.imputed, &clock),
        attributes: attributes(events),
        time_formats: manifest.sources.iter().flat_map(|s| s.time_formats.clone()).collect(),
        equal_times,
        repeated: repeated::look(events, unit),
        without_id: unit.rows.iter().filter(|code| **code == NONE).count() as u64,
        sources: manifest.sources.clone(),
        retention: manifest.retention.clone(),
        expired: manifest.expired,
        forgotten: manifest.forgotten,
        feedback: kinds(feedback),
        feedback_without_journey: strangers(events, feedback),
        findings: Vec::new(),
        cannot: Vec::new(),
    };
    report.findings = findings(&report, &clock, feedback.len() as u64);
    report.cannot = cannot::sentences(&report, &clock, events);
    report
}

fn unit_codes(events: &EventTable, unit: Unit) -> &Codes {
    match unit {
        Unit::Customer => &events.customer,
        Unit::Case => &events.case,
        Unit::Account => &events.account,
        Unit::Session => &events.session,
    }
}

/// Journeys, those with one event, and neighbours with equal times.
fn journeys(events: &EventTable, unit: &Codes) -> (u64, u64, u64) {
    let mut sizes = vec![0_u64; unit.values.len()];
    let mut rows: Vec<(u32, i64)> = Vec::with_capacity(events.len());
    for (code, time) in unit.rows.iter().zip(&events.time).filter(|(code, _)| **code != NONE) {
        sizes[*code as usize] += 1;
        rows.push((*code, *time));
    }
    rows.sort_unstable();
    let equal = rows.windows(2).filter(|pair| pair[0] == pair[1]).count() as u64;
    let there = sizes.iter().filter(|size| **size > 0).count() as u64;
    (there, sizes.iter().filter(|size| **size == 1).count() as u64, equal)
}

fn activities(
    events: &EventTable,
    imputed: &[Imputed],
    clock: &clock::Clock,
) -> Vec<ActivityQuality> {
    let mut counts = vec![0_u64; events.activity.values.len()];
    for code in events.activity.rows.iter().filter(|code| **code != NONE) {
        counts[*code as usize] += 1;
    }
    let names = events.activity.values.iter().zip(counts).zip(&clock.midnights);
    names
        .map(|((name, count), midnights)| ActivityQuality {
            activity: name.clone(),
            events: count,
            imputed: imputed.iter().find(|i| i.activity == *name).map_or(0, |i| i.events),
            midnights: *midnights,
        })
        .collect()
}

fn attributes(events: &EventTable) -> Vec<AttributeQuality> {
    let rows = events.len().max(1) as f64;
    let one = |(name, column): &(String, Column)| {
        let (present, distinct) = match column {
            Column::Text(codes) => {
                let present = codes.rows.iter().filter(|code| **code != NONE).count();
                (present, Some(codes.values.len() as u64))
            }
            Column::Number(numbers) => (numbers.iter().filter(|n| !n.is_nan()).count(), None),
            Column::Flag(flags) => {
                let seen: HashSet<bool> = flags.iter().flatten().copied().collect();
                (flags.iter().flatten().count(), Some(seen.len() as u64))
            }
        };
        AttributeQuality {
            attribute: name.clone(),
            present: present as u64,
            missing: 1.0 - present as f64 / rows,
            distinct,
        }
    };
    events.attributes.iter().map(one).collect()
}

/// Feedback by kind, in order of first arrival.
fn kinds(feedback: &[Feedback]) -> Vec<FeedbackQuality> {
    let mut kinds: Vec<FeedbackQuality> = Vec::new();
    for one in feedback {
        let kind = match one.kind.map(serde_json::to_value) {
            Some(Ok(serde_json::Value::String(kind))) => kind,
            _ => "unknown".to_owned(),
        };
        let at = kinds.iter().position(|known| known.kind == kind).unwrap_or_else(|| {
            kinds.push(FeedbackQuality { kind, count: 0, with_text: 0, with_rating: 0 });
            kinds.len() - 1
        });
        kinds[at].count += 1;
        kinds[at].with_text += u64::from(one.text.is_some());
        kinds[at].with_rating += u64::from(one.rating.is_some());
    }
    kinds
}

fn strangers(events: &EventTable, feedback: &[Feedback]) -> u64 {
    let known = |codes: &Codes, id: &Option<String>| {
        id.as_deref().is_some_and(|id| codes.code(id).is_some())
    };
    let stranger = |one: &&Feedback| {
        !known(&events.case, &one.case) && !known(&events.customer, &one.customer)
    };
    feedback.iter().filter(stranger).count() as u64
}

#[expect(clippy::too_many_lines, reason = "one finding after the other")]
fn findings(report: &DataReport, clock: &clock::Clock, feedback: u64) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut say = |code: &str, severity: Severity, what: String, help: &str| {
        findings.push(Diagnostic::new(code, severity, what).help(help));
    };
    let share = |count: u64| count as f64 / report.events.max(1) as f64;
    let part = |count: u64| percent(share(count));
    if report.events == 0 {
        say(
            "no-events",
            Severity::Warning,
            "there are no events".into(),
            "import some with `wayline import events`",
        );
        return findings;
    }
    if clock.doubtful > 0 {
        say(
            "time-doubtful",
            Severity::Warning,
            format!(
                "{} events lie before 1900, at 1970-01-01 00:00, or after 2100",
                clock.doubtful
            ),
            "such times stand for `unknown` or `for ever`; leave them out with `since` and `until`, or mend the source",
        );
    }
    if clock.ahead > 0 {
        say(
            "time-ahead",
            Severity::Warning,
            format!("{} events lie more than a year after 99.9 % of the others", clock.ahead),
            "check the clock of the source; grades count age from the newest event",
        );
    }
    for activity in report.activities.iter().filter(|a| a.imputed > 0) {
        say(
            "time-imputed",
            Severity::Note,
            format!(
                "{} of {} events `{}` have an imputed time",
                activity.imputed, activity.events, activity.activity
            ),
            "no wait into them is known",
        );
    }
    let dated = |a: &&ActivityQuality| {
        a.events >= 20 && a.midnights * 10 >= a.events * 9 && a.imputed * 2 < a.events
    };
    for activity in report.activities.iter().filter(dated) {
        say(
            "time-is-date",
            Severity::Warning,
            format!(
                "{} of {} events `{}` lie at midnight: only their day is known",
                activity.midnights, activity.events, activity.activity
            ),
            "order within a day and waits shorter than a day mean nothing for it",
        );
    }
    if share(report.equal_times) > NOTABLE {
        say(
            "equal-times",
            Severity::Note,
            format!(
                "{} events ({}) have the same time as the one before them in their journey",
                report.equal_times,
                part(report.equal_times)
            ),
            "their order is the order of the rows in the file",
        );
    }
    if report.repeated.events > 0 {
        let day = report.repeated.day.as_ref();
        let when = day.map_or(String::new(), |day| format!(", most of them on {day}"));
        say(
            "repeated-events",
            if day.is_some() { Severity::Warning } else { Severity::Note },
            format!(
                "{} events ({}) stand several times in the data, equal in all they say{when}",
                report.repeated.events,
                part(report.repeated.events)
            ),
            "was a part exported twice? take it out of the source and import into a new project; repeats and waits are wrong until then",
        );
    }
    if report.without_id > 0 {
        say(
            "missing-id",
            Severity::Warning,
            format!(
                "{} events ({}) have no {}",
                report.without_id,
                part(report.without_id),
                unit_name(report.unit)
            ),
            "they belong to no journey of that unit; choose another `--unit`, or join identities in the source",
        );
    }
    let single = report.single_event_journeys as f64 / report.journeys.max(1) as f64;
    if single > 0.5 {
        say(
            "single-events",
            Severity::Warning,
            format!("{} of the journeys have only one event", percent(single)),
            "they show no way; is the id really the same over a person's events?",
        );
    }
    for attribute in report
        .attributes
        .iter()
        .filter(|a| a.missing > MUCH_MISSING && a.attribute != crate::ingest::IMPUTED)
    {
        say(
            "attribute-missing",
            Severity::Note,
            format!(
                "`{}` is missing in {} of the events",
                attribute.attribute,
                percent(attribute.missing)
            ),
            "comparisons by it speak for the rest only",
        );
    }
    let (duplicates, rejected) = report
        .sources
        .iter()
        .fold((0, 0), |sum, source| (sum.0 + source.duplicates, sum.1 + source.rejected));
    if duplicates > 0 {
        say(
            "duplicates",
            Severity::Note,
            format!("{duplicates} rows were in the dataset before and were dropped"),
            "nothing need be done",
        );
    }
    if rejected > 0 {
        say(
            "rejected",
            Severity::Warning,
            format!("{rejected} rows were set aside"),
            "see `data/rejected/`, mend them and import them again",
        );
    }
    if report.feedback_without_journey > 0 {
        let part = report.feedback_without_journey as f64 / feedback.max(1) as f64;
        say(
            "feedback-without-journey",
            Severity::Warning,
            format!(
                "{} pieces of feedback ({}) find no journey",
                report.feedback_without_journey,
                percent(part)
            ),
            "map their customer or case to the ids of the events",
        );
    }
    if report.feedback.iter().any(|kind| kind.kind == "unknown") {
        say(
            "rating-kind",
            Severity::Warning,
            "some ratings have no kind".into(),
            "say `kind` in a mapping file; ratings of unknown kind draw no curve",
        );
    }
    findings
}

pub(crate) fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Customer => "customer",
        Unit::Case => "case",
        Unit::Account => "account",
        Unit::Session => "session",
    }
}
