//! How well a reader does on labelled texts: which of them are kept for validation, accuracy, macro-F1.
//!
//! A row belongs to the validation set by a hash of its id, so that the split does not depend on the order of the
//! rows and stays the same when rows are added. Whoever tunes looks at the other rows only.

/// Whether a row is kept for validation: one in five, by FNV-1a (64 bit) of its id.
pub fn is_validation(id: &str) -> bool {
    hash(id).is_multiple_of(5)
}

/// FNV-1a, 64 bit (Fowler, Noll, Vo).
fn hash(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Groups of rows of which each is left out once to see how far a score swings.
const GROUPS: usize = 20;

/// What was right and what was found, by class, for `K` classes.
#[derive(Clone, Debug)]
pub struct Confusion<const K: usize> {
    /// `groups[g][truth][found]`.
    groups: Vec<[[u64; K]; K]>,
    missed: Vec<[u64; K]>,
}

impl<const K: usize> Default for Confusion<K> {
    fn default() -> Self {
        Self { groups: vec![[[0; K]; K]; GROUPS], missed: vec![[0; K]; GROUPS] }
    }
}

/// A score and its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The score, 0 … 1.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl<const K: usize> Confusion<K> {
    /// Adds a row: its id, its true class, and the class that was found if any. Classes count from 0 to `K` − 1.
    pub fn add(&mut self, id: &str, truth: usize, found: Option<usize>) {
        let group = (hash(id) / 5 % GROUPS as u64) as usize;
        match found {
            Some(found) => self.groups[group][truth][found] += 1,
            None => self.missed[group][truth] += 1,
        }
    }

    /// How many rows.
    pub fn n(&self) -> u64 {
        let found: u64 = self.groups.iter().flatten().flatten().sum();
        found + self.missed.iter().flatten().sum::<u64>()
    }

    /// Share of the rows with something found; `None` without rows.
    pub fn coverage(&self) -> Option<f64> {
        let missed: u64 = self.missed.iter().flatten().sum();
        (self.n() > 0).then(|| 1.0 - missed as f64 / self.n() as f64)
    }

    /// Share of the rows found right; nothing found is not right. `None` without rows.
    pub fn accuracy(&self) -> Option<Score> {
        let hits: u64 = self.groups.iter().flat_map(|group| (0..K).map(|k| group[k][k])).sum();
        let n = self.n();
        (n > 0).then(|| {
            let (low, value, high) = crate::rating::wilson(hits, n);
            Score { value, low, high }
        })
    }

    /// Share of the most frequent class: what finding always the same would reach. `None` without rows.
    pub fn most_frequent(&self) -> Option<f64> {
        let rows = |truth: usize| -> u64 {
            let found: u64 = self.groups.iter().flat_map(|group| group[truth]).sum();
            found + self.missed.iter().map(|missed| missed[truth]).sum::<u64>()
        };
        let n = self.n();
        (n > 0).then(|| (0..K).map(rows).max().unwrap_or(0) as f64 / n as f64)
    }

    /// Mean over the classes that occur of F1 = 2·hits / (found + true); nothing found counts against recall only.
    /// The interval is the delete-a-group jackknife (Quenouille 1956, Tukey 1958) over 20 groups by hash, ± 2.093 errors. `None` without rows.
    pub fn macro_f1(&self) -> Option<Score> {
        let value = self.f1_without(None)?;
        let left_out: Vec<f64> = (0..GROUPS).filter_map(|g| self.f1_without(Some(g))).collect();
        let count = left_out.len() as f64;
        let mean = left_out.iter().sum::<f64>() / count;
        let squares: f64 = left_out.iter().map(|score| (score - mean).powi(2)).sum();
        let half = 2.093 * (squares * (count - 1.0) / count).sqrt();
        Some(Score { value, low: (value - half).max(0.0), high: (value + half).min(1.0) })
    }

    fn f1_without(&self, group: Option<usize>) -> Option<f64> {
        let mut cells = [[0u64; K]; K];
        let mut truths = [0u64; K];
        let kept = (0..GROUPS).filter(|g| Some(*g) != group);
        for g in kept {
            for truth in 0..K {
                truths[truth] += self.missed[g][truth];
                let found = self.groups[g][truth];
                truths[truth] += found.iter().sum::<u64>();
                for (cell, rows) in cells[truth].iter_mut().zip(found) {
                    *cell += rows;
                }
            }
        }
        let classes = (0..K).filter(|k| truths[*k] > 0);
        let scores: Vec<f64> = classes
            .map(|k| {
                let found: u64 = cells.iter().map(|row| row[k]).sum();
                2.0 * cells[k][k] as f64 / (found + truths[k]) as f64
            })
            .collect();
        (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_one_row_in_five_is_kept_for_validation() {
        let kept = (0..10_000).filter(|i| is_validation(&format!("row-{i}"))).count();
        assert!((1_800..2_200).contains(&kept), "{kept}");
        // FNV-1a of "a" is 0xaf63dc4c8601ec8c in the authors' test vectors.
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
    }

    #[test]
    fn scores_are_those_counted_by_hand() {
        let mut rows = Confusion::<2>::default();
        for (i, (truth, found)) in
            [(0, Some(0)), (0, Some(0)), (0, Some(1)), (0, None), (1, Some(1)), (1, Some(0))]
                .into_iter()
                .enumerate()
        {
            rows.add(&i.to_string(), truth, found);
        }
        assert_eq!(rows.n(), 6);
        assert!((rows.coverage().unwrap() - 5.0 / 6.0).abs() < 1e-12);
        assert!((rows.most_frequent().unwrap() - 4.0 / 6.0).abs() < 1e-12);
        assert!((rows.accuracy().unwrap().value - 0.5).abs() < 1e-12);
        // Class 0: 2·2 / (3 + 4); class 1: 2·1 / (2 + 2).
        assert!((rows.macro_f1().unwrap().value - f64::midpoint(4.0 / 7.0, 0.5)).abs() < 1e-12);
    }

    #[test]
    fn without_rows_there_is_no_score() {
        let none = Confusion::<3>::default();
        assert!(
            none.accuracy().is_none() && none.macro_f1().is_none() && none.coverage().is_none()
        );
    }
}
