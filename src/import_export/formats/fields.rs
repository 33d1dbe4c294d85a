//! Reading what other programs write: fields that may be missing, or of another type.

use crate::{
    domain::time::now_ms,
    provider::{LOCAL_NAME, OPENAI_NAME, model::ModelId},
};
use serde_json::Value;

/// From so many on a time is in milliseconds, in microseconds, in nanoseconds: seconds have that many after the year 5000.
const MILLISECONDS_FROM: f64 = 1e11;
const MICROSECONDS_FROM: f64 = 1e14;
const NANOSECONDS_FROM: f64 = 1e17;

/// A text; empty when there is none.
pub(super) fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_default()
}

/// A text that is not empty.
pub(super) fn filled(value: &Value, name: &str) -> Option<String> {
    Some(text(value, name)).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The entries of a list; none when it is no list.
pub(super) fn list<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    value[name].as_array().into_iter().flatten()
}

/// The texts of a list, whether each stands alone or in a field `name`.
pub(super) fn names(value: &Value, list: &str) -> Vec<String> {
    let name = |entry: &Value| entry.as_str().map(str::to_owned).or_else(|| filled(entry, "name"));
    self::list(value, list).filter_map(name).collect()
}

/// A time in Unix milliseconds, of seconds, milliseconds and so on, or of a text as in RFC 3339. None is in the future.
pub(super) fn time(value: &Value) -> Option<i64> {
    let at = match value {
        Value::Number(number) => {
            let number = number.as_f64()?;
            let factor = match number.abs() {
                size if size >= NANOSECONDS_FROM => 1e-6,
                size if size >= MICROSECONDS_FROM => 1e-3,
                size if size >= MILLISECONDS_FROM => 1.0,
                _ => 1e3,
            };
            #[expect(clippy::cast_possible_truncation, reason = "what is too large for a time becomes the largest one")]
            let at = (number * factor).round() as i64;
            at
        }
        Value::String(text) => text.parse::<jiff::Timestamp>().ok()?.as_millisecond(),
        _ => return None,
    };
    (at > 0).then(|| at.min(now_ms()))
}

/// A model by the name that another program has for it.
pub(super) fn model(value: &Value) -> Option<ModelId> {
    let name = value.as_str()?.trim();
    // A program may have asked a Supbot, whose names come back as they are. Whoever else answered there answers here as a
    // service does that speaks OpenAI's protocol.
    let ours = name.parse().ok().filter(|id: &ModelId| [OPENAI_NAME, LOCAL_NAME].contains(&id.provider()));
    ours.or_else(|| ModelId::new(OPENAI_NAME, name).ok())
}

/// Whether a file is a picture, by what is said of it.
pub(super) fn is_image(file: &Value) -> bool {
    let kinds = ["mime_type", "mimeType", "file_type", "type", "content_type", "file_kind"];
    let names = ["file_name", "filename", "name"];
    let ends = [".png", ".jpg", ".jpeg", ".webp", ".gif", ".heic", ".svg"];
    kinds.iter().any(|kind| text(file, kind).starts_with("image"))
        || names.iter().any(|name| ends.iter().any(|end| text(file, name).to_ascii_lowercase().ends_with(end)))
}

/// A text as a block of code. Its fence is longer than any in it.
pub(super) fn code(language: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let language =
        if language.chars().all(|c| c.is_ascii_alphanumeric() || "+-#.".contains(c)) { language } else { "" };
    format!("{fence}{language}\n{}\n{fence}", text.trim_end_matches('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_time_is_understood_however_it_is_written() {
        for value in [
            json!(1_700_000_000.5),
            json!(1_700_000_000_500_i64),
            json!(1_700_000_000_500_000_i64),
            json!(1_700_000_000_500_000_000_i64),
            json!("2023-11-14T22:13:20.500Z"),
            json!("2023-11-15T07:13:20.5+09:00"),
        ] {
            assert_eq!(time(&value), Some(1_700_000_000_500), "{value}");
        }
        for value in [json!(null), json!("yesterday"), json!(-5), json!(0), json!([])] {
            assert_eq!(time(&value), None, "{value}");
        }
        assert!(time(&json!(1e300)).unwrap() <= now_ms());
    }

    #[test]
    fn a_model_has_a_name_that_can_be_stored() {
        let name = |name: &str| model(&json!(name)).map(|model| model.to_string());
        assert_eq!(name("gpt-4o").as_deref(), Some("openai/gpt-4o"));
        assert_eq!(name("meta-llama/llama-3").as_deref(), Some("openai/meta-llama/llama-3"));
        assert_eq!(name("openai/gpt-4o").as_deref(), Some("openai/gpt-4o"));
        assert_eq!(name("local/qwen").as_deref(), Some("local/qwen"));
        assert_eq!(name(" "), None);
    }
}
