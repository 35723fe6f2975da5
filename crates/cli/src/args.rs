//! What can be typed: the commands, and the options that all of them know.

use crate::cmd::{
    ask, check, convert, data, demo, draft, forget, import, init, pull, push, render, serve, show,
};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Customer journey maps with evidence on every statement.
#[derive(Debug, Parser)]
#[command(name = "wayline", version, max_term_width = 100, after_help = EXAMPLE)]
pub(crate) struct Cli {
    /// The project's folder [default: the nearest folder upward with a wayline.toml].
    #[arg(long, global = true, value_name = "DIR", display_order = 900)]
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
2 wrong use or bad input, 3 pull or push merged what both sides had changed in one place.";

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
        let error = with_tips_that_hold(error);
        // A closed pipe behind `--help` is no error.
        let _ = error.print();
        if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
    })
}

/// No option is meant as a value here, as the library offers for an unknown one; and a port is part of an address.
fn with_tips_that_hold(mut error: clap::Error) -> clap::Error {
    if error.kind() != ErrorKind::UnknownArgument {
        return error;
    }
    let mut tips = match error.remove(ContextKind::Suggested) {
        Some(ContextValue::StyledStrs(tips)) => tips,
        _ => Vec::new(),
    };
    tips.retain(|tip| !tip.to_string().starts_with("to pass "));
    let said = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let port = said(ContextKind::InvalidArg).starts_with("--port");
    if port && said(ContextKind::Usage).contains("wayline serve") {
        tips.push("a port is part of an address: --addr 127.0.0.1:PORT".into());
    }
    if !tips.is_empty() {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
    }
    error
}

#[cfg(test)]
mod tests {
    use super::{Cli, with_tips_that_hold};
    use clap::{CommandFactory, Parser};

    #[test]
    fn a_tip_for_an_unknown_option_is_one_that_helps() {
        let told = |words: &[&str]| {
            let error = Cli::try_parse_from(words).expect_err("an unknown option");
            with_tips_that_hold(error).to_string()
        };
        let port = told(&["wayline", "serve", "--port", "80"]);
        assert!(
            port.contains("tip: a port is part of an address: --addr 127.0.0.1:PORT"),
            "{port}"
        );
        let flag = told(&["wayline", "show", "--flag"]);
        assert!(flag.contains("'--flag'") && !flag.contains("tip:"), "{flag}");
        let near = told(&["wayline", "show", "--jsn", "a.journey.yaml"]);
        assert!(near.contains("'--json'"), "{near}");
    }

    #[test]
    fn no_line_of_help_is_broken_by_a_terminal_of_a_hundred_columns() {
        let mut open = vec![Cli::command()];
        while let Some(command) = open.pop() {
            open.extend(command.get_subcommands().cloned());
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let long = help.lines().find(|line| line.chars().count() > 100);
            assert_eq!(long, None, "in the help of {}", command.get_name());
        }
    }

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
