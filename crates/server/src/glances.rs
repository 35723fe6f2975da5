//! What the list of maps says of each: figures and open comments, found out in the background, one map after the other.
//!
//! A list never waits for figures: it says the last that are known, and has those found that are not. So a page asks once for
//! all maps, and again while something is being found.

use crate::problem::Problem;
use crate::state::{App, Stamp};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use wayline_model::resolved::{Health, ResolvedEmotion, ResolvedMap};

/// What could not be found is looked for again after so long.
const AGAIN: Duration = Duration::from_mins(1);

/// The last glance at each map.
#[derive(Default)]
pub(crate) struct Glances {
    known: Mutex<BTreeMap<String, Glance>>,
    busy: AtomicBool,
}

/// What a glance rests on: files, and the last update of the map's document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) files: Stamp,
    pub(crate) seq: Option<u64>,
}

/// What is known of a map without opening it.
#[derive(Clone)]
pub(crate) struct Glance {
    mark: Mark,
    then: Instant,
    pub(crate) figures: Option<Figures>,
    /// Threads of comments that nobody has resolved.
    pub(crate) comments: Option<usize>,
}

/// The figures of a map in short.
#[derive(Clone)]
pub(crate) struct Figures {
    pub(crate) health: Health,
    pub(crate) shape: Vec<StageShape>,
}

/// A stage in small.
#[derive(Clone, serde::Serialize, schemars::JsonSchema)]
pub(crate) struct StageShape {
    /// As in the map: `s0`.
    key: String,
    /// Its steps.
    steps: Vec<StepShape>,
}

/// A step in small.
#[derive(Clone, serde::Serialize, schemars::JsonSchema)]
pub(crate) struct StepShape {
    /// As in the map: `s0.1`.
    key: String,
    /// Its name.
    name: String,
    /// Journeys that took it; `null` when nothing is bound.
    count: Option<u64>,
    /// What the customer feels.
    emotion: ResolvedEmotion,
}

impl Figures {
    fn of(map: &ResolvedMap) -> Self {
        let stages = map.stages.iter().map(|stage| {
            let steps = stage.steps.iter().map(|step| StepShape {
                key: step.key.clone(),
                name: step.name.clone(),
                count: step.count,
                emotion: step.emotion.clone(),
            });
            StageShape { key: stage.key.clone(), steps: steps.collect() }
        });
        Self { health: map.health.clone(), shape: stages.collect() }
    }
}

impl Glance {
    /// Whether it says what there is to be said of this state.
    fn serves(&self, mark: &Mark) -> bool {
        let failed = self.figures.is_none() || self.comments.is_none();
        self.mark == *mark && !(failed && self.then.elapsed() >= AGAIN)
    }
}

/// What is known of each map, in the order asked; and whether more is being found.
pub(crate) struct Known {
    pub(crate) glances: Vec<Option<Glance>>,
    pub(crate) waiting: bool,
}

impl App {
    /// The last glance at each of these maps. What is not known of their present state is found from now on.
    pub(crate) fn glances(&self, maps: Vec<(String, Mark)>) -> Known {
        let known = self.held_glances();
        let mut found = known.known.lock().unwrap_or_else(PoisonError::into_inner);
        found.retain(|id, _| maps.iter().any(|(map, _)| map == id));
        let glances: Vec<Option<Glance>> =
            maps.iter().map(|(id, _)| found.get(id).cloned()).collect();
        drop(found);
        let serves = |glance: &Option<Glance>, mark: &Mark| {
            glance.as_ref().is_some_and(|glance| glance.serves(mark))
        };
        let wanted = maps.into_iter().zip(&glances);
        let wanted = wanted.filter(|((_, mark), glance)| !serves(glance, mark));
        let wanted: Vec<(String, Mark)> = wanted.map(|(map, _)| map).collect();
        let waiting = !wanted.is_empty() || known.busy.load(Ordering::SeqCst);
        if !wanted.is_empty() && !known.busy.swap(true, Ordering::SeqCst) {
            let busy = Busy(self.clone());
            tokio::spawn(async move {
                for (id, mark) in wanted {
                    busy.0.glance_at(id, mark).await;
                }
            });
        }
        Known { glances, waiting }
    }

    /// Finds out what there is to be said of one map.
    async fn glance_at(&self, id: String, mark: Mark) {
        let before = {
            let known = self.held_glances().known.lock().unwrap_or_else(PoisonError::into_inner);
            known.get(&id).cloned()
        };
        let shown = self.shown(&id).await;
        if let Err(problem) = &shown {
            tracing::info!("no figures of {id} for the list of maps: {}", problem.detail());
        }
        let figures = shown.ok().map(|shown| Figures::of(&shown.resolved));
        let same = before.filter(|glance| glance.mark.seq == mark.seq);
        let comments = match same.and_then(|glance| glance.comments) {
            Some(comments) => Some(comments),
            None => self.open_comments(&id).await.ok(),
        };
        let glance = Glance { mark, then: Instant::now(), figures, comments };
        let known = self.held_glances();
        known.known.lock().unwrap_or_else(PoisonError::into_inner).insert(id, glance);
    }

    /// How many threads of comments nobody has resolved. A map that nobody has open is not opened for it.
    async fn open_comments(&self, id: &str) -> Result<usize, Problem> {
        if let Some(room) = self.rooms().already(id).await {
            return room.look(|seen| seen.room.records().open_comments()).await;
        }
        let Some(stored) = self.store().map(id).await? else { return Ok(0) };
        let id = id.to_owned();
        self.look(move |_| Ok(stored.open(&id, 1)?.records().open_comments())).await
    }
}

/// Says that nothing is being found any more once it is dropped, however that comes.
struct Busy(App);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.held_glances().busy.store(false, Ordering::SeqCst);
    }
}
