//! Columnar store of journeys and the operators over them. Knows no maps.

pub mod ask;
mod bits;
mod block;
mod calendar;
mod catalog;
mod cells;
mod disk;
pub mod error;
pub mod feedback;
pub mod filter;
pub mod hot;
pub mod idle;
pub mod ingest;
pub mod journeys;
#[cfg(test)]
mod laws;
pub mod manifest;
mod ops;
mod parts;
pub mod quality;
mod ranks;
mod refusal;
mod run;
mod scope;
pub(crate) mod shard;
mod sketch;
pub mod span;
pub mod stats;
pub mod store;
pub mod table;
mod trace;
mod waits;
