//! HTML: one file that opens with a double click and works offline. The picture of a map or an answer; a panel with the
//! evidence of what is clicked; the same in words and as a table.
//!
//! Nothing from the data can run: it stands only as escaped text and as JSON in a data block, and the page's
//! Content-Security-Policy allows exactly one script and one style, by their SHA-256.

mod asked;
mod evidence;
mod story;
mod table;

use crate::escape::{json, xml};
use crate::export::svg::{SvgOptions, faces, font_faces, svg};
use crate::export::webfont;
use crate::palette::Palette;
use crate::scene::{Face, Scene};
use crate::style::Theme;
use crate::words::Words;
use base64::Engine as _;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use wayline_model::question::Question;
use wayline_model::resolved::{EvidenceDetail, ResolvedMap};

/// What goes into the page beside the picture.
#[derive(Clone, Debug, Default)]
pub struct HtmlOptions {
    /// What a click on each key opens. A key without one opens what the picture itself says of it.
    pub evidence: Vec<EvidenceDetail>,
    /// The theme the Scene was laid out with.
    pub theme: Theme,
}

const CSS: &str = include_str!("html/page.css");
/// What the script says of a mark: attributes of the panel, and their texts.
const SAID: [(&str, &str); 5] = [
    ("value", "picture-value"),
    ("rests", "picture-rests-on"),
    ("figures", "evidence-figures"),
    ("quotes", "picture-in-their-words"),
    ("again", "picture-ask-again"),
];
const SCRIPT: &str = include_str!("html/page.js");

/// What a page says beside its picture.
struct Page {
    title: String,
    /// What the picture can be skipped for.
    skip: String,
    details: Vec<evidence::Panel>,
    /// HTML.
    words: String,
    table: String,
    theme: Theme,
}

/// Writes the page of a map. The same input gives the same bytes.
pub fn html(map: &ResolvedMap, scene: &Scene, options: &HtmlOptions) -> String {
    let says = Words(scene.language);
    let page = Page {
        title: format!("{} · {}", map.map, map.dataset),
        skip: says.say("picture-skip"),
        details: options.evidence.iter().map(|detail| evidence::panel(says, detail)).collect(),
        words: story::story(says, map),
        table: table::table(says, map),
        theme: options.theme,
    };
    written(scene, &page)
}

/// Writes the page of an answer: what is clicked gives its question, as `command` says it. The same input gives the
/// same bytes.
pub fn answer_html(scene: &Scene, theme: Theme, command: impl Fn(&Question) -> String) -> String {
    let details = asked::panels(scene, command);
    let page = Page {
        title: scene.title.clone(),
        skip: "Skip the picture: the answer in words and as a table".into(),
        words: asked::words(scene),
        table: asked::table(&details),
        details,
        theme,
    };
    written(scene, &page)
}

fn written(scene: &Scene, page: &Page) -> String {
    let mut used = faces(scene);
    for face in [Face::Regular, Face::Medium, Face::SemiBold, Face::Italic] {
        if !used.contains(&face) {
            used.push(face);
        }
    }
    let given = webfont::faces(scene);
    let style = format!("{}{given}{}{CSS}", font_faces(&used), root(page.theme));
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; font-src data:; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(&style)
    );
    let picture =
        svg(scene, &SvgOptions { embed_fonts: false, interactive: true, id_prefix: "map".into() });
    let say = |key| xml(&Words(scene.language).say(key));
    let says = SAID.iter().fold(String::new(), |mut out, (name, key)| {
        let _ = write!(out, " data-{name}=\"{}\"", say(key));
        out
    });
    let data = json(&page.details).unwrap_or_else(|_| "[]".into());
    format!(
        r##"<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Wayline">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#in-words">{skip}</a>
<main>
<div class="picture">
{picture}</div>
<section id="in-words" class="words" tabindex="-1">
<h2>{in_words}</h2>
{story}</section>
<section class="words">
<h2>{as_table}</h2>
{table}</section>
</main>
<aside id="panel" role="dialog" aria-label="{evidence}" tabindex="-1"{says} hidden><button id="close" type="button" aria-label="{close}">×</button><div id="detail"></div></aside>
<script type="application/json" id="evidence">{data}</script>
<script>{SCRIPT}</script>
</body>
</html>
"##,
        title = xml(&page.title),
        skip = xml(&page.skip),
        language = scene.language.tag(),
        in_words = say("picture-in-words"),
        as_table = say("picture-as-table"),
        evidence = say("evidence-panel"),
        close = say("picture-close"),
        story = page.words,
        table = page.table,
    )
}

/// The theme's colours as the style names them.
fn root(theme: Theme) -> String {
    let p = Palette::of(theme);
    let scheme = if theme == Theme::Dark { "dark" } else { "light" };
    format!(
        ":root{{color-scheme:{scheme};--paper:{};--card:{};--ink:{};--ink-2:{};--rule:{};--chip:{};--accent:{}}}\n",
        p.paper, p.card, p.ink, p.ink_2, p.rule, p.chip, p.accent
    )
}

/// A source expression of a Content-Security-Policy: `sha256-…`.
fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(digest))
}
