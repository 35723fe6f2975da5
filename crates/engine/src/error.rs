//! What can go wrong in the engine, by who can mend it.

use wayline_model::diagnostic::Diagnostic;

/// The engine's error.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The user can mend it: a wrong question, mapping or file. Says what, where and what to do.
    #[error("{}", .0.message)]
    User(Box<Diagnostic>),
    /// The disk or the network failed.
    #[error("{what}: {source}")]
    Io {
        /// What was being done, with the path.
        what: String,
        /// Why it failed.
        source: std::io::Error,
    },
    /// A column has more distinct values than codes.
    #[error("a column has more than 4,294,967,294 distinct values; split the import")]
    TooManyValues,
    /// A stored file is damaged or from a newer version.
    #[error("{path}: {why}")]
    Damaged {
        /// Which file.
        path: String,
        /// What is wrong with it.
        why: String,
    },
}
