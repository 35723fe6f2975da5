//! Fonts beside the embedded one, for scripts it lacks: those that `WAYLINE_FONTS` names (files or folders,
//! with the path separator between them), else the system's, and of these only the few that are needed.

mod coverage;

use crate::failure::Failure;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where systems keep their fonts, in the order of trust.
const FOLDERS: [&str; 6] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:\\Windows\\Fonts",
    "/run/current-system/sw/share/X11/fonts",
];
/// Folders in folders deeper than this are not looked into.
const DEPTH: usize = 5;
/// At most this many system fonts go into one picture.
const MOST: usize = 4;

/// The fonts that `WAYLINE_FONTS` names, in its order, those of a folder by name.
pub(crate) fn given() -> Result<Vec<Arc<[u8]>>, Failure> {
    let Some(list) = std::env::var_os("WAYLINE_FONTS") else { return Ok(vec![]) };
    let mut files = vec![];
    for path in std::env::split_paths(&list).filter(|path| !path.as_os_str().is_empty()) {
        if path.is_dir() {
            collect(&path, DEPTH, &mut files);
        } else {
            files.push(path);
        }
    }
    files.iter().map(|file| read(file)).collect()
}

/// The system's fonts that have the most of these characters, one after the other until all are there or none helps.
/// A file that is no font, or cannot be read, is no help; others may be.
pub(crate) fn of_the_system(mut wanted: BTreeSet<char>) -> Vec<Arc<[u8]>> {
    let mut files = vec![];
    for folder in FOLDERS {
        collect(Path::new(folder), DEPTH, &mut files);
    }
    if let Some(home) = std::env::var_os("HOME") {
        for folder in [".local/share/fonts", ".fonts", "Library/Fonts"] {
            collect(&Path::new(&home).join(folder), DEPTH, &mut files);
        }
    }
    let mut known: Vec<(PathBuf, BTreeSet<char>, u16)> = files
        .into_iter()
        .filter_map(|file| {
            let (has, weight) =
                coverage::of(&file, &wanted).ok().filter(|(has, _)| !has.is_empty())?;
            Some((file, has, weight))
        })
        .collect();
    let mut chosen = vec![];
    while chosen.len() < MOST && !wanted.is_empty() {
        let helps = |has: &BTreeSet<char>| has.intersection(&wanted).count();
        // Of the best the one of regular weight, and of these the first: the same folders give the same picture.
        let best = (0..known.len()).min_by_key(|i| (Reverse(helps(&known[*i].1)), known[*i].2));
        let Some(best) = best.filter(|i| helps(&known[*i].1) > 0) else { break };
        let (file, has, _) = known.remove(best);
        if let Ok(font) = read(&file) {
            chosen.push(font);
            wanted.retain(|c| !has.contains(c));
        }
    }
    chosen
}

fn read(file: &Path) -> Result<Arc<[u8]>, Failure> {
    let bytes =
        std::fs::read(file).map_err(|error| Failure::file("reading the font", file, &error))?;
    Ok(Arc::from(bytes))
}

/// The font files below a folder, by name; a folder that cannot be read has none.
fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() && depth > 0 {
            collect(&path, depth - 1, files);
        } else if is_font(&path) {
            files.push(path);
        }
    }
}

fn is_font(file: &Path) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or("");
    ["ttf", "otf", "ttc", "otc"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}
