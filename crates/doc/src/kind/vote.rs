//! One person's vote for a card: its id is `CARD.vote.PERSON`, so nobody has two.

use super::{Kind, Place, word};

pub(crate) const KIND: Kind = Kind {
    name: "vote",
    parents: &["*"],
    place: Place::Talk,
    talk: true,
    fields: &[word("by", 64)],
};
