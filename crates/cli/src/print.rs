//! Results on stdout. A reader that stops early (`| head`) ends the command quietly, see [`crate::failure`].

use crate::failure::Outcome;
use serde::Serialize;
use std::io::Write;

/// Prints a text; a line break is added where its end lacks one.
pub(crate) fn text(text: &str) -> Outcome {
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
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer_pretty(&mut out, value).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(())
}
