//! Upkeep beside the answers: files of events are put together when imports have left many of them.
//!
//! A thread looks at the manifest now and then, at the start first. Readers go on with the files they know or read
//! the manifest again; an import waits for it at most as long as a rename takes.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;
use wayline_project::engine::store::Compaction;
use wayline_project::{Project, Result};

/// Upkeep that goes on until this is dropped. What is being done then is done to its end, or left off with the process:
/// the data are whole in any case.
pub(crate) struct Upkeep {
    _until: Sender<()>,
}

/// Begins to look after a project's data every `pause`; `None` where the system gives no thread.
pub(crate) fn start(project: Project, pause: Duration) -> Option<Upkeep> {
    let (until, told) = channel();
    let work = move || {
        let mut last = String::new();
        loop {
            let failed = look(&project).err().map(|error| error.to_string()).unwrap_or_default();
            // The same failure is said once.
            if !failed.is_empty() && failed != last {
                tracing::warn!("the data could not be put together: {failed}");
            }
            last = failed;
            if told.recv_timeout(pause) != Err(RecvTimeoutError::Timeout) {
                return;
            }
        }
    };
    let started = thread::Builder::new().name("upkeep".into()).spawn(work);
    if let Err(error) = &started {
        tracing::warn!("no upkeep of the data: {error}");
    }
    started.ok().map(|_| Upkeep { _until: until })
}

fn look(project: &Project) -> Result<()> {
    // The settings may have changed since.
    let project = Project::open(project.folder())?;
    if project.wants_compaction()? {
        let report = project.compact(Compaction::Tiers)?;
        tracing::info!(
            "{} files of events were put together: {} now, {} events dropped",
            report.files_before,
            report.files,
            report.expired
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::look;
    use std::fmt::Write;
    use wayline_project::engine::ingest::EventImport;
    use wayline_project::engine::store::Store;
    use wayline_project::{Project, Settings};

    #[test]
    fn what_imports_have_left_is_put_together_and_answers_alike() {
        let dir = tempfile::tempdir().expect("a folder");
        let project = Project::init(dir.path(), Settings::default()).expect("made");
        let data = dir.path().join("data");
        // Somebody compacts, so that imports leave it.
        std::fs::create_dir_all(&data).expect("made");
        let held = std::fs::File::create(data.join("lock-compaction")).expect("made");
        held.lock().expect("taken");
        for import in 0..5 {
            let mut csv = String::from("customer,activity,time\n");
            for row in 0..20 {
                writeln!(csv, "c{row},view,2026-01-{:02} 10:{row:02}", import + 1)
                    .expect("in memory");
            }
            let file = dir.path().join("a.csv");
            std::fs::write(&file, csv).expect("written");
            let import = EventImport { files: vec![file], ..EventImport::default() };
            assert_eq!(project.import_events(&import, &()).expect("imported").added, 20);
        }
        let runs = || Store::open(&data).expect("opened").manifest().runs.len();
        assert_eq!(runs(), 5);
        assert!(look(&project).is_err(), "somebody else is at it");
        drop(held);
        look(&project).expect("put together");
        assert_eq!(runs(), 1);
        assert_eq!(Store::open(&data).and_then(|store| store.events()).expect("read").len(), 100);
    }
}
