//! Results on stdout. A reader that stops early (`| head`) ends the command quietly, see [`crate::failure`].

use crate::failure::Outcome;
use crate::plain;
use serde::Serialize;
use std::io::{IsTerminal, Write};

/// Prints a table for other programs: as it is, unless a terminal would read it.
pub(crate) fn data(csv: &str) -> Outcome {
    if std::io::stdout().is_terminal() { text(csv) } else { exactly(csv) }
}

/// Prints a text for people; a line break is added where its end lacks one.
pub(crate) fn text(text: &str) -> Outcome {
    exactly(&plain::lines(text))
}

fn exactly(text: &str) -> Outcome {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    if !text.is_empty() && !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

/// Prints one JSON document, indented.
pub(crate) fn json(value: &impl Serialize) -> Outcome {
    let document = serde_json::to_string_pretty(value).map_err(std::io::Error::from)?;
    exactly(&plain::json(&document))
}
