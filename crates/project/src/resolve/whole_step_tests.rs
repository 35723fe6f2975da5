//! A step with a card of every kind: all of it is on the map with its evidence, and whatever has a key opens.

use super::{Resolved, resolve};
use crate::bound::Bound;
use crate::data::Data;
use crate::made::Maker;
use crate::settings::Settings;
use serde_json::Value;
use std::sync::Arc;
use wayline_model::answer::Sampling;
use wayline_model::map::{
    Action, Emotion, FeelingSource, JourneyMap, Opportunity, Pain, Serve, Stage, Status, Step,
};

/// Every field is spelled out: one more of them asks to be filled here.
fn step() -> Step {
    let said = |text: &str| vec![text.to_owned()];
    let action = Action {
        action: Some("builds a roof".into()),
        kind: None,
        owner: Some("Ana".into()),
        department: Some("Facilities".into()),
        due: Some("2026-12-01".into()),
        status: Status::Running,
        predict: Some("fewer leave".into()),
        experiment: Some("roof-1".into()),
    };
    Step {
        step: "Waits at the door".into(),
        id: None,
        activities: said("order"),
        optional: true,
        repeats: true,
        end: false,
        limit: None,
        touchpoints: said("the door"),
        channels: said("on foot"),
        action: Some("knocks".into()),
        need: said("to be dry"),
        think: said("is anybody in?"),
        emotion: Some(Emotion {
            feel: None,
            value: Some(-1.0),
            from: Some(FeelingSource::Estimate),
        }),
        serve: Serve {
            evidence: said("a bell"),
            frontstage: said("opens"),
            backstage: said("hears"),
            support: said("cleans"),
            systems: said("intercom"),
            roles: said("porter"),
            policies: said("one at a time"),
            training: said("smiling"),
        },
        department: Some("Reception".into()),
        quotes: Vec::new(),
        pains: vec![Pain { pain: "it rains".into(), claim: None, quotes: Vec::new() }],
        opportunities: vec![Opportunity {
            opportunity: "a roof over it".into(),
            effort: Some(2.0),
            claim: None,
            action: Some(action),
        }],
        ideas: said("a doormat"),
        opens: Some("behind-the-door".into()),
    }
}

fn data() -> Data {
    let mut maker = Maker::default();
    for number in 0..20_u32 {
        maker.journey(&["order", "pack"], "red", 0.0, Some(1.0 + f64::from(number % 3)));
    }
    maker.finish(Sampling::All)
}

fn shown() -> Resolved {
    let stage = Stage { stage: "Arriving".into(), question: None, task: None, steps: vec![step()] };
    let map =
        JourneyMap { wayline: 1, map: "Door".into(), stages: vec![stage], ..JourneyMap::default() };
    let bound = Bound::new(Arc::new(data()), &Settings::default(), &map, None);
    resolve(bound.expect("a good map"), &[])
}

/// Whatever stands under a name, anywhere.
fn under<'a>(value: &'a Value, name: &str, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get(name).and_then(Value::as_str));
            fields.values().for_each(|value| under(value, name, found));
        }
        Value::Array(all) => all.iter().for_each(|value| under(value, name, found)),
        _ => {}
    }
}

/// Every text that stands anywhere.
fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Object(fields) => fields.values().for_each(|value| texts(value, found)),
        Value::Array(all) => all.iter().for_each(|value| texts(value, found)),
        _ => {}
    }
}

#[test]
fn all_that_is_drawn_at_a_step_is_on_the_map_with_its_evidence() {
    let shown = serde_json::to_string(&shown().map.stages[0].steps[0]).expect("JSON");
    let drawn = serde_json::to_value(step()).expect("JSON");
    let mut found = Vec::new();
    texts(&drawn, &mut found);
    assert!(found.len() > 20);
    let missing: Vec<&str> = found.into_iter().filter(|text| !shown.contains(text)).collect();
    assert_eq!(missing, Vec::<&str>::new(), "{shown}");
}

#[test]
fn whatever_has_a_key_on_the_map_opens() {
    let resolved = shown();
    let map = serde_json::to_value(&resolved.map).expect("JSON");
    let mut keys = Vec::new();
    under(&map, "key", &mut keys);
    for part in [".pain.", ".opportunity.", ".action.", ".emotion", ".left"] {
        assert!(keys.iter().any(|key| key.contains(part)), "nothing {part} among {keys:?}");
    }
    for key in keys {
        let opened = crate::evidence::evidence(&resolved, key);
        assert!(opened.is_ok(), "{key}: {opened:?}");
    }
}
