//! `/documents/formats/new`: a format of one's own.

use super::use_documents_texts;
use crate::{
    documents::api::{CreateFormat, FormatForm, begin_format},
    i18n::Language,
    ui::{
        form_error::FormError, lazy_page::LazyPage, menu_button::MenuButton, page_data::PageData,
        textarea::escape_textarea,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;

/// The page.
pub struct NewFormatPage(PageData<FormatForm>);

impl LazyPage for NewFormatPage {
    fn data() -> Self {
        Self(PageData::new(&["documents"], || (), |()| begin_format()))
    }

    fn view(self) -> AnyView {
        self.0.view(|form| view! { <NewFormat form/> }.into_any())
    }
}

#[component]
fn NewFormat(
    /// What was typed already.
    form: FormatForm,
) -> impl IntoView {
    let texts = use_documents_texts();
    let FormatForm { name, example, language: chosen, error } = form;
    let error = Signal::stored(error);
    let languages = Language::ALL.map(|(option, name)| {
        view! { <option value=option.tag() selected=option == chosen lang=option.tag()>{name}</option> }
    });
    view! {
        <Title text=texts.own_format_new/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar">
                <MenuButton/>
                <h1>{texts.own_format_new}</h1>
            </header>
            <div class="documents">
                <form class="document-form" method="post" action=CreateFormat::url()>
                    <p class="lead">{texts.own_format_about}</p>
                    <FormError error is_alone=true/>
                    <div class="field">
                        <label for="name">{texts.own_format_name}</label>
                        <input id="name" name="name" maxlength="200" required value=name/>
                    </div>
                    <div class="field">
                        <label for="example">{texts.own_format_example}</label>
                        <textarea id="example" name="example" rows="16" maxlength="300000" required
                            inner_html=escape_textarea(&example)></textarea>
                    </div>
                    <div class="field">
                        <label for="language">{texts.language}</label>
                        <select id="language" name="language">{languages}</select>
                    </div>
                    <div class="document-form-row"><button class="button">{texts.own_format_make}</button></div>
                </form>
            </div>
        </main>
    }
}
