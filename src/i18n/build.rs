//! Makes Rust of the languages, a Fluent file each (<https://projectfluent.org/fluent/guide/>): a variant of `Language` for
//! each file, a struct for each group of messages, a field for each message, and a method for each one that has arguments.
//! What one language has and another lacks ends the build.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use std::{
    collections::BTreeSet,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// The language for people whose browser asks for none of ours: its file says what the others must have.
const REFERENCE: &str = "en";
/// The group of what a language says of itself.
const ABOUT: &str = "language";
/// Groups that pages carry for the client and for scripts; the client has `common` compiled into it, without its sentences.
pub const SENT: [&str; 6] = ["common", "chat-tools", "editor", "offline", "shortcuts", "temporary-chat"];
/// Categories of plurals (CLDR, UTS #35 part 3).
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The messages of a language.
pub struct Catalogue {
    /// Its tag (RFC 5646), which is the name of its file.
    pub tag: String,
    /// In the order of the file.
    pub messages: Vec<Message>,
}

/// A message of a language.
pub struct Message {
    /// The group, as the comment above it has it.
    pub group: String,
    /// Its name within the group, as Rust spells it.
    pub key: String,
    /// What stands in braces, as Rust spells it, in order.
    pub arguments: Vec<String>,
    /// The message as `format_text` reads it.
    pub template: String,
}

impl Catalogue {
    /// Reads the Fluent file of a language. Of Fluent there may be: group comments, messages, `{ $argument }`,
    /// `{ JOSA($argument, "을/를") }`, and plurals (`{ $n -> [one] … *[other] … }`).
    pub fn parse(tag: &str, source: &str) -> Result<Self> {
        let resource = fluent_syntax::parser::parse(source).map_err(|(_, errors)| format!("{tag}.ftl: {errors:?}"))?;
        let (mut group, mut messages) = (String::new(), Vec::<Message>::new());
        for entry in resource.body {
            match entry {
                Entry::GroupComment(comment) => {
                    let first = comment.content.first().and_then(|line| line.split_once(':'));
                    group = first.ok_or(format!("{tag}.ftl: a group comment is `## name: what it is`"))?.0.to_owned();
                }
                Entry::Message(message) if message.attributes.is_empty() => {
                    let id = message.id.name;
                    let key = id.strip_prefix(group.as_str()).and_then(|key| key.strip_prefix('-'));
                    let key = spelled(key.ok_or(format!("{tag}.ftl: {id} must begin with its group, {group}-"))?);
                    let value = message.value.ok_or(format!("{tag}.ftl: {id} says nothing"))?;
                    let mut made =
                        Message { group: group.clone(), key, arguments: Vec::new(), template: String::new() };
                    made.add(&value).map_err(|error| format!("{tag}.ftl: {id}: {error}"))?;
                    if messages.iter().any(|other| (&other.group, &other.key) == (&made.group, &made.key)) {
                        return Err(format!("{tag}.ftl has {id} twice").into());
                    }
                    messages.push(made);
                }
                Entry::Comment(_) | Entry::ResourceComment(_) => {}
                other => return Err(format!("{tag}.ftl: not understood here: {other:?}").into()),
            }
        }
        Ok(Self { tag: tag.to_owned(), messages })
    }

    /// The message that `other`'s language has for it.
    fn same(&self, other: &Message) -> Option<&Message> {
        self.messages.iter().find(|message| (&message.group, &message.key) == (&other.group, &other.key))
    }

    /// What the language says of itself.
    fn about(&self, key: &str) -> &str {
        let found = self.messages.iter().find(|message| message.group == ABOUT && message.key == key);
        found.map_or("", |message| &message.template)
    }

    /// Says what the language lacks of the reference's, or has beyond it.
    pub fn check(&self, reference: &Self) -> Result<()> {
        let (mine, theirs) = (self.ids(), reference.ids());
        if let Some(id) = theirs.difference(&mine).next() {
            return Err(format!("{}.ftl lacks {id}", self.tag).into());
        }
        if let Some(id) = mine.difference(&theirs).next() {
            return Err(format!("{}.ftl has {id}, which {}.ftl has not", self.tag, reference.tag).into());
        }
        for message in &reference.messages {
            let arguments = |message: &Message| message.arguments.iter().cloned().collect::<BTreeSet<_>>();
            let same = self.same(message).map(arguments);
            if same.is_none_or(|same| same != arguments(message)) {
                return Err(format!("{}.ftl: {}-{} has other arguments", self.tag, message.group, message.key).into());
            }
        }
        Ok(())
    }

    fn ids(&self) -> BTreeSet<String> {
        self.messages.iter().map(|message| format!("{}-{}", message.group, message.key)).collect()
    }

    /// The language that is made of this one for tests, so that what is not translated shows: every letter has a mark.
    pub fn pseudo(&self) -> Self {
        let messages = self.messages.iter().map(|message| {
            // What is no text stays.
            let is_text = message.group != ABOUT || ["months", "today", "yesterday"].contains(&message.key.as_str());
            let template = if is_text { accented(&message.template) } else { message.template.clone() };
            let (group, key, arguments) = (message.group.clone(), message.key.clone(), message.arguments.clone());
            Message { group, key, arguments, template }
        });
        Self { tag: "en-XA".to_owned(), messages: messages.collect() }
    }
}

impl Message {
    fn add(&mut self, pattern: &Pattern<&str>) -> Result<()> {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.add_text(value)?,
                PatternElement::Placeable { expression: Expression::Inline(inline) } => self.add_inline(inline)?,
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    let InlineExpression::VariableReference { id } = selector else {
                        return Err("a plural is chosen by an argument".into());
                    };
                    let name = self.argument(id.name);
                    write!(self.template, "{{{name}")?;
                    for variant in variants {
                        let VariantKey::Identifier { name: category } = variant.key else {
                            return Err("a plural has a category of CLDR".into());
                        };
                        if !CATEGORIES.contains(&category) {
                            return Err(format!("{category} is no category of plurals").into());
                        }
                        write!(self.template, "#{category}:")?;
                        self.add(&variant.value)?;
                    }
                    self.template.push('}');
                }
            }
        }
        Ok(())
    }

    fn add_text(&mut self, text: &str) -> Result<()> {
        if text.contains(['{', '}', '#']) {
            return Err("braces and # are kept for arguments".into());
        }
        self.template.push_str(text);
        Ok(())
    }

    fn add_inline(&mut self, inline: &InlineExpression<&str>) -> Result<()> {
        match inline {
            InlineExpression::StringLiteral { value } => self.add_text(value)?,
            InlineExpression::VariableReference { id } => {
                let name = self.argument(id.name);
                write!(self.template, "{{{name}}}")?;
            }
            InlineExpression::FunctionReference { id, arguments } if id.name == "JOSA" => {
                let [InlineExpression::VariableReference { id }, InlineExpression::StringLiteral { value }] =
                    arguments.positional.as_slice()
                else {
                    return Err("JOSA($argument, \"을/를\")".into());
                };
                let name = self.argument(id.name);
                let (first, second) = value.split_once('/').ok_or("two forms of a particle, with / between them")?;
                write!(self.template, "{{{name}|{first}/{second}}}")?;
            }
            other => return Err(format!("not understood here: {other:?}").into()),
        }
        Ok(())
    }

    fn argument(&mut self, name: &str) -> String {
        let name = spelled(name);
        if !self.arguments.contains(&name) {
            self.arguments.push(name.clone());
        }
        name
    }
}

/// A name of Fluent as Rust spells it.
fn spelled(name: &str) -> String {
    name.replace('-', "_")
}

/// A name as types are spelled.
pub fn camel(name: &str) -> String {
    name.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

/// A template whose letters have marks, and which is longer, as most languages are; what stands in braces stays.
fn accented(template: &str) -> String {
    const LETTERS: [&str; 26] = [
        "á", "ƀ", "ç", "đ", "é", "ƒ", "ĝ", "ĥ", "í", "ĵ", "ķ", "ļ", "ɱ", "ñ", "ó", "þ", "ɋ", "ŕ", "š", "ţ", "ú", "ṽ",
        "ŵ", "ẋ", "ý", "ž",
    ];
    let mut marked = String::new();
    // What stands in braces is a name, up to the `:` of each variant of a plural.
    let mut names = Vec::new();
    for c in template.chars() {
        match (c, names.last_mut()) {
            ('{', _) => names.push(true),
            ('}', _) => drop(names.pop()),
            (':', Some(is_name)) => *is_name = false,
            ('#', Some(is_name)) => *is_name = true,
            _ => {}
        }
        let nth = usize::try_from(u32::from(c.to_ascii_lowercase()).wrapping_sub(u32::from('a'))).unwrap_or(26);
        match LETTERS.get(nth).filter(|_| !names.last().is_some_and(|is_name| *is_name)) {
            Some(letter) if c.is_ascii_uppercase() => marked.push_str(&letter.to_uppercase()),
            Some(letter) => marked.push_str(letter),
            None => marked.push(c),
        }
    }
    if template.contains(' ') {
        marked.push_str(" ‥‥‥");
    }
    marked
}

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
    let groups = groups.into_iter().filter(|group| is_server || *group == "common");
    for group in groups {
        texts(&mut made, group, &catalogues, is_server)?;
    }
    if is_server {
        sent(&mut made)?;
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
    let (name, count, is_sent) = (format!("{}Texts", camel(group)), messages.len(), SENT.contains(&group));
    // Scripts put values into messages themselves.
    let is_dead = if is_sent { "#[allow(dead_code)]" } else { "" };
    writeln!(
        made,
        "/// The texts of the group `{group}` in one language.\npub struct {name} {{\n#[allow(dead_code)] locale: Language,"
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
        writeln!(
            made,
            "pub(super) fn read(locale: Language, next: &mut dyn FnMut() -> &'static str) -> Self {{ Self {{ locale,"
        )?;
        messages.iter().try_for_each(|(key, ..)| writeln!(made, "{key}: next(),"))?;
        return Ok(writeln!(made, "}} }}\n}}")?);
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

/// What gives the texts of the groups that pages carry, with their keys.
fn sent(made: &mut String) -> Result<()> {
    writeln!(
        made,
        "impl Language {{\n/// The texts of a group that pages carry, with their keys.\n\
         pub(super) fn sent_texts(self, group: &str) -> Option<Vec<(&'static str, &'static str)>> {{ match group {{"
    )?;
    for group in SENT {
        writeln!(made, "{group:?} => Some(self.{}().entries().to_vec()),", method_of(group))?;
    }
    writeln!(made, "_ => None }} }}\n}}")?;
    Ok(())
}

/// The method that gives the messages of a group.
fn method_of(group: &str) -> String {
    if group == "common" { "texts".to_owned() } else { format!("{}_texts", spelled(group)) }
}
