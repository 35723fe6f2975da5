//! Every message is there in every language, with the same variables.

use super::{Finding, finding};
use crate::house::{House, Source};
use std::collections::{BTreeMap, BTreeSet};

const LANGUAGES: [&str; 4] = ["en", "pl", "ru", "zh"];

pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    let of = |language: &str| -> Vec<&Source> {
        house
            .files
            .iter()
            .filter(|s| s.extension() == "ftl" && language_of(&s.path) == Some(language))
            .collect()
    };
    if house.files.iter().all(|source| source.extension() != "ftl") {
        return found;
    }
    let english = messages(&of("en"));
    for language in LANGUAGES.into_iter().filter(|language| *language != "en") {
        let files = of(language);
        let path = files
            .first()
            .map_or_else(|| format!("locales/{language}"), |source| source.path.clone());
        let theirs = messages(&files);
        for (key, variables) in &english {
            match theirs.get(key) {
                None => found.push(finding(&path, 0, format!("`{key}` is missing"))),
                Some(other) if other != variables => {
                    let what =
                        format!("`{key}` has the variables {other:?}, in English {variables:?}");
                    found.push(finding(&path, 0, what));
                }
                Some(_) => {}
            }
        }
        for key in theirs.keys().filter(|key| !english.contains_key(*key)) {
            found.push(finding(&path, 0, format!("`{key}` is not in English")));
        }
    }
    found
}

/// `locales/pl/map.ftl` and `locales/pl.ftl` → `pl`.
fn language_of(path: &str) -> Option<&str> {
    let inside = path.split("locales/").nth(1)?;
    inside.split(['/', '.']).next()
}

/// Keys (with attributes, `key.attribute`) and the variables of each.
fn messages(files: &[&Source]) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in files {
        let mut message = String::new();
        let mut key = String::new();
        for line in source.text.lines().filter(|line| !line.starts_with('#')) {
            let Some((left, _)) = line.split_once('=').filter(|(left, _)| is_key(left)) else {
                if let Some(variables) = messages.get_mut(&key) {
                    variables.extend(variables_in(line));
                }
                continue;
            };
            let left = left.trim_end();
            if let Some(attribute) = left.trim_start().strip_prefix('.') {
                key = format!("{message}.{attribute}");
            } else if left.starts_with(' ') {
                continue;
            } else {
                left.clone_into(&mut message);
                key.clone_from(&message);
            }
            messages.entry(key.clone()).or_default().extend(variables_in(line));
        }
    }
    messages
}

fn is_key(left: &str) -> bool {
    let name = left.trim().trim_start_matches(['.', '-']);
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

fn variables_in(line: &str) -> impl Iterator<Item = String> + '_ {
    line.split('$').skip(1).map(|rest| {
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect()
    })
}

#[cfg(test)]
mod tests {
    use super::super::said;
    use super::*;

    const ENGLISH: &str = "# Names.\nleft = { $n } left\n    .title = Left\nsteps = { $n ->\n    [one] a step\n   *[other] { $n } steps\n }\n";

    #[test]
    fn the_same_messages_in_all_languages_are_fine() {
        let files: Vec<(String, &str)> =
            LANGUAGES.map(|l| (format!("locales/{l}/map.ftl"), ENGLISH)).into();
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        assert_eq!(said(check, &House::of(&files)), "");
    }

    #[test]
    fn missing_messages_and_other_variables_are_found() {
        let polish = "left = odeszło\n    .title = Odeszli\nother = inne\n";
        let house = House::of(&[
            ("locales/en.ftl", ENGLISH),
            ("locales/pl.ftl", polish),
            ("locales/ru.ftl", ENGLISH),
        ]);
        let said = said(check, &house);
        assert!(said.contains("locales/pl.ftl: `steps` is missing"), "{said}");
        assert!(
            said.contains("locales/pl.ftl: `left` has the variables {}, in English {\"n\"}"),
            "{said}"
        );
        assert!(said.contains("locales/pl.ftl: `other` is not in English"), "{said}");
        assert!(said.contains("locales/zh: `left` is missing"), "{said}");
        assert!(!said.contains("ru.ftl"), "{said}");
    }
}
