//! What the list of maps says of each: figures and open comments, found out in the background, one map after the other.
//!
//! A list never waits for figures: it says the last that are known, and has those found that are not. So a page asks once for
//! all maps, and again while something is being found. What is talked about is read once per update of a map, without opening it.

use crate::people::Person;
use crate::problem::Problem;
use crate::state::{App, Stamp};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use wayline_doc::record::{MAP, Value};
use wayline_doc::{Record, Records};
use wayline_model::resolved::{Health, ResolvedEmotion, ResolvedMap};

/// What could not be found is looked for again after so long.
const AGAIN: Duration = Duration::from_mins(1);

/// The last glance at each map.
#[derive(Default)]
pub(crate) struct Glances {
    known: Mutex<BTreeMap<String, Glance>>,
    /// What is talked about on each map, by the last update of its document.
    talk: Mutex<BTreeMap<String, (Option<u64>, Talk)>>,
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
    pub(crate) talk: Option<Talk>,
}

/// What is talked about on a map.
#[derive(Clone)]
pub(crate) struct Talk {
    /// Threads of comments that nobody has resolved.
    pub(crate) open: usize,
    /// Open comments by the id of whom they name.
    named: Arc<BTreeMap<String, Vec<Mention>>>,
}

/// An open comment that names somebody.
#[derive(Clone, Debug, PartialEq, serde::Serialize, schemars::JsonSchema)]
pub(crate) struct Mention {
    /// Id of the comment's record.
    comment: String,
    /// When it was written, in milliseconds since 1970; `null` when that is not known.
    at: Option<f64>,
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

impl Talk {
    fn of(records: &Records) -> Self {
        Self { open: records.open_comments(), named: Arc::new(named_in(records)) }
    }

    /// The open comments of others that name somebody, the newest first.
    pub(crate) fn naming(&self, person: &Person) -> Vec<Mention> {
        self.named.get(&person.id).cloned().unwrap_or_default()
    }
}

/// Who is named in comments of others, the newest comment first. It is the rule of the editor (`web/src/editor/panel/mentioned.ts`),
/// so that what is counted here can be read there: comments that live, and are resolved as little as what they answer.
fn named_in(records: &Records) -> BTreeMap<String, Vec<Mention>> {
    let mut named: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    let children = records.children();
    let mut within = vec![MAP];
    while let Some(id) = within.pop() {
        for (id, record) in children.of(id) {
            let is_comment = record.kind == "comment";
            if is_comment && record.values.get("resolved") == Some(&Value::Flag(true)) {
                continue;
            }
            within.push(id);
            for person in is_comment.then(|| named_by(record)).into_iter().flatten() {
                let at = match record.values.get("at") {
                    Some(Value::Number(at)) => Some(*at),
                    _ => None,
                };
                let mention = Mention { comment: (*id).to_owned(), at };
                named.entry(person.to_owned()).or_default().push(mention);
            }
        }
    }
    for mentions in named.values_mut() {
        let at = |mention: &Mention| mention.at.unwrap_or_default();
        mentions.sort_by(|a, b| at(b).total_cmp(&at(a)).then_with(|| a.comment.cmp(&b.comment)));
    }
    named
}

/// Ids of those whom a comment names, other than whoever wrote it.
fn named_by(comment: &Record) -> impl Iterator<Item = &str> {
    let by = comment.values.get("by");
    let named = comment.sets.get("mentions").into_iter().flatten().map(|named| named.item.as_str());
    named.filter(move |person| !matches!(by, Some(Value::Word(by)) if by == person))
}

impl Glance {
    /// Whether it says what there is to be said of this state.
    fn serves(&self, mark: &Mark) -> bool {
        let failed = self.figures.is_none() || self.talk.is_none();
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
        let mut talk = known.talk.lock().unwrap_or_else(PoisonError::into_inner);
        talk.retain(|id, _| maps.iter().any(|(map, _)| map == id));
        drop(talk);
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
        let shown = self.shown(&id).await;
        if let Err(problem) = &shown {
            tracing::info!("no figures of {id} for the list of maps: {}", problem.detail());
        }
        let figures = shown.ok().map(|shown| Figures::of(&shown.resolved));
        let talk = self.talk(&id, mark.seq).await.ok();
        let glance = Glance { mark, then: Instant::now(), figures, talk };
        let known = self.held_glances();
        known.known.lock().unwrap_or_else(PoisonError::into_inner).insert(id, glance);
    }

    /// What is talked about on a map with this last update. A map that nobody has open is not opened for it.
    pub(crate) async fn talk(&self, id: &str, seq: Option<u64>) -> Result<Talk, Problem> {
        let held = &self.held_glances().talk;
        let known = held.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned();
        if let Some((_, talk)) = known.filter(|(of, _)| *of == seq) {
            return Ok(talk);
        }
        let talk = if let Some(room) = self.rooms().already(id).await {
            room.look(|seen| Talk::of(seen.room.records())).await?
        } else if let Some(stored) = self.store().map(id).await? {
            let id = id.to_owned();
            self.look(move |_| Ok(Talk::of(stored.open(&id, 1)?.records()))).await?
        } else {
            Talk::of(&Records::empty())
        };
        let mut held = held.lock().unwrap_or_else(PoisonError::into_inner);
        held.insert(id.to_owned(), (seq, talk.clone()));
        Ok(talk)
    }
}

/// Says that nothing is being found any more once it is dropped, however that comes.
struct Busy(App);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.held_glances().busy.store(false, Ordering::SeqCst);
    }
}
