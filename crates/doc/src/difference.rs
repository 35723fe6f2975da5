//! What turns one state of a map into another: as edits, for a restore or a merge; and as changes, for people.
//!
//! Talk about the map is left as it is: a comment is not undone by going back to an older map.

use crate::edit::{Beneath, Bounds, Edit, Said};
use crate::kind::{self, Type, map};
use crate::record::{Item, MAP, Record, Records, Value};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use wayline_model::diagnostic::{Diagnostic, Severity};

/// What leads from one state to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// Edits that can all be made, one after the other.
    pub edits: Vec<Edit>,
    /// What of the other state cannot be had by any edit.
    pub left_out: Vec<LeftOut>,
}

/// Something that a file or an older version says, and that a map does not take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct LeftOut {
    /// Id of the record that it is said of.
    pub record: String,
    /// Where that lies: names from the uppermost down to its own, as the file has them.
    pub place: Vec<String>,
    /// The field; nothing where all of the record is left out, or where it lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Why.
    pub why: Refusal,
}

impl LeftOut {
    /// The same as a warning for people.
    pub fn finding(&self) -> Diagnostic {
        let place = self.place.join(" › ");
        let field = self.field.as_ref().map(|field| format!(": {field}")).unwrap_or_default();
        let message = format!("“{place}”{field} is left out: {}", self.why.detail);
        Diagnostic::new("left-out", Severity::Warning, message).help(self.why.help.clone())
    }
}

/// Edits that make the living records of `from` those of `to`, and what of it no edit can do.
pub fn difference(from: &Records, to: &Records) -> Difference {
    let mut walk =
        Walk { at: from.clone(), to, beneath: Beneath::default(), found: Difference::default() };
    let wanted: Vec<&str> = in_order(to);
    let living: BTreeSet<&str> = wanted.iter().copied().collect();
    walk.bring_back(&wanted);
    for id in &wanted {
        let record = &to.0[*id];
        match walk.at.get(id) {
            None => walk.step(addition(id, record)),
            Some(known) if (&known.parent, &known.rank) != (&record.parent, &record.rank) => {
                if let Some(parent) = &record.parent {
                    let (id, rank) = ((*id).to_owned(), record.rank.clone());
                    walk.step(Edit::Move { id, parent: parent.clone(), rank });
                }
            }
            Some(_) => (),
        }
    }
    for id in &wanted {
        let Some(known) = walk.at.get(id) else { continue };
        for edit in said_otherwise(id, known, &to.0[*id]) {
            walk.step(edit);
        }
    }
    walk.remove_others(&living);
    // What lived on only for something that is now removed.
    walk.bring_back(&wanted);
    walk.remove_others(&living);
    walk.found
}

/// Edits and what they lead to.
struct Walk<'a> {
    at: Records,
    to: &'a Records,
    beneath: Beneath,
    found: Difference,
}

impl Walk<'_> {
    fn step(&mut self, edit: Edit) {
        match self.at.apply_by(&edit, Bounds::AsItWas, &mut self.beneath) {
            Ok(()) => self.found.edits.push(edit),
            Err(why) => self.found.left_out.push(self.left_out(&edit, why)),
        }
    }

    fn left_out(&self, edit: &Edit, why: Refusal) -> LeftOut {
        let field = match edit {
            Edit::Set { field, .. }
            | Edit::Write { field, .. }
            | Edit::Put { field, .. }
            | Edit::Take { field, .. } => Some(field.clone()),
            _ => None,
        };
        let records = if self.to.get(edit.record()).is_some() { self.to } else { &self.at };
        let place = records.way_to(edit.record());
        LeftOut { record: edit.record().into(), place, field, why }
    }

    fn lives(&mut self, id: &str) -> bool {
        self.beneath.lives(&self.at, id)
    }

    fn bring_back(&mut self, wanted: &[&str]) {
        for id in wanted {
            if self.at.get(id).is_some_and(|record| record.gone.is_some()) && !self.lives(id) {
                self.step(Edit::BringBack { id: (*id).to_owned() });
            }
        }
    }

    fn remove_others(&mut self, wanted: &BTreeSet<&str>) {
        let now: Vec<String> = in_order(&self.at).into_iter().map(str::to_owned).collect();
        for id in now {
            if !wanted.contains(id.as_str()) && self.lives(&id) {
                self.step(Edit::Remove { id });
            }
        }
    }
}

/// Living records that are not talk, parents first.
fn in_order(records: &Records) -> Vec<&str> {
    let children = records.children();
    let mut order = vec![MAP];
    let mut at = 0;
    while at < order.len() {
        let below = children.of(order[at]).iter();
        let is_talk = |record: &Record| kind::of(&record.kind).is_none_or(|kind| kind.talk);
        order.extend(below.filter(|(_, record)| !is_talk(record)).map(|(id, _)| *id));
        at += 1;
    }
    order.retain(|id| records.get(id).is_some());
    order
}

fn addition(id: &str, record: &Record) -> Edit {
    let mut fields: BTreeMap<String, Said> = BTreeMap::new();
    for (field, text) in &record.text {
        fields.insert(field.clone(), Said::Value(Value::Word(text.clone())));
    }
    for (field, value) in &record.values {
        fields.insert(field.clone(), Said::Value(value.clone()));
    }
    for field in record.sets.keys() {
        fields.insert(field.clone(), Said::Items(record.items(field)));
    }
    Edit::Add {
        id: id.to_owned(),
        kind: record.kind.clone(),
        parent: record.parent.clone().unwrap_or_default(),
        rank: record.rank.clone(),
        fields,
    }
}

/// Edits that make a record say what another does.
fn said_otherwise(id: &str, from: &Record, to: &Record) -> Vec<Edit> {
    let mut edits = Vec::new();
    let Some(kind) = kind::of(&to.kind) else { return edits };
    for field in kind.fields {
        if to.kind == MAP && map::TALK.contains(&field.name) {
            continue;
        }
        let (id, name) = (id.to_owned(), field.name.to_owned());
        match field.takes {
            Type::Text { .. } => {
                let text = to.prose(&name).unwrap_or_default();
                if from.prose(&name).unwrap_or_default() != text {
                    edits.push(Edit::Write { id, field: name, text });
                }
            }
            Type::Set { .. } => {
                let wanted = to.sets.get(&name).map_or(&[][..], Vec::as_slice);
                let known = from.sets.get(&name).map_or(&[][..], Vec::as_slice);
                let ranks = |items: &'_ [Item]| -> BTreeMap<String, String> {
                    items.iter().map(|item| (item.item.clone(), item.rank.clone())).collect()
                };
                let (stays, was) = (ranks(wanted), ranks(known));
                for item in known.iter().filter(|known| !stays.contains_key(&known.item)) {
                    let (id, field, item) = (id.clone(), name.clone(), item.item.clone());
                    edits.push(Edit::Take { id, field, item });
                }
                for item in wanted.iter().filter(|item| was.get(&item.item) != Some(&item.rank)) {
                    let (item, rank) = (item.item.clone(), item.rank.clone());
                    edits.push(Edit::Put { id: id.clone(), field: name.clone(), item, rank });
                }
            }
            _ => {
                let value = to.values.get(&name).cloned();
                if from.values.get(&name) != value.as_ref() {
                    edits.push(Edit::Set { id, field: name, value });
                }
            }
        }
    }
    edits
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Became {
    /// It was not there, or in the bin.
    Added,
    /// It is gone.
    Removed,
    /// It lies somewhere else.
    Moved,
    /// Something else is said of it.
    Changed,
}

/// A difference between two states, for people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Change {
    /// Id of the record.
    pub record: String,
    /// Its kind.
    pub kind: String,
    /// Its name, as it is now; as it was, if it is gone.
    pub name: String,
    /// What became of it.
    pub change: Became,
    /// The field, where something else is said; `in` where it lies in something else, `rank` where it lies after something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What was said; the name of what it lay in, or after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What is said; the name of what it lies in, or after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// What differs between two states, in the order of the map.
pub fn changes(from: &Records, to: &Records) -> Vec<Change> {
    let (was, is) = (in_order(from), in_order(to));
    let known: BTreeSet<&str> = was.iter().copied().collect();
    let living: BTreeSet<&str> = is.iter().copied().collect();
    let (lay, lies) = (from.children(), to.children());
    let mut changes = Vec::new();
    for id in &is {
        let record = &to.0[*id];
        let change = |change, field: Option<&str>, from, to_| Change {
            record: (*id).to_owned(),
            kind: record.kind.clone(),
            name: to.name_of(id),
            change,
            field: field.map(str::to_owned),
            from,
            to: to_,
        };
        let place = |records: &Records, record: &Record| {
            record.parent.as_deref().map(|parent| records.name_of(parent))
        };
        if !known.contains(id) {
            changes.push(change(Became::Added, None, None, place(to, record)));
            continue;
        }
        let old = &from.0[*id];
        if old.parent != record.parent {
            changes.push(change(Became::Moved, Some("in"), place(from, old), place(to, record)));
        } else if old.rank != record.rank {
            let (before, after) = (lay.before(id, old), lies.before(id, record));
            if before != after {
                let (before, after) =
                    (before.map(|id| from.name_of(id)), after.map(|id| to.name_of(id)));
                changes.push(change(Became::Moved, Some("rank"), before, after));
            }
        }
        let mut looked_at: Option<String> = None;
        for edit in said_otherwise(id, old, record) {
            let (Edit::Set { field, .. }
            | Edit::Write { field, .. }
            | Edit::Put { field, .. }
            | Edit::Take { field, .. }) = &edit
            else {
                continue;
            };
            // There is an edit for every item of a set, and the set is told once.
            if looked_at.as_ref() == Some(field) {
                continue;
            }
            looked_at = Some(field.clone());
            let shown = |records: &Records, record| records.shown(record, field, usize::MAX);
            let (before, after) = (shown(from, old), shown(to, record));
            if before != after {
                changes.push(change(Became::Changed, Some(field), before, after));
            }
        }
    }
    for id in was.into_iter().filter(|id| !living.contains(id)) {
        let parent = from.0[id].parent.as_deref().map(|parent| from.name_of(parent));
        changes.push(Change {
            record: id.to_owned(),
            kind: from.0[id].kind.clone(),
            name: from.name_of(id),
            change: Became::Removed,
            field: None,
            from: parent,
            to: None,
        });
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Records;

    #[test]
    fn what_a_map_does_not_take_is_told_with_its_place_and_why_and_the_rest_is_taken() {
        let lying = |kind: &kind::Kind, parent: &str, rank: &str, name: &str| {
            let mut record = Record::new(kind);
            record.parent = Some(parent.into());
            record.rank = rank.into();
            record.say_prose("name", Some(name));
            record
        };
        let mut from = Records::empty();
        from.0.insert("a".into(), lying(&kind::stage::KIND, MAP, "V", "Purchase"));
        from.0.insert("b".into(), lying(&kind::step::KIND, "a", "V", "Pays"));
        let mut to = from.clone();
        // None of these ranks is one.
        to.0.insert("c".into(), lying(&kind::step::KIND, "a", "a0", "Waits"));
        to.0.insert("d".into(), lying(&kind::stage::KIND, MAP, "k", "Use"));
        let step = to.0.get_mut("b").expect("a step");
        step.rank = "?".into();
        step.say_word("limit", Some("10m"));
        step.put("match", "pay", Some(""));
        step.put("match", "pay/now", Some("V"));
        let found = difference(&from, &to);
        let told: Vec<String> = found.left_out.iter().map(|left| left.finding().message).collect();
        assert_eq!(
            told,
            [
                "“Purchase › Pays” is left out: `?` is no rank",
                "“Purchase › Waits” is left out: `a0` is no rank",
                "“Purchase › Pays”: match is left out: `` is no rank",
            ]
        );
        assert!(found.left_out.iter().all(|left| !left.why.help.is_empty()));
        for edit in &found.edits {
            from.apply(edit).expect("it can be made");
        }
        assert_eq!(from.name_of("d"), "Use");
        assert_eq!(from.0["b"].word("limit").as_deref(), Some("10m"));
        assert_eq!(from.0["b"].items("match"), ["pay/now"]);
    }
}
