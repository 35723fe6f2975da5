//! Maps that several people edit at once.
//!
//! A map that somebody has open is a *room*: one task that owns the document, takes updates, keeps them and tells the others.
//! Read in this order: [`wire`] (what is said over a WebSocket), [`command`] (what a room is asked), [`room`] (the task), [`file`] (the
//! map's file beside it), [`rooms`] (which are open), [`socket`] (one connection). `docs/live-document.md` is the contract.

pub(crate) mod bounds;
pub(crate) mod command;
pub(crate) mod drawn;
pub(crate) mod file;
pub(crate) mod lines;
pub(crate) mod outbox;
pub(crate) mod pace;
pub(crate) mod pages;
pub(crate) mod room;
pub(crate) mod rooms;
pub(crate) mod socket;
pub(crate) mod standing;
pub(crate) mod wire;
