//! Brings the text form of an older version to the current one, step by step.
//!
//! A file says its version in its first field, `wayline: 1`. A migration turns the tree of one version
//! into that of the next, before any type sees it; a file is read through all of them in turn. A file of
//! a later version is refused: guessing at fields this program does not know would lose them.
//!
//! To add version N + 1: raise [`crate::map::VERSION`], push one function to the table of what changed
//! (nothing for the other), and add a file of version N to its tests.

use crate::diagnostic::{Diagnostic, Place, Severity, nearest};
use crate::map::VERSION;
use crate::yaml::{Node, Spot};

/// Turns a tree of one version into the next.
pub(crate) type Migration = fn(&mut Node);

/// What brings a map of version `1 + index` to the next; version 1 is the first.
pub(crate) const MAP: &[Migration] = &[];

/// The same for personas.
pub(crate) const PERSONA: &[Migration] = &[];

/// Brings a tree to the current version, or says why it cannot be.
pub(crate) fn to_current(root: &mut Node, migrations: &[Migration]) -> Result<(), Box<Diagnostic>> {
    let version = version(root)?;
    for migration in &migrations[(version as usize - 1).min(migrations.len())..] {
        migration(root);
    }
    root.set_number("wayline", VERSION);
    Ok(())
}

/// The version a tree says it has, between 1 and the current one.
fn version(root: &Node) -> Result<u32, Box<Diagnostic>> {
    let refuse = |code: &str, message: String, at: Option<Spot>, help: String| {
        let place = Place {
            row: Some(at.map_or(1, |at| at.row)),
            column: Some(at.map_or(1, |at| at.column)),
            field: Some("wayline".into()),
            ..Place::default()
        };
        Err(Box::new(Diagnostic::new(code, Severity::Error, message).at(place).help(help)))
    };
    let begin = || format!("begin it with `wayline: {VERSION}`");
    if root.fields().is_empty() {
        let help = format!("a map begins with `wayline: {VERSION}` and `map: NAME`");
        return refuse("not-a-map", "the file holds no fields".into(), Some(root.at), help);
    }
    let Some(field) = root.field("wayline") else {
        let names = root.fields().iter().map(|field| field.name.as_str());
        let message = match nearest("wayline", names) {
            Some(name) => format!("the file does not say its version: `{name}` is not `wayline`"),
            None => "the file does not say its version".into(),
        };
        return refuse("no-version", message, None, begin());
    };
    let at = Some(field.value.at);
    match field.value.scalar().map(str::parse::<u32>) {
        Some(Ok(version)) if version > VERSION => {
            let message = format!(
                "the file was made by a newer Wayline: version {version}, and this one knows {VERSION}"
            );
            let help = "install the newer Wayline; this one would lose what is new in the file";
            refuse("newer-version", message, at, help.into())
        }
        Some(Ok(version @ 1..)) => Ok(version),
        _ => {
            let message = "`wayline` must be the version of the file, a whole number".into();
            refuse("no-version", message, at, begin())
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::map::VERSION;
    use crate::yaml;

    #[test]
    fn the_current_version_is_read_as_it_is() {
        let text = "wayline: 1\nmap: A\nkind: current_state\nstages: []\n";
        let (map, found) = yaml::read(text, "a.journey.yaml");
        assert_eq!((map.map(|map| yaml::write(&map)), found), (Some(text.into()), vec![]));
        assert_eq!(super::MAP.len() + 1, VERSION as usize);
        assert_eq!(super::PERSONA.len() + 1, VERSION as usize);
    }

    #[test]
    fn a_file_of_another_version_or_none_is_refused_with_what_to_do() {
        let all = [
            ("map: A\n", "no-version", 1),
            ("# c\nwayline: 2\nmap: A\n", "newer-version", 2),
            ("wayline: one\nmap: A\n", "no-version", 1),
            ("wayline: 0\nmap: A\n", "no-version", 1),
            ("wayline: 99999999999999999999\n", "no-version", 1),
            ("- wayline\n", "not-a-map", 1),
        ];
        for (text, code, row) in all {
            let (map, found) = yaml::read(text, "a.journey.yaml");
            assert!(map.is_none() && found.len() == 1, "{text}: {found:?}");
            assert_eq!((found[0].code.as_str(), found[0].place.row), (code, Some(row)), "{text}");
            assert!(found[0].help.is_some());
        }
    }
}
