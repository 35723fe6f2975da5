//! Records ⇄ the map as a file: nothing is lost either way.
//!
//! [`of_map`] then [`Records::to_map`] is the identity on maps in normal form (no empty optional texts, no name twice in a list of
//! names); talk about the map is in the records only.

mod steps;

pub(crate) use steps::Steps;

use crate::ids::Ids;
use crate::kind::{
    SENTENCES, SentenceLane, action, channel, hand_over, map, opportunity, pain, path, stage, step,
    touchpoint,
};
use crate::rank;
use crate::record::{Children, MAP, Record, Records};
use std::collections::{BTreeMap, BTreeSet};
use wayline_model::diagnostic::{Diagnostic, Severity};
use wayline_model::map::{Channel, JourneyMap, Library, Step};

/// A map as it stands in a file, and which record each part of it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The map.
    pub map: JourneyMap,
    /// Key in the resolved map (`s0.1.pain.0`) → id of the record.
    pub keys: BTreeMap<String, String>,
    /// What of the records cannot stand in a file, and why.
    pub findings: Vec<Diagnostic>,
}

/// The records of a map. Ids are drawn from `ids`, in the order of the file.
pub fn of_map(map: &JourneyMap, ids: &mut Ids) -> Records {
    let mut records = Records::default();
    let step_ids: Vec<String> = map.steps().map(|_| ids.give()).collect();
    let steps = Steps::of_map(map, &step_ids);
    records.0.insert(MAP.into(), map::read(map, &steps));
    let mut library = Shelf { records: &mut records, ids, known: BTreeMap::new() };
    library.fill(map);
    let known = library.known;
    let id_of = |kind: &str, name: &str| known[&(kind.to_owned(), name.to_owned())].clone();

    let mut step_ids = step_ids.into_iter();
    let add =
        |records: &mut Records, id: String, parent: &str, rank: String, mut record: Record| {
            record.parent = Some(parent.into());
            record.rank = rank;
            records.0.insert(id, record);
        };
    for (drawn, rank) in map.stages.iter().zip(rank::spread(map.stages.len())) {
        let stage_id = ids.give();
        add(&mut records, stage_id.clone(), MAP, rank, stage::read(drawn));
        let ranks = rank::spread(drawn.steps.len());
        for ((drawn, rank), id) in drawn.steps.iter().zip(ranks).zip(step_ids.by_ref()) {
            add(&mut records, id.clone(), &stage_id, rank, step::read(drawn, id_of));
            for (card_id, parent, rank, card) in cards(drawn, &id, &steps, ids) {
                add(&mut records, card_id, &parent, rank, card);
            }
        }
    }
    for (drawn, rank) in map.paths.iter().zip(rank::spread(map.paths.len())) {
        add(&mut records, ids.give(), MAP, rank, path::read(drawn, &steps));
    }
    for (drawn, rank) in map.hand_overs.iter().zip(rank::spread(map.hand_overs.len())) {
        add(&mut records, ids.give(), MAP, rank, hand_over::read(drawn, &steps));
    }
    records
}

/// The cards of a step: id, parent, rank, record.
fn cards(
    drawn: &Step,
    step: &str,
    steps: &Steps,
    ids: &mut Ids,
) -> Vec<(String, String, String, Record)> {
    let mut cards = Vec::new();
    for SentenceLane { kind, of, .. } in SENTENCES {
        let sentences = of(drawn);
        for (sentence, rank) in sentences.iter().zip(rank::spread(sentences.len())) {
            let mut record = Record::new(kind);
            record.say_prose("text", Some(sentence));
            cards.push((ids.give(), step.to_owned(), rank, record));
        }
    }
    for (drawn, rank) in drawn.pains.iter().zip(rank::spread(drawn.pains.len())) {
        cards.push((ids.give(), step.to_owned(), rank, pain::read(drawn, steps)));
    }
    for (drawn, rank) in drawn.opportunities.iter().zip(rank::spread(drawn.opportunities.len())) {
        let id = ids.give();
        cards.push((id.clone(), step.to_owned(), rank, opportunity::read(drawn, steps)));
        if let Some(drawn) = &drawn.action {
            let rank = rank::spread(1).remove(0);
            cards.push((action::id(&id), id, rank, action::read(drawn)));
        }
    }
    cards
}

/// Touchpoints and channels as they are met.
struct Shelf<'a> {
    records: &'a mut Records,
    ids: &'a mut Ids,
    /// Kind and name → id.
    known: BTreeMap<(String, String), String>,
}

impl Shelf<'_> {
    fn fill(&mut self, map: &JourneyMap) {
        let mut touchpoints: Vec<&str> = Vec::new();
        let mut channels: Vec<Channel> = map.library.channels.clone();
        touchpoints.extend(map.library.touchpoints.iter().map(String::as_str));
        for step in map.steps() {
            touchpoints.extend(step.touchpoints.iter().map(String::as_str));
            let named =
                step.channels.iter().map(|name| Channel { channel: name.clone(), sort: None });
            channels.extend(named);
        }
        let mut seen = BTreeSet::new();
        touchpoints.retain(|name| seen.insert(*name));
        let mut seen = BTreeSet::new();
        channels.retain(|channel| seen.insert(channel.channel.clone()));
        let records =
            touchpoints.iter().map(|name| (touchpoint::KIND.name, touchpoint::read(name)));
        let records: Vec<_> = records
            .chain(channels.iter().map(|channel| (channel::KIND.name, channel::read(channel))))
            .collect();
        let ranks = rank::spread(records.len());
        for ((kind, mut record), rank) in records.into_iter().zip(ranks) {
            let id = self.ids.give();
            let name = record.prose("name").unwrap_or_default();
            record.parent = Some(MAP.into());
            record.rank = rank;
            self.known.insert((kind.into(), name), id.clone());
            self.records.0.insert(id, record);
        }
    }
}

impl Records {
    /// The map as it stands in a file.
    pub fn to_map(&self) -> Written {
        let children = self.children();
        let steps = Steps::of_records(self, &children);
        let mut keys = BTreeMap::new();
        let mut written = self.get(MAP).map_or_else(JourneyMap::default, |r| map::write(r, &steps));
        for (s, (stage_id, drawn)) in children.of_kind(MAP, stage::KIND.name).enumerate() {
            let mut stage = stage::write(drawn);
            keys.insert(format!("s{s}"), stage_id.to_owned());
            for (t, (id, drawn)) in children.of_kind(stage_id, step::KIND.name).enumerate() {
                let key = format!("s{s}.{t}");
                keys.insert(key.clone(), id.to_owned());
                let mut step = step::write(drawn, |id| self.shelf_name(id));
                write_cards(&mut step, id, &key, &children, &steps, &mut keys);
                stage.steps.push(step);
            }
            written.stages.push(stage);
        }
        let (mut findings, mut paths, mut passed) = (Vec::new(), 0.., 0..);
        for (id, drawn) in children.of_kind(MAP, path::KIND.name) {
            match path::write(drawn, &steps) {
                Some(path) => {
                    if steps.is_step(&path.from) && steps.is_step(&path.to) {
                        keys.extend(
                            paths.next().map(|at: usize| (format!("path.{at}"), id.to_owned())),
                        );
                    }
                    written.paths.push(path);
                }
                None => findings.push(ended_nowhere("path")),
            }
        }
        for (id, drawn) in children.of_kind(MAP, hand_over::KIND.name) {
            match hand_over::write(drawn, &steps) {
                Some(hand_over) => {
                    if steps.is_step(&hand_over.from) && steps.is_step(&hand_over.to) {
                        let key = passed.next().map(|at: usize| format!("hand_over.{at}"));
                        keys.extend(key.map(|key| (key, id.to_owned())));
                    }
                    written.hand_overs.push(hand_over);
                }
                None => findings.push(ended_nowhere("hand-over")),
            }
        }
        findings.extend(second_actions(&children, &keys));
        steps.give_ids(&mut written);
        written.library = write_library(&children, &written);
        Written { map: written, keys, findings }
    }

    /// The name of a touchpoint or channel that is not removed.
    fn shelf_name(&self, id: &str) -> Option<String> {
        self.get(id).filter(|record| record.gone.is_none())?.prose("name")
    }
}

fn write_cards(
    step: &mut Step,
    id: &str,
    key: &str,
    children: &Children<'_>,
    steps: &Steps,
    keys: &mut BTreeMap<String, String>,
) {
    for SentenceLane { kind, of_mut, .. } in SENTENCES {
        let cards = children.of_kind(id, kind.name);
        *of_mut(step) = cards.map(|(_, card)| card.prose("text").unwrap_or_default()).collect();
    }
    for (p, (id, card)) in children.of_kind(id, pain::KIND.name).enumerate() {
        keys.insert(format!("{key}.pain.{p}"), id.to_owned());
        step.pains.push(pain::write(card, steps));
    }
    for (o, (id, card)) in children.of_kind(id, opportunity::KIND.name).enumerate() {
        keys.insert(format!("{key}.opportunity.{o}"), id.to_owned());
        let doing = children.of_kind(id, action::KIND.name).next();
        if let Some((id, _)) = doing {
            keys.insert(format!("{key}.action.{o}"), id.to_owned());
        }
        let doing = doing.map(|(_, action)| action::write(action));
        step.opportunities.push(opportunity::write(card, steps, doing));
    }
}

/// What the steps do not say: what none of them uses, and sorts.
fn write_library(children: &Children<'_>, map: &JourneyMap) -> Library {
    let mut library = Library::default();
    let used: BTreeSet<&String> = map.steps().flat_map(|step| &step.touchpoints).collect();
    let mut told = BTreeSet::new();
    for (_, record) in children.of_kind(MAP, touchpoint::KIND.name) {
        let name = record.prose("name").unwrap_or_default();
        // Two people may have defined the same at the same time.
        if !used.contains(&name) && told.insert(name.clone()) {
            library.touchpoints.push(name);
        }
    }
    let used: BTreeSet<&String> = map.steps().flat_map(|step| &step.channels).collect();
    let mut told = BTreeSet::new();
    for (_, record) in children.of_kind(MAP, channel::KIND.name) {
        let channel = channel::write(record);
        let says_something = !used.contains(&channel.channel) || channel.sort.is_some();
        if says_something && told.insert(channel.channel.clone()) {
            library.channels.push(channel);
        }
    }
    library
}

/// Opportunities with a second action, which the file has no place for.
fn second_actions(children: &Children<'_>, keys: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let opportunities = keys.iter().filter(|(key, _)| key.contains(".opportunity."));
    let several =
        opportunities.filter(|(_, id)| children.of_kind(id, action::KIND.name).nth(1).is_some());
    let found = several.map(|(key, _)| {
        let message =
            format!("the opportunity {key} has more than one action; the file holds the first");
        Diagnostic::new("second-action", Severity::Warning, message)
            .help("give the other an opportunity of its own")
    });
    found.collect()
}

fn ended_nowhere(what: &str) -> Diagnostic {
    let message = format!("a {what} has lost the step at one of its ends");
    Diagnostic::new("lost-end", Severity::Warning, message)
        .help("bring the step back from the bin, or remove it")
}

#[cfg(test)]
mod tests;
