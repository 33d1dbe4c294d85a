//! How the house is laid out: which room may stand on which (docs/ARCHITECTURE.md), and that the manuals find it.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The rooms of `src/`, lowest floor first. A room stands on rooms of lower floors alone.
const FLOORS: [&[&str]; 13] = [
    &["domain"],
    &["markup"],
    &["browser", "db", "provider", "web"],
    &["audit", "i18n", "worker"],
    &["diff", "generation", "ui"],
    &["rest"],
    &["auth"],
    &["attachments", "documents"],
    &["chat"],
    &["code_fixes", "prompts"],
    &["import_export", "offline", "openai_api", "search", "settings", "sharing", "shortcuts", "temporary_chat"],
    &["app"],
    &["server"],
];

#[test]
fn no_room_stands_on_one_that_is_not_below_it() {
    let floor = |room: &str| FLOORS.iter().position(|rooms| rooms.contains(&room));
    let mut wrong = Vec::new();
    for entry in fs::read_dir("src").unwrap() {
        let path = entry.unwrap().path();
        let room = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !path.is_dir() || room == "tests" {
            continue;
        }
        let Some(own) = floor(&room) else {
            wrong.push(format!("{room} has no floor"));
            continue;
        };
        each_source(&path, &mut |file, source| {
            let is_above = |other: &&str| floor(other).is_some_and(|floor| *other != room && floor >= own);
            let above = rooms_used(source).into_iter().filter(is_above);
            wrong.extend(above.map(|other| format!("{} uses {other}", file.display())));
        });
    }
    assert_eq!(wrong, [""; 0]);
}

/// Shows every Rust file below a folder.
fn each_source(folder: &Path, look: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            each_source(&path, look);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            look(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}

/// The first names of all paths from the root of the crate, those within `use crate::{…}` too; comments do not count.
fn rooms_used(source: &str) -> Vec<&str> {
    let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    let name = |text: &'_ str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let mut rooms = Vec::new();
    let mut depth = 0;
    for mut line in lines {
        if depth == 0 {
            let Some((_, rest)) = line.split_once("crate::") else { continue };
            line = rest;
            if !line.starts_with('{') {
                // More than one may stand in a line.
                rooms.extend(rest.split("crate::").map(|rest| &rest[..name(rest)]));
                continue;
            }
        }
        let mut is_first = depth == 1;
        for (at, c) in line.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 1 && (c == ',' || c == '{') {
                is_first = true;
            } else if depth == 1 && is_first && c.is_alphabetic() {
                rooms.push(&line[at..at + name(&line[at..])]);
                is_first = false;
            }
        }
    }
    rooms
}

#[test]
fn rooms_are_found_in_every_way_that_they_are_written() {
    let source = "use crate::{\n    auth::{self, api},\n    chat::Chat, db,\n};\n// crate::server\nlet x = crate::ui::a(crate::web::b);";
    assert_eq!(rooms_used(source), ["auth", "chat", "db", "ui", "web"]);
}

#[test]
fn every_path_that_the_manuals_name_is_there() {
    let docs = fs::read_dir("docs").unwrap().map(|entry| entry.unwrap().path());
    let mut missing = Vec::new();
    for manual in docs.chain(["README.md".into(), "SECURITY.md".into()]) {
        let text = fs::read_to_string(&manual).unwrap();
        let folder = manual.parent().unwrap();
        // What stands in backticks begins at the root, a link at the manual.
        let quoted = text.split('`').skip(1).step_by(2).filter(|it| it.starts_with("src/") && !it.contains(' '));
        let linked = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        let linked = linked.filter(|link| !link.contains("://") && !link.is_empty()).map(|link| folder.join(link));
        let paths = quoted.map(PathBuf::from).chain(linked);
        missing.extend(
            paths.filter(|path| !path.exists()).map(|path| format!("{}: {}", manual.display(), path.display())),
        );
    }
    assert_eq!(missing, [""; 0]);
}
