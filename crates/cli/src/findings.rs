//! Findings on stderr: what happened, where (`file:row:column`, with the line where it is text), what to do.

use crate::plain;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::io::{IsTerminal, Write};
use wayline_model::diagnostic::{Diagnostic, Place, Severity};

/// A longer file is not quoted: its place says enough.
const QUOTED_BYTES: u64 = 16 << 20;

/// A longer message is cut: it quotes something that nobody reads to its end.
const MOST_CHARS: usize = 1_000;

/// Prints findings on stderr, as [`written`] has them.
pub(crate) fn tell(found: &[Diagnostic]) {
    let colours = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    let mut err = std::io::stderr().lock();
    for diagnostic in found {
        let diagnostic = &harmless(diagnostic);
        // Where stderr is closed there is nobody to tell.
        let _ = writeln!(err, "{}", written(diagnostic, &renderer));
    }
}

/// As [`tell`], with the first three of many findings of one kind and the number of the others.
pub(crate) fn tell_briefly(found: &[Diagnostic]) {
    let mut kinds: Vec<(&str, usize)> = vec![];
    let mut shown = vec![];
    for diagnostic in found {
        match kinds.iter_mut().find(|(code, _)| *code == diagnostic.code) {
            Some((_, count)) => *count += 1,
            None => kinds.push((&diagnostic.code, 1)),
        }
        if kinds.iter().any(|(code, count)| *code == diagnostic.code && *count <= 3) {
            shown.push(diagnostic.clone());
        }
    }
    tell(&shown);
    for (code, count) in kinds.iter().filter(|(_, count)| *count > 3) {
        let _ = writeln!(std::io::stderr().lock(), "… and {} more [{code}]", count - 3);
    }
}

/// Words of the data and of files as a terminal may see them, and not without end.
fn harmless(found: &Diagnostic) -> Diagnostic {
    let short = |text: &str| {
        let safe = plain::lines(text);
        match safe.char_indices().nth(MOST_CHARS) {
            Some((end, _)) => format!("{} …", &safe[..end]),
            None => safe.into_owned(),
        }
    };
    let mut told = found.clone();
    told.message = short(&found.message);
    told.help = found.help.as_deref().map(short);
    told
}

/// `error[unknown-field]: a step has no field …`, the place, the line, the advice.
fn written(diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&diagnostic.message).id(&diagnostic.code);
    let mut group = Group::with_title(title);
    let mut place = diagnostic.place.clone();
    place.file = place.file.filter(|file| !file.is_empty());
    let quoted = quote(&place);
    if let (Some((text, span)), Some(file)) = (&quoted, &place.file) {
        let annotation = AnnotationKind::Primary.span(span.clone());
        group = group.element(Snippet::source(text).path(file.as_str()).annotation(annotation));
    } else if let Some(file) = &place.file {
        let mut origin = Origin::path(file.as_str());
        if let Some(row) = place.row.and_then(|row| usize::try_from(row).ok()) {
            origin = origin.line(row);
            if let Some(column) = place.column.and_then(|column| usize::try_from(column).ok()) {
                origin = origin.char_column(column);
            }
        }
        group = group.element(origin);
    }
    match (&diagnostic.help, &place.file) {
        (Some(help), Some(_)) => renderer.render(&[group.element(Level::HELP.message(help))]),
        // Without a place there is no margin that the advice could hang at.
        (Some(help), None) => format!("{}\n  help: {help}", renderer.render(&[group])),
        (None, _) => renderer.render(&[group]),
    }
}

/// The file's text and the bytes of the word at the place; none where rows are not lines of text.
fn quote(place: &Place) -> Option<(String, std::ops::Range<usize>)> {
    let (file, row, column) = (place.file.as_ref()?, place.row?, place.column?);
    let quotable = [".yaml", ".yml", ".json", ".toml"].iter().any(|ending| file.ends_with(ending));
    if !quotable || std::fs::metadata(file).ok()?.len() > QUOTED_BYTES {
        return None;
    }
    let text = std::fs::read_to_string(file).ok()?;
    let row = usize::try_from(row).ok()?.checked_sub(1)?;
    let start: usize = text.split_inclusive('\n').take(row).map(str::len).sum();
    let line = text.get(start..)?.lines().next()?;
    let skipped = usize::try_from(column).ok()?.checked_sub(1)?;
    let at = line.char_indices().nth(skipped).map_or(line.len(), |(at, _)| at);
    let word = line[at..].find([':', ',', ']', '}', ' ']).filter(|&end| end > 0);
    let end = word.map_or(line.len(), |end| at + end);
    Some((text.clone(), start + at..start + end.max(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_says_what_where_and_what_to_do() {
        let place = Place {
            file: Some("orders.csv".into()),
            row: Some(7),
            column: Some(3),
            field: Some("time".into()),
        };
        let found = Diagnostic::new("time-unreadable", Severity::Error, "`soon` is no time")
            .at(place)
            .help("write it as 2026-01-31 12:00");
        insta::assert_snapshot!(written(&found, &Renderer::plain()), @r##"
    error[time-unreadable]: `soon` is no time
    --> orders.csv:7:3
     = help: write it as 2026-01-31 12:00
    "##);
    }

    #[test]
    fn what_is_quoted_from_a_file_is_short_and_steers_no_terminal() {
        let found = Diagnostic::new("a", Severity::Error, "x".repeat(100_000)).help("\u{1b}[2J");
        let told = harmless(&found);
        assert_eq!(told.message.chars().count(), MOST_CHARS + 2);
        assert_eq!(told.help.as_deref(), Some("\\u{1b}[2J"));
    }

    #[test]
    fn without_a_place_the_advice_follows() {
        let found = Diagnostic::new("no-operator", Severity::Error, "nothing is asked").help("ask");
        assert_eq!(
            written(&found, &Renderer::plain()),
            "error[no-operator]: nothing is asked\n  help: ask"
        );
    }

    #[test]
    fn the_line_of_a_map_is_shown() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.journey.yaml");
        std::fs::write(&file, "wayline: 1\nmapp: A\n").expect("written");
        let name = file.display().to_string();
        let (_, found) = wayline_model::yaml::read("wayline: 1\nmapp: A\n", &name);
        let text = written(&found[0], &Renderer::plain()).replace(&name, "a.journey.yaml");
        insta::assert_snapshot!(text, @r##"
    error[unknown-field]: the file has no field `mapp`
     --> a.journey.yaml:2:1
      |
    2 | mapp: A
      | ^^^^
      |
      = help: did you mean `map`?
    "##);
    }
}
