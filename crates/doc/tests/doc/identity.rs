//! The map as a file and the map as a document are the same map.

use crate::arbitrary::{deed, map};
use crate::cases::cases;
use proptest::prelude::*;
use std::fmt::Write;
use wayline_doc::ids::Ids;
use wayline_doc::tree::of_map;
use wayline_doc::{Difference, Records, Room, difference};
use wayline_model::yaml;

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_file_becomes_a_document_and_the_same_file(map in map(), seed: u64) {
        let room = Room::of_map(&map, seed, seed ^ 1).expect("a document");
        let written = room.records().to_map();
        let text = yaml::write(&map);
        prop_assert_eq!(yaml::write(&written.map), text.clone());
        prop_assert_eq!(&written.map, &map);
        prop_assert!(written.findings.is_empty());
        // And through the text.
        if let (Some(read), _) = yaml::read(&text, "map.journey.yaml") {
            let again = Room::of_map(&read, seed, seed ^ 1).expect("a document");
            prop_assert_eq!(again.records(), room.records());
        }
    }

    #[test]
    fn a_document_becomes_a_file_and_the_same_document(
        map in map(),
        deeds in prop::collection::vec(deed(), 0..30),
    ) {
        let mut records = of_map(&map, &mut Ids::new(1));
        let mut ids = Ids::new(2);
        for deed in deeds {
            if let Some(edit) = deed.edit(&records, &ids.give()) {
                let _ = records.apply(&edit);
            }
        }
        let written = records.to_map().map;
        let again = of_map(&written, &mut Ids::new(3)).to_map().map;
        // Ids that had to be given to steps of one name are there from now on.
        prop_assert_eq!(again, written);
    }

    #[test]
    fn the_difference_of_two_states_leads_from_one_to_the_other(
        map in map(),
        deeds in prop::collection::vec((any::<bool>(), deed()), 0..40),
    ) {
        let base = of_map(&map, &mut Ids::new(1));
        let (mut a, mut b) = (base.clone(), base);
        let mut ids = Ids::new(2);
        for (first, deed) in deeds {
            let side = if first { &mut a } else { &mut b };
            if let Some(edit) = deed.edit(side, &ids.give()) {
                let _ = side.apply(&edit);
            }
        }
        let found = difference(&a, &b);
        prop_assert_eq!(&found.left_out, &[]);
        let mut reached = a.clone();
        for edit in &found.edits {
            prop_assert!(reached.apply(edit).is_ok());
        }
        prop_assert_eq!(lives(&reached), lives(&b));
        prop_assert_eq!(difference(&reached, &b), Difference::default());
    }
}

/// What lives and is no talk, as a file tells it and as it lies in the records.
fn lives(records: &Records) -> String {
    let mut said = String::new();
    for id in records.living() {
        let record = &records.0[id];
        let is_talk = ["comment", "vote", "view"].contains(&record.kind.as_str());
        if !is_talk {
            let mut record = record.clone();
            record.gone = None;
            record.values.remove("timer");
            let _ = writeln!(said, "{id} {record:?}");
        }
    }
    said
}
