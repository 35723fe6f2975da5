//! Layout of the map to a [`Scene`], and the Scene to formats.
//!
//! The way of a picture: a [`ResolvedMap`](wayline_model::resolved::ResolvedMap) goes into [`layout`], which
//! measures text ([`typeset`]), lays out columns ([`grid`]) and asks each lane of the registry ([`lane`]) for
//! its items; an exporter ([`export`]) writes the finished Scene down. **Nothing is measured here and no figure
//! is made up: what is unknown in the map is drawn as unknown.** No clock, no environment: fonts come in as bytes.

pub mod answer;
pub mod escape;
pub mod export;
pub mod format;
pub mod growth;
pub mod scene;
pub mod style;

mod card;
mod chart;
mod font;
mod foot;
mod glyphs;
mod grid;
mod header;
mod health;
mod lane;
mod layout;
mod palette;
mod shape;
mod typeset;
mod words;

pub use font::INTER;
pub use lane::{UnknownLane, lane_list, lanes_named};
pub use layout::{layout, layout_for_paper, layout_to_draw, layout_with};
pub use scene::Scene;
pub use style::{Parts, Style, Theme};
pub use typeset::clean;
pub use words::{Language, UnknownLanguage};
