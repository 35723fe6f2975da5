//! Updates of all maps share commits: one task takes what is waiting, writes it in one transaction, and then says so.
//!
//! A flush of the disk costs milliseconds however much is written; with it shared, many people cost hardly more than one.

use super::{failed, kept, texts};
use crate::store::{Error, FileMark, FileMarks, Result, Row};
use sqlx::sqlite::SqlitePool;
use sqlx::{Sqlite as Db, Transaction};
use tokio::sync::{mpsc, oneshot};

/// Most rows in one transaction.
const MOST: usize = 4_096;
/// How many callers may wait in line.
const WAITING: usize = 1_024;

/// The task's address.
pub(super) struct Writer(mpsc::Sender<Job>);

enum Job {
    Keep(Vec<Row>, oneshot::Sender<Result<()>>),
    End(oneshot::Sender<()>),
}

impl Writer {
    /// Starts the task. It ends with its address.
    pub(super) fn start(write: SqlitePool) -> Self {
        let (address, jobs) = mpsc::channel(WAITING);
        tokio::spawn(run(write, jobs));
        Self(address)
    }

    /// Keeps rows: all or none.
    pub(super) async fn append(&self, rows: Vec<Row>) -> Result<()> {
        let ended = || Error::Failed("the server's database is closed".into());
        let (done, answer) = oneshot::channel();
        self.0.send(Job::Keep(rows, done)).await.map_err(|_| ended())?;
        answer.await.map_err(|_| ended())?
    }

    /// Lets what is waiting be written, and ends.
    pub(super) async fn end(&self) {
        let (done, ended) = oneshot::channel();
        if self.0.send(Job::End(done)).await.is_ok() {
            let _ = ended.await;
        }
    }
}

async fn run(write: SqlitePool, mut jobs: mpsc::Receiver<Job>) {
    let mut taken = Vec::new();
    while let Some(first) = jobs.recv().await {
        let mut next = Some(first);
        let mut rows = 0;
        let mut end = None;
        while let Some(job) = next.take() {
            match job {
                Job::Keep(some, done) => {
                    rows += some.len();
                    taken.push((some, done));
                }
                Job::End(done) => end = Some(done),
            }
            if rows < MOST && end.is_none() {
                next = jobs.try_recv().ok();
            }
        }
        keep(&write, &mut taken).await;
        if let Some(done) = end {
            let _ = done.send(());
            return;
        }
    }
}

/// Writes all jobs at once; where that fails each on its own, so that only the one at fault is refused.
async fn keep(write: &SqlitePool, jobs: &mut Vec<(Vec<Row>, oneshot::Sender<Result<()>>)>) {
    metrics::histogram!("wayline_commit_updates").record(jobs.len() as f64);
    let started = std::time::Instant::now();
    let all = commit(write, jobs.iter().flat_map(|(rows, _)| rows)).await;
    metrics::histogram!("wayline_commit_seconds").record(started.elapsed().as_secs_f64());
    let alone = jobs.len() == 1;
    for (rows, done) in jobs.drain(..) {
        let kept = match &all {
            Err(_) if !alone => commit(write, rows.iter()).await,
            same => same.clone(),
        };
        // Who asked may have gone; what was written stays.
        let _ = done.send(kept);
    }
}

async fn commit<'a>(write: &SqlitePool, rows: impl Iterator<Item = &'a Row>) -> Result<()> {
    let mut change = write.begin_with("BEGIN IMMEDIATE").await.map_err(|e| failed(&e))?;
    for row in rows {
        insert(&mut change, row).await?;
    }
    change.commit().await.map_err(|e| failed(&e))
}

/// One row of `updates`, and the copies that are new with it.
pub(super) async fn insert(change: &mut Transaction<'static, Db>, row: &Row) -> Result<()> {
    sqlx::query(
        "INSERT INTO updates (map, seq, at, person, peer, why, what, point, bytes, said) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )
    .bind(&row.map)
    .bind(kept(row.seq))
    .bind(row.at)
    .bind(&row.person)
    .bind(row.peer.cast_signed())
    .bind(&row.why)
    .bind(&row.what)
    .bind(&row.point)
    .bind(&row.bytes)
    .bind(serde_json::to_string(&row.said).unwrap_or_else(|_| "[]".into()))
    .execute(&mut **change)
    .await
    .map_err(|e| failed(&e))?;
    for peer in &row.peers {
        sqlx::query("INSERT OR IGNORE INTO peers (map, peer, person) VALUES (?1, ?2, ?3)")
            .bind(&row.map)
            .bind(peer.cast_signed())
            .bind(&row.owner)
            .execute(&mut **change)
            .await
            .map_err(|e| failed(&e))?;
    }
    if let Some(file) = &row.file {
        mark(change, &row.map, file).await?;
    }
    if let Some(text) = &row.text {
        texts::remember(change, &row.map, text).await?;
    }
    if let Some(decision) = &row.decision {
        sqlx::query(
            "INSERT OR REPLACE INTO decisions (map, proposal, place, decision) VALUES (?1, ?2, ?3, ?4)",
        )
        .bind(&row.map)
        .bind(kept(decision.proposal))
        .bind(kept(decision.place))
        .bind(&decision.said)
        .execute(&mut **change)
        .await
        .map_err(|e| failed(&e))?;
    }
    Ok(())
}

/// What is known of a map's file.
pub(super) async fn mark(
    change: &mut Transaction<'static, Db>,
    map: &str,
    file: &FileMarks,
) -> Result<()> {
    let hash = |mark: &Option<FileMark>| mark.as_ref().map(|mark| mark.hash.to_vec());
    let point = |mark: &Option<FileMark>| mark.as_ref().map(|mark| mark.point.clone());
    sqlx::query(
        "UPDATE maps SET file_hash = ?2, file_point = ?3, next_hash = ?4, next_point = ?5 WHERE id = ?1",
    )
    .bind(map)
    .bind(hash(&file.seen))
    .bind(point(&file.seen))
    .bind(hash(&file.next))
    .bind(point(&file.next))
    .execute(&mut **change)
    .await
    .map_err(|e| failed(&e))?;
    Ok(())
}
