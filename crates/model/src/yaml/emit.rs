//! Writes a value in the style of the text form.
//!
//! Stages, steps, pains and opportunities stand one under the other; everything below them in one line
//! while it fits (`match: [view, cart]`, `emotion: { feel: calm, value: 1 }`), else one under the other too.

use super::comments::{Comments, Names};
use super::scalar;
use serde_json::{Map, Value};

/// Widest line that is filled with a list or a card, in characters.
const WIDTH: usize = 100;
/// Lists that always stand one under the other.
const BLOCKS: [&str; 5] = ["stages", "steps", "pains", "opportunities", "paths"];

/// The whole document.
pub(crate) fn document(root: &Value, comments: &Comments) -> String {
    let mut emitter = Emitter { out: String::new(), comments };
    if let Value::Object(fields) = root {
        emitter.fields(fields, "", 0, false);
    }
    for line in &comments.end {
        emitter.out.push_str(line);
        emitter.out.push('\n');
    }
    emitter.out
}

struct Emitter<'a> {
    out: String,
    comments: &'a Comments,
}

impl Emitter<'_> {
    /// Fields one under the other. With `first_here`, the first stands in the line that is already begun.
    fn fields(&mut self, fields: &Map<String, Value>, path: &str, indent: usize, first_here: bool) {
        for (position, (name, value)) in fields.iter().enumerate() {
            let path = format!("{path}/{name}");
            let stacked = is_stacked(name, value, indent);
            if position > 0 || !first_here {
                self.above(&path, indent, !stacked);
                self.pad(indent);
            }
            self.out.push_str(name);
            self.out.push(':');
            if !stacked {
                self.out.push(' ');
                self.out.push_str(&flow(value));
            }
            self.end_of_line(&path);
            match value {
                Value::Array(items) if stacked => self.items(items, &path, indent + 2),
                Value::Object(fields) if stacked => self.fields(fields, &path, indent + 2, false),
                _ => {}
            }
        }
    }

    fn items(&mut self, items: &[Value], path: &str, indent: usize) {
        let mut names = Names::default();
        for item in items {
            let path = names.item(path, &|field| match item {
                Value::Object(fields) => {
                    fields.get(field).and_then(Value::as_str).map(str::to_owned)
                }
                Value::String(text) => field.is_empty().then(|| text.clone()),
                other => field.is_empty().then(|| other.to_string()),
            });
            let stacked = !path.starts_with("/paths/") || !fits(item, indent + 2);
            self.above(&path, indent, !stacked);
            self.pad(indent);
            self.out.push_str("- ");
            match item {
                Value::Object(fields) if stacked => self.fields(fields, &path, indent + 2, true),
                item => {
                    self.out.push_str(&flow(item));
                    self.end_of_line(&path);
                }
            }
        }
    }

    /// What stands above a field or item; with `inside`, also what stood between its parts.
    fn above(&mut self, path: &str, indent: usize, inside: bool) {
        let comments = self.comments;
        let above = comments.above(path).iter().map(String::as_str);
        for line in above.chain(comments.inside(path).filter(|_| inside)) {
            if !line.is_empty() {
                self.pad(indent);
                self.out.push_str(line);
            } else if self.out.ends_with(":\n") {
                continue;
            }
            self.out.push('\n');
        }
    }

    fn end_of_line(&mut self, path: &str) {
        if let Some(comment) = self.comments.beside(path) {
            self.out.push_str("  ");
            self.out.push_str(comment);
        }
        self.out.push('\n');
    }

    fn pad(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }
}

/// Whether a field's value stands below its name.
fn is_stacked(name: &str, value: &Value, indent: usize) -> bool {
    let wide = || !fits(value, indent + name.chars().count() + 2);
    match value {
        Value::Array(items) => {
            let cards = BLOCKS.contains(&name) && items.iter().any(Value::is_object);
            !items.is_empty() && (cards || wide())
        }
        Value::Object(fields) => !fields.is_empty() && wide(),
        _ => false,
    }
}

fn fits(value: &Value, used: usize) -> bool {
    used + flow(value).chars().count() <= WIDTH
}

/// In one line.
fn flow(value: &Value) -> String {
    match value {
        Value::String(text) => scalar::written(text, false),
        other => inside(other),
    }
}

/// In one line, within brackets or braces.
fn inside(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => match number.as_f64() {
            // 5.0 and 5 are the same number; people write 5.
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => {
                format!("{float:.0}")
            }
            _ => number.to_string(),
        },
        Value::String(text) => scalar::written(text, true),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(inside).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(fields) if fields.is_empty() => "{}".into(),
        Value::Object(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(name, value)| format!("{name}: {}", inside(value))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
    }
}
