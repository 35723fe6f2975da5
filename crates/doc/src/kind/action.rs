//! What is being done about an opportunity. There is one for each: its id is the opportunity's with `.action` behind it, so that two
//! who begin one at the same time begin the same.

use super::{Kind, Place, WORDS, choice, day, text, word};
use crate::record::Record;
use wayline_model::map::{Action, Status};

pub(crate) const KIND: Kind = Kind {
    name: "action",
    parents: &["opportunity"],
    place: Place::Card,
    talk: false,
    fields: &[
        WORDS,
        choice("sort", &["message", "touchpoint", "process", "training"]),
        word("owner", 200),
        word("department", 200),
        day("due"),
        choice("status", &["planned", "running", "shipped", "dropped"]),
        text("predict", 2_000),
        word("experiment", 200),
    ],
};

/// The id of an opportunity's action.
pub(crate) fn id(opportunity: &str) -> String {
    format!("{opportunity}.action")
}

pub(crate) fn read(action: &Action) -> Record {
    let mut record = Record::new(&KIND);
    record.say_prose("text", action.action.as_deref());
    record.say_choice("sort", action.kind.as_ref());
    record.say_word("owner", action.owner.as_deref());
    record.say_word("department", action.department.as_deref());
    record.say_word("due", action.due.as_deref());
    record.say_choice("status", Some(&action.status).filter(|status| **status != Status::Planned));
    record.say_prose("predict", action.predict.as_deref());
    record.say_word("experiment", action.experiment.as_deref());
    record
}

pub(crate) fn write(record: &Record) -> Action {
    Action {
        action: record.prose("text"),
        kind: record.choice("sort"),
        owner: record.word("owner"),
        department: record.word("department"),
        due: record.word("due"),
        status: record.choice("status").unwrap_or_default(),
        predict: record.prose("predict"),
        experiment: record.word("experiment"),
    }
}
