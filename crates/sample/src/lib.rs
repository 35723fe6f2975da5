//! Invented companies: customers, what they did and said, and the truth about what was planted in them.
//!
//! Begin at [`Plan`], make a [`Company`] of it, hold a draft against its [`truth::Truth`]. Everything comes from one seed, so
//! the files are the same wherever they are made. **No analysis may know this crate**: a draft is held against the truth
//! from outside.

pub mod company;
pub mod plan;
pub mod truth;
pub mod words;

mod calendar;
mod chance;
mod life;

pub use company::{Company, NAME};
pub use plan::Plan;
