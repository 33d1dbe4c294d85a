//! `/temporary`: a chat that is gone when its page is.

use super::{
    api::begin_temporary_chat,
    state::{Question, TemporaryChat},
};
use crate::{
    browser::{arrival, clipboard, document},
    chat::{
        announcer::Announcer,
        components::{growing_reply::GrowingReply, live_reply::LiveReply, message::PendingQuestion},
        model::ComposerParts,
    },
    i18n::{use_language, use_texts},
    ui::{
        icon::{Glyph, Icon},
        lazy_page::LazyPage,
        menu_button::MenuButton,
        page_data::PageData,
    },
};
use leptos::{
    ev::{MouseEvent, SubmitEvent},
    html,
    prelude::*,
};
use leptos_meta::Title;

/// The page.
pub struct TemporaryPage(PageData<ComposerParts>);

impl LazyPage for TemporaryPage {
    fn data() -> Self {
        Self(PageData::new(&["temporary-chat"], || (), |()| begin_temporary_chat()))
    }

    fn view(self) -> AnyView {
        self.0.view(|parts| view! { <Temporary parts/> }.into_any())
    }
}

#[component]
fn Temporary(
    /// What the composer offers.
    parts: ComposerParts,
) -> impl IntoView {
    let (texts, general) = (use_language().temporary_chat_texts(), use_texts());
    let chat = TemporaryChat::new(general);
    provide_context(chat);
    let is_empty = Memo::new(move |_| chat.questions.with(Vec::is_empty));
    let start_over = move |event: MouseEvent| {
        // It leads to the page that is shown already.
        event.prevent_default();
        event.stop_propagation();
        chat.start_over();
    };
    let copy_code = move |event: MouseEvent| {
        if let Some(button) = document::pressed(&event, "button") {
            clipboard::copy_code(button, general.copied);
        }
    };
    view! {
        <Title text=texts.temporary_chat/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar">
                <MenuButton/>
                <h1>{texts.temporary_chat}</h1>
                <a class="button is-quiet temporary-again" href="/temporary" on:click=start_over>{texts.start_over}</a>
            </header>
            <div class="thread" tabindex="-1" on:click=copy_code>
                <div class="column hello" hidden=move || !is_empty.get()>
                    <h2>{texts.hello}</h2>
                    <ul class="temporary-about">
                        <li>{texts.about_stored}</li>
                        <li>{texts.about_gone}</li>
                        <li>{texts.about_model}</li>
                    </ul>
                </div>
                <div class="column" hidden=move || is_empty.get()>
                    <For each=move || chat.questions.get() key=|question| question.number let(question)>
                        <Turn question/>
                    </For>
                </div>
            </div>
            <Composer parts/>
        </main>
    }
}

/// A question and its reply.
#[component]
fn Turn(
    /// The question.
    question: Question,
) -> impl IntoView {
    let chat = expect_context::<TemporaryChat>();
    let (copy, copied) = (use_language().temporary_chat_texts().copy, use_texts().copied);
    let reply = LiveReply::begin();
    expect_context::<Announcer>().follow(reply, || true);
    // Runs once; what it begins lives as long as the question is on the page.
    Effect::new(move || {
        document::scroll_to_newest();
        untrack(|| chat.ask(reply));
    });
    let copy_reply = move |event: MouseEvent| {
        if let Some(button) = document::pressed(&event, "button") {
            clipboard::copy_by_button(reply.text.get_untracked().trim().to_owned(), button, copied);
        }
    };
    let actions = view! {
        <div class="message-actions">
            <button type="button" class="text-button for-text" on:click=copy_reply>{copy}</button>
        </div>
    };
    view! {
        <PendingQuestion text=question.text/>
        <GrowingReply reply actions=actions.into_any()/>
    }
}

/// Where a person writes; nothing is to be written before the client is there, which alone holds it.
#[component]
fn Composer(
    /// What it offers.
    parts: ComposerParts,
) -> impl IntoView {
    let (texts, general) = (use_language().temporary_chat_texts(), use_texts());
    let chat = expect_context::<TemporaryChat>();
    let TemporaryChat { area, picker, error, .. } = chat;
    let form = NodeRef::<html::Form>::new();
    let is_ready = RwSignal::new(false);
    Effect::new(move || {
        is_ready.set(true);
        // A page that was gone to has the focus given (src/browser/arrival.rs). The text area can take it after it was enabled.
        if arrival::is_first() {
            request_animation_frame(move || {
                area.try_get_untracked().flatten().iter().for_each(|area| document::focus_if_free(area));
            });
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        chat.submit();
    };
    view! {
        <div class="box">
            <noscript><p class="form-error">{texts.no_script}</p></noscript>
            <form class="composer is-temporary" node_ref=form on:submit=submit>
                <textarea name="content" rows="1" required node_ref=area disabled=move || !is_ready.get() aria-label=general.message
                    placeholder=general.message_placeholder aria-describedby="temporary-error"
                    on:keydown=move |event| {
                        if document::is_sending_enter(&event) {
                            event.prevent_default();
                            form.get_untracked().iter().for_each(|form| _ = form.request_submit());
                        }
                    }></textarea>
                <div class="composer-row">
                    <select class="pick" name="model" aria-label=general.model node_ref=picker inner_html=parts.models.into_string()></select>
                    <button type="button" class="send is-stop" aria-label=general.stop hidden=move || !chat.is_running()
                        on:click=move |_| chat.stop()>
                        <Icon glyph=Glyph::Stop/>
                    </button>
                    <button class="send" aria-label=general.send disabled=move || !is_ready.get() || chat.is_running()>
                        <Icon glyph=Glyph::Send/>
                    </button>
                </div>
            </form>
            <p id="temporary-error" class="form-error" role="alert" hidden=move || error.with(Option::is_none)>
                {move || error.get()}
            </p>
            <div inner_html=parts.note.into_string()></div>
        </div>
    }
}
