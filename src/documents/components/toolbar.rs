//! The buttons above the text.

use super::button;
use crate::{
    documents::editor::EditorState,
    i18n::{EditorTexts, use_language},
};
use leptos::{ev::MouseEvent, prelude::*};

/// What a button of the toolbar does.
struct Tool {
    label: &'static str,
    face: &'static str,
    /// A command of the editor.
    command: &'static str,
    /// The keys that do the same; empty: none.
    keys: &'static str,
}

fn tool(label: &'static str, face: &'static str, command: &'static str, keys: &'static str) -> Tool {
    Tool { label, face, command, keys }
}

/// The keys that open the panel of revisions, as the editor has them (src/documents/prosemirror/main.ts).
const REVISE_KEYS: &str = "Ctrl+J";

/// The toolbar.
#[component]
pub fn Toolbar(
    /// What is known of the document.
    state: EditorState,
) -> impl IntoView {
    let texts = use_language().editor_texts();
    let marks = [
        tool(texts.bold, "B", "strong", "Ctrl+B"),
        tool(texts.italic, "I", "em", "Ctrl+I"),
        tool(texts.strike, "S", "strike", "Ctrl+Shift+X"),
        tool(texts.code, "‹›", "code", "Ctrl+E"),
    ];
    let blocks = [
        tool(texts.bullets, "•", "bullet_list", "Ctrl+Shift+8"),
        tool(texts.numbers, "1.", "ordered_list", "Ctrl+Shift+7"),
        tool(texts.tasks, "☑", "task_list", "Ctrl+Shift+9"),
        tool(texts.quote, "❝", "blockquote", "Ctrl+Shift+B"),
        tool(texts.code_block, "{ }", "code_block", ""),
        tool(texts.table, "▦", "table", ""),
        tool(texts.rule, "―", "horizontal_rule", ""),
    ];
    let of_table = [
        tool(texts.row_add, "↓+", "add_row", ""),
        tool(texts.column_add, "→+", "add_column", ""),
        tool(texts.row_remove, "↓−", "delete_row", ""),
        tool(texts.column_remove, "→−", "delete_column", ""),
        tool(texts.table_remove, "▦−", "delete_table", ""),
    ];
    let steps = [tool(texts.undo, "↶", "undo", "Ctrl+Z"), tool(texts.redo, "↷", "redo", "Ctrl+Y")];
    let is_in_table = Memo::new(move |_| state.toolbar.with(|toolbar| toolbar.is("table")));
    view! {
        <div class="toolbar" role="toolbar" aria-label=texts.toolbar>
            <div class="toolbar-row">
                <BlockStyle state texts/>
                <span class="tools">
                    {marks.map(|tool| mark_button(state, tool)).into_iter().collect_view()}
                    <LinkButton state texts/>
                </span>
                <span class="tools">{tool_buttons(state, blocks)}</span>
                <span class="tools" hidden=move || !is_in_table.get()>{tool_buttons(state, of_table)}</span>
                <span class="tools">{tool_buttons(state, steps)}</span>
            </div>
            <span class="tools is-last">
                {button("text-button", texts.find, move || state.find())}
                <button type="button" class="text-button is-revise" title=REVISE_KEYS on:mousedown=keep_selection
                    on:click=move |_| state.toggle_revising()>{revise_face(texts)}</button>
            </span>
        </div>
    }
}

fn revise_face(texts: &EditorTexts) -> String {
    ["✦ ", texts.revise].concat()
}

fn keep_selection(event: MouseEvent) {
    event.prevent_default();
}

fn run(state: EditorState, command: &str) {
    if let Some(editor) = state.editor() {
        editor.run(command);
    }
}

fn title(label: &str, keys: &str) -> String {
    if keys.is_empty() { label.to_owned() } else { [label, " (", keys, ")"].concat() }
}

fn tool_buttons<const N: usize>(state: EditorState, tools: [Tool; N]) -> AnyView {
    let tools = tools.into_iter().map(|Tool { label, face, command, keys }| {
        view! {
            <button type="button" class="tool" aria-label=label title=title(label, keys) on:mousedown=keep_selection
                on:click=move |_| run(state, command)>{face}</button>
        }
    });
    tools.collect_view().into_any()
}

/// A button that says whether its mark is on the selection.
fn mark_button(state: EditorState, Tool { label, face, command, keys }: Tool) -> AnyView {
    let class = ["tool is-", command].concat();
    view! {
        <button type="button" class=class aria-label=label title=title(label, keys) aria-pressed=pressed(state, command)
            on:mousedown=keep_selection on:click=move |_| run(state, command)>{face}</button>
    }
    .into_any()
}

fn pressed(state: EditorState, mark: &'static str) -> impl Fn() -> &'static str {
    move || if state.toolbar.with(|toolbar| toolbar.is(mark)) { "true" } else { "false" }
}

/// Makes a link of the selection, or takes it off.
#[component]
fn LinkButton(
    /// What is known of the document.
    state: EditorState,
    /// The sentences.
    texts: &'static EditorTexts,
) -> impl IntoView {
    view! {
        <button type="button" class="tool is-word" title=title(texts.link, "Ctrl+K") aria-pressed=pressed(state, "link")
            on:mousedown=keep_selection on:click=move |_| state.ask_for_link()>{texts.link}</button>
    }
}

/// What kind of block the cursor is in.
#[component]
fn BlockStyle(
    /// What is known of the document.
    state: EditorState,
    /// The sentences.
    texts: &'static EditorTexts,
) -> impl IntoView {
    const LEVELS: [&str; 5] = ["0", "1", "2", "3", "4"];
    const COMMANDS: [&str; 5] = ["paragraph", "heading_1", "heading_2", "heading_3", "heading_4"];
    let level = Memo::new(move |_| state.toolbar.with(|toolbar| toolbar.heading().min(4)) as usize);
    let choose = move |event| {
        let chosen = event_target_value(&event);
        let command = LEVELS.iter().zip(COMMANDS).find(|(level, _)| **level == chosen);
        run(state, command.map_or("paragraph", |(_, command)| command));
    };
    let name = |at: usize| if at == 0 { texts.paragraph.to_owned() } else { texts.heading(at) };
    let options = (0..LEVELS.len()).map(|at| {
        view! { <option value=LEVELS[at] prop:selected=move || level.get() == at>{name(at)}</option> }
    });
    let options = options.collect_view();
    view! { <select aria-label=texts.block_style title=texts.block_style on:change=choose>{options}</select> }
}
