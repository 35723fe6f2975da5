//! What each edit does, and what is refused.

use super::*;
use crate::record::Item;

/// Applies edits given as JSON, one after the other, to a map with a stage `a`, a step `b` and a pain `c`; says what became of them.
fn check(edits: &str) -> Result<Records, String> {
    let mut records = Records::empty();
    let begin = r#"[
        {"edit": "add", "id": "a", "kind": "stage", "parent": "map", "rank": "V"},
        {"edit": "add", "id": "b", "kind": "step", "parent": "a", "rank": "V", "fields": {"name": "Pays"}},
        {"edit": "add", "id": "c", "kind": "pain", "parent": "b", "rank": "V", "fields": {"text": "Slow"}}
    ]"#;
    for text in [begin, edits] {
        let edits: Vec<Edit> = serde_json::from_str(text).expect("edits");
        for edit in edits {
            let before = records.clone();
            if let Err(refusal) = records.apply(&edit) {
                assert_eq!(records, before, "a refused edit changes nothing");
                return Err(format!("{}: {}", refusal.code, refusal.detail));
            }
        }
    }
    Ok(records)
}

#[test]
fn a_record_is_changed_moved_removed_and_brought_back() {
    let records = check(
        r#"[
        {"edit": "set", "id": "b", "field": "value", "value": -1.5},
        {"edit": "set", "id": "b", "field": "optional", "value": true},
        {"edit": "write", "id": "c", "field": "text", "text": "Slow, and twice"},
        {"edit": "put", "id": "b", "field": "match", "item": "pay/now", "rank": "k"},
        {"edit": "put", "id": "b", "field": "match", "item": "pay", "rank": "V"},
        {"edit": "remove", "id": "a"},
        {"edit": "bring_back", "id": "c"}
    ]"#,
    )
    .expect("all fit");
    let step = &records.0["b"];
    assert_eq!(step.values["value"], Value::Number(-1.5));
    let item = |item: &str, rank: &str| Item { item: item.into(), rank: rank.into() };
    assert_eq!(step.sets["match"], [item("pay", "V"), item("pay/now", "k")]);
    assert_eq!(records.living().len(), 4);
    assert_eq!(records.0["c"].text["text"], "Slow, and twice");
}

#[test]
fn only_what_went_with_a_removal_comes_back_with_it() {
    let records = check(
        r#"[
        {"edit": "remove", "id": "c"},
        {"edit": "remove", "id": "a"},
        {"edit": "bring_back", "id": "a"}
    ]"#,
    )
    .expect("all fit");
    assert_eq!(records.living().into_iter().collect::<Vec<_>>(), ["a", "b", "map"]);
}

#[test]
fn what_does_not_fit_is_refused_with_a_reason() {
    let refused = [
        (r#"{"edit": "set", "id": "x", "field": "value", "value": 1}"#, "unknown-record"),
        (r#"{"edit": "set", "id": "b", "field": "mood", "value": 1}"#, "unknown-field"),
        (r#"{"edit": "set", "id": "b", "field": "value", "value": 3}"#, "wrong-value"),
        (r#"{"edit": "set", "id": "b", "field": "value", "value": "high"}"#, "wrong-value"),
        (r#"{"edit": "set", "id": "b", "field": "feel", "value": "joyous"}"#, "wrong-value"),
        (r#"{"edit": "set", "id": "b", "field": "name", "value": "Pays"}"#, "wrong-value"),
        (r#"{"edit": "set", "id": "b", "field": "optional", "value": false}"#, "wrong-value"),
        (
            r#"{"edit": "set", "id": "c", "field": "claim", "value": "{\"op\":\"guess\"}"}"#,
            "wrong-value",
        ),
        (r#"{"edit": "write", "id": "b", "field": "limit", "text": "10m"}"#, "wrong-value"),
        (
            r#"{"edit": "put", "id": "b", "field": "match", "item": "pay", "rank": "a0"}"#,
            "wrong-value",
        ),
        (
            r#"{"edit": "put", "id": "b", "field": "channels", "item": "my app", "rank": "V"}"#,
            "wrong-value",
        ),
        (r#"{"edit": "move", "id": "b", "parent": "map", "rank": "V"}"#, "wrong-place"),
        (r#"{"edit": "move", "id": "b", "parent": "b", "rank": "V"}"#, "wrong-place"),
        (r#"{"edit": "remove", "id": "map"}"#, "wrong-place"),
        (
            r#"{"edit": "add", "id": "b", "kind": "need", "parent": "b", "rank": "V"}"#,
            "known-record",
        ),
        (
            r#"{"edit": "add", "id": "d/e", "kind": "need", "parent": "b", "rank": "V"}"#,
            "wrong-value",
        ),
        (
            r#"{"edit": "add", "id": "d", "kind": "wish", "parent": "b", "rank": "V"}"#,
            "unknown-kind",
        ),
        (
            r#"{"edit": "add", "id": "d", "kind": "need", "parent": "a", "rank": "V"}"#,
            "wrong-place",
        ),
        (
            r#"{"edit": "add", "id": "d", "kind": "vote", "parent": "v", "rank": "V"}"#,
            "unknown-record",
        ),
    ];
    for (edit, code) in refused {
        let said = check(&format!("[{edit}]")).expect_err(edit);
        assert!(said.starts_with(code), "{edit}: {said}");
    }
    let long = "x".repeat(20_001);
    let edit = format!(r#"[{{"edit": "write", "id": "c", "field": "text", "text": "{long}"}}]"#);
    assert!(check(&edit).is_err_and(|said| said.starts_with("too-long")));
}

/// The page runs the same cases.
#[test]
fn the_page_makes_the_same_of_the_same_edits() {
    let cases = include_str!("../../../../spec/document/edits.json");
    let cases: Vec<serde_json::Value> = serde_json::from_str(cases).expect("JSON");
    assert!(cases.len() >= 25);
    for case in cases {
        let name = case["name"].as_str().expect("a name");
        let mut records = Records::empty();
        let mut refused = None;
        for batch in ["edits", "then"] {
            let edits = case.get(batch).cloned().unwrap_or_else(|| serde_json::json!([]));
            let edits: Vec<Edit> = serde_json::from_value(edits).expect(name);
            refused = refused.or_else(|| edits.iter().find_map(|edit| records.apply(edit).err()));
        }
        assert_eq!(refused.is_some(), case.get("refused").is_some(), "{name}: {refused:?}");
        let Some(expect) = case.get("records").and_then(|records| records.as_object()) else {
            continue;
        };
        let living = records.living();
        assert_eq!(records.0.len(), expect.len(), "{name}");
        for (id, expect) in expect {
            let record = records.get(id).expect(name);
            let mut said = serde_json::to_value(record).expect("plain data");
            let mut meant = expect.clone();
            assert_eq!(living.contains(id.as_str()), expect["gone"].is_null(), "{name}: {id}");
            for side in [&mut said, &mut meant] {
                let side = side.as_object_mut().expect("a record");
                side.remove("gone");
                side.remove("id");
                for value in side["values"].as_object_mut().expect("values").values_mut() {
                    if let Some(number) = value.as_f64() {
                        *value = number.into();
                    }
                }
            }
            assert_eq!(said, meant, "{name}: {id}");
        }
    }
}

#[test]
fn an_action_is_due_on_a_day_of_the_calendar() {
    let begin = r#"{"edit": "add", "id": "o", "kind": "opportunity", "parent": "b", "rank": "V"},
        {"edit": "add", "id": "o.action", "kind": "action", "parent": "o", "rank": "V"}"#;
    let due = |day: &str| {
        check(&format!(
            r#"[{begin}, {{"edit": "set", "id": "o.action", "field": "due", "value": "{day}"}}]"#
        ))
    };
    for day in ["2026-12-15", "2028-02-29"] {
        assert!(due(day).is_ok(), "{day}");
    }
    for day in ["soon", "15.12.2026", "2026-2-3", "2026-02-29", "2026-13-01", "٢٠٢٦-12"] {
        let said = due(day).expect_err(day);
        assert!(said.starts_with("wrong-value"), "{day}: {said}");
    }
}
