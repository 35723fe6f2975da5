//! Any question of the data: what a figure on the map was made by can be asked again here.

use crate::body::{Asked, Body};
use crate::problem::Problem;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use wayline_model::answer::Answer;
use wayline_model::question::Question;

/// The question in an address.
#[derive(Deserialize)]
pub(crate) struct InAddress {
    question: String,
}

/// Answers a question.
#[utoipa::path(
    post, path = "/api/v1/ask",
    request_body = ref("#/components/schemas/Question"),
    responses((status = 200, body = ref("#/components/schemas/Answer")))
)]
pub(crate) async fn ask(
    State(app): State<App>,
    Body(question): Body<Question>,
) -> Result<Json<Answer>, Problem> {
    answer(&app, question).await
}

/// Answers a question that stands in the address, so that an answer can be linked to.
#[utoipa::path(
    get, path = "/api/v1/ask",
    params(("question" = String, Query, description = "The question as JSON")),
    responses((status = 200, body = ref("#/components/schemas/Answer")))
)]
pub(crate) async fn ask_by_address(
    State(app): State<App>,
    Asked(asked): Asked<InAddress>,
) -> Result<Json<Answer>, Problem> {
    let question = serde_json::from_str(&asked.question).map_err(|error| {
        Problem::new("bad-request", format!("the question cannot be understood: {error}"))
            .help("a question looks like {\"op\": \"counts\"}; docs/api.md has more")
    })?;
    answer(&app, question).await
}

async fn answer(app: &App, question: Question) -> Result<Json<Answer>, Problem> {
    let answer = app.compute(move |app| {
        let (_, project) = app.project()?;
        Ok(project.ask(&question)?)
    });
    answer.await.map(Json)
}
