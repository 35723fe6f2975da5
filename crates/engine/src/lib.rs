//! Columnar store of journeys and the operators over them. Knows no maps.

pub mod ask;
pub mod error;
pub mod filter;
pub mod idle;
pub mod journeys;
mod ops;
mod refusal;
mod run;
mod scope;
pub mod span;
pub mod stats;
pub mod table;
mod trace;
