//! The use cases: import, ask, bind, grade, draft, show, check.
//!
//! Begin at [`Project`]: a folder with `wayline.toml`, `data/`, `maps/`. Knows no HTTP and no terminal.
//!
//! Read in this order: [`project`] (the facade), [`settings`], [`world`] (the one door to files and clock); inside, `data` (what
//! was imported, as journeys with their feedback), `discover` and `pain` (a first map), `bound` and `resolve` (a map with
//! its evidence), `grade`, `evidence` (what a click opens), `weigh` (a claim before it is written), `over` (a map over a part of the
//! data), `compare` (two maps beside each other), `verbatims`, `personas`.

pub mod copies;
pub mod error;
pub mod project;
pub mod settings;
pub mod templates;
pub mod world;

mod attach;
mod bound;
mod command;
mod compare;
mod data;
mod discover;
mod draft;
mod evidence;
mod flow;
mod grade;
mod label;
#[cfg(test)]
mod made;
mod over;
mod pain;
mod personas;
mod ratings;
mod resolve;
mod verbatims;
mod weigh;

pub use command::{command, show_command};
pub use compare::{Beside, ComparedFigure, Difference, StepBeside};
pub use error::{Error, Result};
pub use over::{Over, Part, narrowed};
pub use personas::{PersonaFile, Persons};
pub use project::{Draft, DraftOptions, MapFile, Project};
pub use settings::Settings;
pub use verbatims::{FoundVerbatims, Verbatim};
/// What imports take and give, and what journeys are made of; re-exported so that programs need no second crate.
pub use wayline_engine as engine;
pub use weigh::Weighed;
