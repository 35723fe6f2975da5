//! Every crate takes the workspace's lints, edition and licence; none sets its own.

use super::{Finding, finding};
use crate::house::House;

const INHERITED: [&str; 4] = [
    "[lints]\nworkspace = true",
    "edition.workspace = true",
    "license.workspace = true",
    "version.workspace = true",
];

pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for package in &house.packages {
        let path = format!("{}/Cargo.toml", package.folder);
        let Some(manifest) = house.file(&path) else { continue };
        for line in INHERITED.iter().filter(|line| !manifest.text.contains(*line)) {
            found.push(finding(&path, 0, format!("`{}` is missing", line.replace('\n', " "))));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_with_lints_of_its_own_is_found() {
        let whole = INHERITED.join("\n");
        let house = |text: &str| {
            House::of(&[("crates/a/Cargo.toml", text)]).with("wayline-a", "crates/a", &[])
        };
        assert_eq!(check(&house(&whole)), []);
        assert_eq!(check(&house(&whole.replace("[lints]", ""))).len(), 1);
    }
}
