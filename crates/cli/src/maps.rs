//! Reading a map's file and resolving it, with a project's data or without any.

use crate::failure::Failure;
use crate::progress::Busy;
use std::path::Path;
use wayline_model::diagnostic::Diagnostic;
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

/// Gives findings that name a field their place in the file.
fn place(found: &mut [Diagnostic], places: &Places) {
    for diagnostic in found {
        if let (None, Some(field)) = (diagnostic.place.row, diagnostic.place.field.clone()) {
            diagnostic.place = places.of_field(&field);
        }
    }
}
