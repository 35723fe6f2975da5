//! Which earlier text of a file a new one was made from: the one whose lines differ least.
//!
//! An editor may have opened the file before later edits were written into it. What it saves then lacks those edits; taken for a
//! change of the newest text it would take them all back. Each text is remembered by its lines in short, so that the
//! one that was opened is known again, also after a restart.

use crate::store::{FileText, Micros, Point};

/// So many texts are remembered of a map's file.
pub(crate) const MOST: usize = 64;
/// Of these the newest, without gaps.
const NEWEST: usize = 16;
/// Bytes of a line in short.
const SHORT: usize = 4;

/// The lines of a text in short: each with the one before it, so that an order is told from another. Sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lines(Vec<u32>);

impl Lines {
    /// Of a text. Spaces around lines and empty lines say nothing.
    pub(crate) fn of(text: &str) -> Self {
        let mut before = "";
        let mut lines = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let mut hash = blake3::Hasher::new();
            hash.update(before.as_bytes()).update(b"\n").update(line.as_bytes());
            if let Some(short) = hash.finalize().as_bytes().first_chunk::<SHORT>() {
                lines.push(u32::from_le_bytes(*short));
            }
            before = line;
        }
        lines.sort_unstable();
        Self(lines)
    }

    /// As they are kept.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|short| short.to_le_bytes()).collect()
    }

    fn read(bytes: &[u8]) -> Self {
        let (shorts, _) = bytes.as_chunks::<SHORT>();
        Self(shorts.iter().map(|short| u32::from_le_bytes(*short)).collect())
    }

    /// How many lines were changed, where a changed line is one: the larger of how many went and how many came.
    fn apart(&self, other: &Self) -> usize {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let (mut went, mut came) = (0, 0);
        loop {
            match (a.peek(), b.peek()) {
                (None, None) => return went.max(came),
                (Some(one), Some(two)) if one == two => {
                    a.next();
                    b.next();
                }
                (Some(one), two) if two.is_none_or(|two| one < two) => {
                    a.next();
                    went += 1;
                }
                _ => {
                    b.next();
                    came += 1;
                }
            }
        }
    }
}

/// The text that these lines were made from, where it is surely not the one at `newest`: of those that differ less from them, the
/// one that differs least. `texts` begin with the newest.
pub(crate) fn made_from<'a>(
    texts: &'a [FileText],
    lines: &Lines,
    newest: &Point,
) -> Option<&'a FileText> {
    let apart = |text: &FileText| Lines::read(&text.lines).apart(lines);
    let most = apart(texts.iter().find(|text| text.point == *newest)?);
    // The first of equals: the newer.
    texts
        .iter()
        .map(|text| (apart(text), text))
        .min_by_key(|(apart, _)| *apart)
        .and_then(|(least, text)| (least < most && text.point != *newest).then_some(text))
}

/// Which of too many texts is let go, by their times, the newest first: the newest stay, of older ones the fewer the older they are.
pub(crate) fn surplus(times: &[Micros]) -> Option<usize> {
    let now = *times.first()?;
    if times.len() <= MOST {
        return None;
    }
    let gap = |place: usize| {
        let age = (now - times[place]).max(1) as f64;
        (times[place - 1] - times[place + 1]) as f64 / age
    };
    (NEWEST..times.len() - 1).min_by(|a, b| gap(*a).total_cmp(&gap(*b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(place: u8, words: &str) -> FileText {
        FileText {
            hash: [place; 32],
            at: i64::from(place),
            point: vec![place],
            lines: Lines::of(words).bytes(),
        }
    }

    /// The texts, the newest first; which of them the last was made from.
    fn check(texts: &[&str], saved: &str, expect: Option<u8>) {
        let texts: Vec<FileText> =
            (0_u8..).zip(texts).map(|(place, words)| text(place, words)).collect();
        let found = made_from(&texts, &Lines::of(saved), &vec![0]);
        assert_eq!(found.map(|text| text.hash[0]), expect);
    }

    #[test]
    fn the_text_that_was_opened_is_known_again() {
        let texts = ["a\nb\nc\nd\ne", "a\nb\nc\nd", "a\nb\nc"];
        check(&texts, "a\nb\nc\nd\nE", None);
        check(&texts, "a\nb\nX\nd\ne", None);
        check(&texts, "a\nb\nc\nD", Some(1));
        check(&texts, "A\nb\nc\nd", Some(1));
        check(&texts, "A\nb\nc", Some(2));
        check(&texts, "a\nb\nc", Some(2));
        check(&texts, "  a\n\n b \r\nc\n", Some(2));
    }

    #[test]
    fn another_order_is_another_text_and_of_equals_the_newest_is_taken() {
        check(&["c\na\nb", "a\nb\nc"], "a\nb\nc\nd", Some(1));
        check(&["a\nb", "a\nc"], "x\ny", None);
        check(&[], "x", None);
    }

    #[test]
    fn of_many_texts_few_stay_and_none_is_far_from_the_next() {
        const SECOND: i64 = 1_000_000;
        let mut times: Vec<Micros> = Vec::new();
        for write in 0..20_000 {
            times.insert(0, write * 5 * SECOND);
            if let Some(place) = surplus(&times) {
                times.remove(place);
            }
        }
        assert_eq!(times.len(), MOST);
        assert_eq!(times.last(), Some(&0), "the first stays");
        for pair in times.windows(2) {
            let age = times[0] - pair[1];
            let gap = pair[0] - pair[1];
            assert!(gap <= 5 * SECOND || gap * 4 <= age, "{gap} at an age of {age}");
        }
    }
}
