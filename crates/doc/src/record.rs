//! The state of a map as flat records, without anything of the CRDT: what is asked, compared and shown.

use crate::kind::{self, Kind, Type};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Id of the record of the map itself.
pub const MAP: &str = "map";

/// The kind of what people say about a record.
const COMMENT: &str = "comment";

/// A value that is not prose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "FieldValue")]
#[serde(untagged)]
pub enum Value {
    /// Only ever true: what is false is absent.
    Flag(bool),
    /// A number.
    Number(f64),
    /// A word, a choice, JSON of a question, a reference.
    Word(String),
}

/// An item of a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "SetItem")]
pub struct Item {
    /// What it is.
    pub item: String,
    /// Its place.
    pub rank: String,
}

/// A record with everything that is said of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Record {
    /// Its kind.
    pub kind: String,
    /// What it lies in; nothing for the map.
    pub parent: Option<String>,
    /// Its place among its siblings; empty for the map.
    pub rank: String,
    /// The record whose removal took it along.
    pub gone: Option<String>,
    /// Prose by field; no empty ones.
    pub text: BTreeMap<String, String>,
    /// Other values by field.
    pub values: BTreeMap<String, Value>,
    /// Items of sets by field, in order; no empty ones.
    pub sets: BTreeMap<String, Vec<Item>>,
}

/// All records of a map by id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Records(pub BTreeMap<String, Record>);

impl Records {
    /// A map of which nothing is said.
    pub fn empty() -> Self {
        let map = Record { kind: MAP.into(), ..Record::default() };
        Self(BTreeMap::from([(MAP.to_owned(), map)]))
    }

    /// A record, removed or not.
    pub fn get(&self, id: &str) -> Option<&Record> {
        self.0.get(id)
    }

    /// Ids of the records that live: not removed, or with something below that lives and is not talk; and lying in the map.
    pub fn living(&self) -> BTreeSet<&str> {
        let reached = self.reached();
        let mut living: BTreeSet<&str> = BTreeSet::new();
        // From the leaves up: what keeps others alive.
        for (id, record, kind) in reached.iter().rev().filter(|(_, _, kind)| !kind.talk) {
            if record.gone.is_none() || living.contains(id) {
                living.insert(id);
                living.extend(record.parent.as_deref().filter(|_| kind.name != MAP));
            }
        }
        // From the map down: talk lives only where what it is about does.
        for (id, record, _) in reached.iter().filter(|(_, _, kind)| kind.talk) {
            let is_about = record.parent.as_deref().is_some_and(|parent| living.contains(parent));
            if record.gone.is_none() && is_about {
                living.insert(id);
            }
        }
        living
    }

    /// What hangs in the map by parents of fitting kinds, removed or not; parents come first.
    fn reached(&self) -> Vec<(&str, &Record, &'static Kind)> {
        let mut below: BTreeMap<&str, Vec<(&str, &Record, &'static Kind)>> = BTreeMap::new();
        for (id, record) in self.0.iter().filter(|(id, _)| id.as_str() != MAP) {
            if let (Some(kind), Some(parent)) = (kind::of(&record.kind), &record.parent) {
                below.entry(parent).or_default().push((id, record, kind));
            }
        }
        let map = self.0.get_key_value(MAP).filter(|(_, map)| map.kind == MAP);
        let mut reached: Vec<_> = map
            .and_then(|(id, record)| Some((id.as_str(), record, kind::of(MAP)?)))
            .into_iter()
            .collect();
        let mut at = 0;
        while at < reached.len() {
            let (id, _, kind) = reached[at];
            let children = below.remove(id).unwrap_or_default();
            reached.extend(children.into_iter().filter(|(_, _, child)| child.may_lie_in(kind)));
            at += 1;
        }
        reached
    }

    /// What lives in each record, in order.
    pub fn children(&self) -> Children<'_> {
        let mut of: BTreeMap<&str, Vec<(&str, &Record)>> = BTreeMap::new();
        for id in self.living() {
            let record = &self.0[id];
            if let Some(parent) = &record.parent {
                of.entry(parent).or_default().push((id, record));
            }
        }
        for children in of.values_mut() {
            children.sort_by(|a, b| (&a.1.rank, a.0).cmp(&(&b.1.rank, b.0)));
        }
        Children(of)
    }

    /// Threads of comments that live and that nobody has resolved.
    pub fn open_comments(&self) -> usize {
        let is_comment = |id: &str| self.get(id).is_some_and(|record| record.kind == COMMENT);
        let living = self.living();
        let open = living.into_iter().filter_map(|id| self.get(id)).filter(|record| {
            record.kind == COMMENT
                && !record.flag("resolved")
                && !record.parent.as_deref().is_some_and(is_comment)
        });
        open.count()
    }

    /// What people call a record: the beginning of its name or words.
    pub fn name_of(&self, id: &str) -> String {
        let Some(record) = self.get(id) else { return String::new() };
        let words = record.text.get("name").or_else(|| record.text.get("text"));
        words.map_or_else(String::new, |words| words.chars().take(80).collect())
    }

    /// Names from the uppermost in the map down to a record, which come as people call them.
    pub fn way_to(&self, id: &str) -> Vec<String> {
        let mut way = Vec::new();
        let mut at = id;
        // Steps are counted, for what lies in a ring has no uppermost.
        for _ in 0..=self.0.len() {
            match self.get(at).and_then(|record| record.parent.as_deref()) {
                Some(parent) => {
                    way.push(self.name_of(at));
                    at = parent;
                }
                None => break,
            }
        }
        if way.is_empty() {
            way.push(self.name_of(id));
        }
        way.reverse();
        way
    }

    /// What a field of a record holds, as people see it; nothing for an empty one. Of a set no more items than `most` characters need.
    pub(crate) fn shown(&self, record: &Record, field: &str, most: usize) -> Option<String> {
        let called = |id: &str| Some(self.name_of(id)).filter(|name| !name.is_empty());
        match kind::of(&record.kind)?.field(field)?.takes {
            Type::Text { .. } => record.prose(field),
            Type::Set { to, .. } => {
                let named = |id: &str| to.and_then(|_| called(id)).unwrap_or_else(|| id.to_owned());
                let mut all = String::new();
                let mut length = 0;
                for Item { item, .. } in record.sets.get(field).into_iter().flatten() {
                    if length > most {
                        break;
                    }
                    let name = named(item);
                    let between = if all.is_empty() { "" } else { ", " };
                    length += between.len() + name.chars().count();
                    all.extend([between, &name]);
                }
                Some(all).filter(|all| !all.is_empty())
            }
            _ => record.values.get(field).map(|value| match value {
                Value::Flag(_) => "yes".into(),
                Value::Number(number) => number.to_string(),
                Value::Word(word) => {
                    let to =
                        word.strip_prefix('@').map(|id| id.trim_end_matches('#')).and_then(called);
                    to.unwrap_or_else(|| word.clone())
                }
            }),
        }
    }
}

/// Living records by what they lie in.
#[derive(Debug)]
pub struct Children<'a>(BTreeMap<&'a str, Vec<(&'a str, &'a Record)>>);

impl<'a> Children<'a> {
    /// All that lies in a record, in order.
    pub fn of(&self, id: &str) -> &[(&'a str, &'a Record)] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }

    /// Those of one kind, in order.
    pub fn of_kind(&self, id: &str, kind: &str) -> impl Iterator<Item = (&'a str, &'a Record)> {
        self.of(id).iter().copied().filter(move |(_, record)| record.kind == kind)
    }

    /// What a record lies after among its own kind; nothing for the first, and for one that is not there.
    pub(crate) fn before(&self, id: &str, record: &Record) -> Option<&'a str> {
        let siblings = self.of(record.parent.as_deref()?);
        let at = siblings.partition_point(|(sibling, lies)| {
            (lies.rank.as_str(), *sibling) < (record.rank.as_str(), id)
        });
        siblings.get(at).filter(|(sibling, _)| *sibling == id)?;
        // What lies between two of a kind is of other kinds: for all of a kind together every sibling is passed once.
        let mut nearest = siblings[..at].iter().rev();
        nearest.find(|(_, lies)| lies.kind == record.kind).map(|(sibling, _)| *sibling)
    }
}

impl Record {
    /// A new record of a kind.
    pub(crate) fn new(kind: &Kind) -> Self {
        Self { kind: kind.name.into(), ..Self::default() }
    }

    pub(crate) fn prose(&self, field: &str) -> Option<String> {
        self.text.get(field).cloned()
    }

    pub(crate) fn word(&self, field: &str) -> Option<String> {
        match self.values.get(field) {
            Some(Value::Word(word)) => Some(word.clone()),
            _ => None,
        }
    }

    pub(crate) fn number(&self, field: &str) -> Option<f64> {
        match self.values.get(field) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    pub(crate) fn flag(&self, field: &str) -> bool {
        self.values.get(field) == Some(&Value::Flag(true))
    }

    /// One of the words of an enumeration of the text form.
    pub(crate) fn choice<T: DeserializeOwned>(&self, field: &str) -> Option<T> {
        serde_json::from_value(serde_json::Value::String(self.word(field)?)).ok()
    }

    pub(crate) fn items(&self, field: &str) -> Vec<String> {
        let items = self.sets.get(field).map_or(&[][..], Vec::as_slice);
        items.iter().map(|item| item.item.clone()).collect()
    }

    pub(crate) fn say_prose(&mut self, field: &str, text: Option<&str>) {
        match text.filter(|text| !text.is_empty()) {
            Some(text) => self.text.insert(field.into(), text.into()),
            None => self.text.remove(field),
        };
    }

    pub(crate) fn say(&mut self, field: &str, value: Option<Value>) {
        match value {
            Some(value) => self.values.insert(field.into(), value),
            None => self.values.remove(field),
        };
    }

    pub(crate) fn say_word(&mut self, field: &str, word: Option<&str>) {
        self.say(field, word.filter(|word| !word.is_empty()).map(|word| Value::Word(word.into())));
    }

    pub(crate) fn say_flag(&mut self, field: &str, flag: bool) {
        self.say(field, flag.then_some(Value::Flag(true)));
    }

    pub(crate) fn say_choice(&mut self, field: &str, choice: Option<&impl Serialize>) {
        let word = choice.and_then(|choice| serde_json::to_value(choice).ok());
        self.say_word(field, word.as_ref().and_then(|word| word.as_str()));
    }

    /// Items in this order, each once.
    pub(crate) fn say_items<S: AsRef<str>>(&mut self, field: &str, items: &[S]) {
        let mut seen = BTreeSet::new();
        let items: Vec<&str> =
            items.iter().map(AsRef::as_ref).filter(|item| seen.insert(*item)).collect();
        let ranks = crate::rank::spread(items.len());
        let items: Vec<Item> = items
            .into_iter()
            .zip(ranks)
            .map(|(item, rank)| Item { item: item.into(), rank })
            .collect();
        if items.is_empty() {
            self.sets.remove(field);
        } else {
            self.sets.insert(field.into(), items);
        }
    }

    /// Puts an item at a rank, or takes it out.
    pub(crate) fn put(&mut self, field: &str, item: &str, rank: Option<&str>) {
        let items = self.sets.entry(field.into()).or_default();
        items.retain(|known| known.item != item);
        if let Some(rank) = rank {
            let new = Item { item: item.into(), rank: rank.into() };
            let at =
                items.partition_point(|known| (&known.rank, &known.item) < (&new.rank, &new.item));
            items.insert(at, new);
        }
        if items.is_empty() {
            self.sets.remove(field);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The map, one stage, one step, a need; then what `change` does. Ids that live, in order.
    fn check(change: impl FnOnce(&mut Records), expect: &str) {
        let mut records = Records::empty();
        for (id, kind, parent) in
            [("a", "stage", "map"), ("b", "step", "a"), ("c", "need", "b"), ("d", "comment", "c")]
        {
            let record = Record {
                kind: kind.into(),
                parent: Some(parent.into()),
                rank: "V".into(),
                ..Record::default()
            };
            records.0.insert(id.into(), record);
        }
        change(&mut records);
        let living: Vec<&str> = records.living().into_iter().collect();
        assert_eq!(living.join(" "), expect);
    }

    fn mark(records: &mut Records, ids: &[&str]) {
        for id in ids {
            records.0.get_mut(*id).expect("a record").gone = Some("a".into());
        }
    }

    #[test]
    fn what_is_removed_lives_on_for_what_lives_in_it() {
        check(|_| (), "a b c d map");
        check(|records| mark(records, &["a", "b", "c", "d"]), "map");
        check(|records| mark(records, &["a", "b"]), "a b c d map");
        check(|records| mark(records, &["c", "d"]), "a b map");
    }

    #[test]
    fn talk_keeps_nothing_alive() {
        check(|records| mark(records, &["c"]), "a b map");
        check(|records| mark(records, &["a", "b", "c"]), "map");
    }

    #[test]
    fn a_record_lies_after_the_nearest_of_its_kind() {
        let mut records = Records::empty();
        let lying = |kind: &str, rank: &str| Record {
            kind: kind.into(),
            parent: Some(MAP.into()),
            rank: rank.into(),
            ..Record::default()
        };
        for (id, kind, rank) in [
            ("d", "stage", "1"),
            ("p", "channel", "2"),
            // Of one rank: by id.
            ("b", "stage", "3"),
            ("a", "stage", "3"),
            ("q", "channel", "4"),
            ("c", "stage", "5"),
        ] {
            records.0.insert(id.into(), lying(kind, rank));
        }
        let children = records.children();
        let after = |id: &str| children.before(id, &records.0[id]);
        let told = ["d", "a", "b", "c", "p", "q"].map(after);
        assert_eq!(told, [None, Some("d"), Some("a"), Some("b"), None, Some("p")]);
        assert_eq!(children.before("gone", &lying("stage", "9")), None, "it is not there");
    }

    #[test]
    fn what_hangs_nowhere_or_in_a_circle_or_at_the_wrong_place_does_not_live() {
        let parent = |id: &'static str, parent: &'static str| {
            move |records: &mut Records| {
                records.0.get_mut(id).expect("a record").parent = Some(parent.into());
            }
        };
        check(parent("b", "nobody"), "a map");
        check(parent("a", "b"), "map");
        check(parent("c", "a"), "a b map");
    }
}
