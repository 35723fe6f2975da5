//! What customers said, in their words: by its id, and searched among what was said at a step.

use crate::body::{Asked, Parted};
use crate::problem::Problem;
use crate::routes::weigh::step;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use wayline_project::{FoundVerbatims, Verbatim};

/// Most verbatims in one answer.
const MOST: usize = 50;

/// What is looked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Search {
    /// Id of the step's record; without it the whole map.
    step: Option<String>,
    /// Words that all must occur; without them the most telling.
    #[serde(default)]
    words: String,
}

/// What was said, by its id. One that is not there has no words and says why.
#[utoipa::path(
    get, path = "/api/v1/verbatims/{id}",
    params(("id" = String, Path, description = "Its id, as maps name it")),
    responses((status = 200, body = ref("#/components/schemas/Verbatim")))
)]
pub(crate) async fn verbatim(
    State(app): State<App>,
    Parted(id): Parted<String>,
) -> Result<Json<Verbatim>, Problem> {
    let said = app.compute(move |app| Ok(app.project()?.1.verbatim(&id)?));
    said.await.map(Json)
}

/// At most 50 of what was said at a step of the live map, or anywhere on it.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/verbatims",
    params(("id" = String, Path, description = "File name of the map without its ending"), Search),
    responses((status = 200, body = ref("#/components/schemas/FoundVerbatims")))
)]
pub(crate) async fn search(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Asked(search): Asked<Search>,
) -> Result<Json<FoundVerbatims>, Problem> {
    let drawn = app.room(&id).await?.draw().await?;
    let place = search.step.as_deref().map(|record| step(&drawn, record)).transpose()?;
    let found = app.compute(move |app| {
        let (_, project) = app.project()?;
        Ok(project.verbatims(&drawn.map, place, &search.words, MOST)?)
    });
    found.await.map(Json)
}
