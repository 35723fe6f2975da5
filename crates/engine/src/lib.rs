//! Columnar store of journeys and the operators over them. Knows no maps.

pub mod error;
pub mod table;
