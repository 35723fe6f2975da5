//! What a claim would be worth, before anybody writes it on the map.

use crate::body::{Body, Parted};
use crate::live::drawn::Drawn;
use crate::parts::rule;
use crate::problem::Problem;
use crate::routes::personas::known;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::Value;
use wayline_model::claim::Claim;
use wayline_project::{Weighed, narrowed};

/// A claim, and where it would hang.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ToWeigh {
    /// Id of the step's record.
    step: Option<String>,
    /// As in the text form, or as in the live document with `@ID` as its step.
    #[schemars(with = "Claim")]
    claim: Value,
    /// Id of the card whose claim it would take the place of.
    #[serde(default)]
    card: Option<String>,
    /// Only on the journeys of this persona, by its rule: the file name of the persona without its ending.
    #[serde(default)]
    persona: Option<String>,
}

/// Grades a claim on the data without writing it.
#[utoipa::path(
    post, path = "/api/v1/maps/{id}/weigh",
    params(("id" = String, Path, description = "File name of the map without its ending")),
    request_body = ref("#/components/schemas/ToWeigh"),
    responses((status = 200, body = ref("#/components/schemas/Weighed")))
)]
pub(crate) async fn weigh(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Body(asked): Body<ToWeigh>,
) -> Result<Json<Weighed>, Problem> {
    let drawn = app.room(&id).await?.draw().await?;
    let step = asked.step.as_deref().map(|record| step(&drawn, record)).transpose()?;
    let claim = claim(&drawn, asked.claim)?;
    let key = |card: &String| drawn.ids.iter().find(|(_, id)| *id == card).map(|(key, _)| key);
    let card = asked.card.as_ref().and_then(key).cloned();
    let weighed = app.compute(move |app| {
        let (_, project) = app.project()?;
        let persona = asked.persona.as_deref().map(|name| known(&project, name)).transpose()?;
        let filter = persona.map(|file| rule(&file.persona)).transpose()?;
        let map = narrowed(&drawn.map, filter.as_deref());
        Ok(project.weigh(&map, step, &claim, card.as_deref())?)
    });
    weighed.await.map(Json)
}

/// The place of a step among all steps of the map.
pub(super) fn step(drawn: &Drawn, record: &str) -> Result<usize, Problem> {
    let keys = drawn.ids.iter().filter(|(_, id)| *id == record).map(|(key, _)| key.as_str());
    let mut places = keys.filter_map(|key| {
        let (stage, step) = key.strip_prefix('s')?.split_once('.')?;
        let (stage, step): (usize, usize) = (stage.parse().ok()?, step.parse().ok()?);
        let before = drawn.map.stages.iter().take(stage).map(|stage| stage.steps.len());
        Some(before.sum::<usize>() + step)
    });
    places.next().ok_or_else(|| {
        let shown: String = record.chars().take(64).collect();
        Problem::new("unknown-key", format!("the map has no step `{shown}`"))
            .help("`step` is the id of a step's record")
    })
}

/// A claim whose step is named as on the map.
fn claim(drawn: &Drawn, mut claim: Value) -> Result<Claim, Problem> {
    if let Some(Value::String(name)) = claim.get_mut("step")
        && let Some(record) = name.strip_prefix('@').filter(|rest| !rest.starts_with('@'))
    {
        let place = step(drawn, record.trim_end_matches('#'))?;
        *name = drawn.map.steps().nth(place).map(|step| step.step.clone()).unwrap_or_default();
    }
    serde_json::from_value(claim).map_err(|error| {
        Problem::new("bad-request", format!("the claim cannot be understood: {error}"))
            .help("a claim is a question with `is`: {\"op\": \"counts\", \"is\": \"rate > 0.2\"}")
    })
}
