//! What a document lacks of its format.

use crate::{
    documents::{
        api::FormatCheck,
        editor::{EditorState, Order},
        model::{Check, Fit, SectionState},
        pages::use_documents_texts,
    },
    i18n::{EditorTexts, use_language},
};
use leptos::{prelude::*, task::spawn_local};

/// The list of its sections, and whether it is too short or too long.
#[component]
pub fn CheckPanel(
    /// What is known of the document.
    state: EditorState,
) -> impl IntoView {
    let (texts, editor) = (use_documents_texts(), use_language().editor_texts());
    view! {
        <section id="document-check" class="document-panel">
            <h2>{texts.check}</h2>
            {move || state.check.with(list)}
            {move || {
                let is_wanted = state.is_shown.get() && state.check.with(|check| has_gaps(&check.check));
                is_wanted.then(|| fill(state, editor))
            }}
        </section>
    }
}

/// Whether there is a section that a model could write.
fn has_gaps(check: &Check) -> bool {
    check.sections.iter().any(|section| match section.state {
        SectionState::Present => false,
        SectionState::TooShort => true,
        SectionState::Missing => section.required,
    })
}

/// Has the missing parts proposed.
fn fill(state: EditorState, texts: &EditorTexts) -> impl IntoView {
    let ask = move || {
        if let Some(session) = state.session() {
            spawn_local(async move { session.revise(Order::Fill).await });
        }
    };
    super::button("button is-quiet", texts.fill, ask)
}

fn list(FormatCheck { check, counts_characters }: &FormatCheck) -> impl IntoView + use<> {
    let texts = use_documents_texts();
    let sections = check.sections.iter().map(|section| {
        let (class, state) = match section.state {
            SectionState::Present => ("is-good", texts.check_present),
            SectionState::TooShort => ("is-short", texts.check_too_short),
            SectionState::Missing if section.required => ("is-missing", texts.check_missing),
            SectionState::Missing => ("is-optional", texts.check_optional),
        };
        view! { <li class=class><span>{section.heading.clone()}</span><small>{state}</small></li> }
    });
    let sections = sections.collect_view();
    let (class, fit) = match check.fits {
        Fit::Fits => ("is-good", texts.check_fits),
        Fit::TooShort => ("is-short", texts.check_length_short),
        Fit::TooLong => ("is-short", texts.check_length_long),
    };
    let (least, most) = check.length;
    let range = if *counts_characters { texts.length_characters(least, most) } else { texts.length_words(least, most) };
    let size = check.size;
    view! {
        <ul class="plain check-list">
            {sections}
            <li class=class><span>{texts.check_length} " " {size} " / " {range}</span><small>{fit}</small></li>
        </ul>
    }
}
