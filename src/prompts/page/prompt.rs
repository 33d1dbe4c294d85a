//! `/prompts/new` and `/prompts/{id}/edit`: the making of a prompt.

use super::{Frame, Refused, use_form_address, use_prompts_texts};
use crate::{
    domain::title::Title as Name,
    i18n::use_language,
    prompts::{
        api::{DeletePrompt, SavePrompt, open_prompt_form},
        model::{COMMAND_MAX_CHARS, PromptForm},
    },
    ui::{confirm::Confirm, lazy_page::LazyPage, page_data::PageData, textarea::escape_textarea},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// How blanks are written.
const EXAMPLES: [&str; 4] = ["{{name}}", "{{name=default}}", "{{name:number=3}}", "{{name:choice:a|b|c}}"];

/// The page.
pub struct PromptPage(PageData<PromptForm>);

impl LazyPage for PromptPage {
    fn data() -> Self {
        let load = |(id, is_again)| open_prompt_form(id, is_again);
        Self(PageData::new(&["prompts", "chat"], use_form_address(), load))
    }

    fn view(self) -> AnyView {
        self.0.view(|form| view! { <Edit form/> }.into_any())
    }
}

#[component]
fn Edit(
    /// What is in the fields.
    form: PromptForm,
) -> impl IntoView {
    let (texts, general) = (use_prompts_texts(), use_language().chat_texts());
    let PromptForm { id, name, command, body, error } = form;
    let id = id.map(|id| id.to_string());
    let title = if id.is_some() { texts.edit_prompt } else { texts.prompt_new };
    let abouts = [texts.blank_text, texts.blank_default, texts.blank_number, texts.blank_choice];
    let examples = EXAMPLES.into_iter().zip(abouts);
    let examples = examples.map(|(code, about)| view! { <dt><code>{code}</code></dt><dd>{about}</dd> }).collect_view();
    view! {
        <Frame title=title.to_owned() back="/prompts">
            <section class="panel">
                <Refused error/>
                <form class="fields is-wide" method="post" action=SavePrompt::url()>
                    <input type="hidden" name="id" value=id.clone().unwrap_or_default()/>
                    <div class="field">
                        <label for="prompt-name">{texts.name}</label>
                        <input id="prompt-name" name="name" maxlength=Name::MAX_LENGTH.to_string() required value=name/>
                    </div>
                    <div class="field">
                        <label for="prompt-command">{texts.command}</label>
                        <input id="prompt-command" name="command" maxlength=(COMMAND_MAX_CHARS + 1).to_string() required value=command
                            autocapitalize="none" spellcheck="false" aria-describedby="prompt-command-note"/>
                        <p id="prompt-command-note" class="field-note">{texts.command_hint}</p>
                    </div>
                    <div class="field">
                        <label for="prompt-body">{texts.body}</label>
                        <textarea id="prompt-body" name="body" rows="12" required aria-describedby="prompt-body-note"
                            inner_html=escape_textarea(&body)></textarea>
                        <p id="prompt-body-note" class="field-note">{texts.body_hint}</p>
                    </div>
                    <dl class="prompt-blanks">{examples}</dl>
                    <button class="button">{general.save}</button>
                </form>
            </section>
            {id.map(|id| view! {
                <section class="panel is-danger">
                    <h2>{texts.delete_prompt}</h2>
                    <Confirm label=general.delete question=texts.delete_cannot_be_undone>
                        <form method="post" action=DeletePrompt::url()>
                            <button class="button is-danger" name="id" value=id>{general.delete}</button>
                        </form>
                    </Confirm>
                </section>
            })}
        </Frame>
    }
}
