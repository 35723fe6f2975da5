//! A tree bound to the data: names become columns, text becomes one truth a dictionary code.

use super::lexer::Field;
use super::parser::{Anchor, Comparison, Literal, Near, Pick, Spot, Subject, Test, Tree, parse};
use crate::catalog::{Catalog, Kind};
use crate::error::Error;
use crate::journeys::ColumnIx;
use crate::refusal::hint;

/// A filter ready to be evaluated.
#[derive(Clone, Debug)]
pub(super) enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Did {
        activity: usize,
        near: Option<Near<usize>>,
    },
    Count {
        activity: Option<usize>,
        test: NumberTest,
    },
    Duration(NumberTest),
    /// With `at`, only events of that activity are looked at; a journey without one fails.
    Value {
        column: Source,
        pick: Pick,
        at: Option<usize>,
        test: ValueTest,
    },
}

impl Node {
    /// Adds the columns whose values it looks at.
    pub(super) fn needs(&self, columns: &mut Vec<ColumnIx>) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.needs(columns);
                }
            }
            Self::Not(inside) => inside.needs(columns),
            Self::Did { .. } | Self::Count { .. } | Self::Duration(_) => {}
            Self::Value { column, .. } => {
                if let Source::Column(column) = column {
                    columns.push(*column);
                }
            }
        }
    }
}

/// Where a value is read.
#[derive(Clone, Debug)]
pub(super) enum Source {
    Activity,
    Column(ColumnIx),
}

/// A test of numbers. Values are compared as they are, without tolerance.
#[derive(Clone, Debug)]
pub(super) enum NumberTest {
    Compare(Comparison, f64),
    In(Vec<f64>),
    NotIn(Vec<f64>),
}

/// A test of one value.
#[derive(Clone, Debug)]
pub(super) enum ValueTest {
    /// One truth a code.
    Codes(Vec<bool>),
    Number(NumberTest),
    /// Whether false passes, whether true passes.
    Flag([bool; 2]),
    Missing,
    Present,
}

/// Binds a filter over journeys.
pub(super) fn journey_filter(text: &str, data: &dyn Catalog) -> Result<(Node, Vec<String>), Error> {
    bind(text, data, Field("where"), false)
}

/// Binds a filter over events.
pub(super) fn event_filter(text: &str, data: &dyn Catalog) -> Result<(Node, Vec<String>), Error> {
    bind(text, data, Field("only"), true)
}

fn bind(
    text: &str,
    data: &dyn Catalog,
    field: Field,
    events: bool,
) -> Result<(Node, Vec<String>), Error> {
    let mut binder = Binder { data, field, events, notes: Vec::new() };
    let node = binder.node(&parse(text, field)?)?;
    Ok((node, binder.notes))
}

struct Binder<'a> {
    data: &'a dyn Catalog,
    field: Field,
    /// Whether single events are tested.
    events: bool,
    notes: Vec<String>,
}

impl Binder<'_> {
    fn node(&mut self, tree: &Tree) -> Result<Node, Error> {
        Ok(match tree {
            Tree::All(parts) => Node::All(self.nodes(parts)?),
            Tree::Any(parts) => Node::Any(self.nodes(parts)?),
            Tree::Not(inside) => Node::Not(Box::new(self.node(inside)?)),
            Tree::Did { activity, near } => {
                self.whole_journeys(activity.at, "did")?;
                let near = near.as_ref().map(|near| self.near(near)).transpose()?;
                Node::Did { activity: self.activity(activity)?, near }
            }
            Tree::Test { subject, test } => self.test(subject, test)?,
        })
    }

    fn nodes(&mut self, parts: &[Tree]) -> Result<Vec<Node>, Error> {
        parts.iter().map(|part| self.node(part)).collect()
    }

    fn near(&self, near: &Near<Spot<String>>) -> Result<Near<usize>, Error> {
        let of = match &near.of {
            Anchor::First(activity) => Anchor::First(self.activity(activity)?),
            Anchor::Last(activity) => Anchor::Last(self.activity(activity)?),
            Anchor::Start => Anchor::Start,
        };
        Ok(Near { within_us: near.within_us, of })
    }

    /// Refuses what only a whole journey has.
    fn whole_journeys(&self, at: usize, what: &str) -> Result<(), Error> {
        if !self.events {
            return Ok(());
        }
        let message = format!("`{what}` looks at a whole journey, and `only` at single events");
        Err(self.field.refuse(at, &message, "use it in `where`"))
    }

    fn activity(&self, name: &Spot<String>) -> Result<usize, Error> {
        self.data.find_activity(&name.is).ok_or_else(|| {
            let names = self.data.activities().iter().map(String::as_str);
            let message = format!("no event has the activity \"{}\"", name.is);
            self.field.refuse(name.at, &message, &hint(&name.is, "activities", names))
        })
    }

    fn test(&mut self, subject: &Spot<Subject>, test: &Test) -> Result<Node, Error> {
        match &subject.is {
            Subject::Count(activity) => {
                self.whole_journeys(subject.at, "count")?;
                let activity = activity.as_ref().map(|name| self.activity(name)).transpose()?;
                let test =
                    self.number_test(subject.at, "count", test, |literal| match literal {
                        Literal::Number(number) => Some(*number),
                        _ => None,
                    })?;
                Ok(Node::Count { activity, test })
            }
            Subject::Duration => {
                self.whole_journeys(subject.at, "duration")?;
                let test =
                    self.number_test(subject.at, "duration", test, |literal| match literal {
                        Literal::Length(us) => Some(*us as f64),
                        _ => None,
                    })?;
                Ok(Node::Duration(test))
            }
            Subject::Attribute { name, pick, at } => {
                if *pick != Pick::FirstPresent {
                    self.whole_journeys(subject.at, "first, last and any")?;
                }
                let (column, test) = self.value_test(&Spot { at: subject.at, is: name }, test)?;
                let at = at.as_ref().map(|name| self.activity(name)).transpose()?;
                Ok(Node::Value { column, pick: *pick, at, test })
            }
        }
    }

    fn value_test(
        &mut self,
        name: &Spot<&String>,
        test: &Test,
    ) -> Result<(Source, ValueTest), Error> {
        if let Some(column) = self.data.find_column(name.is) {
            let data = self.data;
            let test = match (test, data.kind(column)) {
                (Test::Missing, _) => ValueTest::Missing,
                (Test::Present, _) => ValueTest::Present,
                (test, Kind::Text(values)) => self.text_test(name, test, values)?,
                (test, Kind::Number) => {
                    ValueTest::Number(self.number_test(name.at, name.is, test, |literal| {
                        match literal {
                            Literal::Number(number) => Some(*number),
                            _ => None,
                        }
                    })?)
                }
                (test, Kind::Flag) => self.flag_test(name, test)?,
            };
            return Ok((Source::Column(column), test));
        }
        if name.is == "activity" {
            // Unlike other values, an activity that no event has is an error.
            let named = match test {
                Test::Compare(_, value) => std::slice::from_ref(value),
                Test::In(list) | Test::NotIn(list) => list,
                _ => &[],
            };
            for value in named {
                if let Literal::Text(text) = &value.is {
                    self.activity(&Spot { at: value.at, is: text.clone() })?;
                }
            }
            let test = self.text_test(name, test, self.data.activities())?;
            return Ok((Source::Activity, test));
        }
        let names = self.data.attribute_names().into_iter().chain(["activity", "customer", "case"]);
        let message = format!("no event has an attribute `{}`", name.is);
        Err(self.field.refuse(name.at, &message, &hint(name.is, "attributes", names)))
    }

    fn text_test(
        &mut self,
        name: &Spot<&String>,
        test: &Test,
        values: &[String],
    ) -> Result<ValueTest, Error> {
        let codes = |keeps: &dyn Fn(&str) -> bool| {
            ValueTest::Codes(values.iter().map(|value| keeps(value)).collect())
        };
        Ok(match test {
            Test::Compare(Comparison::Equal, value) => {
                let wanted = self.text(name, value, values)?;
                codes(&|value| value == wanted)
            }
            Test::Compare(Comparison::Unequal, value) => {
                let wanted = self.text(name, value, values)?;
                codes(&|value| value != wanted)
            }
            Test::In(list) | Test::NotIn(list) => {
                let wanted: Result<Vec<&str>, Error> =
                    list.iter().map(|item| self.text(name, item, values)).collect();
                let (wanted, inside) = (wanted?, matches!(test, Test::In(_)));
                codes(&|value| wanted.contains(&value) == inside)
            }
            Test::Contains(part) => {
                let part = part.is.to_lowercase();
                codes(&|value| value.to_lowercase().contains(&part))
            }
            Test::Missing => ValueTest::Missing,
            Test::Present => ValueTest::Present,
            Test::Compare(..) => {
                let message = format!("`{}` is text, which has no order", name.is);
                return Err(self.field.refuse(name.at, &message, "compare it with = != in or ~"));
            }
            Test::True => return Err(self.no_test(name)),
        })
    }

    /// A literal that must be text; says so when no event has that value.
    fn text<'l>(
        &mut self,
        name: &Spot<&String>,
        literal: &'l Spot<Literal>,
        values: &[String],
    ) -> Result<&'l str, Error> {
        let Literal::Text(text) = &literal.is else {
            let message = format!("`{}` is text", name.is);
            return Err(self.field.refuse(literal.at, &message, "put the value in double quotes"));
        };
        if !values.iter().any(|value| value == text) {
            let of = format!("values of {}", name.is);
            let near = hint(text, &of, values.iter().map(String::as_str));
            let note = format!("no event has {} = \"{text}\"; {near}", name.is);
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
        Ok(text)
    }

    fn number_test(
        &self,
        at: usize,
        name: &str,
        test: &Test,
        read: impl Fn(&Literal) -> Option<f64>,
    ) -> Result<NumberTest, Error> {
        let length = name == "duration";
        let one = |literal: &Spot<Literal>| {
            read(&literal.is).ok_or_else(|| {
                let (is, help) = if length {
                    ("a length of time", "compare it with one: duration > 3d")
                } else {
                    ("a number", "compare it with a number, without quotes")
                };
                self.field.refuse(literal.at, &format!("`{name}` is {is}"), help)
            })
        };
        let many = |list: &[Spot<Literal>]| list.iter().map(one).collect::<Result<Vec<f64>, _>>();
        Ok(match test {
            Test::Compare(comparison, literal) => NumberTest::Compare(*comparison, one(literal)?),
            Test::In(list) => NumberTest::In(many(list)?),
            Test::NotIn(list) => NumberTest::NotIn(many(list)?),
            Test::Contains(_) | Test::Missing | Test::Present | Test::True => {
                let message = format!("`{name}` must be compared");
                return Err(self.field.refuse(at, &message, "use = != < <= > >= or in"));
            }
        })
    }

    fn flag_test(&self, name: &Spot<&String>, test: &Test) -> Result<ValueTest, Error> {
        let value = match test {
            Test::True => true,
            Test::Compare(Comparison::Equal, Spot { is: Literal::Flag(flag), .. }) => *flag,
            Test::Compare(Comparison::Unequal, Spot { is: Literal::Flag(flag), .. }) => !*flag,
            _ => {
                let message = format!("`{}` is yes or no", name.is);
                let help = format!("write {0} = true or {0} = false", name.is);
                return Err(self.field.refuse(name.at, &message, &help));
            }
        };
        Ok(ValueTest::Flag([!value, value]))
    }

    fn no_test(&self, name: &Spot<&String>) -> Error {
        let message = format!("`{}` is text and must be compared", name.is);
        self.field.refuse(name.at, &message, &format!("write {} = \"…\"", name.is))
    }
}
