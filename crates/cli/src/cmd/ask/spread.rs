//! An answer as CSV: its main list, every figure spread over columns (`left`, `left_low`, `left_high`, `left_n`).

use super::columns::{self, bare};
use serde_json::{Map, Value};
use wayline_model::answer::Answer;
use wayline_model::question::Operator;

/// The list as CSV with a header; with `by`, a first column tells the group.
pub(crate) fn csv(answer: &Answer) -> String {
    let mut rows: Vec<Map<String, Value>> = vec![];
    match answer.answer.get("groups").and_then(Value::as_array) {
        None => collect(answer, &answer.answer, &Map::new(), &mut rows),
        Some(groups) => {
            let by = answer.answer.get("by").map(bare).unwrap_or_default();
            for group in groups {
                let mut first = Map::new();
                first.insert(by.clone(), group.get("value").cloned().unwrap_or(Value::Null));
                collect(answer, group.get("answer").unwrap_or(&Value::Null), &first, &mut rows);
            }
        }
    }
    let mut heads: Vec<&str> = vec![];
    for name in rows.iter().flat_map(Map::keys) {
        if !heads.contains(&name.as_str()) {
            heads.push(name);
        }
    }
    // Without a row, what a row would begin with.
    let (_, columns) = columns::of(&answer.question.op, &answer.answer);
    if rows.is_empty() {
        heads.extend(columns.iter().map(|column| column.field.as_str()));
    }
    let mut out = csv::Writer::from_writer(vec![]);
    // Writing into memory cannot fail, and every record has the header's length.
    let _ = out.write_record(&heads);
    for row in &rows {
        let cells = heads.iter().map(|head| match row.get(*head) {
            None | Some(Value::Null) => String::new(),
            Some(value) => bare(value),
        });
        let _ = out.write_record(cells);
    }
    String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn collect(
    asked: &Answer,
    answer: &Value,
    first: &Map<String, Value>,
    rows: &mut Vec<Map<String, Value>>,
) {
    let (list, columns) = columns::of(&asked.question.op, answer);
    // Of a pattern the figures are the answer, and its matches are examples.
    let figures = matches!(asked.question.op, Operator::Pattern { .. });
    let listed = answer.get(list).and_then(Value::as_array).filter(|_| !figures);
    // An answer that is one figure is one row.
    let items: Vec<&Value> = listed.map_or_else(|| vec![answer], |list| list.iter().collect());
    for item in items {
        let mut row = first.clone();
        // Drivers are activities or values: what they are comes first, whichever the first of them is.
        if matches!(asked.question.op, Operator::Drivers { .. }) {
            let about = columns.iter().filter(|column| column.is_about());
            row.extend(about.map(|column| (column.field.clone(), Value::Null)));
        }
        for (name, value) in item.as_object().into_iter().flatten() {
            spread(name, value, &mut row);
        }
        rows.push(row);
    }
}

fn spread(name: &str, value: &Value, row: &mut Map<String, Value>) {
    match value {
        Value::Object(fields) => {
            for (part, value) in fields {
                let name = if part == "value" { name.to_owned() } else { format!("{name}_{part}") };
                spread(&name, value, row);
            }
        }
        Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {}
        Value::Array(items) => {
            let joined: Vec<String> = items.iter().map(bare).collect();
            row.insert(name.into(), joined.join(" > ").into());
        }
        value => {
            row.insert(name.into(), value.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drivers_are_activities_or_values_in_the_same_columns() {
        let answer: Answer = serde_json::from_value(serde_json::json!({
            "question": {"op": "drivers", "goal": "pay"}, "as_of": null, "dataset": "d", "unit": "case",
            "journeys": 2, "events": 3, "notes": [],
            "answer": {"goal": "pay", "reached": 1, "open": 0, "drivers": [
                {"attribute": "channel", "value": "web", "with": 2}, {"activity": "view", "with": 1}
            ]}
        }))
        .expect("an answer");
        assert_eq!(csv(&answer), "activity,attribute,value,with\n,channel,web,2\nview,,,1\n");
    }

    #[test]
    fn an_answer_without_rows_has_a_header() {
        let answer: Answer = serde_json::from_value(serde_json::json!({
            "question": {"op": "variants"}, "as_of": null, "dataset": "d", "unit": "case",
            "journeys": 0, "events": 0, "notes": [], "answer": {"variants": []}
        }))
        .expect("an answer");
        assert_eq!(csv(&answer), "count,share,trace\n");
    }

    #[test]
    fn figures_are_spread_and_groups_have_a_column() {
        let answer: Answer = serde_json::from_value(serde_json::json!({
            "question": {"op": "counts", "by": "state"}, "as_of": null, "dataset": "d", "unit": "case",
            "journeys": 2, "events": 3, "notes": [],
            "answer": {"by": "state", "groups": [{"value": "S, P", "journeys": 2, "answer": {"activities": [
                {"activity": "a \"b\"", "events": 3, "left": {"value": 0.5, "low": 0.1, "high": 0.9, "n": 2}}
            ]}}]}
        }))
        .expect("an answer");
        assert_eq!(
            csv(&answer),
            "state,activity,events,left,left_low,left_high,left_n\n\"S, P\",\"a \"\"b\"\"\",3,0.5,0.1,0.9,2\n"
        );
    }
}
