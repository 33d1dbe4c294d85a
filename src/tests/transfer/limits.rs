//! Prompts, personas and mended code that nobody should send: each is taken as far as it makes sense, or counted.

use super::{
    import,
    library::{all, post, rest},
    omissions, report,
};
use crate::{api::Program, server::TestServer};
use serde_json::{Value, json};

const AT: i64 = 1_700_000_000_000;

fn id(number: usize) -> String {
    format!("019a2b3c-4d5e-7f60-8a1b-{number:012x}")
}

fn prompt(number: usize, command: &str, body: &str) -> Value {
    json!({
        "kind": "supbot.prompt", "id": id(number), "name": format!("Prompt {number}"), "command": command, "body": body,
        "created_at": AT, "updated_at": AT,
    })
}

fn persona(number: usize) -> Value {
    json!({
        "kind": "supbot.persona", "id": id(number), "name": "Persona", "system_prompt": "", "model": null,
        "temperature": null, "max_tokens": null, "created_at": AT, "updated_at": AT,
    })
}

fn fix(number: usize) -> Value {
    json!({
        "kind": "supbot.code_fix", "id": id(number), "title": "Fix", "instruction": "It is wrong.", "language": "ko",
        "model": "openai/gone", "status": "complete", "fault": null, "answer": "Done.",
        "files": [{
            "path": "main.py", "is_new": false, "original": "a\nb\nc\n", "proposed": "a\nB\nc\n",
            "hunks": [{ "old_start": 1, "old_end": 2, "new_start": 1, "new_end": 2, "is_accepted": true }],
        }],
        "refusals": [{ "attempt": 1, "path": "main.py", "reason": "not_found", "search": "x" }],
        "created_at": AT, "updated_at": AT,
    })
}

fn with(mut value: Value, pointer: &str, new: Value) -> Value {
    *value.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = new;
    value
}

async fn bring(program: &mut Program, things: &[Value]) -> Value {
    import(program, json!(things).to_string().as_bytes()).await
}

#[tokio::test]
async fn a_prompt_whose_command_is_taken_gets_a_free_one_and_takes_the_place_of_none() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let (mine, long) = (json!({ "name": "Mine", "command": "sum", "body": "mine" }), "가".repeat(32));
    post(&mut program, "/api/v1/prompts", mine).await;
    let things =
        [prompt(1, "sum", "one"), prompt(2, "SUM", "two"), prompt(3, &long, "three"), prompt(4, &long, "four")];
    let imported = bring(&mut program, &things).await;
    assert_eq!((rest(&imported), report(&imported)), ([4, 0, 0], omissions(&[("commands", 3)])), "{imported}");
    let all = all(&mut program, "/api/v1/prompts").await;
    let mut commands: Vec<_> =
        all.iter().map(|prompt| (prompt["command"].as_str().unwrap(), &prompt["body"])).collect();
    commands.sort_by_key(|(_, body)| body.to_string());
    let cut = format!("{}-2", "가".repeat(30));
    let (one, two, three, four, mine) = (json!("one"), json!("two"), json!("three"), json!("four"), json!("mine"));
    assert_eq!(
        commands,
        [(cut.as_str(), &four), ("sum", &mine), ("sum-2", &one), (long.as_str(), &three), ("sum-3", &two)]
    );
    // They are known by where they come from, not by their commands.
    assert_eq!(rest(&bring(&mut program, &things).await), [0; 3]);
}

#[tokio::test]
async fn no_more_is_brought_in_than_one_may_have() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let prompts = (0..203).map(|number| prompt(number, &format!("c{number}"), "text"));
    let personas = (1000..1052).map(persona);
    let fixes = (2000..3001).map(fix);
    let things: Vec<_> = prompts.chain(personas).chain(fixes).collect();
    let imported = bring(&mut program, &things).await;
    assert_eq!(rest(&imported), [200, 50, 1000], "{imported}");
    assert_eq!(report(&imported), omissions(&[("prompts", 3), ("personas", 2), ("code_fixes", 1)]));
    // A taken command changes nothing of that.
    let imported = bring(&mut program, &[prompt(5000, "c1", "other")]).await;
    assert_eq!((rest(&imported), report(&imported)), ([0; 3], omissions(&[("prompts", 1)])), "{imported}");
}

#[tokio::test]
async fn hostile_prompts_and_personas_are_mended_or_counted() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let long = prompt(3, "long", &"x".repeat(64 * 1024 + 5));
    let late = with(prompt(4, "late", "a\u{7}b"), "/updated_at", json!(i64::MAX));
    let named = with(prompt(5, "named", "text"), "/name", json!("n".repeat(500)));
    let broken = [
        prompt(6, "two words", "text"),
        prompt(7, "", "text"),
        prompt(8, "blank", " \n"),
        prompt(9, "open", "{{#if}}"),
        with(prompt(10, "x", "text"), "/id", json!("../../etc")),
        with(prompt(11, "y", "text"), "/body", json!(5)),
        with(persona(12), "/max_tokens", json!(-1)),
        with(persona(13), "/name", json!(null)),
    ];
    let gone = with(persona(14), "/model", json!("openai/gone"));
    let mut odd = with(persona(15), "/model", json!("nonsense"));
    odd["temperature"] = json!(9.5);
    odd["max_tokens"] = json!(0);
    odd["system_prompt"] = json!("s".repeat(17 * 1024));
    let things: Vec<_> = [long, late, named, gone, odd].into_iter().chain(broken).collect();
    let imported = bring(&mut program, &things).await;
    assert_eq!(rest(&imported), [3, 2, 0], "{imported}");
    assert_eq!(report(&imported), omissions(&[("cut", 2), ("characters", 1), ("unknown", 3), ("broken", 8)]));
    let mut prompts = all(&mut program, "/api/v1/prompts").await;
    prompts.sort_by_key(|prompt| prompt["command"].to_string());
    let [late, long, named] = &prompts[..] else { panic!("{prompts:?}") };
    assert_eq!((&late["body"], &late["created_at"]), (&json!("ab"), &json!(AT)));
    assert!((AT..4_000_000_000_000).contains(&late["updated_at"].as_i64().unwrap()), "{late}");
    assert_eq!(long["body"].as_str().unwrap().len(), 64 * 1024);
    assert_eq!(named["name"].as_str().unwrap().len(), 200);
    let personas = all(&mut program, "/api/v1/personas").await;
    let odd = personas.iter().find(|persona| persona["model"].is_null()).unwrap();
    assert_eq!((&odd["temperature"], &odd["max_tokens"]), (&Value::Null, &Value::Null));
    assert!(personas.iter().any(|persona| persona["model"] == "openai/gone"), "{personas:?}");
}

#[tokio::test]
async fn hostile_code_is_counted_and_nothing_of_it_is_cut() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let file = |path: &str| with(fix(0)["files"][0].clone(), "/path", json!(path));
    let added = |path: &str| json!({ "path": path, "is_new": true, "original": "", "proposed": "", "hunks": [] });
    let files = |files: &[Value]| with(fix(9), "/files", json!(files));
    let hunk = |old: [u32; 2], new: [u32; 2]| json!({ "old_start": old[0], "old_end": old[1], "new_start": new[0], "new_end": new[1], "is_accepted": true });
    let hunks = |hunks: &[Value]| with(fix(9), "/files/0/hunks", json!(hunks));
    let many: Vec<_> = (0..51).map(|number| file(&format!("{number}.py"))).collect();
    let large = json!({ "path": "a", "original": "x".repeat(1_000_001), "proposed": "x".repeat(1_000_001) });
    for (what, thing, loss) in [
        ("a path that leads out", files(&[file("../main.py")]), "broken"),
        ("an absolute path", files(&[file("/etc/passwd")]), "broken"),
        ("a name twice", files(&[file("a.py"), file("A.py")]), "broken"),
        ("no file", files(&[]), "broken"),
        ("only a new file", files(&[added("a.py")]), "broken"),
        ("a new file that leads out", files(&[file("a.py"), added("../b.py")]), "broken"),
        ("a new file in a file's place", files(&[file("a.py"), added("a.py/b")]), "broken"),
        ("51 files", files(&many), "too_large"),
        ("more than 1 MB", files(&[large]), "too_large"),
        ("no text", with(fix(9), "/files/0/original", json!("a\u{0}")), "broken"),
        ("lines that are not there", hunks(&[hunk([1, 900], [1, 900])]), "broken"),
        ("lines backwards", hunks(&[hunk([2, 1], [2, 1])]), "broken"),
        ("the same lines twice", hunks(&[hunk([1, 2], [1, 2]), hunk([1, 2], [1, 2])]), "broken"),
        ("no hunk where the texts differ", hunks(&[]), "broken"),
        ("a hunk elsewhere", hunks(&[hunk([0, 1], [0, 1])]), "broken"),
        ("a number that is none", hunks(&[with(hunk([1, 2], [1, 2]), "/old_start", json!(-1))]), "broken"),
        ("a model that is none", with(fix(9), "/model", json!("nonsense")), "broken"),
        ("a reason that is none", with(fix(9), "/refusals/0/reason", json!("because")), "broken"),
        ("a status that is none", with(fix(9), "/status", json!("lost")), "broken"),
    ] {
        let imported = bring(&mut program, &[thing, prompt(1, "good", "text")]).await;
        assert_eq!((rest(&imported)[2], report(&imported)), (0, omissions(&[(loss, 1)])), "{what}: {imported}");
    }
    let mut late = with(fix(20), "/created_at", json!(-5));
    late["updated_at"] = json!(i64::MAX);
    late["instruction"] = json!("i".repeat(33 * 1024));
    late["refusals"][0]["attempt"] = json!(70);
    late["fault"] = json!("<script>");
    let half = with(fix(21), "/status", json!("generating"));
    let imported = bring(&mut program, &[late, half]).await;
    assert_eq!((rest(&imported), report(&imported)), ([0, 0, 2], omissions(&[("cut", 1)])), "{imported}");
    let all = all(&mut program, "/api/v1/code-fixes").await;
    let late = all.iter().find(|fix| fix["created_at"] == 0).unwrap();
    assert!((AT..4_000_000_000_000).contains(&late["updated_at"].as_i64().unwrap()), "{late}");
    assert_eq!((&late["refusals"][0]["attempt"], &late["fault"]), (&json!(2), &Value::Null));
    assert_eq!(late["files"][0]["result"], "a\nB\nc\n");
    // Nothing was made of half an answer.
    let half = all.iter().find(|fix| fix["status"] == "interrupted").unwrap();
    assert_eq!((&half["files"][0]["hunks"], &half["refusals"]), (&json!([]), &json!([])));
    assert_eq!(half["files"][0]["result"], "a\nb\nc\n");
}

#[tokio::test]
async fn the_page_says_what_came_beside_chats_and_documents() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    bring(&mut program, &[prompt(1, "a", "text"), prompt(2, "b", "text"), persona(3), fix(4)]).await;
    let mut person = server.visitor().log_in_as("somebody").await;
    let html = person.get("/transfer").await.html();
    assert!(html.contains("Prompts: 2. Personas: 1. Code fixes: 1."), "{html}");
    person.language = "ko";
    let html = person.get("/transfer").await.html();
    assert!(html.contains("프롬프트 2개, 페르소나 1개, 고친 코드 1개도 가져왔습니다."), "{html}");
}
