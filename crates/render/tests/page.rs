//! What goes out is well-formed, holds nothing that runs from the data, and its policy names exactly what may.

#[path = "maps/build.rs"]
mod build;
#[path = "maps/fitness.rs"]
mod fitness;
#[path = "maps/together.rs"]
mod together;

use base64::Engine as _;
use build::pass_on;
use quick_xml::events::Event;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use wayline_model::evidence::{Evidence, Figure};
use wayline_model::grade::Grade;
use wayline_model::resolved::{EvidenceDetail, JourneyLine, ResolvedMap, Voice};
use wayline_render::export::{HtmlOptions, SvgOptions, html, svg};
use wayline_render::{Style, layout};

const HOSTILE: &str = "\"><script>alert(1)</script><img src=x onerror=alert(2)>]]>--><!-- javascript:alert(3) &\u{202e}\u{0}</title></svg>";

/// The fitness map with every word replaced by an attack.
fn attacked() -> ResolvedMap {
    let mut map = fitness::fitness();
    let bad = || HOSTILE.to_owned();
    (map.map, map.dataset, map.actors, map.notes) = (bad(), bad(), vec![bad()], vec![bad()]);
    for stage in &mut map.stages {
        (stage.name, stage.question) = (bad(), Some(bad()));
        for step in &mut stage.steps {
            (step.name, step.action, step.channels) = (bad(), Some(bad()), vec![bad()]);
            (step.department, step.ideas) = (Some(bad()), vec![bad()]);
            step.emotion.figure.why = Some(bad());
            for voice in &mut step.voices {
                (voice.text, voice.source, voice.language) = (bad(), bad(), Some(bad()));
            }
            for pain in &mut step.pains {
                (pain.title, pain.detail, pain.why, pain.key) = (bad(), Some(bad()), bad(), bad());
            }
        }
    }
    pass_on(map, &[((1, 1), (2, 0), HOSTILE)])
}

/// Names of elements and attributes of a document that must be well-formed.
fn names(xml: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut elements, mut attributes) = (BTreeSet::new(), BTreeSet::new());
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => {
                elements.insert(tag.name().as_ref().to_owned());
                for attribute in tag.attributes() {
                    let attribute = attribute.expect("well-formed");
                    attributes.insert(attribute.key.as_ref().to_owned());
                }
            }
            Event::Comment(_) | Event::CData(_) | Event::PI(_) | Event::DocType(_) => {
                panic!("no such thing in our SVG")
            }
            _ => {}
        }
    }
    (elements, attributes)
}

#[test]
fn no_name_in_the_data_becomes_markup_in_the_svg() {
    for map in [fitness::fitness(), attacked()] {
        let scene = layout(&map, &Style::default());
        for interactive in [false, true] {
            let options = SvgOptions { interactive, ..SvgOptions::default() };
            let (elements, attributes) = names(&svg(&scene, &options));
            let known = [
                "circle",
                "defs",
                "desc",
                "g",
                "linearGradient",
                "path",
                "rect",
                "stop",
                "style",
                "svg",
                "text",
                "title",
            ];
            let strange: Vec<_> =
                elements.iter().filter(|name| !known.contains(&name.as_str())).collect();
            assert!(strange.is_empty(), "{strange:?}");
            assert!(
                attributes.iter().all(|name| !name.starts_with("on") && !name.contains("href"))
            );
        }
    }
}

#[test]
fn the_svg_reaches_for_nothing_outside() {
    let text = svg(&layout(&attacked(), &Style::default()), &SvgOptions::default());
    let outside = text.replace("http://www.w3.org/2000/svg", "");
    assert!(
        !outside.contains("http") && !outside.contains("@import") && !outside.contains("url(//")
    );
    assert_eq!(
        outside.matches("url(").count(),
        outside.matches("url(data:font/woff2").count() + outside.matches("url(#").count()
    );
}

#[test]
fn a_linked_picture_leaves_the_fonts_out() {
    let scene = layout(&fitness::fitness(), &Style::default());
    let linked = svg(&scene, &SvgOptions { embed_fonts: false, ..SvgOptions::default() });
    assert!(!linked.contains("@font-face") && linked.len() < 80_000, "{}", linked.len());
}

fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page.rfind(from).expect("the part is there") + from.len();
    let end = page[start..].find(to).expect("the part ends") + start;
    &page[start..end]
}

#[test]
fn the_page_lets_only_its_own_style_and_script_in() {
    let map = attacked();
    let page = html(
        &map,
        &layout(&map, &Style::default()),
        &HtmlOptions { evidence: vec![detail()], ..HtmlOptions::default() },
    );
    let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    for (from, to) in [("<style>", "</style>"), ("<script>", "</script>")] {
        let digest = Sha256::digest(between(&page, from, to).as_bytes());
        let hash = base64::engine::general_purpose::STANDARD.encode(digest);
        assert!(policy.contains(&format!("'sha256-{hash}'")), "{from} is not in {policy}");
    }
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(page.matches("<script").count(), 2, "the data block and our own");
    assert!(!page.contains("<img") && !page.contains("onerror=alert(2)>"));
}

#[test]
fn evidence_reads_back_from_the_page() {
    let map = fitness::fitness();
    let page = html(
        &map,
        &layout(&map, &Style::default()),
        &HtmlOptions { evidence: vec![detail()], ..HtmlOptions::default() },
    );
    let data = between(&page, "<script type=\"application/json\" id=\"evidence\">", "</script>");
    let panels: serde_json::Value = serde_json::from_str(data).expect("JSON");
    assert_eq!(panels[0]["key"], "s2.1.pain.0");
    assert_eq!(panels[0]["title"], HOSTILE);
    assert_eq!(panels[0]["figures"][0]["value"], "2.18\u{a0}★");
    assert_eq!(panels[0]["of"], "1 of 345 journeys");
    assert!(page.contains("data-key=\"s2.1.pain.0\""), "and the picture has the key");
}

fn detail() -> EvidenceDetail {
    EvidenceDetail {
        key: "s2.1.pain.0".into(),
        title: HOSTILE.into(),
        claim: None,
        grade: Grade::Supported,
        why: "the whole interval lies below".into(),
        evidence: vec![Evidence {
            label: "mean stars".into(),
            measure: "stars".into(),
            figure: Figure {
                value: Some(2.18),
                low: Some(2.01),
                high: Some(2.35),
                n: 345,
                ..Figure::default()
            },
            sources: Vec::new(),
        }],
        verbatims: vec![Voice {
            key: "v".into(),
            verbatim: "v".into(),
            text: HOSTILE.into(),
            language: None,
            valence: None,
            n: 1,
            source: "reviews".into(),
            at: None,
            grade: Grade::Supported,
        }],
        journeys: vec![JourneyLine {
            id: HOSTILE.into(),
            start: "2018-01-01T00:00:00Z".into(),
            end: "2018-02-01T00:00:00Z".into(),
            activities: vec!["a".into(), HOSTILE.into()],
            events: 2,
        }],
        journeys_total: 345,
        command: Some("wayline ask counts".into()),
        question: None,
    }
}

#[test]
fn departments_ideas_and_hand_overs_are_told_in_words_and_in_tables() {
    let map = together::together();
    let page = html(&map, &layout(&map, &Style::default()), &HtmlOptions::default());
    for said in [
        "Departments pass the customer on: Sales to Payments after “Gets the offer”: the offer;",
        "<th scope=\"col\">Department</th>",
        "<td><p>Send a drawing with the offer</p></td>",
        "<td>Waits for a day (Warehouse)</td><td>Gets the plants (Carrier)</td><td>a pallet</td><td>2,850</td>",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let at = |page: &str, name: &str| page.find(&format!("<th scope=\"col\">{name}</th>"));
    assert!(at(&page, "Emotion") < at(&page, "Journeys"), "in the order of the map's lanes");
    assert_eq!((at(&page, "Voice"), at(&page, "Waits")), (None, None), "the map shows neither");
    let map = fitness::fitness();
    let page = html(&map, &layout(&map, &Style::default()), &HtmlOptions::default());
    assert!(!page.contains(">Department<") && !page.contains("Hand-overs"), "nothing to say");
    assert!(at(&page, "Voice").is_some() && at(&page, "Ideas").is_none());
}
