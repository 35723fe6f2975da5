//! Floors 0 to 2 give the same bytes for the same input: no clock, no environment, no chance, no network.
//!
//! The one door to time and files is `project::World`; the file that implements it for the real machine may knock.
//! Iteration over hash maps is the compiler's to find: `iter_over_hash_type` is among the workspace's lints.

use super::floors::floor;
use super::{Finding, finding};
use crate::house::House;

/// What reaches outside, and why it may not.
const DOORS: [(&str, &str); 13] = [
    ("SystemTime::now", "the time comes in as a parameter"),
    ("Instant::now", "the time comes in as a parameter"),
    ("Timestamp::now", "the time comes in as a parameter"),
    ("Zoned::now", "the time comes in as a parameter"),
    ("TimeZone::system", "the time zone comes in as a parameter"),
    ("env::var", "settings come in as a parameter"),
    ("env::current_dir", "paths come in as a parameter"),
    ("env::temp_dir", "paths come in as a parameter"),
    ("thread_rng", "a seed comes in as a parameter"),
    ("rand::random", "a seed comes in as a parameter"),
    ("RandomState::new", "a hash that is seeded by chance orders by chance"),
    ("std::net", "floors 0 to 2 know no network"),
    ("tokio::", "floors 0 to 2 are synchronous"),
];

/// The real machine's side of `project::World`.
const WORLD: &str = "crates/project/src/world.rs";

pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for package in &house.packages {
        if floor(&package.folder).is_none_or(|floor| floor > 2)
            || package.folder == "crates/fixtures"
        {
            continue;
        }
        let inside = format!("{}/src/", package.folder);
        for source in house.rust().filter(|source| source.path.starts_with(&inside)) {
            if source.path == WORLD || source.is_test() {
                continue;
            }
            for (line, text) in source.shipped() {
                for (door, instead) in DOORS.iter().filter(|(door, _)| text.contains(door)) {
                    found.push(finding(&source.path, line, format!("`{door}`: {instead}")));
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

    fn in_crate(folder: &str, text: &str) -> String {
        let path = format!("{folder}/src/a.rs");
        let name = folder.replace("crates/", "wayline-");
        said(check, &House::of(&[(&path, text)]).with(&name, folder, &[]))
    }

    #[test]
    fn a_clock_in_a_lower_floor_is_found() {
        let text = "//! A.\nfn now() {\n    let t = std::time::Instant::now();\n}\n";
        assert!(
            in_crate("crates/engine", text).starts_with("crates/engine/src/a.rs:3: `Instant::now`")
        );
        assert_eq!(in_crate("crates/server", text), "");
    }

    #[test]
    fn comments_and_tests_may_speak_of_it() {
        let text = "//! No env::var.\n#[cfg(test)]\nmod tests {\n    fn a() {\n        std::env::var(\"A\");\n    }\n}\n";
        assert_eq!(in_crate("crates/model", text), "");
    }
}
