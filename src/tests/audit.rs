//! The audit log: what is noted, for whom, how much of it, and how it is read.

use crate::{
    api::Program,
    programs::{log_in, make_key, send},
    server::{Client, TestServer},
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::json;
use sqlx::SqlitePool;
use std::process::Command;
use supbot::auth::api::{ChangePassword, ConfirmPassword, DeleteAccount, ListSessions, LogOut, RevokeSession};
use supbot::auth::model::Session;

const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0 SECRET-agent";

async fn database(server: &TestServer) -> SqlitePool {
    SqlitePool::connect(server.folder.path().join("supbot.db").to_str().unwrap()).await.unwrap()
}

/// The events of an account so far, oldest first; of nobody with an empty name.
async fn events(server: &TestServer, db: &SqlitePool, name: &str) -> Vec<String> {
    server.state.flush_audit().await;
    sqlx::query_scalar(
        "select event from audit_log left join users on users.id = audit_log.user_id
         where coalesce(username, '') = $1 order by audit_log.id",
    )
    .bind(name)
    .fetch_all(db)
    .await
    .unwrap()
}

async fn rest(browser: &mut Client, method: Method, path: &str, body: Body) -> StatusCode {
    let request = Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, "application/json");
    browser.parts(request.body(body).unwrap()).await.0
}

/// What the program says.
fn audit(server: &TestServer, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_supbot"))
        .env_clear()
        .env("SUPBOT_DATA_DIR", server.folder.path())
        .current_dir(server.folder.path())
        .arg("audit")
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test]
async fn what_people_and_programs_do_to_an_account_is_noted_once_on_every_door() {
    let server = TestServer::start().await;
    let db = database(&server).await;
    let mut person = server.person("somebody").await;
    let mut other = server.visitor();
    assert_eq!(other.log_in("somebody", "wrong SECRET horse").await.status, StatusCode::UNAUTHORIZED);
    other.log_in("somebody", "correct horse").await;
    let sessions: Vec<Session> = person.call::<ListSessions>(&[]).await.json();
    let id = sessions.iter().find(|session| !session.is_current).unwrap().id.to_string();
    person.call::<RevokeSession>(&[("id", &id)]).await;
    let (_, key) = make_key(&mut person, json!({ "name": "SECRET key" })).await;
    assert_eq!(
        rest(&mut person, Method::DELETE, &format!("/api/v1/keys/{key}"), Body::empty()).await,
        StatusCode::NO_CONTENT
    );
    assert_eq!(rest(&mut person, Method::GET, "/api/v1/export", Body::empty()).await, StatusCode::OK);
    assert_eq!(rest(&mut person, Method::POST, "/api/v1/import", "[]".into()).await, StatusCode::ACCEPTED);
    let mut program = Program::log_in(&server, "somebody").await;
    let document = program.send(Method::POST, "/api/v1/documents", &[], Some(json!({ "content": "SECRET" }))).await;
    let document = json!({ "document_id": document.json::<serde_json::Value>()["id"] });
    let share = program.send(Method::POST, "/api/v1/shares", &[], Some(document)).await.json::<serde_json::Value>();
    let path = format!("/api/v1/shares/{}", share["id"].as_str().unwrap());
    program.send(Method::DELETE, &path, &[], None).await;
    let (_, refresh) = log_in(&server, "somebody", "correct horse").await;
    send(&server, Method::POST, "/api/v1/auth/logout", "", Some(json!({ "refresh": refresh }))).await;
    person.call::<ConfirmPassword>(&[("confirmation", "correct horse"), ("next", "/")]).await;
    person.call::<ChangePassword>(&[("current", "correct horse"), ("new", "SECRET staple")]).await;
    for suspended in ["1", "null"] {
        sqlx::query(sqlx::AssertSqlSafe(format!("update users set suspended_at = {suspended}")))
            .execute(&db)
            .await
            .unwrap();
    }
    let expected = [
        "sign_up",
        "log_in_failed",
        "log_in",
        "session_revoked",
        "key_created",
        "key_deleted",
        "exported",
        "imported",
        "log_in",
        "share_created",
        "share_deleted",
        "log_in",
        "log_out",
        "password_confirmed",
        "password_changed",
        "suspended",
        "unsuspended",
    ];
    let mut noted = events(&server, &db, "somebody").await;
    // Those of the trigger do not wait for the others.
    noted.sort_by_key(|event| event.ends_with("suspended"));
    assert_eq!(noted, expected);

    // The page of the settings, in both languages.
    let page = person.get("/settings").await.html();
    assert!(page.contains("Account activity") && page.contains("Wrong password"), "{page}");
    assert!(page.contains("<time datetime=\"20"), "{page}");
    person.language = "ko";
    assert!(person.get("/settings").await.html().contains("비밀번호 오류"));
    // Another's is not in it.
    assert!(!server.person("stranger").await.get("/settings").await.html().contains("Wrong password"));

    person.call::<LogOut>(&[]).await;
    let mut last = server.visitor();
    last.log_in("somebody", "SECRET staple").await;
    let answer = last.call::<DeleteAccount>(&[("password", "SECRET staple")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let rest = events(&server, &db, "").await;
    assert_eq!(rest[rest.len() - 3..], ["log_out", "log_in", "account_deleted"], "{rest:?}");
    let texts: Vec<String> =
        sqlx::query_scalar("select event || network || device || coalesce(user_id, '') from audit_log")
            .fetch_all(&db)
            .await
            .unwrap();
    assert!(texts.iter().all(|text| !text.contains("SECRET")), "{texts:?}");
}

#[tokio::test]
async fn the_command_lists_the_log_beside_a_running_server() {
    let server = TestServer::with(&[("SUPBOT_TRUST_PROXY", "on")]).await;
    server.person("somebody").await;
    server.person("other").await;
    for _ in 0..30 {
        let form = "username=somebody&password=wrong+horse&next=";
        let request = Request::post(<supbot::auth::api::LogIn as leptos::server_fn::ServerFn>::url())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::USER_AGENT, AGENT)
            .header("x-forwarded-for", "2001:db8:1:2::3");
        server.visitor().request(request.body(Body::from(form)).unwrap()).await;
    }
    server.state.flush_audit().await;
    let all = audit(&server, &[]);
    assert!(all.contains("sign_up\tsomebody\t") && all.contains("sign_up\tother\t"), "{all}");
    // However often it is tried, it is counted: once for the wrong passwords, once for the refusals.
    let failed: Vec<_> = all.lines().filter(|line| line.contains("log_in_failed")).collect();
    assert_eq!(failed.len(), 1, "{all}");
    assert!(
        failed[0].contains("\tlog_in_failed\tsomebody\t2001:db8:1:2::/64\tFirefox · Linux\t")
            && failed[0].ends_with(" times"),
        "{all}"
    );
    assert!(all.contains("\tlimited\tsomebody\t2001:db8:1:2::/64\t"), "{all}");
    let one = audit(&server, &["--user", "ＯTHER", "--since", "1"]);
    assert!(one.contains("sign_up\tother") && !one.contains("somebody"), "{one}");

    let db = database(&server).await;
    sqlx::query("update audit_log set at = at - 366 * 86400000 where event = 'sign_up'").execute(&db).await.unwrap();
    assert!(!audit(&server, &["--since", "30"]).contains("sign_up"));
    assert!(audit(&server, &["--since", "3650"]).contains("sign_up"));
    server.state.purge().await.unwrap();
    assert!(!audit(&server, &["--since", "3650"]).contains("sign_up"));
}

#[tokio::test]
async fn an_account_keeps_so_many_entries_of_a_kind_and_what_others_cause_pushes_out_nothing_else() {
    let server = TestServer::start().await;
    let db = database(&server).await;
    let mut person = server.person("somebody").await;
    let id: String = sqlx::query_scalar("select id from users").fetch_one(&db).await.unwrap();
    sqlx::query(
        "insert into audit_log (at, user_id, event, network, device)
         with recursive n (n) as (select 1 union all select n + 1 from n where n < 2000)
         select n, $1, 'log_in_failed', 'network ' || n, '' from n",
    )
    .bind(&id)
    .execute(&db)
    .await
    .unwrap();
    person.log_in("somebody", "wrong horse").await;
    let noted = events(&server, &db, "somebody").await;
    assert_eq!(noted.iter().filter(|event| *event == "log_in_failed").count(), 500);
    assert!(noted.contains(&"sign_up".to_owned()));
}
