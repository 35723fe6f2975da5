//! Filter text as tokens, each with its column (characters, from 1).

use crate::error::Error;
use crate::refusal::refuse_at;
use crate::span;

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A bare word: a keyword or a name.
    Word(String),
    /// A name in backticks: never a keyword.
    Name(String),
    /// Text in double quotes.
    Text(String),
    /// A number.
    Number(f64),
    /// A length of time, microseconds.
    Length(i64),
    /// One of `( ) , = != < <= > >= ~`.
    Sign(&'static str),
    /// After the last character.
    End,
}

/// How messages name the text that is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field(pub(super) &'static str);

impl Field {
    /// A refusal at a column of this text.
    pub(super) fn refuse(self, column: usize, message: &str, help: &str) -> Error {
        let message = format!("{} at column {column}: {message}", self.0);
        refuse_at("filter", message, help, self.0, column)
    }
}

const SIGNS: [&str; 11] = ["!=", "<=", ">=", "==", "(", ")", ",", "=", "<", ">", "~"];

/// Splits a text into tokens; the last one is [`Token::End`].
pub(super) fn tokens(text: &str, field: Field) -> Result<Vec<(Token, usize)>, Error> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        let token = match chars[at] {
            space if space.is_whitespace() => {
                at += 1;
                continue;
            }
            '"' => Token::Text(quoted(&chars, &mut at, field)?),
            '`' => Token::Name(quoted(&chars, &mut at, field)?),
            first if is_number_start(&chars, at, first) => number(&chars, &mut at, field)?,
            first if first.is_alphabetic() || first == '_' => {
                while at < chars.len() && in_name(chars[at]) {
                    at += 1;
                }
                Token::Word(chars[start..at].iter().collect())
            }
            other => Token::Sign(sign(&chars, &mut at).ok_or_else(|| {
                field.refuse(
                    start + 1,
                    &format!("`{other}` does not belong here"),
                    "put text in double quotes and unusual names in backticks",
                )
            })?),
        };
        tokens.push((token, start + 1));
    }
    tokens.push((Token::End, chars.len() + 1));
    Ok(tokens)
}

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '-')
}

fn is_number_start(chars: &[char], at: usize, first: char) -> bool {
    let next_is_digit = chars.get(at + 1).is_some_and(char::is_ascii_digit);
    first.is_ascii_digit() || (matches!(first, '-' | '+' | '.') && next_is_digit)
}

fn sign(chars: &[char], at: &mut usize) -> Option<&'static str> {
    let rest: String = chars[*at..].iter().take(2).collect();
    let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign))?;
    *at += sign.len();
    Some(if sign == "==" { "=" } else { sign })
}

/// Reads from a quote to the same quote; a backslash takes the next character as it is, `\n` and `\t` too.
fn quoted(chars: &[char], at: &mut usize, field: Field) -> Result<String, Error> {
    let start = *at;
    let quote = chars[start];
    let mut text = String::new();
    *at += 1;
    while let Some(c) = chars.get(*at) {
        *at += 1;
        match (*c, chars.get(*at)) {
            (c, _) if c == quote => return Ok(text),
            ('\\', Some(escaped)) => {
                text.push(match escaped {
                    'n' => '\n',
                    't' => '\t',
                    other => *other,
                });
                *at += 1;
            }
            (c, _) => text.push(c),
        }
    }
    Err(field.refuse(
        start + 1,
        "a quote is opened and never closed",
        "close it; write a quote inside of text as \\\"",
    ))
}

fn number(chars: &[char], at: &mut usize, field: Field) -> Result<Token, Error> {
    let start = *at;
    if matches!(chars[start], '-' | '+') {
        *at += 1;
    }
    while *at < chars.len() {
        let c = chars[*at];
        let exponent_sign = matches!(c, '-' | '+') && matches!(chars[*at - 1], 'e' | 'E');
        if !(c.is_alphanumeric() || c == '.' || exponent_sign) {
            break;
        }
        *at += 1;
    }
    let text: String = chars[start..*at].iter().collect();
    if let Some(us) = span::read_length(&text) {
        return Ok(Token::Length(us));
    }
    text.parse::<f64>().ok().filter(|n| n.is_finite()).map(Token::Number).ok_or_else(|| {
        field.refuse(
            start + 1,
            &format!("`{text}` is neither a number nor a length of time"),
            "write 12, 1.5, or a length: 30m, 12h, 7d",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[Token]) {
        let tokens = tokens(text, Field("where")).expect("readable");
        let tokens: Vec<Token> = tokens.into_iter().map(|(token, _)| token).collect();
        assert_eq!(tokens.split_last().map(|(_, rest)| rest), Some(expect), "{text}");
    }

    #[test]
    fn names_numbers_lengths_and_signs_are_told_apart() {
        check(
            r#"org:group != "a \"b\" \\" 7d -1.5e-3 `two words` <="#,
            &[
                Token::Word("org:group".into()),
                Token::Sign("!="),
                Token::Text(r#"a "b" \"#.into()),
                Token::Length(7 * span::DAY),
                Token::Number(-1.5e-3),
                Token::Name("two words".into()),
                Token::Sign("<="),
            ],
        );
    }

    #[test]
    fn what_cannot_be_read_has_its_column() {
        for (text, column) in [("a = \"b", 5), ("a ; b", 3), ("żółć = 12x", 8), ("a = 1.2.3", 5)]
        {
            let message = tokens(text, Field("where")).expect_err("not readable").to_string();
            assert!(message.contains(&format!("column {column}:")), "{text}: {message}");
        }
    }
}
