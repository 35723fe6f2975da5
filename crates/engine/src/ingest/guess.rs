//! Which column is what, by its name and by its content.
//!
//! A name is a hint that counts; the content must allow it, and decides where no name says anything:
//! - **time**: nearly all values are times;
//! - **case** or **customer**: a value stands in several rows; where the rows of a value lie together that is
//!   strong evidence, else the column with most distinct values is it. Of two such columns where one fixes the
//!   other (an order has one customer), the finer is the case, the coarser the customer;
//! - **activity**: few distinct values, and they change within a case;
//! - **channel**: by name only: what a channel is cannot be seen from its values.

use super::guess_names::Role;
use super::profile::{ColumnProfile, Profile};
use super::{Columns, Format, Guess, no_column, place, user};
use crate::error::Error;
use crate::manifest::AttributeType;
use rustc_hash::{FxHashMap, FxHashSet};
use wayline_model::question::Unit;

/// Columns by role.
#[derive(Debug, Default)]
pub(crate) struct Roles {
    pub(crate) customer: Option<usize>,
    pub(crate) case: Option<usize>,
    pub(crate) account: Option<usize>,
    pub(crate) session: Option<usize>,
    pub(crate) activity: Option<usize>,
    pub(crate) time: Option<usize>,
    pub(crate) channel: Option<usize>,
    /// Columns that only count rows.
    pub(crate) counters: Vec<usize>,
    /// What one journey is.
    pub(crate) unit: Option<Unit>,
    /// Why.
    pub(crate) guess: Vec<Guess>,
}

/// How a column's values are spread over the first rows.
struct Spread {
    rows: usize,
    distinct: usize,
    /// Stretches of rows with the same value.
    runs: usize,
}

impl Spread {
    fn of(column: &ColumnProfile) -> Self {
        let present: Vec<u64> = column.sample.iter().copied().filter(|hash| *hash != 0).collect();
        let distinct = present.iter().collect::<FxHashSet<_>>().len();
        let runs = present.windows(2).filter(|pair| pair[0] != pair[1]).count()
            + usize::from(!present.is_empty());
        Self { rows: present.len(), distinct, runs }
    }

    /// A value stands in several rows, and there is more than one value.
    fn repeats(&self) -> bool {
        self.distinct >= 2 && self.rows as f64 >= 1.3 * self.distinct as f64
    }

    /// The rows of each value lie together.
    fn lies_together(&self) -> bool {
        self.repeats() && self.runs as f64 <= 1.05 * self.distinct as f64
    }
}

/// Finds the roles. `file` is named in errors.
///
/// # Errors
/// When a named column is not there, or activity, time or id can be found nowhere.
pub(crate) fn roles(
    file: &str,
    format: Format,
    profile: &Profile,
    told: &Columns,
) -> Result<Roles, Error> {
    let mut guesser = Guesser {
        format,
        first_row: profile.first_row,
        file,
        columns: &profile.columns,
        names: profile.names(),
        spreads: profile.columns.iter().map(Spread::of).collect(),
        taken: vec![false; profile.columns.len()],
        roles: Roles::default(),
        traced: false,
    };
    guesser.told(told)?;
    guesser.traces();
    guesser.counters();
    guesser.time();
    guesser.ids();
    guesser.activity();
    guesser.by_name_only();
    guesser.finish()
}

struct Guesser<'p> {
    format: Format,
    first_row: Option<u64>,
    file: &'p str,
    columns: &'p [ColumnProfile],
    names: Vec<String>,
    spreads: Vec<Spread>,
    taken: Vec<bool>,
    roles: Roles,
    /// The case is a trace.
    traced: bool,
}

impl Guesser<'_> {
    fn told(&mut self, told: &Columns) -> Result<(), Error> {
        let wanted = [
            (Role::Customer, &told.customer),
            (Role::Case, &told.case),
            (Role::Account, &told.account),
            (Role::Session, &told.session),
            (Role::Activity, &told.activity),
            (Role::Time, &told.time),
            (Role::Channel, &told.channel),
        ];
        for (role, name) in wanted {
            let Some(name) = name else { continue };
            let at = self.names.iter().position(|known| known == name);
            let option = format!("--{}", role.name());
            let at = at.ok_or_else(|| no_column(self.file, name, &self.names, &option))?;
            self.set(role, at, "as told".into());
        }
        Ok(())
    }

    /// The names that process mining gives: then they hold, and a customer is an attribute of the trace.
    fn traces(&mut self) {
        let names = [
            (Role::Case, "case:concept:name"),
            (Role::Activity, "concept:name"),
            (Role::Time, "time:timestamp"),
        ];
        if self.format != Format::Xes && !self.names.iter().any(|name| name == names[0].1) {
            return;
        }
        for (role, name) in names {
            let at = self.names.iter().position(|known| known == name);
            if let Some(at) = at.filter(|at| !self.taken[*at])
                && self.slot(role).is_none()
            {
                self.set(role, at, "the name that event logs give it (XES)".into());
            }
        }
        self.traced = self.roles.case.is_some();
    }

    fn slot(&mut self, role: Role) -> &mut Option<usize> {
        match role {
            Role::Customer => &mut self.roles.customer,
            Role::Case => &mut self.roles.case,
            Role::Account => &mut self.roles.account,
            Role::Session => &mut self.roles.session,
            Role::Activity => &mut self.roles.activity,
            Role::Time => &mut self.roles.time,
            Role::Channel => &mut self.roles.channel,
        }
    }

    fn set(&mut self, role: Role, at: usize, why: String) {
        *self.slot(role) = Some(at);
        self.taken[at] = true;
        let column = self.names[at].clone();
        self.roles.guess.push(Guess { role: role.name().into(), column, why });
    }

    fn free(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.columns.len()).filter(|at| !self.taken[*at])
    }

    /// The free column with the best positive score; the first of equals.
    fn best(&self, score: impl Fn(usize) -> f64) -> Option<usize> {
        let mut best: Option<(usize, f64)> = None;
        for at in self.free() {
            let score = score(at);
            if score > 0.0 && best.is_none_or(|(_, known)| score > known) {
                best = Some((at, score));
            }
        }
        best.map(|(at, _)| at)
    }

    /// A data frame's index: an unnamed column that is different in every row.
    fn counters(&mut self) {
        let counts = |at: &usize| {
            let unnamed = self.names[*at].is_empty() || self.names[*at].starts_with("Unnamed: ");
            let spread = &self.spreads[*at];
            unnamed
                && spread.distinct == spread.rows
                && self.columns[*at].kind() == AttributeType::Number
        };
        let counters: Vec<usize> = self.free().filter(counts).collect();
        for at in counters {
            self.taken[at] = true;
            self.roles.counters.push(at);
            let column = self.names[at].clone();
            let why = "an unnamed column that only counts rows is left out".into();
            self.roles.guess.push(Guess { role: "none".into(), column, why });
        }
    }

    fn time(&mut self) {
        if self.roles.time.is_some() || self.format == Format::Xes {
            return;
        }
        let score = |at: usize| {
            let column = &self.columns[at];
            let hint = Role::Time.fits(&self.names[at]);
            let share = column.time_share();
            // A bare number is a time only if a name says so or it is a plausible instant with fine steps.
            let numeric = column.times.numeric * 2 > column.times.read;
            let plausible =
                !numeric || hint > 0.0 || (column.range.0 >= 1e9 && self.spreads[at].distinct > 2);
            let enough = if hint > 0.0 { 0.5 } else { 0.9 };
            if column.present == 0 || share < enough || !plausible {
                return 0.0;
            }
            let filled = column.present as f64
                / self.columns.iter().map(|c| c.present).max().unwrap_or(1).max(1) as f64;
            let fine = 1.0 - column.times.midnights as f64 / column.times.read.max(1) as f64;
            hint * 2.0 + filled + 0.5 * fine + if numeric { 0.0 } else { 0.5 }
        };
        if let Some(at) = self.best(score) {
            let column = &self.columns[at];
            let named = Role::Time.fits(&self.names[at]) > 0.0;
            let told = if named { "its name says so, and " } else { "" };
            let why = format!("{told}{} of {} values are times", column.times.read, column.present);
            self.set(Role::Time, at, why);
        }
    }

    /// Whether a column could hold ids at all.
    fn could_be_id(&self, at: usize) -> bool {
        let column = &self.columns[at];
        let whole = column.kind() != AttributeType::Number
            || (column.range.0 >= 0.0 && column.range.1 > 1.0);
        let long = column.length > 80 * column.present.max(1);
        column.present > 0
            && column.kind() != AttributeType::Flag
            && whole
            && !long
            && (column.time_share() < 0.9 || column.times.numeric > 0)
    }

    fn ids(&mut self) {
        if self.traced {
            return;
        }
        for role in [Role::Case, Role::Customer] {
            if self.slot(role).is_some() {
                continue;
            }
            let named = self.best(|at| {
                let column = &self.columns[at];
                let there = column.present > 0 && column.kind() != AttributeType::Flag;
                if there { Role::fits(role, &self.names[at]) } else { 0.0 }
            });
            if let Some(at) = named {
                let values = self.spreads[at].distinct;
                self.set(role, at, format!("its name says so ({values} values in the first rows)"));
            }
        }
        if self.roles.case.is_some() || self.roles.customer.is_some() {
            return;
        }
        let activity_by_name = self.best(|at| Role::Activity.fits(&self.names[at]));
        let score = |at: usize| {
            let spread = &self.spreads[at];
            if !self.could_be_id(at) || !spread.repeats() || Some(at) == activity_by_name {
                return 0.0;
            }
            let values = spread.distinct as f64 / spread.rows.max(1) as f64;
            let number = if self.columns[at].kind() == AttributeType::Number { 0.5 } else { 1.0 };
            (if spread.lies_together() { 2.0 } else { 0.0 }) + values * number
        };
        let Some(first) = self.best(score) else { return };
        let spread = &self.spreads[first];
        let together = if spread.lies_together() { ", its rows lie together" } else { "" };
        let why = format!("{} values in {} rows{together}", spread.distinct, spread.rows);
        // A coarser id that each of these has exactly one of is the customer; then these are cases.
        let coarser = self.best(|at| {
            let other = &self.spreads[at];
            let id_like = at != first
                && self.could_be_id(at)
                && other.distinct < self.spreads[first].distinct
                && other.distinct * 4 >= self.spreads[first].distinct
                && other.distinct > 20
                && self.fixes(first, at);
            if id_like { other.distinct as f64 } else { 0.0 }
        });
        if let Some(coarser) = coarser {
            let why_customer = format!(
                "{} values; each of `{}` has one",
                self.spreads[coarser].distinct, self.names[first]
            );
            self.set(Role::Case, first, why);
            self.set(Role::Customer, coarser, why_customer);
        } else {
            self.set(Role::Customer, first, why);
        }
    }

    /// Whether every value of one column stands with only one value of the other.
    fn fixes(&self, one: usize, other: usize) -> bool {
        let mut known: FxHashMap<u64, u64> = FxHashMap::default();
        let (one, other) = (&self.columns[one].sample, &self.columns[other].sample);
        one.iter().zip(other).all(|(a, b)| *known.entry(*a).or_insert(*b) == *b)
    }

    fn activity(&mut self) {
        if self.roles.activity.is_some() {
            return;
        }
        let id = self.roles.case.or(self.roles.customer);
        let score = |at: usize| {
            let column = &self.columns[at];
            let spread = &self.spreads[at];
            let hint = Role::Activity.fits(&self.names[at]);
            let few = spread.distinct >= 1
                && (spread.distinct <= 50 || spread.distinct * 20 <= spread.rows.max(1));
            let allowed = column.present > 0
                && column.time_share() < 0.5
                && column.kind() != AttributeType::Flag;
            if !allowed || (!few && hint == 0.0) || (hint == 0.0 && spread.distinct < 2) {
                return 0.0;
            }
            // Journeys begin alike and go on: an activity changes from row to row, and few of them come first.
            let changes = id.map_or(0.5, |id| {
                self.changes_within(id, at) * (0.4 + 0.6 * self.begins_alike(id, at))
            });
            let variety = 0.1 * spread.distinct.min(10) as f64 / 10.0;
            let number = if column.kind() == AttributeType::Number { 0.2 } else { 1.0 };
            let whole = column.present as f64
                / self.columns.iter().map(|c| c.present).max().unwrap_or(1) as f64;
            hint * 3.0 + (changes + variety) * number * whole
        };
        if let Some(at) = self.best(score) {
            let values = self.spreads[at].distinct;
            let named = Role::Activity.fits(&self.names[at]) > 0.0;
            let why = if named {
                format!("its name says so ({values} values)")
            } else {
                format!("{values} values that change from row to row of one id")
            };
            self.set(Role::Activity, at, why);
        }
    }

    /// Share of neighbouring rows of one id that differ in a column: 1 where it always changes.
    fn changes_within(&self, id: usize, at: usize) -> f64 {
        let mut last: FxHashMap<u64, u64> = FxHashMap::default();
        let (mut pairs, mut changed) = (0_u64, 0_u64);
        for (id, value) in self.columns[id].sample.iter().zip(&self.columns[at].sample) {
            if let Some(before) = last.insert(*id, *value) {
                pairs += 1;
                changed += u64::from(before != *value);
            }
        }
        if pairs == 0 { 0.5 } else { changed as f64 / pairs as f64 }
    }

    /// Share of ids whose first row has the most common first value.
    fn begins_alike(&self, id: usize, at: usize) -> f64 {
        let mut seen: FxHashSet<u64> = FxHashSet::default();
        let mut firsts: FxHashMap<u64, usize> = FxHashMap::default();
        let mut most = 0;
        for (id, value) in self.columns[id].sample.iter().zip(&self.columns[at].sample) {
            if seen.insert(*id) {
                let count = firsts.entry(*value).or_default();
                *count += 1;
                most = most.max(*count);
            }
        }
        most as f64 / seen.len().max(1) as f64
    }

    fn by_name_only(&mut self) {
        for role in [Role::Account, Role::Session, Role::Channel] {
            if self.slot(role).is_none()
                && let Some(at) = self.best(|at| role.fits(&self.names[at]))
            {
                self.set(role, at, "its name says so".into());
            }
        }
    }

    fn finish(mut self) -> Result<Roles, Error> {
        let missing = |what: &str, option: &str| {
            let shown: Vec<&str> =
                self.names.iter().map(String::as_str).filter(|n| !n.is_empty()).take(20).collect();
            // A log has no header: its first event is where one would look.
            let line = if self.format == Format::Xes { self.first_row.unwrap_or(1) } else { 1 };
            let message = if self.format == Format::Xes {
                format!("the events of {} (the first in line {line}) do not have {what}", self.file)
            } else {
                format!("no column of {} looks like {what}", self.file)
            };
            let help = match (shown.is_empty(), self.format) {
                (true, _) => "export it with its columns".to_owned(),
                (false, Format::Xes) => {
                    format!(
                        "name it with `{option}` if it is there; the keys are: {}",
                        shown.join(", ")
                    )
                }
                (false, _) => format!(
                    "name it with `{option}`, or write a mapping file if one row holds several times; the columns are: {}",
                    shown.join(", ")
                ),
            };
            user("column-not-found", message, place(self.file, Some(line), None), &help)
        };
        if self.roles.time.is_none() {
            return Err(missing("a time", "--time"));
        }
        if self.roles.activity.is_none() {
            return Err(missing("an activity", "--activity"));
        }
        let ids = [self.roles.customer, self.roles.case, self.roles.account, self.roles.session];
        if ids.iter().all(Option::is_none) {
            return Err(missing("a customer or case", "--customer"));
        }
        self.roles.unit = Some(match ids {
            [Some(_), ..] => Unit::Customer,
            [None, Some(_), ..] => Unit::Case,
            [None, None, Some(_), _] => Unit::Account,
            _ => Unit::Session,
        });
        Ok(self.roles)
    }
}
