//! `wayline data`: is my data good enough.

use crate::failure::Outcome;
use crate::{print, whereabouts};
use std::path::Path;

/// Says whether the data are good enough: coverage, gaps, clock faults, duplicates, sampling, and what cannot be concluded.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  wayline data
  wayline data --json")]
pub(crate) struct Args {
    /// One JSON document.
    #[arg(long)]
    json: bool,
}

/// Prints the report.
pub(crate) fn run(project: Option<&Path>, args: &Args) -> Outcome {
    let project = whereabouts::project(project)?;
    let report = project.data()?;
    if args.json { print::json(&report) } else { print::text(&written(&report)) }
}
