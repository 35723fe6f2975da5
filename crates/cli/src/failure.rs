//! How a command ends when it does not succeed, and which exit code that is.

use crate::{findings, print};
use std::io;
use std::process::ExitCode;
use wayline_model::diagnostic::{Diagnostic, Severity};

/// Why a command did not succeed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It found what it was asked to look for, and has printed it.
    Found,
    /// It merged two sides, and something that one of them did does not stand; it has printed what.
    Met,
    /// Wrong use or bad input; printed at the end.
    Wrong(Vec<Diagnostic>),
    /// Wrong use or bad input that was printed already.
    Told,
    /// Nobody reads on: `wayline … | head`.
    Unread,
}

/// What a command gives back.
pub(crate) type Outcome = Result<(), Failure>;

impl Failure {
    /// A refusal: what happened, and what to do.
    pub(crate) fn refuse(code: &str, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Wrong(vec![Diagnostic::new(code, Severity::Error, what).help(help)])
    }

    /// A file that could not be read or written.
    pub(crate) fn file(doing: &str, path: &std::path::Path, error: &io::Error) -> Self {
        let (why, help) = match error.kind() {
            io::ErrorKind::NotFound if doing == "writing" => {
                ("its folder is not there", "make the folder, or write elsewhere")
            }
            io::ErrorKind::NotFound => ("there is no such file or folder", "check the path"),
            io::ErrorKind::PermissionDenied => {
                ("you may not", "check the rights of the file and its folder")
            }
            io::ErrorKind::InvalidData => ("it is not UTF-8 text", "save it as UTF-8"),
            io::ErrorKind::IsADirectory => ("it is a folder", "name a file"),
            _ => {
                return Self::refuse(
                    "io",
                    format!("{doing} {}: {error}", path.display()),
                    "check the path and the disk",
                );
            }
        };
        Self::refuse("io", format!("{doing} {}: {why}", path.display()), help)
    }
}

impl From<wayline_project::Error> for Failure {
    fn from(error: wayline_project::Error) -> Self {
        Self::Wrong(vec![error.diagnostic()])
    }
}

impl From<io::Error> for Failure {
    /// Only printing gives a bare one.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Unread,
            _ => Self::refuse("io", format!("printing: {error}"), "check where the output goes"),
        }
    }
}

/// What was printed counts for nothing in a script when files of the data are damaged: the exit code says it.
pub(crate) fn unless_damaged(damage: &[Diagnostic]) -> Outcome {
    if damage.is_empty() { Ok(()) } else { Err(Failure::Found) }
}

/// The exit code, after the last words on stderr.
///
/// Where JSON was asked for (`json`), a refusal is one document on stdout too: `{"diagnostics": […]}`.
pub(crate) fn exit(outcome: Outcome, json: bool) -> ExitCode {
    match outcome {
        Ok(()) | Err(Failure::Unread) => ExitCode::SUCCESS,
        Err(Failure::Found) => ExitCode::from(1),
        Err(Failure::Told) => ExitCode::from(2),
        Err(Failure::Met) => ExitCode::from(3),
        Err(Failure::Wrong(found)) => {
            if json {
                // Where stdout is closed, stderr says it.
                let _ = print::json(&serde_json::json!({"diagnostics": found}));
            }
            findings::tell(&found);
            ExitCode::from(2)
        }
    }
}
