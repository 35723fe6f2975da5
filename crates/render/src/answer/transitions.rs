//! **Transitions.** Shows what follows what: a graph from left to right whose arrows are as wide as the moves are many.
//! How: layers (see `transitions::layers`), a box an activity with its starts and ends; moves on are bands, moves back are broken lines
//! over the graph, repeats are loops on their box. Every arrow says how many moves it is and their median time.
//! Limits: the most frequent moves that make up 95 % of all, at most 70 of them, fewer where there
//! are many panels, and no row of over 24 activities; a note says what was left out, and which arrows
//! found no room for their words (their figures are still in the file).

use super::{Chart, Drawing, NotDrawn, Panel, plot};
use crate::format::{duration, percent, whole};
use crate::typeset::Typesetter;
use boxes::Boxes;
use layers::Edge;
use serde::Deserialize;
use std::collections::BTreeSet;
use wayline_model::question::Operator;

mod boxes;
mod layers;
mod routes;

pub(crate) const CHART: Chart = Chart { op: "transitions", title, least: 640.0, draw };

#[derive(Deserialize)]
struct Transitions {
    #[serde(rename = "transitions")]
    pairs: Vec<Pair>,
    starts: Vec<Place>,
    ends: Vec<Place>,
}

#[derive(Deserialize)]
struct Pair {
    from: String,
    to: String,
    count: u64,
    median_s: Option<f64>,
}

#[derive(Deserialize)]
struct Place {
    activity: String,
    count: u64,
}

/// Share of all moves that is drawn.
const COVER: f64 = 0.95;
const MOST: usize = 70;
/// Most boxes in a row.
const DEEPEST: usize = 24;

fn title(_: &Operator) -> String {
    "What follows what, how often and after how long?".into()
}

/// The graph that is drawn.
struct Graph<'a> {
    /// Names by the order in which they are met.
    names: Vec<&'a str>,
    /// The drawn moves: the first of the answer, in its order.
    edges: Vec<Edge>,
    pairs: &'a [Pair],
}

impl Pair {
    /// `412 · 2.3 days`
    fn words(&self) -> String {
        match self.median_s.filter(|s| s.is_finite()) {
            Some(seconds) => format!("{} · {}", whole(self.count), duration(seconds)),
            None => whole(self.count),
        }
    }

    /// `a → b: 412 moves, median 2.3 days`
    fn label(&self) -> String {
        let median = self.median_s.map(|s| format!(", median {}", duration(s))).unwrap_or_default();
        let moves = if self.count == 1 { "move" } else { "moves" };
        format!("{} → {}: {} {moves}{median}", self.from, self.to, whole(self.count))
    }
}

fn draw(panel: &Panel, types: &mut Typesetter) -> Result<Drawing, NotDrawn> {
    let all: Transitions = panel.read()?;
    if all.starts.is_empty() && all.pairs.is_empty() {
        return Ok(plot::nothing(panel, types, "No journey is in scope: nothing follows anything"));
    }
    let most = panel.rows(MOST);
    let strongest = strongest(&all.pairs, most);
    let kept = not_too_wide(&all, strongest, most);
    let graph = graph(&all, kept, most);
    let mut out = Drawing { right: panel.right(), ..Drawing::default() };
    left_out(&all, most, &graph, &mut out);
    if kept < strongest {
        out.notes.push(format!(
            "More moves would make a row of over {DEEPEST} activities; `--format json` has all of them"
        ));
    }
    let boxes = Boxes::new(types, &graph, &all);
    let layers = layers::arrange(&boxes.heights(), &graph.edges);
    let lanes = routes::lanes(&graph, &layers);
    let areas = boxes.areas(panel, &layers, panel.y + lanes.height());
    let canvas =
        routes::Canvas { panel, graph: &graph, layers: &layers, areas: &areas, lanes: &lanes };
    let silent = canvas.draw(types, &mut out);
    boxes.draw(panel, &areas, &mut out);
    let foot = areas.iter().map(|area| area[3]).chain(canvas.foot()).fold(panel.y, f64::max);
    out.height = foot + 8.0 - panel.y;
    out.right = areas.iter().map(|area| area[2] + 30.0).fold(out.right, f64::max);
    if !silent.is_empty() {
        let mut words: Vec<String> =
            silent.iter().take(12).map(|at| graph.pairs[*at].label()).collect();
        if silent.len() > words.len() {
            words.push(format!("and {} more", silent.len() - words.len()));
        }
        out.notes.push(format!("Arrows without room for their words: {}", words.join("; ")));
    }
    Ok(out)
}

/// How many of the moves, most frequent first, are drawn.
fn strongest(pairs: &[Pair], most: usize) -> usize {
    let total: u64 = pairs.iter().map(|pair| pair.count).sum();
    let mut sum = 0;
    for (at, pair) in pairs.iter().enumerate() {
        if at >= most || sum as f64 >= COVER * total as f64 {
            return at;
        }
        sum += pair.count;
    }
    pairs.len()
}

/// How many of the first `kept` moves make a graph that is no wider than a picture may be: about as many as can be.
fn not_too_wide(all: &Transitions, kept: usize, most: usize) -> usize {
    let fits = |kept: usize| {
        let graph = graph(all, kept, most);
        layers::depth(graph.names.len(), &graph.edges) <= DEEPEST
    };
    if fits(kept) {
        return kept;
    }
    // As many moves as there are layers cannot be too wide.
    let (mut fit, mut wide) = (DEEPEST.saturating_sub(1).min(kept), kept);
    while fit + 1 < wide {
        let middle = usize::midpoint(fit, wide);
        if fits(middle) {
            fit = middle;
        } else {
            wide = middle;
        }
    }
    fit
}

fn graph(all: &Transitions, kept: usize, most: usize) -> Graph<'_> {
    let pairs = &all.pairs[..kept];
    let mut names: Vec<&str> = Vec::new();
    let mut meet = |name| {
        names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        })
    };
    if kept == 0 {
        // Nothing follows anything: the activities that journeys consist of.
        for place in all.starts.iter().take(most) {
            meet(&place.activity);
        }
    }
    let edges = pairs
        .iter()
        .map(|pair| Edge { from: meet(&pair.from), to: meet(&pair.to), count: pair.count })
        .collect();
    Graph { names, edges, pairs }
}

fn left_out(all: &Transitions, most: usize, graph: &Graph, out: &mut Drawing) {
    let kept = graph.pairs.len();
    let rest = &all.pairs[kept..];
    if kept == 0 && all.starts.len() > most {
        out.notes.push(format!("{} more activities are not drawn", all.starts.len() - most));
    }
    if rest.is_empty() {
        return;
    }
    let total: u64 = all.pairs.iter().map(|pair| pair.count).sum();
    let shown: u64 = graph.pairs.iter().map(|pair| pair.count).sum();
    let mut missing: Vec<&str> = Vec::new();
    let mut known: BTreeSet<&str> = graph.names.iter().copied().collect();
    for name in rest.iter().flat_map(|pair| [pair.from.as_str(), pair.to.as_str()]) {
        if known.insert(name) {
            missing.push(name);
        }
    }
    let mut note = format!(
        "Drawn are the {} most frequent of {} kinds of moves, {} of all moves; the rarest drawn is taken {} times",
        kept,
        all.pairs.len(),
        percent(shown as f64 / total.max(1) as f64),
        whole(graph.pairs.last().map_or(0, |pair| pair.count)),
    );
    if !missing.is_empty() {
        let more = format!("{} more", missing.len().saturating_sub(8));
        let named = missing.iter().take(8).copied().chain((missing.len() > 8).then_some(&*more));
        let named: Vec<&str> = named.collect();
        note = format!("{note}. Without any drawn move: {}", named.join(", "));
    }
    out.notes.push(note);
}
