//! Development commands: `cargo xtask demo | test | bench | instructions | torture | readers | gen | tidy`.

mod house;
mod setup;
mod stages;
mod tidy;

mod bench;
mod demo;
mod generate;
mod instructions;
mod readers;
mod test;

use anyhow::{Result, bail};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  test [--fast]          everything that must hold; --fast leaves out the page and the browser
  demo [--port N]        builds, and runs `wayline demo`: an invented company, its map, the page
       [--once]          … asks for the page once and ends
  bench [--millions N]   asks the engine, ClickHouse, DuckDB and Polars the same and compares; needs the kit
        [--rounds N]     … so often, 2 if not said
        [--alone]        … only the engine
        [--ingest]       … imports, beside DuckDB's sorted load
        [--growth]       … only the engine, at 1, 10, 100 … million events, and draws how costs grow
  instructions           counts the instructions of the engine's questions on a fixed log, beside what is committed
       [--update]        … writes what is to be committed
  gen [--check]          makes the generated files anew; --check only says which are old
  torture N              kills imports, compactions and deletions N times, and looks whether what was acknowledged is there
  readers                counts the events of a dataset with DuckDB and Polars, as a stage of `test` does
  tidy                   the rules of the house that no compiler knows
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// `Ok(false)` when the command found what it was asked to look for.
fn run(words: &[String]) -> Result<bool> {
    let (command, options) = match words.split_first() {
        None => ("help", [].as_slice()),
        Some((command, options)) => (command.as_str(), options),
    };
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    match (command, options.as_slice()) {
        ("test", []) => test::run(test::Reach::Whole),
        ("test", ["--fast"]) => test::run(test::Reach::Fast),
        ("demo", options) => demo::run(demo::Options::read(options)?),
        ("bench", options) => bench::run(bench::Options::read(options)?),
        ("instructions", []) => instructions::run(instructions::Mode::Compare),
        ("instructions", ["--update"]) => instructions::run(instructions::Mode::Update),
        ("gen", []) => generate::run(generate::Mode::Write),
        ("gen", ["--check"]) => generate::run(generate::Mode::Check),
        ("torture", [kills]) if kills.parse::<u64>().is_ok() => test::torture(kills),
        ("readers", []) => test::readers(),
        ("tidy", []) => tidy::run(),
        ("help" | "--help" | "-h", _) => {
            print!("{USAGE}");
            Ok(true)
        }
        _ => bail!("`{}` is not a command\n\n{USAGE}", words.join(" ")),
    }
}
