//! Signing up, logging in and out, and what becomes of an account.

use crate::server::TestServer;
use axum::http::{StatusCode, header};
use supbot::{
    auth::{
        api::{
            ChangePassword, ChooseLanguage, DeleteAccount, GetMe, ListSessions, LogIn, LogOut, RevokeSession, SignUp,
        },
        model::{Account, Session},
    },
    domain::error::{AppError, ValidationError},
};

#[tokio::test]
async fn a_person_signs_up_is_logged_in_logs_out_and_logs_in_again_whatever_the_case() {
    let server = TestServer::start().await;
    let mut person = server.person("김철수Kim").await;
    let me: Option<Account> = person.call::<GetMe>(&[]).await.json();
    assert_eq!(me.unwrap().username, "김철수Kim");

    person.call::<LogOut>(&[]).await;
    assert!(!person.cookies.contains_key("supbot_session"));
    assert_eq!(person.call::<GetMe>(&[]).await.json::<Option<Account>>(), None);

    let answer = person.log_in("김철수kIM", "correct horse").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(person.call::<GetMe>(&[]).await.json::<Option<Account>>().is_some());
}

#[tokio::test]
async fn the_session_cookie_is_opaque_http_only_lax_and_secure_behind_https() {
    let server = TestServer::with(&[("SUPBOT_PUBLIC_URL", "https://supbot.example")]).await;
    let answer = server.visitor().sign_up("somebody", "correct horse").await;
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    for part in ["__Host-supbot_session=", "HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let token = cookie.split(['=', ';']).nth(1).unwrap();
    let database = std::fs::read(server.folder.path().join("supbot.db")).unwrap();
    let wal = std::fs::read(server.folder.path().join("supbot.db-wal")).unwrap_or_default();
    let holds = |bytes: &[u8]| bytes.windows(token.len()).any(|window| window == token.as_bytes());
    assert!(!holds(&database) && !holds(&wal), "the token itself must not be stored");
}

#[tokio::test]
async fn what_is_wrong_with_a_sign_up_is_told_with_its_field_and_status() {
    let server = TestServer::start().await;
    server.person("taken").await;
    for (username, email, password, fault, status) in [
        ("김", "", "correct horse", ValidationError::UsernameLength, 422),
        ("a b c", "", "correct horse", ValidationError::UsernameCharacters, 422),
        ("somebody", "nowhere", "correct horse", ValidationError::EmailFormat, 422),
        ("somebody", "", "short", ValidationError::PasswordLength, 422),
        ("TAKEN", "", "correct horse", ValidationError::UsernameTaken, 409),
    ] {
        let fields = [("username", username), ("email", email), ("password", password)];
        let answer = server.visitor().call::<SignUp>(&fields).await;
        assert_eq!(answer.json::<AppError>(), AppError::Invalid(fault));
        assert_eq!(answer.status.as_u16(), status, "{fault:?}");
    }
}

#[tokio::test]
async fn a_form_without_javascript_is_answered_by_its_page_with_the_error_beside_the_field() {
    let server = TestServer::start().await;
    let mut visitor = server.visitor();
    visitor.language = "ko";
    let fields = [("username", "a"), ("email", ""), ("password", "correct horse")];
    let answer = visitor.post::<SignUp>("/signup", &fields).await;
    assert_eq!(answer.status, StatusCode::FOUND);
    let page = visitor.get(answer.location().trim_start_matches("http://localhost")).await;
    assert_eq!(page.status, StatusCode::OK);
    let field = page.text.split("id=\"field-username-note\"").nth(1).unwrap().split("</p>").next().unwrap();
    assert!(field.contains("아이디는 2자에서 32자까지입니다."), "{field}");

    let answer = visitor.post::<SignUp>("/signup", &[("username", "somebody"), ("password", "correct horse")]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, "/"));
    assert!(visitor.get("/").await.text.contains("무엇을 도와드릴까요?"));
}

#[tokio::test]
async fn of_two_sign_ups_racing_for_a_name_one_wins_and_the_other_is_told() {
    let server = TestServer::start().await;
    let (mut one, mut other) = (server.visitor(), server.visitor());
    let (one, other) = tokio::join!(one.sign_up("Racer", "correct horse"), other.sign_up("racer", "correct horse"));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

#[tokio::test]
async fn an_unknown_name_and_a_wrong_password_get_the_same_answer() {
    let server = TestServer::start().await;
    server.person("somebody").await;
    let wrong = server.visitor().log_in("somebody", "wrong horse").await;
    let unknown = server.visitor().log_in("nobody", "wrong horse").await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert_eq!((wrong.status, &wrong.text), (unknown.status, &unknown.text));
}

#[tokio::test]
async fn guessing_a_password_is_slowed_down() {
    let server = TestServer::start().await;
    server.person("somebody").await;
    let mut guesser = server.visitor();
    let mut tries = 0;
    let last = loop {
        let answer = guesser.log_in("somebody", "wrong horse").await;
        tries += 1;
        // On a slow machine a new try is granted now and then.
        if answer.status != StatusCode::UNAUTHORIZED || tries == 100 {
            break answer;
        }
    };
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS, "{}", last.text);
    assert!(tries > 5 && matches!(last.json(), AppError::TooManyRequests(1..)), "{tries}");
}

#[tokio::test]
async fn a_closed_server_takes_no_new_accounts_and_says_so() {
    let server = TestServer::with(&[("SUPBOT_SIGNUP", "closed")]).await;
    let answer = server.visitor().sign_up("somebody", "correct horse").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(answer.json::<AppError>(), ValidationError::SignupClosed.into());
    assert!(server.visitor().get("/signup").await.text.contains("is not accepting new accounts"));
}

#[tokio::test]
async fn changing_the_password_needs_the_old_one_and_ends_the_other_sessions() {
    let server = TestServer::start().await;
    let mut here = server.person("somebody").await;
    let mut there = server.visitor();
    there.log_in("somebody", "correct horse").await;

    let wrong = here.call::<ChangePassword>(&[("current", "wrong horse"), ("new", "battery staple")]).await;
    assert_eq!(wrong.json::<AppError>(), ValidationError::PasswordWrong.into());
    let answer = here.call::<ChangePassword>(&[("current", "correct horse"), ("new", "battery staple")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);

    assert!(here.call::<GetMe>(&[]).await.json::<Option<Account>>().is_some());
    assert_eq!(there.call::<GetMe>(&[]).await.json::<Option<Account>>(), None);
    assert_eq!(there.log_in("somebody", "correct horse").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(there.log_in("somebody", "battery staple").await.status, StatusCode::OK);
}

#[tokio::test]
async fn sessions_are_listed_and_one_is_ended_by_its_owner_only() {
    let server = TestServer::start().await;
    let mut here = server.person("somebody").await;
    let mut there = server.visitor();
    there.log_in("somebody", "correct horse").await;
    let sessions: Vec<Session> = here.call::<ListSessions>(&[]).await.json();
    assert_eq!(sessions.len(), 2);
    let other = sessions.iter().find(|session| !session.is_current).unwrap().id.to_string();

    let mut stranger = server.person("stranger").await;
    assert_eq!(stranger.call::<RevokeSession>(&[("id", &other)]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(here.call::<RevokeSession>(&[("id", &other)]).await.status, StatusCode::OK);
    assert_eq!(there.call::<GetMe>(&[]).await.json::<Option<Account>>(), None);
}

#[tokio::test]
async fn a_deleted_account_is_gone_with_its_sessions_and_its_name_is_free() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let wrong = person.call::<DeleteAccount>(&[("password", "wrong horse")]).await;
    assert_eq!(wrong.json::<AppError>(), ValidationError::PasswordWrong.into());
    assert_eq!(person.call::<DeleteAccount>(&[("password", "correct horse")]).await.status, StatusCode::OK);
    assert_eq!(server.visitor().log_in("somebody", "correct horse").await.status, StatusCode::UNAUTHORIZED);
    server.person("somebody").await;
}

#[tokio::test]
async fn an_invented_cookie_is_nobody() {
    let server = TestServer::start().await;
    let mut visitor = server.visitor();
    visitor.cookies.insert("supbot_session".into(), "0".repeat(64));
    assert_eq!(visitor.call::<GetMe>(&[]).await.json::<Option<Account>>(), None);
    let page = visitor.get("/settings").await;
    assert_eq!((page.status, page.location()), (StatusCode::FOUND, "/login?next=/settings"));
}

#[tokio::test]
async fn logging_in_goes_on_to_where_the_person_wanted_but_never_off_the_site() {
    let server = TestServer::start().await;
    server.person("somebody").await;
    for (next, location) in [("/settings", "/settings"), ("//evil.example", "/"), ("https://evil.example", "/")] {
        let fields = [("username", "somebody"), ("password", "correct horse"), ("next", next)];
        assert_eq!(server.visitor().post::<LogIn>("/login", &fields).await.location(), location);
    }
}

#[tokio::test]
async fn the_language_is_the_browser_s_until_the_person_chooses() {
    let server = TestServer::start().await;
    let mut visitor = server.visitor();
    visitor.language = "ko-KR,ko;q=0.9";
    let page = visitor.get("/login").await.text;
    assert!(page.contains("<html lang=\"ko\"") && page.contains("로그인"));
    for page in ["/", "/login", "/signup"] {
        let page = visitor.get(page).await.html();
        assert!(page.contains("name=\"language\" value=\"en\" aria-pressed=\"false\""), "{page}");
    }
    visitor.post::<ChooseLanguage>("/login", &[("language", "en")]).await;
    let page = visitor.get("/login").await.text;
    assert!(page.contains("<html lang=\"en\"") && page.contains("Log in"));
}

#[tokio::test]
async fn a_post_from_another_site_is_refused() {
    use axum::{body::Body, http::Request};
    use leptos::server_fn::ServerFn;
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let request = Request::post(LogOut::url())
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .header(header::ORIGIN, "https://evil.example");
    assert_eq!(person.request(request.body(Body::empty()).unwrap()).await.status, StatusCode::FORBIDDEN);
    assert!(person.call::<GetMe>(&[]).await.json::<Option<Account>>().is_some());
}
