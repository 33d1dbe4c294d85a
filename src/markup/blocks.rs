//! Markdown to HTML, one piece for each top-level block.

use super::{SafeHtml, code};
use comrak::{
    Arena, Options, create_formatter,
    html::{ChildRendering, escape_href},
    nodes::{Node, NodeValue},
    parse_document,
};
use std::{fmt::Write, sync::LazyLock};

/// The words of the reader's language inside the HTML.
#[derive(Debug, Clone, Copy, Default)]
pub struct Labels {
    /// On the button that copies a code block.
    pub copy: &'static str,
}

/// What a block is rendered with.
#[derive(Clone, Copy, Default)]
pub(super) struct Rendering {
    pub(super) labels: Labels,
    /// Code blocks with more bytes than this stay without colours.
    pub(super) highlight_up_to: usize,
}

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.alerts = true;
    // Without it `**굵게**는` stays as typed: CommonMark wants a space where Korean has a particle.
    options.extension.cjk_friendly_emphasis = true;
    // Raw HTML is shown as it was typed; the default would drop it without a word.
    options.render.escape = true;
    options
});

create_formatter!(Formatter<Rendering>, {
    NodeValue::CodeBlock(ref block) => |context, entering| {
        if entering {
            let language = block.info.split(|c: char| c.is_whitespace() || matches!(c, ',' | '{')).next().unwrap_or_default();
            let (copy, limit) = (context.user.labels.copy, context.user.highlight_up_to);
            code::write_fence(context, language, &block.literal, copy, limit)?;
        }
        return Ok(ChildRendering::Skip);
    },
    // The page's own heading is above those of an answer.
    NodeValue::Heading(ref heading) => |context, entering| {
        let level = (heading.level + 2).min(6);
        write!(context, "{}h{level}>", if entering { "<" } else { "</" })?;
    },
    NodeValue::Link(ref link) => |context, entering| {
        write_link(context, &link.url, entering)?;
    },
    // An image would tell its server who reads this: it becomes a link with the image's description.
    NodeValue::Image(ref link) => |context, entering| {
        write_link(context, &link.url, entering)?;
    },
    NodeValue::Table(..) => |context, node, entering| {
        context.write_str(if entering { "<div class=\"table\">" } else { "" })?;
        comrak::html::format_node_default(context, node, entering)?;
        context.write_str(if entering { "" } else { "</div>" })?;
    },
});

/// Writes one end of a link. What is neither http(s) nor mailto leads nowhere and so is no link.
fn write_link(output: &mut dyn Write, url: &str, entering: bool) -> std::fmt::Result {
    let lower = url.trim_start().to_ascii_lowercase();
    if !["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)) {
        return Ok(());
    }
    if !entering {
        return output.write_str("</a>");
    }
    output.write_str("<a href=\"")?;
    escape_href(output, url, false)?;
    output.write_str("\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">")
}

/// Markdown as HTML, one entry for each top-level block.
pub fn render(markdown: &str, labels: &Labels) -> Vec<SafeHtml> {
    render_with(markdown, &Rendering { labels: *labels, highlight_up_to: code::HIGHLIGHT_LIMIT })
}

pub(super) fn render_with(markdown: &str, rendering: &Rendering) -> Vec<SafeHtml> {
    let arena = Arena::new();
    let document = parse_document(&arena, markdown, &OPTIONS);
    document.children().map(|block| render_block(block, rendering)).collect()
}

fn render_block(block: Node<'_>, rendering: &Rendering) -> SafeHtml {
    let mut html = String::new();
    if let Err(error) = Formatter::format_document(block, &OPTIONS, &mut html, *rendering) {
        // Half an element would tear the page around it.
        tracing::error!(%error, "a block could not be written as HTML");
        html.clear();
    }
    SafeHtml(html)
}

/// The number of lines before the last top-level block: what stands there will not change by what is added at the end.
pub(super) fn lines_before_last_block(markdown: &str) -> usize {
    let arena = Arena::new();
    let document = parse_document(&arena, markdown, &OPTIONS);
    document.last_child().map_or(0, |block| block.data().sourcepos.start.line.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> String {
        render(markdown, &Labels { copy: "Copy" }).iter().map(SafeHtml::as_str).collect()
    }

    #[test]
    fn raw_html_is_shown_as_typed() {
        let html = html("<script>alert(1)</script>\n\na <b onclick=x>b</b>\n\n<div>\n**x**\n</div>");
        assert!(!html.contains("<script") && !html.contains("<b ") && !html.contains("<div>"), "{html}");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
    }

    #[test]
    fn only_http_and_mail_links_lead_anywhere() {
        for url in
            ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc", "/settings"]
        {
            let html = html(&format!("[text]({url}) ![image]({url}) <{url}>"));
            assert!(!html.contains("<a ") && !html.contains("<img"), "{url}: {html}");
        }
        let html =
            html("[a](https://a.example/?q=\"x\"&y) mail@b.example https://c.example ![alt](https://d.example/x.png)");
        for part in [
            "href=\"https://a.example/?q=%22x%22&amp;y\"",
            "href=\"mailto:mail@b.example\"",
            "href=\"https://c.example\"",
            ">alt</a>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("<img"));
    }

    #[test]
    fn a_fence_s_language_cannot_leave_its_place() {
        let html = html("```\"><script>x</script>\n<b>\n```\n\n[a](https://a.example \"\\\" onclick=x\")");
        assert!(!html.contains("<script") && !html.contains("<b>\n") && !html.contains("onclick"), "{html}");
    }

    #[test]
    fn emphasis_meets_korean_particles() {
        assert_eq!(html("**굵게**는 *기울임*이"), "<p><strong>굵게</strong>는 <em>기울임</em>이</p>\n");
    }

    #[test]
    fn github_s_additions_are_known() {
        let html =
            html("| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] done\n- [ ] open\n\n~~old~~\n\n> [!NOTE]\n> look\n\n# big");
        for part in [
            "<div class=\"table\"><table>",
            "<tbody>",
            "type=\"checkbox\" checked",
            "<del>old</del>",
            "markdown-alert-note",
            "<h3>big</h3>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn each_block_stands_alone() {
        let blocks = render("one\n\n- a\n- b\n\n```rust\nfn x() {}\n```\n", &Labels { copy: "Copy" });
        assert_eq!(blocks.len(), 3);
        assert_eq!(render("", &Labels { copy: "" }), []);
    }
}
