//! Stages of a long command: a heading, the stage's own output, a duration, and a summary at the end.

use anyhow::{Result, bail};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What was run so far.
#[derive(Debug, Default)]
pub(crate) struct Stages {
    done: Vec<(String, Outcome, Duration)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    Held,
    Failed(String),
    NotRun(String),
    Skipped(String),
}

impl Stages {
    /// Runs one stage; says whether it held. A failed stage does not stop the others.
    pub(crate) fn run(&mut self, title: &str, work: impl FnOnce() -> Result<()>) -> bool {
        println!("\n━━ {title}");
        let start = Instant::now();
        let outcome = match work() {
            Ok(()) => Outcome::Held,
            Err(error) => Outcome::Failed(format!("{error:#}")),
        };
        let took = start.elapsed();
        match &outcome {
            Outcome::Failed(why) => println!("── {title}: FAILED after {}: {why}", seconds(took)),
            _ => println!("── {title}: {}", seconds(took)),
        }
        let held = outcome == Outcome::Held;
        self.done.push((title.into(), outcome, took));
        held
    }

    /// Notes a stage that could not be run. That is a failure too: nothing is left out in silence.
    pub(crate) fn not_run(&mut self, title: &str, why: &str) {
        println!("\n━━ {title}\n── {title}: NOT RUN: {why}");
        self.done.push((title.into(), Outcome::NotRun(why.into()), Duration::ZERO));
    }

    /// Notes a stage that this machine has no way to run, and that is none of the project's faults.
    pub(crate) fn skipped(&mut self, title: &str, why: &str) {
        println!("\n━━ {title}\n── {title}: SKIPPED: {why}");
        self.done.push((title.into(), Outcome::Skipped(why.into()), Duration::ZERO));
    }

    /// Prints the table of stages; says whether all held.
    pub(crate) fn summary(&self) -> bool {
        println!("\n━━ Summary");
        for (title, outcome, took) in &self.done {
            match outcome {
                Outcome::Held => println!("  ok       {:>8}  {title}", seconds(*took)),
                Outcome::Failed(why) => {
                    println!("  FAILED   {:>8}  {title}: {why}", seconds(*took));
                }
                Outcome::Skipped(why) => println!("  SKIPPED  {:>8}  {title}: {why}", ""),
                Outcome::NotRun(why) => println!("  NOT RUN  {:>8}  {title}: {why}", ""),
            }
        }
        let total: Duration = self.done.iter().map(|(_, _, took)| *took).sum();
        let is_skipped = |outcome: &Outcome| matches!(outcome, Outcome::Skipped(_));
        let skipped = self.done.iter().filter(|(_, outcome, _)| is_skipped(outcome)).count();
        let held = self.done.iter().filter(|(_, outcome, _)| *outcome == Outcome::Held).count();
        let failed = self.done.len() - held - skipped;
        match failed {
            0 if skipped == 0 => println!("all {held} stages held in {}", seconds(total)),
            0 => println!("{held} stages held in {}, {skipped} skipped", seconds(total)),
            _ => println!("{failed} of {} stages failed in {}", self.done.len(), seconds(total)),
        }
        failed == 0
    }
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

/// A command that reads nothing from the terminal and prints to it.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(crate::house::root()).stdin(Stdio::null());
    command
}

/// The cargo that runs us.
pub(crate) fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs it to its end; an error if it cannot be started or does not exit with 0.
pub(crate) fn call(command: &mut Command) -> Result<()> {
    let shown = show(command);
    println!("$ {shown}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => bail!("`{shown}` ended with {status}"),
        Err(error) => bail!("`{shown}` could not be started: {error}"),
    }
}

/// The command as one would type it, without the folder of the program.
fn show(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut words = vec![program.file_name().unwrap_or_default().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failed_stage_fails_the_whole_and_stops_nothing() {
        let mut stages = Stages::default();
        assert!(!stages.run("bad", || bail!("no")));
        assert!(stages.run("good", || Ok(())));
        assert!(!stages.summary());
    }

    #[test]
    fn a_stage_that_was_not_run_is_a_failure() {
        let mut stages = Stages::default();
        stages.not_run("browser", "no browser");
        assert!(!stages.summary());
    }

    #[test]
    fn a_stage_that_was_skipped_is_said_and_no_failure() {
        let mut stages = Stages::default();
        stages.skipped("readers", "no registry");
        assert!(stages.run("good", || Ok(())));
        assert!(stages.summary());
    }

    #[test]
    fn a_program_that_fails_or_is_missing_is_an_error() {
        assert!(call(cargo().arg("--version")).is_ok());
        assert!(call(cargo().arg("no-such-command")).is_err());
        assert!(call(&mut command("no-such-program-anywhere")).is_err());
    }
}
