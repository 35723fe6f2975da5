//! `SQLite` holds what a store promises, for one server at a time.

use super::{FILE, FOLDER, Sqlite};
use crate::store::{Error, Store, conformance};
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_does_what_every_store_does() {
    let project = tempfile::tempdir().expect("a folder");
    let open = || async {
        let store = Sqlite::open(project.path()).await.expect("opened");
        Arc::new(store) as Arc<dyn Store>
    };
    conformance::all(open).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_server_is_refused_until_the_first_has_ended() {
    let project = tempfile::tempdir().expect("a folder");
    let first = Sqlite::open(project.path()).await.expect("opened");
    let second = Sqlite::open(project.path()).await;
    let error = second.err().expect("it is in use");
    assert!(matches!(&error, Error::InUse(_)), "{error}");
    assert!(error.to_string().starts_with("another server has"), "{error}");
    first.close().await.expect("closed");
    let third = Sqlite::open(project.path()).await.expect("opened");
    drop(third);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_kept_out_of_version_control_and_flushes_each_commit() {
    let project = tempfile::tempdir().expect("a folder");
    let store = Sqlite::open(project.path()).await.expect("opened");
    let ignored = project.path().join(FOLDER).join(".gitignore");
    let ignored = std::fs::read_to_string(ignored).expect("made");
    assert!(ignored.lines().any(|line| line == "*"), "{ignored}");
    let full: i64 =
        sqlx::query_scalar("PRAGMA synchronous").fetch_one(&store.write).await.expect("asked");
    let journal: String =
        sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&store.write).await.expect("asked");
    assert_eq!((full, journal.as_str()), (2, "wal"));
    let refused = sqlx::query("DELETE FROM people").execute(&store.read).await;
    assert!(refused.is_err(), "readers only read");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_a_newer_version_is_left_alone() {
    let project = tempfile::tempdir().expect("a folder");
    let store = Sqlite::open(project.path()).await.expect("opened");
    sqlx::query("UPDATE meta SET value = 99").execute(&store.write).await.expect("written");
    store.close().await.expect("closed");
    drop(store);
    let error = Sqlite::open(project.path()).await.err().expect("too new");
    assert!(matches!(error, Error::Newer { found: 99, .. }), "{error}");
    assert!(project.path().join(FOLDER).join(FILE).exists());
}
