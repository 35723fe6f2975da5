//! Opens an address in the browser of whoever sits there.

use std::process::{Command, Stdio};

/// Opens the address where there is a screen. That is a comfort: where it fails, the address has been printed.
pub(crate) fn open(address: &str) {
    let Some(opener) = opener() else { return };
    let started =
        Command::new(opener).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if let Err(error) = started {
        eprintln!("({opener} could not be started: {error})");
    }
}

fn opener() -> Option<&'static str> {
    let screen = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "macos") {
        Some("open")
    } else if cfg!(windows) {
        Some("explorer")
    } else {
        (screen("DISPLAY") || screen("WAYLAND_DISPLAY")).then_some("xdg-open")
    }
}
