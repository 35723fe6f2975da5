//! Nothing unfinished or silenced is left in the sources: stubs, debug prints, skipped tests, bare allows.

use super::{Finding, finding};
use crate::house::House;

/// What may not stand in a Rust line. In two parts, so that this file does not find itself.
const RUST: [([&str; 2], &str); 8] = [
    (["#[all", "ow("], "use `#[expect(lint, reason = \"…\")]`"),
    (["#![all", "ow("], "use `#![expect(lint, reason = \"…\")]`"),
    (["tod", "o!("], "finish it"),
    (["unimpl", "emented!("], "finish it"),
    (["db", "g!("], "take it out"),
    (["#[ign", "ore"], "a test that is not run proves nothing"),
    (["thread::sl", "eep"], "wait for what happens, not for time"),
    (["FIX", "ME"], "mend it, or write down what holds"),
];

/// What may not stand in a line of TypeScript.
const TYPESCRIPT: [([&str; 2], &str); 7] = [
    (["@ts-ig", "nore"], "mend the type"),
    (["eslint-dis", "able "], "name the line and give the reason"),
    (["test.sk", "ip("], "a test that is not run proves nothing"),
    (["it.sk", "ip("], "a test that is not run proves nothing"),
    (["test.on", "ly("], "all tests are run"),
    (["it.on", "ly("], "all tests are run"),
    (["debug", "ger;"], "take it out"),
];

pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in &house.files {
        let patterns: &[_] = match source.extension() {
            "rs" => &RUST,
            "ts" | "tsx" | "js" | "mjs" => &TYPESCRIPT,
            _ => continue,
        };
        for (ix, line) in source.text.lines().enumerate() {
            for ([start, end], instead) in patterns {
                let pattern = format!("{start}{end}");
                if line.contains(&pattern) {
                    found.push(finding(
                        &source.path,
                        ix + 1,
                        format!("`{}`: {instead}", pattern.trim_end()),
                    ));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pattern_is_found() {
        for ([start, end], _) in RUST {
            assert_eq!(
                check(&House::of(&[("a.rs", &format!("    {start}{end}x)"))])).len(),
                1,
                "{start}{end}"
            );
        }
        for ([start, end], _) in TYPESCRIPT {
            assert_eq!(
                check(&House::of(&[("web/a.ts", &format!("{start}{end}x)"))])).len(),
                1,
                "{start}{end}"
            );
        }
    }

    #[test]
    fn an_expectation_with_a_reason_is_fine() {
        let text = "#[expect(clippy::too_many_lines, reason = \"a table\")]\n";
        assert_eq!(check(&House::of(&[("a.rs", text)])), []);
    }
}
