//! A map on sheets of paper: what is about the whole map on the first, then the lanes in tiles. A tile ends between two
//! columns, shows a little of the neighbours' flow, and has the lanes' names at its left and the steps' at its top.

use super::artist::{Area, Artist, Hand, bounds};
use super::cut::fitted;
use super::{Drawn, Paper, narrow, settings};
use crate::export::Error;
use crate::grid::LEAST;
use crate::lane::HEADS;
use crate::scene::{Face, Fonts, Group, Item, Rect, Role, Scene};
use crate::style::Style;
use crate::typeset::{Type, Typesetter};
use crate::words::Words;
use krilla::document::Document;
use krilla::geom::Transform;
use krilla::surface::Surface;
use krilla::tagging::{Node, Tag, TagGroup};

/// White space around a sheet, in points.
const MARGIN: f64 = 24.0;
/// Height of the line under the picture, in points.
const FOOT: f64 = 16.0;
/// Between what is about the map and its lanes on one sheet, in points.
const AIR: f64 = 10.0;
/// Pixels of the neighbouring columns that a tile shows on each side.
const BESIDE: f64 = 30.0;
/// Points of a pixel: at most as on a screen; smaller when all lanes fit so; smallest still readable.
const LARGE: f64 = 0.75;
const SMALL: f64 = 0.52;

impl Paper {
    /// Width and height in points.
    fn size(self) -> (f64, f64) {
        match self {
            Self::A4 => (841.89, 595.28),
            Self::A3 => (1190.55, 841.89),
        }
    }

    /// Width and height that a picture may have.
    fn room(self) -> (f64, f64) {
        let (width, height) = self.size();
        (width - 2.0 * MARGIN, height - 2.0 * MARGIN - FOOT)
    }
}

/// What lies on which sheet, and how large.
struct Plan<'a> {
    /// Ranges of columns.
    tiles: Vec<(f64, f64)>,
    /// Lanes; each row has as many sheets as there are tiles.
    rows: Vec<Vec<&'a Band<'a>>>,
    /// Points of a pixel of what is about the map, and of its lanes.
    first: f64,
    scale: f64,
    /// What is about the map stands over the first lanes, not on a sheet of its own.
    together: bool,
    /// How much room it takes.
    above: f64,
}

/// A lane with its upper and lower edge.
struct Band<'a> {
    group: &'a Group,
    top: f64,
    bottom: f64,
}

pub(super) fn draw(
    document: &mut Document,
    hand: &mut Hand,
    around: &Scene,
    lanes: &Scene,
    paper: Paper,
) -> Result<Drawn, Error> {
    let bands = bands(lanes);
    let (heads, rest): (Vec<&Band>, Vec<&Band>) = bands
        .iter()
        .partition(|band| band.group.figure.as_deref().is_some_and(|id| HEADS.contains(&id)));
    let start = heads.first().or(rest.first()).map_or(0.0, |band| band.top);
    let head = heads.last().map_or(0.0, |band| band.bottom - start);
    let Plan { tiles, rows, first, scale, together, above } =
        plan(around, lanes, paper, head, &rest);
    let count = usize::from(!together) + rows.len() * tiles.len();

    let mut nodes: Vec<Node> = Vec::new();
    let mut about = |surface: &mut Surface, hand: &mut Hand| {
        surface.push_transform(&Transform::from_row(
            narrow(first),
            0.0,
            0.0,
            narrow(first),
            narrow(MARGIN),
            narrow(MARGIN),
        ));
        let mut artist = Artist::new(surface, hand);
        for item in &around.items {
            artist.item(item, &mut nodes);
        }
        surface.pop();
    };
    if !together {
        sheet(document, paper, hand, (lanes, 1, count), |surface, hand| {
            about(surface, hand);
            overview(surface, hand, lanes, paper, above);
        })?;
    }
    let mut sections: Vec<(&Group, Vec<Node>)> =
        bands.iter().map(|band| (band.group, Vec::new())).collect();
    let mut marks = vec![(Words(lanes.language).say("picture-about"), 0, MARGIN)];
    let mut number = usize::from(!together);
    for (r, row) in rows.iter().enumerate() {
        for (t, (from, to)) in tiles.iter().enumerate() {
            number += 1;
            let begins = r == 0 && t == 0;
            let lower = if together && begins { above } else { 0.0 };
            let mut placed: Vec<(&Band, f64, bool)> =
                heads.iter().map(|band| (*band, band.top - start, r > 0)).collect();
            let mut at = head;
            for band in row {
                placed.push((band, at, false));
                at += band.bottom - band.top;
            }
            for (band, at, repeat) in &placed {
                if t == 0 && !repeat {
                    marks.push((band.group.label.clone(), number - 1, MARGIN + lower + at * scale));
                }
            }
            sheet(document, paper, hand, (lanes, number, count), |surface, hand| {
                if together && begins {
                    about(surface, hand);
                }
                for (band, at, repeat) in &placed {
                    let Some((_, nodes)) =
                        sections.iter_mut().find(|(group, _)| std::ptr::eq(*group, band.group))
                    else {
                        continue;
                    };
                    let place = (MARGIN, MARGIN + lower + (at - band.top) * scale, scale);
                    let tile = Tile { from: *from, to: *to, first: t == 0, repeat: *repeat };
                    tile.draw(surface, hand, lanes, band, place, nodes);
                }
            })?;
        }
    }
    for (_, inside) in sections {
        if !inside.is_empty() {
            nodes.push(TagGroup::with_children(Tag::Section, inside).into());
        }
    }
    Ok((nodes, marks))
}

fn plan<'a>(
    around: &Scene,
    lanes: &Scene,
    paper: Paper,
    head: f64,
    rest: &[&'a Band<'a>],
) -> Plan<'a> {
    let (room, tall) = paper.room();
    let (tiles, scale) = tiles(lanes, room, scale(lanes, paper));
    let high = |row: &[&Band]| row.iter().map(|band| band.bottom - band.top).sum::<f64>();
    let apart = rows(rest, head, (tall, tall), scale);
    let first = (room / around.width.max(1.0)).min(tall / around.height.max(1.0)).min(LARGE);
    // A map that needs one sheet only has what is about it on the same, if both can be read.
    let needs = around.height * first + (head + high(rest)) * scale;
    let shrink = ((tall - AIR) / needs.max(1.0)).min(1.0);
    if apart.len() * tiles.len() == 1 && scale * shrink >= SMALL {
        let (first, scale) = (first * shrink, scale * shrink);
        let above = around.height * first + AIR;
        return Plan { tiles, rows: apart, first, scale, together: true, above };
    }
    // One that needs several has it over the first lanes, where that takes no more sheets.
    let above = around.height * first + AIR;
    let shared = rows(rest, head, (tall - above, tall), scale);
    let fits = shared.first().is_some_and(|row| above + (head + high(row)) * scale <= tall + 0.01);
    let together = fits && shared.len() * tiles.len() <= 1 + apart.len() * tiles.len();
    let rows = if together { shared } else { apart };
    Plan { tiles, rows, first, scale, together, above }
}

/// Rows of lanes, each as high as a sheet has room: the first row, and those after it.
fn rows<'a>(
    rest: &[&'a Band<'a>],
    head: f64,
    (first, tall): (f64, f64),
    scale: f64,
) -> Vec<Vec<&'a Band<'a>>> {
    let mut rows: Vec<Vec<&Band>> = vec![Vec::new()];
    let mut used = head;
    for band in rest {
        let high = band.bottom - band.top;
        let room = if rows.len() == 1 { first } else { tall };
        if (used + high) * scale > room + 0.01 && rows.last().is_some_and(|row| !row.is_empty()) {
            rows.push(Vec::new());
            used = head;
        }
        used += high;
        if let Some(row) = rows.last_mut() {
            row.push(band);
        }
    }
    rows
}

/// All lanes as small as the rest of a sheet needs them, to see how the sheets that follow lie beside each other.
fn overview(surface: &mut Surface, hand: &mut Hand, lanes: &Scene, paper: Paper, above: f64) {
    let (room, tall) = (paper.room().0, paper.room().1 - above);
    let scale = (room / lanes.width.max(1.0)).min(tall / lanes.height.max(1.0));
    if scale <= 0.0 {
        return;
    }
    let left = MARGIN + (room - lanes.width * scale) / 2.0;
    let size = narrow(scale);
    surface.push_transform(&Transform::from_row(
        size,
        0.0,
        0.0,
        size,
        narrow(left),
        narrow(MARGIN + above),
    ));
    let mut artist = Artist::new(surface, hand);
    artist.repeat = true;
    for item in &lanes.items {
        artist.item(item, &mut Vec::new());
    }
    surface.pop();
}

/// The lanes with their edges: each reaches to the next one.
fn bands(lanes: &Scene) -> Vec<Band<'_>> {
    let mut bands: Vec<Band> = Vec::new();
    for item in &lanes.items {
        let Item::Group(group) = item else { continue };
        if group.role != Role::Section {
            continue;
        }
        let Some(area) = bounds(&group.items) else { continue };
        // A named edge reaches above its lane.
        let edge = group.items.iter().find_map(|item| match item {
            Item::Text(text) if text.x < lanes.names && text.face == Face::SemiBold => {
                Some(text.y - 24.0)
            }
            _ => None,
        });
        let top = edge.map_or(area[1], |edge| edge.max(area[1]));
        if let Some(last) = bands.last_mut() {
            last.bottom = last.bottom.max(top);
        }
        bands.push(Band { group, top, bottom: area[3] });
    }
    bands
}

/// Points of a pixel: all lanes on one sheet where that can be read, else lanes on several; the tallest always fits.
fn scale(lanes: &Scene, paper: Paper) -> f64 {
    let (_, height) = paper.size();
    let tall = height - 2.0 * MARGIN - FOOT;
    let bands = bands(lanes);
    let heads = |band: &&Band| band.group.figure.as_deref().is_some_and(|id| HEADS.contains(&id));
    let start = bands.first().map_or(0.0, |band| band.top);
    let head = bands.iter().rfind(heads).map_or(0.0, |band| band.bottom - start);
    let tallest = bands
        .iter()
        .filter(|band| !heads(band))
        .map(|band| band.bottom - band.top)
        .fold(0.0, f64::max);
    let all = bands.last().map_or(1.0, |band| band.bottom - start).max(1.0);
    let whole = tall / all;
    let scale = if whole >= SMALL { whole.min(LARGE) } else { SMALL + 0.08 };
    scale.min(tall / (head + tallest).max(1.0))
}

/// Width of a picture that fills a sheet at the size of a screen.
pub(crate) fn sheet_width(paper: Paper) -> f64 {
    (paper.size().0 - 2.0 * MARGIN) / LARGE
}

/// Width of the lanes' picture with which its columns fill the sheets.
pub(crate) fn width(lanes: &Scene, paper: Paper) -> Option<f64> {
    let count = lanes.columns.len().checked_sub(1).filter(|count| *count > 0)?;
    let scale = scale(lanes, paper);
    let room = (paper.size().0 - 2.0 * MARGIN) / scale - lanes.names - 2.0 * BESIDE;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few columns on a sheet"
    )]
    let fits = ((room / LEAST).floor() as usize).clamp(1, count);
    let each = count.div_ceil(count.div_ceil(fits));
    let column = (room / each as f64).max(LEAST);
    Some(lanes.names + column * count as f64 + crate::style::MARGIN)
}

/// Ranges of columns, as many in each as fit and as even as can be, and the scale with which they do: a little smaller
/// where one more column comes in so.
fn tiles(lanes: &Scene, room: f64, scale: f64) -> (Vec<(f64, f64)>, f64) {
    let columns = &lanes.columns;
    let count = columns.len().saturating_sub(1);
    if count == 0 {
        return (vec![(lanes.names, lanes.width)], scale.min(room / lanes.width.max(1.0)));
    }
    let wide = (columns[count] - columns[0]) / count as f64;
    let needs = |fits: usize| lanes.names + 2.0 * BESIDE + wide * fits as f64;
    // As few sheets as can be read without being much smaller.
    let least = (scale * 0.8).max(SMALL.min(scale));
    let mut fits = 1;
    while fits < count && room / needs(fits + 1) >= least {
        fits += 1;
    }
    let sheets = count.div_ceil(fits);
    let most = count.div_ceil(sheets);
    let tiles = (0..sheets)
        .map(|i| (columns[i * count / sheets], columns[(i + 1) * count / sheets]))
        .collect();
    (tiles, scale.min(room / needs(most)))
}

/// One sheet with the line at its foot.
fn sheet(
    document: &mut Document,
    paper: Paper,
    hand: &mut Hand,
    (scene, number, count): (&Scene, usize, usize),
    draw: impl FnOnce(&mut Surface, &mut Hand),
) -> Result<(), Error> {
    let (width, height) = paper.size();
    let mut page = document.start_page_with(settings(width, height)?);
    let mut surface = page.surface();
    // The ground of the picture reaches to the edges of the sheet.
    if let Some(Item::Rect(ground)) = scene.items.first() {
        let ground = Item::Rect(Rect { x: 0.0, y: 0.0, width, height, ..ground.clone() });
        Artist::new(&mut surface, hand).item(&ground, &mut Vec::new());
    }
    draw(&mut surface, hand);
    let mut artist = Artist::new(&mut surface, hand);
    artist.repeat = true;
    for item in foot(scene, paper, &format!("{number} / {count}")) {
        artist.item(&item, &mut Vec::new());
    }
    surface.finish();
    page.finish();
    Ok(())
}

/// The line at the foot of a sheet: which map it is of, and which sheet it is.
fn foot(scene: &Scene, paper: Paper, number: &str) -> Vec<Item> {
    let (width, height) = paper.size();
    let mut types = Typesetter::new(&Style { fonts: scene.fonts.0.clone(), ..Style::default() });
    let kind = Type::TINY.size(8.0);
    let top = height - MARGIN - kind.baseline();
    let title = types.line(&scene.title, kind, width - 2.0 * MARGIN - 80.0);
    let number = types.line(number, kind, 70.0);
    let mut items = title.place(MARGIN, top);
    items.extend(number.place(width - MARGIN - number.width, top));
    let ink = scene.items.iter().find_map(first_ink).unwrap_or("#000000");
    for item in &mut items {
        if let Item::Text(text) = item {
            text.fill = ink.into();
        }
    }
    items
}

/// The colour of the first words of the picture.
fn first_ink(item: &Item) -> Option<&str> {
    match item {
        Item::Text(text) => Some(&text.fill),
        Item::Group(group) => group.items.iter().find_map(first_ink),
        _ => None,
    }
}

struct Tile {
    from: f64,
    to: f64,
    first: bool,
    repeat: bool,
}

impl Tile {
    fn draw(
        &self,
        surface: &mut Surface,
        hand: &mut Hand,
        lanes: &Scene,
        band: &Band,
        (x, y, scale): (f64, f64, f64),
        nodes: &mut Vec<Node>,
    ) {
        let (names, free): (Vec<&Item>, Vec<&Item>) = band
            .group
            .items
            .iter()
            .filter(|item| !matches!(item, Item::Group(_)))
            .partition(|item| matches!(item, Item::Text(text) if text.x < lanes.names - 2.0));
        let groups: Vec<&Group> = band
            .group
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Group(group) => Some(group),
                _ => None,
            })
            .collect();
        let shapes: Vec<&Item> =
            free.iter().filter(|item| !matches!(item, Item::Text(_))).copied().collect();
        let size = narrow(scale);

        // The names stay; the columns move to them.
        surface.push_transform(&Transform::from_row(size, 0.0, 0.0, size, narrow(x), narrow(y)));
        let mut artist = Artist::new(surface, hand);
        artist.repeat = self.repeat || !self.first;
        let strip = [0.0, band.top - 8.0, lanes.names - 2.0, band.bottom + 8.0];
        artist.clipped(strip, |artist| {
            let mut none = Vec::new();
            for item in &shapes {
                artist.item(item, &mut none);
            }
        });
        artist.section(band.group, &names, nodes);
        surface.pop();

        let shift = x + (lanes.names + BESIDE - self.from) * scale;
        surface.push_transform(&Transform::from_row(
            size,
            0.0,
            0.0,
            size,
            narrow(shift),
            narrow(y),
        ));
        let seen = [self.from - BESIDE, band.top - 8.0, self.to + BESIDE, band.bottom + 8.0];
        let mut artist = Artist::new(surface, hand);
        artist.repeat = self.repeat;
        artist.clipped(seen, |artist| {
            let mut none = Vec::new();
            for item in &shapes {
                artist.item(item, &mut none);
            }
        });
        for item in &free {
            if let Item::Text(text) = item
                && self.holds(text.x + text.width / 2.0)
            {
                artist.item(item, nodes);
            }
        }
        for group in groups {
            self.group(&mut artist, (group, &lanes.fonts), seen, nodes);
        }
        surface.pop();
    }

    fn holds(&self, x: f64) -> bool {
        x >= self.from && x < self.to
    }

    fn group(
        &self,
        artist: &mut Artist,
        (group, fonts): (&Group, &Fonts),
        seen: Area,
        nodes: &mut Vec<Node>,
    ) {
        let Some(area) = bounds(&group.items) else { return };
        if area[2] - area[0] <= self.to - self.from + 2.0 * BESIDE
            && (area[2] - area[0] <= 2.0 * BESIDE + 200.0 || within(&area, &seen))
        {
            if self.holds(f64::midpoint(area[0], area[2])) {
                let by = nudge(&area, &seen);
                let moved: Vec<Item> = group.items.iter().map(|item| shifted(item, by)).collect();
                artist.group(group, &moved, nodes);
            }
            return;
        }
        if area[2] < self.from || area[0] >= self.to {
            return;
        }
        // Wider than the tile: its shapes are cut, its words stand where they are seen.
        let (words, shapes): (Vec<Item>, Vec<Item>) =
            group.items.iter().cloned().partition(|item| matches!(item, Item::Text(_)));
        let before = artist.repeat;
        // The words are content where the group begins, and an echo on the sheets after.
        artist.repeat = before || area[0] < self.from;
        artist.clipped(seen, |artist| {
            if group.role == Role::Mark && !artist.repeat {
                artist.group(group, &shapes, nodes);
                return;
            }
            let mut none = Vec::new();
            for item in &shapes {
                artist.item(item, &mut none);
            }
        });
        let part = [area[0].max(self.from), area[1], area[2].min(self.to), area[3]];
        let moved: Vec<Item> = if group.role == Role::Card {
            fitted(&words, &area, &part, fonts)
        } else {
            let held = |item: &&Item| matches!(item, Item::Text(text) if self.holds(text.x + text.width / 2.0));
            words.iter().filter(held).cloned().collect()
        };
        artist.group(group, &moved, nodes);
        artist.repeat = before;
    }
}

fn within(inner: &Area, outer: &Area) -> bool {
    inner[0] >= outer[0] && inner[2] <= outer[2]
}

/// How far to the right something must go to lie in what is seen.
fn nudge(area: &Area, seen: &Area) -> f64 {
    if area[0] < seen[0] {
        seen[0] - area[0]
    } else if area[2] > seen[2] {
        seen[2] - area[2]
    } else {
        0.0
    }
}

fn shifted(item: &Item, by: f64) -> Item {
    use crate::scene::Move;
    let mut item = item.clone();
    match &mut item {
        Item::Group(group) => {
            group.items = group.items.iter().map(|item| shifted(item, by)).collect();
        }
        Item::Rect(rect) => rect.x += by,
        Item::Circle(circle) => circle.x += by,
        Item::Text(text) => text.x += by,
        Item::Path(path) => {
            for step in &mut path.moves {
                *step = match *step {
                    Move::To(x, y) => Move::To(x + by, y),
                    Move::Line(x, y) => Move::Line(x + by, y),
                    Move::Curve(x1, y1, x2, y2, x, y) => {
                        Move::Curve(x1 + by, y1, x2 + by, y2, x + by, y)
                    }
                    Move::Close => Move::Close,
                };
            }
        }
    }
    item
}
