//! A directed graph in layers, left to right (Sugiyama, Tagawa and Toda 1981).
//!
//! Cycles are broken by the weighted greedy order of Eades, Lin and Smyth (1993), layers are longest paths, long edges get a
//! place in every layer between, crossings are reduced by barycentre sweeps, and heights are the least squares
//! that keep the order and the distances (pool adjacent violators). Ties go to the node that came first.

/// An edge between nodes, with how often it is taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) count: u64,
}

/// Where everything stands. The first items are the nodes, the others the places of long edges.
#[derive(Debug)]
pub(super) struct Layers {
    /// Items of each layer from top to bottom.
    pub(super) order: Vec<Vec<usize>>,
    /// Layer of each item.
    pub(super) layer: Vec<usize>,
    /// Height of the middle of each item.
    pub(super) middle: Vec<f64>,
    /// Items of each edge from its source to its target; empty for loops and for edges that go back.
    pub(super) chains: Vec<Vec<usize>>,
}

/// Height kept for a long edge that passes a layer.
pub(super) const PASS: f64 = 16.0;
const GAP: f64 = 22.0;
const PASS_GAP: f64 = 8.0;
const SWEEPS: usize = 24;

/// Arranges nodes of these heights.
pub(super) fn arrange(heights: &[f64], edges: &[Edge]) -> Layers {
    let nodes = heights.len();
    let rank = ranks(nodes, edges);
    let mut layer = layers(&rank, edges);
    let nodes_of = layer.clone();
    let forward = |edge: &Edge| nodes_of[edge.from] < nodes_of[edge.to];
    let mut heights = heights.to_vec();
    let mut chains = Vec::new();
    for edge in edges {
        if !forward(edge) {
            chains.push(Vec::new());
            continue;
        }
        let mut chain = vec![edge.from];
        for between in layer[edge.from] + 1..layer[edge.to] {
            chain.push(heights.len());
            heights.push(PASS);
            layer.push(between);
        }
        chain.push(edge.to);
        chains.push(chain);
    }
    let count = layer.iter().max().map_or(0, |last| last + 1);
    let mut order = vec![Vec::new(); count];
    for (item, layer) in layer.iter().enumerate() {
        order[*layer].push(item);
    }
    let links = links(&chains, edges);
    untangle(&mut order, &links, heights.len());
    let middle = settle(&order, &links, &heights, nodes);
    Layers { order, layer, middle, chains }
}

/// How many layers these nodes and edges have.
pub(super) fn depth(nodes: usize, edges: &[Edge]) -> usize {
    layers(&ranks(nodes, edges), edges).into_iter().max().map_or(0, |last| last + 1)
}

/// Pieces of edges between neighbouring layers, with their weight.
fn links(chains: &[Vec<usize>], edges: &[Edge]) -> Vec<(usize, usize, f64)> {
    let mut links = Vec::new();
    for (chain, edge) in chains.iter().zip(edges) {
        for pair in chain.windows(2) {
            if let [from, to] = *pair {
                links.push((from, to, (edge.count as f64).sqrt().max(1.0)));
            }
        }
    }
    links
}

/// A linear order with few and light edges against it.
fn ranks(nodes: usize, edges: &[Edge]) -> Vec<usize> {
    let mut left: Vec<usize> = Vec::new();
    let mut right: Vec<usize> = Vec::new();
    let mut rest: Vec<usize> = (0..nodes).collect();
    while !rest.is_empty() {
        let weight = |node: usize, out: bool| -> u64 {
            let inside = edges.iter().filter(|edge| {
                edge.from != edge.to && rest.contains(&edge.from) && rest.contains(&edge.to)
            });
            inside
                .filter(|edge| if out { edge.from == node } else { edge.to == node })
                .map(|edge| edge.count.max(1))
                .sum()
        };
        let weights: Vec<(u64, u64)> =
            rest.iter().map(|node| (weight(*node, true), weight(*node, false))).collect();
        let source = weights.iter().position(|(_, into)| *into == 0);
        let sink = weights.iter().rposition(|(out, _)| *out == 0);
        let at = if let Some(at) = source {
            left.push(rest[at]);
            at
        } else if let Some(at) = sink {
            right.push(rest[at]);
            at
        } else {
            let gain = |(out, into): (u64, u64)| i128::from(out) - i128::from(into);
            let at = (0..rest.len()).rev().max_by_key(|at| gain(weights[*at])).unwrap_or(0);
            left.push(rest[at]);
            at
        };
        rest.remove(at);
    }
    right.reverse();
    left.extend(right);
    let mut rank = vec![0; nodes];
    for (at, node) in left.into_iter().enumerate() {
        rank[node] = at;
    }
    rank
}

/// The longest path to each node; what nothing leads to stands just before what it leads to.
fn layers(rank: &[usize], edges: &[Edge]) -> Vec<usize> {
    let mut by_rank: Vec<usize> = (0..rank.len()).collect();
    by_rank.sort_by_key(|node| rank[*node]);
    let forward: Vec<&Edge> = edges.iter().filter(|edge| rank[edge.from] < rank[edge.to]).collect();
    let mut layer: Vec<usize> = vec![0; rank.len()];
    for node in &by_rank {
        let before =
            forward.iter().filter(|edge| edge.to == *node).map(|edge| layer[edge.from] + 1);
        layer[*node] = before.max().unwrap_or(0);
    }
    for node in by_rank.iter().rev() {
        if forward.iter().any(|edge| edge.to == *node) {
            continue;
        }
        let after = forward.iter().filter(|edge| edge.from == *node).map(|edge| layer[edge.to]);
        layer[*node] = after.min().map_or(layer[*node], |next| next.saturating_sub(1));
    }
    layer
}

/// Sweeps to the right and to the left; the order with the fewest crossings is kept.
fn untangle(order: &mut Vec<Vec<usize>>, links: &[(usize, usize, f64)], items: usize) {
    let mut best = order.clone();
    let mut fewest = crossings(order, links, items);
    for sweep in 0..SWEEPS {
        let right = sweep % 2 == 0;
        let turns: Vec<usize> = if right {
            (1..order.len()).collect()
        } else {
            (0..order.len().saturating_sub(1)).rev().collect()
        };
        for at in turns {
            let place = places(order, items);
            let centre = |item: usize| {
                let (mut sum, mut weight) = (0.0, 0.0);
                for (from, to, heavy) in links {
                    let (own, other) = if right { (*to, *from) } else { (*from, *to) };
                    if own == item {
                        sum += place[other] * heavy;
                        weight += heavy;
                    }
                }
                if weight > 0.0 { sum / weight } else { place[item] }
            };
            let keys: Vec<f64> = (0..items).map(centre).collect();
            order[at].sort_by(|a, b| keys[*a].total_cmp(&keys[*b]));
        }
        let now = crossings(order, links, items);
        if now < fewest {
            fewest = now;
            best.clone_from(order);
        }
    }
    *order = best;
}

fn places(order: &[Vec<usize>], items: usize) -> Vec<f64> {
    let mut place = vec![0.0; items];
    for layer in order {
        for (at, item) in layer.iter().enumerate() {
            place[*item] = (at as f64 + 0.5) / layer.len() as f64;
        }
    }
    place
}

/// How many pairs of links cross.
fn crossings(order: &[Vec<usize>], links: &[(usize, usize, f64)], items: usize) -> usize {
    let place = places(order, items);
    let mut layer = vec![0; items];
    for (at, list) in order.iter().enumerate() {
        for item in list {
            layer[*item] = at;
        }
    }
    let mut all = 0;
    for (i, a) in links.iter().enumerate() {
        for b in &links[i + 1..] {
            let same = layer[a.0] == layer[b.0];
            all += usize::from(same && (place[a.0] - place[b.0]) * (place[a.1] - place[b.1]) < 0.0);
        }
    }
    all
}

/// Middles of all items: each near those it is linked to, none closer than the gap; the highest edge lies at 0.
fn settle(
    order: &[Vec<usize>],
    links: &[(usize, usize, f64)],
    heights: &[f64],
    nodes: usize,
) -> Vec<f64> {
    let mut middle = vec![0.0; heights.len()];
    for layer in order {
        let total: f64 = layer.iter().map(|item| heights[*item] + GAP).sum();
        let mut at = -total / 2.0;
        for item in layer {
            middle[*item] = at + heights[*item] / 2.0;
            at += heights[*item] + GAP;
        }
    }
    for sweep in 0..SWEEPS {
        let turns: Vec<&Vec<usize>> =
            if sweep % 2 == 0 { order.iter().collect() } else { order.iter().rev().collect() };
        for layer in turns {
            let wish = |item: usize| {
                let (mut sum, mut weight) = (middle[item] * 0.2, 0.2);
                for (from, to, heavy) in links {
                    let other = if *from == item {
                        *to
                    } else if *to == item {
                        *from
                    } else {
                        continue;
                    };
                    // What passes stays straight.
                    let heavy = heavy * if item >= nodes && other >= nodes { 6.0 } else { 1.0 };
                    sum += middle[other] * heavy;
                    weight += heavy;
                }
                (sum / weight, weight)
            };
            let wishes: Vec<(f64, f64)> = layer.iter().map(|item| wish(*item)).collect();
            let gaps: Vec<f64> = layer
                .windows(2)
                .map(|pair| {
                    let (a, b) = (pair[0], pair[1]);
                    let gap = if a >= nodes && b >= nodes { PASS_GAP } else { GAP };
                    f64::midpoint(heights[a], heights[b]) + gap
                })
                .collect();
            for (item, y) in layer.iter().zip(spread(&wishes, &gaps)) {
                middle[*item] = y;
            }
        }
    }
    let top =
        (0..heights.len()).map(|i| middle[i] - heights[i] / 2.0).fold(f64::INFINITY, f64::min);
    if top.is_finite() {
        for y in &mut middle {
            *y -= top;
        }
    }
    middle
}

/// The heights nearest to the wishes (value and weight) that lie at least the gaps apart.
fn spread(wishes: &[(f64, f64)], gaps: &[f64]) -> Vec<f64> {
    let mut offset = 0.0;
    let mut offsets = vec![0.0];
    for gap in gaps {
        offset += gap;
        offsets.push(offset);
    }
    // Without the gaps the heights must only not fall: pool what does.
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for ((wish, weight), offset) in wishes.iter().zip(&offsets) {
        let mut pool = (wish - offset, *weight, 1);
        while let Some(last) = pools.last().copied().filter(|last| last.0 > pool.0) {
            let weight = last.1 + pool.1;
            pool = ((last.0 * last.1 + pool.0 * pool.1) / weight, weight, last.2 + pool.2);
            pools.pop();
        }
        pools.push(pool);
    }
    let flat = pools.iter().flat_map(|(y, _, count)| std::iter::repeat_n(*y, *count));
    flat.zip(offsets).map(|(y, offset)| y + offset).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edge(from: usize, to: usize, count: u64) -> Edge {
        Edge { from, to, count }
    }

    #[test]
    fn the_lightest_edge_of_a_cycle_goes_back() {
        let edges = [edge(0, 1, 10), edge(1, 2, 9), edge(2, 0, 1)];
        let layers = arrange(&[30.0; 3], &edges);
        assert_eq!(layers.layer, [0, 1, 2]);
        assert!(layers.chains[2].is_empty());
    }

    #[test]
    fn a_long_edge_has_a_place_in_every_layer_between() {
        let edges = [edge(0, 1, 5), edge(1, 2, 5), edge(2, 3, 5), edge(0, 3, 2)];
        let layers = arrange(&[30.0; 4], &edges);
        assert_eq!(layers.chains[3].len(), 4);
        let at: Vec<usize> = layers.chains[3].iter().map(|item| layers.layer[*item]).collect();
        assert_eq!(at, [0, 1, 2, 3]);
    }

    #[test]
    fn two_crossed_pairs_are_untangled() {
        let edges = [edge(0, 3, 1), edge(1, 2, 1)];
        let layers = arrange(&[30.0; 4], &edges);
        let place = |item: usize| layers.middle[item];
        assert!((place(0) - place(1)) * (place(3) - place(2)) > 0.0, "{layers:?}");
    }

    #[test]
    fn wishes_that_agree_with_the_gaps_are_granted() {
        assert_eq!(spread(&[(0.0, 1.0), (10.0, 1.0)], &[5.0]), [0.0, 10.0]);
        assert_eq!(spread(&[(4.0, 1.0), (4.0, 1.0)], &[6.0]), [1.0, 7.0]);
    }

    proptest! {
        #[test]
        fn nothing_overlaps_and_edges_go_on_or_back_but_never_aside(
            raw in prop::collection::vec((0_usize..12, 0_usize..12, 1_u64..50), 0..40)
        ) {
            let mut edges: Vec<Edge> = Vec::new();
            for (from, to, count) in raw {
                if !edges.iter().any(|edge| edge.from == from && edge.to == to) {
                    edges.push(Edge { from, to, count });
                }
            }
            let heights: Vec<f64> = (0..12).map(|i| 20.0 + f64::from(i) * 3.0).collect();
            let layers = arrange(&heights, &edges);
            for (chain, edge) in layers.chains.iter().zip(&edges) {
                let (from, to) = (layers.layer[edge.from], layers.layer[edge.to]);
                if chain.is_empty() {
                    prop_assert!(edge.from == edge.to || from >= to);
                } else {
                    prop_assert!(from < to);
                    prop_assert_eq!(chain.len(), to - from + 1);
                }
            }
            for list in &layers.order {
                for pair in list.windows(2) {
                    let tall = |i: usize| heights.get(i).copied().unwrap_or(PASS);
                    let free = layers.middle[pair[1]] - layers.middle[pair[0]]
                        - f64::midpoint(tall(pair[0]), tall(pair[1]));
                    prop_assert!(free >= PASS_GAP - 1e-6, "{free}");
                }
            }
        }
    }
}
