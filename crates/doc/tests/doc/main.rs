//! Laws of the live document: the same map both ways, the same map on all sides, and nothing hostile comes in.

mod arbitrary;
mod cases;
mod claims;
mod convergence;
mod forged;
mod halves;
mod hostile;
mod identity;
mod merging;
mod sealed;
mod talk;
mod together;
mod touched;
