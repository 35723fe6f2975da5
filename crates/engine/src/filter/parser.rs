//! Tokens as a tree, before any name is looked up.
//!
//! ```text
//! any   := all ("or" all)*
//! all   := unary ("and" unary)*
//! unary := "not" unary | "(" any ")" | "did" "(" TEXT ["," "within" LENGTH "of" anchor] ")" | subject test
//! anchor := ("first" | "last") TEXT | "start"
//! subject := NAME | ("first" | "last" | "any") "(" NAME ["," TEXT] ")" | "count" "(" [TEXT] ")" | "duration"
//! test  := ("=" | "!=" | "<" | "<=" | ">" | ">=") VALUE | ["not"] "in" "(" VALUE ("," VALUE)* ")" | "~" TEXT
//!        | "is" ("missing" | "present") | nothing (a flag that is true)
//! ```

use super::lexer::{Field, Token, tokens};
use crate::error::Error;

/// How deep parentheses and `not` may be nested.
const DEPTH: usize = 64;

/// A filter as it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    All(Vec<Tree>),
    Any(Vec<Tree>),
    Not(Box<Tree>),
    Did { activity: Spot<String>, near: Option<Near<Spot<String>>> },
    Test { subject: Spot<Subject>, test: Test },
}

/// Something and its column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spot<T> {
    pub(super) at: usize,
    pub(super) is: T,
}

/// How soon after what.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Near<A> {
    pub(super) within_us: i64,
    pub(super) of: Anchor<A>,
}

/// What a length of time is measured from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Anchor<A> {
    First(A),
    Last(A),
    Start,
}

/// What is tested.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Subject {
    /// With `at`, only events of that activity are looked at.
    Attribute {
        name: String,
        pick: Pick,
        at: Option<Spot<String>>,
    },
    Count(Option<Spot<String>>),
    Duration,
}

/// Which of a journey's values is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pick {
    /// The first that is not missing.
    FirstPresent,
    /// At the first event.
    First,
    /// At the last event.
    Last,
    /// At some event.
    Any,
}

/// How it is tested.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    Compare(Comparison, Spot<Literal>),
    In(Vec<Spot<Literal>>),
    NotIn(Vec<Spot<Literal>>),
    Contains(Spot<String>),
    Missing,
    Present,
    True,
}

/// `=`, `<` and the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// A value as it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Literal {
    Text(String),
    Number(f64),
    Length(i64),
    Flag(bool),
}

/// Reads a filter.
pub(super) fn parse(text: &str, field: Field) -> Result<Tree, Error> {
    let tokens = tokens(text, field)?;
    let mut parser = Parser { tokens: &tokens, at: 0, field };
    let tree = parser.any(0)?;
    match parser.peek() {
        Token::End => Ok(tree),
        _ => Err(parser.unexpected("`and`, `or` or the end")),
    }
}

struct Parser<'a> {
    /// Ends with [`Token::End`], which is never taken.
    tokens: &'a [(Token, usize)],
    at: usize,
    field: Field,
}

impl Parser<'_> {
    fn peek(&self) -> &Token {
        &self.tokens[self.at].0
    }

    fn column(&self) -> usize {
        self.tokens[self.at].1
    }

    fn advance(&mut self) {
        if self.at + 1 < self.tokens.len() {
            self.at += 1;
        }
    }

    fn take_word(&mut self, word: &str) -> bool {
        let taken = matches!(self.peek(), Token::Word(found) if found == word);
        if taken {
            self.advance();
        }
        taken
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let taken = matches!(self.peek(), Token::Sign(found) if *found == sign);
        if taken {
            self.advance();
        }
        taken
    }

    fn expect_sign(&mut self, sign: &str) -> Result<(), Error> {
        if self.take_sign(sign) { Ok(()) } else { Err(self.unexpected(&format!("`{sign}`"))) }
    }

    fn unexpected(&self, expected: &str) -> Error {
        let found = match self.peek() {
            Token::Word(word) => format!("`{word}`"),
            Token::Name(name) => format!("`` `{name}` ``"),
            Token::Text(text) => format!("\"{text}\""),
            Token::Number(number) => format!("{number}"),
            Token::Length(_) => "a length of time".to_owned(),
            Token::Sign(sign) => format!("`{sign}`"),
            Token::End => "the end".to_owned(),
        };
        let message = format!("{expected} was expected, and there is {found}");
        self.field.refuse(
            self.column(),
            &message,
            "write it like: country = \"PL\" and did(\"pay\", within 7d of first \"view\")",
        )
    }

    fn any(&mut self, depth: usize) -> Result<Tree, Error> {
        let mut parts = vec![self.all(depth)?];
        while self.take_word("or") {
            parts.push(self.all(depth)?);
        }
        Ok(if parts.len() == 1 { parts.swap_remove(0) } else { Tree::Any(parts) })
    }

    fn all(&mut self, depth: usize) -> Result<Tree, Error> {
        let mut parts = vec![self.unary(depth)?];
        while self.take_word("and") {
            parts.push(self.unary(depth)?);
        }
        Ok(if parts.len() == 1 { parts.swap_remove(0) } else { Tree::All(parts) })
    }

    fn unary(&mut self, depth: usize) -> Result<Tree, Error> {
        if depth > DEPTH {
            let message = format!("more than {DEPTH} levels of parentheses and `not`");
            return Err(self.field.refuse(self.column(), &message, "write it flatter"));
        }
        if self.take_word("not") {
            return Ok(Tree::Not(Box::new(self.unary(depth + 1)?)));
        }
        if self.take_sign("(") {
            let inside = self.any(depth + 1)?;
            self.expect_sign(")")?;
            return Ok(inside);
        }
        if self.is_call("did") {
            return self.did();
        }
        let subject = self.subject()?;
        let test = self.test()?;
        Ok(Tree::Test { subject, test })
    }

    /// Whether a word with a parenthesis comes next: `first(` is a function, `first` alone a name.
    fn is_call(&self, word: &str) -> bool {
        matches!(self.peek(), Token::Word(found) if found == word)
            && matches!(self.tokens.get(self.at + 1), Some((Token::Sign("("), _)))
    }

    fn did(&mut self) -> Result<Tree, Error> {
        self.advance();
        self.advance();
        let activity = self.text("an activity in double quotes")?;
        let near = if self.take_sign(",") { Some(self.near()?) } else { None };
        self.expect_sign(")")?;
        Ok(Tree::Did { activity, near })
    }

    fn near(&mut self) -> Result<Near<Spot<String>>, Error> {
        if !self.take_word("within") {
            return Err(self.unexpected("`within`"));
        }
        let Token::Length(within_us) = *self.peek() else {
            return Err(self.unexpected("a length of time such as 7d"));
        };
        self.advance();
        if !self.take_word("of") {
            return Err(self.unexpected("`of`"));
        }
        let of = if self.take_word("start") {
            Anchor::Start
        } else if self.take_word("first") {
            Anchor::First(self.text("an activity in double quotes")?)
        } else if self.take_word("last") {
            Anchor::Last(self.text("an activity in double quotes")?)
        } else {
            return Err(self.unexpected("`first`, `last` or `start`"));
        };
        Ok(Near { within_us, of })
    }

    fn text(&mut self, expected: &str) -> Result<Spot<String>, Error> {
        let at = self.column();
        let Token::Text(text) = self.peek() else {
            return Err(self.unexpected(expected));
        };
        let is = text.clone();
        self.advance();
        Ok(Spot { at, is })
    }

    fn subject(&mut self) -> Result<Spot<Subject>, Error> {
        let at = self.column();
        for (word, pick) in [("first", Pick::First), ("last", Pick::Last), ("any", Pick::Any)] {
            if self.is_call(word) {
                self.advance();
                self.advance();
                let at = self.column();
                let name = self.name()?;
                let near = if self.take_sign(",") {
                    Some(self.text("an activity in double quotes")?)
                } else {
                    None
                };
                self.expect_sign(")")?;
                return Ok(Spot { at, is: Subject::Attribute { name, pick, at: near } });
            }
        }
        if self.is_call("count") {
            self.advance();
            self.advance();
            let activity = match self.peek() {
                Token::Text(_) => Some(self.text("an activity")?),
                _ => None,
            };
            self.expect_sign(")")?;
            return Ok(Spot { at, is: Subject::Count(activity) });
        }
        if self.take_word("duration") {
            return Ok(Spot { at, is: Subject::Duration });
        }
        let name = self.name()?;
        Ok(Spot { at, is: Subject::Attribute { name, pick: Pick::FirstPresent, at: None } })
    }

    fn name(&mut self) -> Result<String, Error> {
        const RESERVED: [&str; 6] = ["and", "or", "not", "in", "is", "within"];
        let name = match self.peek() {
            Token::Word(word) if !RESERVED.contains(&word.as_str()) => word.clone(),
            Token::Name(name) => name.clone(),
            _ => return Err(self.unexpected("the name of an attribute")),
        };
        self.advance();
        Ok(name)
    }

    fn test(&mut self) -> Result<Test, Error> {
        const COMPARISONS: [(&str, Comparison); 6] = [
            ("=", Comparison::Equal),
            ("!=", Comparison::Unequal),
            ("<", Comparison::Less),
            ("<=", Comparison::AtMost),
            (">", Comparison::Greater),
            (">=", Comparison::AtLeast),
        ];
        for (sign, comparison) in COMPARISONS {
            if self.take_sign(sign) {
                return Ok(Test::Compare(comparison, self.literal()?));
            }
        }
        if self.take_sign("~") {
            return Ok(Test::Contains(self.text("text in double quotes")?));
        }
        if self.take_word("is") {
            return match () {
                () if self.take_word("missing") => Ok(Test::Missing),
                () if self.take_word("present") => Ok(Test::Present),
                () => Err(self.unexpected("`missing` or `present`")),
            };
        }
        if self.take_word("in") {
            return Ok(Test::In(self.list()?));
        }
        if self.take_word("not") {
            return if self.take_word("in") {
                Ok(Test::NotIn(self.list()?))
            } else {
                Err(self.unexpected("`in`"))
            };
        }
        Ok(Test::True)
    }

    fn list(&mut self) -> Result<Vec<Spot<Literal>>, Error> {
        self.expect_sign("(")?;
        let mut list = vec![self.literal()?];
        while self.take_sign(",") {
            list.push(self.literal()?);
        }
        self.expect_sign(")")?;
        Ok(list)
    }

    fn literal(&mut self) -> Result<Spot<Literal>, Error> {
        let at = self.column();
        let is = match self.peek() {
            Token::Text(text) => Literal::Text(text.clone()),
            Token::Number(number) => Literal::Number(*number),
            Token::Length(us) => Literal::Length(*us),
            Token::Word(word) if word == "true" => Literal::Flag(true),
            Token::Word(word) if word == "false" => Literal::Flag(false),
            _ => return Err(self.unexpected("text in double quotes, a number, true or false")),
        };
        self.advance();
        Ok(Spot { at, is })
    }
}
