//! People, as `SQLite` keeps them.

use super::{Sqlite, failed};
use crate::people::Person;
use crate::store::{Result, TokenHash};

/// A person's row: id, name, colour, joined.
pub(super) type Line = (String, String, String, i64);

pub(super) fn person((id, name, colour, joined): Line) -> Person {
    Person { id, name, colour, joined }
}

impl Sqlite {
    pub(super) async fn join_now(&self, person: &Person, token: &TokenHash) -> Result<()> {
        let mut change = self.begin_write().await?;
        sqlx::query(
            "INSERT INTO people (id, name, colour, token, joined) VALUES (?1, ?2, ?3, ?4, ?5)",
        )
        .bind(&person.id)
        .bind(&person.name)
        .bind(&person.colour)
        .bind(token.as_slice())
        .bind(person.joined)
        .execute(&mut *change)
        .await
        .map_err(|e| failed(&e))?;
        change.commit().await.map_err(|e| failed(&e))
    }

    pub(super) async fn who_now(&self, token: &TokenHash) -> Result<Option<Person>> {
        let line: Option<Line> =
            sqlx::query_as("SELECT id, name, colour, joined FROM people WHERE token = ?1")
                .bind(token.as_slice())
                .fetch_optional(&self.read)
                .await
                .map_err(|e| failed(&e))?;
        Ok(line.map(person))
    }

    pub(super) async fn people_now(&self) -> Result<Vec<Person>> {
        let lines: Vec<Line> =
            sqlx::query_as("SELECT id, name, colour, joined FROM people ORDER BY joined, id")
                .fetch_all(&self.read)
                .await
                .map_err(|e| failed(&e))?;
        Ok(lines.into_iter().map(person).collect())
    }

    pub(super) async fn rename_now(&self, person: &Person) -> Result<()> {
        let mut change = self.begin_write().await?;
        sqlx::query("UPDATE people SET name = ?2, colour = ?3 WHERE id = ?1")
            .bind(&person.id)
            .bind(&person.name)
            .bind(&person.colour)
            .execute(&mut *change)
            .await
            .map_err(|e| failed(&e))?;
        change.commit().await.map_err(|e| failed(&e))
    }
}
