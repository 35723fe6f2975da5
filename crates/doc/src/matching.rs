//! Which records the parts of a changed file are: names, words and neighbours tell, for a file carries no ids.
//!
//! Greedy, the surest first. Of each kind, parents before children: same parent and same words; same words anywhere (it was
//! moved); same parent and most alike (it was renamed or rewritten), where likeness is Dice's coefficient of pairs of
//! characters in the words, or nearly all that lies in it being the same; of hundreds in one place, those that lie near. What is
//! left is new, and what is not found is removed.

use crate::kind::{self, Kind, Place, Type};
use crate::rank::reorder;
use crate::record::{Children, MAP, Record, Records, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Less alike than this is another card.
const ALIKE: f64 = 0.4;
/// Among very many in one place, what is alike is looked for so far to either side of where it would now lie.
const NEAR: usize = 100;

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
    let (mut old, mut new) = (Parts::of(base), Parts::of(file));
    // An action is found by its opportunity.
    let found_by_words =
        |kind: &&Kind| !kind.talk && kind.name != MAP && kind.name != kind::action::KIND.name;
    for kind in kind::ALL.iter().filter(found_by_words) {
        let old = old.of_kind(kind);
        let mut new = new.of_kind(kind);
        for part in &mut new {
            if let Some(parent) = ids.get(&part.parent) {
                part.parent.clone_from(parent);
            }
        }
        pair(&old, &new, &mut ids);
    }
    ids
}

/// The living records of a state by kind, and what lies in what.
struct Parts<'a> {
    records: &'a Records,
    children: Children<'a>,
    of: BTreeMap<&'a str, Vec<(&'a str, &'a Record)>>,
}

impl<'a> Parts<'a> {
    fn of(records: &'a Records) -> Self {
        let mut of: BTreeMap<&str, Vec<(&str, &Record)>> = BTreeMap::new();
        for id in records.living() {
            let record = &records.0[id];
            of.entry(&record.kind).or_default().push((id, record));
        }
        Self { records, children: records.children(), of }
    }

    /// Those of a kind in order.
    fn of_kind(&mut self, kind: &Kind) -> Vec<Part> {
        let all = self.of.remove(kind.name).unwrap_or_default().into_iter();
        let mut parts: Vec<Part> = all.map(|(id, record)| self.part(kind, id, record)).collect();
        parts.sort_by(|a, b| (&a.parent, &a.rank, &a.id).cmp(&(&b.parent, &b.rank, &b.id)));
        parts
    }

    fn part(&self, kind: &Kind, id: &str, record: &Record) -> Part {
        let mut words = String::new();
        for field in ["name", "text", "from", "to", "when", "what"] {
            if let Some(said) = record.prose(field).or_else(|| record.word(field)) {
                // What an arc leads to is known by its name.
                let target =
                    said.strip_prefix('@').map(|id| self.records.name_of(id.trim_end_matches('#')));
                words.push_str(&target.unwrap_or(said));
                words.push('\n');
            }
        }
        let inside = self.children.of(id).iter().map(|(id, _)| self.records.name_of(id)).collect();
        let is_column = kind.place == Place::Column;
        Part {
            id: id.to_owned(),
            parent: record.parent.clone().unwrap_or_default(),
            rank: record.rank.clone(),
            words,
            inside,
            activities: if is_column { record.items("match").join("\n") } else { String::new() },
        }
    }
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
        let first = |children: &Children<'_>, id: &str| {
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
    /// Names of what lies in it.
    inside: BTreeSet<String>,
    /// Of a stage or step.
    activities: String,
}

/// Pairs parts, the surest first.
fn pair(old: &[Part], new: &[Part], ids: &mut BTreeMap<String, String>) {
    let mut free_old: Vec<&Part> = old.iter().collect();
    let mut free_new: Vec<&Part> = new.iter().collect();
    let in_place: Same = |part| Some((&part.parent, &part.words));
    let anywhere: Same = |part| Some(("", &*part.words)).filter(|_| !part.words.trim().is_empty());
    for same in [in_place, anywhere] {
        // By what must be the same: those that are free, the last of them first.
        let mut free: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for (at, part) in free_old.iter().enumerate().rev() {
            if let Some(same) = same(part) {
                free.entry(same).or_default().push(at);
            }
        }
        let mut taken = BTreeSet::new();
        free_new.retain(|new| {
            let found = same(new).and_then(|same| free.get_mut(&same)?.pop());
            if let Some(at) = found {
                ids.insert(new.id.clone(), free_old[at].id.clone());
                taken.insert(at);
            }
            found.is_none()
        });
        let mut at = 0..;
        free_old.retain(|_| at.next().is_none_or(|at| !taken.contains(&at)));
    }
    let mut likely = likely(&free_old, &free_new);
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

/// What must be the same for two parts to be one; nothing where they cannot be.
type Same = fn(&Part) -> Option<(&str, &str)>;

/// Those that are alike and lie in the same: how much, and places among the old and the new.
fn likely(old: &[&Part], new: &[&Part]) -> Vec<(f64, usize, usize)> {
    let mut there: BTreeMap<&str, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, part) in old.iter().enumerate() {
        there.entry(&part.parent).or_default().0.push(at);
    }
    for (at, part) in new.iter().enumerate() {
        there.entry(&part.parent).or_default().1.push(at);
    }
    let mut likely = Vec::new();
    for (old_there, new_there) in there.values() {
        let letters = |parts: &[&Part], at: &[usize]| -> Vec<Vec<(char, char)>> {
            at.iter().map(|at| pairs(&parts[*at].words)).collect()
        };
        let (was, is) = (letters(old, old_there), letters(new, new_there));
        for (at, o) in old_there.iter().enumerate() {
            let place = at * new_there.len() / old_there.len();
            let near = place.saturating_sub(NEAR)..new_there.len().min(place + NEAR + 1);
            for other in near {
                let n = new_there[other];
                let much = alike(&was[at], &is[other]).max(alike_beside_words(old[*o], new[n]));
                if much >= ALIKE {
                    likely.push((much, *o, n));
                }
            }
        }
    }
    likely
}

/// How much of what lies in two parts is the same, or nearly all if their activities are: 0 … 1.
fn alike_beside_words(old: &Part, new: &Part) -> f64 {
    if old.activities == new.activities && !old.activities.is_empty() {
        return 0.9_f64.max(alike_inside(old, new));
    }
    alike_inside(old, new)
}

fn alike_inside(old: &Part, new: &Part) -> f64 {
    let shared = old.inside.intersection(&new.inside).count();
    let all = old.inside.len().max(new.inside.len());
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}

/// The pairs of neighbouring characters of a text, in order.
fn pairs(text: &str) -> Vec<(char, char)> {
    let letters: Vec<char> = text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let mut pairs: Vec<(char, char)> = letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.sort_unstable();
    pairs
}

/// Dice's coefficient of two texts' pairs of neighbouring characters: 0 … 1.
fn alike(a: &[(char, char)], b: &[(char, char)]) -> f64 {
    let (mut shared, mut in_a, mut in_b) = (0_usize, 0, 0);
    while let (Some(x), Some(y)) = (a.get(in_a), b.get(in_b)) {
        shared += usize::from(x == y);
        in_a += usize::from(x <= y);
        in_b += usize::from(y <= x);
    }
    let all = a.len() + b.len();
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
            let was: BTreeMap<&str, &str> =
                was.iter().map(|was| (was.item.as_str(), was.rank.as_str())).collect();
            let names: Vec<&str> = items.iter().map(|item| item.item.as_str()).collect();
            let old: Vec<Option<&str>> = names.iter().map(|name| was.get(name).copied()).collect();
            let ranks = reorder(&names, &old);
            for (item, rank) in items.iter_mut().zip(ranks) {
                item.rank = rank;
            }
        }
    }
}
