//! SVG: one standalone file with its fonts inside, real text, labels for assistive technology, and nothing that runs.

use crate::escape::xml;
use crate::export::{outline, webfont};
use crate::font::{FACES, INTER};
use crate::scene::{
    Circle, Face, Group, Item, Move, Paint, Path, Rect, Role, Scene, Source, Stroke, Text,
};
use crate::words::Language;
use base64::Engine as _;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// How an SVG is written.
#[derive(Clone, Debug)]
pub struct SvgOptions {
    /// Carry the fonts inside. A page that links them says `false`.
    pub embed_fonts: bool,
    /// Groups with a key take the focus and are announced as buttons: for a page that opens their evidence.
    pub interactive: bool,
    /// Before every id, so that two pictures can stand on one page. Letters, digits and `-` only; others are dropped.
    pub id_prefix: String,
}

impl Default for SvgOptions {
    fn default() -> Self {
        Self { embed_fonts: true, interactive: false, id_prefix: "wl".into() }
    }
}

/// Families after Inter, for what Inter does not draw.
const FALLBACK: &str =
    "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif";

/// Writes the Scene as SVG. The same Scene and options give the same bytes.
pub fn svg(scene: &Scene, options: &SvgOptions) -> String {
    let prefix: String =
        options.id_prefix.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let mut writer = Writer {
        out: String::new(),
        scene,
        options,
        prefix,
        gradients: Vec::new(),
        reached: BTreeSet::new(),
    };
    let (width, height) = (number(scene.width), number(scene.height));
    let id = writer.prefix.clone();
    let role = if options.interactive { "group" } else { "graphics-document document" };
    let mut body = String::new();
    std::mem::swap(&mut body, &mut writer.out);
    for item in &scene.items {
        writer.item(item);
    }
    std::mem::swap(&mut body, &mut writer.out);
    let out = &mut writer.out;
    let lang = match scene.language {
        Language::English => String::new(),
        other => format!(r#" lang="{0}" xml:lang="{0}""#, other.tag()),
    };
    let space = if options.interactive { r#" xml:space="preserve""# } else { "" };
    let _ = write!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" id="{id}" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="{role}" aria-labelledby="{id}-title {id}-desc" font-family="Inter,{FALLBACK}" text-rendering="geometricPrecision"{lang}{space}>"#
    );
    let _ = write!(
        out,
        "\n<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n",
        xml(&scene.title),
        xml(&scene.description)
    );
    out.push_str("<defs>");
    if options.embed_fonts {
        let given = webfont::faces(scene);
        let _ = write!(out, "<style>{}{given}</style>", font_faces(&faces(scene)));
    }
    for (i, gradient) in writer.gradients.iter().enumerate() {
        let Paint::Across { x1, x2, stops } = gradient else { continue };
        let _ = write!(
            out,
            r#"<linearGradient id="{id}-g{i}" gradientUnits="userSpaceOnUse" x1="{}" x2="{}" y1="0" y2="0">"#,
            number(*x1),
            number(*x2)
        );
        for (offset, colour) in stops {
            let _ =
                write!(out, r#"<stop offset="{}" stop-color="{}"/>"#, number(*offset), xml(colour));
        }
        out.push_str("</linearGradient>");
    }
    out.push_str("</defs>");
    out.push_str(&body);
    out.push_str("\n</svg>\n");
    writer.out
}

/// The faces a Scene uses, in order.
pub(crate) fn faces(scene: &Scene) -> Vec<Face> {
    let mut faces = Vec::new();
    scene.visit(&mut |item, _| {
        if let Item::Text(Text { face, source: Source::Inter, .. }) = item
            && !faces.contains(face)
        {
            faces.push(*face);
        }
    });
    faces.sort_unstable();
    faces
}

/// `@font-face` rules with the fonts inside.
pub(crate) fn font_faces(faces: &[Face]) -> String {
    let mut out = String::new();
    for embedded in FACES.iter().filter(|embedded| faces.contains(&embedded.face)) {
        let style = if embedded.face.is_italic() { "italic" } else { "normal" };
        let data = base64::engine::general_purpose::STANDARD.encode(embedded.face.woff2());
        let _ = write!(
            out,
            "@font-face{{font-family:'{INTER}';font-style:{style};font-weight:{};src:url(data:font/woff2;base64,{data}) format('woff2')}}",
            embedded.face.weight()
        );
    }
    out
}

struct Writer<'a> {
    out: String,
    scene: &'a Scene,
    options: &'a SvgOptions,
    prefix: String,
    gradients: Vec<Paint>,
    /// Keys that already have a place in the order of the Tab key.
    reached: BTreeSet<String>,
}

impl Writer<'_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Group(group) => self.group(group),
            Item::Rect(rect) => self.rect(rect),
            Item::Path(path) => self.path(path),
            Item::Circle(circle) => self.circle(circle),
            Item::Text(text) => self.text(text),
        }
    }

    fn group(&mut self, group: &Group) {
        self.out.push_str("\n<g");
        let class = match group.role {
            Role::Section => "section",
            Role::Card => "card",
            Role::Mark => "mark",
            Role::Label => "label",
            Role::Decoration => "decoration",
        };
        self.attribute("class", class);
        match &group.key {
            Some(key) if self.options.interactive => {
                self.attribute("role", "button");
                let first = self.reached.insert(key.clone());
                self.attribute("tabindex", if first { "0" } else { "-1" });
                self.attribute("data-key", key);
            }
            Some(key) => {
                self.attribute("role", "graphics-symbol img");
                self.attribute("data-key", key);
            }
            None if group.role == Role::Section => self.attribute("role", "group"),
            None if group.role == Role::Decoration => self.attribute("aria-hidden", "true"),
            None => self.attribute("role", "graphics-symbol img"),
        }
        // A button is called by the words it shows, so that it can be spoken to, and described in full.
        let called = self.options.interactive && group.key.is_some() && speaks(&group.items);
        if !group.label.is_empty() {
            self.attribute(if called { "aria-description" } else { "aria-label" }, &group.label);
        }
        if let Some(figure) = &group.figure {
            self.attribute(
                if group.role == Role::Section { "data-lane" } else { "data-figure" },
                figure,
            );
        }
        if let Some(value) = group.value {
            self.attribute("data-value", &exact(value));
        }
        if let Some(n) = group.n {
            self.attribute("data-n", &n.to_string());
        }
        if let Some(question) = group.question.as_ref().and_then(|q| serde_json::to_string(q).ok())
        {
            self.attribute("data-question", &question);
        }
        self.out.push('>');
        if group.role != Role::Section && !group.label.is_empty() && !called {
            let _ = write!(self.out, "<title>{}</title>", xml(&group.label));
        }
        for item in &group.items {
            self.item(item);
        }
        self.out.push_str("</g>");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let _ = write!(self.out, " {name}=\"{}\"", xml(value));
    }

    fn rect(&mut self, rect: &Rect) {
        if (rect.top_radius - rect.bottom_radius).abs() > 0.001 {
            self.path(&tab(rect));
            return;
        }
        let _ = write!(
            self.out,
            r#"<rect x="{}" y="{}" width="{}" height="{}""#,
            number(rect.x),
            number(rect.y),
            number(rect.width),
            number(rect.height)
        );
        if rect.top_radius > 0.0 {
            let _ = write!(self.out, r#" rx="{}""#, number(rect.top_radius));
        }
        self.paint(rect.fill.as_ref(), rect.stroke.as_ref());
        self.out.push_str("/>");
    }

    fn circle(&mut self, circle: &Circle) {
        let _ = write!(
            self.out,
            r#"<circle cx="{}" cy="{}" r="{}""#,
            number(circle.x),
            number(circle.y),
            number(circle.radius)
        );
        self.paint(circle.fill.as_ref(), circle.stroke.as_ref());
        self.out.push_str("/>");
    }

    fn path(&mut self, path: &Path) {
        self.out.push_str("<path d=\"");
        for step in &path.moves {
            let _ = match *step {
                Move::To(x, y) => write!(self.out, "M{} {}", number(x), number(y)),
                Move::Line(x, y) => write!(self.out, "L{} {}", number(x), number(y)),
                Move::Curve(x1, y1, x2, y2, x, y) => write!(
                    self.out,
                    "C{} {} {} {} {} {}",
                    number(x1),
                    number(y1),
                    number(x2),
                    number(y2),
                    number(x),
                    number(y)
                ),
                Move::Close => write!(self.out, "Z"),
            };
        }
        self.out.push('"');
        if path.opacity < 1.0 {
            let _ = write!(self.out, r#" opacity="{}""#, number(path.opacity));
        }
        self.paint(path.fill.as_ref(), path.stroke.as_ref());
        self.out.push_str("/>");
    }

    fn paint(&mut self, fill: Option<&Paint>, stroke: Option<&Stroke>) {
        match fill {
            None => self.attribute("fill", "none"),
            Some(Paint::Flat(colour)) => self.attribute("fill", colour),
            Some(across) => {
                let at =
                    self.gradients.iter().position(|known| known == across).unwrap_or_else(|| {
                        self.gradients.push(across.clone());
                        self.gradients.len() - 1
                    });
                let url = format!("url(#{}-g{at})", self.prefix);
                self.attribute("fill", &url);
            }
        }
        let Some(stroke) = stroke else { return };
        self.attribute("stroke", &stroke.colour);
        if (stroke.width - 1.0).abs() > 1e-9 {
            self.attribute("stroke-width", &number(stroke.width));
        }
        if !stroke.dash.is_empty() {
            let dash: Vec<String> = stroke.dash.iter().map(|length| number(*length)).collect();
            self.attribute("stroke-dasharray", &dash.join(" "));
        }
    }

    fn text(&mut self, text: &Text) {
        let _ = write!(
            self.out,
            r#"<text x="{}" y="{}" font-size="{}""#,
            number(text.x),
            number(text.y),
            number(text.size)
        );
        if text.face.weight() != 400 {
            let _ = write!(self.out, r#" font-weight="{}""#, text.face.weight());
        }
        if text.face.is_italic() {
            self.out.push_str(r#" font-style="italic""#);
        }
        if text.spacing.abs() > 1e-9 {
            self.attribute("letter-spacing", &number(text.spacing));
        }
        if let Source::Given(at) = text.source
            && let Some(family) = self.scene.families.get(usize::from(at))
        {
            self.attribute("font-family", &format!("'{}',{FALLBACK}", webfont::family(family)));
        }
        self.attribute("fill", &text.fill);
        // The space keeps the words of neighbouring runs apart in what a screen reader says.
        let apart = if self.options.interactive { " " } else { "" };
        let _ = write!(self.out, ">{}{apart}</text>", xml(&text.text));
    }
}

/// Whether words stand in it.
fn speaks(items: &[Item]) -> bool {
    items.iter().any(|item| match item {
        Item::Text(_) => true,
        Item::Group(group) => speaks(&group.items),
        _ => false,
    })
}

/// A rectangle whose upper corners are round and whose lower ones are not (or the other way).
fn tab(rect: &Rect) -> Path {
    let (fill, stroke) = (rect.fill.clone(), rect.stroke.clone());
    Path { moves: outline::rect(rect), fill, stroke, opacity: 1.0 }
}

/// At most two digits after the point, none that say nothing.
fn number(value: f64) -> String {
    let mut text = format!("{:.2}", crate::scene::round(value));
    text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    text
}

/// A figure with all its digits, as JSON writes it.
fn exact(value: f64) -> String {
    serde_json::Number::from_f64(value).map_or_else(|| "null".into(), |number| number.to_string())
}
