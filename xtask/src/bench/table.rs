//! Measurements as a table: ours, the fastest of the others, and how many times faster we are.

use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// The questions of the table, in words, with the ratio to reach.
pub(super) const QUESTIONS: [(&str, &str, Option<f64>); 9] = [
    ("q1.nomedian", "transitions, count and mean time", Some(4.0)),
    ("q1", "transitions, exact median time", Some(7.0)),
    ("q2", "funnel, 4 steps, 7 days", Some(9.0)),
    ("q2.channel", "the same by channel", Some(12.0)),
    ("q3", "top 100 variants", Some(15.0)),
    ("q4", "sessions, 30 min", Some(4.0)),
    ("q5", "paths, depth 10", Some(25.0)),
    ("q6", "weekly retention", Some(5.0)),
    ("q8", "per-activity figures with median", Some(10.0)),
];

/// What one question cost one system, seconds: the least over all rounds.
#[derive(Clone, Debug, Default, PartialEq)]
struct Cost {
    wall: f64,
    cpu: f64,
    first: f64,
}

/// The costs by question, then by system.
#[derive(Debug, Default)]
pub(super) struct Table {
    costs: BTreeMap<String, BTreeMap<String, Cost>>,
    versions: BTreeMap<String, String>,
}

impl Table {
    /// Reads the lines that the systems wrote; those of the others may be missing.
    pub(super) fn read(ours: &Path, theirs: &Path) -> Result<Self> {
        let mut table = Self::default();
        let own = std::fs::read_to_string(ours).with_context(|| ours.display().to_string())?;
        let others = std::fs::read_to_string(theirs).unwrap_or_default();
        for line in own.lines().chain(others.lines()) {
            table.add(&serde_json::from_str(line).with_context(|| line.to_owned())?);
        }
        Ok(table)
    }

    fn add(&mut self, line: &Value) {
        let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let (Some(wall), Some(cpu)) = (line["median_s"].as_f64(), line["cpu_s"].as_f64()) else {
            return;
        };
        let (peer, query) = (text("peer"), text("query"));
        // A system's own forms of a question are one question; ours with a scope are questions of their own.
        let question = if peer == "wayline" { query } else { base(&query) };
        let first = line["first_s"].as_f64().unwrap_or(wall);
        let new = Cost { wall, cpu, first };
        self.versions.insert(peer.clone(), text("version"));
        let known =
            self.costs.entry(question).or_default().entry(peer).or_insert_with(|| new.clone());
        known.wall = known.wall.min(new.wall);
        known.cpu = known.cpu.min(new.cpu);
        known.first = known.first.min(new.first);
    }

    fn least(&self, question: &str, of: fn(&Cost) -> f64) -> Option<(&str, f64)> {
        let others = self.costs.get(question)?.iter().filter(|(peer, _)| *peer != "wayline");
        others.map(|(peer, cost)| (peer.as_str(), of(cost))).min_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// The table, and what filters and groups cost beside the bare question.
    pub(super) fn markdown(&self, millions: u64) -> String {
        let mut out = format!("{millions} million events, seconds, the least of all rounds.\n\n");
        out += "| question | wayline, first | again | CPU | fastest other | CPU | ratio of wall | of CPU | to reach |\n";
        out += "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
        for (question, words, aim) in QUESTIONS {
            let Some(own) = self.costs.get(question).and_then(|of| of.get("wayline")) else {
                continue;
            };
            let Cost { wall, cpu, first } = own;
            let _ = write!(out, "| {words} | {first:.3} | {wall:.3} | {cpu:.3} ");
            let aim = aim.map_or(String::new(), |aim| format!("≥ {aim}×"));
            let (least, work) = (self.least(question, |c| c.wall), self.least(question, |c| c.cpu));
            let _ = match least.zip(work) {
                Some(((peer, least), (_, work))) => writeln!(
                    out,
                    "| {peer} {least:.3} | {work:.3} | {:.1}× | {:.1}× | {aim} |",
                    least / wall,
                    work / cpu
                ),
                None => writeln!(out, "| – | – | – | – | {aim} |"),
            };
        }
        out += "\n| question | bare | where | only | by |\n| --- | --- | --- | --- | --- |\n";
        for (question, words, _) in QUESTIONS {
            let cost = |scope: &str| {
                let name = format!("{question}{scope}");
                self.costs.get(&name).and_then(|of| of.get("wayline")).map(|cost| cost.cpu)
            };
            let (Some(bare), Some(_)) = (cost(""), cost(".where")) else { continue };
            let _ = write!(out, "| {words} | {bare:.3} ");
            for scope in [".where", ".only", ".by"] {
                let cost = cost(scope);
                let shown = cost.map(|cost| format!("{cost:.3} ({:.1}×)", cost / bare));
                let _ = write!(out, "| {} ", shown.unwrap_or_else(|| "–".into()));
            }
            out += "|\n";
        }
        out += "\nCPU seconds of all threads. Versions: ";
        let versions = self.versions.iter().map(|(peer, version)| format!("{peer} {version}"));
        out += &versions.collect::<Vec<_>>().join(", ");
        out += ".\n";
        out
    }
}

/// `q1.nomedian.streaming` → `q1.nomedian`.
fn base(query: &str) -> String {
    let mut parts = query.split('.');
    let first = parts.next().unwrap_or_default();
    let kept = parts.find(|part| ["nomedian", "channel"].contains(part));
    kept.map_or_else(|| first.to_owned(), |kept| format!("{first}.{kept}"))
}

#[cfg(test)]
mod tests {
    use super::{Table, base};
    use serde_json::json;

    #[test]
    fn forms_of_a_question_are_one_question() {
        assert_eq!(base("q1.nomedian.streaming"), "q1.nomedian");
        assert_eq!(base("q6.sorted.streaming"), "q6");
        assert_eq!(base("q2.channel"), "q2.channel");
    }

    #[test]
    fn the_ratio_is_of_the_fastest_other_to_the_least_of_ours() {
        let mut table = Table::default();
        for (peer, query, wall) in [
            ("wayline", "q3", 0.2),
            ("wayline", "q3", 0.1),
            ("polars", "q3", 3.0),
            ("duckdb", "q3.string", 2.0),
        ] {
            table.add(&json!({"peer": peer, "query": query, "median_s": wall, "cpu_s": wall, "version": "1"}));
        }
        let shown = table.markdown(1);
        assert!(shown.contains("| duckdb 2.000 | 2.000 | 20.0× | 20.0× | ≥ 15× |"), "{shown}");
    }
}
