//! `docs/licences.md`: whose work Wayline stands on, and under which terms.

use crate::house::House;
use std::collections::BTreeMap;
use std::fmt::Write;

const HEAD: &str = "\
# Licences

Wayline comes under Apache-2.0 or MIT, as you choose: [LICENSE-APACHE](../LICENSE-APACHE), [LICENSE-MIT](../LICENSE-MIT).
It is built with the packages below, those of its tests included, as a build on Linux sees them.
This page is made by `cargo xtask gen`; `cargo xtask tidy` refuses terms that would bind those who use Wayline.
";

/// The page.
pub(super) fn page(house: &House) -> String {
    let mut by_terms: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for licence in &house.others {
        let terms = licence.terms.replace('/', " OR ");
        by_terms.entry(terms).or_default().push(format!("{} {}", licence.name, licence.version));
    }
    let mut page = HEAD.to_owned();
    for (terms, packages) in by_terms {
        writeln!(page, "\n## {terms}\n\n{}", packages.join(", ")).expect("a string takes all");
    }
    page
}
