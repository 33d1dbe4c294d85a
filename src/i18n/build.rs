//! Makes Rust of the languages, a Fluent file each (<https://projectfluent.org/fluent/guide/>): a variant of `Language` for
//! each file, a struct for each group of messages, a field for each message, and a method for each one that has arguments.
//! What one language has and another lacks ends the build.

#[path = "catalogue.rs"]
mod catalogue;

use catalogue::{ABOUT, Result, spelled};
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

pub use catalogue::Catalogue;

/// The language for people whose browser asks for none of ours: its file says what the others must have.
const REFERENCE: &str = "en";
/// Groups that pages carry for the client, which has the names of their messages compiled into it, without the sentences.
const OF_CLIENT: [&str; 15] = [
    "common",
    ABOUT,
    "account",
    "attachments",
    "chat",
    "chat-list",
    "chat-tools",
    "code-fixes",
    "documents",
    "editor",
    "import-export",
    "prompts",
    "search",
    "sharing",
    "temporary-chat",
];
/// Groups that pages carry for scripts.
pub const OF_SCRIPTS: [&str; 4] = ["common", "chat-tools", "offline", "shortcuts"];

/// The languages in `folder`, the reference first; all of them have the same messages.
pub fn read(folder: &Path) -> Result<Vec<Catalogue>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "ftl"));
    files.sort_by_key(|path| (path.file_stem().is_none_or(|tag| tag != REFERENCE), path.clone()));
    let mut catalogues = Vec::<Catalogue>::new();
    for path in files {
        let tag = path.file_stem().unwrap_or_default().to_string_lossy();
        let catalogue = Catalogue::parse(&tag, &fs::read_to_string(&path)?)?;
        catalogue.check(catalogues.first().unwrap_or(&catalogue))?;
        catalogues.push(catalogue);
    }
    Ok(catalogues)
}

/// Rust for the languages: for the server everything, for the client what it has to know before a page says it. With
/// `has_pseudo` there is one language more, which is shown nowhere.
pub fn rust(mut catalogues: Vec<Catalogue>, is_server: bool, has_pseudo: bool) -> Result<String> {
    let real = catalogues.len();
    if has_pseudo {
        catalogues.extend(catalogues.first().map(Catalogue::pseudo));
    }
    let reference = catalogues.first().ok_or("there is no language")?;
    let mut made = languages(&catalogues, real)?;
    let groups: Vec<&str> =
        reference.messages.iter().map(|message| message.group.as_str()).fold(Vec::new(), |mut groups, group| {
            if !groups.contains(&group) {
                groups.push(group);
            }
            groups
        });
    for group in groups.into_iter().filter(|group| is_server || OF_CLIENT.contains(group)) {
        texts(&mut made, group, &catalogues, is_server)?;
    }
    if is_server {
        sent_texts(&mut made)?;
    }
    Ok(made)
}

fn languages(catalogues: &[Catalogue], real: usize) -> Result<String> {
    let mut made = String::from(
        "/// A language of the interface.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]\npub enum Language {\n",
    );
    for language in catalogues {
        let (name, tag) = (language.about("name"), &language.tag);
        writeln!(made, "/// {name}.\n#[serde(rename = {tag:?})]\n{},", camel(tag))?;
    }
    writeln!(made, "}}\n\nimpl Language {{\n/// For people whose browser asks for none of ours.")?;
    writeln!(made, "pub const DEFAULT: Self = Self::{};", camel(REFERENCE))?;
    writeln!(made, "/// Every language, with its own name for itself.\npub const ALL: [(Self, &str); {real}] = [")?;
    for language in &catalogues[..real] {
        writeln!(made, "(Self::{}, {:?}),", camel(&language.tag), language.about("name"))?;
    }
    writeln!(made, "];\n/// With those that are made for tests.\npub(super) const KNOWN: &[Self] = &[")?;
    catalogues.iter().try_for_each(|language| writeln!(made, "Self::{},", camel(&language.tag)))?;
    writeln!(
        made,
        "];\n/// The tag of RFC 5646, as in `<html lang>`.\npub fn tag(self) -> &'static str {{ match self {{"
    )?;
    for language in catalogues {
        writeln!(made, "Self::{} => {:?},", camel(&language.tag), language.tag)?;
    }
    writeln!(made, "}} }}\n}}")?;
    Ok(made)
}

/// The struct of a group, with its values in each language, or read from a page.
fn texts(made: &mut String, group: &str, catalogues: &[Catalogue], is_server: bool) -> Result<()> {
    let of = |catalogue: &Catalogue| -> Vec<(String, Vec<String>, String)> {
        let messages = catalogue.messages.iter().filter(|message| message.group == group);
        messages.map(|it| (it.key.clone(), it.arguments.clone(), it.template.clone())).collect()
    };
    let messages = of(&catalogues[0]);
    let (name, count, is_sent) = (format!("{}Texts", camel(group)), messages.len(), sent().any(|sent| sent == group));
    // Scripts put values into messages themselves; what is not used by the server may be by the client.
    let is_dead = if is_sent { "#[allow(dead_code)]" } else { "" };
    // What the client leaves to the server of a page.
    let is_left = if is_server { "" } else { "#[allow(dead_code)]\n" };
    writeln!(
        made,
        "/// The texts of the group `{group}` in one language.\n{is_left}pub struct {name} {{\n\
         #[allow(dead_code)] locale: Language,"
    )?;
    for (key, _, template) in &messages {
        let template = if template.is_empty() { "Nothing." } else { template };
        // Built into the list of languages.
        let is_dead = if group == ABOUT { "#[allow(dead_code)]" } else { "" };
        writeln!(made, "#[doc = {template:?}] {is_dead} pub(crate) {key}: &'static str,")?;
    }
    writeln!(made, "}}\n\nimpl {name} {{")?;
    for (key, arguments, template) in messages.iter().filter(|(_, arguments, _)| !arguments.is_empty()) {
        let parameters: String = arguments.iter().map(|name| format!(", {name}: impl std::fmt::Display")).collect();
        let values: String = arguments.iter().map(|name| format!("({name:?}, &{name}),")).collect();
        writeln!(
            made,
            "#[doc = {template:?}]\n{is_dead} pub(crate) fn {key}(&self{parameters}) -> String {{ \
             format_text(self.locale, self.{key}, &[{values}]) }}"
        )?;
    }
    if !is_server {
        writeln!(made, "fn read(locale: Language, next: &mut dyn FnMut() -> &'static str) -> Self {{ Self {{ locale,")?;
        messages.iter().try_for_each(|(key, ..)| writeln!(made, "{key}: next(),"))?;
        writeln!(made, "}} }}\n}}\nimpl Language {{\n/// Its texts of the group `{group}`, which the page is in.")?;
        writeln!(made, "pub fn {}(self) -> &'static {name} {{", method_of(group))?;
        writeln!(made, "static TEXTS: std::sync::OnceLock<{name}> = std::sync::OnceLock::new();")?;
        writeln!(made, "TEXTS.get_or_init(|| {name}::read(self, &mut super::page_texts::sentences({group:?})))")?;
        return Ok(writeln!(made, "}} }}")?);
    }
    if is_sent {
        writeln!(
            made,
            "/// Its texts, with their keys.\nfn entries(&self) -> [(&'static str, &'static str); {count}] {{ ["
        )?;
        messages.iter().try_for_each(|(key, ..)| writeln!(made, "({key:?}, self.{key}),"))?;
        writeln!(made, "] }}")?;
    }
    writeln!(made, "}}")?;
    writeln!(made, "impl Language {{\n/// Its texts of the group `{group}`.")?;
    writeln!(made, "pub fn {}(self) -> &'static {name} {{ match self {{", method_of(group))?;
    for catalogue in catalogues {
        let variant = camel(&catalogue.tag);
        writeln!(made, "Self::{variant} => {{ static TEXTS: {name} = {name} {{ locale: Language::{variant},")?;
        for (key, _, reference) in &messages {
            let template =
                of(catalogue).into_iter().find(|(other, ..)| other == key).map_or(reference.clone(), |it| it.2);
            writeln!(made, "{key}: {template:?},")?;
        }
        writeln!(made, "}}; &TEXTS }}")?;
    }
    writeln!(made, "}} }}\n}}")?;
    Ok(())
}

/// Groups that pages carry.
pub fn sent() -> impl Iterator<Item = &'static str> {
    OF_CLIENT.into_iter().chain(OF_SCRIPTS.into_iter().filter(|group| !OF_CLIENT.contains(group)))
}

/// A name as types are spelled.
pub fn camel(name: &str) -> String {
    name.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

/// What gives the texts of the groups that pages carry, with their keys.
fn sent_texts(made: &mut String) -> Result<()> {
    writeln!(
        made,
        "impl Language {{\n/// The texts of a group that pages carry, with their keys.\n\
         pub(super) fn sent_texts(self, group: &str) -> Option<Vec<(&'static str, &'static str)>> {{ match group {{"
    )?;
    for group in sent() {
        writeln!(made, "{group:?} => Some(self.{}().entries().to_vec()),", method_of(group))?;
    }
    writeln!(made, "_ => None }} }}\n}}")?;
    Ok(())
}

/// The method that gives the messages of a group.
fn method_of(group: &str) -> String {
    if group == "common" { "texts".to_owned() } else { format!("{}_texts", spelled(group)) }
}
