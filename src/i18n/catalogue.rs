//! The Fluent file of a language, as far as we use Fluent.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use std::{collections::BTreeSet, error::Error, fmt::Write as _};

/// The group of what a language says of itself.
pub const ABOUT: &str = "language";
/// Categories of plurals (CLDR, UTS #35 part 3).
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

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
    pub fn about(&self, key: &str) -> &str {
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
pub fn spelled(name: &str) -> String {
    name.replace('-', "_")
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
