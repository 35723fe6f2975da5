//! The moves beside the plain order: dashed arcs over the river with how many take them.

use crate::chart::river::River;
use crate::format::{percent, short, whole};
use crate::grid::Frame;
use crate::scene::{Group, Item, Move, Role};
use crate::shape::{dashed, flat, path, rect};
use crate::style::{FAINT, PAPER};
use crate::typeset::{Block, Type, Typesetter};
use wayline_model::grade::Grade;
use wayline_model::resolved::{PathKind, ResolvedPath};

/// Most arcs of a picture: the largest. All of them are in the table of the page.
const MOST: usize = 4;

/// An arc, with y counted from the middle of the river.
pub(crate) struct Arc {
    key: String,
    value: Option<f64>,
    count: u64,
    words: String,
    label: Block,
    label_left: f64,
    /// Upper edge of its label.
    pub(crate) label_top: f64,
    from: (f64, f64),
    to: (f64, f64),
    handle: f64,
}

/// The largest moves, lowest arcs first. `river` has its middle at zero.
pub(crate) fn arcs(frame: &Frame, types: &mut Typesetter, river: &River) -> Vec<Arc> {
    let column =
        |key: &str| frame.steps.iter().find(|(_, step)| step.key == key).map(|(column, _)| *column);
    let mut chosen: Vec<(&ResolvedPath, usize, usize)> = frame
        .map
        .paths
        .iter()
        .filter_map(|path| Some((path, column(&path.from_key)?, column(&path.to_key)?)))
        .filter(|(path, from, to)| {
            from != to && (path.count > 0 || path.grade == Grade::Assumption)
        })
        .collect();
    chosen.sort_by_key(|(path, ..)| std::cmp::Reverse(path.count));
    chosen.truncate(MOST);
    chosen.sort_by_key(|(_, from, to)| from.abs_diff(*to));
    let grid = &frame.grid;
    let mut placed: Vec<Arc> = Vec::new();
    for (path, from, to) in chosen {
        // Leaves and lands a little beside the middle, so that arcs there and back do not meet.
        let lean = if from < to { 14.0 } else { -14.0 };
        let (x1, x2) = (grid.centre(from) + lean, grid.centre(to) - lean);
        let (from, to) = ((x1, river.top(x1) - 4.0), (x2, river.top(x2) - 5.0));
        let text = text(frame, path);
        let label =
            types.line(&text, Type::HINT.fill(crate::style::INK_2), (grid.right - grid.left) * 0.5);
        let left = ((x1 + x2 - label.width) / 2.0)
            .clamp(grid.left, (grid.right - label.width).max(grid.left));
        let mut apex = crest(frame, river, x1.min(x2), x1.max(x2)) - 18.0;
        let top = |apex: f64| apex - label.height - 3.0;
        let free = |apex: f64| {
            placed.iter().all(|other| {
                let apart = left > other.label_left + other.label.width + 6.0
                    || other.label_left > left + label.width + 6.0;
                let over = top(apex) + label.height < other.label_top
                    || other.label_top + other.label.height < top(apex);
                let crossing = (other.from.0 - other.to.0).abs() > 0.0
                    && left < other.from.0.max(other.to.0)
                    && other.from.0.min(other.to.0) < left + label.width
                    && top(apex) < other.apex()
                    && other.apex() < top(apex) + label.height + 4.0;
                (apart || over) && !crossing
            })
        };
        for _ in 0..40 {
            if free(apex) {
                break;
            }
            apex -= 5.0;
        }
        let label_top = top(apex);
        // A cubic reaches three quarters of the way to its handles.
        let handle = (apex - (from.1 + to.1) / 8.0) / 0.75;
        placed.push(Arc {
            key: path.key.clone(),
            value: path.share.value,
            count: path.count,
            words: format!("{} → {}: {}", path.from, path.to, text),
            label,
            label_left: left,
            label_top,
            from,
            to,
            handle,
        });
    }
    placed
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

fn text(frame: &Frame, path: &ResolvedPath) -> String {
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
    fn apex(&self) -> f64 {
        self.handle * 0.75 + (self.from.1 + self.to.1) / 8.0
    }

    /// The arc with the river's middle at `middle`.
    pub(crate) fn paint(&self, middle: f64) -> Item {
        let ((x1, y1), (x2, y2)) = (self.from, self.to);
        let (y1, y2, handle) = (y1 + middle, y2 + middle, self.handle + middle);
        let bend = (x2 - x1) * 0.12;
        let line =
            vec![Move::To(x1, y1), Move::Curve(x1 + bend, handle, x2 - bend, handle, x2, y2)];
        // The head points along the end of the curve.
        let (dx, dy) = (bend, y2 - handle);
        let length = dx.hypot(dy).max(1.0);
        let (dx, dy) = (dx / length, dy / length);
        let head = vec![
            Move::To(x2 + dx * 2.0, y2 + dy * 2.0),
            Move::Line(x2 - dx * 6.0 - dy * 3.4, y2 - dy * 6.0 + dx * 3.4),
            Move::Line(x2 - dx * 6.0 + dy * 3.4, y2 - dy * 6.0 - dx * 3.4),
            Move::Close,
        ];
        let items = vec![
            path(line, None, Some(dashed(FAINT, 1.6)), 1.0),
            path(head, Some(flat(FAINT)), None, 1.0),
        ];
        let label = format!("{} ({})", self.words, whole(self.count));
        Item::Group(Group::new(Role::Mark, label, items).key(&self.key).figure(
            "path",
            self.value,
            Some(self.count),
        ))
    }

    /// Its words, painted after every arc so that no line runs through them.
    pub(crate) fn paint_label(&self, middle: f64) -> Vec<Item> {
        let top = self.label_top + middle;
        let ground = (self.label_left - 3.0, top, self.label.width + 6.0, self.label.height);
        let mut items = vec![rect(ground, 0.0, Some(PAPER), None)];
        items.extend(self.label.place(self.label_left, top));
        vec![Item::Group(Group::new(Role::Decoration, "", items))]
    }
}
