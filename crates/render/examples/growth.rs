//! Draws how costs grow: `cargo run -p wayline-render --example growth -- OUT.svg MEASURED.jsonl`, where every line says
//! a `name`, a number of `events` and the seconds of processors `cpu_s`. The least of equal ones counts.

use serde_json::Value;
use std::collections::BTreeMap;
use std::error::Error;
use wayline_render::Style;
use wayline_render::export::{SvgOptions, svg};
use wayline_render::growth::{Growth, growth};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(out), Some(file)) = (args.next(), args.next()) else {
        return Err("write: growth OUT.svg MEASURED.jsonl".into());
    };
    let read = std::fs::read_to_string(&file)?;
    let mut lines: Vec<(String, BTreeMap<u64, f64>)> = Vec::new();
    for (number, line) in (1..).zip(read.lines()) {
        let at = |what: &str| format!("{file}: line {number}: {what}");
        let line: Value = serde_json::from_str(line).map_err(|error| at(&error.to_string()))?;
        let name = line["name"].as_str().ok_or_else(|| at("no name"))?;
        let events = line["events"].as_u64().ok_or_else(|| at("no events"))?;
        let seconds = line["cpu_s"].as_f64().ok_or_else(|| at("no cpu_s"))?;
        let place = lines.iter().position(|(known, _)| known == name).unwrap_or(lines.len());
        if place == lines.len() {
            lines.push((name.to_owned(), BTreeMap::new()));
        }
        let known = lines[place].1.entry(events).or_insert(seconds);
        *known = known.min(seconds);
    }
    let of = |(name, points): (String, BTreeMap<u64, f64>)| {
        let points = points.into_iter().map(|(events, seconds)| (events as f64, seconds));
        Growth { name, points: points.collect() }
    };
    let lines: Vec<Growth> = lines.into_iter().map(of).collect();
    let scene = growth(
        &lines,
        "What a question costs, by the number of events",
        (
            "Events in the log",
            "Seconds of processors, all threads, warm; the least of several runs",
        ),
        "Along the broken line ten times the events cost ten times as much.",
        &Style { width: 980.0, ..Style::default() },
    );
    let scene = scene.ok_or_else(|| format!("{file}: nothing above 0 to draw"))?;
    std::fs::write(out, svg(&scene, &SvgOptions::default()))?;
    Ok(())
}
