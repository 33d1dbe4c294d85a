//! HTML: one file with its style in it, for the screen and for paper.

use super::Export;
use crate::markup::{self, Labels};

const STYLE: &str = include_str!("page.css");

/// The page. Everything that comes from the document is escaped, by [`markup`] and here.
pub(super) fn page(document: &Export) -> String {
    let labels = document.language.markup_labels();
    let blocks = markup::render(&document.markdown, &Labels { is_page: true, ..labels });
    let body: Vec<_> = blocks.iter().map(markup::SafeHtml::as_str).collect();
    let title = document.title.replace('&', "&amp;").replace('<', "&lt;");
    let (language, numbered) =
        (document.language.tag(), if document.layout.numbered { " class=\"numbered\"" } else { "" });
    let font = document.language.language_texts().fonts;
    let style = STYLE.replace("FONT", font);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main{numbered}>\n{}\n</main>\n</body>\n</html>\n",
        body.join("\n")
    )
}
