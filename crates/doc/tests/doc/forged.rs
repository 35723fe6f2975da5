//! Updates to which something was done, and that are still taken: whichever way a copy gets them, it comes to the same.

use crate::cases::cases;
use crate::hostile::{ATTACKER, ME, room};
use crate::sealed::sealed;
use loro::{LoroDoc, VersionVector};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use wayline_doc::{Edit, Room};

/// The map that all begin with.
fn begun() -> (Room, String) {
    let room = room();
    let mut steps = room.records().0.iter().filter(|(_, record)| record.kind == "step");
    let step = steps.next().map(|(id, _)| id.clone()).expect("a step");
    (room, step)
}

/// Updates of a copy of its own: a card with words, and its words anew.
fn card(begin: &Room, step: &str, peer: u64) -> [Vec<u8>; 2] {
    let whole = begin.snapshot().expect("bytes");
    let mut copy = Room::open(&whole, peer).expect("it opens");
    let edits = [
        json!({ "edit": "add", "id": "card", "kind": "pain", "parent": step, "rank": "V", "fields": { "text": "林 It hurts, and it hurts" } }),
        json!({ "edit": "write", "id": "card", "field": "text", "text": "林 It hurts" }),
    ];
    edits.map(|edit| {
        let edit: Edit = serde_json::from_value(edit).expect("an edit");
        copy.edit(&[edit]).expect("it fits").update
    })
}

/// All that a document holds, change by change.
fn held(bytes: &[u8]) -> Value {
    let doc = LoroDoc::new();
    doc.import(bytes).expect("it opens");
    let (nothing, all) = (VersionVector::default(), doc.oplog_vv());
    let held = doc.export_json_updates_without_peer_compression(&nothing, &all);
    let mut changes = held.expect("changes").changes;
    changes.sort_by_key(|change| (change.lamport, change.id));
    serde_json::to_value(changes).expect("JSON")
}

/// What comes out of the room, in whichever form, is what the room has; and so it is with a page that heard each update.
fn check_ways(room: &Room, page: &Room) {
    assert_eq!(page.records(), room.records());
    let whole = room.snapshot().expect("a snapshot");
    let log = room.since(&[0]).expect("an update");
    let heard = page.snapshot().expect("a snapshot");
    for bytes in [&whole, &log, &heard] {
        let copy = Room::open(bytes, 99).expect("it opens");
        assert_eq!(copy.records(), room.records());
        assert_eq!(held(bytes), held(&whole));
    }
}

#[test]
fn an_update_with_any_byte_another_is_refused_or_comes_to_the_same_in_every_way() {
    let (begin, step) = begun();
    let whole = begin.snapshot().expect("bytes");
    let [honest, _] = card(&begin, &step, 5);
    let [add, write] = card(&begin, &step, ATTACKER);
    let bytes = |update: &Vec<u8>| 22..update.len();
    let places = bytes(&add).map(|at| (0, at)).chain(bytes(&write).map(|at| (1, at)));
    let (mut taken, mut refused) = (0, 0);
    for (which, at) in places {
        for turned in [0x01, 0x02, 0x80] {
            let [mut room, mut page, mut late] =
                [1, 3, 4].map(|peer| Room::open(&whole, peer).expect("it opens"));
            let mut sent = [add.clone(), write.clone()];
            sent[which][at] ^= turned;
            let kept = room.receive(&honest, "ana", |peer| peer == 5).expect("it is honest");
            page.replay(&kept.update).expect("it is honest");
            // Whoever was refused says it again as it was.
            let [first, second] = sent.map(sealed);
            for update in [&first, &second, &add, &write] {
                let Ok(kept) = room.receive(update, ME, |peer| peer != 5) else {
                    refused += 1;
                    continue;
                };
                if !kept.update.is_empty() {
                    page.replay(&kept.update).expect("what was taken is taken again");
                    late.replay(&kept.update).expect("what was taken is taken again");
                    taken += 1;
                }
            }
            check_ways(&room, &page);
            late.replay(&honest).expect("it is honest");
            check_ways(&room, &late);
        }
    }
    assert!(taken > 500 && refused > 500, "{taken} taken, {refused} refused");
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn whatever_forged_updates_are_taken_all_copies_come_to_the_same(
        forged in prop::collection::vec(
            (0..8_usize, prop::collection::vec((any::<Index>(), 0..8_u32), 0..3)),
            1..12,
        ),
    ) {
        let (begin, step) = begun();
        let whole = begin.snapshot().expect("bytes");
        let updates: Vec<_> = (0..4).flat_map(|peer| card(&begin, &step, 20 + peer)).collect();
        let [mut room, mut page] = [1, 3].map(|peer| Room::open(&whole, peer).expect("it opens"));
        for (which, flips) in forged {
            let mut update = updates[which].clone();
            for (at, bit) in flips {
                let at = 22 + at.index(update.len() - 22);
                update[at] ^= 1 << bit;
            }
            if let Ok(received) = room.receive(&sealed(update), ME, |peer| peer != 3)
                && !received.update.is_empty()
            {
                page.replay(&received.update).expect("what was taken is taken again");
            }
        }
        check_ways(&room, &page);
    }
}
