//! What `cargo xtask instructions` counts: `instructions DATA` makes a log and prints the names of the questions,
//! `instructions DATA QUESTION` asks one of it.
//!
//! The log is the same everywhere and always: whole numbers from one seed. A question is asked once so that what it
//! touches is in memory, and once more in [`counted_question`], the only function whose instructions are to be
//! counted. All runs on the main thread: callgrind switches its counting thread by thread.

use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use wayline_engine::ask::Settings;
use wayline_engine::error::Error;
use wayline_engine::hot::Hot;
use wayline_engine::ingest::EventImport;
use wayline_engine::store::Store;
use wayline_model::answer::Answer;
use wayline_model::question::Question;

type Failure = Box<dyn std::error::Error>;

/// Customers of the log; they have 19 events each on average.
const CUSTOMERS: u64 = 10_000;
const ACTIVITIES: u64 = 40;
const CHANNELS: [&str; 5] = ["web", "shop", "app", "mail", "phone"];
const DEVICES: [&str; 3] = ["phone", "desktop", "tablet"];
const SEED: u64 = 0x5eed_0f5e_ed0f_5eed;
/// The first of January 2025, microseconds since 1970.
const BEGIN_US: u64 = 1_735_689_600_000_000;
const SECOND_US: u64 = 1_000_000;
const HOUR_US: u64 = 3_600 * SECOND_US;
const DAY_US: u64 = 24 * HOUR_US;

/// Every question by its name.
fn questions() -> Vec<(&'static str, Value)> {
    let web = "channel = \"web\"";
    let steps = ["a1", "a2", "a3", "a4"];
    vec![
        ("counts", json!({"op": "counts"})),
        ("counts-mean", json!({"op": "counts", "mean": "sentiment"})),
        ("transitions", json!({"op": "transitions"})),
        ("transitions-median", json!({"op": "transitions", "quantiles": "median"})),
        ("transitions-no-quantiles", json!({"op": "transitions", "quantiles": "none"})),
        ("transitions-where", json!({"op": "transitions", "quantiles": "none", "where": web})),
        ("transitions-only", json!({"op": "transitions", "quantiles": "none", "only": web})),
        ("funnel", json!({"op": "funnel", "steps": steps, "within": "7d"})),
        (
            "funnel-by-channel",
            json!({"op": "funnel", "steps": steps, "within": "7d", "by": "channel"}),
        ),
        ("variants-top-100", json!({"op": "variants", "top": 100})),
        ("variants", json!({"op": "variants"})),
        ("sessions", json!({"op": "sessions", "gap": "30m"})),
        ("paths", json!({"op": "paths", "from": "a1", "depth": 11})),
        ("pattern", json!({"op": "pattern", "pattern": "a1->[^a9]*->a4->.*->path_end"})),
        ("retention", json!({"op": "retention", "period": "7d"})),
        ("dwell", json!({"op": "dwell", "from": "a1", "to": "a4"})),
        ("drivers", json!({"op": "drivers", "goal": "a4"})),
        (
            "attribution-linear",
            json!({"op": "attribution", "goal": "a4", "model": "linear", "within": "30d"}),
        ),
        (
            "attribution-markov",
            json!({"op": "attribution", "goal": "a4", "model": "markov", "within": "30d"}),
        ),
    ]
}

/// Numbers without a pattern, the same on every machine (xorshift* of S. Vigna, 64 bits).
struct Draw(u64);

impl Draw {
    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % end
    }

    /// One of these names.
    fn of<const N: usize>(&mut self, names: [&'static str; N]) -> &'static str {
        let at = self.below(N as u64);
        names.into_iter().zip(0..).find(|(_, place)| *place == at).map_or("", |(name, _)| name)
    }
}

/// The events of all customers as CSV: many short journeys and few long ones, activities that often follow in their
/// order, visits of minutes with days between.
fn log() -> String {
    let mut draw = Draw(SEED);
    let mut text = String::from("customer,activity,time,channel,country,device,sentiment,amount\n");
    for customer in 0..CUSTOMERS {
        let events = 1 + draw.below(10) * draw.below(9);
        let country = draw.below(12);
        let (mut channel, mut device) = (draw.of(CHANNELS), draw.of(DEVICES));
        let mut activity = draw.below(3);
        let mut time = BEGIN_US + draw.below(300) * DAY_US + draw.below(86_400) * SECOND_US;
        for _ in 0..events {
            let _ = write!(text, "c{customer},a{activity},{time},{channel},n{country},{device},");
            if draw.below(3) == 0 {
                let _ = write!(text, "0.{:02}", draw.below(100));
            }
            text.push(',');
            if activity.is_multiple_of(4) {
                let _ = write!(text, "{}", 1 + draw.below(500));
            }
            text.push('\n');
            activity = if draw.below(5) < 3 {
                (activity + 1) % ACTIVITIES
            } else {
                draw.below(ACTIVITIES) * draw.below(ACTIVITIES) / ACTIVITIES
            };
            if draw.below(5) == 0 {
                time += HOUR_US + draw.below(9 * 86_400) * SECOND_US;
                (channel, device) = (draw.of(CHANNELS), draw.of(DEVICES));
            }
            // Never 0: two events of one time would be in the order of arrival.
            time += 1 + draw.below(600 * SECOND_US);
        }
    }
    text
}

/// Stores the log as a project's data, with the form for scanning.
fn make(data: &Path) -> Result<(), Failure> {
    let file = data.with_extension("csv");
    std::fs::write(&file, log())?;
    let import = EventImport { files: vec![file], ..EventImport::default() };
    let mut store = Store::open(data)?;
    let report = store.import_events(&import, &())?;
    let hot = store.hot(store.manifest().unit)?;
    if report.rejected > 0 || hot.event_count() != report.added || report.added == 0 {
        return Err(
            format!("not all of the log is in {}: is it empty at first?", data.display()).into()
        );
    }
    let mut out = std::io::stdout();
    for (name, _) in questions() {
        writeln!(out, "{name}")?;
    }
    Ok(())
}

/// The one function whose instructions are counted, by its name.
#[inline(never)]
fn counted_question(hot: &Hot, question: &Question, settings: &Settings) -> Result<Answer, Error> {
    hot.ask(question, settings)
}

fn main() -> Result<(), Failure> {
    rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global()?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (data, name) = match &arguments[..] {
        [data] => return make(Path::new(data)),
        [data, name] => (Path::new(data), name),
        _ => return Err("write: instructions DATA [QUESTION]".into()),
    };
    let all = questions();
    let (_, question) = all
        .into_iter()
        .find(|(known, _)| known == name)
        .ok_or_else(|| format!("there is no question `{name}`"))?;
    let question: Question = serde_json::from_value(question)?;
    let store = Store::open(data)?;
    let hot = store.hot(store.manifest().unit)?;
    let settings = Settings::default();
    let warmed = hot.ask(&question, &settings)?;
    let counted = counted_question(&hot, &question, &settings)?;
    if counted.answer != warmed.answer {
        return Err(format!("`{name}` was answered in two ways").into());
    }
    writeln!(std::io::stdout(), "{}", serde_json::to_string(&counted.answer)?)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Question, log, questions};
    use std::collections::BTreeSet;
    use wayline_model::question::Operator;

    #[test]
    fn every_operator_over_events_is_asked() {
        let asked: BTreeSet<String> = questions()
            .into_iter()
            .map(|(name, question)| {
                let op = question["op"].as_str().expect("an operator").to_owned();
                serde_json::from_value::<Question>(question).expect(name);
                op
            })
            .collect();
        // Ratings are of feedback, not of events.
        let all = Operator::NAMES.into_iter().filter(|name| *name != "ratings");
        assert_eq!(asked, all.map(str::to_owned).collect());
    }

    #[test]
    fn the_log_is_the_same_every_time() {
        let text = log();
        assert_eq!(text, log());
        assert!((180_000..220_000).contains(&text.lines().count()), "{}", text.lines().count());
    }
}
