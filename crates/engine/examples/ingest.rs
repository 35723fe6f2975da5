//! Imports a file into a new dataset and says what it cost: the benchmark of the import.
//!
//! `cargo run --release -p wayline-engine --example ingest -- FILE FOLDER [--customer C] [--activity A] [--time T]`
//!
//! `FOLDER` must not exist; it is left behind to be looked at. One line of JSON: rows, seconds, seconds of all
//! processors, the largest memory in MiB (where the system tells it), bytes an event at rest; then what it
//! costs to read all events back in order of arrival.

#[path = "cost/cost.rs"]
mod cost;

use cost::{memory_mib, processor_seconds};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use wayline_engine::ingest::{Columns, EventImport};
use wayline_engine::store::Store;

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Vec<String>) -> Result<String, String> {
    let mut columns = Columns::default();
    let mut paths = Vec::new();
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let column = match argument.as_str() {
            "--customer" => &mut columns.customer,
            "--case" => &mut columns.case,
            "--activity" => &mut columns.activity,
            "--time" => &mut columns.time,
            _ => {
                paths.push(PathBuf::from(argument));
                continue;
            }
        };
        *column = arguments.next();
    }
    let [file, folder] = &paths[..] else {
        return Err("name a file and a folder that does not exist".into());
    };
    if folder.exists() {
        return Err(format!("{} is there already", folder.display()));
    }
    let import = EventImport { files: vec![file.clone()], columns, ..EventImport::default() };
    let begin = Instant::now();
    let mut store = Store::open(folder).map_err(|error| error.to_string())?;
    let report = store.import_events(&import, &()).map_err(|error| error.to_string())?;
    let seconds = begin.elapsed().as_secs_f64();
    let (spent, memory) = (processor_seconds(), memory_mib());
    let begin = Instant::now();
    let read = Store::open(folder).and_then(|store| store.events()).map_err(|e| e.to_string())?;
    let read_seconds = begin.elapsed().as_secs_f64();
    let again = processor_seconds() - spent;
    let bytes = size(&folder.join("events"));
    let line = serde_json::json!({
        "file": file.display().to_string(),
        "rows": report.rows,
        "added": report.added,
        "seconds": round(seconds),
        "cpu_seconds": round(spent),
        "rss_mib": memory,
        "bytes_an_event": round(bytes as f64 / report.added.max(1) as f64),
        "read": read.len(),
        "read_seconds": round(read_seconds),
        "read_cpu_seconds": round(again),
        "rows_a_second": (report.rows as f64 / seconds).round(),
    });
    Ok(line.to_string())
}

fn round(number: f64) -> f64 {
    (number * 1e3).round() / 1e3
}

/// The bytes of the files in a folder.
fn size(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter_map(|file| file.metadata().ok()).map(|about| about.len()).sum()
}
