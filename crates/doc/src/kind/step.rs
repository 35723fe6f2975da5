//! One column of the map. Its cards are records of their own.

use super::{Kind, Place, choice, flag, ids_of, names, number, text, word};
use crate::record::{Record, Value};
use wayline_model::map::{Emotion, Step};

pub(crate) const KIND: Kind = Kind {
    name: "step",
    parents: &["stage"],
    place: Place::Column,
    talk: false,
    fields: &[
        text("name", 2_000),
        word("id", 200),
        names("match"),
        flag("optional"),
        flag("repeats"),
        flag("end"),
        word("limit", 20),
        ids_of("touchpoints", "touchpoint"),
        ids_of("channels", "channel"),
        text("action", 20_000),
        choice("feel", FEELINGS),
        number("value", -2.0, 2.0),
        choice("from", SOURCES),
        names("quotes"),
        word("department", 200),
        word("opens", 400),
    ],
};

const FEELINGS: &[&str] = &[
    "delighted",
    "excited",
    "proud",
    "satisfied",
    "hopeful",
    "calm",
    "curious",
    "wary",
    "confused",
    "impatient",
    "anxious",
    "frustrated",
    "angry",
];

const SOURCES: &[&str] = &["stars", "nps", "csat", "ces", "ces2", "thumbs", "text", "estimate"];

/// `id_of` gives the library's id of a touchpoint's or channel's name.
pub(crate) fn read(step: &Step, id_of: impl Fn(&str, &str) -> String) -> Record {
    let mut record = Record::new(&KIND);
    record.say_prose("name", Some(&step.step));
    record.say_word("id", step.id.as_deref());
    record.say_items("match", &step.activities);
    record.say_flag("optional", step.optional);
    record.say_flag("repeats", step.repeats);
    record.say_flag("end", step.end);
    record.say_word("limit", step.limit.as_deref());
    let library = |kind: &str, names: &[String]| {
        names.iter().map(|name| id_of(kind, name)).collect::<Vec<_>>()
    };
    record.say_items("touchpoints", &library("touchpoint", &step.touchpoints));
    record.say_items("channels", &library("channel", &step.channels));
    record.say_prose("action", step.action.as_deref());
    if let Some(emotion) = &step.emotion {
        record.say_choice("feel", emotion.feel.as_ref());
        record.say("value", emotion.value.map(Value::Number));
        record.say_choice("from", emotion.from.as_ref());
    }
    record.say_items("quotes", &step.quotes);
    record.say_word("department", step.department.as_deref());
    record.say_word("opens", step.opens.as_deref());
    record
}

/// Without its cards. `name_of` gives the name of a touchpoint or channel of the library, if it is still there.
pub(crate) fn write(record: &Record, name_of: impl Fn(&str) -> Option<String>) -> Step {
    let library = |field: &str| {
        let mut names: Vec<String> = Vec::new();
        for name in record.items(field).iter().filter_map(|id| name_of(id)) {
            // Two people may have defined the same at the same time.
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let emotion = Emotion {
        feel: record.choice("feel"),
        value: record.number("value"),
        from: record.choice("from"),
    };
    let says_nothing = emotion.feel.is_none() && emotion.value.is_none() && emotion.from.is_none();
    Step {
        step: record.prose("name").unwrap_or_default(),
        id: record.word("id"),
        activities: record.items("match"),
        optional: record.flag("optional"),
        repeats: record.flag("repeats"),
        end: record.flag("end"),
        limit: record.word("limit"),
        touchpoints: library("touchpoints"),
        channels: library("channels"),
        action: record.prose("action"),
        emotion: (!says_nothing).then_some(emotion),
        department: record.word("department"),
        quotes: record.items("quotes"),
        opens: record.word("opens"),
        ..Step::default()
    }
}
