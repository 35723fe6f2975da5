//! A project's data as it is asked: read once, grouped once a unit, kept until an import makes a new version.

use crate::attach::{Attached, attach};
use crate::error::{Error, Result};
use crate::settings::Settings;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use wayline_engine::ask::Settings as Asking;
use wayline_engine::feedback::Feedback;
use wayline_engine::journeys::Journeys;
use wayline_engine::manifest::Manifest;
use wayline_engine::span::length_us;
use wayline_engine::store::{Damage, Dataset, Store};
use wayline_engine::table::EventTable;
use wayline_model::diagnostic::Diagnostic;
use wayline_model::evidence::Micros;
use wayline_model::question::Unit;

/// Everything a dataset holds.
pub(crate) struct Data {
    pub(crate) manifest: Manifest,
    pub(crate) feedback: Vec<Feedback>,
    /// Files of the dataset that cannot be read, and what is missing with them.
    pub(crate) damage: Vec<Damage>,
    table: EventTable,
    /// Places in the feedback in the order of its ids, made when a quote is first looked up.
    by_id: OnceLock<Vec<usize>>,
    units: Mutex<Vec<(Unit, Arc<UnitData>)>>,
}

/// The data as journeys of one unit, with the feedback that is about them.
pub(crate) struct UnitData {
    pub(crate) journeys: Journeys,
    pub(crate) attached: Attached,
}

impl Data {
    /// Reads a dataset.
    pub(crate) fn read(store: &Store) -> Result<Self> {
        let Dataset { manifest, events, feedback, damage } = store.dataset()?;
        Ok(Self { damage, ..Self::of(manifest, events, feedback) })
    }

    /// A dataset in memory.
    pub(crate) fn of(manifest: Manifest, table: EventTable, feedback: Vec<Feedback>) -> Self {
        let (damage, by_id, units) = (Vec::new(), OnceLock::new(), Mutex::default());
        Self { manifest, feedback, damage, table, by_id, units }
    }

    /// The place in the feedback of what was said with an id.
    pub(crate) fn said(&self, id: &str) -> Option<usize> {
        let of = |place: usize| self.feedback[place].id.as_str();
        let by_id = self.by_id.get_or_init(|| {
            let mut places: Vec<usize> = (0..self.feedback.len()).collect();
            places.sort_by_key(|place| of(*place));
            places
        });
        let first = by_id.partition_point(|place| of(*place) < id);
        by_id.get(first).copied().filter(|place| of(*place) == id)
    }

    /// The places of what quotes name, in their order, each once.
    pub(crate) fn quoted(&self, quotes: &[String]) -> Vec<usize> {
        let mut seen = BTreeSet::new();
        let places = quotes.iter().filter_map(|id| self.said(id));
        places.filter(|place| seen.insert(*place)).collect()
    }

    /// What must stand on every answer and picture when files of the dataset are damaged.
    pub(crate) fn missing(&self) -> Vec<String> {
        self.damage.iter().map(Damage::sentence).collect()
    }

    /// The same as findings.
    pub(crate) fn damaged(&self) -> Vec<Diagnostic> {
        self.damage.iter().map(Damage::diagnostic).collect()
    }

    /// The journeys of a unit.
    pub(crate) fn unit(&self, unit: Unit) -> Result<Arc<UnitData>> {
        let mut units = self.units.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = units.iter().find(|(known, _)| *known == unit) {
            return Ok(Arc::clone(known));
        }
        let journeys = Journeys::build(&self.table, unit)?;
        let attached = attach(&journeys, &self.feedback, &self.manifest.time_zone);
        let made = Arc::new(UnitData { journeys, attached });
        units.push((unit, Arc::clone(&made)));
        Ok(made)
    }

    /// What one journey is on a drafted map: the dataset's unit, unless feedback names cases; then the case, for that is what was rated.
    pub(crate) fn drafted_unit(&self) -> Unit {
        let named = self.feedback.iter().filter(|f| f.case.is_some()).count();
        let has_cases = !self.table.case.values.is_empty();
        if has_cases && !self.feedback.is_empty() && 2 * named > self.feedback.len() {
            Unit::Case
        } else {
            self.manifest.unit
        }
    }

    /// Whether most events of an activity have no time of their own in the source.
    pub(crate) fn is_imputed(&self, activity: &str) -> bool {
        let events = || {
            let code = self.table.activity.code(activity);
            self.table.activity.rows.iter().filter(|row| Some(**row) == code).count() as u64
        };
        let known = self.manifest.imputed.iter().find(|known| known.activity == activity);
        known.is_some_and(|known| 2 * known.events > events())
    }

    /// Oldest and newest event.
    pub(crate) fn period(&self) -> Option<(Micros, Micros)> {
        Some((*self.table.time.iter().min()?, *self.table.time.iter().max()?))
    }

    /// How many events there are.
    pub(crate) fn is_empty(&self) -> bool {
        self.table.time.is_empty()
    }

    /// The table of events, for the report on the data.
    pub(crate) fn table(&self) -> &EventTable {
        &self.table
    }

    /// The dataset's name.
    pub(crate) fn name<'a>(&'a self, settings: &'a Settings) -> &'a str {
        self.manifest.name.as_deref().unwrap_or(&settings.name)
    }

    /// What the engine is told with every question. `ends` are activities that end a journey well, beside the project's goal.
    pub(crate) fn asking(&self, settings: &Settings, ends: &[String]) -> Result<Asking> {
        asking(&self.manifest, settings, ends)
    }
}

/// What the engine is told with every question of a dataset.
pub(crate) fn asking(manifest: &Manifest, settings: &Settings, ends: &[String]) -> Result<Asking> {
    let mut asking = Asking {
        dataset: manifest.name.as_ref().unwrap_or(&settings.name).clone(),
        sampling: manifest.sampling,
        min_base: settings.minimum_base,
        time_zone: settings.time_zone.clone(),
        goals: settings.goal.iter().chain(ends).cloned().collect(),
        ..Asking::default()
    };
    asking.goals.dedup();
    for (activity, limit) in &settings.idle_limits {
        asking.idle_limits_us.insert(activity.clone(), length_us(limit).map_err(Error::from)?);
    }
    Ok(asking)
}

/// RFC 3339 UTC; `None` outside of the years it can write.
pub(crate) fn rfc3339(time: Micros) -> Option<String> {
    jiff::Timestamp::from_microsecond(time).ok().map(|at| at.to_string())
}
