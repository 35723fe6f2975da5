//! What a picture says by itself is in the reader's language, and what stands in the map is as it was written.

#[path = "maps/build.rs"]
mod build;
#[path = "maps/fitness.rs"]
mod fitness;
#[path = "maps/sample.rs"]
mod sample;
#[path = "maps/together.rs"]
mod together;

use std::collections::BTreeSet;
use wayline_model::lane::Detail;
use wayline_model::resolved::ResolvedMap;
use wayline_render::export::{HtmlOptions, Paper, SvgOptions, html, svg};
use wayline_render::scene::{Item, Scene};
use wayline_render::{Language, Style, layout, layout_for_paper, layout_to_draw, layout_with};

fn drawn(map: &ResolvedMap, language: Language) -> Scene {
    layout(map, &Style { language, detail: Detail::Full, ..Style::default() })
}

/// Every run and every label.
fn said(scene: &Scene) -> BTreeSet<String> {
    let mut all = BTreeSet::from([scene.description.clone()]);
    scene.visit(&mut |item, _| match item {
        Item::Text(text) => {
            all.insert(text.text.clone());
        }
        Item::Group(group) => {
            all.insert(group.label.clone());
        }
        _ => {}
    });
    all
}

#[test]
fn a_polish_picture_has_polish_words_and_decimal_commas_and_the_maps_own_words() {
    let map = fitness::fitness();
    let (english, polish) =
        (said(&drawn(&map, Language::English)), said(&drawn(&map, Language::Polish)));
    for words in ["Punkty bólu", "Stan obecny", "poparte danymi", "Osiągają cel"] {
        assert!(polish.contains(words), "{words}: {polish:?}");
        assert!(!english.contains(words), "{words}");
    }
    let point = |text: &String| {
        let bytes = text.as_bytes();
        bytes
            .windows(3)
            .any(|three| three[0].is_ascii_digit() && three[1] == b'.' && three[2].is_ascii_digit())
    };
    assert!(english.iter().any(point));
    // What the map itself says of a figure keeps its point; what the picture writes of it has none.
    let own = serde_json::to_string(&map).expect("JSON");
    let left: Vec<&String> =
        polish.iter().filter(|text| point(text) && !own.contains(text.as_str())).collect();
    let drawn: Vec<&&String> = left.iter().filter(|text| text.len() < 16).collect();
    assert!(drawn.is_empty(), "{drawn:?}");
    for name in map.stages.iter().flat_map(|stage| &stage.steps).map(|step| &step.name) {
        let labelled = format!("Krok: {name}");
        assert!(polish.iter().any(|text| text.starts_with(&labelled)), "{name}");
    }
}

#[test]
fn no_text_is_left_out_in_any_language_on_any_picture_or_page() {
    for map in [fitness::fitness(), sample::sample(), together::together()] {
        let english = said(&drawn(&map, Language::English));
        for language in Language::ALL {
            let scene = drawn(&map, language);
            let page = html(&map, &scene, &HtmlOptions::default());
            for text in said(&scene).iter().chain([&page]) {
                // What the page calls its own parts may begin so; there, whoever asks for a text that is not there stops.
                for key in ["picture-", "edit-lane-", "edit-hint-", "legend-", "health-", "feel-"] {
                    assert!(text == &page || !text.contains(key), "{}: {text}", language.code());
                }
                assert!(!text.contains("{ $"), "{}: {text}", language.code());
            }
            let tag = language.tag();
            assert!(page.contains(&format!("<html lang=\"{tag}\">")));
            let picture = svg(&scene, &SvgOptions::default());
            assert_eq!(picture.contains(" xml:lang="), language != Language::English);
            let same = said(&scene) == english;
            assert_eq!(same, language == Language::English, "{}", language.code());
        }
    }
}

#[test]
fn chinese_is_chinese_where_the_readers_fonts_draw_it_and_english_where_none_here_does() {
    let map = fitness::fitness();
    let style = Style { language: Language::Chinese, ..Style::default() };
    let read = layout_with(&map, &style, |_| Vec::new());
    assert_eq!(read.language, Language::Chinese);
    assert!(said(&read).contains("痛点"), "{:?}", said(&read));

    let mut wanted = BTreeSet::new();
    let held = layout_to_draw(&map, &style, |asked| {
        wanted = asked;
        Vec::new()
    });
    assert!("痛点有数据支持".chars().all(|char| wanted.contains(&char)), "{wanted:?}");
    assert_eq!(held.language, Language::English);
    assert!(said(&held).contains("Pain points"));
    assert!(held.diagnostics.iter().any(|said| said.code == "language-without-font"));
    assert!(said(&held).iter().all(|text| text != "痛点"));
    let (around, lanes) = layout_for_paper(&map, &style, Paper::A4, |_| Vec::new());
    assert_eq!((around.language, lanes.language), (Language::English, Language::English));

    // The languages that the embedded font writes need nobody's fonts.
    for language in [Language::English, Language::Polish, Language::Russian] {
        let style = Style { language, ..Style::default() };
        let mut map = sample::sample();
        map.dataset = "Shop".into();
        let scene = layout_to_draw(&map, &style, |asked| panic!("{asked:?}"));
        assert_eq!((scene.language, &scene.diagnostics), (language, &vec![]));
    }
}
