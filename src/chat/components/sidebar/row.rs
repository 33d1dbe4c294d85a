//! A conversation in the sidebar: the way to it, its menu, and what of it is edited in place.

use super::{
    current,
    list::{FOLDERS, RowState},
};
use crate::{
    browser::{document, popover::Place},
    chat::{
        api::edit_conversation,
        model::{ConversationEdit, ConversationId, ConversationSummary},
    },
    domain::title::Title,
    i18n::use_texts,
    ui::{
        icon::{Glyph, Icon},
        menu::MenuOpener,
    },
};
use leptos::{
    ev::{FocusEvent, KeyboardEvent, MouseEvent, SubmitEvent},
    html::{Button, Input},
    prelude::*,
    task::{spawn_local, tick},
};

/// Most characters of a folder's name, as the server has it (`chat::labels::Folder`).
const FOLDER_LENGTH_MAX: usize = 60;

/// The row.
#[component]
pub(super) fn Row(
    /// Names the conversation.
    id: ConversationId,
    /// Its title.
    title: Signal<String>,
    /// Whether it stands before all others.
    is_pinned: bool,
    /// Whether the page shows it.
    open: Signal<bool>,
    /// What is being done with the rows.
    state: RowState,
) -> impl IntoView {
    let texts = use_texts();
    let edit = Memo::new(move |_| state.edited.get().filter(|(edited, _)| *edited == id).map(|(_, edit)| edit));
    let button = NodeRef::<Button>::new();
    let open_menu = move |at: Place| {
        let item = ConversationSummary { id, title: title.get_untracked(), is_pinned, period: String::new() };
        state.menu.set(Some((item, at)));
    };
    let is_open = Signal::derive(move || state.menu.with(|menu| menu.as_ref().is_some_and(|(item, _)| item.id == id)));
    let right_click = move |event: MouseEvent| {
        // A field that is being written in has a menu of the browser's.
        if edit.get_untracked().is_none() {
            event.prevent_default();
            open_menu(Place::of_pointer(&event));
        }
    };
    view! {
        <li class="side-row" class:is-edited=move || edit.get().is_some() on:contextmenu=right_click>
            <a href=format!("/c/{id}") class="row" title=title aria-current=move || current(open.get())
                on:dblclick=move |_| if open.get_untracked() { state.edited.set(Some((id, ConversationEdit::Rename))) }>
                <Icon glyph=if is_pinned { Glyph::Pin } else { Glyph::Chat }/><span>{title}</span>
            </a>
            <MenuOpener label=Signal::derive(move || texts.conversation_menu(title.get())) is_open on_open=open_menu node_ref=button/>
            {move || {
                edit.get().map(|edit| {
                    let done = Callback::new(move |()| {
                        state.edited.set(None);
                        spawn_local(async move {
                            // The row is hidden until the field is gone.
                            tick().await;
                            if let Some(button) = button.try_get_untracked().flatten() {
                                document::focus(&button);
                            }
                        });
                    });
                    view! { <EditRow id title=title.get_untracked() edit done/> }
                })
            }}
        </li>
    }
}

/// The field in which the title or the folder of a conversation is written, in place of its row.
#[component]
fn EditRow(
    /// Names the conversation.
    id: ConversationId,
    /// Its title.
    title: String,
    /// What is edited.
    edit: ConversationEdit,
    /// Told when it is done, or given up.
    done: Callback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let is_title = edit == ConversationEdit::Rename;
    let before = if is_title { title } else { String::new() };
    let field = NodeRef::<Input>::new();
    Effect::new(move || {
        if let Some(field) = field.get() {
            document::select(&field);
        }
    });
    // The row may have gone meanwhile.
    let finish = move || _ = done.try_run(());
    let wrong = RwSignal::new(None::<String>);
    let is_running = StoredValue::new(false);
    let save = {
        let before = before.clone();
        move || {
            // The row goes when the list has the new title, and tells of the focus that it loses.
            let Some(text) = field.try_get_untracked().flatten().map(|field| field.value()) else { return };
            if is_running.get_value() {
                return;
            }
            if is_title && (text.trim().is_empty() || text == before) {
                return finish();
            }
            is_running.set_value(true);
            spawn_local(async move {
                let saved = edit_conversation(id, edit, text).await;
                is_running.try_set_value(false);
                match saved {
                    Ok(()) => finish(),
                    Err(error) => drop(wrong.try_set(Some(texts.error(&error)))),
                }
            });
        }
    };
    let leave = {
        let save = save.clone();
        // A folder is only changed by Enter: an empty field would take the conversation out of its own.
        move |_: FocusEvent| if is_title { save() } else { finish() }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save();
    };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            event.stop_propagation();
            is_running.set_value(true);
            finish();
        }
    };
    let (label, length) =
        if is_title { (texts.title, Title::MAX_LENGTH) } else { (texts.folder_name, FOLDER_LENGTH_MAX) };
    view! {
        <form class="side-edit" on:submit=submit>
            <input node_ref=field value=before aria-label=label placeholder=label maxlength=length.to_string() list=(!is_title).then_some(FOLDERS)
                aria-invalid=move || wrong.with(Option::is_some).then_some("true") on:keydown=key on:blur=leave/>
            {move || wrong.get().map(|reason| view! { <p class="form-error" role="alert">{reason}</p> })}
        </form>
    }
}
