//! The messages of a conversation, from its end: the newest one is in view, and stays there while the reader does.

use super::{live_reply::LiveReply, message::MessageView, model::Message};
use leptos::prelude::*;

/// Every message, oldest first.
#[component]
pub fn Thread(
    /// The messages; new ones are added at the end.
    messages: RwSignal<Vec<Message>>,
    /// The reply that is being written.
    running: RwSignal<Option<LiveReply>>,
    /// Whether the conversation has a name that will not come any more.
    is_named: bool,
    /// Is told when a model has named the conversation.
    on_titled: Callback<String>,
    /// What is on its way to the server.
    pending: AnyView,
) -> impl IntoView {
    // The thread is laid out from its end by the style sheet, so that it needs no script to open at the newest message.
    view! {
        <div class="thread" tabindex="-1">
            <div class="column">
                <For each=move || messages.get() key=|message| message.id let(message)>
                    <MessageView message running is_named on_titled/>
                </For>
                {pending}
            </div>
        </div>
    }
}
