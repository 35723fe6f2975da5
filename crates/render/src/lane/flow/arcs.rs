//! The moves beside the plain order: dashed arcs over the river with how many take them.

use crate::chart::river::River;
use crate::format::{percent, short, whole};
use crate::grid::Frame;
use crate::palette::{Ink, Palette};
use crate::scene::{Group, Item, Move, Role};
use crate::shape::{dashed, flat, path, rect};
use crate::typeset::{Block, Type, Typesetter};
use wayline_model::grade::Grade;
use wayline_model::resolved::{PathKind, ResolvedPath};

/// Most arcs of a picture: the largest. Others that a person drew lie on the lane of ways; all are in the table of the page.
const MOST: usize = 4;

/// Space between an arc and whatever lies under it.
const CLEAR: f64 = 15.0;

/// An arc, with y counted from the middle of the river.
pub(crate) struct Arc {
    key: String,
    value: Option<f64>,
    count: u64,
    words: String,
    label: Block,
    label_left: f64,
    label_top: f64,
    from: (f64, f64),
    to: (f64, f64),
    /// Its flat part.
    apex: f64,
    /// How far the flat part lies from the ends.
    bend: f64,
    /// Upper edge of arc and label.
    pub(crate) top: f64,
}

/// The largest moves, lowest arcs first. `river` has its middle at zero.
pub(crate) fn arcs(frame: &Frame, types: &mut Typesetter, river: &River) -> Vec<Arc> {
    let mut placed: Vec<Arc> = Vec::new();
    let mut ends: Vec<(usize, bool)> = Vec::new();
    let grid = &frame.grid;
    for (path, from, to) in largest(frame) {
        let right = from < to;
        let x1 = grid.centre(from) + lean(&mut ends, from, right);
        let x2 = grid.centre(to) + lean(&mut ends, to, !right);
        let (left, end) = (x1.min(x2), x1.max(x2));
        let text = text(frame, path);
        let kind = Type::HINT.fill(Ink::Second);
        let label = types.line(&text, kind, (grid.right - grid.left) * 0.5);
        let label_left = (f64::midpoint(x1, x2) - label.width / 2.0)
            .clamp(grid.left, (grid.right - label.width).max(grid.left));
        let bend = ((end - left) / 2.5).min(46.0);
        // In the line where there is room, else above it.
        let inline = label.width + 20.0 <= end - left - 2.0 * bend;
        let (low, high) = (left.min(label_left), end.max(label_left + label.width));
        let apex = placed
            .iter()
            .filter(|other| other.reach().0 < high + 6.0 && low - 6.0 < other.reach().1)
            .map(|other| other.top - if inline { CLEAR - 2.0 } else { 6.0 })
            .fold(crest(frame, river, left, end) - CLEAR - 2.0, f64::min);
        let label_top = if inline { apex - label.height / 2.0 } else { apex - label.height - 2.0 };
        placed.push(Arc {
            key: path.key.clone(),
            value: path.share.value,
            count: path.count,
            words: format!("{} → {}: {}", path.from, path.to, text),
            label,
            label_left,
            label_top,
            from: (x1, river.top(x1) - 4.0),
            to: (x2, river.top(x2) - 5.0),
            apex,
            bend: if right { bend } else { -bend },
            top: label_top,
        });
    }
    placed
}

/// The moves that are drawn, shortest first.
pub(crate) fn largest<'a>(frame: &Frame<'a>) -> Vec<(&'a ResolvedPath, usize, usize)> {
    let mut chosen: Vec<(&ResolvedPath, usize, usize)> = frame
        .map
        .paths
        .iter()
        .filter_map(|path| Some((path, frame.column(&path.from_key)?, frame.column(&path.to_key)?)))
        .filter(|(path, from, to)| from != to && path.count > 0)
        .collect();
    chosen.sort_by_key(|(path, ..)| std::cmp::Reverse(path.count));
    chosen.truncate(MOST);
    chosen.sort_by_key(|(_, from, to)| from.abs_diff(*to));
    chosen
}

/// How far beside the middle of its column an arc starts or lands: arcs to the right on the right; the next one on
/// the same side further in, so that longer arcs run around shorter ones without crossing them.
fn lean(ends: &mut Vec<(usize, bool)>, column: usize, right: bool) -> f64 {
    let before = ends.iter().filter(|end| **end == (column, right)).count();
    ends.push((column, right));
    let lean = 16.0 - 11.0 * before as f64;
    if right { lean } else { -lean }
}

/// Highest water between two x, with the figures that stand above it where it is thin.
fn crest(frame: &Frame, river: &River, from: f64, to: f64) -> f64 {
    frame
        .steps
        .iter()
        .map(|(column, _)| frame.grid.x(*column) + 18.0)
        .filter(|left| *left + 60.0 > from && *left < to)
        .filter(|left| river.bottom(*left) - river.top(*left) < 20.0)
        .map(|left| river.top(left) - 14.0)
        .fold(river.crest(from, to), f64::min)
}

/// A way in words: `12% come back`.
pub(crate) fn text(frame: &Frame, path: &ResolvedPath) -> String {
    let verb = path.when.as_deref().map(crate::clean).filter(|when| !when.is_empty());
    let verb = verb.unwrap_or_else(|| {
        match path.kind {
            PathKind::Return => "come back",
            PathKind::Skip => "skip ahead",
            PathKind::Branch => "branch off",
        }
        .into()
    });
    if path.grade == Grade::Assumption && path.count == 0 {
        return format!("{verb} · assumed");
    }
    match path.share.value.filter(|share| share.is_finite() && frame.shows_shares()) {
        Some(share) => format!("{} {verb}", percent(share)),
        None => format!("{} {verb}", short(path.count)),
    }
}

impl Arc {
    /// Left and right edge of arc and label.
    fn reach(&self) -> (f64, f64) {
        let (left, right) = (self.from.0.min(self.to.0), self.from.0.max(self.to.0));
        (left.min(self.label_left), right.max(self.label_left + self.label.width))
    }

    /// The arc with the river's middle at `middle`.
    pub(crate) fn paint(&self, p: &Palette, middle: f64) -> Item {
        let ((x1, y1), (x2, y2)) = (self.from, self.to);
        let (y1, y2, apex) = (y1 + middle, y2 + middle, self.apex + middle);
        let (rise, fall) = (x1 + self.bend, x2 - self.bend);
        let line = vec![
            Move::To(x1, y1),
            Move::Curve(x1, f64::midpoint(y1, apex), x1 + self.bend * 0.45, apex, rise, apex),
            Move::Line(fall, apex),
            Move::Curve(x2 - self.bend * 0.45, apex, x2, f64::midpoint(y2, apex), x2, y2 - 5.0),
        ];
        let head = vec![
            Move::To(x2, y2 + 2.0),
            Move::Line(x2 - 3.6, y2 - 6.0),
            Move::Line(x2 + 3.6, y2 - 6.0),
            Move::Close,
        ];
        let items = vec![
            path(line, None, Some(dashed(p.faint, 1.6)), 1.0),
            path(head, Some(flat(p.faint)), None, 1.0),
        ];
        Item::Group(Group::new(Role::Decoration, "", items))
    }

    /// Its words, painted after every arc so that no line runs through them: what is pointed at, for a line is thin.
    pub(crate) fn paint_label(&self, p: &Palette, middle: f64) -> Vec<Item> {
        let top = self.label_top + middle;
        let ground = (self.label_left - 3.0, top, self.label.width + 6.0, self.label.height);
        let mut items = vec![rect(ground, 0.0, Some(p.paper), None)];
        items.extend(self.label.place(self.label_left, top));
        let label = format!("{} ({})", self.words, whole(self.count));
        let group = Group::new(Role::Mark, label, items).key(&self.key);
        vec![Item::Group(group.figure("path", self.value, Some(self.count)))]
    }
}
