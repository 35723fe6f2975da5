//! `wayline import`: adds events or feedback, and says everything that was guessed or doubtful.

use crate::failure::Outcome;
use crate::progress::Bytes;
use crate::table::{Side, table};
use crate::{findings, numbers, print, whereabouts};
use std::path::{Path, PathBuf};
use wayline_engine::ingest::{Columns, EventImport, FeedbackImport, Format, ImportReport};
use wayline_model::answer::Sampling;
use wayline_model::question::Unit;

/// Adds events or feedback to the project.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Adds events: CSV, NDJSON, Parquet or XES, plain or gzip. Columns are guessed and the guess is shown.
    #[command(after_help = "\
Importing the same file again adds nothing. Rows that cannot be read are set aside in data/rejected/.
docs/formats.md describes the formats and mapping files, which also join wide tables into events.

Example:
  wayline import events orders.csv --customer buyer_id --activity status --time changed_at
  wayline import events tables/ --mapping mapping.toml")]
    Events(Events),
    /// Adds feedback: reviews, surveys, chats.
    #[command(after_help = "\
Example:
  wayline import feedback reviews.csv
  wayline import feedback tables/ --mapping mapping.toml --dry-run")]
    Feedback(Feedback),
}

#[derive(Debug, clap::Args)]
struct Files {
    /// The files; or, with a mapping, the folder that holds its tables.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A mapping file (TOML): which columns are what, joins, conditions, derived events.
    #[arg(long, value_name = "M.toml")]
    mapping: Option<PathBuf>,
    /// The format [default: by content and name].
    #[arg(long, value_parser = format)]
    format: Option<Format>,
    /// The encoding, such as windows-1251 [default: by its mark, else UTF-8].
    #[arg(long)]
    encoding: Option<String>,
    /// Zone of times that have none, such as Europe/Warsaw [default: the mapping's, else the project's].
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// Look only: print what would be done, write nothing.
    #[arg(long)]
    dry_run: bool,
    /// The report as one JSON document.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct Events {
    #[command(flatten)]
    files: Files,
    /// Column of the customer.
    #[arg(long, value_name = "COL", help_heading = "Columns")]
    customer: Option<String>,
    /// Column of the case: order, ticket, trace.
    #[arg(long, value_name = "COL", help_heading = "Columns")]
    case: Option<String>,
    /// Column of the account.
    #[arg(long, value_name = "COL", help_heading = "Columns")]
    account: Option<String>,
    /// Column of the session.
    #[arg(long, value_name = "COL", help_heading = "Columns")]
    session: Option<String>,
    /// Column of what happened.
    #[arg(long, value_name = "COL", help_heading = "Columns")]
    activity: Option<String>,
    /// Column of when.
    #[arg(long, value_name = "COL", help_heading = "Columns")]
    time: Option<String>,
    /// Column of the channel.
    #[arg(long, value_name = "COL", help_heading = "Columns")]
    channel: Option<String>,
    /// 3/4/2015 is the third of April.
    #[arg(long, conflicts_with = "month_first")]
    day_first: bool,
    /// 3/4/2015 is the fourth of March.
    #[arg(long)]
    month_first: bool,
    /// How the journeys came to be in the data: all, random, outcome_selected, unknown.
    #[arg(long, value_parser = word::<Sampling>)]
    sampling: Option<Sampling>,
    /// What one journey is: customer, case, account, session.
    #[arg(long, value_parser = word::<Unit>)]
    unit: Option<Unit>,
}

#[derive(Debug, clap::Args)]
struct Feedback {
    #[command(flatten)]
    files: Files,
}

fn format(word: &str) -> Result<Format, String> {
    let names = || Format::NAMES.iter().map(|(name, _)| *name);
    let found = Format::NAMES.iter().find(|(name, _)| *name == word);
    found.map(|(_, format)| *format).ok_or_else(|| {
        let near = wayline_model::diagnostic::nearest(word, names());
        let near = near.map(|near| format!("did you mean {near}? ")).unwrap_or_default();
        format!("{near}This version reads {}", names().collect::<Vec<_>>().join(", "))
    })
}

/// One of the words of a vocabulary, as files write them.
fn word<T: serde::de::DeserializeOwned>(word: &str) -> Result<T, String> {
    serde_json::from_value(word.into()).map_err(|error| error.to_string())
}

/// Imports, and prints the report.
pub(crate) fn run(project: Option<&Path>, args: Args) -> Outcome {
    let project = whereabouts::project(project)?;
    let (what, report, files) = match args.what {
        What::Events(events) => {
            let files = events.files;
            let import = EventImport {
                files: files.files.clone(),
                mapping: files.mapping.clone(),
                columns: Columns {
                    customer: events.customer,
                    case: events.case,
                    account: events.account,
                    session: events.session,
                    activity: events.activity,
                    time: events.time,
                    channel: events.channel,
                },
                format: files.format,
                encoding: files.encoding.clone(),
                time_zone: files.time_zone.clone(),
                usual_time_zone: Some(project.settings().time_zone.clone()),
                day_first: (events.day_first || events.month_first).then_some(events.day_first),
                sampling: events.sampling,
                unit: events.unit,
                dry_run: files.dry_run,
                imported_at: None,
            };
            let report = {
                let bar = Bytes::new("Importing events");
                project.import_events(&import, &bar)?
            };
            ("events", report, files)
        }
        What::Feedback(Feedback { files }) => {
            let import = FeedbackImport {
                files: files.files.clone(),
                mapping: files.mapping.clone(),
                format: files.format,
                encoding: files.encoding.clone(),
                time_zone: files.time_zone.clone(),
                usual_time_zone: Some(project.settings().time_zone.clone()),
                dry_run: files.dry_run,
                imported_at: None,
            };
            let report = {
                let bar = Bytes::new("Importing feedback");
                project.import_feedback(&import, &bar)?
            };
            ("pieces of feedback", report, files)
        }
    };
    if files.json {
        return print::json(&report);
    }
    print::text(&written(what, &report, files.dry_run))?;
    findings::tell_briefly(&report.diagnostics);
    Ok(())
}

/// The report as a person reads it.
fn written(what: &str, report: &ImportReport, dry_run: bool) -> String {
    let mut out = String::new();
    if !report.guess.is_empty() {
        let heads = [("role", Side::Left), ("column", Side::Left), ("because", Side::Left)];
        let rows: Vec<Vec<String>> = report
            .guess
            .iter()
            .map(|guess| vec![guess.role.clone(), guess.column.clone(), guess.why.clone()])
            .collect();
        out += &format!("Taken for:\n{}\n", table(&heads, &rows));
    }
    if !report.time_formats.is_empty() {
        let heads = [
            ("time", Side::Left),
            ("read as", Side::Left),
            ("zone", Side::Left),
            ("values", Side::Right),
        ];
        let rows: Vec<Vec<String>> = report
            .time_formats
            .iter()
            .map(|time| {
                let zone = time.zone.clone().unwrap_or_else(|| "its own".into());
                vec![time.column.clone(), time.format.clone(), zone, numbers::whole(time.values)]
            })
            .collect();
        out += &format!("{}\n", table(&heads, &rows));
    }
    if dry_run && !report.preview.is_empty() {
        let heads = [
            ("customer", Side::Left),
            ("case", Side::Left),
            ("activity", Side::Left),
            ("time", Side::Left),
        ];
        let some = |id: &Option<String>| id.clone().unwrap_or_else(|| "–".into());
        let rows: Vec<Vec<String>> = report
            .preview
            .iter()
            .map(|row| {
                vec![some(&row.customer), some(&row.case), row.activity.clone(), row.time.clone()]
            })
            .collect();
        out += &format!("The first events:\n{}\n", table(&heads, &rows));
    }
    let (verb, sources) = match (dry_run, report.sources.is_empty()) {
        (true, _) => ("would add", String::new()),
        (false, true) => ("added", String::new()),
        (false, false) => ("added", format!(" from {}", report.sources.join(", "))),
    };
    out += &format!(
        "{verb} {} {what}{sources}: {} rows read, {} duplicates dropped, {} rows set aside\n",
        numbers::whole(report.added),
        numbers::whole(report.rows),
        numbers::whole(report.duplicates),
        numbers::whole(report.rejected),
    );
    if report.rejected > 0 {
        for row in report.first_rejected.iter().take(5) {
            let column =
                row.column.as_ref().map(|column| format!(" ({column})")).unwrap_or_default();
            out += &format!("  {}:{}{column}: {}\n", row.file, row.row, row.reason);
        }
        let files: Vec<&str> = report.rejected_files.iter().flatten().map(String::as_str).collect();
        if !files.is_empty() {
            out += &format!("  all of them are in {}\n", files.join(", "));
        }
    }
    out
}
