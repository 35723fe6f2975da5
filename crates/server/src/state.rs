//! What requests share: the open project, the cached maps, the live ones, the store, and the bound on how much is computed at
//! a time.

use crate::glances::Glances;
use crate::live::rooms::Rooms;
use crate::maps::{Maps, Shown};
use crate::options::Options;
use crate::parts::Parts;
use crate::problem::{Problem, mistake};
use crate::store::Store;
use crate::turns::Turns;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use wayline_project::Project;
use wayline_render::export::Paper;
use wayline_render::{Scene, Style};

/// The state behind every handler. Cheap to clone.
#[derive(Clone)]
pub(crate) struct App(Arc<Shared>);

struct Shared {
    folder: PathBuf,
    project: Mutex<(Stamp, Project)>,
    maps: Maps,
    parts: Parts,
    rooms: Rooms,
    glances: Glances,
    store: Arc<dyn Store>,
    running: Arc<Semaphore>,
    turns: Turns,
    deciding: Turns,
    options: Options,
}

/// Lengths and times of the files an answer rests on; another stamp means another answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stamp(Vec<(PathBuf, Option<SystemTime>, u64)>);

impl Stamp {
    pub(crate) fn of(files: impl IntoIterator<Item = PathBuf>) -> Self {
        let seen = files.into_iter().map(|path| match std::fs::metadata(&path) {
            Ok(about) => (path, about.modified().ok(), about.len()),
            Err(_) => (path, None, 0),
        });
        Self(seen.collect())
    }

    /// The same stamp with more files.
    pub(crate) fn and(mut self, files: impl IntoIterator<Item = PathBuf>) -> Self {
        self.0.extend(Self::of(files).0);
        self
    }

    /// The settings and whatever lies at the top of `data/`: above all the manifest, which every import replaces. What is being
    /// made there is not yet anybody's data.
    fn of_project(folder: &Path) -> Self {
        let data = folder.join("data");
        let mut files = vec![folder.join("wayline.toml")];
        if let Ok(entries) = std::fs::read_dir(&data) {
            let passing = ["lock", "lock-compaction", "lock-hot", "importing", "compacting", "hot"];
            let entries = entries.flatten().map(|entry| entry.path());
            files.extend(entries.filter(|path| !passing.iter().any(|name| path.ends_with(name))));
        }
        files.sort();
        Self::of(files)
    }
}

impl App {
    pub(crate) fn new(project: Project, store: Arc<dyn Store>, options: &Options) -> Self {
        let folder = project.folder().to_path_buf();
        Self(Arc::new(Shared {
            project: Mutex::new((Stamp::of_project(&folder), project)),
            folder,
            maps: Maps::default(),
            parts: Parts::default(),
            rooms: Rooms::default(),
            glances: Glances::default(),
            store,
            running: Arc::new(Semaphore::new(options.at_once.max(1))),
            turns: Turns::default(),
            deciding: Turns::default(),
            options: options.clone(),
        }))
    }

    pub(crate) fn maps(&self) -> &Maps {
        &self.0.maps
    }

    /// The project's folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// Maps over a persona's journeys.
    pub(crate) fn parts(&self) -> &Parts {
        &self.0.parts
    }

    /// The maps that are open.
    pub(crate) fn rooms(&self) -> &Rooms {
        &self.0.rooms
    }

    /// What the list of maps says.
    pub(crate) fn held_glances(&self) -> &Glances {
        &self.0.glances
    }

    /// Whose turn it is to have what is not kept.
    pub(crate) fn turns(&self) -> &Turns {
        &self.0.turns
    }

    /// The turn to decide on a map's proposals, or to add some that depend on what was decided: they are read and written as a
    /// whole. It lasts as long as what is given.
    pub(crate) async fn deciding(&self, map: &str) -> Result<OwnedSemaphorePermit, Problem> {
        let turn = self.0.deciding.of(Some(map.to_owned())).acquire_owned().await;
        turn.map_err(|error| mistake(&error.to_string()))
    }

    /// What is kept of people and live maps.
    pub(crate) fn store(&self) -> &Arc<dyn Store> {
        &self.0.store
    }

    /// What the server was told when it started.
    pub(crate) fn options(&self) -> &Options {
        &self.0.options
    }

    /// Lays a map out, with fonts for the characters that the embedded one lacks.
    pub(crate) fn scene(&self, shown: &Shown, style: &Style) -> Scene {
        let style = Style { fonts: self.0.options.fonts.clone(), ..style.clone() };
        wayline_render::layout_with(&shown.resolved, &style, self.fonts(shown, &style))
    }

    /// Lays a map out for a format that holds glyphs, as [`App::scene`] does.
    pub(crate) fn drawn(&self, shown: &Shown, style: &Style) -> Scene {
        let style = Style { fonts: self.0.options.fonts.clone(), ..style.clone() };
        wayline_render::layout_to_draw(&shown.resolved, &style, self.fonts(shown, &style))
    }

    /// Finds fonts for what a map says in a language, once.
    fn fonts<'a>(
        &'a self,
        shown: &'a Shown,
        style: &Style,
    ) -> impl FnOnce(BTreeSet<char>) -> Vec<Arc<[u8]>> + use<'a> {
        let found = &shown.fonts[style.language as usize];
        |lacking| found.get_or_init(|| (self.0.options.find_fonts)(lacking)).clone()
    }

    /// Lays a map out for sheets of paper, as [`App::scene`] does.
    pub(crate) fn sheets(&self, shown: &Shown, style: &Style, paper: Paper) -> (Scene, Scene) {
        let style = Style { fonts: self.0.options.fonts.clone(), ..style.clone() };
        wayline_render::layout_for_paper(&shown.resolved, &style, paper, self.fonts(shown, &style))
    }

    /// The project as it is on disk now, opened again when an import or an edit changed it. Blocks.
    pub(crate) fn project(&self) -> Result<(Stamp, Project), Problem> {
        let now = Stamp::of_project(&self.0.folder);
        let mut held = self.0.project.lock().unwrap_or_else(PoisonError::into_inner);
        if held.0 != now {
            *held = (now, Project::open(&self.0.folder)?.keeping());
        }
        Ok(held.clone())
    }

    /// Reads something small from disk, away from the threads that answer.
    pub(crate) async fn look<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let app = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&app));
        done.await.map_err(|error| mistake(&error.to_string()))?
    }

    /// Computes something that may take long: a bounded number at a time, for a bounded time.
    ///
    /// Work that is given up goes on to its end and keeps its place, so the bound holds for the machine too.
    pub(crate) async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let running = Arc::clone(&self.0.running);
        let patience = self.0.options.patience;
        let place = tokio::time::timeout(patience / 2, running.acquire_owned())
            .await
            .map_err(|_| {
                Problem::new("busy", "other questions are still being answered")
                    .help("ask again in a few seconds")
            })?
            .map_err(|error| mistake(&error.to_string()))?;
        let work = self.look(move |app| {
            let _place = place;
            metrics::gauge!("wayline_questions_running").increment(1.0);
            let done = work(app);
            metrics::gauge!("wayline_questions_running").decrement(1.0);
            done
        });
        tokio::time::timeout(patience, work).await.map_err(|_| {
            Problem::new("too-slow", format!("no answer within {} s", patience.as_secs()))
                .help("ask about fewer journeys: with `where`, `since` or `until`")
        })?
    }
}
