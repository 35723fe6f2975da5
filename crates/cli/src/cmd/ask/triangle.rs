//! Retention as people read it: a row a cohort, a column an offset.

use crate::numbers;
use crate::table::{Side, table};
use serde_json::Value;
use std::fmt::Write as _;

/// So many offsets stand side by side, where there is room.
const OFFSETS: u16 = 13;
/// How wide a cohort with its size is, and one offset.
const NAME: u16 = 24;
const OFFSET: u16 = 9;

/// Shares by cohort and offset, above them those of all cohorts; a count in brackets where no share is known.
pub(crate) fn written(answer: &Value, terminal: Option<u16>) -> String {
    let list =
        |name: &str| answer.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let (totals, cells) = (list("totals"), list("cells"));
    if cells.is_empty() {
        return "nothing\n".into();
    }
    let room = terminal.map_or(OFFSETS, |width| width.saturating_sub(NAME) / OFFSET);
    let shown = totals.len().min(room.clamp(1, OFFSETS).into());
    let offsets: Vec<String> = (0..shown).map(|offset| offset.to_string()).collect();
    let mut heads = vec![("cohort", Side::Left), ("size", Side::Right)];
    heads.extend(offsets.iter().map(|offset| (offset.as_str(), Side::Right)));
    let number = |of: &Value, field: &str| of.get(field).and_then(Value::as_u64).unwrap_or(0);
    let mut all = vec!["all".into(), String::new()];
    all.extend(totals[..shown].iter().map(|total| {
        if number(total, "cohorts") == 0 {
            "–".into()
        } else {
            share(total, number(total, "count"))
        }
    }));
    let mut rows: Vec<Vec<String>> = vec![all];
    for cell in cells {
        if number(cell, "offset") == 0 {
            let cohort = cell.get("cohort").and_then(Value::as_str).unwrap_or_default();
            rows.push(vec![cohort.into(), numbers::whole(number(cell, "size"))]);
        }
        if let Some(row) = rows.last_mut().filter(|row| row.len() < shown + 2) {
            row.push(share(cell, number(cell, "count")));
        }
    }
    let bracketed = rows.iter().flatten().any(|text| text.starts_with('('));
    for row in &mut rows {
        row.resize(shown + 2, String::new());
    }
    let mut out = table(&heads, &rows);
    if bracketed {
        out += "(in brackets) counts where no share can be given, such as in a period that has not ended\n";
    }
    if rows.iter().flatten().any(|text| text.ends_with('°')) {
        out += "° on fewer than the minimum base\n";
    }
    if totals.len() > shown {
        let _ = writeln!(out, "offsets up to {} are in --format csv and json", totals.len() - 1);
    }
    out
}

fn share(cell: &Value, count: u64) -> String {
    let rate = cell.get("rate");
    let value = rate.and_then(|rate| rate.get("value")).and_then(Value::as_f64);
    let low = rate.and_then(|rate| rate.get("low_base")).and_then(Value::as_bool) == Some(true);
    match value {
        Some(value) => format!("{}{}", numbers::percent(value), if low { "°" } else { "" }),
        None => format!("({})", numbers::whole(count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rate(value: f64, n: u64) -> Value {
        json!({"value": value, "low": 0.0, "high": 1.0, "n": n, "low_base": n < 30})
    }

    fn cell(cohort: &str, size: u64, offset: u64, count: u64, rate: &Value) -> Value {
        json!({"cohort": cohort, "size": size, "offset": offset, "count": count, "rate": rate})
    }

    #[test]
    fn a_row_is_a_cohort_and_what_has_not_ended_is_a_count_in_brackets() {
        let open = json!({"value": null, "low": null, "high": null, "n": 20, "why": "not ended"});
        let answer = json!({
            "journeys": 60,
            "totals": [
                {"offset": 0, "cohorts": 2, "size": 60, "count": 60, "rate": rate(1.0, 60)},
                {"offset": 1, "cohorts": 1, "size": 40, "count": 10, "rate": rate(0.25, 40)},
                {"offset": 2, "cohorts": 0, "size": 0, "count": 0, "rate": open},
            ],
            "cells": [
                cell("2024-03-04", 40, 0, 40, &rate(1.0, 40)),
                cell("2024-03-04", 40, 1, 10, &rate(0.25, 40)),
                cell("2024-03-04", 40, 2, 3, &open),
                cell("2024-03-11", 20, 0, 20, &rate(1.0, 20)),
                cell("2024-03-11", 20, 1, 4, &open),
            ],
        });
        let lines: Vec<String> = written(&answer, None)
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(
            lines,
            [
                "cohort size 0 1 2",
                "all 100% 25% –",
                "2024-03-04 40 100% 25% (3)",
                "2024-03-11 20 100%° (4)",
                "(in brackets) counts where no share can be given, such as in a period that has not ended",
                "° on fewer than the minimum base",
            ]
        );
    }

    #[test]
    fn a_narrow_terminal_has_fewer_offsets_and_that_is_said() {
        let cells: Vec<Value> =
            (0..20).map(|offset| cell("2024-03-04", 40, offset, 40, &rate(1.0, 40))).collect();
        let total = json!({"cohorts": 1, "count": 40, "rate": rate(1.0, 40)});
        let answer = json!({"journeys": 40, "totals": vec![total; 20], "cells": cells});
        for width in [40, 80, 200] {
            let shown = written(&answer, Some(width));
            let widest = shown.lines().take(3).map(|line| line.chars().count()).max();
            assert!(widest <= Some(width.into()), "{width}:\n{shown}");
            assert!(shown.contains("offsets up to 19 are in"), "{shown}");
        }
        assert!(written(&answer, None).contains(" 12\n"));
    }

    #[test]
    fn without_a_cohort_there_is_nothing() {
        assert_eq!(written(&json!({"journeys": 0, "totals": [], "cells": []}), None), "nothing\n");
    }
}
