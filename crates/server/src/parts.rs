//! Maps looked at over a persona's journeys, kept as long as the map, the data and the persona stay the same.

use crate::maps::{Mark, Shown, Taken};
use crate::problem::Problem;
use crate::routes::personas;
use crate::state::App;
use std::sync::{Arc, Mutex, PoisonError};
use wayline_model::diagnostic::{Diagnostic, Severity};
use wayline_model::persona::Persona;
use wayline_project::Project;

/// Most that are kept at a time; each is a map's answers, not its data.
const KEPT: usize = 16;

/// Looked at lately, the newest last.
#[derive(Default)]
pub(crate) struct Parts(Mutex<Vec<Kept>>);

struct Kept {
    map: String,
    persona: String,
    who: Persona,
    part: Arc<Part>,
}

/// A map over the journeys of a persona.
pub(crate) struct Part {
    pub(crate) shown: Arc<Shown>,
    /// Which journeys those are.
    pub(crate) rule: String,
    /// How many of the map's journeys those are.
    pub(crate) size: wayline_project::Part,
}

impl Parts {
    /// What rests on the same state of the map and the data, and on the same persona: its name stands in pictures.
    fn find(&self, map: &str, persona: &str, mark: &Mark, who: &Persona) -> Option<Arc<Part>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut same = kept.iter().filter(|kept| kept.map == map && kept.persona == persona);
        let kept = same.find(|kept| kept.part.shown.mark == *mark && kept.who == *who)?;
        Some(Arc::clone(&kept.part))
    }

    fn keep(&self, new: Kept) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|kept| (&kept.map, &kept.persona) != (&new.map, &new.persona));
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
        let Some(persona) = persona else { return Ok(whole) };
        let (_, part) = self.part_of(id, whole, persona).await?;
        Ok(Arc::clone(&part.shown))
    }

    /// The map `id`, which is shown over all of its journeys, over those of a persona; and what that is called.
    pub(crate) async fn part_of(
        &self,
        id: &str,
        whole: Arc<Shown>,
        persona: &str,
    ) -> Result<(String, Arc<Part>), Problem> {
        let (map, name, mark) = (id.to_owned(), persona.to_owned(), whole.mark.clone());
        let (who, rule, kept) = self
            .look(move |app| {
                let persona = personas::known(&app.project()?.1, &name)?.persona;
                let rule = rule(&persona)?;
                let kept = app.parts().find(&map, &name, &mark, &persona);
                Ok((persona, rule, kept))
            })
            .await?;
        if let Some(kept) = kept {
            return Ok((who.persona, kept));
        }
        let (map, persona) = (id.to_owned(), persona.to_owned());
        let called = who.persona.clone();
        let part = self.compute(move |app| {
            let part = Arc::new(Part::of(&app.project()?.1, &whole, &who, rule)?);
            if part.shown.is_lasting() {
                app.parts().keep(Kept { map, persona, who, part: Arc::clone(&part) });
            }
            Ok(part)
        });
        Ok((called, part.await?))
    }
}

impl Part {
    fn of(
        project: &Project,
        whole: &Shown,
        persona: &Persona,
        rule: String,
    ) -> Result<Self, Problem> {
        let (map, resolved, size) = project.show_of(&whole.map, persona)?;
        let taken = Taken { map, findings: whole.findings.clone(), ids: whole.ids.clone() };
        let shown = Arc::new(Shown::of(taken, resolved, whole.mark.clone())?);
        Ok(Self { shown, rule, size })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::store::sqlite::Sqlite;
    use std::fmt::Write as _;
    use wayline_project::Settings;
    use wayline_project::engine::ingest::EventImport;

    const MAP: &str = "\
wayline: 1
map: Buying
stages:
  - stage: All
    steps:
      - step: Sees
        match: [view]
";

    fn project(folder: &std::path::Path) -> Project {
        let project = Project::init(folder, Settings::default()).expect("made");
        std::fs::write(folder.join("maps/buying.journey.yaml"), MAP).expect("written");
        let mut rows = String::from("customer,activity,time,channel\n");
        for customer in 0..60 {
            let channel = if customer % 2 == 0 { "app" } else { "web" };
            writeln!(rows, "c{customer},view,2026-03-01 08:00:00,{channel}").expect("in memory");
        }
        let file = folder.join("events.csv");
        std::fs::write(&file, rows).expect("written");
        let import = EventImport { files: vec![file], ..EventImport::default() };
        project.import_events(&import, &()).expect("imported");
        let rule = Some("channel = \"web\"".into());
        let webber = Persona { wayline: 1, persona: "Webber".into(), rule, ..Persona::default() };
        project.write_persona("webber", &webber).expect("written");
        project
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_persona_that_is_called_otherwise_is_called_so_in_its_pictures_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = project(folder.path());
        let store = Arc::new(Sqlite::open(folder.path()).await.expect("opened"));
        let app = App::new(project.clone(), store, &Options::default());
        let actors = async || {
            let shown = app.shown_of("buying", Some("webber")).await;
            shown.unwrap_or_else(|_| panic!("shown")).resolved.actors.clone()
        };
        assert_eq!(actors().await, ["Webber"]);
        let known = personas::known(&project, "webber").unwrap_or_else(|_| panic!("known"));
        let other = Persona { persona: "Surfer".into(), ..known.persona };
        project.write_persona("webber", &other).expect("written");
        assert_eq!(actors().await, ["Surfer"]);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_kept_part_says_its_size_also_while_everything_is_busy() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = project(folder.path());
        let store = Arc::new(Sqlite::open(folder.path()).await.expect("opened"));
        let app = App::new(project, store, &Options { at_once: 1, ..Options::default() });
        let part = async || {
            let whole = app.shown("buying").await.unwrap_or_else(|_| panic!("shown"));
            app.part_of("buying", whole, "webber").await.unwrap_or_else(|_| panic!("shown"))
        };
        let (called, first) = part().await;
        assert_eq!((called.as_str(), first.size.journeys, first.size.of), ("Webber", 30, 60));

        let (begun, begins) = tokio::sync::oneshot::channel();
        let (free, end) = std::sync::mpsc::channel::<()>();
        let busy = app.clone();
        let held = tokio::spawn(async move {
            let work = busy.compute(move |_| {
                let _ = begun.send(());
                let _ = end.recv();
                Ok(())
            });
            work.await.is_ok()
        });
        begins.await.expect("it runs");
        let (_, again) = part().await;
        assert!(Arc::ptr_eq(&first, &again));
        free.send(()).expect("it waits");
        assert!(held.await.expect("it ends"));
    }
}
