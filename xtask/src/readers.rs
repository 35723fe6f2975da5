//! The events of a dataset are read by others: `DuckDB` and Polars count them as `wayline ask counts` does.
//!
//! Both come from Python's registry into a folder under the target directory, once.

use crate::setup;
use crate::stages::{call, command};
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is installed.
const REQUIREMENTS: &str = "xtask/readers/requirements.txt";
/// What counts with it.
const COUNT: &str = "xtask/readers/count.py";

/// The Python with both readers, made if need be; `None` where pip cannot reach its registry from here.
pub(crate) fn python(target: &Path) -> Result<Option<PathBuf>> {
    let root = crate::house::root();
    let folder = target.join("xtask/readers-python");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let wanted = std::fs::read_to_string(root.join(REQUIREMENTS)).context(REQUIREMENTS)?;
    let installed = folder.join("installed.txt");
    if std::fs::read_to_string(&installed).is_ok_and(|text| text == wanted) {
        println!("readers are those of {REQUIREMENTS}");
        return Ok(Some(python));
    }
    call(command(setup::python()?).args(["-m", "venv", "--clear"]).arg(&folder))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1"];
    let mut install = command(&python);
    install.args(pip).args(["--requirement", REQUIREMENTS]);
    let output = install.output().context("pip could not be started")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        print!("{said}");
        if is_unreachable(&said) {
            return Ok(None);
        }
        bail!("pip could not install {REQUIREMENTS}");
    }
    std::fs::write(&installed, wanted).context("noting what is installed")?;
    Ok(Some(python))
}

/// Whether pip got no answer, as it says it.
fn is_unreachable(said: &str) -> bool {
    [
        "NewConnectionError",
        "NameResolutionError",
        "ConnectTimeoutError",
        "Connection refused",
        "ProxyError",
    ]
    .iter()
    .any(|word| said.contains(word))
}

/// Makes a dataset of several imports and compares the counts, before and after its files are put together.
pub(crate) fn check(binary: &Path, python: &Path, target: &Path) -> Result<()> {
    let folder = target.join("xtask/readers");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let project = folder.join("project");
    let run = |words: &[&str]| call(command(binary).args(words).arg("--project").arg(&project));
    call(
        command(binary)
            .args(["demo", "--customers", "600", "--no-serve", "--no-open", "--dir"])
            .arg(&project),
    )?;
    // Late events, an attribute that nobody had, one whose values become text, and names in other letters.
    for (name, rows) in [("later.csv", later()), ("other.csv", other())] {
        let file = folder.join(name);
        std::fs::write(&file, rows).with_context(|| file.display().to_string())?;
        run(&["import", "events", &file.display().to_string()])?;
    }
    same(binary, python, &project)?;
    run(&["data", "--compact"])?;
    same(binary, python, &project)
}

fn later() -> String {
    let mut rows = String::from("customer,activity,time,amount,shelf\n");
    for row in 0..500 {
        let (who, day, hour) = (row * 7 % 600, row % 28 + 1, row % 24);
        let shelf = row % 9;
        let _ = writeln!(rows, "c{who:05},Visits,2025-02-{day:02} {hour:02}:00,{row},s{shelf}");
    }
    rows
}

fn other() -> String {
    let mut rows = String::from("customer,activity,time,amount\n");
    for row in 0..300 {
        let (day, minute) = (row % 28 + 1, row % 60);
        let amount = if row == 7 { "none".into() } else { row.to_string() };
        let who = row % 40;
        let _ =
            writeln!(rows, "клиент {who},zamówienie 订单,2024-12-{day:02} 10:{minute:02},{amount}");
    }
    rows
}

/// What `wayline` and the others count is the same.
fn same(binary: &Path, python: &Path, project: &Path) -> Result<()> {
    let events = project.join("data/events");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&events)
        .with_context(|| events.display().to_string())?
        .map(|file| Ok(file?.path()))
        .collect::<Result<_>>()?;
    files.sort();
    let counted = json(command(python).arg(COUNT).args(&files))?;
    let ask = |words: &[&str]| {
        let asked = ["ask", "counts", "--json", "--project"];
        json(command(binary).args(asked).arg(project).args(words))
    };
    let all = ask(&[])?;
    let by = ask(&["--by", "customer"])?;
    let groups = by["answer"]["groups"].as_array().context("the answer has no groups")?;
    let mut customers = Map::new();
    for group in groups {
        let name = group["value"].as_str().context("a group has no value")?;
        let of = activities(&group["answer"])?;
        let events: u64 = of.values().filter_map(Value::as_u64).sum();
        customers.insert(name.to_owned(), events.into());
    }
    let activities = activities(&all["answer"])?;
    println!(
        "{} files: {} activities, {} customers",
        files.len(),
        activities.len(),
        customers.len()
    );
    for reader in ["duckdb", "polars"] {
        for (column, own) in [("activity", &activities), ("customer", &customers)] {
            if counted[reader][column].as_object() != Some(own) {
                bail!("{reader} counts the events by {column} otherwise than wayline does");
            }
        }
    }
    Ok(())
}

/// Events by activity in an answer.
fn activities(answer: &Value) -> Result<Map<String, Value>> {
    let all = answer["activities"].as_array().context("the answer has no activities")?;
    let one = |row: &Value| Some((row["activity"].as_str()?.to_owned(), row["events"].clone()));
    all.iter().map(|row| one(row).context("an activity has no name")).collect()
}

fn json(command: &mut Command) -> Result<Value> {
    let output = command.output().context("it could not be started")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    serde_json::from_slice(&output.stdout).context("it printed no JSON")
}

#[cfg(test)]
mod tests {
    use super::is_unreachable;

    #[test]
    fn a_registry_that_does_not_answer_is_told_from_a_package_that_is_not_there() {
        assert!(is_unreachable(
            "WARNING: … NewConnectionError('…: Failed to establish a new connection')"
        ));
        assert!(!is_unreachable("ERROR: No matching distribution found for duckdb==0.0.0"));
    }
}
