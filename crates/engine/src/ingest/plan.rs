//! A plan: what each row becomes. Made by the guess or from a mapping file, followed in the second pass.

mod guessed;
mod simple;

pub(crate) use guessed::read_guessed;

use super::batch::{NewEvent, bad_id, push_event};
use super::cell::Cell;
use super::expr::{
    ColumnReader, Context, Expr, Fault, Value, as_flag, as_number, into_id, into_text,
};
use super::joins::Joined;
use super::rejected::{Rejected, raw_line};
use super::rows::{Rows, Scope, Split};
use super::time::{ReaderTally, Zone};
use super::{Progress, place};
use crate::error::Error;
use crate::manifest::{AttributeType, TimeFormat};
use crate::parts::Parts;
use crate::parts::block::{Block, Cells};
use simple::Simple;
use wayline_model::diagnostic::{Diagnostic, Severity};

/// The attribute that marks events whose time is imputed.
pub(crate) const IMPUTED: &str = "time_imputed";

/// What one row becomes when a condition holds.
#[derive(Debug, PartialEq)]
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
#[derive(Debug, PartialEq)]
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
    let met = |r: &ColumnReader| r.tally.borrow().formats(&r.column, zone, r.reader.order);
    readers.iter().flat_map(met).collect()
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
