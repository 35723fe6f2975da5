//! The parts of a hot form that a kept partial is brought up to date with: what was, what of it was touched, what is.

use super::Hot;
use super::overlay::Overlay;
use crate::block::{Block, Needs, Room, Source};
use crate::error::Error;
use crate::run::Later;

/// Some of the journeys.
struct Part<'a> {
    hot: &'a Hot,
    overlay: &'a Overlay,
    which: Which,
}

enum Which {
    /// Those of the file.
    Before,
    /// Those of the file that were touched: their blocks, and who else is in each.
    Touched(Vec<(usize, Vec<u32>)>),
    /// The touched and the new ones.
    Now,
}

/// The parts.
pub(super) fn parts<'a>(hot: &'a Hot, overlay: &'a Overlay) -> Later<'a> {
    let part = |which| -> Box<dyn Source + 'a> { Box::new(Part { hot, overlay, which }) };
    let touched = overlay.touched().map(|(block, touched)| {
        let journeys = hot.base.entries[block].journeys;
        let all = 0..u32::try_from(journeys).unwrap_or(u32::MAX);
        (block, all.filter(|journey| touched.binary_search(journey).is_err()).collect())
    });
    Later {
        before: part(Which::Before),
        touched: part(Which::Touched(touched.collect())),
        now: part(Which::Now),
    }
}

impl Source for Part<'_> {
    fn events(&self) -> u64 {
        match self.which {
            Which::Before => self.hot.base.meta.events,
            Which::Touched(_) | Which::Now => self.overlay.events,
        }
    }

    fn blocks(&self) -> usize {
        match &self.which {
            Which::Before => self.hot.base.entries.len(),
            Which::Touched(blocks) => blocks.len(),
            Which::Now => self.overlay.blocks(),
        }
    }

    fn skipped(&self, at: usize) -> &[u32] {
        match &self.which {
            Which::Touched(blocks) => &blocks[at].1,
            Which::Before | Which::Now => &[],
        }
    }

    fn block<'r>(
        &'r self,
        at: usize,
        needs: &Needs,
        room: &'r mut Room,
    ) -> Result<Block<'r>, Error> {
        match &self.which {
            Which::Before => self.hot.base_block(at, needs, room),
            Which::Touched(blocks) => self.hot.base_block(blocks[at].0, needs, room),
            Which::Now => self.overlay.block(self.hot, at, needs, room),
        }
    }
}
