//! What is shown in place of a list with nothing in it.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// Says what is not there yet, under a sign of what it would be; what can be done about it stands below.
#[component]
pub fn Empty(
    /// What would be in the list.
    glyph: Glyph,
    /// Why it is empty.
    text: &'static str,
    /// What leads to a first one.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-sign"><Icon glyph/></span>
            <p>{text}</p>
            {children.map(|children| children())}
        </div>
    }
}
