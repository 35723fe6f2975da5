//! One file a resource. To add the next one, copy a neighbour and name it here.

use crate::openapi::name;
use crate::state::App;
use axum::extract::DefaultBodyLimit;
use schemars::generate::SchemaGenerator;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouterExt as _};
use utoipa_axum::routes;

mod ask;
mod begin;
mod check;
mod data;
mod document;
mod download;
mod evidence;
mod figures;
mod health;
pub(crate) mod history;
mod library;
mod live;
mod map;
mod maps;
mod metrics;
mod people;
pub(crate) mod personas;
mod project;
pub(crate) mod proposals;
pub(crate) mod removed;
mod scene;
mod verbatims;
pub(crate) mod versions;
mod weigh;

/// Every route with its description.
pub(crate) fn all() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(health::live))
        .routes(routes!(health::health))
        .routes(routes!(metrics::metrics))
        .routes(routes!(project::project))
        .routes(routes!(data::data))
        .routes(routes!(people::people, people::join))
        .routes(routes!(people::me, people::change_me))
        .routes(routes!(maps::maps, maps::make))
        .routes(routes!(maps::mentions))
        .routes(routes!(begin::templates))
        .routes(routes!(begin::draft))
        .routes(routes!(map::map))
        .routes(routes!(removed::remove))
        .routes(routes!(removed::removed))
        .routes(routes!(removed::bring_back))
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
        .routes(routes!(live::live))
        .routes(routes!(figures::figures))
        .routes(routes!(figures::compare))
        .routes(routes!(verbatims::verbatim))
        .routes(routes!(verbatims::search))
        .routes(routes!(library::library))
        .routes(routes!(library::rename))
        .routes(
            // What a renaming did to a map is never sent in parts.
            routes!(library::undo).layer(DefaultBodyLimit::max(library::MOST_TO_TAKE_BACK)),
        )
        .routes(routes!(library::edits))
        .routes(routes!(history::history))
        .routes(routes!(versions::versions, versions::name))
        .routes(routes!(versions::version))
        .routes(routes!(versions::compare))
        .routes(routes!(versions::restore))
        .routes(routes!(proposals::proposals, proposals::propose))
        .routes(routes!(proposals::decide))
        .routes(routes!(weigh::weigh))
        .routes(routes!(document::document, document::push))
        .routes(routes!(personas::personas))
        .routes(routes!(personas::persona, personas::write))
}

/// Names every shape that a route answers with or takes.
pub(crate) fn describe(generator: &mut SchemaGenerator) {
    name::<health::Health>(generator);
    name::<project::ProjectInfo>(generator);
    name::<data::DataReport>(generator);
    name::<maps::MapList>(generator);
    name::<maps::Mentions>(generator);
    name::<maps::NewMap>(generator);
    name::<maps::Made>(generator);
    name::<removed::RemovedMaps>(generator);
    name::<begin::Templates>(generator);
    name::<begin::Wish>(generator);
    name::<people::People>(generator);
    name::<crate::people::Called>(generator);
    name::<figures::Figures<'static>>(generator);
    name::<figures::FiguresBeside>(generator);
    name::<wayline_project::Verbatim>(generator);
    name::<wayline_project::FoundVerbatims>(generator);
    name::<library::Shelves>(generator);
    name::<library::ToRename>(generator);
    name::<library::ToTakeBack>(generator);
    name::<library::TakenBack>(generator);
    name::<library::Across>(generator);
    name::<library::Edits>(generator);
    name::<library::EditsMade>(generator);
    name::<history::History>(generator);
    name::<versions::Versions>(generator);
    name::<versions::VersionLine>(generator);
    name::<versions::NewVersion>(generator);
    name::<versions::Was>(generator);
    name::<versions::Compared>(generator);
    name::<versions::Restored>(generator);
    name::<proposals::Proposals>(generator);
    name::<proposals::ProposalLine>(generator);
    name::<proposals::NewProposal>(generator);
    name::<proposals::Decisions>(generator);
    name::<proposals::Decided>(generator);
    name::<weigh::ToWeigh>(generator);
    name::<wayline_project::Weighed>(generator);
    name::<personas::Personas>(generator);
    name::<personas::SizedPersona>(generator);
    name::<wayline_model::persona::Persona>(generator);
    name::<check::Findings>(generator);
    name::<wayline_model::resolved::ResolvedMap>(generator);
    name::<wayline_model::resolved::EvidenceDetail>(generator);
    name::<wayline_model::diagnostic::Diagnostic>(generator);
    name::<wayline_model::question::Question>(generator);
    name::<wayline_model::answer::Answer>(generator);
    name::<wayline_render::Scene>(generator);
}
