//! The facade: one project, and everything that can be done with it.

use crate::error::{Error, Result};
use crate::settings::Settings;
use crate::world::{Machine, World};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wayline_model::answer::Answer;
use wayline_model::diagnostic::Diagnostic;
use wayline_model::map::JourneyMap;
use wayline_model::question::Question;
use wayline_model::resolved::{EvidenceDetail, ResolvedMap};

/// A project: a folder with `wayline.toml`, `data/` and `maps/`. Cheap to clone, safe to share between threads.
#[derive(Clone)]
pub struct Project {
    folder: PathBuf,
    settings: Settings,
    world: Arc<dyn World>,
}

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
        Ok(Self { folder: folder.to_path_buf(), settings, world })
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
        Ok(Self { folder: folder.to_path_buf(), settings: Settings::read(&text, &file)?, world })
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What `wayline.toml` says.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Answers any question of the events, and `ratings` and `drivers` of events with feedback.
    ///
    /// # Errors
    /// Without events, and for unknown activities and attributes: with the nearest name.
    pub fn ask(&self, question: &Question) -> Result<Answer> {
        let _ = question;
        Err(self.no_events())
    }

    /// Discovers a first map from the events and the feedback: stages, steps, paths and pains
    /// (`docs/methods/discovery.md`, `docs/methods/pains.md`). Writes nothing.
    ///
    /// # Errors
    /// Without events, and for a filter that keeps no journey.
    pub fn draft(&self, options: &DraftOptions) -> Result<Draft> {
        let _ = options;
        Err(self.no_events())
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
        let _text = self.world.read(path).map_err(|error| Error::io("reading", path, error))?;
        Ok((None, Vec::new()))
    }

    /// Writes a map's file in the stable order of the text form.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write_map(&self, path: &Path, map: &JourneyMap) -> Result<()> {
        let _ = (path, map);
        Err(self.no_events())
    }

    /// The map with its evidence: counts, emotion, voices, pains, paths, health, notes, findings.
    ///
    /// # Errors
    /// Without events, and for a map whose filter cannot be understood.
    pub fn show(&self, map: &JourneyMap) -> Result<ResolvedMap> {
        let _ = map;
        Err(self.no_events())
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
    /// As [`Project::show`], and for a key that the map does not have.
    pub fn evidence(&self, map: &JourneyMap, key: &str) -> Result<EvidenceDetail> {
        let _ = (map, key);
        Err(self.no_events())
    }

    fn no_events(&self) -> Error {
        Error::refuse(
            "no-events",
            format!("{} has no events yet", self.folder.display()),
            "add some with `wayline import events FILE`",
        )
    }
}
