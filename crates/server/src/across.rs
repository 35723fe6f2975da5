//! One name in many maps: what is to be edited in each so that it is said otherwise in all of them, and how to take it back.
//!
//! Steps point at touchpoints and channels by record, so a new name is one edit a map. Where the new name is there already, or
//! several are to become one, whatever used the others uses the first of them, in the same place.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use wayline_doc::record::{MAP, Value};
use wayline_doc::{Edit, Record, Records};

/// What sort of name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Named {
    /// A channel of the libraries.
    Channel,
    /// A touchpoint of the libraries.
    Touchpoint,
    /// A persona who walks the maps.
    Persona,
}

impl Named {
    /// The kind of its records, and the field of steps that points at them; nothing for what stands in the map's head.
    fn kind(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Channel => Some(("channel", "channels")),
            Self::Touchpoint => Some(("touchpoint", "touchpoints")),
            Self::Persona => None,
        }
    }
}

/// Names that are to be another one, everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Renaming {
    pub(crate) named: Named,
    pub(crate) from: Vec<String>,
    pub(crate) to: String,
}

/// What a renaming means for one map.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Plan {
    /// In order.
    pub(crate) edits: Vec<Edit>,
    /// What takes them back, in order.
    pub(crate) undo: Vec<Edit>,
    /// Names that are there now and will not be.
    pub(crate) names: Vec<String>,
    /// Names of the steps that use one of them.
    pub(crate) steps: Vec<String>,
    /// Two or more become one.
    pub(crate) merges: bool,
}

impl Plan {
    /// Adds an edit and what takes it back.
    fn put(&mut self, edit: Edit, back: Edit) {
        self.edits.push(edit);
        self.undo.insert(0, back);
    }
}

/// What is to be edited in a map; nothing where none of the names is there.
pub(crate) fn plan(records: &Records, renaming: &Renaming) -> Plan {
    match renaming.named.kind() {
        Some((kind, field)) => on_shelf(records, renaming, kind, field),
        None => in_head(records, renaming),
    }
}

fn on_shelf(records: &Records, renaming: &Renaming, kind: &str, field: &str) -> Plan {
    let mut plan = Plan::default();
    let children = records.children();
    let shelf: Vec<(&str, &Record)> = children.of_kind(MAP, kind).collect();
    let name = |record: &Record| record.text.get("name").cloned().unwrap_or_default();
    let given: Vec<_> = shelf
        .iter()
        .filter(|(_, record)| renaming.from.contains(&name(record)) && name(record) != renaming.to)
        .collect();
    let Some(first) = given.first() else { return plan };
    plan.names = given.iter().map(|(_, record)| name(record)).collect();
    let there = shelf.iter().find(|(_, record)| name(record) == renaming.to);
    let (keep, kept) = *there.unwrap_or(first);
    if there.is_none() {
        let write = |text: String| Edit::Write { id: keep.into(), field: "name".into(), text };
        plan.put(write(renaming.to.clone()), write(name(kept)));
    }
    let stages = children.of_kind(MAP, "stage");
    let steps: Vec<(&str, &Record)> =
        stages.flat_map(|(stage, _)| children.of_kind(stage, "step")).collect();
    let uses = |step: &Record, id: &str| {
        step.sets.get(field).is_some_and(|items| items.iter().any(|known| known.item == id))
    };
    plan.steps = steps
        .iter()
        .filter(|(_, step)| given.iter().any(|(id, _)| uses(step, id)))
        .map(|(_, step)| name(step))
        .collect();
    let mut sort = kept.values.get("sort").cloned();
    // A step that comes to the one that stays by one of the others does so once.
    let mut has: Vec<&str> =
        steps.iter().filter(|(_, step)| uses(step, keep)).map(|(id, _)| *id).collect();
    for (id, record) in given.into_iter().filter(|(id, _)| *id != keep) {
        plan.merges = true;
        for (step_id, step) in &steps {
            let items = step.sets.get(field).into_iter().flatten();
            let Some(item) = items.into_iter().find(|known| known.item == *id) else { continue };
            let put = |item: &str, rank: &str| Edit::Put {
                id: (*step_id).into(),
                field: field.into(),
                item: item.into(),
                rank: rank.into(),
            };
            let take = |item: &str| Edit::Take {
                id: (*step_id).into(),
                field: field.into(),
                item: item.into(),
            };
            plan.put(take(id), put(id, &item.rank));
            if !has.contains(step_id) {
                has.push(step_id);
                plan.put(put(keep, &item.rank), take(keep));
            }
        }
        if let (None, Some(known)) = (&sort, record.values.get("sort")) {
            let set =
                |value: Option<Value>| Edit::Set { id: keep.into(), field: "sort".into(), value };
            plan.put(set(Some(known.clone())), set(None));
            sort = Some(known.clone());
        }
        plan.put(Edit::Remove { id: (*id).into() }, Edit::BringBack { id: (*id).into() });
    }
    plan
}

fn in_head(records: &Records, renaming: &Renaming) -> Plan {
    const FIELD: &str = "actors";
    let mut plan = Plan::default();
    let actors = records.get(MAP).and_then(|map| map.sets.get(FIELD)).into_iter().flatten();
    let actors: Vec<_> = actors.collect();
    let mut there = actors.iter().any(|actor| actor.item == renaming.to);
    plan.merges = there;
    for actor in actors {
        if !renaming.from.contains(&actor.item) || actor.item == renaming.to {
            continue;
        }
        plan.names.push(actor.item.clone());
        let put = |item: &str| Edit::Put {
            id: MAP.into(),
            field: FIELD.into(),
            item: item.into(),
            rank: actor.rank.clone(),
        };
        let take =
            |item: &str| Edit::Take { id: MAP.into(), field: FIELD.into(), item: item.into() };
        plan.put(take(&actor.item), put(&actor.item));
        if !there {
            there = true;
            plan.put(put(&renaming.to), take(&renaming.to));
        }
    }
    plan.merges &= !plan.edits.is_empty();
    plan
}

/// What of a change can still be taken back on a map: what others changed since is theirs, and stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TakingBack {
    /// In the order in which they are made.
    pub(crate) edits: Vec<Edit>,
    /// How many were changed otherwise since, and stay.
    pub(crate) left: usize,
}

/// What takes `edits` back as far as the map still is as they made it. `undo` takes each of them back, the last one first.
pub(crate) fn taking_back(records: &Records, edits: &[Edit], undo: &[Edit]) -> TakingBack {
    let mut taking = TakingBack::default();
    let lost = lost(records, edits);
    for (at, back) in undo.iter().enumerate() {
        let edit = edits.len().checked_sub(at + 1).and_then(|at| edits.get(at));
        match edit.map_or(Standing::Otherwise, |edit| standing(records, edit, back, &lost)) {
            Standing::AsMade => taking.edits.push(back.clone()),
            Standing::AsBefore => (),
            Standing::Otherwise => taking.left += 1,
        }
    }
    taking
}

/// Sets by record and field.
type Sets<'a> = BTreeSet<(&'a str, &'a str)>;

/// Where something was put that is there no more: somebody has put another in its place, or none.
fn lost<'a>(records: &Records, edits: &'a [Edit]) -> Sets<'a> {
    let mut put: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for edit in edits {
        if let Edit::Put { id, field, item, .. } = edit {
            put.entry((id, field)).or_default().insert(item);
        }
    }
    put.retain(|(id, field), items| {
        let there = records.get(id).and_then(|record| record.sets.get(*field));
        for known in there.into_iter().flatten() {
            items.remove(known.item.as_str());
        }
        !items.is_empty()
    });
    put.into_keys().collect()
}

/// How a map is where an edit was made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    AsMade,
    AsBefore,
    Otherwise,
}

impl Standing {
    fn among<T: PartialEq>(now: &T, made: &T, before: &T) -> Self {
        match now {
            now if now == made => Self::AsMade,
            now if now == before => Self::AsBefore,
            _ => Self::Otherwise,
        }
    }
}

fn standing(records: &Records, edit: &Edit, back: &Edit, lost: &Sets<'_>) -> Standing {
    let Some(record) = records.get(edit.record()) else { return Standing::Otherwise };
    let has = |field: &str, item: &str| {
        record.sets.get(field).is_some_and(|items| items.iter().any(|known| known.item == item))
    };
    if let Edit::Remove { .. } = edit {
        return if record.gone.is_some() { Standing::AsMade } else { Standing::AsBefore };
    }
    if record.gone.is_some() || edit.record() != back.record() {
        return Standing::Otherwise;
    }
    match (edit, back) {
        (Edit::Write { field, text, .. }, Edit::Write { text: before, .. }) => {
            Standing::among(record.text.get(field).unwrap_or(&String::new()), text, before)
        }
        (Edit::Set { field, value, .. }, Edit::Set { value: before, .. }) => {
            Standing::among(&record.values.get(field).cloned(), value, before)
        }
        (Edit::Put { field, item, .. }, _) if has(field, item) => Standing::AsMade,
        (Edit::Put { .. }, _) => Standing::AsBefore,
        (Edit::Take { field, item, .. }, _) if has(field, item) => Standing::AsBefore,
        (Edit::Take { id, field, .. }, _) => {
            let is_replaced = lost.contains(&(id.as_str(), field.as_str()));
            if is_replaced { Standing::Otherwise } else { Standing::AsMade }
        }
        _ => Standing::Otherwise,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wayline_doc::Room;
    use wayline_model::yaml;

    const TEXT: &str = "\
wayline: 1
map: Buying
actors: [Busy parent, Runner]
library:
  channels:
    - { channel: App }
    - { channel: app, sort: app }
    - { channel: Fax }
stages:
  - stage: Paying
    steps:
      - step: Pays
        channels: [Web, app]
      - step: Waits
        channels: [App, app]
";

    fn room() -> Room {
        let map = yaml::read(TEXT, "map").0.expect("a map");
        Room::of_map(&map, 7, 8).expect("a document")
    }

    fn renaming(named: Named, from: &[&str], to: &str) -> Renaming {
        let from = from.iter().map(|name| (*name).into()).collect();
        Renaming { named, from, to: to.into() }
    }

    fn channels(room: &Room) -> Vec<Vec<String>> {
        room.records().to_map().map.steps().map(|step| step.channels.clone()).collect()
    }

    #[test]
    fn a_new_name_is_one_edit_and_stands_at_every_step() {
        let mut room = room();
        let plan = plan(room.records(), &renaming(Named::Channel, &["Web"], "Site"));
        assert_eq!((plan.edits.len(), plan.merges), (1, false));
        assert_eq!((plan.names, plan.steps), (vec!["Web".to_owned()], vec!["Pays".to_owned()]));
        room.edit(&plan.edits).expect("made");
        assert_eq!(channels(&room)[0], ["Site", "app"]);
    }

    #[test]
    fn several_become_one_in_place_and_all_of_it_is_taken_back() {
        let mut room = room();
        let before = room.records().to_map().map;
        let plan = plan(room.records(), &renaming(Named::Channel, &["App", "app"], "Mobile app"));
        assert!(plan.merges);
        assert_eq!(plan.steps, ["Pays", "Waits"]);
        room.edit(&plan.edits).expect("made");
        assert_eq!(channels(&room), [vec!["Web", "Mobile app"], vec!["Mobile app"]]);
        let channels = room.records().to_map().map.library.channels;
        let kept = channels.iter().find(|known| known.channel == "Mobile app").expect("kept");
        assert!(kept.sort.is_some(), "what was known of one is known of the one that stays");
        room.edit(&plan.undo).expect("taken back");
        assert_eq!(room.records().to_map().map, before);
    }

    #[test]
    fn a_name_that_is_there_takes_the_others_in() {
        let mut room = room();
        let plan = plan(room.records(), &renaming(Named::Channel, &["Web"], "App"));
        assert!(plan.merges);
        room.edit(&plan.edits).expect("made");
        assert_eq!(channels(&room), [vec!["App", "app"], vec!["App", "app"]]);
        let nothing = super::plan(room.records(), &renaming(Named::Channel, &["Web"], "App"));
        assert_eq!(nothing, Plan::default());
    }

    #[test]
    fn a_persona_is_renamed_where_it_walks() {
        let mut room = room();
        let plan = plan(room.records(), &renaming(Named::Persona, &["Runner"], "Athlete"));
        room.edit(&plan.edits).expect("made");
        assert_eq!(room.records().to_map().map.actors, ["Busy parent", "Athlete"]);
        room.edit(&plan.undo).expect("taken back");
        assert_eq!(room.records().to_map().map.actors, ["Busy parent", "Runner"]);
    }

    /// A renaming that was made, then what somebody else did; what is taken back of it, and what is left.
    fn back(from: &[&str], to: &str, since: impl FnOnce(&Room) -> Vec<Edit>) -> (Room, usize) {
        let mut room = room();
        let plan = plan(room.records(), &renaming(Named::Channel, from, to));
        room.edit(&plan.edits).expect("made");
        let since = since(&room);
        room.edit(&since).expect("made since");
        let taking = taking_back(room.records(), &plan.edits, &plan.undo);
        room.edit(&taking.edits).expect("taken back");
        let again = taking_back(room.records(), &plan.edits, &plan.undo);
        assert!(again.edits.is_empty(), "nothing is taken back twice");
        (room, taking.left)
    }

    fn id(room: &Room, kind: &str, name: &str) -> String {
        let is = |record: &Record| {
            record.kind == kind && record.text.get("name").is_some_and(|known| known == name)
        };
        let mut found = room.records().0.iter().filter(|(_, record)| is(record));
        found.next().map(|(id, _)| id.clone()).expect("there")
    }

    #[test]
    fn what_nobody_touched_since_is_taken_back_whole() {
        let (after, left) = back(&["App", "app"], "Mobile app", |_| Vec::new());
        assert_eq!((after.records().to_map().map, left), (room().records().to_map().map, 0));
    }

    #[test]
    fn a_name_that_somebody_wrote_since_stays() {
        let (room, left) = back(&["Web"], "Site", |room| {
            let id = id(room, "channel", "Site");
            vec![Edit::Write { id, field: "name".into(), text: "Homepage".into() }]
        });
        assert_eq!((channels(&room)[0].clone(), left), (vec!["Homepage".into(), "app".into()], 1));
    }

    #[test]
    fn a_step_that_uses_something_else_since_keeps_it() {
        let (room, left) = back(&["Web"], "Fax", |room| {
            let (step, fax) = (id(room, "step", "Pays"), id(room, "channel", "Fax"));
            vec![Edit::Take { id: step, field: "channels".into(), item: fax }]
        });
        assert_eq!((channels(&room)[0].clone(), left), (vec!["app".to_owned()], 1));
    }
}
