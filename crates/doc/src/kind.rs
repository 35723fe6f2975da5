//! What records a map is made of: one file a kind, and one line in [`ALL`], of a lane of sentences one in `SENTENCES` too. To add a kind, copy a neighbour.
//!
//! A kind says where it may lie and which fields it has. `schemas/document.json` is this table for the page, whose lanes and forms
//! follow from it. How cards with fields are read from the tree of a file and written into it stands in `tree.rs`.

pub(crate) mod action;
pub(crate) mod backstage;
pub(crate) mod channel;
pub(crate) mod comment;
pub(crate) mod evidence;
pub(crate) mod frontstage;
pub(crate) mod hand_over;
pub(crate) mod idea;
pub(crate) mod map;
pub(crate) mod need;
pub(crate) mod opportunity;
pub(crate) mod pain;
pub(crate) mod path;
pub(crate) mod policies;
pub(crate) mod roles;
pub(crate) mod stage;
pub(crate) mod step;
pub(crate) mod support;
pub(crate) mod systems;
pub(crate) mod think;
pub(crate) mod touchpoint;
pub(crate) mod training;
pub(crate) mod view;
pub(crate) mod vote;

use serde::Serialize;
use wayline_model::map::Step;

/// All kinds; what others lie in comes before them.
pub static ALL: &[Kind] = &[
    map::KIND,
    touchpoint::KIND,
    channel::KIND,
    stage::KIND,
    step::KIND,
    need::LANE.kind,
    think::LANE.kind,
    evidence::LANE.kind,
    frontstage::LANE.kind,
    backstage::LANE.kind,
    support::LANE.kind,
    systems::LANE.kind,
    roles::LANE.kind,
    policies::LANE.kind,
    training::LANE.kind,
    pain::KIND,
    opportunity::KIND,
    action::KIND,
    idea::LANE.kind,
    path::KIND,
    hand_over::KIND,
    comment::KIND,
    vote::KIND,
    view::KIND,
];

/// The lanes whose cards are nothing but a sentence, in the order of the text form.
pub(crate) static SENTENCES: &[SentenceLane] = &[
    need::LANE,
    think::LANE,
    evidence::LANE,
    frontstage::LANE,
    backstage::LANE,
    support::LANE,
    systems::LANE,
    roles::LANE,
    policies::LANE,
    training::LANE,
    idea::LANE,
];

/// A kind of record.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Kind {
    /// Its name: `pain`.
    #[serde(rename = "kind")]
    pub name: &'static str,
    /// Kinds that it may lie in; `*` for any that is not talk.
    pub parents: &'static [&'static str],
    /// Where it stands on a map.
    pub place: Place,
    /// It is talk about the map: in the document, not in the file.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub talk: bool,
    /// What can be said of it.
    pub fields: &'static [Field],
}

/// Where a kind stands on a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The map itself.
    Map,
    /// Stages and steps.
    Column,
    /// A card in a lane.
    Card,
    /// Between two steps.
    Arc,
    /// Defined once, used by steps.
    Library,
    /// Beside the map.
    Talk,
}

/// A field of a kind.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Field {
    /// Its name, as in document keys.
    #[serde(rename = "field")]
    pub name: &'static str,
    /// What it takes.
    #[serde(flatten)]
    pub takes: Type,
}

/// What a field takes. `docs/live-document.md` says how each lies in the document.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Type {
    /// Prose that people write in together; at most so many characters.
    Text {
        /// Characters.
        most: usize,
    },
    /// One line; at most so many characters.
    Word {
        /// Characters.
        most: usize,
        /// It is a day of the calendar: `2026-12-15`.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        day: bool,
    },
    /// One of these.
    Choice {
        /// As in the text form.
        values: &'static [&'static str],
    },
    /// A number between bounds, both included.
    Number {
        /// Lower bound.
        least: f64,
        /// Upper bound.
        most: f64,
    },
    /// True or nothing.
    Flag,
    /// A claim as JSON.
    Claim,
    /// A question as JSON.
    Question,
    /// `@ID` of a record of the kind `to`, or words that named none.
    Ref {
        /// A kind.
        to: &'static str,
    },
    /// Ordered, each item once; at most so many.
    Set {
        /// Items.
        most: usize,
        /// If given, items are ids of records of this kind.
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<&'static str>,
    },
}

/// A lane whose cards are a sentence each, which the text form holds as a list of texts in the step.
#[derive(Clone, Copy)]
pub(crate) struct SentenceLane {
    pub(crate) kind: Kind,
    pub(crate) of: fn(&Step) -> &Vec<String>,
    pub(crate) of_mut: fn(&mut Step) -> &mut Vec<String>,
}

/// The field of every card's own words.
pub(crate) const WORDS: Field = text("text", 20_000);

/// The kind of a name.
pub fn of(name: &str) -> Option<&'static Kind> {
    ALL.iter().find(|kind| kind.name == name)
}

impl Kind {
    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Whether a record of this kind may lie in one of another.
    pub fn may_lie_in(&self, parent: &Kind) -> bool {
        let anywhere = self.parents == ["*"] && (!parent.talk || parent.name == comment::KIND.name);
        anywhere || self.parents.contains(&parent.name)
    }
}

const fn card(name: &'static str, fields: &'static [Field]) -> Kind {
    Kind { name, parents: &["step"], place: Place::Card, talk: false, fields }
}

const fn text(name: &'static str, most: usize) -> Field {
    Field { name, takes: Type::Text { most } }
}

const fn word(name: &'static str, most: usize) -> Field {
    Field { name, takes: Type::Word { most, day: false } }
}

const fn day(name: &'static str) -> Field {
    Field { name, takes: Type::Word { most: 10, day: true } }
}

const fn choice(name: &'static str, values: &'static [&'static str]) -> Field {
    Field { name, takes: Type::Choice { values } }
}

const fn number(name: &'static str, least: f64, most: f64) -> Field {
    Field { name, takes: Type::Number { least, most } }
}

const fn flag(name: &'static str) -> Field {
    Field { name, takes: Type::Flag }
}

const fn names(name: &'static str) -> Field {
    Field { name, takes: Type::Set { most: 500, to: None } }
}

const fn ids_of(name: &'static str, to: &'static str) -> Field {
    Field { name, takes: Type::Set { most: 500, to: Some(to) } }
}

const fn step_at(name: &'static str) -> Field {
    Field { name, takes: Type::Ref { to: "step" } }
}

#[cfg(test)]
mod tests;
