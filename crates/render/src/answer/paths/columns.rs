//! Positions of paths as columns: the largest activities by name, the others as one, in an order with few crossings.

use super::Paths;
use std::collections::BTreeMap;

/// Activities a column names.
const NAMED: usize = 7;

/// An activity at a position, or all that are folded there.
pub(super) struct Node {
    pub(super) name: String,
    pub(super) count: u64,
    /// Row of the matrix; nothing for what is folded.
    pub(super) key: Option<usize>,
}

pub(super) struct Column {
    pub(super) nodes: Vec<Node>,
}

impl Column {
    pub(super) fn journeys(&self) -> u64 {
        self.nodes.iter().map(|node| node.count).sum()
    }
}

/// Moves between two neighbouring columns.
pub(super) struct Flow {
    pub(super) near: usize,
    pub(super) far: usize,
    pub(super) count: u64,
    /// Place in the answer's edges; nothing where several are folded.
    pub(super) key: Option<usize>,
}

pub(super) struct Folded {
    pub(super) columns: Vec<Column>,
    /// By the position nearer to the anchor.
    pub(super) moves: Vec<Vec<Flow>>,
    /// Most activities folded at a position.
    pub(super) hidden: usize,
}

pub(super) fn fold(paths: &Paths, backward: bool) -> Folded {
    let depth = paths.matrix.iter().map(|row| row.counts.len()).max().unwrap_or(0);
    let mut columns = Vec::new();
    let mut moves: Vec<Vec<Flow>> = Vec::new();
    let mut folded = 0;
    let edges = edges(paths, backward);
    let into = |position: usize| edges.get(&position).map_or(&[][..], Vec::as_slice);
    // Where each row of the matrix stands in the column before.
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    for position in 0..depth {
        let mut rows: Vec<(usize, u64)> = paths
            .matrix
            .iter()
            .enumerate()
            .map(|(row, of)| (row, of.counts.get(position).copied().unwrap_or(0)))
            .filter(|(_, count)| *count > 0)
            .collect();
        if rows.is_empty() {
            break;
        }
        rows.sort_by_key(|(row, count)| (std::cmp::Reverse(*count), *row));
        // One that is folded alone is named instead.
        let named = if rows.len() == NAMED + 1 { NAMED + 1 } else { NAMED.min(rows.len()) };
        let rest = rows.split_off(named);
        folded = folded.max(rest.len());
        if position > 0 {
            sort_by_origin(into(position), &before, &mut rows);
        }
        let mut nodes: Vec<Node> = rows
            .iter()
            .map(|(row, count)| Node {
                name: paths.matrix[*row].activity.clone(),
                count: *count,
                key: Some(*row),
            })
            .collect();
        let mut here: BTreeMap<usize, usize> =
            rows.iter().enumerate().map(|(at, (row, _))| (*row, at)).collect();
        if !rest.is_empty() {
            here.extend(rest.iter().map(|(row, _)| (*row, nodes.len())));
            nodes.push(Node {
                name: format!("other ({})", rest.len()),
                count: rest.iter().map(|(_, count)| count).sum(),
                key: None,
            });
        }
        if position > 0 {
            moves.push(flows(into(position), &before, &here));
        }
        before = here;
        columns.push(Column { nodes });
    }
    moves.push(Vec::new());
    Folded { columns, moves, hidden: folded }
}

/// Edges by the position of their end nearer to the anchor: place in the answer, near row, far row, how many.
type Edges = BTreeMap<usize, Vec<(usize, usize, usize, u64)>>;

fn edges(paths: &Paths, backward: bool) -> Edges {
    let rows: BTreeMap<&str, usize> =
        paths.matrix.iter().enumerate().map(|(at, row)| (row.activity.as_str(), at)).collect();
    let mut edges = Edges::new();
    for (at, edge) in paths.edges.iter().enumerate() {
        let (near, far) = if backward { (&edge.to, &edge.from) } else { (&edge.from, &edge.to) };
        if let (Some(near), Some(far)) = (rows.get(near.as_str()), rows.get(far.as_str())) {
            edges.entry(edge.position).or_default().push((at, *near, *far, edge.count));
        }
    }
    edges
}

/// Each activity stands where most of its journeys come from.
fn sort_by_origin(
    edges: &[(usize, usize, usize, u64)],
    before: &BTreeMap<usize, usize>,
    rows: &mut [(usize, u64)],
) {
    let mut sums: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for (_, near, far, count) in edges {
        let Some(at) = before.get(near) else { continue };
        let sum = sums.entry(*far).or_default();
        sum.0 += *at as f64 * *count as f64;
        sum.1 += *count as f64;
    }
    let mean = |row: usize| sums.get(&row).map_or(f64::MAX, |(sum, count)| sum / count);
    rows.sort_by(|a, b| mean(a.0).total_cmp(&mean(b.0)));
}

fn flows(
    edges: &[(usize, usize, usize, u64)],
    before: &BTreeMap<usize, usize>,
    here: &BTreeMap<usize, usize>,
) -> Vec<Flow> {
    let mut all: BTreeMap<(usize, usize), (u64, Vec<usize>)> = BTreeMap::new();
    for (at, near, far, count) in edges {
        let (Some(near), Some(far)) = (before.get(near), here.get(far)) else { continue };
        let flow = all.entry((*near, *far)).or_default();
        flow.0 += count;
        flow.1.push(*at);
    }
    let flow = |((near, far), (count, keys)): ((usize, usize), (u64, Vec<usize>))| Flow {
        near,
        far,
        count,
        key: if keys.len() == 1 { keys.first().copied() } else { None },
    };
    all.into_iter().map(flow).collect()
}
