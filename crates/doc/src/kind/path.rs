//! A branch, loop or alternative beside the plain order.

use super::{Kind, Place, step_at, text};
use crate::record::Record;
use crate::tree::Steps;
use wayline_model::map::Path;

pub(crate) const KIND: Kind = Kind {
    name: "path",
    parents: &["map"],
    place: Place::Arc,
    talk: false,
    fields: &[step_at("from"), step_at("to"), text("when", 2_000)],
};

pub(crate) fn read(path: &Path, steps: &Steps) -> Record {
    let mut record = Record::new(&KIND);
    record.say_word("from", Some(&steps.reference(&path.from)));
    record.say_word("to", Some(&steps.reference(&path.to)));
    record.say_prose("when", path.when.as_deref());
    record
}

/// Nothing where an end of it is no longer on the map.
pub(crate) fn write(record: &Record, steps: &Steps) -> Option<Path> {
    Some(Path {
        from: steps.name(&record.word("from").unwrap_or_default())?,
        to: steps.name(&record.word("to").unwrap_or_default())?,
        when: record.prose("when"),
    })
}
