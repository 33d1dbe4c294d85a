//! The pages of chat: a new one at `/`, and `/c/{id}`.

use super::{composer::Composer, message::PendingQuestion, message_actions, thread::Thread, thread_state::ThreadState};
use crate::{
    chat::{
        announcer::Announcer,
        api::{begin_chat, open_conversation},
        context::ChatContext,
        model::{Conversation, ConversationEvent, Message, NewChat},
    },
    i18n::use_texts,
    ui::{
        icon::{Glyph, Icon},
        lazy_page::LazyPage,
        menu_button::MenuButton,
        page_data::PageData,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// `/`: a new chat, with something to begin with.
pub struct NewChatPage(PageData<NewChat>);

impl LazyPage for NewChatPage {
    fn data() -> Self {
        Self(PageData::new(&[], || (), |()| begin_chat()))
    }

    fn view(self) -> AnyView {
        self.0.view(|new_chat| view! { <NewChatView new_chat/> }.into_any())
    }
}

#[component]
fn NewChatView(
    /// What there is to begin with.
    new_chat: NewChat,
) -> impl IntoView {
    let texts = use_texts();
    let shared = expect_context::<ChatContext>();
    let NewChat { welcome, composer } = new_chat;
    let branch = ThreadState::new(None, Vec::new(), None);
    provide_context(branch);
    let sent = move || {
        let input = shared.send.input().get().filter(|_| shared.send.pending().get());
        input.map(|input| view! { <PendingQuestion text=input.content/> })
    };
    view! {
        <Title text=""/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar"><MenuButton/><h1>{texts.new_chat}</h1></header>
            <div class="thread" on:click=move |event| message_actions::on_message_click(branch, None, &event, texts)>
                <div class="column hello" hidden=move || shared.send.pending().get() inner_html=welcome.into_string()></div>
                <div class="column">{sent}</div>
            </div>
            <Composer parts=composer/>
        </main>
    }
}

/// `/c/{id}`: one conversation.
pub struct ConversationPage(PageData<Conversation>);

impl LazyPage for ConversationPage {
    fn data() -> Self {
        let (params, query) = (use_params_map(), use_query_map());
        let asked = move || {
            let id = params.with(|params| params.get("id").unwrap_or_default());
            (id, query.with(|query| query.get("message")))
        };
        Self(PageData::new(&[], asked, |(id, message)| open_conversation(id, message)))
    }

    fn view(self) -> AnyView {
        self.0.view(|conversation| view! { <ConversationView conversation/> }.into_any())
    }
}

#[component]
fn ConversationView(
    /// The conversation as it was loaded.
    conversation: Conversation,
) -> impl IntoView {
    let (shared, texts) = (expect_context::<ChatContext>(), use_texts());
    let id = conversation.id;
    // The server writes the head last, on a thread that may hold another page's signals: only one that counts its owners
    // can be read there.
    let page_title = ArcRwSignal::new(conversation.title);
    let title = RwSignal::from(page_title.clone());
    let branch = ThreadState::new(Some(id), conversation.messages, conversation.older);
    provide_context(branch);

    let answered = shared.send.value();
    let changed = shared.changed;
    Effect::new(move || match changed.get() {
        Some(ConversationEvent::Changed { id: changed, title: new, head }) if changed == id => {
            title.set(new);
            let last = branch.messages.with_untracked(|messages| messages.last().map(|message| message.id));
            if head != last {
                branch.reload();
            }
        }
        Some(ConversationEvent::Everything) => branch.reload(),
        _ => {}
    });
    Effect::new(move || {
        let Some(Ok(sent)) = answered.get().filter(|answer| matches!(answer, Ok(sent) if sent.conversation == id))
        else {
            return;
        };
        branch.deleted.set(None);
        let last = branch.messages.with_untracked(|messages| messages.last().map(|message| message.id));
        if branch.messages.with_untracked(|messages| messages.iter().any(|message| message.id == sent.question.id)) {
            return;
        }
        if sent.question.parent == last {
            branch.messages.update(|messages| messages.extend([sent.question, sent.reply]));
        } else {
            // It stands beside another wording of itself, or another page has gone on with the conversation.
            branch.reload();
        }
    });
    let announcer = expect_context::<Announcer>();
    Effect::new(move || {
        answered.with(|answered| {
            let Some(Ok(sent)) = answered else { return };
            let is_it = |message: &&Message| message.id == sent.reply.id;
            branch.messages.with(|messages| {
                if let Some(reply) = messages.iter().find(is_it) {
                    announcer.tell_complete(reply);
                }
            });
        });
    });
    let pending = move || {
        let is_new = |input: &crate::chat::api::SendMessage| input.after.is_empty();
        let input = shared.send.input().get().filter(|input| shared.send.pending().get() && is_new(input));
        input.map(|input| view! { <PendingQuestion text=input.content/> })
    };
    view! {
        <Title text=move || page_title.get()/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar">
                <MenuButton/>
                <h1>{move || title.get()}</h1>
                // It opens without a script.
                <details class="menu" open=conversation.is_menu_open>
                    <summary class="icon-button" aria-label=texts.more><Icon glyph=Glyph::More/></summary>
                    <div class="menu-box" inner_html=conversation.menu.into_string()></div>
                </details>
            </header>
            <Thread pending=pending.into_any() newest=conversation.has_newer.then(|| format!("/c/{id}"))/>
            <Composer parts=conversation.composer/>
        </main>
    }
}
