//! What is known at a step, to be held against what follows from there: attributes at its first event, one by one and in pairs.
//!
//! A value is compared with every other value **at the same step**, so both sides are journeys that came there. An attribute
//! that changes along the way (the channel) has its own value at each step. Pairs of the [`IN_PAIRS`] most frequent values of two
//! attributes are a second level: only where both sides have the minimum base and the pair is no mere other name of one of
//! the two. A promise is compared where its number is known.

use super::Ground;
use super::candidate::{Candidate, Held, Kind, Who, name, text};
use super::facts::NEVER;
use crate::label::inside;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use wayline_engine::journeys::{Attribute, Value};
use wayline_engine::manifest::AttributeRole;

/// Values of one text attribute that are compared at a step, the most frequent first.
const VALUES: usize = 10;
/// Values of one attribute that are paired with those of another.
const IN_PAIRS: usize = 4;
/// A pair that holds more than this share of one of its two says nothing more than that one.
const SAME: f64 = 0.9;

/// One value of an attribute at a step.
struct Own {
    attribute: usize,
    /// `device is ios`.
    said: String,
    /// `first(device, "pay") = "ios"`.
    is: String,
    is_not: String,
    /// One a journey of the dataset.
    held: Arc<Vec<Held>>,
}

/// Adds the comparisons at a step of one activity.
pub(crate) fn local(ground: &Ground<'_>, step: usize, family: &mut Vec<Candidate>) {
    let [activity] = ground.activities(step)[..] else { return };
    let mut add = |kind: Kind, title: String, with: String, against: String, who: Who| {
        let (title_reversed, over_s) = (None, None);
        let (local, finished) = (true, false);
        family.push(Candidate {
            step,
            local,
            kind,
            title,
            title_reversed,
            with,
            against,
            over_s,
            finished,
            who,
        });
    };
    let mut all: Vec<Own> = Vec::new();
    let mut attributes = 0;
    for attribute in ground.journeys.attribute_names().filter(|name| *name != "time_imputed") {
        let Some(column) = ground.journeys.attribute(attribute) else { continue };
        let entry = ground.attribute(attribute);
        if let Attribute::Number(_) = column {
            if entry.and_then(|entry| entry.role) == Some(AttributeRole::Promise) {
                let title = super::family::broken(ground, step, attribute);
                let first = format!("first({}, {})", name(attribute), text(activity));
                let (with, against) = (format!("{first} > 0"), format!("{first} <= 0"));
                add(Kind::Promise, title, with, against, Who::Filters);
            }
            continue;
        }
        let values = at_first(ground, step, column);
        let place = attributes;
        attributes += 1;
        let seen = frequent(&values, ground.min_base);
        let label = inside(&ground.attribute_label(attribute));
        let first = format!("first({}, {})", name(attribute), text(activity));
        for value in seen {
            let (is, is_not, said) = match value {
                Value::Text(own) => (
                    format!("{first} = {}", text(own)),
                    format!("{first} != {}", text(own)),
                    own.to_owned(),
                ),
                Value::Flag(own) => (
                    format!("{first} = {own}"),
                    format!("{first} = {}", !own),
                    if own { "yes" } else { "no" }.into(),
                ),
                Value::Number(_) => continue,
            };
            let held = values.iter().map(|other| match other {
                None => Held::Unknown,
                Some(other) if *other == value => Held::This,
                Some(_) => Held::Other,
            });
            let (said, held) = (format!("{label} is {said}"), Arc::new(held.collect()));
            all.push(Own { attribute: place, said, is, is_not, held });
        }
    }
    for own in &all {
        let who = Who::Values(vec![Arc::clone(&own.held)]);
        let title = format!("Where {}", own.said);
        add(Kind::Attribute, title, own.is.clone(), own.is_not.clone(), who);
    }
    let rank = |place: usize| {
        all[..place].iter().filter(|own| own.attribute == all[place].attribute).count()
    };
    let paired: Vec<&Own> =
        (0..all.len()).filter(|place| rank(*place) < IN_PAIRS).map(|place| &all[place]).collect();
    for (place, one) in paired.iter().enumerate() {
        for other in paired[place + 1..].iter().filter(|other| other.attribute != one.attribute) {
            let [mut this, mut that, mut both, mut known] = [0_u64; 4];
            for (a, b) in one.held.iter().zip(&*other.held) {
                this += u64::from(*a == Held::This);
                that += u64::from(*b == Held::This);
                both += u64::from(*a == Held::This && *b == Held::This);
                known += u64::from(*a != Held::Unknown && *b != Held::Unknown);
            }
            let says_more = (both as f64) <= SAME * this.min(that) as f64;
            if both.min(known - both) < ground.min_base || !says_more {
                continue;
            }
            add(
                Kind::Attribute,
                format!("Where {} and {}", one.said, other.said),
                format!("{} and {}", one.is, other.is),
                format!(
                    "({} and {} or {} and {} or {} and {})",
                    one.is, other.is_not, one.is_not, other.is, one.is_not, other.is_not
                ),
                Who::Values(vec![Arc::clone(&one.held), Arc::clone(&other.held)]),
            );
        }
    }
}

/// The most frequent values with at least the minimum base on either side, at most [`VALUES`], the most frequent first.
fn frequent<'a>(values: &[Option<Value<'a>>], min_base: u64) -> Vec<Value<'a>> {
    let mut seen: Vec<(Value<'a>, u64)> = Vec::new();
    let mut place_of: FxHashMap<&str, usize> = FxHashMap::default();
    for value in values.iter().flatten() {
        let said = match value {
            Value::Text(text) => text,
            Value::Flag(true) => "true",
            Value::Flag(false) => "false",
            Value::Number(_) => continue,
        };
        let at = *place_of.entry(said).or_insert(seen.len());
        if at == seen.len() {
            seen.push((*value, 0));
        }
        seen[at].1 += 1;
    }
    let of = values.iter().flatten().count() as u64;
    seen.retain(|(_, n)| *n >= min_base && of - n >= min_base);
    // A stable sort: equal counts stay in order of first arrival.
    seen.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    seen.into_iter().take(VALUES).map(|(value, _)| value).collect()
}

/// The value at the first event of a step, one a journey of the dataset.
fn at_first<'a>(ground: &Ground<'_>, step: usize, column: &'a Attribute) -> Vec<Option<Value<'a>>> {
    let rows = &ground.facts.first[step];
    rows.iter().map(|row| if *row == NEVER { None } else { column.value(*row) }).collect()
}
