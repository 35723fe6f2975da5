//! What a change touched, and what became of each record by it: as history tells it.

use crate::crdt::Heard;
use crate::kind::{comment, vote};
use crate::record::{Children, Record, Records};
use serde::{Deserialize, Serialize};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// A field of a record that was touched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
pub struct Touched {
    /// Id of the record.
    pub record: String,
    /// Its kind.
    pub kind: String,
    /// The field; `is`, `in`, `rank` and `gone` for a new, moved and removed record.
    pub field: String,
    /// What became of it.
    pub how: How,
    /// What was said, as people see it; what it lay in or after. Absent for nothing, and for a new record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What is said, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// What the record is called; what went into the bin, as it was called before.
    pub name: String,
    /// What a comment or vote is about; absent for all else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
}

/// What a comment or vote is about, however many answers it hangs below.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct About {
    /// Id of the record.
    pub record: String,
    /// Its kind.
    pub kind: String,
    /// What it was called then.
    pub name: String,
}

/// What became of a record.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It is new.
    Added,
    /// It went into the bin.
    Removed,
    /// It came out of the bin.
    BroughtBack,
    /// It lies elsewhere, or has another place among its siblings.
    Moved,
    /// Its name is another.
    Renamed,
    /// Something else is said of it.
    Changed,
}

/// The field that holds a name.
const NAME: &str = "name";

/// Most characters that are told of what a field said.
const MOST_TOLD: usize = 300;

/// What was touched between two states, in order, each once.
pub(crate) fn touched(before: &Records, after: &Records, heard: &[Heard]) -> Vec<Touched> {
    let (was, is) = (Told::of(before), Told::of(after));
    let fields = fields(heard).into_iter();
    let mut touched: Vec<Touched> = fields
        .map(|(record, field)| {
            let now = after.get(record);
            let kind = now.map(|now| now.kind.clone()).unwrap_or_default();
            let how = how(before.get(record), now, field);
            let (from, to) = match how {
                How::Moved | How::Renamed | How::Changed => {
                    (was.told(record, field), is.told(record, field))
                }
                How::Added | How::Removed | How::BroughtBack => (None, None),
            };
            let name = called(before, after, record);
            let about = talked_about(after, record).map(|(id, about)| About {
                record: id.into(),
                kind: about.kind.clone(),
                name: called(before, after, id),
            });
            Touched { record: record.into(), kind, field: field.into(), how, from, to, name, about }
        })
        .collect();
    touched.sort();
    touched
}

/// What a record is called after a change: what went into the bin, as before it, for its words may have been taken with it.
fn called(before: &Records, after: &Records, id: &str) -> String {
    let lies_in_bin =
        |records: &Records| records.get(id).is_none_or(|record| record.gone.is_some());
    let was =
        if lies_in_bin(after) && !lies_in_bin(before) { before.name_of(id) } else { String::new() };
    if was.is_empty() { after.name_of(id) } else { was }
}

/// What a comment or vote is about.
fn talked_about<'a>(records: &'a Records, id: &str) -> Option<(&'a str, &'a Record)> {
    let is_word =
        |record: &Record| record.kind == comment::KIND.name || record.kind == vote::KIND.name;
    let mut at = records.get(id).filter(|record| is_word(record))?;
    // A ring of answers cannot be, and would end here.
    for _ in 0..records.0.len() {
        let above = at.parent.as_deref()?;
        at = records.get(above)?;
        if !is_word(at) {
            return Some((above, at));
        }
    }
    None
}

/// Record and field of all that was heard, each once: every item of a set is heard of, and the set is told once.
fn fields(heard: &[Heard]) -> BTreeSet<(&str, &str)> {
    let names = heard.iter().filter_map(|heard| match heard {
        Heard::Key(name, _) | Heard::Text(name) => Some(name),
        Heard::Strange(_) => None,
    });
    names
        .filter_map(|name| {
            let (record, field) = name.split_once('/')?;
            Some((record, field.split('/').next()?))
        })
        .collect()
}

/// A state, and what lies in what, looked up once it is asked for.
struct Told<'a> {
    records: &'a Records,
    children: OnceCell<Children<'a>>,
}

impl<'a> Told<'a> {
    fn of(records: &'a Records) -> Self {
        Self { records, children: OnceCell::new() }
    }

    /// What a field says, in words; the end of a long text is left out.
    fn told(&self, id: &str, field: &str) -> Option<String> {
        let record = self.records.get(id)?;
        let said = match field {
            "in" => self.records.name_of(record.parent.as_deref()?),
            "rank" => self.after(id, record)?,
            _ => self.records.shown(record, field, MOST_TOLD)?,
        };
        let mut characters = said.chars();
        let told: String = characters.by_ref().take(MOST_TOLD).collect();
        Some(if characters.next().is_none() { told } else { told + "…" })
    }

    fn after(&self, id: &str, record: &Record) -> Option<String> {
        let children = self.children.get_or_init(|| self.records.children());
        children.before(id, record).map(|before| self.records.name_of(before))
    }
}

fn how(before: Option<&Record>, now: Option<&Record>, field: &str) -> How {
    let Some(before) = before.filter(|before| !before.kind.is_empty()) else { return How::Added };
    match field {
        "gone" if now.is_some_and(|now| now.gone.is_some()) => How::Removed,
        "gone" => How::BroughtBack,
        "in" | "rank" => How::Moved,
        NAME if before.text.contains_key(NAME) => How::Renamed,
        _ => How::Changed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Item;

    #[test]
    fn a_set_is_told_once_however_many_of_its_items_were_touched() {
        let names: Vec<String> = (0..8_000).map(|n| format!("item{n:04}")).collect();
        let heard: Vec<Heard> =
            names.iter().map(|name| Heard::Key(format!("step/channels/{name}"), None)).collect();
        assert_eq!(fields(&heard).len(), 1, "so often is it looked up and told");
        let rank = |name: &String| Item { item: name.clone(), rank: name.clone() };
        let step = |names: &[String]| Record {
            kind: "step".into(),
            parent: Some("map".into()),
            sets: [("channels".into(), names.iter().map(rank).collect())].into(),
            ..Record::default()
        };
        let state = |names: &[String]| Records([("step".into(), step(names))].into());
        let told = touched(&state(&names[..2]), &state(&names), &heard);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].from.as_deref(), Some("item0000, item0001"));
        let whole = names.join(", ");
        assert_eq!(told[0].to.as_deref(), Some(format!("{}…", &whole[..MOST_TOLD]).as_str()));
    }

    #[test]
    fn no_more_of_a_set_is_read_than_is_told() {
        let ranks = ["a".repeat(MOST_TOLD), "b".into(), "c".into()];
        let rank = |name: &String| Item { item: name.clone(), rank: "V".into() };
        let record = Record {
            kind: "step".into(),
            sets: [("channels".into(), ranks.iter().map(rank).collect())].into(),
            ..Record::default()
        };
        let shown = |most| Records::empty().shown(&record, "channels", most);
        assert_eq!(shown(MOST_TOLD), Some(format!("{}, b", ranks[0])), "one more than is told");
        assert_eq!(shown(usize::MAX), Some(ranks.join(", ")));
    }
}
