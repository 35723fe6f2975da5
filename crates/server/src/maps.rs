//! The maps with their evidence, kept until they or the data change. A map that is open is shown as it is edited, another one as
//! its file says.

use crate::live::drawn::Drawn;
use crate::problem::Problem;
use crate::state::{App, Stamp};
use axum::body::Bytes;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use wayline_model::diagnostic::{Diagnostic, Place, Severity, nearest};
use wayline_model::map::JourneyMap;
use wayline_model::resolved::ResolvedMap;
use wayline_project::{MapFile, Project};
use wayline_render::Language;

/// One slot a map of the project; a slot is locked while its map is resolved, so that is done once.
#[derive(Default)]
pub(crate) struct Maps(Mutex<BTreeMap<String, Slot>>);

type Slot = Arc<Mutex<Option<Arc<Shown>>>>;

/// What a resolved map rests on: files, and the state of a map that is open.
pub(crate) type Mark = (Stamp, Option<Vec<u8>>);

/// A map as drawn and as resolved.
pub(crate) struct Shown {
    pub(crate) mark: Mark,
    pub(crate) map: JourneyMap,
    pub(crate) resolved: ResolvedMap,
    /// What reading the file found.
    pub(crate) findings: Vec<Diagnostic>,
    /// The record of each key, of a map that is open.
    pub(crate) ids: BTreeMap<String, String>,
    /// `resolved` as `wayline show --json` prints it.
    pub(crate) json: Bytes,
    /// Changes with `json`.
    pub(crate) etag: String,
    /// Fonts found for it, once it was drawn and the embedded one lacked characters.
    pub(crate) fonts: [OnceLock<Vec<Arc<[u8]>>>; Language::ALL.len()],
}

/// Where a map is taken from.
enum Source {
    File(MapFile),
    /// With what is to be said of its file.
    Live(Arc<Drawn>, Option<Diagnostic>),
}

impl App {
    /// The map `id` with its evidence.
    pub(crate) async fn shown(&self, id: &str) -> Result<Arc<Shown>, Problem> {
        match self.rooms().already(id).await {
            Some(room) => {
                let drawn = room.draw().await?;
                self.resolved(id, Some(drawn)).await
            }
            None => self.resolved(id, None).await,
        }
    }

    /// The map `id` with its evidence, opened for it.
    pub(crate) async fn shown_live(&self, id: &str) -> Result<Arc<Shown>, Problem> {
        let drawn = self.room(id).await?.draw().await?;
        self.resolved(id, Some(drawn)).await
    }

    async fn resolved(&self, id: &str, live: Option<Arc<Drawn>>) -> Result<Arc<Shown>, Problem> {
        let wanted = id.to_owned();
        let (source, mark, kept) = self
            .look(move |app| {
                let (data, project) = app.project()?;
                let (source, mark) = if let Some(drawn) = live {
                    let gone = gone(&project, &wanted);
                    let mut tag = drawn.tag();
                    tag.extend(gone.iter().flat_map(|finding| finding.code.bytes()));
                    (Source::Live(drawn, gone), (data, Some(tag)))
                } else {
                    let file = find(&project, &wanted)?;
                    let stamp = data.and([file.path.clone()]);
                    (Source::File(file), (stamp, None))
                };
                let kept = app
                    .maps()
                    .slot(&wanted)
                    .try_lock()
                    .ok()
                    .and_then(|slot| fresh(slot.as_ref(), &mark));
                Ok((source, mark, kept))
            })
            .await?;
        if let Some(kept) = kept {
            metrics::counter!("wayline_maps_resolved_total", "cached" => "yes").increment(1);
            return Ok(kept);
        }
        let id = id.to_owned();
        self.compute(move |app| {
            let slot = app.maps().slot(&id);
            let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(kept) = fresh(slot.as_ref(), &mark) {
                metrics::counter!("wayline_maps_resolved_total", "cached" => "yes").increment(1);
                return Ok(kept);
            }
            metrics::counter!("wayline_maps_resolved_total", "cached" => "no").increment(1);
            let (_, project) = app.project()?;
            let shown = Arc::new(resolve(&project, source, mark)?);
            *slot = shown.is_lasting().then(|| Arc::clone(&shown));
            Ok(shown)
        })
        .await
    }
}

impl Maps {
    fn slot(&self, id: &str) -> Slot {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.entry(id.to_owned()).or_default())
    }

    /// Forgets maps that are no longer in the project.
    pub(crate) fn keep_only(&self, files: &[MapFile]) {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slots.retain(|id, _| files.iter().any(|file| file.id == *id));
    }
}

fn fresh(slot: Option<&Arc<Shown>>, mark: &Mark) -> Option<Arc<Shown>> {
    slot.filter(|kept| kept.mark == *mark).map(Arc::clone)
}

/// A map as it is drawn somewhere.
pub(crate) struct Taken {
    pub(crate) map: JourneyMap,
    pub(crate) findings: Vec<Diagnostic>,
    pub(crate) ids: BTreeMap<String, String>,
}

impl Shown {
    /// A map with its evidence, which rests on `mark`.
    pub(crate) fn of(taken: Taken, mut resolved: ResolvedMap, mark: Mark) -> Result<Self, Problem> {
        let Taken { map, findings, ids } = taken;
        resolved.diagnostics.splice(0..0, findings.iter().cloned());
        let json = serde_json::to_vec_pretty(&resolved)
            .map_err(|error| crate::problem::mistake(&error.to_string()))?;
        let etag = format!("W/\"{}\"", &blake3::hash(&json).to_hex()[..32]);
        let (json, fonts) = (json.into(), Default::default());
        Ok(Self { mark, map, resolved, findings, ids, json, etag, fonts })
    }

    /// Whether it is the same as long as its mark is: a damaged file may be restored, which no stamp tells.
    pub(crate) fn is_lasting(&self) -> bool {
        !self.resolved.diagnostics.iter().any(|said| said.code == "data-damaged")
    }
}

/// The map of the project with exactly this id: an id is looked up, never made into a path.
pub(crate) fn find(project: &Project, id: &str) -> Result<MapFile, Problem> {
    let files = project.maps()?;
    if let Some(file) = files.iter().find(|file| file.id == id) {
        return Ok(file.clone());
    }
    let shown: String = id.chars().take(100).collect();
    let problem = Problem::new("unknown-map", format!("there is no map `{shown}`"));
    Err(match nearest(&shown, files.iter().map(|file| file.id.as_str())) {
        Some(name) => problem.help(format!("did you mean `{name}`?")),
        None if files.is_empty() => problem.help("draft one with `wayline draft`"),
        None => {
            let ids: Vec<&str> = files.iter().take(8).map(|file| file.id.as_str()).collect();
            let more = if files.len() > ids.len() { ", …" } else { "" };
            problem.help(format!("the maps here: {}{more}", ids.join(", ")))
        }
    })
}

fn resolve(project: &Project, source: Source, mark: Mark) -> Result<Shown, Problem> {
    let taken = match source {
        Source::File(file) => {
            let (map, findings) = read(project, &file)?;
            Taken { map, findings, ids: BTreeMap::new() }
        }
        Source::Live(drawn, gone) => {
            let (map, ids) = (drawn.map.clone(), drawn.ids.clone());
            Taken { map, findings: gone.into_iter().chain(drawn.findings()).collect(), ids }
        }
    };
    let resolved = project.show(&taken.map)?;
    Shown::of(taken, resolved, mark)
}

/// That a map that is open has no file any more: somebody took it away, and only the next change brings it back.
fn gone(project: &Project, id: &str) -> Option<Diagnostic> {
    // Without its folder it is gone too.
    if project.maps().is_ok_and(|files| files.iter().any(|file| file.id == id)) {
        return None;
    }
    let name = format!("{id}{}", wayline_project::project::MAP_ENDING);
    let place = Place { file: Some(name), ..Place::default() };
    let message = "the map's file is gone from the folder of maps";
    let finding = Diagnostic::new("map-file-gone", Severity::Warning, message).at(place);
    Some(finding.help(
        "the next change writes it anew; to take the map off the list, remove it on the page",
    ))
}

/// A map as drawn, and what reading its file found.
pub(crate) fn read(
    project: &Project,
    file: &MapFile,
) -> Result<(JourneyMap, Vec<Diagnostic>), Problem> {
    match project.read_map(&file.path)? {
        (Some(map), findings) => Ok((map, findings)),
        (None, findings) => Err(unreadable(&file.id, findings)),
    }
}

/// The problem of a map whose file cannot be understood.
pub(crate) fn unreadable(id: &str, findings: Vec<Diagnostic>) -> Problem {
    let worst = findings.into_iter().max_by_key(|finding| finding.severity);
    let Some(worst) = worst else {
        return Problem::new("map-unreadable", format!("the map `{id}` cannot be understood"));
    };
    let file_name = format!("{id}{}", wayline_project::project::MAP_ENDING);
    let place = [worst.place.row, worst.place.column].into_iter().flatten();
    let place = place.fold(file_name, |place, number| format!("{place}:{number}"));
    let message = format!("{place}: {}", worst.message);
    let problem = Problem::new("map-unreadable", message);
    match worst.help {
        Some(help) => problem.help(help),
        None => problem.help("`wayline check` lists everything that is wrong with it"),
    }
}
