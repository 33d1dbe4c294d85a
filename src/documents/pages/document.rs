//! `/documents/{id}`: one document, to be written. Without a script it is a text area with Markdown; the editor takes its
//! place when it has loaded.

use super::{named_document, use_documents_texts};
use crate::{
    documents::{
        api::{OpenedDocument, SaveDocument, open_document},
        components::{
            Bar, CheckPanel, ConflictNotice, DraftNotice, FindAndReplace, LengthPanel, LinkDialog, OutlinePanel,
            RevisionPanel, Toolbar,
        },
        editor::{EditorState, bring},
    },
    generation::model::Status,
    i18n::{use_language, use_texts},
    ui::{form_error::FormError, lazy_page::LazyPage, page_data::PageData, textarea::escape_textarea},
};
use leptos::{ev::SubmitEvent, prelude::*, server_fn::ServerFn};
use leptos_meta::Title;

/// The page.
pub struct DocumentPage {
    data: PageData<OpenedDocument>,
    /// Counts how often it is to be loaded anew.
    reload: RwSignal<u32>,
}

impl LazyPage for DocumentPage {
    fn data() -> Self {
        let (document, reload) = (named_document(), RwSignal::new(0));
        let data = PageData::new(
            &["documents", "editor"],
            move || (document(), reload.get()),
            |(document, _)| async move { open_document(document.parse()?).await },
        );
        Self { data, reload }
    }

    fn view(self) -> AnyView {
        let Self { data, reload } = self;
        // Made anew each time: what was typed belongs to the document that was there before.
        data.view(move |opened| (move || view! { <DocumentView opened=opened.clone() reload/> }).into_any())
    }
}

#[component]
fn DocumentView(
    /// The document, and what belongs to it.
    opened: OpenedDocument,
    /// Counts how often the page is to be loaded anew.
    reload: RwSignal<u32>,
) -> impl IntoView {
    let (texts, editor_texts) = (use_documents_texts(), use_language().editor_texts());
    let state = EditorState::new(&opened, reload);
    bring(state, opened.clone(), editor_texts, use_texts());
    let OpenedDocument { document, models, typed, error, .. } = opened;
    // The server writes the head last, on a thread that may hold another page's signals: only one that counts its owners
    // can be read there.
    let page_title = ArcRwSignal::new(document.title.clone());
    let title = RwSignal::from(page_title.clone());
    let id = document.id.to_string();
    let document_revision = document.revision.to_string();
    let is_drafted = document.status == Status::Generating;
    let content = escape_textarea(typed.as_ref().unwrap_or(&document.content));
    let save = move |event: SubmitEvent| {
        if state.session().is_some() {
            event.prevent_default();
            state.save();
        }
    };
    let compose = move || {
        if let Some(session) = state.session() {
            session.compose();
        }
    };
    let end_composition = move |_| {
        if let Some(session) = state.session() {
            session.end_composition();
        }
    };
    let is_shown = state.is_shown;
    let tools = move || {
        is_shown.get().then(|| {
            let models = models.clone();
            view! { <Toolbar state/> <RevisionPanel models state/> <FindAndReplace state/> <LinkDialog state/> }
        })
    };
    let panels = move || is_shown.get().then(|| view! { <OutlinePanel state/> <LengthPanel state/> });
    view! {
        <Title text=move || page_title.get()/>
        <main class="main" id="content" tabindex="-1">
            <Bar document=document.clone() title state/>
            <div class="document-page">
                <div class="document-writing">
                    <DraftNotice document state/>
                    <FormError error=Signal::stored(error) is_alone=true/>
                    <ConflictNotice state/>
                    <div id="document-editor" hidden=move || !is_shown.get()>
                        {tools}
                        <div node_ref=state.place></div>
                    </div>
                    <form id="document-form" class="document-plain" method="post" action=SaveDocument::url()
                        hidden=move || is_shown.get() on:submit=save>
                        <noscript inner_html=no_script(texts.no_script)></noscript>
                        <input type="hidden" name="id" value=id/>
                        <input type="hidden" name="revision" value=document_revision/>
                        <textarea name="content" aria-label=texts.markdown readonly=is_drafted inner_html=content
                            node_ref=state.area on:compositionstart=move |_| compose() on:compositionupdate=move |_| compose()
                            on:compositionend=end_composition></textarea>
                        <div><button class="button" disabled=is_drafted>{texts.save}</button></div>
                    </form>
                </div>
                <aside class="document-aside" aria-label=texts.beside>
                    <CheckPanel state/>
                    // What the editor brings moves nothing that is there.
                    <div id="document-panels">{panels}</div>
                </aside>
            </div>
        </main>
    }
}

/// As HTML: a browser that runs scripts reads no elements in it.
fn no_script(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    ["<p class=\"form-note\">", &text, "</p>"].concat()
}
