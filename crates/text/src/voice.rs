//! Which verbatims of a step are quoted: the most telling first, without personal data and without repetition.
//!
//! A verbatim tells most when it
//! - **stands for the others**: its valence is near the median of the sentiment that most have here (weight 0.4), and its
//!   words are those that others use too: cosine with the centroid of all texts, words weighed by how few texts have
//!   them (0.35; Radev and others, "Centroid-based summarization", *Information Processing & Management* 40, 2004);
//! - **can be quoted**: 12 to 160 characters; shorter and longer ones lose by how far they are off (0.25);
//! - says nothing that [`crate::redact`] had to mask (else it counts three quarters), and its language is known (else nine tenths).
//!
//! Then the list is walked from the top: a text that shares more than half of its character shingles with one already
//! taken (Jaccard, shingles of four; Broder, *SEQUENCES* 1997) is left out. Of what remains, the next quote is the one
//! that tells most less 0.35 × its likeness to the quotes before it (maximal marginal relevance: Carbonell and Goldstein,
//! *SIGIR* 1998), so that three quotes say three things. Equal scores keep the order of arrival.
//! Cost: one pass over the texts, a sort, and comparisons among the first few thousand of the list.

use crate::redact::redact;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::hash::{Hash, Hasher};

/// What a customer said.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// The words.
    pub text: &'a str,
    /// −1 … +1 from the rating, else from reading; `None` when unknown.
    pub valence: Option<f64>,
    /// BCP 47; `None` when unknown.
    pub language: Option<&'a str>,
}

/// A verbatim that is quoted.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Which of the texts, counting from 0.
    pub index: usize,
    /// The words with personal data masked, without white space around.
    pub text: String,
    /// How telling it is, 0 … 1; comparable within one call only.
    pub score: f64,
}

/// Texts of the ranking that are walked at least, when most of them repeat each other.
const WALKED: usize = 5_000;
/// Characters of a text that are looked at.
const READ: usize = 600;

/// At most `most` quotes out of what was said, the most telling first. The same input gives the same quotes.
pub fn most_telling(said: &[Said<'_>], most: usize) -> Vec<Quote> {
    let words = Words::of(said);
    let median = median_of_the_majority(said);
    let likeness = words.likeness();
    let nearest = likeness.iter().copied().fold(0.0, f64::max);
    let mut ranked: Vec<(f64, usize)> = said
        .iter()
        .enumerate()
        .filter(|(_, said)| said.text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some())
        .map(|(index, said)| {
            let near = match (said.valence, median) {
                (Some(valence), Some(median)) => 1.0 - (valence - median).abs().min(2.0) / 2.0,
                (None, Some(_)) => 0.25,
                (_, None) => 0.5,
            };
            let like = if nearest > 0.0 { likeness[index] / nearest } else { 0.0 };
            let score = 0.4 * near + 0.35 * like + 0.25 * quotable(said.text);
            (score * if said.language.is_some() { 1.0 } else { 0.9 }, index)
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    varied(without_repetition(said, &ranked, 4 * most), &words, most)
}

/// Walks the ranking and leaves out what repeats; masked texts wait until their lower score comes up.
fn without_repetition(said: &[Said<'_>], ranked: &[(f64, usize)], most: usize) -> Vec<Quote> {
    // Scores fall, so those of waiting texts fall too: the first to wait is the first to come up.
    let mut waiting: VecDeque<(f64, usize)> = VecDeque::new();
    let mut quotes: Vec<Quote> = Vec::new();
    let mut taken: Vec<Vec<u64>> = Vec::new();
    let mut next = ranked.iter().copied().take(WALKED + 20 * most).peekable();
    while quotes.len() < most {
        let waited = waiting
            .front()
            .is_some_and(|(score, _)| next.peek().is_none_or(|(following, _)| score >= following));
        let come_up = if waited { waiting.pop_front() } else { next.next() };
        let Some((score, index)) = come_up else { break };
        let shingles = shingles(said[index].text);
        if taken.iter().any(|other| jaccard(&shingles, other) > 0.5) {
            continue;
        }
        let text = redact(said[index].text.trim());
        if !waited && text != said[index].text.trim() {
            waiting.push_back((score * 0.75, index));
            continue;
        }
        taken.push(shingles);
        quotes.push(Quote { index, text, score });
    }
    quotes
}

/// Orders quotes so that each tells much and little of it was told before; the first `most` of them.
fn varied(mut pool: Vec<Quote>, words: &Words, most: usize) -> Vec<Quote> {
    let mut told = vec![0.0_f64; pool.len()];
    let mut quotes = Vec::new();
    while quotes.len() < most && !pool.is_empty() {
        let worth = |at: usize| pool[at].score - 0.35 * told[at];
        let best =
            (1..pool.len()).fold(0, |best, at| if worth(at) > worth(best) { at } else { best });
        let quote = pool.remove(best);
        told.remove(best);
        for (told, other) in told.iter_mut().zip(&pool) {
            *told = told.max(words.cosine(quote.index, other.index));
        }
        quotes.push(quote);
    }
    quotes
}

/// 1 for 12 to 160 characters, less the further off.
fn quotable(text: &str) -> f64 {
    match text.trim().chars().count() {
        short @ 0..12 => short as f64 / 12.0,
        12..=160 => 1.0,
        long => 160.0 / long as f64,
    }
}

/// Median valence of the sentiment that most texts have; of two that as many have, the worse.
fn median_of_the_majority(said: &[Said<'_>]) -> Option<f64> {
    let mut sides: [Vec<f64>; 3] = Default::default();
    for valence in said.iter().filter_map(|said| said.valence).filter(|valence| valence.is_finite())
    {
        let side = if valence <= -0.25 {
            0
        } else if valence < 0.25 {
            1
        } else {
            2
        };
        sides[side].push(valence);
    }
    let mut most = &mut Vec::new();
    for side in &mut sides {
        if side.len() > most.len() {
            most = side;
        }
    }
    most.sort_by(f64::total_cmp);
    most.get(most.len().saturating_sub(1) / 2).copied()
}

/// The words of every text as numbers in order of first arrival, and how many texts have each.
struct Words {
    texts: Vec<Vec<u32>>,
    having: Vec<u32>,
}

impl Words {
    fn of(said: &[Said<'_>]) -> Self {
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let mut having: Vec<u32> = Vec::new();
        let texts = said.iter().map(|said| {
            let mut words: Vec<u32> = Vec::new();
            for word in tokens(said.text) {
                let next = u32::try_from(having.len()).unwrap_or(u32::MAX);
                let number = *numbers.entry(word).or_insert(next);
                if number == next && number as usize == having.len() {
                    having.push(0);
                }
                words.push(number);
            }
            words.sort_unstable();
            words.dedup();
            for word in &words {
                having[*word as usize] += 1;
            }
            words
        });
        let texts = texts.collect();
        Self { texts, having }
    }

    /// How rare a word is: its weight.
    fn weight(&self, word: u32) -> f64 {
        ((self.texts.len() as f64 + 1.0) / f64::from(self.having[word as usize])).ln()
    }

    /// Cosine of two texts.
    fn cosine(&self, a: usize, b: usize) -> f64 {
        let (a, b) = (&self.texts[a], &self.texts[b]);
        let squares =
            |words: &[u32]| words.iter().map(|word| self.weight(*word).powi(2)).sum::<f64>();
        let shared: f64 = a
            .iter()
            .filter(|word| b.binary_search(word).is_ok())
            .map(|word| self.weight(*word).powi(2))
            .sum();
        let lengths = (squares(a) * squares(b)).sqrt();
        if lengths > 0.0 { shared / lengths } else { 0.0 }
    }

    /// Cosine of each text with the centroid, up to a common factor; a word that one text alone has is not shared.
    fn likeness(&self) -> Vec<f64> {
        let n = self.texts.len() as f64;
        let numbers = 0..u32::try_from(self.having.len()).unwrap_or(u32::MAX);
        let weights: Vec<f64> = numbers.map(|word| self.weight(word)).collect();
        let shared = self.having.iter().map(|having| f64::from(having - 1) / n);
        let centroid: Vec<f64> =
            shared.zip(&weights).map(|(shared, weight)| shared * weight).collect();
        self.texts
            .iter()
            .map(|words| {
                let weight = |word: &u32| weights[*word as usize];
                let length = words.iter().map(|word| weight(word).powi(2)).sum::<f64>().sqrt();
                let along: f64 =
                    words.iter().map(|word| weight(word) * centroid[*word as usize]).sum();
                if length > 0.0 { along / length } else { 0.0 }
            })
            .collect()
    }
}

/// Words in lower case; writing without spaces in pairs of characters.
fn tokens(text: &str) -> Vec<String> {
    let start: String = text.chars().take(READ).flat_map(char::to_lowercase).collect();
    let unspaced = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    let mut tokens = Vec::new();
    for word in start.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.contains(unspaced) {
            let characters: Vec<char> = word.chars().collect();
            tokens.extend(characters.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else {
            tokens.push(word.to_owned());
        }
    }
    tokens
}

/// Hashes of all runs of four letters or digits, sorted; of the whole text when it is shorter.
fn shingles(text: &str) -> Vec<u64> {
    let letters: Vec<char> = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .take(READ)
        .collect();
    let hash = |run: &[char]| {
        let mut hasher = rustc_hash::FxHasher::default();
        run.hash(&mut hasher);
        hasher.finish()
    };
    let mut shingles: Vec<u64> = if letters.len() < 4 {
        vec![hash(&letters)]
    } else {
        letters.windows(4).map(hash).collect()
    };
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// Shared by all, of two sorted lists without repetition.
fn jaccard(a: &[u64], b: &[u64]) -> f64 {
    let (mut i, mut j, mut shared) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    shared as f64 / (a.len() + b.len() - shared).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(text: &str, valence: f64) -> Said<'_> {
        Said { text, valence: Some(valence), language: Some("en") }
    }

    fn check(said: &[Said<'_>], most: usize, expect: &[&str]) {
        let quotes = most_telling(said, most);
        let texts: Vec<&str> = quotes.iter().map(|quote| quote.text.as_str()).collect();
        assert_eq!(texts, expect);
    }

    #[test]
    fn the_majority_speaks_first_and_in_words_that_others_use() {
        check(
            &[
                said("Lovely colour, thank you so much", 1.0),
                said("The parcel never arrived", -1.0),
                said("My parcel never arrived and nobody answers", -1.0),
                said("Where is my order, it has not arrived yet", -0.5),
                said("Zzz", -1.0),
            ],
            2,
            &["The parcel never arrived", "My parcel never arrived and nobody answers"],
        );
    }

    #[test]
    fn what_was_said_before_is_not_quoted_again() {
        check(
            &[
                said("Produto não chegou até hoje!", -1.0),
                said("produto NÃO chegou até hoje", -1.0),
                said("Loja não responde as mensagens", -1.0),
            ],
            9,
            &["Produto não chegou até hoje!", "Loja não responde as mensagens"],
        );
    }

    #[test]
    fn personal_data_is_masked_and_comes_later() {
        check(
            &[
                said("Nobody calls me back: 601 234 567", -1.0),
                said("Nobody answers the phone at all", -1.0),
            ],
            9,
            &["Nobody answers the phone at all", "Nobody calls me back: [number]"],
        );
    }

    #[test]
    fn nothing_to_say_gives_no_quote() {
        check(&[said("", 1.0), said("!!!", 1.0), said("👍", 1.0)], 5, &[]);
        check(&[], 5, &[]);
    }

    proptest! {
        #[test]
        fn quotes_are_distinct_the_best_first_and_at_most_as_many_as_asked(
            texts in prop::collection::vec(("\\PC{0,40}", prop::option::of(-1.0..1.0f64)), 0..30),
            most in 0..12usize,
        ) {
            let said: Vec<Said<'_>> = texts
                .iter()
                .map(|(text, valence)| Said { text, valence: *valence, language: None })
                .collect();
            let quotes = most_telling(&said, most);
            prop_assert!(quotes.len() <= most);
            prop_assert!(quotes.iter().all(|quote| quote.score <= quotes[0].score));
            let mut seen: Vec<usize> = quotes.iter().map(|quote| quote.index).collect();
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen.len(), quotes.len());
            prop_assert!(quotes.iter().all(|quote| redact(&quote.text) == quote.text));
        }
    }
}
