//! The examples on real data: their commands, run as a user runs them, and the figures that must come out.

use crate::pictures::figures_are_those_of;
use crate::run::{Bench, Ran, binary};
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use wayline_fixtures::real_data;

/// An example that was run.
struct Example {
    bench: Bench,
    resolved: Value,
}

/// Runs `examples/NAME/run.sh DATA out`.
fn run(name: &str, data: &Path) -> Example {
    let bench = Bench::new();
    let script =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name).join("run.sh");
    let binaries = binary().parent().expect("the binary is in a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(binaries.to_owned()).chain(std::env::split_paths(&path));
    let output = Command::new("sh")
        .arg(script)
        .arg(data)
        .arg(bench.path("out"))
        .env("PATH", std::env::join_paths(path).expect("a path"))
        .output()
        .expect("sh is there");
    let ran = Ran::of(&output);
    assert_eq!(ran.code, 0, "{}\n{}", ran.out, ran.err);
    let resolved = bench.json(&["show", "out/map.journey.yaml", "--json"]);
    Example { bench, resolved }
}

impl Example {
    fn ask(&self, words: &[&str]) -> Value {
        self.bench.json(&[&["ask"], words, &["--json", "--project", "out"]].concat())
    }

    /// What every example leaves behind.
    fn is_whole(&self) {
        let svg = self.bench.read("out/map.svg");
        let compared = figures_are_those_of(&self.resolved, &svg);
        assert!(compared >= 10, "{compared} figures on the picture");
        let html = self.bench.read("out/map.html");
        assert!(html.to_lowercase().starts_with("<!doctype html>"));
        assert_eq!(figures_are_those_of(&self.resolved, &html), compared);
        assert!(
            self.bench.path("out/wayline.toml").is_file() && self.bench.path("out/data").is_dir()
        );
        let checked = self.bench.run(&["check", "out/map.journey.yaml"]);
        assert_eq!(checked.code, 0, "a drafted map has no errors: {}", checked.err);
        for command in self.commands() {
            let words = shell_words(&command);
            assert_eq!(words[0], "wayline", "{command}");
            let words: Vec<&str> = words[1..].iter().map(String::as_str).collect();
            let ran = self.bench.command(&words).current_dir(self.bench.path("out")).output();
            let ran = ran.expect("it runs");
            assert!(ran.status.success(), "{command}: {}", String::from_utf8_lossy(&ran.stderr));
        }
    }

    /// A few of the commands that the page offers to repeat a figure.
    fn commands(&self) -> Vec<String> {
        let html = self
            .bench
            .read("out/map.html")
            .replace("\\u003c", "<")
            .replace("\\u003e", ">")
            .replace("\\u0026", "&");
        let quoted = html.match_indices("\"command\":\"").map(|(at, start)| {
            let rest = &html[at + start.len() - 1..];
            serde_json::Deserializer::from_str(rest).into_iter::<String>().next()
        });
        let shown: Vec<String> = quoted.flatten().flatten().collect();
        // A part of the map with several figures has a command for each.
        let mut commands: Vec<String> =
            shown.iter().flat_map(|shown| shown.lines()).map(str::to_owned).collect();
        commands.dedup();
        let step = commands.len().div_ceil(3).max(1);
        commands.into_iter().step_by(step).collect()
    }
}

/// Words as a POSIX shell takes them apart, as far as single quotes go.
fn shell_words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted, mut begun) = (vec![], String::new(), false, false);
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\'' => (quoted, begun) = (!quoted, true),
            '\\' if !quoted => word.extend(chars.next()),
            ' ' if !quoted => {
                if begun || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            c => word.push(c),
        }
    }
    if begun || !word.is_empty() {
        words.push(word);
    }
    words
}

/// Events, journeys, activities and variants of a log.
fn is_log(example: &Example, events: u64, journeys: u64, activities: usize, variants: u64) {
    let counts = example.ask(&["counts"]);
    assert_eq!((&counts["events"], &counts["journeys"]), (&events.into(), &journeys.into()));
    assert_eq!(counts["unit"], "case");
    let listed = counts["answer"]["activities"].as_array().expect("a list");
    assert_eq!(listed.len(), activities);
    let found = example.ask(&["variants", "--top", "3"]);
    assert_eq!(found["answer"]["total_variants"], variants);
    let transitions = example.ask(&["transitions"]);
    let moves = transitions["answer"]["transitions"].as_array().expect("a list");
    let moves: u64 = moves.iter().filter_map(|pair| pair["count"].as_u64()).sum();
    assert_eq!(moves, events - journeys, "every event but a journey's first follows another");
    assert_eq!(example.resolved["health"]["journeys"], journeys);
    assert_eq!(example.resolved["health"]["events"], events);
}

#[test]
fn the_help_desk_drafts_into_a_map_with_exact_counts() {
    let Some(data) = real_data("helpdesk") else { return };
    let example = run("helpdesk", &data);
    is_log(&example, 21_348, 4_580, 14, 226);
    let customers = example.ask(&["counts", "--unit", "customer"]);
    assert_eq!(customers["journeys"], 397);
    example.is_whole();
}

#[test]
fn the_permits_draft_into_a_map_with_exact_counts() {
    let Some(data) = real_data("permits") else { return };
    let example = run("permits", data.parent().expect("the folder of all data"));
    is_log(&example, 8_577, 1_434, 27, 116);
    example.is_whole();
}

#[test]
fn the_running_example_is_the_same_from_xes_and_from_csv() {
    let Some(data) = real_data("xes") else { return };
    let example = run("running-example", &data);
    is_log(&example, 42, 6, 8, 6);
    example.is_whole();
    let only_csv = Bench::new();
    std::fs::copy(data.join("running-example.csv"), only_csv.path("running-example.csv"))
        .expect("copied");
    let from_csv = run("running-example", &only_csv.path(""));
    let transitions = |example: &Example| example.ask(&["transitions"])["answer"].clone();
    assert_eq!(transitions(&from_csv), transitions(&example));
    assert_eq!(
        from_csv.bench.read("out/map.journey.yaml"),
        example.bench.read("out/map.journey.yaml")
    );
}

#[test]
fn the_marketplace_shows_what_late_and_lost_orders_do_to_its_ratings() {
    let Some(data) = real_data("olist") else { return };
    let example = run("olist", &data);
    let map = &example.resolved;
    assert_eq!(map["sampling"], "outcome_selected");
    assert_eq!(map["health"]["goal"]["value"], Value::Null, "no prevalence is claimed");
    let notes = map["notes"].to_string();
    assert!(notes.contains("chosen"), "the map says why: {notes}");

    let steps: Vec<&Value> = map["stages"]
        .as_array()
        .expect("stages")
        .iter()
        .flat_map(|s| s["steps"].as_array().expect("steps"))
        .collect();
    let pains: Vec<&Value> =
        steps.iter().flat_map(|step| step["pains"].as_array().expect("pains")).collect();
    let has = |pain: &Value, mean: f64, n: u64| {
        pain["evidence"].as_array().expect("evidence").iter().any(|e| {
            e["n"] == n && e["value"].as_f64().is_some_and(|value| (value - mean).abs() < 0.005)
        })
    };
    let late =
        pains.iter().find(|pain| has(pain, 2.18, 345)).expect("delivered after the promised day");
    assert!(has(late, 4.27, 4_893), "against those in time: {late:#}");
    let never = pains.iter().find(|pain| has(pain, 1.76, 2_987)).expect("not delivered");
    for pain in [late, never] {
        assert_eq!(pain["grade"], "supported", "{pain:#}");
        assert!(
            pain["rank"].as_u64().is_some_and(|rank| (1..=3).contains(&rank)),
            "near the top: {pain:#}"
        );
        assert_eq!(pain["lost"]["value"], Value::Null, "no people lost are claimed");
    }
    assert!(pains.iter().all(|pain| pain["lost"]["value"].is_null()));
    for step in &steps {
        let emotion = &step["emotion"];
        let known = !emotion["value"].is_null();
        assert!(
            !known || (emotion["n"].as_u64() > Some(0) && emotion["low"].is_f64()),
            "{emotion:#}"
        );
        assert!(known || emotion["why"].is_string(), "hollow with a reason: {emotion:#}");
    }
    assert!(steps.iter().any(|step| !step["emotion"]["value"].is_null()));
    let data = example.bench.run(&["data", "--project", "out"]);
    assert!(data.out.contains("chosen by how they ended"), "{data:?}");
    assert!(data.out.contains("What cannot be concluded"), "{data:?}");
    example.is_whole();
}
