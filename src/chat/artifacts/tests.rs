use super::*;

fn names(markdown: &str) -> Vec<String> {
    named_blocks(markdown).into_iter().map(|file| file.name).collect()
}

fn fence(info: &str, code: &str) -> String {
    format!("```{info}\n{code}\n```\n\n")
}

const LONG: &str = "a = 1\nb = 2\nc = 3\nd = 4\ne = 5\nf = 6";

#[test]
fn a_name_stands_behind_the_fence() {
    for info in [
        "rust src/main.rs",
        "src/main.rs",
        "rust:src/main.rs",
        "rust title=\"src/main.rs\"",
        "rs filename=src/main.rs",
        "{.rust file=src/main.rs}",
        "rust, path='src/main.rs'",
    ] {
        assert_eq!(names(&fence(info, "fn main() {}")), ["src/main.rs"], "{info}");
    }
    assert_eq!(names(&fence("python title=\"my app.py\"", "1")), ["my app.py"]);
    for info in ["", "rust", "rust,ignore", "text", "c++", "node.js"] {
        assert!(names(&fence(info, "fn main() {}")).is_empty(), "{info}");
    }
}

#[test]
fn a_name_stands_in_the_line_before_or_in_the_first_comment() {
    for before in [
        "**app.py**",
        "`app.py`:",
        "### app.py",
        "### 1. `app.py`",
        "파일: app.py",
        "File: `app.py`",
        "Some words.\nNow change `app.py`:",
        "`app.py` (new)",
    ] {
        assert_eq!(names(&format!("{before}\n\n{}", fence("python", "x = 1"))), ["app.py"], "{before}");
    }
    for before in ["Use `a.py` and `b.py`:", "As in `app.py` before, it prints", "Install Node.js:", "e.g."] {
        assert!(names(&format!("{before}\n\n{}", fence("python", "x = 1"))).is_empty(), "{before}");
    }
    for (info, code, name) in [
        ("rust", "// src/main.rs\nfn main() {}", "src/main.rs"),
        ("python", "# app.py\nx = 1", "app.py"),
        ("html", "<!-- index.html -->\n<p>", "index.html"),
        ("css", "/* style.css */\np {}", "style.css"),
        ("sql", "-- schema.sql\nselect 1;", "schema.sql"),
        ("js", "// File: lib/a.js\n1", "lib/a.js"),
    ] {
        assert_eq!(names(&fence(info, code)), [name]);
    }
    assert!(names(&fence("python", "# The app\nx = 1")).is_empty());
}

#[test]
fn long_code_without_a_name_is_called_by_its_language() {
    let text = [fence("python", LONG), fence("python", LONG), fence("html", LONG), fence("bash", LONG)].concat();
    assert_eq!(names(&text), ["main.py", "snippet-2.py", "index.html"]);
    assert!(names(&fence("python", "a = 1")).is_empty());
    assert_eq!(names(&fence("", &format!("#!/bin/sh\n{LONG}"))), ["snippet-1.sh"]);
}

#[test]
fn no_name_leads_out_of_the_folder_it_is_unpacked_to() {
    for (path, safe) in [
        ("../../etc/passwd.txt", Some("etc/passwd.txt")),
        ("/etc/passwd.txt", Some("etc/passwd.txt")),
        ("..\\..\\boot.ini", Some("boot.ini")),
        ("C:\\boot.ini", Some("C/boot.ini")),
        ("a/./b/../c.rs", Some("a/b/c.rs")),
        ("con.txt", Some("_con.txt")),
        ("a\u{0}b\n.rs", Some("ab.rs")),
        ("...", None),
        ("", None),
    ] {
        assert_eq!(naming::safe(path).as_deref(), safe, "{path}");
    }
    assert_eq!(naming::safe(&"a/".repeat(50)), None);
    assert_eq!(naming::safe(&format!("{}.rs", "x".repeat(500))).map(|name| name.len()), Some(100));
    assert_eq!(names(&fence("text title=\"../../../x.sh\"", "1")), ["x.sh"]);
}

#[test]
fn the_same_name_in_a_later_answer_is_a_new_version() {
    let (first, second) = (MessageId::new(), MessageId::new());
    let answers = [
        (first, 1, [fence("py app.py", "a"), fence("py app.py", "b"), fence("rs main.rs", "c")].concat()),
        (second, 2, format!("<think>\n{}</think>{}", fence("py secret.py", "x"), fence("py app.py", "d"))),
    ];
    let files = collect(answers.map(|(id, at, content)| (id, at, named_blocks(split_thoughts(&content).1))));
    let told: Vec<_> = files.iter().map(|file| (file.name.as_str(), file.versions.len())).collect();
    assert_eq!(told, [("app.py", 2), ("main.rs", 1)]);
    let texts: Vec<_> = files[0].versions.iter().map(|version| (version.number, version.text.as_str())).collect();
    assert_eq!(texts, [(1, "b\n"), (2, "d\n")]);
    assert_eq!(files[0].version(None).map(|version| version.message), Some(second));
    assert_eq!(files[0].version(Some(3)), None);
}

#[test]
fn an_answer_has_fifty_files_at_most() {
    let text: String = (0..80).map(|n| fence(&format!("py a{n}.py"), "1")).collect();
    assert_eq!(names(&text).len(), 50);
}
