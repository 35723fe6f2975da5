//! What a click on a part of the map opens: figures, question, verbatims, journeys, command.

use crate::body::{Asked, Parted};
use crate::maps::find;
use crate::problem::Problem;
use crate::routes::map::Whose;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use wayline_model::evidence::Evidence;
use wayline_model::resolved::EvidenceDetail;
use wayline_project::{Project, show_command};

/// The evidence behind one key of the map.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/evidence/{key}",
    params(
        ("id" = String, Path, description = "File name of the map without its ending"),
        ("key" = String, Path, description = "Key in the resolved map: `s0.1.emotion`"),
        Whose,
    ),
    responses((status = 200, body = ref("#/components/schemas/EvidenceDetail")))
)]
pub(crate) async fn evidence(
    State(app): State<App>,
    Parted((id, key)): Parted<(String, String)>,
    Asked(whose): Asked<Whose>,
) -> Result<Json<EvidenceDetail>, Problem> {
    detail(&app, &id, key, &whose).await.map(Json)
}

/// The figures behind one key, one a row, for a spreadsheet.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/evidence/{key}/figures.csv",
    params(
        ("id" = String, Path, description = "File name of the map without its ending"),
        ("key" = String, Path, description = "Key in the resolved map: `s0.1.emotion`"),
        Whose,
    ),
    responses((status = 200, content_type = "text/csv", body = String))
)]
pub(crate) async fn figures(
    State(app): State<App>,
    Parted((id, key)): Parted<(String, String)>,
    Asked(whose): Asked<Whose>,
) -> Result<impl IntoResponse, Problem> {
    let detail = detail(&app, &id, key, &whose).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"figures.csv\""),
    ];
    Ok((headers, table(&detail.evidence)))
}

async fn detail(
    app: &App,
    id: &str,
    key: String,
    whose: &Whose,
) -> Result<EvidenceDetail, Problem> {
    let shown = app.shown_of(id, whose.persona.as_deref()).await?;
    let (id, persona) = (id.to_owned(), whose.persona.clone());
    app.compute(move |app| {
        let (_, project) = app.project()?;
        let mut detail = project.evidence(&shown.map, &key)?;
        repeatable(&project, &id, persona.as_deref(), std::slice::from_mut(&mut detail));
        Ok(detail)
    })
    .await
}

/// Gives what no single question repeats the command that shows it from the map.
pub(super) fn repeatable(
    project: &Project,
    id: &str,
    persona: Option<&str>,
    details: &mut [EvidenceDetail],
) {
    let Ok(file) = find(project, id) else { return };
    let path = file.path.strip_prefix(project.folder()).unwrap_or(&file.path);
    let path = path.to_string_lossy();
    for detail in details.iter_mut().filter(|detail| detail.command.is_none()) {
        detail.command = Some(show_command(&path, &detail.key, persona));
    }
}

/// Figures as CSV (RFC 4180). What is unknown is an empty cell with its reason in `why`.
fn table(figures: &[Evidence]) -> String {
    let mut text =
        String::from("label,measure,value,low,high,n,low_base,as_of,why,sources,question\r\n");
    for evidence in figures {
        let figure = &evidence.figure;
        let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let question = figure.question.as_ref();
        let question = question.and_then(|question| serde_json::to_string(question).ok());
        let cells = [
            words(&evidence.label),
            words(&evidence.measure),
            number(figure.value),
            number(figure.low),
            number(figure.high),
            figure.n.to_string(),
            figure.low_base.to_string(),
            words(figure.as_of.as_deref().unwrap_or_default()),
            words(figure.why.as_deref().unwrap_or_default()),
            words(&evidence.sources.join("; ")),
            words(question.as_deref().unwrap_or_default()),
        ];
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// A cell of words. One that a spreadsheet would run as a formula gets an apostrophe in front.
fn words(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wayline_model::evidence::Figure;

    #[test]
    fn figures_become_rows_and_no_cell_becomes_a_formula() {
        let known = Evidence {
            label: "=HYPERLINK(\"x\"), late".into(),
            measure: "stars".into(),
            figure: Figure { value: Some(-1.5), n: 12, low_base: true, ..Figure::default() },
            sources: vec!["reviews".into()],
        };
        let unknown = Evidence {
            label: "lost".into(),
            measure: "count".into(),
            figure: Figure::unknown("chosen by outcome"),
            sources: Vec::new(),
        };
        insta::assert_snapshot!(table(&[known, unknown]).replace('\r', ""), @r#"
        label,measure,value,low,high,n,low_base,as_of,why,sources,question
        "'=HYPERLINK(""x""), late",stars,-1.5,,,12,true,,,reviews,
        lost,count,,,,0,false,,chosen by outcome,,
        "#);
    }
}
