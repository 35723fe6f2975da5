//! A view that somebody saved: which persona, channel, department and grades are shown.

use super::{Kind, Place, text, word};

pub(crate) const KIND: Kind = Kind {
    name: "view",
    parents: &["map"],
    place: Place::Talk,
    talk: true,
    fields: &[text("name", 200), word("filter", 4_000), word("by", 64)],
};
