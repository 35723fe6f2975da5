//! Draws the invented fitness map: `cargo run -p wayline-render --example picture -- OUT.{svg,html,json} [fitness|sample|languages|FILE.json [FONT…]]`.

#[path = "../tests/maps/build.rs"]
mod build;
#[path = "../tests/maps/fitness.rs"]
mod fitness;
#[path = "../tests/maps/languages.rs"]
mod languages;
#[path = "../tests/maps/sample.rs"]
mod sample;

use std::ffi::OsStr;
use std::path::Path;
use std::process::ExitCode;
use wayline_render::export::{HtmlOptions, SvgOptions, html, svg};
use wayline_render::{Style, layout};

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(out) = args.next() else {
        eprintln!(
            "usage: picture OUT.svg|OUT.html|OUT.json [fitness|sample|languages|FILE.json [FONT…]]"
        );
        return ExitCode::from(2);
    };
    let map = match args.next().as_deref() {
        None | Some("fitness") => fitness::fitness(),
        Some("sample") => sample::sample(),
        Some("languages") => languages::languages(),
        Some(file) => {
            let read = std::fs::read(file).map_err(|error| error.to_string());
            match read
                .and_then(|bytes| serde_json::from_slice(&bytes).map_err(|error| error.to_string()))
            {
                Ok(map) => map,
                Err(error) => {
                    eprintln!("{file}: {error}");
                    return ExitCode::from(2);
                }
            }
        }
    };
    let fonts = args.filter_map(|file| std::fs::read(file).ok()).map(Into::into).collect();
    let scene = layout(&map, &Style { fonts, ..Style::default() });
    for said in &scene.diagnostics {
        eprintln!("{}: {}", said.code, said.message);
    }
    let kind = Path::new(&out).extension().and_then(OsStr::to_str).unwrap_or_default();
    let text = if kind == "json" {
        serde_json::to_string_pretty(&map).unwrap_or_default()
    } else if kind == "html" {
        html(&map, &scene, &HtmlOptions::default())
    } else {
        svg(&scene, &SvgOptions::default())
    };
    if let Err(error) = std::fs::write(&out, text) {
        eprintln!("{out}: {error}");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}
