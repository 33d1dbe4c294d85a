//! The code blocks of a text, for those that make something else of them, and one such block as HTML.

use super::{Labels, SafeHtml, highlight::Fences, html::options, languages::Language, parse::parse};
use comrak::{
    Arena,
    nodes::{Node, NodeValue},
};

/// A fenced block of code, with what is said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeBlock {
    /// What stands behind the opening fence.
    pub info: String,
    /// The code.
    pub code: String,
    /// The line right before it: a heading, or the last one of a paragraph. Without its marks.
    pub before: String,
    /// What of that line is bold or code.
    pub marked: Vec<String>,
}

/// Every fenced block of code of a text, in order, those in lists and quotes too.
pub fn code_blocks(markdown: &str) -> Vec<CodeBlock> {
    let arena = Arena::new();
    let root = parse(&arena, markdown, &options(false));
    let fenced = root.descendants().filter_map(|node| match &node.data().value {
        NodeValue::CodeBlock(block) if block.fenced => {
            let (before, marked) = node.previous_sibling().map(last_line).unwrap_or_default();
            Some(CodeBlock { info: block.info.clone(), code: block.literal.clone(), before, marked })
        }
        _ => None,
    });
    fenced.collect()
}

/// The last line of a heading or a paragraph, and what of it is bold or code.
fn last_line<'a>(node: Node<'a>) -> (String, Vec<String>) {
    let (mut line, mut marked) = (String::new(), Vec::new());
    if !matches!(node.data().value, NodeValue::Heading(_) | NodeValue::Paragraph) {
        return (line, marked);
    }
    for child in node.children() {
        let words = words(child);
        match &child.data().value {
            NodeValue::SoftBreak | NodeValue::LineBreak => {
                line.clear();
                marked.clear();
                continue;
            }
            NodeValue::Strong | NodeValue::Emph | NodeValue::Code(_) => marked.push(words.trim().to_owned()),
            _ => {}
        }
        line.push_str(&words);
    }
    (line.trim().to_owned(), marked)
}

fn words<'a>(node: Node<'a>) -> String {
    let said = node.descendants().filter_map(|node| match &node.data().value {
        NodeValue::Text(text) => Some(text.to_string()),
        NodeValue::Code(code) => Some(code.literal.clone()),
        _ => None,
    });
    said.collect()
}

/// Code as a block of HTML, highlighted as the language that `word` names; empty: as plain text.
pub fn code_html(word: &str, code: &str, labels: Labels) -> SafeHtml {
    // Writing to a String cannot fail.
    SafeHtml(Fences::default().write(word, code, labels).unwrap_or_default())
}

/// The word by which a fence names its language, when that language is known; and what people call it.
pub fn language_of(info: &str) -> Option<(String, String)> {
    let language = Language::of(info);
    (language.syntax.is_some() || language.name != language.word && !language.name.is_empty())
        .then_some((language.word, language.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_blocks_come_with_the_line_before_them() {
        let text = "Intro\n\nFirst line\nthen `src/main.rs`:\n```rust\nfn main() {}\n```\n\n- item\n\n  **a.py**\n\n  ```\n  x = 1\n  ```\n\n### b.js\n\n~~~js title=x\n1\n~~~\n\n    indented\n";
        let blocks = code_blocks(text);
        let told: Vec<_> = blocks.iter().map(|block| (block.before.as_str(), block.marked.join("|"))).collect();
        assert_eq!(
            told,
            [("then src/main.rs:", "src/main.rs".to_owned()), ("a.py", "a.py".to_owned()), ("b.js", String::new())]
        );
        assert_eq!((blocks[0].info.as_str(), blocks[0].code.as_str()), ("rust", "fn main() {}\n"));
        assert_eq!((blocks[2].info.as_str(), blocks[1].code.as_str()), ("js title=x", "x = 1\n"));
    }

    #[test]
    fn a_language_is_known_by_its_word() {
        assert_eq!(language_of("rs"), Some(("rs".into(), "Rust".into())));
        assert_eq!(language_of("mermaid"), Some(("mermaid".into(), "Mermaid".into())));
        assert_eq!(language_of("src/main.rs"), None);
        assert_eq!(language_of(""), None);
    }
}
