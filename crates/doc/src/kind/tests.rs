//! The table of kinds is sound, and its words are those of the text form.

use super::*;
use schemars::{JsonSchema, schema_for};
use wayline_model::map;

#[test]
fn what_others_lie_in_comes_before_them_and_names_stand_once() {
    for (place, kind) in ALL.iter().enumerate() {
        let before = |name: &str| ALL[..place].iter().any(|other| other.name == name);
        assert!(!before(kind.name), "{} stands twice", kind.name);
        assert!(
            kind.parents.iter().all(|parent| *parent == "*" || before(parent)),
            "{}",
            kind.name
        );
        for (place, field) in kind.fields.iter().enumerate() {
            let twice = kind.fields[..place].iter().any(|other| other.name == field.name);
            // These are what the document itself says of a record.
            let taken = ["is", "in", "rank", "gone"].contains(&field.name);
            assert!(!twice && !taken, "{} {}", kind.name, field.name);
        }
    }
}

/// The words of a choice are those of the text form.
fn check<T: JsonSchema>(kind: &str, field: &str) {
    let schema = schema_for!(T).to_value();
    let one_of = schema["oneOf"].as_array().cloned().unwrap_or_default();
    let words = one_of.iter().map(|one| one["const"].clone());
    let mut expect: Vec<serde_json::Value> = words.filter(|word| !word.is_null()).collect();
    expect.extend(schema["enum"].as_array().cloned().unwrap_or_default());
    expect
        .extend(one_of.iter().flat_map(|one| one["enum"].as_array().cloned().unwrap_or_default()));
    let Some(Type::Choice { values }) =
        of(kind).and_then(|kind| kind.field(field)).map(|f| f.takes)
    else {
        panic!("{kind} has no choice {field}")
    };
    let mut values: Vec<&str> = values.to_vec();
    let mut expect: Vec<&str> = expect.iter().filter_map(|word| word.as_str()).collect();
    values.sort_unstable();
    expect.sort_unstable();
    assert_eq!(values, expect, "{kind} {field}");
}

#[test]
fn choices_are_those_of_the_text_form() {
    check::<map::Kind>("map", "kind");
    check::<map::Occasion>("map", "occasion");
    check::<wayline_model::question::Unit>("map", "unit");
    check::<map::Feel>("step", "feel");
    check::<map::FeelingSource>("step", "from");
    check::<map::ActionKind>("action", "sort");
    check::<map::Status>("action", "status");
    check::<map::ChannelSort>("channel", "sort");
}

#[test]
fn every_card_has_its_lane() {
    for kind in ALL.iter().filter(|kind| kind.place == Place::Card) {
        assert!(wayline_model::lane::of(kind.name).is_some(), "{} has no lane", kind.name);
    }
}
