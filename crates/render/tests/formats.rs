//! Every format says the same: figures read back from SVG and PDF are the map's, text is text in the fonts of the
//! layout, and the same map gives the same bytes.

#[path = "maps/build.rs"]
mod build;
#[path = "maps/fitness.rs"]
mod fitness;
#[path = "maps/languages.rs"]
mod languages;
#[path = "maps/sample.rs"]
mod sample;
#[path = "maps/shapes.rs"]
mod shapes;

use lopdf::{Dictionary, Document, Object};
use quick_xml::events::Event;
use shapes::{Cells, Names, chosen, shaped};
use std::collections::BTreeMap;
use std::sync::Arc;
use wayline_model::evidence::Figure;
use wayline_model::resolved::ResolvedMap;
use wayline_render::export::{
    HtmlOptions, Paper, PngOptions, SvgOptions, html, pdf, pdf_on_paper, png, svg,
};
use wayline_render::format::{base, compact, duration, emotion, percent, short, whole, worth};
use wayline_render::scene::{Group, Item, Role, Scene, Source, Text};
use wayline_render::{Parts, Style, Theme, layout, layout_for_paper};

/// Chinese as a caller would give it.
fn han() -> Vec<Arc<[u8]>> {
    vec![Arc::from(include_bytes!("fonts/Han.otf").as_slice())]
}

fn style() -> Style {
    Style { fonts: han(), ..Style::default() }
}

fn maps() -> [ResolvedMap; 3] {
    [fitness::fitness(), sample::sample(), languages::languages()]
}

/// Without any space: lines and runs may be cut anywhere.
fn tight(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).collect()
}

/// Key, figure, value and the words a reader must find, for everything that is known and drawn.
fn expected(map: &ResolvedMap) -> Vec<(String, &'static str, f64, String)> {
    let mut all: Vec<(String, &'static str, f64, String)> = Vec::new();
    let health = &map.health;
    let mut add = |key: &str, figure: &'static str, value: Option<f64>, words: Option<String>| {
        if let (Some(value), Some(words)) = (value, words) {
            all.push((key.into(), figure, value, words));
        }
    };
    let journeys = health.journeys;
    add("health.journeys", "health", Some(journeys as f64), Some(whole(journeys)));
    for (key, figure) in [("health.goal", &health.goal), ("health.explained", &health.explained)] {
        add(key, "health", figure.value, figure.value.map(percent));
    }
    let low = health.lowest.emotion.value;
    add("health.lowest", "health", low, low.map(emotion));
    let shares = map.sampling.shows_prevalence();
    for stage in &map.stages {
        add(&stage.key, "count", stage.count.map(|n| n as f64), stage.count.map(short));
        for step in &stage.steps {
            add(&step.key, "count", step.count.map(|n| n as f64), step.count.map(short));
            let felt = &step.emotion.figure;
            let words = felt.value.map(|value| match felt.n {
                0 => emotion(value),
                n => format!("{}{}", emotion(value), base(n)),
            });
            // The scale that was asked may stand between the two.
            add(&step.emotion.key, "emotion", felt.value, felt.value.map(emotion));
            add(
                &step.emotion.key,
                "emotion",
                felt.value,
                words.filter(|_| step.emotion.native.is_none()),
            );
            let left = step.left.figure.value.filter(|_| shares);
            add(&step.left.key, "left", left, left.map(percent));
            let open = step.left.open.filter(|open| *open > 0);
            add(&step.left.key, "open", open.map(|n| n as f64), open.map(short));
            let wait = step.wait_s.value;
            add(&format!("{}.wait", step.key), "wait", wait, wait.map(duration));
            for pain in &step.pains {
                let lost = pain.lost.value;
                let words = |figure: &Figure| {
                    // `compact` of a whole number, by way of its digits.
                    let count = format!("{:.0}", figure.value?).parse().ok()?;
                    Some(format!("{}lost", compact(count)))
                };
                add(&pain.key, "lost", lost, words(&pain.lost));
            }
            for idea in &step.opportunities {
                add(&idea.key, "value", idea.value.value, worth(&idea.value));
            }
            for action in &step.actions {
                add(&action.key, "effect", action.effect.value, worth(&action.effect));
            }
        }
    }
    all
}

/// Key and figure.
type Name = (String, String);
/// A group whose end is not reached: its name and value, if it has them.
type Opened = Option<(Name, Option<f64>)>;
/// Value and words.
type Drawn = (Option<f64>, String);

/// Value and text of every group of an SVG that has a key and a figure.
fn read_svg(text: &str) -> BTreeMap<Name, Vec<Drawn>> {
    let mut found: BTreeMap<Name, Vec<Drawn>> = BTreeMap::new();
    let mut open: Vec<(Opened, String)> = Vec::new();
    let mut reader = quick_xml::Reader::from_str(text);
    let mut in_text = false;
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => break,
            Event::Start(tag) if tag.name().as_ref() == "g" => {
                let at = |name: &str| {
                    let found = tag.try_get_attribute(name).expect("well-formed")?;
                    Some(
                        found
                            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                            .expect("text")
                            .into_owned(),
                    )
                };
                let value = at("data-value").map(|value| value.parse().expect("a number"));
                let figure = at("data-key").zip(at("data-figure"));
                open.push((figure.map(|name| (name, value)), String::new()));
            }
            Event::End(tag) if tag.name().as_ref() == "g" => {
                let (figure, words) = open.pop().expect("opened");
                if let Some((name, value)) = figure {
                    found.entry(name).or_default().push((value, tight(&words)));
                }
                if let Some((_, around)) = open.last_mut() {
                    around.push_str(&words);
                }
            }
            Event::Start(tag) => in_text = tag.name().as_ref() == "text",
            Event::End(_) => in_text = false,
            Event::Text(words) if in_text => {
                if let Some((_, around)) = open.last_mut() {
                    around.push_str(&words);
                }
            }
            Event::GeneralRef(name) if in_text => {
                if let Some((_, around)) = open.last_mut() {
                    around.push_str(match &*name {
                        "lt" => "<",
                        "gt" => ">",
                        "amp" => "&",
                        "quot" => "\"",
                        _ => "'",
                    });
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn figures_of_the_svg_are_those_of_the_map_in_digits_and_in_words() {
    for map in maps() {
        let read = read_svg(&svg(&layout(&map, &style()), &SvgOptions::default()));
        let all = expected(&map);
        assert!(!all.is_empty());
        for (key, figure, value, words) in all {
            let drawn = read.get(&(key.clone(), figure.to_owned()));
            let drawn = drawn.unwrap_or_else(|| panic!("{figure} of {key} is not drawn"));
            assert!(
                drawn.iter().all(|(drawn, _)| *drawn == Some(value)),
                "{figure} of {key}: {value} became {drawn:?}"
            );
            assert!(
                drawn.iter().any(|(_, text)| text.contains(&tight(&words))),
                "{figure} of {key}: “{words}” is not in {drawn:?}"
            );
        }
    }
}

fn load(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).expect("a PDF that another program reads")
}

fn words(document: &Document) -> String {
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    tight(&document.extract_text(&pages).expect("text"))
}

fn dictionaries(document: &Document) -> impl Iterator<Item = &Dictionary> {
    document.objects.values().filter_map(|object| match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    })
}

/// Kind and alternative text of every element of the structure.
fn structure(document: &Document) -> Vec<(String, Option<String>)> {
    let name = |dictionary: &Dictionary, key: &[u8]| {
        let name = dictionary.get(key).ok()?.as_name().ok()?;
        Some(String::from_utf8_lossy(name).into_owned())
    };
    dictionaries(document)
        .filter(|dictionary| name(dictionary, b"Type").as_deref() == Some("StructElem"))
        .map(|dictionary| {
            let alt = dictionary.get(b"Alt").ok();
            let alt = alt.and_then(|alt| lopdf::decode_text_string(alt).ok());
            (name(dictionary, b"S").unwrap_or_default(), alt)
        })
        .collect()
}

#[test]
fn figures_of_the_pdf_are_those_of_the_map() {
    for map in maps() {
        let (around, lanes) = layout_for_paper(&map, &style(), Paper::A4, |_| Vec::new());
        let files = [
            pdf(&layout(&map, &style())).expect("a PDF"),
            pdf_on_paper(&around, &lanes, Paper::A4).expect("a PDF"),
        ];
        for file in files {
            assert_eq!(file.diagnostics, []);
            let text = words(&load(&file.bytes));
            for (key, figure, value, words) in expected(&map) {
                let words = tight(&words);
                assert!(
                    text.contains(&words),
                    "{figure} of {key} ({value}): no “{words}” in {text}"
                );
            }
        }
    }
}

#[test]
fn polish_russian_and_chinese_are_found_in_the_pdf() {
    let text = words(&load(&pdf(&layout(&languages::languages(), &style())).expect("a PDF").bytes));
    for found in [
        "会员之旅",
        "打开应用程序并寻找附近的健身房和教练",
        "界面很清楚，但是注册步骤太多了，我差点放弃。",
        "Źródłobłęduniejestwyjaśnione",
        "Ятакинепонял,принялилизаявление.",
    ] {
        assert!(text.contains(found), "no {found} in {text}");
    }
}

#[test]
fn the_pdf_tells_a_reader_aloud_what_the_picture_shows() {
    let map = fitness::fitness();
    let scene = layout(&map, &style());
    let document = load(&pdf(&scene).expect("a PDF").bytes);
    let tree = structure(&document);
    let count = |kind: &str| tree.iter().filter(|(found, _)| found == kind).count();
    let mut keyed: Vec<String> = Vec::new();
    let (mut lanes, mut drawn) = (0, 0);
    scene.visit(&mut |item, around| {
        if let Item::Group(Group { key: Some(_), label, .. }) = item {
            keyed.push(label.clone());
        }
        if let Item::Group(Group { role: Role::Mark, items, .. }) = item {
            drawn += usize::from(items.iter().any(|item| !matches!(item, Item::Text(_))));
        }
        if let (Item::Group(Group { figure: Some(id), .. }), []) = (item, around) {
            lanes += usize::from(id != "stages");
        }
    });
    assert_eq!((count("Document"), count("H1"), count("H2")), (1, 1, lanes));
    assert!(drawn > 10 && count("Sect") > lanes && count("P") > keyed.len() - drawn, "{tree:?}");
    assert_eq!(count("Figure"), drawn);
    for label in keyed {
        assert!(
            tree.iter().any(|(_, alt)| alt.as_deref() == Some(label.as_str())),
            "nothing says “{label}”"
        );
    }
    assert!(
        tree.iter().all(|(kind, alt)| kind != "Figure" || alt.is_some()),
        "a figure without words"
    );
    let catalog = document.catalog().expect("a catalogue");
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).ok(), Some(b"en".as_slice()));
    assert!(catalog.has(b"MarkInfo") && catalog.has(b"Outlines") && catalog.has(b"Metadata"));
}

#[test]
fn every_font_of_the_pdf_is_inside_it_and_only_in_part() {
    let document = load(&pdf(&layout(&languages::languages(), &style())).expect("a PDF").bytes);
    let mut fonts = 0;
    for font in dictionaries(&document).filter(|font| font.has(b"FontName") && font.has(b"Flags")) {
        assert!(font.has(b"FontFile2") || font.has(b"FontFile3"), "{font:?}");
        let name = font.get(b"FontName").and_then(Object::as_name).expect("a name");
        assert_eq!(name.get(6), Some(&b'+'), "a subset has a tag before its name");
        fonts += 1;
    }
    assert_eq!(fonts, 5, "four of Inter and the given one");
}

#[test]
fn the_pdf_has_one_page_of_the_pictures_size_or_sheets_with_numbers() {
    let map = fitness::fitness();
    let scene = layout(&map, &style());
    let document = load(&pdf(&scene).expect("a PDF").bytes);
    let page = *document.get_pages().get(&1).expect("a page");
    let corners = document.get_object(page).and_then(Object::as_dict).expect("a page");
    let corners = corners.get(b"MediaBox").and_then(Object::as_array).expect("a size");
    let size: Vec<f32> = corners.iter().filter_map(|at| at.as_float().ok()).collect();
    assert!((f64::from(size[2]) - scene.width * 0.75).abs() < 0.01, "{size:?}");
    assert!((f64::from(size[3]) - scene.height * 0.75).abs() < 0.01, "{size:?}");

    let (around, lanes) = layout_for_paper(&map, &style(), Paper::A4, |_| Vec::new());
    let sheets = load(&pdf_on_paper(&around, &lanes, Paper::A4).expect("a PDF").bytes);
    let count = sheets.get_pages().len();
    assert!(count > 1, "{count}");
    let mut seen = String::new();
    for number in 1..=count {
        let page =
            tight(&sheets.extract_text(&[u32::try_from(number).expect("few")]).expect("text"));
        assert!(page.contains(&format!("{number}/{count}")), "{page}");
        assert!(page.contains(&tight(&map.map)), "loose sheets say which map they are of: {page}");
        assert!(number == 1 || page.contains("Painpoints"), "lane names on each: {page}");
        if number == 1 {
            // About the map and, small, all its lanes: no sheet is left empty.
            assert!(page.contains(&tight(&map.stages[0].steps[0].name)), "{page}");
        } else {
            seen += &page;
        }
    }
    // What stands on one step stands on one sheet.
    for step in map.stages.iter().flat_map(|stage| &stage.steps) {
        for pain in &step.pains {
            assert_eq!(seen.matches(&tight(&pain.title)).count(), 1, "{}", pain.title);
        }
    }
}

#[test]
fn a_title_alone_that_the_embedded_font_lacks_is_reason_enough_to_look_for_fonts() {
    let mut map = fitness::fitness();
    map.map = "会员之旅".into();
    let mut asked = None;
    let (around, lanes) = layout_for_paper(&map, &Style::default(), Paper::A4, |wanted| {
        asked = Some(wanted);
        han()
    });
    assert!(asked.is_some_and(|wanted| "会员之旅".chars().all(|char| wanted.contains(&char))));
    assert_eq!((&around.diagnostics, &lanes.diagnostics), (&vec![], &vec![]));
    let text = words(&load(&pdf_on_paper(&around, &lanes, Paper::A4).expect("a PDF").bytes));
    assert!(text.contains("会员之旅"), "{text}");
    // Where no font is found, the part that lacks it says so.
    let (around, _) = layout_for_paper(&map, &Style::default(), Paper::A4, |_| Vec::new());
    assert_eq!(around.diagnostics.first().map(|said| said.code.as_str()), Some("glyph-missing"));
}

#[test]
fn sheets_say_everything_once_that_one_page_says() {
    for (map, paper) in [
        (fitness::fitness(), Paper::A4),
        (shaped(12, 5, Names::Word, Cells::Full), Paper::A3),
        (chosen(shaped(3, 2, Names::Chinese, Cells::Full)), Paper::A4),
        (shaped(1, 3, Names::Words, Cells::Empty), Paper::A4),
        (shaped(2, 2, Names::One, Cells::Eight), Paper::A3),
    ] {
        let told = |bytes: &[u8]| {
            let mut all = structure(&load(bytes));
            all.retain(|(kind, alt)| alt.is_some() || kind.starts_with('H'));
            all.sort();
            all
        };
        let style = Style { parts: Parts::Lanes, ..style() };
        let (around, lanes) = layout_for_paper(&map, &style, paper, |_| Vec::new());
        let mut page = told(&pdf(&lanes).expect("a PDF").bytes);
        page.extend(told(&pdf(&around).expect("a PDF").bytes));
        page.sort();
        let sheets = told(&pdf_on_paper(&around, &lanes, paper).expect("a PDF").bytes);
        for (one, other) in page.iter().zip(&sheets) {
            assert_eq!(one, other);
        }
        assert_eq!(page.len(), sheets.len());
    }
}

#[test]
fn the_same_map_gives_the_same_bytes_in_every_format() {
    let made = || {
        let map = languages::languages();
        let scene = layout(&map, &style());
        let (around, lanes) = layout_for_paper(&map, &style(), Paper::A3, |_| Vec::new());
        let small = PngOptions { scale: 0.5 };
        [
            svg(&scene, &SvgOptions::default()).into_bytes(),
            html(&map, &scene, &HtmlOptions::default()).into_bytes(),
            png(&scene, &small).expect("a PNG").bytes,
            pdf(&scene).expect("a PDF").bytes,
            pdf_on_paper(&around, &lanes, Paper::A3).expect("a PDF").bytes,
        ]
    };
    assert!(made() == made(), "bytes differ from one time to the next");
    for file in made() {
        for dated in ["CreationDate", "ModDate", "CreateDate", "/tmp", "/home"] {
            let found = file.windows(dated.len()).any(|part| part == dated.as_bytes());
            assert!(!found, "{dated} in a file");
        }
    }
}

/// Width and height of a PNG.
fn pixels(file: &[u8]) -> (u32, u32) {
    let read = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().expect("four bytes"));
    assert_eq!(&file[..8], b"\x89PNG\r\n\x1a\n");
    (read(16), read(20))
}

#[test]
fn a_png_has_the_pixels_asked_for_and_a_huge_one_is_drawn_smaller_and_said() {
    let mut scene = layout(&fitness::fitness(), &style());
    let file = png(&scene, &PngOptions { scale: 0.5 }).expect("a PNG");
    assert_eq!(file.diagnostics, []);
    let (width, height) = pixels(&file.bytes);
    let half = ((scene.width * 0.5).ceil(), (scene.height * 0.5).ceil());
    assert_eq!((f64::from(width), f64::from(height)), half);

    scene.items.clear();
    (scene.width, scene.height) = (60_000.0, 40_000.0);
    let file = png(&scene, &PngOptions { scale: 8.0 }).expect("a PNG");
    assert_eq!(file.diagnostics[0].code, "picture-scaled");
    let (width, height) = pixels(&file.bytes);
    assert!(
        u64::from(width) * u64::from(height) < 50_000_000 && width <= 32_000,
        "{width}×{height}"
    );
}

/// A Scene of one run.
fn one(run: &Text, fonts: Vec<Arc<[u8]>>) -> Scene {
    let mut scene = layout(&languages::languages(), &Style { fonts, ..Style::default() });
    scene.items = vec![Item::Text(run.clone())];
    (scene.width, scene.height) = (300.0, 60.0);
    scene
}

#[test]
fn a_run_is_drawn_in_the_font_of_the_layout_and_in_no_other() {
    let mut runs: Vec<Text> = Vec::new();
    layout(&languages::languages(), &style()).visit(&mut |item, _| {
        if let Item::Text(text) = item
            && matches!(text.source, Source::Given(_))
        {
            runs.push(text.clone());
        }
    });
    let mut run = runs.into_iter().next().expect("Chinese");
    (run.x, run.y) = (10.0, 40.0);
    let drawn =
        |run: &Text, fonts| png(&one(run, fonts), &PngOptions::default()).expect("a PNG").bytes;
    let given = drawn(&run, han());
    // Inter has no Chinese, and no font of the machine comes to help.
    let inter = drawn(&Text { source: Source::Inter, ..run.clone() }, han());
    let nothing = drawn(&Text { text: " ".into(), ..run.clone() }, han());
    let boxes = drawn(&Text { source: Source::Missing, ..run.clone() }, han());
    assert!(given != nothing && boxes != nothing && given != boxes, "all differ");
    assert!(inter == nothing, "a font that lacks the glyph draws nothing");
}

/// The Chinese font with the outlines of its glyphs destroyed.
fn broken() -> Arc<[u8]> {
    let mut bytes = include_bytes!("fonts/Han.otf").to_vec();
    let read = |bytes: &[u8], at: usize| {
        u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize
    };
    let tables = usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
    let entry = (0..tables)
        .map(|i| 12 + 16 * i)
        .find(|at| &bytes[*at..at + 4] == b"CFF ")
        .expect("outlines");
    let (start, length) = (read(&bytes, entry + 8), read(&bytes, entry + 12));
    bytes[start..start + length].fill(0xff);
    Arc::from(bytes)
}

#[test]
fn a_damaged_font_is_named_and_its_characters_are_boxes() {
    let style = Style { fonts: vec![broken()], ..Style::default() };
    let scene = layout(&languages::languages(), &style);
    assert_eq!(scene.families, ["Noto Sans CJK SC"]);
    let drawn = png(&scene, &PngOptions { scale: 0.5 }).expect("a PNG");
    let said: Vec<&str> = drawn.diagnostics.iter().map(|said| said.message.as_str()).collect();
    assert_eq!(said, ["the font “Noto Sans CJK SC” is damaged: characters are drawn as boxes"]);
    let file = pdf(&scene).expect("a PDF");
    assert_eq!(file.diagnostics, drawn.diagnostics);
}

#[test]
fn a_reader_aloud_knows_which_words_are_chinese_and_which_russian() {
    let document = load(&pdf(&layout(&languages::languages(), &style())).expect("a PDF").bytes);
    let page = *document.get_pages().get(&1).expect("a page");
    let drawn = document.get_page_content(page);
    let spans = |lang: &str| {
        let mark = format!("/Lang({lang})");
        drawn.windows(mark.len()).filter(|part| *part == mark.as_bytes()).count()
    };
    assert!(spans("zh") > 3 && spans("ru") > 1, "{} and {}", spans("zh"), spans("ru"));
    let latin = load(&pdf(&layout(&sample::sample(), &style())).expect("a PDF").bytes);
    let page = *latin.get_pages().get(&1).expect("a page");
    let drawn = latin.get_page_content(page);
    assert!(!drawn.windows(5).any(|part| part == b"/Lang"), "Latin is the document's");
}

#[test]
fn chinese_travels_inside_the_svg_and_the_page() {
    let map = languages::languages();
    let scene = layout(&map, &style());
    let rule = "@font-face{font-family:'Noto Sans CJK SC'";
    let picture = svg(&scene, &SvgOptions::default());
    assert_eq!(picture.matches(rule).count(), 1);
    let page = html(&map, &scene, &HtmlOptions::default());
    assert_eq!(page.matches(rule).count(), 1);
    let none = svg(&layout(&map, &Style::default()), &SvgOptions::default());
    assert!(!none.contains(rule), "no font was given");
}

#[test]
fn words_without_a_font_are_boxes_with_their_text_and_are_said() {
    let map = languages::languages();
    let scene = layout(&map, &Style::default());
    assert!(scene.diagnostics.iter().any(|said| said.code == "glyph-missing"));
    let document = load(&pdf(&scene).expect("a PDF").bytes);
    assert!(!document.get_pages().is_empty());
}

#[test]
fn every_theme_differs_and_all_words_read_on_what_is_under_them() {
    let mut seen = Vec::new();
    for theme in [Theme::Light, Theme::Dark, Theme::Print] {
        for map in maps() {
            let scene = layout(&map, &Style { theme, ..style() });
            let found = unreadable(&scene);
            assert!(found.is_empty(), "{theme:?}: {found:#?}");
        }
        let scene = layout(&fitness::fitness(), &Style { theme, ..style() });
        seen.push(svg(&scene, &SvgOptions::default()));
    }
    assert!(seen[0] != seen[1] && seen[1] != seen[2] && seen[0] != seen[2]);
}

fn channels(colour: &str) -> [f64; 3] {
    [1, 3, 5]
        .map(|at| f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour")) / 255.0)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let [r, g, b] = colour.map(|part| {
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Runs whose contrast to the topmost rectangle under them is less than 4.5 : 1 (WCAG 2.2, 1.4.3).
fn unreadable(scene: &Scene) -> Vec<String> {
    use wayline_render::scene::Paint;
    let mut grounds: Vec<([f64; 4], String)> = Vec::new();
    let mut found = Vec::new();
    scene.visit(&mut |item, _| match item {
        Item::Rect(rect) => {
            if let Some(Paint::Flat(colour)) = &rect.fill {
                let area = [rect.x, rect.y, rect.x + rect.width, rect.y + rect.height];
                grounds.push((area, colour.clone()));
            }
        }
        Item::Text(text) => {
            let (x, y) = (text.x + text.width / 2.0, text.y - text.size * 0.3);
            let under = grounds
                .iter()
                .rev()
                .find(|(area, _)| area[0] <= x && x <= area[2] && area[1] <= y && y <= area[3]);
            let ground = under.map_or("#ffffff", |(_, colour)| colour.as_str());
            let (a, b) = (luminance(channels(&text.fill)), luminance(channels(ground)));
            let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            if contrast < 4.5 {
                found.push(format!("“{}” {} on {ground}: {contrast:.2}", text.text, text.fill));
            }
        }
        _ => {}
    });
    found
}
