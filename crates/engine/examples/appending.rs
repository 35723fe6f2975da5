//! How long it takes to add a thousand events to many, and to answer after it: `appending DIR [EVENTS]`. DIR is made, and left.

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};
use wayline_engine::ask::Settings;
use wayline_engine::error::Error;
use wayline_engine::hot::Hot;
use wayline_engine::ingest::EventImport;
use wayline_engine::store::{Compaction, Store};

/// Events of one import of many.
const MANY: u64 = 2_000_000;
/// Events of one small import.
const FEW: u64 = 1_000;
/// How often few are added.
const TIMES: u64 = 40;

fn main() -> Result<(), Error> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(words.first().map_or("appending", String::as_str)).to_owned();
    let events: u64 = words.get(1).and_then(|word| word.parse().ok()).unwrap_or(10_000_000);
    let io = |source| Error::Io { what: "making the files".into(), source };
    std::fs::create_dir_all(&folder).map_err(io)?;
    let file = folder.join("events.csv");
    let add = |from: u64, count: u64, seconds: u64| -> Result<Duration, Error> {
        let mut text = String::from("customer,activity,time,channel,amount\n");
        for row in from..from + count {
            let chance = row.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
            let (who, what) = (chance % (events / 20).max(1), (chance >> 20) & 15);
            let channel = ["web", "shop", "app"][usize::try_from(chance % 3).unwrap_or(0)];
            let (when, amount) = (seconds + row, chance % 1_000);
            let _ = writeln!(text, "c{who},a{what},{when},{channel},{amount}");
        }
        std::fs::write(&file, text).map_err(io)?;
        let import = EventImport { files: vec![file.clone()], ..EventImport::default() };
        let start = Instant::now();
        let report = Store::open(&folder.join("data"))?.import_events(&import, &())?;
        let took = start.elapsed();
        assert_eq!(report.added, count);
        Ok(took)
    };
    let start = 1_500_000_000;
    let mut made = 0;
    while made < events {
        let count = MANY.min(events - made);
        println!("{count} events into {made}: {:.2} s", add(made, count, start)?.as_secs_f64());
        made += count;
    }
    let mut newer = Vec::new();
    for _ in 0..TIMES {
        newer.push(add(made, FEW, start)?);
        made += FEW;
    }
    tell("newer", &mut newer);
    // Other rows of seconds long ago: in the time of old files, and of their owners.
    let mut late = Vec::new();
    for time in 0..5 {
        late.push(add(made, FEW, start - made + events / 2 + time * 9)?);
        made += FEW;
    }
    tell("late", &mut late);
    let mut store = Store::open(&folder.join("data"))?;
    let (runs, files) = (store.manifest().runs.len(), store.manifest().event_files().count());
    println!("{} events in {runs} runs of {files} files", store.manifest().events);
    let start = Instant::now();
    let read = store.dataset()?.events.len();
    println!("{read} events read: {:.2} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    let report = store.compact(Compaction::Whole)?;
    println!("{} events put together: {:.2} s", report.rewritten, start.elapsed().as_secs_f64());
    let begin = Instant::now();
    let mut hot = store.hot(store.manifest().unit)?.keeping();
    println!("the form for scanning made: {:.2} s", begin.elapsed().as_secs_f64());
    let ask = |hot: &Hot| -> Result<Vec<Duration>, Error> {
        QUESTIONS
            .iter()
            .map(|text| {
                let question = serde_json::from_str(text).expect("a question");
                let begin = Instant::now();
                hot.ask(&question, &Settings::default())?;
                Ok(begin.elapsed())
            })
            .collect()
    };
    show("asked first", Duration::ZERO, &ask(&hot)?);
    for _ in 0..5 {
        // Newer than all: from the second after the last on.
        add(made, FEW, 1_500_000_000)?;
        made += FEW;
        let begin = Instant::now();
        hot = Store::open(&folder.join("data"))?.hot_again(&hot)?;
        let opened = begin.elapsed();
        show(&format!("after {FEW} more"), opened, &ask(&hot)?);
    }
    Ok(())
}

/// What is asked after an import.
const QUESTIONS: [&str; 3] = [
    r#"{"op": "counts"}"#,
    r#"{"op": "transitions"}"#,
    r#"{"op": "funnel", "steps": ["a1", "a2", "a3"], "within": "7d"}"#,
];

fn show(when: &str, opened: Duration, answers: &[Duration]) {
    let ms = |took: &Duration| format!("{:.1} ms", took.as_secs_f64() * 1e3);
    let answers: Vec<String> = answers.iter().map(ms).collect();
    println!(
        "{when}: opened in {}, counts, transitions, funnel: {}",
        ms(&opened),
        answers.join(", ")
    );
}

/// The median, and the longest: that of an import which put others together.
fn tell(what: &str, took: &mut [Duration]) {
    took.sort_unstable();
    let ms = |at: usize| took.get(at).map_or(0.0, |took| took.as_secs_f64() * 1e3);
    println!(
        "{FEW} {what} events: median {:.1} ms, longest {:.1} ms",
        ms(took.len() / 2),
        ms(took.len() - 1)
    );
}
