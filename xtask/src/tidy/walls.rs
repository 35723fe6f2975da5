//! Some libraries stand behind one crate only, and some behind one module in it, so that they can be exchanged there.

use super::{Finding, finding};
use crate::house::{House, Source};

/// Library, and the one folder in `crates/` whose manifest may name it. Where a name ends with `*`, all that start so.
const WALLS: [(&str, &str); 14] = [
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
    ("sqlx*", "server"),
];

/// How shipped code names a library, and where the paths of those files begin that may.
const DOORS: [(&str, &[&str]); 3] = [
    ("loro::", &["crates/doc/src/crdt.rs"]),
    ("sqlx::", &["crates/server/src/store/sqlite"]),
    // Whichever of its builds.
    ("\"loro-crdt", &["web/src/doc/map_doc.ts", "web/src/doc/loro_code.ts"]),
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
    for (library, doors) in DOORS {
        let inside = |source: &Source| doors.iter().any(|door| source.path.starts_with(door));
        let outside = house.files.iter().filter(|source| is_code(source) && !inside(source));
        for source in outside {
            let names = |(_, text): &(usize, &str)| text.contains(library);
            for (line, _) in source.shipped().into_iter().filter(names) {
                let what = format!("only `{}` may name `{library}`", doors.join("` and `"));
                found.push(finding(&source.path, line, what));
            }
        }
    }
    found
}

/// What is shipped and could name a library: the rules themselves name them, and tests and what measures may look behind.
fn is_code(source: &Source) -> bool {
    let shipped = ["crates/", "web/src/"].iter().any(|folder| source.path.starts_with(folder))
        && !source.path.contains("/examples/");
    shipped && matches!(source.extension(), "rs" | "ts" | "tsx") && !source.is_test()
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
    #[test]
    fn a_library_behind_a_module_may_be_named_there_only() {
        let house = House::of(&[
            ("crates/server/src/store/sqlite/maps.rs", "use sqlx::Row;\n"),
            ("crates/server/src/routes/maps.rs", "\nfn all() -> sqlx::Result<()> {}\n"),
            ("web/src/doc/map_doc.ts", "import type { LoroDoc } from \"loro-crdt/web\";\n"),
            ("web/src/doc/loro_code.ts", "const loro = import(\"loro-crdt/web\");\n"),
            ("web/src/editor/grid.tsx", "import { LoroDoc } from \"loro-crdt/web\";\n"),
            ("crates/doc/tests/doc/hostile.rs", "use loro::LoroDoc;\n"),
        ]);
        let said = said(check, &house);
        assert_eq!(said.lines().count(), 2, "{said}");
        assert!(said.contains("crates/server/src/routes/maps.rs:2: only"), "{said}");
        assert!(said.contains("web/src/editor/grid.tsx:1: only"), "{said}");
    }
}
