//! A menu that opens at a button or under the pointer: one at a time, closed by Escape, by a press elsewhere, and by a choice.

use super::icon::{Glyph, Icon};
use crate::browser::popover::{self, Place};
use leptos::{
    html::{Button, Div},
    prelude::*,
};

/// The button that opens a menu, and closes it when it is open.
#[component]
pub fn MenuOpener(
    /// What it is the menu of.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the menu is open.
    #[prop(into)]
    is_open: Signal<bool>,
    /// Told where the menu is to open.
    #[prop(into)]
    on_open: Callback<Place>,
    /// The button, for whoever gives it the focus.
    #[prop(optional)]
    node_ref: NodeRef<Button>,
) -> impl IntoView {
    // The browser closes an open menu before it tells of the click that would open it again.
    let was_open = StoredValue::new(false);
    let click = move |_| {
        let was_open = was_open.try_update_value(std::mem::take).unwrap_or_default();
        if let Some(button) = node_ref.get_untracked().filter(|_| !was_open) {
            on_open.run(popover::below(&button));
        }
    };
    view! {
        <button type="button" class="row-menu needs-script" aria-haspopup="menu" aria-label=label node_ref=node_ref
            aria-expanded=move || if is_open.get() { "true" } else { "false" }
            on:pointerdown=move |_| was_open.set_value(is_open.get_untracked()) on:click=click>
            <Icon glyph=Glyph::More/>
        </button>
    }
}

/// An open menu; what it holds are the components below.
#[component]
pub fn Menu(
    /// What it is the menu of.
    label: String,
    /// Where it opens.
    at: Place,
    /// Told when it has closed.
    #[prop(into)]
    on_close: Callback<()>,
    /// Its entries.
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<Div>::new();
    Effect::new(move || {
        if let Some(menu) = element.get() {
            popover::show(&menu, at);
        }
    });
    // The browser tells of the end of a menu that is gone.
    let shown = move || element.try_get_untracked().flatten();
    let closed = move |_| {
        if shown().is_some_and(|menu| !popover::is_open(&menu)) {
            on_close.run(());
        }
    };
    let chosen = move |_| {
        if let Some(menu) = shown() {
            popover::hide(&menu);
        }
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        let Some(menu) = shown() else { return };
        if popover::move_focus(&menu, &event.key()) {
            event.prevent_default();
        } else if event.key() == "Tab" {
            popover::hide(&menu);
        }
    };
    view! {
        <div class="popup-menu" popover="auto" role="menu" aria-label=label node_ref=element
            on:toggle=closed on:click=chosen on:keydown=pressed>
            {children()}
        </div>
    }
}

/// An entry that leads to a page.
#[component]
pub fn MenuLink(
    /// What it is called.
    label: &'static str,
    /// The address.
    #[prop(into)]
    href: String,
    /// `external`: the browser loads the page whole.
    #[prop(optional)]
    rel: Option<&'static str>,
) -> impl IntoView {
    view! { <a role="menuitem" tabindex="-1" href=href rel=rel>{label}</a> }
}

/// An entry that does something.
#[component]
pub fn MenuAction(
    /// What it is called.
    label: &'static str,
    /// Told when it is chosen.
    #[prop(into)]
    on_choose: Callback<()>,
) -> impl IntoView {
    view! { <button type="button" role="menuitem" tabindex="-1" on:click=move |_| on_choose.run(())>{label}</button> }
}

/// An entry that sends a form to the server, which leads to another page.
#[component]
pub fn MenuForm(
    /// What it is called.
    label: &'static str,
    /// Where the form goes.
    action: &'static str,
    /// What the form says, as `id`; empty: nothing.
    #[prop(into)]
    id: String,
    /// Whether something is lost by it.
    is_danger: bool,
) -> impl IntoView {
    view! {
        <form method="post" action=action role="none">
            {(!id.is_empty()).then(|| view! { <input type="hidden" name="id" value=id/> })}
            <button role="menuitem" tabindex="-1" class:is-danger=is_danger>{label}</button>
        </form>
    }
}
