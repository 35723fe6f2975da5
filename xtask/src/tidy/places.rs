//! The project names no machine's folders and no registry's hosts: it builds wherever it is put.

use super::{Finding, finding};
use crate::house::{House, Source};

/// Folders at the root of somebody's machine.
const FOLDERS: [&str; 5] = ["root", "work", "home", "Users", "tmp"];
/// First labels of hosts that serve packages.
const REGISTRIES: [&str; 7] = ["static", "index", "files", "registry", "deb", "security", "pypi"];

pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    // Cargo writes the name of its registry into the lock file itself.
    for source in house.files.iter().filter(|source| source.path != "Cargo.lock") {
        for (ix, line) in source.text.lines().enumerate() {
            if let Some(folder) = FOLDERS.iter().find(|folder| names_folder(line, folder)) {
                if *folder == "tmp" && source.is_test() {
                    continue;
                }
                found.push(finding(
                    &source.path,
                    ix + 1,
                    format!("names the folder /{folder}/ of a machine"),
                ));
            }
            if let Some(host) = REGISTRIES.iter().find(|host| names_host(line, host)) {
                found.push(finding(
                    &source.path,
                    ix + 1,
                    format!("names a registry's host ({host}.…)"),
                ));
            }
        }
        if is_npm_lock(source) && source.text.contains("\"resolved\": \"http") {
            let what = "carries addresses: set omit-lockfile-registry-resolved=true in web/.npmrc and make it anew";
            found.push(finding(&source.path, 0, what));
        }
    }
    found
}

fn is_npm_lock(source: &Source) -> bool {
    source.name() == "package-lock.json"
}

/// `/folder/x` that is not the middle of a longer path or address.
fn names_folder(line: &str, folder: &str) -> bool {
    let pattern = format!("/{folder}/");
    line.match_indices(&pattern).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + pattern.len()..].chars().next();
        before.is_none_or(|c| {
            !(c.is_alphanumeric()
                || matches!(c, '.' | '_' | '-' | '/' | '}' | ')' | '*' | '$' | '~'))
        }) && after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.' || c == '_')
    })
}

fn names_host(line: &str, host: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| line.contains(&format!("{scheme}{host}.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&House::of(&[(path, text)])).len()
    }

    #[test]
    fn a_machines_folder_is_found() {
        for folder in FOLDERS {
            assert_eq!(found("docs/a.md", &format!("see /{folder}/somebody")), 1, "{folder}");
            assert_eq!(found("docs/a.md", &format!("see docs/{folder}/somebody")), 0, "{folder}");
        }
        assert_eq!(found("crates/a/tests/b.rs", &format!("\"/{}/x\"", "tmp")), 0);
    }

    #[test]
    fn a_registrys_host_is_found() {
        for host in REGISTRIES {
            assert_eq!(
                found("a.toml", &format!("url = \"{}{host}.example.org\"", "https://")),
                1,
                "{host}"
            );
        }
        assert_eq!(found("a.md", "https://docs.rs/x"), 0);
    }

    #[test]
    fn an_npm_lock_file_has_no_addresses() {
        let line = format!("\"resolved\": \"{}\"", "https://example.org/a.tgz");
        assert_eq!(found("web/package-lock.json", &line), 1);
        assert_eq!(found("web/package-lock.json", "\"integrity\": \"sha512-x\""), 0);
    }
}
