//! A person's own kind of document, made from an example of it.

use super::{
    format::{Format, Section},
    validation::measure,
};
use crate::{i18n::Language, markup::outline};

/// Makes a format of an example: its sections, its length and its manner.
pub(super) fn format_of(id: String, name: String, example: &str, language: Language) -> Format {
    const GUIDE_CHARACTERS: usize = 160;
    const MANNER_CHARACTERS: usize = 1500;
    const SECTIONS_MAX: usize = 40;
    let (before, parts) = outline(example);
    let clip = |text: &str, most: usize| {
        text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(most).collect::<String>()
    };
    // Its sections are the highest headings that there is more than one of.
    let count = |level: u8| parts.iter().filter(|part| part.level == level).count();
    let level = (1..=6).find(|level| count(*level) > 1).unwrap_or(2);
    let mut sections: Vec<Section> = Vec::new();
    let texts = language.instructions_texts();
    let mut size = measure(&before, language);
    for part in &parts {
        let length = measure(&part.text, language);
        size = size.saturating_add(length);
        if part.level == level && sections.len() < SECTIONS_MAX && !part.heading.trim().is_empty() {
            let guide = texts.example_guide(clip(&part.text, GUIDE_CHARACTERS));
            sections.push(Section::new(part.heading.trim(), guide, length / 3));
        }
    }
    let purpose = texts.example_purpose.to_owned();
    let (tone, question) = (texts.example_tone(clip(example, MANNER_CHARACTERS)), texts.example_question);
    let least = sections.iter().map(|section| *section.least.get(language)).fold(0, u32::saturating_add);
    Format::from_parts(
        id,
        name,
        purpose,
        tone,
        (size / 2, size.saturating_mul(2).max(least).max(50)),
        question,
        sections,
    )
}
