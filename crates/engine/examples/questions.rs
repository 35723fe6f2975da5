//! Asks the questions of the benchmark of a dataset and prints how long each took: `questions DATA RESULTS [QUESTION …]`.
//!
//! `DATA` is a project's `data` folder. One JSON line a question goes to standard output; the rows of each answer
//! go to a file in `RESULTS`, in the form that all systems of the benchmark give, so that they can be compared.

#[path = "cost/cost.rs"]
mod cost;

use cost::{memory_mib, processor_seconds};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::time::Instant;
use wayline_engine::ask::Settings;
use wayline_engine::hot::Hot;
use wayline_engine::store::Store;
use wayline_model::question::Question;

type Failure = Box<dyn std::error::Error>;

/// How the rows of an answer are written for the comparison.
type Rows = fn(&Value) -> Vec<Value>;

/// A question by its name in the benchmark.
struct Asked {
    name: String,
    question: Value,
    rows: Rows,
}

const FUNNEL: [&str; 4] = ["product_view", "add_to_cart", "checkout_start", "order_placed"];

/// The questions that all systems are asked.
fn shared() -> Vec<Asked> {
    let funnel = json!({"op": "funnel", "steps": FUNNEL, "within": "7d"});
    let mut by_channel = funnel.clone();
    by_channel["by"] = json!("channel");
    let ask = |name: &str, question: Value, rows| Asked { name: name.into(), question, rows };
    vec![
        ask("q1", json!({"op": "transitions", "quantiles": "median"}), |answer| {
            transitions(answer, true)
        }),
        ask("q1.nomedian", json!({"op": "transitions", "quantiles": "none"}), |answer| {
            transitions(answer, false)
        }),
        ask("q2", funnel, |answer| reached(answer, &[])),
        ask("q2.channel", by_channel, |answer| {
            let groups = list(answer, "groups");
            groups.flat_map(|of| reached(&of["answer"], &[of["value"].clone()])).collect()
        }),
        ask("q3", json!({"op": "variants", "top": 100}), |answer| {
            let of = |row: &Value| {
                let names: Vec<&str> = list(row, "trace").filter_map(Value::as_str).collect();
                json!([names.join(">"), row["count"]])
            };
            list(answer, "variants").map(of).collect()
        }),
        ask("q4", json!({"op": "sessions", "gap": "30m"}), |answer| {
            let bounce = &answer["bounce"]["value"];
            vec![json!([answer["sessions"], answer["mean_events"], answer["mean_s"], bounce])]
        }),
        ask("q6", json!({"op": "retention", "period": "7d"}), |answer| {
            let size = |row: &Value| json!([row["cohort"], row["offset"], row["count"]]);
            let rows: Vec<Value> =
                list(answer, "cells").filter(|row| row["count"] != 0).map(size).collect();
            weeks(rows)
        }),
        ask("q5", json!({"op": "paths", "from": "product_view", "depth": 11}), |answer| {
            let of = |row: &Value| {
                let counts = list(row, "counts").enumerate().skip(1);
                let counts = counts.filter(|(_, count)| count.as_u64() != Some(0));
                counts.map(|(at, count)| json!([at, row["activity"], count])).collect::<Vec<_>>()
            };
            list(answer, "matrix").flat_map(of).collect()
        }),
        ask("q8", json!({"op": "counts", "mean": "sentiment"}), |answer| {
            let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
            let of = |row: &Value| {
                let left = number(&row["ends"]) / number(&row["events"]);
                let mean = &row["mean"]["value"];
                json!([row["activity"], row["events"], row["journeys"], mean, left, row["wait_s"]])
            };
            list(answer, "activities").map(of).collect()
        }),
    ]
}

/// The same with filters and groups: what they cost beside the bare question.
fn scoped() -> Vec<Asked> {
    let web = "channel = \"web\"";
    let scopes = [("where", web), ("only", web), ("by", "channel")];
    let mut all = Vec::new();
    for asked in shared().into_iter().filter(|asked| asked.name != "q2.channel") {
        for (scope, value) in scopes {
            let mut question = asked.question.clone();
            question[scope] = json!(value);
            all.push(Asked {
                name: format!("{}.{scope}", asked.name),
                question,
                rows: |_| Vec::new(),
            });
        }
    }
    all
}

/// Cohorts by their number of weeks since 1970.
fn weeks(rows: Vec<Value>) -> Vec<Value> {
    // A period that is a length begins at a time of day.
    let week = |date: &Value| {
        let date = date.as_str().and_then(|date| date.get(..10)).unwrap_or_default();
        let mut parts = date.split('-').map(|part| part.parse::<i64>().unwrap_or(0));
        let mut next = || parts.next().unwrap_or(0);
        let (year, month, day) = (next(), next(), next());
        // Days since 1970 by the method of H. Hinnant.
        let year = if month <= 2 { year - 1 } else { year };
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let days = year.div_euclid(400) * 146_097 + of_era * 365 + of_era / 4 - of_era / 100;
        (days + of_year - 719_468).div_euclid(7)
    };
    rows.into_iter().map(|row| json!([week(&row[0]), row[1], row[2]])).collect()
}

fn list<'a>(answer: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    answer[name].as_array().into_iter().flatten()
}

fn transitions(answer: &Value, median: bool) -> Vec<Value> {
    let of = |row: &Value| {
        let mut fields: Vec<Value> =
            ["from", "to", "count", "mean_s"].map(|field| row[field].clone()).into();
        fields.extend(median.then(|| row["median_s"].clone()));
        Value::Array(fields)
    };
    list(answer, "transitions").map(of).collect()
}

/// How many got to each step and no further.
fn reached(answer: &Value, group: &[Value]) -> Vec<Value> {
    let counts: Vec<u64> =
        list(answer, "steps").filter_map(|step| step["count"].as_u64()).collect();
    let of = |(at, count): (usize, &u64)| {
        let further = counts.get(at + 1).copied().unwrap_or(0);
        let mut row = group.to_vec();
        row.extend([json!(at + 1), json!(count - further)]);
        (*count > further).then_some(Value::Array(row))
    };
    counts.iter().enumerate().filter_map(of).collect()
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, results, wanted @ ..] = &arguments[..] else {
        return Err("write: questions DATA RESULTS [QUESTION …]".into());
    };
    let began = Instant::now();
    let store = Store::open(Path::new(data))?;
    let hot = store.hot(store.manifest().unit)?;
    writeln!(std::io::stderr(), "opened in {:.4} s", began.elapsed().as_secs_f64())?;
    std::fs::create_dir_all(results)?;
    let settings = Settings::default();
    let named = |asked: &&Asked| wanted.is_empty() || wanted.contains(&asked.name);
    let all: Vec<Asked> = shared().into_iter().chain(scoped()).collect();
    for asked in all.iter().filter(named) {
        measure(&hot, asked, &settings, Path::new(results))?;
    }
    Ok(())
}

fn measure(hot: &Hot, asked: &Asked, settings: &Settings, results: &Path) -> Result<(), Failure> {
    let question: Question = serde_json::from_value(asked.question.clone())?;
    let (mut walls, mut cpus) = (Vec::new(), Vec::new());
    let mut answer = Value::Null;
    for _ in 0..6 {
        let (wall, cpu) = (Instant::now(), processor_seconds());
        answer = hot.ask(&question, settings)?.answer;
        walls.push(wall.elapsed().as_secs_f64());
        cpus.push(processor_seconds() - cpu);
    }
    let first = walls[0];
    let mut again = walls[1..].to_vec();
    again.sort_by(f64::total_cmp);
    let median = again[again.len() / 2];
    let events = hot.event_count();
    let least = |list: &[f64]| list.iter().copied().fold(f64::INFINITY, f64::min);
    let line = json!({
        "peer": "wayline", "version": env!("CARGO_PKG_VERSION"), "query": asked.name,
        "source": "native", "events": events, "median_s": median, "min_s": least(&walls),
        "first_s": first, "cpu_s": least(&cpus), "events_per_s": events as f64 / median,
        "peak_rss_mb": memory_mib(),
    });
    writeln!(std::io::stdout(), "{line}")?;
    let rows = (asked.rows)(&answer);
    if !rows.is_empty() {
        let name = format!("wayline__{}__native__{events}.json", asked.name);
        std::fs::write(results.join(name), serde_json::to_string(&rows)?)?;
    }
    Ok(())
}
