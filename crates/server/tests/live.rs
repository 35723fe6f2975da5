//! Maps that several people edit at once: a real server, and pages on real web sockets.

#[path = "live/converge.rs"]
mod converge;
#[path = "live/file.rs"]
mod file;
#[path = "live/killed.rs"]
mod killed;
#[path = "live/page.rs"]
mod page;
#[path = "live/proposals.rs"]
mod proposals;
#[path = "live/refused.rs"]
mod refused;
#[path = "live/served.rs"]
mod served;
#[path = "live/versions.rs"]
mod versions;
