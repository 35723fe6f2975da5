//! What was read from a source and is not yet stored.

use super::rejected::Rejected;
use super::{Guess, bytes, rows};
use crate::error::Error;
use crate::feedback::Feedback;
use crate::manifest::{AttributeEntry, AttributeType, TimeFormat};
use crate::parts::block::Block;
use crate::parts::{Aside, Parts};
use std::borrow::Cow;
use wayline_model::answer::Sampling;
use wayline_model::diagnostic::Diagnostic;
use wayline_model::question::Unit;

/// Events of one source.
#[derive(Debug)]
pub(crate) struct EventBatch {
    /// The events in order of arrival, numbered from 0.
    pub(crate) events: Parts,
    /// Names and kinds of their attributes.
    pub(crate) columns: Vec<(String, AttributeType)>,
    /// Rows read.
    pub(crate) rows: u64,
    /// Rows set aside, after those that `events` has set aside.
    pub(crate) rejected: Vec<Rejected>,
    /// The dataset's name, if the mapping gives one.
    pub(crate) name: Option<String>,
    /// What one journey is.
    pub(crate) unit: Unit,
    /// How the journeys came to be in it, if anybody said so.
    pub(crate) sampling: Option<Sampling>,
    /// The zone of times without one.
    pub(crate) time_zone: String,
    /// Names of what makes two events the same.
    pub(crate) key: Option<Vec<String>>,
    /// Roles, labels and units that the mapping gives to attributes.
    pub(crate) attributes: Vec<AttributeEntry>,
    /// Forms of time.
    pub(crate) time_formats: Vec<TimeFormat>,
    /// Which columns were taken for what.
    pub(crate) guess: Vec<Guess>,
    /// What was doubtful.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl EventBatch {
    /// How many rows were set aside.
    pub(crate) fn rejected(&self) -> u64 {
        self.events.aside().rows + self.rejected.len() as u64
    }

    /// The first rows that were set aside.
    pub(crate) fn first_rejected(&self) -> impl Iterator<Item = &Rejected> {
        self.events.aside().first.iter().chain(&self.rejected).take(5)
    }
}

/// Feedback of one source.
#[derive(Debug, Default)]
pub(crate) struct FeedbackBatch {
    /// In order of arrival.
    pub(crate) feedback: Vec<Feedback>,
    /// Rows read.
    pub(crate) rows: u64,
    /// Rows set aside.
    pub(crate) rejected: Vec<Rejected>,
    /// Forms of time.
    pub(crate) time_formats: Vec<TimeFormat>,
    /// Which columns were taken for what.
    pub(crate) guess: Vec<Guess>,
    /// What was doubtful.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The ids, activity and time of an event to be added.
#[derive(Debug, Default)]
pub(crate) struct NewEvent<'a> {
    pub(crate) customer: Option<Cow<'a, str>>,
    pub(crate) case: Option<Cow<'a, str>>,
    pub(crate) account: Option<Cow<'a, str>>,
    pub(crate) session: Option<Cow<'a, str>>,
    pub(crate) activity: Cow<'a, str>,
    pub(crate) time: i64,
}

/// Adds an event; the attributes follow, one value for each column, in order.
pub(crate) fn push_event(block: &mut Block, event: &NewEvent<'_>) -> Result<(), Error> {
    let ids = [&event.customer, &event.case, &event.account, &event.session];
    for (words, id) in block.ids.iter_mut().zip(ids) {
        words.push(id.as_deref())?;
    }
    block.activity.push(Some(&event.activity))?;
    block.time.push(event.time);
    Ok(())
}

/// Why an id or activity cannot be used, if it cannot.
pub(crate) fn bad_id(what: &str, id: &str) -> Option<String> {
    if id.len() > MOST_ID_BYTES {
        return Some(format!(
            "the {what} is {} bytes long, more than {MOST_ID_BYTES}: surely another column's value",
            id.len()
        ));
    }
    bytes::has_byte(id, 0).then(|| format!("the {what} contains a NUL character"))
}

/// Longer ids and activities are refused.
pub(crate) const MOST_ID_BYTES: usize = 1_024;

/// The error when nothing at all could be used.
pub(crate) fn nothing_read(
    file: &str,
    rows: u64,
    rejected: &[Rejected],
    aside: Option<&Aside>,
) -> Error {
    let set_aside = aside.map_or(0, |aside| aside.rows) + rejected.len() as u64;
    let first = aside.and_then(|aside| aside.first.first()).or(rejected.first());
    let (what, row, field) = match first {
        Some(first) => (
            format!(
                "no row of {file} could be used ({} set aside); the first, in line {}{}: {}",
                set_aside,
                first.row,
                first.column.as_ref().map(|c| format!(", column `{c}`")).unwrap_or_default(),
                first.reason
            ),
            Some(first.row),
            first.column.as_deref(),
        ),
        None if rows == 0 => (format!("{file} has a header but no rows"), None, None),
        None => (format!("no condition of the mapping holds for any of {rows} rows"), None, None),
    };
    let help = if rows == 0 && set_aside == 0 {
        "nothing was imported; export it again, or check whether it is the right file"
    } else {
        "nothing was imported; check the format, the delimiter and the columns"
    };
    super::user("nothing-read", what, super::place(file, row, field), help)
}

/// The error of a row or header with too many columns.
pub(crate) fn too_many_columns(file: &str, row: u64, columns: usize) -> Error {
    super::user(
        "too-many-columns",
        format!("{file} has {columns} columns, more than {}", rows::MOST_COLUMNS),
        super::place(file, Some(row), None),
        "choose the columns that matter, or check the delimiter",
    )
}
