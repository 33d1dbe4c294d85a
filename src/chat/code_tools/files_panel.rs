//! The files of an answer in a panel beside the chat; on a narrow page it covers the chat.

use super::{file_view::FileView, opened::Closer};
use crate::{
    browser::document,
    chat::{
        api::list_files,
        model::{ConversationId, MessageId},
        pages::artifacts::FileEntry,
    },
    i18n::use_language,
};
use leptos::{
    ev::{self, KeyboardEvent},
    html,
    prelude::*,
    task::spawn_local,
};
use web_sys::HtmlElement;

/// Where there is no room for the panel beside the chat.
const NARROW: &str = "(max-width: 1100px)";
/// What the style sheet makes room by.
const HAS_FILES: &str = "has-files";

/// A file of the answer, with its versions.
#[derive(Clone)]
pub struct AnswerFile {
    /// Its path.
    pub name: String,
    /// The version that the answer has.
    pub version: usize,
    /// How many versions there are.
    pub versions: usize,
}

impl AnswerFile {
    /// A file of a conversation, if the answer has it.
    fn of(file: FileEntry, answer: MessageId) -> Option<Self> {
        let at = file.answers.iter().position(|message| *message == answer)?;
        Some(Self { name: file.name, version: at + 1, versions: file.answers.len() })
    }
}

/// The panel, when its files are there.
#[component]
pub fn FilesPanel(
    /// The conversation.
    conversation: ConversationId,
    /// The answer.
    message: MessageId,
    /// What opened it.
    button: HtmlElement,
    /// Where a person writes.
    area: NodeRef<html::Textarea>,
    /// Closes it.
    closer: Closer,
) -> impl IntoView {
    let files = RwSignal::new(Vec::<AnswerFile>::new());
    spawn_local(async move {
        if let Ok(found) = list_files(conversation.to_string(), String::new(), String::new(), String::new()).await {
            files.try_set(found.files.into_iter().filter_map(|file| AnswerFile::of(file, message)).collect());
        }
    });
    let close = UnsyncCallback::new(move |()| {
        closer.close();
        let _ = button.focus();
    });
    move || {
        let files = files.get();
        (!files.is_empty()).then(|| view! { <Panel conversation message files area close/> })
    }
}

#[component]
fn Panel(
    /// The conversation.
    conversation: ConversationId,
    /// The answer.
    message: MessageId,
    /// Its files, at least one.
    files: Vec<AnswerFile>,
    /// Where a person writes.
    area: NodeRef<html::Textarea>,
    /// Closes it.
    close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_language().chat_tools_texts();
    let dialog = NodeRef::<html::Dialog>::new();
    let selected = RwSignal::new(0);
    let id = conversation.to_string();
    let archive = ["/api/v1/conversations/", &id, "/files/archive?message=", &message.to_string()].concat();
    keep_in_place(dialog);
    // One that covers the chat keeps the focus in it until it is closed.
    let close = move || {
        dialog.get_untracked().iter().for_each(|dialog| dialog.close());
        close.run(());
    };
    let on_cancel = move |event: web_sys::Event| {
        event.prevent_default();
        close();
    };
    // One that covers the chat is told by the browser.
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() && !document::matches_media(NARROW) {
            event.prevent_default();
            close();
        }
    };
    let names = files.iter().map(|file| file.name.clone()).collect();
    let files = StoredValue::new(files);
    // Made anew for each file: what was chosen belongs to the one before.
    let file = move || files.with_value(|files| files.get(selected.get()).cloned());
    view! {
        <dialog class="files-panel" aria-labelledby="files-title" node_ref=dialog on:cancel=on_cancel on:keydown=on_key>
            <header>
                <h2 id="files-title">{texts.files}</h2>
                <a class="text-button" href=["/files/", &id].concat()>{texts.files_all}</a>
                <button type="button" class="text-button" on:click=move |_| close()>{texts.close}</button>
            </header>
            <Tabs names selected/>
            <div class="files-body">
                <For each=file key=|file| file.name.clone() let(file)>
                    <FileView conversation message file tab=tab_id(selected.get_untracked()) area/>
                </For>
            </div>
            <footer><a class="button is-quiet" href=archive download>{texts.files_download_all}</a></footer>
        </dialog>
    }
}

/// Opens the panel beside the chat, or over it where there is no room, and does the other when that changes.
fn keep_in_place(dialog: NodeRef<html::Dialog>) {
    let was_narrow = StoredValue::new(None::<bool>);
    let show = move || {
        let Some(dialog) = dialog.get_untracked() else { return };
        let is_narrow = document::matches_media(NARROW);
        if was_narrow.get_value() == Some(is_narrow) {
            return;
        }
        was_narrow.set_value(Some(is_narrow));
        dialog.close();
        document::mark_body(HAS_FILES, !is_narrow);
        if is_narrow {
            // One that is closed can be opened.
            let _ = dialog.show_modal();
        } else {
            dialog.show();
        }
    };
    Effect::new(move || {
        if let Some(dialog) = dialog.get() {
            show();
            document::focus_within(&dialog, "[role=tab]");
        }
    });
    let listener = window_event_listener(ev::resize, move |_| show());
    on_cleanup(move || {
        listener.remove();
        document::mark_body(HAS_FILES, false);
    });
}

fn tab_id(at: usize) -> String {
    ["file-tab-", &at.to_string()].concat()
}

/// The names of the files, to choose one.
#[component]
fn Tabs(
    /// The names.
    names: Vec<String>,
    /// The one that is shown.
    selected: RwSignal<usize>,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    let count = names.len();
    let on_key = move |event: KeyboardEvent| {
        let at = selected.get_untracked();
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1) % count,
            "ArrowLeft" => (at + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        selected.set(to);
        list.get_untracked().iter().for_each(|list| document::focus_within(list, &["#", &tab_id(to)].concat()));
    };
    let tab = move |(at, name): (usize, String)| {
        let is_selected = move || selected.get() == at;
        view! {
            <button type="button" role="tab" id=tab_id(at) aria-controls="file-view"
                aria-selected=move || if is_selected() { "true" } else { "false" }
                tabindex=move || if is_selected() { "0" } else { "-1" } on:click=move |_| {
                    // Chosen once more it goes on as it is.
                    if selected.get_untracked() != at {
                        selected.set(at);
                    }
                }>{name}</button>
        }
    };
    view! {
        <div role="tablist" class="files-tabs" aria-labelledby="files-title" node_ref=list on:keydown=on_key>
            {names.into_iter().enumerate().map(tab).collect_view()}
        </div>
    }
}
