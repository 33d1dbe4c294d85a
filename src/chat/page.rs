//! The pages of chat: a new one at `/`, and `/c/{id}`.

use super::{
    api::{DeleteConversation, RenameConversation, open_conversation},
    branch::Branch,
    composer::Composer,
    message::PendingQuestion,
    model::{Conversation, ConversationEvent, ConversationId, Title as ConversationTitle},
    thread::Thread,
};
use crate::{
    browser::document,
    error::{AppError, Field},
    locales::use_texts,
    provider::model::ModelList,
    ui::{
        icon::{Glyph, Icon},
        load_error::LoadError,
    },
    workspace::{MenuButton, Shared},
};
use leptos::{ev::SubmitEvent, html, prelude::*, server_fn::ServerFn};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// `/`: a new chat, with something to begin with.
#[component]
pub fn NewChatPage() -> impl IntoView {
    let texts = use_texts();
    let shared = expect_context::<Shared>();
    let branch = Branch::new(None, Vec::new(), None);
    provide_context(branch);
    let area = branch.area;
    let start = move |title: &'static str, example: &'static str| {
        let fill = move |_| area.get_untracked().iter().for_each(|area| document::fill(area, example));
        view! { <li><button type="button" class="tile" on:click=fill><b>{title}</b><span>{example}</span></button></li> }
    };
    let sent = move || {
        let input = shared.send.input().get().filter(|_| shared.send.pending().get());
        input.map(|input| view! { <PendingQuestion text=input.content/> })
    };
    view! {
        <Title text=""/>
        <main class="main">
            <header class="bar"><MenuButton/><h1>{texts.new_chat}</h1></header>
            <div class="thread">
                <div class="column hello" hidden=move || shared.send.pending().get()>
                    <h2>{texts.greeting}</h2>
                    <ul class="tiles needs-script">
                        {start(texts.try_ask, texts.try_ask_example)}
                        {start(texts.try_code, texts.try_code_example)}
                        {start(texts.try_fix, texts.try_fix_example)}
                    </ul>
                </div>
                <div class="column">{sent}</div>
            </div>
            <WithModels/>
        </main>
    }
}

/// The composer of a new chat, when the models are known.
#[component]
fn WithModels() -> impl IntoView {
    let shared = expect_context::<Shared>();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match shared.models.await {
                    Ok(models) => view! { <Composer models/> }.into_any(),
                    Err(error) => view! { <LoadError error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// `/c/{id}`: one conversation.
#[component]
pub fn ConversationPage() -> impl IntoView {
    let shared = expect_context::<Shared>();
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    let conversation = Resource::new_blocking(move || id.get(), open_conversation);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let models = shared.models.await;
                match conversation.await.and_then(|conversation| Ok((conversation, models?))) {
                    Ok((conversation, models)) => view! { <ConversationView conversation models/> }.into_any(),
                    Err(error) => view! {
                        <main class="main">
                            <header class="bar"><MenuButton/></header>
                            <LoadError error/>
                        </main>
                    }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn ConversationView(
    /// The conversation as it was loaded.
    conversation: Conversation,
    /// The models to choose from.
    models: ModelList,
) -> impl IntoView {
    let shared = expect_context::<Shared>();
    let id = conversation.id;
    let title = RwSignal::new(conversation.title);
    let branch = Branch::new(Some(id), conversation.messages, conversation.older);
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
    let pending = move || {
        let is_new = |input: &super::api::SendMessage| input.after.is_empty();
        let input = shared.send.input().get().filter(|input| shared.send.pending().get() && is_new(input));
        input.map(|input| view! { <PendingQuestion text=input.content/> })
    };
    view! {
        <Title text=move || title.get()/>
        <main class="main">
            <header class="bar">
                <MenuButton/>
                <h1>{move || title.get()}</h1>
                <ConversationMenu id title=title.into()/>
            </header>
            <Thread pending=pending.into_any()/>
            <Composer model=conversation.model models/>
        </main>
    }
}

/// Rename and delete, in a menu that opens without a script.
#[component]
fn ConversationMenu(
    /// The conversation.
    id: ConversationId,
    /// Its title now.
    title: Signal<String>,
) -> impl IntoView {
    let texts = use_texts();
    let shared = expect_context::<Shared>();
    let field = NodeRef::<html::Input>::new();
    let rename = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            shared.rename.dispatch(RenameConversation { id, title: field.value() });
        }
    };
    let answered = shared.rename.value();
    let error = move || answered.get().and_then(Result::err).filter(is_about_title);
    view! {
        <details class="menu">
            <summary class="icon-button" aria-label=texts.more><Icon glyph=Glyph::More/></summary>
            <div class="menu-box">
                <form class="menu-form" method="post" action=RenameConversation::url() on:submit=rename>
                    <input type="hidden" name="id" value=id.to_string()/>
                    <label for="conversation-title">{texts.title}</label>
                    <input id="conversation-title" name="title" prop:value=move || title.get() value=title.get_untracked() node_ref=field
                        maxlength=ConversationTitle::MAX_LENGTH.to_string() required/>
                    <p class="form-error" role="alert" hidden=move || error().is_none()>
                        {move || error().map(|error| texts.error(&error))}
                    </p>
                    <button class="button">{texts.rename}</button>
                </form>
                <form class="menu-form" method="post" action=DeleteConversation::url()>
                    <input type="hidden" name="id" value=id.to_string()/>
                    <p class="form-note">{texts.delete_conversation_about}</p>
                    <button class="button is-danger">{texts.delete}</button>
                </form>
            </div>
        </details>
    }
}

fn is_about_title(error: &AppError) -> bool {
    error.field().is_none_or(|field| field == Field::Title)
}
