//! Texts with blanks: `{{name}}`, `{{name=default}}`, `{{name:text=default}}`, `{{name:number=3}}`, `{{name:choice:a|b|c}}`.
//!
//! A name may stand more than once; what it is need be said only once. The first choice is the default. A text without a
//! default must be filled in; `{{name=}}` may be left empty. `\{{` is a `{{` that is meant as such.

use crate::domain::{
    error::{AppError, ValidationError},
    title::clean_text,
};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Most blanks of a text.
pub const VARIABLES_MAX: usize = 20;
/// Most characters of a name.
pub const NAME_MAX: usize = 40;
/// Most choices of a blank.
pub const CHOICES_MAX: usize = 50;
/// Most characters of a choice, and of what is shown of something that cannot be read.
pub const CHOICE_MAX: usize = 200;
/// Most bytes of a text that was filled in: as many as a question may have.
const FILLED_MAX_BYTES: usize = 512 * 1024;
/// Characters that are shown of a blank that cannot be read.
const SHOWN_CHARS: usize = 40;

/// What goes into a blank.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = VariableKind)]
pub enum Kind {
    /// Any text.
    #[default]
    Text,
    /// A number.
    Number,
    /// One of its choices.
    Choice,
}

/// A blank of a prompt.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(examples(json!({ "name": "tone", "kind": "choice", "choices": ["formal", "friendly"], "default": "formal" })))]
pub struct Variable {
    /// What it is called: 1 to 40 characters.
    pub name: String,
    /// What goes into it.
    pub kind: Kind,
    /// What can be chosen; empty for every other kind.
    pub choices: Vec<String>,
    /// What goes into it when nothing is given; null: something must be given.
    pub default: Option<String>,
}

/// Why a text with blanks, or what is to go into them, cannot be taken. Each names the blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateFault {
    /// What stands between `{{` and `}}` is no blank, or has no end.
    Unreadable(String),
    /// One name is two different blanks.
    Ambiguous(String),
    /// There are more than [`VARIABLES_MAX`].
    TooMany,
    /// Nothing is given for it.
    Missing(String),
    /// It takes a number.
    NotNumber(String),
    /// It takes one of its choices.
    NotChoice(String),
    /// There is no such blank.
    Unknown(String),
    /// Whatever else is wrong with a text.
    Other(AppError),
}

/// A text with blanks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
    variables: Vec<Variable>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    /// By its place among the variables.
    Blank(usize),
}

impl Template {
    /// Reads a text.
    ///
    /// # Errors
    /// `Unreadable`, `Ambiguous`, `TooMany`.
    pub fn parse(body: &str) -> Result<Self, TemplateFault> {
        let (mut parts, mut declared, mut rest) = (Vec::new(), Vec::<(Variable, bool)>::new(), body);
        while let Some((before, after)) = rest.split_once("{{") {
            if let Some(before) = before.strip_suffix('\\') {
                parts.push(Part::Text(format!("{before}{{{{")));
                rest = after;
                continue;
            }
            let unreadable = || TemplateFault::Unreadable(shown(after));
            let (inner, after_it) = after.split_once("}}").ok_or_else(unreadable)?;
            let (variable, says_what) = read(inner).ok_or_else(unreadable)?;
            parts.push(Part::Text(before.to_owned()));
            parts.push(Part::Blank(declare(&mut declared, variable, says_what)?));
            rest = after_it;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Self { parts, variables: declared.into_iter().map(|(variable, _)| variable).collect() })
    }

    /// Its blanks, in order of their first mention.
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// The text with all blanks filled in.
    ///
    /// # Errors
    /// `Missing`, `NotNumber`, `NotChoice`, `Unknown`; `MessageTooLong` beyond 512 KiB, `MessageControlCharacter`.
    pub fn fill(&self, values: &BTreeMap<String, String>) -> Result<String, TemplateFault> {
        if let Some(unknown) = values.keys().find(|name| !self.variables.iter().any(|known| known.name == **name)) {
            return Err(TemplateFault::Unknown(unknown.chars().take(NAME_MAX).collect()));
        }
        let given = self.variables.iter().map(|variable| variable.take(values.get(&variable.name)));
        let given: Vec<String> = given.collect::<Result<_, _>>()?;
        let mut filled = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Blank(at) => filled.push_str(given.get(*at).map_or("", String::as_str)),
            }
            if filled.len() > FILLED_MAX_BYTES {
                return Err(TemplateFault::Other(ValidationError::MessageTooLong.into()));
            }
        }
        Ok(filled)
    }
}

impl Variable {
    /// What goes into it.
    fn take(&self, given: Option<&String>) -> Result<String, TemplateFault> {
        let name = || self.name.clone();
        let given = given.map(|given| clean_text(given).map_err(TemplateFault::Other)).transpose()?;
        let given = given.filter(|given| !given.trim().is_empty()).or_else(|| self.default.clone());
        let given = given.ok_or_else(|| TemplateFault::Missing(name()))?;
        match self.kind {
            Kind::Text => Ok(given),
            Kind::Number => {
                let number = given.trim();
                if is_number(number) { Ok(number.to_owned()) } else { Err(TemplateFault::NotNumber(name())) }
            }
            Kind::Choice if self.choices.contains(&given) => Ok(given),
            Kind::Choice => Err(TemplateFault::NotChoice(name())),
        }
    }
}

/// The place of a blank among those that were met; one whose name was met is the same one.
fn declare(declared: &mut Vec<(Variable, bool)>, variable: Variable, says_what: bool) -> Result<usize, TemplateFault> {
    let Some(at) = declared.iter().position(|(known, _)| known.name == variable.name) else {
        if declared.len() == VARIABLES_MAX {
            return Err(TemplateFault::TooMany);
        }
        declared.push((variable, says_what));
        return Ok(declared.len() - 1);
    };
    let (known, said_what) = &mut declared[at];
    if says_what && *said_what && *known != variable {
        return Err(TemplateFault::Ambiguous(variable.name));
    }
    if says_what {
        (*known, *said_what) = (variable, true);
    }
    Ok(at)
}

/// What stands between the braces, and whether it says more than a name.
fn read(inner: &str) -> Option<(Variable, bool)> {
    if inner.contains(['\n', '\r', '{']) {
        return None;
    }
    let (name, about) = inner.split_at(inner.find([':', '=']).unwrap_or(inner.len()));
    let name = name.trim().to_owned();
    let is_name = (1..=NAME_MAX).contains(&name.chars().count())
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.'));
    if !is_name {
        return None;
    }
    let variable = Variable { name, ..Variable::default() };
    let Some(about) = about.strip_prefix(':') else {
        let default = about.strip_prefix('=').map(str::to_owned);
        let says_what = default.is_some();
        return Some((Variable { default, ..variable }, says_what));
    };
    if let Some(choices) = about.trim_start().strip_prefix("choice").and_then(|it| it.trim_start().strip_prefix(':')) {
        let choices: Vec<_> = choices.split('|').map(|choice| choice.trim().to_owned()).collect();
        let is_choice = |choice: &String| (1..=CHOICE_MAX).contains(&choice.chars().count());
        let are_choices = choices.len() <= CHOICES_MAX && choices.iter().all(is_choice);
        let default = choices.first().cloned();
        return are_choices.then_some((Variable { kind: Kind::Choice, choices, default, ..variable }, true));
    }
    let (kind, default) = match about.split_once('=') {
        Some((kind, default)) => (kind, Some(default.to_owned())),
        None => (about, None),
    };
    match kind.trim() {
        "text" => Some((Variable { default, ..variable }, true)),
        "number" => {
            let default = default.map(|default| default.trim().to_owned());
            let is_right = default.as_deref().is_none_or(is_number);
            is_right.then_some((Variable { kind: Kind::Number, default, ..variable }, true))
        }
        _ => None,
    }
}

fn is_number(text: &str) -> bool {
    // `inf` and `NaN` are numbers to Rust alone.
    text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// The beginning of a blank that cannot be read.
fn shown(after: &str) -> String {
    let end = after.find("}}").map_or(after.len(), |end| end + 2);
    let line = after[..end].lines().next().unwrap_or_default();
    let mut shown: String = line.chars().take(SHOWN_CHARS).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    format!("{{{{{shown}")
}

#[cfg(test)]
mod tests;
