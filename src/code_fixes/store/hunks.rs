//! What became of answers, and what people take of it.

use super::add_file;
use crate::{
    code_fixes::{apply::Proposed, edits::Refused, error::FixError, model::FixId},
    diff::lines::Span,
    domain::{error::Result, id::UserId, time::now_ms},
    generation::model::Status,
};
use sqlx::SqliteConnection;

/// What became of a model's answers.
pub(in crate::code_fixes) struct HunkOutcome {
    /// The files, with where they differ from what was given.
    pub(in crate::code_fixes) files: Vec<(Proposed, Vec<Span>)>,
    /// The edits that were not made, with the number of the answer.
    pub(in crate::code_fixes) refused: Vec<(u32, Refused)>,
}

/// Stores what became of a model's answers; every hunk is accepted until a person decides.
pub(in crate::code_fixes) async fn settle(
    connection: &mut SqliteConnection,
    id: FixId,
    outcome: &HunkOutcome,
) -> Result<()> {
    let line = |line: usize| i64::try_from(line).unwrap_or(i64::MAX);
    let mut number = 0_i64;
    for (at, (file, spans)) in outcome.files.iter().enumerate() {
        let file_id = if file.is_new {
            add_file(connection, id, at, &file.path, true, ["", &file.content]).await?
        } else {
            let query = "update code_files set proposed = $1 where fix_id = $2 and path = $3 returning id";
            sqlx::query_scalar(query).bind(&file.content).bind(id).bind(&file.path).fetch_one(&mut *connection).await?
        };
        for Span { old, new } in spans {
            number += 1;
            sqlx::query(
                "insert into code_hunks (fix_id, number, file_id, old_start, old_end, new_start, new_end, is_accepted)
                 values ($1, $2, $3, $4, $5, $6, $7, 1)",
            )
            .bind(id)
            .bind(number)
            .bind(file_id)
            .bind(line(old.start))
            .bind(line(old.end))
            .bind(line(new.start))
            .bind(line(new.end))
            .execute(&mut *connection)
            .await?;
        }
    }
    for (at, (attempt, Refused { path, reason, search })) in outcome.refused.iter().enumerate() {
        sqlx::query(
            "insert into code_refusals (fix_id, number, attempt, path, reason, search) values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id)
        .bind(line(at))
        .bind(attempt)
        .bind(path)
        .bind(reason)
        .bind(search)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// What a person decides of the hunks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// All of them are accepted, or none.
    All(bool),
    /// These numbers are accepted, all others are not.
    Exactly(Vec<u32>),
    /// These are accepted, those are not, and the others stay as they are.
    Each {
        /// Numbers.
        accepted: Vec<u32>,
        /// Numbers.
        rejected: Vec<u32>,
    },
}

/// Stores what a person decides.
///
/// # Errors
/// `NotFound`, `BeingWritten`, `HunkUnknown`; then nothing is changed.
pub(in crate::code_fixes) async fn decide(
    connection: &mut SqliteConnection,
    user: UserId,
    id: FixId,
    decision: &Decision,
) -> Result<(), FixError> {
    let status: Status = sqlx::query_scalar("select status from code_fixes where id = $1 and user_id = $2")
        .bind(id)
        .bind(user)
        .fetch_one(&mut *connection)
        .await?;
    if status == Status::Generating {
        return Err(FixError::BeingWritten);
    }
    let numbers: Vec<u32> = sqlx::query_scalar("select number from code_hunks where fix_id = $1")
        .bind(id)
        .fetch_all(&mut *connection)
        .await?;
    let (accepted, rejected) = match decision {
        Decision::All(true) => (numbers.clone(), Vec::new()),
        Decision::All(false) => (Vec::new(), numbers.clone()),
        Decision::Exactly(accepted) => {
            (accepted.clone(), numbers.iter().copied().filter(|number| !accepted.contains(number)).collect())
        }
        Decision::Each { accepted, rejected } => (accepted.clone(), rejected.clone()),
    };
    if accepted.iter().chain(&rejected).any(|number| !numbers.contains(number)) {
        return Err(FixError::HunkUnknown);
    }
    for (number, is_accepted) in
        accepted.into_iter().map(|number| (number, true)).chain(rejected.into_iter().map(|number| (number, false)))
    {
        sqlx::query("update code_hunks set is_accepted = $1 where fix_id = $2 and number = $3")
            .bind(is_accepted)
            .bind(id)
            .bind(number)
            .execute(&mut *connection)
            .await?;
    }
    sqlx::query("update code_fixes set updated_at = $1 where id = $2 and user_id = $3")
        .bind(now_ms())
        .bind(id)
        .bind(user)
        .execute(connection)
        .await?;
    Ok(())
}
