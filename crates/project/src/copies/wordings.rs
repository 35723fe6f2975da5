//! Two wordings of one text: whether both can stand, or were written into one place of it.
//!
//! A text is taken as words, other signs, and single letters of scripts that part no words. What a side changed are the pieces of
//! the text before that it put something else in place of (by the longest common subsequence). Pieces of two sides that do not
//! touch are both made; the same piece, changed to the same, is made once. Wherever else they touch, any joint text would be a
//! sentence that nobody wrote.

use std::ops::Range;

/// Longer differences are one piece.
const MOST_CELLS: usize = 4_000_000;

/// A piece of a text and what stands in its place.
#[derive(Debug, PartialEq, Eq)]
struct Piece<'a> {
    at: Range<usize>,
    words: &'a [&'a str],
}

impl Piece<'_> {
    fn touches(&self, other: &Self) -> bool {
        self.at.start <= other.at.end && other.at.start <= self.at.end
    }
}

/// The text with what both sides changed of it; `None` where they wrote into one place.
pub(super) fn joined(was: &str, one: &str, other: &str) -> Option<String> {
    let (was, one, other) = (words(was), words(one), words(other));
    let mut all = pieces(&was, &one);
    for piece in pieces(&was, &other) {
        if all.contains(&piece) {
            continue;
        }
        if all.iter().any(|known| known.touches(&piece)) {
            return None;
        }
        all.push(piece);
    }
    all.sort_by_key(|piece| piece.at.start);
    let mut text = String::new();
    let mut at = 0;
    for Piece { at: here, words } in all {
        text.extend(was[at..here.start].iter().chain(words).copied());
        at = here.end;
    }
    text.extend(was[at..].iter().copied());
    Some(text)
}

/// Words, and every other sign alone.
fn words(text: &str) -> Vec<&str> {
    // From the first sign of Chinese and Japanese on, letters stand without spaces between words.
    let in_word = |letter: char| letter.is_alphanumeric() && letter < '\u{2e80}';
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|letter| !in_word(letter)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(if word == 0 { first.len_utf8() } else { word });
        words.push(word);
        rest = after;
    }
    words
}

/// What became of a text, in order.
fn pieces<'a>(was: &[&str], is: &'a [&'a str]) -> Vec<Piece<'a>> {
    let same = was.iter().zip(is).take_while(|(old, new)| old == new).count();
    let (old, new) = (&was[same..], &is[same..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    if old.is_empty() || new.is_empty() || old.len() * new.len() > MOST_CELLS {
        return vec![Piece { at: same..same + old.len(), words: new }];
    }
    // How many words the ends of both have in common, from each pair of places on.
    let row = new.len() + 1;
    let mut common = vec![0_u32; (old.len() + 1) * row];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * row + j] = if old[i] == new[j] {
                common[(i + 1) * row + j + 1] + 1
            } else {
                common[(i + 1) * row + j].max(common[i * row + j + 1])
            };
        }
    }
    let mut pieces = Vec::new();
    let (mut i, mut j) = (0, 0);
    let (mut from, mut with) = (0, 0);
    loop {
        let is_same = i < old.len() && j < new.len() && old[i] == new[j];
        let at_end = i == old.len() && j == new.len();
        if (is_same || at_end) && (from < i || with < j) {
            pieces.push(Piece { at: same + from..same + i, words: &new[with..j] });
        }
        if at_end {
            return pieces;
        }
        if is_same {
            (i, j) = (i + 1, j + 1);
            (from, with) = (i, j);
        } else if j == new.len()
            || (i < old.len() && common[(i + 1) * row + j] >= common[i * row + j + 1])
        {
            i += 1;
        } else {
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(was: &str, one: &str, other: &str, expect: Option<&str>) {
        assert_eq!(joined(was, one, other).as_deref(), expect, "{was}: {one} | {other}");
        assert_eq!(joined(was, other, one).as_deref(), expect, "{was}: {other} | {one}");
    }

    #[test]
    fn what_was_written_in_different_places_is_joined() {
        check("Pays", "She Pays", "Pays by card", Some("She Pays by card"));
        check(
            "Be sure it worked",
            "Be quite sure it worked",
            "Be sure it really worked",
            Some("Be quite sure it really worked"),
        );
        check(
            "Pays by card, waits",
            "Pays by card",
            "Orders by card, waits",
            Some("Orders by card"),
        );
        check("我要买新手机", "你要买新手机", "我要买旧手机", Some("你要买旧手机"));
    }

    #[test]
    fn what_was_written_in_one_place_is_not() {
        check("Pays", "Pays at once", "Pays by card", None);
        check("Pays", "Buys", "Orders", None);
        check("", "One", "Other", None);
        check("Pays by card", "Pays in cash", "Pays by bank transfer", None);
        check("Pays by card", "", "Pays by credit card", None);
        check("买手机", "买新手机", "买旧手机", None);
    }

    #[test]
    fn what_both_wrote_alike_stands_once() {
        check("Pays", "Comes", "Comes", Some("Comes"));
        check(
            "Payes by card",
            "Pays by card",
            "Pays by card at once",
            Some("Pays by card at once"),
        );
    }

    proptest! {
        #[test]
        fn what_one_side_alone_changed_stands_as_it_wrote_it(was in "[ab 买]{0,12}", is in "[ab 买]{0,12}") {
            prop_assert_eq!(joined(&was, &is, &was), Some(is.clone()));
            prop_assert_eq!(joined(&was, &was, &is), Some(is.clone()));
            prop_assert_eq!(joined(&was, &is, &is), Some(is));
        }

        #[test]
        fn the_order_of_the_sides_does_not_count(was in "[ab ]{0,9}", one in "[ab ]{0,9}", other in "[ab ]{0,9}") {
            prop_assert_eq!(joined(&was, &one, &other), joined(&was, &other, &one));
        }
    }
}
