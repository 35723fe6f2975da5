//! `wayline init`: an empty project.

use crate::failure::{Failure, Outcome};
use crate::print;
use std::path::PathBuf;
use wayline_project::{Project, Settings};

/// Makes an empty project.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  wayline init shop --name \"Garden shop\" --time-zone Europe/Warsaw")]
pub(crate) struct Args {
    /// Its folder; made if there is none.
    dir: PathBuf,
    /// What stands above its maps [default: the folder's name].
    #[arg(long)]
    name: Option<String>,
    /// IANA zone in which its days begin, such as Europe/Warsaw.
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    time_zone: String,
    /// Currency of its money, such as EUR.
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// A template to begin from.
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
}

/// Makes the folder and says what to do next.
pub(crate) fn run(args: Args) -> Outcome {
    if let Some(template) = &args.template {
        return Err(Failure::refuse(
            "unknown-template",
            format!("there is no template `{template}`: this version has none yet"),
            "leave out --template for an empty project",
        ));
    }
    let folder = args.dir.canonicalize().unwrap_or_else(|_| args.dir.clone());
    let named = args.name.or_else(|| Some(folder.file_name()?.to_string_lossy().into_owned()));
    let mut settings =
        Settings { time_zone: args.time_zone, currency: args.currency, ..Settings::default() };
    if let Some(name) = named {
        settings.name = name;
    }
    // Reading back what will be written refuses a zone that does not exist before anything is made.
    Settings::read(&settings.write(), &args.dir.join("wayline.toml"))?;
    Project::init(&args.dir, settings)?;
    let dir = args.dir.display();
    print::text(&format!(
        "{dir} is a project now. Next: wayline import events FILE --project {dir}\n"
    ))
}
