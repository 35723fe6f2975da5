//! A file is named after what it holds; a name that holds anything holds nothing.

use super::{Finding, finding};
use crate::house::House;

/// Names of files and folders that say nothing of what is inside.
const EMPTY: [&str; 7] = ["common", "utils", "util", "helpers", "helper", "types", "manager"];

pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in &house.files {
        if !matches!(source.extension(), "rs" | "ts" | "tsx" | "toml") {
            continue;
        }
        if source.name() == "mod.rs" {
            found.push(finding(
                &source.path,
                0,
                "use `foo.rs` beside the folder `foo/` instead of `mod.rs`",
            ));
        }
        for part in source.path.split('/') {
            let part = part.split('.').next().unwrap_or(part);
            if EMPTY.contains(&part) || part.ends_with("-internal") || part.ends_with("_internal") {
                found.push(finding(
                    &source.path,
                    0,
                    format!("`{part}` says nothing: name it after what it holds"),
                ));
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
    fn names_that_say_nothing_are_found() {
        let bad = [
            "crates/a/src/mod.rs",
            "crates/a/src/utils.rs",
            "web/src/types.ts",
            "crates/a-internal/src/lib.rs",
            "web/src/helpers/a.ts",
        ];
        for path in bad {
            assert!(!check(&House::of(&[(path, "")])).is_empty(), "{path}");
        }
        assert_eq!(
            said(check, &House::of(&[("crates/a/src/variants.rs", ""), ("docs/common.md", "")])),
            ""
        );
    }
}
