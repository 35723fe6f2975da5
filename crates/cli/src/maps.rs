//! Reading a map's file and resolving it, with a project's data or without any.

use crate::failure::Failure;
use crate::progress::Busy;
use crate::whereabouts;
use std::io;
use std::path::Path;
use wayline_model::diagnostic::{Diagnostic, nearest};
use wayline_model::map::JourneyMap;
use wayline_model::resolved::ResolvedMap;
use wayline_model::unbound;
use wayline_model::yaml::{self, Places};
use wayline_project::project::MAP_ENDING;
use wayline_project::{MapFile, Project};

/// A map's file, read.
pub(crate) struct MapText {
    /// The map.
    pub(crate) map: JourneyMap,
    /// Where its fields stand.
    places: Places,
}

/// Reads a map; what does not fit is the failure. `project` is the folder of `--project`.
pub(crate) fn read(project: Option<&Path>, path: &Path) -> Result<MapText, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => missing(project, path),
        _ => Failure::file("reading", path, &error),
    })?;
    match yaml::read(&text, &name) {
        (Some(map), _) => Ok(MapText { map, places: Places::of(&text, &name) }),
        (None, found) => Err(Failure::Wrong(found)),
    }
}

/// How many maps are named to somebody who named none of them.
const NAMED: usize = 5;

/// The refusal of a map that is not there; it names those that are.
pub(crate) fn missing(project: Option<&Path>, path: &Path) -> Failure {
    let what = format!("there is no map {}", path.display());
    let help = those_there_are(project, path)
        .unwrap_or_else(|| format!("name a map's file, such as maps/NAME{MAP_ENDING}"));
    Failure::refuse("no-such-file", what, help)
}

/// The maps of the project as one would type them, or the one whose name is nearest; `None` where there are none.
pub(crate) fn those_there_are(project: Option<&Path>, wanted: &Path) -> Option<String> {
    let beside = wanted.parent().filter(|folder| folder.is_dir()).unwrap_or(wanted);
    let maps = whereabouts::project_of(project, beside).ok()??.maps().ok()?;
    let typed = |map: &MapFile| {
        let path = map.path.strip_prefix(".").unwrap_or(&map.path);
        path.display().to_string()
    };
    let name = wanted.file_name().unwrap_or_default().to_string_lossy();
    let stem = [MAP_ENDING, ".yaml", ".yml"].iter().find_map(|ending| name.strip_suffix(ending));
    let near = nearest(stem.unwrap_or(&name), maps.iter().map(|map| map.id.as_str()));
    if let Some(near) = near.and_then(|near| maps.iter().find(|map| map.id == near)) {
        return Some(format!("did you mean {}?", typed(near)));
    }
    let listed: Vec<String> = maps.iter().take(NAMED).map(typed).collect();
    match maps.len() {
        0 => None,
        1 => Some(format!("the one map here is {}", listed.join(", "))),
        all if all > NAMED => {
            Some(format!("the maps here are {} and {} more", listed.join(", "), all - NAMED))
        }
        _ => Some(format!("the maps here are {}", listed.join(", "))),
    }
}

/// The map with the project's evidence; without a project or events, with none.
pub(crate) fn resolve(project: Option<&Project>, read: &MapText) -> Result<ResolvedMap, Failure> {
    let _busy = Busy::new("Asking the data");
    let mut resolved = match project {
        Some(project) => project.show(&read.map)?,
        None => unbound::checked(&read.map, &read.places),
    };
    place(&mut resolved.diagnostics, &read.places);
    Ok(resolved)
}

/// The map over the journeys of a persona, by the name of its file, with its evidence; over all of them without one.
pub(crate) fn resolve_of(
    project: Option<&Project>,
    read: &MapText,
    persona: Option<&str>,
) -> Result<(JourneyMap, ResolvedMap), Failure> {
    let Some(name) = persona else {
        return Ok((read.map.clone(), resolve(project, read)?));
    };
    let Some(project) = project else {
        return Err(Failure::refuse(
            "persona-without-project",
            "a persona is of a project, and the map lies in none",
            "run it in the project's folder, or name it with --project",
        ));
    };
    let Some(file) = project.persona(name)? else {
        let names = project.personas()?;
        let near = nearest(name, names.iter().map(String::as_str));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => "write one on the page, or into personas/".into(),
            None => format!("there are {}", names.join(", ")),
        };
        return Err(Failure::refuse(
            "unknown-persona",
            format!("there is no persona `{name}`"),
            help,
        ));
    };
    let _busy = Busy::new("Asking the data");
    let (map, mut resolved, _) = project.show_of(&read.map, &file.persona)?;
    place(&mut resolved.diagnostics, &read.places);
    Ok((map, resolved))
}

/// Gives findings that name a field their place in the file.
fn place(found: &mut [Diagnostic], places: &Places) {
    for diagnostic in found {
        if let (None, Some(field)) = (diagnostic.place.row, diagnostic.place.field.clone()) {
            diagnostic.place = places.of_field(&field);
        }
    }
}
