//! The facade: one project, and everything that can be done with it.

use crate::bound::{Bound, answer};
use crate::data::{Data, asking};
use crate::draft;
use crate::error::{Error, Result};
use crate::evidence;
use crate::label::count;
use crate::pain::Tried;
use crate::resolve::{Resolved, resolve};
use crate::settings::{AsOf, Settings};
use crate::world::{Machine, World};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use wayline_engine::hot::Hot;
use wayline_engine::ingest::{EventImport, FeedbackImport, ImportReport, Progress};
use wayline_engine::quality::{self, DataReport};
use wayline_engine::store::{
    Compaction, CompactionReport, Damage, Forget, ForgetReport, Retention, Store,
};
use wayline_model::answer::Answer;
use wayline_model::check::{self, ActivityUse, CheckInput};
use wayline_model::diagnostic::Diagnostic;
use wayline_model::evidence::Micros;
use wayline_model::map::JourneyMap;
use wayline_model::question::{Operator, Question, Unit};
use wayline_model::resolved::{EvidenceDetail, ResolvedMap};
use wayline_model::unbound;
use wayline_model::yaml::{self, Places};

/// A project: a folder with `wayline.toml`, `data/` and `maps/`. Cheap to clone, safe to share between threads.
#[derive(Clone)]
pub struct Project {
    folder: PathBuf,
    settings: Settings,
    world: Arc<dyn World>,
    kept: Arc<Mutex<Kept>>,
    /// Whether what is folded for an answer is kept for the time after the next import.
    keeps: bool,
}

/// What was read and resolved last, so that a second look costs nothing. Everything in it is a function of the data's
/// version, the settings and the map.
#[derive(Default)]
struct Kept {
    data: Option<(u64, Arc<Data>)>,
    hot: Option<(u64, Arc<Hot>)>,
    /// The last searches, the newest at the end.
    searched: Vec<Searched>,
    resolved: Vec<(u64, JourneyMap, Arc<Resolved>)>,
    /// The data of a version as they stood before an instant.
    then: Option<(u64, Micros, Arc<Data>)>,
}

/// What a search for pains tried, and in what. It is the same for every map of the same journeys.
struct Searched {
    version: u64,
    unit: Unit,
    filter: Option<String>,
    tried: Arc<Vec<Tried>>,
}

/// Resolved maps kept at a time.
const KEPT: usize = 4;

/// Searches kept at a time: a map is looked at over some personas in turn.
const KEPT_SEARCHES: usize = 12;

/// Which journeys are drafted, and what the map is called.
#[derive(Clone, Debug, Default)]
pub struct DraftOptions {
    /// A name for the map; the dataset's name if absent.
    pub name: Option<String>,
    /// Which journeys: a filter.
    pub filter: Option<String>,
}

/// A drafted map and what the reader must know about it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The map: stages, steps, paths, pains with their claims.
    pub map: JourneyMap,
    /// What was left out and why, what could not be compared.
    pub diagnostics: Vec<Diagnostic>,
}

/// A map of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapFile {
    /// What addresses and commands call it: the file name without `.journey.yaml`.
    pub id: String,
    /// Where it is.
    pub path: PathBuf,
}

/// The code of the refusal to ask a project that has no events.
const NO_EVENTS: &str = "no-events";

/// The ending of a map's file name.
pub const MAP_ENDING: &str = ".journey.yaml";

impl Project {
    /// Makes an empty project in a folder that has none. The folder is made if need be.
    ///
    /// # Errors
    /// When there is a project already, or the disk refuses.
    pub fn init(folder: &Path, settings: Settings) -> Result<Self> {
        Self::init_in(folder, settings, Arc::new(Machine))
    }

    /// As [`Project::init`], in a given world.
    ///
    /// # Errors
    /// As [`Project::init`].
    pub fn init_in(folder: &Path, settings: Settings, world: Arc<dyn World>) -> Result<Self> {
        let file = folder.join("wayline.toml");
        if world.read(&file).is_ok() {
            return Err(Error::refuse(
                "project-exists",
                format!("{} is a project already", folder.display()),
                "choose another folder, or go on with `wayline import events`",
            ));
        }
        for part in [folder.to_path_buf(), folder.join("maps"), folder.join("data")] {
            world
                .make_folder(&part)
                .map_err(|error| Error::io("making the folder", &part, error))?;
        }
        let text = settings.write();
        world.write(&file, &text).map_err(|error| Error::io("writing", &file, error))?;
        Ok(Self::of(folder, settings, world))
    }

    fn of(folder: &Path, settings: Settings, world: Arc<dyn World>) -> Self {
        let folder = folder.to_path_buf();
        Self { folder, settings, world, kept: Arc::default(), keeps: false }
    }

    /// The same project after its folder was moved; what was read stays read.
    #[must_use]
    pub fn moved(self, folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), ..self }
    }

    /// Opens the project in a folder.
    ///
    /// # Errors
    /// When there is no `wayline.toml`, or it cannot be read or understood.
    pub fn open(folder: &Path) -> Result<Self> {
        Self::open_in(folder, Arc::new(Machine))
    }

    /// As [`Project::open`], in a given world.
    ///
    /// # Errors
    /// As [`Project::open`].
    pub fn open_in(folder: &Path, world: Arc<dyn World>) -> Result<Self> {
        let file = folder.join("wayline.toml");
        let text = match world.read(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::refuse(
                    "no-project",
                    format!("there is no project in {}", folder.display()),
                    "make one with `wayline init DIR`, or name its folder with `--project DIR`",
                ));
            }
            Err(error) => return Err(Error::io("reading", &file, error)),
        };
        let settings = Settings::read(&text, &file)?;
        Ok(Self::of(folder, settings, world))
    }

    /// The same for a program that goes on: what is folded for some answers is kept, so that they are there at once
    /// after an import of few events.
    #[must_use]
    pub fn keeping(self) -> Self {
        Self { keeps: true, ..self }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What `wayline.toml` says.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Adds events.
    ///
    /// # Errors
    /// As the engine's store: wrong files, columns or mappings, a second import at the same time, a disk that refuses.
    pub fn import_events(
        &self,
        import: &EventImport,
        progress: &dyn Progress,
    ) -> Result<ImportReport> {
        Ok(self.store()?.import_events(import, progress)?)
    }

    /// Adds feedback.
    ///
    /// # Errors
    /// As [`Project::import_events`].
    pub fn import_feedback(
        &self,
        import: &FeedbackImport,
        progress: &dyn Progress,
    ) -> Result<ImportReport> {
        Ok(self.store()?.import_feedback(import, progress)?)
    }

    /// Puts files of events together that imports have left, and drops what is older than the settings keep. Readers are not
    /// disturbed.
    ///
    /// # Errors
    /// When another compaction runs, a file is damaged, or the disk refuses; the data are as they were then.
    pub fn compact(&self, compaction: Compaction) -> Result<CompactionReport> {
        Ok(self.store()?.compact(compaction)?)
    }

    /// Whether imports have left so many files that some should be put together.
    ///
    /// # Errors
    /// When the manifest cannot be read.
    pub fn wants_compaction(&self) -> Result<bool> {
        Ok(self.store()?.wants_compaction())
    }

    /// Deletes the events of somebody, what they said, and their rows that were set aside.
    ///
    /// # Errors
    /// When an import runs, a file that may hold such a row is damaged, or the disk refuses; the data are as they were then.
    pub fn forget(&self, forget: &Forget) -> Result<ForgetReport> {
        // What was read before holds them too.
        *self.kept() = Kept::default();
        Ok(self.store()?.forget(forget)?)
    }

    /// Whether the data are good enough: coverage, gaps, clock faults, duplicates, sampling, and what cannot be concluded.
    ///
    /// # Errors
    /// Without events, and when nothing of the data can be read.
    pub fn data(&self) -> Result<DataReport> {
        let (_, data) = self.read_data()?;
        let mut report = quality::report(&data.manifest, data.table(), &data.feedback);
        report.findings.splice(..0, data.damaged());
        Ok(report)
    }

    /// Files of the data that are missing or were changed, each with what is missing from every figure.
    /// Answers and maps say it too; who only looks at figures must ask. It is said of the data that were read
    /// for them, whole files are not read again.
    ///
    /// # Errors
    /// When the manifest cannot be read, or the disk fails.
    pub fn damage(&self) -> Result<Vec<Diagnostic>> {
        if let Some((_, data)) = &self.kept().data {
            return Ok(data.damaged());
        }
        Ok(self.store()?.damage()?.iter().map(Damage::diagnostic).collect())
    }

    /// Answers any question of the events, and `ratings` of events with feedback.
    ///
    /// # Errors
    /// Without events, and for unknown activities and attributes: with the nearest name.
    pub fn ask(&self, question: &Question) -> Result<Answer> {
        if !matches!(question.op, Operator::Ratings { .. })
            && let Some(answer) = self.ask_of_events(question)?
        {
            return Ok(answer);
        }
        let (_, data) = self.read_data()?;
        let unit = data.unit(question.scope.unit.unwrap_or(data.manifest.unit))?;
        let mut answer = answer(&data, &unit, question, &data.asking(&self.settings, &[])?)?;
        answer.notes.splice(..0, data.missing());
        Ok(answer)
    }

    /// Discovers a first map from the events and the feedback: stages, steps, paths and pains
    /// (`docs/methods/discovery.md`, `docs/methods/pains.md`). Writes nothing.
    ///
    /// # Errors
    /// Without events, and for a filter that keeps no journey.
    pub fn draft(&self, options: &DraftOptions) -> Result<Draft> {
        let (version, data) = self.read_data()?;
        let filter = options.filter.as_deref();
        let unit = data.drafted_unit();
        let mut discovered = draft::discovered(&data, &self.settings, unit, filter)?;
        let name = options.name.as_deref();
        let (map, mut diagnostics) = draft::map(&data, &self.settings, &discovered, name, filter);
        diagnostics.splice(..0, data.damaged());
        self.keep_search(version, unit, filter, std::mem::take(&mut discovered.found.tried));
        Ok(Draft { map, diagnostics })
    }

    /// The maps in `maps/`, by file name.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn maps(&self) -> Result<Vec<MapFile>> {
        let folder = self.folder.join("maps");
        let files =
            self.world.list(&folder).map_err(|error| Error::io("reading", &folder, error))?;
        let named = files.into_iter().filter_map(|path| {
            let id = path.file_name()?.to_str()?.strip_suffix(MAP_ENDING)?.to_owned();
            Some(MapFile { id, path })
        });
        Ok(named.collect())
    }

    /// Reads a map's file. The map is absent when the file cannot be understood at all; the findings say why.
    ///
    /// # Errors
    /// When the file cannot be read from disk.
    pub fn read_map(&self, path: &Path) -> Result<(Option<JourneyMap>, Vec<Diagnostic>)> {
        let text = self.world.read(path).map_err(|error| Error::io("reading", path, error))?;
        Ok(yaml::read(&text, &path.display().to_string()))
    }

    /// Writes a map's file in the stable order of the text form.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write_map(&self, path: &Path, map: &JourneyMap) -> Result<()> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            let made = self.world.make_folder(folder);
            made.map_err(|error| Error::io("making the folder", folder, error))?;
        }
        let text = yaml::write(map);
        self.world.write(path, &text).map_err(|error| Error::io("writing", path, error))
    }

    /// The map with its evidence: counts, emotion, voices, pains, paths, health, notes, findings. Without events everything on it
    /// is an assumption.
    ///
    /// # Errors
    /// For a map whose filter cannot be understood, and where the data are damaged.
    pub fn show(&self, map: &JourneyMap) -> Result<ResolvedMap> {
        match self.resolved(map) {
            Err(error) if error.diagnostic().code == NO_EVENTS => {
                let mut shown = unbound::checked(map, &Places::default());
                let said = self.data_there()?.1.feedback.len() as u64;
                let belong = "belongs to a step once there are events";
                match said {
                    0 => {}
                    1 => shown.notes.push(format!("1 piece of feedback is imported; it {belong}.")),
                    _ => shown.notes.push(format!(
                        "{} pieces of feedback are imported; each {belong}.",
                        count(said)
                    )),
                }
                Ok(shown)
            }
            resolved => Ok(resolved?.map.clone()),
        }
    }

    /// The findings of every check, the worst first. The map's own reading errors are not among them.
    ///
    /// # Errors
    /// As [`Project::show`].
    pub fn check(&self, map: &JourneyMap) -> Result<Vec<Diagnostic>> {
        Ok(self.show(map)?.diagnostics)
    }

    /// What a click on a `key` of the resolved map opens: figures, question, verbatims, journeys, command.
    ///
    /// # Errors
    /// Without events; as [`Project::show`]; and for a key that the map does not have.
    pub fn evidence(&self, map: &JourneyMap, key: &str) -> Result<EvidenceDetail> {
        evidence::evidence(&*self.resolved(map)?, key)
    }

    /// What a click on each key of the map opens, in the order of [`Project::keys`]; the map is resolved once.
    ///
    /// # Errors
    /// As [`Project::show`].
    pub fn evidence_all(&self, map: &JourneyMap) -> Result<Vec<EvidenceDetail>> {
        evidence::evidence_all(&*self.resolved(map)?)
    }

    /// Every key of a map that [`Project::evidence`] answers.
    ///
    /// # Errors
    /// As [`Project::show`].
    pub fn keys(&self, map: &JourneyMap) -> Result<Vec<String>> {
        Ok(evidence::keys(&*self.resolved(map)?))
    }

    /// Answers a question of events from the form made for scanning; `None` where that cannot be made or read:
    /// the events themselves are then to be asked, and say what is wrong.
    fn ask_of_events(&self, question: &Question) -> Result<Option<Answer>> {
        let store = self.store()?;
        let manifest = store.manifest();
        if manifest.events == 0 {
            return Ok(None);
        }
        let unit = question.scope.unit.unwrap_or(manifest.unit);
        let asking = asking(manifest, &self.settings, &[])?;
        // A form that is damaged is made anew, once.
        for _ in 0..2 {
            let Ok(hot) = self.hot(&store, unit) else { return Ok(None) };
            match hot.ask(question, &asking) {
                Ok(answer) => return Ok(Some(answer)),
                Err(error @ wayline_engine::error::Error::User(_)) => return Err(error.into()),
                Err(_) => {
                    self.kept().hot = None;
                    if store.drop_hot(unit).is_err() {
                        return Ok(None);
                    }
                }
            }
        }
        Ok(None)
    }

    /// Whether there are events to ask. Reads what the data hold, not the data.
    ///
    /// # Errors
    /// When the data cannot be opened.
    pub fn has_events(&self) -> Result<bool> {
        Ok(self.store()?.manifest().events > 0)
    }

    /// The form made for scanning, from the one that was asked last where that is of the same unit.
    fn hot(&self, store: &Store, unit: Unit) -> Result<Arc<Hot>> {
        let version = store.manifest().version;
        let known = self.kept().hot.clone().filter(|(_, hot)| hot.of_unit() == unit);
        let opened = match known {
            Some((known, hot)) if known == version => return Ok(hot),
            Some((_, hot)) => store.hot_again(&hot)?,
            None => store.hot(unit)?,
        };
        let hot = Arc::new(if self.keeps { opened.keeping() } else { opened });
        self.kept().hot = Some((version, Arc::clone(&hot)));
        Ok(hot)
    }

    fn store(&self) -> Result<Store> {
        let limit = self.settings.retention.as_deref().map(Retention::read).transpose()?;
        Ok(Store::open(&self.folder.join("data"))?.with_retention(limit, self.world.now()))
    }

    /// The data with their version, if there are events: read again only after an import.
    pub(crate) fn read_data(&self) -> Result<(u64, Arc<Data>)> {
        let (version, data) = self.data_there()?;
        if data.is_empty() {
            return Err(match data.damaged().into_iter().next() {
                Some(damaged) => Error::user(damaged),
                None => self.no_events(),
            });
        }
        Ok((version, data))
    }

    /// The data with their version, be they empty.
    pub(crate) fn data_there(&self) -> Result<(u64, Arc<Data>)> {
        let store = self.store()?;
        let version = store.manifest().version;
        let known = self.kept().data.clone();
        let data = match known {
            // A damaged file may have been restored, which is no new version.
            Some((known, data)) if known == version && data.damage.is_empty() => data,
            _ => {
                let data = Arc::new(Data::read(&store)?);
                let mut kept = self.kept();
                kept.resolved.retain(|(_, _, resolved)| resolved.bound.data.damage.is_empty());
                kept.searched.clear();
                kept.then = None;
                kept.data = Some((data.manifest.version, Arc::clone(&data)));
                drop(kept);
                data
            }
        };
        Ok((data.manifest.version, data))
    }

    /// The door to files and clock.
    pub(crate) fn world(&self) -> &dyn World {
        &*self.world
    }

    pub(crate) fn resolved(&self, map: &JourneyMap) -> Result<Arc<Resolved>> {
        let (version, data) = self.read_data()?;
        let now = (self.settings.as_of == AsOf::Now).then(|| self.world.now());
        let known = self
            .kept()
            .resolved
            .iter()
            .find(|(known, drawn, _)| *known == version && drawn == map)
            .map(|(_, _, resolved)| Arc::clone(resolved));
        if let Some(known) = known.filter(|_| now.is_none()) {
            return Ok(known);
        }
        let bound = Bound::new(data, &self.settings, map, now)?;
        let tried = self.tried(version, &bound)?;
        let mut resolved = resolve(bound, &tried);
        let activities = activities(&resolved.bound);
        let input = CheckInput {
            map,
            resolved: Some(&resolved.map),
            activities: Some(&activities),
            places: &Places::default(),
        };
        resolved.map.diagnostics = check::all(&input);
        resolved.map.diagnostics.splice(..0, resolved.bound.data.damaged());
        let resolved = Arc::new(resolved);
        let mut kept = self.kept();
        kept.resolved.retain(|(known, drawn, _)| *known == version && drawn != map);
        kept.resolved.push((version, map.clone(), Arc::clone(&resolved)));
        if kept.resolved.len() > KEPT {
            kept.resolved.remove(0);
        }
        Ok(resolved)
    }

    /// The comparisons that the pains of a resolved map were judged among.
    pub(crate) fn tried_for(&self, resolved: &Resolved) -> Result<Arc<Vec<Tried>>> {
        self.tried(resolved.bound.data.manifest.version, &resolved.bound)
    }

    /// The comparisons that a map's pains are judged among.
    fn tried(&self, version: u64, bound: &Bound) -> Result<Arc<Vec<Tried>>> {
        let (unit, filter) = (bound.unit(), bound.map.filter.as_deref());
        let is_it = |known: &&Searched| {
            (known.version, known.unit, known.filter.as_deref()) == (version, unit, filter)
        };
        let known = self.kept().searched.iter().find(is_it).map(|known| Arc::clone(&known.tried));
        if let Some(known) = known {
            return Ok(known);
        }
        let found = draft::discovered(&bound.data, &bound.settings, unit, filter)?.found;
        Ok(self.keep_search(version, unit, filter, found.tried))
    }

    fn keep_search(
        &self,
        version: u64,
        unit: Unit,
        filter: Option<&str>,
        tried: Vec<Tried>,
    ) -> Arc<Vec<Tried>> {
        let (filter, tried) = (filter.map(ToOwned::to_owned), Arc::new(tried));
        let mut kept = self.kept();
        kept.searched.retain(|known| {
            known.version == version && (known.unit, &known.filter) != (unit, &filter)
        });
        kept.searched.push(Searched { version, unit, filter, tried: Arc::clone(&tried) });
        if kept.searched.len() > KEPT_SEARCHES {
            kept.searched.remove(0);
        }
        tried
    }

    /// The data as they stood before an instant, if they were asked for last.
    pub(crate) fn kept_then(&self, version: u64, until: Micros) -> Option<Arc<Data>> {
        let kept = self.kept();
        let known = kept.then.as_ref().filter(|known| (known.0, known.1) == (version, until));
        known.map(|(_, _, data)| Arc::clone(data))
    }

    pub(crate) fn keep_then(&self, version: u64, until: Micros, data: &Arc<Data>) {
        self.kept().then = Some((version, until, Arc::clone(data)));
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn no_events(&self) -> Error {
        Error::refuse(
            NO_EVENTS,
            match self.folder.to_str() {
                Some("." | "") => "this project has no events yet".into(),
                _ => format!("{} has no events yet", self.folder.display()),
            },
            "add some with `wayline import events FILE`",
        )
    }
}

/// How often each activity comes on the journeys of a map.
fn activities(bound: &Bound) -> Vec<ActivityUse> {
    let flow = &bound.flow;
    let reach = flow.reach();
    let mut events = vec![0u64; flow.activities.len()];
    for activity in &flow.activity {
        events[*activity as usize] += 1;
    }
    let with = |(activity, name): (usize, &String)| ActivityUse {
        activity: name.clone(),
        events: events[activity],
        journeys: reach[activity],
    };
    flow.activities.iter().enumerate().map(with).collect()
}
