//! The rules of the house that no compiler knows. One rule, one file: a function that looks at the
//! [`House`] and returns what it found, with tests that show that it fires.

use crate::house::{House, root};
use anyhow::{Result, bail};
use std::fmt;

mod determinism;
mod documents;
mod floors;
mod glossary;
mod leftovers;
mod licences;
mod links;
mod lints;
mod locales;
mod names;
mod places;
mod registries;
mod size;
mod specs;
mod unwraps;
mod walls;

/// What a rule found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// File, from the root of the checkout.
    path: String,
    /// Line, from 1; 0 for the whole file.
    line: usize,
    /// What is wrong and what to do.
    what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.what),
            line => write!(f, "{}:{line}: {}", self.path, self.what),
        }
    }
}

/// A finding in a line of a file, or in the whole file if the line is 0.
fn finding(path: &str, line: usize, what: impl Into<String>) -> Finding {
    Finding { path: path.into(), line, what: what.into() }
}

type Rule = fn(&House) -> Vec<Finding>;

/// All rules, by the names of their files.
const RULES: &[(&str, Rule)] = &[
    ("determinism", determinism::check),
    ("documents", documents::check),
    ("floors", floors::check),
    ("glossary", glossary::check),
    ("leftovers", leftovers::check),
    ("licences", licences::check),
    ("links", links::check),
    ("lints", lints::check),
    ("locales", locales::check),
    ("names", names::check),
    ("places", places::check),
    ("registries", registries::check),
    ("size", size::check),
    ("specs", specs::check),
    ("unwraps", unwraps::check),
    ("walls", walls::check),
];

/// `cargo xtask tidy`.
pub(crate) fn run() -> Result<bool> {
    match check(&House::read(&root())?) {
        Ok(()) => Ok(true),
        Err(error) => {
            println!("{error}");
            Ok(false)
        }
    }
}

/// Looks at the house with every rule, and prints what they find.
pub(crate) fn check(house: &House) -> Result<()> {
    let mut found = 0;
    for (name, rule) in RULES {
        for finding in rule(house) {
            println!("{finding} [{name}]");
            found += 1;
        }
    }
    println!("{}", size::report(house));
    match found {
        0 => Ok(()),
        1 => bail!("tidy found one thing"),
        _ => bail!("tidy found {found} things"),
    }
}

/// What a rule says of a house, a line a finding.
#[cfg(test)]
fn said(rule: Rule, house: &House) -> String {
    let lines: Vec<String> = rule(house).iter().map(ToString::to_string).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_tidy() {
        let house = House::read(&root()).expect("the checkout can be read");
        let found: Vec<String> = RULES
            .iter()
            .flat_map(|(name, rule)| rule(&house).into_iter().map(move |f| format!("{f} [{name}]")))
            .collect();
        assert!(found.is_empty(), "\n{}\n", found.join("\n"));
    }

    #[test]
    fn every_rule_that_has_a_file_is_asked() {
        let house = House::read(&root()).expect("the checkout can be read");
        for source in house.rust().filter(|source| source.path.starts_with("xtask/src/tidy/")) {
            let name = source.name().trim_end_matches(".rs");
            assert!(RULES.iter().any(|(rule, _)| *rule == name), "{name} is in no line of RULES");
        }
    }
}
