//! What the page of an answer says: the question of every mark that has one, with its count.

use super::evidence::{Panel, of_count};
use crate::escape::xml;
use crate::scene::{Item, Scene};
use std::fmt::Write as _;
use wayline_model::question::Question;

/// What a click on each mark opens.
pub(super) fn panels(scene: &Scene, command: impl Fn(&Question) -> String) -> Vec<Panel> {
    let mut all = Vec::new();
    scene.visit(&mut |item, _| {
        let Item::Group(group) = item else { return };
        let (Some(key), Some(question)) = (&group.key, &group.question) else { return };
        all.push(of_count(key, &group.label, group.n, command(question)));
    });
    all
}

/// The question and what was looked at.
pub(super) fn words(scene: &Scene) -> String {
    format!("<p>{}</p>\n<p>{}</p>\n", xml(&scene.title), xml(&scene.description))
}

/// Every mark with its count and its question.
pub(super) fn table(panels: &[Panel]) -> String {
    if panels.is_empty() {
        return "<p>No mark of the picture has a question of its own.</p>\n".into();
    }
    let mut out = String::from(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of chains\"><table>\n<caption>What is drawn, and the question that has the same count</caption>\n<thead><tr><th scope=\"col\">Drawn</th><th scope=\"col\">Journeys</th><th scope=\"col\">Ask it again</th></tr></thead>\n<tbody>\n",
    );
    for panel in panels {
        let count = panel.figures.first().map_or("", |figure| figure.value.as_str());
        let command = panel.command.as_deref().unwrap_or_default();
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td><code>{}</code></td></tr>",
            xml(&panel.title),
            xml(count),
            xml(command)
        );
    }
    out.push_str("</tbody>\n</table></div>\n");
    out
}
