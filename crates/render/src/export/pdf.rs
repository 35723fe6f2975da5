//! PDF: the Scene on one page of its own size, or on sheets of paper. Text is real text in the fonts of the layout,
//! embedded as subsets; the structure tree follows the lanes (PDF/UA-1, ISO 14289-1). There is no date in it: the same
//! Scene gives the same bytes.

mod artist;
mod cut;
mod sheets;

use crate::export::{Error, Picture, font_damaged};
use crate::scene::{Item, Scene};
use artist::{Artist, Hand};
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::document::Document;
use krilla::error::KrillaError;
use krilla::geom::{Point, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{Node, TagTree};
use wayline_model::diagnostic::{Diagnostic, Severity};

/// Points of a CSS pixel.
const POINTS: f64 = 0.75;
/// Longest side of a page that every reader opens (ISO 32000-1, annex C).
const LONGEST: f64 = 14_400.0;

/// A sheet of paper, used across.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 297 × 210 mm.
    A4,
    /// 420 × 297 mm.
    A3,
}

/// Writes the Scene on one page of its own size.
///
/// # Errors
/// When a font cannot be embedded or the writer refuses.
pub fn pdf(scene: &Scene) -> Result<Picture, Error> {
    written(scene, &|document, hand| {
        let scale = POINTS.min(LONGEST / scene.width.max(scene.height).max(1.0));
        let mut page =
            document.start_page_with(settings(scene.width * scale, scene.height * scale)?);
        let mut surface = page.surface();
        surface.push_transform(&Transform::from_scale(narrow(scale), narrow(scale)));
        let mut artist = Artist::new(&mut surface, hand);
        let mut nodes: Vec<Node> = Vec::new();
        for item in &scene.items {
            artist.item(item, &mut nodes);
        }
        surface.pop();
        surface.finish();
        page.finish();
        let marks = scene.items.iter().filter_map(|item| match item {
            Item::Group(group) if group.figure.is_some() => {
                Some((group.label.clone(), 0, artist::bounds(&group.items)?[1] * scale))
            }
            _ => None,
        });
        Ok((nodes, marks.collect()))
    })
}

/// Writes a map on sheets: `around` (its header, figures of health, notes and legend) on the first, `lanes` on as many
/// as they need, cut between columns and lanes, with the names of the lanes on each.
///
/// # Errors
/// When a font cannot be embedded or the writer refuses.
pub fn pdf_on_paper(around: &Scene, lanes: &Scene, paper: Paper) -> Result<Picture, Error> {
    written(lanes, &|document, hand| sheets::draw(document, hand, around, lanes, paper))
}

pub(crate) use sheets::{sheet_width, width};

/// What was drawn: the structure, and the outline as label, page and height on it.
type Drawn = (Vec<Node>, Vec<(String, usize, f64)>);
type Draw<'a> = dyn Fn(&mut Document, &mut Hand) -> Result<Drawn, Error> + 'a;

/// As an accessible document; where the words hold something that the standard forbids, as a plain one, and that is said.
fn written(scene: &Scene, draw: &Draw) -> Result<Picture, Error> {
    let accessible = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| Error::Refused("PDF", format!("{error:?}")))?;
    let (file, mut diagnostics) = finished(scene, draw, accessible)?;
    match file {
        Ok(bytes) => Ok(Picture { bytes, diagnostics }),
        Err(KrillaError::Validation(found)) => {
            let why = found.first().map(|(error, _)| format!("{error:?}")).unwrap_or_default();
            let said = Diagnostic::new(
                "pdf-not-accessible",
                Severity::Warning,
                format!(
                    "the PDF does not reach PDF/UA: {}",
                    why.chars().take(160).collect::<String>()
                ),
            )
            .help("it opens and reads all the same; a font that has every character mends it");
            let (file, _) = finished(scene, draw, Configuration::default())?;
            let bytes = file.map_err(|error| Error::Refused("PDF", error.to_string()))?;
            diagnostics.push(said);
            Ok(Picture { bytes, diagnostics })
        }
        Err(error) => Err(Error::Refused("PDF", error.to_string())),
    }
}

/// The file, or what the standard or the writer has against it, and what is worth saying of its fonts.
type Finished = (Result<Vec<u8>, KrillaError>, Vec<Diagnostic>);

fn finished(scene: &Scene, draw: &Draw, configuration: Configuration) -> Result<Finished, Error> {
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let title = if scene.title.is_empty() { "Journey map" } else { scene.title.as_str() };
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .description(scene.description.clone())
            .creator("Wayline".into())
            .language(scene.language.tag().into()),
    );
    let mut hand = Hand::new(scene);
    let (nodes, marks) = draw(&mut document, &mut hand)?;
    let mut tree = TagTree::from(nodes);
    tree.lang = Some(scene.language.tag().into());
    document.set_tag_tree(tree);
    let mut outline = Outline::new();
    for (label, page, y) in marks {
        let place = XyzDestination::new(page, Point::from_xy(0.0, narrow(y)));
        outline.push_child(OutlineNode::new(label, place));
    }
    document.set_outline(outline);
    match document.finish() {
        Err(KrillaError::Font(font, why)) => Err(Error::Font(hand.family(&font).to_owned(), why)),
        file => Ok((file, font_damaged(hand.damaged))),
    }
}

fn settings(width: f64, height: f64) -> Result<PageSettings, Error> {
    PageSettings::from_wh(narrow(width), narrow(height))
        .ok_or_else(|| Error::Refused("PDF", format!("a page of {width:.0} × {height:.0} points")))
}

#[expect(clippy::cast_possible_truncation, reason = "coordinates of a picture")]
fn narrow(value: f64) -> f32 {
    value as f32
}
