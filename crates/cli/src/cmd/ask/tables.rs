//! An answer as a person reads it: what was asked of how much, the table, and the notes.

use super::bars::{self, Terminal};
use super::columns::{self, Kind, bare};
use super::triangle;
use crate::numbers;
use crate::table::table;
use serde_json::Value;
use std::fmt::Write as _;
use wayline_model::answer::Answer;
use wayline_model::question::{Operator, Unit};

/// The whole answer; on a terminal with small charts of characters.
pub(crate) fn written(answer: &Answer, terminal: Option<Terminal>) -> String {
    let unit = match answer.unit {
        Unit::Customer => "a customer",
        Unit::Case => "a case",
        Unit::Account => "an account",
        Unit::Session => "a session",
    };
    let as_of = answer.as_of.as_deref().map(|time| format!(" · as of {time}")).unwrap_or_default();
    let mut out = format!(
        "{} · {} journeys (each {unit}) · {} events{as_of}\n",
        answer.dataset,
        numbers::whole(answer.journeys),
        numbers::whole(answer.events),
    );
    match answer.answer.get("groups").and_then(Value::as_array) {
        None => out += &one(answer, &answer.answer, terminal),
        Some(groups) => {
            let by = answer.answer.get("by").map(bare).unwrap_or_default();
            for group in groups {
                let value = group.get("value").map_or("–".into(), |value| match value {
                    Value::Null => "unknown".into(),
                    value => bare(value),
                });
                let journeys = group.get("journeys").and_then(Value::as_u64).unwrap_or(0);
                let _ = writeln!(out, "\n{by} = {value} · {} journeys", numbers::whole(journeys));
                out += &one(answer, group.get("answer").unwrap_or(&Value::Null), terminal);
            }
        }
    }
    for note in &answer.notes {
        let _ = write!(out, "\n{note}");
    }
    out
}

/// What stands beside the list, then the list.
fn one(asked: &Answer, answer: &Value, terminal: Option<Terminal>) -> String {
    let (list, columns) = columns::of(&asked.question.op, answer);
    let mut out = String::new();
    let beside = answer.as_object().into_iter().flatten().filter(|(name, value)| {
        name.as_str() != list
            && !matches!(value, Value::Array(_) | Value::Null | Value::Bool(false))
    });
    let beside: Vec<String> = beside.map(|(name, value)| fact(name, value)).collect();
    if !beside.is_empty() {
        let _ = writeln!(out, "{}", beside.join(" · "));
    }
    out.push('\n');
    if let Operator::Retention { .. } = &asked.question.op {
        return out + &triangle::written(answer, terminal.map(|terminal| terminal.width));
    }
    let rows = answer.get(list).and_then(Value::as_array);
    let Some(rows) = rows.filter(|_| !columns.is_empty()) else { return out };
    if rows.is_empty() {
        return out + "nothing\n";
    }
    let mut heads: Vec<_> =
        columns.iter().map(|column| (column.head.as_str(), column.side())).collect();
    let mut cells: Vec<Vec<String>> =
        rows.iter().map(|row| columns.iter().map(|column| column.cell(row)).collect()).collect();
    if let Some(terminal) = terminal {
        let fields: Vec<&str> = columns.iter().map(|column| column.field.as_str()).collect();
        bars::beside(&asked.question.op, rows, &fields, &mut heads, &mut cells, terminal);
    }
    out += &table(&heads, &cells);
    let low = rows.iter().any(|row| {
        columns
            .iter()
            .filter(|column| column.kind == Kind::Rate)
            .any(|column| row[&column.field].get("low_base").and_then(Value::as_bool) == Some(true))
    });
    if let Some(terminal) = terminal {
        out += &bars::curve(&asked.question.op, answer, terminal).unwrap_or_default();
    }
    if low {
        out += "° on fewer than the minimum base\n";
    }
    out
}

/// `censored 35`, `within 7 d`
fn fact(name: &str, value: &Value) -> String {
    let words = name.strip_suffix("_s").unwrap_or(name).replace('_', " ");
    let shown = match value {
        value if name.ends_with("_s") => {
            value.as_f64().map_or_else(|| bare(value), numbers::duration)
        }
        Value::Number(number) => match (number.as_u64(), number.as_f64()) {
            (Some(count), _) => numbers::whole(count),
            (None, Some(number)) => numbers::plain(number),
            _ => number.to_string(),
        },
        Value::Object(figure) if figure.contains_key("value") => {
            let base = figure.get("n").and_then(Value::as_u64);
            let why = figure.get("why").map(|why| format!(" ({})", bare(why)));
            let base = base.filter(|_| why.is_none()).map(|n| format!(", n {}", numbers::whole(n)));
            let shown =
                if columns::is_share(name) { numbers::rate(value) } else { columns::figure(value) };
            format!("{shown}{}{}", base.unwrap_or_default(), why.unwrap_or_default())
        }
        value => bare(value),
    };
    format!("{words} {shown}")
}
