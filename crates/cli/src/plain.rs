//! Names from data, made harmless for a terminal: what would steer it is shown instead of sent.
//!
//! An activity may be called `ESC [2J`, and a right-to-left override may turn a sentence around. Control
//! characters and those that change the direction of text are written as `\u{1b}`; in a cell of a table
//! line breaks are too. JSON keeps its meaning: the same characters stand as JSON's own `\u001b`.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character steers instead of showing something.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn replaced<'a>(text: &'a str, kept: &[char], written: impl Fn(&mut String, char)) -> Cow<'a, str> {
    let bad = |c: char| steers(c) && !kept.contains(&c);
    if !text.contains(bad) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if bad(c) { written(&mut out, c) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// A text of several lines.
pub(crate) fn lines(text: &str) -> Cow<'_, str> {
    replaced(text, &['\n', '\t'], |out, c| out.extend(c.escape_unicode()))
}

/// A name in a line or a cell: it stays on one line.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    replaced(text, &[], |out, c| out.extend(c.escape_default()))
}

/// A JSON document that was written already: these characters can only stand inside of its texts.
pub(crate) fn json(document: &str) -> Cow<'_, str> {
    replaced(document, &['\n'], |out, c| {
        // All of them lie below U+10000. A `String` takes everything.
        let _ = write!(out, "\\u{:04x}", u32::from(c));
    })
}

#[cfg(test)]
mod tests {
    use super::{json, line, lines};

    #[test]
    fn what_steers_a_terminal_is_shown_instead() {
        assert_eq!(lines("a\u{1b}[2Jb\r\nc\u{9b}31m\td"), "a\\u{1b}[2Jb\\u{d}\nc\\u{9b}31m\td");
        assert_eq!(line("a\nb\u{202e}c"), "a\\nb\\u{202e}c");
        assert_eq!(lines("Zażółć 见 😀 👨\u{200d}👩"), "Zażółć 见 😀 👨\u{200d}👩");
    }

    #[test]
    fn a_json_document_means_the_same_afterwards() {
        let value = serde_json::json!({"a\u{7f}": "b\u{9b}\u{202e}\u{1b}\n", "c": [1, "见"]});
        let text = serde_json::to_string_pretty(&value).expect("JSON");
        let safe = json(&text);
        assert!(!safe.contains(['\u{7f}', '\u{9b}', '\u{202e}']));
        let read: serde_json::Value = serde_json::from_str(&safe).expect("still JSON");
        assert_eq!(read, value);
    }
}
