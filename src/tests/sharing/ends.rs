//! What ends a link: its owner, its time, the server, the end of the account.

use super::{SHARES, database, document, get, id, page, path, share};
use crate::{
    api::Program,
    server::{TestServer, config},
};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use supbot::{
    auth::api::DeleteAccount,
    server::{AppState, router},
};

#[tokio::test]
async fn what_was_revoked_or_has_ended_looks_as_if_it_never_was() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    let document = document(&mut owner, "x", "text").await;
    let mut shares = Vec::new();
    for _ in 0..4 {
        shares.push(share(&mut owner, json!({ "document_id": document, "expires_in_days": 7 })).await);
    }
    let unknown = server.visitor().get(&format!("/share/{}", "0".repeat(64))).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let unknown = page(&unknown);
    assert_eq!(page(&server.visitor().get("/share/x").await), unknown);
    let db = database(&server).await;
    let revoked = format!("{SHARES}/{}", id(&shares[0]));
    assert_eq!(owner.send(Method::DELETE, &revoked, &[], None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(owner.send(Method::DELETE, &revoked, &[], None).await.status, StatusCode::NOT_FOUND);
    let expire = "update shares set expires_at = created_at where id = $1";
    sqlx::query(expire).bind(id(&shares[1])).execute(&db).await.unwrap();
    assert_eq!(get(&mut owner, SHARES).await["items"].as_array().unwrap().len(), 2, "what has ended is not listed");
    for shared in &shares[..2] {
        let gone = server.visitor().get(&path(shared)).await;
        assert_eq!((gone.status, page(&gone)), (StatusCode::NOT_FOUND, unknown.clone()));
        assert_eq!(gone.header("x-robots-tag"), "noindex");
    }
    assert_eq!(server.visitor().get(&path(&shares[2])).await.status, StatusCode::OK);
    sqlx::query("update users set suspended_at = 1").execute(&db).await.unwrap();
    assert_eq!(server.visitor().get(&path(&shares[2])).await.status, StatusCode::NOT_FOUND);
    sqlx::query("update users set suspended_at = null").execute(&db).await.unwrap();
    let mut person = server.visitor().log_in_as("owner").await;
    assert_eq!(person.call::<DeleteAccount>(&[("password", "correct horse")]).await.status, StatusCode::OK);
    assert_eq!(page(&server.visitor().get(&path(&shares[3])).await), unknown);
    let left: i64 = sqlx::query_scalar("select count(*) from shares where id <> $1")
        .bind(id(&shares[1]))
        .fetch_one(&db)
        .await
        .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_server_that_does_not_share_opens_no_link_until_it_does_again() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    let document = document(&mut owner, "x", "text").await;
    let shared = share(&mut owner, json!({ "document_id": document })).await;
    drop(owner);
    let TestServer { router: before, folder, state } = server;
    state.shut_down().await;
    drop((before, state));
    let state = AppState::new(config(&folder, &[("SUPBOT_SHARING", "off")])).await.unwrap();
    let server = TestServer { router: router(state.clone()), folder, state };
    let mut owner = Program::log_in(&server, "owner").await;
    let refused = owner.send(Method::POST, SHARES, &[], Some(json!({ "document_id": document }))).await;
    assert_eq!((refused.status, &refused.json::<Value>()["code"]), (StatusCode::FORBIDDEN, &json!("sharing_off")));
    assert_eq!(server.visitor().get(&path(&shared)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&mut owner, SHARES).await["items"][0]["id"], shared["id"], "it can be revoked all the same");
    let mut person = server.visitor().log_in_as("owner").await;
    assert!(person.get("/shares").await.html().contains("links do not open"));
    let new = person.get(&format!("/shares/new?document={document}")).await.html();
    assert!(new.contains("Sharing is turned off on this server."), "{new}");
    drop((owner, person));
    let TestServer { router: before, folder, state } = server;
    state.shut_down().await;
    drop((before, state));
    let state = AppState::new(config(&folder, &[])).await.unwrap();
    let server = TestServer { router: router(state.clone()), folder, state };
    assert_eq!(server.visitor().get(&path(&shared)).await.status, StatusCode::OK);
}
