//! Every document can be found: the `README.md` of its folder, or the one above, links to it.

use super::links::{links, resolve};
use super::{Finding, finding};
use crate::house::House;

pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for document in &house.files {
        if !document.path.starts_with("docs/")
            || document.extension() != "md"
            || document.path == "docs/README.md"
        {
            continue;
        }
        let indexed = indexes(&document.path).any(|index| {
            house.file(&index).is_some_and(|source| {
                let mut targets = links(&source.text).into_iter().map(|(_, target)| target);
                targets.any(|target| {
                    let file = target.split('#').next().unwrap_or(target);
                    resolve(&index, file).as_ref() == Some(&document.path)
                })
            })
        });
        if !indexed {
            found.push(finding(
                &document.path,
                0,
                "no index links to it: add it to the README.md of its folder or to docs/README.md",
            ));
        }
    }
    found
}

/// `docs/a/b.md` → `docs/a/README.md`, `docs/README.md`.
fn indexes(path: &str) -> impl Iterator<Item = String> {
    let mut folder = path;
    std::iter::from_fn(move || {
        folder = folder.rsplit_once('/')?.0;
        Some(format!("{folder}/README.md"))
    })
    .filter(move |index| index != path)
}

#[cfg(test)]
mod tests {
    use super::super::said;
    use super::*;

    const DOCUMENT: (&str, &str) = ("docs/methods/pains.md", "# Pains\n");

    #[test]
    fn a_document_in_its_index_is_found_by_readers() {
        let near = House::of(&[
            DOCUMENT,
            ("docs/methods/README.md", "[p](pains.md)"),
            ("docs/README.md", "[m](methods/README.md)"),
        ]);
        assert_eq!(said(check, &near), "");
        let above = House::of(&[DOCUMENT, ("docs/README.md", "[p](methods/pains.md#top)")]);
        assert_eq!(said(check, &above), "");
    }

    #[test]
    fn a_document_that_nothing_links_to_is_found() {
        let house = House::of(&[DOCUMENT, ("docs/README.md", "methods/pains.md")]);
        assert!(said(check, &house).starts_with("docs/methods/pains.md: no index"));
    }
}
