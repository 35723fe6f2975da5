//! Who works on the project. There are no accounts yet: whoever reaches the server joins with a name and a colour, and is
//! known again by a token in a cookie. The server keeps the token's SHA-256 only.

use crate::problem::{Problem, mistake};
use crate::state::App;
use crate::store::{Micros, TokenHash};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

/// Name of the cookie.
pub(crate) const COOKIE: &str = "wayline_person";

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Person {
    /// Never changes.
    pub id: String,
    /// What they call themselves, 1 to 60 characters.
    pub name: String,
    /// Of their cursor and initials: `#rrggbb`.
    pub colour: String,
    /// When they joined, microseconds UTC.
    #[serde(skip)]
    pub joined: Micros,
}

/// How somebody wants to be called.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Called {
    /// 1 to 60 characters.
    name: String,
    /// `#rrggbb`.
    colour: String,
}

impl Called {
    /// Name and colour as they may be kept.
    pub(crate) fn checked(self) -> Result<(String, String), Problem> {
        let name = self.name.trim().to_owned();
        let length = name.chars().count();
        if length == 0 || length > 60 || name.chars().any(char::is_control) {
            return Err(Problem::new("bad-request", "a name of this length cannot be kept")
                .help("a name has 1 to 60 characters in one line"));
        }
        let digits = self.colour.strip_prefix('#').unwrap_or_default();
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            let shown: String = self.colour.chars().take(20).collect();
            return Err(Problem::new("bad-request", format!("`{shown}` is no colour"))
                .help("a colour is written as `#rrggbb`"));
        }
        Ok((name, self.colour.to_ascii_lowercase()))
    }
}

/// A new person and the token that only they know.
pub(crate) fn invent(called: Called) -> Result<(Person, Token), Problem> {
    let (name, colour) = called.checked()?;
    let person = Person { id: random_hex::<8>()?, name, colour, joined: now() };
    Ok((person, Token(random_hex::<32>()?)))
}

/// 256 bits by chance, as hexadecimal digits.
pub(crate) struct Token(String);

impl Token {
    /// What is kept of it.
    pub(crate) fn hash(&self) -> TokenHash {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// The header that gives it to a browser. Scripts cannot read it and other sites cannot send it; it lasts a year.
    pub(crate) fn cookie(&self) -> String {
        format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000", self.0)
    }

    fn of(headers: &HeaderMap) -> Option<Self> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|text| text.to_str().ok());
        cookies
            .flat_map(|text| text.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find(|(name, value)| *name == COOKIE && value.len() == 64)
            .map(|(_, value)| Self(value.to_owned()))
    }
}

/// Whoever sends the request, if they have joined.
pub(crate) struct Anybody(pub(crate) Option<Person>);

impl FromRequestParts<App> for Anybody {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Some(token) = Token::of(&parts.headers) else { return Ok(Self(None)) };
        Ok(Self(app.store().who(&token.hash()).await?))
    }
}

/// Whoever sends the request; a request of nobody is refused.
pub(crate) struct Somebody(pub(crate) Person);

impl FromRequestParts<App> for Somebody {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Anybody(person) = Anybody::from_request_parts(parts, app).await?;
        person.map(Self).ok_or_else(unknown)
    }
}

/// Nobody sent the request.
pub(crate) fn unknown() -> Problem {
    Problem::new("nobody", "nobody knows who you are")
        .help("join with a name and a colour first: `POST /api/v1/people`")
}

/// Bytes by chance as hexadecimal digits, two a byte.
fn random_hex<const N: usize>() -> Result<String, Problem> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| mistake(&format!("no chance: {error}")))?;
    let mut text = String::with_capacity(2 * N);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
}

/// 64 bits by chance.
pub(crate) fn random() -> Result<u64, Problem> {
    getrandom::u64().map_err(|error| mistake(&format!("no chance: {error}")))
}

/// The time now, microseconds UTC.
pub(crate) fn now() -> Micros {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Micros::try_from(since.as_micros()).unwrap_or(Micros::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(name: &str, colour: &str) -> Result<(String, String), Problem> {
        Called { name: name.into(), colour: colour.into() }.checked()
    }

    #[test]
    fn a_name_is_one_line_of_1_to_60_characters_and_a_colour_has_six_digits() {
        assert_eq!(called(" Ирина ", "#A0b1C2").expect("good"), ("Ирина".into(), "#a0b1c2".into()));
        assert!(called(&"林".repeat(60), "#000000").is_ok());
        for name in ["", "  ", "a\nb", &"林".repeat(61)] {
            assert!(called(name, "#000000").is_err(), "{name:?}");
        }
        for colour in ["", "red", "#fff", "#gggggg", "#0000000", "#00000é"] {
            assert!(called("Ana", colour).is_err(), "{colour}");
        }
    }

    #[test]
    fn a_token_is_found_among_other_cookies_and_is_another_one_each_time() {
        let called = || Called { name: "Ana".into(), colour: "#112233".into() };
        let (one, token) = invent(called()).expect("chance");
        let (other, second) = invent(called()).expect("chance");
        assert_ne!((one.id, token.hash()), (other.id, second.hash()));
        let cookie = token.cookie();
        let pair = cookie.split(';').next().expect("a pair");
        let mut headers = HeaderMap::new();
        let text = format!("a=b; {pair}; wayline_person=short");
        headers.insert(header::COOKIE, text.parse().expect("a header"));
        assert_eq!(Token::of(&headers).expect("found").hash(), token.hash());
    }
}
