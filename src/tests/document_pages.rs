//! The pages of documents as a browser without a script uses them.

use crate::server::{Client, TestServer};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use supbot::documents::api::{
    ChangeDraft, ContinueDraft, CreateDocument, CreateFormat, DeleteDocument, EmptyDocumentTrash, GetCheck, GetContent,
    KeepVersion, NameVersion, OpenDocument, RestoreDocument, RestoreVersion, SaveDocument, StopDraft, UpdateContent,
    UpdateTitle,
};

/// Makes a document and gives the path of its page.
async fn create(client: &mut Client, fields: &[(&str, &str)]) -> String {
    let answer = client.post::<CreateDocument>("/documents/new", fields).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text);
    answer.location().to_owned()
}

fn id_of(page: &str) -> &str {
    page.strip_prefix("/documents/").unwrap()
}

fn field<'h>(html: &'h str, name: &str) -> &'h str {
    let at = html.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name}: {html}"));
    let rest = &html[at..];
    rest.split_once("value=\"").unwrap().1.split_once('"').unwrap().0
}

#[tokio::test]
async fn a_document_is_made_written_and_saved_with_plain_forms() {
    let server = TestServer::start().await;
    let mut client = server.person("somebody").await;
    let choice = client.get("/documents/new").await.html();
    assert!(choice.contains("/documents/new?format=report") && choice.contains("Meeting minutes"), "{choice}");
    let form = client.get("/documents/new?format=report").await.html();
    assert!(form.contains("name=\"draft[answers][topic]\"") && form.contains("What is the report about?"), "{form}");
    let page = create(
        &mut client,
        &[
            ("draft[format]", "report"),
            ("draft[language]", "en"),
            ("draft[title]", "Enquiries"),
            ("draft[answers][topic]", "Enquiries rose by 18 %"),
            ("draft[notes]", "more notes"),
        ],
    )
    .await;
    client.get(&format!("/api/v1{page}/events")).await; // to its end
    let html = client.get(&page).await.html();
    assert!(html.contains("## Summary") && html.contains("Enquiries rose by 18 %"), "{html}");
    assert!(html.contains("Format check") && html.contains("missing") | html.contains("too short"), "{html}");

    let revision = field(&html, "revision").to_owned();
    let fields = [
        ("id", id_of(&page)),
        ("revision", revision.as_str()),
        ("content", "# Mine\r\n\r\n</textarea><script>1</script>"),
    ];
    let saved = client.post::<SaveDocument>(&page, &fields).await;
    assert_eq!(saved.location(), page);
    let html = client.get(&page).await.html();
    assert!(html.contains("# Mine\n\n&lt;/textarea>&lt;script>1&lt;/script>"), "{html}");
    assert!(!html.contains("<script>1"), "the editor's data cannot end its element");

    // Saved over a revision that is gone: both texts are shown.
    let fields = [("id", id_of(&page)), ("revision", revision.as_str()), ("content", "# Mine again")];
    let conflict = client.post::<SaveDocument>(&page, &fields).await.location().to_owned();
    assert!(conflict.starts_with(&format!("{page}/conflict?mine=")), "{conflict}");
    let html = client.get(&conflict).await.html();
    assert!(
        html.contains("# Mine again") && html.contains("Nothing was overwritten") && html.contains("<ins"),
        "{html}"
    );
    let version = field(&html, "version").to_owned();
    client.post::<RestoreVersion>(&conflict, &[("id", id_of(&page)), ("version", &version)]).await;
    assert!(client.get(&page).await.html().contains("# Mine again"));
}

#[tokio::test]
async fn the_editor_saves_checks_and_renames_without_leaving_its_page() {
    let server = TestServer::start().await;
    let mut client = server.person("somebody").await;
    let fields =
        [("draft[format]", "report"), ("draft[language]", "en"), ("draft[empty]", "1"), ("draft[title]", "Old")];
    let page = create(&mut client, &fields).await;
    let id = ("id", id_of(&page));
    let change = [id, ("revision", "1"), ("content", "## Summary\n\nEnough"), ("is_autosave", "true")];
    let saved = client.call::<UpdateContent>(&change).await;
    assert_eq!((saved.status, saved.text.as_str()), (StatusCode::OK, "2"));

    // Nothing is overwritten: what came later is kept beside it.
    let stale = client.call::<UpdateContent>(&[id, ("revision", "1"), ("content", "# Later")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text);
    assert!(stale.text.contains("document_stale"), "{}", stale.text);
    let kept: String = client.call::<KeepVersion>(&[id, ("content", "# Later")]).await.json();
    let conflict = client.get(&format!("{page}/conflict?mine={kept}")).await.html();
    assert!(conflict.contains("# Later") && conflict.contains("## Summary"), "{conflict}");

    let accepted = [id, ("revision", "2"), ("content", "## Summary"), ("accepted", "scripted/echo")];
    assert_eq!(client.call::<UpdateContent>(&accepted).await.text, "3");
    let versions = client.get(&format!("{page}/versions")).await.html();
    assert!(versions.contains("AI suggestion accepted · scripted/echo"), "{versions}");
    let content: serde_json::Value = client.call::<GetContent>(&[id]).await.json();
    assert_eq!(content, serde_json::json!({ "content": "## Summary", "revision": 3 }));
    let check: serde_json::Value = client.call::<GetCheck>(&[id]).await.json();
    assert_eq!((&check["counts_characters"], &check["check"]["fits"]), (&false.into(), &"too_short".into()));

    assert_eq!(client.call::<UpdateTitle>(&[id, ("title", " ")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(client.call::<UpdateTitle>(&[id, ("title", "New one")]).await.status, StatusCode::OK);
    assert!(client.get(&page).await.html().contains("<title>New one · Supbot</title>"));

    let mut stranger = server.person("stranger").await;
    let answers = [
        stranger.call::<OpenDocument>(&[id]).await,
        stranger.call::<GetContent>(&[id]).await,
        stranger.call::<GetCheck>(&[id]).await,
        stranger.call::<UpdateContent>(&[id, ("revision", "3"), ("content", "theirs")]).await,
        stranger.call::<UpdateTitle>(&[id, ("title", "theirs")]).await,
        stranger.call::<KeepVersion>(&[id, ("content", "theirs")]).await,
        stranger.call::<ChangeDraft>(&[id, ("goes_on", "true")]).await,
    ];
    assert_eq!(answers.map(|answer| answer.status), [StatusCode::NOT_FOUND; 7]);
}

#[tokio::test]
async fn a_draft_is_stopped_and_gone_on_with_by_forms() {
    let server = TestServer::start().await;
    let mut client = server.person("somebody").await;
    let page =
        create(&mut client, &[("draft[format]", "free"), ("draft[language]", "en"), ("draft[notes]", "/slow 100000")])
            .await;
    server.wait_for_open_streams(1).await;
    while !client.get(&page).await.html().contains("word1 ") {
        tokio::task::yield_now().await;
    }
    assert!(client.get(&page).await.html().contains("The model is writing the draft."));
    client.post::<StopDraft>(&page, &[("id", id_of(&page))]).await;
    server.wait_for_open_streams(0).await;
    assert!(client.get(&page).await.html().contains("The draft was stopped."));
    client.post::<ContinueDraft>(&page, &[("id", id_of(&page))]).await;
    client.get(&format!("/api/v1{page}/events")).await;
    let html = client.get(&page).await.html();
    assert!(!html.contains("draft-notice"), "{html}");
}

#[tokio::test]
async fn versions_are_shown_compared_named_and_deleted_documents_brought_back() {
    let server = TestServer::start().await;
    let mut client = server.person("somebody").await;
    let page = create(
        &mut client,
        &[("draft[format]", "free"), ("draft[language]", "en"), ("draft[empty]", "1"), ("draft[title]", "My letter")],
    )
    .await;
    for (revision, content) in [("1", "one two"), ("2", "one 2")] {
        client.post::<SaveDocument>(&page, &[("id", id_of(&page)), ("revision", revision), ("content", content)]).await;
    }
    let versions = client.get(&format!("{page}/versions")).await.html();
    let ids: Vec<_> = versions
        .split("name=\"from\" value=\"")
        .skip(1)
        .map(|rest| rest.split_once('"').unwrap().0.to_owned())
        .collect();
    assert_eq!(ids.len(), 2, "{versions}");
    let compared = client.get(&format!("{page}/versions?from={}&to={}", ids[1], ids[0])).await.html();
    assert!(compared.contains(">two</del>") && compared.contains(">2</ins>"), "{compared}");
    let named =
        client.post::<NameVersion>(&page, &[("id", id_of(&page)), ("version", &ids[1]), ("name", "sent <b>")]).await;
    assert_eq!(named.location(), format!("{page}/versions"));
    assert!(client.get(named.location()).await.html().contains("<b>sent &lt;b&gt;</b>"));

    let deleted = client.post::<DeleteDocument>(&page, &[("id", id_of(&page))]).await;
    let list = client.get(deleted.location()).await.html();
    assert!(
        list.contains("<span>The document was deleted. You can restore it") && !list.contains("My letter"),
        "{list}"
    );
    client.post::<RestoreDocument>("/documents", &[("id", id_of(&page))]).await;
    assert!(client.get("/documents?q=letter").await.html().contains("My letter"));
}

#[tokio::test]
async fn deleted_documents_are_counted_and_deleted_for_good_when_somebody_says_so() {
    let server = TestServer::start().await;
    let mut client = server.person("somebody").await;
    assert!(!client.get("/documents").await.html().contains(">Empty trash<"));
    let fields = [("draft[format]", "free"), ("draft[title]", "Mine"), ("draft[empty]", "1")];
    let page = create(&mut client, &fields).await;
    let kept = create(&mut client, &fields).await;
    client.post::<DeleteDocument>(&page, &[("id", id_of(&page))]).await;
    let mut other = server.person("other").await;
    other.post::<EmptyDocumentTrash>("/documents", &[]).await;
    let list = client.get("/documents").await.html();
    assert!(list.contains("Deleted documents: 1.") && list.contains("This cannot be undone."), "{list}");
    client.language = "ko";
    assert!(client.get("/documents").await.html().contains("삭제한 문서: 1개."));

    let emptied = client.post::<EmptyDocumentTrash>("/documents", &[]).await;
    let list = client.get(emptied.location()).await.html();
    assert!(list.contains(">휴지통을 비웠습니다.<") && !list.contains("<p>삭제한 문서:"), "{list}");
    let restored = client.call::<RestoreDocument>(&[("id", id_of(&page))]).await;
    assert_eq!(restored.status, StatusCode::NOT_FOUND);
    assert_eq!(client.get(&kept).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_file_is_imported_and_a_broken_one_is_refused_with_a_reason() {
    let server = TestServer::start().await;
    let mut client = server.person("somebody").await;
    for (name, content, place) in
        [("notes.md", "# 회의 메모", "/documents/0"), ("broken.docx", "x", "/documents?error=file_unreadable")]
    {
        let body = format!(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{content}\r\n--b--\r\n"
        );
        let request = Request::post("/documents/import")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
            .body(Body::from(body));
        let answer = client.request(request.unwrap()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        assert!(answer.location().starts_with(place), "{}", answer.location());
        let page = client.get(answer.location()).await.html();
        assert!(page.contains("# 회의 메모") || page.contains(">The file cannot be opened."), "{page}");
    }
}

#[tokio::test]
async fn a_format_of_ones_own_is_offered_and_nobody_sees_what_is_not_theirs() {
    let server = TestServer::start().await;
    let mut client = server.person("somebody").await;
    let example = "# Weekly\n\n## Done\n\nWords.\n\n## Next\n\nWords.";
    let made = client
        .post::<CreateFormat>("/documents/formats/new", &[("name", "Weekly"), ("example", example), ("language", "en")])
        .await;
    let form = client.get(made.location()).await.html();
    assert!(form.contains("Done · Next"), "{form}");
    assert!(client.get("/documents/new").await.html().contains("Weekly"));
    let page =
        create(&mut client, &[("draft[format]", "free"), ("draft[language]", "ko"), ("draft[empty]", "1")]).await;

    let mut stranger = server.person("stranger").await;
    for path in [page.clone(), format!("{page}/versions"), format!("{page}/conflict?mine={}", id_of(&page))] {
        assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!stranger.get("/documents/new").await.html().contains("Weekly"));
    let mut visitor = server.visitor();
    for path in ["/documents", "/documents/new", &page] {
        let answer = visitor.get(path).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, format!("/login?next={path}").as_str()));
    }
}
