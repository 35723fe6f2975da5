//! Feedback.
use super::batch::FeedbackBatch;
use super::mapping::Mapping;
use super::source::Source;
use super::{FeedbackImport, Progress, place, user};
use crate::error::Error;
pub(crate) fn read_mapped(
    _: &Mapping,
    _: &[Source],
    _: &FeedbackImport,
    _: &str,
    _: &dyn Progress,
) -> Result<FeedbackBatch, Error> {
    Err(user("mapping-wrong", "feedback cannot be read yet", place("", None, None), ""))
}
pub(crate) fn read_guessed(
    _: &Source,
    _: &FeedbackImport,
    _: &str,
    _: &dyn Progress,
) -> Result<FeedbackBatch, Error> {
    Err(user("mapping-wrong", "feedback cannot be read yet", place("", None, None), ""))
}
