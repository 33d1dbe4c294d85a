//! A labelled input with its hint and what is wrong with it.

use crate::{
    domain::error::{AppError, Field as Name},
    i18n::use_texts,
    ui::form_error::FORM_ERROR,
};
use leptos::prelude::*;

/// A labelled input of a form.
#[component]
pub fn Field(
    /// What the person is asked for.
    label: &'static str,
    /// The `name` under which it is posted.
    name: &'static str,
    /// The input's `type`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in, a token of the HTML standard's autofill section.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The rule, told before anything is wrong.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// Whether it must be filled in.
    #[prop(default = true)]
    required: bool,
    /// What stands in it already.
    #[prop(optional_no_strip)]
    value: Option<String>,
    /// Whether the error of the whole form is about this field too: it gets the focus then.
    #[prop(default = false)]
    is_in_doubt: bool,
    /// Which errors are shown here.
    is_about: Name,
    /// What went wrong with the form, if anything did.
    #[prop(into)]
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let texts = use_texts();
    let id = format!("field-{name}");
    let note_id = format!("{id}-note");
    let message = move || error.get().filter(|error| error.field() == Some(is_about)).map(|error| texts.error(&error));
    let is_wrong = move || message().is_some();
    let input = NodeRef::<leptos::html::Input>::new();
    // A page that comes begins at what is wrong with it by itself.
    Effect::new(move |was_wrong: Option<bool>| {
        let is_wrong = is_wrong();
        if let Some(input) = input.get().filter(|_| is_wrong && was_wrong == Some(false)) {
            // Only an element outside the document refuses.
            let _ = input.focus();
        }
        is_wrong
    });
    let described_by = if is_in_doubt { format!("{FORM_ERROR} {note_id}") } else { note_id.clone() };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input node_ref=input id=id name=name type=kind autocomplete=autocomplete required=required value=value
                aria-describedby=described_by aria-invalid=move || (is_wrong() || is_in_doubt).then_some("true")
                autofocus=move || is_wrong() || is_in_doubt/>
            <p id=note_id class="field-note" class:is-wrong=is_wrong>
                {move || message().or_else(|| hint.map(str::to_owned)).unwrap_or_default()}
            </p>
        </div>
    }
}
