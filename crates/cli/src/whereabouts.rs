//! Which project a command is about.

use crate::failure::Failure;
use std::path::{Path, PathBuf};
use wayline_project::Project;

/// Opens the project of `--project`, or the nearest upward from here.
pub(crate) fn project(named: Option<&Path>) -> Result<Project, Failure> {
    let folder = match named {
        Some(folder) => folder.to_owned(),
        None => nearest()?.ok_or_else(|| {
            Failure::refuse(
                "no-project",
                "there is no project here: no wayline.toml in this folder or any above it",
                "make one with `wayline init DIR`, or name its folder with `--project DIR`",
            )
        })?,
    };
    Ok(Project::open(&folder)?)
}

/// The project of `--project`, or the nearest upward from a map, or from here. None is no error: a map
/// can be read without one.
pub(crate) fn project_of(named: Option<&Path>, map: &Path) -> Result<Option<Project>, Failure> {
    let folder = match named {
        Some(folder) => Some(folder.to_owned()),
        None => above(map).map_or_else(nearest, |folder| Ok(Some(folder)))?,
    };
    Ok(folder.map(|folder| Project::open(&folder)).transpose()?)
}

/// The nearest project above a file.
fn above(file: &Path) -> Option<PathBuf> {
    let file = file.canonicalize().ok()?;
    let found = file.ancestors().skip(1).find(|folder| folder.join("wayline.toml").is_file())?;
    Some(found.to_owned())
}

/// A file as one names it in the project's folder; as it was named where it lies elsewhere.
pub(crate) fn within(project: &Project, file: &Path) -> String {
    let inner = || {
        let (folder, file) = (project.folder().canonicalize().ok()?, file.canonicalize().ok()?);
        Some(file.strip_prefix(folder).ok()?.to_owned())
    };
    inner().unwrap_or_else(|| file.to_owned()).to_string_lossy().into_owned()
}

/// The nearest folder upward with a `wayline.toml`.
fn nearest() -> Result<Option<PathBuf>, Failure> {
    let here = std::env::current_dir()
        .map_err(|error| Failure::file("finding", Path::new("."), &error))?;
    let found = here.ancestors().find(|folder| folder.join("wayline.toml").is_file());
    // A short name reads better in messages.
    Ok(found.map(|folder| if folder == here { PathBuf::from(".") } else { folder.to_owned() }))
}
