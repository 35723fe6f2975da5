//! The maps of the project, by file name; and new ones.

use crate::body::Body;
use crate::people::Somebody;
use crate::problem::Problem;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use wayline_model::map::{JourneyMap, Kind};
use wayline_model::yaml;
use wayline_project::project::MAP_ENDING;

/// The longest id that is given to a map, in characters.
const MOST_ID: usize = 60;

/// A map in the list.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct MapLine {
    /// What addresses call it: the file name without its ending.
    id: String,
    /// Its name; the id when the file cannot be understood.
    name: String,
    /// Which of the four kinds; `null` when the file cannot be understood.
    kind: Option<Kind>,
    /// How many stages it has.
    stages: usize,
    /// How many steps it has.
    steps: usize,
    /// Why the file cannot be understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

/// The maps of the project.
#[utoipa::path(get, path = "/api/v1/maps", responses((status = 200, body = ref("#/components/schemas/MapList"))))]
pub(crate) async fn maps(State(app): State<App>) -> Result<Json<MapList>, Problem> {
    let maps = app.look(|app| {
        let (_, project) = app.project()?;
        let files = project.maps()?;
        app.maps().keep_only(&files);
        let lines = files.into_iter().map(|file| {
            let read = crate::maps::read(&project, &file);
            line(file.id, read.map(|(map, _)| map))
        });
        Ok(lines.collect())
    });
    Ok(Json(MapList { maps: maps.await? }))
}

/// A map to be made.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMap {
    /// Its file's name without the ending; made from the map's name if absent.
    id: Option<String>,
    /// The map, as in `*.journey.json`.
    map: JourneyMap,
}

/// A map that was made.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Made {
    /// What addresses call it.
    pub(super) id: String,
}

/// Makes a map: a new file in `maps/`.
#[utoipa::path(
    post, path = "/api/v1/maps",
    request_body = ref("#/components/schemas/NewMap"),
    responses((status = 200, body = ref("#/components/schemas/Made")))
)]
pub(crate) async fn make(
    State(app): State<App>,
    Somebody(_): Somebody,
    Body(new): Body<NewMap>,
) -> Result<Json<Made>, Problem> {
    let id = app.look(move |app| add(app, new.id.as_deref(), &new.map));
    let id = id.await?;
    // Open from the beginning, so that its history says who is there first.
    app.room(&id).await?;
    Ok(Json(Made { id }))
}

/// Adds a map to the project as a new file, and gives its id: the one that is wished, else one from its name. Blocks.
pub(super) fn add(app: &App, wished: Option<&str>, map: &JourneyMap) -> Result<String, Problem> {
    let text = yaml::write(map);
    if let (None, findings) = yaml::read(&text, "map") {
        let worst = findings.into_iter().max_by_key(|finding| finding.severity);
        let error = worst.map(wayline_project::Error::user).map(Problem::from);
        return Err(error.unwrap_or_else(|| Problem::new("refused", "the map is empty")));
    }
    let (_, project) = app.project()?;
    let folder = project.folder().join("maps");
    std::fs::create_dir_all(&folder).map_err(|error| disk(&folder, &error))?;
    if let Some(id) = wished {
        if !is_id(id) {
            return Err(Problem::new("bad-request", "this cannot be the id of a map")
                .help("an id has 1 to 60 letters, digits, `-` and `_`"));
        }
        if !create(&folder, id, &text)? {
            return Err(Problem::new("map-exists", format!("there is a map `{id}` already"))
                .help("choose another id, or leave it out"));
        }
        return Ok(id.to_owned());
    }
    let slug = slug(&map.map);
    let mut id = slug.clone();
    for number in 2.. {
        if create(&folder, &id, &text)? {
            break;
        }
        id = format!("{slug}-{number}");
    }
    Ok(id)
}

/// Writes a new file; false if there is one.
fn create(folder: &Path, id: &str, text: &str) -> Result<bool, Problem> {
    let path = folder.join(format!("{id}{MAP_ENDING}"));
    let mut file = match std::fs::File::create_new(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(disk(&path, &error)),
    };
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map(|()| true).map_err(|error| {
        let _ = std::fs::remove_file(&path);
        disk(&path, &error)
    })
}

fn disk(path: &Path, error: &std::io::Error) -> Problem {
    Problem::new("io", format!("{}: {error}", path.display()))
}

fn is_id(id: &str) -> bool {
    let fits = |letter: char| letter.is_alphanumeric() || "-_".contains(letter);
    (1..=MOST_ID).contains(&id.chars().count()) && id.chars().all(fits)
}

/// An id from a name: letters and digits in lower case, `-` between them.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        if slug.chars().count() >= MOST_ID - 10 {
            break;
        }
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "map".into() } else { slug.into() }
}

/// All maps.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct MapList {
    /// By file name.
    maps: Vec<MapLine>,
}

fn line(id: String, map: Result<wayline_model::map::JourneyMap, Problem>) -> MapLine {
    match map {
        Ok(map) => MapLine {
            id,
            stages: map.stages.len(),
            steps: map.steps().count(),
            kind: Some(map.kind),
            name: map.map,
            problem: None,
        },
        Err(problem) => MapLine {
            name: id.clone(),
            id,
            kind: None,
            stages: 0,
            steps: 0,
            problem: Some(problem.detail().to_owned()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_an_id_that_is_one() {
        for (name, id) in [
            ("From first ad to invite", "from-first-ad-to-invite"),
            ("  Возврат: деньги назад?! ", "возврат-деньги-назад"),
            ("会员 1", "会员-1"),
            ("../../etc/passwd", "etc-passwd"),
            ("…", "map"),
            ("", "map"),
        ] {
            assert_eq!(slug(name), id);
            assert!(is_id(&slug(name)), "{id}");
        }
        assert!(is_id(&slug(&"İ".repeat(500))));
        for id in ["", "..", "a/b", "a.b", "a b", "a\0", &"a".repeat(61)] {
            assert!(!is_id(id), "{id:?}");
        }
    }
}
