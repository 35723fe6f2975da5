//! The use cases: import, ask, bind, grade, draft, show, check.
//!
//! Begin at [`Project`]: a folder with `wayline.toml`, `data/`, `maps/`. Knows no HTTP and no terminal.
//!
//! Read in this order: [`project`] (the facade), [`settings`], [`world`] (the one door to files and clock).

pub mod error;
pub mod project;
pub mod settings;
pub mod world;

pub use error::{Error, Result};
pub use project::{Draft, DraftOptions, MapFile, Project};
pub use settings::Settings;
