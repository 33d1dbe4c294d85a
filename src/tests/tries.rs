//! Wrong passwords, and how many of them are taken: one count for each account and network, and no lock-out from elsewhere.

use crate::server::{Answer, Client, TestServer};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use futures::future::join_all;
use leptos::server_fn::ServerFn;
use supbot::auth::api::{ChangePassword, GetMe, ListSessions, LogIn, LogOut, RevokeSession};
use supbot::auth::model::{Account, Session};

/// Behind a proxy, so that a test chooses where its requests come from.
const PROXY: &[(&str, &str)] = &[("SUPBOT_TRUST_PROXY", "on")];

/// Logs in from an address, as a hydrated page does.
async fn log_in(client: &mut Client, address: &str, name: &str, password: &str) -> Answer {
    let form = serde_urlencoded::to_string([("username", name), ("password", password), ("next", "")]).unwrap();
    let request = Request::post(LogIn::url())
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "application/json")
        .header("x-forwarded-for", address);
    client.request(request.body(Body::from(form)).unwrap()).await
}

/// Guesses until it is refused; gives how often it was not.
async fn guess(server: &TestServer, address: &str, name: &str) -> usize {
    guess_with(&mut server.visitor(), address, name).await
}

/// The same with a browser.
async fn guess_with(guesser: &mut Client, address: &str, name: &str) -> usize {
    for tries in 0..50 {
        match log_in(guesser, address, name, "wrong horse").await.status {
            StatusCode::UNAUTHORIZED => {}
            StatusCode::TOO_MANY_REQUESTS => return tries,
            status => panic!("{status}"),
        }
    }
    panic!("nobody was refused");
}

#[tokio::test]
async fn every_form_of_a_name_counts_for_the_one_account_that_it_is_looked_up_as() {
    let server = TestServer::with(PROXY).await;
    server.person("alice").await;
    assert!(guess(&server, "192.0.2.1", "alice").await >= 10);
    for form in ["ALICE", " alice", "ａlice", "𝐚lice", "ⓐlice"] {
        // On a slow machine a new try is granted now and then.
        assert!(guess(&server, "192.0.2.1", form).await <= 3, "{form} has tries of its own");
    }
}

#[tokio::test]
async fn whoever_guesses_elsewhere_or_beside_an_owner_does_not_lock_the_owner_out() {
    let server = TestServer::with(PROXY).await;
    let mut known = server.person("owner").await;
    known.call::<LogOut>(&[]).await;
    guess(&server, "2001:db8:bad:1::1", "owner").await;
    // The whole /64 is one network.
    assert!(guess(&server, "2001:db8:bad:1:2:3:4:5", "owner").await <= 3);
    let elsewhere = log_in(&mut server.visitor(), "2001:db8:bad:2::1", "owner", "correct horse").await;
    assert_eq!(elsewhere.status, StatusCode::OK, "{}", elsewhere.text);
    // At the very network of the guesser: a browser that was logged in before.
    let beside = log_in(&mut known, "2001:db8:bad:1::2", "owner", "correct horse").await;
    assert_eq!(beside.status, StatusCode::OK, "{}", beside.text);
    assert!(known.call::<GetMe>(&[]).await.json::<Option<Account>>().is_some());
    // Its token is no credential, and is worth nothing at another account.
    server.person("other").await;
    guess(&server, "2001:db8:bad:1::1", "other").await;
    let mut stranger = server.visitor();
    stranger.cookies.insert("supbot_device".into(), known.cookies["supbot_device"].clone());
    assert_eq!(stranger.call::<GetMe>(&[]).await.json::<Option<Account>>(), None);
    let answer = log_in(&mut stranger, "2001:db8:bad:1::1", "other", "correct horse").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn limits_of_addresses_count_a_whole_network_of_ipv6_and_a_mapped_address_as_itself() {
    let server = TestServer::with(PROXY).await;
    // Too long to be a name, so that nothing is hashed.
    let name = "x".repeat(100);
    let mut visitor = server.visitor();
    let mut last = StatusCode::OK;
    for host in 0..80 {
        last = log_in(&mut visitor, &format!("2001:db8:1:1::{host:x}"), &name, "wrong horse").await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(log_in(&mut visitor, "2001:db8:1:2::1", &name, "x").await.status, StatusCode::UNAUTHORIZED);
    for round in 0..80 {
        let address = if round % 2 == 0 { "192.0.2.9" } else { "::ffff:192.0.2.9" };
        last = log_in(&mut visitor, address, &name, "x").await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    // Shared links are counted in the same way.
    let token = "0".repeat(64);
    let mut statuses = Vec::new();
    for host in 0..150 {
        let request =
            Request::get(format!("/share/{token}")).header("x-forwarded-for", format!("2001:db8:3:3::{host:x}"));
        statuses.push(visitor.request(request.body(Body::empty()).unwrap()).await.status);
    }
    assert_eq!((statuses[0], statuses[149]), (StatusCode::NOT_FOUND, StatusCode::TOO_MANY_REQUESTS));
}

#[tokio::test]
async fn of_many_who_log_in_at_once_those_who_would_wait_long_are_told_to_come_again() {
    let server = TestServer::start().await;
    let names: Vec<_> = (0..50).map(|n| format!("nobody{n}")).collect();
    let answers = join_all(names.iter().map(|name| {
        let mut visitor = server.visitor();
        async move { visitor.log_in(name, "wrong horse").await }
    }));
    let answers = answers.await;
    let count = |status| answers.iter().filter(|answer| answer.status == status).count();
    let (wrong, busy) = (count(StatusCode::UNAUTHORIZED), count(StatusCode::SERVICE_UNAVAILABLE));
    assert!(wrong >= 34 && busy >= 1 && wrong + busy == 50, "{wrong} {busy}");
    let told = answers.iter().filter(|answer| answer.status == StatusCode::SERVICE_UNAVAILABLE);
    assert!(told.clone().all(|answer| answer.header("retry-after") == "1"));
}

#[tokio::test]
async fn a_try_that_the_server_was_too_busy_for_is_not_counted() {
    let server = TestServer::with(PROXY).await;
    let mut owner = server.person("owner").await;
    let crowd = join_all((0..50).map(|visitor| {
        let mut client = server.visitor();
        async move {
            for round in 0_u16.. {
                let [high, low] = round.to_be_bytes();
                let (address, name) = (format!("10.{visitor}.{high}.{low}"), format!("nobody{visitor}-{round}"));
                log_in(&mut client, &address, &name, "wrong horse").await;
            }
        }
    }));
    // Known by its browser, so that it counts for that alone.
    let owner_tries = async {
        let (mut busy, mut round) = (0, 0_u16);
        while busy < 20 {
            round += 1;
            let [high, low] = round.to_be_bytes();
            match log_in(&mut owner, &format!("192.168.{high}.{low}"), "owner", "correct horse").await.status {
                StatusCode::OK => {}
                StatusCode::SERVICE_UNAVAILABLE => busy += 1,
                status => panic!("{status} after {busy} that the server was too busy for"),
            }
        }
    };
    tokio::select! {
        _ = crowd => panic!("nobody was in the way any more"),
        () = owner_tries => {}
    }
}

#[tokio::test]
async fn when_a_password_is_changed_or_a_log_in_ended_the_browsers_of_others_are_known_no_longer() {
    let server = TestServer::with(PROXY).await;
    for (name, address) in [("changed", "192.0.2.1"), ("ended", "192.0.2.2")] {
        let mut owner = server.person(name).await;
        let mut thief = server.visitor().log_in_as(name).await;
        let answer = if name == "changed" {
            owner.call::<ChangePassword>(&[("current", "correct horse"), ("new", "battery staple")]).await
        } else {
            let sessions: Vec<Session> = owner.call::<ListSessions>(&[]).await.json();
            let id = sessions.iter().find(|session| !session.is_current).unwrap().id.to_string();
            owner.call::<RevokeSession>(&[("id", &id)]).await
        };
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        assert!(guess(&server, address, name).await >= 10);
        // On a slow machine a new try is granted now and then.
        assert!(guess_with(&mut thief, address, name).await <= 3, "{name}: it has tries of its own");
        assert!(guess_with(&mut owner, address, name).await >= 10, "{name}: the owner's own browser stays known");
    }
}
