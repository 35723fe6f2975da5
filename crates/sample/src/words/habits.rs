//! How people type: with care, or in lower case without a full stop, at times with a slip or an emoticon.

use super::Language;
use crate::chance::Chance;

/// The sentences as one person types them.
pub(super) fn typed(text: &str, mood: &str, language: Language, chance: &mut Chance) -> String {
    let casual = chance.happens(35);
    let mut text = if language == Language::Zh || (casual && chance.happens(70)) {
        text.to_owned()
    } else {
        with_capitals(text)
    };
    if casual {
        if language == Language::En && chance.happens(40) {
            text = text.replace("I'm", "im").replace(" I ", " i ");
        }
        if language == Language::Pl && chance.happens(15) {
            text = text.chars().map(without_tail).collect();
        }
        if chance.happens(12) {
            text = with_slip(&text, language, chance);
        }
        if chance.happens(70) && text.ends_with(['.', '。']) {
            text.pop();
        }
    }
    if chance.happens(if casual { 22 } else { 5 }) {
        let gap = if language == Language::Zh { "" } else { " " };
        text = format!("{text}{gap}{}", chance.one_of(emoticons(mood, language)));
    }
    text
}

/// A capital at the start of each sentence.
fn with_capitals(text: &str) -> String {
    let mut starts = true;
    let mut ended = false;
    let mut out = String::with_capacity(text.len() + 2);
    for letter in text.chars() {
        if letter.is_alphanumeric() || letter == '"' || letter == '„' || letter == '«' {
            if starts && letter.is_alphabetic() {
                out.extend(letter.to_uppercase());
            } else {
                out.push(letter);
            }
            starts = starts && !letter.is_alphanumeric();
            ended = false;
        } else {
            starts = starts || (ended && letter == ' ');
            ended = matches!(letter, '.' | '!' | '?');
            out.push(letter);
        }
    }
    out
}

/// Two neighbours within a longer word change places; in Chinese nothing does.
fn with_slip(text: &str, language: Language, chance: &mut Chance) -> String {
    if language == Language::Zh {
        return text.to_owned();
    }
    let words: Vec<&str> = text.split(' ').collect();
    let long = |word: &str| word.chars().count() > 4 && word.chars().all(char::is_alphabetic);
    let places: Vec<usize> = (0..words.len()).filter(|at| long(words[*at])).collect();
    if places.is_empty() {
        return text.to_owned();
    }
    let slip = *chance.one_of(&places);
    let mut letters: Vec<char> = words[slip].chars().collect();
    let inner = u32::try_from(letters.len() - 3).expect("a word is short");
    let at = 1 + chance.below(inner) as usize;
    letters.swap(at, at + 1);
    let slipped: String = letters.into_iter().collect();
    let typed = |at: usize| if at == slip { slipped.as_str() } else { words[at] };
    (0..words.len()).map(typed).collect::<Vec<_>>().join(" ")
}

/// A Polish letter as typed on a keyboard without it.
fn without_tail(letter: char) -> char {
    const LETTERS: [(char, char); 18] = [
        ('ą', 'a'),
        ('ć', 'c'),
        ('ę', 'e'),
        ('ł', 'l'),
        ('ń', 'n'),
        ('ó', 'o'),
        ('ś', 's'),
        ('ź', 'z'),
        ('ż', 'z'),
        ('Ą', 'A'),
        ('Ć', 'C'),
        ('Ę', 'E'),
        ('Ł', 'L'),
        ('Ń', 'N'),
        ('Ó', 'O'),
        ('Ś', 'S'),
        ('Ź', 'Z'),
        ('Ż', 'Z'),
    ];
    LETTERS.iter().find(|(from, _)| *from == letter).map_or(letter, |(_, to)| *to)
}

fn emoticons(mood: &str, language: Language) -> &'static [&'static str] {
    match (mood, language) {
        ("good", Language::Ru) => &[":)", "))", ")))", "👍", "😊"],
        ("good", Language::Zh) => &["👍", "哈哈", "😄", "～", "💪"],
        ("good", _) => &[":)", ":-)", ":D", "👍", "😊", "💪"],
        ("bad", Language::Ru) => &[":(", "((", "(((", "😡"],
        ("bad", Language::Zh) => &["😡", "……", "😤", "唉"],
        ("bad", _) => &[":(", ":-(", ":/", "😡", "🙄"],
        (_, Language::Zh) => &["……", "😅", "吧"],
        _ => &[":/", "🤷", "😐"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_begin_with_a_capital_and_numbers_with_points_do_not_end_them() {
        assert_eq!(
            with_capitals("it is 9.99 now. \"no\" way! 3 of us. żal"),
            "It is 9.99 now. \"No\" way! 3 of us. Żal"
        );
    }

    #[test]
    fn a_slip_keeps_the_letters_and_the_first_and_last_of_a_word() {
        for seed in 0..200 {
            let slipped = with_slip("the session", Language::En, &mut Chance::new(seed));
            let sorted = |text: &str| {
                let mut letters: Vec<char> = text.chars().collect();
                letters.sort_unstable();
                letters
            };
            assert_eq!(sorted(&slipped), sorted("the session"));
            assert!(slipped.starts_with("the s") && slipped.ends_with('n'), "{slipped}");
        }
    }

    #[test]
    fn a_text_is_typed_in_several_ways() {
        let typed = |seed| typed("it works.", "good", Language::En, &mut Chance::new(seed));
        let ways: std::collections::BTreeSet<String> = (0..500).map(typed).collect();
        for way in ["It works.", "it works", "it works.", "It works. 👍"] {
            assert!(ways.contains(way), "{way}: {ways:?}");
        }
    }
}
