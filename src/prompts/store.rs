//! All SQL of prompts and personas. Every query carries the owner.

pub(super) use export_records::*;

use super::model::{
    Body, Command, NewPersona, NewPrompt, PERSONAS_MAX, PROMPTS_MAX, Persona, PersonaId, Prompt, PromptChange, PromptId,
};
use crate::{
    domain::{
        cursor::Cursor,
        error::{AppError, Result},
        id::UserId,
        page::Page,
        time::now_ms,
        title::Title,
    },
    provider::model::ModelId,
};
use sqlx::{SqliteConnection, SqlitePool};

/// What became of something that was to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stored {
    /// It is.
    Yes,
    /// Another prompt has the command.
    Taken,
    /// There are as many as there may be.
    Full,
}

/// A page of prompts, newest first.
pub(super) async fn list(db: &SqlitePool, user: UserId, cursor: Option<Cursor>, limit: usize) -> Result<Page<Prompt>> {
    let (before, before_id) = Cursor::bounds(cursor);
    let items: Vec<Prompt> = sqlx::query_as(
        "select id, name, command, body, created_at, updated_at from prompts
         where user_id = $1 and (created_at, id) < ($2, $3) order by created_at desc, id desc limit $4",
    )
    .bind(user)
    .bind(before)
    .bind(before_id)
    .bind(i64::try_from(limit + 1).unwrap_or(i64::MAX))
    .fetch_all(db)
    .await?;
    Ok(Page::from_overfetch(items, limit, |last| Cursor { at: last.created_at, id: last.id.uuid() }.to_string()))
}

/// One prompt.
///
/// # Errors
/// `NotFound`.
pub(super) async fn get(db: &SqlitePool, user: UserId, id: PromptId) -> Result<Prompt> {
    Ok(sqlx::query_as(
        "select id, name, command, body, created_at, updated_at from prompts where id = $1 and user_id = $2",
    )
    .bind(id)
    .bind(user)
    .fetch_one(db)
    .await?)
}

/// Stores a prompt that was made and changed at these times.
pub(super) async fn create(
    connection: &mut SqliteConnection,
    user: UserId,
    id: PromptId,
    new: &NewPrompt,
    [created_at, updated_at]: [i64; 2],
) -> Result<Stored> {
    if is_taken(connection, user, id, new.command.as_str()).await? {
        return Ok(Stored::Taken);
    }
    let added = sqlx::query(
        "insert into prompts (id, user_id, name, command, body, created_at, updated_at)
         select $1, $2, $3, $4, $5, $6, $7 where (select count(*) from prompts where user_id = $2) < $8",
    )
    .bind(id)
    .bind(user)
    .bind(new.name.as_str())
    .bind(new.command.as_str())
    .bind(new.body.as_str())
    .bind(created_at)
    .bind(updated_at)
    .bind(PROMPTS_MAX)
    .execute(connection)
    .await?;
    Ok(if added.rows_affected() == 0 { Stored::Full } else { Stored::Yes })
}

/// Changes a prompt.
///
/// # Errors
/// `NotFound`.
pub(super) async fn update(
    connection: &mut SqliteConnection,
    user: UserId,
    id: PromptId,
    change: &PromptChange,
) -> Result<Stored> {
    if let Some(command) = &change.command
        && is_taken(connection, user, id, command.as_str()).await?
    {
        return Ok(Stored::Taken);
    }
    let changed = sqlx::query(
        "update prompts set name = coalesce($3, name), command = coalesce($4, command), body = coalesce($5, body),
             updated_at = $6
         where id = $1 and user_id = $2",
    )
    .bind(id)
    .bind(user)
    .bind(change.name.as_ref().map(Title::as_str))
    .bind(change.command.as_ref().map(Command::as_str))
    .bind(change.body.as_ref().map(Body::as_str))
    .bind(now_ms())
    .execute(connection)
    .await?;
    if changed.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(Stored::Yes) }
}

async fn is_taken(connection: &mut SqliteConnection, user: UserId, id: PromptId, command: &str) -> Result<bool> {
    let query = "select exists (select 1 from prompts where user_id = $1 and command = $2 and id <> $3)";
    Ok(sqlx::query_scalar(query).bind(user).bind(command).bind(id).fetch_one(connection).await?)
}

/// Forgets a prompt.
///
/// # Errors
/// `NotFound`.
pub(super) async fn delete(connection: &mut SqliteConnection, user: UserId, id: PromptId) -> Result<()> {
    let query = "delete from prompts where id = $1 and user_id = $2";
    let deleted = sqlx::query(query).bind(id).bind(user).execute(connection).await?;
    if deleted.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}

/// Every persona, newest first.
pub(super) async fn list_personas(db: &SqlitePool, user: UserId) -> Result<Vec<Persona>> {
    let query = "select id, name, system_prompt, model, temperature, max_tokens, created_at, updated_at
         from personas where user_id = $1 order by created_at desc, id desc";
    Ok(sqlx::query_as(query).bind(user).fetch_all(db).await?)
}

/// One persona.
///
/// # Errors
/// `NotFound`.
pub(super) async fn get_persona(db: &SqlitePool, user: UserId, id: PersonaId) -> Result<Persona> {
    let query = "select id, name, system_prompt, model, temperature, max_tokens, created_at, updated_at
         from personas where id = $1 and user_id = $2";
    Ok(sqlx::query_as(query).bind(id).bind(user).fetch_one(db).await?)
}

/// Stores a persona that was made and changed at these times.
pub(super) async fn create_persona(
    connection: &mut SqliteConnection,
    user: UserId,
    id: PersonaId,
    new: &NewPersona,
    [created_at, updated_at]: [i64; 2],
) -> Result<Stored> {
    let added = sqlx::query(
        "insert into personas
             (id, user_id, name, system_prompt, model, temperature, max_tokens, created_at, updated_at)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9 where (select count(*) from personas where user_id = $2) < $10",
    )
    .bind(id)
    .bind(user)
    .bind(new.name.as_str())
    .bind(&new.model_params.system_prompt)
    .bind(new.model.as_ref().map(ModelId::as_str))
    .bind(new.model_params.temperature)
    .bind(new.model_params.max_tokens)
    .bind(created_at)
    .bind(updated_at)
    .bind(PERSONAS_MAX)
    .execute(connection)
    .await?;
    Ok(if added.rows_affected() == 0 { Stored::Full } else { Stored::Yes })
}

/// Makes a persona another one.
///
/// # Errors
/// `NotFound`.
pub(super) async fn replace_persona(
    connection: &mut SqliteConnection,
    user: UserId,
    id: PersonaId,
    new: &NewPersona,
) -> Result<()> {
    let changed = sqlx::query(
        "update personas set name = $3, system_prompt = $4, model = $5, temperature = $6, max_tokens = $7,
             updated_at = $8
         where id = $1 and user_id = $2",
    )
    .bind(id)
    .bind(user)
    .bind(new.name.as_str())
    .bind(&new.model_params.system_prompt)
    .bind(new.model.as_ref().map(ModelId::as_str))
    .bind(new.model_params.temperature)
    .bind(new.model_params.max_tokens)
    .bind(now_ms())
    .execute(connection)
    .await?;
    if changed.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}

/// Forgets a persona; conversations that were begun with it stay.
///
/// # Errors
/// `NotFound`.
pub(super) async fn delete_persona(connection: &mut SqliteConnection, user: UserId, id: PersonaId) -> Result<()> {
    let query = "delete from personas where id = $1 and user_id = $2";
    let deleted = sqlx::query(query).bind(id).bind(user).execute(connection).await?;
    if deleted.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}
mod export_records;
