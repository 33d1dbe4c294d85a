//! The messages of a conversation, from its end: the newest one is in view, and stays there while the reader does.

use super::{message::MessageView, message_actions, thread_state::ThreadState};
use crate::{
    browser::document,
    chat::code_tools::{CodeTools, CodeToolsPlace},
    i18n::use_texts,
    ui::icon::{Glyph, Icon},
};
use leptos::{html, prelude::*};

/// How close to the oldest message that is here the reader must be for older ones to be loaded, in pixels.
const LOAD_OLDER_WITHIN: i32 = 800;
/// How far from the newest message the reader is away from it, in pixels.
const AWAY_FROM: i32 = 120;

/// The messages that are here, oldest first; older ones come when the reader scrolls up to them.
#[component]
pub fn Thread(
    /// What is on its way to the server.
    pending: AnyView,
    /// The address of the newest messages, when others are shown.
    newest: Option<String>,
) -> impl IntoView {
    let texts = use_texts();
    let branch = expect_context::<ThreadState>();
    let thread = NodeRef::<html::Div>::new();
    let tools = CodeTools::new(branch);
    let is_away = RwSignal::new(false);
    let look = move || {
        let Some(thread) = thread.get_untracked() else { return };
        let place = document::scroll_place(&thread);
        is_away.maybe_update(|is| std::mem::replace(is, place.to_end > AWAY_FROM) != *is);
        if place.to_start < LOAD_OLDER_WITHIN {
            branch.load_older();
        }
    };
    // The reader may have scrolled before this was there to see it.
    Effect::new(look);
    // The thread is laid out from its end by the style sheet, so that it needs no script to open at the newest message,
    // and what is put before the first message moves nothing.
    view! {
        <div class="thread" tabindex="-1" node_ref=thread on:scroll=move |_| look()
            on:mousedown=|event| message_actions::keep_selection(&event) on:click=move |event| message_actions::on_message_click(branch, Some(tools), &event, texts)>
            <div class="column">
                <p class="older" hidden=move || branch.older.get().is_none()>
                    <button type="button" class="text-button needs-script" on:click=move |_| branch.load_older()>
                        {texts.older_messages}
                    </button>
                </p>
                <For each=move || branch.messages.get()
                    key=|message| (message.id, message.siblings, message.state.status) let(message)>
                    <MessageView message/>
                </For>
                {newest.map(|href| view! { <a class="text-button" rel="external" href=href>{texts.to_newest}</a> })}
                {pending}
            </div>
        </div>
        <CodeToolsPlace tools/>
        <div class="to-newest" hidden=move || !is_away.get()>
            <button type="button" class="icon-button" aria-label=texts.to_newest on:click=|_| document::scroll_to_newest()>
                <Icon glyph=Glyph::Down/>
            </button>
        </div>
    }
}
