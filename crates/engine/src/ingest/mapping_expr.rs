//! The small language of mapping files: `order_status = "canceled" and order_approved_at is present`,
//! `days_between(promised, delivered)`, `sum(payments.value)`.
//!
//! Weakest first: `or`, `and`, `not`, comparison (`= != < <= > >=`, `in (…)`, `is present`, `is missing`),
//! `+ -`, `* /`, then names, numbers, texts in single or double quotes, `true`, `false`, calls and brackets.
//! Names have letters, digits, `_`, `:` and points; any other name stands in backticks.

use super::expr::{Compare, Math};

/// An expression as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ast {
    Name(String),
    Text(String),
    Number(f64),
    Flag(bool),
    Call(String, Vec<Ast>),
    Present(Box<Ast>),
    Not(Box<Ast>),
    All(Vec<Ast>),
    Any(Vec<Ast>),
    Compare(Compare, Box<Ast>, Box<Ast>),
    In(Box<Ast>, Vec<Ast>),
    Math(Math, Box<Ast>, Box<Ast>),
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Quoted(String),
    Text(String),
    Number(f64),
    Mark(&'static str),
}

const MARKS: [&str; 14] =
    ["<=", ">=", "!=", "==", "<", ">", "=", "(", ")", ",", "+", "-", "*", "/"];

/// Deeper brackets are refused.
const MOST_DEPTH: usize = 64;

/// Reads an expression.
///
/// # Errors
/// A sentence that says what is wrong and where.
pub(super) fn parse(text: &str) -> Result<Ast, String> {
    let mut parser = Parser { tokens: tokens(text)?, at: 0, depth: 0 };
    let ast = parser.any()?;
    match parser.tokens.get(parser.at) {
        None => Ok(ast),
        Some(token) => Err(format!("{} is not expected here", shown(token))),
    }
}

fn shown(token: &Token) -> String {
    match token {
        Token::Word(text) | Token::Quoted(text) | Token::Text(text) => format!("`{text}`"),
        Token::Number(number) => format!("`{number}`"),
        Token::Mark(mark) => format!("`{mark}`"),
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        if let Some(quote) = Some(first).filter(|c| matches!(c, '"' | '\'' | '`')) {
            let (inside, after) = rest[1..]
                .split_once(quote)
                .ok_or_else(|| format!("the {quote} before `{}` is not closed", &rest[1..]))?;
            let inside = inside.to_owned();
            tokens.push(if quote == '`' { Token::Quoted(inside) } else { Token::Text(inside) });
            rest = after.trim_start();
            continue;
        }
        if first.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            let number =
                rest[..end].parse().map_err(|_| format!("`{}` is no number", &rest[..end]))?;
            tokens.push(Token::Number(number));
            rest = rest[end..].trim_start();
            continue;
        }
        if first.is_alphabetic() || first == '_' {
            let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '.');
            let end = rest.find(|c: char| !word(c)).unwrap_or(rest.len());
            tokens.push(Token::Word(rest[..end].to_owned()));
            rest = rest[end..].trim_start();
            continue;
        }
        let mark = MARKS.iter().find(|mark| rest.starts_with(**mark));
        let mark = mark.ok_or_else(|| {
            format!("`{first}` is not expected here; put unusual names in backticks")
        })?;
        tokens.push(Token::Mark(mark));
        rest = rest[mark.len()..].trim_start();
    }
    Ok(tokens)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn mark(&mut self, wanted: &str) -> bool {
        let found = matches!(self.tokens.get(self.at), Some(Token::Mark(mark)) if *mark == wanted);
        self.at += usize::from(found);
        found
    }

    fn word(&mut self, wanted: &str) -> bool {
        let found = matches!(self.tokens.get(self.at), Some(Token::Word(word)) if word == wanted);
        self.at += usize::from(found);
        found
    }

    fn need(&mut self, wanted: &str) -> Result<(), String> {
        if self.mark(wanted) {
            return Ok(());
        }
        let found = self.tokens.get(self.at).map_or("the end".into(), shown);
        Err(format!("`{wanted}` is expected, not {found}"))
    }

    fn any(&mut self) -> Result<Ast, String> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(format!("brackets are nested deeper than {MOST_DEPTH}"));
        }
        let mut all = vec![self.all()?];
        while self.word("or") {
            all.push(self.all()?);
        }
        self.depth -= 1;
        Ok(if all.len() == 1 { all.remove(0) } else { Ast::Any(all) })
    }

    fn all(&mut self) -> Result<Ast, String> {
        let mut all = vec![self.not()?];
        while self.word("and") {
            all.push(self.not()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Ast::All(all) })
    }

    fn not(&mut self) -> Result<Ast, String> {
        let mut negative = false;
        while self.word("not") {
            negative = !negative;
        }
        let one = self.compare()?;
        Ok(if negative { Ast::Not(Box::new(one)) } else { one })
    }

    fn compare(&mut self) -> Result<Ast, String> {
        let left = self.sum()?;
        if self.word("is") {
            if self.word("present") {
                return Ok(Ast::Present(Box::new(left)));
            }
            if self.word("missing") {
                return Ok(Ast::Not(Box::new(Ast::Present(Box::new(left)))));
            }
            return Err("after `is` comes `present` or `missing`".into());
        }
        if self.word("in") {
            self.need("(")?;
            return Ok(Ast::In(Box::new(left), self.list()?));
        }
        let signs = [
            ("=", Compare::Equal),
            ("==", Compare::Equal),
            ("!=", Compare::NotEqual),
            ("<", Compare::Less),
            ("<=", Compare::LessEqual),
            (">", Compare::Greater),
            (">=", Compare::GreaterEqual),
        ];
        for (sign, compare) in signs {
            if self.mark(sign) {
                return Ok(Ast::Compare(compare, Box::new(left), Box::new(self.sum()?)));
            }
        }
        Ok(left)
    }

    fn sum(&mut self) -> Result<Ast, String> {
        let mut left = self.product()?;
        loop {
            let math = if self.mark("+") {
                Math::Add
            } else if self.mark("-") {
                Math::Subtract
            } else {
                return Ok(left);
            };
            left = Ast::Math(math, Box::new(left), Box::new(self.product()?));
        }
    }

    fn product(&mut self) -> Result<Ast, String> {
        let mut left = self.one()?;
        loop {
            let math = if self.mark("*") {
                Math::Multiply
            } else if self.mark("/") {
                Math::Divide
            } else {
                return Ok(left);
            };
            left = Ast::Math(math, Box::new(left), Box::new(self.one()?));
        }
    }

    fn list(&mut self) -> Result<Vec<Ast>, String> {
        let mut list = Vec::new();
        if self.mark(")") {
            return Ok(list);
        }
        loop {
            list.push(self.any()?);
            if !self.mark(",") {
                self.need(")")?;
                return Ok(list);
            }
        }
    }

    fn one(&mut self) -> Result<Ast, String> {
        if self.mark("(") {
            let inside = self.any()?;
            self.need(")")?;
            return Ok(inside);
        }
        if self.mark("-") {
            return match self.tokens.get(self.at) {
                Some(Token::Number(number)) => {
                    let number = -number;
                    self.at += 1;
                    Ok(Ast::Number(number))
                }
                _ => Err("after `-` a number is expected".into()),
            };
        }
        let Some(token) = self.tokens.get(self.at).cloned() else {
            return Err("the expression ends too early".into());
        };
        self.at += 1;
        Ok(match token {
            Token::Text(text) => Ast::Text(text),
            Token::Number(number) => Ast::Number(number),
            Token::Quoted(name) => Ast::Name(name),
            Token::Word(word) if word == "true" => Ast::Flag(true),
            Token::Word(word) if word == "false" => Ast::Flag(false),
            Token::Word(word) if self.mark("(") => Ast::Call(word, self.list()?),
            Token::Word(word) => Ast::Name(word),
            Token::Mark(mark) => return Err(format!("`{mark}` is not expected here")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Ast, parse};
    use crate::ingest::expr::{Compare, Math};
    use proptest::prelude::*;

    #[expect(clippy::unnecessary_box_returns, reason = "every use needs a box")]
    fn name(name: &str) -> Box<Ast> {
        Box::new(Ast::Name(name.into()))
    }

    #[test]
    fn conditions_and_sums_bind_as_people_read_them() {
        let status = |text: &str| {
            Ast::Compare(Compare::Equal, name("status"), Box::new(Ast::Text(text.into())))
        };
        assert_eq!(
            parse("status = 'a' or status = \"b\" and not paid is missing"),
            Ok(Ast::Any(vec![
                status("a"),
                Ast::All(vec![
                    status("b"),
                    Ast::Not(Box::new(Ast::Not(Box::new(Ast::Present(name("paid")))))),
                ]),
            ]))
        );
        assert_eq!(
            parse("a + `b c` * -2"),
            Ok(Ast::Math(
                Math::Add,
                name("a"),
                Box::new(Ast::Math(Math::Multiply, name("b c"), Box::new(Ast::Number(-2.0)))),
            ))
        );
        assert_eq!(
            parse("days_between(t.a, time:b)"),
            Ok(Ast::Call("days_between".into(), vec![*name("t.a"), *name("time:b")]))
        );
        assert!(matches!(parse("x in (1, 2)"), Ok(Ast::In(_, list)) if list.len() == 2));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for text in ["", "a =", "a b", "(a", "'a", "a ; b", "a is", "1.2.3", "f(a", "a = = b"] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse(&"(".repeat(100_000)).is_err());
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[a-z0-9_().,'\"`=<>!+*/ -]{0,60}|\\PC{0,30}") {
            let _ = parse(&text);
        }
    }
}
