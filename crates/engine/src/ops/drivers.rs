//! `drivers`: what goes with reaching a goal, by odds ratio.
//!
//! **How.** Every journey has an entry, its first visible event, and a window from there (`within`, its end included; the whole journey if absent). For each
//! activity, and each value of an attribute, the journeys that have it in the window before the goal's first event are set against those that do not. Odds ratio
//! with Haldane's half added to each of the four cells, interval of its logarithm at 95 % by Woolf, p of that Wald test, q over all activities, and over all values
//! (Benjamini and Hochberg). Journeys whose window is still open and that did not reach the goal are left out and counted.
//! Strongest first; what everyone had, or nobody, comes last.
//!
//! **Example.** `{"op": "drivers", "goal": "order_placed", "within": "7d"}`.
//!
//! **Limits.** Attributes of numbers, and of more than 50 values, are left out. An association, never a cause: whoever is about to reach the goal has more time to do things before it.
//!
//! **Reference.** J. Haldane (1956), B. Woolf (1955), Y. Benjamini and Y. Hochberg (1995).

use super::Context;
use crate::catalog::{Catalog, Kind};
use crate::error::Error;
use crate::journeys::ColumnIx;
use crate::run::Operator;
use crate::span::length_us;
use crate::stats::Estimate;
use crate::stats::multiple::benjamini_hochberg;
use crate::stats::odds::Table;
use crate::trace::{Code, Trace};
use serde_json::{Map, Value, json};

/// An attribute of more values is left out.
const VALUES: usize = 50;

/// The operator.
pub(crate) struct Drivers<'a> {
    context: Context<'a>,
    goal: usize,
    within_us: Option<i64>,
    /// The activities that are looked at.
    activities: Vec<usize>,
    attributes: Vec<Looked<'a>>,
    columns: Vec<ColumnIx>,
    /// Things that can be seen: all activities, then all values.
    things: usize,
    left_out: Vec<String>,
}

/// An attribute that is looked at.
#[derive(Clone, Copy, Debug)]
struct Looked<'a> {
    name: &'a str,
    /// Texts by code; none for a flag.
    texts: Option<&'a [String]>,
    /// The thing that its first value is.
    first: usize,
}

impl Looked<'_> {
    fn values(&self) -> usize {
        self.texts.map_or(2, <[String]>::len)
    }

    fn value(&self, code: usize) -> Value {
        self.texts.map_or_else(|| (code == 1).into(), |texts| texts[code].clone().into())
    }
}

impl<'a> Drivers<'a> {
    /// Chooses what is looked at: the activities given, or all but the goal and the values of attributes.
    pub(crate) fn new(
        context: Context<'a>,
        data: &'a dyn Catalog,
        goal: usize,
        within: Option<&str>,
        step: Option<Vec<usize>>,
    ) -> Result<Self, Error> {
        let mut things = context.names.len();
        let (mut attributes, mut columns) = (Vec::new(), Vec::new());
        let (mut numbers, mut many) = (Vec::new(), Vec::new());
        let names = data.attribute_names().into_iter().filter(|_| step.is_none());
        for (name, ix) in names.filter_map(|name| Some((name, data.find_column(name)?))) {
            let texts = match data.kind(ix) {
                Kind::Number => {
                    numbers.push(name);
                    continue;
                }
                Kind::Text(values) if values.len() > VALUES => {
                    many.push(name);
                    continue;
                }
                Kind::Text(values) => Some(values),
                Kind::Flag => None,
            };
            let looked = Looked { name, texts, first: things };
            things += looked.values();
            attributes.push(looked);
            columns.push(ix);
        }
        let mut left_out = Vec::new();
        if !numbers.is_empty() {
            left_out.push(format!("attributes of numbers are left out: {}", numbers.join(", ")));
        }
        if !many.is_empty() {
            let names = many.join(", ");
            left_out.push(format!("attributes of more than {VALUES} values are left out: {names}"));
        }
        Ok(Self {
            context,
            goal,
            within_us: within.map(length_us).transpose()?,
            activities: step.unwrap_or_else(|| {
                (0..context.names.len()).filter(|activity| *activity != goal).collect()
            }),
            attributes,
            columns,
            things,
            left_out,
        })
    }

    /// What the reader should know: attributes that are not looked at.
    pub(crate) fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// Rows of one family of tests, each with what it is about and how strong it is.
    fn rows(&self, things: Vec<(usize, Value)>, partial: &Partial) -> Vec<(f64, Value)> {
        let tables: Vec<Table> = things.iter().map(|(thing, _)| partial.table(*thing)).collect();
        let odds: Vec<Estimate> = tables.iter().map(Table::odds_ratio).collect();
        let q = benjamini_hochberg(&odds.iter().map(|odds| odds.p).collect::<Vec<_>>());
        let rows = things.into_iter().zip(tables).zip(odds.into_iter().zip(q));
        rows.map(|(((_, about), table), (odds, q))| {
            let (with, without) =
                (table.with_hit + table.with_miss, table.without_hit + table.without_miss);
            let mut row = match about {
                Value::Object(about) => about,
                _ => Map::new(),
            };
            let figures = json!({
                "odds": {
                    "value": odds.value,
                    "low": odds.low,
                    "high": odds.high,
                    "n": partial.all,
                    "low_base": with.min(without) < self.context.min_base,
                },
                "q": q,
                "with": with,
                "with_reached": table.with_hit,
                "without": without,
                "without_reached": table.without_hit,
            });
            if let Value::Object(figures) = figures {
                row.extend(figures);
            }
            // Where everyone has it, or nobody, nobody is compared with anybody.
            let compared = with > 0 && without > 0;
            (if compared { odds.value.ln().abs() } else { -1.0 }, Value::Object(row))
        })
        .collect()
    }
}

#[derive(Debug)]
pub(crate) struct Partial {
    /// Journeys that reached the goal or had their whole window to do so.
    all: u64,
    reached: u64,
    open: u64,
    /// Of those, by what they had before.
    things: Vec<Had>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Had {
    reached: u64,
    missed: u64,
    /// The last journey counted, plus one; only of use while folding.
    stamp: usize,
}

impl Partial {
    fn see(&mut self, thing: usize, reached: bool, stamp: usize) {
        let had = &mut self.things[thing];
        if had.stamp != stamp {
            had.stamp = stamp;
            *(if reached { &mut had.reached } else { &mut had.missed }) += 1;
        }
    }

    fn table(&self, thing: usize) -> Table {
        let had = self.things[thing];
        Table {
            with_hit: had.reached,
            with_miss: had.missed,
            without_hit: self.reached - had.reached,
            without_miss: self.all - self.reached - had.missed,
        }
    }
}

impl Operator for Drivers<'_> {
    type Partial = Partial;
    type Answer = Value;

    fn columns(&self) -> &[ColumnIx] {
        &self.columns
    }

    fn begin(&self) -> Partial {
        Partial { all: 0, reached: 0, open: 0, things: vec![Had::default(); self.things] }
    }

    fn trace<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) {
        let until = self.within_us.map(|within| trace.times[0].saturating_add(within));
        let inside = until
            .map_or(trace.times.len(), |until| trace.times.partition_point(|time| *time <= until));
        let before = &trace.activities[..inside];
        let goal = before.iter().position(|activity| activity.ix() == self.goal);
        let reached = goal.is_some();
        if !reached && until.is_some_and(|until| until > self.context.seen_through) {
            partial.open += 1;
            return;
        }
        partial.all += 1;
        partial.reached += u64::from(reached);
        let before = &before[..goal.unwrap_or(inside)];
        let stamp = trace.journey.0 + 1;
        for activity in before {
            partial.see(activity.ix(), reached, stamp);
        }
        for (attribute, cells) in self.attributes.iter().zip(trace.columns) {
            for at in 0..before.len() {
                if let Some(code) = cells.key(at).and_then(|key| usize::try_from(key).ok()) {
                    partial.see(attribute.first + code, reached, stamp);
                }
            }
        }
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        into.all += from.all;
        into.reached += from.reached;
        into.open += from.open;
        for (into, from) in into.things.iter_mut().zip(from.things) {
            into.reached += from.reached;
            into.missed += from.missed;
        }
    }

    fn finish(&self, partial: Partial) -> Value {
        let names = self.context.names;
        let activities = self
            .activities
            .iter()
            .map(|activity| (*activity, json!({"activity": names[*activity]})));
        let values = self.attributes.iter().flat_map(|attribute| {
            (0..attribute.values()).map(|code| {
                let about = json!({"attribute": attribute.name, "value": attribute.value(code)});
                (attribute.first + code, about)
            })
        });
        // A value that nobody had compares nobody with nobody.
        let had = |thing: &(usize, Value)| {
            let had = partial.things[thing.0];
            had.reached + had.missed > 0
        };
        let mut drivers = self.rows(activities.collect(), &partial);
        drivers.extend(self.rows(values.filter(had).collect(), &partial));
        drivers.sort_by(|a, b| b.0.total_cmp(&a.0));
        json!({
            "goal": names[self.goal],
            "reached": partial.reached,
            "open": partial.open,
            "drivers": drivers.into_iter().map(|(_, row)| row).collect::<Vec<_>>(),
        })
    }
}
