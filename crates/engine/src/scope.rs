//! A question's scope bound to the data: which journeys, which of their events, in which group.
//!
//! `since` and `until` say which data are looked at at all. `where` and `by` then see a journey's
//! events before `only` hides some of them.

use crate::ask::Settings;
use crate::block::{Needs, Room, Rows, Source};
use crate::catalog::{Catalog, Kind};
use crate::cells::Cells;
use crate::error::Error;
use crate::filter::{EventFilter, Filter};
use crate::journeys::{ColumnIx, unit_name};
use crate::refusal::{hint, refuse};
use crate::span::instant_us;
use rayon::prelude::*;
use std::ops::Range;
use wayline_model::question::{At, By, Scope};

/// A scope bound to journeys.
#[derive(Clone)]
pub(crate) struct Bound<'a> {
    /// What may be named.
    pub(crate) names: &'a dyn Catalog,
    /// The journeys.
    pub(crate) data: &'a dyn Source,
    /// First time that counts.
    since: Option<i64>,
    /// First time that no longer counts.
    pub(crate) until: Option<i64>,
    filter: Option<Filter>,
    pub(crate) only: Option<EventFilter>,
    by: Option<(ColumnIx, At)>,
}

/// The group a journey belongs to; ordered only to be told apart, never to be shown in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Group {
    /// No `by`, or no value.
    Missing,
    /// A text's code.
    Code(u32),
    /// A number's bits.
    Bits(u64),
    /// A flag.
    Flag(bool),
}

impl Group {
    /// Whether there are few such groups, so that each may take more room than it fills.
    pub(crate) fn is_one_of_few(self) -> bool {
        const FEW: u32 = 64;
        match self {
            Self::Missing => true,
            Self::Code(code) => code < FEW,
            Self::Bits(_) | Self::Flag(_) => false,
        }
    }

    /// Tells groups apart that are equal in size and first arrival: the values of one journey's events.
    pub(crate) fn code(self) -> u64 {
        match self {
            Self::Missing => 0,
            Self::Code(code) => u64::from(code),
            Self::Bits(bits) => bits,
            Self::Flag(flag) => u64::from(flag),
        }
    }
}

impl<'a> Bound<'a> {
    /// Looks up every name of a scope.
    pub(crate) fn new<J: Catalog + Source>(
        journeys: &'a J,
        scope: &Scope,
        settings: &Settings,
    ) -> Result<Self, Error> {
        let names: &dyn Catalog = journeys;
        if let Some(unit) = scope.unit.filter(|unit| *unit != names.unit()) {
            return Err(refuse(
                "unit-mismatch",
                format!(
                    "the question is about journeys by {}, and these are by {}",
                    unit_name(unit),
                    unit_name(names.unit())
                ),
                "build the journeys by the question's unit",
            ));
        }
        let instant = |text: &Option<String>, field| {
            let zone = &settings.time_zone;
            text.as_ref().map(|text| instant_us(text, field, zone)).transpose()
        };
        let (since, until) = (instant(&scope.since, "since")?, instant(&scope.until, "until")?);
        if since.zip(until).is_some_and(|(since, until)| since >= until) {
            return Err(refuse(
                "empty-period",
                "`since` is not before `until`, so no event can be in scope",
                "`since` is included, `until` is not",
            ));
        }
        let by = match &scope.by {
            None => None,
            Some(By::Attribute(name)) => Some((column(names, "by", name)?, At::First)),
            Some(By::AttributeAt { attribute, at }) => Some((column(names, "by", attribute)?, *at)),
        };
        let filter = scope.filter.as_ref();
        let only = scope.only.as_ref();
        Ok(Self {
            names,
            data: journeys,
            since,
            until,
            filter: filter.map(|text| Filter::bind(text, names)).transpose()?,
            only: only.map(|text| EventFilter::bind(text, names)).transpose()?,
            by,
        })
    }

    /// The same period and hidden events, for all journeys, in one group: what limits are learned from.
    pub(crate) fn everybody(&self) -> Self {
        Self { filter: None, by: None, ..self.clone() }
    }

    /// The same of other journeys with the same names.
    pub(crate) fn of<'b>(&self, data: &'b dyn Source) -> Bound<'b>
    where
        'a: 'b,
    {
        Bound { data, ..self.clone() }
    }

    /// Whether every journey is looked at as a whole and in one group.
    pub(crate) fn is_plain(&self) -> bool {
        let period = self.since.or(self.until);
        period.is_none() && self.filter.is_none() && self.only.is_none() && self.by.is_none()
    }

    /// Whether some events of the journeys that are looked at may not be.
    pub(crate) fn hides(&self) -> bool {
        self.since.or(self.until).is_some() || self.only.is_some() || self.by_step()
    }

    /// What the scope needs of a block, beside these columns.
    pub(crate) fn needs(&self, columns: &[ColumnIx]) -> Needs {
        let mut columns = columns.to_vec();
        columns.extend(self.by.map(|(column, _)| column));
        if let Some(filter) = &self.filter {
            filter.needs(&mut columns);
        }
        if let Some(only) = &self.only {
            only.needs(&mut columns);
        }
        let mut needs = Needs::default();
        for column in columns {
            if !needs.columns.contains(&column) {
                needs.columns.push(column);
            }
        }
        needs
    }

    /// Those of a journey's rows that lie in the period.
    pub(crate) fn rows(&self, table: &impl Rows, rows: Range<usize>) -> Range<usize> {
        let before = |limit: Option<i64>, none: usize| {
            let Some(limit) = limit else { return none };
            let (mut low, mut high) = (rows.start, rows.end);
            while low < high {
                let middle = low.midpoint(high);
                if table.time(middle) < limit {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            low
        };
        before(self.since, rows.start)..before(self.until, rows.end)
    }

    /// The oldest event of the period; later than any if there is none.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub(crate) fn oldest(&self) -> Result<i64, Error> {
        if self.since.or(self.until).is_none()
            && let Some(oldest) = self.names.oldest()
        {
            return Ok(oldest);
        }
        let needs = Needs { times: true, columns: Vec::new() };
        let of_block = |room: &mut Room, at: usize| -> Result<i64, Error> {
            let block = self.data.block(at, &needs, room)?;
            let times = block.plain_times();
            let first = |journey: usize| {
                let rows = block.rows(journey);
                let since = self.since.unwrap_or(i64::MIN);
                let after = times[rows.clone()].partition_point(|time| *time < since);
                let first = times[rows].get(after).copied();
                first.filter(|first| self.until.is_none_or(|until| *first < until))
            };
            Ok((0..block.len()).filter_map(first).min().unwrap_or(i64::MAX))
        };
        (0..self.data.blocks())
            .into_par_iter()
            .map_init(Room::default, of_block)
            .try_reduce(|| i64::MAX, |a, b| Ok(a.min(b)))
    }

    /// Whether the journey with these rows is looked at.
    pub(crate) fn keeps(&self, table: &impl Rows, rows: &Range<usize>) -> bool {
        let filter = self.filter.as_ref();
        !rows.is_empty() && filter.is_none_or(|filter| filter.keeps_rows(table, rows.clone()))
    }

    /// Whether the answer is split by each event's own value.
    pub(crate) fn by_step(&self) -> bool {
        matches!(self.by, Some((_, At::Step)))
    }

    /// How the journeys of some rows are grouped.
    pub(crate) fn grouping<'t>(&self, table: &'t impl Rows) -> Grouping<'t> {
        let by = self.by.map(|(column, at)| (table.cells(column), at));
        Grouping { by }
    }

    /// The value that a group stands for.
    pub(crate) fn value(&self, group: Group) -> serde_json::Value {
        match group {
            Group::Missing => serde_json::Value::Null,
            Group::Bits(bits) => f64::from_bits(bits).into(),
            Group::Flag(flag) => flag.into(),
            Group::Code(code) => match self.by.map(|(column, _)| self.names.kind(column)) {
                Some(Kind::Text(values)) => values.get(code as usize).cloned().into(),
                _ => serde_json::Value::Null,
            },
        }
    }

    /// What the filters want the reader to know.
    pub(crate) fn notes(&self) -> Vec<String> {
        let filter = self.filter.iter().flat_map(|filter| filter.notes().iter().cloned());
        filter.chain(self.only.iter().flat_map(|only| only.notes().iter().cloned())).collect()
    }

    /// The newest instant of which all events are known: the newest event, or just before `until`.
    pub(crate) fn seen_through(&self) -> i64 {
        let newest = self.names.newest().unwrap_or(i64::MIN);
        self.until.map_or(newest, |until| newest.min(until.saturating_sub(1)))
    }
}

/// The groups of journeys whose rows are at hand.
#[derive(Debug)]
pub(crate) struct Grouping<'t> {
    by: Option<(Cells<'t>, At)>,
}

impl Grouping<'_> {
    /// The group of a journey with these rows, at least one.
    #[inline]
    pub(crate) fn of(&self, rows: &Range<usize>) -> Group {
        match self.by {
            Some((_, At::Last)) => self.of_event(rows.end - 1),
            _ => self.of_event(rows.start),
        }
    }

    /// The group of one event.
    #[inline]
    pub(crate) fn of_event(&self, row: usize) -> Group {
        self.by.as_ref().map_or(Group::Missing, |(cells, _)| group_at(cells, row))
    }
}

/// The column that a field of the question names.
pub(crate) fn column(data: &dyn Catalog, field: &str, name: &str) -> Result<ColumnIx, Error> {
    data.find_column(name).ok_or_else(|| {
        let names = data.attribute_names().into_iter().chain(["customer", "case"]);
        refuse(
            "unknown-attribute",
            format!("{field}: no event has an attribute \"{name}\""),
            hint(name, "attributes", names),
        )
    })
}

fn group_at(cells: &Cells<'_>, row: usize) -> Group {
    match (cells, cells.key(row)) {
        (_, None) => Group::Missing,
        // The key of a text is its code.
        (Cells::Text(codes), Some(_)) => Group::Code(codes[row]),
        (Cells::Narrow(codes), Some(_)) => Group::Code(u32::from(codes[row])),
        (Cells::Number(_), Some(bits)) => Group::Bits(bits),
        (Cells::Flag(_), Some(flag)) => Group::Flag(flag == 1),
    }
}
