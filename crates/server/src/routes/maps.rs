//! The maps of the project, by file name; and new ones.

use crate::body::{Body, Parted};
use crate::glances::{Mark, Mention, StageShape};
use crate::live::bounds::fits;
use crate::live::command::Why;
use crate::maps::find;
use crate::people::{Anybody, Person, Somebody};
use crate::problem::Problem;
use crate::routes::history::rfc3339;
use crate::routes::removed::is_removed;
use crate::state::App;
use crate::store::Latest;
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use wayline_model::map::{JourneyMap, Kind, Status};
use wayline_model::resolved::Health;
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
    /// Actions that are planned or running.
    actions: usize,
    /// Its last change; `null` when that is not known.
    changed: Option<LastChange>,
    /// Threads of comments that nobody has resolved; `null` as long as it is not known.
    comments: Option<usize>,
    /// Open comments of others that name whoever asks, the newest first; none for nobody, and as long as it is not known.
    mentions: Vec<Mention>,
    /// Proposals with edits that nobody has decided.
    proposals: u64,
    /// Its figures as they were last computed; `null` as long as they are not known.
    health: Option<Health>,
    /// Its stages and steps in small, with their figures; `null` as long as they are not known.
    shape: Option<Vec<StageShape>>,
    /// Why the file cannot be understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

/// The last change of a map.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct LastChange {
    /// When, RFC 3339 UTC.
    at: String,
    /// Who; `null` where its file was changed.
    by: Option<Person>,
    /// As in the history; `file` for a map that nobody has edited here.
    why: String,
}

/// The maps of the project with what is known of each. Nothing is computed for it: what is not known yet is `null`, is being
/// found, and `waiting` says so.
#[utoipa::path(get, path = "/api/v1/maps", responses((status = 200, body = ref("#/components/schemas/MapList"))))]
pub(crate) async fn maps(
    State(app): State<App>,
    Anybody(person): Anybody,
) -> Result<Json<MapList>, Problem> {
    let latest = app.store().latest().await?;
    let mut latest: BTreeMap<String, Latest> =
        latest.into_iter().map(|latest| (latest.map.clone(), latest)).collect();
    let read = app.look(move |app| {
        let (data, project) = app.project()?;
        let files = project.maps()?;
        app.maps().keep_only(&files);
        let read = files.into_iter().map(|file| {
            let latest = latest.remove(&file.id);
            let seq = latest.as_ref().map(|latest| latest.last.seq);
            let mark = Mark { files: data.clone().and([file.path.clone()]), seq };
            let changed = changed(latest.as_ref(), &file.path);
            let map = crate::maps::read(&project, &file).map(|(map, _)| map);
            (
                mark,
                MapLine {
                    changed,
                    proposals: latest.map_or(0, |latest| latest.proposals),
                    ..line(file.id, map)
                },
            )
        });
        Ok(read.collect::<Vec<_>>())
    });
    let read = read.await?;
    let marks = read.iter().map(|(mark, line)| (line.id.clone(), mark.clone())).collect();
    let known = app.glances(marks);
    let lines = read.into_iter().zip(known.glances).map(|((_, line), glance)| {
        let Some(glance) = glance else { return line };
        let comments = glance.talk.as_ref().map(|talk| talk.open);
        let mentions = glance.talk.zip(person.as_ref()).map(|(talk, person)| talk.naming(person));
        let mentions = mentions.unwrap_or_default();
        let (health, shape) = glance.figures.map(|known| (known.health, known.shape)).unzip();
        MapLine { comments, mentions, health, shape, ..line }
    });
    Ok(Json(MapList { maps: lines.collect(), waiting: known.waiting }))
}

/// Comments that name somebody.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Mentions {
    /// The newest first.
    mentions: Vec<Mention>,
}

/// Open comments of others on a map that name whoever asks: none for nobody. The map is not opened for it.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/mentions",
    params(("id" = String, Path, description = "File name of the map without its ending")),
    responses((status = 200, body = ref("#/components/schemas/Mentions")))
)]
pub(crate) async fn mentions(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Anybody(person): Anybody,
) -> Result<Json<Mentions>, Problem> {
    let wanted = id.clone();
    app.look(move |app| find(&app.project()?.1, &wanted)).await?;
    let Some(person) = person else { return Ok(Json(Mentions { mentions: Vec::new() })) };
    let latest = app.store().latest().await?;
    let seq = latest.into_iter().find(|latest| latest.map == id).map(|latest| latest.last.seq);
    let mentions = app.talk(&id, seq).await?.naming(&person);
    Ok(Json(Mentions { mentions }))
}

/// The last change: of the document, or of the file where that came into being by being looked at.
fn changed(latest: Option<&Latest>, file: &Path) -> Option<LastChange> {
    let edited = latest.map(|latest| &latest.last).filter(|last| last.why != Why::New.word());
    if let Some(last) = edited {
        let (at, by, why) = (rfc3339(last.at), last.by.clone(), last.why.clone());
        return Some(LastChange { at, by, why });
    }
    let at = std::fs::metadata(file).and_then(|about| about.modified()).ok()?;
    let at = jiff::Timestamp::try_from(at).ok()?.to_string();
    Some(LastChange { at, by: None, why: Why::File.word().into() })
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
    fits(map, None)?;
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

/// Writes a new file; false if there is one, or was: a map in the bin keeps its id.
fn create(folder: &Path, id: &str, text: &str) -> Result<bool, Problem> {
    if folder.parent().is_some_and(|project| is_removed(project, id)) {
        return Ok(false);
    }
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

pub(super) fn disk(path: &Path, error: &std::io::Error) -> Problem {
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
    /// Something of it is being found: asked again in a moment, the list says more.
    waiting: bool,
}

fn line(id: String, map: Result<JourneyMap, Problem>) -> MapLine {
    let unknown = MapLine {
        name: id.clone(),
        id,
        kind: None,
        stages: 0,
        steps: 0,
        actions: 0,
        changed: None,
        comments: None,
        mentions: Vec::new(),
        proposals: 0,
        health: None,
        shape: None,
        problem: None,
    };
    match map {
        Ok(map) => MapLine {
            stages: map.stages.len(),
            steps: map.steps().count(),
            actions: open_actions(&map),
            kind: Some(map.kind),
            name: map.map,
            ..unknown
        },
        Err(problem) => MapLine { problem: Some(problem.detail().to_owned()), ..unknown },
    }
}

/// Actions that are planned or running.
fn open_actions(map: &JourneyMap) -> usize {
    let actions = map.steps().flat_map(|step| &step.opportunities);
    let actions = actions.filter_map(|opportunity| opportunity.action.as_ref());
    actions.filter(|action| matches!(action.status, Status::Planned | Status::Running)).count()
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
