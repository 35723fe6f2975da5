//! What customers say: sentences by topic, mood and language, from the rules in `words/*.txt`.
//!
//! The rules were written for this sample, from no corpus of reviews and from no list of words that a reader of
//! sentiment uses; and no such list may be made from them.

use crate::chance::Chance;
use grammar::{Grammar, Said};
use std::sync::LazyLock;

mod grammar;
mod habits;

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
    let grammar = language.grammar();
    let (topic, mood) = (topic.rule(), mood.rule());
    let mut said = Said::by(chance.happens(50));
    let mut sentence = |rule: &str, chance: &mut Chance| {
        if !said.text.is_empty() && language != Language::Zh {
            said.text.push(' ');
        }
        grammar.say(rule, topic, &mut said, chance);
    };
    let of_topic = format!("{topic}.{mood}");
    let about_all = mood.to_owned();
    let (opens, length) = chance.pick(&[
        (11, (false, Length::Short)),
        (24, (false, Length::Core)),
        (33, (false, Length::More)),
        (15, (true, Length::Core)),
        (17, (true, Length::More)),
    ]);
    if opens {
        sentence("open", chance);
    }
    if matches!(length, Length::Short) {
        sentence(&format!("{mood}.short"), chance);
    } else {
        // What is said of this topic and mood alone is less often repeated than what fits them all.
        let own = grammar.has(&of_topic) && chance.happens(72);
        let core = if own { &of_topic } else { &about_all };
        sentence(core, chance);
        if matches!(length, Length::More) {
            let own = grammar.has(&format!("{of_topic}.more")) && chance.happens(60);
            let more = if own { &of_topic } else { &about_all };
            sentence(&format!("{more}.more"), chance);
        }
    }
    habits::typed(&said.text, mood, language, chance)
}

/// How much is said.
#[derive(Clone, Copy)]
enum Length {
    /// A few words.
    Short,
    /// What there is to say.
    Core,
    /// And something that followed.
    More,
}

impl Language {
    /// Its rules, read once.
    fn grammar(self) -> &'static Grammar {
        static EN: LazyLock<Grammar> =
            LazyLock::new(|| Grammar::read(include_str!("words/en.txt")));
        static PL: LazyLock<Grammar> =
            LazyLock::new(|| Grammar::read(include_str!("words/pl.txt")));
        static RU: LazyLock<Grammar> =
            LazyLock::new(|| Grammar::read(include_str!("words/ru.txt")));
        static ZH: LazyLock<Grammar> =
            LazyLock::new(|| Grammar::read(include_str!("words/zh.txt")));
        match self {
            Self::En => &EN,
            Self::Pl => &PL,
            Self::Ru => &RU,
            Self::Zh => &ZH,
        }
    }
}

impl Mood {
    /// Its name in the rules.
    const fn rule(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Mixed => "mixed",
            Self::Bad => "bad",
        }
    }
}

impl Topic {
    /// Its name in the rules.
    const fn rule(self) -> &'static str {
        match self {
            Self::Reviews => "reviews",
            Self::Prices => "prices",
            Self::Form => "form",
            Self::Code => "code",
            Self::Payment => "payment",
            Self::Plan => "plan",
            Self::Watch => "watch",
            Self::Workout => "workout",
            Self::Support => "support",
            Self::Renewal => "renewal",
            Self::Friend => "friend",
        }
    }
}

#[cfg(test)]
mod tests;
