//! Which part of an answer is its table, and what stands in its columns.

use crate::numbers;
use crate::table::Side;
use serde_json::Value;
use wayline_model::question::{Model, Operator, Quantiles};

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Count,
    Number,
    Share,
    Rate,
    Seconds,
    Chance,
    Trace,
}

/// A column: its field in the answer, and its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) field: String,
    pub(crate) head: String,
    pub(crate) kind: Kind,
}

/// What a row of drivers is about: an activity, or the value of an attribute.
const ABOUT: [&str; 3] = ["activity", "attribute", "value"];
/// The columns of drivers.
const DRIVERS: [&str; 9] = [
    "activity",
    "attribute",
    "value",
    "odds",
    "q",
    "with",
    "with_reached",
    "without",
    "without_reached",
];

/// The list in the answer that is its table, and its columns in order.
pub(crate) fn of(op: &Operator, answer: &Value) -> (&'static str, Vec<Column>) {
    let (list, first): (&str, Vec<&str>) = match op {
        Operator::Counts { mean, .. } => {
            let mut columns =
                vec!["activity", "events", "journeys", "starts", "ends", "left", "open", "wait_s"];
            columns.extend(mean.as_ref().map(|_| "mean"));
            ("activities", columns)
        }
        Operator::Transitions { quantiles: Quantiles::None } => {
            ("transitions", vec!["from", "to", "count", "mean_s"])
        }
        Operator::Transitions { quantiles: Quantiles::Median } => {
            ("transitions", vec!["from", "to", "count", "median_s", "mean_s"])
        }
        Operator::Transitions { .. } => {
            ("transitions", vec!["from", "to", "count", "journeys", "median_s", "mean_s", "p95_s"])
        }
        Operator::Funnel { .. } => {
            ("steps", vec!["name", "count", "open", "from_start", "from_previous", "median_s"])
        }
        Operator::Variants { .. } => ("variants", vec!["count", "share", "trace"]),
        Operator::Paths { .. } => ("edges", vec!["position", "from", "to", "count"]),
        Operator::Dwell { .. } => ("quantiles", vec!["p", "s", "low_s", "high_s"]),
        Operator::Sessions { .. } => ("lengths", vec!["over_s", "to_s", "sessions", "share"]),
        Operator::Retention { .. } => {
            ("cells", vec!["cohort", "size", "offset", "count", "rate", "open"])
        }
        Operator::Pattern { .. } => {
            ("first", vec!["journey", "position", "events", "start", "end"])
        }
        Operator::Attribution { model: Model::Markov, .. } => {
            ("channels", vec!["value", "conversions", "share", "removal_effect", "touched"])
        }
        Operator::Attribution { .. } => {
            ("channels", vec!["value", "conversions", "share", "touched"])
        }
        Operator::Ratings { .. } => ("answers", vec!["rating", "count", "share"]),
        Operator::Drivers { .. } => ("drivers", DRIVERS.to_vec()),
    };
    let rows = answer.get(list).and_then(Value::as_array);
    // What a row is about differs among drivers: activities alone need no column for attributes.
    let about = |name: &&str| {
        list != "drivers"
            || !ABOUT.contains(name)
            || rows.into_iter().flatten().any(|row| row.get(*name).is_some())
    };
    let columns = first.into_iter().filter(about).map(|name| {
        // What is unknown in one row may be known in the next.
        let known = rows.into_iter().flatten().filter_map(|row| row.get(name));
        let value = known.into_iter().find(|value| !value.is_null()).unwrap_or(&Value::Null);
        Column { field: name.into(), head: head(name), kind: kind(name, value) }
    });
    (list, columns.collect())
}

fn head(field: &str) -> String {
    let field = field.strip_suffix("_s").unwrap_or(field);
    match field {
        "p" => "share".into(),
        "s" => "within".into(),
        "low" | "high" if field.len() < 5 => field.into(),
        other => other.replace('_', " "),
    }
}

fn kind(field: &str, value: &Value) -> Kind {
    match value {
        _ if field == "s" || field.ends_with("_s") => Kind::Seconds,
        _ if ["share", "p", "removal_effect"].contains(&field) => Kind::Share,
        _ if field == "q" => Kind::Chance,
        Value::Array(_) => Kind::Trace,
        Value::Object(figure) if figure.contains_key("value") => Kind::Rate,
        Value::Number(number) if number.is_u64() => Kind::Count,
        Value::Number(_) => Kind::Number,
        _ => Kind::Text,
    }
}

impl Column {
    /// Whether it says what a row of drivers is about.
    pub(crate) fn is_about(&self) -> bool {
        ABOUT.contains(&self.field.as_str())
    }

    /// Where it stands.
    pub(crate) fn side(&self) -> Side {
        match self.kind {
            Kind::Text | Kind::Trace => Side::Left,
            _ => Side::Right,
        }
    }

    /// A value as people read it.
    pub(crate) fn cell(&self, row: &Value) -> String {
        let value = row.get(&self.field).unwrap_or(&Value::Null);
        match (self.kind, value) {
            (_, Value::Null) => "–".into(),
            (Kind::Seconds, value) => value.as_f64().map_or("–".into(), numbers::duration),
            (Kind::Share, value) => value.as_f64().map_or("–".into(), numbers::percent),
            (Kind::Chance, value) => match value.as_f64() {
                Some(chance) if chance < 0.001 => "<0.001".into(),
                chance => chance.map_or("–".into(), |chance| format!("{chance:.3}")),
            },
            (Kind::Rate, value) if is_share(&self.field) => numbers::rate(value),
            (Kind::Rate, value) => figure(value),
            (_, Value::Array(items)) => items.iter().map(bare).collect::<Vec<_>>().join(" → "),
            (_, Value::Number(number)) => match (number.as_u64(), number.as_f64()) {
                (Some(count), _) => numbers::whole(count),
                (None, Some(number)) => numbers::plain(number),
                _ => number.to_string(),
            },
            (_, value) => bare(value),
        }
    }
}

/// Shares are written as percents.
pub(crate) fn is_share(field: &str) -> bool {
    ["left", "rate", "from_start", "from_previous"].contains(&field)
}

/// A figure as it is: `1.758 (1.71 … 1.806)`, with a `°` on a low base.
pub(crate) fn figure(value: &Value) -> String {
    let number = |name: &str| value.get(name).and_then(Value::as_f64).map(numbers::plain);
    let mark = if value.get("low_base").and_then(Value::as_bool) == Some(true) { "°" } else { "" };
    match (number("value"), number("low"), number("high")) {
        (Some(value), Some(low), Some(high)) => format!("{value}{mark} ({low} … {high})"),
        (Some(value), ..) => format!("{value}{mark}"),
        _ => "–".into(),
    }
}

/// Text without quotes, anything else as JSON.
pub(crate) fn bare(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
