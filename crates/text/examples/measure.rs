//! Measures language and sentiment on labelled texts and prints a table: by language and source, with n and 95 % intervals.
//!
//! `cargo run --release -p wayline-text --example measure -- FILE.csv.gz [key=value …]`
//!
//! | key | default | what it is |
//! | --- | --- | --- |
//! | `part` | `validation` | `validation`, `tuning` (the other rows) or `all` |
//! | `text`, `id`, `label`, `language`, `source` | the same word | the column; `language` may be `=pt`, a language for all rows, and so may `source` |
//! | `errors` | 0 | how many wrong rows of each source are printed; of the tuning part only |
//! | `show` | `sentiment` | which errors are printed: `sentiment` or `language` |
//!
//! A label is `negative`, `neutral` or `positive`, or stars 1–5 (1, 2 negative; 3 neutral; 4, 5 positive). Other labels count for the language only.

use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use wayline_text::language;
use wayline_text::measure::{Confusion, Score, is_validation};
use wayline_text::sentiment::{PlainReader, Reader, Sentiment};

/// What is counted for one language and source.
#[derive(Default)]
struct Tally {
    language: Confusion<2>,
    /// Rows with a cue.
    cued: Confusion<3>,
    /// All rows; without a cue they count as neutral.
    all: Confusion<3>,
    errors: Vec<String>,
}

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().context("which file? measure FILE.csv[.gz] [key=value …]")?;
    let mut options = BTreeMap::new();
    for argument in arguments {
        let (key, value) = argument.split_once('=').context("options are key=value")?;
        options.insert(key.to_owned(), value.to_owned());
    }
    let option = |key: &str, default: &str| options.get(key).cloned().unwrap_or(default.to_owned());
    let part = option("part", "validation");
    let wanted = |id: &str| match part.as_str() {
        "validation" => Ok(is_validation(id)),
        "tuning" => Ok(!is_validation(id)),
        "all" => Ok(true),
        other => bail!("part={other}: it is validation, tuning or all"),
    };
    let most_errors: usize = option("errors", "0").parse().context("errors is a number")?;
    if most_errors > 0 && part != "tuning" {
        bail!("errors are shown of the tuning part only: add part=tuning");
    }

    let opened = std::fs::File::open(&file).with_context(|| format!("cannot open {file}"))?;
    let reader: Box<dyn std::io::Read> =
        if std::path::Path::new(&file).extension().is_some_and(|end| end == "gz") {
            Box::new(flate2::read::MultiGzDecoder::new(opened))
        } else {
            Box::new(opened)
        };
    let mut rows = csv::Reader::from_reader(reader);
    let header = rows.headers()?.clone();
    let column = |key: &str| -> anyhow::Result<Result<usize, String>> {
        let name = option(key, key);
        if let Some(constant) = name.strip_prefix('=') {
            return Ok(Err(constant.to_owned()));
        }
        let at = header.iter().position(|heading| heading == name);
        at.map(Ok).with_context(|| format!("{file} has no column {name}; say {key}=COLUMN"))
    };
    let (text, id, label) = (column("text")?, column("id")?, column("label")?);
    let (language_at, source) = (column("language")?, column("source")?);

    let mut tallies: BTreeMap<(String, String), Tally> = BTreeMap::new();
    let (mut telling, mut reading) = (Duration::ZERO, Duration::ZERO);
    for row in rows.records() {
        let row = row?;
        let field = |place: &Result<usize, String>| match place {
            Ok(at) => row.get(*at).unwrap_or_default().to_owned(),
            Err(constant) => constant.clone(),
        };
        let (text, id) = (field(&text), field(&id));
        if !wanted(&id)? || text.trim().is_empty() {
            continue;
        }
        let tally = tallies.entry((field(&language_at), field(&source))).or_default();
        let start = Instant::now();
        let told = language::detect(&text);
        telling += start.elapsed();
        let right = told.is_some_and(|told| told.code == field(&language_at));
        tally.language.add(&id, 0, told.map(|_| usize::from(!right)));
        if !right && option("show", "sentiment") == "language" && tally.errors.len() < most_errors {
            tally.errors.push(format!("{told:?} {text}"));
        }
        let Some(truth) = class(&field(&label)) else { continue };
        let start = Instant::now();
        let read = PlainReader.read(&text);
        reading += start.elapsed();
        let found = read.sentiment.map(|sentiment| match sentiment {
            Sentiment::Negative => 0,
            Sentiment::Neutral => 1,
            Sentiment::Positive => 2,
        });
        tally.all.add(&id, truth, Some(found.unwrap_or(1)));
        if found.is_some() {
            tally.cued.add(&id, truth, found);
        }
        if found.unwrap_or(1) != truth
            && option("show", "sentiment") == "sentiment"
            && tally.errors.len() < most_errors
        {
            let words: Vec<_> =
                read.why.iter().map(|cue| (&text[cue.span.clone()], cue.weight)).collect();
            tally.errors.push(format!("true {truth}, found {found:?} by {words:?}: {text}"));
        }
    }
    print(&tallies, &part, telling, reading);
    Ok(())
}

/// Negative 0, neutral 1, positive 2.
fn class(label: &str) -> Option<usize> {
    match label {
        "negative" | "1" | "2" => Some(0),
        "neutral" | "3" => Some(1),
        "positive" | "4" | "5" => Some(2),
        _ => None,
    }
}

fn print(
    tallies: &BTreeMap<(String, String), Tally>,
    part: &str,
    telling: Duration,
    reading: Duration,
) {
    let show = |score: Option<Score>| {
        score.map_or("–".to_owned(), |s| format!("{:.3} ({:.3}–{:.3})", s.value, s.low, s.high))
    };
    println!("part: {part}; language told in {telling:.1?}, sentiment read in {reading:.1?}\n");
    println!(
        "| language | source | n | language right | language unknown | n with label | cue found | right where found | always the same | right of all | macro-F1 |"
    );
    println!("|{}", " --- |".repeat(11));
    for ((language, source), tally) in tallies {
        let share =
            |share: Option<f64>| share.map_or("–".to_owned(), |share| format!("{share:.3}"));
        println!(
            "| {language} | {source} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            tally.language.n(),
            show(tally.language.accuracy()),
            share(tally.language.coverage().map(|covered| 1.0 - covered)),
            tally.all.n(),
            share((tally.all.n() > 0).then(|| tally.cued.n() as f64 / tally.all.n() as f64)),
            show(tally.cued.accuracy()),
            share(tally.all.most_frequent()),
            show(tally.all.accuracy()),
            show(tally.all.macro_f1()),
        );
    }
    for ((language, source), tally) in tallies {
        for error in &tally.errors {
            println!("{language} {source}: {error}");
        }
    }
}
