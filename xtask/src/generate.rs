//! `cargo xtask gen`: files that are made from the code and committed; `--check` says which are old.

use crate::house::{House, root, target};
use crate::stages::{call, command};
use crate::{setup, test};
use anyhow::{Context, Result, bail};
use std::path::Path;

mod gallery;
mod licences;

/// Examples that print a generated file, and the file.
const PRINTED: [(&str, &str); 3] = [
    ("schema", "schemas/map.schema.json"),
    ("document", "schemas/document.json"),
    ("openapi", "schemas/openapi.json"),
];
/// Types of the page's calls, made from the committed contract of the API.
const TYPES: &str = "web/src/api/schema.d.ts";

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
    setup::node()?;
    test::packages()?;
    let house = House::read(&root())?;
    if mode == Mode::Check {
        let old = [check(&house), check_types()].into_iter().filter_map(Result::err);
        return Ok(old.inspect(|error| println!("{error:#}")).count() == 0);
    }
    for (path, text) in files(&house)? {
        write(&path, &text)?;
    }
    write(TYPES, &types()?)?;
    test::page()?;
    screenshot(&test::binary_built()?)?;
    Ok(true)
}

/// Compares the generated files with what the code would make now, all but the page's types.
pub(crate) fn check(house: &House) -> Result<()> {
    compare(&files(house)?)
}

/// Compares the page's types with what the contract of the API would make now.
pub(crate) fn check_types() -> Result<()> {
    compare(&[(TYPES.into(), types()?)])
}

/// Every generated file with its content, all but the page's types.
fn files(house: &House) -> Result<Vec<(String, String)>> {
    let mut files = vec![("docs/licences.md".into(), licences::page(house))];
    let binary = test::binary_built()?;
    for (example, path) in PRINTED {
        let output = command(test::binary_at(&format!("examples/{example}"))?)
            .stderr(std::process::Stdio::inherit())
            .output()
            .with_context(|| example.to_owned())?;
        if !output.status.success() {
            bail!("the example `{example}` ended with {}", output.status);
        }
        files.push((path.into(), String::from_utf8(output.stdout).context(path)?));
    }
    files.extend(gallery::files(&binary)?);
    Ok(files)
}

/// The page in a browser, by the browser tests. It is looked at, not compared: browsers differ by a pixel.
fn screenshot(binary: &Path) -> Result<()> {
    call(
        command(setup::npm())
            .current_dir(root().join("web"))
            .args(["run", "--silent", "e2e", "--", "pictures"])
            .env("WAYLINE_BIN", binary)
            .env("CHROME", setup::browser()?)
            .env("WAYLINE_SCREENSHOT", root().join("docs/gallery/page.png")),
    )
}

fn types() -> Result<String> {
    let file = target()?.join("xtask/schema.d.ts");
    std::fs::create_dir_all(file.parent().expect("it is in a folder"))?;
    call(
        command(setup::npm())
            .current_dir(root().join("web"))
            .args([
                "exec",
                "--no",
                "--",
                "openapi-typescript",
                "../schemas/openapi.json",
                "--output",
            ])
            .arg(&file),
    )?;
    std::fs::read_to_string(&file).with_context(|| file.display().to_string())
}

fn write(path: &str, text: &str) -> Result<()> {
    let file = root().join(path);
    if is_current(&file, text) {
        return Ok(());
    }
    std::fs::create_dir_all(file.parent().expect("it is in a folder"))?;
    std::fs::write(&file, text).with_context(|| path.to_owned())?;
    println!("wrote {path}");
    Ok(())
}

fn compare(files: &[(String, String)]) -> Result<()> {
    let old = files.iter().filter(|(path, text)| !is_current(&root().join(path), text));
    match old.inspect(|(path, _)| println!("{path} is old")).count() {
        0 => Ok(()),
        _ => bail!("generated files are old: run cargo xtask gen"),
    }
}

fn is_current(file: &Path, text: &str) -> bool {
    std::fs::read_to_string(file).is_ok_and(|old| old == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_changed_or_lost_is_old() {
        let (path, text) = ("README.md", std::fs::read_to_string(root().join("README.md")));
        let text = text.expect("there is a README");
        assert!(compare(&[(path.into(), text.clone())]).is_ok());
        assert!(compare(&[(path.into(), text + "more")]).is_err());
        assert!(compare(&[("docs/lost.md".into(), String::new())]).is_err());
    }
}
