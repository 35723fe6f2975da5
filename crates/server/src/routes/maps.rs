//! The maps of the project, by file name.

use crate::problem::Problem;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use wayline_model::map::Kind;

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
    /// Why the file cannot be understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

/// The maps of the project.
#[utoipa::path(get, path = "/api/v1/maps", responses((status = 200, body = ref("#/components/schemas/MapList"))))]
pub(crate) async fn maps(State(app): State<App>) -> Result<Json<MapList>, Problem> {
    let maps = app.look(|app| {
        let (_, project) = app.project()?;
        let files = project.maps()?;
        app.maps().keep_only(&files);
        let lines = files.into_iter().map(|file| {
            let read = crate::maps::read(&project, &file);
            line(file.id, read.map(|(map, _)| map))
        });
        Ok(lines.collect())
    });
    Ok(Json(MapList { maps: maps.await? }))
}

/// All maps.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct MapList {
    /// By file name.
    maps: Vec<MapLine>,
}

fn line(id: String, map: Result<wayline_model::map::JourneyMap, Problem>) -> MapLine {
    match map {
        Ok(map) => MapLine {
            id,
            stages: map.stages.len(),
            steps: map.steps().count(),
            kind: Some(map.kind),
            name: map.map,
            problem: None,
        },
        Err(problem) => MapLine {
            name: id.clone(),
            id,
            kind: None,
            stages: 0,
            steps: 0,
            problem: Some(problem.detail().to_owned()),
        },
    }
}
