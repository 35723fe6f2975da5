//! The vocabulary of journey mapping: maps, evidence, questions, answers, diagnostics.
//!
//! Plain data with serde; no IO, no clock, no randomness. Every other crate speaks in these types.
//!
//! Read in this order: [`map`] (what a team draws), [`question`] and [`answer`] (what is asked of
//! the data), [`evidence`] and [`grade`] (what a number carries), [`resolved`] (a map with its evidence).

pub mod answer;
pub mod chain;
pub mod check;
pub mod claim;
pub mod diagnostic;
pub mod duration;
pub mod evidence;
pub mod grade;
pub mod lane;
pub mod map;
mod migrate;
pub mod percent;
pub mod persona;
pub mod question;
pub mod ranking;
pub mod resolved;
pub mod schema;
pub mod unbound;
pub mod yaml;
