//! Answers that are kept as partials: when events are added, only the journeys that they touch are folded again.
//!
//! What is kept was folded over the journeys of the file. The touched ones are taken back as they were and added as
//! they are: the partial is then the one of a fold over everything. Where an operator cannot take something
//! back (the least of all waits, say), everything is folded.

use super::fold::{Folded, fold};
use super::rounds::{Rounds, fold_in_rounds};
use crate::block::Source;
use crate::error::Error;
use crate::scope::Bound;
use std::any::Any;
use std::sync::{Mutex, PoisonError};

/// An operator whose partials can give journeys back.
pub(crate) trait Retract: Rounds {
    /// The same, looking where the kept partials looked.
    fn aligned(&self, kept: &Folded<Self::Partial>) -> Self;

    /// Takes back what is known of some of the journeys, which will be added as they are `now`; `false` where
    /// that cannot be done.
    fn retract(
        &self,
        into: &mut Self::Partial,
        were: Self::Partial,
        now: Option<&Self::Partial>,
    ) -> bool;

    /// Makes copies of a partial cheap.
    fn keep(&self, partial: &mut Self::Partial);
}

/// The journeys of a file, and what came later.
pub(crate) struct Later<'a> {
    /// All journeys of the file as they were.
    pub(crate) before: Box<dyn Source + 'a>,
    /// Those of them that were touched, as they were.
    pub(crate) touched: Box<dyn Source + 'a>,
    /// The touched and the new ones as they are.
    pub(crate) now: Box<dyn Source + 'a>,
}

/// Partials by question.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Mutex<Vec<(String, Box<dyn Any + Send>)>>);

/// Partials that are kept at a time.
const KEPT: usize = 16;

impl Shelf {
    fn get<T: Clone + 'static>(&self, key: &str) -> Option<T> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, kept) = all.iter().find(|(known, _)| known == key)?;
        kept.downcast_ref::<T>().cloned()
    }

    fn put<T: Send + 'static>(&self, key: &str, kept: T) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|(known, _)| known != key);
        if all.len() >= KEPT {
            all.remove(0);
        }
        all.push((key.to_owned(), Box::new(kept)));
    }
}

/// Folds in rounds, from what is kept under a key if there is something, and keeps what was folded.
pub(crate) fn fold_kept<O>(
    bound: &Bound<'_>,
    operator: O,
    key: &str,
) -> Result<(O, Folded<O::Partial>), Error>
where
    O: Retract,
    O::Partial: Clone + 'static,
{
    let Some(shelf) = bound.data.shelf() else { return fold_in_rounds(bound, operator) };
    let later = bound.data.later();
    let kept = if let Some(kept) = shelf.get::<Folded<O::Partial>>(key) {
        kept
    } else {
        let before = later.as_ref().map_or(bound.data, |later| &*later.before);
        let bound = bound.of(before);
        let (operator, mut folded) = fold_in_rounds(&bound, operator.clone())?;
        folded.parts.iter_mut().for_each(|(_, part)| operator.keep(&mut part.partial));
        shelf.put(key, folded.clone());
        folded
    };
    let operator = operator.aligned(&kept);
    let found = match &later {
        None => Some(kept),
        Some(later) => {
            let of = |data: &dyn Source| fold(&bound.of(data), &operator);
            kept.with(&operator, of(&*later.touched)?, of(&*later.now)?)
        }
    };
    let Some(mut found) = found else { return fold_in_rounds(bound, operator) };
    match operator.again(&mut found) {
        None => Ok((operator, found)),
        Some(next) => fold_in_rounds(bound, next),
    }
}
