//! Whoever edits, in whatever order updates come, all sides end with the same map.

use crate::arbitrary::{SPEAKER, deed, map};
use crate::cases::cases;
use proptest::prelude::*;
use proptest::sample::Index;
use wayline_doc::ids::Ids;
use wayline_doc::{Edit, Room};

/// What happens at one of the sides.
#[derive(Clone, Debug)]
enum Event {
    /// Somebody edits there.
    Edits(crate::arbitrary::Deed),
    /// It hears all that another side knows.
    Hears(Index),
    /// It hears something again, or the same twice.
    HearsAgain(Index),
    /// It is killed and opened again from what is on disk.
    Killed,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        6 => deed().prop_map(Event::Edits),
        2 => any::<Index>().prop_map(Event::Hears),
        1 => any::<Index>().prop_map(Event::HearsAgain),
        1 => Just(Event::Killed),
    ]
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn all_sides_end_with_the_same_map(
        map in map(),
        sides in 2..5_usize,
        schedule in prop::collection::vec((any::<Index>(), event()), 0..60),
    ) {
        let first = Room::of_map(&map, 7, 100).expect("a document");
        let begin = first.snapshot().expect("a snapshot");
        let mut rooms: Vec<Room> = (0..sides as u64)
            .map(|side| Room::open(&begin, 100 + side).expect("it opens"))
            .collect();
        let mut ids = Ids::new(9);
        let mut next_peer = 1_000;
        for (at, event) in schedule {
            let at = at.index(sides);
            match event {
                Event::Edits(deed) => {
                    if let Some(edit) = deed.edit(rooms[at].records(), &ids.give()) {
                        edit_there(&mut rooms[at], &edit);
                    }
                }
                Event::Hears(other) => hear(&mut rooms, other.index(sides), at),
                Event::HearsAgain(other) => {
                    hear(&mut rooms, other.index(sides), at);
                    hear(&mut rooms, other.index(sides), at);
                }
                Event::Killed => {
                    let disk = rooms[at].snapshot().expect("a snapshot");
                    next_peer += 1;
                    rooms[at] = Room::open(&disk, next_peer).expect("it opens");
                }
            }
        }
        for round in 0..2 {
            for from in 0..sides {
                for to in 0..sides {
                    hear(&mut rooms, from, to);
                }
            }
            let _ = round;
        }
        let states: Vec<_> = rooms.iter().map(Room::records).collect();
        prop_assert!(states.windows(2).all(|pair| pair[0] == pair[1]));
        // What is kept beside the document is what the document holds.
        let again = Room::open(&rooms[0].snapshot().expect("a snapshot"), 5_000).expect("it opens");
        prop_assert_eq!(again.records(), rooms[0].records());
        let _ = rooms[0].records().to_map();
    }
}

/// An edit and its update are taken, or the room is as it was.
fn edit_there(room: &mut Room, edit: &Edit) {
    let before = room.records().clone();
    if room.edit(std::slice::from_ref(edit)).is_err() {
        assert_eq!(*room.records(), before);
    }
}

/// `to` hears what it lacks of `from`, through the door that strangers come in by.
fn hear(rooms: &mut [Room], from: usize, to: usize) {
    if from == to {
        return;
    }
    let update = rooms[from].since(&rooms[to].version()).expect("an update");
    let taken = rooms[to].receive(&update, SPEAKER, |_| true);
    assert!(taken.is_ok(), "what one side made is taken by the others: {taken:?}");
}
