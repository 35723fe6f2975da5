//! A map shown as it was: in a version, with the figures of today's data.

use crate::maps::{Shown, Taken};
use crate::people::Person;
use crate::problem::Problem;
use crate::routes::{personas, versions};
use crate::state::{App, Stamp};
use crate::turns::turn;
use std::sync::Arc;
use wayline_model::map::JourneyMap;

impl App {
    /// The map `id` as it was in a version, with its evidence over the journeys of a persona; as it is now without a version.
    pub(crate) async fn shown_then(
        &self,
        id: &str,
        persona: Option<&str>,
        version: Option<&str>,
        person: Option<&Person>,
    ) -> Result<Arc<Shown>, Problem> {
        let Some(version) = version.filter(|version| *version != "now") else {
            return self.shown_of(id, persona).await;
        };
        let room = self.room(id).await?;
        let written = versions::at(self, &room, id, version, person).await?.to_map();
        let persona = persona.map(str::to_owned);
        let turn = turn(self, person).await?;
        self.compute(move |app| {
            let _turn = turn;
            let (_, project) = app.project()?;
            let (map, resolved) = match persona {
                None => {
                    let resolved = project.show(&written.map)?;
                    (written.map, resolved)
                }
                Some(name) => {
                    let persona = personas::known(&project, &name)?.persona;
                    let (map, resolved, _) = project.show_of(&written.map, &persona)?;
                    (map, resolved)
                }
            };
            let taken = Taken { map, findings: written.findings, ids: written.keys };
            // It is not kept, so nothing asks whether it is still so.
            let mark = (Stamp::of([]), None);
            Ok(Arc::new(Shown::of(taken, resolved, mark)?))
        })
        .await
    }

    /// The map `id` as it was in a version, without figures.
    pub(crate) async fn map_then(
        &self,
        id: &str,
        version: &str,
        person: Option<&Person>,
    ) -> Result<JourneyMap, Problem> {
        let room = self.room(id).await?;
        Ok(versions::at(self, &room, id, version, person).await?.to_map().map)
    }
}
