//! What an unquoted word is: nothing, a boolean, a number or text (YAML 1.2 core schema), and which
//! texts need quotes so that every reader, one of YAML 1.1 included, takes them for text.

use std::fmt::Write;

/// An unquoted word by the YAML 1.2 core schema.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Plain {
    Nothing,
    Bool(bool),
    Whole(i64),
    Number(f64),
    Text,
}

/// What an unquoted word is.
pub(crate) fn resolve(word: &str) -> Plain {
    match word {
        "" | "~" | "null" | "Null" | "NULL" => Plain::Nothing,
        "true" | "True" | "TRUE" => Plain::Bool(true),
        "false" | "False" | "FALSE" => Plain::Bool(false),
        _ if !looks_like_a_number(word) => Plain::Text,
        _ => match word.strip_prefix('+').unwrap_or(word).parse::<i64>() {
            Ok(whole) => Plain::Whole(whole),
            Err(_) => match word.parse::<f64>() {
                Ok(number) if number.is_finite() => Plain::Number(number),
                _ => Plain::Text,
            },
        },
    }
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn looks_like_a_number(word: &str) -> bool {
    let sign = |text: &'_ str| text.strip_prefix(['-', '+']).map(str::len);
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = &word[word.len() - sign(word).unwrap_or(word.len())..];
    let whole = digits(rest);
    rest = &rest[whole..];
    let mut fraction = 0;
    if let Some(after) = rest.strip_prefix('.') {
        fraction = digits(after);
        rest = &after[fraction..];
    }
    if whole + fraction == 0 {
        return false;
    }
    if let Some(after) = rest.strip_prefix(['e', 'E']) {
        let after = &after[after.len() - sign(after).unwrap_or(after.len())..];
        return !after.is_empty() && digits(after) == after.len();
    }
    rest.is_empty()
}

/// The text as a YAML scalar: bare where that is safe everywhere, else in double quotes. `inside` is true within brackets or braces.
pub(crate) fn written(text: &str, inside: bool) -> String {
    // Some readers end a bare text before `?` and a bracket.
    let ends = inside && (text.contains([',', '[', ']', '{', '}']) || text.ends_with('?'));
    if is_safe(text) && !ends { text.to_owned() } else { quote(text) }
}

fn is_safe(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let word = text.to_ascii_lowercase();
    let special = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"];
    !special.contains(&word.as_str())
        && !first.is_whitespace()
        && !text.ends_with(char::is_whitespace)
        && !"-?:,[]{}#&*!|>'\"%@`=<+.".contains(first)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && text.chars().all(is_printable)
        && !is_like_a_number(text)
}

/// A number of YAML 1.1 or 1.2: also `0x1F`, `1_000` and `12:30:45`, but not a date.
fn is_like_a_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && (resolve(text) != Plain::Text
            || text.starts_with("0x")
            || text.starts_with("0o")
            || text.starts_with("0b")
            || text.chars().all(|c| c.is_ascii_digit() || "_.:eE".contains(c)))
}

/// Characters that may stand bare or in quotes as they are: printable, no line break of any kind, no mark of direction or width zero.
fn is_printable(c: char) -> bool {
    !(c.is_control()
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{200e}' | '\u{200f}')
        || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{a0}' | '\u{fdd0}'..='\u{fdef}'))
}

fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_printable(c) => out.push(c),
            c => {
                let written = match u32::from(c) {
                    code @ 0..=0xff => write!(out, "\\x{code:02x}"),
                    code @ 0x100..=0xffff => write!(out, "\\u{code:04x}"),
                    code => write!(out, "\\U{code:08x}"),
                };
                written.expect("a string takes what is written to it");
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unquoted_words_follow_the_core_schema() {
        let all = [
            ("no", Plain::Text),
            ("~", Plain::Nothing),
            ("True", Plain::Bool(true)),
            ("-12", Plain::Whole(-12)),
            ("+3", Plain::Whole(3)),
            (".5", Plain::Number(0.5)),
            ("1e3", Plain::Number(1000.0)),
            ("1.", Plain::Number(1.0)),
            ("2026-12-15", Plain::Text),
            ("7d", Plain::Text),
            (".", Plain::Text),
            ("1e", Plain::Text),
            (".inf", Plain::Text),
        ];
        for (word, expected) in all {
            assert_eq!(resolve(word), expected, "{word}");
        }
    }

    #[test]
    fn quotes_stand_exactly_where_some_reader_would_err() {
        let bare = ["Pays", "7d", "2026-12-15", "Let's do it", "http://a.b/c"];
        for text in bare {
            assert_eq!(written(text, true), text);
        }
        let quoted =
            ["no", "Yes", "1.0", "null", "~", "a: b", "a #b", " a", "a ", "", "- a", "+2 pt"];
        for text in quoted {
            assert_eq!(written(text, true), format!("\"{text}\""));
        }
        assert_eq!(written("a, b", false), "a, b");
        assert_eq!(written("a, b", true), "\"a, b\"");
        assert_eq!(written("a\"b\\\n\u{1}\u{feff}", false), r#""a\"b\\\n\x01\ufeff""#);
        assert_eq!(written("🚲 zażółć 退货", true), "🚲 zażółć 退货");
    }
}
