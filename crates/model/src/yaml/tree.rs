//! A parsed document as a tree whose every node knows its place in the text.
//!
//! A map file is plain data: one document, no anchors, aliases or tags. So a file cannot expand to more
//! than it is, and limits on size and depth are all the protection a reader needs.

use crate::diagnostic::{Diagnostic, Place, Severity};
use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle};
use std::collections::HashSet;
use std::fmt::Write;

/// Longest text that is read, in bytes.
pub(crate) const MAX_BYTES: usize = 16 << 20;
/// Deepest nesting that is read.
pub(crate) const MAX_DEPTH: usize = 32;

/// Line and column, both from 1, columns in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    pub(crate) row: u64,
    pub(crate) column: u64,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// Text as written (without quotes and escapes), and whether it may be read as a number, a boolean or nothing.
    Scalar { text: String, plain: bool },
    /// A list.
    List(Vec<Node>),
    /// Fields in the order of the text.
    Fields(Vec<Field>),
}

/// One node.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Distinct in its tree.
    pub(crate) id: usize,
    pub(crate) at: Spot,
    /// Written in one line with brackets or braces.
    pub(crate) flow: bool,
    pub(crate) content: Content,
}

/// A field of a node.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) at: Spot,
    pub(crate) value: Node,
}

impl Node {
    /// The field of this name.
    pub(crate) fn field(&self, name: &str) -> Option<&Field> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// Its text, where it is one.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Makes a field that is there a number.
    pub(crate) fn set_number(&mut self, name: &str, number: u32) {
        if let Content::Fields(fields) = &mut self.content
            && let Some(field) = fields.iter_mut().find(|field| field.name == name)
        {
            field.value.content = Content::Scalar { text: number.to_string(), plain: true };
        }
    }

    /// Its fields; none if it is something else.
    pub(crate) fn fields(&self) -> &[Field] {
        match &self.content {
            Content::Fields(fields) => fields,
            _ => &[],
        }
    }

    /// The node with this id, itself included.
    pub(crate) fn find(&self, id: usize) -> Option<&Self> {
        if self.id == id {
            return Some(self);
        }
        match &self.content {
            Content::Scalar { .. } => None,
            Content::List(items) => items.iter().find_map(|item| item.find(id)),
            Content::Fields(fields) => fields.iter().find_map(|field| field.value.find(id)),
        }
    }

    /// Takes the item or field with this id out of the tree; false if it is not below this node.
    pub(crate) fn remove(&mut self, id: usize) -> bool {
        match &mut self.content {
            Content::Scalar { .. } => false,
            Content::List(items) => {
                let before = items.len();
                items.retain(|item| item.id != id);
                items.len() < before || items.iter_mut().any(|item| item.remove(id))
            }
            Content::Fields(fields) => {
                let before = fields.len();
                fields.retain(|field| field.value.id != id);
                fields.len() < before || fields.iter_mut().any(|field| field.value.remove(id))
            }
        }
    }

    /// Calls `visit` with the path (`stages[0].steps[2].match`) and place of every field and item, in the order of the text.
    pub(crate) fn walk(&self, path: &str, visit: &mut impl FnMut(&str, Spot, &Self)) {
        match &self.content {
            Content::Scalar { .. } => {}
            Content::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    let path = format!("{path}[{index}]");
                    visit(&path, item.at, item);
                    item.walk(&path, visit);
                }
            }
            Content::Fields(fields) => {
                for field in fields {
                    let dot = if path.is_empty() { "" } else { "." };
                    let path = format!("{path}{dot}{}", field.name);
                    visit(&path, field.at, &field.value);
                    field.value.walk(&path, visit);
                }
            }
        }
    }
}

/// A comment of the text.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    /// With its `#`.
    pub(crate) text: String,
    pub(crate) row: u64,
    /// Something stands before it on its line.
    pub(crate) beside: bool,
}

/// A document and its comments.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) root: Node,
    pub(crate) comments: Vec<Comment>,
}

/// Parses one document; the first thing that is wrong with its form is the error.
pub(crate) fn parse(text: &str) -> Result<Document, Box<Diagnostic>> {
    if text.len() > MAX_BYTES {
        return Err(refusal(
            "too-large",
            "the file is larger than 16 MB",
            None,
            "a map is written by people; split it into several maps with `opens`",
        ));
    }
    let escaped = escape_json(text);
    let text = escaped.as_deref().unwrap_or(text);
    let options = granit_parser::options! {
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut reader = Reader {
        parser: Parser::new_from_str_with_options(text, options),
        text,
        comments: vec![],
        ids: 0,
    };
    let root = reader.document()?;
    Ok(Document { root, comments: reader.comments })
}

/// JSON allows characters inside its strings that YAML takes for line breaks or refuses: such a text with them escaped.
fn escape_json(text: &str) -> Option<String> {
    let differs = |c: char| {
        matches!(
            c,
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
    };
    let is_json = text.contains(differs)
        && serde_json::from_str::<serde::de::IgnoredAny>(text.trim_start_matches('\u{feff}'))
            .is_ok();
    is_json.then(|| {
        let mut out = String::with_capacity(text.len() + 16);
        for c in text.trim_start_matches('\u{feff}').chars() {
            if differs(c) {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            } else {
                out.push(c);
            }
        }
        out
    })
}

struct Reader<'a> {
    parser: Parser<'a, granit_parser::StrInput<'a>>,
    text: &'a str,
    comments: Vec<Comment>,
    ids: usize,
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Result<Node, Box<Diagnostic>> {
        let mut root = None;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                Event::StreamEnd => break,
                _ if root.is_some() => {
                    return Err(refusal(
                        "second-document",
                        "a second document begins",
                        Some(spot(&span)),
                        "keep one map in one file",
                    ));
                }
                event => root = Some(self.node(event, &span, 0)?),
            }
        }
        root.ok_or_else(|| {
            refusal(
                "empty-file",
                "the file is empty",
                None,
                "a map begins with `wayline: 1` and `map: NAME`",
            )
        })
    }

    /// The next event that is not a comment.
    fn next(&mut self) -> Result<Option<(Event<'a>, Span)>, Box<Diagnostic>> {
        loop {
            let Some(next) = self.parser.next() else { return Ok(None) };
            let (event, span) = next.map_err(|error| {
                let marker = error.marker();
                let at = Spot { row: marker.line() as u64, column: marker.col() as u64 + 1 };
                let (what, help) = words(error.kind());
                refusal("not-yaml", format!("this is not YAML: {what}"), Some(at), help)
            })?;
            if let Event::Comment(text, _) = &event {
                let start = span.byte_range().map_or(0, |range| range.start).min(self.text.len());
                let line = self.text[..start].rfind('\n').map_or(0, |end| end + 1);
                self.comments.push(Comment {
                    text: format!("#{}", text.trim_end()),
                    row: span.start.line() as u64,
                    beside: !self.text[line..start].trim().is_empty(),
                });
                continue;
            }
            return Ok(Some((event, span)));
        }
    }

    fn expect(&mut self) -> Result<(Event<'a>, Span), Box<Diagnostic>> {
        self.next()?.ok_or_else(|| {
            refusal("not-yaml", "the file ends in the middle", None, "close what is open")
        })
    }

    fn node(
        &mut self,
        event: Event<'a>,
        span: &Span,
        depth: usize,
    ) -> Result<Node, Box<Diagnostic>> {
        let at = spot(span);
        if depth > MAX_DEPTH {
            return Err(refusal(
                "too-deep",
                format!("nested deeper than {MAX_DEPTH} levels"),
                Some(at),
                "a map needs no more than ten",
            ));
        }
        self.ids += 1;
        let id = self.ids;
        let (anchor, tagged) = match &event {
            Event::Scalar(_, _, anchor, tag) => (*anchor, tag.is_some()),
            Event::SequenceStart(_, anchor, tag) | Event::MappingStart(_, anchor, tag) => {
                (*anchor, tag.is_some())
            }
            _ => (0, false),
        };
        if anchor != 0 || matches!(event, Event::Alias(_)) {
            return Err(refusal(
                "anchor",
                "anchors (`&name`) and aliases (`*name`) are not used in maps",
                Some(at),
                "write the value out; put text that begins with & or * in quotes",
            ));
        }
        if tagged {
            return Err(refusal(
                "tag",
                "tags (`!name`) are not used in maps",
                Some(at),
                "put text that begins with ! in quotes",
            ));
        }
        let (flow, content) = match event {
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                (false, Content::Scalar { text: text.into_owned(), plain })
            }
            Event::SequenceStart(style, ..) => {
                let mut items = vec![];
                loop {
                    let (event, span) = self.expect()?;
                    if event == Event::SequenceEnd {
                        break;
                    }
                    items.push(self.node(event, &span, depth + 1)?);
                }
                (style == StructureStyle::Flow, Content::List(items))
            }
            Event::MappingStart(style, ..) => {
                (style == StructureStyle::Flow, Content::Fields(self.fields(depth)?))
            }
            _ => {
                return Err(refusal(
                    "not-yaml",
                    "this is not YAML",
                    Some(at),
                    "write a value here",
                ));
            }
        };
        Ok(Node { id, at, flow, content })
    }

    fn fields(&mut self, depth: usize) -> Result<Vec<Field>, Box<Diagnostic>> {
        let mut fields: Vec<Field> = vec![];
        let mut seen = HashSet::new();
        loop {
            let (event, span) = self.expect()?;
            let at = spot(&span);
            let name = match event {
                Event::MappingEnd => return Ok(fields),
                Event::Scalar(text, _, 0, None) => text.into_owned(),
                _ => {
                    return Err(refusal(
                        "not-yaml",
                        "a field's name must be a word",
                        Some(at),
                        "write `name: value`",
                    ));
                }
            };
            if !seen.insert(name.clone()) {
                let first = fields.iter().find(|field| field.name == name).map_or(0, |f| f.at.row);
                return Err(refusal(
                    "duplicate-field",
                    format!("`{name}` stands here twice"),
                    Some(at),
                    &format!("the first is in line {first}; keep one of them"),
                ));
            }
            let (event, span) = self.expect()?;
            let value = self.node(event, &span, depth + 1)?;
            fields.push(Field { name, at, value });
        }
    }
}

fn spot(span: &Span) -> Spot {
    Spot { row: span.start.line() as u64, column: span.start.col() as u64 + 1 }
}

/// The parser's own sentence, without its "while parsing" preface and with the usual slips explained; and what to do.
fn words(kind: &granit_parser::ErrorKind) -> (String, &'static str) {
    let text = kind.to_string();
    let short = text.split_once(", ").filter(|(start, _)| start.starts_with("while"));
    let short = short.map_or(text.as_str(), |(_, rest)| rest).to_owned();
    if short.contains("recursion limit") {
        (format!("nested deeper than {MAX_DEPTH} levels"), "a map needs no more than ten")
    } else if short.contains("mapping values") {
        ("a second `: ` in one line".into(), "put text with a colon in quotes")
    } else if short.contains("unknown anchor") {
        ("`*` begins an alias".into(), "put text that begins with * in quotes")
    } else if short.contains("tab") {
        (short, "indent with spaces")
    } else {
        (short, "text with signs such as : # { [ \" needs quotes")
    }
}

fn refusal(
    code: &str,
    message: impl Into<String>,
    at: Option<Spot>,
    help: &str,
) -> Box<Diagnostic> {
    let place = at.map_or_else(Place::default, |at| Place {
        row: Some(at.row),
        column: Some(at.column),
        ..Place::default()
    });
    Box::new(Diagnostic::new(code, Severity::Error, message).at(place).help(help))
}
