//! Everything that is built in comes under terms that let anybody use Wayline under its own.

use super::{Finding, finding};
use crate::house::House;

/// Terms that ask for nothing but to be named, or (MPL-2.0) to share changes to their own files.
const ALLOWED: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OFL-1.1",
    "Unicode-3.0",
    "Zlib",
];

pub(super) fn check(house: &House) -> Vec<Finding> {
    let all = house.others.iter().map(|licence| ("Cargo.lock", licence));
    let all = all.chain(house.carried.iter().map(|licence| ("web/package-lock.json", licence)));
    let refused = all.filter(|(_, licence)| !allowed(&licence.terms));
    refused
        .map(|(lock, licence)| {
            let what = format!(
                "{} {} comes under `{}`, which is not among the terms allowed",
                licence.name, licence.version, licence.terms
            );
            finding(lock, 0, what)
        })
        .collect()
}

/// Whether an SPDX expression leaves a choice of allowed terms only. `A/B` is the old way to write `A OR B`.
fn allowed(terms: &str) -> bool {
    let terms = terms.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = terms.split_whitespace().collect();
    let mut rest = words.as_slice();
    either(&mut rest) == Some(true) && rest.is_empty()
}

/// `A OR B`; `None` for what is no expression.
fn either(words: &mut &[&str]) -> Option<bool> {
    let mut holds = both(words)?;
    while words.first() == Some(&"OR") {
        *words = &words[1..];
        holds |= both(words)?;
    }
    Some(holds)
}

/// `A AND B`.
fn both(words: &mut &[&str]) -> Option<bool> {
    let mut holds = one(words)?;
    while words.first() == Some(&"AND") {
        *words = &words[1..];
        holds &= one(words)?;
    }
    Some(holds)
}

/// `A`, `A WITH exception` or `( … )`.
fn one(words: &mut &[&str]) -> Option<bool> {
    let (first, rest) = words.split_first()?;
    *words = rest;
    if *first == "(" {
        let holds = either(words)?;
        let (close, rest) = words.split_first()?;
        *words = rest;
        return (*close == ")").then_some(holds);
    }
    // An exception takes nothing away.
    if words.first() == Some(&"WITH") {
        *words = words.get(2..)?;
    }
    // `+` leaves the choice of a later version, too.
    Some(ALLOWED.contains(&first.strip_suffix('+').unwrap_or(first)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::Licence;

    #[test]
    fn a_choice_of_allowed_terms_is_enough() {
        for terms in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0 OR MIT",
            "(MIT OR GPL-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR MIT",
            "MPL-2.0+",
        ] {
            assert!(allowed(terms), "{terms}");
        }
        for terms in
            ["", "GPL-3.0", "GPL-2.0+", "MIT AND GPL-2.0", "(MIT", "MIT OR", "MIT Apache-2.0"]
        {
            assert!(!allowed(terms), "{terms}");
        }
    }

    #[test]
    fn a_package_under_other_terms_is_found() {
        let licence = |terms: &str| Licence {
            name: "a".into(),
            version: "1.0.0".into(),
            terms: terms.into(),
        };
        let house = House { others: vec![licence("MIT"), licence("GPL-3.0")], ..House::default() };
        assert_eq!(check(&house).len(), 1);
    }
}
