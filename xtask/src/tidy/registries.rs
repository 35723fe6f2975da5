//! Operators, checks, lanes, importers, exporters: each is one file, and one line in the registry beside its folder.

use super::{Finding, finding};
use crate::house::House;

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
        let lines: Vec<&str> = registry.shipped().into_iter().map(|(_, line)| line).collect();
        let shipped = lines.join(
            "
",
        );
        // Declared, and used beyond the declaration: a module that nobody asks is dead.
        if !shipped.contains(&format!("mod {name};")) {
            found.push(finding(&registry.path, 0, format!("does not declare `{name}`")));
        } else if !names(&shipped, name) {
            found.push(finding(&registry.path, 0, format!("has no line for `{name}`")));
        }
    }
    found
}

/// `crates/model/src/check/waste.rs` → (`crates/model/src/check.rs`, `waste`).
fn registry_of(path: &str) -> Option<(String, &str)> {
    let (folder, name) = path.rsplit_once('/')?;
    let last = folder.rsplit('/').next()?;
    FOLDERS.contains(&last).then(|| (format!("{folder}.rs"), name.trim_end_matches(".rs")))
}

/// Whether the text has `name::` or, where the module is re-exported whole, `name;`.
fn names(text: &str, name: &str) -> bool {
    let path = format!("{name}::");
    text.match_indices(&path).any(|(at, _)| {
        text[..at].chars().next_back().is_none_or(|c| !(c.is_alphanumeric() || c == '_'))
    }) || text.contains(&format!("pub mod {name};"))
        || text.contains(&format!("pub(crate) mod {name};"))
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
