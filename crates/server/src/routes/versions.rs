//! Versions of a live map: named, compared, brought back.

mod places;
mod which;

use crate::body::{Body, Parted};
use crate::live::command::{Handle, Why};
use crate::people::{Anybody, Person, Somebody, now, random};
use crate::problem::Problem;
use crate::routes::history::rfc3339;
use crate::state::App;
use crate::store::{Point, Version};
use crate::turns::turn;
use axum::Json;
use axum::extract::State;
use places::{Places, places};
use serde::{Deserialize, Serialize};
use wayline_doc::{Change, Record, Records, changes, kind};
use wayline_model::map::JourneyMap;
use which::Which;

/// The longest name of a version, in characters.
const MOST_NAME: usize = 200;

/// Named versions.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Versions {
    /// The newest first.
    versions: Vec<VersionLine>,
}

/// A version.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct VersionLine {
    /// Its number.
    version: u64,
    /// Its name.
    name: String,
    /// When it was named, RFC 3339 UTC.
    at: String,
    /// Who named it.
    by: Option<Person>,
    /// `by_hand` or `before_restore`.
    made: String,
    /// The last update in it.
    seq: u64,
}

/// A name for a state.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewVersion {
    /// 1 to 200 characters.
    name: String,
    /// The last update in it; without it the present state.
    seq: Option<u64>,
}

/// A map as it was.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Was {
    /// As a map.
    map: JourneyMap,
    /// As records by id, removed ones too.
    records: std::collections::BTreeMap<String, Record>,
}

/// What differs between two versions.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Compared {
    /// In the order of the map.
    changes: Vec<Change>,
    /// By id of the record, the key on the map of the earlier version: of each record that differs and of each stage and step; of
    /// what has none there, the key of what it lies in.
    a: Places,
    /// The same on the map of the later version.
    b: Places,
}

/// What a restore did.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Restored {
    /// The version that holds the map as it was before.
    before: u64,
    /// The update that restored.
    seq: u64,
}

/// The named versions of a map.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/versions",
    params(("id" = String, Path, description = "File name of the map without its ending")),
    responses((status = 200, body = ref("#/components/schemas/Versions")))
)]
pub(crate) async fn versions(
    State(app): State<App>,
    Parted(id): Parted<String>,
) -> Result<Json<Versions>, Problem> {
    app.room(&id).await?;
    let versions = app.store().versions(&id).await?;
    Ok(Json(Versions { versions: versions.into_iter().map(line).collect() }))
}

/// Names the present state or an earlier one.
#[utoipa::path(
    post, path = "/api/v1/maps/{id}/versions",
    params(("id" = String, Path, description = "File name of the map without its ending")),
    request_body = ref("#/components/schemas/NewVersion"),
    responses((status = 200, body = ref("#/components/schemas/VersionLine")))
)]
pub(crate) async fn name(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Somebody(person): Somebody,
    Body(new): Body<NewVersion>,
) -> Result<Json<VersionLine>, Problem> {
    let name = new.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > MOST_NAME {
        return Err(Problem::new("bad-request", "a version's name has 1 to 200 characters"));
    }
    let room = app.room(&id).await?;
    let state = new.seq.map_or(Which::Now, Which::After).state(&app, &room, &id).await?;
    name_state(&app, &id, person, name, "by_hand", state).await.map(|version| Json(line(version)))
}

/// The map as it was in a version.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/versions/{version}",
    params(
        ("id" = String, Path, description = "File name of the map without its ending"),
        ("version" = String, Path, description = "A version's number or name, `seq-N` for the state after an update, a day (`2026-03-01`: as it was at its end) or a time, or `now`"),
    ),
    responses((status = 200, body = ref("#/components/schemas/Was")))
)]
pub(crate) async fn version(
    State(app): State<App>,
    Parted((id, version)): Parted<(String, String)>,
    Anybody(person): Anybody,
) -> Result<Json<Was>, Problem> {
    let room = app.room(&id).await?;
    let records = at(&app, &room, &id, &version, person.as_ref()).await?;
    app.look(move |_| Ok(Json(Was { map: records.to_map().map, records: records.0 }))).await
}

/// What differs between two versions: what became of `a` until `b`.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/versions/{a}/compare/{b}",
    params(
        ("id" = String, Path, description = "File name of the map without its ending"),
        ("a" = String, Path, description = "The earlier version, as above"),
        ("b" = String, Path, description = "The later version, as above"),
    ),
    responses((status = 200, body = ref("#/components/schemas/Compared")))
)]
pub(crate) async fn compare(
    State(app): State<App>,
    Parted((id, a, b)): Parted<(String, String, String)>,
    Anybody(person): Anybody,
) -> Result<Json<Compared>, Problem> {
    let room = app.room(&id).await?;
    let from = at(&app, &room, &id, &a, person.as_ref()).await?;
    let to = at(&app, &room, &id, &b, person.as_ref()).await?;
    app.look(move |_| {
        let changes = changes(&from, &to);
        let (a, b) = places(&from, &to, &changes);
        Ok(Json(Compared { changes, a, b }))
    })
    .await
}

/// Brings a version back, as one more change. The present is named first; comments and votes stay as they are.
#[utoipa::path(
    post, path = "/api/v1/maps/{id}/versions/{version}/restore",
    params(
        ("id" = String, Path, description = "File name of the map without its ending"),
        ("version" = String, Path, description = "As above"),
    ),
    responses((status = 200, body = ref("#/components/schemas/Restored")))
)]
pub(crate) async fn restore(
    State(app): State<App>,
    Parted((id, version)): Parted<(String, String)>,
    Somebody(person): Somebody,
) -> Result<Json<Restored>, Problem> {
    let room = app.room(&id).await?;
    let wanted = at(&app, &room, &id, &version, Some(&person)).await?;
    let state = Which::Now.state(&app, &room, &id).await?;
    let named = format!("before restoring {version}");
    let before = name_state(&app, &id, person.clone(), named, "before_restore", state).await?;
    let changed = room.change(person, Why::Restore, move |room| {
        let wanted = with_talk_of(wanted, room.records());
        room.lead_to(&wanted)
    });
    Ok(Json(Restored { before: before.version, seq: changed.await?.seq }))
}

/// A state with the talk of another one: nobody's words are taken back.
fn with_talk_of(mut state: Records, other: &Records) -> Records {
    let is_talk = |record: &Record| kind::of(&record.kind).is_some_and(|kind| kind.talk);
    state.0.retain(|_, record| !is_talk(record));
    let talk = other.0.iter().filter(|(_, record)| is_talk(record));
    state.0.extend(talk.map(|(id, record)| (id.clone(), record.clone())));
    state
}

async fn name_state(
    app: &App,
    id: &str,
    person: Person,
    name: String,
    made: &str,
    (seq, point): (u64, Point),
) -> Result<Version, Problem> {
    let by = Some(person);
    let version = Version { version: 0, name, at: now(), by, made: made.into(), seq, point };
    let number = app.store().name_version(id, &version).await?;
    Ok(Version { version: number, ..version })
}

/// The records of a version. An earlier one is made of what is kept, not in the room: nobody who edits waits for it. It waits for
/// the turn of whoever asks.
pub(crate) async fn at(
    app: &App,
    room: &Handle,
    id: &str,
    version: &str,
    person: Option<&Person>,
) -> Result<Records, Problem> {
    let which = Which::of(version);
    let (_, point) = match which.clone() {
        // In one look: with an edit between two, it would be an earlier version already.
        Which::Now => return room.look(|seen| seen.room.records().clone()).await,
        earlier => earlier.state(app, room, id).await?,
    };
    let wanted = point.clone();
    let now =
        room.look(move |seen| (seen.room.point() == wanted).then(|| seen.room.records().clone()));
    if let Some(records) = now.await? {
        return Ok(records);
    }
    let turn = turn(app, person).await?;
    let stored = app.store().map(id).await?;
    let Some(stored) = stored else { return Err(which.unknown(app, id).await) };
    let map = id.to_owned();
    let made = app.compute(move |_| {
        let _turn = turn;
        Ok(stored.open(&map, random()?)?.at(&point)?)
    });
    made.await
}

fn line(version: Version) -> VersionLine {
    VersionLine {
        version: version.version,
        name: version.name,
        at: rfc3339(version.at),
        by: version.by,
        made: version.made,
        seq: version.seq,
    }
}
