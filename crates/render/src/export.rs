//! A finished [`Scene`](crate::Scene) to formats: free functions, one file each.

mod html;
mod outline;
mod pdf;
mod png;
mod svg;
mod webfont;

use std::collections::BTreeSet;
use wayline_model::diagnostic::{Diagnostic, Severity};

pub use html::{HtmlOptions, answer_html, html};
pub use pdf::{Paper, pdf, pdf_on_paper};
pub(crate) use pdf::{sheet_width, width as paper_width};
pub use png::{PngOptions, png};
pub use svg::{SvgOptions, svg};

/// What is said when characters of a font cannot be drawn, once for each family.
fn font_damaged(families: BTreeSet<String>) -> Vec<Diagnostic> {
    let said = families.into_iter().map(|family| {
        let what = format!("the font “{family}” is damaged: characters are drawn as boxes");
        Diagnostic::new("font-damaged", Severity::Warning, what)
            .help("give another font that has these characters, and leave this one out")
    });
    said.collect()
}

/// A picture as bytes, with what is worth saying of how it was made.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The file.
    pub bytes: Vec<u8>,
    /// What could not be done as asked, beside what the Scene already says.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a picture could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no memory for the pixels.
    #[error("a picture of {0} × {1} pixels cannot be held; choose a smaller scale or fewer lanes")]
    TooLarge(u32, u32),
    /// A font is damaged: its family, and what was found.
    #[error("the font “{0}” cannot be embedded: {1}")]
    Font(String, String),
    /// The writer of the format refused.
    #[error("the {0} could not be written: {1}")]
    Refused(&'static str, String),
}
