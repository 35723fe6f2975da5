//! The text form of maps and personas: `*.journey.yaml`, `personas/*.yaml`, and the same as JSON.
//!
//! [`read`] says everything that does not fit, each with its line, column and the nearest right word.
//! [`write`] has one stable order and one stable style, and loses nothing: what it writes, [`read`]
//! gives back. [`rewrite`] is for a tool that changes a file in place: it keeps the comments.
//!
//! A file is plain data: one document, without anchors, aliases and tags, at most 16 MB and 32 levels
//! deep. Every JSON document is read as well, so `*.journey.json` needs no reader of its own.

mod comments;
mod emit;
mod from_tree;
mod misfit;
mod scalar;
mod tree;
mod values;

pub(crate) use tree::{Node, Spot};
pub use values::is_date;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::map::JourneyMap;
use crate::migrate;
use crate::persona::Persona;
use crate::question::Question;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// A map of more steps is refused: nobody can look at it, and figures of every pair of steps would fill the memory.
pub const MOST_STEPS: usize = 1_000;

/// Reads a map. `file` is its name as the user knows it and stands in every diagnostic.
///
/// The map is `None` as soon as one diagnostic is an error.
pub fn read(text: &str, file: &str) -> (Option<JourneyMap>, Vec<Diagnostic>) {
    let (map, mut found) = read_as::<JourneyMap>(text, file, migrate::MAP);
    if let Some(map) = &map {
        let steps = map.steps().count();
        if steps > MOST_STEPS {
            let what = format!("the map has {steps} steps, more than {MOST_STEPS}");
            let place = Place { file: Some(file.into()), ..Place::default() };
            found.push(
                Diagnostic::new("too-many-steps", Severity::Error, what)
                    .at(place)
                    .help("divide it into maps of their own and join them with `opens`"),
            );
            return (None, found);
        }
        let places = Places::of(text, file);
        found.extend(values::check(map).into_iter().map(|mut diagnostic| {
            diagnostic.place = places.of_field(diagnostic.place.field.as_deref().unwrap_or(""));
            diagnostic
        }));
    }
    let refused = found.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    (map.filter(|_| !refused), found)
}

/// Reads a persona, as [`read`] reads a map.
pub fn read_persona(text: &str, file: &str) -> (Option<Persona>, Vec<Diagnostic>) {
    read_as(text, file, migrate::PERSONA)
}

/// Reads one question, in YAML or JSON, as `{ op: funnel, steps: [view, cart] }`; what does not fit is said as [`read`] says it.
pub fn read_question(text: &str, file: &str) -> (Option<Question>, Vec<Diagnostic>) {
    let read = tree::parse(text).map(|document| misfit::read_all(document.root));
    named(read, file)
}

/// Writes a map: fields in the order of [`JourneyMap`], short lists and cards in one line, quotes where some reader needs them.
pub fn write(map: &JourneyMap) -> String {
    emit::document(&tree_of(map), &comments::Comments::default())
}

/// Writes a persona, as [`write`] writes a map.
pub fn write_persona(persona: &Persona) -> String {
    emit::document(&tree_of(persona), &comments::Comments::default())
}

/// Writes a map as JSON, indented, with a line break at its end.
pub fn write_json(map: &JourneyMap) -> String {
    format!("{:#}\n", tree_of(map))
}

/// Writes a changed map over its old text: comments and blank lines stay with the field, step, stage or card they stood at.
///
/// A card is the same card while its name is. Comments of what is no longer there go with it, and
/// comments inside a list or card that stands in one line are moved above it.
pub fn rewrite(old: &str, map: &JourneyMap) -> String {
    let kept = tree::parse(old).map(|document| comments::Comments::of(&document, old));
    emit::document(&tree_of(map), &kept.unwrap_or_default())
}

fn tree_of(value: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(value).expect("a map is plain data with text keys")
}

/// Where the fields of a text form stand.
#[derive(Clone, Debug, Default)]
pub struct Places {
    file: Option<String>,
    spots: HashMap<String, tree::Spot>,
}

impl Places {
    /// The places in a text; none where it cannot be parsed.
    pub fn of(text: &str, file: &str) -> Self {
        let mut spots = HashMap::new();
        if let Ok(document) = tree::parse(text) {
            document.root.walk("", &mut |path, at, _| {
                spots.insert(path.to_owned(), at);
            });
        }
        Self { file: Some(file.into()), spots }
    }

    /// The place of a path such as `stages[0].steps[2].match`; of what holds it, where it is not written itself.
    pub fn of_field(&self, path: &str) -> Place {
        let mut known = path;
        let spot = loop {
            match self.spots.get(known) {
                Some(spot) => break Some(spot),
                None => match known.rfind(['.', '[']) {
                    Some(cut) => known = &known[..cut],
                    // A field of the map itself that is not written: the top of the file.
                    None => break self.spots.get("wayline"),
                },
            }
        };
        Place {
            file: self.file.clone(),
            row: spot.map(|spot| spot.row),
            column: spot.map(|spot| spot.column),
            field: Some(path.to_owned()).filter(|path| !path.is_empty()),
        }
    }
}

fn read_as<T: DeserializeOwned>(
    text: &str,
    file: &str,
    migrations: &[migrate::Migration],
) -> (Option<T>, Vec<Diagnostic>) {
    let read = tree::parse(text).and_then(|document| {
        let mut root = document.root;
        migrate::to_current(&mut root, migrations)?;
        Ok(misfit::read_all(root))
    });
    named(read, file)
}

/// The findings with the name of the file, a refusal among them.
fn named<T>(
    read: Result<(Option<T>, Vec<Diagnostic>), Box<Diagnostic>>,
    file: &str,
) -> (Option<T>, Vec<Diagnostic>) {
    let (value, mut found) = read.unwrap_or_else(|refusal| (None, vec![*refusal]));
    for diagnostic in &mut found {
        diagnostic.place.file = Some(file.to_owned());
    }
    (value, found)
}

#[cfg(test)]
mod tests;
