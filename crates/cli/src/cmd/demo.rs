//! `wayline demo`: an invented company as a project, and its page.

use crate::failure::{Failure, Outcome};
use crate::numbers::{counted, duration};
use crate::progress::{Busy, Bytes};
use crate::{browser, cmd, print};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::time::Instant;
use wayline_engine::ingest::{EventImport, FeedbackImport};
use wayline_project::{DraftOptions, Project, Settings};
use wayline_sample::plan::CUSTOMERS;
use wayline_sample::{Company, NAME, Plan};
use wayline_server::options::PORT;

/// Makes the project of an invented company, drafts its map, serves and opens the page.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The company does not exist: Stride sells a fitness app by subscription, and what hurts its customers
was planted; DIR/source/truth.json says what. The folder is an ordinary project: every other command
works in it. Called again, it serves the sample that is there.

Example:
  wayline demo
  wayline demo --small --dir ~/stride --port 0 --no-open")]
pub(crate) struct Args {
    /// Port of the page; 0 takes any free one [default: 8470, or a free one where that is taken].
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Folder of the project; made if there is none.
    #[arg(long, value_name = "DIR", default_value = "stride-demo")]
    dir: PathBuf,
    /// A tenth of it: 6,000 customers instead of 60,000.
    #[arg(long)]
    small: bool,
    /// Where all chance comes from: the same seed makes the same company.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Do not open a browser.
    #[arg(long)]
    no_open: bool,
    /// Make the project and end; nothing is served.
    #[arg(long)]
    no_serve: bool,
    /// How many customers, for tests.
    #[arg(long, value_name = "N", hide = true, conflicts_with = "small")]
    customers: Option<u32>,
}

/// Which sample a folder holds; written into it.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Marker {
    /// Always [`NAME`].
    sample: String,
    /// The version of `wayline` that made it.
    version: String,
    seed: u64,
    customers: u32,
}

/// Where a marker stands in its project.
const MARKER: &str = "source/sample.json";
/// The activity that the company wants more of.
const GOAL: &str = "Renews";
/// The map that is drafted.
const MAP: &str = "first-ad-to-invite.journey.yaml";
const MAP_NAME: &str = "From first ad to invited friend";

/// Makes the sample unless it is there, serves it until it is interrupted.
pub(crate) fn run(project: Option<&Path>, args: &Args) -> Outcome {
    if project.is_some() {
        return Err(Failure::refuse(
            "demo-project",
            "`wayline demo` makes a project of its own",
            "leave out --project; --dir names the folder of the demo",
        ));
    }
    // Before the work, not after it.
    let port = free_port(args.port)?;
    let usual = if args.small { CUSTOMERS / 10 } else { CUSTOMERS };
    let wanted = Marker {
        sample: NAME.into(),
        version: env!("CARGO_PKG_VERSION").into(),
        seed: args.seed,
        customers: args.customers.unwrap_or(usual),
    };
    let dir = &args.dir;
    let project = if is_there(dir, &wanted)? {
        print::text(&format!("{} holds this sample already\n", dir.display()))?;
        Project::open(dir)?
    } else {
        let start = Instant::now();
        let project = make(dir, &wanted)?;
        let took = duration(start.elapsed().as_secs_f64());
        print::text(&format!("{} is a project now: {NAME} ({took})\n", dir.display()))?;
        project
    };
    if args.no_serve {
        return Ok(());
    }
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    cmd::serve::page(project, address, Vec::new(), |url| {
        if !args.no_open {
            browser::open(url);
        }
    })
}

/// The port that was asked for, else the usual one, else any.
fn free_port(asked: Option<u16>) -> Result<u16, Failure> {
    let free = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
    match asked {
        Some(port) if port != 0 && !free(port) => Err(Failure::refuse(
            "port-in-use",
            format!("port {port} is in use or not allowed"),
            "choose another with --port, or 0 for any free one",
        )),
        Some(port) => Ok(port),
        None => Ok(if free(PORT) { PORT } else { 0 }),
    }
}

/// Whether the folder holds the sample that is wanted; an error if it holds anything else.
fn is_there(dir: &Path, wanted: &Marker) -> Result<bool, Failure> {
    if is_free(dir)? {
        return Ok(false);
    }
    let shown = dir.display();
    match marker(dir) {
        Some(found) if found == *wanted => Ok(true),
        Some(Marker { version, seed, customers, .. }) => Err(Failure::refuse(
            "another-sample",
            format!(
                "{shown} holds another sample: {} from seed {seed}, made by version {version}",
                counted(u64::from(customers), "customer", "customers"),
            ),
            format!(
                "name another folder with --dir, remove {shown}, or serve it as it is with \
                 `wayline serve --project {shown}`"
            ),
        )),
        None => Err(Failure::refuse(
            "not-a-sample",
            format!("{shown} is there already and is no sample of `wayline demo`"),
            "name another folder with --dir",
        )),
    }
}

/// Whether there is nothing, or an empty folder.
fn is_free(dir: &Path) -> Result<bool, Failure> {
    match fs::read_dir(dir) {
        Ok(mut inside) => Ok(inside.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(Failure::file("reading", dir, &error)),
    }
}

/// What a folder says about the sample in it.
fn marker(dir: &Path) -> Option<Marker> {
    let text = fs::read_to_string(dir.join(MARKER)).ok()?;
    serde_json::from_str::<Marker>(&text).ok().filter(|marker| marker.sample == NAME)
}

/// Makes the project beside its place and moves it there: what stands at `dir` is whole.
fn make(dir: &Path, wanted: &Marker) -> Result<Project, Failure> {
    let Some(name) = dir.file_name() else {
        return Err(Failure::refuse(
            "no-folder",
            format!("{} is no name of a folder", dir.display()),
            "name a new folder with --dir",
        ));
    };
    let unfinished = dir.with_file_name({
        let mut name = OsString::from(name);
        name.push(".unfinished");
        name
    });
    if !is_free(&unfinished)? {
        // Left by a run that was interrupted, at work for another one, or somebody else's.
        let shown = unfinished.display();
        match fs::File::open(unfinished.join(MARKER)).map(|file| file.try_lock()) {
            Ok(Err(fs::TryLockError::WouldBlock)) => {
                return Err(Failure::refuse(
                    "demo-running",
                    format!("another `wayline demo` is at work in {shown}"),
                    "wait until it has ended, or name another folder with --dir",
                ));
            }
            _ if marker(&unfinished).is_some() || is_bare(&unfinished) => {}
            _ => {
                return Err(Failure::refuse(
                    "not-a-sample",
                    format!("{shown} is in the way"),
                    "move it, or name another folder with --dir",
                ));
            }
        }
        fs::remove_dir_all(&unfinished)
            .map_err(|error| Failure::file("removing", &unfinished, &error))?;
    }
    let _lock = begin(&unfinished, wanted)?;
    let project = fill(&unfinished, wanted)?;
    if dir.exists() {
        fs::remove_dir(dir).map_err(|error| Failure::file("replacing", dir, &error))?;
    }
    fs::rename(&unfinished, dir).map_err(|error| Failure::file("naming", dir, &error))?;
    Ok(project.moved(dir))
}

/// The folder with its marker, which is locked as long as somebody works on it.
fn begin(dir: &Path, wanted: &Marker) -> Result<fs::File, Failure> {
    let source = dir.join("source");
    fs::create_dir_all(&source).map_err(|error| Failure::file("making", &source, &error))?;
    let path = dir.join(MARKER);
    let text = serde_json::to_string_pretty(wanted).map_err(std::io::Error::from)? + "\n";
    write(&path, &text)?;
    let file = fs::File::open(&path).map_err(|error| Failure::file("opening", &path, &error))?;
    // Where locks are not to be had, two runs at once are nobody's wish anyway.
    let _ = file.try_lock();
    Ok(file)
}

/// Whether a folder holds nothing but the empty folder that a run begins with.
fn is_bare(dir: &Path) -> bool {
    let entries = |folder: &Path| fs::read_dir(folder).map_or(usize::MAX, Iterator::count);
    entries(dir) == 1 && entries(&dir.join("source")) == 0
}

/// Files, data and map, one phase after the other.
fn fill(dir: &Path, wanted: &Marker) -> Result<Project, Failure> {
    let source = dir.join("source");
    let mut mappings = Vec::new();
    phase(|| {
        let plan = Plan::stride(wanted.seed).customers(wanted.customers);
        let company = {
            let _busy = Busy::new("Inventing customers");
            Company::make(&plan)
        };
        let _busy = Busy::new("Writing files");
        for (name, text) in company.files() {
            write(&source.join(name), &text)?;
            if Path::new(name).extension().is_some_and(|ending| ending == "toml") {
                mappings.push(source.join(name));
            }
        }
        Ok(format!(
            "invented {} and {}",
            counted(u64::from(wanted.customers), "customer", "customers"),
            counted(company.events() as u64, "event", "events"),
        ))
    })?;

    let goal = Some(GOAL.to_owned());
    let project = Project::init(dir, Settings { name: NAME.into(), goal, ..Settings::default() })?;
    let files = vec![source.clone()];
    phase(|| {
        let mapping = mappings.first().cloned();
        let import = EventImport { files: files.clone(), mapping, ..EventImport::default() };
        let bar = Bytes::new("Importing events");
        let report = project.import_events(&import, &bar)?;
        Ok(format!(
            "imported {}, {} set aside as unreadable",
            counted(report.added, "event", "events"),
            counted(report.rejected, "row", "rows"),
        ))
    })?;
    phase(|| {
        let mut added = 0;
        for mapping in &mappings {
            let mapping = Some(mapping.clone());
            let import =
                FeedbackImport { files: files.clone(), mapping, ..FeedbackImport::default() };
            let bar = Bytes::new("Importing feedback");
            added += project.import_feedback(&import, &bar)?.added;
        }
        Ok(format!("imported {}", counted(added, "piece of feedback", "pieces of feedback")))
    })?;
    phase(|| {
        let _busy = Busy::new("Looking for stages, steps and pains");
        let options = DraftOptions { name: Some(MAP_NAME.into()), filter: None };
        let mut draft = project.draft(&options)?;
        draft.map.sample = true;
        project.write_map(&dir.join("maps").join(MAP), &draft.map)?;
        let pains: usize = draft.map.steps().map(|step| step.pains.len()).sum();
        Ok(format!(
            "drafted a map with {} and {}",
            counted(draft.map.steps().count() as u64, "step", "steps"),
            counted(pains as u64, "pain", "pains"),
        ))
    })?;
    Ok(project)
}

/// Does a part of the work, and says in a line what came of it and how long it took.
fn phase(work: impl FnOnce() -> Result<String, Failure>) -> Outcome {
    let start = Instant::now();
    let done = work()?;
    let took = duration(start.elapsed().as_secs_f64());
    print::text(&format!("  {done} ({took})\n"))
}

fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|error| Failure::file("writing", path, &error))
}
