//! Where on the pictures of two versions that stands which differs between them.

use std::collections::BTreeMap;
use wayline_doc::{Change, Records};

/// Keys of a map by the ids of the records that they are.
pub(super) type Places = BTreeMap<String, String>;

/// Of each record that differs, and of each stage and step, its key on both maps: its own, else that of what it lies in there. What
/// one map lacks altogether stands where it lies on the other, as near as there is something.
pub(super) fn places(from: &Records, to: &Records, changes: &[Change]) -> (Places, Places) {
    let (on_from, on_to) = (keys(from), keys(to));
    let columns = |records: &Records, own: &Places| -> Vec<String> {
        let is_column = |id: &&String| {
            records.get(id).is_some_and(|record| matches!(record.kind.as_str(), "stage" | "step"))
        };
        own.keys().filter(is_column).cloned().collect()
    };
    let find = |own: &Places, first: &Records, second: &Records| {
        let differing = changes.iter().map(|change| change.record.clone());
        let wanted = differing.chain(columns(first, own));
        wanted.filter_map(|id| Some((place(&id, own, first, second)?, id))).map(swap).collect()
    };
    (find(&on_from, from, to), find(&on_to, to, from))
}

fn swap((key, id): (String, String)) -> (String, String) {
    (id, key)
}

/// The key of each record that has one.
fn keys(records: &Records) -> Places {
    records.to_map().keys.into_iter().map(swap).collect()
}

/// The key of a record, or of the nearest that it lies in; where it is not known here, that of where it lies elsewhere.
fn place(id: &str, own: &Places, here: &Records, elsewhere: &Records) -> Option<String> {
    let mut at = id;
    // A ring of parents cannot be, and would end here.
    for _ in 0..=here.0.len() + elsewhere.0.len() {
        if let Some(key) = own.get(at) {
            return Some(key.clone());
        }
        at = here.get(at).or_else(|| elsewhere.get(at))?.parent.as_deref()?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use wayline_doc::{Edit, Room, changes};
    use wayline_model::yaml;

    const MAP: &str = "\
wayline: 1
map: Buying
stages:
  - stage: All
    steps:
      - step: Sees
      - step: Pays
        pains: [{ pain: It is slow }]
";

    #[test]
    fn what_differs_stands_where_it_is_and_what_one_map_lacks_in_what_it_lies_in() {
        let map = yaml::read(MAP, "map").0.expect("a map");
        let room = Room::of_map(&map, 1, 1).expect("a document");
        let from = room.records().clone();
        let id = |kind: &str, name: &str| {
            let named =
                from.0.iter().find(|(id, record)| record.kind == kind && from.name_of(id) == name);
            named.expect("there").0.clone()
        };
        let (pain, sees, pays) = (id("pain", "It is slow"), id("step", "Sees"), id("step", "Pays"));
        let mut to = from.clone();
        let add: Edit = serde_json::from_value(serde_json::json!({
            "edit": "add", "id": "new", "kind": "pain", "parent": sees, "rank": "V", "fields": { "text": "Where?" }
        }))
        .expect("an edit");
        for edit in [add, Edit::Remove { id: pain.clone() }] {
            to.apply(&edit).expect("it fits");
        }
        let (a, b) = places(&from, &to, &changes(&from, &to));
        assert_eq!((a[&pain].as_str(), b[&pain].as_str()), ("s0.1.pain.0", "s0.1"));
        assert_eq!((a["new"].as_str(), b["new"].as_str()), ("s0.0", "s0.0.pain.0"));
        assert_eq!((a[&pays].as_str(), b[&pays].as_str()), ("s0.1", "s0.1"), "steps are there");
    }
}
