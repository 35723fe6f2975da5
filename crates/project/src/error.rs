//! What can go wrong in a project, by who can mend it.

use std::path::Path;
use wayline_model::diagnostic::{Diagnostic, Place, Severity};

/// The project's error.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The user can mend it: a wrong question, map, setting or file. Says what, where and what to do.
    #[error("{}", .0.message)]
    User(Box<Diagnostic>),
    /// The disk failed.
    #[error("{what}: {source}")]
    Io {
        /// What was being done, with the path.
        what: String,
        /// Why it failed.
        source: std::io::Error,
    },
    /// The engine refused or failed.
    #[error(transparent)]
    Engine(#[from] wayline_engine::error::Error),
}

/// The project's result.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// The user's mistake with its code; add the place and the advice to the diagnostic first.
    pub fn user(diagnostic: Diagnostic) -> Self {
        Self::User(Box::new(diagnostic))
    }

    /// A refusal in one sentence, with what to do about it.
    pub(crate) fn refuse(code: &str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::user(Diagnostic::new(code, Severity::Error, message).help(help))
    }

    /// A failed read or write with its path.
    pub(crate) fn io(doing: &str, path: &Path, source: std::io::Error) -> Self {
        Self::Io { what: format!("{doing} {}", path.display()), source }
    }

    /// What to print and to send: every error as one finding.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::User(diagnostic)
            | Self::Engine(wayline_engine::error::Error::User(diagnostic)) => {
                (**diagnostic).clone()
            }
            Self::Io { .. } | Self::Engine(wayline_engine::error::Error::Io { .. }) => {
                Diagnostic::new("io", Severity::Error, self.to_string())
                    .help("check that the path exists and that you may read and write there")
            }
            Self::Engine(wayline_engine::error::Error::Damaged { path, .. }) => {
                let place = Place { file: Some(path.clone()), ..Place::default() };
                Diagnostic::new("data-damaged", Severity::Error, self.to_string())
                    .at(place)
                    .help("restore it from a copy, or import the sources again into a new project")
            }
            Self::Engine(_) => Diagnostic::new("data-damaged", Severity::Error, self.to_string())
                .help("import the sources again into a new project"),
        }
    }
}
