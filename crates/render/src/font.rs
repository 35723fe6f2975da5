//! The fonts of a picture: Inter, which is embedded, then what the caller gave, then an empty one that only keeps room.

use crate::scene::{Face, Source};
use parley::fontique::{
    Blob, Collection, CollectionOptions, FontInfo, FontInfoOverride, SourceCache,
};
use parley::{FontContext, FontFamilyName};
use std::borrow::Cow;
use std::sync::Arc;
use wayline_model::diagnostic::{Diagnostic, Severity};

/// Family of the embedded font.
pub const INTER: &str = "Inter";
pub(crate) const BLANK: &str = "Wayline Blank";

/// Every face with the bytes that are measured; [`Face::woff2`] gives those that pictures carry.
pub(crate) const FACES: [Embedded; 4] = [
    Embedded { face: Face::Regular, measured: include_bytes!("../fonts/Inter-Regular.ttf") },
    Embedded { face: Face::Medium, measured: include_bytes!("../fonts/Inter-Medium.ttf") },
    Embedded { face: Face::SemiBold, measured: include_bytes!("../fonts/Inter-SemiBold.ttf") },
    Embedded { face: Face::Italic, measured: include_bytes!("../fonts/Inter-Italic.ttf") },
];

static BLANK_FILE: &[u8] = include_bytes!("../fonts/Blank.ttf");

/// A face of Inter.
pub(crate) struct Embedded {
    pub(crate) face: Face,
    pub(crate) measured: &'static [u8],
}

impl Face {
    /// CSS weight.
    pub fn weight(self) -> u16 {
        match self {
            Self::Regular | Self::Italic => 400,
            Self::Medium => 500,
            Self::SemiBold => 600,
        }
    }

    /// Whether it is slanted.
    pub fn is_italic(self) -> bool {
        self == Self::Italic
    }

    /// The face as a WOFF2 file, for pages that link it instead of embedding it in every picture.
    pub fn woff2(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../fonts/Inter-Regular.woff2"),
            Self::Medium => include_bytes!("../fonts/Inter-Medium.woff2"),
            Self::SemiBold => include_bytes!("../fonts/Inter-SemiBold.woff2"),
            Self::Italic => include_bytes!("../fonts/Inter-Italic.woff2"),
        }
    }
}

/// The fonts ready to measure with.
pub(crate) struct Fonts {
    pub(crate) context: FontContext,
    /// Tried in order.
    pub(crate) stack: Vec<FontFamilyName<'static>>,
    /// Names of the given families.
    pub(crate) families: Vec<String>,
    /// Which source a file of bytes is: blob id to source.
    sources: Vec<(u64, Source)>,
}

/// Loads Inter and the given files. A file that is no font is left out and said.
pub(crate) fn load(given: &[Arc<[u8]>]) -> (Fonts, Vec<Diagnostic>) {
    let options = CollectionOptions { shared: false, system_fonts: false };
    let mut collection = Collection::new(options);
    let mut sources = Vec::new();
    let mut diagnostics = Vec::new();
    let mut families: Vec<String> = Vec::new();
    let register = |collection: &mut Collection, bytes: Blob<u8>, family: Option<&str>| {
        let over = FontInfoOverride { family_name: family, ..FontInfoOverride::default() };
        collection.register_fonts(bytes, Some(over))
    };
    for embedded in &FACES {
        let blob = Blob::new(Arc::new(embedded.measured));
        sources.push((blob.id(), Source::Inter));
        register(&mut collection, blob, Some(INTER));
    }
    for (number, bytes) in given.iter().enumerate() {
        let blob = Blob::new(Arc::new(Arc::clone(bytes)));
        let id = blob.id();
        let found = register(&mut collection, blob, None);
        // A collection holds a family for each region; only one of them is used, Simplified Chinese if it is there.
        let chosen = found
            .iter()
            .filter_map(|(family, fonts)| {
                let index = fonts.iter().map(FontInfo::index).min()?;
                let name = collection.family_name(*family)?.to_owned();
                Some((!name.ends_with(" SC"), index, name))
            })
            .min();
        let Some((_, _, name)) = chosen else {
            diagnostics.push(
                Diagnostic::new(
                    "font-unreadable",
                    Severity::Warning,
                    format!("font file {} holds no font", number + 1),
                )
                .help("give TTF, OTF or TTC files"),
            );
            continue;
        };
        let at = families.iter().position(|known| *known == name).unwrap_or_else(|| {
            families.push(name.clone());
            families.len() - 1
        });
        sources.push((id, u16::try_from(at).map_or(Source::Missing, Source::Given)));
    }
    let blank = Blob::new(Arc::new(BLANK_FILE));
    sources.push((blank.id(), Source::Missing));
    register(&mut collection, blank, Some(BLANK));
    let stack = std::iter::once(INTER.to_owned())
        .chain(families.iter().cloned())
        .chain(std::iter::once(BLANK.to_owned()))
        .map(|name| FontFamilyName::Named(Cow::Owned(name)))
        .collect();
    let context = FontContext { collection, source_cache: SourceCache::default() };
    (Fonts { context, stack, families, sources }, diagnostics)
}

impl Fonts {
    /// Where the bytes with this blob id came from.
    pub(crate) fn source(&self, blob: u64) -> Source {
        self.sources
            .iter()
            .find(|(id, _)| *id == blob)
            .map_or(Source::Missing, |(_, source)| *source)
    }
}
