//! What the page in the browser does, in as few lines as possible: a copy of the document on a real WebSocket.

use crate::served::{PATIENCE, Served};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use wayline_doc::{Edit, Records, Room};

/// The version of a copy that has nothing.
const NOTHING: &[u8] = &[0];

pub(crate) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A page that has the map `buying` open.
pub(crate) struct Page {
    pub(crate) socket: Socket,
    pub(crate) copy: Room,
    pub(crate) welcome: Value,
    /// What was said in text and not yet looked for.
    pub(crate) said: Vec<Value>,
    pub(crate) closed: Option<CloseFrame>,
    kept: BTreeSet<u64>,
    number: u32,
}

/// Edits from JSON.
pub(crate) fn edits(edits: Value) -> Vec<Edit> {
    serde_json::from_value(edits).expect("edits")
}

/// A pain under a record.
pub(crate) fn pain(id: &str, parent: &str, text: &str) -> Vec<Edit> {
    edits(json!([
        { "edit": "add", "id": id, "kind": "pain", "parent": parent, "rank": "V", "fields": { "text": text } }
    ]))
}

/// Twenty cards of letters that cannot be packed, other ones each round.
pub(crate) fn large(round: u64, step: &str) -> Vec<Edit> {
    let mut chance = round + 1;
    let mut edits = Vec::new();
    for card in 0..20 {
        let mut words = String::with_capacity(20_000);
        while words.len() < 19_980 {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            write!(words, "{chance:x}").expect("in memory");
        }
        words.truncate(19_980);
        edits.extend(pain(&format!("r{round}c{card}"), step, &words));
    }
    edits
}

/// A socket that has said nothing yet.
pub(crate) async fn socket(served: &Served, cookie: &str) -> Result<Socket, tungstenite::Error> {
    let address = format!("ws://{}/api/v1/maps/buying/live", served.addr);
    let mut request = address.into_client_request().expect("an address");
    request.headers_mut().insert("cookie", cookie.parse().expect("a header"));
    connect_async(request).await.map(|(socket, _)| socket)
}

pub(crate) fn hello(peer: u64, version: &[u8]) -> Message {
    let version = STANDARD.encode(version);
    let hello =
        json!({ "say": "hello", "schema": 1, "peer": peer.to_string(), "version": version });
    Message::text(hello.to_string())
}

pub(crate) fn update(number: u32, bytes: &[u8]) -> Message {
    let mut frame = vec![1];
    frame.extend(number.to_le_bytes());
    frame.extend(bytes);
    Message::binary(frame)
}

impl Page {
    /// A server, the cookie of Ana, and her page: nobody else is in the map.
    pub(crate) async fn alone() -> (Served, String, Self) {
        let served = Served::start().await;
        let ana = served.join("Ana").await;
        let page = Self::open(&served, &ana, 11).await;
        (served, ana, page)
    }

    /// Opens the map as a new copy.
    pub(crate) async fn open(served: &Served, cookie: &str, peer: u64) -> Self {
        let mut socket = socket(served, cookie).await.expect("let in");
        socket.send(hello(peer, NOTHING)).await.expect("sent");
        let (welcome, whole) = welcomed(&mut socket).await;
        let copy = Room::open(&whole, peer).expect("a document");
        Self::with(socket, copy, welcome)
    }

    /// Opens the map again with a copy from before, and sends what the server lacks.
    pub(crate) async fn back(served: &Served, cookie: &str, peer: u64, copy: Room) -> Self {
        let mut socket = socket(served, cookie).await.expect("let in");
        socket.send(hello(peer, &copy.version())).await.expect("sent");
        let (welcome, lacks) = welcomed(&mut socket).await;
        let mut page = Self::with(socket, copy, welcome);
        page.copy.replay(&lacks).expect("an update");
        let version = STANDARD.decode(page.welcome["version"].as_str().expect("text"));
        let lacks = page.copy.since(&version.expect("base64")).expect("an update");
        page.send_bytes(&lacks).await;
        page
    }

    fn with(socket: Socket, copy: Room, welcome: Value) -> Self {
        let (said, kept) = (Vec::new(), BTreeSet::new());
        Self { socket, copy, welcome, said, closed: None, kept, number: 0 }
    }

    /// Edits the copy and sends the update; answers its number.
    pub(crate) async fn edit(&mut self, edits: &[Edit]) -> u32 {
        let made = self.copy.edit(edits).expect("edits that fit");
        self.send_bytes(&made.update).await
    }

    pub(crate) async fn send_bytes(&mut self, bytes: &[u8]) -> u32 {
        self.number += 1;
        self.socket.send(update(self.number, bytes)).await.expect("sent");
        self.number
    }

    pub(crate) async fn say(&mut self, text: impl Into<String>) {
        self.socket.send(Message::text(text.into())).await.expect("sent");
    }

    /// Hears one message; false when the connection has ended.
    pub(crate) async fn hear(&mut self) -> bool {
        let heard = timeout(PATIENCE, self.socket.next()).await.expect("it says something in time");
        match heard {
            Some(Ok(Message::Text(text))) => {
                let value: Value = serde_json::from_str(&text).expect("JSON");
                if value["say"] == "kept" {
                    self.kept.insert(value["number"].as_u64().expect("a number"));
                } else {
                    self.said.push(value);
                }
            }
            Some(Ok(Message::Binary(frame))) => {
                assert_eq!(frame[..5], [1, 0, 0, 0, 0], "an update of somebody else");
                self.copy.replay(&frame[5..]).expect("an update");
            }
            Some(Ok(Message::Close(frame))) => {
                self.closed = frame;
                return false;
            }
            Some(Ok(_)) => {}
            Some(Err(_)) | None => return false,
        }
        true
    }

    /// Waits until an update is on the server's disk.
    pub(crate) async fn until_kept(&mut self, number: u32) {
        while !self.kept.contains(&u64::from(number)) {
            assert!(self.hear().await, "closed: {:?}", self.closed);
        }
    }

    /// Waits for a message of a kind.
    pub(crate) async fn until_said(&mut self, what: &str) -> Value {
        loop {
            if let Some(place) = self.said.iter().position(|said| said["say"] == what) {
                return self.said.remove(place);
            }
            assert!(self.hear().await, "closed without `{what}`: {:?}", self.closed);
        }
    }

    /// Waits until the copy is as wished.
    pub(crate) async fn until(&mut self, is_so: impl Fn(&Records) -> bool) {
        while !is_so(self.copy.records()) {
            assert!(self.hear().await, "closed: {:?}", self.closed);
        }
    }

    /// Waits for the end; answers why.
    pub(crate) async fn until_closed(&mut self) -> String {
        while self.hear().await {}
        self.closed.take().map(|frame| frame.reason.to_string()).unwrap_or_default()
    }

    /// The text of a record.
    pub(crate) fn text(&self, id: &str) -> Option<String> {
        text(self.copy.records(), id)
    }

    /// The id of the record of a kind and name.
    pub(crate) fn id(&self, kind: &str, name: &str) -> String {
        let records = self.copy.records();
        let all = records.0.iter().filter(|(_, record)| record.kind == kind);
        let mut found = all.filter(|(id, _)| records.name_of(id) == name).map(|(id, _)| id.clone());
        found.next().unwrap_or_else(|| panic!("no {kind} `{name}`"))
    }
}

/// The words of a card.
pub(crate) fn text(records: &Records, id: &str) -> Option<String> {
    records.get(id).and_then(|record| record.text.get("text").cloned())
}

async fn welcomed(socket: &mut Socket) -> (Value, Vec<u8>) {
    let mut next = async || timeout(PATIENCE, socket.next()).await.expect("in time");
    let Some(Ok(Message::Text(text))) = next().await else { panic!("no welcome") };
    let welcome: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(welcome["say"], "welcome", "{welcome}");
    let Some(Ok(Message::Binary(frame))) = next().await else { panic!("no document") };
    (welcome, frame[5..].to_vec())
}
