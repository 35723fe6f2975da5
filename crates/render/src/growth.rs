//! How costs grow with size: lines over two logarithmic axes, each with its name at its end.

use crate::palette::{Ink, Palette};
use crate::scene::{Fonts, Group, Item, Move, Role, Scene, settle};
use crate::shape::{circle, dashed, line, path, rect, stroke};
use crate::style::{MARGIN, Style};
use crate::typeset::{Type, Typesetter, clean};
use crate::words::Language;

/// What one thing costs at several sizes.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    /// What is measured.
    pub name: String,
    /// Sizes and costs in seconds, both above 0, by size. At least one.
    pub points: Vec<(f64, f64)>,
}

const TITLE: Type = Type::NAME.size(19.0).tracking(-0.01);
const SMALL: Type = Type::META;
/// Space for the words of the axis of costs.
const COSTS: f64 = 64.0;
/// Space for the names at the ends of the lines.
const NAMES: f64 = 236.0;
const HEIGHT: f64 = 420.0;
/// Names are so far apart, from one line of text to the next.
const APART: f64 = 16.0;

/// An axis: the first and the last power of ten on it, and where they lie.
struct Axis {
    powers: (i32, i32),
    ends: (f64, f64),
}

impl Axis {
    /// An axis that holds all values; `None` where one is not above 0.
    fn of(values: impl Iterator<Item = f64> + Clone, ends: (f64, f64)) -> Option<Self> {
        if values.clone().any(|value| !(value.is_finite() && value > 0.0)) {
            return None;
        }
        let least = values.clone().min_by(f64::total_cmp)?.log10().floor();
        let most = values.max_by(f64::total_cmp)?.log10().ceil().max(least + 1.0);
        #[expect(clippy::cast_possible_truncation, reason = "numbers have 308 powers of ten")]
        Some(Self { powers: (least as i32, most as i32), ends })
    }

    fn at(&self, value: f64) -> f64 {
        let (first, last) = (f64::from(self.powers.0), f64::from(self.powers.1));
        let share = (value.log10() - first) / (last - first);
        self.ends.0 + share * (self.ends.1 - self.ends.0)
    }

    fn marks(&self) -> impl Iterator<Item = f64> {
        (self.powers.0..=self.powers.1).map(|power| 10_f64.powi(power))
    }
}

/// Draws what things cost at several sizes. `costs` and `sizes` say what the axes are; `note` stands below.
///
/// Costs that grow as sizes do run along the broken line. `None` where there is nothing to draw, or a number is not
/// above 0.
pub fn growth(
    lines: &[Growth],
    title: &str,
    (sizes, costs): (&str, &str),
    note: &str,
    style: &Style,
) -> Option<Scene> {
    let mut types = Typesetter::new(style);
    let p = Palette::of(style.theme);
    let (title, note) = (clean(title), clean(note));
    let width = style.width.clamp(COSTS + NAMES + 320.0, 10_000.0);
    let room = width - 2.0 * MARGIN;
    let points = || lines.iter().flat_map(|line| line.points.iter().copied());
    let head = types.block(&title, TITLE, room, 3);
    let said = types.block(&clean(costs), SMALL, room, 2);
    let mut items = vec![];
    items.extend(head.place(MARGIN, 18.0));
    let top = 18.0 + head.height + 14.0;
    items.extend(said.place(MARGIN, top));
    let (left, right) = (MARGIN + COSTS, width - MARGIN - NAMES);
    let (top, bottom) = (top + said.height + 12.0, top + said.height + 12.0 + HEIGHT);
    let x = Axis::of(points().map(|(size, _)| size), (left, right))?;
    let y = Axis::of(points().map(|(_, cost)| cost), (bottom, top))?;
    for mark in y.marks() {
        let at = y.at(mark);
        items.push(line((left, at), (right, at), stroke(p.rule, 1.0)));
        let words = types.line(&format!("{}\u{a0}s", short(mark)), SMALL, COSTS - 8.0);
        items.extend(words.place(left - 8.0 - words.width, at - words.height / 2.0));
    }
    for mark in x.marks() {
        let at = x.at(mark);
        items.push(line((at, top), (at, bottom), stroke(p.rule, 1.0)));
        let words = types.line(&short(mark), SMALL, 80.0);
        items.extend(words.place(at - words.width / 2.0, bottom + 6.0));
    }
    items.push(in_proportion(p, &x, &y));
    let mut ends = Vec::new();
    for Growth { name, points } in lines {
        let name = clean(name);
        let places: Vec<(f64, f64)> =
            points.iter().map(|(size, cost)| (x.at(*size), y.at(*cost))).collect();
        let moves = places
            .iter()
            .enumerate()
            .map(|(at, (x, y))| if at == 0 { Move::To(*x, *y) } else { Move::Line(*x, *y) });
        let mut drawn = vec![path(moves.collect(), None, Some(stroke(p.accent, 1.4)), 1.0)];
        drawn.extend(places.iter().map(|(x, y)| circle(*x, *y, 2.75, Some(p.accent), None)));
        let costs = points.iter().map(|(size, cost)| format!("{}: {cost:.3} s", short(*size)));
        let label = format!("{name}: {}", costs.collect::<Vec<_>>().join(", "));
        items.push(Item::Group(Group::new(Role::Mark, label, drawn)));
        ends.push((name, *places.last()?));
    }
    items.extend(names(p, &mut types, ends, right));
    let mut at = bottom + 26.0;
    let words = types.block(&clean(sizes), SMALL, right - left, 2);
    items.extend(words.place(left, at));
    at += words.height + 10.0;
    let words = types.block(&note, Type::BODY, room, 6);
    items.extend(words.place(MARGIN, at));
    let height = (at + words.height + 20.0).ceil();
    items.insert(0, rect((0.0, 0.0, width, height), 0.0, Some(p.paper), None));
    settle(&mut items);
    let (families, diagnostics) = types.finish();
    Some(Scene {
        width,
        height,
        names: 0.0,
        title,
        description: note,
        families,
        language: Language::English,
        fonts: Fonts(style.fonts.clone()),
        columns: Vec::new(),
        items,
        diagnostics,
    })
}

/// The line along which costs are proportional to sizes, from the lower left corner on.
fn in_proportion(p: &Palette, x: &Axis, y: &Axis) -> Item {
    let powers = (x.powers.1 - x.powers.0).min(y.powers.1 - y.powers.0);
    let from = (10_f64.powi(x.powers.0), 10_f64.powi(y.powers.0));
    let to = (10_f64.powi(x.powers.0 + powers), 10_f64.powi(y.powers.0 + powers));
    let line = line((x.at(from.0), y.at(from.1)), (x.at(to.0), y.at(to.1)), dashed(p.ink_3, 1.0));
    Item::Group(Group::new(Role::Mark, "in proportion to the size", vec![line]))
}

/// Names beside the ends of their lines, moved apart where they would stand on each other.
fn names(
    p: &Palette,
    types: &mut Typesetter,
    mut ends: Vec<(String, (f64, f64))>,
    right: f64,
) -> Vec<Item> {
    ends.sort_by(|a, b| a.1.1.total_cmp(&b.1.1));
    let mut at: Vec<f64> = ends.iter().map(|(_, (_, y))| *y).collect();
    for place in 1..at.len() {
        at[place] = at[place].max(at[place - 1] + APART);
    }
    // Half of what they were moved down in all is taken back, so that they stay around their lines.
    let moved: f64 = at.iter().zip(&ends).map(|(at, (_, (_, y)))| at - y).sum();
    let back = moved / (2.0 * at.len().max(1) as f64);
    let mut items = Vec::new();
    for (at, (name, (x, y))) in at.into_iter().zip(ends) {
        let at = at - back;
        items.push(line((x + 4.0, y), (right + 22.0, at), stroke(p.zero, 0.8)));
        let words = types.line(&name, SMALL.fill(Ink::First), NAMES - 30.0);
        items.extend(words.place(right + 26.0, at - words.height / 2.0));
    }
    items
}

/// `1 M`, `0.01`.
fn short(number: f64) -> String {
    for (unit, name) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] {
        if number >= unit {
            return format!("{}\u{a0}{name}", rounded(number / unit));
        }
    }
    rounded(number)
}

fn rounded(number: f64) -> String {
    let digits = if number < 0.001 { 9 } else { 3 };
    let text = format!("{number:.digits$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Growth, growth};
    use crate::scene::Item;
    use crate::style::Style;

    fn of(points: &[(f64, f64)]) -> Growth {
        Growth { name: "a question".into(), points: points.to_vec() }
    }

    #[test]
    fn every_line_has_a_name_and_its_figures_and_nothing_is_drawn_of_nothing() {
        let draw =
            |lines: &[Growth]| growth(lines, "Cost", ("events", "seconds"), "", &Style::default());
        let lines = [of(&[(1e6, 0.01), (1e9, 9.0)]), of(&[(1e6, 0.01), (1e9, 9.1)])];
        let scene = draw(&lines).expect("a picture");
        let labels: Vec<&str> = scene
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Group(group) => Some(&group.label[..]),
                _ => None,
            })
            .collect();
        assert!(labels.contains(&"a question: 1\u{a0}M: 0.010 s, 1\u{a0}G: 9.100 s"), "{labels:?}");
        let mut named = 0;
        scene.visit(&mut |item, _| {
            named += usize::from(matches!(item, Item::Text(text) if text.text == "a question"));
        });
        assert_eq!(named, 2);
        for wrong in [&[][..], &[of(&[(0.0, 1.0)])], &[of(&[(1.0, f64::NAN)])], &[of(&[])]] {
            assert!(draw(wrong).is_none(), "{wrong:?}");
        }
    }
}
