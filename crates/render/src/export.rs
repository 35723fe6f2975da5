//! A finished [`Scene`](crate::Scene) to formats: free functions, one file each.

pub mod escape;
mod svg;

pub use svg::{SvgOptions, svg};
