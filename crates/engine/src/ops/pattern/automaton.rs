//! A pattern as an automaton whose states are bits of one word: state `i` waits for place `i`, the last one accepts.
//!
//! A pattern is a chain, so a step is a shift: what fits a plain place goes one on, what fits a starred place stays, and
//! a starred place may always be passed by (K. Thompson, CACM 11 (1968); R. Baeza-Yates and G. Gonnet, CACM 35 (1992)).

use super::parse::{Is, Name, parse, wrong};
use crate::error::Error;
use crate::refusal::hint;
use crate::trace::Code;
use std::ops::Range;

/// A pattern bound to activities.
#[derive(Clone, Debug)]
pub(crate) struct Automaton {
    /// By activity: the places it fits.
    fits: Vec<u64>,
    /// The starred places.
    many: u64,
    /// The state in which all places are filled.
    accept: u64,
    from_start: bool,
    to_end: bool,
}

impl Automaton {
    /// Reads a pattern and looks its names up.
    pub(crate) fn compile(text: &str, activities: &[String]) -> Result<Self, Error> {
        let read = parse(text)?;
        let mut fits = vec![0; activities.len()];
        let mut many = 0;
        for (place, item) in read.items.iter().enumerate() {
            let bit = 1_u64 << place;
            if item.many {
                many |= bit;
            }
            let (names, not) = match &item.is {
                Is::Any => (&[][..], true),
                Is::Of(names) => (&names[..], false),
                Is::NotOf(names) => (&names[..], true),
            };
            let mut is_listed = vec![false; activities.len()];
            for name in names {
                is_listed[find(name, activities)?] = true;
            }
            for (fits, is_listed) in fits.iter_mut().zip(is_listed) {
                if is_listed != not {
                    *fits |= bit;
                }
            }
        }
        let accept = 1_u64 << read.items.len();
        Ok(Self { fits, many, accept, from_start: read.from_start, to_end: read.to_end })
    }

    /// The matches in a journey, from left to right, none over another: the earliest first event, and to
    /// it the earliest last event. `begins` is room for one journey.
    pub(crate) fn matches<A: Code>(
        &self,
        activities: &[A],
        begins: &mut Vec<bool>,
        mut found: impl FnMut(Range<usize>),
    ) {
        self.mark(activities, begins);
        let mut at = 0;
        while at < activities.len() {
            if begins[at] {
                let end = self.end(activities, at);
                found(at..end);
                at = end;
            } else {
                at += 1;
            }
            if self.from_start {
                return;
            }
        }
    }

    /// Marks the events at which a match begins, in one pass from the last to the first: two looks at
    /// every event, however many beginnings lead nowhere.
    fn mark<A: Code>(&self, activities: &[A], begins: &mut Vec<bool>) {
        begins.clear();
        begins.resize(activities.len(), false);
        let over = self.backed(self.accept);
        let anywhere = if self.to_end { 0 } else { over };
        // The states from which the rest is accepted.
        let mut states = over;
        for (at, activity) in activities.iter().enumerate().rev() {
            let fits = self.fits[activity.ix()];
            let before = fits & (((states >> 1) & !self.many) | (states & self.many));
            let before = self.backed(before);
            begins[at] = before & 1 != 0;
            states = before | anywhere;
        }
    }

    /// Where the shortest match from an event on ends.
    fn end<A: Code>(&self, activities: &[A], from: usize) -> usize {
        let mut states = self.passed(1);
        for (at, activity) in activities.iter().enumerate().skip(from) {
            let hit = states & self.fits[activity.ix()];
            states = self.passed(((hit & !self.many) << 1) | (hit & self.many));
            if states & self.accept != 0 && (!self.to_end || at + 1 == activities.len()) {
                return at + 1;
            }
        }
        activities.len()
    }

    /// With the states that passing starred places by leads to.
    fn passed(&self, mut states: u64) -> u64 {
        loop {
            let more = states | ((states & self.many) << 1);
            if more == states {
                return states;
            }
            states = more;
        }
    }

    /// With the states that passing starred places by leads from.
    fn backed(&self, mut states: u64) -> u64 {
        loop {
            let more = states | ((states >> 1) & self.many);
            if more == states {
                return states;
            }
            states = more;
        }
    }
}

fn find(name: &Name, activities: &[String]) -> Result<usize, Error> {
    activities.iter().position(|known| *known == name.text).ok_or_else(|| {
        let message = format!("no event has the activity \"{}\"", name.text);
        let names = activities.iter().map(String::as_str);
        wrong(name.at, &message, hint(&name.text, "activities", names))
    })
}
