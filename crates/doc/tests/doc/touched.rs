//! What became of each record by a change, as history tells it.

use crate::hostile::room;
use serde_json::json;
use wayline_doc::{About, Edit, Room};

fn edits(edits: serde_json::Value) -> Vec<Edit> {
    serde_json::from_value(edits).expect("edits")
}

/// The edits, and what is told of them: `RECORD/FIELD: HOW`. The same is told where they come in as an update of somebody else.
fn check(room: &mut Room, made: serde_json::Value, expect: &[&str]) {
    let mut other = Room::open(&room.snapshot().expect("bytes"), 5).expect("it opens");
    let made = other.edit(&edits(made)).expect("they fit");
    let received = room.receive(&made.update, "ana", |_| true).expect("taken");
    assert_eq!(received.touched, made.touched);
    let told = received.touched.iter().map(|touched| {
        let how = serde_json::to_value(touched.how).expect("a word");
        format!("{}/{}: {}", touched.record, touched.field, how.as_str().expect("a word"))
    });
    assert_eq!(told.collect::<Vec<_>>(), expect);
}

#[test]
fn what_came_went_and_came_back_is_told_apart() {
    let mut room = room();
    let records = room.records();
    let of_kind = |kind: &str| {
        let mut found = records.0.iter().filter(|(_, record)| record.kind == kind);
        found.next().map(|(id, _)| id.clone()).expect("one")
    };
    let (stage, step) = (of_kind("stage"), of_kind("step"));
    let add = json!([{ "edit": "add", "id": "new", "kind": "pain", "parent": step, "rank": "V", "fields": { "text": "Slow" } }]);
    let told = ["new/in: added", "new/is: added", "new/rank: added", "new/text: added"];
    check(&mut room, add, &told);
    let write = json!([{ "edit": "write", "id": "new", "field": "text", "text": "Slower" }]);
    check(&mut room, write, &["new/text: changed"]);
    let rename = json!([{ "edit": "write", "id": step, "field": "name", "text": "Pays by card" }]);
    check(&mut room, rename, &[&format!("{step}/name: renamed")]);
    let shift = json!([{ "edit": "move", "id": "new", "parent": step, "rank": "k" }]);
    check(&mut room, shift, &["new/rank: moved"]);
    let remove = json!([{ "edit": "remove", "id": "new" }]);
    check(&mut room, remove, &["new/gone: removed"]);
    let back = json!([{ "edit": "bring_back", "id": "new" }]);
    check(&mut room, back, &["new/gone: brought_back"]);
    // What goes and comes back together is told of each.
    let remove = json!([{ "edit": "remove", "id": stage }]);
    let received = room.edit(&edits(remove)).expect("removed");
    assert!(received.touched.iter().all(|touched| touched.how == wayline_doc::How::Removed));
    assert_eq!(received.touched.len(), 4, "the stage, its step, its need and its pain");
}

/// What is told of an edit: `FIELD: FROM → TO`.
fn said(room: &mut Room, made: serde_json::Value) -> Vec<String> {
    let received = room.edit(&edits(made)).expect("they fit");
    let told = received.touched.iter().map(|touched| {
        let or_nothing = |said: &Option<String>| said.clone().unwrap_or_else(|| "–".into());
        format!("{}: {} → {}", touched.field, or_nothing(&touched.from), or_nothing(&touched.to))
    });
    told.collect()
}

#[test]
fn what_was_said_and_what_is_said_are_told_in_words() {
    let mut room = room();
    let find = |room: &Room, kind: &str| {
        let mut found = room.records().0.iter().filter(|(_, record)| record.kind == kind);
        found.next().map(|(id, _)| id.clone()).expect("one")
    };
    let (stage, step) = (find(&room, "stage"), find(&room, "step"));
    let was = room.records().name_of(&step);
    let rename = json!([{ "edit": "write", "id": step, "field": "name", "text": "Pays by card" }]);
    assert_eq!(said(&mut room, rename), [format!("name: {was} → Pays by card")]);
    let add = json!([
        { "edit": "add", "id": "next", "kind": "step", "parent": stage, "rank": "z", "fields": { "name": "Waits" } },
        { "edit": "add", "id": "app", "kind": "channel", "parent": "map", "rank": "V", "fields": { "name": "App" } },
    ]);
    assert!(said(&mut room, add).iter().all(|told| told.ends_with("– → –")), "what is new was not");
    let put =
        json!([{ "edit": "put", "id": "next", "field": "channels", "item": "app", "rank": "V" }]);
    assert_eq!(said(&mut room, put), ["channels: – → App"], "by its name, not by its id");
    let shift = json!([{ "edit": "move", "id": "next", "parent": stage, "rank": "0V" }]);
    assert_eq!(said(&mut room, shift), ["rank: Pays by card → –"], "what it lay after");
    let long = "x".repeat(400);
    let write = json!([{ "edit": "write", "id": "next", "field": "action", "text": long }]);
    assert_eq!(said(&mut room, write), [format!("action: – → {}…", "x".repeat(300))]);
}

#[test]
fn what_went_and_what_is_talked_about_are_told_by_the_names_they_had_then() {
    let mut room = room();
    let mut steps = room.records().0.iter().filter(|(_, record)| record.kind == "step");
    let step = steps.next().map(|(id, _)| id.clone()).expect("one");
    let mut told = |made: serde_json::Value| -> Vec<(String, String, Option<About>)> {
        let received = room.edit(&edits(made)).expect("they fit");
        let mut told: Vec<_> =
            received.touched.into_iter().map(|one| (one.record, one.name, one.about)).collect();
        told.dedup();
        told
    };
    let line = |record: &str, name: &str, about: Option<&str>| {
        let about = about.map(|name| About {
            record: "new".into(),
            kind: "pain".into(),
            name: name.to_owned(),
        });
        (record.to_owned(), name.to_owned(), about)
    };
    let word = |id: &str, parent: &str, text: &str| json!({ "edit": "add", "id": id, "kind": "comment", "parent": parent, "rank": "V", "fields": { "text": text, "by": "ana" } });
    let said = told(json!([
        { "edit": "add", "id": "new", "kind": "pain", "parent": step, "rank": "V", "fields": { "text": "Slow" } },
        { "edit": "add", "id": "new.vote.ana", "kind": "vote", "parent": "new", "rank": "V", "fields": { "by": "ana" } },
        word("why", "new", "Why?"),
        word("so", "why", "So it is"),
    ]));
    let about = Some("Slow");
    assert_eq!(
        said,
        [
            line("new", "Slow", None),
            line("new.vote.ana", "", about),
            line("so", "So it is", about),
            line("why", "Why?", about)
        ]
    );
    // What it is called later changes nothing of what was told: the words of now are told.
    let renamed = told(json!([
        { "edit": "write", "id": "new", "field": "text", "text": "Slower" },
        { "edit": "set", "id": "why", "field": "resolved", "value": true },
    ]));
    assert_eq!(renamed, [line("new", "Slower", None), line("why", "Why?", Some("Slower"))]);
    // Undoing takes the words away before the card.
    let gone = told(json!([
        { "edit": "write", "id": "new", "field": "text", "text": "" },
        { "edit": "remove", "id": "new" },
        { "edit": "write", "id": "why", "field": "text", "text": "Why not?" },
    ]));
    let of_card: Vec<_> = gone.into_iter().filter(|(id, ..)| id == "new" || id == "why").collect();
    assert_eq!(of_card[0], line("new", "Slower", None));
    assert_eq!(of_card[1], line("why", "Why?", Some("Slower")), "it went along");
    // Without words from before it has the ones it got.
    let back = told(json!([
        { "edit": "bring_back", "id": "new" },
        { "edit": "write", "id": "new", "field": "text", "text": "Quick" },
    ]));
    assert!(back.contains(&line("new", "Quick", None)), "{back:?}");
}
