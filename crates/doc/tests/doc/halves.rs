//! A change that is too much for one update is sent in halves: where it may be cut, and where not.
//!
//! The page never cuts between the keys that add a record (kind, parent, place, whose word it is), and anywhere else where it must.

use loro::{ExportMode, IdSpan, LoroDoc};
use std::ops::Range;
use wayline_doc::Room;
use wayline_model::map::JourneyMap;

const PAGE: u64 = 5;

/// The keys that place a record, in the order in which the page writes them.
const PLACE: [(&str, &str); 3] = [("is", "stage"), ("in", "map"), ("rank", "V")];

fn room() -> Room {
    let map = JourneyMap { wayline: 1, map: "Shop".into(), ..JourneyMap::default() };
    Room::of_map(&map, 7, 1).expect("a document")
}

/// What a page has that added two stages at once, as it adds them: in the bin, and then out of it.
fn page(room: &Room) -> LoroDoc {
    let doc = LoroDoc::new();
    doc.set_peer_id(PAGE).expect("a peer");
    doc.import(&room.snapshot().expect("a snapshot")).expect("it opens");
    let map = doc.get_map("records");
    for id in ["one", "two"] {
        for (key, value) in PLACE {
            map.insert(&format!("{id}/{key}"), value).expect("inserted");
        }
    }
    for id in ["one", "two"] {
        map.insert(&format!("{id}/gone"), id).expect("inserted");
    }
    for id in ["one", "two"] {
        doc.get_text(format!("{id}/name").as_str()).insert(0, "Found").expect("inserted");
    }
    doc.commit();
    for id in ["one", "two"] {
        map.delete(&format!("{id}/gone")).expect("deleted");
    }
    doc.commit();
    doc
}

fn part(doc: &LoroDoc, span: Range<i32>) -> Vec<u8> {
    let span = IdSpan::new(PAGE, span.start, span.end);
    doc.export(ExportMode::updates_in_range(vec![span])).expect("an update")
}

/// Whether the room takes both halves; a half that it refuses changes nothing.
fn takes(cut: i32) -> bool {
    let mut room = room();
    let doc = page(&room);
    let end = doc.oplog_vv().get(&PAGE).copied().expect("it changed something");
    let before = room.records().clone();
    let first = room.receive(&part(&doc, 0..cut), "ana", |peer| peer == PAGE);
    if first.is_err() {
        assert_eq!(room.records(), &before);
        return false;
    }
    room.receive(&part(&doc, cut..end), "ana", |peer| peer == PAGE).expect("the rest is taken");
    let at = |id: &str| room.records().get(id).cloned().expect("it was added");
    for id in ["one", "two"] {
        assert_eq!(at(id).text.get("name").map(String::as_str), Some("Found"));
        assert_eq!(at(id).gone, None);
    }
    true
}

#[test]
fn a_half_is_taken_unless_it_ends_within_the_placing_of_a_record() {
    // is, in, rank of one; is, in, rank of two; two marks; twice five letters; two marks taken off.
    let refused: Vec<i32> = (1..20).filter(|cut| !takes(*cut)).collect();
    assert_eq!(refused, [1, 2, 4, 5]);
}

#[test]
fn who_a_comment_is_by_goes_with_its_place() {
    let keys = [("is", "comment"), ("in", "map"), ("rank", "V"), ("by", "ana")];
    let takes = |cut: i32| {
        let mut room = room();
        let doc = LoroDoc::new();
        doc.set_peer_id(PAGE).expect("a peer");
        doc.import(&room.snapshot().expect("a snapshot")).expect("it opens");
        for (key, value) in keys {
            doc.get_map("records").insert(&format!("word/{key}"), value).expect("inserted");
        }
        doc.commit();
        room.receive(&part(&doc, 0..cut), "ana", |peer| peer == PAGE).is_ok()
    };
    assert_eq!([1, 2, 3, 4].map(takes), [false, false, false, true]);
}
