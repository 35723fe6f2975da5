//! The words of a card that a sheet cuts: they stand in the part that is seen, whole where they fit, else set anew with
//! an ellipsis. What the card says in full is its label, which a reader hears.

use super::artist::{Area, spaced};
use crate::palette::Ink;
use crate::scene::{Fonts, Item, Text};
use crate::style::Style;
use crate::typeset::{Type, Typesetter};

/// Between words and the edge of what is seen, and between a name and the figure at its right.
const PAD: f64 = 12.0;
/// Narrower room shows a letter or two, which is worse than none.
const LEAST: f64 = 28.0;

/// Runs of one face that follow each other: one line, or several with one left edge.
struct Words<'a> {
    runs: Vec<&'a Text>,
    lines: usize,
    /// They stand at the right edge of the card.
    right: bool,
}

impl Words<'_> {
    fn left(&self) -> f64 {
        self.runs.iter().map(|run| run.x).fold(f64::INFINITY, f64::min)
    }

    fn width(&self) -> f64 {
        let right = self.runs.iter().map(|run| run.x + run.width).fold(0.0, f64::max);
        right - self.left()
    }

    fn size(&self) -> f64 {
        self.runs.first().map_or(0.0, |run| run.size)
    }

    /// First and last baseline.
    fn reach(&self) -> (f64, f64) {
        let first = self.runs.first().map_or(0.0, |run| run.y);
        (first, self.runs.last().map_or(first, |run| run.y))
    }

    fn text(&self) -> String {
        let mut out = String::new();
        for (at, run) in self.runs.iter().enumerate() {
            out.push_str(&run.text);
            if self.runs.get(at + 1).is_some_and(|next| spaced(run, next)) {
                out.push(' ');
            }
        }
        out
    }
}

/// The texts of a card that covers `area`, moved into `part` of it. Where there is no room for them, none is kept: what
/// is left of a sentence without some of its words says something else.
pub(super) fn fitted(texts: &[Item], area: &Area, part: &Area, fonts: &Fonts) -> Vec<Item> {
    let all = words(texts, area);
    let mut types = None;
    let mut out = Vec::new();
    for one in &all {
        let inset =
            if one.right { area[2] - one.left() - one.width() } else { one.left() - area[0] };
        let (first, last) = one.reach();
        let beside = all
            .iter()
            .filter(|other| !one.right && other.right)
            .filter(|other| {
                other.reach().0 >= first - one.size() * 0.8 && other.reach().0 <= last + 1.0
            })
            .map(|other| other.width() + 8.0)
            .fold(0.0, f64::max);
        let room = part[2] - part[0] - inset - PAD - beside;
        if one.width() <= room + 0.01 {
            let by = if one.right { part[2] - area[2] } else { part[0] - area[0] };
            out.extend(one.runs.iter().map(|run| {
                let mut run = (*run).clone();
                run.x += by;
                Item::Text(run)
            }));
            continue;
        }
        if room < LEAST || one.right {
            return Vec::new();
        }
        let types = types.get_or_insert_with(|| {
            Typesetter::new(&Style { fonts: fonts.0.clone(), ..Style::default() })
        });
        out.extend(anew(one, types, part[0] + inset, room));
    }
    out
}

/// The same words in less room, on as many lines and baselines as before.
fn anew(words: &Words, types: &mut Typesetter, x: f64, room: f64) -> Vec<Item> {
    let Some(like) = words.runs.first() else { return Vec::new() };
    let (first, last) = words.reach();
    let step = (last - first) / (words.lines.max(2) - 1) as f64;
    let kind = Type {
        size: like.size,
        face: like.face,
        fill: Ink::First,
        leading: if words.lines > 1 { step / like.size } else { 1.35 },
        tracking: like.spacing / like.size,
    };
    let mut items =
        types.block(&words.text(), kind, room, words.lines).place(x, first - kind.baseline());
    for item in &mut items {
        if let Item::Text(text) = item {
            text.fill.clone_from(&like.fill);
        }
    }
    items
}

fn words<'a>(texts: &'a [Item], area: &Area) -> Vec<Words<'a>> {
    let mut out: Vec<Words> = Vec::new();
    for item in texts {
        let Item::Text(text) = item else { continue };
        let goes_on = out.last().and_then(|words| {
            let (start, last) = (words.runs.first()?, words.runs.last()?);
            let alike = last.face == text.face
                && (last.size - text.size).abs() < 0.01
                && last.fill == text.fill;
            let same = (last.y - text.y).abs() < 0.1;
            let beside = same && text.x < last.x + last.width + text.size;
            let below = text.y > last.y
                && text.y < last.y + 2.0 * text.size
                && (text.x - start.x).abs() < 1.0;
            (alike && (beside || below)).then_some(below)
        });
        if let (Some(below), Some(words)) = (goes_on, out.last_mut()) {
            words.runs.push(text);
            words.lines += usize::from(below);
        } else {
            let right = area[2] - text.x - text.width < text.x - area[0];
            out.push(Words { runs: vec![text], lines: 1, right });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Face;

    const AREA: Area = [100.0, 0.0, 900.0, 50.0];

    fn card() -> (Vec<Item>, &'static str) {
        let mut types = Typesetter::new(&Style::default());
        let name = "Find a club near the office, look at its classes and prices, and ask the members of it \
                    what they think of the coaches there and of the changing rooms";
        let count = types.line("12.4 k", Type::MARK.face(Face::Medium), 80.0);
        let mut items =
            types.block(name, Type::NAME, 800.0 - 24.0 - 60.0, 2).place(AREA[0] + 12.0, 7.0);
        items.extend(count.place(AREA[2] - 12.0 - count.width, 7.0));
        (items, name)
    }

    fn texts(items: &[Item]) -> Vec<Text> {
        let text = |item: &Item| match item {
            Item::Text(text) => Some(text.clone()),
            _ => None,
        };
        items.iter().filter_map(text).collect()
    }

    #[test]
    fn a_cut_name_is_its_beginning_with_an_ellipsis_beside_its_figure() {
        let (items, name) = card();
        let part = [500.0, 0.0, 700.0, 50.0];
        let fitted = texts(&fitted(&items, &AREA, &part, &Fonts::default()));
        assert!(fitted.iter().all(|text| text.x >= 500.0 && text.x + text.width <= 700.0));
        let (count, shown) = fitted.split_last().expect("words");
        assert_eq!(count.text, "12.4 k");
        let shown: Vec<&str> = shown.iter().map(|text| text.text.as_str()).collect();
        let shown = shown.join(" ");
        let begin = shown.strip_suffix('…').expect("an ellipsis");
        assert!(begin.len() > 15 && name.starts_with(begin), "{shown}");
    }

    #[test]
    fn what_fits_is_moved_as_it_is_and_what_has_no_room_goes_whole() {
        let (items, _) = card();
        let moved = texts(&fitted(&items, &AREA, &[110.0, 0.0, 900.0, 50.0], &Fonts::default()));
        let same = |a: &Text, b: &Text| a.text == b.text && (a.width - b.width).abs() < 0.01;
        let before = texts(&items);
        assert_eq!(moved.len(), before.len());
        assert!(moved.iter().zip(&before).all(|(a, b)| same(a, b)));
        assert!((moved[0].x - before[0].x - 10.0).abs() < 0.01);
        let none = fitted(&items, &AREA, &[500.0, 0.0, 560.0, 50.0], &Fonts::default());
        assert_eq!(none, [], "no word of a sentence stands without the others");
    }
}
