//! A question's scope bound to the data: which journeys, which of their events, in which group.
//!
//! `since` and `until` say which data are looked at at all. `where` and `by` then see a journey's
//! events before `only` hides some of them.

use crate::ask::Settings;
use crate::error::Error;
use crate::filter::{EventFilter, Filter};
use crate::journeys::{Attribute, ColumnIx, JourneyIx, Journeys, unit_name};
use crate::refusal::{hint, refuse};
use crate::span::instant_us;
use crate::table::NONE;
use rayon::prelude::*;
use std::ops::Range;
use wayline_model::question::{At, By, Scope};

/// A scope bound to journeys.
#[derive(Clone, Debug)]
pub(crate) struct Bound<'a> {
    pub(crate) data: &'a Journeys,
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
    pub(crate) fn new(
        data: &'a Journeys,
        scope: &Scope,
        settings: &Settings,
    ) -> Result<Self, Error> {
        if let Some(unit) = scope.unit.filter(|unit| *unit != data.unit()) {
            return Err(refuse(
                "unit-mismatch",
                format!(
                    "the question is about journeys by {}, and these are by {}",
                    unit_name(unit),
                    unit_name(data.unit())
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
            Some(By::Attribute(name)) => Some((column(data, "by", name)?, At::First)),
            Some(By::AttributeAt { attribute, at }) => Some((column(data, "by", attribute)?, *at)),
        };
        let filter = scope.filter.as_ref();
        let only = scope.only.as_ref();
        Ok(Self {
            data,
            since,
            until,
            filter: filter.map(|text| Filter::compile(text, data)).transpose()?,
            only: only.map(|text| EventFilter::compile(text, data)).transpose()?,
            by,
        })
    }

    /// The same period and hidden events, for all journeys, in one group: what limits are learned from.
    pub(crate) fn everybody(&self) -> Self {
        Self { filter: None, by: None, ..self.clone() }
    }

    /// A journey's rows in the period.
    pub(crate) fn rows(&self, ix: JourneyIx) -> Range<usize> {
        let rows = self.data.events(ix);
        if self.since.is_none() && self.until.is_none() {
            return rows;
        }
        let times = &self.data.times()[rows.clone()];
        let before = |limit: Option<i64>, none: usize| {
            limit.map_or(none, |limit| times.partition_point(|time| *time < limit))
        };
        rows.start + before(self.since, 0)..rows.start + before(self.until, times.len())
    }

    /// The oldest event of the period; later than any if there is none.
    pub(crate) fn oldest(&self) -> i64 {
        let first = |ix: usize| self.data.times()[self.rows(JourneyIx(ix))].first().copied();
        (0..self.data.len()).into_par_iter().filter_map(first).min().unwrap_or(i64::MAX)
    }

    /// Whether the journey is looked at.
    pub(crate) fn keeps(&self, rows: &Range<usize>) -> bool {
        let filter = self.filter.as_ref();
        !rows.is_empty() && filter.is_none_or(|filter| filter.keeps_rows(self.data, rows.clone()))
    }

    /// Whether the answer is split by each event's own value.
    pub(crate) fn by_step(&self) -> bool {
        matches!(self.by, Some((_, At::Step)))
    }

    /// Whether the answer is split at all.
    pub(crate) fn is_split(&self) -> bool {
        self.by.is_some()
    }

    /// The group of a journey with these rows, at least one.
    pub(crate) fn group(&self, rows: &Range<usize>) -> Group {
        match self.by {
            None => Group::Missing,
            Some((column, At::Last)) => group_at(self.data.column(column), rows.end - 1),
            Some((column, _)) => group_at(self.data.column(column), rows.start),
        }
    }

    /// The group of one event.
    pub(crate) fn group_of_event(&self, row: usize) -> Group {
        self.by.map_or(Group::Missing, |(column, _)| group_at(self.data.column(column), row))
    }

    /// The value that a group stands for.
    pub(crate) fn value(&self, group: Group) -> serde_json::Value {
        match group {
            Group::Missing => serde_json::Value::Null,
            Group::Bits(bits) => f64::from_bits(bits).into(),
            Group::Flag(flag) => flag.into(),
            Group::Code(code) => {
                let column = self.by.map(|(column, _)| self.data.column(column));
                match column {
                    Some(Attribute::Text { values, .. }) => values[code as usize].clone().into(),
                    _ => serde_json::Value::Null,
                }
            }
        }
    }

    /// What the filters want the reader to know.
    pub(crate) fn notes(&self) -> Vec<String> {
        let filter = self.filter.iter().flat_map(|filter| filter.notes().iter().cloned());
        filter.chain(self.only.iter().flat_map(|only| only.notes().iter().cloned())).collect()
    }

    /// The newest instant of which all events are known: the newest event, or just before `until`.
    pub(crate) fn seen_through(&self) -> i64 {
        let newest = self.data.newest().unwrap_or(i64::MIN);
        self.until.map_or(newest, |until| newest.min(until.saturating_sub(1)))
    }
}

/// The column that a field of the question names.
pub(crate) fn column(data: &Journeys, field: &str, name: &str) -> Result<ColumnIx, Error> {
    data.find_column(name).ok_or_else(|| {
        let names = data.attribute_names().chain(["customer", "case"]);
        refuse(
            "unknown-attribute",
            format!("{field}: no event has an attribute \"{name}\""),
            hint(name, "attributes", names),
        )
    })
}

fn group_at(column: &Attribute, row: usize) -> Group {
    match column {
        Attribute::Text { codes, .. } => match codes.get(row) {
            None | Some(&NONE) => Group::Missing,
            Some(code) => Group::Code(*code),
        },
        // Both zeros are one group.
        Attribute::Number(numbers) if numbers[row] == 0.0 => Group::Bits(0),
        Attribute::Number(numbers) if numbers[row].is_nan() => Group::Missing,
        Attribute::Number(numbers) => Group::Bits(numbers[row].to_bits()),
        Attribute::Flag(flags) => flags[row].map_or(Group::Missing, Group::Flag),
    }
}
