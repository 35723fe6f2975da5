//! Draws an answer: `cargo run -p wayline-render --example chart -- OUT.svg|OUT.png ANSWER.json`, where the answer is what
//! `wayline ask … --json` says. `THEME` is light, dark or print.

use std::path::Path;
use std::process::ExitCode;
use wayline_render::answer::draw;
use wayline_render::export::{PngOptions, SvgOptions, png, svg};
use wayline_render::{Style, Theme};

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(out), Some(file)) = (args.next(), args.next()) else {
        eprintln!("usage: chart OUT.svg|OUT.png ANSWER.json");
        return ExitCode::from(2);
    };
    match write(&out, &file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("{what}");
            ExitCode::from(2)
        }
    }
}

fn write(out: &str, file: &str) -> Result<(), String> {
    let read = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    let answer = serde_json::from_slice(&read).map_err(|error| format!("{file}: {error}"))?;
    let theme = match std::env::var("THEME").as_deref() {
        Ok("dark") => Theme::Dark,
        Ok("print") => Theme::Print,
        _ => Theme::Light,
    };
    let style = Style { width: 1200.0, theme, ..Style::default() };
    let scene = draw(&answer, &style).map_err(|error| error.to_string())?;
    let png_asked = Path::new(out).extension().is_some_and(|ending| ending == "png");
    let bytes = if png_asked {
        png(&scene, &PngOptions::default()).map_err(|error| error.to_string())?.bytes
    } else {
        svg(&scene, &SvgOptions::default()).into_bytes()
    };
    std::fs::write(out, bytes).map_err(|error| format!("{out}: {error}"))
}
