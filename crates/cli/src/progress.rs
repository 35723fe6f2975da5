//! A bar for long work: on a terminal, and nowhere else.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;
use wayline_engine::ingest::Progress;

/// Bytes read of a file or several.
pub(crate) struct Bytes(ProgressBar);

impl Bytes {
    /// A bar that says what is being done.
    pub(crate) fn new(doing: &str) -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), target());
        bar.set_style(style("{msg} {bar:30} {bytes} of {total_bytes}, {eta} left"));
        bar.set_message(doing.to_owned());
        Self(bar)
    }
}

impl Progress for Bytes {
    fn step(&self, done: u64, total: u64) {
        self.0.set_length(total);
        self.0.set_position(done);
    }

    fn store(&self, done: u64, total: u64) {
        if done <= 1 {
            self.0.set_style(style("{msg} {bar:30} stored {pos} of {len} parts"));
        }
        self.0.set_length(total);
        self.0.set_position(done);
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Drop for Bytes {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Work whose end is not known. Gone when dropped.
pub(crate) struct Busy(ProgressBar);

impl Busy {
    /// A sign of life that says what is being done.
    pub(crate) fn new(doing: &str) -> Self {
        let bar = ProgressBar::with_draw_target(None, target());
        bar.set_message(doing.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

fn target() -> ProgressDrawTarget {
    if std::io::stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    }
}
