//! The binary, run as its user runs it: in a temporary folder, with what it prints and how it exits.

mod bad_input;
mod damaged;
mod demo;
mod examples;
mod kept;
mod killed;
mod pictures;
mod run;
mod together;
mod use_of_it;
