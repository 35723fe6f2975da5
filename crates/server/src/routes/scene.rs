//! The picture of a map as plain data, for a page that draws it with elements of its own.

use crate::body::{Asked, Parted};
use crate::people::Anybody;
use crate::problem::{Problem, mistake};
use crate::routes::download::WhichTheme;
use crate::routes::map::known;
use crate::state::App;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Deserializer};
use wayline_model::lane::Detail;
use wayline_render::{Language, Parts, Style};

/// How the picture is laid out.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Layout {
    /// Least width in pixels, 900 to 20000; it grows when the columns need more.
    #[serde(default = "usual_width")]
    #[param(required = false, default = 1600.0)]
    width: f64,
    /// The whole picture or its lanes only, for a page that shows header, figures of health and legend itself.
    #[serde(default)]
    #[param(required = false, inline)]
    parts: WhichParts,
    /// How much of the map is drawn: names and where it hurts, what is usually looked at, or everything.
    #[serde(default)]
    #[param(required = false, inline)]
    detail: WhichDetail,
    /// The colours: those of the page that shows it.
    #[serde(default)]
    #[param(required = false, inline)]
    theme: WhichTheme,
    /// What the picture speaks where it says something by itself: `en`, `pl`, `ru` or `zh`.
    #[serde(default, deserialize_with = "language")]
    #[param(required = false, value_type = String, default = "en")]
    lang: Language,
    /// Only the journeys of this persona, by its rule: the file name of the persona without its ending.
    persona: Option<String>,
    /// The map as it was in a version: its number or name, `seq-N`, a day or a time; without it as it is now.
    version: Option<String>,
}

/// Levels of detail.
#[derive(Clone, Copy, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WhichDetail {
    Sketch,
    #[default]
    Standard,
    Full,
}

impl From<WhichDetail> for Detail {
    fn from(which: WhichDetail) -> Self {
        match which {
            WhichDetail::Sketch => Self::Sketch,
            WhichDetail::Standard => Self::Standard,
            WhichDetail::Full => Self::Full,
        }
    }
}

#[derive(Clone, Copy, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum WhichParts {
    #[default]
    Whole,
    Lanes,
}

/// A language by its code; another is refused with those there are.
pub(crate) fn language<'de, D: Deserializer<'de>>(code: D) -> Result<Language, D::Error> {
    let code = String::deserialize(code)?;
    let known = code.parse::<Language>();
    known.map_err(|unknown| serde::de::Error::custom(format!("{unknown}: {}", unknown.help())))
}

fn usual_width() -> f64 {
    Style::default().width
}

/// The laid-out picture. Its `ETag` changes with the map's.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/scene",
    params(("id" = String, Path, description = "File name of the map without its ending"), Layout),
    responses(
        (status = 200, body = ref("#/components/schemas/Scene")),
        (status = 304, description = "As `If-None-Match` knows it"),
    )
)]
pub(crate) async fn scene(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Asked(layout): Asked<Layout>,
    Anybody(person): Anybody,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (persona, version) = (layout.persona.as_deref(), layout.version.as_deref());
    let shown = app.shown_then(&id, persona, version, person.as_ref()).await?;
    let tag = [(header::ETAG, shown.etag.clone()), (header::CACHE_CONTROL, "no-cache".into())];
    if known(&headers, &shown.etag) {
        return Ok((StatusCode::NOT_MODIFIED, tag).into_response());
    }
    let parts = match layout.parts {
        WhichParts::Whole => Parts::Whole,
        WhichParts::Lanes => Parts::Lanes,
    };
    let detail = layout.detail.into();
    let theme = layout.theme.into();
    let language = layout.lang;
    let style = Style { width: layout.width, parts, detail, theme, language, ..Style::default() };
    let json = app.compute(move |app| {
        let scene = app.scene(&shown, &style);
        serde_json::to_vec(&scene).map_err(|error| mistake(&error.to_string()))
    });
    Ok((tag, [(header::CONTENT_TYPE, "application/json")], json.await?).into_response())
}
