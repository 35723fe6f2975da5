//! Reading a map's file and resolving it, with a project's data or without any.

use crate::failure::Failure;
use crate::progress::Busy;
use std::path::Path;
use wayline_model::diagnostic::{Diagnostic, nearest};
use wayline_model::map::JourneyMap;
use wayline_model::resolved::ResolvedMap;
use wayline_model::unbound;
use wayline_model::yaml::{self, Places};
use wayline_project::Project;

/// A map's file, read.
pub(crate) struct MapText {
    /// The map.
    pub(crate) map: JourneyMap,
    /// Where its fields stand.
    places: Places,
}

/// Reads a map; what does not fit is the failure.
pub(crate) fn read(path: &Path) -> Result<MapText, Failure> {
    let name = path.display().to_string();
    let text =
        std::fs::read_to_string(path).map_err(|error| Failure::file("reading", path, &error))?;
    match yaml::read(&text, &name) {
        (Some(map), _) => Ok(MapText { map, places: Places::of(&text, &name) }),
        (None, found) => Err(Failure::Wrong(found)),
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
