//! Changes of a room's document: tried, lined up to be kept, and told once they are.

use super::{Go, Open};
use crate::live::command::{Change, Changed, Make, Why};
use crate::live::wire;
use crate::people::{Person, now};
use crate::store::Row;
use axum::body::Bytes;
use axum::extract::ws::Message;
use serde_json::json;
use std::collections::BTreeMap;
use wayline_doc::{Received, Refusal, Room};

impl Open {
    /// Whether a person may speak for a copy: nobody has, or the same person.
    pub(super) fn may(&self, peer: u64, person: &str) -> bool {
        self.owners.get(&peer).is_none_or(|owner| owner.as_deref() == Some(person))
    }

    /// A page's update.
    pub(super) fn update(&mut self, connection: u64, number: u32, bytes: &Bytes, go: &mut Go) {
        let Some(person) = self.pages.person(connection).cloned() else { return };
        let before = self.room.version();
        match receive(&mut self.room, &self.owners, bytes, &person.id) {
            Ok(received) => {
                let frame = self.row(Some(&person), Why::Edit, &before, received, go);
                go.after.push(Box::new(move |open| {
                    open.pages.tell(connection, wire::ToPage::Kept { number }.frame());
                    if let Some(frame) = frame {
                        open.pages.others(connection, &frame);
                    }
                }));
            }
            Err(refusal) => {
                metrics::counter!("wayline_live_refused_total").increment(1);
                go.after.push(Box::new(move |open| {
                    open.pages.refuse(connection, number, &refusal);
                }));
            }
        }
    }

    /// A change that comes by another way.
    pub(super) fn change(&mut self, change: Change, go: &mut Go) {
        let Change { by, why, make, decides, done } = change;
        let before = self.room.version();
        let made = match make {
            Make::Here(make) => make(&mut self.room),
            Make::Elsewhere(bytes) => receive(&mut self.room, &self.owners, &bytes, &by.id),
        };
        match made {
            Ok(received) => {
                if matches!(why, Why::Restore) {
                    self.file.leave_out(&received.left_out);
                }
                let frame = self.row(Some(&by), why, &before, received, go);
                if let (Some(_), Some(row)) = (&frame, go.rows.last_mut()) {
                    row.decision = decides.map(|decides| decides.with(row.seq));
                }
                let changed = Changed { seq: self.seq, version: self.room.version() };
                go.after.push(Box::new(move |open| {
                    if let Some(frame) = frame {
                        open.pages.others(0, &frame);
                    }
                    let _ = done.send(Ok(changed));
                }));
            }
            Err(refusal) => {
                let _ = done.send(Err(refusal.into()));
            }
        }
    }

    /// Lines a change up to be kept; answers the frame for the others. Nothing of it where it brought nothing new.
    pub(super) fn row(
        &mut self,
        by: Option<&Person>,
        why: Why,
        before: &[u8],
        received: Received,
        go: &mut Go,
    ) -> Option<Message> {
        if self.room.version() == before {
            return None;
        }
        let bytes = received.update;
        let person = by.map(|person| person.id.clone());
        let peer = received.peers.first().copied().unwrap_or_default();
        let new = |peer: &u64| !self.owners.contains_key(peer);
        let peers: Vec<u64> = received.peers.into_iter().filter(new).collect();
        // What the server makes for a person is made by the server's own copy, which stays nobody's.
        let owner = person.clone().filter(|_| matches!(why, Why::Edit | Why::Push));
        self.owners.extend(peers.iter().map(|peer| (*peer, owner.clone())));
        let what = received.touched.iter().map(|touched| {
            json!({
                "record": touched.record,
                "kind": touched.kind,
                "name": touched.name,
                "about": touched.about,
                "field": touched.field,
                "how": touched.how,
                "from": touched.from,
                "to": touched.to,
            })
        });
        let what = serde_json::Value::Array(what.collect()).to_string();
        self.seq += 1;
        let frame = wire::update(&bytes);
        go.rows.push(Row {
            map: self.id.clone(),
            seq: self.seq,
            at: now(),
            person,
            peer,
            why: why.word().into(),
            said: received.why,
            what,
            point: self.room.point(),
            bytes,
            peers,
            owner,
            file: None,
            text: None,
            decision: None,
        });
        Some(frame)
    }
}

/// Takes an update of a person's copies in.
fn receive(
    room: &mut Room,
    owners: &BTreeMap<u64, Option<String>>,
    update: &[u8],
    person: &str,
) -> Result<Received, Refusal> {
    room.receive(update, person, |peer| {
        owners.get(&peer).is_none_or(|owner| owner.as_deref() == Some(person))
    })
}
