//! What waits to be sent to one page: bounded, so that a page that does not read costs the others nothing.

use axum::extract::ws::Message;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::{mpsc, watch};

/// Most messages that wait.
const MESSAGES: usize = 1_024;

/// The end that a room holds. When it is dropped, what waits is still sent, unless the page did not keep up.
pub(crate) struct Outbox {
    queue: mpsc::Sender<Message>,
    waiting: Arc<AtomicUsize>,
    most: usize,
    behind: watch::Sender<bool>,
}

/// The end that a connection sends from.
pub(crate) struct Waiting {
    queue: mpsc::Receiver<Message>,
    bytes: Arc<AtomicUsize>,
    behind: Behind,
}

/// Tells that a page does not keep up: none of what waits for it will be sent.
#[derive(Clone)]
pub(crate) struct Behind(watch::Receiver<bool>);

impl Behind {
    /// Over when it is so.
    pub(crate) async fn told(&mut self) {
        if self.0.wait_for(|behind| *behind).await.is_err() {
            // The room has let the page go for another reason.
            std::future::pending::<()>().await;
        }
    }
}

/// A queue to one page. From `most` bytes on that wait no more are taken; the last message may be of any size.
pub(crate) fn outbox(most: usize) -> (Outbox, Waiting) {
    let (sender, receiver) = mpsc::channel(MESSAGES);
    let waiting = Arc::new(AtomicUsize::new(0));
    let (told, behind) = watch::channel(false);
    let outbox = Outbox { queue: sender, waiting: Arc::clone(&waiting), most, behind: told };
    (outbox, Waiting { queue: receiver, bytes: waiting, behind: Behind(behind) })
}

impl Outbox {
    /// Puts a message in the queue, never waiting. False when the page has gone or does not keep up: it is to be dropped.
    pub(crate) fn push(&self, message: Message) -> bool {
        let size = size(&message);
        let before = self.waiting.fetch_add(size, Ordering::Relaxed);
        let is_taken = before < self.most && self.queue.try_send(message).is_ok();
        if !is_taken {
            self.behind.send_replace(true);
        }
        is_taken
    }
}

impl Waiting {
    /// The next message; `None` once the room has let the page go and all was taken.
    pub(crate) async fn next(&mut self) -> Option<Message> {
        let message = self.queue.recv().await?;
        self.bytes.fetch_sub(size(&message), Ordering::Relaxed);
        Some(message)
    }

    /// Tells when the page does not keep up.
    pub(crate) fn behind(&self) -> Behind {
        self.behind.clone()
    }

    /// Lets go what waits.
    pub(crate) fn drop_all(&mut self) {
        self.queue.close();
        while let Ok(message) = self.queue.try_recv() {
            self.bytes.fetch_sub(size(&message), Ordering::Relaxed);
        }
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

    #[tokio::test]
    async fn what_waits_for_a_page_that_does_not_keep_up_takes_no_place() {
        let large = axum::body::Bytes::from(vec![0; 1_001]);
        let (outbox, mut waiting) = outbox(1_000);
        assert!(outbox.push(Message::Binary(large.clone())));
        assert!(!large.is_unique(), "it waits");
        assert!(!outbox.push(Message::Text("a".into())));
        waiting.behind().told().await;
        waiting.drop_all();
        assert!(large.is_unique(), "it was let go, although the room still has its end");
        assert!(waiting.next().await.is_none());
    }
}
