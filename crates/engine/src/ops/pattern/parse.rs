//! The text of a pattern as a list of items, before any name is looked up.
//!
//! ```text
//! pattern := ["path_start" "->"] item ("->" item)* ["->" "path_end"]
//! item    := (NAME | "." | "[" ["^"] NAME ("|" NAME)* "]") ["*"]
//! NAME    := characters without  ->  [ ]  |  *  "   or text in double quotes, where \ takes the next character as it is
//! ```

use crate::error::Error;
use crate::refusal::refuse_at;

/// A pattern as it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Text {
    /// Only from the journey's first event on.
    pub(super) from_start: bool,
    /// Only up to the journey's last event.
    pub(super) to_end: bool,
    pub(super) items: Vec<Item>,
}

/// One place of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) is: Is,
    /// Any number of times, also none.
    pub(super) many: bool,
}

/// Which activities fit a place.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Is {
    Any,
    Of(Vec<Name>),
    NotOf(Vec<Name>),
}

/// A name and its column, in characters from 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    pub(super) at: usize,
    pub(super) text: String,
}

/// More places would not fit the bits of the automaton.
pub(super) const ITEMS: usize = 63;

const LIKE: &str = "write it like: view->[^cart|pay]*->path_end; a name with ->, [, ], |, * or a quote in it stands in double quotes";

/// A refusal at a column of the pattern.
pub(super) fn wrong(column: usize, message: &str, help: impl Into<String>) -> Error {
    let message = format!("pattern at column {column}: {message}");
    refuse_at("pattern", message, help, "pattern", column)
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Arrow,
    Open,
    Close,
    Or,
    Not,
    Many,
    Bare(String),
    Quoted(String),
    End,
}

/// Reads a pattern.
pub(super) fn parse(text: &str) -> Result<Text, Error> {
    let tokens = tokens(text)?;
    Parser { tokens: &tokens, at: 0 }.pattern()
}

fn tokens(text: &str) -> Result<Vec<(Token, usize)>, Error> {
    let chars: Vec<char> = text.chars().collect();
    let arrow = |at: usize| chars[at] == '-' && chars.get(at + 1) == Some(&'>');
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        let one = match chars[at] {
            space if space.is_whitespace() => {
                at += 1;
                continue;
            }
            '[' => Some(Token::Open),
            ']' => Some(Token::Close),
            '|' => Some(Token::Or),
            '^' => Some(Token::Not),
            '*' => Some(Token::Many),
            _ => None,
        };
        let token = if let Some(token) = one {
            at += 1;
            token
        } else if arrow(at) {
            at += 2;
            Token::Arrow
        } else if chars[at] == '"' {
            Token::Quoted(quoted(&chars, &mut at)?)
        } else {
            while at < chars.len()
                && !matches!(chars[at], '[' | ']' | '|' | '*' | '"')
                && !arrow(at)
            {
                at += 1;
            }
            Token::Bare(chars[start..at].iter().collect::<String>().trim_end().to_owned())
        };
        tokens.push((token, start + 1));
    }
    tokens.push((Token::End, chars.len() + 1));
    Ok(tokens)
}

/// Reads from a quote to the next.
fn quoted(chars: &[char], at: &mut usize) -> Result<String, Error> {
    let start = *at;
    let mut text = String::new();
    *at += 1;
    while let Some(c) = chars.get(*at) {
        *at += 1;
        match (*c, chars.get(*at)) {
            ('"', _) => return Ok(text),
            ('\\', Some(escaped)) => {
                text.push(*escaped);
                *at += 1;
            }
            (c, _) => text.push(c),
        }
    }
    Err(wrong(
        start + 1,
        "a quote is opened and never closed",
        "close it; write a quote inside of a name as \\\"",
    ))
}

struct Parser<'a> {
    /// Ends with [`Token::End`], which is never taken.
    tokens: &'a [(Token, usize)],
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> &Token {
        &self.tokens[self.at].0
    }

    fn column(&self) -> usize {
        self.tokens[self.at].1
    }

    fn take(&mut self, wanted: &Token) -> bool {
        let taken = self.peek() == wanted;
        if taken {
            self.at += 1;
        }
        taken
    }

    fn unexpected(&self, expected: &str) -> Error {
        let found = match self.peek() {
            Token::Arrow => "`->`".to_owned(),
            Token::Open => "`[`".to_owned(),
            Token::Close => "`]`".to_owned(),
            Token::Or => "`|`".to_owned(),
            Token::Not => "`^`".to_owned(),
            Token::Many => "`*`".to_owned(),
            Token::Bare(name) => format!("`{name}`"),
            Token::Quoted(name) => format!("\"{name}\""),
            Token::End => "the end".to_owned(),
        };
        let help = match self.peek() {
            Token::Or => "alternatives stand in brackets: [A|B]",
            Token::Not => "what must not be stands in brackets: [^A|B]",
            _ => LIKE,
        };
        wrong(self.column(), &format!("{expected} was expected, and there is {found}"), help)
    }

    fn pattern(&mut self) -> Result<Text, Error> {
        let mut text = Text { from_start: false, to_end: false, items: Vec::new() };
        if self.take(&Token::Bare("path_start".into())) {
            text.from_start = true;
            if *self.peek() != Token::End {
                self.arrow()?;
            }
        }
        while *self.peek() != Token::End || text.items.is_empty() {
            if self.take(&Token::Bare("path_end".into())) {
                text.to_end = true;
                if *self.peek() != Token::End {
                    return Err(self.unexpected("nothing after `path_end`"));
                }
                break;
            }
            let column = self.column();
            let item = self.item()?;
            if text.items.len() == ITEMS {
                return Err(wrong(
                    column,
                    &format!("a pattern has at most {ITEMS} places"),
                    "ask for a part of it; `.*` stands for any number of events",
                ));
            }
            text.items.push(item);
            if *self.peek() == Token::End {
                break;
            }
            self.arrow()?;
            if *self.peek() == Token::End {
                return Err(self.unexpected("an activity"));
            }
        }
        if text.items.is_empty() {
            return Err(wrong(1, "between start and end there is no place for an event", LIKE));
        }
        Ok(text)
    }

    fn arrow(&mut self) -> Result<(), Error> {
        if self.take(&Token::Arrow) { Ok(()) } else { Err(self.unexpected("`->`")) }
    }

    fn item(&mut self) -> Result<Item, Error> {
        let is = match self.peek() {
            Token::Open => self.class()?,
            Token::Bare(dot) if dot == "." => {
                self.at += 1;
                Is::Any
            }
            _ => Is::Of(vec![self.name()?]),
        };
        let many = self.take(&Token::Many);
        Ok(Item { is, many })
    }

    fn class(&mut self) -> Result<Is, Error> {
        self.at += 1;
        let not = self.take(&Token::Not);
        let mut names = vec![self.name()?];
        while self.take(&Token::Or) {
            names.push(self.name()?);
        }
        if !self.take(&Token::Close) {
            return Err(self.unexpected("`|` or `]`"));
        }
        Ok(if not { Is::NotOf(names) } else { Is::Of(names) })
    }

    fn name(&mut self) -> Result<Name, Error> {
        let at = self.column();
        let text = match self.peek() {
            Token::Bare(word) if matches!(word.as_str(), "." | "path_start" | "path_end") => {
                let (what, help) = match word.as_str() {
                    "." => ("`.` stands alone, for any activity", "without brackets: A->.->B"),
                    "path_start" => (
                        "`path_start` stands first",
                        "or, for an activity of that name, in double quotes",
                    ),
                    _ => (
                        "`path_end` stands last, by itself",
                        "or, for an activity of that name, in double quotes",
                    ),
                };
                return Err(wrong(at, what, help));
            }
            Token::Quoted(text) | Token::Bare(text) => text.clone(),
            _ => return Err(self.unexpected("an activity")),
        };
        self.at += 1;
        Ok(Name { at, text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> String {
        let names = |names: &[Name]| {
            let all: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
            all.join(",")
        };
        match parse(text) {
            Err(error) => error.to_string(),
            Ok(read) => {
                let item = |item: &Item| {
                    let is = match &item.is {
                        Is::Any => "any".to_owned(),
                        Is::Of(of) => format!("<{}>", names(of)),
                        Is::NotOf(of) => format!("not <{}>", names(of)),
                    };
                    if item.many { format!("{is} many") } else { is }
                };
                let mut parts: Vec<String> = read.items.iter().map(item).collect();
                if read.from_start {
                    parts.insert(0, "start".into());
                }
                if read.to_end {
                    parts.push("end".into());
                }
                parts.join(" ")
            }
        }
    }

    #[test]
    fn places_brackets_stars_and_ends_are_read_with_any_spaces() {
        for (text, expect) in [
            ("A->[^B|C]*->path_end", "<A> not <B,C> many end"),
            (
                " path_start -> Sees an ad->.* ->[ Pays | B ] * ",
                "start <Sees an ad> any many <Pays,B> many",
            ),
            (r#""a->b" -> ["|"|"\"*\"\\"] -> "path_end""#, r#"<a->b> <|,"*"\> <path_end>"#),
            ("a-b->v1.2->x^2->.", "<a-b> <v1.2> <x^2> any"),
            ("path_start->.*->path_end", "start any many end"),
            ("付款->[^退货]*", "<付款> not <退货> many"),
        ] {
            assert_eq!(check(text), expect, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_has_its_column() {
        for (text, column) in [
            ("", 1),
            ("->a", 1),
            ("a->", 4),
            ("a b|c", 4),
            ("a->^b", 4),
            ("a->[b", 6),
            ("a->[b|]", 7),
            ("a->[^]", 6),
            ("a->[.]", 5),
            ("a**", 3),
            ("*", 1),
            ("ż->\"b", 4),
            ("a->path_start", 4),
            ("path_end->a", 9),
            ("path_end*", 9),
            ("path_start->path_end", 1),
            ("path_start", 11),
            ("a \"b\"", 3),
        ] {
            let said = check(text);
            assert!(said.contains(&format!("pattern at column {column}:")), "{text}: {said}");
        }
        let longest = vec!["a"; ITEMS].join("->");
        assert!(!check(&longest).contains("column"));
        assert!(check(&format!("{longest}->a")).contains("at most 63 places"));
    }
}
