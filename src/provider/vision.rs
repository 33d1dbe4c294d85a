//! Which models see pictures: services do not tell, so names are compared with what an administrator lists.

use std::str::FromStr;

/// The names of models that see pictures, with `*` for any characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VisionModels(Vec<String>);

/// Nobody could mean it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a list of names of models")]
pub struct InvalidVisionModels;

impl FromStr for VisionModels {
    type Err = InvalidVisionModels;

    fn from_str(list: &str) -> Result<Self, Self::Err> {
        if list.trim() == "none" {
            return Ok(Self::default());
        }
        let patterns: Vec<_> = list.split(',').map(|pattern| pattern.trim().to_lowercase()).collect();
        let is_name = |pattern: &String| !pattern.is_empty() && !pattern.contains(char::is_whitespace);
        if patterns.iter().all(is_name) { Ok(Self(patterns)) } else { Err(InvalidVisionModels) }
    }
}

impl VisionModels {
    /// Whether a model of that name sees pictures. A router's names have the maker's before them: `openai/gpt-5`.
    pub fn have(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let last = name.rsplit('/').next().unwrap_or_default();
        self.0.iter().any(|pattern| fits(pattern, &name) || fits(pattern, last))
    }
}

/// Whether a text is what the pattern says, `*` standing for anything.
fn fits(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(start) else { return false };
    let (middle, end) = rest.rsplit_once('*').map_or((None, rest), |(middle, end)| (Some(middle), end));
    for part in middle.iter().flat_map(|middle| middle.split('*')) {
        let Some(at) = text.find(part) else { return false };
        text = &text[at + part.len()..];
    }
    text.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::VisionModels;

    fn have(list: &str, name: &str) -> bool {
        list.parse::<VisionModels>().unwrap().have(name)
    }

    #[test]
    fn a_name_fits_a_pattern_as_a_whole() {
        assert!(have("gpt-4o*,o3", "gpt-4o-mini") && have("gpt-4o*,o3", "o3") && have("gpt-5*", "openai/GPT-5-mini"));
        assert!(have("*-vl*", "qwen2.5-vl:7b") && have("a*b*c", "a1b2c") && have("a*b*c", "abc") && have("*", "x"));
        assert!(!have("gpt-4o*,o3", "o3-mini") && !have("gpt-4o*", "my-gpt-4o") && !have("a*b*c", "acb"));
        assert!(!have("none", "none") && !have("ab*ba", "aba"));
        for list in ["a,,b", "a b", ","] {
            assert!(list.parse::<VisionModels>().is_err(), "{list}");
        }
    }
}
