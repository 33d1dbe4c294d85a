//! Databases of every earlier schema, with data in each of their tables, are opened by this version and lose nothing.

use crate::server::{TestServer, config};
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection, migrate::Migrator, sqlite::SqliteConnectOptions};
use std::collections::BTreeMap;
use supbot::server::{AppState, database_path, router};
use tempfile::TempDir;

static MIGRATIONS: Migrator = sqlx::migrate!();

/// What is put into the tables that a migration has made, right after it: its version, and statements. `NOW` is the time, and
/// `HASH` the hash of a password.
const DATA: [(i64, &str); 15] = [
    (
        1,
        "insert into users (id, username, username_key, email, password_hash, created_at)
             values (ID(19), '민수', '민수', 'minsu@example.com', 'HASH', NOW);
         insert into sessions (id, user_id, token_hash, user_agent, created_at, last_seen_at) values ('s', ID(19), 'x', 'Browser', NOW, NOW);
         insert into conversations (id, user_id, title, title_source, model, head_id, created_at, updated_at)
             values (ID(1), ID(19), '첫 대화', 'person', 'scripted/echo', ID(12), NOW, NOW);
         insert into messages (id, conversation_id, parent_id, role, content, status, model, prompt_tokens, completion_tokens, created_at, finished_at)
             values (ID(11), ID(1), null, 'user', '질문입니다', 'complete', null, null, null, NOW, NOW),
                    (ID(12), ID(1), ID(11), 'assistant', '끝난 답', 'complete', 'scripted/echo', 3, 4, NOW, NOW),
                    (ID(13), ID(1), ID(11), 'assistant', '앞 ', 'generating', 'scripted/echo', null, null, NOW, null);
         insert into reply_parts (message_id, number, text) values (ID(13), 1, '쓰던 '), (ID(13), 2, '답');",
    ),
    (2, "update conversations set system_prompt = '짧게', temperature = 0.5, max_tokens = 100;"),
    (
        4,
        "insert into documents (id, user_id, title, format, language, brief, content, revision, status, created_at, updated_at)
             values (ID(2), ID(19), '보고서', 'report', 'ko', '메모', '# 보고서', 1, 'complete', NOW, NOW),
                    (ID(3), ID(19), '초안', 'report', 'ko', '메모', '', 1, 'generating', NOW, NOW);
         insert into draft_parts (document_id, number, text) values (ID(3), 1, '# 쓰던 '), (ID(3), 2, '초안');
         insert into document_versions (id, document_id, revision, source, content, created_at)
             values ('v', ID(2), 1, 'manual', '# 보고서', NOW);",
    ),
    (5, "insert into document_formats (id, user_id, definition, created_at) values ('f', ID(19), '{}', NOW);"),
    (
        6,
        "insert into api_keys (id, user_id, name, key_hash, start, is_read_only, created_at) values ('k', ID(19), '키', 'y', 'sb_', 0, NOW);",
    ),
    (
        7,
        "insert into idempotency_keys (user_id, key, fingerprint, created_id, created_at) values (ID(19), 'once', 'z', ID(2), NOW);",
    ),
    (
        8,
        "insert into completions (id, user_id, model, prompt_tokens, completion_tokens, usage_is_estimated, created_at)
             values ('c', ID(19), 'scripted/echo', 5, 6, 0, NOW);",
    ),
    (9, "insert into used_refresh_tokens (token_hash, session_id, used_at) values ('w', 's', NOW);"),
    (
        12,
        "update conversations set folder = '공부', pinned_at = NOW;
         insert into conversation_tags (conversation_id, tag) values (ID(1), '중요');",
    ),
    (
        13,
        "insert into shares (id, user_id, token_hash, kind, source_id, title, content, created_at)
             values ('h', ID(19), 'q', 'document', ID(2), '보고서', '{}', NOW);",
    ),
    (
        14,
        "insert into code_fixes (id, user_id, title, instruction, language, model, status, answer, created_at, updated_at)
             values (ID(4), ID(19), 'a.py', '고쳐 줘', 'ko', 'scripted/echo', 'complete', '고침', NOW, NOW),
                    (ID(5), ID(19), 'b.py', '고쳐 줘', 'ko', 'scripted/echo', 'generating', '', NOW, NOW);
         insert into code_answer_parts (fix_id, number, text) values (ID(5), 1, '쓰던 '), (ID(5), 2, '설명');
         insert into code_files (id, fix_id, number, path, is_new, original, proposed) values (ID(8), ID(4), 1, 'a.py', 0, 'a', 'b');
         insert into code_hunks (fix_id, number, file_id, old_start, old_end, new_start, new_end, is_accepted)
             values (ID(4), 1, ID(8), 0, 1, 0, 1, 1);
         insert into code_refusals (fix_id, number, attempt, path, reason, search) values (ID(4), 1, 1, 'a.py', 'not_found', 'x');",
    ),
    (
        15,
        "insert into prompts (id, user_id, name, command, body, created_at, updated_at) values ('p', ID(19), '요약', 'sum', '요약해 줘', NOW, NOW);
         insert into personas (id, user_id, name, system_prompt, created_at, updated_at) values ('r', ID(19), '선생님', '가르쳐 줘', NOW, NOW);",
    ),
    (
        17,
        "insert into imports (id, user_id, state, created_at, finished_at) values ('i', ID(19), 'done', NOW, NOW);
         insert into imported (user_id, source, source_id, kind, target_id) values (ID(19), 'claude', '1', 'conversation', ID(1));",
    ),
    (
        19,
        "insert into attachment_contents (id, user_id, byte_length, content) values ('n', ID(19), 2, x'6869');
         insert into attachments (id, user_id, message_id, content_id, name, kind, media_type, byte_length, created_at)
             values (ID(6), ID(19), ID(11), 'n', 'a.txt', 'text', 'text/plain', 2, NOW);",
    ),
    (
        22,
        "insert into known_devices (user_id, token_hash, logged_in_at) values (ID(19), 'd', NOW);
         insert into audit_log (at, user_id, event, network, device) values (NOW, ID(19), 'sign_up', '', '');",
    ),
];

/// Counted anew, or made when it is asked for.
const DERIVED: [&str; 7] = [
    "_sqlx_migrations",
    "account_limit",
    "account_usage",
    "credential_changes",
    "search_entries",
    "search_index",
    "search_stale",
];

/// The text of a column, as an SQL literal, by its name.
type Fields = BTreeMap<String, String>;

/// `ID(n)` as an id of ours.
fn filled(sql: &str, now: i64, hash: &str) -> String {
    let mut filled = sql.replace("NOW", &now.to_string()).replace("HASH", hash);
    for n in (1..20).rev() {
        filled = filled.replace(&format!("ID({n})"), &format!("'{}'", id(n)));
    }
    filled
}

fn id(n: u32) -> String {
    format!("01900000-0000-7000-8000-{n:012}")
}

/// Every row of every table of ours.
async fn dump(db: &mut SqliteConnection) -> BTreeMap<String, Vec<Fields>> {
    let tables: Vec<String> =
        sqlx::query_scalar("select name from sqlite_master where type = 'table' and name not like 'sqlite%'")
            .fetch_all(&mut *db)
            .await
            .unwrap();
    let mut all = BTreeMap::new();
    for table in tables {
        if DERIVED.iter().any(|derived| table.starts_with(derived)) {
            continue;
        }
        let query = format!("select name from pragma_table_info('{table}')");
        let columns: Vec<String> = sqlx::query_scalar(AssertSqlSafe(query)).fetch_all(&mut *db).await.unwrap();
        let quoted: Vec<_> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
        let query = format!("select {} from {table}", quoted.join(", "));
        let rows = sqlx::query(AssertSqlSafe(query)).fetch_all(&mut *db).await.unwrap();
        let fields = |row: &sqlx::sqlite::SqliteRow| {
            columns.iter().cloned().enumerate().map(|(at, column)| (column, row.get(at))).collect()
        };
        all.insert(table, rows.iter().map(fields).collect());
    }
    all
}

/// What a row is when this version has opened it: what was being written is interrupted, with all that was stored of it.
fn opened(table: &str, mut row: Fields) -> Fields {
    let is_written = row.get("status").is_some_and(|status| status == "'generating'");
    if is_written {
        let (column, whole) = match table {
            "messages" => ("content", "'앞 쓰던 답'"),
            "documents" => ("content", "'# 쓰던 초안'"),
            _ => ("answer", "'쓰던 설명'"),
        };
        row.insert(column.to_owned(), whole.to_owned());
        row.insert("status".to_owned(), "'interrupted'".to_owned());
        for changed in ["finished_at", "revision", "updated_at"] {
            row.remove(changed);
        }
    }
    row
}

/// Says which rows of before are not there afterwards.
fn lost(before: BTreeMap<String, Vec<Fields>>, after: &BTreeMap<String, Vec<Fields>>) -> Vec<String> {
    let mut lost = Vec::new();
    for (table, rows) in before {
        // Their rows are what `opened` expects in others.
        if ["reply_parts", "draft_parts", "code_answer_parts", "generation_chunks"].contains(&table.as_str()) {
            continue;
        }
        let kept = after.get(&table).map(Vec::as_slice).unwrap_or_default();
        for row in rows {
            let row = opened(&table, row);
            let is_same = |other: &Fields| row.iter().all(|(column, value)| other.get(column) == Some(value));
            if !kept.iter().any(is_same) {
                lost.push(format!("{table}: {row:?}"));
            }
        }
    }
    lost
}

#[tokio::test]
async fn a_database_of_every_earlier_schema_is_opened_and_loses_nothing() {
    let server = TestServer::start().await;
    server.person("pattern").await;
    let options = |folder: &TempDir| SqliteConnectOptions::new().filename(database_path(folder.path()));
    let mut db = SqliteConnection::connect_with(&options(&server.folder)).await.unwrap();
    let hash: String = sqlx::query_scalar("select password_hash from users").fetch_one(&mut db).await.unwrap();
    let now: i64 = sqlx::query_scalar("select created_at from users").fetch_one(&mut db).await.unwrap();
    let versions: Vec<i64> = MIGRATIONS.iter().map(|migration| migration.version).collect();
    for &schema in &versions[..versions.len() - 1] {
        let folder = TempDir::new().unwrap();
        let mut db = SqliteConnection::connect_with(&options(&folder).create_if_missing(true)).await.unwrap();
        for &version in versions.iter().filter(|version| **version <= schema) {
            MIGRATIONS.run_to(version, &mut db).await.unwrap();
            for (_, data) in DATA.iter().filter(|(made_by, _)| *made_by == version) {
                sqlx::raw_sql(AssertSqlSafe(filled(data, now, &hash))).execute(&mut db).await.unwrap();
            }
        }
        let before = dump(&mut db).await;
        // What is only there while something is written goes with the schema that had it.
        let is_new = |table: &&String| before[*table].is_empty() && *table != "generation_chunks";
        assert_eq!(
            before.keys().filter(is_new).collect::<Vec<_>>(),
            [""; 0],
            "schema {schema} has tables without data"
        );
        db.close().await.unwrap();

        let state = AppState::new(config(&folder, &[])).await.unwrap();
        let mut db = SqliteConnection::connect_with(&options(&folder)).await.unwrap();
        assert_eq!(lost(before, &dump(&mut db).await), [""; 0], "schema {schema}");
        let log: i64 = sqlx::query_scalar("select count(*) from generation_chunks").fetch_one(&mut db).await.unwrap();
        assert_eq!(log, 0, "schema {schema}");
        let checks = "select count(*) from sqlite_schema where sql like '%check (language%'";
        let checks: i64 = sqlx::query_scalar(checks).fetch_one(&mut db).await.unwrap();
        assert_eq!(checks, 0, "schema {schema} says which languages there are");
        db.close().await.unwrap();

        let server = TestServer { router: router(state.clone()), folder, state };
        let mut minsu = server.visitor().log_in_as("민수").await;
        let pages = [(1, "/c/", 1, "끝난 답"), (4, "/documents/", 3, "쓰던 초안"), (14, "/code/", 4, "고쳐 줘")];
        for (_, path, n, text) in pages.into_iter().filter(|page| page.0 <= schema) {
            let page = minsu.get(&format!("{path}{}", id(n))).await;
            assert!(page.text.contains(text), "schema {schema}: {path}: {} {}", page.status, page.text);
        }
        server.state.shut_down().await;
    }
}
