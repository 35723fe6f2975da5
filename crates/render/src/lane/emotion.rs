//! **Emotion.** Shows how customers feel along the journey, from −2 to +2, with the 95 % interval as a band.
//! How: a monotone curve through the known points only; broken to an assumed one, dotted where a step between has none. A point is filled when
//! supported, hollow when assumed or on a small base; the lowest sufficient one is red. Where the team's estimate stands beside
//! ratings it is a small broken ring.
//! Limits: one point comes from one kind of source; a step without ratings has no point and is said so. Nothing is drawn in the place of what is unknown.

use crate::chart::curve::{Curve, between};
use crate::grid::Frame;
use crate::lane::{Drawing, Edge, Lane};
use crate::palette::{Ink, Palette};
use crate::scene::{Circle, Face, Group, Item, Move, Role, Stroke};
use crate::shape::{circle, diamond, flat, half, line, path, rect, stroke};
use crate::typeset::{Block, Type, Typesetter};
use crate::words::Words;
use std::fmt::Write as _;
use wayline_model::grade::Grade;
use wayline_model::map::FeelingSource;
use wayline_model::resolved::{ResolvedEmotion, ResolvedStep};

pub(crate) const LANE: Lane = Lane {
    id: "emotion",
    title: "edit-lane-emotion",
    hint: |frame| {
        let guessed = frame.steps.iter().any(|(_, step)| step.emotion.estimate.is_some());
        frame.words.say(if guessed {
            "picture-hint-emotion-guessed"
        } else {
            "picture-hint-emotion"
        })
    },
    draw,
    edge: Edge::Rule,
    none: "picture-none-emotion",
};

/// Pixels of one unit of emotion, and where zero lies.
const UNIT: f64 = 32.0;
const MIDDLE: f64 = 88.0;
const HEIGHT: f64 = 176.0;

struct Point<'a> {
    column: usize,
    step: &'a ResolvedStep,
    x: f64,
    y: f64,
    value: f64,
    lowest: bool,
}

fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Option<Drawing> {
    let grid = &frame.grid;
    let y_of = |value: f64| top + MIDDLE - value.clamp(-2.0, 2.0) * UNIT;
    let lowest = frame.map.health.lowest.emotion.value.and(frame.map.health.lowest.step.as_deref());
    let mut points: Vec<Point> = Vec::new();
    for (column, step) in &frame.steps {
        let Some(value) = step.emotion.figure.value.filter(|value| value.is_finite()) else {
            continue;
        };
        points.push(Point {
            column: *column,
            step,
            x: grid.centre(*column),
            y: y_of(value),
            value,
            lowest: false,
        });
    }
    if points.is_empty() {
        return None;
    }
    let at = lowest.and_then(|name| {
        let same = |point: &&Point| {
            point.step.name == name && frame.map.health.lowest.emotion.value == Some(point.value)
        };
        points.iter().find(same).map(|point| point.column)
    });
    for point in &mut points {
        point.lowest = Some(point.column) == at;
    }

    let mut items = Vec::new();
    for value in [-2.0, -1.0, 0.0, 1.0, 2.0] {
        let colour = if value == 0.0 { frame.palette.zero } else { frame.palette.rule };
        let y = y_of(value);
        items.push(line((grid.left, y), (grid.right, y), stroke(colour, 1.0)));
        let name = types.line(&frame.words.signed(value), Type::TINY, 30.0);
        items.extend(name.place(grid.left - 8.0 - name.width, y - name.height / 2.0));
    }
    let curve = Curve::new(points.iter().map(|point| (point.x, point.y)).collect());
    let mut grounds = Vec::new();

    let mut boxes = Vec::new();
    let mut marks = Vec::new();
    for point in &points {
        let radius = if point.lowest { 7.0 } else { 5.0 };
        boxes.push([point.x - radius, point.y - radius, point.x + radius, point.y + radius]);
    }
    let estimates: Vec<Item> = points
        .iter()
        .filter_map(|point| {
            let value = point.step.emotion.estimate.filter(|value| value.is_finite())?;
            let y = y_of(value);
            boxes.push([point.x - 5.0, y - 5.0, point.x + 5.0, y + 5.0]);
            Some(estimate(frame, point, y, value))
        })
        .collect();
    // The lowest point is placed first: it must never give way.
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by_key(|i| !points[*i].lowest);
    for i in order {
        let point = &points[i];
        let words = Lines::new(frame.words, types, point, grid.column);
        let (x, y) = words.find_place(point, &curve, &boxes, (grid.left, grid.right, top));
        boxes.push([x, y, x + words.width, y + words.height]);
        // The lines of the scale do not run through words.
        let ground = (x - 2.0, y + 1.0, words.width + 4.0, words.height - 1.0);
        grounds.push(rect(ground, 0.0, Some(frame.palette.paper), None));
        let mut inside = mark(frame.palette, point);
        inside.extend(words.place(x, y));
        let emotion = &point.step.emotion;
        marks.push((
            i,
            Item::Group(
                Group::new(Role::Mark, label(frame.words, point), inside).key(&emotion.key).figure(
                    "emotion",
                    emotion.figure.value,
                    Some(emotion.figure.n),
                ),
            ),
        ));
    }
    items.extend(grounds);
    items.extend(bands(frame.palette, &points, y_of));
    items.extend(strokes(frame.palette, &points, &curve));
    items.extend(estimates);
    marks.sort_by_key(|(i, _)| *i);
    items.extend(marks.into_iter().map(|(_, item)| item));
    items.extend(unknown(frame, types, top));
    Some(Drawing { items, height: HEIGHT })
}

/// Bands over neighbouring points with intervals; a lone interval is a short bar.
fn bands(p: &Palette, points: &[Point], y_of: impl Fn(f64) -> f64) -> Vec<Item> {
    let mut runs: Vec<Vec<(f64, f64, f64)>> = Vec::new();
    let mut last = None;
    for point in points {
        let figure = &point.step.emotion.figure;
        let (Some(low), Some(high)) = (figure.low, figure.high) else { continue };
        if !(low.is_finite() && high.is_finite()) {
            continue;
        }
        // Never thinner than the line it lies behind.
        let (upper, lower) =
            (y_of(high.max(low)).min(point.y - 3.0), y_of(low.min(high)).max(point.y + 3.0));
        if last.is_some_and(|last| last + 1 == point.column) {
            runs.last_mut()
                .expect("a run was opened with the last point")
                .push((point.x, upper, lower));
        } else {
            runs.push(vec![(point.x, upper, lower)]);
        }
        last = Some(point.column);
    }
    runs.into_iter()
        .map(|mut run| {
            if let [(x, upper, lower)] = run[..] {
                run = vec![(x - 9.0, upper, lower), (x + 9.0, upper, lower)];
            }
            let upper = Curve::new(run.iter().map(|(x, upper, _)| (*x, *upper)).collect());
            let lower = Curve::new(run.iter().map(|(x, _, lower)| (*x, *lower)).collect());
            path(between(&upper, &lower), Some(flat(p.accent)), None, 0.13)
        })
        .collect()
}

/// The curve: solid between what was measured, broken where an end is assumed or rests on few, dotted over steps without a point.
fn strokes(p: &Palette, points: &[Point], curve: &Curve) -> Vec<Item> {
    let pieces = curve.forward();
    points
        .windows(2)
        .zip(pieces)
        .map(|(pair, piece)| {
            let moves = vec![Move::To(pair[0].x, pair[0].y), piece];
            let firm = pair.iter().all(|point| point.step.emotion.is_firm());
            let pen = |width: f64, dash: Vec<f64>| Stroke { colour: p.accent.into(), width, dash };
            let line = match (pair[0].column + 1 == pair[1].column, firm) {
                (true, true) => pen(2.6, Vec::new()),
                (true, false) => pen(2.0, vec![6.0, 5.0]),
                (false, _) => pen(1.4, vec![1.5, 5.0]),
            };
            path(moves, None, Some(line), 1.0)
        })
        .collect()
}

/// What a person said where customers were asked too: a broken ring beside the point.
fn estimate(frame: &Frame, point: &Point, y: f64, value: f64) -> Item {
    let p = frame.palette;
    let pen = Stroke { colour: p.accent.into(), width: 1.4, dash: vec![2.0, 2.0] };
    let ring = Circle { x: point.x, y, radius: 4.5, fill: Some(flat(p.paper)), stroke: Some(pen) };
    let value = frame.words.emotion(value);
    let places = [("step", (&point.step.name).into()), ("value", value.into())];
    let label = frame.words.fill("picture-estimate", places);
    let group = Group::new(Role::Mark, label, vec![Item::Circle(ring)]);
    Item::Group(group.key(&point.step.emotion.key))
}

fn hollow(emotion: &ResolvedEmotion) -> bool {
    !emotion.is_firm()
}

fn mark(p: &Palette, point: &Point) -> Vec<Item> {
    let emotion = &point.step.emotion;
    if hollow(emotion) {
        return vec![Item::Circle(Circle {
            x: point.x,
            y: point.y,
            radius: 5.0,
            fill: Some(flat(p.card)),
            stroke: Some(Stroke { colour: p.accent.into(), width: 2.2, dash: vec![3.0, 2.0] }),
        })];
    }
    if point.lowest {
        return vec![circle(point.x, point.y, 7.5, Some(p.bad), None)];
    }
    match emotion.grade {
        Grade::Ageing => half(point.x, point.y, 5.5, p.warn, p.card),
        Grade::Contradicted => vec![diamond(point.x, point.y, 7.0, p.bad)],
        Grade::Supported | Grade::Assumption => {
            vec![circle(point.x, point.y, 5.5, Some(p.accent), None)]
        }
    }
}

fn native(words: Words, emotion: &ResolvedEmotion) -> Option<String> {
    let value = emotion.native.filter(|value| value.is_finite())?;
    Some(match emotion.from? {
        FeelingSource::Stars => format!("{}\u{a0}★", words.trim(value, 2)),
        // The mean of the answers, which is not the net promoter score.
        FeelingSource::Nps => {
            words.fill("picture-of-ten", [("value", words.trim(value, 1).into())])
        }
        FeelingSource::Csat => format!("CSAT {}", words.trim(value, 2)),
        FeelingSource::Ces | FeelingSource::Ces2 => format!("CES {}", words.trim(value, 2)),
        FeelingSource::Thumbs => {
            words.fill("picture-thumbs-up", [("share", words.percent(value).into())])
        }
        FeelingSource::Text => {
            words.fill("picture-by-text", [("value", words.signed(value).into())])
        }
        FeelingSource::Estimate => return None,
    })
}

fn feel(words: Words, emotion: &ResolvedEmotion) -> Option<String> {
    let word = serde_json::to_value(emotion.feel?).ok()?;
    Some(words.say(&format!("feel-{}", word.as_str()?)))
}

/// The two lines at a point.
struct Lines {
    first: Block,
    second: Option<Block>,
    width: f64,
    height: f64,
}

impl Lines {
    fn new(words: Words, types: &mut Typesetter, point: &Point, column: f64) -> Self {
        let emotion = &point.step.emotion;
        let room = column - 12.0;
        let value = words.emotion(point.value);
        let first = match feel(words, emotion) {
            Some(word) => format!("{word} {value}"),
            None => value,
        };
        let mut second: Vec<String> = Vec::new();
        if emotion.grade == Grade::Assumption && emotion.figure.n == 0 {
            second.push(words.say("picture-assumed"));
        } else {
            second.extend(native(words, emotion));
            second.push(words.base(emotion.figure.n));
        }
        let strong = point.lowest && !hollow(emotion);
        let kind = if strong { Type::MARK.face(Face::SemiBold).fill(Ink::Bad) } else { Type::MARK };
        let first = types.line(&first, kind, room);
        let ink = if strong { Ink::Bad } else { Ink::Third };
        let second = types.line(&second.join(" · "), Type::TINY.fill(ink), room);
        let (width, height) = (first.width.max(second.width), first.height + second.height - 1.0);
        Self { first, second: Some(second), width, height }
    }

    fn place(&self, x: f64, y: f64) -> Vec<Item> {
        let mut items = self.first.place(x, y);
        if let Some(second) = &self.second {
            items.extend(second.place(x, y + self.first.height - 1.0));
        }
        items
    }

    /// The place around the point that covers least of the curve, the band and the other labels.
    fn find_place(
        &self,
        point: &Point,
        curve: &Curve,
        taken: &[[f64; 4]],
        (left, right, top): (f64, f64, f64),
    ) -> (f64, f64) {
        let (w, h) = (self.width, self.height);
        // How far the band reaches from the curve, so that words stand clear of it.
        let figure = &point.step.emotion.figure;
        let reach =
            |end: Option<f64>| end.map_or(0.0, |end| ((end - point.value).abs() * UNIT).min(40.0));
        let (up, down) = (reach(figure.high).max(8.0), reach(figure.low).max(8.0));
        let mut best = (f64::INFINITY, (point.x, point.y));
        let mut order = 0.0;
        for more in [1.0, 6.0, 14.0, 26.0] {
            for dy in [-up - more - h, down + more] {
                for dx in [10.0, -10.0 - w, -w / 2.0] {
                    order += 0.3;
                    let x = (point.x + dx).clamp(left, (right - w).max(left));
                    let y = (point.y + dy).clamp(top + 2.0, top + HEIGHT - h - 2.0);
                    let area = [x - 3.0, y, x + w + 3.0, y + h];
                    let mut cost = order;
                    for other in taken {
                        cost += 100.0 * f64::from(u8::from(overlap(&area, other)));
                    }
                    for part in 0..=8 {
                        let line = curve.at(x + w * f64::from(part) / 8.0);
                        if line + down > y && line - up < y + h {
                            cost += 0.7;
                        }
                        if line + 3.0 > y && line - 3.0 < y + h {
                            cost += 3.0;
                        }
                    }
                    if cost < best.0 {
                        best = (cost, (x, y));
                    }
                }
            }
        }
        best.1
    }
}

fn overlap(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

fn label(words: Words, point: &Point) -> String {
    let emotion = &point.step.emotion;
    let value = words.emotion(point.value);
    let places = [("step", (&point.step.name).into()), ("value", value.into())];
    let mut label = words.fill("picture-emotion-at", places);
    if let Some(word) = feel(words, emotion) {
        let _ = write!(label, ", {word}");
    }
    if let (Some(low), Some(high)) = (emotion.figure.low, emotion.figure.high) {
        let ends = [("low", words.emotion(low).into()), ("high", words.emotion(high).into())];
        let _ = write!(label, ", {}", words.fill("evidence-interval", ends));
    }
    if let Some(native) = native(words, emotion) {
        let _ = write!(label, ", {native}");
    }
    let (base, grade) = (words.rests_on(emotion.figure.n), words.grade(emotion.grade));
    let _ = write!(label, ", {base}, {grade}");
    if point.lowest {
        let _ = write!(label, ", {}", words.say("picture-the-lowest"));
    }
    label
}

/// A step without ratings stays hollow: a small ring at the foot of the lane.
fn unknown(frame: &Frame, types: &mut Typesetter, top: f64) -> Vec<Item> {
    let mut items = Vec::new();
    for (column, step) in &frame.steps {
        if step.emotion.figure.value.is_some_and(f64::is_finite) {
            continue;
        }
        let x = frame.grid.centre(*column);
        let y = top + HEIGHT - 12.0;
        let words =
            types.line(&frame.words.say("picture-not-rated"), Type::TINY, frame.grid.column - 30.0);
        let start = x - words.width / 2.0 - 5.5;
        let mut inside =
            vec![circle(start + 3.0, y, 3.0, None, Some(stroke(frame.palette.faint, 1.2)))];
        inside.extend(words.place(start + 11.0, y - words.height / 2.0));
        let why = step.emotion.figure.why.clone();
        let why = why.unwrap_or_else(|| frame.words.say("picture-no-rating"));
        let places = [("step", (&step.name).into()), ("why", why.into())];
        let label = frame.words.fill("picture-emotion-unknown", places);
        items.push(Item::Group(
            Group::new(Role::Mark, label, inside).key(&step.emotion.key).figure(
                "emotion",
                None,
                Some(step.emotion.figure.n),
            ),
        ));
    }
    items
}
