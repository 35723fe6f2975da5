//! What the XES standard (IEEE 1849-2016, clauses 4 and 5) says about elements and values.

use super::cell::Cell;
use super::time::{Stamp, parse};

/// The kinds of attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    String,
    Date,
    Int,
    Float,
    Boolean,
    Id,
    List,
    Container,
}

impl Kind {
    /// By the element's name.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "string" => Self::String,
            "date" => Self::Date,
            "int" => Self::Int,
            "float" => Self::Float,
            "boolean" => Self::Boolean,
            "id" => Self::Id,
            "list" => Self::List,
            "container" => Self::Container,
            _ => return None,
        })
    }

    /// The element's name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Date => "date",
            Self::Int => "int",
            Self::Float => "float",
            Self::Boolean => "boolean",
            Self::Id => "id",
            Self::List => "list",
            Self::Container => "container",
        }
    }
}

/// The place of an element in a log.
pub(super) fn order_of(name: &str) -> u8 {
    match name {
        "extension" => 0,
        "global" => 1,
        "classifier" => 2,
        "trace" => 4,
        "event" => 5,
        _ => 3,
    }
}

/// Whether an element may not have this XML attribute.
pub(super) fn unexpected(element: &str, attribute: &str) -> bool {
    let known: &[&str] = match element {
        // Tools sign logs with attributes of their own.
        "log" => return !(attribute.contains('.') || attribute.starts_with("xmlns")),
        "extension" => &["name", "prefix", "uri"],
        "global" => &["scope"],
        "classifier" => &["name", "keys", "scope"],
        "trace" | "event" => &[],
        _ => &["key", "value"],
    };
    !known.contains(&attribute) && !attribute.starts_with("xmlns")
}

/// What is wrong with a value.
#[derive(Debug)]
pub(super) enum Problem {
    /// It means what it says all the same.
    Harmless(Cell<'static>, String),
    /// It cannot be used.
    Wrong(String),
}

/// A value of a kind.
pub(super) fn typed(kind: Kind, value: &str) -> Result<Cell<'static>, Problem> {
    let shown = || value.chars().take(40).collect::<String>();
    let wrong = |what: &str| Problem::Wrong(format!("`{}` is not {what}", shown()));
    let trimmed = value.trim();
    match kind {
        Kind::String | Kind::List | Kind::Container => Ok(Cell::text(value.to_owned())),
        Kind::Id => {
            let id = Cell::text(value.to_owned());
            if is_uuid(trimmed) {
                Ok(id)
            } else {
                Err(Problem::Harmless(
                    id,
                    format!("`{}` is not a UUID; it is read as text", shown()),
                ))
            }
        }
        Kind::Int => trimmed.parse().map(Cell::Int).map_err(|_| wrong("a whole number")),
        Kind::Float => match trimmed {
            "NaN" | "INF" | "-INF" | "Infinity" | "-Infinity" => {
                Err(Problem::Harmless(Cell::Missing, format!("`{trimmed}` is read as missing")))
            }
            _ => match trimmed.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(Cell::Number(number)),
                _ => Err(wrong("a number")),
            },
        },
        Kind::Boolean => match trimmed {
            "true" | "1" => Ok(Cell::Flag(true)),
            "false" | "0" => Ok(Cell::Flag(false)),
            _ => Err(wrong("`true` or `false`")),
        },
        Kind::Date => match parse(trimmed) {
            Some(Stamp::Instant(us, _)) => Ok(Cell::Time(us)),
            Some(Stamp::Local(us, _)) => Err(Problem::Harmless(
                Cell::LocalTime(us),
                format!(
                    "the date `{trimmed}` has no zone; the one that is assumed is in the report"
                ),
            )),
            _ => Err(wrong("a date as XML Schema has it")),
        },
    }
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// The keys of a classifier: words between blanks, or in quotes where a key has a blank.
pub(super) fn keys(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let quote = rest.chars().next().filter(|c| *c == '\'' || *c == '"');
        let (key, after) = match quote {
            Some(quote) => rest[1..].split_once(quote).unwrap_or((&rest[1..], "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        if !key.is_empty() {
            keys.push(key.to_owned());
        }
        rest = after.trim_start();
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::{Kind, Problem, keys, typed};
    use crate::ingest::cell::Cell;

    #[test]
    fn values_are_read_by_their_kind_and_wrong_ones_refused() {
        assert!(matches!(typed(Kind::Int, "42"), Ok(Cell::Int(42))));
        assert!(matches!(typed(Kind::Boolean, "true"), Ok(Cell::Flag(true))));
        assert!(matches!(typed(Kind::Date, "1970-01-01T00:00:00Z"), Ok(Cell::Time(0))));
        assert!(matches!(typed(Kind::Date, "1970-01-01T00:00:00"), Err(Problem::Harmless(..))));
        assert!(matches!(typed(Kind::Id, "No ID"), Err(Problem::Harmless(..))));
        for (kind, value) in
            [(Kind::Int, "0.0"), (Kind::Float, "yes"), (Kind::Boolean, "yes"), (Kind::Date, "soon")]
        {
            assert!(matches!(typed(kind, value), Err(Problem::Wrong(_))), "{value}");
        }
    }

    #[test]
    fn a_classifier_names_keys_with_and_without_blanks() {
        assert_eq!(
            keys("concept:name lifecycle:transition"),
            ["concept:name", "lifecycle:transition"]
        );
        assert_eq!(keys("'Activity Name' x"), ["Activity Name", "x"]);
        assert!(keys("  ").is_empty());
    }
}
