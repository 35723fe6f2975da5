//! `wayline ask`: a question of the events, answered as a table, JSON, CSV or a chart.

mod asked;
mod bars;
mod chart;
mod columns;
mod spread;
mod tables;
mod triangle;

use crate::failure::{Failure, Outcome, unless_damaged};
use crate::progress::Busy;
use crate::theme::Theme;
use crate::{findings, print, whereabouts};
use clap::ValueEnum;
use std::path::Path;

/// Asks a question of the events.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Operators and their options:
  counts        what happened, how often, where journeys start, end and leave: --end, --mean
  transitions   what follows what, how often and after how long: --quantiles
  funnel        how many go through steps in order: --steps, --within, --order, --entry,
                --once, --exclude, --exclusion, --hold
  variants      the distinct sequences of activities: --top, --collapse-repeats
  paths         what comes after an activity (--from) or before one (--to): --depth,
                --chain (or --step, repeated)
  dwell         time between two activities: --from, --to
  sessions      stretches of activity without a long gap: --gap
  retention     who comes back in the periods after the first: --start, --return, --period, --mode
  pattern       how many journeys have a sequence of events: --pattern
  attribution   which channels conversions are credited to: --goal, --model, --within, --of,
                --half-life, --collapse-repeats
  ratings       mean rating of the journeys in scope: --kind, --about
  drivers       activities and values that go with reaching a goal, as odds ratios: --goal,
                --within, --step

Example:
  wayline ask funnel --steps view,cart,pay --within 7d --by channel
  wayline ask funnel --steps view,cart,pay --exclude remove --hold item
  wayline ask counts --where 'country = \"PL\" and did(\"pay\")' --format csv
  wayline ask sessions --gap 30m --by channel
  wayline ask retention --start \"sign up\" --period month --format svg > retention.svg
  wayline ask pattern --pattern 'cart->[^pay]*->path_end'
  wayline ask attribution --goal pay --model u_shape --within 30d
  wayline ask transitions --format svg > moves.svg
  wayline ask paths --from view --chain view,cart,pay
  wayline ask paths --from view --format html > paths.html
  wayline ask dwell --from view --to pay --format svg --theme print > dwell.svg
  wayline ask --question question.json --json")]
pub(crate) struct Args {
    /// What is asked: counts, transitions, funnel, variants, paths, dwell, sessions, retention, pattern, attribution, ratings or drivers.
    operator: Option<String>,
    #[command(flatten)]
    options: asked::Options,
    /// The whole question as JSON or YAML, from a file, or - for stdin.
    #[arg(long, value_name = "FILE")]
    question: Option<std::path::PathBuf>,
    /// How the answer is written: svg draws it as a chart on stdout, with its fonts inside; html is a page of one file, in
    /// which a click on a chain of paths gives its question.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// The colours of an svg or html: print is white, without tints, and reads without colour.
    #[arg(long, value_enum)]
    theme: Option<Theme>,
    /// Short for --format json.
    #[arg(long)]
    pub(crate) json: bool,
}

/// The formats of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
    Csv,
    Svg,
    Html,
}

/// Asks, prints.
pub(crate) fn run(project: Option<&Path>, args: &Args) -> Outcome {
    let format = if args.json { Format::Json } else { args.format };
    if args.theme.is_some() && !matches!(format, Format::Svg | Format::Html) {
        return Err(Failure::refuse(
            "option-without-effect",
            "--theme says nothing about this output",
            "--theme is for --format svg and html; leave it out here",
        ));
    }
    let question =
        asked::question(args.operator.as_deref(), &args.options, args.question.as_deref())?;
    let project = whereabouts::project(project)?;
    let answer = {
        let _busy = Busy::new("Asking the data");
        project.ask(&question)?
    };
    let damage = project.damage()?;
    findings::tell(&damage);
    match format {
        Format::Json => print::json(&answer),
        Format::Csv => print::data(&spread::csv(&answer)),
        Format::Svg => print::text(&chart::svg(&answer, args.theme)?),
        Format::Html => print::text(&chart::html(&answer, args.theme)?),
        Format::Table if !args.options.chain.is_empty() => {
            let command = wayline_project::command(&question);
            print::text(&format!("{command}\n{}", tables::written(&answer, bars::of_stdout())))
        }
        Format::Table => print::text(&tables::written(&answer, bars::of_stdout())),
    }?;
    unless_damaged(&damage)
}
