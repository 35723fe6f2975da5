//! `cargo xtask test`: everything that must hold, cheapest first; every stage is run even after one failed.

use crate::house::{House, root};
use crate::stages::{Stages, call, cargo, command};
use crate::{generate, instructions, readers, setup, tidy};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// How much is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// All of it.
    Whole,
    /// Without the page and the browser.
    Fast,
}

/// Runs all stages; says whether all held.
pub(crate) fn run(reach: Reach) -> Result<bool> {
    let house = House::read(&root())?;
    let mut stages = Stages::default();

    stages.run("set-up: C compiler", setup::c_compiler);
    stages.run("format", || call(cargo().args(["fmt", "--all", "--check"])));
    stages.run("tidy", || tidy::check(&house));
    // The page comes before the binary that carries it.
    let page = reach == Reach::Whole && root().join("web").exists() && web(&mut stages);
    stages.run("clippy", || {
        call(cargo().args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--keep-going",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ]))
    });
    let skipped = skipped_file(&house)?;
    stages.run("Rust tests and specs", || rust_tests(&skipped));
    stages.run("doc tests", || call(cargo().args(["test", "--workspace", "--doc", "--quiet"])));
    let binary = build(&mut stages);
    others(&mut stages, &house.target, binary.as_deref());
    instructions::stage(&mut stages, &house.target);
    stages.run("generated files", || generate::check(&house));
    if page {
        stages.run("generated types of the page", generate::check_types);
    }
    if reach == Reach::Whole {
        browser(&mut stages, page, binary.as_deref());
        demo(&mut stages, page, binary.as_deref());
    }

    let held = stages.summary();
    let skipped = std::fs::read_to_string(&skipped).unwrap_or_default();
    let skipped = skipped.lines().count();
    if skipped > 0 {
        println!("{skipped} tests skipped: real data not found");
    }
    Ok(held)
}

/// Other programs read the data and count the same.
fn others(stages: &mut Stages, target: &Path, binary: Option<&Path>) {
    const TITLE: &str = "data read by DuckDB and Polars";
    let mut python = None;
    let is_set_up = stages.run("set-up: other readers", || {
        python = readers::python(target)?;
        Ok(())
    });
    match (python, binary) {
        _ if !is_set_up => stages.not_run(TITLE, "there are no other readers"),
        (None, _) => stages.skipped(TITLE, "pip cannot reach its registry from here"),
        (_, None) => stages.not_run(TITLE, "wayline was not built"),
        (Some(python), Some(binary)) => {
            stages.run(TITLE, || readers::check(binary, &python, target));
        }
    }
}

/// That stage alone.
pub(crate) fn readers() -> Result<bool> {
    let mut stages = Stages::default();
    let binary = build(&mut stages);
    others(&mut stages, &crate::house::target()?, binary.as_deref());
    Ok(stages.summary())
}

/// Kills a loop of changes of a dataset so often.
pub(crate) fn torture(kills: &str) -> Result<bool> {
    call(cargo().args(["test", "--package", "wayline-engine", "--test", "torture", "--", kills]))?;
    Ok(true)
}

/// The page's own stages; says whether it was built.
fn web(stages: &mut Stages) -> bool {
    if !stages.run("set-up: Node", setup::node) {
        for title in WEB.map(|(title, _)| title) {
            stages.not_run(title, "there is no Node");
        }
        return false;
    }
    if !stages.run("page: packages", packages) {
        for title in WEB.map(|(title, _)| title) {
            stages.not_run(title, "its packages are not there");
        }
        return false;
    }
    let mut built = false;
    for (title, script) in WEB {
        built = stages.run(title, || npm(&["run", "--silent", script]));
    }
    built
}

/// Stages of the page and the scripts of `web/package.json` that are run for them; the build is the last.
const WEB: [(&str, &str); 4] = [
    ("page: lint", "lint"),
    ("page: types", "types"),
    ("page: unit tests", "test"),
    ("page: build", "build"),
];

fn npm(words: &[&str]) -> Result<()> {
    call(command(setup::npm()).args(words).current_dir(root().join("web")))
}

/// Installs what `package-lock.json` names, unless exactly that is already there.
pub(crate) fn packages() -> Result<()> {
    let web = root().join("web");
    let lock =
        std::fs::read_to_string(web.join("package-lock.json")).context("web/package-lock.json")?;
    let installed = web.join("node_modules/.installed-lock.json");
    if std::fs::read_to_string(&installed).is_ok_and(|text| text == lock) {
        println!("packages are those of package-lock.json");
        return Ok(());
    }
    npm(&["ci", "--no-audit", "--no-fund"])?;
    std::fs::write(&installed, lock).context("web/node_modules")
}

/// Builds the page, for `demo`.
pub(crate) fn page() -> Result<()> {
    setup::node()?;
    packages()?;
    npm(&["run", "--silent", "build"])
}

fn rust_tests(skipped: &Path) -> Result<()> {
    let nextest = cargo().args(["nextest", "--version"]).output();
    let mut command = cargo();
    if nextest.is_ok_and(|output| output.status.success()) {
        command.args(["nextest", "run", "--workspace", "--no-fail-fast", "--status-level", "slow"]);
    } else {
        command.args(["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]);
    }
    call(command.env("WAYLINE_SKIPPED", skipped))
}

/// Where tests note that they were skipped; empty at first.
fn skipped_file(house: &House) -> Result<PathBuf> {
    let folder = house.target.join("xtask");
    std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let file = folder.join("skipped.txt");
    std::fs::write(&file, "").with_context(|| file.display().to_string())?;
    Ok(file)
}

/// Builds the binary; its path if that worked.
fn build(stages: &mut Stages) -> Option<PathBuf> {
    let mut binary = None;
    stages.run("build", || {
        binary = Some(binary_built()?);
        Ok(())
    });
    binary
}

/// Builds `wayline` and the examples together with the whole workspace, as its tests are built, and says where the
/// binary is. A package built by itself would compile its dependencies once more, with other features.
pub(crate) fn binary_built() -> Result<PathBuf> {
    call(cargo().args(["build", "--workspace", "--bins", "--examples"]))?;
    binary_at("wayline")
}

/// Builds `wayline` alone, which takes the least on a machine that has built nothing yet.
pub(crate) fn binary_alone() -> Result<PathBuf> {
    call(cargo().args(["build", "--package", "wayline-cli"]))?;
    binary_at("wayline")
}

/// Where a program of the development profile was built; examples are in `examples/`.
pub(crate) fn binary_at(name: &str) -> Result<PathBuf> {
    let path = crate::house::target()?
        .join("debug")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !path.is_file() {
        bail!("{} was not built", path.display());
    }
    Ok(path)
}

fn browser(stages: &mut Stages, page: bool, binary: Option<&Path>) {
    const TITLE: &str = "browser tests";
    let mut chrome = None;
    stages.run("set-up: browser", || {
        let found = setup::browser()?;
        println!("{}", found.display());
        chrome = Some(found);
        Ok(())
    });
    match (page, binary, chrome) {
        (true, Some(binary), Some(chrome)) => {
            stages.run(TITLE, || {
                call(
                    command(setup::npm())
                        .args(["run", "--silent", "e2e"])
                        .current_dir(root().join("web"))
                        .env("WAYLINE_BIN", binary)
                        .env("CHROME", chrome),
                )
            });
        }
        (false, ..) => stages.not_run(TITLE, "the page was not built"),
        (_, None, _) => stages.not_run(TITLE, "wayline was not built"),
        (.., None) => stages.not_run(TITLE, "there is no browser"),
    }
}

fn demo(stages: &mut Stages, page: bool, binary: Option<&Path>) {
    match (page, binary) {
        (true, Some(binary)) => {
            stages.run("demo", || crate::demo::once(binary));
        }
        (false, _) => stages.not_run("demo", "the page was not built"),
        (_, None) => stages.not_run("demo", "wayline was not built"),
    }
}
