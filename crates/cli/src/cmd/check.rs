//! `wayline check`: what is wrong with maps.

use crate::failure::{Failure, Outcome};
use crate::numbers::counted;
use crate::{findings, maps, print, whereabouts};
use serde_json::json;
use std::path::{Path, PathBuf};
use wayline_model::diagnostic::{Diagnostic, Severity};

/// Checks maps: the five mistakes of mapping, and slips between a map and its data.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exits with 1 when there is an error (with --strict also when there is a warning), with 2 when a map
cannot be read. docs/checks.md explains every check.

Example:
  wayline check maps/*.journey.yaml --strict")]
pub(crate) struct Args {
    /// The maps.
    #[arg(required = true, value_name = "MAP")]
    maps: Vec<PathBuf>,
    /// One JSON document.
    #[arg(long)]
    pub(crate) json: bool,
    /// Only the journeys of this persona, by the name of its file.
    #[arg(long, value_name = "PERSONA")]
    persona: Option<String>,
    /// Warnings count as errors.
    #[arg(long)]
    strict: bool,
}

/// Checks each map, prints, and says how many findings there are.
pub(crate) fn run(project: Option<&Path>, args: &Args) -> Outcome {
    let mut unreadable = false;
    let mut all: Vec<(&Path, Vec<Diagnostic>)> = vec![];
    for path in &args.maps {
        let looked = maps::read(project, path).and_then(|read| {
            let project = whereabouts::project_of(project, path)?;
            maps::resolve_of(project.as_ref(), &read, args.persona.as_deref())
        });
        let found = match looked {
            Ok((_, resolved)) => resolved.diagnostics,
            Err(Failure::Wrong(found)) => {
                unreadable = true;
                found
            }
            Err(other) => return Err(other),
        };
        all.push((path, found));
    }
    let count = |severity| {
        all.iter().flat_map(|(_, found)| found).filter(|d| d.severity == severity).count() as u64
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if args.json {
        let maps: Vec<_> =
            all.iter().map(|(path, found)| json!({"map": path, "diagnostics": found})).collect();
        print::json(&json!({"errors": errors, "warnings": warnings, "maps": maps}))?;
    } else {
        for (_, found) in &all {
            findings::tell(found);
        }
        print::text(&format!(
            "{}: {}, {}, {}\n",
            counted(args.maps.len() as u64, "map", "maps"),
            counted(errors, "error", "errors"),
            counted(warnings, "warning", "warnings"),
            counted(count(Severity::Note), "note", "notes"),
        ))?;
    }
    if unreadable {
        Err(Failure::Told)
    } else if errors > 0 || (args.strict && warnings > 0) {
        Err(Failure::Found)
    } else {
        Ok(())
    }
}
