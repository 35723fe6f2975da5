//! Through what customers meet us: defined once, used by steps.

use super::{Kind, Place, choice, text};
use crate::record::Record;
use wayline_model::map::Channel;

pub(crate) const KIND: Kind = Kind {
    name: "channel",
    parents: &["map"],
    place: Place::Library,
    talk: false,
    fields: &[text("name", 200), choice("sort", SORTS)],
};

const SORTS: &[&str] =
    &["social", "ads", "search", "site", "app", "store", "phone", "email", "chat", "partner"];

pub(crate) fn read(channel: &Channel) -> Record {
    let mut record = Record::new(&KIND);
    record.say_prose("name", Some(&channel.channel));
    record.say_choice("sort", channel.sort.as_ref());
    record
}

pub(crate) fn write(record: &Record) -> Channel {
    Channel { channel: record.prose("name").unwrap_or_default(), sort: record.choice("sort") }
}
