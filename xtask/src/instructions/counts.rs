//! The committed counts as a file, and what a new count is beside them.

use crate::stages::command;
use anyhow::{Context, Result, bail};
use std::fmt::Write;

/// What made the program that was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Made {
    /// The compiler as it names itself: `rustc 1.95.0 (59807616e 2026-04-14)`.
    pub(super) rustc: String,
    /// What it compiles for.
    pub(super) host: String,
}

/// Instructions by question, in the order of the example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) made: Made,
    pub(super) instructions: Vec<(String, u64)>,
}

/// What a new count is beside the committed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Same,
    More,
    Fewer,
    /// Not in the file.
    New,
    /// Only in the file.
    Gone,
}

/// One question in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) question: String,
    committed: Option<u64>,
    now: Option<u64>,
    pub(super) verdict: Verdict,
}

impl Made {
    /// The compiler that cargo uses here.
    pub(super) fn here() -> Result<Self> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let output = command(rustc).arg("-vV").output().context("rustc could not be started")?;
        Self::read(&String::from_utf8_lossy(&output.stdout)).context("`rustc -vV` names no host")
    }

    /// Reads what `rustc -vV` prints.
    fn read(text: &str) -> Option<Self> {
        let rustc = text.lines().next()?.trim().to_owned();
        let host = text.lines().find_map(|line| line.strip_prefix("host: "))?.trim().to_owned();
        Some(Self { rustc, host })
    }
}

impl Counts {
    /// Reads the committed file.
    pub(super) fn read(text: &str) -> Result<Self> {
        let table: toml::Table = text.parse()?;
        let word = |name: &str| {
            let word = table.get(name).and_then(toml::Value::as_str);
            Ok::<_, anyhow::Error>(word.with_context(|| format!("`{name}` is missing"))?.to_owned())
        };
        let made = Made { rustc: word("rustc")?, host: word("host")? };
        let list = table.get("instructions").and_then(toml::Value::as_array);
        let mut instructions: Vec<(String, u64)> = Vec::new();
        for entry in list.context("`instructions` is missing")? {
            let question = entry.get("question").and_then(toml::Value::as_str);
            let question = question.context("an entry has no `question`")?;
            let count = entry.get("count").and_then(toml::Value::as_integer);
            let Some(count) = count.and_then(|n| u64::try_from(n).ok()).filter(|n| *n > 0) else {
                bail!("`count` of {question} is not a whole number above 0");
            };
            if instructions.iter().any(|(known, _)| known == question) {
                bail!("{question} is there twice");
            }
            instructions.push((question.to_owned(), count));
        }
        Ok(Self { made, instructions })
    }

    /// As it is committed: one line a question.
    pub(super) fn written(&self) -> String {
        let mut text = String::from(
            "# Instructions that callgrind counts of each question of crates/engine/examples/instructions.rs.\n\
             # Made by `cargo xtask instructions --update`; docs/benchmarks.md says what they are.\n",
        );
        let _ = writeln!(text, "rustc = \"{}\"\nhost = \"{}\"", self.made.rustc, self.made.host);
        text.push_str("instructions = [\n");
        for (question, count) in &self.instructions {
            let count = grouped(*count, '_');
            let _ = writeln!(text, "    {{ question = \"{question}\", count = {count} }},");
        }
        text.push_str("]\n");
        text
    }

    /// Every question of both, where so many per cent are still the same.
    pub(super) fn compare(&self, now: &Self, tolerance: u64) -> Vec<Difference> {
        let of = |list: &[(String, u64)], question: &str| {
            list.iter().find(|(name, _)| name == question).map(|(_, count)| *count)
        };
        let gone = self.instructions.iter();
        let gone = gone.filter(|(name, _)| of(&now.instructions, name).is_none());
        let all = now.instructions.iter().chain(gone);
        let difference = |(question, _): &(String, u64)| {
            let (committed, now) =
                (of(&self.instructions, question), of(&now.instructions, question));
            let verdict = match (committed, now) {
                (Some(committed), Some(now)) => judge(committed, now, tolerance),
                (None, _) => Verdict::New,
                (_, None) => Verdict::Gone,
            };
            Difference { question: question.clone(), committed, now, verdict }
        };
        all.map(difference).collect()
    }
}

fn judge(committed: u64, now: u64, tolerance: u64) -> Verdict {
    let [committed, now, tolerance] = [committed, now, tolerance].map(u128::from);
    if now * 100 > committed * (100 + tolerance) {
        Verdict::More
    } else if now * 100 < committed * 100_u128.saturating_sub(tolerance) {
        Verdict::Fewer
    } else {
        Verdict::Same
    }
}

/// The differences in columns.
pub(super) fn table(differences: &[Difference]) -> String {
    let mut text = format!("{:<26}{:>16}{:>16}{:>8}", "instructions", "committed", "now", "ratio");
    let shown = |count: Option<u64>| count.map_or("–".into(), |count| grouped(count, ' '));
    for Difference { question, committed, now, verdict } in differences {
        let ratio = match (committed, now) {
            (Some(committed), Some(now)) => format!("{:.3}", *now as f64 / *committed as f64),
            _ => "–".into(),
        };
        let remark = match verdict {
            Verdict::Same => "",
            Verdict::More => "  more",
            Verdict::Fewer => "  fewer",
            Verdict::New => "  not in the file",
            Verdict::Gone => "  no question",
        };
        let (committed, now) = (shown(*committed), shown(*now));
        let _ = write!(text, "\n{question:<26}{committed:>16}{now:>16}{ratio:>8}{remark}");
    }
    text
}

/// Digits in threes: 1234567 → `1_234_567`.
fn grouped(number: u64, mark: char) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// What callgrind counted in all, as the file that it wrote says it.
pub(super) fn total(text: &str) -> Option<u64> {
    let line = text.lines().rev().find_map(|line| line.strip_prefix("totals:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "rustc = \"rustc 1.95.0 (5 2026)\"\nhost = \"x86_64\"\ninstructions = [\n    \
                        { question = \"counts\", count = 1_234_567 },\n    \
                        { question = \"funnel\", count = 999 },\n]\n";

    #[test]
    fn the_file_is_read_as_it_was_written() {
        let counts = Counts::read(FILE).expect("a whole file");
        assert_eq!(counts.made.rustc, "rustc 1.95.0 (5 2026)");
        let wanted = [("counts".to_owned(), 1_234_567), ("funnel".to_owned(), 999)];
        assert_eq!(counts.instructions, wanted);
        assert!(counts.written().ends_with(FILE), "{}", counts.written());
        assert_eq!(Counts::read(&counts.written()).expect("what was written"), counts);
    }

    #[test]
    fn a_file_that_is_not_whole_is_refused_with_what_is_wrong() {
        for (good, bad, word) in [
            ("rustc =", "rust =", "`rustc`"),
            ("host =", "most =", "`host`"),
            ("instructions =", "counts =", "`instructions`"),
            ("= 999", "= -1", "funnel"),
            ("= 999", "= 0", "funnel"),
            ("= 999", "= \"many\"", "funnel"),
            ("\"funnel\"", "\"counts\"", "twice"),
            ("question = \"funnel\"", "q = \"funnel\"", "`question`"),
        ] {
            let error = Counts::read(&FILE.replace(good, bad)).expect_err(bad).to_string();
            assert!(error.contains(word), "{bad}: {error}");
        }
        assert!(Counts::read("instructions = [").is_err());
    }

    #[test]
    fn the_verdict_turns_where_the_tolerance_ends() {
        for (now, tolerance, wanted) in [
            (1_000, 5, Verdict::Same),
            (1_050, 5, Verdict::Same),
            (1_051, 5, Verdict::More),
            (950, 5, Verdict::Same),
            (949, 5, Verdict::Fewer),
            (1_150, 15, Verdict::Same),
            (1_151, 15, Verdict::More),
            (849, 15, Verdict::Fewer),
        ] {
            assert_eq!(judge(1_000, now, tolerance), wanted, "{now} within {tolerance} %");
        }
        assert_eq!(judge(u64::MAX, u64::MAX, 5), Verdict::Same);
    }

    #[test]
    fn questions_of_one_side_only_are_found_and_the_table_shows_all() {
        let before = Counts::read(FILE).expect("a whole file");
        let list = [("counts", 2_469_134), ("paths", 5)];
        let list = list.map(|(name, count)| (name.to_owned(), count)).to_vec();
        let now = Counts { instructions: list, ..before.clone() };
        let differences = before.compare(&now, 5);
        let verdicts: Vec<_> =
            differences.iter().map(|one| (one.question.as_str(), one.verdict)).collect();
        let wanted =
            [("counts", Verdict::More), ("paths", Verdict::New), ("funnel", Verdict::Gone)];
        assert_eq!(verdicts, wanted);
        let table = table(&differences);
        let line = table.lines().nth(1).expect("the first question");
        let words: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(words, ["counts", "1", "234", "567", "2", "469", "134", "2.000", "more"]);
        assert_eq!(table.lines().count(), 4);
    }

    #[test]
    fn the_total_of_callgrind_is_read() {
        let text = "version: 1\nevents: Ir\nsummary: 12\n\nfn=(1) f\n1 12\n\ntotals: 345678\n";
        assert_eq!(total(text), Some(345_678));
        assert_eq!(total("version: 1\n"), None);
    }

    #[test]
    fn the_compiler_names_itself_and_its_host() {
        let made = Made::read("rustc 1.95.0 (5 2026)\nbinary: rustc\nhost: x86_64-linux\n");
        let wanted = Made { rustc: "rustc 1.95.0 (5 2026)".into(), host: "x86_64-linux".into() };
        assert_eq!(made, Some(wanted));
        assert_eq!(Made::read("rustc 1.95.0"), None);
        assert!(Made::here().is_ok());
    }
}
