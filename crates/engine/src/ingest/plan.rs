//! A plan: what each row becomes. Made by the guess or from a mapping file, followed in the second pass.

mod simple;

use super::batch::{EventBatch, NewEvent, bad_id, nothing_read, push_event};
use super::cell::Cell;
use super::expr::{
    ColumnReader, Context, Expr, Fault, Pick, Value, as_flag, as_number, into_id, into_text,
};
use super::guess::{Roles, roles};
use super::guess_names::Role;
use super::joins::Joined;
use super::profile::{ColumnProfile, Profile};
use super::rejected::{Rejected, raw_line};
use super::rows::{Rows, Scope, Split};
use super::source::Source;
use super::time::{Reader, ReaderTally, Zone, zone};
use super::{EventImport, Format, Progress, place, user};
use crate::error::Error;
use crate::manifest::{AttributeType, TimeFormat};
use crate::parts::block::{Block, Cells};
use crate::parts::{Parts, Room};
use simple::Simple;
use std::cell::RefCell;
use wayline_model::diagnostic::{Diagnostic, Severity};
use wayline_model::question::Unit;

/// The attribute that marks events whose time is imputed.
pub(crate) const IMPUTED: &str = "time_imputed";

/// What one row becomes when a condition holds.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) activity: Expr,
    /// The time; absent where it is always imputed.
    pub(crate) time: Option<Expr>,
    /// The time is the latest of these where the event has none of its own.
    pub(crate) imputed_after: Vec<Expr>,
    pub(crate) when: Option<Expr>,
    pub(crate) customer: Option<Expr>,
    pub(crate) case: Option<Expr>,
    pub(crate) account: Option<Expr>,
    pub(crate) session: Option<Expr>,
    /// One for each attribute of the plan; `None` where the rule does not give it.
    pub(crate) attributes: Vec<Option<Expr>>,
    /// Whether a row without a time is a fault. In wide tables it means that the event did not happen.
    pub(crate) needs_time: bool,
}

/// What the rows of a table become.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) rules: Vec<Rule>,
    /// Names and types of all attributes.
    pub(crate) attributes: Vec<(String, AttributeType)>,
    /// Where the attribute `time_imputed` stands among them.
    pub(crate) imputed: Option<usize>,
    /// The columns that roles were given to, for reports.
    pub(crate) columns: Vec<(String, String)>,
}

/// How the rows that match a row are found: by the value of a column of a table found before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hop {
    pub(crate) from_table: usize,
    pub(crate) from_column: usize,
    pub(crate) to_table: usize,
    pub(crate) to_key: usize,
}

/// What does not change while a plan is followed.
#[derive(Clone, Copy)]
pub(crate) struct Way<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) file: &'p str,
    /// Number of the table that is read.
    pub(crate) table: usize,
    pub(crate) joined: &'p [Option<Joined>],
    pub(crate) hops: &'p [Hop],
    pub(crate) zone: &'p Zone,
}

/// Follows a plan.
pub(crate) struct Follow<'p> {
    way: Way<'p>,
    simple: Option<Simple>,
    pub(crate) readers: Vec<ColumnReader>,
    pub(crate) out: Out,
    matches: Vec<Vec<u32>>,
    /// Where the events go in the end; pieces keep theirs.
    parts: Option<&'p mut Parts>,
}

/// Events that are put together row by row before they go on.
const BUFFERED: usize = 1 << 16;

/// What following plans makes.
#[derive(Debug, Default)]
pub(crate) struct Out {
    events: Block,
    /// Blocks of a piece that are full.
    full: Vec<Block>,
    pub(crate) rows: u64,
    pub(crate) rejected: Vec<Rejected>,
    /// For each rule: rows where its condition holds but there is no time.
    pub(crate) timeless: Vec<u64>,
}

impl Plan {
    /// The column that a role was given to.
    fn column_of(&self, role: String) -> String {
        let found = self.columns.iter().find(|(known, _)| *known == role);
        found.map_or(role, |(_, column)| column.clone())
    }
}

impl Plan {
    /// A block without events that has the plan's attributes.
    fn block(&self) -> Block {
        let attributes = self.attributes.iter();
        let attributes = attributes.map(|(name, kind)| (name.clone(), Cells::new(*kind))).collect();
        Block { attributes, ..Block::default() }
    }
}

impl Follow<'_> {
    /// Rows that are set aside are not held where they are many.
    fn bound(&mut self) -> Result<(), Error> {
        self.parts.as_mut().map_or(Ok(()), |parts| parts.set_aside(&mut self.out.rejected))
    }
}

impl<'p> Follow<'p> {
    /// Follows a plan; the events go to `parts`.
    pub(crate) fn new(way: Way<'p>, readers: Vec<ColumnReader>, parts: &'p mut Parts) -> Self {
        Self { parts: Some(parts), ..Self::piece_of(way, readers) }
    }

    fn piece_of(way: Way<'p>, readers: Vec<ColumnReader>) -> Self {
        let timeless = vec![0; way.plan.rules.len()];
        Self {
            out: Out { events: way.plan.block(), timeless, ..Out::default() },
            simple: Simple::of(way.plan, way.table),
            matches: vec![Vec::new(); way.joined.len()],
            readers,
            parts: None,
            way,
        }
    }

    /// Hands the events over that are still here.
    pub(crate) fn finish(&mut self) -> Result<(), Error> {
        match &mut self.parts {
            Some(parts) if !self.out.events.is_empty() => {
                parts.push(std::mem::replace(&mut self.out.events, self.way.plan.block()))
            }
            _ => Ok(()),
        }
    }
}

impl Split for Follow<'_> {
    type Piece = Self;

    fn piece(&self) -> Option<Self> {
        let readers = self.readers.iter().map(ColumnReader::anew).collect();
        Some(Self::piece_of(self.way, readers))
    }

    fn take(&mut self, mut piece: Self) -> Result<(), Error> {
        self.finish()?;
        for block in piece.out.full {
            self.out.events = block;
            self.finish()?;
        }
        self.out.events = piece.out.events;
        self.finish()?;
        self.out.rows += piece.out.rows;
        self.out.rejected.append(&mut piece.out.rejected);
        self.bound()?;
        for (all, more) in self.out.timeless.iter_mut().zip(&piece.out.timeless) {
            *all += more;
        }
        for (reader, piece) in self.readers.iter_mut().zip(piece.readers) {
            reader.tally.get_mut().add(&piece.tally.into_inner());
        }
        Ok(())
    }
}

/// For each table the rows that match the row that is read. Empty where there is no match.
pub(crate) fn find_matches(
    hops: &[Hop],
    table: usize,
    cells: &[Cell<'_>],
    joined: &[Option<Joined>],
    matches: &mut [Vec<u32>],
) {
    for hop in hops {
        let mut found = std::mem::take(&mut matches[hop.to_table]);
        found.clear();
        if let Some(to) = &joined[hop.to_table] {
            let mut add = |cell: &Cell<'_>| {
                if let Some(text) = cell.as_text() {
                    found.extend_from_slice(to.find(hop.to_key, &text));
                }
            };
            if hop.from_table == table {
                cells.get(hop.from_column).into_iter().for_each(&mut add);
            } else if let Some(from) = &joined[hop.from_table] {
                for row in &matches[hop.from_table] {
                    add(&from.cell(*row as usize, hop.from_column));
                }
            }
        }
        matches[hop.to_table] = found;
    }
}

impl Follow<'_> {
    /// Adds the events of all rules; the first fault is to blame.
    fn events(&mut self, cells: &[Cell<'_>], blamed: &mut Option<Fault>) -> Result<(), Error> {
        let Way { plan, table, joined, hops, .. } = self.way;
        find_matches(hops, table, cells, joined, &mut self.matches);
        for (at, rule) in plan.rules.iter().enumerate() {
            if let Err(fault) = self.event(rule, at, cells)? {
                blamed.get_or_insert(fault);
            }
        }
        Ok(())
    }

    fn event(
        &mut self,
        rule: &Rule,
        at: usize,
        cells: &[Cell<'_>],
    ) -> Result<Result<(), Fault>, Error> {
        let context = Context {
            table: self.way.table,
            cells,
            joined: self.way.joined,
            matches: &self.matches,
            readers: &self.readers,
            zone: self.way.zone,
        };
        let made = match make(rule, &context) {
            Ok(Some(made)) => made,
            Ok(None) => {
                self.out.timeless[at] += 1;
                return Ok(Ok(()));
            }
            Err(Stop::Skip) => return Ok(Ok(())),
            Err(Stop::Fault(fault)) => return Ok(Err(fault)),
        };
        let (event, imputed) = made;
        let mut values = Vec::with_capacity(rule.attributes.len());
        for attribute in &rule.attributes {
            match attribute.as_ref().map_or(Ok(Value::Missing), |expr| expr.value(&context)) {
                Ok(value) => values.push(value),
                Err(fault) => return Ok(Err(fault)),
            }
        }
        push_event(&mut self.out.events, &event)?;
        for (index, value) in values.into_iter().enumerate() {
            match &mut self.out.events.attributes[index].1 {
                Cells::Text(words) => words.push(into_text(value).as_deref())?,
                Cells::Number(numbers) => numbers.push(as_number(&value).unwrap_or(f64::NAN)),
                Cells::Flag(flags) if self.way.plan.imputed == Some(index) => {
                    flags.push(imputed.then_some(true));
                }
                Cells::Flag(flags) => flags.push(as_flag(&value)),
            }
        }
        Ok(Ok(()))
    }
}

enum Stop {
    /// The condition does not hold.
    Skip,
    Fault(Fault),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The event without its attributes and whether its time is imputed; `None` where it has no time.
fn make<'a>(rule: &'a Rule, row: &Context<'a>) -> Result<Option<(NewEvent<'a>, bool)>, Stop> {
    if let Some(when) = &rule.when
        && !when.holds(row)?
    {
        return Err(Stop::Skip);
    }
    let fault = |column: Option<&str>, reason: &str| {
        Stop::Fault(Fault { column: column.map(str::to_owned), reason: reason.to_owned() })
    };
    let (mut time, mut imputed) = (None, false);
    if let Some(expr) = &rule.time
        && let Value::Time(us) = expr.value(row)?
    {
        time = Some(us);
    }
    if time.is_none() {
        for expr in &rule.imputed_after {
            if let Value::Time(us) = expr.value(row)? {
                time = Some(time.map_or(us, |known: i64| known.max(us)));
                imputed = true;
            }
        }
    }
    let Some(time) = time else {
        return if rule.needs_time {
            Err(fault(Some("time"), "there is no time"))
        } else {
            Ok(None)
        };
    };
    let id = |expr: &'a Option<Expr>, what: &str| -> Result<_, Stop> {
        let Some(expr) = expr else { return Ok(None) };
        let id = into_id(expr.value(row)?);
        match id.as_deref().and_then(|id| bad_id(what, id)) {
            Some(reason) => Err(fault(Some(what), &reason)),
            None => Ok(id),
        }
    };
    let activity = into_id(rule.activity.value(row)?)
        .ok_or_else(|| fault(Some("activity"), "there is no activity"))?;
    if let Some(reason) = bad_id("activity", &activity) {
        return Err(fault(Some("activity"), &reason));
    }
    let event = NewEvent {
        customer: id(&rule.customer, "customer")?,
        case: id(&rule.case, "case")?,
        account: id(&rule.account, "account")?,
        session: id(&rule.session, "session")?,
        activity,
        time,
    };
    if event.customer.is_none()
        && event.case.is_none()
        && event.account.is_none()
        && event.session.is_none()
    {
        return Err(fault(None, "there is no id: neither customer nor case nor any other"));
    }
    Ok(Some((event, imputed)))
}

impl Rows for Follow<'_> {
    fn column(&mut self, _name: &str, _scope: Scope) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, row: u64, cells: &[Cell<'_>]) -> Result<(), Error> {
        self.out.rows += 1;
        let plan = self.way.plan;
        let mut blamed: Option<Fault> = None;
        if let Some(simple) = &mut self.simple {
            match simple.add(cells, &self.readers, &mut self.out.events)? {
                Ok(true) => {}
                Ok(false) => self.out.timeless[0] += 1,
                Err(fault) => blamed = Some(fault),
            }
        } else {
            self.events(cells, &mut blamed)?;
        }
        if let Some(fault) = blamed {
            self.out.rejected.push(Rejected {
                file: self.way.file.to_owned(),
                row,
                column: fault.column.map(|name| plan.column_of(name)),
                reason: fault.reason,
                raw: raw_line(cells.iter().map(|cell| cell.as_text().unwrap_or_default())),
            });
            self.bound()?;
        }
        if self.out.events.len() >= BUFFERED {
            if self.parts.is_some() {
                self.finish()?;
            } else {
                let empty = plan.block();
                self.out.full.push(std::mem::replace(&mut self.out.events, empty));
            }
        }
        Ok(())
    }

    fn bad(&mut self, rejected: Rejected) -> Result<(), Error> {
        self.out.rows += 1;
        self.out.rejected.push(rejected);
        self.bound()
    }

    fn note(&mut self, _diagnostic: Diagnostic) {}
}

/// Reads a file whose columns are guessed: one row an event.
pub(crate) fn read_guessed(
    source: &Source,
    import: &EventImport,
    room: &Room,
    progress: &dyn Progress,
) -> Result<EventBatch, Error> {
    let mut profile = Profile::of(source, progress)?;
    let mut diagnostics = profile.take_notes();
    let zone =
        zone(super::chosen_zone(import.time_zone.as_ref(), None, import.usual_time_zone.as_ref()))?;
    if source.format == Format::Xes && profile.rows == 0 {
        return Ok(empty_log(source, room, zone.name, diagnostics));
    }
    if profile.rows == 0 {
        return Err(nothing_read(&source.name, 0, &[], None));
    }
    has_header(source, &profile)?;
    let roles = roles(&source.name, source.format, &profile, &import.columns)?;
    let time = roles.time.expect("the guess finds a time or fails");
    diagnostics.extend(looks_wide(source, &profile));
    let (order, why) = profile.columns[time].times.order(import.day_first);
    if let Some(why) = why {
        let doubtful = profile.columns[time].times.order_is_doubtful();
        let severity = if doubtful { Severity::Warning } else { Severity::Note };
        let what = format!("column `{}` is read {why}", profile.columns[time].name);
        diagnostics.push(Diagnostic::new("time-order", severity, what).at(place(
            &source.name,
            None,
            Some(&profile.columns[time].name),
        )));
    }
    let readers = vec![ColumnReader {
        column: profile.columns[time].name.clone(),
        reader: Reader { zone: zone.clone(), order, declared: None },
        tally: RefCell::default(),
    }];
    let plan = guessed_plan(&profile, &roles, source.format);
    let unit = import.unit.or(roles.unit).unwrap_or(Unit::Customer);
    let mut events = Parts::new(room, unit);
    let way =
        Way { plan: &plan, file: &source.name, table: 0, joined: &[None], hops: &[], zone: &zone };
    let mut follow = Follow::new(way, readers, &mut events);
    super::scan(source, &Second { progress, bytes: source.bytes }, &mut follow)?;
    follow.finish()?;
    let Follow { out, readers, .. } = follow;
    if events.is_empty() {
        return Err(nothing_read(&source.name, out.rows, &out.rejected, Some(events.aside())));
    }
    let time_formats = formats(&readers, &zone);
    doubts(&source.name, &readers, &mut diagnostics);
    Ok(EventBatch {
        events,
        columns: plan.attributes,
        rows: out.rows,
        rejected: out.rejected,
        name: None,
        unit,
        sampling: import.sampling,
        time_zone: zone.name,
        key: None,
        attributes: Vec::new(),
        time_formats,
        guess: roles.guess,
        diagnostics,
    })
}

/// A first row of data in the place of a header would be lost without a word.
fn has_header(source: &Source, profile: &Profile) -> Result<(), Error> {
    let is_data = |column: &&ColumnProfile| {
        let name = column.name.as_str();
        super::time::parse(name).is_some()
            && super::cell::number(name).is_none()
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

/// The second pass goes on where the first ended.
pub(crate) struct Second<'p> {
    pub(crate) progress: &'p dyn Progress,
    pub(crate) bytes: u64,
}

impl Progress for Second<'_> {
    fn step(&self, done: u64, total: u64) {
        self.progress.step(self.bytes + done, total);
    }
}

/// The forms of time that readers met.
pub(crate) fn formats(readers: &[ColumnReader], zone: &Zone) -> Vec<TimeFormat> {
    readers.iter().flat_map(|r| r.tally.borrow().formats(&r.column, zone)).collect()
}

/// What was doubtful about times.
pub(crate) fn doubts(file: &str, readers: &[ColumnReader], diagnostics: &mut Vec<Diagnostic>) {
    for reader in readers {
        let tally: ReaderTally = reader.tally.borrow().clone();
        let zone = &reader.reader.zone.name;
        let mut say = |code: &str, count: u64, what: String, help: &str| {
            if count > 0 {
                diagnostics.push(
                    Diagnostic::new(code, Severity::Warning, what)
                        .at(place(file, None, Some(&reader.column)))
                        .help(help),
                );
            }
        };
        say(
            "time-in-gap",
            tally.gaps,
            format!(
                "{} times do not exist in {zone}: clocks were put forward over them; they were moved on by the gap",
                tally.gaps
            ),
            "check the time zone",
        );
        say(
            "time-in-fold",
            tally.folds,
            format!(
                "{} times exist twice in {zone}: clocks were put back; the earlier was taken",
                tally.folds
            ),
            "export times with their offset from UTC",
        );
        say(
            "time-doubtful",
            tally.far,
            format!("{} times lie before 1900 or after 2100", tally.far),
            "they may stand for `unknown` or `for ever`; leave them out with `since` and `until`",
        );
    }
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
