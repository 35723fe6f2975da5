//! The web application and the API.
//!
//! Begin at [`serve`], or at [`Service`] for everything but the socket. The floor below is
//! [`wayline_project::Project`]; **no analysis happens here, and nothing from data is ever executed on a page**.
//!
//! Read in this order: [`options`], [`serve`], [`app`] (the layers around every request), [`routes`] (one file a
//! resource), [`problem`] (every error), [`state`] (what requests share), [`live`] (maps that people edit at once), [`store`] (what is
//! kept of them).

pub mod app;
pub mod openapi;
pub mod options;
mod parts;
pub mod people;
pub mod problem;
pub mod routes;
pub mod serve;
pub mod store;

mod across;
mod assets;
mod body;
mod glances;
mod host;
mod live;
mod maps;
mod metered;
mod origin;
mod state;
mod then;
mod turns;
mod upkeep;

pub use app::Service;
pub use openapi::openapi;
pub use options::Options;
pub use serve::{Error, serve};
