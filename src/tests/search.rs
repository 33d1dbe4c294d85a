//! Searching: what is found, what is not, in which order; and that nothing is forgotten.

use crate::{api::Program, server::TestServer};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

/// What people write, and what finds it: `query<TAB>text` in each line.
const PAIRS: &str = include_str!("search/pairs.tsv");

async fn post(program: &mut Program, path: &str, body: Value) -> Value {
    let answer = program.send(Method::POST, path, &[], Some(body)).await;
    assert!(answer.status.is_success(), "{path}: {}", answer.text);
    answer.json()
}

async fn page(program: &mut Program, query: &str, more: &str) -> Value {
    let query = serde_urlencoded::to_string([("q", query)]).unwrap();
    let answer = program.send(Method::GET, &format!("/api/v1/search?{query}{more}"), &[], None).await;
    assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.text);
    answer.json()
}

/// Everything that is found, page by page.
async fn find(program: &mut Program, query: &str) -> Vec<Value> {
    let (mut found, mut more) = (Vec::new(), "&limit=100".to_owned());
    loop {
        let page = page(program, query, &more).await;
        found.extend(page["items"].as_array().unwrap().iter().cloned());
        let Some(cursor) = page["next_cursor"].as_str() else { return found };
        more = format!("&limit=100&cursor={cursor}");
    }
}

/// A conversation with one question; gives it, and waits for the whole answer.
async fn ask(program: &mut Program, content: &str) -> String {
    let id = post(program, "/api/v1/conversations", json!({})).await["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/conversations/{id}/messages");
    let accept = [("accept", "text/event-stream")];
    let answer = program.send(Method::POST, &path, &accept, Some(json!({ "content": content }))).await;
    assert!(answer.text.contains("event: done"), "{}", answer.text);
    id
}

/// What the search promises, by reading a whole text: no index, no words of its own.
mod scan {
    use unicode_normalization::UnicodeNormalization;

    fn is_letter(c: char) -> bool {
        c.is_alphanumeric() && !is_syllable(c)
    }

    fn is_syllable(c: char) -> bool {
        matches!(u32::from(c), 0x1100..=0x11FF | 0x2600..=0x27BF | 0x3040..=0x318F | 0x3400..=0x9FFF | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0xFF66..=0xFFDC | 0x1F300..=0x1FAFF)
    }

    fn is_gap(c: char) -> bool {
        !is_letter(c) && !is_syllable(c)
    }

    fn plain(text: &str) -> String {
        let narrow = |c: char| match u32::from(c) {
            code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap(),
            _ => c,
        };
        text.nfc().map(narrow).flat_map(char::to_lowercase).collect()
    }

    fn stands(term: &str, is_quoted: bool, text: &str) -> bool {
        let starred = !is_quoted && term.ends_with('*');
        let term = term.trim_end_matches('*');
        let last = term.chars().rev().take_while(|c| is_letter(*c)).count();
        let may_go_on = !is_quoted && (last >= 3 || starred && last >= 2);
        // Between the words of a phrase anything may stand that is none.
        let words: Vec<&str> = term.split(' ').filter(|word| !word.is_empty()).collect();
        let words: Vec<&str> = match words.len() {
            1 => words,
            _ => words.into_iter().map(|word| word.trim_matches(is_gap)).filter(|word| !word.is_empty()).collect(),
        };
        text.char_indices().any(|(start, c)| {
            let before = text[..start].chars().next_back();
            if is_letter(c) && before.is_some_and(is_letter) {
                return false;
            }
            let mut rest = &text[start..];
            for (at, word) in words.iter().enumerate() {
                if at > 0 {
                    let trimmed = rest.trim_start_matches(is_gap);
                    if trimmed.len() == rest.len() {
                        return false;
                    }
                    rest = trimmed;
                }
                let Some(after) = rest.strip_prefix(word) else { return false };
                rest = after;
            }
            let goes_on = term.ends_with(is_letter) && rest.starts_with(is_letter);
            may_go_on || !goes_on
        })
    }

    /// Whether a text is what a query without filters searches for.
    pub fn accepts(query: &str, text: &str) -> bool {
        let (query, text) = (plain(query), plain(text));
        let mut rest = query.trim();
        while !rest.is_empty() {
            let is_negative = rest.starts_with('-');
            rest = rest.strip_prefix('-').unwrap_or(rest);
            let (term, is_quoted, after) = match rest.strip_prefix('"') {
                Some(quoted) => {
                    let (term, after) = quoted.split_once('"').unwrap_or((quoted, ""));
                    (term, true, after)
                }
                None => {
                    let (term, after) = rest.split_once(' ').unwrap_or((rest, ""));
                    (term, false, after)
                }
            };
            if stands(term, is_quoted, &text) == is_negative {
                return false;
            }
            rest = after.trim_start();
        }
        true
    }
}

#[tokio::test]
async fn everything_is_found_that_has_the_words_and_nothing_else() {
    let pairs: Vec<(&str, &str)> = PAIRS.lines().map(|line| line.split_once('\t').unwrap()).collect();
    assert!(pairs.len() >= 200);
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let mut stranger = Program::new(&server, "stranger").await;
    let mut ids = BTreeMap::new();
    for text in pairs.iter().map(|(_, text)| *text).collect::<BTreeSet<_>>() {
        let body = json!({ "title": "x", "content": text });
        ids.insert(post(&mut program, "/api/v1/documents", body).await["id"].as_str().unwrap().to_owned(), text);
    }
    for (query, text) in &pairs {
        let found = find(&mut program, query).await;
        let found: BTreeSet<&str> = found.iter().map(|found| ids[found["id"].as_str().unwrap()]).collect();
        let there = ids.values().copied().filter(|text| scan::accepts(query, text)).collect::<BTreeSet<_>>();
        assert!(found.contains(text), "{query} does not find {text}");
        assert_eq!(found, there, "{query}");
        assert_eq!(find(&mut stranger, query).await, Vec::<Value>::new(), "{query}");
    }
}

#[tokio::test]
async fn titles_messages_and_documents_are_found_until_they_are_gone() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let chat = ask(&mut program, "지난주 회의록을 요약해 줘").await;
    let kinds = |found: &[Value]| -> Vec<String> {
        let mut kinds: Vec<_> = found.iter().map(|found| found["kind"].as_str().unwrap().to_owned()).collect();
        kinds.sort();
        kinds
    };
    // The title is made of the question, and the scripted answer says it again.
    assert_eq!(kinds(&find(&mut program, "회의").await), ["conversation", "message", "message"]);
    let document =
        post(&mut program, "/api/v1/documents", json!({ "title": "회의", "content": "# 안건\n\n예산" })).await;
    let path = format!("/api/v1/documents/{}", document["id"].as_str().unwrap());
    assert_eq!(kinds(&find(&mut program, "회의 안건").await), ["document"]);
    // What is changed is found by what it is now, and only by that.
    let change = json!({ "content": "# 결정", "revision": 1 });
    assert_eq!(program.send(Method::PATCH, &path, &[], Some(change)).await.status, StatusCode::OK);
    assert_eq!(find(&mut program, "안건").await.len(), 0);
    assert_eq!(find(&mut program, "결정").await.len(), 1);
    program.send(Method::DELETE, &path, &[], None).await;
    assert_eq!(find(&mut program, "결정").await.len(), 0);
    program.send(Method::POST, &format!("{path}/restore"), &[], None).await;
    assert_eq!(find(&mut program, "결정").await.len(), 1);
    let title = json!({ "title": "이름을 바꿈" });
    program.send(Method::PATCH, &format!("/api/v1/conversations/{chat}"), &[], Some(title)).await;
    assert_eq!(kinds(&find(&mut program, "바꿈").await), ["conversation"]);
    assert_eq!(kinds(&find(&mut program, "in:titles 회의").await), Vec::<String>::new());
    program.send(Method::DELETE, &format!("/api/v1/conversations/{chat}"), &[], None).await;
    assert_eq!(kinds(&find(&mut program, "회의").await), ["document"]);
}

#[tokio::test]
async fn filters_narrow_down_what_is_found() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    ask(&mut program, "정렬 알고리즘").await;
    post(&mut program, "/api/v1/documents", json!({ "title": "정렬", "content": "정렬 알고리즘" })).await;
    let mut count = async |query: &str| find(&mut program, query).await.len();
    assert_eq!(count("정렬").await, 4);
    assert_eq!(count("in:docs 정렬").await, 1);
    assert_eq!(count("role:user 정렬").await, 1);
    assert_eq!(count("정렬 role:assistant model:echo").await, 1);
    assert_eq!(count("정렬 model:gpt").await, 0);
    assert_eq!(count("정렬 after:2020").await, 4);
    assert_eq!(count("정렬 before:2020").await, 0);
    assert_eq!(count("role:user").await, 1);
    assert_eq!(count("").await, 0);
    assert_eq!(count("정렬 -알고리즘 in:docs").await, 0);
}

#[tokio::test]
async fn conversations_are_searched_by_how_they_are_kept() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let (work, home) = (ask(&mut program, "정렬 알고리즘").await, ask(&mut program, "옷 정렬").await);
    post(&mut program, "/api/v1/documents", json!({ "title": "정렬", "content": "정렬" })).await;
    let mut stranger = Program::new(&server, "stranger").await;
    let theirs = ask(&mut stranger, "정렬").await;
    let everything = find(&mut program, "정렬").await.len();
    assert_eq!(find(&mut program, "정렬 pinned:").await.len(), 0);
    for (program, id, change) in [
        (&mut program, &work, json!({ "pinned": true, "folder": "회사 일", "tags": ["Rust", "급함"] })),
        (&mut stranger, &theirs, json!({ "pinned": true, "folder": "회사 일", "tags": ["Rust"] })),
    ] {
        let path = format!("/api/v1/conversations/{id}");
        assert_eq!(program.send(Method::PATCH, &path, &[], Some(change)).await.status, StatusCode::OK);
    }
    let mut within = async |query: &str| -> BTreeSet<String> {
        let found = find(&mut program, query).await.into_iter();
        found.map(|it| it["conversation_id"].as_str().or(it["id"].as_str()).unwrap().to_owned()).collect()
    };
    let only_work = BTreeSet::from([work.clone()]);
    for query in ["정렬 pinned:", "정렬 pinned:yes", "정렬 tag:rust", "tag:급함", "정렬 folder:\"회사 일\" pinned:"]
    {
        assert_eq!(within(query).await, only_work, "{query}");
    }
    let others = within("정렬 pinned:no").await;
    assert!(others.contains(&home) && !others.contains(&work) && others.len() == 2, "{others:?}");
    for query in ["정렬 tag:none", "정렬 folder:회사", "pinned:no tag:rust"] {
        assert_eq!(within(query).await, BTreeSet::new(), "{query}");
    }
    let others_found = find(&mut program, "정렬 pinned:no").await.len();
    // What is in the trash is not found, and is again when it was brought back.
    let path = format!("/api/v1/conversations/{work}");
    program.send(Method::DELETE, &path, &[], None).await;
    assert_eq!(find(&mut program, "정렬 pinned:").await.len(), 0);
    let left = find(&mut program, "정렬").await;
    assert!(left.len() < everything && left.iter().all(|found| found["conversation_id"] != json!(work)));
    program.send(Method::POST, &format!("{path}/restore"), &[], None).await;
    assert_eq!(find(&mut program, "정렬").await.len(), everything);
    assert_eq!(find(&mut program, "정렬 -알고리즘 tag:rust").await.len(), 0);
    // Of very many pinned ones the newest are looked through.
    let db = sqlx::SqlitePool::connect(server.folder.path().join("supbot.db").to_str().unwrap()).await.unwrap();
    sqlx::query(
        "with recursive number (n) as (select 1 union all select n + 1 from number where n < 600)
         insert into conversations (id, user_id, title, title_source, model, created_at, updated_at, pinned_at)
         select printf('00000000-0000-7000-8000-%012d', n), user_id, '무리 ' || n, 'person', model, n, n, n
         from number, conversations where id = $1",
    )
    .bind(&work)
    .execute(&db)
    .await
    .unwrap();
    assert_eq!(find(&mut program, "무리 pinned:").await.len(), 499);
    assert_eq!(find(&mut program, "정렬 pinned:").await.len(), everything - others_found);
    assert_eq!(find(&mut program, "정렬 pinned:no").await.len(), others_found);
}

#[tokio::test]
async fn what_fits_best_and_is_new_comes_first_page_by_page() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let far = format!("rust {} 정렬", "x ".repeat(200));
    for content in [&far, "rust 정렬", "rust 정렬 그리고 또 rust 정렬", "파이썬 정렬"] {
        post(&mut program, "/api/v1/documents", json!({ "title": "x", "content": content })).await;
    }
    let found = find(&mut program, "rust 정렬").await;
    let snippets: Vec<_> = found.iter().map(|found| found["snippet"].as_str().unwrap()).collect();
    assert_eq!(snippets[..2], ["x rust 정렬 그리고 또 rust 정렬", "x rust 정렬"]);
    assert_eq!(snippets.len(), 3);
    assert_eq!(found[1]["highlights"], json!([{ "start": 2, "end": 6 }, { "start": 7, "end": 9 }]));

    for number in 0..230 {
        post(&mut program, "/api/v1/documents", json!({ "title": format!("항목 {number}"), "content": "많은 것" }))
            .await;
    }
    let (mut titles, mut more) = (Vec::new(), "&limit=70".to_owned());
    loop {
        let page = page(&mut program, "항목", &more).await;
        titles
            .extend(page["items"].as_array().unwrap().iter().map(|found| found["title"].as_str().unwrap().to_owned()));
        // What is written meanwhile moves nothing.
        post(&mut program, "/api/v1/documents", json!({ "title": "항목 새로", "content": "" })).await;
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        more = format!("&limit=70&cursor={cursor}");
    }
    assert_eq!(titles.len(), 230);
    assert_eq!(titles.iter().collect::<BTreeSet<_>>().len(), 230);
    let wrong = program.send(Method::GET, "/api/v1/search?q=x&cursor=1.2", &[], None).await;
    assert_eq!(wrong.json::<Value>()["field"], "cursor");
}

#[tokio::test]
async fn the_index_is_asked_and_can_be_made_anew() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    ask(&mut program, "안녕하세요").await;
    assert_eq!(find(&mut program, "녕하").await.len(), 3);
    let db = sqlx::SqlitePool::connect(server.folder.path().join("supbot.db").to_str().unwrap()).await.unwrap();
    let plan: Vec<(i64, i64, i64, String)> = sqlx::query_as(
        "explain query plan select rowid from search_index where search_index match 'text:\"a\"' and rowid < 5
         order by rowid desc limit 1",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    assert!(plan.iter().all(|(.., step)| step.contains("VIRTUAL TABLE INDEX")), "{plan:?}");
    // Whatever has happened to it. The model's title may come after all else, and is found again then.
    while !find(&mut program, "녕하").await.is_empty() {
        sqlx::query("insert into search_index (search_index) values ('delete-all'); delete from search_entries")
            .execute(&db)
            .await
            .unwrap();
    }
    db.close().await;
    let TestServer { router, folder, state } = server;
    state.shut_down().await;
    drop((router, state, program));
    let rebuilt = Command::new(env!("CARGO_BIN_EXE_supbot"))
        .args(["doctor", "--rebuild-search"])
        .env("SUPBOT_DATA_DIR", folder.path())
        .env("SUPBOT_PROVIDERS", "scripted")
        .output()
        .unwrap();
    assert!(rebuilt.status.success(), "{}", String::from_utf8_lossy(&rebuilt.stderr));
    let said = String::from_utf8_lossy(&rebuilt.stdout).into_owned();
    // What it says of workers differs from machine to machine.
    let said: Vec<_> = said.lines().filter(|line| !line.starts_with("worker: ")).collect();
    assert_eq!(said, ["database: whole", "search: 3 entries made anew", "search: is up to date now"]);
    let state = supbot::server::AppState::new(crate::server::config(&folder, &[])).await.unwrap();
    let server = TestServer { router: supbot::server::router(state.clone()), folder, state };
    let mut person = Program::log_in(&server, "somebody").await;
    assert_eq!(find(&mut person, "녕하").await.len(), 3);
}

#[tokio::test]
async fn a_result_leads_to_its_message_in_the_middle_of_a_long_conversation() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let mut program = Program::log_in(&server, "somebody").await;
    let turn = |number: usize| {
        let role = if number.is_multiple_of(2) { "user" } else { "assistant" };
        json!({ "role": role, "content": format!("{number}번째 <이야기>") })
    };
    let said: Vec<_> = (0..201).map(turn).collect();
    post(&mut program, "/v1/chat/completions", json!({ "model": "echo", "store": true, "messages": said })).await;
    let page = person.get("/search?q=%2240%EB%B2%88%EC%A7%B8%22").await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.html();
    assert!(html.contains("<mark>40번째</mark>"), "{html}");
    assert!(html.contains("&lt;이야기&gt;") && !html.contains("<이야기>"), "{html}");
    let mut links = html.split("href=\"/c/").skip(1).filter_map(|rest| rest.split('"').next());
    let link = links.find(|link| link.contains("?message=")).unwrap();
    let (address, anchor) = link.split_once('#').unwrap();
    let opened = person.get(&format!("/c/{}", address.replace("&amp;", "&"))).await.html();
    assert!(opened.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    assert!(opened.contains("40번째") && opened.contains("59번째") && !opened.contains("99번째"));
    let newest = format!("href=\"/c/{}\"", address.split('?').next().unwrap());
    assert!(opened.matches(&newest).count() >= 2, "the sidebar and the way to the newest messages");
    // Somebody else's is not there, whatever the address says.
    let mut stranger = server.person("stranger").await;
    assert!(!stranger.get(&format!("/c/{address}")).await.html().contains("40번째"));
    assert!(stranger.get("/search?q=40").await.html().contains("No results."));
}
