//! What every [`Store`] must do: run [`all`] on each implementation. `open` gives the same store again, as after a restart.

use super::{Decision, Error, FileMark, FileMarks, FileText, Proposal, Row, Store, Version};
use crate::people::Person;
use std::future::Future;
use std::sync::Arc;

/// The whole suite. Each part uses maps and people of its own.
pub(crate) async fn all<F, S>(open: F)
where
    F: Fn() -> S,
    S: Future<Output = Arc<dyn Store>>,
{
    let store = open().await;
    people(&*store).await;
    documents(&*store).await;
    all_or_none(&*store).await;
    together(&store).await;
    history(&*store).await;
    versions_and_proposals(&*store).await;
    let before = everything(&*store).await;
    store.close().await.expect("closed");
    assert!(matches!(store.append(vec![row("lost", 2)]).await, Err(Error::Failed(_))));
    drop(store);
    let store = open().await;
    assert_eq!(everything(&*store).await, before, "a restart changes nothing");
    store.close().await.expect("closed");
}

async fn everything(store: &dyn Store) -> Vec<String> {
    let mut all = vec![format!("{:?}", store.people().await.expect("read"))];
    for map in ["plain", "whole", "busy", "past", "named"] {
        all.push(format!("{:?}", store.map(map).await.expect("read")));
        all.push(format!("{:?}", store.history(map, None, 10_000).await.expect("read")));
        all.push(format!("{:?}", store.texts(map).await.expect("read")));
        all.push(format!("{:?}", store.versions(map).await.expect("read")));
        all.push(format!("{:?}", store.proposals(map).await.expect("read")));
    }
    all
}

fn person(id: &str) -> Person {
    Person {
        id: id.into(), name: format!("{id} Мария 丽"), colour: "#102030".into(), joined: 5
    }
}

fn row(map: &str, seq: u64) -> Row {
    Row {
        map: map.into(),
        seq,
        at: 1_000 + i64::try_from(seq).expect("small"),
        person: Some("ana".into()),
        peer: u64::MAX,
        why: "edit".into(),
        said: Vec::new(),
        what: "[]".into(),
        point: seq.to_le_bytes().to_vec(),
        bytes: vec![u8::try_from(seq % 251).expect("small"); 9],
        peers: Vec::new(),
        owner: Some("ana".into()),
        file: None,
        text: None,
        decision: None,
    }
}

fn text(byte: u8, at: i64) -> FileText {
    FileText { hash: [byte; 32], at, point: vec![byte], lines: vec![byte; 4] }
}

async fn people(store: &dyn Store) {
    assert_eq!(store.people().await.expect("read"), []);
    assert_eq!(store.who(&[1; 32]).await.expect("read"), None);
    for (id, token) in [("ana", [1; 32]), ("bo", [2; 32])] {
        store.join(&person(id), &token).await.expect("joined");
    }
    assert!(store.join(&person("ana"), &[3; 32]).await.is_err(), "an id is one person's");
    assert!(store.join(&person("cy"), &[2; 32]).await.is_err(), "a token is one person's");
    assert_eq!(store.who(&[2; 32]).await.expect("read"), Some(person("bo")));
    let renamed = Person { name: "Bo II".into(), colour: "#ffffff".into(), ..person("bo") };
    store.rename(&renamed).await.expect("kept");
    assert_eq!(store.people().await.expect("read"), [person("ana"), renamed]);
}

async fn documents(store: &dyn Store) {
    assert_eq!(store.map("plain").await.expect("read"), None);
    assert!(store.append(vec![row("plain", 1)]).await.is_err(), "there is no such document");
    let mark = |byte: u8| FileMark { hash: [byte; 32], point: vec![byte] };
    let marks = FileMarks { seen: Some(mark(1)), next: None };
    let first = Row { person: None, owner: None, peers: vec![7], ..row("plain", 1) };
    store.begin(first.clone(), vec![1, 1], marks.clone()).await.expect("begun");
    assert!(store.begin(first, vec![], FileMarks::default()).await.is_err(), "it begins once");
    let second = Row { peers: vec![u64::MAX, 7], ..row("plain", 2) };
    store.append(vec![second, row("plain", 3)]).await.expect("kept");
    let map = store.map("plain").await.expect("read").expect("there");
    assert_eq!((map.snapshot, map.snapshot_seq, map.seq), (vec![1, 1], 1, 3));
    assert_eq!(map.updates, [row("plain", 2).bytes, row("plain", 3).bytes]);
    let mut peers = map.peers;
    peers.sort_unstable();
    // A copy belongs to whom used it first: 7 stays the server's.
    assert_eq!(peers, [(7, None), (u64::MAX, Some("ana".into()))]);
    assert_eq!(map.file, marks);

    store.compact("plain", 2, vec![2]).await.expect("kept");
    store.compact("plain", 1, vec![9]).await.expect("an older snapshot changes nothing");
    let marked = FileMarks { seen: None, next: Some(mark(4)) };
    store.append(vec![Row { file: Some(marked.clone()), ..row("plain", 4) }]).await.expect("kept");
    assert_eq!(store.map("plain").await.expect("read").expect("there").file, marked);
    let marks = FileMarks { seen: Some(mark(2)), next: Some(mark(3)) };
    store.mark_file("plain", marks.clone(), Some(text(1, 5))).await.expect("kept");
    store.append(vec![Row { text: Some(text(2, 6)), ..row("plain", 5) }]).await.expect("kept");
    assert_eq!(store.texts("plain").await.expect("read"), [text(2, 6), text(1, 5)]);
    let again = FileText { at: 7, point: vec![9], ..text(1, 5) };
    store.mark_file("plain", marks.clone(), Some(again.clone())).await.expect("kept");
    assert_eq!(store.texts("plain").await.expect("read"), [again, text(2, 6)]);
    for at in 0..200_u8 {
        let text = Some(text(at, 100 + i64::from(at)));
        store.mark_file("plain", marks.clone(), text).await.expect("kept");
    }
    let texts = store.texts("plain").await.expect("read");
    assert!(texts.len() <= 100, "few are kept");
    assert_eq!((texts[0].at, texts[9].at), (299, 290), "the newest are");
    assert!(store.texts("none").await.expect("read").is_empty());
    let map = store.map("plain").await.expect("read").expect("there");
    assert_eq!((map.snapshot, map.snapshot_seq, map.seq), (vec![2], 2, 5));
    let bytes = [3, 4, 5].map(|seq| row("plain", seq).bytes);
    assert_eq!(map.updates, bytes);
    assert_eq!(map.file, marks);
    let past = store.history("plain", None, 10).await.expect("read");
    assert_eq!(past.len(), 5, "every row stays");
    store.compact("plain", 4, vec![3]).await.expect("kept");
    assert_eq!(store.map("plain").await.expect("read").expect("there").seq, 5);
}

async fn all_or_none(store: &dyn Store) {
    store.begin(row("whole", 1), vec![], FileMarks::default()).await.expect("begun");
    let twice = vec![row("whole", 2), row("whole", 3), row("whole", 2)];
    assert!(store.append(twice).await.is_err(), "a number is given once");
    assert_eq!(store.map("whole").await.expect("read").expect("there").seq, 1);
    store.append(vec![row("whole", 2)]).await.expect("kept");
}

/// Calls that share a commit: the one at fault is refused, the others are kept.
async fn together(store: &Arc<dyn Store>) {
    store.begin(row("busy", 1), vec![], FileMarks::default()).await.expect("begun");
    let calls = (2..200).map(|seq| {
        let store = Arc::clone(store);
        tokio::spawn(async move {
            let stranger = Row { person: Some("nobody".into()), ..row("busy", seq) };
            let row = if seq % 50 == 0 { stranger } else { row("busy", seq) };
            (seq, store.append(vec![row]).await.is_ok())
        })
    });
    let calls: Vec<_> = calls.collect();
    for call in calls {
        let (seq, kept) = call.await.expect("no panic");
        assert_eq!(kept, seq % 50 != 0, "{seq}");
    }
    let past = store.history("busy", None, 1_000).await.expect("read");
    assert_eq!(past.len(), 199 - 3);
}

async fn history(store: &dyn Store) {
    store
        .begin(Row { person: None, ..row("past", 1) }, vec![], FileMarks::default())
        .await
        .expect("begun");
    let rows = (2..=20).map(|seq| Row {
        why: format!("why {seq}"),
        said: vec!["paste".into(), format!("moved,\n„{seq}“")],
        ..row("past", seq)
    });
    store.append(rows.collect()).await.expect("kept");
    let page = store.history("past", None, 5).await.expect("read");
    assert_eq!(page.iter().map(|past| past.seq).collect::<Vec<_>>(), [20, 19, 18, 17, 16]);
    assert_eq!(page[0].said, ["paste", "moved,\n„20“"]);
    assert_eq!((page[0].why.as_str(), page[0].by.clone()), ("why 20", Some(person("ana"))));
    let page = store.history("past", Some(3), 5).await.expect("read");
    assert_eq!(page.iter().map(|past| past.seq).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(page[1].by, None);
    let latest = store.latest().await.expect("read");
    let latest = latest.iter().find(|latest| latest.map == "past").expect("it is there");
    assert_eq!((latest.last.seq, latest.last.by.clone()), (20, Some(person("ana"))));
    assert_eq!(store.point("past", 7).await.expect("read"), Some(row("past", 7).point));
    assert_eq!(store.point("past", 21).await.expect("read"), None);
    let before = async |at| store.point_before("past", at).await.expect("read");
    let known = |seq| Some((seq, row("past", seq).point));
    assert_eq!(before(1_008).await, known(7), "what happened at that instant is not before it");
    assert_eq!(before(i64::MAX).await, known(20));
    assert_eq!(before(1_001).await, None, "it had not begun");
    assert_eq!(store.history("none", None, 5).await.expect("read"), []);
}

async fn versions_and_proposals(store: &dyn Store) {
    store.begin(row("named", 1), vec![], FileMarks::default()).await.expect("begun");
    let version = |name: &str, by: Option<Person>| Version {
        version: 0,
        name: name.into(),
        at: 9,
        by,
        made: "by_hand".into(),
        seq: 1,
        point: vec![1],
    };
    let first = version("first", Some(person("ana")));
    let second = version("second", None);
    assert_eq!(store.name_version("named", &first).await.expect("kept"), 1);
    assert_eq!(store.name_version("named", &second).await.expect("kept"), 2);
    let named = store.versions("named").await.expect("read");
    assert_eq!(named, [Version { version: 2, ..second }, Version { version: 1, ..first }]);
    assert!(store.name_version("none", &version("a", None)).await.is_err(), "no such map");

    let proposal = Proposal {
        proposal: 0,
        from: "assistant".into(),
        why: "the data say so".into(),
        at: 10,
        edits: "[1]".into(),
    };
    assert_eq!(store.propose("named", &proposal).await.expect("kept"), 1);
    assert_eq!(store.propose("named", &proposal).await.expect("kept"), 2);
    store.decide("named", 1, "[2]").await.expect("kept");
    let all = store.proposals("named").await.expect("read");
    let half = r#"[{"state": "declined"}, {"state": "open"}]"#;
    let done = r#"[{"state": "declined"}, {"state": "accepted"}]"#;
    for (edits, open) in [(half, 1), (done, 0)] {
        store.decide("named", 2, edits).await.expect("kept");
        let latest = store.latest().await.expect("read");
        let named = latest.iter().find(|latest| latest.map == "named").expect("it is there");
        assert_eq!(named.proposals, open, "{edits}");
    }
    decisions(store, &proposal).await;
    store.decide("named", 2, "[1]").await.expect("kept");
    assert_eq!(all[0], Proposal { proposal: 2, ..proposal.clone() });
    assert_eq!(all[1], Proposal { proposal: 1, edits: "[2]".into(), ..proposal });
}

/// A decision is kept with the update that made it, and holds until the proposal is written as a whole.
async fn decisions(store: &dyn Store, proposal: &Proposal) {
    let open = r#"[{"state":"open","says":"a"},{"state":"open","says":"b"}]"#;
    let third = Proposal { edits: open.into(), ..proposal.clone() };
    assert_eq!(store.propose("named", &third).await.expect("kept"), 3);
    let decided = |seq, place| Row {
        decision: Some(Decision { proposal: 3, place, said: r#"{"state":"accepted"}"#.into() }),
        ..row("named", seq)
    };
    let edits = async || store.proposals("named").await.expect("read")[0].edits.clone();
    let waits = async || {
        let latest = store.latest().await.expect("read");
        latest.into_iter().find(|latest| latest.map == "named").expect("there").proposals
    };
    store.append(vec![decided(2, 1)]).await.expect("kept");
    let half = r#"[{"state":"open","says":"a"},{"state":"accepted","says":"b"}]"#;
    assert_eq!((edits().await.as_str(), waits().await), (half, 1));
    assert!(store.append(vec![decided(3, 0), row("named", 2)]).await.is_err(), "a row is twice");
    assert_eq!(edits().await, half, "what was not kept was not decided");
    store.append(vec![decided(3, 0), decided(4, 9)]).await.expect("kept");
    assert_eq!(waits().await, 0, "what was decided does not wait");
    store.decide("named", 3, open).await.expect("kept");
    assert_eq!((edits().await.as_str(), waits().await), (open, 1), "the whole is what holds");
    store.append(vec![decided(5, 1)]).await.expect("kept");
}
