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
    let mut size = measure(&before, language);
    for part in &parts {
        let length = measure(&part.text, language);
        size = size.saturating_add(length);
        if part.level == level && sections.len() < SECTIONS_MAX && !part.heading.trim().is_empty() {
            let guide = match language {
                Language::Ko => format!("예시에는 이렇게 적혀 있습니다: {}", clip(&part.text, GUIDE_CHARACTERS)),
                Language::En => format!("The example says: {}", clip(&part.text, GUIDE_CHARACTERS)),
            };
            sections.push(Section::new(part.heading.trim(), guide, length / 3));
        }
    }
    let manner = clip(example, MANNER_CHARACTERS);
    let (purpose, tone, question) = match language {
        Language::Ko => (
            "예시 문서와 같은 짜임새로 씁니다.".to_owned(),
            format!("아래 예시의 말투와 문체를 따릅니다. 예시의 사실은 가져오지 않습니다. 예시: {manner}"),
            "무엇을 써야 하나요?",
        ),
        Language::En => (
            "Written like the example that it was made from.".to_owned(),
            format!("Follow the manner of the example below, but take no facts from it. The example: {manner}"),
            "What is it to say?",
        ),
    };
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
