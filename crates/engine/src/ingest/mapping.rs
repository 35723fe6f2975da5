//! Mapping files: what the columns of one file, or of several tables joined, mean.
//!
//! The format, with a full example, is in `docs/formats.md`. A mapping is compiled against the columns of
//! the files it is used on: a name that is not there is an error with the nearest name, before any row is read.

pub(super) mod compile;

use super::batch::{EventBatch, nothing_read};
use super::expr::Expr;
use super::plan::{Follow, Out, Plan, Rule, Second, Way, doubts, formats};
use super::source::Source;
use super::{EventImport, Format, Progress, SourceSet, place, user};
use crate::error::Error;
use crate::manifest::{AttributeEntry, AttributeRole, AttributeType};
use crate::parts::{Parts, Room};
use compile::Tables;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use wayline_model::answer::Sampling;
use wayline_model::diagnostic::{Diagnostic, Place, Severity};
use wayline_model::map::FeelingSource;
use wayline_model::question::Unit;

/// A mapping file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mapping {
    /// Version of the format.
    #[serde(rename = "wayline")]
    _version: Option<u32>,
    pub(super) name: Option<String>,
    pub(super) unit: Option<Unit>,
    pub(super) sampling: Option<Sampling>,
    pub(super) time_zone: Option<String>,
    pub(super) encoding: Option<String>,
    pub(super) time_format: Option<String>,
    pub(super) day_first: Option<bool>,
    /// What makes two events the same.
    pub(super) key: Option<Vec<String>>,
    /// The table that events are made from unless they say otherwise.
    pub(super) from: Option<String>,
    pub(super) customer: Option<String>,
    pub(super) case: Option<String>,
    pub(super) account: Option<String>,
    pub(super) session: Option<String>,
    #[serde(default)]
    pub(super) joins: Vec<String>,
    #[serde(default, rename = "table")]
    pub(super) tables: Vec<Table>,
    #[serde(default, rename = "event")]
    pub(super) events: Vec<EventRule>,
    #[serde(default, rename = "attribute")]
    pub(super) attributes: Vec<Attribute>,
    pub(super) feedback: Option<FeedbackRule>,
    /// Where it was read from.
    #[serde(skip)]
    pub(super) file: String,
}

/// A table: one file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) name: String,
    /// Pattern of the file's name; `*` stands for anything.
    pub(super) file: String,
    pub(super) encoding: Option<String>,
    pub(super) format: Option<Format>,
    pub(super) time_format: Option<String>,
    pub(super) time_zone: Option<String>,
    pub(super) day_first: Option<bool>,
}

/// An event that a row may hold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventRule {
    pub(super) activity: Option<String>,
    pub(super) activity_column: Option<String>,
    pub(super) from: Option<String>,
    pub(super) time: Option<String>,
    pub(super) time_imputed: Option<Imputed>,
    pub(super) when: Option<String>,
    pub(super) customer: Option<String>,
    pub(super) case: Option<String>,
    pub(super) account: Option<String>,
    pub(super) session: Option<String>,
}

/// A time that is not in the data.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Imputed {
    pub(super) after: Vec<String>,
}

/// An attribute of events.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) value: String,
    /// Activities that carry it; all if absent.
    pub(super) of: Option<Vec<String>>,
    pub(super) role: Option<AttributeRole>,
    pub(super) label: Option<String>,
    pub(super) unit: Option<String>,
}

/// What a piece of feedback is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FeedbackRule {
    pub(super) from: Option<String>,
    pub(super) id: Option<Vec<String>>,
    pub(super) kind: Option<FeelingSource>,
    pub(super) scale: Option<(f64, f64)>,
    pub(super) rating: Option<String>,
    #[serde(default)]
    pub(super) text: Vec<String>,
    pub(super) language: Option<String>,
    pub(super) language_column: Option<String>,
    pub(super) asked_at: Option<String>,
    pub(super) answered_at: Option<String>,
    pub(super) customer: Option<String>,
    pub(super) case: Option<String>,
    pub(super) about: Option<String>,
    pub(super) about_column: Option<String>,
    pub(super) channel: Option<String>,
    pub(super) when: Option<String>,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// When it cannot be read, is not TOML, or has a field that is not known (line and nearest name).
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => {
                let what = format!("there is no mapping file {file}");
                user("file-missing", what, place(&file, None, None), "check the path")
            }
            _ => Error::Io { what: format!("reading {file}"), source },
        })?;
        let mut mapping: Self = toml::from_str(&text).map_err(|e| wrong(&file, &text, &e))?;
        mapping.file = file;
        Ok(mapping)
    }

    /// An error in the mapping file, at a field.
    pub(super) fn wrong(&self, field: &str, what: impl Into<String>, help: &str) -> Error {
        let what = what.into();
        user("mapping-wrong", what, place(&self.file, None, Some(field)), help)
    }

    /// Which files make which tables: without tables every file is a source of its own.
    ///
    /// # Errors
    /// When a table has no file or several, or a file no table.
    pub(crate) fn sets(
        self,
        files: &[PathBuf],
        format: Option<Format>,
        encoding: Option<&str>,
    ) -> Result<Vec<SourceSet>, Error> {
        let encoding = encoding.or(self.encoding.as_deref());
        if self.tables.is_empty() {
            let open = |path: &PathBuf| {
                let sources = vec![Source::open(path, format, encoding)?];
                Ok(SourceSet { sources, mapping: Some(self.clone()) })
            };
            return files.iter().map(open).collect();
        }
        let mut candidates: Vec<PathBuf> = Vec::new();
        for path in files {
            if path.is_dir() {
                let io = |source| Error::Io { what: format!("reading {}", path.display()), source };
                let mut inside = Vec::new();
                for entry in std::fs::read_dir(path).map_err(io)? {
                    inside.push(entry.map_err(io)?.path());
                }
                inside.sort();
                candidates.extend(inside.into_iter().filter(|path| path.is_file()));
            } else {
                let fits = self.tables.iter().any(|table| matches(&table.file, &name(path)));
                if !fits {
                    let what = format!("no table of the mapping has a file like `{}`", name(path));
                    return Err(self.wrong(
                        "table.file",
                        what,
                        "mend the pattern or leave the file out",
                    ));
                }
                candidates.push(path.clone());
            }
        }
        let mut sources = Vec::new();
        for table in &self.tables {
            let found: Vec<&PathBuf> =
                candidates.iter().filter(|path| matches(&table.file, &name(path))).collect();
            let [path] = found[..] else {
                let what = format!(
                    "table `{}` needs one file like `{}`, {} were given",
                    table.name,
                    table.file,
                    found.len()
                );
                return Err(self.wrong(
                    "table.file",
                    what,
                    "name all files of the mapping, or their folder",
                ));
            };
            let encoding = table.encoding.as_deref().or(encoding);
            sources.push(Source::open(path, table.format.or(format), encoding)?);
        }
        Ok(vec![SourceSet { sources, mapping: Some(self) }])
    }

    /// Reads the events.
    pub(crate) fn read_events(
        &self,
        sources: &[Source],
        import: &EventImport,
        room: &Room,
        progress: &dyn Progress,
    ) -> Result<EventBatch, Error> {
        if self.events.is_empty() {
            let what = "there is no `[[event]]`: nothing says what happened";
            return Err(self.wrong("event", what, "see the example in docs/formats.md"));
        }
        let zone = super::chosen_zone(
            import.time_zone.as_ref(),
            self.time_zone.as_ref(),
            import.usual_time_zone.as_ref(),
        );
        let mut tables = Tables::profile(self, sources, zone, import.day_first, progress)?;
        let groups = self.groups(&tables)?;
        let mut attributes: Vec<(String, AttributeType)> = Vec::new();
        let mut rules: Vec<(usize, Vec<Rule>)> = Vec::new();
        for (table, events) in &groups {
            let mut made = Vec::new();
            for event in events {
                made.push(self.rule(event, *table, &mut tables, &mut attributes)?);
            }
            rules.push((*table, made));
        }
        for attribute in &self.attributes {
            // Nothing is dropped in silence: `of` a name that no event has, or of events named by a column.
            if !attributes.iter().any(|(name, _)| *name == attribute.name) {
                let what = format!("no event carries the attribute `{}`", attribute.name);
                let help = "`of` names activities as `[[event]]` writes them; leave it out where a column names the activity";
                return Err(self.wrong("attribute.of", what, help));
            }
        }
        let mut all = rules.iter().flat_map(|(_, rules)| rules);
        let imputed = all.any(|rule| !rule.imputed_after.is_empty()).then(|| {
            attributes.push((super::plan::IMPUTED.into(), AttributeType::Flag));
            attributes.len() - 1
        });
        for rule in rules.iter_mut().flat_map(|(_, rules)| rules) {
            rule.attributes.resize(attributes.len(), None);
        }
        let joined = tables.load(self, sources, progress)?;
        let plans: Vec<(usize, Plan)> = rules
            .into_iter()
            .map(|(table, rules)| {
                (
                    table,
                    Plan { rules, attributes: attributes.clone(), imputed, columns: Vec::new() },
                )
            })
            .collect();
        let unit = if self.customer.is_some() || self.events.iter().any(|e| e.customer.is_some()) {
            Unit::Customer
        } else {
            Unit::Case
        };
        let unit = import.unit.or(self.unit).unwrap_or(unit);
        let mut events = Parts::new(room, unit);
        let mut diagnostics = tables.take_notes();
        let mut rejected = tables.take_bad(|table| groups.iter().any(|(t, _)| *t == table));
        let mut all_readers = std::mem::take(&mut tables.readers);
        let mut rows = 0;
        for (table, plan) in &plans {
            let source = &sources[*table];
            let way = Way {
                plan,
                file: &source.name,
                table: *table,
                joined: &joined,
                hops: tables.hops(*table),
                zone: &tables.zone,
            };
            let mut follow = Follow::new(way, all_readers, &mut events);
            super::scan(source, &Second { progress, bytes: source.bytes }, &mut follow)?;
            follow.finish()?;
            let Follow { mut out, readers, .. } = follow;
            rows += out.rows;
            rejected.append(&mut out.rejected);
            timeless(&source.name, plan, &out, &mut diagnostics);
            all_readers = readers;
        }
        if events.is_empty() {
            return Err(nothing_read(&sources[0].name, rows, &rejected, Some(events.aside())));
        }
        doubts(&sources[0].name, &all_readers, &mut diagnostics);
        Ok(EventBatch {
            time_formats: formats(&all_readers, &tables.zone),
            events,
            columns: attributes,
            rows,
            rejected,
            name: self.name.clone(),
            unit,
            sampling: import.sampling.or(self.sampling),
            time_zone: tables.zone.name,
            key: self.key.clone(),
            attributes: self.told(),
            guess: Vec::new(),
            diagnostics,
        })
    }

    /// What the mapping says about attributes.
    fn told(&self) -> Vec<AttributeEntry> {
        let told = self.attributes.iter().map(|attribute| AttributeEntry {
            name: attribute.name.clone(),
            kind: AttributeType::Text,
            role: attribute.role,
            label: attribute.label.clone(),
            unit: attribute.unit.clone(),
        });
        told.collect()
    }

    /// Events by the table whose rows they are made from, in order of appearance.
    fn groups(&self, tables: &Tables) -> Result<Vec<(usize, Vec<&EventRule>)>, Error> {
        let mut groups: Vec<(usize, Vec<&EventRule>)> = Vec::new();
        for event in &self.events {
            let table = tables.driving(self, event.from.as_deref().or(self.from.as_deref()))?;
            match groups.iter_mut().find(|(known, _)| *known == table) {
                Some((_, events)) => events.push(event),
                None => groups.push((table, vec![event])),
            }
        }
        Ok(groups)
    }

    fn rule(
        &self,
        event: &EventRule,
        table: usize,
        tables: &mut Tables,
        attributes: &mut Vec<(String, AttributeType)>,
    ) -> Result<Rule, Error> {
        let activity = match (&event.activity, &event.activity_column) {
            (Some(text), None) => Expr::Text(text.clone()),
            (None, Some(column)) => tables.value(self, table, "event.activity_column", column)?,
            _ => {
                let what =
                    "an event needs `activity` (its name) or `activity_column` (where it stands)";
                return Err(self.wrong("event.activity", what, "give one of them"));
            }
        };
        let imputed = event.time_imputed.as_ref().map_or(&[][..], |imputed| &imputed.after);
        if event.time.is_none() && imputed.is_empty() {
            let what = "an event needs `time` (a column) or `time_imputed = { after = [columns] }`";
            return Err(self.wrong("event.time", what, "give one of them"));
        }
        let mut optional = |field: &str, own: &Option<String>, all: &Option<String>| {
            let text = own.as_ref().or(all.as_ref());
            text.map(|text| tables.value(self, table, field, text)).transpose()
        };
        let customer = optional("customer", &event.customer, &self.customer)?;
        let case = optional("case", &event.case, &self.case)?;
        let account = optional("account", &event.account, &self.account)?;
        let session = optional("session", &event.session, &self.session)?;
        let when = optional("event.when", &event.when, &None)?;
        let time = event.time.as_ref().map(|text| tables.time(self, table, "event.time", text));
        let mut imputed_after = Vec::new();
        for text in imputed {
            imputed_after.push(tables.time(self, table, "event.time_imputed.after", text)?);
        }
        let mut values: Vec<Option<Expr>> = vec![None; attributes.len()];
        for attribute in &self.attributes {
            let mine = attribute
                .of
                .as_ref()
                .is_none_or(|of| event.activity.as_ref().is_some_and(|a| of.contains(a)));
            if !mine {
                continue;
            }
            let expr = tables.value(
                self,
                table,
                &format!("attribute `{}`", attribute.name),
                &attribute.value,
            )?;
            let kind = tables.kind(&expr);
            let at =
                if let Some(at) = attributes.iter().position(|(name, _)| *name == attribute.name) {
                    if attributes[at].1 != kind {
                        attributes[at].1 = AttributeType::Text;
                    }
                    at
                } else {
                    attributes.push((attribute.name.clone(), kind));
                    values.push(None);
                    attributes.len() - 1
                };
            values[at] = Some(expr);
        }
        let needs_time = self.tables.is_empty() && event.when.is_none() && event.activity.is_none();
        Ok(Rule {
            activity,
            time: time.transpose()?,
            imputed_after,
            when,
            customer,
            case,
            account,
            session,
            attributes: values,
            needs_time,
        })
    }
}

/// Says where a condition holds but there is no time. Without a condition the time itself says whether the
/// event happened.
fn timeless(file: &str, plan: &Plan, out: &Out, diagnostics: &mut Vec<Diagnostic>) {
    for (rule, count) in plan.rules.iter().zip(&out.timeless) {
        if *count > 0
            && rule.when.is_some()
            && let Expr::Text(activity) = &rule.activity
        {
            let what = format!(
                "{count} rows are `{activity}` by their condition but have no time: no event was made"
            );
            diagnostics.push(
                Diagnostic::new("event-without-time", Severity::Warning, what)
                    .at(place(file, None, None))
                    .help("give `time_imputed` if the event should be kept"),
            );
        }
    }
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Whether a name is like a pattern, where `*` stands for anything.
fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| name.strip_prefix(first)) else {
        return false;
    };
    let mut last: Option<&str> = None;
    for part in parts {
        if let Some(before) = last.replace(part) {
            let Some(at) = rest.find(before) else { return false };
            rest = &rest[at + before.len()..];
        }
    }
    last.map_or(rest.is_empty(), |last| rest.ends_with(last))
}

/// The error of a mapping file that is not one, with line, column and the nearest field.
fn wrong(file: &str, text: &str, error: &toml::de::Error) -> Error {
    let before = error.span().map_or("", |span| text.get(..span.start).unwrap_or_default());
    let row = before.matches('\n').count() as u64 + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u64 + 1;
    let mut what = error.message().to_owned();
    let quoted: Vec<&str> = what.split('`').skip(1).step_by(2).collect();
    let mut help = "see docs/formats.md for the fields of a mapping file".to_owned();
    if what.starts_with("unknown field")
        && let Some((wanted, known)) = quoted.split_first()
        && let Some(near) = wayline_model::diagnostic::nearest(wanted, known.iter().copied())
    {
        help = format!("did you mean `{near}`?");
        what = format!("there is no field `{wanted}`");
    }
    let place =
        Place { file: Some(file.to_owned()), row: Some(row), column: Some(column), field: None };
    user("mapping-wrong", what, place, &help)
}

#[cfg(test)]
mod tests {
    use super::{Mapping, matches};

    #[test]
    fn a_star_stands_for_anything() {
        assert!(matches("orders*.csv*", "orders_2024.csv.gz"));
        assert!(matches("*", "anything"));
        assert!(matches("a.csv", "a.csv"));
        assert!(!matches("a.csv", "a.csv.gz"));
        assert!(!matches("a*a", "a"));
        assert!(matches("a*b*c", "a-b-b-c"));
    }

    #[test]
    fn a_wrong_field_is_named_with_its_line_and_the_nearest() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("m.toml");
        std::fs::write(&path, "name = \"x\"\n\n[[event]]\nactivty = \"a\"\n").expect("written");
        let Err(crate::error::Error::User(error)) = Mapping::read(&path) else {
            panic!("the mapping is refused")
        };
        assert_eq!(error.message, "there is no field `activty`");
        assert_eq!(error.help.as_deref(), Some("did you mean `activity`?"));
        assert_eq!((error.place.row, error.place.column), (Some(4), Some(1)));
    }
}
