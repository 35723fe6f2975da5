//! What is said over a WebSocket, as `docs/live-document.md` writes it.

use crate::people::Person;
use axum::body::Bytes;
use axum::extract::ws::{CloseFrame, Message};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use wayline_doc::Refusal;

/// First byte of every binary frame.
const UPDATE: u8 = 0x01;
/// Bytes before the update in a binary frame.
pub(crate) const HEAD: usize = 5;
/// The longest text frame that is looked at.
const MOST_TEXT: usize = 64 * 1024;
/// The longest place of a person, as JSON.
const MOST_PLACE: usize = 2_000;

/// What a page says in text.
#[derive(Deserialize)]
#[serde(tag = "say", rename_all = "snake_case")]
enum Text {
    Hello { schema: u32, peer: String, version: String },
    Here { at: Value },
}

/// What a page says.
pub(crate) enum FromPage {
    /// First.
    Hello(Hello),
    /// Where the person is.
    Here(Value),
    /// Its update `number`.
    Update(u32, Bytes),
}

/// How a page begins.
pub(crate) struct Hello {
    /// The form of documents that it knows.
    pub(crate) schema: u32,
    /// The number of its copy.
    pub(crate) peer: u64,
    /// What it has.
    pub(crate) version: Vec<u8>,
}

/// What a server says in text.
#[derive(Serialize)]
#[serde(tag = "say", rename_all = "snake_case")]
pub(crate) enum ToPage<'a> {
    Welcome { you: &'a Person, version: String, people: Vec<Present<'a>> },
    Kept { number: u32 },
    Refused { number: u32, code: &'a str, detail: &'a str, help: &'a str },
    Outdated { schema: u32, detail: &'a str, help: &'a str },
    Here(Present<'a>),
    Left { connection: u64 },
    Figures,
}

/// Somebody who has the map open.
#[derive(Serialize)]
pub(crate) struct Present<'a> {
    pub(crate) connection: u64,
    pub(crate) person: &'a Person,
    /// Where they are; empty until they have said so.
    pub(crate) at: &'a Value,
}

impl ToPage<'_> {
    /// As a frame.
    pub(crate) fn frame(&self) -> Message {
        // Plain data; were it no JSON, an empty object is no message to anybody.
        Message::Text(serde_json::to_string(self).unwrap_or_else(|_| "{}".into()).into())
    }
}

/// A refusal as a frame.
pub(crate) fn refused(number: u32, refusal: &Refusal) -> Message {
    let Refusal { code, detail, help } = refusal;
    ToPage::Refused { number, code, detail, help }.frame()
}

/// An update of somebody else, or what a page lacks, as a frame.
pub(crate) fn update(bytes: &[u8]) -> Message {
    let mut frame = Vec::with_capacity(HEAD + bytes.len());
    frame.push(UPDATE);
    frame.extend_from_slice(&0_u32.to_le_bytes());
    frame.extend_from_slice(bytes);
    Message::Binary(frame.into())
}

/// A closing frame; the reason is cut to what fits into one.
pub(crate) fn close(code: u16, reason: &str) -> Message {
    let mut end = reason.len().min(120);
    while !reason.is_char_boundary(end) {
        end -= 1;
    }
    Message::Close(Some(CloseFrame { code, reason: reason[..end].into() }))
}

/// Bytes in the standard alphabet with padding.
pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Reads a frame; `None` for frames that say nothing: pings, pongs, closing.
pub(crate) fn read(frame: Message) -> Option<Result<FromPage, Refusal>> {
    match frame {
        Message::Text(text) => Some(read_text(&text)),
        Message::Binary(bytes) => Some(read_update(&bytes)),
        Message::Ping(_) | Message::Pong(_) | Message::Close(_) => None,
    }
}

fn read_text(text: &str) -> Result<FromPage, Refusal> {
    if text.len() > MOST_TEXT {
        return Err(wrong(format!("a message of {} bytes", text.len())));
    }
    match serde_json::from_str(text).map_err(|error| wrong(error.to_string()))? {
        Text::Hello { schema, peer, version } => {
            let peer =
                peer.parse().map_err(|_| wrong("`peer` is no number of 64 bits in quotes"))?;
            let version = STANDARD.decode(version).map_err(|_| wrong("`version` is no base64"))?;
            Ok(FromPage::Hello(Hello { schema, peer, version }))
        }
        Text::Here { at } => {
            let length = at.to_string().len();
            if length > MOST_PLACE {
                return Err(wrong(format!("`at` has {length} bytes, more than {MOST_PLACE}")));
            }
            Ok(FromPage::Here(at))
        }
    }
}

fn read_update(bytes: &Bytes) -> Result<FromPage, Refusal> {
    match bytes.first_chunk::<HEAD>() {
        Some([UPDATE, number @ ..]) => {
            Ok(FromPage::Update(u32::from_le_bytes(*number), bytes.slice(HEAD..)))
        }
        _ => Err(wrong("a binary message begins with 1 and a number")),
    }
}

/// What cannot be understood.
pub(crate) fn wrong(detail: impl Into<String>) -> Refusal {
    Refusal {
        code: "bad-message",
        detail: format!("the message cannot be understood: {}", detail.into()),
        help: "docs/live-document.md has every message; load the page anew".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Result<FromPage, Refusal> {
        read(Message::Text(text.into())).expect("it says something")
    }

    #[test]
    fn hello_and_updates_are_read() {
        let hello = said(
            r#"{"say": "hello", "schema": 1, "peer": "18446744073709551615", "version": "AQI="}"#,
        );
        let Ok(FromPage::Hello(hello)) = hello else { panic!("no hello") };
        assert_eq!((hello.schema, hello.peer, hello.version), (1, u64::MAX, vec![1, 2]));
        let frame = Bytes::from_static(&[1, 7, 1, 0, 0, 9, 8]);
        let Some(Ok(FromPage::Update(number, bytes))) = read(Message::Binary(frame)) else {
            panic!("no update")
        };
        assert_eq!((number, &bytes[..]), (263, &[9, 8][..]));
        let Message::Binary(frame) = update(&[9, 8]) else { panic!("no frame") };
        assert_eq!(&frame[..], [1, 0, 0, 0, 0, 9, 8]);
    }

    #[test]
    fn what_is_no_message_is_refused_with_a_reason() {
        let long = format!(r#"{{"say": "here", "at": "{}"}}"#, "x".repeat(2_000));
        for text in [
            "",
            "[]",
            r#"{"say": "dance"}"#,
            r#"{"say": "hello", "schema": 1, "peer": 1, "version": ""}"#,
            r#"{"say": "hello", "schema": 1, "peer": "-1", "version": ""}"#,
            r#"{"say": "hello", "schema": 1, "peer": "1", "version": "?"}"#,
            &long,
        ] {
            assert!(said(text).is_err_and(|refusal| refusal.code == "bad-message"), "{text}");
        }
        for bytes in [&[][..], &[1, 0, 0, 0], &[2, 0, 0, 0, 0, 1]] {
            let frame = Message::Binary(Bytes::copy_from_slice(bytes));
            assert!(read(frame).is_some_and(|read| read.is_err()), "{bytes:?}");
        }
    }

    #[test]
    fn a_reason_fits_into_its_frame_whatever_its_letters() {
        let Message::Close(Some(frame)) = close(1008, &"林".repeat(100)) else { panic!("none") };
        assert_eq!(frame.reason.as_str(), "林".repeat(40));
    }
}
