//! How costs grow: the questions of the table at ten times as many events each time, as a picture.

use super::table::QUESTIONS;
use super::{Kit, Options};
use crate::house::{root, target};
use crate::stages::{call, cargo, command};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::fmt::Write;
use std::fs::File;
use std::process::Stdio;

/// Where the picture is kept.
const PICTURE: &str = "docs/growth.svg";

/// Asks at 1, 10, 100 … million events up to what was asked for, prints the costs and draws them.
pub(super) fn run(kit: &Kit, options: Options) -> Result<bool> {
    let release = target()?.join("release");
    let results = kit.folder.join("growth");
    let _ = std::fs::remove_dir_all(&results);
    std::fs::create_dir_all(&results)?;
    let measured = results.join("wayline.jsonl");
    let sizes: Vec<u64> =
        (0..10).map(|power| 10_u64.pow(power)).filter(|size| *size <= options.millions).collect();
    for millions in &sizes {
        let data = kit.imported(&release, *millions)?;
        for _ in 0..options.rounds {
            let out = File::options().create(true).append(true).open(&measured)?;
            let mut ask = command(release.join("examples/questions"));
            ask.arg(&data).arg(&results).args(QUESTIONS.map(|(question, ..)| question));
            call(ask.stdout(Stdio::from(out)))?;
        }
    }
    let read = std::fs::read_to_string(&measured)?;
    let lines = read.lines().map(serde_json::from_str);
    let lines: Vec<Value> = lines.collect::<Result<_, _>>().context("what was measured")?;
    println!("\n{}", markdown(&lines, &sizes));
    let mut named = String::new();
    for line in &lines {
        let words = QUESTIONS.iter().find(|(question, ..)| line["query"] == *question);
        let name = words.map(|(_, words, _)| *words);
        let point = json!({ "name": name, "events": line["events"], "cpu_s": line["cpu_s"] });
        let _ = writeln!(named, "{point}");
    }
    let drawn = results.join("growth.jsonl");
    std::fs::write(&drawn, named)?;
    let draw = ["run", "--quiet", "-p", "wayline-render", "--example", "growth", "--"];
    call(cargo().args(draw).arg(root().join(PICTURE)).arg(drawn))?;
    println!("drawn in {PICTURE}");
    Ok(true)
}

/// The least seconds of processors by question and size.
fn markdown(lines: &[Value], sizes: &[u64]) -> String {
    let mut out =
        String::from("CPU seconds, the least of all rounds, by millions of events.\n\n| question ");
    for size in sizes {
        let _ = write!(out, "| {size} ");
    }
    out += "|\n| --- ";
    out += &"| --- ".repeat(sizes.len());
    out += "|\n";
    for (question, words, _) in QUESTIONS {
        let _ = write!(out, "| {words} ");
        for size in sizes {
            let own = lines.iter().filter(|line| {
                line["query"] == question && line["events"].as_u64() == Some(size * 1_000_000)
            });
            let least = own.filter_map(|line| line["cpu_s"].as_f64()).min_by(f64::total_cmp);
            let _ = write!(out, "| {} ", least.map_or("–".into(), |least| format!("{least:.3}")));
        }
        out += "|\n";
    }
    out
}

#[cfg(test)]
mod tests {
    use super::markdown;
    use serde_json::json;

    #[test]
    fn the_least_of_each_size_is_shown() {
        let line = |events: u64, cpu: f64| json!({"query": "q3", "events": events, "cpu_s": cpu});
        let lines = [line(1_000_000, 0.5), line(1_000_000, 0.25), line(10_000_000, 2.0)];
        let shown = markdown(&lines, &[1, 10, 100]);
        assert!(shown.contains("| top 100 variants | 0.250 | 2.000 | – |"), "{shown}");
    }
}
