//! The form of the database: numbered steps, each done once and in one transaction.

use super::{failed, kept};
use crate::store::{Error, Result};
use sqlx::sqlite::SqlitePool;
use std::path::Path;

/// The steps, the first is number 1. A step that was published never changes.
const STEPS: [&str; 3] = [
    include_str!("0001_begin.sql"),
    include_str!("0002_why_and_texts.sql"),
    include_str!("0003_decisions.sql"),
];

/// Brings a database to the form that this program reads.
pub(super) async fn to_current(write: &SqlitePool, path: &Path) -> Result<()> {
    let mut change = write.begin_with("BEGIN IMMEDIATE").await.map_err(|e| failed(&e))?;
    let made =
        "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT";
    sqlx::raw_sql(made).execute(&mut *change).await.map_err(|e| failed(&e))?;
    let found: Option<i64> = sqlx::query_scalar("SELECT value FROM meta WHERE key = 'form'")
        .fetch_optional(&mut *change)
        .await
        .map_err(|e| failed(&e))?;
    let (found, known) = (found.unwrap_or_default(), kept(STEPS.len() as u64));
    if found > known {
        return Err(Error::Newer { path: path.to_path_buf(), found, known });
    }
    for step in STEPS.iter().skip(usize::try_from(found).unwrap_or_default()) {
        sqlx::raw_sql(*step).execute(&mut *change).await.map_err(|e| failed(&e))?;
    }
    sqlx::query("INSERT INTO meta (key, value) VALUES ('form', ?1) ON CONFLICT (key) DO UPDATE SET value = ?1")
        .bind(known)
        .execute(&mut *change)
        .await
        .map_err(|e| failed(&e))?;
    change.commit().await.map_err(|e| failed(&e))
}
