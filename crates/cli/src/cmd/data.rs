//! `wayline data`: is my data good enough.

use crate::failure::{Outcome, unless_damaged};
use crate::numbers::{counted, percent, whole};
use crate::table::{Side, table};
use crate::{findings, print, whereabouts};
use std::fmt::Write as _;
use std::path::Path;
use wayline_engine::quality::DataReport;
use wayline_engine::store::{Compaction, CompactionReport};
use wayline_model::answer::Sampling;

/// Says whether the data are good enough: coverage, gaps, clock faults, duplicates, sampling, and what cannot be concluded.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Each import adds files of its own. Imports put small ones together by themselves, and so does
`wayline serve`; --compact puts all of them together, with the attributes as they are now, and drops
what is older than `retention` in wayline.toml.

Example:
  wayline data
  wayline data --json
  wayline data --compact")]
pub(crate) struct Args {
    /// Put all files of events together, and say what was done.
    #[arg(long)]
    compact: bool,
    /// One JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Prints the report.
pub(crate) fn run(project: Option<&Path>, args: &Args) -> Outcome {
    let project = whereabouts::project(project)?;
    if args.compact {
        let report = project.compact(Compaction::Whole)?;
        return if args.json { print::json(&report) } else { print::text(&compacted(&report)) };
    }
    let report = project.data()?;
    if args.json {
        print::json(&report)?;
    } else {
        print::text(&written(&report))?;
        findings::tell(&report.findings);
    }
    unless_damaged(&project.damage()?)
}

fn compacted(report: &CompactionReport) -> String {
    let mut out = if report.rewritten == 0 {
        format!("nothing to put together: {}\n", counted(report.files, "file", "files"))
    } else {
        format!(
            "put {} in {} together: {} in {} now, {} written anew\n",
            counted(report.runs_before, "import", "imports"),
            counted(report.files_before, "file", "files"),
            counted(report.runs, "run", "runs"),
            counted(report.files, "file", "files"),
            counted(report.rewritten, "event", "events"),
        )
    };
    if report.expired > 0 {
        let _ = writeln!(out, "dropped {} that are older than the limit", whole(report.expired));
    }
    out
}

fn written(report: &DataReport) -> String {
    let sampling = match report.sampling {
        Sampling::All => "every journey is in",
        Sampling::Random => "a random part of the journeys is in",
        Sampling::OutcomeSelected => "journeys were chosen by how they ended",
        Sampling::Unknown => "nobody said how journeys came to be in",
    };
    let mut out = format!(
        "{}: {} events, {} journeys, {} customers, {} cases\n{} to {}; {sampling}\n\n",
        report.name.as_deref().unwrap_or("The data"),
        whole(report.events),
        whole(report.journeys),
        whole(report.customers),
        whole(report.cases),
        report.first.as_deref().unwrap_or("–"),
        report.last.as_deref().unwrap_or("–"),
    );
    let sources = report.sources.iter().map(|source| {
        let files = match &source.files[..] {
            [] => String::new(),
            [only] => only.name.clone(),
            [first, rest @ ..] => format!("{} and {} more", first.name, rest.len()),
        };
        let numbers = [source.rows, source.added, source.duplicates, source.rejected].map(whole);
        [vec![source.name.clone()], numbers.to_vec(), vec![files]].concat()
    });
    out += &section(
        &["source", "rows", "added", "duplicates", "set aside", "files"],
        &sources.collect::<Vec<_>>(),
    );
    let activities = report.activities.iter().map(|activity| {
        let numbers = [activity.events, activity.imputed, activity.midnights].map(whole);
        [vec![activity.activity.clone()], numbers.to_vec()].concat()
    });
    out += &section(
        &["activity", "events", "time imputed", "at midnight"],
        &activities.collect::<Vec<_>>(),
    );
    let attributes = report.attributes.iter().map(|attribute| {
        let distinct = attribute.distinct.map_or("a number".into(), whole);
        vec![
            attribute.attribute.clone(),
            whole(attribute.present),
            percent(attribute.missing),
            distinct,
        ]
    });
    out +=
        &section(&["attribute", "present", "missing", "distinct"], &attributes.collect::<Vec<_>>());
    let feedback = report.feedback.iter().map(|feedback| {
        let numbers = [feedback.count, feedback.with_rating, feedback.with_text].map(whole);
        [vec![feedback.kind.clone()], numbers.to_vec()].concat()
    });
    out += &section(
        &["feedback", "pieces", "with a rating", "with words"],
        &feedback.collect::<Vec<_>>(),
    );
    let doubts = [
        (report.equal_times, "neighbours have the very same time: the order of arrival decides"),
        (report.repeated.events, "events stand several times in the data"),
        (report.without_id, "events have no id of the unit and are in no journey"),
        (report.single_event_journeys, "journeys have one event only"),
        (report.feedback_without_journey, "pieces of feedback belong to no journey"),
    ];
    for (number, what) in doubts.into_iter().filter(|(number, _)| *number > 0) {
        let _ = writeln!(out, "{} {what}", whole(number));
    }
    if let Some(limit) = &report.retention {
        let _ = writeln!(
            out,
            "events and feedback older than {limit} before the newest event are dropped: {} so far",
            whole(report.expired)
        );
    }
    if report.forgotten > 0 {
        let _ = writeln!(
            out,
            "{} events and pieces of feedback were deleted because somebody is forgotten",
            whole(report.forgotten)
        );
    }
    if !report.cannot.is_empty() {
        let _ = writeln!(
            out,
            "\nWhat cannot be concluded ({}):",
            counted(report.cannot.len() as u64, "reason", "reasons")
        );
        for sentence in &report.cannot {
            let _ = writeln!(out, "- {sentence}");
        }
    }
    out
}

/// A table whose first and last words stand left and its figures right; nothing without rows.
fn section(heads: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let left = ["source", "files", "activity", "attribute", "feedback"];
    let side = |head: &str| if left.contains(&head) { Side::Left } else { Side::Right };
    let heads: Vec<(&str, Side)> = heads.iter().map(|head| (*head, side(head))).collect();
    table(&heads, rows) + "\n"
}
