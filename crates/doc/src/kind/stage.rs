//! A part of the journey with one question in the customer's mind.

use super::{Kind, Place, text};
use crate::record::Record;
use wayline_model::map::Stage;

pub(crate) const KIND: Kind = Kind {
    name: "stage",
    parents: &["map"],
    place: Place::Column,
    talk: false,
    fields: &[text("name", 2_000), text("question", 2_000), text("task", 2_000)],
};

pub(crate) fn read(stage: &Stage) -> Record {
    let mut record = Record::new(&KIND);
    record.say_prose("name", Some(&stage.stage));
    record.say_prose("question", stage.question.as_deref());
    record.say_prose("task", stage.task.as_deref());
    record
}

/// Without its steps.
pub(crate) fn write(record: &Record) -> Stage {
    Stage {
        stage: record.prose("name").unwrap_or_default(),
        question: record.prose("question"),
        task: record.prose("task"),
        steps: Vec::new(),
    }
}
