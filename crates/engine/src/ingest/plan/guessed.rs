//! A file without a mapping: what its columns are is guessed, and each row is one event.
//!
//! The guess needs the whole file, and the plan needs the guess. A long file is not read twice for it: the plan
//! is made from its beginning and followed while the rest is looked through. Where the whole file leads to another
//! plan, what was made is thrown away, and the file is read again.

use super::{Follow, Out, Plan, Rule, Second, Way, doubts, formats};
use crate::error::Error;
use crate::ingest::batch::{EventBatch, nothing_read};
use crate::ingest::cell::Cell;
use crate::ingest::expr::{ColumnReader, Expr, Pick};
use crate::ingest::guess::{Roles, roles};
use crate::ingest::guess_names::Role;
use crate::ingest::profile::{ColumnProfile, Profile};
use crate::ingest::rejected::Rejected;
use crate::ingest::rows::{Rows, Scope, Split};
use crate::ingest::source::Source;
use crate::ingest::time::{Order, Reader, Zone, zone};
use crate::ingest::{EventImport, Format, Progress, chosen_zone, place, user};
use crate::manifest::AttributeType;
use crate::parts::{Parts, Room};
use std::cell::RefCell;
use wayline_model::diagnostic::{Diagnostic, Severity};
use wayline_model::question::Unit;

/// A file of more rows is not read twice.
const START: usize = 100_000;

/// What is to be done with a file.
#[derive(PartialEq)]
struct Course {
    plan: Plan,
    unit: Unit,
    order: Order,
}

/// What was made by following a course.
struct Followed {
    events: Parts,
    out: Out,
    readers: Vec<ColumnReader>,
}

impl Course {
    fn of(source: &Source, import: &EventImport, profile: &Profile, roles: &Roles) -> Self {
        let time = roles.time.expect("the guess finds a time or fails");
        let (order, _) = profile.columns[time].times.order(import.day_first);
        let unit = import.unit.or(roles.unit).unwrap_or(Unit::Customer);
        Self { plan: guessed_plan(profile, roles, source.format), unit, order }
    }

    /// What reads the column of times, which has this name.
    fn readers(&self, name: &str, zone: &Zone) -> Vec<ColumnReader> {
        vec![ColumnReader {
            column: name.to_owned(),
            reader: Reader { zone: zone.clone(), order: self.order, declared: None },
            tally: RefCell::default(),
        }]
    }
}

/// Looks through a file and follows a plan at once.
struct Both<'p> {
    profile: Profile,
    follow: Follow<'p>,
}

impl Split for Both<'_> {
    type Piece = Self;

    fn piece(&self) -> Option<Self> {
        Some(Self { profile: self.profile.piece()?, follow: self.follow.piece()? })
    }

    fn take(&mut self, piece: Self) -> Result<(), Error> {
        self.profile.take(piece.profile)?;
        self.follow.take(piece.follow)
    }
}

impl Rows for Both<'_> {
    fn column(&mut self, name: &str, scope: Scope) -> Result<(), Error> {
        self.profile.column(name, scope)?;
        self.follow.column(name, scope)
    }

    fn row(&mut self, row: u64, cells: &[Cell<'_>]) -> Result<(), Error> {
        self.profile.row(row, cells)?;
        self.follow.row(row, cells)
    }

    fn bad(&mut self, rejected: Rejected) -> Result<(), Error> {
        self.profile.bad(rejected.clone())?;
        self.follow.bad(rejected)
    }

    fn note(&mut self, diagnostic: Diagnostic) {
        self.profile.note(diagnostic);
    }
}

/// A file that is read once is told of as if it were read twice.
struct Once<'p>(&'p dyn Progress);

impl Progress for Once<'_> {
    fn step(&self, done: u64, total: u64) {
        self.0.step(done * 2, total);
    }
}

/// Looks through a file, and follows the plan that its beginning leads to where it is a long one.
fn look(
    source: &Source,
    import: &EventImport,
    room: &Room,
    zone: Option<&Zone>,
    progress: &dyn Progress,
) -> Result<(Profile, Option<(Course, Followed)>), Error> {
    let whole = || Ok((Profile::of(source, progress)?, None));
    let (Some(zone), true) = (zone, source.format != Format::Xes) else { return whole() };
    let start = Profile::of_start(source, room.rows.clamp(1, START) as u64, progress)?;
    if !start.has_enough() {
        return Ok((start.whole()?, None));
    }
    let Ok(roles) = roles(&source.name, source.format, &start, &import.columns) else {
        return whole();
    };
    let course = Course::of(source, import, &start, &roles);
    let name = &start.columns[roles.time.expect("the guess finds a time or fails")].name;
    let mut events = Parts::new(room, course.unit);
    let plan = &course.plan;
    let way = Way { plan, file: &source.name, table: 0, joined: &[None], hops: &[], zone };
    let readers = course.readers(name, zone);
    let follow = Follow::new(way, readers, &mut events);
    let mut both = Both { profile: Profile::blank(source), follow };
    crate::ingest::scan(source, &Once(progress), &mut both)?;
    both.follow.finish()?;
    let Both { profile, follow: Follow { out, readers, .. } } = both;
    Ok((profile.whole()?, Some((course, Followed { events, out, readers }))))
}

/// Reads a file whose columns are guessed: one row an event.
pub(crate) fn read_guessed(
    source: &Source,
    import: &EventImport,
    room: &Room,
    progress: &dyn Progress,
) -> Result<EventBatch, Error> {
    let told = chosen_zone(import.time_zone.as_ref(), None, import.usual_time_zone.as_ref());
    let known = zone(told);
    let (mut profile, ahead) = look(source, import, room, known.as_ref().ok(), progress)?;
    let mut diagnostics = profile.take_notes();
    let zone = known?;
    if source.format == Format::Xes && profile.rows == 0 {
        return Ok(empty_log(source, room, zone.name, diagnostics));
    }
    if profile.rows == 0 {
        return Err(nothing_read(&source.name, 0, &[], None));
    }
    has_header(source, &profile)?;
    let roles = roles(&source.name, source.format, &profile, &import.columns)?;
    let time = &profile.columns[roles.time.expect("the guess finds a time or fails")];
    diagnostics.extend(looks_wide(source, &profile));
    if let (_, Some(why)) = time.times.order(import.day_first) {
        let doubtful = time.times.order_is_doubtful();
        let severity = if doubtful { Severity::Warning } else { Severity::Note };
        let what = format!("column `{}` is read {why}", time.name);
        let at = place(&source.name, None, Some(&time.name));
        diagnostics.push(Diagnostic::new("time-order", severity, what).at(at));
    }
    let course = Course::of(source, import, &profile, &roles);
    let ahead = ahead.filter(|(ahead, _)| *ahead == course).map(|(_, followed)| followed);
    let followed = match ahead {
        Some(followed) => followed,
        None => follow(source, &course, course.readers(&time.name, &zone), room, &zone, progress)?,
    };
    let Followed { events, out, readers } = followed;
    if events.is_empty() {
        return Err(nothing_read(&source.name, out.rows, &out.rejected, Some(events.aside())));
    }
    let time_formats = formats(&readers, &zone);
    doubts(&source.name, &readers, &mut diagnostics);
    Ok(EventBatch {
        events,
        columns: course.plan.attributes,
        rows: out.rows,
        rejected: out.rejected,
        name: None,
        unit: course.unit,
        sampling: import.sampling,
        time_zone: zone.name,
        key: None,
        attributes: Vec::new(),
        time_formats,
        guess: roles.guess,
        diagnostics,
    })
}

/// Follows a course through a file.
fn follow(
    source: &Source,
    course: &Course,
    readers: Vec<ColumnReader>,
    room: &Room,
    zone: &Zone,
    progress: &dyn Progress,
) -> Result<Followed, Error> {
    let mut events = Parts::new(room, course.unit);
    let plan = &course.plan;
    let way = Way { plan, file: &source.name, table: 0, joined: &[None], hops: &[], zone };
    let mut follow = Follow::new(way, readers, &mut events);
    crate::ingest::scan(source, &Second { progress, bytes: source.bytes }, &mut follow)?;
    follow.finish()?;
    let Follow { out, readers, .. } = follow;
    Ok(Followed { events, out, readers })
}

/// A first row of data in the place of a header would be lost without a word.
fn has_header(source: &Source, profile: &Profile) -> Result<(), Error> {
    let is_data = |column: &&ColumnProfile| {
        let name = column.name.as_str();
        crate::ingest::time::parse(name).is_some()
            && crate::ingest::cell::number(name).is_none()
            && column.time_share() >= 0.9
    };
    let Some(column) = profile.columns.iter().find(is_data) else { return Ok(()) };
    if source.format != Format::Csv {
        return Ok(());
    }
    let name = &column.name;
    let what = format!("{} has no header: `{name}` is a time, not a column's name", source.name);
    let at = place(&source.name, Some(1), Some(name));
    Err(user("no-header", what, at, "put a line with the columns' names before the first row"))
}

/// One row for each id and several times in it: every time may be an event of its own.
fn looks_wide(source: &Source, profile: &Profile) -> Option<Diagnostic> {
    let is_time = |column: &&ColumnProfile| {
        column.present > 0 && column.times.numeric == 0 && column.time_share() >= 0.9
    };
    let times: Vec<&str> =
        profile.columns.iter().filter(is_time).map(|column| column.name.as_str()).collect();
    if times.len() < 2 || !profile.has_unique_text() {
        return None;
    }
    let what = format!(
        "{} may be a wide table: it has the times {} and an id that no two rows share, but only one time became events",
        source.name,
        times.join(", ")
    );
    let help = "write a mapping file with one `[[event]]` for each time (docs/formats.md)";
    Some(
        Diagnostic::new("looks-wide", Severity::Warning, what)
            .at(place(&source.name, None, None))
            .help(help),
    )
}

fn empty_log(
    source: &Source,
    room: &Room,
    time_zone: String,
    mut diagnostics: Vec<Diagnostic>,
) -> EventBatch {
    let what = format!("{} is a log without events", source.name);
    diagnostics.push(Diagnostic::new("empty-log", Severity::Warning, what).at(place(
        &source.name,
        None,
        None,
    )));
    EventBatch {
        events: Parts::new(room, Unit::Case),
        columns: Vec::new(),
        rows: 0,
        rejected: Vec::new(),
        name: None,
        unit: Unit::Case,
        sampling: None,
        time_zone,
        key: None,
        attributes: Vec::new(),
        time_formats: Vec::new(),
        guess: Vec::new(),
        diagnostics,
    }
}

/// One rule: every row is an event, and what has no role is an attribute.
fn guessed_plan(profile: &Profile, roles: &Roles, format: Format) -> Plan {
    let pick = |column: usize| Expr::Column { table: 0, column, pick: Pick::Only };
    let ids =
        [roles.customer, roles.case, roles.account, roles.session, roles.activity, roles.time];
    let mut attributes: Vec<(String, AttributeType)> = Vec::new();
    let mut values = Vec::new();
    // In logs of process mining, `case:x` is the trace's `x`.
    let traces = format == Format::Xes
        || profile.columns.iter().any(|column| column.name == "case:concept:name");
    let names = profile.names();
    for (at, column) in profile.columns.iter().enumerate() {
        if ids.contains(&Some(at)) || roles.counters.contains(&at) || column.present == 0 {
            continue;
        }
        let name = if roles.channel == Some(at) {
            Role::Channel.name().to_owned()
        } else {
            let short = column.name.strip_prefix("case:").filter(|_| traces);
            let clashes = |short: &str| {
                let same = |other: usize| other != at && names[other] == short;
                (0..names.len()).any(same)
            };
            let own = match short {
                Some(short) if !clashes(short) => short.to_owned(),
                _ => column.name.clone(),
            };
            match (own.as_str(), roles.channel) {
                ("", _) => format!("column {}", at + 1),
                ("channel", Some(_)) => "channel (column)".to_owned(),
                _ => own,
            }
        };
        attributes.push((name, column.kind()));
        values.push(Some(pick(at)));
    }
    let rule = Rule {
        activity: pick(roles.activity.expect("the guess finds an activity or fails")),
        time: roles.time.map(|column| Expr::Time { table: 0, column, pick: Pick::Only, reader: 0 }),
        imputed_after: Vec::new(),
        when: None,
        customer: roles.customer.map(pick),
        case: roles.case.map(pick),
        account: roles.account.map(pick),
        session: roles.session.map(pick),
        attributes: values,
        needs_time: true,
    };
    let columns = roles.guess.iter().map(|g| (g.role.clone(), g.column.clone())).collect();
    Plan { rules: vec![rule], attributes, imputed: None, columns }
}
