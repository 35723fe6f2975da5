//! `docs/licences.md`: whose work Wayline stands on, and under which terms.

use crate::house::{House, Licence};
use std::collections::BTreeMap;
use std::fmt::Write;

const HEAD: &str = "\
# Licences

Wayline comes under Apache-2.0 or MIT, as you choose: [LICENSE-APACHE](../LICENSE-APACHE), [LICENSE-MIT](../LICENSE-MIT).
It is built with the packages below, those of its tests included, as a build on Linux sees them; fonts carry their licence beside them.
This page is made by `cargo xtask gen`; `cargo xtask tidy` refuses terms that would bind those who use Wayline.
";

/// The page.
pub(super) fn page(house: &House) -> String {
    let mut page = HEAD.to_owned();
    list(&mut page, "Rust packages", &house.others);
    list(&mut page, "Packages in the page", &house.carried);
    page
}

fn list(page: &mut String, title: &str, licences: &[Licence]) {
    let mut by_terms: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for licence in licences {
        let terms = licence.terms.replace('/', " OR ");
        by_terms.entry(terms).or_default().push(format!("{} {}", licence.name, licence.version));
    }
    writeln!(page, "\n## {title}").expect("a string takes all");
    for (terms, packages) in by_terms {
        writeln!(page, "\n**{terms}**: {}.", packages.join(", ")).expect("a string takes all");
    }
}
