//! The pages of chat: a new one at `/`, and `/c/{id}`.

use super::{
    api::{DeleteConversation, UpdateConversation, open_conversation},
    branch::Branch,
    composer::Composer,
    message::PendingQuestion,
    model::{Conversation, ConversationEvent, ConversationId, PreferenceFields},
    thread::Thread,
};
use crate::{
    browser::document,
    json::Json,
    locales::use_texts,
    provider::model::ModelList,
    text::Title as ConversationTitle,
    ui::{
        icon::{Glyph, Icon},
        load_error::LoadError,
        text_area::area_content,
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
        view! { <li><button type="button" class="tile needs-script" on:click=fill><b>{title}</b><span>{example}</span></button></li> }
    };
    let lead = |path: &'static str, title: &'static str, about: &'static str| {
        view! { <li><a class="tile" href=path rel="external"><b>{title}</b><span>{about}</span></a></li> }
    };
    let sent = move || {
        let input = shared.send.input().get().filter(|_| shared.send.pending().get());
        input.map(|input| view! { <PendingQuestion text=input.content/> })
    };
    view! {
        <Title text=""/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar"><MenuButton/><h1>{texts.new_chat}</h1></header>
            <div class="thread">
                <div class="column hello" hidden=move || shared.send.pending().get()>
                    <h2>{texts.greeting}</h2>
                    <ul class="tiles">
                        {start(texts.try_ask, texts.try_ask_example)}
                        {start(texts.try_code, texts.try_code_example)}
                        {lead("/code", texts.fix_code, texts.try_fix_about)}
                        {lead("/documents/new", texts.try_document, texts.try_document_about)}
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
    let conversation = Resource::<_, Json>::new_with_options(move || id.get(), open_conversation, false);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let models = shared.models.await;
                match conversation.await.and_then(|conversation| Ok((conversation, models?))) {
                    Ok((conversation, models)) => view! { <ConversationView conversation models/> }.into_any(),
                    Err(error) => view! {
                        <main class="main" id="content" tabindex="-1">
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
    // The server writes the head last, on a thread that may hold another page's signals: only one that counts its owners
    // can be read there.
    let page_title = ArcRwSignal::new(conversation.title);
    let title = RwSignal::from(page_title.clone());
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
        <Title text=move || page_title.get()/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar">
                <MenuButton/>
                <h1>{move || title.get()}</h1>
                <ConversationMenu id title=title.into() preferences=conversation.preferences/>
            </header>
            <Thread pending=pending.into_any() newest=conversation.has_newer.then(|| format!("/c/{id}"))/>
            <Composer model=conversation.model models/>
        </main>
    }
}

/// Title, instructions and numbers for the model, and delete, in a menu that opens without a script.
#[component]
fn ConversationMenu(
    /// The conversation.
    id: ConversationId,
    /// Its title now.
    title: Signal<String>,
    /// How it is answered when the page comes.
    preferences: PreferenceFields,
) -> impl IntoView {
    let texts = use_texts();
    let menu = NodeRef::<html::Details>::new();
    let [title_field, temperature_field, max_tokens_field] = [(); 3].map(|()| NodeRef::<html::Input>::new());
    let prompt_field = NodeRef::<html::Textarea>::new();
    let value = |field: NodeRef<html::Input>| field.get_untracked().map(|field| field.value()).unwrap_or_default();
    let update = ServerAction::<UpdateConversation>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        update.dispatch(UpdateConversation {
            id,
            title: value(title_field),
            system_prompt: prompt_field.get_untracked().map(|field| field.value()).unwrap_or_default(),
            temperature: value(temperature_field),
            max_tokens: value(max_tokens_field),
        });
    };
    let answered = update.value();
    let error = move || answered.get().and_then(Result::err);
    Effect::new(move || {
        if let (Some(Ok(())), Some(menu)) = (answered.get(), menu.get_untracked()) {
            menu.set_open(false);
        }
    });
    view! {
        <details class="menu" node_ref=menu>
            <summary class="icon-button" aria-label=texts.more><Icon glyph=Glyph::More/></summary>
            <div class="menu-box">
                <form class="menu-form" method="post" action=UpdateConversation::url() on:submit=submit>
                    <input type="hidden" name="id" value=id.to_string()/>
                    <label for="conversation-title">{texts.title}</label>
                    <input id="conversation-title" name="title" prop:value=move || title.get() value=title.get_untracked() node_ref=title_field
                        maxlength=ConversationTitle::MAX_LENGTH.to_string() required/>
                    <label for="system-prompt">{texts.system_prompt}</label>
                    <textarea id="system-prompt" name="system_prompt" rows="3" placeholder=texts.system_prompt_placeholder
                        node_ref=prompt_field inner_html=area_content(&preferences.system_prompt)></textarea>
                    <label for="temperature">{texts.temperature}</label>
                    <input id="temperature" name="temperature" type="number" min="0" max="2" step="any"
                        placeholder=texts.left_to_model node_ref=temperature_field
                        value=preferences.temperature/>
                    <label for="max-tokens">{texts.max_tokens}</label>
                    <input id="max-tokens" name="max_tokens" type="number" min="1" max="1000000"
                        placeholder=texts.left_to_model node_ref=max_tokens_field
                        value=preferences.max_tokens/>
                    <p class="form-error" role="alert" hidden=move || error().is_none()>
                        {move || error().map(|error| texts.error(&error))}
                    </p>
                    <button class="button">{texts.save}</button>
                </form>
                <a class="text-button" rel="external" href=format!("/documents/new?from={id}")>{texts.to_document}</a>
                <a class="text-button" rel="external" href=format!("/files/{id}")>{texts.files}</a>
                <a class="text-button" rel="external" href=format!("/shares/new?conversation={id}")>{texts.share}</a>
                <a class="text-button" rel="external" href=format!("/chats?id={id}")>{texts.organise}</a>
                <form class="menu-form" method="post" action=DeleteConversation::url()>
                    <input type="hidden" name="id" value=id.to_string()/>
                    <p class="form-note">{texts.delete_conversation_about}</p>
                    <button class="button is-danger">{texts.delete}</button>
                </form>
            </div>
        </details>
    }
}
