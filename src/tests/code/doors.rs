//! The ways to have code mended: the plain pages, their form with files, the limits, and that nobody has what is not theirs.

use super::{FIXES, VICTIM, begin, fixed, instruction, one_file, path, results};
use crate::{
    api::Program,
    server::{Answer, Client, TestServer},
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::{Value, json};
use supbot::{
    chat::api::SendMessage,
    code_fixes::api::{AskFixAgain, DecideHunks, DeleteFix, DocumentFromFix, StopFix},
};

const ANSWER: &str = "main.py\n<<<<<<< SEARCH\ntotal = 0\n=======\ntotal = 10\n>>>>>>> REPLACE\n\n\
                      <<<<<<< SEARCH\nprint(total)\n=======\nprint(\"</pre><script>\", total)\n>>>>>>> REPLACE\n";

/// Long enough for two changes that are apart.
const PASTED: &str = "total = 0\nfor i in range(3):\n    total += 1\n    # 값\n    total += i\n\nprint(total)\n";

/// Posts the form of the page: fields by their names, and files with their bytes.
async fn upload(client: &mut Client, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for (name, content) in files {
        let head = format!("--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--b--\r\n");
    let request = Request::post("/code/new").header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
    client.request(request.body(Body::from(body)).unwrap()).await
}

/// Has the code of the form mended, and gives the path of its page when the model has ended.
async fn mended(client: &mut Client, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> String {
    let answer = upload(client, fields, files).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let page = answer.location().to_owned();
    assert!(page.starts_with("/code/0"), "{page}");
    client.get(&format!("/api/v1/code-fixes/{}/events", id_of(&page))).await;
    page
}

fn id_of(page: &str) -> &str {
    page.strip_prefix("/code/").unwrap().split('?').next().unwrap()
}

#[tokio::test]
async fn code_is_pasted_mended_and_taken_with_plain_forms() {
    let server = TestServer::start().await;
    let mut client = server.person("somebody").await;
    let form = client.get("/code").await.html();
    for part in ["enctype=\"multipart/form-data\"", "name=\"code\"", "name=\"files\" multiple", "scripted/echo"] {
        assert!(form.contains(part), "{part}: {form}");
    }
    // As a browser sends the lines of a text area.
    let pasted = PASTED.replace('\n', "\r\n");
    let wrong = instruction("TypeError: <b>", &[ANSWER]).replace('\n', "\r\n");
    let fields = [("code", pasted.as_str()), ("name", "main.py"), ("instruction", &wrong), ("model", "")];
    let page = mended(&mut client, &fields, &[("", b"")]).await;
    let html = client.get(&page).await.html();
    assert!(html.contains("TypeError: &lt;b&gt;") && html.contains("2 of 2 changes accepted"), "{html}");
    assert!(html.contains("<del>") && html.contains("<mark>10</mark>") && !html.contains("</pre><script>"), "{html}");
    let split = client.get(&format!("{page}?view=split")).await.html();
    assert!(split.contains("is-split") && !html.contains("is-split"), "{split}");

    let id = id_of(&page);
    let address = format!("/api/v1/code-fixes/{id}");
    let result = async |client: &mut Client| results(&client.get(&address).await.json::<Value>())["main.py"].clone();
    let saved = client.post::<DecideHunks>(&page, &[("id", id), ("accepted[]", "2"), ("view", "split")]).await;
    assert_eq!(saved.location(), format!("{page}?view=split"));
    assert_eq!(result(&mut client).await, PASTED.replace("print(total)", "print(\"</pre><script>\", total)"));
    client.post::<DecideHunks>(&page, &[("id", id), ("all", "reject")]).await;
    assert_eq!(result(&mut client).await, PASTED);
    client.post::<DecideHunks>(&page, &[("id", id), ("all", "accept")]).await;
    let wrongly = client.post::<DecideHunks>(&page, &[("id", id), ("accepted[]", "7")]).await;
    assert!(client.get(wrongly.location()).await.html().contains("There is no such change."));

    let document = client.post::<DocumentFromFix>(&page, &[("id", id)]).await.location().to_owned();
    assert!(document.starts_with("/documents/0"), "{document}");
    assert!(client.get(&document).await.html().contains("total = 10"));
    assert!(html.contains(&format!("action=\"{}\"", <SendMessage as leptos::server_fn::ServerFn>::url())), "{html}");

    let again = client.post::<AskFixAgain>(&page, &[("id", id)]).await;
    client.get(&format!("{address}/events")).await;
    assert!(client.get(again.location()).await.html().contains("2 of 2 changes accepted"));
    let list = client.get("/code").await.html();
    assert!(list.contains(&format!("href=\"{page}\"")), "{list}");
    let deleted = client.post::<DeleteFix>(&page, &[("id", id)]).await;
    assert!(client.get(deleted.location()).await.html().contains("The fix was deleted."));
    assert_eq!(client.get(&page).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn files_are_uploaded_and_what_cannot_be_taken_is_refused_with_a_reason() {
    let server = TestServer::with(&[("SUPBOT_MESSAGES_PER_MINUTE", "100")]).await;
    let mut client = server.person("somebody").await;
    let wrong = instruction("", &[ANSWER]);
    let files: [(&str, &[u8]); 2] = [("main.py", VICTIM.as_bytes()), ("가.txt", "값\r\n".as_bytes())];
    let page = mended(&mut client, &[("instruction", wrong.trim_start())], &files).await;
    let fix: Value = client.get(&format!("/api/v1/code-fixes/{}", id_of(&page))).await.json();
    assert_eq!(results(&fix)["가.txt"], "값\r\n");
    assert!(results(&fix)["main.py"].starts_with("total = 10\n"));

    let long = "x".repeat(600_000);
    let many = ["a.txt"; 51].map(|name| (name, b"x".as_slice()));
    for (files, reason) in [
        (vec![], "Paste some code or choose a file."),
        (vec![("a.py", b" \n".as_slice())], "Paste some code or choose a file."),
        (vec![("a.png", b"\x89PNG\r\n\x1a\n\x00\x00".as_slice())], "Only UTF-8 text files can be fixed."),
        (vec![("a.txt", b"a\x00b".as_slice())], "Only UTF-8 text files can be fixed."),
        (vec![("euc-kr.txt", b"\xb0\xa1".as_slice())], "Only UTF-8 text files can be fixed."),
        (vec![("a", long.as_bytes()), ("b", long.as_bytes())], "Up to 1 MB in total."),
        (vec![("../a", b"x".as_slice())], "That file name is not allowed"),
        (vec![("a", b"x".as_slice()), ("A", b"y".as_slice())], "Two files have the same name."),
        (many.to_vec(), "Up to 50 files."),
    ] {
        let answer = upload(&mut client, &[], &files).await;
        let told = client.get(answer.location()).await.html();
        assert!(told.contains(reason), "{reason}: {} {told}", answer.location());
    }
    let unknown = upload(&mut client, &[("code", "x"), ("model", "openai/none")], &[]).await;
    assert_eq!(unknown.location(), "/code?error=model_unknown");
    let visitor = upload(&mut server.visitor(), &[("code", "x")], &[]).await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
    assert_eq!(server.visitor().get("/code").await.location(), "/login?next=/code");
}

#[tokio::test]
async fn a_program_is_told_what_is_wrong_with_what_it_sends() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let file = |path: &str, content: &str| json!({ "path": path, "content": content });
    for (files, status, code) in [
        (json!([]), 422, "code_empty"),
        (json!([file("a", "x".repeat(1_000_001).as_str())]), 413, "code_too_large"),
        (json!([file("/a", "x")]), 422, "code_path"),
        (json!([file("a", "x"), file("a", "y")]), 422, "code_path_twice"),
        (json!([file("a", "\u{0}")]), 422, "code_not_text"),
        (json!((0..51).map(|n| file(&n.to_string(), "x")).collect::<Vec<_>>()), 422, "code_files_max"),
    ] {
        let answer = program.send(Method::POST, FIXES, &[], Some(json!({ "files": files }))).await;
        let problem: Value = answer.json();
        assert_eq!((answer.status.as_u16(), &problem["code"]), (status, &json!(code)), "{problem}");
    }
    let long = json!({ "files": [file("a", "x")], "instruction": "x".repeat(40_000) });
    let problem: Value = program.send(Method::POST, FIXES, &[], Some(long)).await.json();
    assert_eq!((&problem["code"], &problem["field"]), (&json!("message_too_long"), &json!("instruction")));
}

#[tokio::test]
async fn nobody_sees_changes_or_downloads_what_is_not_theirs() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    let fix = fixed(&mut owner, &one_file("main.py", VICTIM), &[ANSWER]).await;
    let other = begin(&mut owner, &one_file("main.py", VICTIM), "x").await;
    let mut stranger = Program::new(&server, "stranger").await;
    let (mine, file) = (path(&fix), fix["files"][0]["id"].as_str().unwrap());
    for (method, address) in [
        (Method::GET, mine.clone()),
        (Method::PATCH, mine.clone()),
        (Method::DELETE, mine.clone()),
        (Method::POST, format!("{mine}/stop")),
        (Method::POST, format!("{mine}/ask-again")),
        (Method::GET, format!("{mine}/events")),
        (Method::GET, format!("{mine}/archive")),
        (Method::GET, format!("{mine}/files/{file}")),
    ] {
        let body = (method == Method::PATCH).then(|| json!({ "rejected": [1] }));
        let answer = stranger.send(method, &address, &[], body).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
    }
    let listed: Value = stranger.send(Method::GET, FIXES, &[], None).await.json();
    assert_eq!(listed["items"], json!([]));
    let mut person = server.visitor().log_in_as("stranger").await;
    let (page, id) = (format!("/code/{}", fix["id"].as_str().unwrap()), fix["id"].as_str().unwrap());
    assert_eq!(person.get(&page).await.status, StatusCode::NOT_FOUND);
    let fields = [("id", id)];
    for answer in [
        person.call::<DecideHunks>(&[("id", id), ("all", "reject")]).await,
        person.call::<AskFixAgain>(&fields).await,
        person.call::<StopFix>(&fields).await,
        person.call::<DeleteFix>(&fields).await,
        person.call::<DocumentFromFix>(&fields).await,
    ] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text);
    }
    // A file of another fix is not there, even for its owner.
    let elsewhere = format!("{}/files/{file}", path(&other));
    assert_eq!(owner.send(Method::GET, &elsewhere, &[], None).await.status, StatusCode::NOT_FOUND);
    let after: Value = owner.send(Method::GET, &mine, &[], None).await.json();
    assert_eq!(after["files"], fix["files"]);
}

#[tokio::test]
async fn a_request_that_is_sent_again_asks_once_and_lists_come_by_pages() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let body = json!({ "files": [{ "path": "a", "content": "x" }], "instruction": "first" });
    let headers = [("idempotency-key", "fix-1")];
    let first: Value = program.send(Method::POST, FIXES, &headers, Some(body.clone())).await.json();
    let again = program.send(Method::POST, FIXES, &headers, Some(body)).await;
    assert_eq!((again.status, again.header("idempotency-replayed")), (StatusCode::ACCEPTED, "true"));
    assert_eq!(again.json::<Value>()["id"], first["id"]);
    for title in ["second", "third"] {
        begin(&mut program, &one_file("a", "x"), title).await;
    }
    let titles = |page: &Value| -> Vec<String> {
        page["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
    };
    let page: Value = program.send(Method::GET, &format!("{FIXES}?limit=2"), &[], None).await.json();
    assert_eq!(titles(&page), ["third", "second"]);
    let next = format!("{FIXES}?limit=2&cursor={}", page["next_cursor"].as_str().unwrap());
    let page: Value = program.send(Method::GET, &next, &[], None).await.json();
    assert_eq!((titles(&page), &page["next_cursor"]), (vec!["first".to_owned()], &Value::Null));
}
