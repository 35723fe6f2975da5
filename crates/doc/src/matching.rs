//! Which records the parts of a changed file are: names, words and neighbours tell, for a file carries no ids.
//!
//! Greedy, the surest first. Of each kind, parents before children: same parent and same words; same words anywhere (it was
//! moved); same parent and most alike (it was renamed or rewritten), where likeness is Dice's coefficient of pairs of
//! characters in the words, or nearly all that lies in it being the same. What is left is new, and what is not found is removed.

use crate::kind::{self, Kind, Place, Type};
use crate::rank::reorder;
use crate::record::{Item, MAP, Record, Records, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Less alike than this is another card.
const ALIKE: f64 = 0.4;

/// The state that a file means: its records under the ids that `base` gives them, ranks kept wherever the order allows.
pub fn recognise(base: &Records, file: &Records) -> Records {
    let mut ids = same_records(base, file);
    same_actions(base, file, &mut ids);
    let mut meant = renamed(file, &ids);
    keep_ranks(base, &mut meant);
    meant
}

/// Id in the file → id in the base.
fn same_records(base: &Records, file: &Records) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::from([(MAP.to_owned(), MAP.to_owned())]);
    let (old_children, new_children) = (base.children(), file.children());
    // An action is found by its opportunity.
    let found_by_words =
        |kind: &&Kind| !kind.talk && kind.name != MAP && kind.name != kind::action::KIND.name;
    for kind in kind::ALL.iter().filter(found_by_words) {
        let gather = |records: &Records, living: BTreeSet<&str>| {
            let all = records
                .0
                .iter()
                .filter(|(id, record)| record.kind == kind.name && living.contains(id.as_str()));
            let mut parts: Vec<Part> =
                all.map(|(id, record)| Part::of(records, id, record)).collect();
            parts.sort_by(|a, b| (&a.parent, &a.rank, &a.id).cmp(&(&b.parent, &b.rank, &b.id)));
            parts
        };
        let old = gather(base, base.living());
        let mut new = gather(file, file.living());
        for part in &mut new {
            if let Some(parent) = ids.get(&part.parent) {
                part.parent.clone_from(parent);
            }
        }
        let inside = |children: &crate::record::Children<'_>, records: &Records, id: &str| {
            children.of(id).iter().map(|(id, _)| records.name_of(id)).collect::<BTreeSet<String>>()
        };
        let likeness = |old: &Part, new: &Part| {
            let words = alike(&old.words, &new.words);
            let (was, is) =
                (inside(&old_children, base, &old.id), inside(&new_children, file, &new.id));
            let shared = was.intersection(&is).count();
            let all = was.len().max(is.len());
            let content = if all == 0 { 0.0 } else { shared as f64 / all as f64 };
            words.max(content).max(
                if old.rest == new.rest && kind.place == Place::Column && !old.rest.is_empty() {
                    0.9
                } else {
                    0.0
                },
            )
        };
        pair(&old, &new, likeness, &mut ids);
    }
    ids
}

/// The action of an opportunity is what is done about it, whatever its id and its words.
fn same_actions(base: &Records, file: &Records, ids: &mut BTreeMap<String, String>) {
    let (known, said) = (base.children(), file.children());
    let opportunities: Vec<(String, String)> = ids
        .iter()
        .filter(|(_, old)| {
            base.get(old).is_some_and(|record| record.kind == kind::opportunity::KIND.name)
        })
        .map(|(new, old)| (new.clone(), old.clone()))
        .collect();
    for (new, old) in opportunities {
        let first = |children: &crate::record::Children<'_>, id: &str| {
            children.of_kind(id, kind::action::KIND.name).next().map(|(id, _)| id.to_owned())
        };
        if let Some(action) = first(&said, &new) {
            let same = first(&known, &old).unwrap_or_else(|| {
                let own = kind::action::id(&old);
                // That of another opportunity by now, or in the bin.
                if base.get(&own).is_some() { action.clone() } else { own }
            });
            ids.insert(action, same);
        }
    }
}

/// A record as it is compared.
struct Part {
    id: String,
    parent: String,
    rank: String,
    words: String,
    rest: String,
}

impl Part {
    fn of(records: &Records, id: &str, record: &Record) -> Self {
        let mut words = String::new();
        for field in ["name", "text", "from", "to", "when", "what"] {
            if let Some(said) = record.prose(field).or_else(|| record.word(field)) {
                // What an arc leads to is known by its name.
                let target =
                    said.strip_prefix('@').map(|id| records.name_of(id.trim_end_matches('#')));
                words.push_str(&target.unwrap_or(said));
                words.push('\n');
            }
        }
        let activities = record.items("match").join("\n");
        Self {
            id: id.to_owned(),
            parent: record.parent.clone().unwrap_or_default(),
            rank: record.rank.clone(),
            words,
            rest: activities,
        }
    }
}

/// Pairs parts, the surest first.
fn pair(
    old: &[Part],
    new: &[Part],
    likeness: impl Fn(&Part, &Part) -> f64,
    ids: &mut BTreeMap<String, String>,
) {
    let mut free_old: Vec<&Part> = old.iter().collect();
    let mut free_new: Vec<&Part> = new.iter().collect();
    let sure: [fn(&Part, &Part) -> bool; 2] = [
        |old, new| old.parent == new.parent && old.words == new.words,
        |old, new| old.words == new.words && !old.words.trim().is_empty(),
    ];
    for is_same in sure {
        free_new.retain(|new| match free_old.iter().position(|old| is_same(old, new)) {
            Some(at) => {
                ids.insert(new.id.clone(), free_old.remove(at).id.clone());
                false
            }
            None => true,
        });
    }
    let mut likely: Vec<(f64, usize, usize)> = Vec::new();
    for (o, old) in free_old.iter().enumerate() {
        for (n, new) in free_new.iter().enumerate().filter(|(_, new)| old.parent == new.parent) {
            let much = likeness(old, new);
            if much >= ALIKE {
                likely.push((much, o, n));
            }
        }
    }
    likely.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut taken_old, mut taken_new) = (BTreeSet::new(), BTreeSet::new());
    for (_, o, n) in likely {
        if !taken_old.contains(&o) && !taken_new.contains(&n) {
            taken_old.insert(o);
            taken_new.insert(n);
            ids.insert(free_new[n].id.clone(), free_old[o].id.clone());
        }
    }
}

/// Dice's coefficient of the pairs of neighbouring characters: 0 … 1.
fn alike(a: &str, b: &str) -> f64 {
    let pairs = |text: &str| {
        let letters: Vec<char> =
            text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
        let mut counted: BTreeMap<(char, char), usize> = BTreeMap::new();
        for pair in letters.windows(2) {
            *counted.entry((pair[0], pair[1])).or_default() += 1;
        }
        counted
    };
    let (a, b) = (pairs(a), pairs(b));
    let shared: usize = a.iter().map(|(pair, n)| n.min(b.get(pair).unwrap_or(&0))).sum();
    let all: usize = a.values().sum::<usize>() + b.values().sum::<usize>();
    if all == 0 { 0.0 } else { 2.0 * shared as f64 / all as f64 }
}

/// The same records under other ids, wherever an id stands.
fn renamed(records: &Records, ids: &BTreeMap<String, String>) -> Records {
    let new = |id: &str| ids.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let mut meant = Records::default();
    for (id, record) in &records.0 {
        let mut record = record.clone();
        record.parent = record.parent.as_deref().map(new);
        let fields = kind::of(&record.kind).map_or(&[][..], |kind: &Kind| kind.fields);
        for field in fields {
            match field.takes {
                Type::Ref { .. } => {
                    if let Some(Value::Word(word)) = record.values.get_mut(field.name) {
                        rename_reference(word, &new);
                    }
                }
                Type::Claim | Type::Question => {
                    if let Some(Value::Word(text)) = record.values.get_mut(field.name) {
                        rename_in_question(text, &new);
                    }
                }
                Type::Set { to: Some(_), .. } => {
                    for item in record.sets.get_mut(field.name).into_iter().flatten() {
                        item.item = new(&item.item);
                    }
                }
                _ => (),
            }
        }
        meant.0.insert(new(id), record);
    }
    meant
}

fn rename_reference(word: &mut String, new: &impl Fn(&str) -> String) {
    let Some(target) = word.strip_prefix('@').filter(|target| !target.starts_with('@')) else {
        return;
    };
    let (id, end) = target.strip_suffix('#').map_or((target, ""), |id| (id, "#"));
    *word = format!("@{}{end}", new(id));
}

fn rename_in_question(text: &mut String, new: &impl Fn(&str) -> String) {
    let Ok(mut asked) = serde_json::from_str::<serde_json::Value>(text) else { return };
    if let Some(serde_json::Value::String(step)) = asked.get_mut("step") {
        rename_reference(step, new);
        *text = asked.to_string();
    }
}

/// Gives what did not move the ranks it had.
fn keep_ranks(base: &Records, meant: &mut Records) {
    let mut groups: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    let children = meant.children();
    for parent in meant.0.keys() {
        for (id, record) in children.of(parent) {
            let group = groups.entry((parent.clone(), record.kind.clone())).or_default();
            group.push((*id).to_owned());
        }
    }
    for ids in groups.values() {
        let names: Vec<&str> = ids.iter().map(String::as_str).collect();
        let old: Vec<Option<&str>> = ids
            .iter()
            .map(|id| {
                let old = base.get(id).filter(|old| old.parent == meant.0[id].parent);
                old.map(|old| old.rank.as_str())
            })
            .collect();
        for (id, rank) in ids.iter().zip(reorder(&names, &old)) {
            if let Some(record) = meant.0.get_mut(id) {
                record.rank = rank;
            }
        }
    }
    for (id, record) in &mut meant.0 {
        let Some(known) = base.get(id) else { continue };
        for (field, items) in &mut record.sets {
            let was = known.sets.get(field).map_or(&[][..], Vec::as_slice);
            let rank_of =
                |item: &Item| was.iter().find(|w| w.item == item.item).map(|w| w.rank.as_str());
            let names: Vec<&str> = items.iter().map(|item| item.item.as_str()).collect();
            let old: Vec<Option<&str>> = items.iter().map(rank_of).collect();
            let ranks = reorder(&names, &old);
            for (item, rank) in items.iter_mut().zip(ranks) {
                item.rank = rank;
            }
        }
    }
}
