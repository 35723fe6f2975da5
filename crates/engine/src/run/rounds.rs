//! Operators with exact quantiles: a sample, then a round over everything, then as many as it takes.

use super::Operator;
use super::fold::{Folded, fold, fold_every};
use crate::error::Error;
use crate::scope::Bound;

/// An operator that keeps only the numbers near the quantiles it looks for.
pub(crate) trait Rounds: Operator + Clone {
    /// Whether it looks for quantiles at all.
    fn seeks(&self) -> bool {
        true
    }

    /// The same, looking near the quantiles of a sample.
    fn narrowed(&self, sample: Folded<Self::Partial>) -> Self;

    /// The same, looking elsewhere for what was missed; `None` if nothing was.
    fn again(&self, found: &mut Folded<Self::Partial>) -> Option<Self>;
}

/// Up to so many events everything is kept.
const FEW: u64 = 1 << 22;
/// One block of so many is looked at first, or more of small data: about this many events at least.
const SAMPLE: u64 = 32;
const LEAST: u64 = 1 << 20;

/// Folds until every quantile was found; with the operator of the last round, which is to finish.
pub(crate) fn fold_in_rounds<O: Rounds>(
    bound: &Bound<'_>,
    operator: O,
) -> Result<(O, Folded<O::Partial>), Error> {
    let mut operator = operator;
    if operator.seeks() && bound.data.events() > FEW {
        let step = (bound.data.events() / LEAST).clamp(1, SAMPLE);
        let step = usize::try_from(step).unwrap_or(1);
        operator = operator.narrowed(fold_every(bound, &operator, step)?);
    }
    loop {
        let mut found = fold(bound, &operator)?;
        match operator.again(&mut found) {
            None => return Ok((operator, found)),
            Some(next) => operator = next,
        }
    }
}
