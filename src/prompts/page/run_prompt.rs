//! `/prompts/{id}`: a prompt is filled in, and asked in a new conversation.

use super::{Frame, Refused, loaded, named, use_prompts_texts};
use crate::{
    auth::flash::posted_value,
    chat::api::SendMessage,
    domain::error::AppError,
    prompts::{
        api::UsePrompt,
        model::{Prompt, PromptId},
        rejected_form::RejectedForm,
        template::{Kind, Variable},
    },
    ui::{
        form_error::{FormError, form_error},
        textarea::escape_textarea,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};
use std::collections::BTreeMap;

/// The page.
#[component]
pub fn FillPage() -> impl IntoView {
    let id = named::<PromptId>();
    loaded(
        |prompts, user| async move { prompts.get(user.id(), id?.ok_or(AppError::NotFound)?).await },
        |prompt, returned| view! { <Fill prompt returned/> },
    )
}

#[component]
fn Fill(
    /// The prompt.
    prompt: Prompt,
    /// What was sent before.
    returned: Option<RejectedForm>,
) -> impl IntoView {
    let texts = use_prompts_texts();
    let variables = prompt.variables();
    let edit = format!("/prompts/{}/edit", prompt.id);
    let form = if variables.is_empty() {
        view! { <WholeForm prompt=prompt.clone()/> }.into_any()
    } else {
        view! { <BlanksForm prompt=prompt.clone() variables returned/> }.into_any()
    };
    view! {
        <Frame title=prompt.name back="/prompts">
            <section class="panel">
                {form}
                <a href=edit>{texts.edit_prompt}</a>
            </section>
        </Frame>
    }
}

/// A prompt without blanks, which may still be changed before it is asked.
#[component]
fn WholeForm(
    /// The prompt.
    prompt: Prompt,
) -> impl IntoView {
    let texts = use_prompts_texts();
    let error = form_error::<SendMessage>();
    // Braces that are no blank are asked as such.
    let asked = || prompt.template().ok().and_then(|template| template.fill(&BTreeMap::new()).ok());
    let text = posted_value::<SendMessage>("content").or_else(asked).unwrap_or_default();
    view! {
        <form class="fields is-wide" method="post" action=SendMessage::url()>
            <div class="field">
                <label for="prompt-content">{texts.question}</label>
                <textarea id="prompt-content" name="content" rows="8" required inner_html=escape_textarea(&text)></textarea>
            </div>
            <FormError error is_alone=true/>
            <button class="button">{texts.ask}</button>
        </form>
    }
}

/// A prompt with its blanks.
#[component]
fn BlanksForm(
    /// The prompt.
    prompt: Prompt,
    /// Its blanks.
    variables: Vec<Variable>,
    /// What was sent before.
    returned: Option<RejectedForm>,
) -> impl IntoView {
    let texts = use_prompts_texts();
    let sent: Vec<_> = returned.iter().flat_map(|returned| returned.fields.clone()).map(|(_, value)| value).collect();
    let fields = variables.into_iter().enumerate().map(|(at, variable)| {
        let value = sent.get(at).cloned().or_else(|| variable.default.clone()).unwrap_or_default();
        view! { <Blank at variable value/> }
    });
    let fields = fields.collect_view();
    view! {
        <pre class="prompt-body" tabindex="0">{prompt.body}</pre>
        <Refused returned/>
        <form class="fields is-wide" method="post" action=UsePrompt::url()>
            <input type="hidden" name="id" value=prompt.id.to_string()/>
            {fields}
            <button class="button">{texts.ask}</button>
        </form>
    }
}

#[component]
fn Blank(
    /// Which one it is.
    at: usize,
    /// The blank.
    variable: Variable,
    /// What is in it.
    value: String,
) -> impl IntoView {
    let id = format!("value-{at}");
    let Variable { name, kind, choices, default } = variable;
    let is_required = default.is_none();
    let input = match kind {
        Kind::Text => view! {
            <textarea id=id.clone() name="values[]" rows="2" required=is_required inner_html=escape_textarea(&value)></textarea>
        }
        .into_any(),
        Kind::Number => view! {
            <input id=id.clone() name="values[]" type="number" step="any" required=is_required value=value/>
        }
        .into_any(),
        Kind::Choice => {
            let options = choices.into_iter().map(|choice| {
                let is_chosen = choice == value;
                view! { <option value=choice.clone() selected=is_chosen>{choice.clone()}</option> }
            });
            view! { <select id=id.clone() name="values[]">{options.collect_view()}</select> }.into_any()
        }
    };
    view! { <div class="field"><label for=id>{name}</label>{input}</div> }
}
