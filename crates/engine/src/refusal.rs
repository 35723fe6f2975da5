//! How a question is refused: what is wrong with it, where, and the nearest name that would have been right.

use crate::error::Error;
use wayline_model::diagnostic::{Diagnostic, Place, Severity, nearest};

/// A refusal with advice.
pub(crate) fn refuse(code: &str, message: impl Into<String>, help: impl Into<String>) -> Error {
    Error::User(Box::new(Diagnostic::new(code, Severity::Error, message).help(help)))
}

/// A refusal at a character (counted from 1) of a field of the question.
pub(crate) fn refuse_at(
    code: &str,
    message: impl Into<String>,
    help: impl Into<String>,
    field: &str,
    column: usize,
) -> Error {
    let place = Place {
        row: Some(1),
        column: Some(column as u64),
        field: Some(field.to_owned()),
        ..Place::default()
    };
    Error::User(Box::new(Diagnostic::new(code, Severity::Error, message).help(help).at(place)))
}

/// Says which of the names was probably meant, or lists the first of them.
pub(crate) fn hint<'a>(
    wanted: &str,
    what: &str,
    names: impl Iterator<Item = &'a str> + Clone,
) -> String {
    const LISTED: usize = 8;
    if let Some(name) = nearest(wanted, names.clone()) {
        return format!("did you mean \"{name}\"?");
    }
    let listed: Vec<String> =
        names.clone().take(LISTED).map(|name| format!("\"{name}\"")).collect();
    match (listed.len(), names.count()) {
        (0, _) => format!("the data have no {what}"),
        (shown, all) if all > shown => {
            format!("the data have {all} {what}, among them {}", listed.join(", "))
        }
        _ => format!("the data have {what} {}", listed.join(", ")),
    }
}

/// An activity that no event has.
pub(crate) fn unknown_activity<'a>(
    wanted: &str,
    names: impl Iterator<Item = &'a str> + Clone,
) -> Error {
    refuse(
        "unknown-activity",
        format!("no event has the activity \"{wanted}\""),
        hint(wanted, "activities", names),
    )
}
