//! What each of several people may say alone, they may say at the same time: nobody's change is refused for what others did.

use crate::cases::cases;
use proptest::prelude::*;
use proptest::sample::Index;
use wayline_doc::kind::{self, Type};
use wayline_doc::rank;
use wayline_doc::{Edit, Room};
use wayline_model::map::JourneyMap;

/// People who were offline; the door says why no more.
const MOST: usize = 16;

/// What somebody does offline, within the bounds that hold for them.
#[derive(Clone, Debug)]
enum Deed {
    /// Fills the text to its end with their letter.
    Fill,
    /// Writes another text of that length in the place of all that is there.
    Replace,
    /// Takes so much from the end.
    Shorten(Index),
    /// Fills the set with items of their own.
    Collect,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => Just(Deed::Fill),
        2 => Just(Deed::Replace),
        1 => any::<Index>().prop_map(Deed::Shorten),
        2 => Just(Deed::Collect),
    ]
}

/// Bounds of the map's name and of its set of actors.
fn bounds() -> (usize, usize) {
    let map = kind::of("map").expect("the map's kind");
    let takes = |field: &str| map.field(field).expect("a field").takes;
    match (takes("name"), takes("actors")) {
        (Type::Text { most: text }, Type::Set { most: set, .. }) => (text, set),
        other => panic!("{other:?}"),
    }
}

impl Deed {
    fn edits(&self, copy: &Room, who: usize) -> Vec<Edit> {
        let (most, items) = bounds();
        let records = copy.records();
        let old =
            records.get("map").and_then(|map| map.text.get("name")).map_or("", String::as_str);
        let letter = char::from(b'a' + u8::try_from(who).expect("few"));
        let letters = |count: usize| letter.to_string().repeat(count);
        let write =
            |text: String| vec![Edit::Write { id: "map".into(), field: "name".into(), text }];
        match self {
            Self::Fill => write(old.to_owned() + &letters(most.saturating_sub(old.len()))),
            Self::Replace => write(letters(most)),
            Self::Shorten(by) => write(old[..by.index(old.len() + 1)].to_owned()),
            Self::Collect => {
                let there = records.get("map").and_then(|map| map.sets.get("actors"));
                let free = items.saturating_sub(there.map_or(0, Vec::len));
                let put = |item: usize| Edit::Put {
                    id: "map".into(),
                    field: "actors".into(),
                    item: format!("{letter}{item}"),
                    rank: rank::between(None, None, &letter.to_string()),
                };
                (0..free).map(put).collect()
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn what_many_people_wrote_offline_within_their_bounds_is_taken(
        people in prop::collection::vec(prop::collection::vec(deed(), 1..4), 2..=MOST / 2),
        hears in prop::collection::vec(any::<Index>(), 0..4),
    ) {
        let map = JourneyMap { wayline: 1, map: "Shop".into(), ..JourneyMap::default() };
        let mut room = Room::of_map(&map, 7, 1).expect("a document");
        let begin = room.snapshot().expect("a snapshot");
        let open = |who: usize| Room::open(&begin, 100 + who as u64).expect("it opens");
        let mut copies: Vec<Room> = (0..people.len()).map(open).collect();
        for (who, deeds) in people.iter().enumerate() {
            for deed in deeds {
                let edits = deed.edits(&copies[who], who);
                copies[who].edit(&edits).expect("it is within the bounds");
            }
            let update = copies[who].since(&room.version()).expect("an update");
            let taken = room.receive(&update, "ana", |_| true);
            prop_assert!(taken.is_ok(), "person {}: {:?}", who, taken.err());
            // Some hear of it before they go on.
            for hearing in &hears {
                let hearing = hearing.index(copies.len());
                let news = room.since(&copies[hearing].version()).expect("an update");
                copies[hearing].replay(&news).expect("it is heard");
            }
        }
        let last: String = room.records().name_of("map");
        for copy in &mut copies {
            copy.replay(&room.since(&copy.version()).expect("an update")).expect("it is heard");
            prop_assert_eq!(copy.records(), room.records());
            prop_assert_eq!(&copy.records().name_of("map"), &last);
        }
    }
}

#[test]
fn no_text_and_no_set_grows_without_end() {
    let map = JourneyMap { wayline: 1, map: "Shop".into(), ..JourneyMap::default() };
    let mut room = Room::of_map(&map, 7, 1).expect("a document");
    let begin = room.snapshot().expect("a snapshot");
    for deed in [Deed::Replace, Deed::Collect] {
        let mut refused = None;
        for who in 0..=MOST {
            let mut copy = Room::open(&begin, room.version().len() as u64 * 1_000 + who as u64)
                .expect("it opens");
            let edits = deed.edits(&copy, who);
            let update = copy.edit(&edits).expect("it is within the bounds").update;
            match room.receive(&update, "mallory", |_| true) {
                Ok(_) => assert!(who < MOST),
                Err(refusal) => refused = Some((who, refusal.code)),
            }
        }
        let code = if matches!(deed, Deed::Collect) { "wrong-value" } else { "too-long" };
        assert_eq!(refused, Some((MOST, code)));
    }
}
