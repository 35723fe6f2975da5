//! Laws of the live document: the same map both ways, the same map on all sides, and nothing hostile comes in.

mod arbitrary;
mod convergence;
mod halves;
mod hostile;
mod identity;
mod merging;
mod talk;
mod together;
mod touched;
