//! Turns a tree into a value through serde, with the place of whatever does not fit.
//!
//! A word for a text field is taken as it is written, so `step: 404` needs no quotes.

use super::scalar::{self, Plain};
use super::tree::{Content, Field, Node, Spot};
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, Expected, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use std::fmt;

/// What does not fit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Misfit {
    UnknownField { name: String, known: Vec<String> },
    UnknownWord { word: String, known: Vec<String> },
    MissingField(String),
    WrongType { found: String, expected: String },
    Other(String),
}

/// A misfit and where it is: the innermost node that was being read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Error {
    pub(crate) misfit: Misfit,
    /// Id of the node, and its place.
    pub(crate) node: Option<(usize, Spot)>,
}

impl Error {
    fn new(misfit: Misfit) -> Self {
        Self { misfit, node: None }
    }

    fn within(mut self, id: usize, at: Spot) -> Self {
        self.node.get_or_insert((id, at));
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.misfit)
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(Misfit::from_words(&message.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Misfit::WrongType { found: found.to_string(), expected: expected.to_string() })
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        Self::new(Misfit::UnknownWord { word: word.into(), known: owned(known) })
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        Self::new(Misfit::UnknownField { name: name.into(), known: owned(known) })
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(Misfit::MissingField(name.into()))
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.into()).collect()
}

impl Misfit {
    /// Flattened and tagged parts are read through serde's buffer, which leaves only its sentence: the same cases, from their words.
    fn from_words(text: &str) -> Self {
        let ticks: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
        let known = || ticks.iter().skip(1).map(|&name| name.into()).collect();
        if let Some(&name) = ticks.first() {
            if text.starts_with("unknown field") {
                return Self::UnknownField { name: name.into(), known: known() };
            }
            if text.starts_with("unknown variant") {
                return Self::UnknownWord { word: name.into(), known: known() };
            }
            if text.starts_with("missing field") {
                return Self::MissingField(name.into());
            }
        }
        if let Some((found, expected)) =
            text.strip_prefix("invalid type: ").and_then(|rest| rest.rsplit_once(", expected "))
        {
            return Self::WrongType { found: found.into(), expected: expected.into() };
        }
        Self::Other(text.into())
    }
}

/// A node, read by serde.
pub(crate) struct FromNode<'de>(pub(crate) &'de Node);

impl<'de> FromNode<'de> {
    fn plain(&self) -> Option<Plain> {
        match &self.0.content {
            Content::Scalar { text, plain: true } => Some(scalar::resolve(text)),
            Content::Scalar { .. } => Some(Plain::Text),
            _ => None,
        }
    }

    fn is_nothing(&self) -> bool {
        self.plain() == Some(Plain::Nothing)
    }

    fn visit<V: Visitor<'de>>(&self, visitor: V) -> Result<V::Value, Error> {
        match &self.0.content {
            Content::List(items) => visitor.visit_seq(Items(items.iter())),
            Content::Fields(fields) => {
                visitor.visit_map(Fields { rest: fields.iter(), value: None })
            }
            Content::Scalar { text, .. } => match self.plain() {
                Some(Plain::Nothing) => visitor.visit_unit(),
                Some(Plain::Bool(value)) => visitor.visit_bool(value),
                Some(Plain::Whole(value)) => match u64::try_from(value) {
                    Ok(value) => visitor.visit_u64(value),
                    Err(_) => visitor.visit_i64(value),
                },
                Some(Plain::Number(value)) => visitor.visit_f64(value),
                _ => visitor.visit_borrowed_str(text),
            },
        }
    }
}

macro_rules! here {
    ($self:ident, $result:expr) => {
        $result.map_err(|error: Error| error.within($self.0.id, $self.0.at))
    };
}

impl<'de> Deserializer<'de> for FromNode<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        here!(self, self.visit(visitor))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.0.content {
            Content::Scalar { text, .. } if !self.is_nothing() => {
                here!(self, visitor.visit_borrowed_str(text))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_string(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_nothing() {
            return visitor.visit_none();
        }
        let (id, at) = (self.0.id, self.0.at);
        visitor.visit_some(self).map_err(|error| error.within(id, at))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_nothing() {
            return here!(self, visitor.visit_seq(Items([].iter())));
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if self.is_nothing() {
            return here!(self, visitor.visit_map(Fields { rest: [].iter(), value: None }));
        }
        // A derived reader would take a list for a struct, field by field.
        if let Content::List(_) = self.0.content {
            return here!(self, Err(de::Error::invalid_type(Unexpected::Seq, &visitor)));
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.0.content {
            Content::Scalar { text, .. } if !self.is_nothing() => {
                here!(self, visitor.visit_enum(Word(text)))
            }
            _ => here!(
                self,
                Err(Error::new(Misfit::WrongType {
                    found: kind(self.0).into(),
                    expected: "one word".into(),
                }))
            ),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf
        unit unit_struct tuple tuple_struct map identifier ignored_any
    }
}

fn kind(node: &Node) -> &'static str {
    match node.content {
        Content::Scalar { .. } => "nothing",
        Content::List(_) => "sequence",
        Content::Fields(_) => "map",
    }
}

struct Word<'de>(&'de str);

impl<'de> EnumAccess<'de> for Word<'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Error> {
        Ok((seed.deserialize(self.0.into_deserializer())?, self))
    }
}

impl<'de> VariantAccess<'de> for Word<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Result<S::Value, Error> {
        Err(de::Error::invalid_type(Unexpected::UnitVariant, &"fields"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        Err(de::Error::invalid_type(Unexpected::UnitVariant, &visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        Err(de::Error::invalid_type(Unexpected::UnitVariant, &visitor))
    }
}

struct Items<'de>(std::slice::Iter<'de, Node>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        self.0.next().map(|node| seed.deserialize(FromNode(node))).transpose()
    }
}

struct Fields<'de> {
    rest: std::slice::Iter<'de, Field>,
    value: Option<&'de Node>,
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        let Some(field) = self.rest.next() else { return Ok(None) };
        self.value = Some(&field.value);
        let name: de::value::StrDeserializer<'de, Error> = field.name.as_str().into_deserializer();
        let key = seed.deserialize(name).map_err(|error| error.within(field.value.id, field.at))?;
        Ok(Some(key))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let node = self.value.take().expect("serde asks for a value after its key");
        seed.deserialize(FromNode(node))
    }
}
