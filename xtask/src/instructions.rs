//! `cargo xtask instructions`: how many instructions each question of the engine takes on a fixed log, compared with
//! what is committed. Unlike seconds, that is the same on a loaded machine and on an idle one.
//!
//! callgrind counts them in one thread. The program is of the development profile without incremental compilation,
//! which would cut crates into other units, and so inline otherwise. What still differs between machines: the C
//! library, whose `memcpy` and the like change with its versions and are chosen by what the processor offers, and
//! code of others that looks for AVX2; valgrind's own processor offers it where the real one has it. That is what
//! [`TOLERANCE`] is for: two counts on one machine differ by less than 0.1 %.

mod counts;

use crate::setup;
use crate::stages::{Stages, call, cargo, command};
use anyhow::{Context, Result, bail};
use counts::{Counts, Difference, Made, Verdict};
use std::path::Path;
use std::sync::Mutex;

/// The committed counts.
const COMMITTED: &str = "crates/engine/benches/instructions.toml";
/// How many per cent more is still the same.
const TOLERANCE: u64 = 5;
/// The same where another compiler made the program.
const TOLERANCE_OF_COMPILERS: u64 = 15;
/// The function of the example whose instructions are counted, in whatever form its name is written.
const COUNTED: &str = "--toggle-collect=*counted_question*";

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Compares with what is committed.
    Compare,
    /// Writes what is to be committed.
    Update,
}

/// Counts, and compares or writes; `Ok(false)` where a question takes more than it did.
pub(crate) fn run(mode: Mode) -> Result<bool> {
    let compiler = Made::here()?;
    let valgrind = setup::valgrind()?;
    let before = read();
    if mode == Mode::Compare {
        comparable(before.as_ref().map_err(|error| anyhow::anyhow!("{error:#}"))?, &compiler)?;
    }
    let instructions = count(&valgrind, &crate::house::target()?)?;
    let now = Counts { made: compiler, instructions };
    if mode == Mode::Update {
        if let Ok(before) = &before {
            println!("{}", counts::table(&before.compare(&now, tolerance(before, &now.made))));
        }
        let path = crate::house::root().join(COMMITTED);
        std::fs::create_dir_all(path.parent().context("it has a folder")?)?;
        std::fs::write(&path, now.written()).context(COMMITTED)?;
        println!("written: {COMMITTED}");
        return Ok(true);
    }
    match complaint(&before?, &now) {
        None => Ok(true),
        Some(why) => {
            println!("{why}");
            Ok(false)
        }
    }
}

/// The same as a stage of `test`; skipped where there is no valgrind, or where other processors are counted.
pub(crate) fn stage(stages: &mut Stages, target: &Path) {
    const TITLE: &str = "instruction counts";
    let able = || {
        let made = Made::here()?;
        // A file that cannot be read is a fault of the project: it is told by the stage.
        if let Ok(before) = read() {
            comparable(&before, &made)?;
        }
        Ok::<_, anyhow::Error>((made, setup::valgrind()?))
    };
    let (made, valgrind) = match able() {
        Ok(able) => able,
        Err(why) => return stages.skipped(TITLE, &format!("{why:#}")),
    };
    stages.run(TITLE, || {
        let before = read()?;
        let now = Counts { made, instructions: count(&valgrind, target)? };
        complaint(&before, &now).map_or(Ok(()), |why| Err(anyhow::anyhow!(why)))
    });
}

fn read() -> Result<Counts> {
    let text = std::fs::read_to_string(crate::house::root().join(COMMITTED));
    let text = text.with_context(|| {
        format!("{COMMITTED}: make it with `cargo xtask instructions --update` and commit it")
    })?;
    Counts::read(&text).context(COMMITTED)
}

fn comparable(before: &Counts, made: &Made) -> Result<()> {
    if before.made.host != made.host {
        let (theirs, ours) = (&before.made.host, &made.host);
        bail!("{COMMITTED} is of {theirs}, and this is {ours}: their counts cannot be compared");
    }
    Ok(())
}

fn tolerance(before: &Counts, made: &Made) -> u64 {
    if before.made.rustc == made.rustc { TOLERANCE } else { TOLERANCE_OF_COMPILERS }
}

/// Prints the table; says what is wrong, if something is.
fn complaint(before: &Counts, now: &Counts) -> Option<String> {
    let tolerance = tolerance(before, &now.made);
    if before.made.rustc != now.made.rustc {
        println!(
            "{COMMITTED} was made with {}, and this is {}: up to {tolerance} % more is taken as the same",
            before.made.rustc, now.made.rustc
        );
    }
    let differences = before.compare(now, tolerance);
    println!("{}", counts::table(&differences));
    let of = |verdict| {
        let of_it = differences.iter().filter(move |difference| difference.verdict == verdict);
        of_it.map(|Difference { question, .. }| question.as_str()).collect::<Vec<_>>().join(", ")
    };
    let fewer = of(Verdict::Fewer);
    if !fewer.is_empty() {
        println!(
            "over {tolerance} % fewer than in {COMMITTED}: {fewer}. Run `cargo xtask instructions --update` \
             and commit it, so that what was won is not lost unseen"
        );
    }
    let mut why = Vec::new();
    let more = of(Verdict::More);
    if !more.is_empty() {
        why.push(format!(
            "over {tolerance} % more instructions than in {COMMITTED}: {more}. Make them faster, or run \
             `cargo xtask instructions --update` and say why in the commit; `callgrind_annotate` shows of \
             target/xtask/instructions/QUESTION.callgrind where they are spent"
        ));
    }
    let mut unlisted = vec![of(Verdict::New), of(Verdict::Gone)];
    unlisted.retain(|names| !names.is_empty());
    if !unlisted.is_empty() {
        let unlisted = unlisted.join(", ");
        why.push(format!(
            "only in one of {COMMITTED} and crates/engine/examples/instructions.rs: {unlisted}. Run \
             `cargo xtask instructions --update`"
        ));
    }
    (!why.is_empty()).then(|| why.join("\n"))
}

/// The instructions of every question, in the order of the example.
fn count(valgrind: &Path, target: &Path) -> Result<Vec<(String, u64)>> {
    let build = ["build", "--workspace", "--example", "instructions"];
    call(cargo().args(build).env("CARGO_INCREMENTAL", "0"))?;
    let example = format!("debug/examples/instructions{}", std::env::consts::EXE_SUFFIX);
    let (example, folder) = (target.join(example), target.join("xtask/instructions"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let data = folder.join("data");
    let made = command(&example).arg(&data).output().context("making the log")?;
    if !made.status.success() {
        bail!("making the log: {}", String::from_utf8_lossy(&made.stderr).trim());
    }
    let names = String::from_utf8(made.stdout).context("names of the questions")?;
    let names: Vec<&str> = names.lines().collect();
    println!("counting {} questions", names.len());
    let counted = |name: &str| {
        let out = folder.join(format!("{name}.callgrind"));
        counted(valgrind, &[&example, &data, Path::new(name)], &out).context(name.to_owned())
    };
    let places = std::thread::available_parallelism().map_or(1, usize::from);
    let (left, done) = (Mutex::new(names.iter().enumerate()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..places {
            scope.spawn(|| {
                let next = || left.lock().ok()?.next();
                while let Some((at, name)) = next() {
                    let result = counted(name);
                    if let Ok(mut done) = done.lock() {
                        done.push((at, (*name).to_owned(), result));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().map_err(|_| anyhow::anyhow!("a count panicked"))?;
    done.sort_by_key(|(at, ..)| *at);
    done.into_iter().map(|(_, name, count)| Ok((name, count?))).collect()
}

/// What callgrind counts of one run; its file stays, for `callgrind_annotate`.
fn counted(valgrind: &Path, words: &[&Path], out: &Path) -> Result<u64> {
    let mut file = std::ffi::OsString::from("--callgrind-out-file=");
    file.push(out);
    let mut run = command(valgrind);
    run.args(["--tool=callgrind", COUNTED]).arg(file).args(words).env_remove("VALGRIND_OPTS");
    let output = run.output().context("valgrind could not be started")?;
    if !output.status.success() {
        bail!("ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    let text = std::fs::read_to_string(out).with_context(|| out.display().to_string())?;
    match counts::total(&text) {
        Some(count) if count > 0 => Ok(count),
        _ => bail!("callgrind counted nothing: `counted_question` must be a function of its own"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(rustc: &str, list: &[(&str, u64)]) -> Counts {
        Counts {
            made: Made { rustc: rustc.into(), host: "x".into() },
            instructions: list.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect(),
        }
    }

    #[test]
    fn a_question_that_takes_more_is_named_with_what_to_do() {
        let before = counts("1", &[("funnel", 1_000), ("paths", 1_000)]);
        let why = complaint(&before, &counts("1", &[("funnel", 1_051), ("paths", 1_050)]));
        let why = why.expect("the funnel takes more");
        assert!(why.contains("more") && why.contains("funnel") && !why.contains("paths"), "{why}");
        assert!(why.contains("--update") && why.contains(COMMITTED), "{why}");
    }

    #[test]
    fn fewer_is_no_complaint() {
        let before = counts("1", &[("funnel", 1_000)]);
        assert_eq!(complaint(&before, &counts("1", &[("funnel", 500)])), None);
    }

    #[test]
    fn another_compiler_is_given_more_room() {
        let before = counts("1", &[("funnel", 1_000)]);
        assert_eq!(complaint(&before, &counts("2", &[("funnel", 1_150)])), None);
        assert!(complaint(&before, &counts("2", &[("funnel", 1_151)])).is_some());
    }

    #[test]
    fn a_question_without_a_committed_count_and_one_that_is_no_more_are_complaints() {
        let before = counts("1", &[("funnel", 1_000)]);
        let why = complaint(&before, &counts("1", &[("paths", 1_000)])).expect("both lists differ");
        assert!(why.contains(": paths, funnel. Run"), "{why}");
    }

    #[test]
    fn counts_of_other_processors_are_not_compared() {
        let before = counts("1", &[]);
        let here = Made { rustc: "1".into(), host: "y".into() };
        assert!(comparable(&before, &here).is_err());
        assert!(comparable(&before, &before.made).is_ok());
    }

    #[test]
    fn the_committed_file_is_one_that_is_written() {
        let committed = read().expect("the file is there and can be read");
        assert!(!committed.instructions.is_empty());
        assert_eq!(Counts::read(&committed.written()).expect("written"), committed);
    }
}
