//! Everything that can be changed, as data: what the page, the command line, an assistant and a merge all speak.
//!
//! [`Records::apply`] is what an edit means; `crdt` writes the same into the shared document.

mod beneath;
mod fits;

pub(crate) use beneath::Beneath;
pub(crate) use fits::{fits_item, fits_text, fits_value};

use crate::ids::is_id;
use crate::kind::{self, Field, Kind, Type};
use crate::rank::is_rank;
use crate::record::{MAP, Record, Records, Value};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One change. `docs/live-document.md` has the same as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "edit", rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// A new record.
    Add {
        /// Its id; not yet used.
        id: String,
        /// Its kind.
        kind: String,
        /// What it lies in.
        parent: String,
        /// Its place.
        rank: String,
        /// What is said of it from the beginning.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        fields: BTreeMap<String, Said>,
    },
    /// A value that is not prose; nothing clears it.
    Set {
        /// Of which record.
        id: String,
        /// Of which field.
        field: String,
        /// The value.
        value: Option<Value>,
    },
    /// Prose; only what differs is changed.
    Write {
        /// Of which record.
        id: String,
        /// Of which field.
        field: String,
        /// The whole new text.
        text: String,
    },
    /// An item into a set, or to another place in it.
    Put {
        /// Of which record.
        id: String,
        /// Of which field.
        field: String,
        /// The item.
        item: String,
        /// Its place.
        rank: String,
    },
    /// An item out of a set.
    Take {
        /// Of which record.
        id: String,
        /// Of which field.
        field: String,
        /// The item.
        item: String,
    },
    /// To another place.
    Move {
        /// Which record.
        id: String,
        /// What it then lies in.
        parent: String,
        /// Its place there.
        rank: String,
    },
    /// The record and what lives below it, into the bin.
    Remove {
        /// Which record.
        id: String,
    },
    /// Out of the bin, with all that went with it.
    BringBack {
        /// Which record.
        id: String,
    },
}

/// What a field of a new record holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Said {
    /// A value, or prose.
    Value(Value),
    /// Items of a set, in order.
    Items(Vec<String>),
}

impl Edit {
    /// The record that it changes.
    pub fn record(&self) -> &str {
        match self {
            Self::Add { id, .. }
            | Self::Set { id, .. }
            | Self::Write { id, .. }
            | Self::Put { id, .. }
            | Self::Take { id, .. }
            | Self::Move { id, .. }
            | Self::Remove { id }
            | Self::BringBack { id } => id,
        }
    }
}

/// Whether values are held to the bounds of their fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bounds {
    /// What is new must fit.
    Kept,
    /// What was there before is taken as it was.
    AsItWas,
}

impl Records {
    /// Applies an edit.
    ///
    /// # Errors
    /// Where it names an unknown record, kind or field, a place where the kind may not lie, or a value that the field does not take.
    /// Nothing is changed then.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), Refusal> {
        self.apply_by(edit, Bounds::Kept, &mut Beneath::default())
    }

    /// As [`Records::apply`]; what a file said, or an older version, may lie outside the bounds of a field. `beneath` is of these
    /// records, and is kept for the next edit.
    pub(crate) fn apply_by(
        &mut self,
        edit: &Edit,
        bounds: Bounds,
        beneath: &mut Beneath,
    ) -> Result<(), Refusal> {
        let strict = bounds == Bounds::Kept;
        match edit {
            Edit::Add { id, kind, parent, rank, fields } => {
                self.add(id, kind, parent, rank, fields, strict)?;
                beneath.lies(id, None, Some(parent));
                Ok(())
            }
            Edit::Set { id, field, value } => {
                let (record, known) = self.field(id, field)?;
                if strict {
                    fits_value(known, value.as_ref())?;
                }
                record.say(field, value.clone());
                Ok(())
            }
            Edit::Write { id, field, text } => {
                let (record, known) = self.field(id, field)?;
                if strict {
                    fits_text(known, text, record.text.get(field).map(String::as_str))?;
                }
                record.say_prose(field, Some(text));
                Ok(())
            }
            Edit::Put { id, field, item, rank } => {
                fits_rank(rank)?;
                let (record, known) = self.field(id, field)?;
                let others = record
                    .sets
                    .get(field)
                    .map_or(0, |items| items.iter().filter(|known| known.item != *item).count());
                if strict {
                    fits_item(known, item, others)?;
                }
                record.put(field, item, Some(rank));
                Ok(())
            }
            Edit::Take { id, field, item } => {
                let (record, known) = self.field(id, field)?;
                if !matches!(known.takes, Type::Set { .. }) {
                    return Err(wrong_type(known, "a set"));
                }
                record.put(field, item, None);
                Ok(())
            }
            Edit::Move { id, parent, rank } => self.lay(id, parent, rank, strict, beneath),
            Edit::Remove { id } => {
                self.known(id)?;
                if id == MAP {
                    return Err(Refusal::new(
                        "wrong-place",
                        "the map itself cannot be removed from itself",
                        "remove the map from the project instead",
                    ));
                }
                for below in beneath.going_with(self, id) {
                    self.mark(&below, Some(id), beneath);
                }
                Ok(())
            }
            Edit::BringBack { id } => {
                self.known(id)?;
                for id in beneath.gone_with(self, id) {
                    self.mark(&id, None, beneath);
                }
                Ok(())
            }
        }
    }

    /// Says by whose removal a record is gone.
    fn mark(&mut self, id: &str, gone: Option<&str>, beneath: &mut Beneath) {
        if let Some(record) = self.0.get_mut(id) {
            beneath.marked(id, record.gone.as_deref(), gone);
            record.gone = gone.map(str::to_owned);
        }
    }

    /// Moves a record.
    fn lay(
        &mut self,
        id: &str,
        parent: &str,
        rank: &str,
        strict: bool,
        beneath: &mut Beneath,
    ) -> Result<(), Refusal> {
        fits_rank(rank)?;
        let kind = self.known(id)?;
        self.fits_parent(kind, parent)?;
        let here = self.get(id).and_then(|record| record.parent.as_deref());
        if strict && self.known(parent)?.talk && here != Some(parent) {
            // Else two people could hang two comments below each other.
            let detail = format!("`{id}` was no answer to `{parent}`");
            return Err(Refusal::new("wrong-place", detail, "say it again there"));
        }
        if self.lies_below(parent, id) {
            let detail = format!("`{id}` cannot lie in itself");
            return Err(Refusal::new("wrong-place", detail, "move it elsewhere"));
        }
        if let Some(record) = self.0.get_mut(id) {
            beneath.lies(id, record.parent.as_deref(), Some(parent));
            record.parent = Some(parent.into());
            record.rank = rank.into();
        }
        Ok(())
    }

    /// Whether a record is another, or lies anywhere below it.
    fn lies_below(&self, id: &str, above: &str) -> bool {
        let mut at = id;
        // Steps are counted, for what lies in a ring has no uppermost.
        for _ in 0..=self.0.len() {
            if at == above {
                return true;
            }
            match self.get(at).and_then(|record| record.parent.as_deref()) {
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    }

    /// The uppermost of those that went with a removed record.
    pub(crate) fn first_gone_with<'a>(&'a self, id: &'a str) -> &'a str {
        let mark = |id: &str| self.get(id).and_then(|record| record.gone.as_deref());
        let mut first = id;
        // Steps are counted, for what lies in a ring has no uppermost.
        for _ in 0..self.0.len() {
            let parent = self.get(first).and_then(|record| record.parent.as_deref());
            match parent.filter(|parent| mark(parent).is_some() && mark(parent) == mark(id)) {
                Some(parent) => first = parent,
                None => break,
            }
        }
        first
    }

    fn add(
        &mut self,
        id: &str,
        kind: &str,
        parent: &str,
        rank: &str,
        fields: &BTreeMap<String, Said>,
        strict: bool,
    ) -> Result<(), Refusal> {
        fits_rank(rank)?;
        if !is_id(id) {
            let detail = format!("`{}` is no id", id.chars().take(70).collect::<String>());
            return Err(Refusal::new("wrong-value", detail, "use 12 letters and digits"));
        }
        if self.get(id).is_some() {
            let detail = format!("there is a record `{id}` already");
            return Err(Refusal::new("known-record", detail, "give a new one an id of its own"));
        }
        let Some(kind) = kind::of(kind) else {
            let detail = format!("there is no kind `{kind}`");
            let help = "schemas/document.json lists the kinds";
            return Err(Refusal::new("unknown-kind", detail, help));
        };
        self.fits_parent(kind, parent)?;
        let mut record = Record::new(kind);
        record.parent = Some(parent.into());
        record.rank = rank.into();
        for (field, said) in fields {
            let known = known_field(kind, field)?;
            match said {
                Said::Items(items) => {
                    for (others, item) in items.iter().enumerate().filter(|_| strict) {
                        fits_item(known, item, others)?;
                    }
                    record.say_items(field, items);
                }
                Said::Value(Value::Word(text)) if matches!(known.takes, Type::Text { .. }) => {
                    if strict {
                        fits_text(known, text, None)?;
                    }
                    record.say_prose(field, Some(text));
                }
                Said::Value(value) => {
                    if strict {
                        fits_value(known, Some(value))?;
                    }
                    record.say(field, Some(value.clone()));
                }
            }
        }
        self.0.insert(id.into(), record);
        Ok(())
    }

    fn known(&self, id: &str) -> Result<&'static Kind, Refusal> {
        self.get(id).and_then(|record| kind::of(&record.kind)).ok_or_else(|| unknown_record(id))
    }

    fn field(&mut self, id: &str, field: &str) -> Result<(&mut Record, &'static Field), Refusal> {
        let known = known_field(self.known(id)?, field)?;
        Ok((self.0.get_mut(id).ok_or_else(|| unknown_record(id))?, known))
    }

    fn fits_parent(&self, kind: &Kind, parent: &str) -> Result<(), Refusal> {
        if kind.may_lie_in(self.known(parent)?) {
            return Ok(());
        }
        let lies = if kind.parents.is_empty() {
            "nothing".into()
        } else {
            format!("one of: {}", kind.parents.join(", "))
        };
        let detail = format!("a {} does not lie in a {}", kind.name, self.0[parent].kind);
        Err(Refusal::new("wrong-place", detail, format!("it lies in {lies}")))
    }
}

fn known_field(kind: &'static Kind, field: &str) -> Result<&'static Field, Refusal> {
    kind.field(field).ok_or_else(|| {
        let names: Vec<&str> = kind.fields.iter().map(|field| field.name).collect();
        let field: String = field.chars().take(70).collect();
        let detail = format!("a {} has no field `{field}`", kind.name);
        Refusal::new("unknown-field", detail, format!("it has: {}", names.join(", ")))
    })
}

fn unknown_record(id: &str) -> Refusal {
    let id: String = id.chars().take(70).collect();
    Refusal::new("unknown-record", format!("there is no record `{id}`"), "reload the map")
}

fn wrong_type(field: &Field, given: &str) -> Refusal {
    let detail = format!("`{}` is not {given}", field.name);
    Refusal::new("wrong-value", detail, "schemas/document.json has the types of fields")
}

fn fits_rank(rank: &str) -> Result<(), Refusal> {
    if is_rank(rank) {
        return Ok(());
    }
    let rank: String = rank.chars().take(70).collect();
    let help = "a rank is of 0–9 A–Z a–z and does not end in 0";
    Err(Refusal::new("wrong-value", format!("`{rank}` is no rank"), help))
}

#[cfg(test)]
mod tests;
