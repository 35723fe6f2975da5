//! Maps that several people edit at once: a real server, and pages on real web sockets.

#[path = "live/bounds.rs"]
mod bounds;
#[path = "live/converge.rs"]
mod converge;
#[path = "live/figures.rs"]
mod figures;
#[path = "live/file.rs"]
mod file;
#[path = "live/fuzz.rs"]
mod fuzz;
#[path = "live/killed.rs"]
mod killed;
#[path = "live/library.rs"]
mod library;
#[path = "live/listed.rs"]
mod listed;
#[path = "live/page.rs"]
mod page;
#[path = "live/proposals.rs"]
mod proposals;
#[path = "live/refused.rs"]
mod refused;
#[path = "live/removed.rs"]
mod removed;
#[path = "../../doc/tests/doc/sealed.rs"]
mod sealed;
#[path = "live/served.rs"]
mod served;
#[path = "live/slow.rs"]
mod slow;
#[path = "live/versions.rs"]
mod versions;
