//! What the machine must have beside Rust: Node, npm, a C compiler, a browser for the browser tests, Python for other
//! readers of the data, and valgrind to count instructions.

use crate::stages::{call, command};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Oldest Node that the page's tools run on.
const NODE: u32 = 20;
const BROWSERS: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const NO_BROWSER: &str =
    "no Chromium found: install it, or set CHROME to the path of a Chromium or Chrome";

/// Node and npm are there and new enough.
pub(crate) fn node() -> Result<()> {
    let version = answer("node", &["--version"])
        .with_context(|| format!("Node is not on the path: install Node {NODE} or newer"))?;
    println!("node {version}");
    match major(&version) {
        Some(found) if found >= NODE => {}
        _ => bail!("Node {version} is too old: install Node {NODE} or newer"),
    }
    let npm =
        answer(npm(), &["--version"]).context("npm is not on the path: it comes with Node")?;
    println!("npm {npm}");
    Ok(())
}

/// A Python that can make environments; installed where root may install it (Debian, Ubuntu).
pub(crate) fn python() -> Result<&'static str> {
    const NO_PYTHON: &str = "no Python 3 with venv found: install python3 and python3-venv";
    let found = || {
        let able = |name: &&str| answer(name, &["-c", "import ensurepip, venv"]).is_ok();
        ["python3", "python"].into_iter().find(|name| able(name))
    };
    if let Some(name) = found() {
        return Ok(name);
    }
    if is_debian_root() {
        install(&["python3", "python3-venv"]).context(NO_PYTHON)?;
    }
    found().context(NO_PYTHON)
}

/// A C compiler is there; zstd and others are compiled with it.
pub(crate) fn c_compiler() -> Result<()> {
    let named = std::env::var("CC").ok();
    let tried = named.as_deref().into_iter().chain(["cc", "gcc", "clang"]);
    for name in tried {
        if let Ok(version) = answer(name, &["--version"]) {
            println!("{name}: {}", version.lines().next().unwrap_or_default());
            return Ok(());
        }
    }
    bail!("no C compiler found: install gcc or clang, or set CC")
}

/// npm's name on this platform.
pub(crate) fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// A browser: `CHROME`, else one on the path, else installed where root may install it (Debian, Ubuntu).
pub(crate) fn browser() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHROME") {
        let path = PathBuf::from(path);
        if path.is_file() {
            return Ok(path);
        }
        bail!("CHROME is {}, which is not a file", path.display());
    }
    if let Some(path) = on_path(&BROWSERS) {
        return Ok(path);
    }
    if !is_debian_root() {
        bail!(NO_BROWSER);
    }
    install(&["chromium"]).context(NO_BROWSER)?;
    on_path(&BROWSERS).context(NO_BROWSER)
}

/// valgrind; installed where root may install it (Debian, Ubuntu).
pub(crate) fn valgrind() -> Result<PathBuf> {
    const NO_VALGRIND: &str = "no valgrind found: install it to count instructions";
    if let Some(path) = on_path(&["valgrind"]) {
        return Ok(path);
    }
    if is_debian_root() {
        install(&["valgrind"]).context(NO_VALGRIND)?;
    }
    on_path(&["valgrind"]).context(NO_VALGRIND)
}

/// Installs packages of Debian.
fn install(packages: &[&str]) -> Result<()> {
    call(command("apt-get").args(["update", "--quiet"]))?;
    let install = ["install", "--yes", "--quiet", "--no-install-recommends"];
    let mut apt = command("apt-get");
    call(apt.args(install).args(packages).env("DEBIAN_FRONTEND", "noninteractive"))
}

fn is_debian_root() -> bool {
    let root = answer("id", &["-u"]).is_ok_and(|id| id == "0");
    root && Path::new("/etc/debian_version").exists() && on_path(&["apt-get"]).is_some()
}

/// First of the names that is a file in a folder of `PATH`.
fn on_path(names: &[&str]) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
}

fn answer(program: &str, words: &[&str]) -> Result<String> {
    let output = command(program).args(words).output()?;
    if !output.status.success() {
        bail!("{program} ended with {}", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// `v20.11.1` → 20.
fn major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major("v20.11.1"), Some(20));
        assert_eq!(major("22.0.0\n"), Some(22));
        assert_eq!(major("nightly"), None);
    }
}
