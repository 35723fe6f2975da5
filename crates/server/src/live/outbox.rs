//! What waits to be sent to one page: bounded, so that a page that does not read costs the others nothing.

use axum::extract::ws::Message;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::mpsc;

/// Most messages that wait.
const MESSAGES: usize = 1_024;

/// The end that a room holds. When it is dropped, what waits is still sent.
pub(crate) struct Outbox {
    queue: mpsc::Sender<Message>,
    waiting: Arc<AtomicUsize>,
    most: usize,
}

/// The end that a connection sends from.
pub(crate) struct Waiting {
    queue: mpsc::Receiver<Message>,
    waiting: Arc<AtomicUsize>,
}

/// A queue to one page. From `most` bytes on that wait no more are taken; the last message may be of any size.
pub(crate) fn outbox(most: usize) -> (Outbox, Waiting) {
    let (sender, receiver) = mpsc::channel(MESSAGES);
    let waiting = Arc::new(AtomicUsize::new(0));
    let ends = (Arc::clone(&waiting), waiting);
    (Outbox { queue: sender, waiting: ends.0, most }, Waiting { queue: receiver, waiting: ends.1 })
}

impl Outbox {
    /// Puts a message in the queue, never waiting. False when the page has gone or does not keep up: it is to be dropped.
    pub(crate) fn push(&self, message: Message) -> bool {
        let size = size(&message);
        let before = self.waiting.fetch_add(size, Ordering::Relaxed);
        if before >= self.most {
            return false;
        }
        self.queue.try_send(message).is_ok()
    }
}

impl Waiting {
    /// The next message; `None` once the room has let the page go and all was taken.
    pub(crate) async fn next(&mut self) -> Option<Message> {
        let message = self.queue.recv().await?;
        self.waiting.fetch_sub(size(&message), Ordering::Relaxed);
        Some(message)
    }
}

fn size(message: &Message) -> usize {
    match message {
        Message::Text(text) => text.len(),
        Message::Binary(bytes) | Message::Ping(bytes) | Message::Pong(bytes) => bytes.len(),
        Message::Close(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_message_of_any_size_waits_but_no_pile_does() {
        let large = || Message::Binary(vec![0; 1_001].into());
        let (outbox, mut waiting) = outbox(1_000);
        assert!(outbox.push(Message::Text("a".into())));
        assert!(outbox.push(large()));
        assert!(!outbox.push(Message::Text("a".into())), "the page does not keep up");
        assert!(matches!(waiting.next().await, Some(Message::Text(_))));
        assert!(matches!(waiting.next().await, Some(Message::Binary(_))));

        let (outbox, mut waiting) = super::outbox(1 << 20);
        for _ in 0..MESSAGES {
            assert!(outbox.push(Message::Text("a".into())));
        }
        assert!(!outbox.push(Message::Text("a".into())), "the queue is full");
        drop(outbox);
        let mut sent = 0;
        while waiting.next().await.is_some() {
            sent += 1;
        }
        assert_eq!(sent, MESSAGES);
    }
}
