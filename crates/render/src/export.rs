//! A finished [`Scene`](crate::Scene) to formats: free functions, one file each.

mod html;
mod svg;

pub use html::{HtmlOptions, html};
pub use svg::{SvgOptions, svg};
