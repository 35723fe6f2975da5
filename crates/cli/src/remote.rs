//! A server that `pull` and `push` speak to: the only requests that Wayline sends by itself, and only to the address that was typed.

use crate::failure::Failure;
use serde::Deserialize;
use std::time::Duration;
use ureq::Agent;
use ureq::http::Response;
use wayline_doc::Edit;
use wayline_model::diagnostic::Diagnostic;
use wayline_model::map::JourneyMap;

/// A document is read up to here.
const MOST_BYTES: u64 = 1 << 30;
/// Of one's cursor: pushing has none, but people have.
const COLOUR: &str = "#5b6472";

/// Edits in one proposal.
const MOST_PROPOSED: usize = 500;
/// Characters of who proposes.
const MOST_NAME: usize = 100;
/// Why a push proposes.
const WHY_PROPOSED: &str =
    "Written in a file while others wrote in the same place of the map (wayline push)";

/// What was proposed for a map.
#[derive(Deserialize)]
struct Proposals {
    proposals: Vec<Proposal>,
}

#[derive(Deserialize)]
struct Proposal {
    edits: Vec<Proposed>,
}

#[derive(Deserialize)]
struct Proposed {
    edit: Edit,
    state: String,
}

/// A server, and who one is there.
pub(crate) struct Remote {
    agent: Agent,
    server: String,
    /// The cookie that says who one is.
    pub(crate) person: Option<String>,
}

/// Server and, where it was given, id of the map.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) server: String,
    pub(crate) map: Option<String>,
}

impl Address {
    /// Whether a word on the command line is meant as an address.
    pub(crate) fn is_one(word: &str) -> bool {
        word.contains("://")
    }

    /// Reads what a browser shows (`http://127.0.0.1:8470/#/maps/shop?view=edit`), or the server alone.
    pub(crate) fn read(word: &str) -> Result<Self, Failure> {
        let wrong = |why: &str| {
            Failure::refuse(
                "wrong-address",
                format!("`{word}` is no address of a map: {why}"),
                "copy it from the browser: http://127.0.0.1:8470/#/maps/shop",
            )
        };
        let Some(rest) = word.strip_prefix("http://") else {
            return Err(wrong("it does not begin with http://"));
        };
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        if host.is_empty() || host.contains(['@', ' ', '#', '?']) {
            return Err(wrong("it names no server"));
        }
        let map = path.split_once("maps/").map(|(_, id)| id.split(['?', '/', '#']).next());
        let map = map.flatten().filter(|id| !id.is_empty()).map(unescaped);
        Ok(Self { server: format!("http://{host}"), map })
    }
}

/// `%20` → space.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = code.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(byte) = code.filter(|_| *first == b'%') {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// An id as part of an address.
fn escaped(id: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let each = id.bytes().map(|byte| match byte {
        byte if keep(byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    each.collect()
}

impl Remote {
    pub(crate) fn new(server: &str, person: Option<String>) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_mins(2)))
            .build();
        Self { agent: config.into(), server: server.to_owned(), person }
    }

    /// Joins, unless the server knows one already.
    pub(crate) fn join(&mut self, name: &str) -> Result<(), Failure> {
        if self.person.is_some() {
            let me = self.get("/api/v1/people/me")?;
            if self.good(me)? != b"null" {
                return Ok(());
            }
            self.person = None;
        }
        let body = serde_json::json!({"name": name, "colour": COLOUR}).to_string();
        let joined = self.post("/api/v1/people", "application/json", body.as_bytes())?;
        let cookie = joined.headers().get("set-cookie").and_then(|cookie| cookie.to_str().ok());
        let cookie = cookie.and_then(|cookie| cookie.split(';').next()).map(str::to_owned);
        self.good(joined)?;
        self.person = cookie;
        Ok(())
    }

    /// The whole document of a map.
    pub(crate) fn document(&self, map: &str) -> Result<Vec<u8>, Failure> {
        let found = self.get(&format!("/api/v1/maps/{}/document", escaped(map)))?;
        self.good(found)
    }

    /// A map as it was: in a version by its name or number, at a day or a time, or after an update of its history (`seq-12`).
    pub(crate) fn version(&self, map: &str, version: &str) -> Result<JourneyMap, Failure> {
        #[derive(Deserialize)]
        struct Was {
            map: JourneyMap,
        }
        let path = format!("/api/v1/maps/{}/versions/{}", escaped(map), escaped(version));
        let text = self.good(self.get(&path)?)?;
        let was: Was = serde_json::from_slice(&text).map_err(|error| self.strange(&error))?;
        Ok(was.map)
    }

    /// Sends an update; it is on the server's disk when this returns.
    pub(crate) fn send(&self, map: &str, update: &[u8]) -> Result<(), Failure> {
        let path = format!("/api/v1/maps/{}/document", escaped(map));
        let sent = self.post(&path, "application/octet-stream", update)?;
        self.good(sent).map(drop)
    }

    /// Proposes edits on a map, each with what it means; those that wait there for a decision already are not proposed again.
    pub(crate) fn propose(
        &self,
        map: &str,
        from: &str,
        edits: &[(&Edit, String)],
    ) -> Result<(), Failure> {
        if edits.is_empty() {
            return Ok(());
        }
        let path = format!("/api/v1/maps/{}/proposals", escaped(map));
        let text = self.good(self.get(&path)?)?;
        let known: Proposals = serde_json::from_slice(&text).map_err(|e| self.strange(&e))?;
        let known = || known.proposals.iter().flat_map(|proposal| &proposal.edits);
        let waits = |edit: &Edit| known().any(|known| known.state == "open" && known.edit == *edit);
        let new = edits.iter().filter(|(edit, _)| !waits(edit));
        let new: Vec<_> =
            new.map(|(edit, says)| serde_json::json!({"edit": edit, "says": says})).collect();
        for part in new.chunks(MOST_PROPOSED) {
            let from: String = from.chars().take(MOST_NAME).collect();
            let body = serde_json::json!({"from": from, "why": WHY_PROPOSED, "edits": part});
            let sent = self.post(&path, "application/json", body.to_string().as_bytes())?;
            self.good(sent)?;
        }
        Ok(())
    }

    /// Makes a new map and gives its id.
    pub(crate) fn create(&self, id: &str, map: &JourneyMap) -> Result<String, Failure> {
        #[derive(Deserialize)]
        struct Made {
            id: String,
        }
        let body = serde_json::json!({"id": id, "map": map}).to_string();
        let made = self.post("/api/v1/maps", "application/json", body.as_bytes())?;
        let text = self.good(made)?;
        let made: Made = serde_json::from_slice(&text).map_err(|error| self.strange(&error))?;
        Ok(made.id)
    }

    fn get(&self, path: &str) -> Result<Response<ureq::Body>, Failure> {
        let mut request = self.agent.get(format!("{}{path}", self.server));
        if let Some(person) = &self.person {
            request = request.header("cookie", person);
        }
        request.call().map_err(|error| self.unreachable(&error))
    }

    fn post(&self, path: &str, kind: &str, body: &[u8]) -> Result<Response<ureq::Body>, Failure> {
        let request = self.agent.post(format!("{}{path}", self.server));
        let mut request = request.header("content-type", kind);
        if let Some(person) = &self.person {
            request = request.header("cookie", person);
        }
        request.send(body).map_err(|error| self.unreachable(&error))
    }

    /// The body of an answer; what the server refused is the failure.
    fn good(&self, mut answer: Response<ureq::Body>) -> Result<Vec<u8>, Failure> {
        #[derive(Deserialize)]
        struct Problem {
            diagnostic: Diagnostic,
        }
        let status = answer.status();
        let body = answer.body_mut().with_config().limit(MOST_BYTES).read_to_vec();
        let body = body.map_err(|error| self.unreachable(&error))?;
        if status.is_success() {
            return Ok(body);
        }
        Err(match serde_json::from_slice::<Problem>(&body) {
            Ok(problem) => Failure::Wrong(vec![problem.diagnostic]),
            Err(_) => self.strange(&format!("status {status}")),
        })
    }

    fn unreachable(&self, error: &ureq::Error) -> Failure {
        // What the library says of the system's own words is no word for a reader.
        let why = match error {
            ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
                "nothing listens there".to_owned()
            }
            ureq::Error::Io(error) => error.to_string(),
            other => other.to_string(),
        };
        Failure::refuse(
            "unreachable",
            format!("{} does not answer: {why}", self.server),
            "start it there with `wayline serve`; nothing was changed here",
        )
    }

    fn strange(&self, why: &impl std::fmt::Display) -> Failure {
        Failure::refuse(
            "unreachable",
            format!("{} answers as no Wayline server does: {why}", self.server),
            "check the address; page and program may be of different versions",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, server: &str, map: Option<&str>) {
        let expect = Address { server: server.into(), map: map.map(str::to_owned) };
        assert_eq!(Address::read(word).expect(word), expect);
    }

    #[test]
    fn what_a_browser_shows_is_an_address() {
        let server = "http://127.0.0.1:8470";
        check("http://127.0.0.1:8470/#/maps/shop?view=edit", server, Some("shop"));
        check("http://127.0.0.1:8470/#/maps/na%20mapie", server, Some("na mapie"));
        check("http://127.0.0.1:8470", server, None);
        check("http://127.0.0.1:8470/#/maps/", server, None);
        for word in ["https://example.org/#/maps/a", "http://", "http:///maps/a", "ftp://a/maps/b"]
        {
            assert!(Address::read(word).is_err(), "{word}");
        }
        assert_eq!(escaped("na mapie/x"), "na%20mapie%2Fx");
    }
}
