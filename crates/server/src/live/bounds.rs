//! How many records a map may have, where it comes as a whole: a new map, a file that is opened for the first time, one that was
//! saved. Edits are held to the same by the document (`crates/doc/src/guard.rs`). A map that has more already opens, and shrinks.

use crate::store::Point;
use wayline_doc::ids::Ids;
use wayline_doc::matching::recognise;
use wayline_doc::tree::of_map;
use wayline_doc::{MOST_RECORDS, Refusal, Room};
use wayline_model::map::JourneyMap;

/// The code of what is refused here.
pub(crate) const TOO_MANY: &str = "too-many";

/// Whether a map is not too large to begin with. `name` is its file's, where it has one.
pub(crate) fn fits(map: &JourneyMap, name: Option<&str>) -> Result<(), Refusal> {
    fits_in(map, name, MOST_RECORDS)
}

fn fits_in(map: &JourneyMap, name: Option<&str>, most: usize) -> Result<(), Refusal> {
    let records = of_map(map, &mut Ids::new(0)).0.len();
    if records <= most {
        return Ok(());
    }
    let what = name.map_or_else(|| "the map".to_owned(), |name| format!("`{name}`"));
    Err(Refusal {
        code: TOO_MANY,
        detail: format!("{what} would be a map of {records} records, more than {most}"),
        help: "divide it into several maps; nothing of it was changed".into(),
    })
}

/// Whether a map with what its file adds to the state at `base` is not too large.
pub(crate) fn fits_merged(room: &Room, base: &Point, map: &JourneyMap) -> Result<(), Refusal> {
    fits_merged_in(room, base, map, MOST_RECORDS)
}

fn fits_merged_in(room: &Room, base: &Point, map: &JourneyMap, most: usize) -> Result<(), Refusal> {
    let file = of_map(map, &mut Ids::new(0));
    let there = room.records().0.len();
    if there + file.0.len() <= most {
        return Ok(());
    }
    let was = room.at(base)?;
    let new = recognise(&was, &file).0.into_keys().filter(|id| was.get(id).is_none()).count();
    if new == 0 || there + new <= most {
        return Ok(());
    }
    let all = there + new;
    Err(Refusal {
        code: TOO_MANY,
        detail: format!("it adds {new} records, and the map would have {all}, more than {most}"),
        help: "editing goes on, and the file stays as it is: take something new out of it, or begin another map with it; \
               what lies in the map's bin counts"
            .into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wayline_doc::Edit;
    use wayline_model::yaml;

    fn map(cards: usize) -> JourneyMap {
        let mut text = String::from(
            "wayline: 1\nmap: Shop\nstages:\n  - stage: All\n    steps:\n      - step: Pays\n",
        );
        text.push_str(if cards > 0 { "        pains:\n" } else { "" });
        text.extend((0..cards).map(|card| format!("          - pain: It hurts {card}\n")));
        yaml::read(&text, "shop.journey.yaml").0.expect("a map")
    }

    #[test]
    fn a_map_begins_with_no_more_than_it_may_have() {
        // The map itself, a stage and a step.
        assert!(fits_in(&map(7), None, 10).is_ok());
        let refusal = fits_in(&map(8), Some("shop.journey.yaml"), 10).expect_err("too many");
        assert_eq!(
            (refusal.code, refusal.detail.as_str()),
            (TOO_MANY, "`shop.journey.yaml` would be a map of 11 records, more than 10")
        );
    }

    #[test]
    fn a_file_adds_no_more_than_fits_and_may_always_say_things_otherwise() {
        let mut room = Room::of_map(&map(4), 7, 8).expect("a document");
        let base = room.point();
        assert!(fits_merged_in(&room, &base, &map(7), 10).is_ok());
        let refusal = fits_merged_in(&room, &base, &map(8), 10).expect_err("too many");
        assert!(refusal.detail.starts_with("it adds 4 records, and the map would have 11"));
        // What people add here meanwhile counts too, and so does the bin.
        let step = room.records().0.iter().find(|(_, record)| record.kind == "step");
        let step = step.expect("there").0.clone();
        let edits: Vec<Edit> = serde_json::from_value(serde_json::json!([
            { "edit": "add", "id": "a", "kind": "pain", "parent": step, "rank": "V", "fields": { "text": "Here" } },
            { "edit": "remove", "id": "a" },
        ]))
        .expect("edits");
        room.edit(&edits).expect("made");
        assert!(fits_merged_in(&room, &base, &map(7), 10).is_err());
        assert!(fits_merged_in(&room, &base, &map(6), 10).is_ok());
        // A map that has more already still follows its file.
        assert!(fits_merged_in(&room, &base, &map(4), 5).is_ok());
        assert!(fits_merged_in(&room, &base, &map(0), 5).is_ok());
    }
}
