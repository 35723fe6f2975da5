//! `wayline import`: adds events or feedback, and says everything that was guessed or doubtful.

use crate::failure::{Failure, Outcome};
use crate::numbers::counted;
use crate::progress::Bytes;
use crate::table::{Side, table};
use crate::{findings, numbers, print, whereabouts};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use wayline_engine::ingest::{Columns, EventImport, FeedbackImport, Format, ImportReport};
use wayline_model::answer::Sampling;
use wayline_model::question::Unit;
use wayline_project::project::MAP_ENDING;

/// Adds events or feedback to the project.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

impl Args {
    /// Whether the report is to be JSON.
    pub(crate) fn json(&self) -> bool {
        match &self.what {
            What::Events(Events { source, .. }) | What::Feedback(Feedback { source }) => {
                source.json
            }
        }
    }
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Adds events: CSV, NDJSON, Parquet or XES, plain or gzip. Columns are guessed and the guess is shown.
    #[command(after_help = "\
Importing the same file again adds nothing. Rows that cannot be read go to data/rejected/.
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
struct Source {
    /// The files; or, with a mapping, the folder that holds its tables.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A mapping file (TOML): which columns are what, joins, conditions, derived events.
    #[arg(long, value_name = "M.toml")]
    mapping: Option<PathBuf>,
    /// The format: csv, ndjson, parquet or xes [default: by content and name].
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
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
struct Events {
    #[command(flatten)]
    source: Source,
    /// Column of the customer.
    #[arg(long, value_name = "COL", help_heading = "Columns", conflicts_with = "mapping")]
    customer: Option<String>,
    /// Column of the case: order, ticket, trace.
    #[arg(long, value_name = "COL", help_heading = "Columns", conflicts_with = "mapping")]
    case: Option<String>,
    /// Column of the account.
    #[arg(long, value_name = "COL", help_heading = "Columns", conflicts_with = "mapping")]
    account: Option<String>,
    /// Column of the session.
    #[arg(long, value_name = "COL", help_heading = "Columns", conflicts_with = "mapping")]
    session: Option<String>,
    /// Column of what happened.
    #[arg(long, value_name = "COL", help_heading = "Columns", conflicts_with = "mapping")]
    activity: Option<String>,
    /// Column of when.
    #[arg(long, value_name = "COL", help_heading = "Columns", conflicts_with = "mapping")]
    time: Option<String>,
    /// Column of the channel.
    #[arg(long, value_name = "COL", help_heading = "Columns", conflicts_with = "mapping")]
    channel: Option<String>,
    /// 3/4/2015 is the third of April.
    #[arg(long, conflicts_with = "month_first")]
    day_first: bool,
    /// 3/4/2015 is the fourth of March.
    #[arg(long)]
    month_first: bool,
    /// How the journeys came to be in the data: `all`, `random`, `outcome_selected` or `unknown`.
    #[arg(long, value_parser = word::<Sampling>)]
    sampling: Option<Sampling>,
    /// What one journey is: customer, case, account, session.
    #[arg(long, value_parser = word::<Unit>)]
    unit: Option<Unit>,
}

#[derive(Debug, clap::Args)]
struct Feedback {
    #[command(flatten)]
    source: Source,
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
    let (What::Events(Events { source, .. }) | What::Feedback(Feedback { source })) = &args.what;
    no_maps(&source.files)?;
    let (what, report, source) = match args.what {
        What::Events(events) => {
            let source = events.source;
            let import = EventImport {
                files: source.files.clone(),
                mapping: source.mapping.clone(),
                columns: Columns {
                    customer: events.customer,
                    case: events.case,
                    account: events.account,
                    session: events.session,
                    activity: events.activity,
                    time: events.time,
                    channel: events.channel,
                },
                format: source.format,
                encoding: source.encoding.clone(),
                time_zone: source.time_zone.clone(),
                usual_time_zone: Some(project.settings().time_zone.clone()),
                day_first: (events.day_first || events.month_first).then_some(events.day_first),
                sampling: events.sampling,
                unit: events.unit,
                dry_run: source.dry_run,
                imported_at: None,
            };
            let report = {
                let bar = Bytes::new("Importing events");
                project.import_events(&import, &bar)?
            };
            ("events", report, source)
        }
        What::Feedback(Feedback { source }) => {
            let import = FeedbackImport {
                files: source.files.clone(),
                mapping: source.mapping.clone(),
                format: source.format,
                encoding: source.encoding.clone(),
                time_zone: source.time_zone.clone(),
                usual_time_zone: Some(project.settings().time_zone.clone()),
                dry_run: source.dry_run,
                imported_at: None,
            };
            let report = {
                let bar = Bytes::new("Importing feedback");
                project.import_feedback(&import, &bar)?
            };
            ("pieces of feedback", report, source)
        }
    };
    if source.json {
        return print::json(&report);
    }
    print::text(&written(what, &report, source.dry_run))?;
    findings::tell_briefly(&report.diagnostics);
    Ok(())
}

/// A map is no table: whoever names one means another command.
fn no_maps(files: &[PathBuf]) -> Outcome {
    let is_map = |file: &&PathBuf| file.to_string_lossy().ends_with(MAP_ENDING);
    let Some(file) = files.iter().find(is_map) else { return Ok(()) };
    let shown = file.display();
    Err(Failure::refuse(
        "unknown-format",
        format!("{shown} is a map, and events and feedback come from tables"),
        format!(
            "look at it with `wayline show {shown}`; in a project, a map in maps/ needs no import"
        ),
    ))
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
        let _ = writeln!(out, "Taken for:\n{}", table(&heads, &rows));
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
        let _ = writeln!(out, "{}", table(&heads, &rows));
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
        let _ = writeln!(out, "The first events:\n{}", table(&heads, &rows));
    }
    let (verb, sources) = match (dry_run, report.sources.is_empty()) {
        (true, _) => ("would add", String::new()),
        (false, true) => ("added", String::new()),
        (false, false) => ("added", format!(" from {}", report.sources.join(", "))),
    };
    if report.sources.is_empty() && report.rows == 0 {
        return out + "nothing added: all of it was imported before\n";
    }
    let _ = writeln!(
        out,
        "{verb} {} {what}{sources}: {} read, {} dropped, {} set aside",
        numbers::whole(report.added),
        counted(report.rows, "row", "rows"),
        counted(report.duplicates, "duplicate", "duplicates"),
        counted(report.rejected, "row", "rows"),
    );
    if report.expired > 0 {
        let _ = writeln!(
            out,
            "  {} older than the limit (`retention` in wayline.toml): not added, or dropped",
            numbers::whole(report.expired)
        );
    }
    if report.rejected > 0 {
        for row in report.first_rejected.iter().take(5) {
            let column =
                row.column.as_ref().map(|column| format!(" ({column})")).unwrap_or_default();
            let _ = writeln!(out, "  {}:{}{column}: {}", row.file, row.row, row.reason);
        }
        let files: Vec<&str> = report.rejected_files.iter().flatten().map(String::as_str).collect();
        if !files.is_empty() {
            let _ = writeln!(out, "  all of them are in {}", files.join(", "));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::args::Cli;
    use clap::Parser;

    #[test]
    fn columns_are_named_by_a_mapping_or_by_options_never_by_both() {
        let typed = ["wayline", "import", "events", "a.csv", "--customer", "who"];
        assert!(Cli::try_parse_from(typed).is_ok());
        let both = typed.into_iter().chain(["--mapping", "m.toml"]);
        let refused = Cli::try_parse_from(both).expect_err("two sayings").to_string();
        assert!(refused.contains("--customer") && refused.contains("--mapping"), "{refused}");
    }
}
