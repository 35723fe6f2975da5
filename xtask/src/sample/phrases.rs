//! What customers say: sentences by topic, mood and language, kept in `phrases.txt`.

use super::chance::Chance;

/// How somebody feels about a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    Good,
    Mixed,
    Bad,
}

/// All sentences.
pub(super) struct Phrases(Vec<Phrase>);

struct Phrase {
    topic: &'static str,
    mood: Mood,
    language: &'static str,
    sentence: &'static str,
}

impl Phrases {
    /// Reads the sentences that are built in.
    pub(super) fn read() -> Self {
        let lines = include_str!("phrases.txt").lines().filter(|line| !line.starts_with('#'));
        Self(
            lines
                .map(|line| phrase(line).unwrap_or_else(|| panic!("phrases.txt: {line}")))
                .collect(),
        )
    }

    /// A sentence on the topic, at times with one that fits the mood anyway.
    pub(super) fn say(
        &self,
        topic: &str,
        mood: Mood,
        language: &str,
        chance: &mut Chance,
    ) -> String {
        let mut text = (*chance.one_of(&self.of(topic, mood, language))).to_owned();
        if chance.happens(30) {
            let gap = if language == "zh" { "" } else { " " };
            text = format!("{text}{gap}{}", chance.one_of(&self.of("any", mood, language)));
        }
        text
    }

    fn of(&self, topic: &str, mood: Mood, language: &str) -> Vec<&'static str> {
        let fits = |phrase: &&Phrase| {
            phrase.topic == topic && phrase.mood == mood && phrase.language == language
        };
        self.0.iter().filter(fits).map(|phrase| phrase.sentence).collect()
    }
}

/// `topic mood language | sentence`.
fn phrase(line: &'static str) -> Option<Phrase> {
    let (head, sentence) = line.split_once(" | ")?;
    let mut words = head.split(' ');
    let topic = words.next()?;
    let mood = match words.next()? {
        "good" => Mood::Good,
        "mixed" => Mood::Mixed,
        "bad" => Mood::Bad,
        _ => return None,
    };
    Some(Phrase { topic, mood, language: words.next()?, sentence })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_in_english_is_said_in_every_language() {
        let phrases = Phrases::read();
        for Phrase { topic, mood, .. } in phrases.0.iter().filter(|phrase| phrase.language == "en")
        {
            for language in ["pl", "ru", "zh"] {
                assert!(
                    !phrases.of(topic, *mood, language).is_empty(),
                    "{topic} {mood:?} {language}"
                );
            }
        }
    }
}
