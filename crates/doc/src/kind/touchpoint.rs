//! Where customers meet us: defined once, used by steps.

use super::{Kind, Place, text};
use crate::record::Record;

pub(crate) const KIND: Kind = Kind {
    name: "touchpoint",
    parents: &["map"],
    place: Place::Library,
    talk: false,
    fields: &[text("name", 200)],
};

pub(crate) fn read(name: &str) -> Record {
    let mut record = Record::new(&KIND);
    record.say_prose("name", Some(name));
    record
}
