//! A difference between two texts, to be looked at: below each other or side by side. Its look is in `style/pages/diff.css`.

use super::model::{Hunk, Line, LineEnd, LineKind, Piece};
use crate::i18n::use_language;
use leptos::prelude::*;

/// How a difference is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layout {
    /// Old lines above new ones.
    #[default]
    Unified,
    /// Old lines beside new ones.
    Split,
}

impl Layout {
    /// The layout of its name in an address; unified for any other.
    pub fn from_name(name: &str) -> Self {
        if name == Self::Split.name() { Self::Split } else { Self::Unified }
    }

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unified => "unified",
            Self::Split => "split",
        }
    }
}

/// Links to the same page in the other layout.
#[component]
pub fn DiffLayouts(
    /// How it is shown now.
    layout: Layout,
    /// The address of the page, up to the name of the layout: `/code/ID?view=`.
    address: String,
) -> impl IntoView {
    let texts = use_language().code_fixes_texts();
    let links = [(Layout::Unified, texts.diff_unified), (Layout::Split, texts.diff_split)].map(|(other, label)| {
        let current = (other == layout).then_some("true");
        view! { <a href=format!("{address}{}", other.name()) aria-current=current>{label}</a> }
    });
    view! { <nav class="diff-layouts" aria-label=texts.diff_layout>{links}</nav> }
}

/// The difference of one text.
#[component]
pub fn DiffView(
    /// What differs.
    hunks: Vec<Hunk>,
    /// How it is shown.
    layout: Layout,
    /// What it is the difference of, for those who hear the page.
    label: String,
    /// What stands at the head of each hunk, in order.
    #[prop(optional)]
    controls: Vec<AnyView>,
) -> impl IntoView {
    let texts = use_language().code_fixes_texts();
    let is_same = hunks.is_empty();
    let controls = controls.into_iter().map(Some).chain(std::iter::repeat_with(|| None));
    let hunks = hunks.into_iter().zip(controls).map(|(hunk, control)| {
        let (from, to) = hunk.range();
        let range = texts.diff_range(from, to);
        let (name, lines) = (format!("{label}: {range}"), hunk.lines);
        let table = match layout {
            Layout::Unified => view! { <Unified lines name/> }.into_any(),
            Layout::Split => view! { <Split lines name/> }.into_any(),
        };
        view! {
            <section class="diff-hunk">
                <header class="diff-head"><span class="diff-range">{range}</span>{control}</header>
                {table}
            </section>
        }
    });
    let hunks = hunks.collect_view();
    view! {
        <div class="code-diff">
            {is_same.then(|| view! { <p class="form-note">{texts.diff_same}</p> })}
            {hunks}
        </div>
    }
}

#[component]
fn Unified(
    /// The lines.
    lines: Vec<Line>,
    /// What they are.
    name: String,
) -> impl IntoView {
    let texts = use_language().code_fixes_texts();
    let rows = lines.into_iter().map(|line| {
        let (old, new, class) = (line.old, line.new, class(line.kind));
        view! {
            <tr class=class>
                <td class="diff-number">{old}</td>
                <td class="diff-number">{new}</td>
                <td class="diff-text"><LineText line/></td>
            </tr>
        }
    });
    view! {
        <table class="diff-lines" aria-label=name>
            <thead class="visually-hidden">
                <tr>
                    <th scope="col">{texts.diff_old_line}</th>
                    <th scope="col">{texts.diff_new_line}</th>
                    <th scope="col">{texts.diff_text}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Split(
    /// The lines.
    lines: Vec<Line>,
    /// What they are.
    name: String,
) -> impl IntoView {
    let texts = use_language().code_fixes_texts();
    let region = name.clone();
    let rows = side_by_side(lines).into_iter().map(|(old, new)| {
        let numbers = (old.as_ref().and_then(|line| line.old), new.as_ref().and_then(|line| line.new));
        view! { <tr><Side number=numbers.0 line=old/><Side number=numbers.1 line=new/></tr> }
    });
    view! {
        <div class="diff-sides" tabindex="0" role="region" aria-label=region>
            <table class="diff-lines is-split" aria-label=name>
                <thead class="visually-hidden">
                    <tr>
                        <th scope="col">{texts.diff_old_line}</th>
                        <th scope="col">{texts.diff_old}</th>
                        <th scope="col">{texts.diff_new_line}</th>
                        <th scope="col">{texts.diff_new}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

/// One side of a row.
#[component]
fn Side(
    /// The number of the line in the text of this side.
    number: Option<u32>,
    /// The line; none where the other side has more.
    line: Option<Line>,
) -> impl IntoView {
    let class = line.as_ref().map_or("is-nothing", |line| class(line.kind));
    view! {
        <td class=format!("diff-number {class}")>{number}</td>
        <td class=format!("diff-text {class}")>{line.map(|line| view! { <LineText line/> })}</td>
    }
}

/// The rows of two columns: what was removed stands beside what was added in its place.
fn side_by_side(lines: Vec<Line>) -> Vec<(Option<Line>, Option<Line>)> {
    let mut rows: Vec<(Option<Line>, Option<Line>)> = Vec::new();
    // The first row of the current replacement that has no new line yet.
    let mut open = 0;
    for line in lines {
        match line.kind {
            LineKind::Keep => {
                rows.push((Some(line.clone()), Some(line)));
                open = rows.len();
            }
            LineKind::Remove => {
                // One replacement right after another.
                if rows.last().is_some_and(|(_, new)| new.is_some()) {
                    open = rows.len();
                }
                rows.push((Some(line), None));
            }
            LineKind::Add => {
                match rows.get_mut(open) {
                    Some(row) => row.1 = Some(line),
                    None => rows.push((None, Some(line))),
                }
                open += 1;
            }
        }
    }
    rows
}

/// What a line says, and what became of it for those who hear the page.
#[component]
fn LineText(
    /// The line.
    line: Line,
) -> impl IntoView {
    let texts = use_language().code_fixes_texts();
    let no_newline = (line.end == LineEnd::None && line.kind != LineKind::Keep)
        .then(|| view! { <small class="diff-end">{texts.diff_no_newline}</small> });
    let pieces = line.pieces.into_iter().map(|Piece { text, is_changed }| {
        if is_changed { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
    });
    let pieces = pieces.collect_view();
    let text = match line.kind {
        LineKind::Keep => pieces.into_any(),
        LineKind::Remove => {
            view! { <del><span class="visually-hidden">{texts.diff_removed}</span>{pieces}</del> }.into_any()
        }
        LineKind::Add => {
            view! { <ins><span class="visually-hidden">{texts.diff_added}</span>{pieces}</ins> }.into_any()
        }
    };
    view! { {text}{no_newline} }
}

fn class(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Keep => "is-kept",
        LineKind::Remove => "is-removed",
        LineKind::Add => "is-added",
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, side_by_side};
    use crate::diff::lines::{hunks, spans};

    #[test]
    fn what_replaces_stands_beside_what_it_replaces() {
        let (old, new) = ("1\na\nb\nc\n2\nd\n", "1\nA\n2\nx\ny\n");
        let lines = hunks(old, new, &spans(old, new)).remove(0).lines;
        let numbers: Vec<_> = side_by_side(lines)
            .into_iter()
            .map(|(old, new)| (old.and_then(|line| line.old), new.and_then(|line| line.new)))
            .collect();
        let shown = [
            (Some(1), Some(1)),
            (Some(2), Some(2)),
            (Some(3), None),
            (Some(4), None),
            (Some(5), Some(3)),
            (Some(6), Some(4)),
            (None, Some(5)),
        ];
        assert_eq!(numbers, shown);
        assert_eq!(Layout::from_name(Layout::Split.name()), Layout::Split);
        assert_eq!(Layout::from_name("other"), Layout::Unified);
    }
}
