//! The two drawings that carry the picture: a smooth curve through points, and a river of a given width.

pub(crate) mod curve;
pub(crate) mod river;
