//! `/shares/new?conversation=ID` and `?document=ID`: says what whoever has the link will see, before there is one.

use crate::{
    i18n::{SharingTexts, use_language},
    sharing::{
        api::{CreateShare, preview_share},
        model::{ShareForm, SharePreview},
    },
    ui::{form_error::FormError, lazy_page::LazyPage, menu_button::MenuButton, page_data::PageData},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

/// After how many days a link may end; 0: it does not.
const DAYS: [u32; 5] = [30, 7, 90, 365, 0];

/// The page.
pub struct NewSharePage(PageData<NewShareData>);

/// What is to be shared, and what the server says of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct NewShareData {
    /// The conversation; empty: a document.
    conversation: String,
    /// The document; empty: a conversation.
    document: String,
    preview: SharePreview,
}

impl LazyPage for NewSharePage {
    fn data() -> Self {
        let query = use_query_map();
        let names = ["conversation", "document", "error"];
        let asked = move || query.with(|query| names.map(|name| query.get(name).unwrap_or_default()));
        Self(PageData::new(&["sharing"], asked, |[conversation, document, error]| async move {
            let preview = preview_share(conversation.clone(), document.clone(), error).await?;
            Ok(NewShareData { conversation, document, preview })
        }))
    }

    fn view(self) -> AnyView {
        self.0.view(|asked| view! { <NewShare asked/> }.into_any())
    }
}

#[component]
fn NewShare(
    /// What is to be shared.
    asked: NewShareData,
) -> impl IntoView {
    let texts = use_language().sharing_texts();
    let NewShareData { conversation, document, preview: SharePreview { back, error, form } } = asked;
    // The page of a document is none of the client.
    let rel = (!document.is_empty()).then_some("external");
    let back = view! { <a href=back rel=rel>{texts.cancel}</a> };
    let error = error.map(|error| view! { <p class="form-error" role="alert">{error}</p> });
    let content = match form {
        Some(ShareForm { title, shown, days, is_findable, refused }) => view! {
            <section class="panel share-new">
                <h2>{title}</h2>
                <h3>{texts.shown_title}</h3>
                <div><p>{shown}</p><p>{texts.shown_anybody}</p></div>
                {error}
                <form class="fields" method="post" action=CreateShare::url()>
                    <input type="hidden" name="conversation" value=conversation/>
                    <input type="hidden" name="document" value=document/>
                    <div class="field">
                        <label for="share-days">{texts.ends}</label>
                        <select id="share-days" name="days">{endings(texts, days)}</select>
                    </div>
                    <label class="check">
                        <input type="checkbox" name="is_findable" value="true" checked=is_findable/>{texts.findable}
                    </label>
                    <FormError error=refused/>
                    <button class="button">{texts.make}</button>
                </form>
                {back}
            </section>
        }
        .into_any(),
        None => view! { {error} <p>{back}</p> }.into_any(),
    };
    view! {
        <Title text=texts.share/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar"><MenuButton/><h1>{texts.share}</h1></header>
            <div class="settings">{content}</div>
        </main>
    }
}

/// The options of when a link ends.
fn endings(texts: &SharingTexts, chosen: Option<u32>) -> impl IntoView + use<> {
    let options = DAYS.map(|days| {
        view! { <option value=days.to_string() selected=Some(days) == chosen>{ending(texts, days)}</option> }
    });
    options.collect_view()
}

/// What the end after so many days is called.
fn ending(texts: &SharingTexts, days: u32) -> String {
    if days == 0 { texts.ends_when_revoked.to_owned() } else { texts.ends_in(days) }
}
