//! What can be typed: the commands, and the options that all of them know.

use crate::cmd::{
    ask, check, convert, data, demo, draft, forget, import, init, pull, push, render, serve, show,
};
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Customer journey maps with evidence on every statement.
#[derive(Debug, Parser)]
#[command(name = "wayline", version, max_term_width = 100, after_help = EXAMPLE)]
pub(crate) struct Cli {
    /// The project's folder [default: the nearest folder upward with a wayline.toml].
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) project: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLE: &str = "\
Example:
  wayline demo
  wayline init shop && cd shop
  wayline import events ../orders.csv
  wayline draft --out maps/shop.journey.yaml
  wayline render maps/shop.journey.yaml -o shop.svg

Exit codes: 0 success, 1 a check found something or a file of the data is damaged,
2 wrong use or bad input.";

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Demo(demo::Args),
    Init(init::Args),
    Import(import::Args),
    Data(data::Args),
    Forget(forget::Args),
    Ask(Box<ask::Args>),
    Draft(draft::Args),
    Show(show::Args),
    Check(check::Args),
    Render(render::Args),
    Convert(convert::Args),
    Pull(pull::Args),
    Push(push::Args),
    Serve(serve::Args),
}

impl Command {
    /// Whether JSON is to stand on stdout.
    pub(crate) fn json(&self) -> bool {
        match self {
            Self::Import(import) => import.json(),
            Self::Data(args) => args.json,
            Self::Forget(args) => args.json,
            Self::Ask(args) => args.json || args.format == ask::Format::Json,
            Self::Show(args) => args.json,
            Self::Check(args) => args.json,
            Self::Pull(args) => args.json,
            Self::Push(args) => args.json,
            _ => false,
        }
    }
}

/// The arguments, or the code to end with: 0 after `--help` and `--version`, 2 after wrong use.
pub(crate) fn parse() -> Result<Cli, ExitCode> {
    Cli::try_parse().map_err(|error| {
        // A closed pipe behind `--help` is no error.
        let _ = error.print();
        if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
    })
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound_and_every_command_shows_an_example() {
        let command = Cli::command();
        command.clone().debug_assert();
        let mut open: Vec<clap::Command> = command.get_subcommands().cloned().collect();
        while let Some(command) = open.pop() {
            open.extend(command.get_subcommands().cloned());
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let shown = help.contains("Example") && help.contains("wayline ");
            assert!(shown || command.has_subcommands(), "{} has no example", command.get_name());
        }
    }
}
