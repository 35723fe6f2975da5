//! The maps with their evidence, kept until their file or the data change.

use crate::problem::Problem;
use crate::state::{App, Stamp};
use axum::body::Bytes;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use wayline_model::diagnostic::{Diagnostic, nearest};
use wayline_model::map::JourneyMap;
use wayline_model::resolved::ResolvedMap;
use wayline_project::{MapFile, Project};

/// One slot a map of the project; a slot is locked while its map is resolved, so that is done once.
#[derive(Default)]
pub(crate) struct Maps(Mutex<BTreeMap<String, Slot>>);

type Slot = Arc<Mutex<Option<Kept>>>;
type Kept = (Stamp, Arc<Shown>);

/// A map as drawn and as resolved.
pub(crate) struct Shown {
    pub(crate) map: JourneyMap,
    pub(crate) resolved: ResolvedMap,
    /// What reading the file found.
    pub(crate) findings: Vec<Diagnostic>,
    /// `resolved` as `wayline show --json` prints it.
    pub(crate) json: Bytes,
    /// Changes with `json`.
    pub(crate) etag: String,
    /// Fonts found for it, once it was drawn and the embedded one lacked characters.
    pub(crate) fonts: OnceLock<Vec<Arc<[u8]>>>,
}

impl App {
    /// The map `id` with its evidence.
    pub(crate) async fn shown(&self, id: &str) -> Result<Arc<Shown>, Problem> {
        let id = id.to_owned();
        let (file, stamp, kept) = self
            .look(move |app| {
                let (_, project) = app.project()?;
                let file = find(&project, &id)?;
                let stamp = app.stamp(&file)?;
                let kept = app
                    .maps()
                    .slot(&id)
                    .try_lock()
                    .ok()
                    .and_then(|slot| fresh(slot.as_ref(), &stamp));
                Ok((file, stamp, kept))
            })
            .await?;
        if let Some(kept) = kept {
            metrics::counter!("wayline_maps_resolved_total", "cached" => "yes").increment(1);
            return Ok(kept);
        }
        self.compute(move |app| {
            let slot = app.maps().slot(&file.id);
            let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(kept) = fresh(slot.as_ref(), &stamp) {
                metrics::counter!("wayline_maps_resolved_total", "cached" => "yes").increment(1);
                return Ok(kept);
            }
            metrics::counter!("wayline_maps_resolved_total", "cached" => "no").increment(1);
            let (_, project) = app.project()?;
            let shown = Arc::new(resolve(&project, &file)?);
            // A damaged file may be restored, which no stamp tells.
            let damaged = |said: &Diagnostic| said.code == "data-damaged";
            let whole = !shown.resolved.diagnostics.iter().any(damaged);
            *slot = whole.then(|| (stamp, Arc::clone(&shown)));
            Ok(shown)
        })
        .await
    }

    fn stamp(&self, file: &MapFile) -> Result<Stamp, Problem> {
        let (data, _) = self.project()?;
        Ok(data.and([file.path.clone()]))
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

fn fresh(slot: Option<&Kept>, stamp: &Stamp) -> Option<Arc<Shown>> {
    slot.filter(|(kept, _)| kept == stamp).map(|(_, shown)| Arc::clone(shown))
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
        None => problem.help("/api/v1/maps lists the maps of this project"),
    })
}

fn resolve(project: &Project, file: &MapFile) -> Result<Shown, Problem> {
    let (map, findings) = read(project, file)?;
    let mut resolved = project.show(&map)?;
    resolved.diagnostics.splice(0..0, findings.iter().cloned());
    let json = serde_json::to_vec_pretty(&resolved)
        .map_err(|error| crate::problem::mistake(&error.to_string()))?;
    let etag = format!("W/\"{}\"", &blake3::hash(&json).to_hex()[..32]);
    Ok(Shown { map, resolved, findings, json: json.into(), etag, fonts: OnceLock::new() })
}

/// A map as drawn, and what reading its file found.
pub(crate) fn read(
    project: &Project,
    file: &MapFile,
) -> Result<(JourneyMap, Vec<Diagnostic>), Problem> {
    match project.read_map(&file.path)? {
        (Some(map), findings) => Ok((map, findings)),
        (None, findings) => Err(unreadable(file, findings)),
    }
}

fn unreadable(file: &MapFile, findings: Vec<Diagnostic>) -> Problem {
    let worst = findings.into_iter().max_by_key(|finding| finding.severity);
    let Some(worst) = worst else {
        return Problem::new(
            "map-unreadable",
            format!("the map `{}` cannot be understood", file.id),
        );
    };
    let file_name = format!("{}{}", file.id, wayline_project::project::MAP_ENDING);
    let place = [worst.place.row, worst.place.column].into_iter().flatten();
    let place = place.fold(file_name, |place, number| format!("{place}:{number}"));
    let message = format!("{place}: {}", worst.message);
    let problem = Problem::new("map-unreadable", message);
    match worst.help {
        Some(help) => problem.help(help),
        None => problem.help("`wayline check` lists everything that is wrong with it"),
    }
}
