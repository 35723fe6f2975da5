//! The figures of a live map, and which record each of its keys is: of all its journeys or of a persona's, of the map as it is or
//! of a version, of all events or of those until a day; and two of them beside each other.

use crate::body::{Asked, Parted};
use crate::parts::rule;
use crate::people::{Anybody, Person};
use crate::problem::{Problem, mistake};
use crate::routes::map::known;
use crate::routes::{personas, versions};
use crate::state::App;
use crate::turns::turn;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use wayline_model::diagnostic::Diagnostic;
use wayline_model::map::JourneyMap;
use wayline_model::resolved::ResolvedMap;
use wayline_project::{Beside, Over, Part, Project};

/// What the figures are of.
#[derive(Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Of {
    /// Only the journeys of this persona, by its rule: the file name of the persona without its ending.
    persona: Option<String>,
    /// The map as it was in a version: its number or name, `seq-N`, a day or a time; without it as it is now.
    version: Option<String>,
    /// Only events before this time: a date, or a time with its offset.
    until: Option<String>,
}

/// What two sides of a comparison are of; a side of which nothing is said is the map as it is now over all its journeys.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfBoth {
    /// Persona of the first side.
    a_persona: Option<String>,
    /// Version of the first side.
    a_version: Option<String>,
    /// Time of the first side.
    a_until: Option<String>,
    /// Persona of the second side.
    b_persona: Option<String>,
    /// Version of the second side.
    b_version: Option<String>,
    /// Time of the second side.
    b_until: Option<String>,
}

/// A live map with its evidence.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Figures<'a> {
    /// The map as it is edited now, or as it was in the version.
    map: Cow<'a, ResolvedMap>,
    /// The record of each key: `s0.1` → the id of the step.
    ids: Cow<'a, BTreeMap<String, String>>,
    /// The persona whose journeys they are of; absent for all journeys.
    #[serde(skip_serializing_if = "Option::is_none")]
    persona: Option<OfPersona>,
}

/// A persona that figures are of.
#[derive(Clone, Serialize, schemars::JsonSchema)]
pub(crate) struct OfPersona {
    /// File name without its ending.
    id: String,
    /// What maps call it.
    persona: String,
    /// Which journeys are theirs.
    rule: String,
    /// How many of the map's journeys those are.
    size: Part,
}

/// Two sides, and what differs between them.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct FiguresBeside {
    /// The first side.
    a: Figures<'static>,
    /// The second side.
    b: Figures<'static>,
    /// Both sides rest on the same journeys and the same time: only what the maps say of them differs.
    same_journeys: bool,
    /// Steps are the same where they are the same record.
    #[serde(flatten)]
    beside: Beside,
}

/// The figures of the map as it is edited now, or as asked for. Their `ETag` changes with them.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/figures",
    params(("id" = String, Path, description = "File name of the map without its ending"), Of),
    responses(
        (status = 200, body = ref("#/components/schemas/Figures")),
        (status = 304, description = "As `If-None-Match` knows it"),
    )
)]
pub(crate) async fn figures(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Asked(of): Asked<Of>,
    Anybody(person): Anybody,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let json = if of.is_now() {
        let everybody = app.shown_live(&id).await?;
        let (shown, persona) = match of.persona {
            None => (everybody, None),
            Some(name) => {
                let (called, part) = app.part_of(&id, everybody, &name).await?;
                let (rule, size) = (part.rule.clone(), part.size.clone());
                let persona = OfPersona { id: name, persona: called, rule, size };
                (Arc::clone(&part.shown), Some(persona))
            }
        };
        app.look(move |_| {
            let (map, ids) = (Cow::Borrowed(&shown.resolved), Cow::Borrowed(&shown.ids));
            json(&Figures { map, ids, persona })
        })
        .await?
    } else {
        let drawn = draw(&app, &id, of.version.as_deref(), person.as_ref()).await?;
        let turn = turn(&app, person.as_ref()).await?;
        let work = app.compute(move |app| {
            let _turn = turn;
            json(&side(&app.project()?.1, drawn, &of)?)
        });
        work.await?
    };
    let etag = format!("W/\"{}\"", &blake3::hash(&json).to_hex()[..32]);
    let tag = [(header::ETAG, etag.clone()), (header::CACHE_CONTROL, "no-cache".into())];
    if known(&headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, tag).into_response());
    }
    Ok((tag, [(header::CONTENT_TYPE, "application/json")], json).into_response())
}

/// Two sides of the map beside each other: two personas, two times, two versions, or any of them mixed.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/figures/compare",
    params(("id" = String, Path, description = "File name of the map without its ending"), OfBoth),
    responses((status = 200, body = ref("#/components/schemas/FiguresBeside")))
)]
pub(crate) async fn compare(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Asked(of): Asked<OfBoth>,
    Anybody(person): Anybody,
) -> Result<Response, Problem> {
    let one = Of { persona: of.a_persona, version: of.a_version, until: of.a_until };
    let other = Of { persona: of.b_persona, version: of.b_version, until: of.b_until };
    let person = person.as_ref();
    let drawn = draw(&app, &id, one.version.as_deref(), person).await?;
    let drawn_other = draw(&app, &id, other.version.as_deref(), person).await?;
    let turn = turn(&app, person).await?;
    let json = app.compute(move |app| {
        let _turn = turn;
        let (_, project) = app.project()?;
        let about = |drawn: &Drawn| (drawn.map.filter.clone(), drawn.map.unit);
        let same_journeys = (&one.persona, &one.until) == (&other.persona, &other.until)
            && about(&drawn) == about(&drawn_other);
        let (a, b) = (side(&project, drawn, &one)?, side(&project, drawn_other, &other)?);
        let beside = project.compare((&a.map, &b.map), &pairs(&a, &b), same_journeys);
        json(&FiguresBeside { a, b, same_journeys, beside })
    });
    let head = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    Ok((head, json.await?).into_response())
}

impl Of {
    /// Whether it is the map and the data as they are now.
    fn is_now(&self) -> bool {
        self.version.as_deref().is_none_or(|version| version == "now") && self.until.is_none()
    }
}

/// A map as drawn, with the record of each key.
struct Drawn {
    map: JourneyMap,
    ids: BTreeMap<String, String>,
    findings: Vec<Diagnostic>,
}

async fn draw(
    app: &App,
    id: &str,
    version: Option<&str>,
    person: Option<&Person>,
) -> Result<Drawn, Problem> {
    let room = app.room(id).await?;
    match version.filter(|version| *version != "now") {
        None => {
            let drawn = room.draw().await?;
            let findings = drawn.findings();
            Ok(Drawn { map: drawn.map.clone(), ids: drawn.ids.clone(), findings })
        }
        Some(version) => {
            let written = versions::at(app, &room, id, version, person).await?.to_map();
            Ok(Drawn { map: written.map, ids: written.keys, findings: written.findings })
        }
    }
}

/// Figures of one side. Blocks.
fn side(project: &Project, drawn: Drawn, of: &Of) -> Result<Figures<'static>, Problem> {
    let persona = of.persona.as_deref();
    let persona = persona.map(|name| of_persona(project, &drawn.map, name)).transpose()?;
    let filter = persona.as_ref().map(|persona| persona.rule.clone());
    let over = Over { filter, until: of.until.clone() };
    let mut map = project.show_over(&drawn.map, &over)?;
    map.diagnostics.splice(0..0, drawn.findings);
    Ok(Figures { map: Cow::Owned(map), ids: Cow::Owned(drawn.ids), persona })
}

fn of_persona(project: &Project, map: &JourneyMap, name: &str) -> Result<OfPersona, Problem> {
    let persona = personas::known(project, name)?.persona;
    let rule = rule(&persona)?;
    let size = project.part(map, &rule)?;
    Ok(OfPersona { id: name.to_owned(), persona: persona.persona, rule, size })
}

/// Keys of the steps that are the same record: those of the first side in its order, and what only the second has after what it
/// follows there.
fn pairs(a: &Figures<'_>, b: &Figures<'_>) -> Vec<(Option<String>, Option<String>)> {
    let keys = |side: &Figures<'_>| -> Vec<(String, Option<String>)> {
        let steps = side.map.stages.iter().flat_map(|stage| &stage.steps);
        steps.map(|step| (step.key.clone(), side.ids.get(&step.key).cloned())).collect()
    };
    let (a, b) = (keys(a), keys(b));
    let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    let mut pairs: Vec<(Option<String>, Option<String>)> = Vec::new();
    for (key, record) in &a {
        let other = b.iter().find(|(_, other)| same(record, other)).map(|(key, _)| key.clone());
        pairs.push((Some(key.clone()), other));
    }
    let mut after = 0;
    for (key, _) in &b {
        if let Some(at) = pairs.iter().position(|(_, other)| other.as_ref() == Some(key)) {
            after = at + 1;
        } else {
            pairs.insert(after, (None, Some(key.clone())));
            after += 1;
        }
    }
    pairs
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Problem> {
    serde_json::to_vec(value).map_err(|error| mistake(&error.to_string()))
}
