//! Runs `spec/operators/*.md`: prose with cases, each a question of a small log and its answer.
//!
//! A case is a heading with the blocks `csv` (customer, activity, time; other columns are attributes; a
//! case may use the log of the one before), `json question`, if need be `json settings`, and `json answer`
//! or `text error`. What an answer names must be so: an object may hold more than is named, a list may not.

use serde_json::Value;
use std::path::Path;
use wayline_engine::ask::{Settings, ask};
use wayline_engine::error::Error;
use wayline_engine::journeys::Journeys;
use wayline_engine::table::{Codes, Column, EventTable};
use wayline_model::question::{Question, Unit};

#[derive(Default)]
struct Case {
    title: String,
    log: String,
    question: String,
    settings: Option<String>,
    expect: Option<Expect>,
}

enum Expect {
    Answer(String),
    Error(String),
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = vec![];
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            let log = cases.last().map(|case| case.log.clone()).unwrap_or_default();
            cases.push(Case { title: title.into(), log, ..Case::default() });
        }
        let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else {
            continue;
        };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let body = body.join("\n");
        let case = cases.last_mut().expect("a block stands under a heading");
        match kind {
            "csv" => case.log = body,
            "json question" => case.question = body,
            "json settings" => case.settings = Some(body),
            "json answer" => case.expect = Some(Expect::Answer(body)),
            "text error" => case.expect = Some(Expect::Error(body)),
            other => panic!("{}: a block of `{other}`", case.title),
        }
    }
    cases
}

fn table(log: &str) -> EventTable {
    let mut lines = log.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let mut table = EventTable::default();
    for (at, name) in header.iter().enumerate() {
        let cells = rows.iter().map(|row| Some(row[at]).filter(|cell| !cell.is_empty()));
        let text = |cells: &mut dyn Iterator<Item = Option<&str>>| {
            let mut codes = Codes::default();
            for cell in cells {
                codes.push(cell).expect("few values");
            }
            codes
        };
        match *name {
            "customer" => table.customer = text(&mut cells.clone()),
            "case" => table.case = text(&mut cells.clone()),
            "activity" => table.activity = text(&mut cells.clone()),
            "time" => {
                let time = |cell: &str| {
                    let time: jiff::civil::DateTime = cell.parse().expect("a date or a time");
                    time.to_zoned(jiff::tz::TimeZone::UTC)
                        .expect("in range")
                        .timestamp()
                        .as_microsecond()
                };
                table.time = cells.map(|cell| time(cell.expect("a time"))).collect();
            }
            _ => {
                let numbers: Option<Vec<f64>> = cells
                    .clone()
                    .map(|cell| cell.map_or(Some(f64::NAN), |cell| cell.parse().ok()))
                    .collect();
                let column = match numbers {
                    Some(numbers) => Column::Number(numbers),
                    None => Column::Text(text(&mut cells.clone())),
                };
                table.attributes.push(((*name).to_owned(), column));
            }
        }
    }
    let missing = |codes: &mut Codes| {
        if codes.rows.is_empty() {
            for _ in &rows {
                codes.push(None).expect("no value");
            }
        }
    };
    missing(&mut table.customer);
    missing(&mut table.case);
    missing(&mut table.account);
    missing(&mut table.session);
    table.arrival = (0..rows.len() as u64).collect();
    table
}

fn settings(case: &Case) -> Settings {
    let mut settings = Settings { dataset: "spec".into(), min_base: 2, ..Settings::default() };
    let Some(text) = &case.settings else {
        return settings;
    };
    let given: Value = serde_json::from_str(text).expect("settings are JSON");
    for (key, value) in given.as_object().expect("settings are an object") {
        match key.as_str() {
            "goals" => settings.goals = serde_json::from_value(value.clone()).expect("a list"),
            "min_base" => settings.min_base = value.as_u64().expect("a count"),
            "sampling" => {
                settings.sampling = serde_json::from_value(value.clone()).expect("a word");
            }
            "time_zone" => settings.time_zone = value.as_str().expect("a zone").into(),
            "idle_limits_h" => {
                for (activity, hours) in value.as_object().expect("limits by activity") {
                    let hours = hours.as_i64().expect("whole hours");
                    settings.idle_limits_us.insert(activity.clone(), hours * 3_600_000_000);
                }
            }
            other => panic!("no setting `{other}`"),
        }
    }
    settings
}

fn run(case: &Case) -> Result<Value, Error> {
    let question: Question = serde_json::from_str(&case.question).expect("a question");
    let unit = question.scope.unit.unwrap_or(Unit::Customer);
    let answer = ask(&Journeys::build(&table(&case.log), unit)?, &question, &settings(case))?;
    Ok(serde_json::to_value(answer).expect("plain data"))
}

/// Where `found` is not what `expect` names.
fn difference(found: &Value, expect: &Value, at: &str) -> Option<String> {
    match (found, expect) {
        (Value::Object(found), Value::Object(expect)) => expect.iter().find_map(|(key, expect)| {
            let at = format!("{at}.{key}");
            match found.get(key) {
                None => Some(format!("{at} is not there")),
                Some(found) => difference(found, expect, &at),
            }
        }),
        (Value::Array(found), Value::Array(expect)) if found.len() == expect.len() => found
            .iter()
            .zip(expect)
            .enumerate()
            .find_map(|(ix, (found, expect))| difference(found, expect, &format!("{at}[{ix}]"))),
        (Value::Number(found), Value::Number(expect)) => {
            let (found, expect) = (found.as_f64()?, expect.as_f64()?);
            // Written down to four places.
            ((found - expect).abs() > 5e-5).then(|| format!("{at} is {found}, not {expect}"))
        }
        (found, expect) => (found != expect).then(|| format!("{at} is {found}, not {expect}")),
    }
}

fn check(case: &Case) -> Option<String> {
    match (run(case), case.expect.as_ref().expect("an answer or an error")) {
        (Ok(found), Expect::Answer(expect)) => {
            let expect: Value = serde_json::from_str(expect).expect("an answer is JSON");
            let differs = difference(&found, &expect, "");
            differs.map(|differs| format!("{differs}\n{found:#}"))
        }
        (Err(Error::User(found)), Expect::Error(expect)) => {
            let found = format!("{}\n  {}", found.message, found.help.unwrap_or_default());
            (found != *expect).then_some(found)
        }
        (Ok(found), Expect::Error(_)) => Some(format!("answered: {found:#}")),
        (Err(error), _) => Some(format!("{error:?}")),
    }
}

#[test]
fn every_operator_answers_as_its_spec_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/operators");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of specs")
        .map(|file| file.expect("a readable folder").path())
        .collect();
    files.sort();
    assert!(files.len() >= 6, "one spec for each operator");
    let mut wrong = vec![];
    for file in files {
        let cases = cases(&std::fs::read_to_string(&file).expect("a readable spec"));
        assert!(!cases.is_empty(), "{} has no case", file.display());
        let name = file.file_name().expect("a file").to_string_lossy().into_owned();
        wrong.extend(cases.iter().filter_map(|case| {
            check(case).map(|found| format!("{name}: {}\n{found}", case.title))
        }));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
