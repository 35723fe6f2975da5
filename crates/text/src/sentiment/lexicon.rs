//! Cue words of a language and how a word of a text is found among them.
//!
//! Words are compared without case, without accents and without letters drawn out (`sooo`). An entry that ends in `*`
//! matches every word that begins so; `_` in an entry stands for a space.

mod en;
mod pl;
mod pt;
mod ru;
pub(crate) mod signs;
mod zh;

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The hand-written lists of a language.
pub(super) struct Lexicon {
    /// BCP 47.
    code: &'static str,
    /// Weight, −3 … 3, and the words that have it; 0 shields a longer entry from a shorter one inside it.
    cues: &'static [(f32, &'static str)],
    /// Words that say nothing by themselves and are bad when negated: what one may expect to happen.
    expected: &'static str,
    negations: &'static str,
    stronger: &'static str,
    weaker: &'static str,
    contrasts: &'static str,
    /// Beginnings that turn a good word into its opposite: `unfriendly`, `nieprzyjemny`.
    opposites: &'static [&'static str],
}

/// What a word does in the balance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// Good above 0, bad below; nothing at 0.
    Cue(f32),
    /// Bad when negated.
    Expected,
    Negation,
    /// Multiplies the cue after it.
    Strength(f32),
    /// What follows weighs more than what went before.
    Contrast,
}

/// The lists of a language, ready for looking up.
pub(super) struct Table {
    pub(super) code: &'static str,
    words: FxHashMap<String, Meaning>,
    stems: FxHashMap<String, Meaning>,
    /// First words of the entries of several words.
    openings: FxHashSet<String>,
    opposites: &'static [&'static str],
    /// Characters of the longest entry.
    longest: usize,
}

/// The tables of all languages, built once.
pub(super) fn tables() -> &'static [Table] {
    static TABLES: LazyLock<Vec<Table>> =
        LazyLock::new(|| [en::EN, pl::PL, pt::PT, ru::RU, zh::ZH].iter().map(Table::new).collect());
    &TABLES
}

impl Table {
    fn new(lexicon: &Lexicon) -> Self {
        let mut table = Self {
            code: lexicon.code,
            words: FxHashMap::default(),
            stems: FxHashMap::default(),
            openings: FxHashSet::default(),
            opposites: lexicon.opposites,
            longest: 0,
        };
        table.add(lexicon.negations, Meaning::Negation);
        table.add(lexicon.contrasts, Meaning::Contrast);
        table.add(lexicon.stronger, Meaning::Strength(1.4));
        table.add(lexicon.weaker, Meaning::Strength(0.6));
        for (weight, words) in lexicon.cues {
            table.add(words, Meaning::Cue(*weight));
        }
        table.add(lexicon.expected, Meaning::Expected);
        table
    }

    /// Adds entries; the first meaning of an entry stays.
    fn add(&mut self, words: &str, meaning: Meaning) {
        for entry in words.split_whitespace() {
            let entry = plain(&entry.replace('_', " "));
            if let Some((opening, _)) = entry.split_once(' ') {
                self.openings.insert(opening.to_owned());
            }
            self.longest = self.longest.max(entry.chars().count());
            match entry.strip_suffix('*') {
                Some(stem) => self.stems.entry(stem.to_owned()).or_insert(meaning),
                None => self.words.entry(entry).or_insert(meaning),
            };
        }
    }

    /// What a word means, as [`plain`] leaves it; the whole word before a stem, a longer stem before a shorter one.
    pub(super) fn word(&self, word: &str) -> Option<Meaning> {
        self.listed(word).or_else(|| {
            let one_of_each = without_runs(word, 1);
            (one_of_each != word && has_run_of_three(word))
                .then(|| self.listed(&without_runs(word, 2)).or_else(|| self.listed(&one_of_each)))
                .flatten()
        })
    }

    fn listed(&self, word: &str) -> Option<Meaning> {
        if let Some(meaning) = self.words.get(word) {
            return Some(*meaning);
        }
        let stem = self.stem(word);
        if stem.is_some() {
            return stem;
        }
        let rest = self.opposites.iter().find_map(|opposite| word.strip_prefix(opposite))?;
        let good = self.words.get(rest).copied().or_else(|| self.stem(rest));
        match good {
            Some(Meaning::Cue(weight)) if weight > 0.0 && rest.chars().count() >= 4 => {
                Some(Meaning::Cue(-2.0))
            }
            _ => None,
        }
    }

    fn stem(&self, word: &str) -> Option<Meaning> {
        let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
        let ends: Vec<usize> = ends.skip(1).collect();
        ends.iter().rev().find_map(|end| self.stems.get(&word[..*end]).copied())
    }

    /// What two or three words together mean, and how many they are.
    pub(super) fn phrase(&self, words: &[&str]) -> Option<(Meaning, usize)> {
        if !self.openings.contains(*words.first()?) {
            return None;
        }
        (2..=words.len().min(3)).rev().find_map(|length| {
            let phrase = words[..length].join(" ");
            let meaning = self.words.get(&phrase).copied().or_else(|| {
                let opening = words[0].len() + 1;
                let ends = phrase.char_indices().map(|(at, c)| at + c.len_utf8());
                let ends: Vec<usize> = ends.filter(|end| *end > opening).collect();
                ends.iter().rev().find_map(|end| self.stems.get(&phrase[..*end]).copied())
            });
            meaning.map(|meaning| (meaning, length))
        })
    }

    /// What the longest entry at the start of `text` means, and its length in bytes: for writing without spaces.
    pub(super) fn longest(&self, text: &str) -> Option<(Meaning, usize)> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(self.longest);
        let ends: Vec<usize> = ends.collect();
        ends.iter()
            .rev()
            .find_map(|end| self.words.get(&text[..*end]).map(|meaning| (*meaning, *end)))
    }
}

/// Lower case, without accents; apostrophes are straight.
pub(super) fn plain(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).filter_map(without_accent).collect()
}

/// The letter without its accent; nothing for a combining mark.
fn without_accent(letter: char) -> Option<char> {
    let plain = match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'ą' => 'a',
        'é' | 'ê' | 'è' | 'ë' | 'ę' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ü' | 'ù' => 'u',
        'ç' | 'ć' => 'c',
        'ł' => 'l',
        'ń' | 'ñ' => 'n',
        'ś' => 's',
        'ź' | 'ż' => 'z',
        'ё' => 'е',
        '’' => '\'',
        '\u{300}'..='\u{36f}' => return None,
        other => other,
    };
    Some(plain)
}

fn has_run_of_three(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters.windows(3).any(|three| three[0] == three[1] && three[1] == three[2])
}

/// The word with at most `most` equal letters in a row.
fn without_runs(word: &str, most: usize) -> String {
    let mut kept = String::with_capacity(word.len());
    let (mut last, mut run) = (None, 0);
    for letter in word.chars() {
        run = if last == Some(letter) { run + 1 } else { 1 };
        last = Some(letter);
        if run <= most {
            kept.push(letter);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, word: &str, expect: Option<Meaning>) {
        let table =
            tables().iter().find(|table| table.code == code).expect("the language has a table");
        assert_eq!(table.word(&plain(word)), expect, "{code} {word}");
    }

    #[test]
    fn words_are_found_by_stem_without_accents_and_drawn_out() {
        check("pt", "Péssima", Some(Meaning::Cue(-3.0)));
        check("pt", "otimo", Some(Meaning::Cue(3.0)));
        check("pt", "ameiiii", Some(Meaning::Cue(3.0)));
        check("en", "sooooo", Some(Meaning::Strength(1.4)));
        check("en", "table", None);
        check("ru", "ужасная", Some(Meaning::Cue(-3.0)));
    }

    #[test]
    fn a_beginning_can_turn_a_good_word_round() {
        check("en", "unfriendly", Some(Meaning::Cue(-2.0)));
        check("pl", "nieprzyjemny", Some(Meaning::Cue(-2.0)));
        check("ru", "невкусно", Some(Meaning::Cue(-2.0)));
    }

    #[test]
    fn the_longest_entry_wins_in_writing_without_spaces() {
        let chinese =
            tables().iter().find(|table| table.code == "zh").expect("Chinese has a table");
        assert_eq!(chinese.longest("不错，推荐"), Some((Meaning::Cue(2.0), "不错".len())));
        assert_eq!(chinese.longest("快递员"), Some((Meaning::Cue(0.0), "快递".len())));
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "all of them, in whatever order")]
    fn no_stem_is_shorter_than_two_letters() {
        for table in tables() {
            assert!(table.stems.keys().all(|stem| stem.chars().count() >= 2), "{}", table.code);
        }
    }
}
