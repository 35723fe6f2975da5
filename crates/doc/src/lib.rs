//! The live document of a map, which several people edit at once.
//!
//! Read in this order: [`kind`] (what records there are; the only place that lists them), [`record`] (the state of a map as
//! records), [`edit`] (how it is changed), [`tree`] (records ⇄ the map as a file), [`difference`] (what turns one state into another),
//! [`room`] (a document that is shared, and the door that others' updates come in by). `docs/live-document.md` is the contract with
//! the page; `crdt` is the only module that knows Loro.
//!
//! Same input, same bytes: seeds and peers come in through parameters, and there is no clock.

mod crdt;
pub mod difference;
pub mod edit;
mod guard;
pub mod ids;
pub mod kind;
pub mod matching;
pub mod rank;
pub mod record;
mod refusal;
pub mod room;
pub mod schema;
pub mod touched;
pub mod tree;

pub use difference::{Change, Difference, LeftOut, changes, difference};
pub use edit::Edit;
pub use guard::MOST_RECORDS;
pub use record::{Record, Records};
pub use refusal::{Error, Refusal};
pub use room::{Received, Room};
pub use touched::{About, How, Touched};
