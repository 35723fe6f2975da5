//! Invented companies: customers, what they did and said, and the truth about what was planted in them.
//!
//! Everything comes from one seed, so the files are the same wherever they are made. No analysis may know this crate:
//! a draft is held against the truth from outside.

pub mod words;

mod calendar;
mod chance;
