//! Maps to begin from: templates, and a first map discovered from the data.

use crate::body::{Asked, Body};
use crate::people::Somebody;
use crate::problem::Problem;
use crate::routes::maps::{Made, add};
use crate::state::App;
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use wayline_model::map::JourneyMap;
use wayline_project::{DraftOptions, templates as known};

/// A map to begin from.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Template {
    /// What `wayline init --template` calls it.
    id: &'static str,
    /// Its name.
    name: String,
    /// For whom it is, in a sentence.
    about: &'static str,
    /// The map; everything on it is an assumption.
    map: JourneyMap,
}

/// All templates.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Templates {
    /// The largest first.
    templates: Vec<Template>,
}

/// In which language templates are wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct In {
    /// `en`, `pl`, `ru` or `zh`, also as part of a locale (`pl-PL`); English for any other.
    #[serde(default)]
    language: String,
}

/// Maps to begin from.
#[utoipa::path(
    get, path = "/api/v1/templates", params(In),
    responses((status = 200, body = ref("#/components/schemas/Templates")))
)]
pub(crate) async fn templates(Asked(wanted): Asked<In>) -> Json<Templates> {
    let language = known::language_of(&wanted.language).unwrap_or_default();
    let templates = known::ALL.iter().map(|template| {
        let map = template.map(language);
        let about = template.about(language);
        Template { id: template.id, name: map.map.clone(), about, map }
    });
    Json(Templates { templates: templates.collect() })
}

/// What is to be drafted.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wish {
    /// Name of the map; the project's if absent.
    #[serde(default)]
    name: Option<String>,
    /// Which journeys it is about: a filter.
    #[serde(default, rename = "where")]
    filter: Option<String>,
}

/// Discovers a first map from the data, and adds it to the project.
#[utoipa::path(
    post, path = "/api/v1/draft",
    request_body = ref("#/components/schemas/Wish"),
    responses((status = 200, body = ref("#/components/schemas/Made")))
)]
pub(crate) async fn draft(
    State(app): State<App>,
    Somebody(_): Somebody,
    Body(wish): Body<Wish>,
) -> Result<Json<Made>, Problem> {
    let id = app.compute(move |app| {
        let (_, project) = app.project()?;
        let options = DraftOptions { name: wish.name, filter: wish.filter };
        add(app, None, &project.draft(&options)?.map)
    });
    let id = id.await?;
    app.room(&id).await?;
    Ok(Json(Made { id }))
}
