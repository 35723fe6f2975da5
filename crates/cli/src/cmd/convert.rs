//! `wayline convert`: a map from one text form to another, without loss.

use crate::failure::{Failure, Outcome};
use crate::{maps, print};
use std::path::{Path, PathBuf};
use wayline_model::yaml;

/// Converts a map between its text forms, YAML and JSON.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  wayline convert maps/shop.journey.yaml shop.journey.json")]
pub(crate) struct Args {
    /// The map, in YAML or JSON.
    from: PathBuf,
    /// Where it goes; the ending (.yaml, .yml or .json) is the form.
    to: PathBuf,
    /// Overwrite a file that is there.
    #[arg(long)]
    force: bool,
}

/// Reads, writes.
pub(crate) fn run(project: Option<&Path>, args: &Args) -> Outcome {
    let form = form(&args.to)?;
    let read = maps::read(project, &args.from)?;
    if !args.force && args.to.exists() {
        return Err(Failure::refuse(
            "file-exists",
            format!("there is a file at {} already", args.to.display()),
            "choose another name, or overwrite it with --force",
        ));
    }
    std::fs::write(&args.to, form(&read.map))
        .map_err(|error| Failure::file("writing", &args.to, &error))?;
    print::text(&format!("{} holds the map now\n", args.to.display()))
}

type Form = fn(&wayline_model::map::JourneyMap) -> String;

fn form(path: &Path) -> Result<Form, Failure> {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("yaml" | "yml") => Ok(yaml::write),
        Some("json") => Ok(yaml::write_json),
        _ => Err(Failure::refuse(
            "unknown-format",
            format!("{} is no form of a map", path.display()),
            "end the name in .journey.yaml or .journey.json",
        )),
    }
}
