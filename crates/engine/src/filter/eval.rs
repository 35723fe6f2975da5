//! A bound filter asked of a journey or of an event. A missing value passes no comparison, `!=` included.

use super::bind::{Node, NumberTest, Source, ValueTest};
use super::parser::{Anchor, Comparison, Near, Pick};
use crate::block::Rows;
use crate::cells::Cells;
use crate::journeys::Seen;
use crate::table::NONE;
use std::ops::Range;

/// Whether a journey with these rows, at least one, passes. What these rows have in all, where that is known, saves looking at them.
pub(super) fn journey(
    node: &Node,
    data: &impl Rows,
    rows: Range<usize>,
    seen: Option<Seen>,
) -> bool {
    match node {
        Node::All(parts) => parts.iter().all(|part| journey(part, data, rows.clone(), seen)),
        Node::Any(parts) => parts.iter().any(|part| journey(part, data, rows.clone(), seen)),
        Node::Not(inside) => !journey(inside, data, rows, seen),
        Node::Did { activity, near } => {
            let known = seen.and_then(|seen| seen.has(*activity));
            match (near, known) {
                (_, Some(false)) => false,
                (None, Some(true)) => true,
                (None, None) => rows.into_iter().any(|row| data.activity(row) == *activity),
                (Some(near), _) => did_near(*activity, near, data, rows),
            }
        }
        Node::Count { activity, test } => {
            let count = match activity {
                None => rows.len(),
                Some(activity) => rows.filter(|row| data.activity(*row) == *activity).count(),
            };
            number(test, count as f64)
        }
        Node::Duration(test) => {
            let length = data.time(rows.end - 1).saturating_sub(data.time(rows.start));
            number(test, length as f64)
        }
        Node::Value { column, pick, at, test } => {
            let read = |row| match column {
                Source::Activity => code(test, Some(data.activity(row))),
                Source::Column(column) => value(test, &data.cells(*column), row),
            };
            let Some(at) = at else { return picked(*pick, rows, test, read) };
            let one = |row| picked(Pick::First, row..row + 1, test, read);
            let mut here = rows.filter(|row| data.activity(*row) == *at);
            match pick {
                Pick::Last => here.next_back().is_some_and(one),
                Pick::Any => here.any(one),
                Pick::First | Pick::FirstPresent => here.next().is_some_and(one),
            }
        }
    }
}

/// Whether an event passes.
pub(super) fn event(node: &Node, data: &impl Rows, row: usize) -> bool {
    match node {
        Node::All(parts) => parts.iter().all(|part| event(part, data, row)),
        Node::Any(parts) => parts.iter().any(|part| event(part, data, row)),
        Node::Not(inside) => !event(inside, data, row),
        // The rest is refused when an event filter is bound.
        other => journey(other, data, row..row + 1, None),
    }
}

/// Strikes out the rows that do not pass.
pub(super) fn mark(node: &Node, data: &impl Rows, mask: &mut [bool]) {
    match node {
        Node::All(parts) => parts.iter().for_each(|part| mark(part, data, mask)),
        // The commonest filter: one truth a code.
        Node::Value {
            column: Source::Column(column),
            pick: Pick::FirstPresent,
            at: None,
            test: ValueTest::Codes(truth),
        } => {
            let cells = data.cells(*column);
            if let Cells::Narrow(codes) = cells
                && codes.len() == mask.len()
            {
                let mut passes = [false; 1 << u8::BITS];
                passes.iter_mut().zip(truth).for_each(|(passes, truth)| *passes = *truth);
                // In the place of a missing value.
                passes[usize::from(u8::MAX)] = false;
                for (code, shown) in codes.iter().zip(mask) {
                    *shown &= passes[usize::from(*code)];
                }
                return;
            }
            for (row, shown) in mask.iter_mut().enumerate() {
                let code = cells.key(row).and_then(|code| usize::try_from(code).ok());
                *shown &= code.and_then(|code| truth.get(code)).copied().unwrap_or(false);
            }
        }
        other => {
            for (row, shown) in mask.iter_mut().enumerate().filter(|(_, shown)| **shown) {
                *shown = event(other, data, row);
            }
        }
    }
}

/// The activity's event must come after its anchor in order, at most so long after it.
fn did_near(activity: usize, near: &Near<usize>, data: &impl Rows, mut rows: Range<usize>) -> bool {
    let anchored = match near.of {
        Anchor::Start => Some((rows.start, rows.start)),
        Anchor::First(anchor) => {
            rows.clone().find(|row| data.activity(*row) == anchor).map(|row| (row, row + 1))
        }
        Anchor::Last(anchor) => {
            rows.clone().rfind(|row| data.activity(*row) == anchor).map(|row| (row, row + 1))
        }
    };
    let Some((anchor, from)) = anchored else {
        return false;
    };
    let end = data.time(anchor).saturating_add(near.within_us);
    rows.start = from;
    rows.take_while(|row| data.time(*row) <= end).any(|row| data.activity(row) == activity)
}

/// Applies a test, `None` where the value is missing, to the picked rows.
fn picked(
    pick: Pick,
    mut rows: Range<usize>,
    test: &ValueTest,
    at: impl Fn(usize) -> Option<bool>,
) -> bool {
    let (missing, present) =
        (matches!(test, ValueTest::Missing), matches!(test, ValueTest::Present));
    let holds = |row| match at(row) {
        None => missing,
        Some(passes) => present || (!missing && passes),
    };
    match pick {
        Pick::First => holds(rows.start),
        Pick::Last => holds(rows.end - 1),
        Pick::Any => rows.any(holds),
        Pick::FirstPresent => match rows.find_map(at) {
            None => missing,
            Some(passes) => present || (!missing && passes),
        },
    }
}

fn code(test: &ValueTest, code: Option<usize>) -> Option<bool> {
    let code = code?;
    Some(match test {
        ValueTest::Codes(truth) => truth.get(code).copied().unwrap_or(false),
        _ => false,
    })
}

fn value(test: &ValueTest, cells: &Cells<'_>, row: usize) -> Option<bool> {
    match cells {
        Cells::Text(codes) => {
            code(test, codes.get(row).filter(|code| **code != NONE).map(|code| *code as usize))
        }
        Cells::Narrow(_) => code(test, cells.key(row).and_then(|code| usize::try_from(code).ok())),
        Cells::Number(_) => cells.number(row).map(|value| match test {
            ValueTest::Number(test) => number(test, value),
            _ => false,
        }),
        Cells::Flag(flags) => flags.get(row).copied().flatten().map(|flag| match test {
            ValueTest::Flag(passes) => passes[usize::from(flag)],
            _ => false,
        }),
    }
}

#[expect(clippy::float_cmp, reason = "`=` in a filter means the very same number")]
fn number(test: &NumberTest, value: f64) -> bool {
    match test {
        NumberTest::Compare(comparison, wanted) => match comparison {
            Comparison::Equal => value == *wanted,
            Comparison::Unequal => value != *wanted,
            Comparison::Less => value < *wanted,
            Comparison::AtMost => value <= *wanted,
            Comparison::Greater => value > *wanted,
            Comparison::AtLeast => value >= *wanted,
        },
        NumberTest::In(list) => list.contains(&value),
        NumberTest::NotIn(list) => !list.contains(&value),
    }
}
