//! What a text consists of, without its marks: for counting, for checking and for plain text.

use super::{html::options, parse::parse};
use comrak::{
    Arena,
    nodes::{Node, NodeValue},
};

/// A heading with what stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// 1 to 6.
    pub level: u8,
    /// The heading without its marks.
    pub heading: String,
    /// The words up to the next heading of any level.
    pub text: String,
    /// The line of the heading, from 1.
    pub line: usize,
}

/// The words before the first heading, and every part.
pub fn outline(markdown: &str) -> (String, Vec<Part>) {
    let arena = Arena::new();
    let root = parse(&arena, markdown, &options(false));
    let (mut before, mut parts) = (String::new(), Vec::<Part>::new());
    for block in root.children() {
        let words = words(block);
        if let NodeValue::Heading(heading) = &block.data().value {
            let line = block.data().sourcepos.start.line;
            parts.push(Part { level: heading.level, heading: words.trim().to_owned(), text: String::new(), line });
            continue;
        }
        let text = parts.last_mut().map_or(&mut before, |part| &mut part.text);
        text.push_str(&words);
        text.push('\n');
    }
    (before, parts)
}

/// Everything that is read in a node, blocks and cells apart from each other.
fn words<'a>(node: Node<'a>) -> String {
    let mut text = String::new();
    for node in node.descendants() {
        match &node.data().value {
            NodeValue::Text(words) => text.push_str(words),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::CodeBlock(code) => text.push_str(&code.literal),
            NodeValue::Math(math) => text.push_str(&math.literal),
            NodeValue::HtmlBlock(html) => text.push_str(&html.literal),
            NodeValue::HtmlInline(html) => text.push_str(html),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push('\n'),
            value if value.block() && !text.is_empty() && !text.ends_with('\n') => text.push('\n'),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_at_its_headings() {
        let (before, parts) =
            outline("앞말\n\n# 제목\n\n## **1.** 개요\n\n하나 `둘`\n\n- 셋\n- 넷\n\n| a | b |\n|---|---|\n| c | d |\n");
        assert_eq!(before.trim(), "앞말");
        let headings: Vec<_> = parts.iter().map(|part| (part.level, part.heading.as_str())).collect();
        assert_eq!(headings, [(1, "제목"), (2, "1. 개요")]);
        let words: Vec<_> = parts[1].text.split_whitespace().collect();
        assert_eq!(words, ["하나", "둘", "셋", "넷", "a", "b", "c", "d"]);
        assert_eq!(outline(""), (String::new(), Vec::new()));
    }
}
