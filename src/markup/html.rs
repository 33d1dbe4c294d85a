//! How each node of a parsed text is written as HTML, where it differs from comrak's way.

use super::{Labels, math, render_state::Progress};
use comrak::{
    Options,
    html::{ChildRendering, Context, format_document_with_formatter, format_node_default},
    nodes::{Node, NodeLink, NodeValue},
    options::{AlertStyleType, Plugins},
};
use std::fmt::{self, Write};

/// Where a link may lead. All else is no link: scripts, data, files, and our own pages.
const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];

/// CommonMark and what GitHub adds. Footnotes are gathered at the end unless they are `in_place`.
pub(crate) fn options(in_place: bool) -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.autolink = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.math_dollars = true;
    options.extension.math_latex = true;
    // Korean particles stand right behind a word: `**"굵게"**는`.
    options.extension.cjk_friendly_emphasis = true;
    options.parse.leave_footnote_definitions = in_place;
    options.render.escape = true;
    options.render.compact_html = true;
    options
}

/// What writing a text needs beside its nodes.
pub(super) struct Writing<'w> {
    /// What it has come to before them.
    pub progress: &'w mut Progress,
    /// The words in the reader's language.
    pub labels: Labels,
    /// Links that are open around what is being written.
    links: usize,
}

impl<'w> Writing<'w> {
    /// Before the first node.
    pub(super) fn new(progress: &'w mut Progress, labels: Labels) -> Self {
        Self { progress, labels, links: 0 }
    }
}

/// The HTML of one node with all below it.
pub(super) fn write(node: Node<'_>, options: &Options, writing: Writing) -> String {
    let mut html = String::new();
    let written = format_document_with_formatter(node, options, &mut html, &Plugins::default(), write_node, writing);
    // A `String` takes everything; were it not so, half a block could leave a tag open.
    if written.is_err() {
        html.clear();
    }
    html.truncate(html.trim_end().len());
    html
}

fn write_node(context: &mut Context<Writing>, node: Node<'_>, entering: bool) -> Result<ChildRendering, fmt::Error> {
    if matches!(node.data().value, NodeValue::Link(_)) {
        let links = &mut context.user.links;
        *links = if entering { *links + 1 } else { links.saturating_sub(1) };
    }
    match &node.data().value {
        NodeValue::Heading(heading) => {
            let headings = &mut context.user.progress.headings;
            if entering {
                headings.enter(heading.level);
            }
            let level = if context.user.labels.is_page { usize::from(heading.level) } else { headings.level() };
            write!(context, "<{}h{level}>", if entering { "" } else { "/" })?;
        }
        NodeValue::Link(link) if may_lead_to(&link.url) => {
            if entering {
                open_link(context, link)?
            } else {
                context.write_str("</a>")?
            }
        }
        // Its text alone.
        NodeValue::Link(_) => {}
        NodeValue::Image(link) => return write_image(context, node, link, entering),
        NodeValue::CodeBlock(code) if entering => {
            let labels = context.user.labels;
            let html = context.user.progress.fences.write(&code.info, &code.literal, labels)?;
            context.write_str(&html)?;
        }
        NodeValue::CodeBlock(_) => {}
        NodeValue::Math(formula) if entering => {
            let mut html = String::new();
            math::write(&mut html, &formula.literal, formula.display_math)?;
            context.write_str(&html)?;
        }
        NodeValue::Math(_) => {}
        NodeValue::Alert(alert) if entering => {
            let (kind, name) = (alert.alert_type, context.user.labels.alert(alert.alert_type));
            let class = kind.css_class(AlertStyleType::Specific);
            write!(context, "<div class=\"markdown-alert {class}\"><p class=\"markdown-alert-title\">")?;
            context.escape(alert.title.as_deref().unwrap_or(name))?;
            context.write_str("</p>")?;
        }
        NodeValue::Alert(_) => context.write_str("</div>")?,
        NodeValue::Table(_) => {
            context.write_str(if entering { "<div class=\"table\">" } else { "" })?;
            format_node_default(context, node, entering)?;
            context.write_str(if entering { "" } else { "</div>" })?;
        }
        NodeValue::TaskItem(item) => return write_task(context, node, item.symbol.is_some(), entering),
        // Without anchors: the same names stand in other answers on the page.
        NodeValue::FootnoteReference(reference) if entering => {
            write!(context, "<sup class=\"footnote-ref\">{}</sup>", reference.ix)?;
        }
        NodeValue::FootnoteReference(_) => {}
        NodeValue::FootnoteDefinition(_) => context.write_str(if entering { "<li>" } else { "</li>" })?,
        NodeValue::HtmlBlock(block) if entering => write_html_block(context, &block.literal)?,
        NodeValue::HtmlBlock(_) => {}
        // The one tag that Markdown cannot do without: a line break in a cell of a table.
        NodeValue::HtmlInline(tag) if is_line_break(tag) => context.write_str(if entering { "<br />" } else { "" })?,
        _ => return format_node_default(context, node, entering),
    }
    Ok(ChildRendering::HTML)
}

/// Whether a link to this address is one.
pub(crate) fn may_lead_to(url: &str) -> bool {
    SCHEMES.iter().any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

fn open_link(context: &mut Context<Writing>, link: &NodeLink) -> fmt::Result {
    context.write_str("<a href=\"")?;
    context.escape_href(&link.url)?;
    if !link.title.is_empty() {
        context.write_str("\" title=\"")?;
        context.escape(&link.title)?;
    }
    context.write_str("\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">")
}

/// comrak's way, with a name for the box, so that a screen reader says whether it is ticked.
fn write_task(
    context: &mut Context<Writing>,
    node: Node<'_>,
    is_done: bool,
    entering: bool,
) -> Result<ChildRendering, fmt::Error> {
    let is_in_list = node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::List(_)));
    if !entering {
        context.write_str(if is_in_list { "</li>" } else { "" })?;
        return Ok(ChildRendering::HTML);
    }
    let (checked, label) = match (is_done, context.user.labels) {
        (true, labels) => (" checked=\"\"", labels.done),
        (false, labels) => ("", labels.not_done),
    };
    context.write_str(if is_in_list { "<li>" } else { "" })?;
    write!(context, "<input type=\"checkbox\"{checked} disabled=\"\" aria-label=\"")?;
    context.escape(label)?;
    context.write_str("\" /> ")?;
    Ok(ChildRendering::HTML)
}

/// A link to the image: loading it would tell a stranger who reads what, and when.
fn write_image(
    context: &mut Context<Writing>,
    node: Node<'_>,
    link: &NodeLink,
    entering: bool,
) -> Result<ChildRendering, fmt::Error> {
    let is_link = may_lead_to(&link.url) && context.user.links == 0;
    if !entering {
        context.write_str(if is_link { "</a>" } else { "" })?;
        return Ok(ChildRendering::HTML);
    }
    if is_link {
        open_link(context, link)?;
    }
    if node.first_child().is_none() {
        context.escape(&link.url)?;
    }
    Ok(ChildRendering::Plain)
}

/// As it was typed, line by line.
fn write_html_block(context: &mut Context<Writing>, literal: &str) -> fmt::Result {
    context.write_str("<p>")?;
    for (index, line) in literal.trim_end().lines().enumerate() {
        context.write_str(if index > 0 { "<br />" } else { "" })?;
        context.escape(line)?;
    }
    context.write_str("</p>")
}

fn is_line_break(tag: &str) -> bool {
    tag.strip_prefix('<')
        .and_then(|tag| tag.strip_suffix('>'))
        .is_some_and(|name| name.trim_end_matches('/').trim_end().eq_ignore_ascii_case("br"))
}
