//! Feedback: reviews, surveys, chats. A verbatim is stored here, once, and referred to by id everywhere else.

use serde::{Deserialize, Serialize};
use wayline_model::evidence::Micros;
use wayline_model::map::FeelingSource;

/// One piece of feedback.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Feedback {
    /// Unique in the dataset.
    pub id: String,
    /// The name of the import it came with.
    pub source: String,
    /// What kind of rating it is.
    pub kind: Option<FeelingSource>,
    /// Lowest and highest rating that can be given.
    pub scale: Option<(f64, f64)>,
    /// The rating on its own scale.
    pub rating: Option<f64>,
    /// What was said.
    pub text: Option<String>,
    /// The language the source declares, as an ISO 639-1 code where it is one.
    pub language: Option<String>,
    /// When it was asked for.
    pub asked_at: Option<Micros>,
    /// When it was given.
    pub answered_at: Option<Micros>,
    /// Who.
    pub customer: Option<String>,
    /// About which order, ticket, trace.
    pub case: Option<String>,
    /// About which activity.
    pub about: Option<String>,
    /// Where it was given.
    pub channel: Option<String>,
}
