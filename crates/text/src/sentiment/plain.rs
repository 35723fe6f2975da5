//! The plain reader: cue words with negation, strength and contrast, emoji, emoticons and exclamation.
//!
//! The balance is the sum of the cues' weights. A negation among the three words before turns a cue round at part of
//! its weight; a word of strength before it multiplies; in a sentence with a contrast, what went before counts half and
//! what follows half as much again; good in a question hardly counts (Hutto and Gilbert, "VADER", *ICWSM* 2014, from where the shape of the rules comes,
//! not the words). Valence = balance / √(balance² + 8).

use super::lexicon::{Meaning, Table, plain, signs, tables};
use super::{Cue, Reader, Reading, Sentiment};
use crate::language;
use std::ops::Range;

/// Reads with small hand-written lists for English, Polish, Portuguese, Russian and Chinese; emoji in any language.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainReader;

/// A text that is told in a few words of one list has that list's language from this balance on.
const TELLING: f32 = 1.0;
/// Words between a negation and the cue that it turns round.
const REACH: usize = 3;
/// A balance nearer to 0 than this is neutral.
const NEUTRAL: f32 = 0.35;

/// What good counts in a question: `is it on time?` does not praise.
const ASKED: f32 = 0.15;

impl Reader for PlainReader {
    fn read(&self, text: &str) -> Reading {
        let language = language::detect(text);
        let of = |code: &str| tables().iter().find(|table| table.code == code);
        let (code, table) = match language {
            Some(language) => match of(language.code) {
                Some(table) => (Some(language.code), Some(table)),
                // A short text that was told by its letters alone may as well be in a language that we read.
                None if language.confidence < 0.8 => by_its_cues(text).unzip(),
                None => (Some(language.code), None),
            },
            None => by_its_cues(text).unzip(),
        };
        let code = code.or(language.map(|language| language.code));
        let why = cues(text, table);
        let loud = 1.0 + 0.1 * exclamations(text);
        let balance = why.iter().map(|cue| cue.weight).sum::<f32>() * loud;
        if why.is_empty() {
            return Reading { language: code, ..Reading::default() };
        }
        let sentiment = if balance > NEUTRAL {
            Sentiment::Positive
        } else if balance < -NEUTRAL {
            Sentiment::Negative
        } else {
            Sentiment::Neutral
        };
        let valence = (balance / (balance * balance + 8.0).sqrt()).clamp(-1.0, 1.0);
        Reading { language: code, sentiment: Some(sentiment), valence: Some(valence), why }
    }
}

/// The one language whose cues the text has most of; `None` when two are alike or none has any.
fn by_its_cues(text: &str) -> Option<(&'static str, &'static Table)> {
    let strength =
        |table: &Table| -> f32 { cues(text, Some(table)).iter().map(|cue| cue.weight.abs()).sum() };
    let signs_alone: f32 = cues(text, None).iter().map(|cue| cue.weight.abs()).sum();
    let mut found: Vec<(f32, &'static Table)> =
        tables().iter().map(|table| (strength(table) - signs_alone, table)).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let ((best, table), (second, _)) = (found[0], found[1]);
    (best >= TELLING && best > second).then_some((table.code, table))
}

fn exclamations(text: &str) -> f32 {
    let marks = text.chars().filter(|c| matches!(c, '!' | '！')).take(3).count();
    [0.0, 1.0, 2.0, 3.0][marks]
}

/// What the text is made of, for the balance.
enum Piece<'a> {
    Word {
        plain: String,
        span: Range<usize>,
    },
    /// A run of writing without spaces.
    Run {
        text: &'a str,
        start: usize,
    },
    Sign {
        weight: f32,
        span: Range<usize>,
    },
    /// End of a clause; of a sentence when `full`, of a question when `asked`.
    Stop {
        full: bool,
        asked: bool,
    },
}

/// Cuts a text into words, runs, signs and stops.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if let Some((weight, length)) = signs::emoticon(rest) {
            pieces.push(Piece::Sign { weight, span: at..at + length });
            length
        } else if let Some(weight) = signs::emoji(c) {
            pieces.push(Piece::Sign { weight, span: at..at + c.len_utf8() });
            c.len_utf8()
        } else if is_unspaced(c) {
            let length = rest.find(|c| !is_unspaced(c)).unwrap_or(rest.len());
            pieces.push(Piece::Run { text: &rest[..length], start: at });
            length
        } else if c.is_alphanumeric() {
            let inside = |c: char| {
                (c.is_alphanumeric() && !is_unspaced(c))
                    || matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}')
            };
            let length = rest.find(|c| !inside(c)).unwrap_or(rest.len());
            let word = plain(&rest[..length]);
            let word = word.trim_matches('\'').to_owned();
            pieces.push(Piece::Word { plain: word, span: at..at + length });
            length
        } else {
            if matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '\n' | '…' | '~' | '～') {
                let asked = matches!(c, '?' | '？');
                pieces.push(Piece::Stop { full: true, asked });
            } else if matches!(
                c,
                ',' | ';' | ':' | '，' | '；' | '：' | '、' | '(' | ')' | '（' | '）'
            ) {
                pieces.push(Piece::Stop { full: false, asked: false });
            }
            c.len_utf8()
        };
        at += length;
    }
    pieces
}

fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// The balance while it is being drawn up.
struct Scan {
    cues: Vec<Cue>,
    /// Words so far.
    words: usize,
    /// Where the last negation of this clause stands.
    negation: Option<usize>,
    /// Where the last word of strength stands, and by how much.
    strength: Option<(usize, f32)>,
    /// First cue of this sentence.
    sentence: usize,
    /// What a cue of this sentence counts.
    share: f32,
}

impl Scan {
    fn meet(&mut self, meaning: Option<Meaning>, span: Range<usize>) {
        self.words += 1;
        let negated = self.negation.is_some_and(|at| self.words - at <= REACH);
        match meaning {
            Some(Meaning::Negation) => self.negation = Some(self.words),
            Some(Meaning::Strength(by)) => self.strength = Some((self.words, by)),
            Some(Meaning::Contrast) => {
                for cue in &mut self.cues[self.sentence..] {
                    cue.weight *= 0.5;
                }
                self.sentence = self.cues.len();
                self.share = 1.5;
                self.negation = None;
            }
            Some(Meaning::Cue(0.0)) | None => {}
            Some(Meaning::Expected) => {
                if negated {
                    self.push(-1.5, span, true);
                    self.negation = None;
                }
            }
            Some(Meaning::Cue(weight)) => {
                let by = self.strength.filter(|(at, _)| self.words - at <= 2).map_or(1.0, |s| s.1);
                let turned = match (negated, weight > 0.0) {
                    (false, _) => weight,
                    (true, true) => weight * -0.8,
                    (true, false) => weight * -0.4,
                };
                self.push(turned * by, span, negated);
                if negated {
                    self.negation = None;
                }
            }
        }
    }

    fn push(&mut self, weight: f32, span: Range<usize>, negated: bool) {
        self.cues.push(Cue { span, weight: weight * self.share, negated });
    }

    fn stop(&mut self, full: bool, asked: bool) {
        if asked {
            for cue in self.cues[self.sentence..].iter_mut().filter(|cue| cue.weight > 0.0) {
                cue.weight *= ASKED;
            }
        }
        self.negation = None;
        self.strength = None;
        if full {
            self.sentence = self.cues.len();
            self.share = 1.0;
        }
    }
}

/// The cues of a text; signs alone without a table.
fn cues(text: &str, table: Option<&Table>) -> Vec<Cue> {
    let pieces = pieces(text);
    let mut scan = Scan {
        cues: Vec::new(),
        words: 0,
        negation: None,
        strength: None,
        sentence: 0,
        share: 1.0,
    };
    let mut skip = 0;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Stop { full, asked } => scan.stop(*full, *asked),
            Piece::Sign { weight, span } => scan.push(*weight, span.clone(), false),
            Piece::Run { text, start } => {
                if let Some(table) = table {
                    run(&mut scan, table, text, *start);
                }
            }
            Piece::Word { .. } if skip > 0 => skip -= 1,
            Piece::Word { plain, span } => {
                let Some(table) = table else { continue };
                let mut next = Vec::with_capacity(3);
                let mut end = span.end;
                let mut ends = Vec::with_capacity(3);
                for piece in &pieces[at..] {
                    let Piece::Word { plain, span } = piece else { break };
                    end = end.max(span.end);
                    next.push(plain.as_str());
                    ends.push(end);
                    if next.len() == 3 {
                        break;
                    }
                }
                match table.phrase(&next) {
                    Some((meaning, length)) => {
                        skip = length - 1;
                        scan.meet(Some(meaning), span.start..ends[length - 1]);
                    }
                    None => scan.meet(table.word(plain), span.clone()),
                }
            }
        }
    }
    scan.cues
}

/// A run of writing without spaces: the longest entry at each character.
fn run(scan: &mut Scan, table: &Table, text: &str, start: usize) {
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let (meaning, length) = match table.longest(&text[at..]) {
            Some((meaning, length)) => (Some(meaning), length),
            None => (None, c.len_utf8()),
        };
        scan.meet(meaning, start + at..start + at + length);
        at += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Sentiment::{Negative, Positive};
    use proptest::prelude::*;

    fn check(text: &str, expect: Option<Sentiment>) {
        let reading = PlainReader.read(text);
        assert_eq!(reading.sentiment, expect, "{text}: {reading:?}");
    }

    #[test]
    fn plain_praise_and_plain_complaint_are_read_in_five_languages() {
        for praise in [
            "Great service and friendly staff",
            "Bardzo miła obsługa, polecam",
            "Очень вкусно, спасибо!",
            "很好吃，送餐速度快",
            "Produto excelente, chegou antes do prazo",
        ] {
            check(praise, Some(Positive));
        }
        for complaint in [
            "Worst airline ever, my bag is lost",
            "Brudny pokój i niemiła obsługa",
            "Связь ужасная, постоянные сбои",
            "太难吃了，送餐很慢",
            "Produto veio quebrado, péssimo",
        ] {
            check(complaint, Some(Negative));
        }
    }

    #[test]
    fn a_negation_turns_a_cue_round_and_stops_at_the_clause() {
        check("The staff was not helpful", Some(Negative));
        check("Nie polecam tego hotelu", Some(Negative));
        check("Não gostei do produto", Some(Negative));
        check("не рекомендую", Some(Negative));
        check("不是很好", Some(Negative));
        check("No, great hotel", Some(Positive));
        check("Sem problemas, tudo certo", Some(Positive));
    }

    #[test]
    fn what_one_may_expect_is_bad_only_when_it_does_not_happen() {
        check("não recebi", Some(Negative));
        check("recebi", None);
        check("интернет не работает", Some(Negative));
        check("It doesn't work", Some(Negative));
    }

    #[test]
    fn what_follows_a_contrast_weighs_more() {
        check("The food was good but the service was terrible", Some(Negative));
        check("Pokój mały, ale czysty i wygodny", Some(Positive));
        check("贵，但是很好吃", Some(Positive));
    }

    #[test]
    fn signs_are_read_in_any_language() {
        check("👍👍", Some(Positive));
        check("Τι να πω 😡", Some(Negative));
        check("ok thanks :)", Some(Positive));
    }

    #[test]
    fn without_a_cue_nothing_is_claimed() {
        for text in ["", "The hotel is on the corner", "12345", "Hotel znajduje się przy rynku"] {
            check(text, None);
            assert_eq!(PlainReader.read(text).valence, None);
        }
    }

    #[test]
    fn the_reasons_are_the_words_as_they_stand_in_the_text() {
        let text = "Room was NOT clean, but staff very friendly";
        let reading = PlainReader.read(text);
        let words: Vec<_> = reading.why.iter().map(|cue| &text[cue.span.clone()]).collect();
        assert_eq!(words, ["clean", "friendly"]);
        assert!(reading.why[0].negated && reading.why[0].weight < 0.0);
    }

    proptest! {
        #[test]
        fn any_text_is_read_with_valence_in_range_and_spans_in_the_text(
            text in prop_oneof!["\\PC{0,80}", "([a-zа-я不好吃но!:)(@. 😡👍]|not |nie |não ){0,40}"],
        ) {
            let reading = PlainReader.read(&text);
            prop_assert_eq!(reading.valence.is_some(), reading.sentiment.is_some());
            if let Some(valence) = reading.valence {
                prop_assert!((-1.0..=1.0).contains(&valence));
            }
            for cue in &reading.why {
                prop_assert!(text.get(cue.span.clone()).is_some_and(|words| !words.is_empty()));
            }
        }
    }
}
