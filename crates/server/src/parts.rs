//! Maps looked at over a persona's journeys, kept as long as the map, the data and the persona's rule stay the same.

use crate::maps::Shown;
use crate::problem::{Problem, mistake};
use crate::routes::personas;
use crate::state::App;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use wayline_model::diagnostic::{Diagnostic, Severity};
use wayline_model::persona::Persona;
use wayline_project::{Project, narrowed};

/// Most that are kept at a time; each is a map's answers, not its data.
const KEPT: usize = 16;

/// Looked at lately, the newest last.
#[derive(Default)]
pub(crate) struct Parts(Mutex<Vec<Part>>);

struct Part {
    map: String,
    persona: String,
    /// What it rests on: the state of the whole map, and the rule.
    mark: (String, String),
    shown: Arc<Shown>,
}

impl Parts {
    fn find(&self, map: &str, persona: &str, mark: &(String, String)) -> Option<Arc<Shown>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut same = kept.iter().filter(|part| part.map == map && part.persona == persona);
        same.find(|part| part.mark == *mark).map(|part| Arc::clone(&part.shown))
    }

    fn keep(&self, new: Part) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|part| (&part.map, &part.persona) != (&new.map, &new.persona));
        kept.push(new);
        if kept.len() > KEPT {
            kept.remove(0);
        }
    }
}

impl App {
    /// The map `id` with its evidence over the journeys of a persona; over all of its journeys without one.
    pub(crate) async fn shown_of(
        &self,
        id: &str,
        persona: Option<&str>,
    ) -> Result<Arc<Shown>, Problem> {
        let whole = self.shown(id).await?;
        let Some(persona) = persona.map(ToOwned::to_owned) else { return Ok(whole) };
        let id = id.to_owned();
        self.compute(move |app| {
            let (_, project) = app.project()?;
            let rule = rule(&personas::known(&project, &persona)?.persona)?;
            let mark = (whole.etag.clone(), rule);
            if let Some(known) = app.parts().find(&id, &persona, &mark) {
                return Ok(known);
            }
            let shown = Arc::new(part(&project, &whole, &mark.1)?);
            app.parts().keep(Part { map: id, persona, mark, shown: Arc::clone(&shown) });
            Ok(shown)
        })
        .await
    }
}

/// Which journeys are a persona's; one without a rule has no figures.
pub(crate) fn rule(persona: &Persona) -> Result<String, Problem> {
    persona.rule.clone().ok_or_else(|| {
        let what = format!("no rule says which journeys are those of `{}`", persona.persona);
        let finding = Diagnostic::new("persona-without-rule", Severity::Error, what)
            .help("write one on the persona's page: `channel = \"app\"`");
        wayline_project::Error::user(finding).into()
    })
}

fn part(project: &Project, whole: &Shown, rule: &str) -> Result<Shown, Problem> {
    let over = wayline_project::Over { filter: Some(rule.to_owned()), until: None };
    let mut resolved = project.show_over(&whole.map, &over)?;
    resolved.diagnostics.splice(0..0, whole.findings.iter().cloned());
    let json = serde_json::to_vec_pretty(&resolved).map_err(|error| mistake(&error.to_string()))?;
    let etag = format!("W/\"{}\"", &blake3::hash(&json).to_hex()[..32]);
    Ok(Shown {
        map: narrowed(&whole.map, Some(rule)),
        resolved,
        findings: whole.findings.clone(),
        ids: whole.ids.clone(),
        json: json.into(),
        etag,
        fonts: OnceLock::new(),
    })
}
