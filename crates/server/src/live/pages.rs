//! The pages that have a map open: who they are, where they are, and what is sent to them.

use crate::live::outbox::Outbox;
use crate::live::wire::{self, Present, ToPage};
use crate::people::Person;
use axum::extract::ws::Message;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use wayline_doc::Refusal;

/// Most pages in one map.
pub(crate) const MOST: usize = 200;
/// A page whose updates were refused so often has lost its way.
const MOST_REFUSED: u32 = 5;

/// The pages by the number of their connection.
#[derive(Default)]
pub(crate) struct Pages {
    open: BTreeMap<u64, Page>,
    last: u64,
    crowd: Arc<AtomicU32>,
}

/// A page that was let in.
pub(crate) struct Entered {
    /// The number of its connection.
    pub(crate) connection: u64,
    /// How many pages are there, as long as it stays.
    pub(crate) crowd: Arc<AtomicU32>,
}

struct Page {
    person: Person,
    outbox: Outbox,
    at: Value,
    refused: u32,
}

impl Pages {
    /// Whether nobody is there.
    pub(crate) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether one more would be too many.
    pub(crate) fn is_full(&self) -> bool {
        self.open.len() >= MOST
    }

    /// Who sits at a page; `None` for one that has gone or was dropped.
    pub(crate) fn person(&self, connection: u64) -> Option<&Person> {
        self.open.get(&connection).map(|page| &page.person)
    }

    /// Lets a page in: it is welcomed with who is there and sent what it lacks, and the others are told.
    pub(crate) fn enter(
        &mut self,
        person: Person,
        outbox: Outbox,
        version: &[u8],
        lacks: Message,
    ) -> Entered {
        self.last += 1;
        let connection = self.last;
        let others = self.open.iter().map(|(connection, page)| Present {
            connection: *connection,
            person: &page.person,
            at: &page.at,
        });
        let version = wire::base64(version);
        let welcome = ToPage::Welcome { you: &person, version, people: others.collect() }.frame();
        if outbox.push(welcome) && outbox.push(lacks) {
            let at = Value::Object(serde_json::Map::new());
            self.others(connection, &here(connection, &person, &at));
            let page = Page { person, outbox, at, refused: 0 };
            self.open.insert(connection, page);
            self.count();
            metrics::gauge!("wayline_live_connections").increment(1.0);
        }
        Entered { connection, crowd: Arc::clone(&self.crowd) }
    }

    /// Tells the connections how many they are.
    fn count(&self) {
        // There are at most `MOST`.
        self.crowd.store(u32::try_from(self.open.len()).unwrap_or(u32::MAX), Ordering::Relaxed);
    }

    /// A page has gone.
    pub(crate) fn leave(&mut self, connection: u64) {
        self.drop(connection);
    }

    /// Says where somebody is.
    pub(crate) fn here(&mut self, connection: u64, at: Value) {
        let Some(page) = self.open.get_mut(&connection) else { return };
        page.at = at;
        let frame = here(connection, &page.person, &page.at);
        self.others(connection, &frame);
    }

    /// Somebody is called otherwise now.
    pub(crate) fn rename(&mut self, person: &Person) {
        let mut said = Vec::new();
        for (connection, page) in &mut self.open {
            if page.person.id == person.id {
                page.person = person.clone();
                said.push((*connection, here(*connection, person, &page.at)));
            }
        }
        for (connection, frame) in said {
            self.others(connection, &frame);
        }
    }

    /// Refuses a page's update; a page that is refused again and again is dropped.
    pub(crate) fn refuse(&mut self, connection: u64, number: u32, refusal: &Refusal) {
        self.tell(connection, wire::refused(number, refusal));
        let Some(page) = self.open.get_mut(&connection) else { return };
        page.refused += 1;
        if page.refused >= MOST_REFUSED {
            page.outbox.push(wire::close(1008, "too many refused changes; load the page anew"));
            self.drop(connection);
        }
    }

    /// Sends to one page.
    pub(crate) fn tell(&mut self, connection: u64, frame: Message) {
        if self.open.get(&connection).is_some_and(|page| !page.outbox.push(frame)) {
            self.drop(connection);
        }
    }

    /// Sends to every page but one; 0 is no page's number.
    pub(crate) fn others(&mut self, but: u64, frame: &Message) {
        let behind: Vec<u64> = self
            .open
            .iter()
            .filter(|(connection, page)| **connection != but && !page.outbox.push(frame.clone()))
            .map(|(connection, _)| *connection)
            .collect();
        for connection in behind {
            self.drop(connection);
        }
    }

    /// Lets all go.
    pub(crate) fn close(&mut self, code: u16, reason: &str) {
        for (_, page) in std::mem::take(&mut self.open) {
            page.outbox.push(wire::close(code, reason));
            metrics::gauge!("wayline_live_connections").decrement(1.0);
        }
    }

    /// Tells all why they cannot stay, and lets them go. What they have not sent stays with them.
    pub(crate) fn dismiss(&mut self, why: &Refusal) {
        for page in self.open.values() {
            page.outbox.push(wire::refused(0, why));
        }
        self.close(1008, &why.detail);
    }

    /// Lets a page go and tells the others.
    fn drop(&mut self, connection: u64) {
        if self.open.remove(&connection).is_some() {
            self.count();
            metrics::gauge!("wayline_live_connections").decrement(1.0);
            self.others(connection, &ToPage::Left { connection }.frame());
        }
    }
}

fn here(connection: u64, person: &Person, at: &Value) -> Message {
    ToPage::Here(Present { connection, person, at }).frame()
}
