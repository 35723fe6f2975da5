//! The binary `wayline`: reads arguments, calls the project, prints, exits.
//!
//! Begin at [`args`] (what can be typed) and [`cmd`] (one file a command). **No logic is here that the
//! server would miss.** Results go to stdout ([`print`]), findings and errors to stderr ([`findings`]);
//! the exit code is 0 for success, 1 when a command found what it was asked to look for, 2 for wrong
//! use or bad input, 3 when two sides were merged and not all that both did can stand ([`failure`]).

mod args;
mod browser;
mod cmd;
mod failure;
mod findings;
mod fonts;
mod maps;
mod numbers;
mod plain;
mod print;
mod progress;
mod remote;
mod table;
mod theme;
mod whereabouts;

use std::process::ExitCode;

fn main() -> ExitCode {
    match args::parse() {
        Ok(cli) => {
            let json = cli.command.json();
            failure::exit(cmd::run(cli), json)
        }
        Err(code) => code,
    }
}
