//! Fonts beside the embedded one: `WAYLINE_FONTS` names files or folders, as a list with the path separator.

use crate::failure::Failure;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The fonts that `WAYLINE_FONTS` names, in its order, those of a folder by name.
pub(crate) fn given() -> Result<Vec<Arc<[u8]>>, Failure> {
    let Some(list) = std::env::var_os("WAYLINE_FONTS") else { return Ok(vec![]) };
    let mut fonts = vec![];
    for path in std::env::split_paths(&list).filter(|path| !path.as_os_str().is_empty()) {
        for file in files(&path)? {
            let bytes = std::fs::read(&file)
                .map_err(|error| Failure::file("reading the font", &file, &error))?;
            fonts.push(Arc::from(bytes));
        }
    }
    Ok(fonts)
}

fn files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let failed = |error| Failure::file("reading the fonts in", path, &error);
    let mut files = vec![];
    for entry in std::fs::read_dir(path).map_err(failed)? {
        let file = entry.map_err(failed)?.path();
        if is_font(&file) {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

fn is_font(file: &Path) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or("");
    ["ttf", "otf", "ttc", "otc"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}
