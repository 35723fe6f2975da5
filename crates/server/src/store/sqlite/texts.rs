//! Texts that the files of maps had, as `SQLite` keeps them.

use super::{Sqlite, failed};
use crate::live::lines::surplus;
use crate::store::{FileText, Micros, Result};
use sqlx::{Sqlite as Db, Transaction};

/// A row of `texts`.
type Line = (Vec<u8>, Micros, Vec<u8>, Vec<u8>);

impl Sqlite {
    pub(super) async fn texts_now(&self, map: &str) -> Result<Vec<FileText>> {
        let lines: Vec<Line> = sqlx::query_as(
            "SELECT hash, at, point, lines FROM texts WHERE map = ?1 ORDER BY at DESC, rowid DESC",
        )
        .bind(map)
        .fetch_all(&self.read)
        .await
        .map_err(|e| failed(&e))?;
        let text = |(hash, at, point, lines): Line| {
            Some(FileText { hash: hash.try_into().ok()?, at, point, lines })
        };
        Ok(lines.into_iter().filter_map(text).collect())
    }
}

/// Remembers a text, and lets one go where that is one too many.
pub(super) async fn remember(
    change: &mut Transaction<'static, Db>,
    map: &str,
    text: &FileText,
) -> Result<()> {
    sqlx::query(
        "INSERT OR REPLACE INTO texts (map, hash, at, point, lines) VALUES (?1, ?2, ?3, ?4, ?5)",
    )
    .bind(map)
    .bind(text.hash.to_vec())
    .bind(text.at)
    .bind(&text.point)
    .bind(&text.lines)
    .execute(&mut **change)
    .await
    .map_err(|e| failed(&e))?;
    let known: Vec<(i64, Micros)> =
        sqlx::query_as("SELECT rowid, at FROM texts WHERE map = ?1 ORDER BY at DESC, rowid DESC")
            .bind(map)
            .fetch_all(&mut **change)
            .await
            .map_err(|e| failed(&e))?;
    let times: Vec<Micros> = known.iter().map(|(_, at)| *at).collect();
    if let Some((row, _)) = surplus(&times).and_then(|place| known.get(place)) {
        sqlx::query("DELETE FROM texts WHERE rowid = ?1")
            .bind(row)
            .execute(&mut **change)
            .await
            .map_err(|e| failed(&e))?;
    }
    Ok(())
}
