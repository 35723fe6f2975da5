//! Each operator and each check has a spec: prose, input and expected output, run as a test.

use super::{Finding, finding};
use crate::house::House;

/// Folder of files, and folder of their specs.
const SPECS: [(&str, &str); 2] =
    [("crates/engine/src/ops/", "spec/operators"), ("crates/model/src/check/", "spec/checks")];

pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for (folder, specs) in SPECS {
        for source in house.rust() {
            let Some(name) =
                source.path.strip_prefix(folder).and_then(|name| name.strip_suffix(".rs"))
            else {
                continue;
            };
            if name.contains('/') || name == "tests" {
                continue;
            }
            let starts = [name.to_owned(), name.replace('_', "-")];
            let has = house.files.iter().any(|spec| {
                let inside = spec.path.strip_prefix(specs).and_then(|rest| rest.strip_prefix('/'));
                inside.is_some_and(|rest| starts.iter().any(|start| is_of(rest, start)))
            });
            if !has {
                found.push(finding(&source.path, 0, format!("has no spec in {specs}/")));
            }
        }
    }
    found
}

/// `waste.md`, `waste/fires.yaml` and `waste.fires.yaml` are of `waste`.
fn is_of(rest: &str, start: &str) -> bool {
    rest.strip_prefix(start).is_some_and(|end| end.starts_with(['.', '/']))
}

#[cfg(test)]
mod tests {
    use super::super::said;
    use super::*;

    const CHECK: (&str, &str) = ("crates/model/src/check/one_department.rs", "//! One.\n");

    #[test]
    fn a_check_without_a_spec_is_found() {
        assert!(said(check, &House::of(&[CHECK])).contains("has no spec in spec/checks/"));
        let other = House::of(&[CHECK, ("spec/checks/one-department-too.md", "")]);
        assert!(said(check, &other).contains("has no spec"));
    }

    #[test]
    fn a_check_with_a_spec_is_fine() {
        for spec in ["spec/checks/one-department.md", "spec/checks/one_department/fires.yaml"] {
            assert_eq!(said(check, &House::of(&[CHECK, (spec, "")])), "");
        }
    }
}
