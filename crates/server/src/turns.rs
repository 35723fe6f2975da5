//! Turns: figures of versions and of earlier days are computed anew each time, and an earlier version is made of all that is kept.
//! Each person has one of those at a time, so that nobody takes the places of all others.

use crate::people::Person;
use crate::problem::{Problem, mistake};
use crate::state::App;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Turns at a time of all those together whom nobody knows.
const OF_NOBODY: usize = 2;

/// The turns of everybody who has or waits for one; `None` is all those whom nobody knows.
#[derive(Default)]
pub(crate) struct Turns(Mutex<BTreeMap<Option<String>, Weak<Semaphore>>>);

impl Turns {
    /// The turns of one; of somebody there is one at a time.
    pub(crate) fn of(&self, who: Option<String>) -> Arc<Semaphore> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, turns| turns.strong_count() > 0);
        all.get(&who).and_then(Weak::upgrade).unwrap_or_else(|| {
            let turns = Arc::new(Semaphore::new(if who.is_some() { 1 } else { OF_NOBODY }));
            all.insert(who, Arc::downgrade(&turns));
            turns
        })
    }
}

/// Waits for a person's turn. It is to go with the work, which goes on to its end where the person goes away.
pub(crate) async fn turn(
    app: &App,
    person: Option<&Person>,
) -> Result<OwnedSemaphorePermit, Problem> {
    let turns = app.turns().of(person.map(|person| person.id.clone()));
    let turn = tokio::time::timeout(app.options().patience / 2, turns.acquire_owned()).await;
    let turn = turn.map_err(|_| {
        let what = "figures or versions that you asked for before are still being computed";
        Problem::new("busy", what).help("ask again in a few seconds")
    })?;
    turn.map_err(|error| mistake(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::routes::versions::at;
    use crate::store::sqlite::Sqlite;
    use std::path::Path;
    use std::time::Duration;
    use wayline_doc::Edit;
    use wayline_project::{Project, Settings};

    fn person(id: &str) -> Person {
        Person { id: id.into(), name: id.to_owned(), colour: "#123456".to_owned(), joined: 0 }
    }

    async fn app(folder: &Path) -> App {
        let project = Project::init(folder, Settings::default()).expect("made");
        let store = Arc::new(Sqlite::open(folder).await.expect("opened"));
        App::new(project, store, &Options { patience: Duration::ZERO, ..Options::default() })
    }

    fn is_busy<T>(turn: Result<T, Problem>) -> bool {
        turn.is_err_and(|problem| problem.detail().contains("asked for before"))
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn who_waits_for_figures_waits_for_their_own_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let app = app(folder.path()).await;
        let (ana, bob) = (person("ana"), person("bob"));
        let first = turn(&app, Some(&ana)).await.expect("nothing is computed yet");
        assert!(turn(&app, Some(&bob)).await.is_ok(), "Bob does not wait for Ana");
        assert!(is_busy(turn(&app, Some(&ana)).await));
        drop(first);
        assert!(turn(&app, Some(&ana)).await.is_ok(), "until her first is done");

        let known_to_nobody = [turn(&app, None).await, turn(&app, None).await];
        assert!(known_to_nobody.iter().all(Result::is_ok), "they are not one person");
        assert!(is_busy(turn(&app, None).await));
        assert!(turn(&app, Some(&ana)).await.is_ok(), "she does not wait for them");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn an_earlier_version_waits_for_a_turn_and_the_present_one_does_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let app = app(folder.path()).await;
        let text = "wayline: 1\nmap: Buying\n";
        std::fs::write(folder.path().join("maps/buying.journey.yaml"), text).expect("written");
        let room = app.room("buying").await.expect("opened");
        let edit = Edit::Write { id: "map".into(), field: "name".into(), text: "Shoes".into() };
        let cy = person("cy");
        let why = crate::live::command::Why::Program;
        app.store().join(&cy, &[7; 32]).await.expect("kept");
        let made = room.change(cy.clone(), why, move |room| room.edit(&[edit])).await;
        assert!(made.is_ok(), "the map is called otherwise than in its first version");

        let _held = turn(&app, Some(&cy)).await.expect("nothing is computed yet");
        assert!(is_busy(at(&app, &room, "buying", "seq-1", Some(&cy)).await));
        let now = at(&app, &room, "buying", "now", Some(&cy)).await;
        assert!(now.is_ok_and(|now| now.to_map().map.map == "Shoes"));
        let last = at(&app, &room, "buying", "seq-2", Some(&cy)).await;
        assert!(last.is_ok_and(|last| last.to_map().map.map == "Shoes"), "it is the present one");
    }
}
