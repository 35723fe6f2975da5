//! Maps and edits drawn at random.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeMap;
use wayline_doc::edit::Said;
use wayline_doc::kind::{ALL, Field, Type};
use wayline_doc::record::Value;
use wayline_doc::{Edit, Records, rank};
use wayline_model::claim::Claim;
use wayline_model::map::{
    Action, ActionKind, Channel, ChannelSort, Emotion, Feel, FeelingSource, Goal, HandOver,
    JourneyMap, Kind, Library, Occasion, Opportunity, Pain, Path, Serve, Stage, Status, Step,
};
use wayline_model::question::{Question, Unit};

fn words() -> impl Strategy<Value = String> {
    select(vec![
        "Pays",
        "Pays",
        "Asks support",
        "@home",
        "@@",
        "a/b",
        "付款",
        "Płaci 🙂",
        "x",
        "Waits: long",
        "- item",
        "#",
        "null",
        "second\nline",
        " padded ",
        "Zażółć",
    ])
    .prop_map(str::to_owned)
}

fn maybe_words() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(words())
}

fn list() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(words(), 0..3)
}

/// Names of which none stands twice.
fn names() -> impl Strategy<Value = Vec<String>> {
    list().prop_map(|mut names| {
        names.sort();
        names.dedup();
        names.reverse();
        names
    })
}

fn claim() -> impl Strategy<Value = Option<Claim>> {
    let text = r#"{"op": "drivers", "goal": "pay", "step": "STEP", "is": "odds < 1"}"#;
    proptest::option::of(words()).prop_map(move |step| {
        step.map(|step| {
            let step = serde_json::to_string(&step).expect("a text");
            serde_json::from_str(&text.replace("\"STEP\"", &step)).expect("a claim")
        })
    })
}

fn emotion() -> impl Strategy<Value = Option<Emotion>> {
    let of = (
        proptest::option::of(select(vec![Feel::Angry, Feel::Calm])),
        proptest::option::of(select(vec![-2.0, -0.3, 0.0, 1.25])),
        proptest::option::of(select(vec![FeelingSource::Text, FeelingSource::Estimate])),
    );
    of.prop_map(|(feel, value, from)| {
        let is_said = feel.is_some() || value.is_some() || from.is_some();
        is_said.then_some(Emotion { feel, value, from })
    })
}

fn serve() -> impl Strategy<Value = Serve> {
    (list(), list(), list(), list()).prop_map(|(evidence, backstage, systems, roles)| Serve {
        evidence,
        backstage,
        systems,
        roles,
        ..Serve::default()
    })
}

fn pain() -> impl Strategy<Value = Pain> {
    (words(), claim(), names()).prop_map(|(pain, claim, quotes)| Pain { pain, claim, quotes })
}

fn action() -> impl Strategy<Value = Option<Action>> {
    let of = (
        maybe_words(),
        proptest::option::of(select(vec![ActionKind::Process, ActionKind::Message])),
        proptest::option::of(Just("Payments".to_owned())),
        select(vec![Status::Planned, Status::Running, Status::Shipped]),
        maybe_words(),
    );
    proptest::option::of(of.prop_map(|(action, kind, owner, status, predict)| Action {
        action,
        kind,
        owner,
        status,
        predict,
        due: Some("2026-12-15".into()),
        ..Action::default()
    }))
}

fn opportunity() -> impl Strategy<Value = Opportunity> {
    let effort = proptest::option::of(select(vec![0.0, 2.5, 8.0]));
    (words(), effort, claim(), action()).prop_map(|(opportunity, effort, claim, action)| {
        Opportunity { opportunity, effort, claim, action }
    })
}

fn step() -> impl Strategy<Value = Step> {
    let head = (words(), proptest::option::of(select(vec!["one", "two", "Pays"])), names());
    let cards = (list(), list(), list(), prop::collection::vec(pain(), 0..3));
    let rest = (
        emotion(),
        serve(),
        prop::collection::vec(opportunity(), 0..2),
        (names(), names(), any::<bool>(), maybe_words()),
    );
    (head, cards, rest).prop_map(
        |(
            (step, id, activities),
            (need, think, ideas, pains),
            (emotion, serve, opportunities, (touchpoints, channels, optional, action)),
        )| {
            Step {
                step,
                id: id.map(str::to_owned),
                activities,
                optional,
                touchpoints,
                channels,
                action,
                need,
                think,
                ideas,
                emotion,
                serve,
                pains,
                opportunities,
                limit: optional.then(|| "10m".into()),
                department: optional.then(|| "Payments".into()),
                ..Step::default()
            }
        },
    )
}

/// A map in normal form.
pub(crate) fn map() -> impl Strategy<Value = JourneyMap> {
    let stage = (words(), maybe_words(), prop::collection::vec(step(), 0..4))
        .prop_map(|(stage, question, steps)| Stage { stage, question, task: None, steps });
    let arcs = || prop::collection::vec((words(), words(), maybe_words()), 0..3);
    let head = (words(), any::<bool>(), maybe_words(), names(), names());
    (head, prop::collection::vec(stage, 0..4), arcs(), arcs(), names()).prop_map(
        |((map, is_blueprint, goal, actors, lanes), stages, paths, hand_overs, shelf)| {
            let measure: Question =
                serde_json::from_str(r#"{"op": "counts"}"#).expect("a question");
            let mut map = JourneyMap {
                wayline: 1,
                map,
                kind: if is_blueprint { Kind::ServiceBlueprint } else { Kind::CurrentState },
                occasion: is_blueprint.then_some(Occasion::Complaints),
                goal: goal.map(|text| Goal { text, measure: is_blueprint.then_some(measure) }),
                actors,
                unit: is_blueprint.then_some(Unit::Case),
                lanes,
                stages,
                paths: paths.into_iter().map(|(from, to, when)| Path { from, to, when }).collect(),
                hand_overs: hand_overs
                    .into_iter()
                    .map(|(from, to, what)| HandOver { from, to, what })
                    .collect(),
                ..JourneyMap::default()
            };
            map.library = library(&map, shelf);
            map
        },
    )
}

/// What stands on the shelf and at no step.
fn library(map: &JourneyMap, shelf: Vec<String>) -> Library {
    let unused = |name: &String| !map.steps().any(|step| step.touchpoints.contains(name));
    let channels = map.steps().any(|step| step.channels.iter().any(|name| name == "x"));
    let sorted = Channel { channel: "x".into(), sort: Some(ChannelSort::App) };
    Library {
        touchpoints: shelf.into_iter().filter(unused).collect(),
        channels: if channels { vec![sorted] } else { Vec::new() },
    }
}

/// What somebody does, before it is known to which records.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    what: u8,
    at: Index,
    to: Index,
    field: Index,
    words: String,
}

pub(crate) fn deed() -> impl Strategy<Value = Deed> {
    (any::<u8>(), any::<Index>(), any::<Index>(), any::<Index>(), words())
        .prop_map(|(what, at, to, field, words)| Deed { what, at, to, field, words })
}

/// Who says all that is said of a map.
pub(crate) const SPEAKER: &str = "ana";

impl Deed {
    /// An edit of these records that may be made of it; nothing where none fits.
    pub(crate) fn edit(&self, records: &Records, id: &str) -> Option<Edit> {
        let ids: Vec<&String> = records.0.keys().collect();
        let at = (*self.at.get(&ids)).clone();
        let to = (*self.to.get(&ids)).clone();
        let place = rank::between(records.get(&at).map(|record| record.rank.as_str()), None, id);
        let record = records.get(&at)?;
        let kind = ALL.iter().find(|kind| kind.name == record.kind)?;
        match self.what % 8 {
            0 | 1 => {
                let fitting: Vec<_> = ALL.iter().filter(|new| new.may_lie_in(kind)).collect();
                let new = if fitting.is_empty() { return None } else { self.field.get(&fitting) };
                let words =
                    new.fields.iter().find(|field| matches!(field.takes, Type::Text { .. }));
                let said = |name: &str, word: &str| {
                    (name.to_owned(), Said::Value(Value::Word(word.to_owned())))
                };
                let words = words.map(|field| said(field.name, &self.words));
                // Talk has somebody who says it, and the door asks who.
                let by = new.fields.iter().find(|field| field.name == "by");
                let fields = words.into_iter().chain(by.map(|by| said(by.name, SPEAKER)));
                Some(Edit::Add {
                    id: id.into(),
                    kind: new.name.into(),
                    parent: at,
                    rank: place,
                    fields: fields.collect::<BTreeMap<_, _>>(),
                })
            }
            2 | 3 => Some(self.said(at, self.field.get(kind.fields), id, &to)),
            4 => Some(Edit::Move { id: at, parent: to, rank: place }),
            5 => Some(Edit::Remove { id: at }),
            6 => Some(Edit::BringBack { id: at }),
            _ => {
                let field = kind.fields.iter().find(|f| matches!(f.takes, Type::Text { .. }))?;
                let old = record.text.get(field.name).cloned().unwrap_or_default();
                let text = format!("{}{old}", self.words);
                Some(Edit::Write { id: at, field: field.name.into(), text })
            }
        }
    }

    fn said(&self, id: String, field: &Field, rank: &str, to: &str) -> Edit {
        let name = field.name.to_owned();
        let value = |value| Edit::Set { id: id.clone(), field: name.clone(), value: Some(value) };
        match field.takes {
            _ if field.name == "by" => value(Value::Word(SPEAKER.into())),
            Type::Text { .. } => Edit::Write { id, field: name, text: self.words.clone() },
            Type::Set { to: None, .. } if self.what.is_multiple_of(2) => {
                let rank = rank::between(None, None, rank);
                Edit::Put { id, field: name, item: self.words.clone(), rank }
            }
            Type::Set { to: None, .. } => Edit::Take { id, field: name, item: self.words.clone() },
            Type::Set { to: Some(_), .. } => {
                let rank = rank::between(None, None, rank);
                Edit::Put { id, field: name, item: to.to_owned(), rank }
            }
            Type::Word { day: true, .. } => value(Value::Word("2027-02-28".into())),
            Type::Word { .. } => value(Value::Word(self.words.replace('\n', " "))),
            Type::Choice { values } => value(Value::Word((*self.to.get(values)).to_owned())),
            Type::Number { least, .. } => {
                value(Value::Number(least + f64::from(self.what) / 128.0))
            }
            Type::Flag => value(Value::Flag(true)),
            Type::Claim | Type::Question => Edit::Set { id, field: name, value: None },
            Type::Ref { .. } => value(Value::Word(format!("@{to}"))),
        }
    }
}
