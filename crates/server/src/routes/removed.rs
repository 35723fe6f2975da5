//! The bin of maps: a map that is removed leaves the list, and comes back whole.
//!
//! **Nothing is deleted.** The file is moved to `.wayline/removed/ID.journey.yaml`, the live document with its history stays in
//! the store, and the id stays taken. Who has the map open is told, and keeps what was not sent yet.

use crate::body::Parted;
use crate::maps::find;
use crate::people::Somebody;
use crate::problem::Problem;
use crate::routes::maps::{Made, disk};
use crate::state::App;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use wayline_doc::Refusal;
use wayline_model::yaml;
use wayline_project::project::MAP_ENDING;

/// Maps that were removed.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct RemovedMaps {
    /// By file name.
    maps: Vec<RemovedMap>,
}

/// A map that was removed.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct RemovedMap {
    /// What addresses called it, and will again.
    id: String,
    /// Its name; the id when the file cannot be understood.
    name: String,
}

/// Removes a map; it comes back with `POST /api/v1/removed-maps/{id}`.
#[utoipa::path(
    post, path = "/api/v1/maps/{id}/remove",
    params(("id" = String, Path, description = "File name of the map without its ending")),
    responses((status = 200, body = ref("#/components/schemas/Made")))
)]
pub(crate) async fn remove(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Somebody(person): Somebody,
) -> Result<Json<Made>, Problem> {
    let why = gone(&format!("{} removed this map", person.name));
    let wanted = id.clone();
    let may = move |app: &App| {
        let from = find(&app.project()?.1, &wanted)?.path;
        let to = place(app.folder(), &wanted);
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder).map_err(|error| disk(folder, &error))?;
        }
        let wanted = Move { from, to, id: wanted };
        if wanted.to.exists() && !wanted.is_half_made()? {
            return Err(taken(&wanted.id, &wanted.to));
        }
        Ok(wanted)
    };
    app.shut(&id, why, may, |wanted| wanted.make()).await?;
    Ok(Json(Made { id }))
}

/// The maps that were removed.
#[utoipa::path(get, path = "/api/v1/removed-maps", responses((status = 200, body = ref("#/components/schemas/RemovedMaps"))))]
pub(crate) async fn removed(State(app): State<App>) -> Result<Json<RemovedMaps>, Problem> {
    let maps = app.look(|app| {
        let folder = bin(app.folder());
        let mut files: Vec<PathBuf> = match std::fs::read_dir(&folder) {
            Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(disk(&folder, &error)),
        };
        files.sort();
        Ok(files.iter().filter_map(|path| listed(path)).collect())
    });
    Ok(Json(RemovedMaps { maps: maps.await? }))
}

/// Brings a removed map back, as it was.
#[utoipa::path(
    post, path = "/api/v1/removed-maps/{id}",
    params(("id" = String, Path, description = "What the map was called in addresses")),
    responses((status = 200, body = ref("#/components/schemas/Made")))
)]
pub(crate) async fn bring_back(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Somebody(_): Somebody,
) -> Result<Json<Made>, Problem> {
    let wanted = id.clone();
    app.look(move |app| {
        if !is_removed(app.folder(), &wanted) {
            let shown: String = wanted.chars().take(100).collect();
            return Err(Problem::new("unknown-map", format!("no map `{shown}` was removed"))
                .help("/api/v1/removed-maps lists the maps that were"));
        }
        let maps = app.folder().join("maps");
        std::fs::create_dir_all(&maps).map_err(|error| disk(&maps, &error))?;
        let to = maps.join(format!("{wanted}{MAP_ENDING}"));
        Move { from: place(app.folder(), &wanted), to, id: wanted }.make()
    })
    .await?;
    Ok(Json(Made { id }))
}

/// What a page is told that has a removed map open, or opens it.
pub(crate) fn gone(detail: &str) -> Refusal {
    Refusal {
        code: "map-removed",
        detail: detail.into(),
        help: "it can be brought back under Maps, Removed maps; what you wrote is kept here until then".into(),
    }
}

/// Whether a map of this id lies in the bin. An id is looked up among the files, never made into a path.
pub(crate) fn is_removed(project: &Path, id: &str) -> bool {
    let name = format!("{id}{MAP_ENDING}");
    let entries = std::fs::read_dir(bin(project)).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| entry.file_name() == OsStr::new(&name))
}

fn bin(project: &Path) -> PathBuf {
    project.join(".wayline").join("removed")
}

fn place(project: &Path, id: &str) -> PathBuf {
    bin(project).join(format!("{id}{MAP_ENDING}"))
}

fn listed(path: &Path) -> Option<RemovedMap> {
    let id = path.file_name()?.to_str()?.strip_suffix(MAP_ENDING)?.to_owned();
    let map = std::fs::read_to_string(path).ok().and_then(|text| yaml::read(&text, &id).0);
    let name = map.map_or_else(|| id.clone(), |map| map.map);
    Some(RemovedMap { id, name })
}

/// A file of a map that is to lie elsewhere.
struct Move {
    from: PathBuf,
    to: PathBuf,
    id: String,
}

impl Move {
    /// Moves it to where none is: a link is as good as a move, and never writes over anything. A move that broke off between
    /// the two left both names, and is brought to its end.
    fn make(&self) -> Result<(), Problem> {
        let Self { from, to, id } = self;
        match std::fs::hard_link(from, to) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(moved(id)),
            Err(_) if to.exists() => {
                if !self.is_half_made()? {
                    return Err(taken(id, to));
                }
            }
            // Not every file system has links.
            Err(_) => return std::fs::rename(from, to).map_err(|error| disk(from, &error)),
        }
        match std::fs::remove_file(from) {
            // Whoever moved it at the same time has done it.
            Err(error) if error.kind() != ErrorKind::NotFound => Err(disk(from, &error)),
            _ => Ok(()),
        }
    }

    /// Whether the same lies at both places.
    fn is_half_made(&self) -> Result<bool, Problem> {
        let read = |path: &Path| {
            std::fs::read(path).map_err(|error| match error.kind() {
                ErrorKind::NotFound => moved(&self.id),
                _ => disk(path, &error),
            })
        };
        Ok(read(&self.from)? == read(&self.to)?)
    }
}

/// Somebody else moved it in between.
fn moved(id: &str) -> Problem {
    Problem::new("unknown-map", format!("the map `{id}` is no longer there"))
        .help("somebody removed it, or brought it back, at the same time: load the page anew")
}

fn taken(id: &str, to: &Path) -> Problem {
    Problem::new("map-exists", format!("there is a map `{id}` already at {}", to.display()))
        .help("give the one of the two another file name, and try again")
}
