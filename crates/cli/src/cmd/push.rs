//! `wayline push`: a file's changes to the live map that it is a copy of, merged with what others did there.

use crate::failure::{Failure, Outcome};
use crate::remote::{Address, Remote};
use crate::{maps, print, whereabouts};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use wayline_doc::difference::Became;
use wayline_doc::{Change, Edit};
use wayline_model::yaml;
use wayline_project::copies::{Copy, Merged, Met, Next, merge};
use wayline_project::project::MAP_ENDING;

/// Pushes a file's changes to its live map; what was changed on both sides is merged, and told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Nothing that either side wrote is lost. What both changed in different places of one text is joined.
Where both wrote into one place of a text, or set one value otherwise, what the server has stands,
and yours becomes a proposal on the map that anybody there can accept. All of it is printed, and
the command ends with 3 where something that one side did does not stand.

Exit codes: 0 merged, 2 wrong use or nothing done, 3 merged, and there is something to look at.

Example:
  wayline push maps/shop.journey.yaml
  wayline push maps/shop.journey.yaml http://127.0.0.1:8470")]
pub(crate) struct Args {
    /// The file.
    file: PathBuf,
    /// The server, the first time: a new map is made there.
    to: Option<String>,
    /// What others see as the name behind the changes [default: the name on this machine].
    #[arg(long = "as", value_name = "NAME")]
    name: Option<String>,
    /// What changed, as one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Merges, sends, writes, tells.
pub(crate) fn run(project: Option<&Path>, args: &Args) -> Outcome {
    is_a_file(project, &args.file)?;
    let place = Place::of(project, &args.file)?;
    let copy = place.copy()?;
    let address = args.to.as_deref().map(Address::read).transpose()?;
    let name = args.name.clone().or_else(|| std::env::var("USER").ok());
    let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| "wayline push".into());
    let (copy, mut remote) = match (copy, address) {
        (None, None) => {
            return Err(Failure::refuse(
                "never-pulled",
                format!("{} is no copy of a live map", args.file.display()),
                "name the server that it is to be a map of: wayline push FILE http://127.0.0.1:8470",
            ));
        }
        (Some(copy), Some(to)) if copy.server != to.server => {
            return Err(Failure::refuse(
                "other-server",
                format!("{} is a copy of a map of {}", args.file.display(), copy.server),
                "leave the address out, or push a copy of the file under another name",
            ));
        }
        (Some(copy), _) => {
            let remote = Remote::new(&copy.server, copy.person.clone());
            (copy, remote)
        }
        (None, Some(to)) => {
            let mut remote = Remote::new(&to.server, None);
            remote.join(&name)?;
            let read = maps::read(project, &args.file)?;
            let map = remote.create(&place.stem, &read.map)?;
            let document = remote.document(&map)?;
            let person = remote.person.clone();
            let (server, file) = (to.server, place.name.clone());
            (Copy { server, map, file, person, document, next: None, waiting: Vec::new() }, remote)
        }
    };
    remote.join(&name)?;
    let document = remote.document(&copy.map)?;
    let merged = place.merge(Some(&copy), &document)?;
    let waiting = copy.to_propose(&merged);
    let at = format!("{}/#/maps/{}?view=proposals", copy.server, copy.map);
    let copy = Copy { person: remote.person.clone(), waiting: waiting.clone(), ..copy };
    let copy = place.begin(copy, &merged)?;
    // Before the change that lets theirs stand: what was written here is then in one place or the other, whatever fails.
    remote.propose(&copy.map, &name, &waiting.iter().filter_map(proposal).collect::<Vec<_>>())?;
    if !merged.update.is_empty() {
        remote.send(&copy.map, &merged.update)?;
    }
    place.finish(Copy { waiting: Vec::new(), ..copy }, &merged)?;
    let told = told(&place, &merged, &waiting, true, args.json);
    if !waiting.is_empty() && !args.json {
        print::text(&format!("To accept or decline what is proposed: {at}\n"))?;
    }
    told
}

/// What makes the map say what the file said, and that in words.
fn proposal(met: &Met) -> Option<(&Edit, String)> {
    let field = met.here.field.as_deref().unwrap_or_default();
    let said = |change: &Change| change.to.clone().unwrap_or_default();
    let place = met.place.join(" › ");
    let says =
        format!("{place}, {field}: “{}” in place of “{}”", said(&met.here), said(&met.there));
    Some((met.proposed.as_ref()?, says))
}

/// Says what is wrong with the first argument before anything is asked of a server.
fn is_a_file(project: Option<&Path>, file: &Path) -> Outcome {
    let shown = file.display();
    if Address::is_one(&file.to_string_lossy()) {
        return Err(Failure::refuse(
            "swapped-arguments",
            format!("{shown} is an address, and stands where the file belongs"),
            format!("the file comes first: wayline push maps/NAME{MAP_ENDING} {shown}"),
        ));
    }
    if file.exists() {
        return Ok(());
    }
    Err(maps::missing(project, file))
}

/// A file and where its copy is kept.
pub(crate) struct Place {
    file: PathBuf,
    stem: String,
    folder: PathBuf,
    /// The file from the folder of its project.
    pub(crate) name: String,
    /// The file as it was when it was looked at first.
    text: Option<String>,
}

impl Place {
    /// The copy lies in the project of the file; beside the file where there is no project.
    pub(crate) fn of(project: Option<&Path>, file: &Path) -> Result<Self, Failure> {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some(stem) = name.strip_suffix(MAP_ENDING).filter(|stem| !stem.is_empty()) else {
            return Err(Failure::refuse(
                "unknown-format",
                format!("{} is no name of a map's file", file.display()),
                format!("end it in {MAP_ENDING}"),
            ));
        };
        let beside = file.parent().unwrap_or(Path::new("")).to_path_buf();
        let of = whereabouts::project_of(project, file)?;
        let root = of.map_or(beside, |project| project.folder().to_path_buf());
        // The file may not be there yet; its folder tells where it will be.
        let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let folder =
            whole(file.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new(".")));
        let inside = folder.join(name);
        let here = whole(if root.as_os_str().is_empty() { Path::new(".") } else { &root });
        let name = inside.strip_prefix(&here).unwrap_or(&inside).display().to_string();
        let text = text_of(file)?;
        let folder = root.join(".wayline");
        Ok(Self { file: file.to_path_buf(), stem: stem.to_owned(), folder, name, text })
    }

    fn kept_at(&self) -> PathBuf {
        self.folder.join("copies").join(format!("{}.json", self.stem))
    }

    /// The copy, if the file is one.
    pub(crate) fn copy(&self) -> Result<Option<Copy>, Failure> {
        let path = self.kept_at();
        let Some(text) = text_of(&path)? else { return Ok(None) };
        let copy: Copy = serde_json::from_str(&text).map_err(|error| {
            Failure::refuse(
                "copy-damaged",
                format!("{} cannot be understood: {error}", path.display()),
                "remove it and pull the map into a file of another name",
            )
        })?;
        if copy.file != self.name {
            return Err(Failure::refuse(
                "other-file",
                format!("{} is the copy of a live map, and {} has its name", copy.file, self.name),
                "rename the file that you mean",
            ));
        }
        Ok(Some(copy))
    }

    pub(crate) fn merge(&self, copy: Option<&Copy>, document: &[u8]) -> Result<Merged, Failure> {
        let file = self.text.is_some().then(|| maps::read(None, &self.file)).transpose()?;
        let seed = getrandom::u64().map_err(|error| {
            let what = format!("the system gives no random numbers: {error}");
            Failure::refuse("io", what, "try again")
        })?;
        let known = copy.map(|copy| copy.stands_for(self.text.as_deref()));
        Ok(merge(known, file.as_ref().map(|read| &read.map), document, seed)?)
    }

    /// Keeps what is about to be sent and written.
    pub(crate) fn begin(&self, copy: Copy, merged: &Merged) -> Result<Copy, Failure> {
        let text = match &self.text {
            Some(old) => yaml::rewrite(old, &merged.map),
            None => yaml::write(&merged.map),
        };
        let next =
            Next { here: merged.here_document.clone(), merged: merged.document.clone(), text };
        let copy = Copy { next: Some(next), ..copy };
        self.keep(&copy)?;
        Ok(copy)
    }

    /// Writes the file, its comments kept, and what it stands for from now on.
    pub(crate) fn finish(&self, copy: Copy, merged: &Merged) -> Outcome {
        if text_of(&self.file)? != self.text {
            return Err(Failure::refuse(
                "changed-meanwhile",
                format!(
                    "{} was changed meanwhile; nothing was written over it",
                    self.file.display()
                ),
                "run the same command again",
            ));
        }
        let text = copy.next.as_ref().map_or("", |next| &next.text);
        if let Some(folder) = self.file.parent().filter(|f| !f.as_os_str().is_empty()) {
            make_folder(folder)?;
        }
        write(&self.file, text)?;
        self.keep(&Copy { document: merged.document.clone(), next: None, ..copy })
    }

    fn keep(&self, copy: &Copy) -> Outcome {
        let kept_at = self.kept_at();
        kept_at.parent().map_or(Ok(()), make_folder)?;
        let ignored = self.folder.join(".gitignore");
        if !ignored.exists() {
            write(&ignored, "*\n")?;
        }
        let copy = serde_json::to_string(copy).map_err(|error| {
            Failure::refuse("io", format!("keeping the copy: {error}"), "please report it")
        })?;
        write(&kept_at, &copy)
    }
}

fn make_folder(folder: &Path) -> Outcome {
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::file("making the folder", folder, &error))
}

/// A file's text; nothing where there is no file.
fn text_of(path: &Path) -> Result<Option<String>, Failure> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::file("reading", path, &error)),
    }
}

/// Whole or not at all; for nobody else to read, since a copy says who one is on the server.
fn write(path: &Path, text: &str) -> Outcome {
    let failed = |error| Failure::file("writing", path, &error);
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    std::fs::write(&part, text).map_err(failed)?;
    #[cfg(unix)]
    if path.extension().is_some_and(|ending| ending == "json") {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&part, std::fs::Permissions::from_mode(0o600)).map_err(failed)?;
    }
    std::fs::rename(&part, path).map_err(failed)
}

/// Says what both sides had changed; the failure where something that one of them did does not stand. `waiting` is what is proposed,
/// found by this merge or by one before.
pub(crate) fn told(
    place: &Place,
    merged: &Merged,
    waiting: &[Met],
    pushed: bool,
    json: bool,
) -> Outcome {
    let older = || waiting.iter().filter(|met| !merged.both.contains(met));
    if json {
        print::json(&serde_json::json!({
            "file": place.file.display().to_string(),
            "here": merged.here,
            "there": merged.there,
            "both": merged.both,
            "proposed_from_before": older().collect::<Vec<_>>(),
            "left_out": merged.left_out,
            "sent": pushed && !merged.update.is_empty(),
        }))?;
    } else {
        print::text(&in_words(place, merged, &older().collect::<Vec<_>>(), pushed))?;
    }
    let is_open = !waiting.is_empty() || merged.both.iter().any(Met::is_open);
    if is_open { Err(Failure::Met) } else { Ok(()) }
}

fn in_words(place: &Place, merged: &Merged, older: &[&Met], pushed: bool) -> String {
    let file = place.file.display();
    let mut out = String::new();
    for (title, changes) in
        [("Changed in the file", &merged.here), ("Changed on the server", &merged.there)]
    {
        if !changes.is_empty() {
            let _ = writeln!(out, "{title}:");
            for change in changes {
                let _ = writeln!(out, "  {}", line(change));
            }
        }
    }
    let (apart, others): (Vec<&Met>, Vec<&Met>) =
        merged.both.iter().partition(|met| met.proposed.is_some());
    if !others.is_empty() {
        let _ = writeln!(out, "Changed on both sides, look at what came of it:");
        for met in others {
            let _ = writeln!(out, "  {}", met_line(met));
        }
    }
    let mine = if pushed {
        "what the file said is proposed on the map"
    } else {
        "what the file said is kept, and proposed on the map by the next push"
    };
    for (title, all) in [
        ("Written on both sides in one place", apart.as_slice()),
        ("Written on both sides in one place before the last pull", older),
    ] {
        if !all.is_empty() {
            let _ = writeln!(out, "{title}; {mine}:");
            for met in all {
                out += &both_wordings(met);
            }
        }
    }
    if !merged.left_out.is_empty() {
        let _ = writeln!(out, "In the file, and no part of the map:");
        for finding in &merged.left_out {
            let _ = writeln!(out, "  ! {}", finding.message);
        }
    }
    let waits = !pushed && !merged.update.is_empty();
    let _ = match (waits, out.is_empty()) {
        (true, _) => {
            writeln!(out, "{file} holds both; `wayline push {file}` sends the file's part")
        }
        (false, true) => writeln!(out, "{file} and the server hold the same map"),
        (false, false) => writeln!(out, "{file} and the server hold the same map now"),
    };
    out
}

/// Where it stands, and all wordings of it in full, one below the other.
fn both_wordings(met: &Met) -> String {
    let Met { place, here, there, now, .. } = met;
    let field = here.field.as_deref().unwrap_or_default();
    let mut out =
        format!("  ! {}: {} of the {}\n", place.join(" › "), field, here.kind.replace('_', " "));
    let stands = now.as_ref().map_or(here.from.as_ref(), |now| now.to.as_ref());
    for (name, text) in [
        ("it was", here.from.as_ref()),
        ("the server", there.to.as_ref()),
        ("the file", here.to.as_ref()),
        ("it stands", stands),
    ] {
        let text = text.map_or_else(|| "nothing".into(), |text| format!("“{text}”"));
        // A text of several lines stays under its beginning.
        let text = text.replace('\n', &format!("\n{:16}", ""));
        let _ = writeln!(out, "    {name:<10}  {text}");
    }
    out
}

/// The beginning of a text.
fn short(text: Option<&str>) -> String {
    match text {
        None => "nothing".to_owned(),
        Some(text) if text.chars().count() > 60 => {
            format!("{}…", text.chars().take(59).collect::<String>())
        }
        Some(text) => text.to_owned(),
    }
}

/// `step “Pays”`
fn called(change: &Change) -> String {
    format!("{} “{}”", change.kind.replace('_', " "), change.name)
}

/// Field of a change of place among those that lie in the same.
const AMONG_SIBLINGS: &str = "rank";

/// Where something that was moved lies: `in “Purchase”`, `after “Pays”`, `first`.
fn lies(change: &Change) -> String {
    let among = change.field.as_deref() == Some(AMONG_SIBLINGS);
    match &change.to {
        None if among => "first".into(),
        to if among => format!("after “{}”", short(to.as_deref())),
        to => format!("in “{}”", short(to.as_deref())),
    }
}

/// `! step “Pays”: limit: 10m in the file, 20m on the server; now 20m`
fn met_line(met: &Met) -> String {
    let Met { here, there, now, .. } = met;
    let to = |change: &Change| short(change.to.as_deref());
    let what = |change: &Change| match change.change {
        Became::Removed => "removed",
        Became::Moved => "moved",
        Became::Added | Became::Changed => "changed",
    };
    let name = called(now.as_ref().unwrap_or(here));
    if [here.change, there.change].contains(&Became::Removed) {
        let became = match now.as_ref().map(|now| now.change) {
            Some(Became::Removed) => {
                "it lies in the map's bin with the change, and can be brought back in the page"
            }
            _ => "it stays",
        };
        return format!(
            "! {name}: {} in the file, {} on the server; {became}",
            what(here),
            what(there)
        );
    }
    if here.change == Became::Moved {
        let became = now.as_ref().map_or_else(|| "where it was".to_owned(), lies);
        let (here, there) = (lies(here), lies(there));
        return format!("! {name}: {here} in the file, {there} on the server; now {became}");
    }
    let became = now.as_ref().map_or_else(|| short(here.from.as_deref()), to);
    let field = here.field.as_deref().unwrap_or_default();
    format!(
        "! {name}: {field}: “{}” in the file, “{}” on the server; now “{became}”",
        to(here),
        to(there)
    )
}

/// `~ step “Pays”: limit: 10m → 20m`
fn line(change: &Change) -> String {
    let what = called(change);
    let (from, to) = (change.from.as_deref(), change.to.as_deref());
    match change.change {
        Became::Added => format!("+ {what} in “{}”", short(to)),
        Became::Removed => format!("− {what} from “{}”", short(from)),
        Became::Moved if change.field.as_deref() == Some(AMONG_SIBLINGS) => {
            format!("> {what}: {}", lies(change))
        }
        Became::Moved => format!("> {what}: “{}” → “{}”", short(from), short(to)),
        Became::Changed => {
            let field = change.field.as_deref().unwrap_or_default();
            format!("~ {what}: {field}: {} → {}", short(from), short(to))
        }
    }
}
