//! What is served: the project's name and settings that a page needs before its first map.

use crate::assets;
use crate::problem::Problem;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use serde::Serialize;

/// The project.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct ProjectInfo {
    /// What stands above its maps.
    name: String,
    /// Language its words were drafted in.
    locale: String,
    /// IANA zone in which days begin.
    time_zone: String,
    /// A figure on fewer journeys is drawn hollow.
    minimum_base: u64,
    /// Whether there are events to ask.
    events: bool,
    /// How many maps there are.
    maps: usize,
    /// Addresses of the fonts that pictures are drawn with.
    fonts: Vec<String>,
    /// Version of the program.
    version: &'static str,
}

/// The project.
#[utoipa::path(get, path = "/api/v1/project", responses((status = 200, body = ref("#/components/schemas/ProjectInfo"))))]
pub(crate) async fn project(State(app): State<App>) -> Result<Json<ProjectInfo>, Problem> {
    let info = app.look(|app| {
        let (_, project) = app.project()?;
        let settings = project.settings();
        Ok(ProjectInfo {
            name: settings.name.clone(),
            locale: settings.locale.clone(),
            time_zone: settings.time_zone.clone(),
            minimum_base: settings.minimum_base,
            events: project.has_events()?,
            maps: project.maps()?.len(),
            fonts: assets::fonts(),
            version: env!("CARGO_PKG_VERSION"),
        })
    });
    info.await.map(Json)
}
