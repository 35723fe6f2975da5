//! The glossary has each term once, in all four languages, with what it is.

use super::{Finding, finding};
use crate::house::House;
use std::collections::BTreeSet;

const GLOSSARY: &str = "docs/glossary.md";
/// English, Polish, Russian, Chinese, what it is.
const COLUMNS: usize = 5;

pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    let Some(glossary) = house.file(GLOSSARY) else { return found };
    let mut terms = BTreeSet::new();
    for (ix, line) in glossary.text.lines().enumerate() {
        let Some(row) = line.strip_prefix('|') else { continue };
        let cells: Vec<&str> =
            row.trim_end().trim_end_matches('|').split('|').map(str::trim).collect();
        if cells.len() != COLUMNS || cells.iter().any(|cell| cell.is_empty()) {
            found.push(finding(GLOSSARY, ix + 1, "a term has four languages and what it is"));
        }
        for (language, term) in cells.iter().take(COLUMNS - 1).enumerate() {
            if !term.starts_with("---") && !terms.insert((language, *term)) {
                found.push(finding(GLOSSARY, ix + 1, format!("`{term}` stands there twice")));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::said;
    use super::*;

    const HEAD: &str =
        "| English | Polish | Russian | Chinese | what |\n| --- | --- | --- | --- | --- |\n";

    #[test]
    fn whole_rows_are_fine() {
        let text = format!("{HEAD}| step | krok | шаг | 步骤 | a small thing |\n");
        assert_eq!(said(check, &House::of(&[(GLOSSARY, &text)])), "");
    }

    #[test]
    fn gaps_and_doubles_are_found() {
        let text =
            format!("{HEAD}| step | krok | | 步骤 | a |\n| stage | krok | этап | 阶段 | b |\n");
        let said = said(check, &House::of(&[(GLOSSARY, &text)]));
        assert!(said.contains("docs/glossary.md:3: a term has four languages"), "{said}");
        assert!(said.contains("docs/glossary.md:4: `krok` stands there twice"), "{said}");
    }
}
