//! Links between documents lead somewhere: to a file, and where they name one, to a heading.

use super::{Finding, finding};
use crate::house::{House, Source};

pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in house.files.iter().filter(|source| source.extension() == "md") {
        for (line, target) in links(&source.text) {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let path = if file.is_empty() {
                Some(source.path.clone())
            } else {
                resolve(&source.path, file)
            };
            let Some(path) = path.filter(|path| exists(house, path)) else {
                found.push(finding(&source.path, line, format!("`{target}` leads nowhere")));
                continue;
            };
            if let Some(there) = house.file(&path)
                && there.extension() == "md"
                && !heading.is_empty()
                && !has_anchor(there, heading)
            {
                found.push(finding(
                    &source.path,
                    line,
                    format!("`{path}` has no heading `{heading}`"),
                ));
            }
        }
    }
    found
}

/// Targets of `[…](target)` outside of code, with their lines.
pub(super) fn links(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (ix, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        // Odd parts stand between backticks.
        let mut at = 0;
        for (part_ix, part) in line.split('`').enumerate() {
            let end = at + part.len();
            // A link may have code in its text: `[`a`](b)` ends in an even part too.
            if part_ix % 2 == 0 {
                for (start, _) in part.match_indices("](") {
                    let target = &line[at + start + 2..];
                    if let Some(target) = target.split(')').next() {
                        found.push((ix + 1, target.split(' ').next().unwrap_or(target)));
                    }
                }
            }
            at = end + 1;
        }
    }
    found
}

/// `docs/a.md` and `../README.md` → `README.md`; `None` for a way out of the checkout.
pub(super) fn resolve(from: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A file of the house, a folder with one, or a picture on the disk.
fn exists(house: &House, path: &str) -> bool {
    let folder = format!("{path}/");
    house.files.iter().any(|source| source.path == path || source.path.starts_with(&folder))
        || (!house.packages.is_empty() && crate::house::root().join(path).exists())
}

fn has_anchor(source: &Source, anchor: &str) -> bool {
    let named = format!("id=\"{anchor}\"");
    source.text.lines().any(|line| {
        line.contains(&named)
            || (line.starts_with('#') && slug(line.trim_start_matches('#')) == anchor)
    })
}

/// A heading as an anchor: lower case, spaces to dashes, no punctuation.
fn slug(heading: &str) -> String {
    let kept =
        heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::said;
    use super::*;

    #[test]
    fn links_that_lead_somewhere_are_fine() {
        let text = "[a](b.md) [c](b.md#two-words) [d](https://example.org) [e](../README.md) [f](../docs/) `[g](no.md)`\n```\n[h](no.md)\n```\n";
        let house =
            House::of(&[("docs/a.md", text), ("docs/b.md", "# Two words\n"), ("README.md", "")]);
        assert_eq!(said(check, &house), "");
    }

    #[test]
    fn links_that_lead_nowhere_are_found() {
        let house = House::of(&[
            ("docs/a.md", "[a](c.md)\n\n[b](b.md#three)\n[`c`](../../d.md)\n"),
            ("docs/b.md", "# Two\n"),
        ]);
        let said = said(check, &house);
        assert!(said.contains("docs/a.md:1: `c.md` leads nowhere"), "{said}");
        assert!(said.contains("docs/a.md:3: `docs/b.md` has no heading `three`"), "{said}");
        assert!(said.contains("docs/a.md:4: `../../d.md` leads nowhere"), "{said}");
    }
}
