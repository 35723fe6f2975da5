//! The web application and the API.
//!
//! Begin at [`serve`], or at [`app::router`] for the service without a socket. The floor below is
//! [`wayline_project::Project`]; **no analysis happens here, and nothing from data is ever executed on a page**.
//!
//! Read in this order: [`options`], [`serve`], [`app`] (the layers around every request), [`routes`] (one file a
//! resource), [`problem`] (every error), [`state`] (what requests share).

pub mod app;
pub mod openapi;
pub mod options;
pub mod problem;
pub mod routes;
pub mod serve;

mod assets;
mod body;
mod host;
mod maps;
mod metered;
mod state;
mod upkeep;

pub use app::router;
pub use openapi::openapi;
pub use options::Options;
pub use serve::{Error, serve};
