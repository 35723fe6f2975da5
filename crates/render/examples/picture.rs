//! Draws the invented fitness map: `cargo run -p wayline-render --example picture -- OUT.{svg,html,json,png,pdf,a4.pdf,a3.pdf} [fitness|sample|languages|together|few|many|short|chosen|FILE.json [FONT…]]`.
//! `THEME` is light, dark or print; `LANES` a list of lanes; `DETAIL` sketch, standard or full; `SPEAKS` a language.

#[path = "../tests/maps/build.rs"]
mod build;
#[path = "../tests/maps/fitness.rs"]
mod fitness;
#[path = "../tests/maps/languages.rs"]
mod languages;
#[path = "../tests/maps/sample.rs"]
mod sample;
#[path = "../tests/maps/shapes.rs"]
mod shapes;
#[path = "../tests/maps/together.rs"]
mod together;

use std::ffi::OsStr;
use std::path::Path;
use std::process::ExitCode;
use wayline_model::lane::Detail;
use wayline_render::export::{
    HtmlOptions, Paper, PngOptions, SvgOptions, html, pdf, pdf_on_paper, png, svg,
};
use wayline_render::{Style, Theme, lanes_named, layout, layout_for_paper};

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(out) = args.next() else {
        eprintln!(
            "usage: picture OUT.svg|OUT.html|OUT.json [fitness|sample|languages|together|few|many|short|chosen|FILE.json [FONT…]]"
        );
        return ExitCode::from(2);
    };
    let map = match args.next().as_deref() {
        None | Some("fitness") => fitness::fitness(),
        Some("sample") => sample::sample(),
        Some("languages") => languages::languages(),
        Some("together") => together::together(),
        Some("few") => shapes::shaped(1, 3, shapes::Names::Chinese, shapes::Cells::Eight),
        Some("many") => shapes::shaped(12, 5, shapes::Names::Words, shapes::Cells::Full),
        Some("short") => shapes::shaped(2, 1, shapes::Names::One, shapes::Cells::Empty),
        Some("chosen") => {
            shapes::chosen(shapes::shaped(12, 1, shapes::Names::Word, shapes::Cells::Full))
        }
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
    let theme = match std::env::var("THEME").as_deref() {
        Ok("dark") => Theme::Dark,
        Ok("print") => Theme::Print,
        _ => Theme::Light,
    };
    let lanes = std::env::var("LANES").unwrap_or_default();
    let lanes = lanes_named(&lanes).unwrap_or_default();
    let detail = match std::env::var("DETAIL").as_deref() {
        Ok("sketch") => Detail::Sketch,
        Ok("full") => Detail::Full,
        _ => Detail::Standard,
    };
    let language = std::env::var("SPEAKS").unwrap_or_default().parse().unwrap_or_default();
    let style = Style { fonts, theme, lanes, detail, language, ..Style::default() };
    let scene = layout(&map, &style);
    for said in &scene.diagnostics {
        eprintln!("{}: {}", said.code, said.message);
    }
    let kind = Path::new(&out).extension().and_then(OsStr::to_str).unwrap_or_default();
    let paper = match () {
        () if out.ends_with(".a4.pdf") => Some(Paper::A4),
        () if out.ends_with(".a3.pdf") => Some(Paper::A3),
        () => None,
    };
    let picture = match (kind, paper) {
        ("png", _) => png(&scene, &PngOptions::default()).map(|picture| picture.bytes),
        ("pdf", None) => pdf(&scene).map(|picture| picture.bytes),
        ("pdf", Some(paper)) => {
            let (around, lanes) = layout_for_paper(&map, &style, paper, |_| Vec::new());
            pdf_on_paper(&around, &lanes, paper).map(|picture| picture.bytes)
        }
        ("json", _) => Ok(serde_json::to_vec_pretty(&map).unwrap_or_default()),
        ("html", _) => {
            Ok(html(&map, &scene, &HtmlOptions { theme, ..HtmlOptions::default() }).into_bytes())
        }
        _ => Ok(svg(&scene, &SvgOptions::default()).into_bytes()),
    };
    let text = match picture {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{out}: {error}");
            return ExitCode::from(2);
        }
    };
    if let Err(error) = std::fs::write(&out, text) {
        eprintln!("{out}: {error}");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}
