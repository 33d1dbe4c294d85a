//! What is taken out and brought in.

use super::{FileRow, FixRow, HunkRow, Stored, add_file};
use crate::{
    code_fixes::{
        export_record::{FileExport, FixExport, HunkExport},
        model::{FIXES_MAX, FileId, FixId, Refusal},
    },
    domain::{error::Result, id::UserId},
    i18n::Language,
};
use sqlx::{SqliteConnection, SqlitePool};
use std::collections::HashMap;

/// The ids of a person's fixes, so many after another one, the oldest first.
pub(in crate::code_fixes) async fn ids_after(
    db: &SqlitePool,
    user: UserId,
    after: Option<FixId>,
    limit: u32,
) -> Result<Vec<FixId>> {
    let query = "select id from code_fixes where user_id = $1 and ($2 is null or id > $2) order by id limit $3";
    Ok(sqlx::query_scalar(query).bind(user).bind(after).bind(limit).fetch_all(db).await?)
}

/// Whether there is such a fix.
pub(in crate::code_fixes) async fn has(connection: &mut SqliteConnection, user: UserId, id: FixId) -> Result<bool> {
    let query = "select exists (select 1 from code_fixes where id = $1 and user_id = $2)";
    Ok(sqlx::query_scalar(query).bind(id).bind(user).fetch_one(connection).await?)
}

impl Stored {
    /// As it is taken out.
    pub(in crate::code_fixes) fn whole(self) -> FixExport {
        let Self { id, fix, files, hunks: rows, refusals } = self;
        let mut of_files: HashMap<FileId, Vec<HunkExport>> = HashMap::new();
        for HunkRow { file_id, old_start, old_end, new_start, new_end, is_accepted, .. } in rows {
            let hunk = HunkExport { old_start, old_end, new_start, new_end, is_accepted };
            of_files.entry(file_id).or_default().push(hunk);
        }
        let files = files.into_iter().map(|FileRow { id, path, is_new, original, proposed }| {
            let hunks = of_files.remove(&id).unwrap_or_default();
            FileExport { path, is_new, original, proposed, hunks }
        });
        let files = files.collect();
        let FixRow { title, instruction, language, model, status, fault, answer, created_at, updated_at } = fix;
        let language = Language::from_tag(&language).unwrap_or(Language::DEFAULT);
        FixExport {
            id,
            title,
            instruction,
            language,
            model,
            status,
            fault,
            answer,
            files,
            refusals,
            created_at,
            updated_at,
        }
    }
}

/// Stores a fix as it is; false when the account has as many as it may have.
pub(in crate::code_fixes) async fn insert_record(
    connection: &mut SqliteConnection,
    user: UserId,
    whole: &FixExport,
) -> Result<bool> {
    let added = sqlx::query(
        "insert into code_fixes
             (id, user_id, title, instruction, language, model, status, fault, answer, created_at, updated_at)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
         where (select count(*) from code_fixes where user_id = $2) < $12",
    )
    .bind(whole.id)
    .bind(user)
    .bind(&whole.title)
    .bind(&whole.instruction)
    .bind(whole.language.tag())
    .bind(&whole.model)
    .bind(whole.status)
    .bind(&whole.fault)
    .bind(&whole.answer)
    .bind(whole.created_at)
    .bind(whole.updated_at)
    .bind(FIXES_MAX)
    .execute(&mut *connection)
    .await?;
    if added.rows_affected() == 0 {
        return Ok(false);
    }
    let mut number = 0;
    for (at, FileExport { path, is_new, original, proposed, hunks }) in whole.files.iter().enumerate() {
        let file = add_file(connection, whole.id, at, path, *is_new, [original, proposed]).await?;
        for hunk in hunks {
            number += 1;
            add_hunk(connection, whole.id, file, number, hunk).await?;
        }
    }
    for (number, refusal) in (0..).zip(&whole.refusals) {
        add_refusal(connection, whole.id, number, refusal).await?;
    }
    Ok(true)
}

/// Stores a hunk with what a person decided of it; they are numbered from 1 through all files.
async fn add_hunk(
    connection: &mut SqliteConnection,
    fix: FixId,
    file: FileId,
    number: i64,
    hunk: &HunkExport,
) -> Result<()> {
    sqlx::query(
        "insert into code_hunks (fix_id, number, file_id, old_start, old_end, new_start, new_end, is_accepted)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(fix)
    .bind(number)
    .bind(file)
    .bind(hunk.old_start)
    .bind(hunk.old_end)
    .bind(hunk.new_start)
    .bind(hunk.new_end)
    .bind(hunk.is_accepted)
    .execute(connection)
    .await?;
    Ok(())
}

/// Stores an edit that was not made.
async fn add_refusal(connection: &mut SqliteConnection, fix: FixId, number: i64, refusal: &Refusal) -> Result<()> {
    sqlx::query(
        "insert into code_refusals (fix_id, number, attempt, path, reason, search) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(fix)
    .bind(number)
    .bind(refusal.attempt)
    .bind(&refusal.path)
    .bind(refusal.reason)
    .bind(&refusal.search)
    .execute(connection)
    .await?;
    Ok(())
}
