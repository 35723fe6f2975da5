//! What must not come in is refused with a reason, and the room goes on.

use crate::cases::cases;
use crate::sealed::sealed;
use loro::{ExportMode, LoroDoc, LoroMap, VersionVector};
use proptest::prelude::*;
use proptest::sample::Index;
use wayline_doc::{Edit, Room};
use wayline_model::map::{JourneyMap, Stage, Step};

pub(crate) const ATTACKER: u64 = 666;
/// The person whose the attacker's copy is.
pub(crate) const ME: &str = "mallory";

pub(crate) type Act = fn(&LoroDoc);

pub(crate) fn room() -> Room {
    let step = Step { step: "Pays".into(), need: vec!["Be sure".into()], ..Step::default() };
    let stage = Stage { stage: "Purchase".into(), steps: vec![step], ..Stage::default() };
    let map =
        JourneyMap { wayline: 1, map: "Shop".into(), stages: vec![stage], ..JourneyMap::default() };
    Room::of_map(&map, 7, 1).expect("a document")
}

/// What somebody makes who has the document and Loro, and no manners.
pub(crate) fn attack(room: &Room, act: impl FnOnce(&LoroDoc)) -> Vec<u8> {
    let doc = LoroDoc::new();
    doc.set_peer_id(ATTACKER).expect("a peer");
    doc.import(&room.snapshot().expect("a snapshot")).expect("it opens");
    act(&doc);
    doc.commit();
    let known = VersionVector::decode(&room.version()).expect("a version");
    doc.export(ExportMode::updates(&known)).expect("an update")
}

/// The update is refused with this code, nothing changed, and an honest edit is taken after it.
pub(crate) fn check(room: &mut Room, update: &[u8], code: &str) {
    let (records, version) = (room.records().clone(), room.version());
    let refusal = room.receive(update, ME, |peer| peer == ATTACKER).expect_err(code);
    assert_eq!(refusal.code, code, "{refusal:?}");
    assert!(!refusal.detail.is_empty() && !refusal.help.is_empty());
    assert_eq!((room.records(), room.version()), (&records, version));
    let honest = attack(room, |doc| {
        doc.get_text("map/name").insert(0, "x").expect("inserted");
    });
    room.receive(&honest, ME, |peer| peer == ATTACKER).expect("an honest edit is taken");
    let name = room.records().get("map").and_then(|map| map.text.get("name").cloned());
    assert!(name.is_some_and(|name| name.starts_with('x')));
}

#[test]
fn what_has_no_place_in_a_map_is_refused() {
    let attacks: [(&str, Act); 15] = [
        ("another root", |doc| {
            doc.get_map("secrets").insert("a", 1).expect("inserted");
        }),
        ("a list", |doc| {
            doc.get_list("records").insert(0, 1).expect("inserted");
        }),
        ("a tree", |doc| {
            doc.get_tree("records").create(None).expect("created");
        }),
        ("a container in the map", |doc| {
            doc.get_map("records").insert_container("map/x", LoroMap::new()).expect("inserted");
        }),
        ("a list as value", |doc| {
            doc.get_map("records").insert("map/kind", vec![1, 2]).expect("inserted");
        }),
        ("an unknown record", |doc| {
            doc.get_map("records").insert("nobody/text", "x").expect("inserted");
        }),
        ("an unknown kind", |doc| {
            doc.get_map("records").insert("new/is", "bomb").expect("inserted");
        }),
        ("another kind", |doc| {
            doc.get_map("records").insert("map/is", "pain").expect("inserted");
        }),
        ("a record without a place", |doc| {
            doc.get_map("records").insert("new/is", "pain").expect("inserted");
        }),
        ("the map in itself", |doc| {
            doc.get_map("records").insert("map/in", "map").expect("inserted");
        }),
        ("the map removed", |doc| {
            doc.get_map("records").insert("map/gone", "map").expect("inserted");
        }),
        ("the map without its kind", |doc| {
            doc.get_map("records").delete("map/is").expect("deleted");
        }),
        ("a key without a field", |doc| {
            doc.get_map("records").insert("map", "x").expect("inserted");
        }),
        ("an unknown text", |doc| {
            doc.get_text("map/secret").insert(0, "x").expect("inserted");
        }),
        ("a styled text", |doc| {
            let text = doc.get_text("map/name");
            text.insert(0, "xyz").expect("inserted");
            text.mark(0..2, "bold", true).expect("marked");
        }),
    ];
    for (name, act) in attacks {
        println!("{name}");
        let mut room = room();
        let update = attack(&room, act);
        check(&mut room, &update, "not-a-map");
    }
}

#[test]
fn what_has_no_place_in_a_map_is_refused_where_nothing_is_left_of_it_too() {
    let attacks: [Act; 3] = [
        |doc| {
            let text = doc.get_text("nobody/name");
            text.insert(0, "xyz").expect("inserted");
            text.delete(0, 3).expect("deleted");
        },
        |doc| {
            let list = doc.get_list("records");
            list.insert(0, 1).expect("inserted");
            list.delete(0, 1).expect("deleted");
        },
        |doc| {
            let text = doc.get_text("map/name");
            text.insert(0, "xyz").expect("inserted");
            text.mark(0..2, "bold", true).expect("marked");
            text.delete(0, 3).expect("deleted");
        },
    ];
    for act in attacks {
        let mut room = room();
        let update = attack(&room, act);
        check(&mut room, &update, "damaged");
    }
}

#[test]
fn values_of_the_wrong_type_or_out_of_bounds_are_refused() {
    let attacks: [(Act, &str); 5] = [
        (|doc| doc.get_map("records").insert("map/kind", "bomb").expect("inserted"), "wrong-value"),
        (|doc| doc.get_map("records").insert("map/timer", -1).expect("inserted"), "wrong-value"),
        (
            |doc| doc.get_map("records").insert("map/timer", f64::NAN).expect("inserted"),
            "wrong-value",
        ),
        (
            |doc| {
                let item = format!("map/actors/{}", "x".repeat(201));
                doc.get_map("records").insert(&item, "V").expect("inserted");
            },
            "too-long",
        ),
        (
            |doc| doc.get_text("map/name").insert(0, &"x".repeat(32_001)).expect("inserted"),
            "too-long",
        ),
    ];
    for (act, code) in attacks {
        let mut room = room();
        let update = attack(&room, act);
        check(&mut room, &update, code);
    }
}

#[test]
fn what_is_too_large_or_whole_or_from_somebody_else_is_refused() {
    let mut room = room();
    check(&mut room, &vec![0; (4 << 20) + 1], "too-large");
    let whole = room.snapshot().expect("a snapshot");
    check(&mut room, &whole, "not-an-update");
    let update = attack(&room, |doc| {
        doc.get_text("map/name").insert(0, "x").expect("inserted");
    });
    let refusal = room.receive(&update, ME, |_| false).expect_err("a foreign peer");
    assert_eq!(refusal.code, "not-yours");
    // A shallow document can make importing panic later.
    let doc = LoroDoc::new();
    doc.import(&whole).expect("it opens");
    let shallow = doc.export(ExportMode::shallow_snapshot(&doc.oplog_frontiers())).expect("bytes");
    check(&mut room, &shallow, "not-an-update");
}

#[test]
fn an_update_that_rests_on_unknown_changes_is_refused() {
    let mut room = room();
    let mut after = None;
    let _ = attack(&room, |doc| {
        doc.get_text("map/name").insert(0, "first ").expect("inserted");
        doc.commit();
        let known = doc.oplog_vv();
        doc.get_text("map/name").insert(0, "second ").expect("inserted");
        doc.commit();
        after = doc.export(ExportMode::updates(&known)).ok();
    });
    check(&mut room, &after.expect("an update"), "damaged");
}

#[test]
fn comments_in_a_ring_are_refused_and_a_long_chain_costs_little() {
    let mut room = room();
    let update = attack(&room, |doc| {
        let map = doc.get_map("records");
        for i in 0..1_000 {
            map.insert(&format!("c{i}/is"), "comment").expect("inserted");
            map.insert(&format!("c{i}/in"), format!("c{}", (i + 1) % 1_000)).expect("inserted");
            map.insert(&format!("c{i}/rank"), "V").expect("inserted");
        }
    });
    check(&mut room, &update, "not-a-map");
}

#[test]
fn a_map_does_not_grow_without_end() {
    let mut room = room();
    let update = attack(&room, |doc| {
        let map = doc.get_map("records");
        for i in 0..20_001 {
            map.insert(&format!("s{i}/is"), "stage").expect("inserted");
            map.insert(&format!("s{i}/in"), "map").expect("inserted");
            map.insert(&format!("s{i}/rank"), "V").expect("inserted");
        }
    });
    check(&mut room, &update, "too-many");
}

#[test]
fn a_name_that_the_library_panics_at_is_refused_and_the_room_goes_on() {
    let mut room = room();
    let mut update = attack(&room, |doc| {
        doc.get_map("zecords").insert("map/sample", true).expect("inserted");
    });
    assert_eq!(sealed(update.clone()), update, "the sum is the library's");
    let at = update.windows(7).position(|name| name == b"zecords").expect("the name");
    update[at] = 0;
    check(&mut room, &sealed(update), "damaged");
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn damaged_bytes_are_refused_or_harmless(
        flips in prop::collection::vec((any::<Index>(), any::<u8>()), 1..6),
        cut in any::<Option<Index>>(),
    ) {
        let mut room = room();
        let mut update = attack(&room, |doc| {
            doc.get_text("map/name").insert(0, "x").expect("inserted");
            doc.get_map("records").insert("map/sample", true).expect("inserted");
        });
        for (at, byte) in flips {
            let at = at.index(update.len());
            update[at] = byte;
        }
        if let Some(cut) = cut {
            update.truncate(cut.index(update.len()));
        }
        let before = room.records().clone();
        if room.receive(&update, ME, |peer| peer == ATTACKER).is_err() {
            prop_assert_eq!(room.records(), &before);
        }
        let edit = Edit::Write { id: "map".into(), field: "goal".into(), text: "on".into() };
        prop_assert!(room.edit(&[edit]).is_ok());
    }

    #[test]
    fn noise_is_refused(noise in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut room = room();
        prop_assert!(room.receive(&noise, ME, |_| true).is_err());
        prop_assert!(room.since(&noise).is_err() || !noise.is_empty());
        let _ = room.at(&noise);
    }
}
