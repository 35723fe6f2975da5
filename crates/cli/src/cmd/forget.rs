//! `wayline forget`: deletes somebody's data.

use crate::failure::{Failure, Outcome};
use crate::numbers::counted;
use crate::{print, whereabouts};
use std::fmt::Write as _;
use std::path::Path;
use wayline_engine::store::{Forget, ForgetReport};
use wayline_model::question::Unit;

/// Deletes somebody for good: their events, what they said, and their rows that were set aside.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Deleted is every event that carries the id; with --customer also the feedback by them or about their
cases, with --case the feedback about it; and rows in data/rejected/ that have the id as a field.
When the command has ended, no file in data/ holds them. Not deleted are the files that were
imported, maps, and pictures: an import of a file that still holds them brings them back.
docs/operations/durability.md says more.

Example:
  wayline forget --customer c-1042
  wayline forget --customer c-1042 --customer c-7 --json
  wayline forget --case order-88")]
pub(crate) struct Args {
    /// A customer's id; may be repeated.
    #[arg(long, value_name = "ID")]
    customer: Vec<String>,
    /// The id of a case: order, ticket, trace; may be repeated.
    #[arg(long, value_name = "ID")]
    case: Vec<String>,
    /// An account's id; may be repeated.
    #[arg(long, value_name = "ID")]
    account: Vec<String>,
    /// A session's id; may be repeated.
    #[arg(long, value_name = "ID")]
    session: Vec<String>,
    /// The report as one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Deletes, and says how much went.
pub(crate) fn run(project: Option<&Path>, args: Args) -> Outcome {
    let project = whereabouts::project(project)?;
    let asked = [
        (Unit::Customer, args.customer),
        (Unit::Case, args.case),
        (Unit::Account, args.account),
        (Unit::Session, args.session),
    ];
    let mut all = ForgetReport::default();
    let mut nobody = true;
    for (unit, ids) in asked.into_iter().filter(|(_, ids)| !ids.is_empty()) {
        nobody = false;
        let report = project.forget(&Forget { unit, ids })?;
        all.events += report.events;
        all.feedback += report.feedback;
        all.rejected += report.rejected;
        all.unknown.extend(report.unknown);
    }
    if nobody {
        return Err(Failure::refuse(
            "nobody-named",
            "nobody is named who is to be forgotten",
            "name them with --customer, --case, --account or --session",
        ));
    }
    if args.json {
        return print::json(&all);
    }
    print::text(&written(&all))
}

fn written(report: &ForgetReport) -> String {
    let mut out = format!(
        "deleted {}, {}, {} that had been set aside\n",
        counted(report.events, "event", "events"),
        counted(report.feedback, "piece of feedback", "pieces of feedback"),
        counted(report.rejected, "row", "rows"),
    );
    if !report.unknown.is_empty() {
        let _ = writeln!(out, "no event carries: {}", report.unknown.join(", "));
    }
    out
}
