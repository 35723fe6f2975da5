//! The commands, one file each: its arguments, and `run`, which calls the project and prints.

pub(crate) mod ask;
pub(crate) mod check;
pub(crate) mod convert;
pub(crate) mod data;
pub(crate) mod demo;
pub(crate) mod draft;
pub(crate) mod forget;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod pull;
pub(crate) mod push;
pub(crate) mod render;
pub(crate) mod serve;
pub(crate) mod show;

use crate::args::{Cli, Command};
use crate::failure::Outcome;

/// Runs what was typed.
pub(crate) fn run(cli: Cli) -> Outcome {
    let project = cli.project.as_deref();
    match cli.command {
        Command::Demo(args) => demo::run(project, &args),
        Command::Init(args) => init::run(args),
        Command::Import(args) => import::run(project, args),
        Command::Data(args) => data::run(project, &args),
        Command::Forget(args) => forget::run(project, args),
        Command::Ask(args) => ask::run(project, &args),
        Command::Draft(args) => draft::run(project, args),
        Command::Show(args) => show::run(project, &args),
        Command::Check(args) => check::run(project, &args),
        Command::Render(args) => render::run(project, &args),
        Command::Convert(args) => convert::run(project, &args),
        Command::Pull(args) => pull::run(project, &args),
        Command::Push(args) => push::run(project, &args),
        Command::Serve(args) => serve::run(project, &args),
    }
}
