//! The button that opens the sidebar.

use super::icon::{Glyph, Icon};
use crate::{browser::document, i18n::use_texts};
use leptos::prelude::*;

/// Opens the sidebar on a narrow page. It is a checkbox, which the style sheet looks at, and so needs no script.
#[component]
pub fn MenuButton() -> impl IntoView {
    let texts = use_texts();
    view! {
        <label class="icon-button only-narrow">
            <input type="checkbox" id=document::DRAWER class="drawer-switch" aria-label=texts.menu/>
            <Icon glyph=Glyph::Menu/>
        </label>
    }
}
