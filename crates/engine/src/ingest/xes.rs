//! XES, the exchange format of event logs (IEEE 1849-2016, and its forerunners 1.0 and 2.0).
//!
//! A trace is a case. An event's attributes are columns by their keys; a trace's attributes are columns
//! `case:KEY`, which lose the prefix where no event has such a key. The activity is `concept:name`; where no
//! event has one, the values of the first classifier's keys, joined by `+`. `lifecycle:transition` stays an
//! attribute. Globals are declarations: they are not filled in where a value is missing. Attributes inside
//! attributes, lists and containers are left out, and that is said once.
//!
//! Harmless faults (order of elements, unknown XML attributes, a date without a zone) are warnings with their
//! line. An event with a value that is not of its type, or an attribute without key or value, is set aside.
//! Refused are: files that are not well-formed, a document type (entities can be bombs), another root element,
//! and nesting deeper than 256.

use super::cell::Cell;
use super::rejected::{Rejected, raw_line};
use super::rows::{Rows, Scope};
use super::source::Source;
use super::xes_rules::{Kind, Problem, order_of, typed, unexpected};
use super::{Progress, place, user};
use crate::error::Error;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use rustc_hash::FxHashMap;
use std::io::BufReader;
use wayline_model::diagnostic::{Diagnostic, Severity};

/// More warnings of one kind than this are counted, not listed.
const MOST_NOTES: usize = 20;
/// Deeper nesting is refused.
const MOST_DEPTH: usize = 256;

/// Where the reader stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum In {
    Log,
    Trace,
    Event,
    /// A global, classifier or extension: read for its form only.
    Declaration,
    /// Inside an attribute, a list or something unknown: left out.
    Aside,
}

/// Hands over the events of an XES file.
pub(crate) fn scan(
    source: &Source,
    progress: &dyn Progress,
    rows: &mut dyn Rows,
) -> Result<(), Error> {
    let broken = std::sync::atomic::AtomicU64::new(0);
    let text = source.text(progress, &broken)?;
    let mut reader = Reader::from_reader(BufReader::new(text));
    reader.config_mut().check_end_names = true;
    let mut scan = Scan {
        source,
        rows,
        line: 1,
        stack: Vec::new(),
        furthest: 0,
        columns: FxHashMap::default(),
        trace: Vec::new(),
        event: Vec::new(),
        event_line: 0,
        fault: None,
        seen: false,
        events: 0,
        traces: 0,
        notes: FxHashMap::default(),
        unlisted: 0,
        classifier: None,
        named: false,
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => {
                let error = std::io::Error::new(error.kind(), error.to_string());
                if error.kind() == std::io::ErrorKind::InvalidData && !source.is_gzipped() {
                    return Err(scan.refuse("xes-damaged", &format!("it is not UTF-8: {error}")));
                }
                return Err(source.read_failed(error, scan.events));
            }
            Err(error) => {
                return Err(
                    scan.refuse("xes-damaged", &format!("it is not well-formed XML: {error}"))
                );
            }
        };
        let lines = newlines(&event);
        let ended = matches!(event, Event::Eof);
        scan.take(event)?;
        scan.line += lines;
        if ended {
            break;
        }
    }
    scan.summary();
    Ok(())
}

fn newlines(event: &Event<'_>) -> u64 {
    let text: &str = match event {
        Event::Start(tag) | Event::Empty(tag) => tag,
        Event::End(tag) => tag,
        Event::Text(text) | Event::Comment(text) | Event::DocType(text) => text,
        Event::CData(text) => text,
        Event::Decl(text) => text,
        Event::PI(text) => text,
        Event::GeneralRef(_) | Event::Eof => "",
    };
    text.bytes().filter(|byte| *byte == b'\n').count() as u64
}

struct Scan<'s> {
    source: &'s Source,
    rows: &'s mut dyn Rows,
    line: u64,
    stack: Vec<In>,
    /// How far the order of elements in the log has come.
    furthest: u8,
    columns: FxHashMap<(bool, String), usize>,
    /// Cells of the trace by column.
    trace: Vec<(usize, Cell<'static>)>,
    event: Vec<(usize, Cell<'static>)>,
    event_line: u64,
    fault: Option<(String, String)>,
    /// The root element was seen.
    seen: bool,
    events: u64,
    traces: u64,
    notes: FxHashMap<&'static str, usize>,
    /// Warnings that were not listed.
    unlisted: u64,
    classifier: Option<Vec<String>>,
    /// Some event has a `concept:name`.
    named: bool,
}

impl Scan<'_> {
    fn refuse(&self, code: &str, why: &str) -> Error {
        let what = format!("{} cannot be read: in line {} {why}", self.source.name, self.line);
        let help = "mend the file or export it again; nothing was imported";
        user(code, what, place(&self.source.name, Some(self.line), None), help)
    }

    fn note(&mut self, code: &'static str, what: &str) {
        let count = self.notes.entry(code).or_default();
        *count += 1;
        if *count > MOST_NOTES {
            self.unlisted += 1;
        } else {
            let what = format!("line {}: {what}", self.line);
            self.rows.note(Diagnostic::new(code, Severity::Warning, what).at(place(
                &self.source.name,
                Some(self.line),
                None,
            )));
        }
    }

    fn summary(&mut self) {
        if self.unlisted > 0 {
            let what = format!("{} more warnings of the same kinds", self.unlisted);
            self.rows.note(Diagnostic::new("xes-warnings", Severity::Note, what).at(place(
                &self.source.name,
                None,
                None,
            )));
        }
    }

    fn take(&mut self, event: Event<'_>) -> Result<(), Error> {
        match event {
            Event::Start(tag) => self.open(&tag, true),
            Event::Empty(tag) => self.open(&tag, false),
            Event::End(_) => match self.stack.pop() {
                Some(inside) => self.close(inside),
                None => Err(self.refuse("xes-damaged", "an element ends that never began")),
            },
            Event::DocType(_) => {
                Err(self.refuse("xes-doctype", "there is a document type, which no log needs"))
            }
            Event::GeneralRef(_) if self.stack.is_empty() => {
                Err(self.refuse("xes-damaged", "there is text outside the log"))
            }
            Event::Text(text) if !text.trim().is_empty() => {
                if self.stack.is_empty() {
                    return Err(self
                        .refuse("xes-not-xes", "there is text outside the log: this is not XES"));
                }
                if !self.stack.contains(&In::Aside) {
                    let shown: String = text.trim().chars().take(40).collect();
                    self.note("xes-text", &format!("stray text `{shown}` is left out"));
                }
                Ok(())
            }
            Event::Eof if !self.stack.is_empty() => {
                Err(self.refuse("xes-damaged", "the file ends in the middle of an element"))
            }
            Event::Eof if !self.seen => {
                Err(self.refuse("xes-not-xes", "the file ends without an element `log`"))
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, stays: bool) -> Result<(), Error> {
        let name = tag.local_name().as_ref().to_owned();
        let name = name.as_str();
        let Some(inside) = self.stack.last().copied() else {
            if self.seen || name != "log" {
                return Err(self.refuse(
                    "xes-not-xes",
                    &format!(
                        "the element `{name}` stands where only one `log` may: this is not XES"
                    ),
                ));
            }
            self.seen = true;
            self.attributes(tag, name)?;
            if stays {
                self.stack.push(In::Log);
            }
            return Ok(());
        };
        if self.stack.len() >= MOST_DEPTH {
            return Err(
                self.refuse("xes-deep", &format!("elements are nested deeper than {MOST_DEPTH}"))
            );
        }
        let next = match (inside, name) {
            (In::Log, "trace") => {
                self.trace.clear();
                self.traces += 1;
                self.attributes(tag, name)?;
                In::Trace
            }
            (In::Log | In::Trace, "event") => {
                if inside == In::Log {
                    self.trace.clear();
                }
                self.event.clear();
                self.fault = None;
                self.event_line = self.line;
                self.attributes(tag, name)?;
                In::Event
            }
            (In::Log, "extension" | "global" | "classifier") => {
                self.declaration(tag, name)?;
                In::Declaration
            }
            (In::Log | In::Trace | In::Event | In::Declaration, _) => {
                if let Some(kind) = Kind::of(name) {
                    self.attribute(tag, kind, inside)?;
                } else {
                    let what = format!("the element `{name}` is not known here and is left out");
                    self.note("xes-element", &what);
                }
                In::Aside
            }
            (In::Aside, _) => In::Aside,
        };
        if inside == In::Log {
            self.in_order(name);
        }
        if stays {
            self.stack.push(next);
            Ok(())
        } else {
            self.close(next)
        }
    }

    /// In a log come extensions, globals, classifiers, attributes, traces, events.
    fn in_order(&mut self, name: &str) {
        let order = order_of(name);
        if order < self.furthest {
            self.note(
                "xes-order",
                &format!("`{name}` stands later than the standard allows; it is read all the same"),
            );
        }
        self.furthest = self.furthest.max(order);
    }

    fn close(&mut self, inside: In) -> Result<(), Error> {
        match inside {
            In::Event => self.end_event(),
            In::Trace => {
                self.trace.clear();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The XML attributes of an element by name; warns of those the standard does not know.
    fn attributes(
        &mut self,
        tag: &BytesStart<'_>,
        name: &str,
    ) -> Result<Vec<(String, String)>, Error> {
        let mut found = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|e| {
                self.refuse(
                    "xes-damaged",
                    &format!("an attribute of `{name}` is not well-formed: {e}"),
                )
            })?;
            let key = attribute.key.as_ref().to_owned();
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|e| {
                self.refuse("xes-damaged", &format!("the value of `{key}` cannot be read: {e}"))
            })?;
            if unexpected(name, &key) {
                self.note("xes-attribute", &format!("`{name}` has the unknown attribute `{key}`"));
            }
            found.push((key, value.into_owned()));
        }
        Ok(found)
    }

    fn declaration(&mut self, tag: &BytesStart<'_>, name: &str) -> Result<(), Error> {
        let found = self.attributes(tag, name)?;
        let needed: &[&str] = match name {
            "extension" => &["name", "prefix", "uri"],
            "classifier" => &["name", "keys"],
            _ => &[],
        };
        for key in needed {
            if !found.iter().any(|(known, _)| known == key) {
                self.note("xes-attribute", &format!("`{name}` has no `{key}`"));
            }
        }
        if name == "global"
            && found.iter().any(|(k, v)| k == "scope" && v != "event" && v != "trace")
        {
            self.note("xes-attribute", "the scope of a `global` is neither `event` nor `trace`");
        }
        let of_traces = found.iter().any(|(key, value)| key == "scope" && value == "trace");
        if name == "classifier"
            && !of_traces
            && self.classifier.is_none()
            && let Some((_, keys)) = found.iter().find(|(key, _)| key == "keys")
        {
            self.classifier = Some(super::xes_rules::keys(keys));
        }
        Ok(())
    }

    fn attribute(&mut self, tag: &BytesStart<'_>, kind: Kind, inside: In) -> Result<(), Error> {
        let found = self.attributes(tag, kind.name())?;
        let get = |name: &str| found.iter().find(|(key, _)| key == name).map(|(_, v)| v.as_str());
        let (key, value) = (get("key"), get("value"));
        if matches!(kind, Kind::List | Kind::Container) {
            if matches!(inside, In::Event | In::Trace) {
                let key = key.unwrap_or("?");
                self.note(
                    "xes-nested",
                    &format!("the {} `{key}` is left out: it is not one value", kind.name()),
                );
            }
            return Ok(());
        }
        let cell = match (key, value) {
            (Some(_), Some(value)) => typed(kind, value),
            (None, _) => Err(Problem::Wrong(format!("a {} has no `key`", kind.name()))),
            (Some(key), None) => Err(Problem::Wrong(format!("`{key}` has no `value`"))),
        };
        let key = key.unwrap_or_default();
        let cell = match cell {
            Ok(cell) => cell,
            Err(Problem::Harmless(cell, what)) => {
                self.note("xes-value", &format!("`{key}`: {what}"));
                cell
            }
            Err(Problem::Wrong(what)) => {
                if inside == In::Event {
                    self.fault.get_or_insert((key.to_owned(), what));
                } else {
                    self.note("xes-value", &format!("`{key}`: {what}; it is left out"));
                }
                return Ok(());
            }
        };
        match inside {
            In::Event => {
                self.named |= key == "concept:name";
                let at = self.column(false, key)?;
                if self.event.iter().any(|(known, _)| *known == at) {
                    self.note(
                        "xes-value",
                        &format!("`{key}` stands twice in an event; the first is read"),
                    );
                } else {
                    self.event.push((at, cell));
                }
            }
            In::Trace => {
                let at = self.column(true, key)?;
                if self.trace.iter().any(|(known, _)| *known == at) {
                    self.note(
                        "xes-value",
                        &format!("`{key}` stands twice in a trace; the first is read"),
                    );
                } else {
                    self.trace.push((at, cell));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn column(&mut self, of_trace: bool, key: &str) -> Result<usize, Error> {
        // Looked up without a copy of the key in the common case would need a second map; keys are few.
        if let Some(at) = self.columns.get(&(of_trace, key.to_owned())) {
            return Ok(*at);
        }
        let at = self.columns.len();
        let (name, scope) = if of_trace {
            (format!("case:{key}"), Scope::Trace)
        } else {
            (key.to_owned(), Scope::Event)
        };
        self.rows.column(&name, scope)?;
        self.columns.insert((of_trace, key.to_owned()), at);
        Ok(at)
    }

    fn end_event(&mut self) -> Result<(), Error> {
        self.events += 1;
        if !self.named
            && let Some(keys) = self.classifier.clone()
        {
            self.classify(&keys)?;
        }
        if self.stack.contains(&In::Trace) {
            let at = self.column(true, "concept:name")?;
            if !self.trace.iter().any(|(known, _)| *known == at) {
                self.note(
                    "xes-trace",
                    "the trace has no `concept:name`; it is named by its number",
                );
                self.trace.push((at, Cell::text(format!("trace {}", self.traces))));
            }
        }
        let cells = self.columns.len();
        let mut row = vec![Cell::Missing; cells];
        for (at, cell) in self.trace.iter().chain(&self.event) {
            row[*at] = cell.clone();
        }
        let Some((key, reason)) = self.fault.take() else {
            return self.rows.row(self.event_line, &row);
        };
        self.rows.bad(Rejected {
            file: self.source.name.clone(),
            row: self.event_line,
            column: Some(key),
            reason,
            raw: raw_line(row.iter().map(|cell| cell.as_text().unwrap_or_default())),
        })
    }

    /// Gives an event the classifier's values as its name.
    fn classify(&mut self, keys: &[String]) -> Result<(), Error> {
        let mut parts = Vec::with_capacity(keys.len());
        for key in keys {
            let at = self.columns.get(&(false, key.clone()));
            let cell = at.and_then(|at| self.event.iter().find(|(known, _)| known == at));
            match cell.and_then(|(_, cell)| cell.as_text()) {
                Some(text) => parts.push(text.into_owned()),
                None => return Ok(()),
            }
        }
        if !parts.is_empty() {
            let at = self.column(false, "concept:name")?;
            self.event.push((at, Cell::text(parts.join("+"))));
        }
        Ok(())
    }
}
