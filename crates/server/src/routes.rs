//! One file a resource. To add the next one, copy a neighbour and name it here.

use crate::openapi::name;
use crate::state::App;
use schemars::generate::SchemaGenerator;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

mod ask;
mod check;
mod data;
mod download;
mod evidence;
mod health;
mod map;
mod maps;
mod metrics;
mod project;
mod scene;

/// Every route with its description.
pub(crate) fn all() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(health::live))
        .routes(routes!(health::health))
        .routes(routes!(metrics::metrics))
        .routes(routes!(project::project))
        .routes(routes!(data::data))
        .routes(routes!(maps::maps))
        .routes(routes!(map::map))
        .routes(routes!(scene::scene))
        .routes(routes!(evidence::evidence))
        .routes(routes!(evidence::figures))
        .routes(routes!(check::check))
        .routes(routes!(download::svg))
        .routes(routes!(download::png))
        .routes(routes!(download::pdf))
        .routes(routes!(download::html))
        .routes(routes!(download::yaml))
        .routes(routes!(ask::ask, ask::ask_by_address))
}

/// Names every shape that a route answers with or takes.
pub(crate) fn describe(generator: &mut SchemaGenerator) {
    name::<health::Health>(generator);
    name::<project::ProjectInfo>(generator);
    name::<data::DataReport>(generator);
    name::<maps::MapList>(generator);
    name::<check::Findings>(generator);
    name::<wayline_model::resolved::ResolvedMap>(generator);
    name::<wayline_model::resolved::EvidenceDetail>(generator);
    name::<wayline_model::diagnostic::Diagnostic>(generator);
    name::<wayline_model::question::Question>(generator);
    name::<wayline_model::answer::Answer>(generator);
    name::<wayline_render::Scene>(generator);
}
