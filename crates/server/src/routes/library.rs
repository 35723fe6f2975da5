//! Touchpoints and channels of all maps: where each is used, and one name for it everywhere at once.

use crate::across::{Named, Plan, Renaming, TakingBack, plan, taking_back};
use crate::body::{Body, Parted};
use crate::live::command::Why;
use crate::people::{Person, Somebody};
use crate::problem::Problem;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use wayline_doc::{Edit, Received};
use wayline_model::map::{ChannelSort, JourneyMap};

/// The longest name, in characters.
const MOST_NAME: usize = 200;
/// Most edits that are sent at a time.
const MOST_EDITS: usize = 2_000;
/// Most edits of a map that are taken back: three for every record that a map may have.
const MOST_TAKEN_BACK: usize = 60_000;
/// The largest request to take a renaming back: as much as the most edits of a map are, said both ways.
pub(crate) const MOST_TO_TAKE_BACK: usize = 32 << 20;

/// The libraries of all maps.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Shelves {
    /// In the order in which maps name them.
    channels: Vec<Entry>,
    /// In the order in which maps name them.
    touchpoints: Vec<Entry>,
}

/// A name, and where it is used.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "ShelfEntry")]
pub(crate) struct Entry {
    /// As it is written.
    name: String,
    /// What sort of channel it is, as the first map that knows says.
    #[serde(skip_serializing_if = "Option::is_none")]
    sort: Option<ChannelSort>,
    /// The maps that have it.
    maps: Vec<UsedIn>,
}

/// A map that has a name.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct UsedIn {
    /// What addresses call the map.
    map: String,
    /// Its name.
    name: String,
    /// Names of the steps that use it; empty where it only stands in the library.
    steps: Vec<String>,
}

/// Names that are to be another one.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ToRename {
    /// What sort of name it is.
    named: Named,
    /// As they are written now, letter by letter; several become one.
    from: Vec<String>,
    /// 1 to 200 characters.
    to: String,
    /// Only in these maps; in all without it.
    #[serde(default)]
    maps: Option<Vec<String>>,
    /// Only says what would change.
    #[serde(default)]
    only_tell: bool,
}

/// What came of a change in many maps.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Across {
    /// The maps that have one of the names, by file name.
    maps: Vec<MapChange>,
}

/// What became of one map.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct MapChange {
    /// What addresses call it.
    map: String,
    /// Its name.
    name: String,
    /// What became of it.
    state: MapState,
    /// Names that are replaced.
    names: Vec<String>,
    /// Names of the steps that use them.
    steps: Vec<String>,
    /// Two or more become one.
    merges: bool,
    /// The edits.
    edits: Vec<Edit>,
    /// Edits that take it back: for `POST /api/v1/library/rename/undo`.
    undo: Vec<Edit>,
    /// Why it was not changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

impl MapChange {
    /// A map that could not even be looked at.
    pub(super) fn refused(map: String, problem: &Problem) -> Self {
        Self {
            name: map.clone(),
            map,
            state: MapState::Refused,
            names: Vec::new(),
            steps: Vec::new(),
            merges: false,
            edits: Vec::new(),
            undo: Vec::new(),
            detail: Some(problem.detail().to_owned()),
        }
    }
}

/// What became of one map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MapState {
    /// It would be changed.
    Would,
    /// It was changed.
    Changed,
    /// It could not be changed, and is as it was.
    Refused,
}

/// A renaming that is to be taken back.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ToTakeBack {
    /// The maps on which it is to be taken back, as it said of each, each map once and with all of its edits.
    maps: Vec<MadeOnMap>,
}

/// What a renaming did to a map.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MadeOnMap {
    /// What addresses call it.
    map: String,
    /// The edits that were made.
    edits: Vec<Edit>,
    /// What takes each of them back, the last one first.
    undo: Vec<Edit>,
}

/// What was taken back.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct TakenBack {
    /// The maps in the order in which they were asked for.
    maps: Vec<BackOnMap>,
}

/// What was taken back of a map.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct BackOnMap {
    /// What addresses call it.
    map: String,
    /// Edits that were made to take it back; 0 where nothing was left of it, or all of it was changed since.
    back: usize,
    /// How many were changed otherwise since, and stay as they are.
    left: usize,
    /// Why nothing of it was taken back here. The other maps do not wait for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

/// Edits of one map.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edits {
    /// 1 to 2,000; all of them are made, or none.
    edits: Vec<Edit>,
    /// A person made them by hand without the map open, and no program: history then says `by_hand`.
    #[serde(default)]
    by_hand: bool,
}

/// Edits that were made.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct EditsMade {
    /// The update that they are.
    seq: u64,
}

/// Touchpoints and channels of all maps with where they are used.
#[utoipa::path(get, path = "/api/v1/library", responses((status = 200, body = ref("#/components/schemas/Shelves"))))]
pub(crate) async fn library(State(app): State<App>) -> Result<Json<Shelves>, Problem> {
    let mut shelves = Shelves { channels: Vec::new(), touchpoints: Vec::new() };
    for id in ids(&app).await? {
        // A map that cannot be read has no names; its line in the list of maps says why.
        let Ok(map) = as_it_is(&app, &id).await else { continue };
        for channel in &map.library.channels {
            let entry = put(&mut shelves.channels, &channel.channel, &id, &map.map, None);
            entry.sort = entry.sort.or(channel.sort);
        }
        for name in &map.library.touchpoints {
            put(&mut shelves.touchpoints, name, &id, &map.map, None);
        }
        for step in map.steps() {
            for name in &step.channels {
                put(&mut shelves.channels, name, &id, &map.map, Some(&step.step));
            }
            for name in &step.touchpoints {
                put(&mut shelves.touchpoints, name, &id, &map.map, Some(&step.step));
            }
        }
    }
    Ok(Json(shelves))
}

/// Says a name otherwise in all maps that have it, each by one change of its own. What could not be changed is told and stays
/// as it is; the others are changed all the same.
#[utoipa::path(
    post, path = "/api/v1/library/rename",
    request_body = ref("#/components/schemas/ToRename"),
    responses((status = 200, body = ref("#/components/schemas/Across")))
)]
pub(crate) async fn rename(
    State(app): State<App>,
    Somebody(person): Somebody,
    Body(asked): Body<ToRename>,
) -> Result<Json<Across>, Problem> {
    let to = asked.to.split_whitespace().collect::<Vec<_>>().join(" ");
    if !(1..=MOST_NAME).contains(&to.chars().count()) || asked.from.is_empty() {
        return Err(Problem::new("bad-request", "this cannot be renamed so")
            .help("`from` has at least one name, and `to` 1 to 200 characters"));
    }
    let renaming = Renaming { named: asked.named, from: asked.from, to };
    let by = (!asked.only_tell).then_some(person);
    Ok(Json(Across { maps: everywhere(&app, &renaming, asked.maps.as_deref(), by).await? }))
}

/// Takes a renaming back, on each map by one change of its own: what still is as the renaming made it. What others changed since
/// stays, and is counted.
#[utoipa::path(
    post, path = "/api/v1/library/rename/undo",
    request_body = ref("#/components/schemas/ToTakeBack"),
    responses((status = 200, body = ref("#/components/schemas/TakenBack")))
)]
pub(crate) async fn undo(
    State(app): State<App>,
    Somebody(person): Somebody,
    Body(ToTakeBack { maps: asked }): Body<ToTakeBack>,
) -> Result<Json<TakenBack>, Problem> {
    let as_answered = "send what `POST /api/v1/library/rename` answered of each map, each map once";
    let once: BTreeSet<&str> = asked.iter().map(|made| made.map.as_str()).collect();
    if asked.is_empty() || once.len() < asked.len() {
        let what = if asked.is_empty() { "there is no map" } else { "a map is given twice" };
        return Err(Problem::new("bad-request", what).help(as_answered));
    }
    let mut maps = Vec::new();
    for made in asked {
        let map = made.map.clone();
        maps.push(match take_back(&app, made, person.clone()).await {
            Ok(TakingBack { edits, left }) => {
                BackOnMap { map, back: edits.len(), left, detail: None }
            }
            Err(problem) => {
                let detail = Some(problem.detail().to_owned());
                BackOnMap { map, back: 0, left: 0, detail }
            }
        });
    }
    Ok(Json(TakenBack { maps }))
}

/// Whether this can be what a renaming answered of a map.
fn may_be_taken_back(made: &MadeOnMap) -> Result<(), Problem> {
    let (edits, undo) = (made.edits.len(), made.undo.len());
    if edits != undo {
        let what = format!("{edits} edits were made, and {undo} are said to take them back");
        return Err(Problem::new("bad-request", what));
    }
    if edits > MOST_TAKEN_BACK {
        let what = format!("{edits} edits are more than are taken back of a map");
        return Err(Problem::new("bad-request", what));
    }
    Ok(())
}

/// Takes back on one map what can be; found where it is made, so nobody edits in between.
async fn take_back(app: &App, made: MadeOnMap, person: Person) -> Result<TakingBack, Problem> {
    may_be_taken_back(&made)?;
    let room = app.room(&made.map).await?;
    let told = Arc::new(Mutex::new(TakingBack::default()));
    let (tell, by) = (Arc::clone(&told), person.id.clone());
    let changed = room.change(person, Why::Library, move |room| {
        let now = taking_back(room.records(), &made.edits, &made.undo);
        let edits = now.edits.clone();
        *tell.lock().unwrap_or_else(PoisonError::into_inner) = now;
        if edits.is_empty() {
            return Ok(Received::default());
        }
        let received = room.edit_for(&edits, &by)?;
        Ok(Received { why: vec!["undo".into()], ..received })
    });
    changed.await?;
    let taking = told.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok(taking)
}

/// Makes edits in a map, all or none: those of a program, or of a person without a copy of the map. They are held to what an
/// update of whoever sends them is held to.
#[utoipa::path(
    post, path = "/api/v1/maps/{id}/edits",
    params(("id" = String, Path, description = "File name of the map without its ending")),
    request_body = ref("#/components/schemas/Edits"),
    responses((status = 200, body = ref("#/components/schemas/EditsMade")))
)]
pub(crate) async fn edits(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Somebody(person): Somebody,
    Body(Edits { edits, by_hand }): Body<Edits>,
) -> Result<Json<EditsMade>, Problem> {
    if !(1..=MOST_EDITS).contains(&edits.len()) {
        return Err(Problem::new("bad-request", "there are no edits, or too many")
            .help("send 1 to 2,000 at a time"));
    }
    let room = app.room(&id).await?;
    let by = person.id.clone();
    let why = if by_hand { Why::ByHand } else { Why::Program };
    let changed = room.change(person, why, move |room| room.edit_for(&edits, &by)).await?;
    Ok(Json(EditsMade { seq: changed.seq }))
}

/// Renames in all maps, or only says what that would be where there is nobody to do it for.
pub(super) async fn everywhere(
    app: &App,
    renaming: &Renaming,
    only: Option<&[String]>,
    by: Option<Person>,
) -> Result<Vec<MapChange>, Problem> {
    let mut changes = Vec::new();
    for id in ids(app).await? {
        if only.is_some_and(|only| !only.contains(&id)) {
            continue;
        }
        let Ok(map) = as_it_is(app, &id).await else { continue };
        if !names(&map, renaming.named).any(|name| renaming.from.contains(name)) {
            continue;
        }
        let made = in_map(app, &id, renaming, by.clone()).await;
        let (plan, state, detail) = match made {
            Ok((plan, _)) if plan.edits.is_empty() => continue,
            Ok((plan, None)) => {
                let state = if by.is_some() { MapState::Changed } else { MapState::Would };
                (plan, state, None)
            }
            Ok((plan, Some(problem))) => (plan, MapState::Refused, Some(problem)),
            Err(problem) => (Plan::default(), MapState::Refused, Some(problem)),
        };
        changes.push(MapChange {
            map: id,
            name: map.map,
            state,
            names: plan.names,
            steps: plan.steps,
            merges: plan.merges,
            edits: plan.edits,
            undo: plan.undo,
            detail: detail.map(|problem| problem.detail().to_owned()),
        });
    }
    Ok(changes)
}

/// What is done in one map; with the problem where it could not be.
async fn in_map(
    app: &App,
    id: &str,
    renaming: &Renaming,
    by: Option<Person>,
) -> Result<(Plan, Option<Problem>), Problem> {
    let room = app.room(id).await?;
    let wanted = renaming.clone();
    let planned = room.look(move |seen| plan(seen.room.records(), &wanted)).await?;
    let Some(person) = by.filter(|_| !planned.edits.is_empty()) else { return Ok((planned, None)) };
    // Planned again where it is made: somebody may have edited in between.
    let told = Arc::new(Mutex::new(planned));
    let (tell, wanted) = (Arc::clone(&told), renaming.clone());
    let made = room.change(person, Why::Library, move |room| {
        let now = plan(room.records(), &wanted);
        let edits = now.edits.clone();
        *tell.lock().unwrap_or_else(PoisonError::into_inner) = now;
        room.edit(&edits)
    });
    let problem = made.await.err();
    let plan = told.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok((plan, problem))
}

async fn ids(app: &App) -> Result<Vec<String>, Problem> {
    let files = app.look(|app| Ok(app.project()?.1.maps()?)).await?;
    Ok(files.into_iter().map(|file| file.id).collect())
}

/// A map as it is edited now, or as its file says where nobody has it open.
async fn as_it_is(app: &App, id: &str) -> Result<JourneyMap, Problem> {
    if let Some(room) = app.rooms().already(id).await {
        return Ok(room.draw().await?.map.clone());
    }
    let id = id.to_owned();
    app.look(move |app| {
        let (_, project) = app.project()?;
        let file = crate::maps::find(&project, &id)?;
        Ok(crate::maps::read(&project, &file)?.0)
    })
    .await
}

/// The names of one sort that a map has.
fn names(map: &JourneyMap, named: Named) -> Box<dyn Iterator<Item = &String> + '_> {
    match named {
        Named::Channel => Box::new(
            map.library
                .channels
                .iter()
                .map(|known| &known.channel)
                .chain(map.steps().flat_map(|step| &step.channels)),
        ),
        Named::Touchpoint => Box::new(
            map.library.touchpoints.iter().chain(map.steps().flat_map(|step| &step.touchpoints)),
        ),
        Named::Persona => Box::new(map.actors.iter()),
    }
}

/// Notes that a map has a name, at a step or in its library.
fn put<'a>(
    entries: &'a mut Vec<Entry>,
    name: &str,
    map: &str,
    called: &str,
    step: Option<&str>,
) -> &'a mut Entry {
    let at = entries.iter().position(|entry| entry.name == name).unwrap_or(entries.len());
    if at == entries.len() {
        entries.push(Entry { name: name.to_owned(), sort: None, maps: Vec::new() });
    }
    let entry = &mut entries[at];
    let used = entry.maps.iter().position(|used| used.map == map).unwrap_or(entry.maps.len());
    if used == entry.maps.len() {
        entry.maps.push(UsedIn { map: map.into(), name: called.into(), steps: Vec::new() });
    }
    entry.maps[used].steps.extend(step.map(ToOwned::to_owned));
    entry
}
