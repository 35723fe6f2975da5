//! Statistics, each with the source of its formula. Plain functions of numbers; nothing here knows journeys.

pub mod proportion;
pub mod quantile;
pub mod survival;
