//! An answer as a picture: its chart as SVG or as a page, with fonts for the characters that the embedded one lacks.

use crate::failure::Failure;
use crate::theme::Theme;
use crate::{findings, fonts};
use wayline_model::answer::Answer;
use wayline_render::answer::{self, NotDrawn};
use wayline_render::export::{self, SvgOptions};
use wayline_render::{Scene, Style};

/// Least width of the picture in pixels; a graph grows when it needs more.
const WIDTH: f64 = 1200.0;

/// The whole SVG.
pub(crate) fn svg(asked: &Answer, theme: Option<Theme>) -> Result<String, Failure> {
    let (scene, _) = drawn(asked, theme)?;
    Ok(export::svg(&scene, &SvgOptions { embed_fonts: true, ..SvgOptions::default() }))
}

/// The whole page: a click on what has a question of its own gives the command that asks it.
pub(crate) fn html(asked: &Answer, theme: Option<Theme>) -> Result<String, Failure> {
    let (scene, theme) = drawn(asked, theme)?;
    Ok(export::answer_html(&scene, theme, wayline_project::command))
}

fn drawn(asked: &Answer, theme: Option<Theme>) -> Result<(Scene, wayline_render::Theme), Failure> {
    let usual = Style::default();
    let theme = theme.map_or(usual.theme, Into::into);
    let style = Style { width: WIDTH, fonts: fonts::given()?, theme, ..usual };
    let scene = answer::draw_with(asked, &style, fonts::of_the_system).map_err(refused)?;
    findings::tell(&scene.diagnostics);
    Ok((scene, theme))
}

fn refused(why: NotDrawn) -> Failure {
    let help = match &why {
        NotDrawn::NoChart { have, .. } => {
            format!("ask {}, or use --format table, json or csv", have.join(", "))
        }
        NotDrawn::Form(_) => "use --format table, json or csv".into(),
    };
    let what = match why {
        NotDrawn::NoChart { op, .. } => format!("`{op}` has no chart"),
        form @ NotDrawn::Form(_) => form.to_string(),
    };
    Failure::refuse("not-drawn", what, help)
}
