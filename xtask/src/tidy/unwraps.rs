//! Nothing that comes from a file or a network may panic: no `unwrap()` in code that ships.

use super::{Finding, finding};
use crate::house::House;

pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in
        house.rust().filter(|source| source.path.starts_with("crates/") && !source.is_test())
    {
        for (line, text) in source.shipped() {
            if text.contains(".unwrap()") || text.contains(".unwrap_err()") {
                let what =
                    "return an error, or `expect(\"why it holds\")` where it truly cannot fail";
                found.push(finding(&source.path, line, what));
            }
            if text.contains(".expect(\"\")") {
                found.push(finding(&source.path, line, "`expect` says why it holds"));
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
    fn an_unwrap_is_found_unless_in_a_test() {
        let text = "//! A.\nfn a() {\n    b().unwrap();\n}\n#[cfg(test)]\nmod tests {\n    fn c() {\n        d().unwrap();\n    }\n}\n";
        let house = House::of(&[
            ("crates/server/src/a.rs", text),
            ("crates/server/tests/b.rs", "//! B.\nx.unwrap();\n"),
        ]);
        let said = said(check, &house);
        assert!(
            said.starts_with("crates/server/src/a.rs:3:") && said.lines().count() == 1,
            "{said}"
        );
    }
}
