//! `wayline init`: an empty project, or one with a map to begin from.

use crate::failure::{Failure, Outcome};
use crate::print;
use std::path::PathBuf;
use wayline_model::diagnostic::nearest;
use wayline_project::project::MAP_ENDING;
use wayline_project::templates::{self, Template};
use wayline_project::{Project, Settings};

/// Makes an empty project, or one with a map to begin from.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  wayline init shop --name \"Garden shop\" --time-zone Europe/Warsaw
  wayline init bakery --template one-page && wayline serve --project bakery")]
pub(crate) struct Args {
    /// Its folder; made if there is none.
    #[arg(default_value = ".")]
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
    /// A map to begin from: ecommerce (a shop on the web) or one-page (a small business).
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
    /// Language of that map: en, pl, ru or zh [default: the machine's, else en].
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
}

/// Makes the folder and says what to do next.
pub(crate) fn run(args: Args) -> Outcome {
    let template = args.template.as_deref().map(known).transpose()?;
    let language = language(args.language.as_deref())?;
    let folder = args.dir.canonicalize().unwrap_or_else(|_| args.dir.clone());
    let named = args.name.or_else(|| Some(folder.file_name()?.to_string_lossy().into_owned()));
    let mut settings =
        Settings { time_zone: args.time_zone, currency: args.currency, ..Settings::default() };
    if let Some(name) = named {
        settings.name = name;
    }
    // Reading back what will be written refuses a zone that does not exist before anything is made.
    Settings::read(&settings.write(), &args.dir.join("wayline.toml"))?;
    let dir = args.dir.display();
    let here = args.dir.as_os_str() == ".";
    let made = if here { "This folder".to_owned() } else { dir.to_string() };
    let at = if here { String::new() } else { format!(" --project {dir}") };
    if template.is_some() && args.dir.join("wayline.toml").exists() {
        return Err(Failure::refuse(
            "project-exists",
            format!("{dir} is a project already; a template is for a new one"),
            format!("to add a map: wayline serve --project {dir}, then New map, A template"),
        ));
    }
    Project::init(&args.dir, settings)?;
    let Some(template) = template else {
        return print::text(&format!(
            "{made} is a project now. Next: wayline import events FILE{at}; or, to draw a map without data: wayline serve{at}\n"
        ));
    };
    let map = args.dir.join("maps").join(format!("{}{MAP_ENDING}", template.id));
    std::fs::write(&map, template.text(language))
        .map_err(|error| Failure::file("writing", &map, &error))?;
    print::text(&format!(
        "{made} is a project now, with the map {}. Next: wayline serve{at}\n",
        map.display()
    ))
}

/// The language that is asked for, else the machine's; English where templates have neither.
fn language(asked: Option<&str>) -> Result<&'static str, Failure> {
    let Some(asked) = asked else {
        // As POSIX ranks them: the first that is set says it all.
        let set = |name: &str| std::env::var(name).ok().filter(|locale| !locale.is_empty());
        let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"));
        return Ok(locale.as_deref().and_then(templates::language_of).unwrap_or("en"));
    };
    templates::language_of(asked).ok_or_else(|| {
        let what = format!("there is no template in the language `{asked}`");
        let help = format!("there are: {}", templates::LANGUAGES.join(", "));
        Failure::refuse("unknown-language", what, help)
    })
}

/// The template of a name.
fn known(name: &str) -> Result<&'static Template, Failure> {
    templates::of(name).ok_or_else(|| {
        let names: Vec<&str> = templates::ALL.iter().map(|template| template.id).collect();
        let help = match nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are: {}", names.join(", ")),
        };
        Failure::refuse("unknown-template", format!("there is no template `{name}`"), help)
    })
}
