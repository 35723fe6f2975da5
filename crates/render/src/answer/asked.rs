//! A question in words: the operator's name, what it was asked of, how long a window is.

use crate::format::{day, whole};
use wayline_model::answer::Answer;
use wayline_model::question::{At, By, Operator, Scope, Unit};

/// The operator's name, as in a question.
pub(crate) fn name(op: &Operator) -> String {
    let value = serde_json::to_value(op).unwrap_or_default();
    value.get("op").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

/// `3 journeys`, `1 journey`
pub(crate) fn journeys(count: u64) -> String {
    format!("{} {}", whole(count), if count == 1 { "journey" } else { "journeys" })
}

/// What a journey is.
fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Customer => "a customer",
        Unit::Case => "a case",
        Unit::Account => "an account",
        Unit::Session => "a session",
    }
}

/// `shop · 120 journeys (each a case) · 900 events · as of 29 Aug 2018`
pub(crate) fn base(answer: &Answer) -> String {
    let mut parts = vec![
        answer.dataset.clone(),
        format!("{} (each {})", journeys(answer.journeys), unit(answer.unit)),
        format!("{} {}", whole(answer.events), if answer.events == 1 { "event" } else { "events" }),
    ];
    parts.extend(answer.as_of.as_deref().map(|time| format!("as of {}", day(time))));
    parts.join(" · ")
}

/// `where country = "PL" · by channel`; nothing when everything is looked at.
pub(crate) fn scope(scope: &Scope) -> String {
    let mut parts = Vec::new();
    parts.extend(scope.filter.as_ref().map(|filter| format!("where {filter}")));
    parts.extend(scope.only.as_ref().map(|only| format!("only {only}")));
    parts.extend(scope.since.as_ref().map(|since| format!("since {since}")));
    parts.extend(scope.until.as_ref().map(|until| format!("until {until}")));
    parts.extend(scope.by.as_ref().map(|by| match by {
        By::Attribute(attribute) | By::AttributeAt { attribute, at: At::First } => {
            format!("by {attribute}")
        }
        By::AttributeAt { attribute, at: At::Last } => format!("by {attribute} at the end"),
        By::AttributeAt { attribute, at: At::Step } => format!("by {attribute} at each event"),
    }));
    parts.join(" · ")
}

/// `a group's name`: `channel = web`, `channel unknown`.
pub(crate) fn group(by: &str, value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => format!("{by} unknown"),
        serde_json::Value::String(text) => format!("{by} = {text}"),
        other => format!("{by} = {other}"),
    }
}
