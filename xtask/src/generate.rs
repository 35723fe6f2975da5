//! `cargo xtask gen`: files that are made from the code and committed; `--check` says which are old.

use crate::house::{House, root};
use anyhow::{Context, Result, bail};

mod licences;

/// Whether files are written or only compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Old files are replaced.
    Write,
    /// Old files are named.
    Check,
}

/// `cargo xtask gen [--check]`; says whether nothing is old.
pub(crate) fn run(mode: Mode) -> Result<bool> {
    let house = House::read(&root())?;
    if mode == Mode::Check {
        return match check(&house) {
            Ok(()) => Ok(true),
            Err(error) => {
                println!("{error}");
                Ok(false)
            }
        };
    }
    for (path, text) in files(&house) {
        let path_on_disk = root().join(&path);
        if std::fs::read_to_string(&path_on_disk).is_ok_and(|old| old == text) {
            continue;
        }
        if let Some(folder) = path_on_disk.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&path_on_disk, text).with_context(|| path.clone())?;
        println!("wrote {path}");
    }
    Ok(true)
}

/// Compares the generated files with what would be generated now.
pub(crate) fn check(house: &House) -> Result<()> {
    let mut old = 0;
    for (path, text) in files(house) {
        if house.file(&path).is_none_or(|source| source.text != text) {
            println!("{path} is old");
            old += 1;
        }
    }
    if old > 0 {
        bail!("{old} generated files are old: run cargo xtask gen");
    }
    Ok(())
}

/// Every generated file with its content.
fn files(house: &House) -> Vec<(String, String)> {
    let mut files = crate::sample::files();
    files.push(("docs/licences.md".into(), licences::page(house)));
    files
}
