//! A row of pictures and files, as beside a question.

use super::SafeHtml;
use comrak::html::escape;
use std::fmt::Write;

/// Something in the row.
#[derive(Debug, Clone)]
pub struct Thumbnail {
    /// Where all of it is.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// What the link to it does, for those who do not see it.
    pub label: String,
    /// Of a picture: where its small copy is, with the width and height to show it with, in pixels.
    pub picture: Option<(String, u32, u32)>,
}

/// The row; nothing at all for nothing.
pub fn strip(exhibits: &[Thumbnail]) -> SafeHtml {
    if exhibits.is_empty() {
        return SafeHtml::default();
    }
    let mut html = "<ul>".to_owned();
    for Thumbnail { href, name, label, picture } in exhibits {
        // Writing to a String cannot fail; another tab, since the way back would lose what is being written.
        let _ = write!(html, "<li><a href=\"{}\" target=\"_blank\" rel=\"external noopener\" ", escaped(href));
        let _ = match picture {
            Some((small, width, height)) => write!(
                html,
                "title=\"{}\"><img src=\"{}\" alt=\"{}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\">",
                escaped(label),
                escaped(small),
                escaped(name)
            ),
            None => write!(html, "title=\"{}\" class=\"chip\">{}", escaped(label), escaped(name)),
        };
        html.push_str("</a></li>");
    }
    html.push_str("</ul>");
    SafeHtml(html)
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    // A String takes everything.
    let _ = escape(&mut html, text);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_text_wherever_it_stands() {
        let name = "\"><script>alert(1)</script>&.png".to_owned();
        let exhibit = |picture| Thumbnail { href: "/a?b=1&c".into(), name: name.clone(), label: name.clone(), picture };
        let html = strip(&[exhibit(Some(("/s".into(), 3, 2))), exhibit(None)]).into_string();
        assert!(!html.contains("<script") && html.matches("&quot;&gt;&lt;script&gt;").count() == 4, "{html}");
        assert!(html.contains("href=\"/a?b=1&amp;c\"") && html.contains("width=\"3\" height=\"2\""), "{html}");
        assert_eq!(strip(&[]), SafeHtml::default());
    }
}
