//! A format is a contract: what a kind of document is asked to answer, which sections it has, how long it is and how it
//! sounds. Each is one TOML file; those in `formats/` are part of the program, more come from the data folder.

use crate::i18n::Language;
use serde::{Deserialize, Serialize};
use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Most bytes of a format's file: the longest of ours has a tenth.
const FILE_BYTES_MAX: u64 = 64 * 1024;
/// The format of a document without a contract.
pub const FREE: &str = "free";

/// Something in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Bilingual<T> {
    ko: T,
    en: T,
}

impl<T: Clone> Bilingual<T> {
    /// The same in both.
    fn both(value: T) -> Self {
        Self { ko: value.clone(), en: value }
    }
}

impl<T> Bilingual<T> {
    /// The one of a language; in English where there is none of its own.
    pub fn get(&self, language: Language) -> &T {
        if language == Language::Ko { &self.ko } else { &self.en }
    }
}

/// A size range, both ends included: characters without spaces in Korean, words in English. That is how each counts.
pub type Range = (u32, u32);

/// A kind of document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DocumentFormat, examples(json!({ "id": "minutes", "name": { "ko": "회의록", "en": "Minutes" }, "purpose": { "ko": "회의에서 정한 것을 남깁니다.", "en": "What a meeting decided." }, "tone": { "ko": "간결하게", "en": "Concise" }, "length": { "ko": [300, 3000], "en": [150, 1500] }, "layout": { "title": "heading", "numbered": false, "contents": false }, "question": [], "section": [] })))]
pub struct Format {
    /// Names it; the file's name.
    #[serde(default)]
    pub id: String,
    /// What people call it.
    pub name: Bilingual<String>,
    /// When it is written and what for, in a sentence.
    pub purpose: Bilingual<String>,
    /// How it sounds, as an instruction for the model.
    pub tone: Bilingual<String>,
    /// How long it is without its title.
    #[schema(value_type = Bilingual<Vec<u32>>)]
    pub length: Bilingual<Range>,
    /// How it looks on paper.
    #[serde(default)]
    pub layout: Layout,
    /// What the writer is asked before the draft.
    #[serde(rename = "question", default)]
    pub questions: Vec<Question>,
    /// What it consists of, in order; none when it has no headings.
    #[serde(rename = "section", default)]
    pub sections: Vec<Section>,
}

/// Hints for PDF and DOCX.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = FormatLayout)]
pub struct Layout {
    /// How the title is set.
    pub title: TitlePlace,
    /// Whether sections are numbered.
    pub numbered: bool,
    /// Whether a long one has a table of contents.
    pub contents: bool,
}

/// How a title is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TitlePlace {
    /// As the largest heading.
    #[default]
    Heading,
    /// In the middle of its line.
    Centred,
    /// Not at all.
    None,
}

/// Something that a writer is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FormatQuestion)]
pub struct Question {
    /// Names the answer.
    pub id: String,
    /// How long an answer is expected.
    pub kind: FieldKind,
    /// Whether there is no draft without it.
    pub required: bool,
    /// The question.
    pub label: Bilingual<String>,
    /// An example.
    pub hint: Bilingual<String>,
}

/// How long an answer is expected to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AnswerLength)]
pub enum FieldKind {
    /// A line.
    Line,
    /// Several lines.
    Text,
}

/// A part of a document under a heading of the second level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FormatSection)]
pub struct Section {
    /// Its heading.
    pub heading: Bilingual<String>,
    /// Whether the document is not whole without it.
    pub required: bool,
    /// What belongs in it.
    pub guide: Bilingual<String>,
    /// What is shorter than this is too short; see [`Range`] for the unit.
    pub least: Bilingual<u32>,
}

impl Section {
    /// A required one that is called the same in both languages.
    pub(super) fn new(heading: &str, guide: String, least: u32) -> Self {
        Self {
            heading: Bilingual::both(heading.to_owned()),
            required: true,
            guide: Bilingual::both(guide),
            least: Bilingual::both(least),
        }
    }
}

impl Format {
    /// One that is the same in both languages, with a single question.
    pub(super) fn from_parts(
        id: String,
        name: String,
        purpose: String,
        tone: String,
        length: Range,
        question: &str,
        sections: Vec<Section>,
    ) -> Self {
        let notes = Question {
            id: "notes".to_owned(),
            kind: FieldKind::Text,
            required: true,
            label: Bilingual::both(question.to_owned()),
            hint: Bilingual::both(String::new()),
        };
        Self {
            id,
            name: Bilingual::both(name),
            purpose: Bilingual::both(purpose),
            tone: Bilingual::both(tone),
            length: Bilingual::both(length),
            layout: Layout::default(),
            questions: vec![notes],
            sections,
        }
    }

    /// What is asked before a draft, with the answers, as the text that it is written from. An answer without a question
    /// stands alone.
    pub fn brief(&self, language: Language, answer: impl Fn(&str) -> String) -> String {
        let mut brief = String::new();
        for question in &self.questions {
            let answer = answer(&question.id);
            if !answer.trim().is_empty() {
                brief.push_str(&format!("{}\n{}\n\n", question.label.get(language), answer.trim()));
            }
        }
        brief.truncate(brief.trim_end().len());
        brief
    }
}

/// Why a format cannot be used, as a sentence for whoever started the server.
#[derive(Debug, thiserror::Error)]
#[error("the document format {}: {cause}", path.display())]
pub struct FormatError {
    path: PathBuf,
    cause: String,
}

/// Every format of this server, ours first. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Formats(Arc<Vec<Format>>);

impl Formats {
    /// Ours, and those of `folder`, which need not exist. One with the id of ours takes its place.
    ///
    /// # Errors
    /// When a file cannot be read or is no format.
    pub fn load(folder: &Path) -> Result<Self, FormatError> {
        let mut formats = BUILT_IN.iter().map(|(id, text)| parse(id, text)).collect::<Result<Vec<_>, _>>()?;
        for path in files(folder)? {
            let wrong = |cause: String| FormatError { path: path.clone(), cause };
            let size = path.metadata().map_err(|error| wrong(error.to_string()))?.len();
            if size > FILE_BYTES_MAX {
                return Err(wrong(format!("it has more than {FILE_BYTES_MAX} bytes")));
            }
            let text = std::fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
            let id = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            let format = parse(id, &text).map_err(|error| wrong(error.cause))?;
            match formats.iter_mut().find(|other| other.id == id) {
                Some(other) => *other = format,
                None => formats.push(format),
            }
        }
        Ok(Self(Arc::new(formats)))
    }

    /// All of them.
    pub fn all(&self) -> &[Format] {
        &self.0
    }

    /// The one with that id.
    pub fn get(&self, id: &str) -> Option<&Format> {
        self.0.iter().find(|format| format.id == id)
    }
}

/// The formats in a folder, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>, FormatError> {
    let wrong = |error: io::Error| FormatError { path: folder.to_owned(), cause: error.to_string() };
    let entries = match folder.read_dir() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(wrong)?,
    };
    let mut paths =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>().map_err(wrong)?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    Ok(paths)
}

fn parse(id: &str, text: &str) -> Result<Format, FormatError> {
    let wrong = |cause: String| FormatError { path: PathBuf::from(format!("{id}.toml")), cause };
    let read: Format = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
    if !read.id.is_empty() {
        return Err(wrong("its id is the name of the file".to_owned()));
    }
    let format = Format { id: id.to_owned(), ..read };
    check(&format).map_err(|cause| wrong(cause.to_owned()))?;
    Ok(format)
}

/// What TOML alone cannot say.
fn check(format: &Format) -> Result<(), &'static str> {
    let is_id =
        |id: &str| !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !is_id(&format.id) {
        return Err("its name may have small letters, digits and hyphens only");
    }
    if format.questions.iter().any(|question| !is_id(&question.id)) {
        return Err("a question's id may have small letters, digits and hyphens only");
    }
    let has_twin =
        |(at, question): (usize, &Question)| format.questions[..at].iter().any(|other| other.id == question.id);
    if format.questions.iter().enumerate().any(has_twin) {
        return Err("two questions have the same id");
    }
    for language in [Language::Ko, Language::En] {
        let (least, most) = *format.length.get(language);
        if least > most {
            return Err("a length ends before it begins");
        }
        let required = format.sections.iter().filter(|section| section.required);
        if required.map(|section| u64::from(*section.least.get(language))).sum::<u64>() > most.into() {
            return Err("its sections are longer than it may be");
        }
        let mut headings = format.sections.iter().map(|section| section.heading.get(language).trim());
        if headings.any(str::is_empty) {
            return Err("a section has no heading");
        }
    }
    Ok(())
}

macro_rules! built_in {
    ($($id:literal),* $(,)?) => {
        /// The formats that are part of the program, in the order in which they are offered.
        const BUILT_IN: &[(&str, &str)] = &[$(($id, include_str!(concat!("formats/", $id, ".toml")))),*];
    };
}

built_in![
    "report",
    "minutes",
    "proposal",
    "email",
    "cover-letter",
    "resume",
    "official-letter",
    "press-release",
    "blog-post",
    "lesson-plan",
    "readme",
    "technical-specification",
    "summary",
    "free",
];
