//! Documents and their updates, as `SQLite` keeps them.

use super::{Sqlite, failed, kept, number, texts, writer};
use crate::people::Person;
use crate::store::{
    FileMark, FileMarks, FileText, Latest, Micros, Past, Point, Result, Row, StoredMap,
};
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

impl Sqlite {
    pub(super) async fn map_now(&self, map: &str) -> Result<Option<StoredMap>> {
        // One view of the database for all of it.
        let mut view = self.read.begin().await.map_err(|e| failed(&e))?;
        let row = sqlx::query(
            "SELECT snapshot, snapshot_seq, file_hash, file_point, next_hash, next_point FROM maps WHERE id = ?1",
        )
        .bind(map)
        .fetch_optional(&mut *view)
        .await
        .map_err(|e| failed(&e))?;
        let Some(row) = row else { return Ok(None) };
        let snapshot_seq: i64 = row.try_get(1).map_err(|e| failed(&e))?;
        let after: Vec<(i64, Vec<u8>)> = sqlx::query_as(
            "SELECT seq, bytes FROM updates WHERE map = ?1 AND seq > ?2 ORDER BY seq",
        )
        .bind(map)
        .bind(snapshot_seq)
        .fetch_all(&mut *view)
        .await
        .map_err(|e| failed(&e))?;
        let peers: Vec<(i64, Option<String>)> =
            sqlx::query_as("SELECT peer, person FROM peers WHERE map = ?1 ORDER BY peer")
                .bind(map)
                .fetch_all(&mut *view)
                .await
                .map_err(|e| failed(&e))?;
        Ok(Some(StoredMap {
            snapshot: row.try_get(0).map_err(|e| failed(&e))?,
            snapshot_seq: number(snapshot_seq),
            seq: number(after.last().map_or(snapshot_seq, |(seq, _)| *seq)),
            updates: after.into_iter().map(|(_, bytes)| bytes).collect(),
            peers: peers.into_iter().map(|(peer, who)| (peer.cast_unsigned(), who)).collect(),
            file: FileMarks { seen: mark(&row, 2)?, next: mark(&row, 4)? },
        }))
    }

    pub(super) async fn begin_now(
        &self,
        first: Row,
        snapshot: Vec<u8>,
        file: FileMarks,
    ) -> Result<()> {
        let mut change = self.begin_write().await?;
        sqlx::query("INSERT INTO maps (id, snapshot, snapshot_seq) VALUES (?1, ?2, ?3)")
            .bind(&first.map)
            .bind(snapshot)
            .bind(kept(first.seq))
            .execute(&mut *change)
            .await
            .map_err(|e| failed(&e))?;
        writer::mark(&mut change, &first.map, &file).await?;
        writer::insert(&mut change, &first).await?;
        change.commit().await.map_err(|e| failed(&e))
    }

    pub(super) async fn compact_now(&self, map: &str, seq: u64, snapshot: Vec<u8>) -> Result<()> {
        let mut change = self.begin_write().await?;
        sqlx::query(
            "UPDATE maps SET snapshot = ?2, snapshot_seq = ?3 WHERE id = ?1 AND snapshot_seq < ?3",
        )
        .bind(map)
        .bind(snapshot)
        .bind(kept(seq))
        .execute(&mut *change)
        .await
        .map_err(|e| failed(&e))?;
        change.commit().await.map_err(|e| failed(&e))
    }

    pub(super) async fn mark_file_now(
        &self,
        map: &str,
        file: FileMarks,
        text: Option<FileText>,
    ) -> Result<()> {
        let mut change = self.begin_write().await?;
        writer::mark(&mut change, map, &file).await?;
        if let Some(text) = text {
            texts::remember(&mut change, map, &text).await?;
        }
        change.commit().await.map_err(|e| failed(&e))
    }

    pub(super) async fn history_now(
        &self,
        map: &str,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<Past>> {
        let rows = sqlx::query(
            "SELECT seq, at, why, what, said, people.id, name, colour, joined FROM updates \
             LEFT JOIN people ON people.id = person \
             WHERE map = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3",
        )
        .bind(map)
        .bind(before.map_or(i64::MAX, kept))
        .bind(most)
        .fetch_all(&self.read)
        .await
        .map_err(|e| failed(&e))?;
        rows.iter().map(|row| past(row).map_err(|e| failed(&e))).collect()
    }

    pub(super) async fn latest_now(&self) -> Result<Vec<Latest>> {
        let rows = sqlx::query(
            "SELECT seq, at, why, what, said, people.id, name, colour, joined, maps.id, \
             (SELECT count(*) FROM proposals WHERE map = maps.id AND EXISTS ( \
             SELECT 1 FROM json_each(edits) WHERE json_extract(value, '$.state') = 'open' AND NOT EXISTS ( \
             SELECT 1 FROM decisions WHERE decisions.map = maps.id \
             AND decisions.proposal = proposals.proposal AND place = key))) \
             FROM maps JOIN updates ON map = maps.id \
             AND seq = (SELECT max(seq) FROM updates WHERE map = maps.id) \
             LEFT JOIN people ON people.id = person ORDER BY maps.id",
        )
        .fetch_all(&self.read)
        .await
        .map_err(|e| failed(&e))?;
        let latest = |row: &SqliteRow| -> sqlx::Result<Latest> {
            Ok(Latest {
                last: past(row)?,
                map: row.try_get(9)?,
                proposals: number(row.try_get(10)?),
            })
        };
        rows.iter().map(|row| latest(row).map_err(|e| failed(&e))).collect()
    }

    pub(super) async fn point_now(&self, map: &str, seq: u64) -> Result<Option<Point>> {
        sqlx::query_scalar("SELECT point FROM updates WHERE map = ?1 AND seq = ?2")
            .bind(map)
            .bind(kept(seq))
            .fetch_optional(&self.read)
            .await
            .map_err(|e| failed(&e))
    }

    pub(super) async fn point_before_now(
        &self,
        map: &str,
        at: Micros,
    ) -> Result<Option<(u64, Point)>> {
        let found: Option<(i64, Point)> = sqlx::query_as(
            "SELECT seq, point FROM updates WHERE map = ?1 AND at < ?2 ORDER BY seq DESC LIMIT 1",
        )
        .bind(map)
        .bind(at)
        .fetch_optional(&self.read)
        .await
        .map_err(|e| failed(&e))?;
        Ok(found.map(|(seq, point)| (number(seq), point)))
    }
}

fn past(row: &SqliteRow) -> sqlx::Result<Past> {
    Ok(Past {
        seq: number(row.try_get(0)?),
        at: row.try_get(1)?,
        why: row.try_get(2)?,
        what: row.try_get(3)?,
        said: serde_json::from_str(row.try_get(4)?).unwrap_or_default(),
        by: by(row, 5)?,
    })
}

/// Who did it, from the four columns of a person that may not be there.
pub(super) fn by(row: &SqliteRow, first: usize) -> sqlx::Result<Option<Person>> {
    let Some(id) = row.try_get::<Option<String>, _>(first)? else { return Ok(None) };
    Ok(Some(Person {
        id,
        name: row.try_get(first + 1)?,
        colour: row.try_get(first + 2)?,
        joined: row.try_get(first + 3)?,
    }))
}

/// The mark in a column and the next; none where one of them is empty or no hash.
fn mark(row: &SqliteRow, first: usize) -> Result<Option<FileMark>> {
    let hash: Option<Vec<u8>> = row.try_get(first).map_err(|e| failed(&e))?;
    let point: Option<Vec<u8>> = row.try_get(first + 1).map_err(|e| failed(&e))?;
    let hash = hash.and_then(|hash| hash.try_into().ok());
    Ok(hash.zip(point).map(|(hash, point)| FileMark { hash, point }))
}
