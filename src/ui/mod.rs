//! Components that know nothing of the app's features.

pub mod address;
#[cfg(feature = "ssr")]
pub mod assets;
pub mod codec;
pub mod confirm;
pub mod copy_field;
pub mod day;
pub mod empty_state;
pub mod field;
pub mod form_error;
#[cfg(feature = "ssr")]
pub mod gallery;
pub mod get_form;
pub mod icon;
pub mod lazy_page;
pub mod load_error;
pub mod logo;
pub mod menu;
pub mod menu_button;
pub mod not_found;
pub mod page_data;
pub mod preformatted;
pub mod saved;
pub mod textarea;

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    #[test]
    fn style_sheets_take_space_shape_type_and_colour_from_the_tokens() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = ["style", "style/pages"].map(|folder| fs::read_dir(root.join(folder)).unwrap());
        let sheets = files.into_iter().flatten().map(|file| file.unwrap().path());
        let mut own = Vec::new();
        for path in sheets.filter(|path| path.extension() == Some("css".as_ref()) && !path.ends_with("tokens.css")) {
            let text = fs::read_to_string(&path).unwrap();
            let lines = text.lines().filter(|line| has_own_value(line));
            own.extend(lines.map(|line| format!("{}: {}", path.display(), line.trim())));
        }
        assert!(own.is_empty(), "{own:#?}");
    }

    /// Whether a line of a style sheet gives a length or a colour that is no token. Lengths in `em` go with the text.
    fn has_own_value(line: &str) -> bool {
        let Some((property, value)) = line.trim().split_once(": ") else { return false };
        let is_scaled = property.starts_with("padding")
            || property.starts_with("margin")
            || ["gap", "radius", "font-size"].iter().any(|end| property.ends_with(end));
        let is_length = |word: &str| {
            let number = word.strip_suffix("rem").or_else(|| word.strip_suffix("px"));
            number.is_some_and(|number| number.parse::<f32>().is_ok())
        };
        let words = value.split(|sign: char| !sign.is_alphanumeric() && sign != '.' && sign != '-');
        let is_colour = ["oklch(", "rgb(", "hsl(", "#"].iter().any(|start| value.contains(start));
        (is_scaled && words.into_iter().any(is_length)) || is_colour
    }
}
