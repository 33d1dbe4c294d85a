//! What every page shares, and the table of routes.

use crate::{
    app::{areas::PageRoute, workspace::Workspace},
    chat::{
        components::page::{ConversationPage, NewChatPage},
        pages::{artifacts::ArtifactsPage, conversations::ConversationsPage},
    },
    code_fixes::pages::{CodePage, FixPage},
    documents::pages::{ConflictPage, DocumentPage, ListPage, NewFormatPage, NewPage, VersionsPage},
    i18n::page_language,
    import_export::page::TransferPage,
    prompts::page::{FillPage, PersonaPage, PromptPage, PromptsPage},
    search::page::SearchPage,
    settings::page::SettingsPage,
    sharing::page::{NewSharePage, SharesPage},
    temporary_chat::page::TemporaryPage,
};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    Lazy, SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

/// Every page of Supbot. Runs on the server for the first page, and in the browser from then on.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(page_language());
    #[cfg(not(feature = "ssr"))]
    if let Some((function, error)) = crate::browser::document::refused_form() {
        provide_context(leptos::server::ServerActionError::new(&function, &error));
    }
    view! {
        <Title formatter=document_title/>
        // The browser follows it by itself, and takes the focus along.
        <a class="skip" href="#content" rel="external">{page_language().texts().skip}</a>
        <Router>
            <Pages/>
        </Router>
    }
}

/// The route table of the server.
#[cfg(feature = "ssr")]
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <StandaloneError/> }>
            <ClientPages/>
            <ServerPages/>
        </Routes>
    }
}

/// The route table of the client. What it does not have, the server may: it is asked.
#[cfg(not(feature = "ssr"))]
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <ToServer/> }>
            <ClientPages/>
        </Routes>
    }
}

/// Loads the page of the address whole.
#[cfg(not(feature = "ssr"))]
#[component]
fn ToServer() -> impl IntoView {
    let location = leptos_router::hooks::use_location();
    Effect::new(move |_| {
        let path = location.pathname.get_untracked();
        let (query, hash) = (location.search.get_untracked(), location.hash.get_untracked());
        let query = if query.is_empty() { query } else { format!("?{query}") };
        crate::browser::document::load(&format!("{path}{query}{hash}"));
    });
}

/// The pages that go on in the browser.
#[component(transparent)]
fn ClientPages() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/") view=Workspace ssr=SsrMode::Async>
            <Route path=path!("/") view={Lazy::<PageRoute<NewChatPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/c/:id") view={Lazy::<PageRoute<ConversationPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/temporary") view={Lazy::<PageRoute<TemporaryPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/transfer") view={Lazy::<PageRoute<TransferPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/settings") view={Lazy::<PageRoute<SettingsPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/search") view={Lazy::<PageRoute<SearchPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/shares") view={Lazy::<PageRoute<SharesPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/shares/new") view={Lazy::<PageRoute<NewSharePage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/prompts") view={Lazy::<PageRoute<PromptsPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/prompts/new") view={Lazy::<PageRoute<PromptPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/prompts/personas/new") view={Lazy::<PageRoute<PersonaPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/prompts/personas/:id") view={Lazy::<PageRoute<PersonaPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/prompts/:id") view={Lazy::<PageRoute<FillPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/prompts/:id/edit") view={Lazy::<PageRoute<PromptPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/documents") view={Lazy::<PageRoute<ListPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/documents/new") view={Lazy::<PageRoute<NewPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/documents/formats/new") view={Lazy::<PageRoute<NewFormatPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/documents/:id") view={Lazy::<PageRoute<DocumentPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/documents/:id/versions") view={Lazy::<PageRoute<VersionsPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/documents/:id/conflict") view={Lazy::<PageRoute<ConflictPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/chats") view={Lazy::<PageRoute<ConversationsPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/code") view={Lazy::<PageRoute<CodePage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/code/:id") view={Lazy::<PageRoute<FixPage>>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/files/:id") view={Lazy::<PageRoute<ArtifactsPage>>::new()} ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
}

/// The pages that the client does not have. Links to them carry `rel="external"`: the browser loads them whole.
#[cfg(feature = "ssr")]
#[component(transparent)]
fn ServerPages() -> impl leptos_router::MatchNestedRoutes + Clone {
    use crate::auth::pages::{LogInPage, SignUpPage};
    use crate::offline::OfflinePage;
    use crate::sharing::page::SharedPage;
    use crate::ui::gallery::GalleryPage;
    view! {
        <ParentRoute path=path!("/") view=|| view! { <leptos_router::components::Outlet/> } ssr=SsrMode::Async>
            <Route path=path!("/login") view=LogInPage ssr=SsrMode::Async/>
            <Route path=path!("/signup") view=SignUpPage ssr=SsrMode::Async/>
            <Route path=path!("/dev/ui") view=GalleryPage ssr=SsrMode::Async/>
            <Route path=path!("/offline") view=OfflinePage ssr=SsrMode::Async/>
            <Route path=path!("/share/:token") view=SharedPage ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
}

/// A page's title with the name of the house. leptos_meta writes it into the server's HTML as it is, so it is escaped
/// here; in the browser it is set as text.
fn document_title(page: String) -> String {
    let title = if page.is_empty() { "Supbot".to_owned() } else { format!("{page} · Supbot") };
    if cfg!(feature = "ssr") { title.replace('&', "&amp;").replace('<', "&lt;") } else { title }
}

/// The page for an address that no route of the pages knows: it is not there, or there is the error of the route that knows it.
#[cfg(feature = "ssr")]
#[component]
fn StandaloneError() -> impl IntoView {
    use crate::{domain::error::AppError, ui::load_error::LoadError};
    let error = use_context().unwrap_or(AppError::NotFound);
    view! {
        <main class="gate" id="content" tabindex="-1">
            <LoadError error/>
        </main>
    }
}
pub(crate) mod areas;
#[cfg(feature = "ssr")]
pub mod document;
#[cfg(feature = "ssr")]
pub mod landing;
#[cfg(feature = "ssr")]
mod start;
pub mod workspace;
