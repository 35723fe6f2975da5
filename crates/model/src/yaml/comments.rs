//! Which comments and blank lines stand at which field or item of a text, so that they survive a rewrite.
//!
//! A field is known by its path, an item of a list by what names it (`stages/Purchase#0/steps/Pays#0/limit`),
//! so a comment follows its step when the step moves.

use super::tree::{Content, Document, Node, Spot};
use std::collections::{HashMap, HashSet};

/// The comments of a text, by the fields they stand at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Comments {
    above: HashMap<String, Vec<String>>,
    beside: HashMap<String, String>,
    /// Paths in the order of the text.
    order: Vec<String>,
    /// After the last field.
    pub(crate) end: Vec<String>,
}

/// A field or item that begins a line of its own in block style.
struct Entry {
    path: String,
    at: Spot,
}

impl Comments {
    /// Lines above a field: comments, and empty lines.
    pub(crate) fn above(&self, path: &str) -> &[String] {
        self.above.get(path).map_or(&[], Vec::as_slice)
    }

    /// The comment at the end of a field's first line.
    pub(crate) fn beside(&self, path: &str) -> Option<&str> {
        self.beside.get(path).map(String::as_str)
    }

    /// Every comment below a field, where the field is going to stand in one line.
    pub(crate) fn inside(&self, path: &str) -> impl Iterator<Item = &str> {
        let below = format!("{path}/");
        self.order.iter().filter(move |other| other.starts_with(&below)).flat_map(|other| {
            let above =
                self.above(other).iter().map(String::as_str).filter(|line| !line.is_empty());
            above.chain(self.beside(other))
        })
    }

    /// The comments of a parsed text.
    pub(crate) fn of(document: &Document, text: &str) -> Self {
        let mut entries = vec![];
        collect(&document.root, "", &mut entries);
        let lines: Vec<&str> = text.lines().collect();
        let own: HashMap<u64, &str> = document
            .comments
            .iter()
            .filter(|comment| !comment.beside)
            .map(|comment| (comment.row, comment.text.as_str()))
            .collect();
        let mut comments = Self::default();
        let mut placed = HashSet::new();

        let mut last_row = 0;
        for entry in &entries {
            // Of an item and its first field, which begin in one line, the item has what stands above.
            if entry.at.row != last_row {
                let found = lines_above(entry.at.row, &lines, &own, &mut placed);
                if !found.is_empty() {
                    comments.above.insert(entry.path.clone(), found);
                }
            }
            last_row = entry.at.row;
        }
        comments.end = lines_above(lines.len() as u64 + 1, &lines, &own, &mut placed);
        if comments.end.iter().all(String::is_empty) {
            comments.end.clear();
        }

        for comment in &document.comments {
            if !comment.beside && placed.contains(&comment.row) {
                continue;
            }
            let here = entries.iter().rev().find(|entry| entry.at.row <= comment.row);
            let Some(entry) = here.or(entries.first()) else { continue };
            if comment.beside && entry.at.row == comment.row {
                comments.beside.insert(entry.path.clone(), comment.text.clone());
            } else {
                // Inside something that spans lines: above what holds it, or its item.
                let row = entry.at.row;
                let outer = entries.iter().find(|other| other.at.row == row).unwrap_or(entry);
                comments.above.entry(outer.path.clone()).or_default().push(comment.text.clone());
            }
        }
        comments.order = entries.into_iter().map(|entry| entry.path).collect();
        comments
    }
}

/// Comments and blank lines right above a row, the blank ones never two in a row and never first in the text.
fn lines_above(
    row: u64,
    lines: &[&str],
    own: &HashMap<u64, &str>,
    placed: &mut HashSet<u64>,
) -> Vec<String> {
    let mut found: Vec<String> = vec![];
    let mut above = row - 1;
    while above >= 1 {
        let line = usize::try_from(above - 1)
            .ok()
            .and_then(|above| lines.get(above))
            .copied()
            .unwrap_or("");
        if let Some(comment) = own.get(&above) {
            placed.insert(above);
            found.push((*comment).to_owned());
        } else if line.trim().is_empty() {
            if found.last().is_none_or(|line| !line.is_empty()) {
                found.push(String::new());
            }
        } else {
            break;
        }
        above -= 1;
    }
    if above == 0 {
        while found.last().is_some_and(String::is_empty) {
            found.pop();
        }
    }
    found.reverse();
    found
}

fn collect(node: &Node, path: &str, entries: &mut Vec<Entry>) {
    if node.flow {
        return;
    }
    match &node.content {
        Content::Scalar { .. } => {}
        Content::List(items) => {
            let mut names = Names::default();
            for item in items {
                let path = names.item(path, &|field| match &item.content {
                    Content::Scalar { text, .. } => field.is_empty().then(|| text.clone()),
                    _ => item.field(field).and_then(|f| f.value.scalar()).map(str::to_owned),
                });
                entries.push(Entry { path: path.clone(), at: item.at });
                collect(item, &path, entries);
            }
        }
        Content::Fields(fields) => {
            for field in fields {
                let path = format!("{path}/{}", field.name);
                entries.push(Entry { path: path.clone(), at: field.at });
                collect(&field.value, &path, entries);
            }
        }
    }
}

/// Names the items of one list.
#[derive(Default)]
pub(crate) struct Names(HashMap<String, usize>);

impl Names {
    /// The path of the next item. `text_of` gives the text of one of its fields, or of the item itself for `""`.
    pub(crate) fn item(&mut self, list: &str, text_of: &dyn Fn(&str) -> Option<String>) -> String {
        let known = ["", "id", "stage", "step", "pain", "opportunity", "channel"];
        let name = known.into_iter().find_map(text_of).unwrap_or_else(|| {
            let part = |field| text_of(field).unwrap_or_default();
            format!("{} > {}", part("from"), part("to"))
        });
        let count = self.0.entry(name.clone()).or_default();
        *count += 1;
        format!("{list}/{name}#{count}")
    }
}
