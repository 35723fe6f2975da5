//! Operators, checks, lanes, importers, exporters: each is one file, and one line in the registry beside its folder.

use super::{Finding, finding};
use crate::house::{House, Source};

/// Folders whose every file is a module that the file of the same name registers.
const FOLDERS: [&str; 6] = ["ops", "check", "lane", "ingest", "export", "migrate"];

pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in
        house.rust().filter(|source| source.path.starts_with("crates/") && !source.is_test())
    {
        let Some((registry, name)) = registry_of(&source.path) else { continue };
        let Some(registry) = house.file(&registry) else {
            found.push(finding(&source.path, 0, format!("its registry `{registry}` is missing")));
            continue;
        };
        if !registry.shipped().iter().any(|(_, line)| line.contains(&format!("mod {name};"))) {
            found.push(finding(&registry.path, 0, format!("does not declare `{name}`")));
        } else if !is_asked(house, source, name) {
            // Declared and never called: dead.
            found.push(finding(&registry.path, 0, format!("has no line for `{name}`")));
        }
    }
    found
}

/// Whether code of the same crate, outside of the file itself, says `name::`.
fn is_asked(house: &House, source: &Source, name: &str) -> bool {
    let inside = source.path.split_inclusive("/src/").next().unwrap_or_default();
    let mut others =
        house.rust().filter(|other| other.path.starts_with(inside) && other.path != source.path);
    others.any(|other| other.shipped().iter().any(|(_, line)| says(line, name)))
}

/// `crates/model/src/check/waste.rs` → (`crates/model/src/check.rs`, `waste`).
fn registry_of(path: &str) -> Option<(String, &str)> {
    let (folder, name) = path.rsplit_once('/')?;
    let last = folder.rsplit('/').next()?;
    FOLDERS.contains(&last).then(|| (format!("{folder}.rs"), name.trim_end_matches(".rs")))
}

/// Whether the line has `name::`, and not as the end of a longer name.
fn says(line: &str, name: &str) -> bool {
    let path = format!("{name}::");
    line.match_indices(&path).any(|(at, _)| {
        line[..at].chars().next_back().is_none_or(|c| !(c.is_alphanumeric() || c == '_'))
    })
}

#[cfg(test)]
mod tests {
    use super::super::said;
    use super::*;

    const FILE: (&str, &str) = ("crates/engine/src/ops/funnel.rs", "//! Funnel.\n");

    #[test]
    fn a_file_with_its_line_is_fine() {
        let registry = "mod funnel;\nconst OPS: &[Op] = &[funnel::OP];\n";
        assert_eq!(said(check, &House::of(&[FILE, ("crates/engine/src/ops.rs", registry)])), "");
    }

    #[test]
    fn a_file_without_its_line_is_found() {
        let dead = House::of(&[FILE, ("crates/engine/src/ops.rs", "mod funnel;\n")]);
        assert!(said(check, &dead).contains("has no line for `funnel`"));
        let unknown = House::of(&[FILE, ("crates/engine/src/ops.rs", "// mod funnel;\n")]);
        assert!(said(check, &unknown).contains("does not declare `funnel`"));
        assert!(said(check, &House::of(&[FILE])).contains("is missing"));
    }
}
