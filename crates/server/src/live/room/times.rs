//! When a room does what it does beside taking edits.

use crate::live::command::Readied;
use crate::options::Options;
use std::time::Duration;
use tokio::time::Instant;

/// Edits that do not settle are written after so many times the pause.
const MOST_PAUSES: u32 = 10;
/// When what is to be done.
pub(super) struct Times {
    pub(super) write: Option<Instant>,
    /// The file lacks what was edited here, and says something of its own: whatever it says next could not be told from
    /// taking that back.
    pub(super) at_once: bool,
    /// The first edit that is not in the file.
    pub(super) unwritten: Option<Instant>,
    /// A text for the file is being made.
    pub(super) readying: bool,
    /// It was made, and is to be put in the file's place.
    pub(super) ready: Option<Readied>,
    pub(super) figures: Option<Instant>,
    pub(super) figuring: bool,
    pub(super) look: Instant,
    pub(super) heard: Instant,
    pub(super) snapshot: Instant,
    pub(super) settle: Duration,
    pub(super) pause: Duration,
    pub(super) linger: Duration,
}

impl Times {
    pub(super) fn new(options: &Options) -> Self {
        let now = Instant::now();
        Self {
            write: None,
            at_once: false,
            unwritten: None,
            readying: false,
            ready: None,
            figures: None,
            figuring: false,
            look: now + options.look,
            heard: now,
            snapshot: now,
            settle: options.settle,
            pause: options.look,
            linger: options.linger,
        }
    }

    /// When something is to be done next.
    pub(super) fn next(&self) -> Instant {
        if self.at_once && !self.readying {
            return Instant::now();
        }
        let figures = self.figures.filter(|_| !self.figuring);
        let write = self.write.filter(|_| !self.readying);
        [write, figures].into_iter().flatten().fold(self.look, Instant::min)
    }

    /// Somebody is there.
    pub(super) fn heard(&mut self, heard: bool) {
        if heard {
            self.heard = Instant::now();
        }
    }

    /// Whether nobody has been here for so long that the map need not stay open, and nothing is left to be written.
    pub(super) fn is_idle(&self, now: Instant) -> bool {
        self.write.is_none()
            && !self.readying
            && now.saturating_duration_since(self.heard) >= self.linger
    }

    /// Something was edited.
    pub(super) fn edited(&mut self) {
        let now = Instant::now();
        let first = *self.unwritten.get_or_insert(now);
        let due = (now + self.settle).min(first + self.settle * MOST_PAUSES);
        self.write = Some(due);
        self.figures = Some(due);
    }

    /// The file is to be written at a time, or before.
    pub(super) fn write_at(&mut self, then: Instant) {
        self.write = Some(self.write.map_or(then, |due| due.min(then)));
    }

    /// The file is being written.
    pub(super) fn written(&mut self) {
        (self.write, self.unwritten, self.at_once) = (None, None, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_map_that_nobody_has_open_is_let_go_after_a_while_and_not_before_it_is_written() {
        let options = Options::default();
        let mut times = Times::new(&options);
        let soon = |times: &Times| times.heard + options.linger - Duration::from_millis(1);
        let late = |times: &Times| times.heard + options.linger;
        assert!(!times.is_idle(soon(&times)));
        assert!(times.is_idle(late(&times)));
        times.edited();
        assert!(!times.is_idle(late(&times)), "the file lacks the last edit");
        times.written();
        times.readying = true;
        assert!(!times.is_idle(late(&times)), "its text is being made");
        times.readying = false;
        assert!(times.is_idle(late(&times)));

        // A page that stays, or a question, keeps it open.
        let then = late(&times);
        times.heard(false);
        assert!(times.is_idle(then), "nobody was heard");
        times.heard = then;
        assert!(!times.is_idle(then));
        // It is looked often enough that the time is not missed by much.
        assert!(times.next() <= Instant::now() + options.look);
    }
}
