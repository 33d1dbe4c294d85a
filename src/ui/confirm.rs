//! The question before something that cannot be undone. It opens without a script.

use leptos::prelude::*;

/// A button that opens a question; what answers it with yes is in `children`.
#[component]
pub fn Confirm(
    /// What the button says.
    label: &'static str,
    /// What the button is called where there are more of the kind; none: as it says.
    #[prop(optional_no_strip)]
    name: Option<String>,
    /// What will be gone.
    question: &'static str,
    /// The form, or the button of the form that this stands in.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="confirm">
            <summary class="button is-quiet" aria-label=name>{label}</summary>
            <div class="confirm-box">
                <p class="form-note">{question}</p>
                {children()}
            </div>
        </details>
    }
}
