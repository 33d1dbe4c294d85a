//! `/prompts/{id}`: a prompt is filled in, and asked in a new conversation.

use super::{Frame, Refused, use_form_address, use_prompts_texts};
use crate::{
    chat::api::SendMessage,
    domain::error::AppError,
    prompts::{
        api::{UsePrompt, open_prompt},
        model::{Blank, BlankInput, PromptId, PromptToAsk, Question},
    },
    ui::{form_error::FormError, lazy_page::LazyPage, page_data::PageData, textarea::escape_textarea},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The page.
pub struct FillPage(PageData<PromptToAsk>);

impl LazyPage for FillPage {
    fn data() -> Self {
        let load = |(id, is_again)| open_prompt(id, is_again);
        Self(PageData::new(&["prompts"], use_form_address(), load))
    }

    fn view(self) -> AnyView {
        self.0.view(|prompt| view! { <Fill prompt/> }.into_any())
    }
}

#[component]
fn Fill(
    /// The prompt.
    prompt: PromptToAsk,
) -> impl IntoView {
    let texts = use_prompts_texts();
    let PromptToAsk { id, name, question } = prompt;
    let form = match question {
        Question::Whole { text, refused } => view! { <WholeForm text refused/> }.into_any(),
        Question::Blanks { body, blanks, error } => view! { <BlanksForm id body blanks error/> }.into_any(),
    };
    view! {
        <Frame title=name back="/prompts">
            <section class="panel">
                {form}
                <a href=format!("/prompts/{id}/edit")>{texts.edit_prompt}</a>
            </section>
        </Frame>
    }
}

/// A prompt without blanks, which may still be changed before it is asked.
#[component]
fn WholeForm(
    /// Its text.
    text: String,
    /// Why it was not asked.
    refused: Option<AppError>,
) -> impl IntoView {
    let texts = use_prompts_texts();
    view! {
        <form class="fields is-wide" method="post" action=SendMessage::url()>
            <div class="field">
                <label for="prompt-content">{texts.question}</label>
                <textarea id="prompt-content" name="content" rows="8" required inner_html=escape_textarea(&text)></textarea>
            </div>
            <FormError error=refused is_alone=true/>
            <button class="button">{texts.ask}</button>
        </form>
    }
}

/// A prompt with its blanks.
#[component]
fn BlanksForm(
    /// The prompt.
    id: PromptId,
    /// Its text.
    body: String,
    /// Its blanks.
    blanks: Vec<Blank>,
    /// Why it was not asked.
    error: Option<String>,
) -> impl IntoView {
    let texts = use_prompts_texts();
    let fields = blanks.into_iter().enumerate().map(|(at, blank)| view! { <BlankField at blank/> });
    let fields = fields.collect_view();
    view! {
        <pre class="prompt-body" tabindex="0">{body}</pre>
        <Refused error/>
        <form class="fields is-wide" method="post" action=UsePrompt::url()>
            <input type="hidden" name="id" value=id.to_string()/>
            {fields}
            <button class="button">{texts.ask}</button>
        </form>
    }
}

#[component]
fn BlankField(
    /// Which one it is.
    at: usize,
    /// The blank.
    blank: Blank,
) -> impl IntoView {
    let id = format!("value-{at}");
    let Blank { name, input, value, is_required } = blank;
    let input = match input {
        BlankInput::Text => view! {
            <textarea id=id.clone() name="values[]" rows="2" required=is_required inner_html=escape_textarea(&value)></textarea>
        }
        .into_any(),
        BlankInput::Number => view! {
            <input id=id.clone() name="values[]" type="number" step="any" required=is_required value=value/>
        }
        .into_any(),
        BlankInput::Choice(choices) => {
            let options = choices.into_iter().map(|choice| {
                let is_chosen = choice == value;
                view! { <option value=choice.clone() selected=is_chosen>{choice.clone()}</option> }
            });
            view! { <select id=id.clone() name="values[]">{options.collect_view()}</select> }.into_any()
        }
    };
    view! { <div class="field"><label for=id>{name}</label>{input}</div> }
}
