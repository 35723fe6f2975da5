//! Reads feedback: language, ratings, sentiment, and which verbatims tell most. Knows no maps and no journeys.
//!
//! - [`language`]: in which language a text is written, or that it cannot be known;
//! - [`rating`]: ratings on any scale to valence and emotion, each scale by its own formula, never mixed;
//! - [`sentiment`]: a first reading of a text that came without a rating, behind the trait [`sentiment::Reader`];
//! - [`voice`]: the order in which verbatims are quoted, the most telling first;
//! - [`redact`]: personal data that must not be quoted.
//!
//! Everything here is a function of its arguments: no clock, no environment, no network.

pub mod language;
pub mod measure;
pub mod rating;
pub mod redact;
mod script;
pub mod sentiment;
pub mod voice;
