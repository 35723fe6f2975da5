//! What customers say: sentences by topic, mood and language.

use crate::chance::Chance;

/// The language somebody writes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// English.
    En,
    /// Polish.
    Pl,
    /// Russian.
    Ru,
    /// Chinese, simplified.
    Zh,
}

/// How somebody feels about what is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mood {
    /// Pleased.
    Good,
    /// Neither.
    Mixed,
    /// Displeased.
    Bad,
}

/// What is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Reading the reviews of others.
    Reviews,
    /// The price page.
    Prices,
    /// The form with name, body and goals before paying; bad: too long, too many fields.
    Form,
    /// Confirming the e-mail address by a code; bad: the code has to be entered again and again.
    Code,
    /// Paying; bad: the payment fails.
    Payment,
    /// The training plan that a coach writes; bad: it takes days to arrive.
    Plan,
    /// Connecting a watch or heart-rate strap; bad: pairing is a misery.
    Watch,
    /// Training with the app.
    Workout,
    /// Questions to support and their answers.
    Support,
    /// The subscription, its renewal, staying or going.
    Renewal,
    /// Inviting friends.
    Friend,
}

/// One customer's words on a topic.
pub(crate) fn say(topic: Topic, mood: Mood, language: Language, chance: &mut Chance) -> String {
    let _ = (topic, mood, language, chance);
    String::new()
}
