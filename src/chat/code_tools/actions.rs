//! What a model can be asked about a block of code, by one press.

use super::{
    fence::{Fence, fenced},
    opened::Closer,
};
use crate::{browser::popover, chat::context, i18n::use_language};
use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    html,
    prelude::*,
};
use web_sys::HtmlElement;

/// What code can be translated to.
const LANGUAGES: [&str; 15] = [
    "Python",
    "JavaScript",
    "TypeScript",
    "Rust",
    "Go",
    "Java",
    "Kotlin",
    "Swift",
    "C",
    "C++",
    "C#",
    "Ruby",
    "PHP",
    "SQL",
    "Bash",
];

/// The list below the button. Escape, or a press elsewhere, closes it and leads back to the button.
#[component]
pub fn Actions(
    /// The block.
    fence: Fence,
    /// What opened it.
    button: HtmlElement,
    /// Where a person writes.
    area: NodeRef<html::Textarea>,
    /// Closes it.
    closer: Closer,
) -> impl IntoView {
    let texts = use_language().chat_tools_texts();
    let (popover_box, choice) = (NodeRef::<html::Div>::new(), NodeRef::<html::Select>::new());
    let question = StoredValue::new(fenced(&fence.code, &fence.language));
    let send = move |asked: &str| {
        popover_box.get_untracked().iter().for_each(|it| popover::hide(it));
        context::ask(area, &question.with_value(|code| [asked, "\n\n", code].concat()));
    };
    let actions = [
        (texts.code_explain, texts.ask_explain),
        (texts.code_faults, texts.ask_faults),
        (texts.code_tests, texts.ask_tests),
        (texts.code_comments, texts.ask_comments),
        (texts.code_faster, texts.ask_faster),
    ];
    let item = move |(name, asked): (&'static str, &'static str)| {
        view! { <button type="button" on:click=move |_| send(asked)>{name}</button> }
    };
    let translate = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(choice) = choice.get_untracked() {
            send(&texts.ask_translate(choice.value()));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let (Some(popover_box), false) = (popover_box.get_untracked(), is_in_choice(&event, choice)) else { return };
        if popover::move_focus(&popover_box, &event.key()) {
            event.prevent_default();
        }
    };
    let opener = button.clone();
    Effect::new(move || {
        if let Some(popover_box) = popover_box.get() {
            popover::show(&popover_box, popover::below(&opener));
        }
    });
    let on_toggle = move |_| {
        let is_opened = popover_box.try_get_untracked().flatten().is_some_and(|it| popover::is_open(&it));
        // Nothing but a name that is none is refused.
        let _ = button.set_attribute("aria-expanded", if is_opened { "true" } else { "false" });
        if !is_opened {
            closer.close();
        }
    };
    view! {
        <div class="code-actions" popover="auto" role="dialog" aria-label=texts.code_actions node_ref=popover_box
            on:keydown=on_key on:toggle=on_toggle>
            {actions.map(item).collect_view()}
            <form on:submit=translate>
                <select aria-label=texts.code_translate_to node_ref=choice>
                    {LANGUAGES.map(|language| view! { <option>{language}</option> }).collect_view()}
                </select>
                <button>{texts.code_translate}</button>
            </form>
        </div>
    }
}

/// Whether a key was pressed in the choice of a language, which has the arrows for itself.
fn is_in_choice(event: &KeyboardEvent, choice: NodeRef<html::Select>) -> bool {
    let target = event.target();
    choice.get_untracked().is_some_and(|choice| target.is_some_and(|target| target == ****choice))
}
