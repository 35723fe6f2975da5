//! A word about a record, or an answer to one.

use super::{Kind, Place, WORDS, flag, names, number, word};

pub(crate) const KIND: Kind = Kind {
    name: "comment",
    parents: &["*"],
    place: Place::Talk,
    talk: true,
    fields: &[WORDS, word("by", 64), number("at", 0.0, 1e15), flag("resolved"), names("mentions")],
};
