//! What the page of one document is made of.

mod bar;
mod check;
mod conflict;
mod counts;
mod draft_notice;
mod find_and_replace;
mod link_dialog;
mod outline;
mod revision_panel;
mod toolbar;

pub(super) use bar::Bar;
pub(super) use check::CheckPanel;
pub(super) use conflict::ConflictNotice;
pub(super) use counts::LengthPanel;
pub(super) use draft_notice::DraftNotice;
pub(super) use find_and_replace::FindAndReplace;
pub(super) use link_dialog::LinkDialog;
pub(super) use outline::OutlinePanel;
pub(super) use revision_panel::RevisionPanel;
pub(super) use toolbar::Toolbar;

use leptos::{ev::MouseEvent, prelude::*};

/// A button that does something and keeps the selection of the editor.
fn button(class: &'static str, label: impl IntoView, act: impl Fn() + 'static) -> impl IntoView {
    let keep = |event: MouseEvent| event.prevent_default();
    let act: Box<dyn Fn()> = Box::new(act);
    let label = label.into_any();
    view! { <button type="button" class=class on:mousedown=keep on:click=move |_| act()>{label}</button> }
}
