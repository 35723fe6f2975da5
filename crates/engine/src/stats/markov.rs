//! Absorbing Markov chains: what taking a state out does to the chance of arriving.

/// How often paths went from where to where. All lists have one entry a state.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    /// Paths that begin at a state.
    pub starts: Vec<u64>,
    /// Moves from a state to another, row by row. A state after itself changes nothing.
    pub moves: Vec<Vec<u64>>,
    /// Paths that arrive from a state.
    pub arrivals: Vec<u64>,
    /// Paths that end at a state without arriving.
    pub losses: Vec<u64>,
}

impl Chain {
    /// A chain of so many states without any path.
    pub fn new(states: usize) -> Self {
        let none = vec![0; states];
        Self {
            starts: none.clone(),
            moves: vec![none.clone(); states],
            arrivals: none.clone(),
            losses: none,
        }
    }
}

/// By how much of itself the chance of arriving falls when a state leads nowhere: the removal effect of E. Anderl, I. Becker,
/// F. von Wangenheim and J. Schumann, IJRM 33 (2016), of first order. `None` where nobody arrives.
///
/// Whoever passes a state is then lost, so the fall is (chance of passing it) × (chance of arriving from it). Both come from one inverse of the
/// matrix of moves, by elimination: its rows are dominated by their diagonals, so no rows need to change places.
/// Every state must lead to an end, as every state of real paths does.
pub fn removal_effects(chain: &Chain) -> Option<Vec<f64>> {
    let states = chain.starts.len();
    let begun: u64 = chain.starts.iter().sum();
    if begun == 0 {
        return None;
    }
    let inverse = inverse(chain);
    let start = |state: usize| chain.starts[state] as f64 / begun as f64;
    let mut effects: Vec<f64> = (0..states)
        .map(|state| {
            let passed: f64 = (0..states).map(|from| start(from) * inverse[from][state]).sum();
            let arrives: f64 = inverse[state]
                .iter()
                .zip(&chain.arrivals)
                .map(|(w, count)| w * *count as f64)
                .sum();
            let alone = inverse[state][state];
            if alone > 0.0 { passed / alone * arrives } else { 0.0 }
        })
        .collect();
    let arrives: f64 = (0..states)
        .map(|from| {
            let row = inverse[from].iter().zip(&chain.arrivals);
            start(from) * row.map(|(w, count)| w * *count as f64).sum::<f64>()
        })
        .sum();
    if arrives <= 0.0 {
        return None;
    }
    // Rounding must not make a state worth more than all.
    for effect in &mut effects {
        *effect = (*effect / arrives).min(1.0);
    }
    Some(effects)
}

/// The inverse of (all moves out of a state on the diagonal) − (moves).
fn inverse(chain: &Chain) -> Vec<Vec<f64>> {
    let states = chain.starts.len();
    let mut rows: Vec<Vec<f64>> = (0..states)
        .map(|from| {
            let others = (0..states).filter(|to| *to != from).map(|to| chain.moves[from][to]);
            let out = others.sum::<u64>() + chain.arrivals[from] + chain.losses[from];
            let mut row = vec![0.0; 2 * states];
            for (to, cell) in row.iter_mut().take(states).enumerate() {
                *cell = if to == from { out as f64 } else { -(chain.moves[from][to] as f64) };
            }
            row[states + from] = 1.0;
            row
        })
        .collect();
    for at in 0..states {
        let pivot = rows[at][at];
        // A state that no path leads out of has no part in any.
        if pivot <= 0.0 {
            continue;
        }
        rows[at].iter_mut().for_each(|cell| *cell /= pivot);
        let line = rows[at].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|(other, _)| *other != at) {
            let factor = row[at];
            if factor != 0.0 {
                row.iter_mut().zip(&line).for_each(|(cell, line)| *cell -= factor * line);
            }
        }
    }
    rows.into_iter().map(|row| row[states..].to_vec()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::close;

    /// Paths of states with how many arrived and how many were lost.
    fn check(states: usize, paths: &[(&[usize], u64, u64)], expect: &[f64]) {
        let mut chain = Chain::new(states);
        for (path, arrived, lost) in paths {
            chain.starts[path[0]] += arrived + lost;
            for pair in path.windows(2) {
                chain.moves[pair[0]][pair[1]] += arrived + lost;
            }
            chain.arrivals[path[path.len() - 1]] += arrived;
            chain.losses[path[path.len() - 1]] += lost;
        }
        for (found, expect) in removal_effects(&chain).expect("somebody arrives").iter().zip(expect)
        {
            close(*found, *expect);
        }
    }

    #[test]
    fn removal_effects_are_those_of_published_examples() {
        // S. Bryl, Marketing multi-channel attribution model with R (2016): C1 > C2 > C3 arrives, C1 and C2 > C3 do not.
        check(3, &[(&[0, 1, 2], 1, 0), (&[0], 0, 1), (&[1, 2], 0, 1)], &[0.5, 1.0, 1.0]);
        // S. Puzyrov, Markov chain attribution (2019): google 2, mailing 1, google > mailing 1, google lost 1.
        check(2, &[(&[0], 2, 1), (&[1], 1, 0), (&[0, 1], 1, 0)], &[0.75, 0.5]);
        // ChannelAttribution as pychattr shows it, simulated there: A 1.991, B 1.009 of 3; exactly 2 and 1.
        let loops: [(&[usize], u64, u64); 3] =
            [(&[0, 1, 0, 1, 1, 0], 1, 0), (&[0, 1, 1, 0, 0], 1, 0), (&[0, 0], 1, 0)];
        check(2, &loops, &[1.0, 0.5]);
    }

    #[test]
    fn nobody_who_arrives_has_no_effects() {
        let mut chain = Chain::new(1);
        assert_eq!(removal_effects(&chain), None);
        (chain.starts[0], chain.losses[0]) = (3, 3);
        assert_eq!(removal_effects(&chain), None);
        assert_eq!(removal_effects(&Chain::new(0)), None);
    }
}
