//! How a room stands, for those who decide which rooms are open.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use tokio::time::Instant;

/// How a room stands, as it says itself.
#[derive(Default)]
pub(crate) struct Standing {
    /// Since when nobody is in it and nothing was asked of it.
    vacant: Mutex<Option<Instant>>,
    /// It was told that it may end.
    told: AtomicBool,
    /// It has ended, with everything written.
    over: AtomicBool,
}

impl Standing {
    /// Since when nobody is in it; `None` while somebody is.
    pub(crate) fn say_vacant(&self, since: Option<Instant>) {
        if since.is_none() {
            self.told.store(false, Ordering::SeqCst);
        }
        *self.vacant.lock().unwrap_or_else(PoisonError::into_inner) = since;
    }

    /// As it was said last.
    pub(crate) fn vacant(&self) -> Option<Instant> {
        *self.vacant.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn say_told(&self) {
        self.told.store(true, Ordering::SeqCst);
    }

    pub(crate) fn is_told(&self) -> bool {
        self.told.load(Ordering::SeqCst)
    }

    pub(crate) fn say_over(&self) {
        self.over.store(true, Ordering::SeqCst);
    }

    pub(crate) fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }
}
