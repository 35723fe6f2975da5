//! What the rules look at: the checkout's text files and the packages of the workspace.

use anyhow::{Context, Result};
use cargo_metadata::{CargoOpt, DependencyKind, MetadataCommand};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Licences are read as a build for this platform sees them, so that the list is the same wherever it is made.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";

/// The checkout, read once.
#[derive(Debug, Default)]
pub(crate) struct House {
    /// Text files, by path.
    pub(crate) files: Vec<Source>,
    /// Packages of the workspace.
    pub(crate) packages: Vec<Package>,
    /// Packages of others that the workspace builds on, sorted by name and version.
    pub(crate) others: Vec<Licence>,
    /// Packages of others that the page carries, sorted by name.
    pub(crate) carried: Vec<Licence>,
    /// Folder that cargo builds in.
    pub(crate) target: PathBuf,
}

/// A text file of the checkout.
#[derive(Debug)]
pub(crate) struct Source {
    /// From the root of the checkout, with `/` between folders.
    pub(crate) path: String,
    /// Its content.
    pub(crate) text: String,
}

/// A package of the workspace.
#[derive(Debug)]
pub(crate) struct Package {
    /// As in its manifest, with prefix.
    pub(crate) name: String,
    /// Folder from the root of the checkout: `crates/engine`, `xtask`.
    pub(crate) folder: String,
    /// What it names in its manifest.
    pub(crate) uses: Vec<Use>,
}

/// One dependency as a manifest names it.
#[derive(Debug)]
pub(crate) struct Use {
    /// Package name.
    pub(crate) name: String,
    /// Whether only tests see it.
    pub(crate) only_tests: bool,
}

/// A package of others, and the terms it comes under.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Licence {
    /// Package name.
    pub(crate) name: String,
    /// Version that is built.
    pub(crate) version: String,
    /// SPDX expression; empty where the manifest has none.
    pub(crate) terms: String,
}

/// Root of the checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the root").into()
}

/// Folder that cargo builds in.
pub(crate) fn target() -> Result<PathBuf> {
    let metadata = MetadataCommand::new().manifest_path(root().join("Cargo.toml")).no_deps().exec();
    Ok(metadata.context("cargo metadata")?.target_directory.into())
}

impl House {
    /// Reads the checkout at `root`.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let mut files = Vec::new();
        for path in paths(root)? {
            // Pictures and fonts are not text, and a file may be deleted but not yet committed.
            if let Ok(text) = std::fs::read_to_string(root.join(&path)) {
                files.push(Source { path, text });
            }
        }
        let mut command = MetadataCommand::new();
        command.manifest_path(root.join("Cargo.toml"));
        command.features(CargoOpt::AllFeatures);
        command.other_options(["--filter-platform".into(), PLATFORM.into()]);
        let metadata = command.exec().context("cargo metadata")?;
        let packages = metadata
            .workspace_packages()
            .into_iter()
            .map(|package| Package {
                name: package.name.to_string(),
                folder: package
                    .manifest_path
                    .parent()
                    .and_then(|folder| folder.strip_prefix(&metadata.workspace_root).ok())
                    .map(|folder| folder.as_str().replace('\\', "/"))
                    .unwrap_or_default(),
                uses: package
                    .dependencies
                    .iter()
                    .map(|dependency| Use {
                        name: dependency.name.clone(),
                        only_tests: dependency.kind == DependencyKind::Development,
                    })
                    .collect(),
            })
            .collect();
        let built = metadata.resolve.as_ref().context("cargo metadata gave no graph")?;
        let mut others: Vec<Licence> = metadata
            .packages
            .iter()
            .filter(|package| package.source.is_some())
            .filter(|package| built.nodes.iter().any(|node| node.id == package.id))
            .map(|package| Licence {
                name: package.name.to_string(),
                version: package.version.to_string(),
                terms: package.license.clone().unwrap_or_default(),
            })
            .collect();
        others.sort();
        let lock = files.iter().find(|source| source.path == "web/package-lock.json");
        let carried = lock.map_or_else(|| Ok(Vec::new()), |lock| carried(&lock.text))?;
        Ok(Self { files, packages, others, carried, target: metadata.target_directory.into() })
    }

    /// Rust sources, in the order of their paths.
    pub(crate) fn rust(&self) -> impl Iterator<Item = &Source> {
        self.files.iter().filter(|source| source.extension() == "rs")
    }

    /// The file at this path.
    pub(crate) fn file(&self, path: &str) -> Option<&Source> {
        self.files.iter().find(|source| source.path == path)
    }

    /// A house of nothing but these files, for the tests of rules.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let files =
            files.iter().map(|(path, text)| Source { path: (*path).into(), text: (*text).into() });
        Self { files: files.collect(), ..Self::default() }
    }

    /// Adds a package with its dependencies; `test:` before a name says that only tests see it.
    #[cfg(test)]
    pub(crate) fn with(mut self, name: &str, folder: &str, uses: &[&str]) -> Self {
        let uses = uses.iter().map(|name| match name.strip_prefix("test:") {
            Some(name) => Use { name: name.into(), only_tests: true },
            None => Use { name: (*name).into(), only_tests: false },
        });
        self.packages.push(Package {
            name: name.into(),
            folder: folder.into(),
            uses: uses.collect(),
        });
        self
    }
}

/// What an npm lock file names beside what only development needs.
fn carried(lock: &str) -> Result<Vec<Licence>> {
    let lock: serde_json::Value = serde_json::from_str(lock).context("web/package-lock.json")?;
    let packages = lock["packages"].as_object().context("web/package-lock.json has no packages")?;
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let shipped =
        packages.iter().filter(|(path, package)| !path.is_empty() && package["dev"] != true);
    let mut carried: Vec<Licence> = shipped
        .map(|(path, package)| Licence {
            name: path.rsplit("node_modules/").next().unwrap_or(path).to_owned(),
            version: word(&package["version"]),
            terms: word(&package["license"]),
        })
        .collect();
    carried.sort();
    carried.dedup();
    Ok(carried)
}

impl Source {
    /// What follows the last dot of the file's name.
    pub(crate) fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// The file's name without its folders.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Whether the file is there for tests only.
    pub(crate) fn is_test(&self) -> bool {
        let inside = |folder: &str| self.path.split('/').rev().skip(1).any(|part| part == folder);
        let name = self.name();
        inside("tests")
            || inside("e2e")
            || name == "tests.rs"
            || name.contains(".test.")
            || name.contains(".spec.")
    }

    /// Numbered lines without comment lines and without what stands behind `#[cfg(test)]`: the code that ships.
    pub(crate) fn shipped(&self) -> Vec<(usize, &str)> {
        let mut lines = Vec::new();
        // Indentation of the test item that is being left out, once its attribute was seen.
        let mut leaving_out: Option<&str> = None;
        for (ix, line) in self.text.lines().enumerate() {
            let bare = line.trim_start();
            let indent = &line[..line.len() - bare.len()];
            if let Some(outer) = leaving_out {
                if indent == outer && (bare == "}" || bare.ends_with(';') || bare.ends_with('}')) {
                    leaving_out = None;
                }
            } else if bare.starts_with("#[cfg(test)]") {
                leaving_out = Some(indent);
            } else if !bare.starts_with("//") {
                lines.push((ix + 1, line));
            }
        }
        lines
    }
}

/// Files that git knows or would add; where there is no git, all but what is built.
fn paths(root: &Path) -> Result<Vec<String>> {
    let git = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root)
        .output();
    if let Ok(output) = git
        && output.status.success()
    {
        let list = String::from_utf8_lossy(&output.stdout);
        let mut paths: Vec<String> =
            list.split('\0').filter(|p| !p.is_empty()).map(Into::into).collect();
        paths.sort();
        paths.dedup();
        return Ok(paths);
    }
    let mut paths = Vec::new();
    walk(root, "", &mut paths)?;
    paths.sort();
    Ok(paths)
}

fn walk(root: &Path, inside: &str, paths: &mut Vec<String>) -> Result<()> {
    for entry in std::fs::read_dir(root.join(inside))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if inside.is_empty() { name.clone() } else { format!("{inside}/{name}") };
        if entry.file_type()?.is_dir() {
            if !matches!(name.as_str(), "target" | "node_modules" | "dist" | ".git") {
                walk(root, &path, paths)?;
            }
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_is_neither_comment_nor_test() {
        let text = "//! Doc.\nfn a() {}\n#[cfg(test)]\nfn b() {\n    1;\n}\nfn c() {}\n#[cfg(test)]\nmod tests {\n    fn d() {}\n}\n";
        let source = Source { path: "a.rs".into(), text: text.into() };
        assert_eq!(source.shipped(), [(2, "fn a() {}"), (7, "fn c() {}")]);
    }

    #[test]
    fn what_the_page_carries_is_read_from_its_lock_file() {
        let lock = r#"{"packages": {"": {"name": "page"},
            "node_modules/react": {"version": "19.0.0", "license": "MIT"},
            "node_modules/vite": {"version": "8.0.0", "license": "MIT", "dev": true}}}"#;
        let react = Licence { name: "react".into(), version: "19.0.0".into(), terms: "MIT".into() };
        assert_eq!(carried(lock).expect("a lock file"), [react]);
    }

    #[test]
    fn both_ways_to_list_files_find_the_same_sources() {
        let root = root();
        let mut walked = Vec::new();
        walk(&root, "", &mut walked).expect("the checkout can be read");
        // Git keeps an empty folder for what is built; a walk does not look there.
        let known = paths(&root).expect("the checkout can be read");
        for path in known.into_iter().filter(|path| !path.ends_with(".gitkeep")) {
            assert!(walked.contains(&path) || !root.join(&path).exists(), "{path}");
        }
    }
}
