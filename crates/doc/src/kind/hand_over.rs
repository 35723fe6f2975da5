//! Where one department passes the customer on to another.

use super::{Kind, Place, step_at, text};
use crate::record::Record;
use crate::tree::Steps;
use wayline_model::map::HandOver;

pub(crate) const KIND: Kind = Kind {
    name: "hand_over",
    parents: &["map"],
    place: Place::Arc,
    talk: false,
    fields: &[step_at("from"), step_at("to"), text("what", 2_000)],
};

pub(crate) fn read(hand_over: &HandOver, steps: &Steps) -> Record {
    let mut record = Record::new(&KIND);
    record.say_word("from", Some(&steps.reference(&hand_over.from)));
    record.say_word("to", Some(&steps.reference(&hand_over.to)));
    record.say_prose("what", hand_over.what.as_deref());
    record
}

/// Nothing where an end of it is no longer on the map.
pub(crate) fn write(record: &Record, steps: &Steps) -> Option<HandOver> {
    Some(HandOver {
        from: steps.name(&record.word("from").unwrap_or_default())?,
        to: steps.name(&record.word("to").unwrap_or_default())?,
        what: record.prose("what"),
    })
}
