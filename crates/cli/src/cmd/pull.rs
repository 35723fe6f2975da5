//! `wayline pull`: a live map into a file, merged with what the file says otherwise.

use crate::cmd::push::{Place, told};
use crate::failure::{Failure, Outcome};
use crate::remote::{Address, Remote};
use crate::{maps, print};
use std::path::{Path, PathBuf};
use wayline_model::yaml;
use wayline_project::copies::Copy;
use wayline_project::project::MAP_ENDING;

/// Pulls a live map into a file; what was changed on both sides is merged, and told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
What was changed in the file since it was pulled stays, and goes to the server with `wayline push`.
A project that is served needs none of this: its own files and its live maps follow each other.

A version comes into a new file, which is not pushed back; one that is not there is refused with
those that are.

Exit codes: 0 merged, 2 wrong use or nothing done, 3 merged, and both sides had changed one place:
what the server has stands, and yours is kept for the next push, which proposes it on the map.

Example:
  wayline pull http://127.0.0.1:8470/#/maps/shop
  wayline pull maps/shop.journey.yaml
  wayline pull maps/shop.journey.yaml before.journey.yaml --version \"Before launch\"")]
pub(crate) struct Args {
    /// Address of the map, as the browser shows it; or a file that was pulled before.
    from: String,
    /// The file [default: maps/ID.journey.yaml of the project].
    file: Option<PathBuf>,
    /// The map as it was, into a new file: a version's name or number, a day (as the map was at its end), a time, or `seq-N` of its
    /// history.
    #[arg(long, value_name = "NAME|N")]
    version: Option<String>,
    /// What changed, as one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// How the address of a map looks.
const ADDRESS: &str = "http://127.0.0.1:8470/#/maps/ID";

/// Pulls, merges, writes, tells.
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
    if let (false, None, Some(file)) = (Address::is_one(&args.from), &args.version, &args.file) {
        return Err(Failure::refuse(
            "two-files",
            format!("{} is pulled into itself, not into {}", args.from, file.display()),
            format!("leave {} out, or say which --version of the map goes there", file.display()),
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
        if let Some(version) = &args.version {
            let beside = Path::new(&args.from).parent().unwrap_or(Path::new("")).to_path_buf();
            let (person, server) = (copy.person.clone(), copy.server.clone());
            let remote = Remote::new(&server, person);
            return old(&remote, (&copy.map, version), args.file.as_deref(), &beside, args.json);
        }
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
    if let Some(version) = &args.version {
        let maps = project.unwrap_or(Path::new("")).join("maps");
        let remote = Remote::new(&address.server, None);
        return old(&remote, (&map, version), args.file.as_deref(), &maps, args.json);
    }
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

/// Writes a map as it was into a new file: `file`, or one of its own name in `folder`.
fn old(
    remote: &Remote,
    (map, version): (&str, &str),
    file: Option<&Path>,
    folder: &Path,
    json: bool,
) -> Outcome {
    let safe = |text: &str| text.replace(|sign: char| !sign.is_alphanumeric(), "-");
    let own = || folder.join(format!("{}-version-{}{MAP_ENDING}", safe(map), safe(version)));
    let file = file.map_or_else(own, Path::to_path_buf);
    let shown = file.display();
    if !file.to_string_lossy().ends_with(MAP_ENDING) {
        return Err(Failure::refuse(
            "unknown-format",
            format!("{shown} is no name of a map's file"),
            format!("end it in {MAP_ENDING}"),
        ));
    }
    if file.exists() {
        return Err(Failure::refuse(
            "file-exists",
            format!("{shown} is there already, and a version comes into a new file"),
            format!("choose another name: wayline pull … FILE --version \"{version}\""),
        ));
    }
    let was = remote.version(map, version)?;
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)
            .map_err(|error| Failure::file("making the folder", folder, &error))?;
    }
    let failed = |error| Failure::file("writing", &file, &error);
    std::fs::write(&file, yaml::write(&was)).map_err(failed)?;
    if json {
        return print::json(&serde_json::json!({"file": shown.to_string(), "version": version}));
    }
    print::text(&format!(
        "{shown} is “{map}” as it was in version {version}; it is not pushed back\n"
    ))
}

fn pull(place: &Place, copy: Option<&Copy>, server: &str, map: &str, json: bool) -> Outcome {
    let document = Remote::new(server, None).document(map)?;
    let merged = place.merge(copy, &document)?;
    let copy = Copy {
        server: server.to_owned(),
        map: map.to_owned(),
        file: place.name.clone(),
        person: copy.and_then(|copy| copy.person.clone()),
        waiting: copy.map_or_else(Vec::new, |copy| copy.to_propose(&merged)),
        document: copy.map_or_else(|| document.clone(), |copy| copy.document.clone()),
        next: None,
    };
    let waiting = copy.waiting.clone();
    let copy = place.begin(copy, &merged)?;
    place.finish(copy, &merged)?;
    told(place, &merged, &waiting, false, json)
}
