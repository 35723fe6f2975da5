//! The map itself: what stands in its head.

use super::{Field, Kind, Place, Type, choice, flag, names, number, text, word};
use crate::record::Record;
use crate::tree::Steps;
use wayline_model::map::{Goal, JourneyMap, VERSION};

pub(crate) const KIND: Kind = Kind {
    name: crate::record::MAP,
    parents: &[],
    place: Place::Map,
    talk: false,
    fields: &[
        text("name", 2_000),
        choice("kind", &["current_state", "future_state", "day_in_the_life", "service_blueprint"]),
        flag("sample"),
        choice(
            "occasion",
            &["launch", "complaints", "silent_leavers", "aligning_teams", "ending_guesses"],
        ),
        text("goal", 20_000),
        Field { name: "measure", takes: Type::Question },
        names("actors"),
        choice("unit", UNITS),
        word("where", 20_000),
        names("lanes"),
        // When the workshop's timer ends, in milliseconds since 1970: talk, and not in the file.
        number("timer", 0.0, 1e15),
    ],
};

const UNITS: &[&str] = &["customer", "case", "account", "session"];

/// Fields of the map that are talk about it.
pub(crate) const TALK: &[&str] = &["timer"];

pub(crate) fn read(map: &JourneyMap, steps: &Steps) -> Record {
    let mut record = Record::new(&KIND);
    record.say_prose("name", Some(&map.map));
    record.say_choice("kind", Some(&map.kind));
    record.say_flag("sample", map.sample);
    record.say_choice("occasion", map.occasion.as_ref());
    let goal = map.goal.as_ref();
    record.say_prose("goal", goal.map(|goal| goal.text.as_str()));
    let measure = goal.and_then(|goal| goal.measure.as_ref());
    record.say_word("measure", measure.map(|measure| steps.in_document(measure)).as_deref());
    record.say_items("actors", &map.actors);
    record.say_choice("unit", map.unit.as_ref());
    record.say_word("where", map.filter.as_deref());
    record.say_items("lanes", &map.lanes);
    record
}

/// Without what lies in it.
pub(crate) fn write(record: &Record, steps: &Steps) -> JourneyMap {
    let goal = Goal {
        text: record.prose("goal").unwrap_or_default(),
        measure: record.word("measure").and_then(|measure| steps.in_file(&measure)),
    };
    JourneyMap {
        wayline: VERSION,
        map: record.prose("name").unwrap_or_default(),
        kind: record.choice("kind").unwrap_or_default(),
        sample: record.flag("sample"),
        occasion: record.choice("occasion"),
        goal: Some(goal).filter(|goal| *goal != Goal::default()),
        actors: record.items("actors"),
        unit: record.choice("unit"),
        filter: record.word("where"),
        lanes: record.items("lanes"),
        ..JourneyMap::default()
    }
}
