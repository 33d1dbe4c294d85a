//! What can be done with the code of replies beside copying it: running it, asking about it, opening its files beside the chat. The
//! server writes the buttons (`crate::markup`, `message_body.rs`); what they do comes when one is pressed first.

mod actions;
mod fence;
mod file_view;
mod files_panel;
mod opened;

use super::components::thread_state::ThreadState;
use crate::i18n::page_texts::fetch_texts;
pub use fence::fenced;
use leptos::{html, prelude::*, reactive::owner::WeakOwner, task::spawn_local};
use opened::Opened;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What is open of the code of a conversation. Cheap to copy.
#[derive(Clone, Copy)]
pub struct CodeTools {
    thread: ThreadState,
    /// Where the menu and the files are shown.
    place: NodeRef<html::Div>,
    /// The owner of the page, for what comes later.
    owner: StoredValue<Option<WeakOwner>>,
    /// None before the first press.
    opened: StoredValue<Option<Opened>>,
}

/// A button that was pressed.
pub struct Press {
    /// What it is for.
    tool: Tool,
    button: HtmlElement,
}

enum Tool {
    Actions,
    Run,
    Files,
}

impl Tool {
    /// The groups of texts that it needs.
    fn texts(&self) -> &'static [&'static str] {
        match self {
            Self::Actions | Self::Run => &["chat-tools"],
            // What differs between two versions is shown as on the pages of code.
            Self::Files => &["chat-tools", "code-fixes"],
        }
    }
}

impl CodeTools {
    /// Nothing is open yet. To be made with the page of a conversation.
    pub fn new(thread: ThreadState) -> Self {
        let owner = StoredValue::new(Owner::current().map(|owner| owner.downgrade()));
        Self { thread, place: NodeRef::new(), owner, opened: StoredValue::new(None) }
    }

    /// Does what a button is for that says so by its `data-tool`; says whether it is such a one.
    pub fn on_click(self, button: &Element) -> bool {
        let tool = match button.get_attribute("data-tool").as_deref() {
            Some("actions") => Tool::Actions,
            Some("run") => Tool::Run,
            Some("files") => Tool::Files,
            _ => return false,
        };
        if let Ok(button) = button.clone().dyn_into::<HtmlElement>() {
            spawn_local(async move {
                // What cannot be fetched is fetched again by the next press.
                if fetch_texts(tool.texts()).await {
                    let _ = open(self, Press { tool, button }).await;
                }
            });
        }
        true
    }
}

/// Where the menu of code and the files of a reply are shown.
#[component]
pub fn CodeToolsPlace(
    /// What is open.
    tools: CodeTools,
) -> impl IntoView {
    view! { <div class="code-tools" node_ref=tools.place></div> }
}

/// Opens what a button is for, when the code for it is there.
#[cfg(not(feature = "ssr"))]
#[leptos::wasm_split::wasm_split(code_tools, wasm_split_path = leptos::wasm_split, fallible)]
fn open(tools: CodeTools, press: Press) -> Result<(), leptos::wasm_split::SplitLoaderError> {
    opened::open(tools, press);
    Ok(())
}

/// Nothing is pressed on the server.
#[cfg(feature = "ssr")]
async fn open(tools: CodeTools, press: Press) -> Result<(), std::convert::Infallible> {
    opened::open(tools, press);
    Ok(())
}
