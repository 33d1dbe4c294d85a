//! What is taken out and brought in.

use crate::{
    domain::{error::Result, id::UserId},
    prompts::model::{PersonaId, PromptId},
};
use sqlx::{SqliteConnection, SqlitePool};
use std::collections::HashSet;

/// The ids of a person's prompts, so many after another one, the oldest first.
pub(in crate::prompts) async fn ids_after(
    db: &SqlitePool,
    user: UserId,
    after: Option<PromptId>,
    limit: u32,
) -> Result<Vec<PromptId>> {
    let query = "select id from prompts where user_id = $1 and ($2 is null or id > $2) order by id limit $3";
    Ok(sqlx::query_scalar(query).bind(user).bind(after).bind(limit).fetch_all(db).await?)
}

/// Whether there is such a prompt.
pub(in crate::prompts) async fn has(connection: &mut SqliteConnection, user: UserId, id: PromptId) -> Result<bool> {
    let query = "select exists (select 1 from prompts where id = $1 and user_id = $2)";
    Ok(sqlx::query_scalar(query).bind(id).bind(user).fetch_one(connection).await?)
}

/// Whether there is such a persona.
pub(in crate::prompts) async fn has_persona(
    connection: &mut SqliteConnection,
    user: UserId,
    id: PersonaId,
) -> Result<bool> {
    let query = "select exists (select 1 from personas where id = $1 and user_id = $2)";
    Ok(sqlx::query_scalar(query).bind(id).bind(user).fetch_one(connection).await?)
}

/// The commands of a person's prompts.
pub(in crate::prompts) async fn commands(connection: &mut SqliteConnection, user: UserId) -> Result<HashSet<String>> {
    let query = "select command from prompts where user_id = $1";
    let commands: Vec<String> = sqlx::query_scalar(query).bind(user).fetch_all(connection).await?;
    Ok(commands.into_iter().collect())
}
