//! Nobody speaks in somebody else's name.

use crate::hostile::{ATTACKER, Act, ME, attack, check, room};
use std::collections::BTreeMap;
use wayline_doc::edit::Said;
use wayline_doc::record::Value;
use wayline_doc::{Edit, Room};

/// A map on which Ana has said something and voted.
fn talked() -> Room {
    let mut room = room();
    let talk = |id: &str, kind: &str, fields: &[(&str, &str)]| Edit::Add {
        id: id.into(),
        kind: kind.into(),
        parent: "map".into(),
        rank: "V".into(),
        fields: fields
            .iter()
            .map(|(field, word)| ((*field).into(), Said::Value(Value::Word((*word).into()))))
            .collect(),
    };
    let comment = talk("hers", "comment", &[("text", "Is it so?"), ("by", "ana")]);
    let vote = talk("map.vote.ana", "vote", &[("by", "ana")]);
    let mine = talk("mine", "comment", &[("text", "Yes"), ("by", ME)]);
    room.edit(&[comment, vote, mine]).expect("said");
    room
}

fn insert(doc: &loro::LoroDoc, id: &str, fields: &[(&str, &str)]) {
    let map = doc.get_map("records");
    for (field, word) in fields {
        map.insert(&format!("{id}/{field}"), *word).expect("inserted");
    }
}

#[test]
fn words_and_votes_in_the_name_of_somebody_else_are_refused() {
    let attacks: [(&str, Act); 9] = [
        ("a comment by her", |doc| {
            insert(doc, "c", &[("is", "comment"), ("in", "map"), ("rank", "V"), ("by", "ana")]);
        }),
        ("an answer by her", |doc| {
            insert(doc, "c", &[("is", "comment"), ("in", "hers"), ("rank", "V"), ("by", "ana")]);
        }),
        ("a comment by nobody", |doc| {
            insert(doc, "c", &[("is", "comment"), ("in", "map"), ("rank", "V")]);
        }),
        ("a vote by her", |doc| {
            insert(doc, "v", &[("is", "vote"), ("in", "mine"), ("rank", "V"), ("by", "ana")]);
        }),
        ("mine is hers", |doc| insert(doc, "mine", &[("by", "ana")])),
        ("hers is mine", |doc| insert(doc, "hers", &[("by", "mallory")])),
        ("hers is nobody's", |doc| {
            doc.get_map("records").delete("hers/by").expect("deleted");
        }),
        ("other words of hers", |doc| {
            doc.get_text("hers/text").insert(0, "No: ").expect("inserted");
        }),
        ("hers speaks to somebody", |doc| insert(doc, "hers", &[("mentions/bo", "V")])),
    ];
    for (name, act) in attacks {
        println!("{name}");
        let mut room = talked();
        let update = attack(&room, act);
        check(&mut room, &update, "not-yours");
    }
}

#[test]
fn ones_own_words_are_ones_own_and_what_is_settled_is_everybodys() {
    let acts: [(&str, Act); 8] = [
        ("my own comment", |doc| {
            insert(doc, "c", &[("is", "comment"), ("in", "hers"), ("rank", "V"), ("by", ME)]);
            doc.get_text("c/text").insert(0, "I saw it").expect("inserted");
        }),
        ("my own vote", |doc| {
            insert(doc, "map.vote.mallory", &[("is", "vote"), ("in", "map"), ("rank", "V")]);
            insert(doc, "map.vote.mallory", &[("by", ME)]);
        }),
        ("my own words", |doc| {
            doc.get_text("mine/text").insert(3, ", it is").expect("inserted");
        }),
        ("hers is settled", |doc| {
            doc.get_map("records").insert("hers/resolved", true).expect("inserted");
        }),
        ("hers goes into the bin", |doc| insert(doc, "hers", &[("gone", "hers")])),
        ("hers goes along", |doc| insert(doc, "hers", &[("in", "map"), ("rank", "k")])),
        ("the map is another", |doc| {
            doc.get_text("map/name").insert(0, "My ").expect("inserted");
        }),
        ("her name said again", |doc| insert(doc, "hers", &[("by", "ana")])),
    ];
    for (name, act) in acts {
        let mut room = talked();
        let update = attack(&room, act);
        let taken = room.receive(&update, ME, |peer| peer == ATTACKER);
        assert!(taken.is_ok(), "{name}: {taken:?}");
    }
}

#[test]
fn nothing_becomes_an_answer_later() {
    let mut room = talked();
    let update = attack(&room, |doc| insert(doc, "hers", &[("in", "mine"), ("rank", "k")]));
    check(&mut room, &update, "not-a-map");
}

#[test]
fn an_accepted_proposal_speaks_in_the_name_of_whom_it_was_accepted_by() {
    let word = |word: &str| Said::Value(Value::Word(word.into()));
    let comment = |by: &str| Edit::Add {
        id: "new".into(),
        kind: "comment".into(),
        parent: "map".into(),
        rank: "V".into(),
        fields: BTreeMap::from([("text".into(), word("So it is")), ("by".into(), word(by))]),
    };
    let write = |id: &str| Edit::Write { id: id.into(), field: "text".into(), text: "No".into() };
    let set = |field: &str, value| Edit::Set { id: "hers".into(), field: field.into(), value };
    let mallory = Some(Value::Word(ME.into()));
    for edit in [comment("ana"), write("hers"), set("by", mallory), set("by", None)] {
        let mut room = talked();
        let before = room.records().clone();
        let refusal = room.edit_for(std::slice::from_ref(&edit), ME).expect_err("not theirs");
        assert_eq!((refusal.code, room.records()), ("not-yours", &before), "{edit:?}");
    }
    let settled = set("resolved", Some(Value::Flag(true)));
    for edit in [comment(ME), write("mine"), settled, Edit::Remove { id: "hers".into() }] {
        talked().edit_for(&[edit], ME).expect("theirs to do");
    }
}

#[test]
fn several_edits_at_once_are_held_to_what_each_of_them_is() {
    let word = |word: &str| Said::Value(Value::Word(word.into()));
    let add = |id: &str, parent: &str| Edit::Add {
        id: id.into(),
        kind: "comment".into(),
        parent: parent.into(),
        rank: "V".into(),
        fields: BTreeMap::from([("text".into(), word("So it is")), ("by".into(), word(ME))]),
    };
    let by = |id: &str, by: &str| Edit::Set {
        id: id.into(),
        field: "by".into(),
        value: Some(Value::Word(by.into())),
    };
    let write = |id: &str| Edit::Write { id: id.into(), field: "text".into(), text: "No".into() };
    let ladder = (0..70).map(|step| {
        let parent = if step == 0 { "mine".to_owned() } else { format!("a{}", step - 1) };
        add(&format!("a{step}"), &parent)
    });
    let crowd = (0..20_001).map(|place| add(&format!("c{place}"), "map"));
    for (edits, code) in [
        (vec![add("new", "map"), by("new", "ana")], "not-yours"),
        (vec![add("new", "map"), by("new", "ana"), write("new")], "not-yours"),
        (vec![write("mine"), write("hers")], "not-yours"),
        (ladder.collect(), "not-a-map"),
        (crowd.collect(), "too-many"),
    ] {
        let mut room = talked();
        let (before, version) = (room.records().clone(), room.version());
        let refusal = room.edit_for(&edits, ME).expect_err(code);
        assert_eq!(refusal.code, code, "{refusal:?}");
        assert_eq!((room.records(), room.version()), (&before, version));
        // The room goes on, with both ways of editing in turn.
        room.edit_for(&[add("new", "map"), write("new")], ME).expect("one's own");
        room.edit(&[write("mine")]).expect("written");
        room.edit_for(&[Edit::Remove { id: "new".into() }], ME).expect("anybody's");
        let again = Room::open(&room.snapshot().expect("a snapshot"), 2).expect("it opens");
        assert_eq!(again.records(), room.records());
    }
}

#[test]
fn why_a_change_was_made_is_told_where_it_is_said_in_a_few_words() {
    let say = |why: &str| {
        let mut room = talked();
        let update = attack(&room, |doc| {
            doc.get_text("map/name").insert(0, "A ").expect("inserted");
            doc.set_next_commit_message(why);
            doc.commit();
            doc.get_text("map/name").insert(0, "B ").expect("inserted");
            doc.set_next_commit_message("undo");
        });
        (room.receive(&update, ME, |peer| peer == ATTACKER), update, room)
    };
    let (received, ..) = say("paste");
    assert_eq!(received.expect("taken").why, ["paste", "undo"]);
    let (received, ..) = say(&"\u{1f600}".repeat(200));
    assert_eq!(received.expect("taken").why.len(), 2);
    for (why, code) in [
        ("x".repeat(201), "too-long"),
        ("\u{1f600}".repeat(201), "too-long"),
        ("one\ntwo".into(), "wrong-value"),
        ("a\u{0}b".into(), "wrong-value"),
        ("\u{9b}31m".into(), "wrong-value"),
    ] {
        let (_, update, mut room) = say(&why);
        check(&mut room, &update, code);
    }
}
