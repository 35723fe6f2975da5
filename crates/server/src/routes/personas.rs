//! Personas: who walks the journeys, with how many of them there are.

use crate::across::{Named, Renaming};
use crate::body::{Body, Parted};
use crate::people::Somebody;
use crate::problem::Problem;
use crate::routes::library::{MapChange, everywhere};
use crate::state::App;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::sync::{Mutex, PoisonError};
use wayline_model::diagnostic::nearest;
use wayline_model::persona::Persona;
use wayline_project::{PersonaFile, Persons, Project};

/// One is written at a time, so that nobody writes over what another wrote in between.
static WRITING: Mutex<()> = Mutex::new(());

/// A persona with its size.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct SizedPersona {
    /// As its file says.
    persona: Persona,
    /// How many journeys its rule keeps.
    size: Persons,
    /// Maps that name it otherwise now, after it was written under another name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    maps: Vec<MapChange>,
}

/// The personas of the project.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Personas {
    /// Their files' names without the ending.
    personas: Vec<String>,
}

/// The names of all personas.
#[utoipa::path(get, path = "/api/v1/personas", responses((status = 200, body = ref("#/components/schemas/Personas"))))]
pub(crate) async fn personas(State(app): State<App>) -> Result<Json<Personas>, Problem> {
    let names = app.look(|app| Ok(app.project()?.1.personas()?));
    Ok(Json(Personas { personas: names.await? }))
}

/// A persona with its size. Its `ETag` changes with its file.
#[utoipa::path(
    get, path = "/api/v1/personas/{name}",
    params(("name" = String, Path, description = "File name of the persona without its ending")),
    responses((status = 200, body = ref("#/components/schemas/SizedPersona")))
)]
pub(crate) async fn persona(
    State(app): State<App>,
    Parted(name): Parted<String>,
) -> Result<Response, Problem> {
    let answer = app.compute(move |app| {
        let (_, project) = app.project()?;
        let file = known(&project, &name)?;
        let size = project.persons(&file.persona);
        Ok(answered(file, size, Vec::new()))
    });
    answer.await
}

/// The persona of a name.
pub(crate) fn known(project: &Project, name: &str) -> Result<PersonaFile, Problem> {
    if let Some(file) = project.persona(name)? {
        return Ok(file);
    }
    let shown: String = name.chars().take(100).collect();
    let names = project.personas()?;
    let near = nearest(&shown, names.iter().map(String::as_str));
    let help = near.map(|near| format!("did you mean `{near}`?"));
    Err(Problem::new("unknown-persona", format!("there is no persona `{shown}`"))
        .help(help.unwrap_or_else(|| "`PUT` makes a new one".into())))
}

/// Writes a persona. `If-Match` with the `ETag` of what was read guards against writing over what somebody else wrote; a
/// persona that is there is not written over without it. Maps that name it follow when it is called otherwise.
#[utoipa::path(
    put, path = "/api/v1/personas/{name}",
    params(
        ("name" = String, Path, description = "File name of the persona without its ending"),
        ("If-Match" = Option<String>, Header, description = "The `ETag` of the persona as it was read"),
    ),
    request_body = ref("#/components/schemas/Persona"),
    responses((status = 200, body = ref("#/components/schemas/SizedPersona")))
)]
pub(crate) async fn write(
    State(app): State<App>,
    Parted(name): Parted<String>,
    Somebody(person): Somebody,
    headers: HeaderMap,
    Body(persona): Body<Persona>,
) -> Result<Response, Problem> {
    let expected = headers.get(header::IF_MATCH).and_then(|tag| tag.to_str().ok());
    let expected = expected.map(|tag| tag.trim().to_owned());
    let called = persona.persona.clone();
    let written = app.look(move |app| {
        let (_, project) = app.project()?;
        let _one = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        let there = project.persona(&name)?;
        let tag = there.as_ref().map(etag);
        let meant = expected.as_deref() == Some("*") && there.is_some();
        if tag != expected && !meant {
            let what = "the persona was changed since it was read";
            return Err(Problem::new("changed-meanwhile", what)
                .help("read it again, and send its `ETag` as `If-Match`"));
        }
        let before = there.map(|file| file.persona.persona);
        let before = before.filter(|before| *before != persona.persona);
        // Where the maps that are to follow cannot even be listed, nothing is written.
        let before = match before {
            Some(before) => Some((before, project.maps()?)),
            None => None,
        };
        project.write_persona(&name, &persona)?;
        let file = project.persona(&name)?;
        Ok((file.ok_or_else(|| Problem::new("io", "the persona has gone again"))?, before))
    });
    let (file, before) = written.await?;
    // It is written: what fails from here on is told with it. Who sent it again would be told that somebody else had.
    let maps = match before {
        Some((before, maps)) => {
            let renaming = Renaming { named: Named::Persona, from: vec![before], to: called };
            let refused = |problem: Problem| {
                maps.into_iter().map(|map| MapChange::refused(map.id, &problem)).collect()
            };
            everywhere(&app, &renaming, None, Some(person)).await.unwrap_or_else(refused)
        }
        None => Vec::new(),
    };
    let whose = file.persona.clone();
    let size = app.compute(move |app| Ok(app.project()?.1.persons(&whose))).await;
    let size = size.unwrap_or_else(|problem| Persons {
        journeys: None,
        of: None,
        share: None,
        why: Some(problem.detail().to_owned()),
    });
    Ok(answered(file, size, maps))
}

fn answered(file: PersonaFile, size: Persons, maps: Vec<MapChange>) -> Response {
    let headers = [(header::ETAG, etag(&file)), (header::CACHE_CONTROL, "no-cache".to_owned())];
    (headers, Json(SizedPersona { persona: file.persona, size, maps })).into_response()
}

/// A strong tag: of the text of the file.
fn etag(file: &PersonaFile) -> String {
    format!("\"{}\"", &blake3::hash(file.text.as_bytes()).to_hex()[..32])
}
