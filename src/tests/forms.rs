//! The forms of pages: what was typed stays when it is refused, what is done is said where one is, and what cannot be undone
//! is asked about first.

use crate::server::{Answer, Client, TestServer};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use leptos::server_fn::ServerFn;
use supbot::auth::api::{
    ChangePassword, ChooseLanguage, CreateKey, DeleteAccount, DeleteKey, GetMe, LogIn, LogOut, RevokeSession, SignUp,
};
use supbot::documents::api::{CreateDocument, CreateFormat};

/// Over https cookies have other names; and the name there of the one that a form waits under.
const SCHEMES: [(&[(&str, &str)], &str); 2] =
    [(&[], "supbot_form"), (&[("SUPBOT_PUBLIC_URL", "https://chat.example")], "__Host-supbot_form")];

/// The beginning of the element that `part` of stands in.
fn element<'h>(html: &'h str, part: &str) -> &'h str {
    let end = html.find(part).unwrap_or_else(|| panic!("{part} is not in {html}")) + part.len();
    let at = html[..end].rfind('<').unwrap();
    html[at..].split_once('>').map_or(&html[at..], |(element, _)| element)
}

#[tokio::test]
async fn a_form_that_is_refused_comes_back_as_it_was_typed_at_a_clean_address_without_the_password() {
    for (settings, _) in SCHEMES {
        let server = TestServer::with(settings).await;
        let mut visitor = server.visitor();
        let fields = [("username", "a \"b"), ("email", "me@example.org"), ("password", "correct horse")];
        let answer = visitor.post::<SignUp>("/signup?from=x", &fields).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, "/signup?from=x"));
        let page = visitor.get("/signup?from=x").await.html();
        let name = element(&page, "<input id=\"field-username\"");
        for part in
            ["value=\"a &quot;b\"", "aria-invalid=\"true\"", "autofocus", "aria-describedby=\"field-username-note\""]
        {
            assert!(name.contains(part), "{part} is not in {name}");
        }
        assert!(element(&page, "<input id=\"field-email\"").contains("value=\"me@example.org\""), "{page}");
        assert!(!page.contains("correct horse"));
        // Once.
        let again = visitor.get("/signup").await.html();
        assert!(!again.contains("me@example.org") && !again.contains("aria-invalid"), "{again}");
    }
}

#[tokio::test]
async fn a_log_in_that_is_refused_keeps_the_name_and_where_to_go_on_and_points_at_the_password() {
    for (settings, _) in SCHEMES {
        let server = TestServer::with(settings).await;
        server.person("somebody").await;
        let mut visitor = server.visitor();
        let page = "/login?next=%2Fsettings";
        let answer = visitor.post::<LogIn>(page, &[("username", "somebody"), ("password", "wrong horse")]).await;
        assert_eq!(answer.location(), page);
        let html = visitor.get(page).await.html();
        assert!(element(&html, "<input id=\"field-username\"").contains("value=\"somebody\""), "{html}");
        let password = element(&html, "<input id=\"field-password\"");
        assert!(password.contains("autofocus") && password.contains("aria-describedby=\"form-error "), "{password}");
        assert!(element(&html, "<input type=\"hidden\" name=\"next\"").contains("/settings"), "{html}");
        assert!(!html.contains("wrong horse"));
    }
}

#[tokio::test]
async fn what_somebody_typed_is_shown_to_nobody_else_and_on_no_other_page() {
    for (settings, cookie) in SCHEMES {
        let server = TestServer::with(settings).await;
        let mut person = server.person("somebody").await;
        let fields = [("name", ""), ("example", "# Mine\n\n## Part\n"), ("language", "ko")];
        let answer = person.post::<CreateFormat>("/documents/formats/new", &fields).await;
        assert_eq!(answer.location(), "/documents/formats/new");
        assert!(!person.get("/documents/new").await.html().contains("# Mine"));
        let mut other = server.person("other").await;
        other.cookies.insert(cookie.to_owned(), person.cookies[cookie].clone());
        assert!(!other.get("/documents/formats/new").await.html().contains("# Mine"));
        let html = person.get("/documents/formats/new").await.html();
        assert!(html.contains("# Mine") && html.contains("value=\"ko\" selected"), "{html}");
    }
}

/// Sends a form of a log-in from an address.
async fn log_in_from(client: &mut Client, address: &str, name: &str) -> Answer {
    let form = serde_urlencoded::to_string([("username", name), ("password", "wrong horse")]).unwrap();
    let request = Request::post(LogIn::url())
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html")
        .header(header::REFERER, "http://localhost/login")
        .header("x-forwarded-for", address);
    client.request(request.body(Body::from(form)).unwrap()).await
}

#[tokio::test]
async fn however_many_forms_one_sends_those_of_other_networks_and_accounts_stay() {
    let server = TestServer::with(&[("SUPBOT_TRUST_PROXY", "on")]).await;
    let (mut person, mut visitor) = (server.person("somebody").await, server.visitor());
    let fields = [("name", ""), ("example", "# Mine\n\n## Part\n"), ("language", "ko")];
    person.post::<CreateFormat>("/documents/formats/new", &fields).await;
    log_in_from(&mut visitor, "192.0.2.1", "mistyped").await;
    // Too long for a name, so that nothing is hashed; and soon too many, which are refused too.
    let (mut flooder, name) = (server.visitor(), "x".repeat(70));
    for _ in 0..250 {
        assert_eq!(log_in_from(&mut flooder, "192.0.2.2", &name).await.location(), "/login");
    }
    assert!(visitor.get("/login").await.html().contains("value=\"mistyped\""));
    // From many networks: no account is concerned.
    for network in 0..250 {
        log_in_from(&mut flooder, &format!("2001:db8:0:{network:x}::1"), &name).await;
    }
    assert!(person.get("/documents/formats/new").await.html().contains("# Mine"));
}

#[tokio::test]
async fn long_forms_come_back_whole() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let title = "x".repeat(201);
    let notes = "메모".repeat(5_000);
    let fields = [
        ("draft[format]", "minutes"),
        ("draft[title]", title.as_str()),
        ("draft[notes]", &notes),
        ("draft[empty]", "1"),
    ];
    let answer = person.post::<CreateDocument>("/documents/new?format=minutes", &fields).await;
    assert_eq!(answer.location(), "/documents/new?format=minutes");
    let html = person.get("/documents/new?format=minutes").await.html();
    assert!(html.contains(&title) && html.contains(&notes) && html.contains("autofocus"), "{html}");
}

async fn settings(person: &mut Client, answer: &str) -> String {
    assert!(answer.starts_with("/settings") && !answer.contains("__err"), "{answer}");
    person.get(answer.split('#').next().unwrap()).await.html()
}

#[tokio::test]
async fn the_settings_show_what_became_of_a_form_where_it_stands_with_the_focus() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let fields = [("current", "wrong horse"), ("new", "battery staple")];
    let location = person.post::<ChangePassword>("/settings", &fields).await.location().to_owned();
    let html = settings(&mut person, &location).await;
    let current = element(&html, "<input id=\"field-current\"");
    assert!(current.contains("autofocus") && current.contains("aria-invalid"), "{current}");
    assert_eq!(html.matches("autofocus").count(), 1, "{html}");

    let fields = [("current", "correct horse"), ("new", "battery staple")];
    let location = person.post::<ChangePassword>("/settings", &fields).await.location().to_owned();
    let html = settings(&mut person, &location).await;
    assert!(element(&html, "class=\"saved\"").contains("autofocus"), "{html}");

    let location = person.post::<ChooseLanguage>("/settings?saved=password", &[("language", "ko")]).await;
    let html = settings(&mut person, location.location()).await;
    assert!(html.contains("autofocus") && !html.contains("비밀번호를 변경했습니다"), "{html}");
    // From another page it leads back to that.
    assert!(person.post::<ChooseLanguage>("/login", &[("language", "en")]).await.location().contains("/login"));
}

#[tokio::test]
async fn ending_a_key_or_a_log_in_is_asked_about_and_said() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    server.visitor().log_in("somebody", "correct horse").await;
    let answer = person.post::<CreateKey>("/settings", &[("name", "script"), ("days", "30")]).await;
    assert_eq!(answer.location(), "/settings#keys");
    let html = person.get("/settings").await.html();
    // To be selected without a script, and copied with one.
    assert!(element(&html, "<input readonly").contains("value=\"supbot_"), "{html}");
    for action in [DeleteKey::url(), RevokeSession::url()] {
        let before = html.split(&format!("action=\"{action}\"")).next().unwrap();
        assert!(before.rfind("<details class=\"confirm\"") > before.rfind("</details>"), "{action} is not asked about");
    }
    let value = |action: &str| {
        let form = html.split(&format!("action=\"{action}\"")).nth(1).unwrap();
        form.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let id = value(RevokeSession::url());
    let location = person.post::<RevokeSession>("/settings", &[("id", &id)]).await.location().to_owned();
    assert!(settings(&mut person, &location).await.contains("The device was logged out."));
    let id = value(DeleteKey::url());
    let location = person.post::<DeleteKey>("/settings", &[("id", &id)]).await.location().to_owned();
    assert!(settings(&mut person, &location).await.contains("The key was deleted."));
}

#[tokio::test]
async fn dates_are_those_of_the_reader() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    person.post::<CreateKey>("/settings", &[("name", "script"), ("days", "30")]).await;
    let mut until = async |language: &'static str, zone: Option<&str>| {
        person.language = language;
        match zone {
            Some(zone) => person.cookies.insert("supbot_zone".to_owned(), zone.to_owned()),
            None => person.cookies.remove("supbot_zone"),
        };
        let html = person.get("/settings").await.html();
        let time = html.split("data-day=\"date\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
        assert!(element(&html, "<time datetime=\"20").contains('Z'), "{html}");
        time
    };
    // 25 hours lie between the two.
    let (late, early) = (until("en", Some("Pacific/Kiritimati")).await, until("en", Some("Pacific/Pago_Pago")).await);
    assert_ne!(late, early);
    // Who reads Korean reads it in Korea, unless the browser says otherwise; and nonsense is nobody's zone.
    let seoul = until("ko", Some("Asia/Seoul")).await;
    assert_eq!(until("ko", None).await, seoul);
    assert_eq!(until("ko", Some("../../etc/passwd")).await, seoul);
    assert!(seoul.ends_with('일'), "{seoul}");
}

#[tokio::test]
async fn a_browser_forgets_its_cache_when_a_session_is_over() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let stale = person.cookies.clone();
    let answer = person.post::<LogOut>("/settings", &[]).await;
    assert_eq!((answer.location(), answer.header("clear-site-data")), ("/", "\"cache\""));
    // Ended from elsewhere: the first page that is asked for says so.
    person.cookies = stale;
    let answer = person.get("/settings").await;
    assert_eq!((answer.header("clear-site-data"), answer.header("supbot-account")), ("\"cache\"", "none"));
    assert!(answer.headers.get_all(header::SET_COOKIE).iter().count() > 0);
    assert_eq!(person.get("/").await.header("clear-site-data"), "");
}

#[tokio::test]
async fn nothing_that_a_page_asks_for_in_the_background_takes_a_session_away() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let stale = person.cookies.clone();
    person.call::<LogOut>(&[]).await;
    let mut ask = async |path: &str, mode: &str| {
        person.cookies = stale.clone();
        let request = Request::get(path).header("sec-fetch-mode", mode).body(Body::empty()).unwrap();
        let answer = person.request(request).await;
        assert_eq!(answer.header("supbot-account"), "none");
        answer.headers.contains_key(header::SET_COOKIE)
    };
    assert!(!ask(GetMe::url(), "cors").await && !ask("/", "same-origin").await);
    assert!(ask("/", "navigate").await);
}

#[tokio::test]
async fn a_browser_is_told_that_somebody_left_and_not_that_a_session_was_ended_elsewhere() {
    let server = TestServer::start().await;
    let left = |answer: &Answer| {
        let cookies = answer.headers.get_all(header::SET_COOKIE).iter();
        cookies.filter(|cookie| cookie.to_str().unwrap().starts_with("supbot_left=1; Path=/;")).count()
    };
    let mut person = server.person("somebody").await;
    let stale = person.clone();
    assert_eq!(left(&person.post::<LogOut>("/settings", &[]).await), 1);
    let mut elsewhere = stale;
    assert_eq!(left(&elsewhere.get("/").await), 0);
    let mut person = server.visitor().log_in_as("somebody").await;
    assert_eq!(left(&person.post::<DeleteAccount>("/settings", &[("password", "wrong horse")]).await), 0);
    assert_eq!(left(&person.post::<DeleteAccount>("/settings", &[("password", "correct horse")]).await), 1);
}
