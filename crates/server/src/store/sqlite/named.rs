//! Versions and proposals, as `SQLite` keeps them. Both are numbered within their map.

use super::maps::by;
use super::{Sqlite, failed, kept, number};
use crate::store::{Proposal, Result, Version};
use serde_json::{Map, Value};
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

impl Sqlite {
    pub(super) async fn versions_now(&self, map: &str) -> Result<Vec<Version>> {
        let rows = sqlx::query(
            "SELECT version, versions.name, at, made, seq, point, people.id, people.name, colour, joined \
             FROM versions LEFT JOIN people ON people.id = person \
             WHERE map = ?1 ORDER BY version DESC",
        )
        .bind(map)
        .fetch_all(&self.read)
        .await
        .map_err(|e| failed(&e))?;
        rows.iter().map(|row| version(row).map_err(|e| failed(&e))).collect()
    }

    pub(super) async fn name_version_now(&self, map: &str, version: &Version) -> Result<u64> {
        let mut change = self.begin_write().await?;
        let given: i64 = sqlx::query_scalar(
            "INSERT INTO versions (map, version, name, at, person, made, seq, point) \
             SELECT ?1, coalesce(max(version), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7 FROM versions WHERE map = ?1 \
             RETURNING version",
        )
        .bind(map)
        .bind(&version.name)
        .bind(version.at)
        .bind(version.by.as_ref().map(|person| person.id.as_str()))
        .bind(&version.made)
        .bind(kept(version.seq))
        .bind(&version.point)
        .fetch_one(&mut *change)
        .await
        .map_err(|e| failed(&e))?;
        change.commit().await.map_err(|e| failed(&e))?;
        Ok(number(given))
    }

    pub(super) async fn proposals_now(&self, map: &str) -> Result<Vec<Proposal>> {
        // One view of the database for both.
        let mut view = self.read.begin().await.map_err(|e| failed(&e))?;
        let lines: Vec<(i64, String, String, i64, String)> = sqlx::query_as(
            "SELECT proposal, source, why, at, edits FROM proposals WHERE map = ?1 ORDER BY proposal DESC",
        )
        .bind(map)
        .fetch_all(&mut *view)
        .await
        .map_err(|e| failed(&e))?;
        let decisions: Vec<(i64, i64, String)> =
            sqlx::query_as("SELECT proposal, place, decision FROM decisions WHERE map = ?1")
                .bind(map)
                .fetch_all(&mut *view)
                .await
                .map_err(|e| failed(&e))?;
        let line = |(proposal, from, why, at, edits)| Proposal {
            proposal: number(proposal),
            from,
            why,
            at,
            edits: decided(edits, decisions.iter().filter(|(of, _, _)| *of == proposal)),
        };
        Ok(lines.into_iter().map(line).collect())
    }

    pub(super) async fn propose_now(&self, map: &str, proposal: &Proposal) -> Result<u64> {
        let mut change = self.begin_write().await?;
        let given: i64 = sqlx::query_scalar(
            "INSERT INTO proposals (map, proposal, source, why, at, edits) \
             SELECT ?1, coalesce(max(proposal), 0) + 1, ?2, ?3, ?4, ?5 FROM proposals WHERE map = ?1 \
             RETURNING proposal",
        )
        .bind(map)
        .bind(&proposal.from)
        .bind(&proposal.why)
        .bind(proposal.at)
        .bind(&proposal.edits)
        .fetch_one(&mut *change)
        .await
        .map_err(|e| failed(&e))?;
        change.commit().await.map_err(|e| failed(&e))?;
        Ok(number(given))
    }

    pub(super) async fn decide_now(&self, map: &str, proposal: u64, edits: &str) -> Result<()> {
        let mut change = self.begin_write().await?;
        sqlx::query("UPDATE proposals SET edits = ?3 WHERE map = ?1 AND proposal = ?2")
            .bind(map)
            .bind(kept(proposal))
            .bind(edits)
            .execute(&mut *change)
            .await
            .map_err(|e| failed(&e))?;
        sqlx::query("DELETE FROM decisions WHERE map = ?1 AND proposal = ?2")
            .bind(map)
            .bind(kept(proposal))
            .execute(&mut *change)
            .await
            .map_err(|e| failed(&e))?;
        change.commit().await.map_err(|e| failed(&e))
    }
}

/// A proposal's edits with the decisions that are not written into them yet.
fn decided<'a>(edits: String, decisions: impl Iterator<Item = &'a (i64, i64, String)>) -> String {
    let mut decisions = decisions.peekable();
    if decisions.peek().is_none() {
        return edits;
    }
    let Ok(mut list) = serde_json::from_str::<Vec<Value>>(&edits) else { return edits };
    for (_, place, said) in decisions {
        let edit = usize::try_from(*place).ok().and_then(|place| list.get_mut(place));
        let said = serde_json::from_str::<Map<String, Value>>(said);
        if let (Some(Value::Object(edit)), Ok(said)) = (edit, said) {
            edit.extend(said);
        }
    }
    Value::Array(list).to_string()
}

fn version(row: &SqliteRow) -> sqlx::Result<Version> {
    Ok(Version {
        version: number(row.try_get(0)?),
        name: row.try_get(1)?,
        at: row.try_get(2)?,
        made: row.try_get(3)?,
        seq: number(row.try_get(4)?),
        point: row.try_get(5)?,
        by: by(row, 6)?,
    })
}
