//! A map looked at over a part of the data: the customers of a persona, the events until a day.
//!
//! The figures are those of the same map with a narrower `where`, and of data that were never imported past that day: every
//! grade, interval and base is made by the same rules, so that a small part has hollow figures and falling grades.

use crate::bound::Bound;
use crate::data::Data;
use crate::error::{Error, Result};
use crate::label::count;
use crate::personas::Persons;
use crate::project::Project;
use crate::resolve::resolve;
use jiff::civil::DateTime;
use serde::Serialize;
use std::sync::Arc;
use wayline_engine::feedback::Feedback;
use wayline_engine::manifest::{Manifest, SourceEntry, SourceKind};
use wayline_engine::stats::proportion::rate;
use wayline_engine::table::{Codes, Column, EventTable};
use wayline_model::check::{self, CheckInput};
use wayline_model::diagnostic::{Diagnostic, Severity};
use wayline_model::evidence::{Figure, Micros};
use wayline_model::map::JourneyMap;
use wayline_model::percent::percent;
use wayline_model::persona::Persona;
use wayline_model::question::{Operator, Question, Scope};
use wayline_model::resolved::ResolvedMap;
use wayline_model::yaml::Places;

/// A part of the data. By default it is the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Over {
    /// The journeys that this filter keeps, among those of the map.
    pub filter: Option<String>,
    /// First time that no longer counts: a date, or a time with its offset.
    pub until: Option<String>,
}

/// How many of a map's journeys a part has.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Part {
    /// Journeys of the part.
    pub journeys: u64,
    /// Journeys of the map.
    pub of: u64,
    /// Their share with its interval.
    pub share: Figure,
}

impl Project {
    /// The map with its evidence over a part of the data: [`Project::show`] of the map with a narrower filter, as the data stood then.
    ///
    /// # Errors
    /// As [`Project::show`]; for a filter or a time that cannot be understood; and where there were no events yet. Without
    /// events at all a map over a part is refused, since no part can be told.
    pub fn show_over(&self, map: &JourneyMap, over: &Over) -> Result<ResolvedMap> {
        let map = narrowed(map, over.filter.as_deref());
        let Some(until) = &over.until else {
            return match &over.filter {
                None => self.show(&map),
                Some(_) => match self.resolved(&map) {
                    Err(error) if error.diagnostic().code == "no-journeys" => Err(Error::refuse(
                        "no-journeys",
                        "no journey of the map is among them",
                        "loosen the rule, or the map's own `where`",
                    )),
                    resolved => Ok(resolved?.map.clone()),
                },
            };
        };
        let until = instant(until, &self.settings().time_zone)?;
        let (then, undated) = self.data_until(until)?;
        let bound = Bound::new(then, self.settings(), &map, None)?;
        // Nobody searched the data of that day: claims are judged among those that are drawn.
        let mut resolved = resolve(bound, &[]);
        resolved.map.diagnostics = check::all(&CheckInput {
            map: &map,
            resolved: Some(&resolved.map),
            activities: None,
            places: &Places::default(),
        });
        resolved.map.diagnostics.splice(..0, resolved.bound.data.damaged());
        if undated > 0 {
            resolved.map.notes.push(format!(
                "{} pieces of feedback have no date and are left out: nobody knows whether they were given by then.",
                count(undated)
            ));
        }
        Ok(resolved.map)
    }

    /// The map over the journeys of a persona: as its file says with the persona's rule in it, with its evidence, and how many of
    /// the map's journeys those are. Whose they are stands in its notes, and so on every picture of it.
    ///
    /// # Errors
    /// For a persona without a rule; as [`Project::show_over`].
    pub fn show_of(
        &self,
        map: &JourneyMap,
        persona: &Persona,
    ) -> Result<(JourneyMap, ResolvedMap, Part)> {
        let rule = persona.rule.as_deref().ok_or_else(|| {
            Error::refuse(
                "persona-without-rule",
                format!("no rule says which journeys are those of `{}`", persona.persona),
                "write one on the persona's page: `channel = \"app\"`",
            )
        })?;
        let over = Over { filter: Some(rule.to_owned()), until: None };
        // What is named and nowhere in the data is told, be there journeys of it or none.
        let strange = self.strange_in_rule(rule)?;
        let mut resolved = self.show_over(map, &over).map_err(|error| {
            let found = error.diagnostic();
            let is_empty = found.code == "no-journeys" && !strange.is_empty();
            if is_empty { Error::user(found.help(strange.join("; "))) } else { error }
        })?;
        let named = |strange: String| {
            let message = format!("the rule of the persona `{}`: {strange}", persona.persona);
            Diagnostic::new("persona-rule", Severity::Warning, message)
                .help("change the rule on the persona's page, or in its file in personas/")
        };
        resolved.diagnostics.splice(..0, strange.into_iter().map(named));
        let part = self.part(map, rule)?;
        let called = persona.name.as_deref().unwrap_or(&persona.persona);
        let share = part.share.value.map(|share| format!(" ({})", percent(share)));
        let note = format!(
            "Only the journeys of {called}: {} of {}{}.",
            count(part.journeys),
            count(part.of),
            share.unwrap_or_default()
        );
        resolved.notes.insert(0, note);
        resolved.actors = vec![called.to_owned()];
        Ok((narrowed(map, Some(rule)), resolved, part))
    }

    /// How many of a map's journeys a filter keeps.
    ///
    /// # Errors
    /// Without events, and for a filter that cannot be understood.
    pub fn part(&self, map: &JourneyMap, filter: &str) -> Result<Part> {
        let counted = |map: &JourneyMap| {
            let scope = Scope { unit: map.unit, filter: map.filter.clone(), ..Scope::default() };
            self.ask(&Question { op: Operator::Counts { ends: Vec::new(), mean: None }, scope })
        };
        let (part, whole) = (counted(&narrowed(map, Some(filter)))?, counted(map)?);
        let share = rate(part.journeys, whole.journeys, self.settings().minimum_base);
        let share = Figure { as_of: whole.as_of, ..Figure::from(share) };
        Ok(Part {
            journeys: part.journeys,
            of: whole.journeys,
            share: hollow(share, part.journeys, self),
        })
    }

    /// The share of all journeys that some of them are, as [`Project::persons`] tells it.
    pub(crate) fn share_of(&self, journeys: u64, of: u64, as_of: Option<String>) -> Persons {
        let share = rate(journeys, of, self.settings().minimum_base);
        let share = Figure { as_of, ..Figure::from(share) };
        let share = hollow(share, journeys, self);
        Persons { journeys: Some(journeys), of: Some(of), share: Some(share), why: None }
    }

    /// The data as they stood before an instant, and how many pieces of feedback are left out because they have no date.
    fn data_until(&self, until: Micros) -> Result<(Arc<Data>, u64)> {
        let (version, data) = self.read_data()?;
        let undated = data.feedback.iter().filter(|said| dated(said).is_none()).count() as u64;
        let whole = data.feedback.iter().all(|said| is_before(said, until));
        if whole && data.period().is_some_and(|(_, newest)| newest < until) {
            return Ok((data, undated));
        }
        if let Some(known) = self.kept_then(version, until) {
            return Ok((known, undated));
        }
        let then = Arc::new(data.until(until)?);
        if then.is_empty() {
            return Err(Error::refuse(
                "no-events-then",
                "there were no events yet at that time",
                "choose a later time",
            ));
        }
        self.keep_then(version, until, &then);
        Ok((then, undated))
    }
}

/// Fewer than the minimum base are few, however many the rest are.
fn hollow(share: Figure, journeys: u64, project: &Project) -> Figure {
    let low_base = share.low_base || journeys < project.settings().minimum_base;
    Figure { low_base, ..share }
}

/// The map with a filter inside of its own.
#[must_use]
pub fn narrowed(map: &JourneyMap, filter: Option<&str>) -> JourneyMap {
    let Some(filter) = filter else { return map.clone() };
    let filter = match map.filter.as_deref() {
        Some(scope) => format!("({scope}) and ({filter})"),
        None => filter.to_owned(),
    };
    JourneyMap { filter: Some(filter), ..map.clone() }
}

/// The instant that a date or a time names; a date begins in the project's zone.
fn instant(text: &str, zone: &str) -> Result<Micros> {
    let unreadable = || {
        let shown: String = text.chars().take(40).collect();
        let help = "write a date (2018-08-01), or a time with its offset (2018-08-01T12:00:00Z)";
        Error::refuse("time-unreadable", format!("\"{shown}\" is not a point in time"), help)
    };
    if let Ok(instant) = text.trim().parse::<jiff::Timestamp>() {
        return Ok(instant.as_microsecond());
    }
    let local: DateTime = text.trim().parse().map_err(|_| unreadable())?;
    let zone = jiff::tz::TimeZone::get(zone).map_err(|_| unreadable())?;
    let instant = local.to_zoned(zone).map_err(|_| unreadable())?;
    Ok(instant.timestamp().as_microsecond())
}

impl Data {
    /// The same data without what came at an instant or later.
    fn until(&self, until: Micros) -> Result<Self> {
        let table = self.table();
        let rows: Vec<usize> = (0..table.len()).filter(|row| table.time[*row] < until).collect();
        let codes = |column: &Codes| -> Result<Codes> {
            let mut kept = Codes::default();
            for row in &rows {
                kept.push(column.get(*row)).map_err(Error::from)?;
            }
            Ok(kept)
        };
        let mut then = EventTable::default();
        then.customer = codes(&table.customer)?;
        then.case = codes(&table.case)?;
        then.account = codes(&table.account)?;
        then.session = codes(&table.session)?;
        then.activity = codes(&table.activity)?;
        then.time = rows.iter().map(|row| table.time[*row]).collect();
        then.arrival = rows.iter().map(|row| table.arrival[*row]).collect();
        for (name, column) in &table.attributes {
            let column = match column {
                Column::Text(column) => Column::Text(codes(column)?),
                Column::Number(column) => {
                    Column::Number(rows.iter().map(|row| column[*row]).collect())
                }
                Column::Flag(column) => Column::Flag(rows.iter().map(|row| column[*row]).collect()),
            };
            then.attributes.push((name.clone(), column));
        }
        let feedback: Vec<Feedback> =
            self.feedback.iter().filter(|said| is_before(said, until)).cloned().collect();
        let manifest = self.manifest_of(&then, &feedback);
        let mut data = Self::of(manifest, then, feedback);
        data.damage.clone_from(&self.damage);
        Ok(data)
    }

    /// The manifest as it is of a part of the data: what was imputed there, and the sources that it certainly is from.
    fn manifest_of(&self, then: &EventTable, feedback: &[Feedback]) -> Manifest {
        let mut manifest = self.manifest.clone();
        let flags = match then.attribute("time_imputed") {
            Some(Column::Flag(flags)) => flags.as_slice(),
            _ => &[],
        };
        for known in &mut manifest.imputed {
            let code = then.activity.code(&known.activity);
            let events = flags.iter().zip(&then.activity.rows);
            let events = events.filter(|(flag, row)| **flag == Some(true) && Some(**row) == code);
            known.events = events.count() as u64;
        }
        manifest.imputed.retain(|known| known.events > 0);
        // An event does not say which source it is from: of several, nobody knows which had come by then.
        let of_events = |source: &&SourceEntry| source.kind == SourceKind::Events;
        let certain = then.len() == self.table().len()
            || manifest.sources.iter().filter(of_events).count() == 1;
        manifest.sources.retain(|source| match source.kind {
            SourceKind::Events => certain,
            SourceKind::Feedback => feedback.iter().any(|said| said.source == source.name),
        });
        manifest
    }
}

/// When feedback was given, or asked for where only that is known.
fn dated(said: &Feedback) -> Option<Micros> {
    said.answered_at.or(said.asked_at)
}

/// Whether feedback was known before an instant; of what has no date nobody can tell.
fn is_before(said: &Feedback, until: Micros) -> bool {
    dated(said).is_some_and(|at| at < until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;
    use std::fmt::Write as _;
    use wayline_engine::ingest::{EventImport, FeedbackImport};
    use wayline_engine::manifest::Imputed;
    use wayline_model::yaml;

    /// Ninety customers look, every third pays; a third of them came by the app; one day each.
    fn project(folder: &std::path::Path) -> Project {
        let project = Project::init(folder, Settings::default()).expect("made");
        let mut rows = String::from("customer,activity,time,channel\n");
        for customer in 0..90 {
            let channel = if customer % 3 == 1 { "app" } else { "web" };
            let (month, day) = (customer / 28 + 1, customer % 28 + 1);
            writeln!(rows, "c{customer},view,2026-{month:02}-{day:02} 08:00:00,{channel}")
                .expect("in memory");
            if customer % 4 == 0 {
                writeln!(rows, "c{customer},pay,2026-{month:02}-{day:02} 09:00:00,{channel}")
                    .expect("in memory");
            }
        }
        let file = folder.join("a.csv");
        std::fs::write(&file, rows).expect("written");
        let import = EventImport { files: vec![file], ..EventImport::default() };
        project.import_events(&import, &()).expect("imported");
        project
    }

    fn map(filter: &str) -> JourneyMap {
        let text = format!(
            "wayline: 1\nmap: Buying\n{filter}stages:\n  - stage: All\n    steps:\n      - step: Looks\n        match: [view]\n      - step: Pays\n        match: [pay]\n"
        );
        yaml::read(&text, "map").0.expect("a map")
    }

    fn over(filter: &str) -> Over {
        Over { filter: Some(filter.into()), until: None }
    }

    #[test]
    fn the_figures_of_a_part_are_those_of_a_map_of_that_part() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = project(folder.path());
        let app = "channel = \"app\"";
        let part = project.show_over(&map(""), &over(app)).expect("shown");
        let own = project.show(&map(&format!("where: {app}\n"))).expect("shown");
        assert_eq!(part, own);
        assert_eq!(part.health.journeys, 30);
        // Inside of the map's own filter, not in its place.
        let both = project.show_over(&map("where: did(\"pay\")\n"), &over(app)).expect("shown");
        let count = (0..90).filter(|n| n % 3 == 1 && n % 4 == 0).count() as u64;
        assert_eq!(both.health.journeys, count);
        assert_eq!(
            project.show_over(&map(""), &Over::default()).expect("shown"),
            project.show(&map("")).expect("shown")
        );
        assert!(project.show_over(&map(""), &over("chanel = \"app\"")).is_err());
        let none = project.show_over(&map(""), &over("channel = \"fax\"")).expect_err("refused");
        assert_eq!(none.diagnostic().message, "no journey of the map is among them");
    }

    #[test]
    fn a_part_has_a_share_with_its_interval_and_is_hollow_when_it_is_few() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = project(folder.path());
        let part = project.part(&map(""), "channel = \"app\"").expect("counted");
        assert_eq!((part.journeys, part.of), (30, 90));
        // Wilson 1927: 30 of 90 is 0.2446 to 0.4357.
        let near = |value: Option<f64>, wanted: f64| (value.expect("known") - wanted).abs() < 5e-4;
        assert!(near(part.share.low, 0.2446) && near(part.share.high, 0.4357), "{part:?}");
        assert!(!part.share.low_base && part.share.as_of.is_some());
        let few = project.part(&map(""), "channel = \"app\" and did(\"pay\")").expect("counted");
        assert!(few.share.low_base, "{few:?}");
    }

    #[test]
    fn a_map_of_a_persona_says_whose_journeys_it_is_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = project(folder.path());
        let rule = Some("channel = \"app\"".to_owned());
        let persona = Persona { persona: "App user".into(), rule, ..Persona::default() };
        let (drawn, shown, part) = project.show_of(&map(""), &persona).expect("shown");
        assert_eq!((part.journeys, part.of, shown.health.journeys), (30, 90, 30));
        assert_eq!(shown.actors, ["App user"]);
        assert_eq!(shown.notes[0], "Only the journeys of App user: 30 of 90 (33%).");
        assert_eq!(drawn.filter.as_deref(), Some("channel = \"app\""));
        let without = Persona { rule: None, ..persona };
        let refused = project.show_of(&map(""), &without).expect_err("nobody knows whose");
        assert_eq!(refused.diagnostic().code, "persona-without-rule");
    }

    #[test]
    fn until_a_day_nothing_later_is_known() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = project(folder.path());
        let then = |until: &str| {
            project.show_over(&map(""), &Over { filter: None, until: Some(until.into()) })
        };
        let january = then("2026-01-29").expect("shown");
        assert_eq!(january.health.journeys, 28);
        assert_eq!(january.as_of.as_deref(), Some("2026-01-28T08:00:00Z"));
        assert_eq!(then("2027-01-01").expect("shown").health.journeys, 90);
        let code = |until: &str| then(until).expect_err("refused").diagnostic().code;
        assert_eq!(code("2020-01-01"), "no-events-then");
        assert_eq!(code("yesterday"), "time-unreadable");
    }

    #[test]
    fn feedback_of_a_later_day_is_unknown_then_though_no_event_is_later() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = project(folder.path());
        let file = folder.path().join("said.csv");
        let rows = "id,customer,time,rating,text\nsoon,c0,2026-01-02T10:00:00Z,1,Declined\nlate,c4,2026-05-01T10:00:00Z,5,Quick\nsome day,c8,,5,Easy\n";
        std::fs::write(&file, rows).expect("written");
        let import = FeedbackImport { files: vec![file], ..FeedbackImport::default() };
        project.import_feedback(&import, &()).expect("imported");
        let told = |until: &str| -> Vec<String> {
            let (then, undated) =
                project.data_until(instant(until, "UTC").expect("a day")).expect("read");
            assert_eq!((then.table().len(), undated), (113, 1));
            then.feedback.iter().map(|said| said.id.clone()).collect()
        };
        assert_eq!(told("2026-04-20"), ["soon"]);
        assert_eq!(told("2026-06-01"), ["soon", "late"]);
        let over = Over { filter: None, until: Some("2026-06-01".into()) };
        let notes = project.show_over(&map(""), &over).expect("shown").notes;
        assert!(notes.iter().any(|note| note.starts_with("1 pieces of feedback have no date")));
        let now = project.show_over(&map(""), &Over::default()).expect("shown").notes;
        assert!(!now.iter().any(|note| note.contains("no date")), "of the present all is known");
    }

    #[test]
    fn what_was_imputed_and_where_it_is_from_is_told_of_what_was_there() {
        let mut table = EventTable::default();
        for (time, customer) in [(0_i64, "a"), (1, "b"), (2, "c")] {
            table.customer.push(Some(customer)).expect("room");
            table.activity.push(Some("cancel")).expect("room");
            for column in [&mut table.case, &mut table.account, &mut table.session] {
                column.push(None).expect("room");
            }
            table.time.push(time);
            table.arrival.push(time.unsigned_abs());
        }
        let flags = vec![None, Some(true), Some(true)];
        table.attributes.push(("time_imputed".into(), Column::Flag(flags)));
        let source = |name: &str, kind| SourceEntry { name: name.into(), kind, ..<_>::default() };
        let said = |source: &str, at| Feedback {
            source: source.into(),
            answered_at: Some(at),
            ..Feedback::default()
        };
        let manifest = Manifest {
            imputed: vec![Imputed { activity: "cancel".into(), events: 2 }],
            sources: vec![
                source("shop", SourceKind::Events),
                source("calls", SourceKind::Events),
                source("early", SourceKind::Feedback),
                source("late", SourceKind::Feedback),
            ],
            ..Manifest::default()
        };
        let data = Data::of(manifest, table, vec![said("early", 0), said("late", 9)]);
        let then = |until| {
            let manifest = data.until(until).expect("cut").manifest;
            let imputed: Vec<u64> = manifest.imputed.iter().map(|known| known.events).collect();
            let sources: Vec<String> = manifest.sources.into_iter().map(|s| s.name).collect();
            (imputed, sources)
        };
        assert_eq!(then(1), (vec![], vec!["early".to_owned()]));
        assert_eq!(then(2), (vec![1], vec!["early".to_owned()]));
        let all = ["shop", "calls", "early"].map(ToOwned::to_owned).to_vec();
        assert_eq!(then(3), (vec![2], all));
    }
}
