//! Reads a tree as a value and says everything that does not fit, in words.
//!
//! serde stops at the first misfit. So what does not fit is reported, taken out of a copy of the tree,
//! and the rest is read again, until nothing is left to report.

use super::from_tree::{Error, FromNode, Misfit};
use super::tree::{Content, Node, Spot};
use crate::diagnostic::{Diagnostic, Place, Severity, nearest};
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// More than these are not listed: the first few tell what to do.
const MOST: usize = 20;

/// The value, or everything that keeps the tree from being one.
pub(crate) fn read_all<T: DeserializeOwned>(mut root: Node) -> (Option<T>, Vec<Diagnostic>) {
    let mut paths = HashMap::from([(root.id, String::new())]);
    root.walk("", &mut |path, _, node| {
        paths.insert(node.id, path.to_owned());
    });
    let mut found = vec![];
    // Fields taken out of a node: that they are missing now is no new finding.
    let mut taken: Vec<(usize, String)> = vec![];
    while found.len() < MOST {
        let error = match T::deserialize(FromNode(&root)) {
            Ok(value) => return (Some(value).filter(|_| found.is_empty()), found),
            Err(error) => error,
        };
        let (parent, culprit) = culprit::<T>(&root, &error);
        let follows = match &error.misfit {
            Misfit::MissingField(name) => taken.contains(&(culprit.id, name.clone())),
            _ => false,
        };
        if !follows {
            found.push(diagnostic(&error.misfit, &culprit, &paths));
        }
        if let (Some(parent), Some(name)) = (parent, &culprit.name) {
            taken.push((parent, name.clone()));
            if let Misfit::UnknownField { name, known } = &error.misfit {
                let meant = nearest(name, known.iter().map(String::as_str));
                taken.extend(meant.map(|meant| (parent, meant.to_owned())));
            }
        }
        if !root.remove(culprit.id) {
            break;
        }
    }
    (None, found)
}

/// What is at fault: the node that goes out.
struct Culprit {
    id: usize,
    at: Spot,
    /// Its name where it is a field.
    name: Option<String>,
}

/// The smallest node at fault, and the node that holds it where it is a field.
fn culprit<T: DeserializeOwned>(root: &Node, error: &Error) -> (Option<usize>, Culprit) {
    let (id, at) = error.node.unwrap_or((root.id, root.at));
    let node = root.find(id).unwrap_or(root);
    let field_of = |parent: &Node, wanted: usize| {
        parent.fields().iter().find(|field| field.value.id == wanted).map(|field| Culprit {
            id: wanted,
            at: field.at,
            name: Some(field.name.clone()),
        })
    };
    // Claims and questions are read through a buffer that forgets places: the field whose absence changes the finding is the one.
    let hidden = match &error.misfit {
        Misfit::UnknownField { name, .. } => node.field(name),
        Misfit::MissingField(_) => None,
        Misfit::UnknownWord { word, .. } => {
            node.fields().iter().find(|field| field.value.scalar() == Some(word))
        }
        // `op` decides what the others may be, so it is looked at last.
        _ => {
            node.fields().iter().filter(|f| f.name != "op").chain(node.field("op")).find(|field| {
                let mut without = root.clone();
                without.remove(field.value.id);
                match T::deserialize(FromNode(&without)) {
                    Ok(_) => true,
                    Err(other) => other != *error,
                }
            })
        }
    };
    if let Some(field) = hidden {
        let at = if matches!(error.misfit, Misfit::UnknownField { .. }) {
            field.at
        } else {
            field.value.at
        };
        return (Some(node.id), Culprit { id: field.value.id, at, name: Some(field.name.clone()) });
    }
    let mut holder = None;
    holds(root, id, &mut holder);
    match holder.and_then(|parent| Some((parent.id, field_of(parent, id)?))) {
        Some((parent, culprit)) => (Some(parent), Culprit { at, ..culprit }),
        None => (None, Culprit { id, at, name: None }),
    }
}

fn holds<'a>(node: &'a Node, id: usize, holder: &mut Option<&'a Node>) {
    let children: Vec<&Node> = match &node.content {
        Content::Scalar { .. } => vec![],
        Content::List(items) => items.iter().collect(),
        Content::Fields(fields) => fields.iter().map(|field| &field.value).collect(),
    };
    for child in children {
        if child.id == id {
            *holder = Some(node);
        }
        holds(child, id, holder);
    }
}

fn diagnostic(misfit: &Misfit, culprit: &Culprit, paths: &HashMap<usize, String>) -> Diagnostic {
    let path = paths.get(&culprit.id).cloned().unwrap_or_default();
    let place = Place {
        file: None,
        row: Some(culprit.at.row),
        column: Some(culprit.at.column),
        field: Some(path.clone()).filter(|path| !path.is_empty()),
    };
    let name =
        culprit.name.as_ref().map_or_else(|| what(&path).to_owned(), |name| format!("`{name}`"));
    let (code, message, help) = match misfit {
        Misfit::UnknownField { name, known } => {
            let holder = path.rsplit_once('.').map_or("", |(holder, _)| holder);
            ("unknown-field", format!("{} has no field `{name}`", what(holder)), hint(name, known))
        }
        Misfit::UnknownWord { word, known } => {
            ("unknown-word", format!("{name} cannot be `{word}`"), hint(word, known))
        }
        Misfit::MissingField(field) => (
            "missing-field",
            format!("{} has no `{field}`", what(&path)),
            Some(format!("add `{field}: …`")),
        ),
        Misfit::WrongType { found, expected } => {
            let (must, help) = wanted(expected);
            let found = as_words(found);
            (
                "wrong-type",
                format!("{name} must be {must}, and it is {found}"),
                help.map(Into::into),
            )
        }
        Misfit::Other(text) if text.contains("untagged enum By") => (
            "wrong-type",
            format!("{name} must be the name of an attribute"),
            Some("or `{ attribute: NAME, at: first }` with first, last or step".into()),
        ),
        Misfit::Other(text) => ("wrong-value", format!("{name}: {text}"), None),
    };
    let mut diagnostic = Diagnostic::new(code, Severity::Error, message).at(place);
    diagnostic.help = help;
    diagnostic
}

fn hint(wrong: &str, known: &[String]) -> Option<String> {
    match nearest(wrong, known.iter().map(String::as_str)) {
        Some(name) => Some(format!("did you mean `{name}`?")),
        None if known.is_empty() => None,
        None => Some(format!("known here: {}", known.join(", "))),
    }
}

/// What stands at a path, with its article.
fn what(path: &str) -> &'static str {
    let last = path.rsplit('.').next().unwrap_or("");
    match last.split('[').next().unwrap_or("") {
        "" => "the file",
        "stages" => "a stage",
        "steps" => "a step",
        "pains" => "a pain",
        "opportunities" => "an opportunity",
        "paths" => "a path",
        "hand_overs" => "a hand-over",
        "claim" => "the claim",
        "measure" => "the question",
        "goal" => "the goal",
        "emotion" => "the emotion",
        "serve" => "`serve`",
        "action" => "the action",
        "by" => "`by`",
        _ => "this",
    }
}

/// serde's words for what it expected, in ours, with advice.
fn wanted(expected: &str) -> (&str, Option<&'static str>) {
    match expected {
        "a string" | "string" => (
            "text",
            Some("put numbers, true, false and null in quotes where they are meant as text"),
        ),
        "a sequence" => ("a list", Some("write `[a, b]`, also for a single one")),
        "a boolean" => ("true or false", None),
        "f64" | "f32" => ("a number", None),
        "u32" | "u64" | "usize" => ("a whole number", None),
        "a map" => ("a set of fields", Some("write `{ name: value }` or fields indented below it")),
        other if other.starts_with("struct ") || other.starts_with("internally tagged") => {
            ("a set of fields", Some("write `{ name: value }` or fields indented below it"))
        }
        other => (other, None),
    }
}

/// serde's words for what it found, in ours.
fn as_words(found: &str) -> String {
    let value = || found.split('`').nth(1).unwrap_or_default();
    match found.split(' ').next().unwrap_or("") {
        "string" => format!("the text {}", found.trim_start_matches("string ")),
        "integer" | "floating" => format!("the number {}", value()),
        "boolean" => value().to_owned(),
        "sequence" => "a list".into(),
        "map" => "a set of fields".into(),
        "unit" | "null" | "nothing" | "Option" => "empty".into(),
        _ => found.to_owned(),
    }
}
