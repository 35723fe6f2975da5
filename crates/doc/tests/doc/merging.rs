//! A file and its live document go on apart and meet again: nothing of either is lost.

use crate::arbitrary::{deed, map};
use crate::cases::cases;
use proptest::prelude::*;
use wayline_doc::ids::Ids;
use wayline_doc::{Edit, Room, changes};
use wayline_model::map::JourneyMap;
use wayline_model::yaml;

const FILE: &str = "\
wayline: 1
map: Shop
stages:
  - stage: Consideration
    steps:
      - step: Compares prices
        match: [view]
        need: [See the full price]
  - stage: Purchase
    steps:
      - step: Pays
        match: [pay, pay_failed]
        channels: [app, bank]
        need: [Be sure it worked]
        pains:
          - pain: 3-D Secure fails
            claim: { op: drivers, goal: pay, step: Pays, is: odds < 1 }
      - step: Receives
        match: [deliver]
paths:
  - { from: Receives, to: Pays, when: returns }
";

fn read(text: &str) -> JourneyMap {
    let (map, found) = yaml::read(text, "shop.journey.yaml");
    map.unwrap_or_else(|| panic!("{found:?}"))
}

/// The file is changed by `replace`, the document by `edit`; what the merged map looks like as a file.
fn merged(replace: &[(&str, &str)], edit: impl FnOnce(&mut Room)) -> String {
    let mut room = Room::of_map(&read(FILE), 7, 1).expect("a document");
    let base = room.point();
    edit(&mut room);
    let mut file = FILE.to_owned();
    for (from, to) in replace {
        assert!(file.contains(from), "{from}");
        file = file.replace(from, to);
    }
    room.merge_map(&base, &read(&file), 8).expect("it merges");
    yaml::write(&room.records().to_map().map)
}

/// The id of the record of a key.
fn id(room: &Room, key: &str) -> String {
    room.records().to_map().keys[key].clone()
}

#[test]
fn a_file_that_did_not_change_changes_nothing() {
    let mut room = Room::of_map(&read(FILE), 7, 1).expect("a document");
    let base = room.point();
    let (received, point) = room.merge_map(&base, &read(FILE), 8).expect("it merges");
    assert!(received.update.is_empty() && received.touched.is_empty());
    assert_eq!(point, base);
    assert_eq!(room.point(), base);
}

#[test]
fn a_step_renamed_in_the_file_keeps_what_was_done_to_it_live() {
    let text =
        merged(&[("step: Pays", "step: Pays by card"), ("to: Pays", "to: Pays by card")], |room| {
            let step = id(room, "s1.0");
            room.edit(&[Edit::Set {
                id: step,
                field: "limit".into(),
                value: Some(wayline_doc::record::Value::Word("10m".into())),
            }])
            .expect("set");
        });
    assert!(
        text.contains("step: Pays by card\n        match: [pay, pay_failed]\n        limit: 10m"),
        "{text}"
    );
    assert!(text.contains("{ from: Receives, to: Pays by card, when: returns }"), "{text}");
    assert!(text.contains("step: Pays by card, is: odds < 1"), "{text}");
}

#[test]
fn words_written_on_both_sides_stay() {
    let text = merged(&[("Be sure it worked", "Be sure that it worked")], |room| {
        let step = id(room, "s1.0");
        let need = room
            .records()
            .children()
            .of_kind(&step, "need")
            .next()
            .map(|(id, _)| id.to_owned())
            .expect("a need");
        let text = "Be sure it worked, at once".into();
        room.edit(&[Edit::Write { id: need, field: "text".into(), text }]).expect("written");
    });
    assert!(text.contains("Be sure that it worked, at once"), "{text}");
}

#[test]
fn a_stage_moved_in_the_file_and_a_card_added_live_meet() {
    let (first, rest) = FILE.split_once("  - stage: Purchase").expect("two stages");
    let (head, first) = first.split_once("  - stage").expect("a stage");
    let (second, paths) = rest.split_once("paths:").expect("paths");
    let turned = format!("{head}  - stage: Purchase{second}  - stage{first}paths:{paths}");
    let mut room = Room::of_map(&read(FILE), 7, 1).expect("a document");
    let base = room.point();
    let step = id(&room, "s0.0");
    let fields = [(
        "text".to_owned(),
        wayline_doc::edit::Said::Value(wayline_doc::record::Value::Word("Cheap?".into())),
    )];
    room.edit(&[Edit::Add {
        id: "new".into(),
        kind: "think".into(),
        parent: step,
        rank: "V".into(),
        fields: fields.into_iter().collect(),
    }])
    .expect("added");
    let before = room.records().clone();
    room.merge_map(&base, &read(&turned), 8).expect("it merges");
    let map = room.records().to_map().map;
    assert_eq!(map.stages[1].stage, "Consideration");
    assert_eq!(map.stages[1].steps[0].think, ["Cheap?"]);
    let told = changes(&before, room.records());
    assert_eq!(told.len(), 1, "one stage moved, and nothing else: {told:?}");
}

#[test]
fn what_an_older_file_still_has_of_what_was_removed_live_can_be_brought_back_with_its_words() {
    for removed in ["s1.0.pain.0", "s1.0"] {
        let mut room = Room::of_map(&read(FILE), 7, 1).expect("a document");
        let older = room.point();
        let gone = id(&room, removed);
        room.edit(&[Edit::Remove { id: gone.clone() }]).expect("removed");
        let newer = room.point();
        let file = read(&FILE.replace("pain: 3-D Secure fails", "pain: 3-D Secure fails on iOS"));
        room.merge_map(&older, &file, 8).expect("it merges");
        assert!(!room.records().living().contains(gone.as_str()), "it is not forced back");
        let back = room.taken_back(&older, &newer, &file, 9).expect("known versions");
        assert_eq!(back, [Edit::BringBack { id: gone }], "{removed}");
        room.edit(&back).expect("brought back");
        let map = room.records().to_map().map;
        assert_eq!(map.stages[1].steps[0].pains[0].pain, "3-D Secure fails on iOS");
    }
}

#[test]
fn what_one_side_removed_while_the_other_changed_it_can_be_brought_back_with_the_change() {
    let on_ios = FILE.replace("3-D Secure fails", "3-D Secure fails on iOS");
    let without = FILE.split_once("        pains:").expect("pains").0.to_owned()
        + "      - step: Receives\n"
        + FILE.split_once("step: Receives\n").expect("a step").1;
    let slow = Edit::Write { id: String::new(), field: "text".into(), text: "It is slow".into() };
    // What the file becomes, what is done live: remove, or write; of which record.
    let cases = [
        (&on_ios, "s1.0.pain.0", None, "3-D Secure fails on iOS"),
        (&on_ios, "s1.0", None, "3-D Secure fails on iOS"),
        (&without, "s1.0.pain.0", Some(slow), "It is slow"),
    ];
    for (file, key, write, words) in cases {
        let mut room = Room::of_map(&read(FILE), 7, 1).expect("a document");
        let base = room.point();
        let gone = id(&room, key);
        let edit = match write {
            Some(Edit::Write { field, text, .. }) => Edit::Write { id: gone.clone(), field, text },
            _ => Edit::Remove { id: gone.clone() },
        };
        room.edit(&[edit]).expect("edited");
        let (received, _) = room.merge_map(&base, &read(file), 8).expect("it merges");
        assert!(!room.records().living().contains(gone.as_str()), "{key}: it is not forced back");
        let back = room.removed_under_change(&base, &received).expect("a known version");
        assert_eq!(back, [Edit::BringBack { id: gone }], "{key}");
        room.edit(&back).expect("brought back");
        let map = room.records().to_map().map;
        assert_eq!(map.stages[1].steps[0].pains[0].pain, words);
    }
}

#[test]
fn what_was_removed_on_one_side_and_left_alone_on_the_other_is_not_missed() {
    let mut room = Room::of_map(&read(FILE), 7, 1).expect("a document");
    let base = room.point();
    let (pain, need) = (id(&room, "s1.0.pain.0"), id(&room, "s0.0"));
    room.edit(&[Edit::Remove { id: pain }]).expect("removed");
    let mut file = read(&FILE.replace("map: Shop", "map: Shoes"));
    file.stages[0].steps.clear();
    let (received, _) = room.merge_map(&base, &file, 8).expect("it merges");
    assert!(!room.records().living().contains(need.as_str()));
    assert_eq!(room.removed_under_change(&base, &received), Ok(Vec::new()));
}

#[test]
fn a_card_removed_in_the_file_and_written_to_live_lies_in_the_bin() {
    let mut room = Room::of_map(&read(FILE), 7, 1).expect("a document");
    let base = room.point();
    let pain = id(&room, "s1.0.pain.0");
    let text = "3-D Secure fails on iOS".to_owned();
    room.edit(&[Edit::Write { id: pain.clone(), field: "text".into(), text }]).expect("written");
    let mut file = read(FILE);
    file.stages[1].steps[0].pains.clear();
    room.merge_map(&base, &file, 8).expect("it merges");
    assert!(room.records().to_map().map.stages[1].steps[0].pains.is_empty());
    room.edit(&[Edit::BringBack { id: pain }]).expect("brought back");
    let map = room.records().to_map().map;
    assert_eq!(map.stages[1].steps[0].pains[0].pain, "3-D Secure fails on iOS");
}

#[test]
fn a_file_changed_twice_before_it_hears_of_what_was_done_live_undoes_nothing() {
    let mut room = Room::of_map(&read(FILE), 7, 1).expect("a document");
    let base = room.point();
    let goal = Edit::Write { id: "map".into(), field: "goal".into(), text: "Fewer give up".into() };
    room.edit(&[goal]).expect("written");
    let once = FILE.replace("map: Shop", "map: Garden shop");
    let (_, stands_for) = room.merge_map(&base, &read(&once), 8).expect("it merges");
    let twice = once.replace("match: [view]", "match: [view, search]");
    room.merge_map(&stands_for, &read(&twice), 9).expect("it merges");
    let map = room.records().to_map().map;
    assert_eq!(map.goal.map(|goal| goal.text), Some("Fewer give up".into()));
    assert_eq!((map.map.as_str(), map.stages[0].steps[0].activities.len()), ("Garden shop", 2));
}

#[test]
fn what_the_file_cannot_say_is_not_removed_by_it() {
    let mut room = Room::of_map(&read(FILE), 7, 1).expect("a document");
    let (step, path) = (id(&room, "s1.1"), id(&room, "path.0"));
    // The path loses its end, and the file does not hold it any more.
    room.edit(&[Edit::Remove { id: step.clone() }]).expect("removed");
    let base = room.point();
    let mut file = room.records().to_map().map;
    assert!(file.paths.is_empty());
    file.map = "Garden shop".into();
    room.merge_map(&base, &file, 8).expect("it merges");
    room.edit(&[Edit::BringBack { id: step }]).expect("brought back");
    assert_eq!(room.records().to_map().map.paths.len(), 1);
    assert_eq!(room.records().get(&path).and_then(|path| path.gone.clone()), None);
}

#[test]
fn an_action_keeps_its_id_and_what_was_said_of_it() {
    let text = FILE.replace(
        "    steps:\n      - step: Pays\n",
        "    steps:\n      - step: Pays\n        opportunities:\n          - opportunity: A wallet\n",
    );
    let mut room = Room::of_map(&read(&text), 7, 1).expect("a document");
    let opportunity = id(&room, "s1.0.opportunity.0");
    let add = |id: &str, kind: &str, parent: &str| Edit::Add {
        id: id.into(),
        kind: kind.into(),
        parent: parent.into(),
        rank: "V".into(),
        fields: std::collections::BTreeMap::default(),
    };
    room.edit(&[add("act", "action", &opportunity), add("word", "comment", "act")]).expect("added");
    let base = room.point();
    let mut file = room.records().to_map().map;
    file.stages[1].steps[0].opportunities[0].action.as_mut().expect("an action").owner =
        Some("Payments".into());
    room.merge_map(&base, &file, 8).expect("it merges");
    assert!(room.records().living().is_superset(&["act", "word"].into()));
    assert_eq!(room.records().to_map().map, file);
}

#[test]
fn what_lies_outside_the_bounds_of_the_page_is_kept_as_the_file_says_it() {
    let mut room = Room::of_map(&read(FILE), 7, 1).expect("a document");
    let base = room.point();
    let mut file = read(FILE);
    let long = "x".repeat(250);
    file.stages[1].steps[0].quotes = vec![long.clone(), "short".into()];
    file.stages[1].steps[1].department = Some("two\nlines".into());
    let new = wayline_model::map::Step {
        step: "Waits".into(),
        quotes: vec![long],
        limit: Some("a limit of more than twenty characters".into()),
        ..wayline_model::map::Step::default()
    };
    file.stages[1].steps.push(new);
    room.merge_map(&base, &file, 8).expect("it merges");
    assert_eq!(room.records().to_map().map, file);
    // And an older version is led back to, bounds or not.
    let then = room.records().clone();
    let id = id(&room, "s1.2");
    room.edit(&[Edit::Remove { id }]).expect("removed");
    room.lead_to(&then).expect("led back");
    assert_eq!(room.records().to_map().map, file);
}

#[test]
fn what_a_file_puts_between_items_without_room_between_them_lies_there() {
    let mut room = Room::of_map(&read(FILE), 7, 1).expect("a document");
    let step = id(&room, "s1.0");
    // As long as ranks may be: nothing fits between them.
    let low = "a".repeat(199) + "1";
    let high = "a".repeat(199) + "2";
    let put = |item: &str, rank: &str| Edit::Put {
        id: step.clone(),
        field: "match".into(),
        item: item.into(),
        rank: rank.into(),
    };
    room.edit(&[put("pay", &low), put("pay_failed", &high)]).expect("put");
    let base = room.point();
    let between = FILE.replace("match: [pay, pay_failed]", "match: [pay, wait, pay_failed]");
    let (received, _) = room.merge_map(&base, &read(&between), 8).expect("it merges");
    assert_eq!(received.left_out, []);
    assert_eq!(room.records().to_map().map, read(&between));
    let items = &room.records().get(&step).expect("a step").sets["match"];
    assert!(items.iter().all(|item| wayline_doc::rank::is_rank(&item.rank)), "{items:?}");
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn whatever_a_file_becomes_the_document_becomes(map in map(), other in map()) {
        let mut room = Room::of_map(&map, 7, 1).expect("a document");
        let base = room.point();
        let (received, _) = room.merge_map(&base, &other, 8).expect("it merges");
        prop_assert_eq!(received.left_out, []);
        prop_assert_eq!(room.records().to_map().map, other);
    }

    #[test]
    fn what_was_done_live_outlives_a_file_that_says_nothing_new(
        map in map(),
        deeds in prop::collection::vec(deed(), 0..20),
    ) {
        let mut room = Room::of_map(&map, 7, 1).expect("a document");
        let base = room.point();
        let mut ids = Ids::new(9);
        for deed in deeds {
            if let Some(edit) = deed.edit(room.records(), &ids.give()) {
                let _ = room.edit(&[edit]);
            }
        }
        let before = room.records().clone();
        room.merge_map(&base, &map, 8).expect("it merges");
        prop_assert_eq!(room.records(), &before);
    }
}

#[test]
fn hand_overs_that_lead_somewhere_have_the_keys_of_the_resolved_map() {
    let passed = "hand_overs:\n  - { from: Elsewhere, to: Pays }\n  - { from: Pays, to: Receives, what: the order }\n";
    let room = Room::of_map(&read(&format!("{FILE}{passed}")), 7, 1).expect("a document");
    let written = room.records().to_map();
    let resolved = wayline_model::unbound::resolve(&written.map);
    let keys: Vec<&str> = resolved.hand_overs.iter().map(|passed| passed.key.as_str()).collect();
    let known: Vec<&String> =
        written.keys.keys().filter(|key| key.starts_with("hand_over.")).collect();
    assert_eq!(keys, ["hand_over.0"]);
    assert_eq!(keys, known);
}
