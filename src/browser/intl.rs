//! What the browser knows of languages (ECMA-402).

use js_sys::{Array, Intl::PluralRules, Number, Object};

/// The category of a number's plural (CLDR).
pub fn plural_category(language: &str, number: &str) -> String {
    let rules = PluralRules::new(&Array::of1(&language.into()), &Object::new());
    // Not Rust's way to read a number, whose tables would be a twentieth of the client.
    rules.select(Number::parse_float(number)).as_string().unwrap_or_default()
}
