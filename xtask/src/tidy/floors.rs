//! A crate may use any lower floor, never its own and never a higher one; `fixtures` serves tests only, and no analysis
//! may know `sample`: it is for `cli`, `xtask` and tests.

use super::{Finding, finding};
use crate::house::{House, Package};

/// Floors by folder in `crates/`, as ARCHITECTURE.md lays them out.
const FLOORS: [(&str, u8); 10] = [
    ("model", 0),
    ("fixtures", 0),
    ("doc", 1),
    ("engine", 1),
    ("render", 1),
    ("text", 1),
    ("project", 2),
    ("sample", 3),
    ("server", 3),
    ("cli", 4),
];

/// Floor of a package of the workspace by its folder; `None` for one that is in no floor, as `xtask`.
pub(super) fn floor(folder: &str) -> Option<u8> {
    let folder = folder.strip_prefix("crates/")?;
    FLOORS.iter().find(|(name, _)| *name == folder).map(|(_, floor)| *floor)
}

pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for package in &house.packages {
        let manifest = format!("{}/Cargo.toml", package.folder);
        let mut say = |what: String| found.push(finding(&manifest, 0, what));
        let Some(folder) = package.folder.strip_prefix("crates/") else { continue };
        if package.name != format!("wayline-{folder}") {
            say(format!("the package in `{folder}` is to be named `wayline-{folder}`"));
        }
        let Some(floor) = floor(&package.folder) else {
            say(format!("`{folder}` has no floor: give it one in xtask/src/tidy/floors.rs"));
            continue;
        };
        for used in &package.uses {
            let Some(other) = house.packages.iter().find(|other| other.name == used.name) else {
                continue;
            };
            if is_fixtures(other) {
                if !used.only_tests {
                    say(format!("`{}` may be a dev-dependency only", used.name));
                }
            } else if is_sample(other) {
                if !used.only_tests && package.folder != SHOWS_THE_SAMPLE {
                    say(format!("`{}` is for `cli`, `xtask` and tests only", used.name));
                }
            } else if self::floor(&other.folder).is_none_or(|below| below >= floor) {
                say(format!(
                    "`{}` on floor {floor} may not use `{}`: only lower floors",
                    package.name, used.name
                ));
            }
        }
    }
    found
}

fn is_fixtures(package: &Package) -> bool {
    package.folder == "crates/fixtures"
}

/// The one crate that may show the sample; `xtask` is in no floor.
const SHOWS_THE_SAMPLE: &str = "crates/cli";

fn is_sample(package: &Package) -> bool {
    package.folder == "crates/sample"
}

#[cfg(test)]
mod tests {
    use super::super::said;
    use super::*;

    fn house(engine_uses: &[&str]) -> House {
        House::default()
            .with("wayline-model", "crates/model", &["serde"])
            .with("wayline-fixtures", "crates/fixtures", &[])
            .with("wayline-text", "crates/text", &["wayline-model"])
            .with("wayline-project", "crates/project", &["wayline-text", "wayline-model"])
            .with("wayline-engine", "crates/engine", engine_uses)
    }

    #[test]
    fn lower_floors_may_be_used() {
        assert_eq!(said(check, &house(&["wayline-model", "arrow", "test:wayline-fixtures"])), "");
    }

    #[test]
    fn neighbours_and_higher_floors_may_not() {
        let said = said(check, &house(&["wayline-text", "test:wayline-project"]));
        assert!(said.contains("may not use `wayline-text`"), "{said}");
        assert!(said.contains("may not use `wayline-project`"), "{said}");
    }

    #[test]
    fn fixtures_are_for_tests() {
        assert!(said(check, &house(&["wayline-fixtures"])).contains("dev-dependency only"));
    }

    #[test]
    fn the_sample_is_for_the_binary_for_development_and_for_tests() {
        let using = |name: &str, folder: &str, used: &str| {
            let house = House::default().with("wayline-sample", "crates/sample", &[]);
            said(check, &house.with(name, folder, &[used]))
        };
        assert_eq!(using("wayline-cli", "crates/cli", "wayline-sample"), "");
        assert_eq!(using("xtask", "xtask", "wayline-sample"), "");
        assert_eq!(using("wayline-project", "crates/project", "test:wayline-sample"), "");
        for folder in ["project", "engine", "server"] {
            let name = format!("wayline-{folder}");
            let said = using(&name, &format!("crates/{folder}"), "wayline-sample");
            assert!(said.contains("for `cli`, `xtask` and tests only"), "{folder}: {said}");
        }
    }

    #[test]
    fn a_crate_has_a_floor_and_the_prefix() {
        let house = House::default().with("attic", "crates/attic", &[]);
        let said = said(check, &house);
        assert!(
            said.contains("to be named `wayline-attic`") && said.contains("has no floor"),
            "{said}"
        );
    }
}
