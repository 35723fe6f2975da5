//! Gathers the files that the server embeds: the built page (`web/dist`) and the fonts of the renderer. What packing makes smaller is
//! embedded packed as well, once, instead of at each request.
//!
//! Without a built page the server still builds and the API still works; a page that says how to build it stands in.

use flate2::{Compression, write::GzEncoder};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const NOT_BUILT: &str = "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Wayline</title>\n\
<h1>The page was not built</h1>\n\
<p>Run <code>cargo xtask demo</code>, or <code>npm ci &amp;&amp; npm run build</code> in <code>web/</code>, and build the server again. \
The API works without the page.</p></html>\n";

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let dist = here.join("../../web/dist");
    let fonts = here.join("../render/fonts");
    let mut list = String::from("&[\n");
    for (folder, under) in [(&dist, ""), (&fonts, "fonts/")] {
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut files = Vec::new();
        gather(folder, &mut files)?;
        files.sort();
        for file in files {
            let name = file.strip_prefix(folder).expect("found below the folder");
            let name = format!("{under}{}", name.display()).replace('\\', "/");
            if embedded(&name) {
                enter(&mut list, &name, &file.canonicalize()?, &out)?;
            }
        }
    }
    if !dist.join("index.html").exists() {
        let page = out.join("index.html");
        fs::write(&page, NOT_BUILT)?;
        enter(&mut list, "index.html", &page, &out)?;
    }
    list.push(']');
    fs::write(out.join("files.rs"), list)
}

/// Writes a file's entry into the list.
fn enter(list: &mut String, name: &str, path: &Path, out: &Path) -> io::Result<()> {
    let packed = match packed(name, path, out)? {
        Some(packed) => format!("Some(include_bytes!({}))", quoted(&packed)),
        None => String::from("None"),
    };
    let plain = quoted(path);
    writeln!(
        list,
        "    File {{ name: {name:?}, plain: include_bytes!({plain}), packed: {packed} }},"
    )
    .expect("writing to a string does not fail");
    Ok(())
}

/// Packs a file's text beside the list, where that makes it smaller. Fonts are packed already; the program for documents is the largest file, browsers keep it for
/// good, and unpacking it takes longer than sending it over the line of one machine.
fn packed(name: &str, path: &Path, out: &Path) -> io::Result<Option<PathBuf>> {
    let ending = Path::new(name).extension().unwrap_or_default();
    if !["html", "js", "css", "svg"].iter().any(|text| ending == *text) {
        return Ok(None);
    }
    let packed = out.join(format!("{}.gz", name.replace('/', "-")));
    let plain = fs::read(path)?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&plain)?;
    let smaller = gzip.finish()?;
    if smaller.len() >= plain.len() {
        return Ok(None);
    }
    fs::write(&packed, smaller)?;
    Ok(Some(packed))
}

/// A path as a literal of Rust.
fn quoted(path: &Path) -> String {
    format!("{:?}", path.display().to_string())
}

/// Every file below a folder; none if there is no such folder.
fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Of the fonts only those that browsers take and their licence; of the page everything but hidden files.
fn embedded(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    let wanted = Path::new(last).extension().is_some_and(|ending| ending == "woff2");
    !last.starts_with('.') && (!name.starts_with("fonts/") || wanted || last == "OFL.txt")
}
