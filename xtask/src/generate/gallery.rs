//! The gallery: pictures of the sample with the commands that draw them, and the page that shows them.
//!
//! The sample is the small one, from the seed that `wayline demo` takes. Pictures are SVG, so that the same files come out on
//! every machine; the screenshot of the page is made by the browser tests.

use crate::house::target;
use crate::stages::{call, command};
use anyhow::{Context, Result};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Where the pictures stand.
const FOLDER: &str = "docs/gallery";
const MAP: &str = "maps/first-ad-to-invite.journey.yaml";

/// A picture: file, what it shows, the words of the command.
type Picture = (&'static str, &'static str, &'static [&'static str]);

/// Maps, drawn by `wayline render`.
const MAPS: [Picture; 4] = [
    (
        "map",
        "The map as it was drafted: no name was given a meaning, no step was drawn by hand.",
        &["render", MAP],
    ),
    ("map-dark", "The same in the dark theme.", &["render", MAP, "--theme", "dark"]),
    (
        "map-print",
        "For paper and for readers without colour: nothing depends on a tint.",
        &["render", MAP, "--theme", "print"],
    ),
    ("lanes", "Three lanes of it, for a slide.", &["render", MAP, "--lanes", "flow,emotion,pains"]),
];

/// Answers, drawn by `wayline ask`.
const ANSWERS: [Picture; 9] = [
    (
        "funnel",
        "A funnel by channel, with intervals and the time between the steps.",
        &[
            "ask",
            "funnel",
            "--steps",
            "Checks prices,Fills in the form,Pays,Connects a watch",
            "--by",
            "channel",
        ],
    ),
    ("transitions", "What follows what, and after how long.", &["ask", "transitions"]),
    (
        "paths",
        "What customers do from the price page on.",
        &["ask", "paths", "--from", "Checks prices", "--depth", "6"],
    ),
    (
        "variants",
        "The most frequent journeys.",
        &["ask", "variants", "--top", "10", "--collapse-repeats"],
    ),
    (
        "dwell",
        "How long customers wait for their plan: those who still wait count as far as they are known.",
        &["ask", "dwell", "--from", "Pays", "--to", "Gets the plan"],
    ),
    ("sessions", "How long customers are there at a time.", &["ask", "sessions"]),
    (
        "retention",
        "Who comes back in the months after the first.",
        &["ask", "retention", "--period", "month"],
    ),
    ("counts", "What happened, and where journeys end.", &["ask", "counts"]),
    (
        "ratings",
        "How a step is rated.",
        &["ask", "ratings", "--kind", "stars", "--about", "Connects a watch"],
    ),
];

/// Every file of the gallery with its content.
pub(super) fn files(binary: &Path) -> Result<Vec<(String, String)>> {
    let project = project(binary)?;
    let mut files = vec![("docs/gallery.md".to_owned(), page())];
    for (name, _, words) in MAPS {
        let out = project.join(format!("{name}.svg"));
        let mut render = command(binary);
        call(render.current_dir(&project).args(words).arg("--out").arg(&out))?;
        let text = std::fs::read_to_string(&out).with_context(|| out.display().to_string())?;
        files.push((format!("{FOLDER}/{name}.svg"), text));
    }
    for (name, _, words) in ANSWERS {
        let mut ask = command(binary);
        let output = ask
            .current_dir(&project)
            .args(words)
            .args(["--format", "svg"])
            .stderr(std::process::Stdio::inherit())
            .output()
            .with_context(|| name.to_owned())?;
        anyhow::ensure!(output.status.success(), "{name}: {}", output.status);
        let text = String::from_utf8(output.stdout).context(name)?;
        files.push((format!("{FOLDER}/{name}.svg"), text));
    }
    Ok(files)
}

/// The project of `wayline demo --small`.
fn project(binary: &Path) -> Result<PathBuf> {
    let folder = target()?.join("xtask/gallery");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    call(command(binary).args(["demo", "--small", "--no-serve", "--dir"]).arg(&folder))?;
    Ok(folder)
}

fn page() -> String {
    let mut page = String::from(
        "# Gallery\n\nEverything here shows Stride, **a company that does not exist**: the sample of `wayline demo --small`, 6,000 customers. \
        The commands run in its folder. Made by `cargo xtask gen`.\n\n\
        ## The page\n![The map in the browser](gallery/page.png)\n\n## Maps\n",
    );
    let shown = |page: &mut String, (name, what, words): Picture, rest: &str| {
        let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
        let _ = write!(
            page,
            "### {}\n{what}\n\n```sh\nwayline {} {rest}\n```\n![{what}](gallery/{name}.svg)\n\n",
            title(name),
            words.join(" ")
        );
    };
    for picture in MAPS {
        shown(&mut page, picture, &format!("-o {}.svg   # or .png, .pdf, .html", picture.0));
    }
    page += "## Answers\n";
    for picture in ANSWERS {
        shown(&mut page, picture, &format!("--format svg > {}.svg", picture.0));
    }
    page.truncate(page.trim_end().len());
    page + "\n"
}

/// `map-dark` → `Map, dark`.
fn title(name: &str) -> String {
    let mut letters = name.replace('-', ", ").chars().collect::<Vec<char>>();
    if let Some(first) = letters.first_mut() {
        first.make_ascii_uppercase();
    }
    letters.into_iter().collect()
}

/// A word of a command as a shell reads it.
fn quoted(word: &str) -> String {
    if word.contains([' ', '"', '$']) { format!("\"{word}\"") } else { word.to_owned() }
}
