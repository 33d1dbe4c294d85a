//! A model is asked for another wording, and what it proposes is taken or not.

use super::button;
use crate::{
    browser::document::{focus_in_place, is_sending_enter},
    documents::{
        api::Writer,
        editor::{EditorState, Order},
    },
    i18n::use_language,
};
use leptos::{ev::KeyboardEvent, html, prelude::*, task::spawn_local};

/// The panel below the tools.
#[component]
pub fn RevisionPanel(
    /// Who can be asked.
    models: Vec<Writer>,
    /// What is known of the document.
    state: EditorState,
) -> impl IntoView {
    let texts = use_language().editor_texts();
    let pieces = Memo::new(move |_| state.toolbar.with(|toolbar| toolbar.pieces));
    let is_asked = Memo::new(move |_| state.proposing.with(Option::is_some));
    Effect::new(move || {
        if state.revising_asked.get() > 0
            && let Some(area) = state.instruction.get_untracked()
        {
            focus_in_place(&area);
        }
    });
    let count = move || texts.proposal(pieces.get());
    let accept = move || {
        if let Some(editor) = state.editor() {
            editor.accept_all();
        }
    };
    let reject = move || {
        if let Some(editor) = state.editor() {
            editor.reject_all();
        }
    };
    view! {
        <div class="revising" role="group" aria-label=texts.revise hidden=move || !state.is_revising.get()>
            <div class="revising-asking" hidden=move || pieces.get() != 0 || is_asked.get()>
                <Chips state/>
                <Asking models state/>
            </div>
            <Waiting state/>
            <div class="revising-row" hidden=move || pieces.get() == 0>
                <span>{count}</span>
                {button("button", texts.accept_all, accept)}
                {button("button is-quiet", texts.reject_all, reject)}
            </div>
            <p class="form-error" role="alert">{state.proposal_notice}</p>
        </div>
    }
}

fn ask(state: EditorState, order: Order) {
    if let Some(session) = state.session() {
        spawn_local(async move { session.revise(order).await });
    }
}

/// What is asked for often.
#[component]
fn Chips(
    /// What is known of the document.
    state: EditorState,
) -> impl IntoView {
    let texts = use_language().editor_texts();
    let what = move || {
        let has_selection = state.toolbar.with(|toolbar| toolbar.has_selection());
        if has_selection { texts.revise_selection } else { texts.revise_document }
    };
    let actions = [
        ("rewrite", texts.rewrite),
        ("shorten", texts.shorten),
        ("expand", texts.expand),
        ("correct", texts.correct),
        ("polite", texts.polite),
        ("plain", texts.plain),
        ("formal", texts.formal),
        ("korean", texts.korean),
        ("english", texts.english),
        ("continue", texts.go_on),
    ];
    let chips = actions.map(|(action, name)| button("chip", name, move || ask(state, Order::Action(action))));
    view! { <div class="chips"><span class="revising-what">{what}</span>{chips.into_iter().collect_view()}</div> }
}

/// In a person's own words.
#[component]
fn Asking(
    /// Who can be asked.
    models: Vec<Writer>,
    /// What is known of the document.
    state: EditorState,
) -> impl IntoView {
    let texts = use_language().editor_texts();
    let send = move |event: KeyboardEvent| {
        if is_sending_enter(&event) {
            event.prevent_default();
            ask(state, Order::Instruction);
        }
    };
    let has_choice = models.len() > 1;
    let options = models.into_iter().map(|Writer { id, name, is_chosen }| {
        view! { <option value=id selected=is_chosen>{name}</option> }
    });
    let options = options.collect_view();
    view! {
        <div class="revising-row">
            <textarea rows="1" maxlength="4000" aria-label=texts.instruction placeholder=texts.instruction
                node_ref=state.instruction on:keydown=send></textarea>
            <select class="revising-model" aria-label=texts.model hidden=!has_choice
                on:change=move |event| state.model.set(event_target_value(&event))>{options}</select>
            {button("button", texts.propose, move || ask(state, Order::Instruction))}
        </div>
    }
}

/// The words as they come.
#[component]
fn Waiting(
    /// What is known of the document.
    state: EditorState,
) -> impl IntoView {
    let (texts, place) = (use_language().editor_texts(), NodeRef::<html::P>::new());
    let is_asked = Memo::new(move |_| state.proposing.with(Option::is_some));
    let written = move || state.proposing.get();
    // The last words are in view.
    Effect::new(move || {
        state.proposing.track();
        if let Some(place) = place.get_untracked() {
            request_animation_frame(move || place.set_scroll_left(place.scroll_width()));
        }
    });
    let cancel = move || {
        if let Some(session) = state.session() {
            session.cancel();
        }
    };
    view! {
        <div class="revising-row" hidden=move || !is_asked.get() role="status">
            <span>{texts.proposing}</span>
            <p class="revising-written" node_ref=place>{written}</p>
            {button("button is-quiet", texts.cancel, cancel)}
        </div>
    }
}
