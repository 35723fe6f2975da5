//! The frame of the whole document, for pages that have nothing of it yet: many open a map at once, and all with nothing.

use axum::extract::ws::Message;
use std::time::Duration;
use tokio::time::Instant;

/// How long it is kept for others who open the map at about the same time: it is one more copy of the document.
const KEPT: Duration = Duration::from_secs(5);

/// The frame, and until when it is kept.
#[derive(Default)]
pub(super) struct Whole(Option<(Message, Instant)>);

impl Whole {
    /// The frame as long as it is kept.
    pub(super) fn at(&self, now: Instant) -> Option<Message> {
        self.0.as_ref().filter(|(_, until)| now < *until).map(|(frame, _)| frame.clone())
    }

    pub(super) fn keep(&mut self, frame: Message, now: Instant) {
        self.0 = Some((frame, now + KEPT));
    }

    /// The document is another one by now.
    pub(super) fn forget(&mut self) {
        self.0 = None;
    }

    /// Lets it go once its time is over.
    pub(super) fn tidy(&mut self, now: Instant) {
        self.0.take_if(|(_, until)| *until <= now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_there_for_who_comes_at_the_same_time_and_takes_no_place_later() {
        let (mut whole, now) = (Whole::default(), Instant::now());
        whole.keep(Message::text("all of it"), now);
        let soon = now + KEPT - Duration::from_millis(1);
        whole.tidy(soon);
        assert_eq!(whole.at(soon), Some(Message::text("all of it")));
        assert_eq!(whole.at(now + KEPT), None);
        whole.tidy(now + KEPT);
        assert!(whole.0.is_none(), "it is not held either");
        whole.keep(Message::text("all of it"), now);
        whole.forget();
        assert_eq!(whole.at(now), None);
    }
}
