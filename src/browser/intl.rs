//! What the browser knows of languages (ECMA-402).

use js_sys::{Array, Intl::PluralRules, Object};

/// The category of a number's plural (CLDR).
pub fn plural_category(language: &str, number: &str) -> String {
    let rules = PluralRules::new(&Array::of1(&language.into()), &Object::new());
    rules.select(number.parse().unwrap_or_default()).as_string().unwrap_or_default()
}
