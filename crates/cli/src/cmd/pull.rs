//! `wayline pull`: a live map into a file, merged with what the file says otherwise.

use crate::cmd::push::{Place, told};
use crate::failure::{Failure, Outcome};
use crate::maps;
use crate::remote::{Address, Remote};
use std::path::{Path, PathBuf};
use wayline_project::copies::Copy;
use wayline_project::project::MAP_ENDING;

/// Pulls a live map into a file; what was changed on both sides is merged, and told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
What was changed in the file since it was pulled stays, and goes to the server with `wayline push`.
A project that is served needs none of this: its own files and its live maps follow each other.

Example:
  wayline pull http://127.0.0.1:8470/#/maps/shop
  wayline pull maps/shop.journey.yaml")]
pub(crate) struct Args {
    /// Address of the map, as the browser shows it; or a file that was pulled before.
    from: String,
    /// The file [default: maps/ID.journey.yaml of the project].
    file: Option<PathBuf>,
    /// What changed, as one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Pulls, merges, writes, tells.
/// How the address of a map looks.
const ADDRESS: &str = "http://127.0.0.1:8470/#/maps/ID";

pub(crate) fn run(project: Option<&Path>, args: &Args) -> Outcome {
    let ends = |text: &str| text.ends_with(MAP_ENDING);
    if !Address::is_one(&args.from) && !ends(&args.from) {
        return Err(Failure::refuse(
            "unknown-argument",
            format!("{} is neither the address of a map nor a map's file", args.from),
            match maps::those_there_are(project, Path::new(&args.from)) {
                Some(maps) => format!("{maps}; a map's address is such as {ADDRESS}"),
                None => format!("write wayline pull {ADDRESS}, or a file that was pulled before"),
            },
        ));
    }
    if let Some(file) = args.file.as_ref().filter(|file| Address::is_one(&file.to_string_lossy())) {
        return Err(Failure::refuse(
            "swapped-arguments",
            format!("{} is an address, and stands where the file belongs", file.display()),
            format!("the address comes first: wayline pull {} {}", file.display(), args.from),
        ));
    }
    if !Address::is_one(&args.from) {
        let place = Place::of(project, Path::new(&args.from))?;
        let copy = place.copy()?.ok_or_else(|| {
            Failure::refuse(
                "never-pulled",
                format!("{} was never pulled", args.from),
                format!("name the map's address first: wayline pull {ADDRESS} FILE"),
            )
        })?;
        return pull(&place, Some(&copy), &copy.server, &copy.map, args.json);
    }
    let address = Address::read(&args.from)?;
    let Some(map) = address.map else {
        return Err(Failure::refuse(
            "wrong-address",
            format!("{} names a server and no map", args.from),
            "open the map in the browser and copy its address",
        ));
    };
    let file = args.file.clone().unwrap_or_else(|| {
        let name = format!("{}{MAP_ENDING}", map.replace(['/', '\\'], "-"));
        project.unwrap_or(Path::new("")).join("maps").join(name)
    });
    let place = Place::of(project, &file)?;
    let copy = place.copy()?;
    let is_of_it = copy.as_ref().is_none_or(|c| c.server == address.server && c.map == map);
    if !is_of_it || (copy.is_none() && file.exists()) {
        return Err(Failure::refuse(
            "file-exists",
            format!("{} is there already and is no copy of that map", file.display()),
            "choose another name for the file",
        ));
    }
    pull(&place, copy.as_ref(), &address.server, &map, args.json)
}

fn pull(place: &Place, copy: Option<&Copy>, server: &str, map: &str, json: bool) -> Outcome {
    let document = Remote::new(server, None).document(map)?;
    let merged = place.merge(copy, &document)?;
    let copy = Copy {
        server: server.to_owned(),
        map: map.to_owned(),
        file: place.name.clone(),
        person: copy.and_then(|copy| copy.person.clone()),
        document: copy.map_or_else(|| document.clone(), |copy| copy.document.clone()),
        next: None,
    };
    let copy = place.begin(copy, &merged)?;
    place.finish(copy, &merged)?;
    told(place, &merged, false, json)
}
