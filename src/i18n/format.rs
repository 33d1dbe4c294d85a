//! Putting values into texts, so that what depends on them is right: the particle after a Korean name, the plural of a
//! number. `ui/texts.ts` does the same for scripts.

use super::Language;
use std::fmt::Display;

/// The text of a template with its arguments, in one pass: what a value contains is not read again.
///
/// A template is what `build.rs` makes of Fluent: `{name}`; `{name|을/를}`, whose first form follows a final consonant (`로`, of
/// `으로/로`, also a final ㄹ); `{n#one:a file#other:{n} files}`, of which the number's category in the language is taken.
pub(crate) fn format_text(language: Language, template: &str, arguments: &[(&str, &dyn Display)]) -> String {
    let mut text = String::with_capacity(template.len() + 16);
    write(&mut text, language, template, arguments);
    text
}

fn write(text: &mut String, language: Language, template: &str, arguments: &[(&str, &dyn Display)]) {
    let mut rest = template;
    while let Some((before, placeholder, after)) = next_placeholder(rest) {
        text.push_str(before);
        rest = after;
        let name_end = placeholder.find(['|', '#']).unwrap_or(placeholder.len());
        let (name, choice) = placeholder.split_at(name_end);
        let value = arguments.iter().find(|(argument, _)| *argument == name).map(|(_, value)| value.to_string());
        let value = value.unwrap_or_default();
        if let Some((first, second)) = choice.strip_prefix('|').and_then(|forms| forms.split_once('/')) {
            text.push_str(if has_final(&value, first == "으로") { first } else { second });
        } else if let Some(variants) = choice.strip_prefix('#') {
            let category = plural_category(language, &value);
            let variant = |category: &str| variants_of(variants).find(|(name, _)| *name == category);
            if let Some((_, variant)) = variant(&category).or_else(|| variant("other")) {
                write(text, language, variant, arguments);
            }
        } else {
            text.push_str(&value);
        }
    }
    text.push_str(rest);
}

/// What stands before the first braces, in them, and after them.
fn next_placeholder(template: &str) -> Option<(&str, &str, &str)> {
    let start = template.find('{')?;
    let mut depth = 0;
    let end = template[start..].char_indices().find_map(|(at, c)| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        (depth == 0).then_some(start + at)
    })?;
    Some((&template[..start], &template[start + 1..end], &template[end + 1..]))
}

/// The categories of a plural, with what is said of each. Texts have no `#`, and plurals stand in no plurals.
fn variants_of(variants: &str) -> impl Iterator<Item = (&str, &str)> {
    variants.split('#').filter_map(|variant| variant.split_once(':'))
}

/// The category of a number (CLDR).
#[cfg(feature = "ssr")]
fn plural_category(language: Language, number: &str) -> String {
    use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
    let tag = language.tag().parse::<unic_langid::LanguageIdentifier>().ok();
    let rules = tag.and_then(|tag| PluralRules::create(tag, PluralRuleType::CARDINAL).ok());
    let category = match rules.and_then(|rules| rules.select(number).ok()) {
        Some(PluralCategory::ZERO) => "zero",
        Some(PluralCategory::ONE) => "one",
        Some(PluralCategory::TWO) => "two",
        Some(PluralCategory::FEW) => "few",
        Some(PluralCategory::MANY) => "many",
        Some(PluralCategory::OTHER) | None => "other",
    };
    category.to_owned()
}

/// The category of a number (CLDR), which the browser knows.
#[cfg(not(feature = "ssr"))]
fn plural_category(language: Language, number: &str) -> String {
    crate::browser::intl::plural_category(language.tag(), number)
}

/// Whether the last word of a text ends in a consonant when it is said in Korean; quotation marks are not said.
fn has_final(text: &str, but_rieul: bool) -> bool {
    /// The finals of Hangul syllables (Unicode 3.12): 28 to a vowel, none first, ㄹ at 8.
    const FINALS: u32 = 28;
    const RIEUL: u32 = 8;
    match text.chars().rfind(|c| c.is_alphanumeric()) {
        Some(last @ '가'..='힣') => {
            let nth = (u32::from(last) - u32::from('가')) % FINALS;
            nth != 0 && !(but_rieul && nth == RIEUL)
        }
        // 영 일 이 삼 사 오 육 칠 팔 구
        Some('0' | '3' | '6') => true,
        Some('1' | '7' | '8') => !but_rieul,
        // Words of other scripts are read as they end, and most of those in a vowel are.
        Some(last) => {
            last.is_ascii_alphabetic() && !"aeiouwyAEIOUWY".contains(last) && !(but_rieul && "lrLR".contains(last))
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, format_text};

    #[test]
    fn the_particle_follows_the_sound_before_it() {
        let object = |name: &str| format_text(Language::Ko, "‘{name}’{name|을/를} 채워 주세요.", &[("name", &name)]);
        assert_eq!(object("이름"), "‘이름’을 채워 주세요.");
        assert_eq!(object("날짜"), "‘날짜’를 채워 주세요.");
        assert_eq!(object("week 3"), "‘week 3’을 채워 주세요.");
        assert_eq!(object("tone"), "‘tone’를 채워 주세요.");
        let way = |name: &str| format_text(Language::Ko, "{name}{name|으로/로}", &[("name", &name)]);
        assert_eq!(
            [way("서울"), way("부산"), way("제주"), way("7"), way("3")],
            ["서울로", "부산으로", "제주로", "7로", "3으로"]
        );
    }

    #[test]
    fn one_thing_is_not_many() {
        let template = "{n#one:{n} file#other:{n} files} of {m}";
        let files = |n: usize| format_text(Language::En, template, &[("n", &n), ("m", &"{n}")]);
        assert_eq!([files(0), files(1), files(11)], ["0 files of {n}", "1 file of {n}", "11 files of {n}"]);
        // Korean has one category for every number.
        assert_eq!(format_text(Language::Ko, "파일 {n#other:{n}개}", &[("n", &1)]), "파일 1개");
    }

    #[test]
    fn what_is_put_in_is_not_read_again() {
        let message = format_text(Language::En, "{a} {b} {c", &[("a", &"{b}"), ("b", &"x")]);
        assert_eq!(message, "{b} x {c");
    }
}
