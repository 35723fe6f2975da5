//! Some libraries stand behind one crate only, so that they can be exchanged there.

use super::{Finding, finding};
use crate::house::House;

/// Library, and the one folder in `crates/` whose manifest may name it. Where a name ends with `*`, all that start so.
const WALLS: [(&str, &str); 13] = [
    ("arrow*", "engine"),
    ("parquet*", "engine"),
    ("parley*", "render"),
    ("skrifa", "render"),
    ("subsetter", "render"),
    ("tiny-skia*", "render"),
    ("resvg", "render"),
    ("krilla*", "render"),
    ("axum*", "server"),
    ("tower*", "server"),
    ("clap*", "cli"),
    ("indicatif", "cli"),
    ("loro*", "doc"),
];

pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for package in &house.packages {
        for used in &package.uses {
            for (library, owner) in WALLS {
                let named = match library.strip_suffix('*') {
                    Some(start) => used.name.starts_with(start),
                    None => used.name == library,
                };
                if named && package.folder != format!("crates/{owner}") {
                    let what = format!("only `{owner}` may name `{}`", used.name);
                    found.push(finding(&format!("{}/Cargo.toml", package.folder), 0, what));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::said;
    use super::*;

    #[test]
    fn a_library_behind_its_wall_may_be_named_there_only() {
        let house = House::default()
            .with("wayline-engine", "crates/engine", &["arrow", "parquet"])
            .with("wayline-project", "crates/project", &["arrow-array", "test:axum"]);
        let said = said(check, &house);
        assert!(!said.contains("crates/engine"), "{said}");
        assert!(said.contains("only `engine` may name `arrow-array`"), "{said}");
        assert!(said.contains("only `server` may name `axum`"), "{said}");
    }
}
