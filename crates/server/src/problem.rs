//! Every error of the API: RFC 9457 `application/problem+json` with the finding that explains it.
//!
//! [`CODES`] is the one table from a code to status and title; `docs/api.md` has an anchor for each.

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wayline_doc::Refusal;
use wayline_model::diagnostic::{Diagnostic, Severity};

/// A kind of error.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// Stable, kebab-case; anchor in `docs/api.md`.
    pub code: &'static str,
    /// HTTP status.
    pub status: StatusCode,
    /// What all errors of this kind have in common.
    pub title: &'static str,
}

const fn code(code: &'static str, status: StatusCode, title: &'static str) -> Code {
    Code { code, status, title }
}

/// All codes the server answers with. A finding of the project with a code of its own that is not listed
/// is something the asker can mend, and is answered as [`REFUSED`] with that finding inside.
pub const CODES: &[Code] = &[
    code("bad-request", StatusCode::BAD_REQUEST, "The request cannot be understood"),
    code("nobody", StatusCode::UNAUTHORIZED, "Nobody knows who you are"),
    code("foreign-host", StatusCode::FORBIDDEN, "The server is not known by this name"),
    code("foreign-origin", StatusCode::FORBIDDEN, "Another page may not change anything here"),
    code("unknown-route", StatusCode::NOT_FOUND, "There is nothing at this address"),
    code("unknown-map", StatusCode::NOT_FOUND, "There is no such map"),
    code("unknown-key", StatusCode::NOT_FOUND, "The map has no such part"),
    code("unknown-version", StatusCode::NOT_FOUND, "There is no such version of the map"),
    code("unknown-proposal", StatusCode::NOT_FOUND, "There is no such proposal"),
    code("unknown-persona", StatusCode::NOT_FOUND, "There is no such persona"),
    code("wrong-method", StatusCode::METHOD_NOT_ALLOWED, "This address does not take this method"),
    code("no-events", StatusCode::CONFLICT, "The project has no events yet"),
    code("map-exists", StatusCode::CONFLICT, "There is a map of this id already"),
    code(
        "changed-meanwhile",
        StatusCode::PRECONDITION_FAILED,
        "Somebody else changed it meanwhile",
    ),
    code("body-too-large", StatusCode::PAYLOAD_TOO_LARGE, "The request is too large"),
    code("not-json", StatusCode::UNSUPPORTED_MEDIA_TYPE, "The request must be JSON"),
    code("map-unreadable", StatusCode::UNPROCESSABLE_ENTITY, "The map's file cannot be understood"),
    REFUSED,
    code("picture-refused", StatusCode::UNPROCESSABLE_ENTITY, "The picture cannot be drawn so"),
    code("document-damaged", StatusCode::INTERNAL_SERVER_ERROR, "A live map is damaged"),
    code("data-damaged", StatusCode::INTERNAL_SERVER_ERROR, "The project's data are damaged"),
    code("io", StatusCode::INTERNAL_SERVER_ERROR, "The disk refused"),
    INTERNAL,
    code("busy", StatusCode::SERVICE_UNAVAILABLE, "Too many questions at once"),
    code("too-slow", StatusCode::GATEWAY_TIMEOUT, "The answer took too long"),
];

/// The project refused; the finding says why.
const REFUSED: Code =
    code("refused", StatusCode::UNPROCESSABLE_ENTITY, "The question or the map cannot be answered");

/// A mistake of the program.
const INTERNAL: Code =
    code("internal", StatusCode::INTERNAL_SERVER_ERROR, "Wayline made a mistake");

/// An error on its way to the client.
#[derive(Clone, Debug)]
pub struct Problem {
    code: &'static Code,
    finding: Box<Diagnostic>,
}

/// What a client receives.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "Problem")]
pub(crate) struct ProblemBody {
    /// Address of the documentation of this kind of error.
    #[serde(rename = "type")]
    kind: String,
    /// What all errors of this kind have in common.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What happened this time.
    detail: String,
    /// The address that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<String>,
    /// Code, place and advice.
    diagnostic: Diagnostic,
}

impl Problem {
    /// A problem of one of [`CODES`]; a code that is not in the table is [`INTERNAL`].
    pub fn new(code: &str, detail: impl Into<String>) -> Self {
        Self::of(Diagnostic::new(code, Severity::Error, detail), &INTERNAL)
    }

    /// The same problem with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.finding.help = Some(help.into());
        self
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.code.status
    }

    /// What happened, in one sentence.
    pub fn detail(&self) -> &str {
        &self.finding.message
    }

    /// The same to a page that asked by a WebSocket.
    pub(crate) fn refusal(self) -> Refusal {
        let Diagnostic { message, help, .. } = *self.finding;
        Refusal { code: self.code.code, detail: message, help: help.unwrap_or_default() }
    }

    fn of(finding: Diagnostic, otherwise: &'static Code) -> Self {
        let code = CODES.iter().find(|known| known.code == finding.code);
        Self { code: code.unwrap_or(otherwise), finding: Box::new(finding) }
    }

    fn body(&self, instance: Option<String>) -> ProblemBody {
        ProblemBody {
            kind: format!("/docs/api.md#{}", self.code.code),
            title: self.code.title.into(),
            status: self.code.status.as_u16(),
            detail: self.finding.message.clone(),
            instance,
            diagnostic: (*self.finding).clone(),
        }
    }

    fn response(self, instance: Option<String>) -> Response {
        let mut response = (self.code.status, Json(self.body(instance))).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.code.status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<wayline_project::Error> for Problem {
    fn from(error: wayline_project::Error) -> Self {
        Self::of(error.diagnostic(), &REFUSED)
    }
}

impl From<crate::store::Error> for Problem {
    fn from(error: crate::store::Error) -> Self {
        Self::new("io", error.to_string()).help("what was not kept was not changed; try again")
    }
}

impl From<wayline_doc::Refusal> for Problem {
    fn from(refusal: wayline_doc::Refusal) -> Self {
        let finding = Diagnostic::new(refusal.code, Severity::Error, refusal.detail);
        Self::of(finding.help(refusal.help), &REFUSED)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        self.response(None)
    }
}

/// Adds the address that was asked for to every problem that leaves.
pub(crate) async fn with_instance(request: Request, next: Next) -> Response {
    let instance = request.uri().path().to_owned();
    let response = next.run(request).await;
    let Some(problem) = response.extensions().get::<Problem>().cloned() else { return response };
    let allow = response.headers().get(header::ALLOW).cloned();
    let mut response = problem.response(Some(instance));
    if let Some(allow) = allow {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}

/// What stands in for the answer of a handler that panicked. The reason goes to the log, not to the client.
#[expect(clippy::needless_pass_by_value, reason = "the layer gives the reason away")]
pub(crate) fn panicked(reason: Box<dyn std::any::Any + Send>) -> Response {
    let reason = reason
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| reason.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words");
    mistake(reason).into_response()
}

/// A mistake of the program: logged in full, told in short.
pub(crate) fn mistake(reason: &str) -> Problem {
    tracing::error!(reason, "a request failed by a mistake of the program");
    Problem::new("internal", "a part of the program failed; the others go on")
        .help("the server's log has the reason; please report it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_once_in_the_table_and_in_the_manual() {
        let manual = include_str!("../../../docs/api.md");
        for (i, code) in CODES.iter().enumerate() {
            assert!(CODES[..i].iter().all(|other| other.code != code.code), "{} twice", code.code);
            let row = format!("| <a id=\"{}\"></a>`{0}` | {} |", code.code, code.status.as_u16());
            assert!(manual.contains(&row), "docs/api.md lacks: {row}");
        }
    }

    #[test]
    fn a_refusal_of_the_project_keeps_its_finding() {
        let finding = Diagnostic::new("unknown-activity", Severity::Error, "no activity `pya`");
        let error = wayline_project::Error::user(finding.help("did you mean `pay`?"));
        let problem = Problem::from(error);
        assert_eq!(problem.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let body = problem.body(None);
        assert_eq!(body.kind, "/docs/api.md#refused");
        assert_eq!(body.diagnostic.help.as_deref(), Some("did you mean `pay`?"));
    }
}
