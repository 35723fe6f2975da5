//! Whatever the shape of the map, its picture holds: words lie in their cards and in the picture, no two of them
//! overlap, cards and lanes keep to themselves, and what is shortened stands whole in a label.

#[path = "maps/build.rs"]
mod build;
#[path = "maps/shapes.rs"]
mod shapes;

use shapes::{Cells, Names, chosen, shaped};
use std::collections::BTreeSet;
use std::sync::Arc;
use wayline_model::resolved::ResolvedMap;
use wayline_render::scene::{Group, Item, Role, Scene, Text};
use wayline_render::{Parts, Style, clean, layout};

type Area = [f64; 4];

const NAMES: [Names; 4] = [Names::One, Names::Words, Names::Word, Names::Chinese];

/// Left, top, right, bottom of the ink of a run.
fn ink(text: &Text) -> Area {
    [text.x, text.y - 0.74 * text.size, text.x + text.width, text.y + 0.22 * text.size]
}

fn ground(group: &Group) -> Option<Area> {
    match group.items.first()? {
        Item::Rect(rect) => Some([rect.x, rect.y, rect.x + rect.width, rect.y + rect.height]),
        _ => None,
    }
}

fn within(inner: &Area, outer: &Area) -> bool {
    let slack = 0.05;
    inner[0] >= outer[0] - slack
        && inner[1] >= outer[1] - slack
        && inner[2] <= outer[2] + slack
        && inner[3] <= outer[3] + slack
}

fn overlap(a: &Area, b: &Area, slack: f64) -> bool {
    a[0] + slack < b[2] && b[0] + slack < a[2] && a[1] + slack < b[3] && b[1] + slack < a[3]
}

/// Pairs of areas that overlap, by a sweep from left to right.
fn clashes<T>(
    mut areas: Vec<(Area, T)>,
    slack: f64,
    say: impl Fn(&T, &T) -> Option<String>,
) -> Vec<String> {
    areas.sort_by(|(a, _), (b, _)| a[0].total_cmp(&b[0]));
    let mut found = Vec::new();
    for (i, (area, one)) in areas.iter().enumerate() {
        for (other, two) in areas[i + 1..].iter().take_while(|(other, _)| other[0] < area[2]) {
            if overlap(area, other, slack) {
                found.extend(
                    say(one, two).map(|what| format!("{what}: {area:.1?} and {other:.1?}")),
                );
            }
        }
    }
    found
}

/// Everything that is wrong with a picture.
fn wrong(map: &ResolvedMap, scene: &Scene) -> Vec<String> {
    let mut wrong = Vec::new();
    let page = [0.0, 0.0, scene.width, scene.height];
    let mut runs: Vec<(Area, String)> = Vec::new();
    let mut cards: Vec<(Area, String)> = Vec::new();
    let mut labels: BTreeSet<&str> = BTreeSet::new();
    let mut cut: Vec<&str> = Vec::new();
    scene.visit(&mut |item, around| match item {
        Item::Group(group) => {
            labels.insert(&group.label);
            if group.role == Role::Card {
                match ground(group) {
                    Some(area) => cards.push((area, group.label.chars().take(40).collect())),
                    None => wrong.push(format!("a card without a ground: {}", group.label)),
                }
            }
        }
        Item::Text(text) => {
            let run = ink(text);
            if !within(&run, &page) {
                wrong.push(format!("off the picture: {text:?}"));
            }
            for card in around.iter().filter(|group| group.role == Role::Card) {
                if ground(card).is_some_and(|area| !within(&run, &area)) {
                    wrong.push(format!("outside its card: “{}” {run:.1?}", text.text));
                }
            }
            if text.text.ends_with('…') {
                cut.push(&text.text);
            }
            runs.push((run, text.text.clone()));
        }
        _ => {}
    });
    wrong.extend(clashes(runs, 0.5, |a, b| Some(format!("“{a}” over “{b}”"))));
    wrong.extend(clashes(cards, 0.6, |a, b| Some(format!("card “{a}” over card “{b}”"))));
    // Lanes: each lane's cards and words lie between its own rule and the next.
    let lanes: Vec<(Area, String)> = scene
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Group(group) if group.figure.is_some() => {
                let area = solid(&group.items)?;
                Some(([0.0, area[1], 1.0, area[3]], group.label.clone()))
            }
            _ => None,
        })
        .collect();
    wrong.extend(clashes(lanes, 0.6, |a, b| Some(format!("lane {a} over lane {b}"))));
    for name in names(map) {
        let name = clean(name);
        if !name.is_empty() && !labels.iter().any(|label| clean(label).contains(&name)) {
            wrong.push(format!("no label says “{name}”"));
        }
    }
    for text in cut {
        let start = text.trim_end_matches('…').trim();
        if !labels.iter().any(|label| clean(label).contains(start)) {
            wrong.push(format!("shortened, and no label has the rest: “{text}”"));
        }
    }
    wrong
}

/// What cards and words of a lane cover; its edge may carry a name above it.
fn solid(items: &[Item]) -> Option<Area> {
    let mut out: Option<Area> = None;
    let mut add = |area: Area| {
        out = Some(out.map_or(area, |a: Area| {
            [a[0].min(area[0]), a[1].min(area[1]), a[2].max(area[2]), a[3].max(area[3])]
        }));
    };
    for item in items {
        if let Item::Group(group) = item {
            for item in &group.items {
                match item {
                    Item::Text(text) => add(ink(text)),
                    Item::Rect(rect) => {
                        add([rect.x, rect.y, rect.x + rect.width, rect.y + rect.height]);
                    }
                    _ => {}
                }
            }
        }
    }
    out
}

/// Every name and sentence that the picture shows at least the beginning of.
fn names(map: &ResolvedMap) -> Vec<&str> {
    let mut all: Vec<&str> = vec![&map.map, &map.dataset];
    all.extend(map.goal_text.as_deref());
    all.extend(map.actors.iter().map(String::as_str));
    all.extend(map.notes.iter().map(String::as_str));
    for stage in &map.stages {
        all.push(&stage.name);
        all.extend(stage.question.as_deref());
        all.extend(stage.task.as_deref());
        for step in &stage.steps {
            all.push(&step.name);
            all.extend(step.action.as_deref());
            all.extend(step.channels.iter().map(String::as_str));
            all.extend(step.pains.iter().map(|pain| pain.title.as_str()));
            all.extend(step.opportunities.iter().map(|idea| idea.title.as_str()));
            all.extend(step.actions.iter().map(|action| action.title.as_str()));
            all.extend(step.voices.iter().take(1).map(|voice| voice.text.as_str()));
            let serve = &step.serve;
            for list in [
                &step.think,
                &step.need,
                &serve.evidence,
                &serve.frontstage,
                &serve.backstage,
                &serve.support,
                &serve.systems,
                &serve.roles,
                &serve.policies,
                &serve.training,
            ] {
                all.extend(list.iter().map(String::as_str));
            }
        }
    }
    all
}

fn holds(what: &str, map: &ResolvedMap, style: &Style) {
    let found = wrong(map, &layout(map, style));
    let first: Vec<&String> = found.iter().take(12).collect();
    assert!(found.is_empty(), "{what}: {} things are wrong, first {first:#?}", found.len());
}

#[test]
fn what_these_tests_look_for_they_would_find() {
    let map = shaped(2, 2, Names::Words, Cells::Full);
    let sound = layout(&map, &Style::default());
    assert_eq!(wrong(&map, &sound), Vec::<String>::new());
    let spoilt = |spoil: &dyn Fn(&mut Text)| {
        fn walk(items: &mut [Item], spoil: &dyn Fn(&mut Text)) {
            for item in items {
                match item {
                    Item::Group(group) => walk(&mut group.items, spoil),
                    Item::Text(text) => spoil(text),
                    _ => {}
                }
            }
        }
        let mut scene = sound.clone();
        walk(&mut scene.items, spoil);
        wrong(&map, &scene).join("\n")
    };
    assert!(spoilt(&|text| text.width += 60.0).contains("outside its card"));
    assert!(spoilt(&|text| text.x += 1500.0).contains("off the picture"));
    assert!(spoilt(&|text| text.size *= 1.6).contains("” over “"));
    assert!(spoilt(&|text| text.text = "Elsewhere…".into()).contains("no label has the rest"));
    let mut other = map.clone();
    other.stages[0].steps[0].name = "A step that is not drawn".into();
    assert!(wrong(&other, &sound).join("\n").contains("no label says"));
}

#[test]
fn few_steps_hold_whatever_their_names_and_cells() {
    for names in NAMES {
        for cells in [Cells::Empty, Cells::Full, Cells::Eight] {
            let what = format!("3 steps, {names:?}, {cells:?}");
            holds(&what, &shaped(1, 3, names, cells), &Style::default());
            holds(&what, &chosen(shaped(3, 1, names, cells)), &Style::default());
            // With a font that has Chinese the widths are others.
            let han = Arc::from(include_bytes!("fonts/Han.otf").as_slice());
            let style = Style { fonts: vec![han], ..Style::default() };
            holds(&format!("{what}, Chinese given"), &shaped(2, 2, names, cells), &style);
        }
    }
}

#[test]
fn sixty_steps_hold_in_one_stage_and_in_twelve() {
    for names in NAMES {
        let what = format!("60 steps, {names:?}");
        holds(&what, &shaped(12, 5, names, Cells::Full), &Style::default());
        holds(&what, &shaped(1, 60, names, Cells::Empty), &Style::default());
    }
    let map = chosen(shaped(1, 60, Names::Words, Cells::Full));
    holds("60 steps of a chosen sample", &map, &Style::default());
}

#[test]
fn twelve_stages_of_one_step_and_a_stage_without_any_hold() {
    for names in NAMES {
        let mut map = shaped(12, 1, names, Cells::Eight);
        map.stages[3].steps.clear();
        holds(&format!("12 stages, {names:?}"), &map, &Style::default());
    }
}

#[test]
fn narrow_and_wide_pictures_and_parts_of_them_hold() {
    for width in [900.0, 1600.0, 5000.0] {
        for parts in [Parts::Whole, Parts::Lanes, Parts::Around] {
            let style = Style { width, parts, ..Style::default() };
            let map = shaped(4, 2, Names::Words, Cells::Full);
            let scene = layout(&map, &style);
            let found: Vec<String> = wrong(&map, &scene)
                .into_iter()
                .filter(|what| parts == Parts::Whole || !what.starts_with("no label"))
                .collect();
            assert!(found.is_empty(), "{width} {parts:?}: {found:#?}");
        }
    }
}

#[test]
fn lanes_of_choice_are_the_lanes_drawn_and_an_empty_one_says_so() {
    let lanes = wayline_render::lanes_named("training,emotion").expect("both are there");
    let map = shaped(2, 2, Names::Words, Cells::Full);
    let scene = layout(&map, &Style { lanes, ..Style::default() });
    let drawn: Vec<&str> = scene
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Group(group) => group.figure.as_deref(),
            _ => None,
        })
        .collect();
    assert_eq!(drawn, ["stages", "steps", "emotion", "training"]);
    let mut words = String::new();
    scene.visit(&mut |item, _| {
        if let Item::Text(text) = item {
            words += &text.text;
        }
    });
    assert!(words.contains("Nothing in this lane yet"), "{words}");
}
