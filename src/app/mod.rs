//! What every page shares, and the table of routes.

use crate::{
    app::workspace::Workspace,
    chat::components::page::{ConversationPage, NewChatPage},
    domain::error::AppError,
    i18n::page_language,
    ui::load_error::LoadError,
};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
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
    // For tests and scripts: from here on the page answers in the browser.
    Effect::new(crate::browser::document::mark_hydrated);
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
            <ChatPages/>
            <PlainPages/>
        </Routes>
    }
}

/// The route table of the client.
#[cfg(not(feature = "ssr"))]
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <StandaloneError/> }>
            <ChatPages/>
        </Routes>
    }
}

/// The pages that go on in the browser.
#[component(transparent)]
fn ChatPages() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/") view=Workspace ssr=SsrMode::Async>
            <Route path=path!("/") view=NewChatPage ssr=SsrMode::Async/>
            <Route path=path!("/c/:id") view=ConversationPage ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
}

/// The pages that need no script. Links to them carry `rel="external"`: the browser loads them whole.
#[cfg(feature = "ssr")]
#[component(transparent)]
fn PlainPages() -> impl leptos_router::MatchNestedRoutes + Clone {
    use crate::code_fixes::pages::{CodePage, FixPage};
    use crate::documents::pages::{ConflictPage, DocumentPage, ListPage, NewFormatPage, NewPage, VersionsPage};
    use crate::import_export::page::TransferPage;
    use crate::offline::OfflinePage;
    use crate::prompts::page::{FillPage, PersonaPage, PromptPage, PromptsPage};
    use crate::search::page::SearchPage;
    use crate::sharing::page::{NewSharePage, SharedPage, SharesPage};
    use crate::ui::gallery::GalleryPage;
    use crate::{
        auth::pages::{LogInPage, SignUpPage},
        settings::page::SettingsPage,
    };
    use crate::{
        chat::pages::{artifacts::ArtifactsPage, conversations::ConversationsPage},
        temporary_chat::page::TemporaryPage,
    };
    view! {
        <ParentRoute path=path!("/") view=|| view! { <leptos_router::components::Outlet/> } ssr=SsrMode::Async>
            <Route path=path!("/login") view=LogInPage ssr=SsrMode::Async/>
            <Route path=path!("/signup") view=SignUpPage ssr=SsrMode::Async/>
            <Route path=path!("/dev/ui") view=GalleryPage ssr=SsrMode::Async/>
            <ParentRoute path=path!("/settings") view=Workspace ssr=SsrMode::Async>
                <Route path=path!("") view=SettingsPage ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("/chats") view=Workspace ssr=SsrMode::Async>
                <Route path=path!("") view=ConversationsPage ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("/files") view=Workspace ssr=SsrMode::Async>
                <Route path=path!(":id") view=ArtifactsPage ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("/code") view=Workspace ssr=SsrMode::Async>
                <Route path=path!("") view=CodePage ssr=SsrMode::Async/>
                <Route path=path!(":id") view=FixPage ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("/search") view=Workspace ssr=SsrMode::Async>
                <Route path=path!("") view=SearchPage ssr=SsrMode::Async/>
            </ParentRoute>
            <Route path=path!("/offline") view=OfflinePage ssr=SsrMode::Async/>
            <Route path=path!("/share/:token") view=SharedPage ssr=SsrMode::Async/>
            <ParentRoute path=path!("/shares") view=Workspace ssr=SsrMode::Async>
                <Route path=path!("") view=SharesPage ssr=SsrMode::Async/>
                <Route path=path!("new") view=NewSharePage ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("/transfer") view=Workspace ssr=SsrMode::Async>
                <Route path=path!("") view=TransferPage ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("/temporary") view=Workspace ssr=SsrMode::Async>
                <Route path=path!("") view=TemporaryPage ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("/prompts") view=Workspace ssr=SsrMode::Async>
                <Route path=path!("") view=PromptsPage ssr=SsrMode::Async/>
                <Route path=path!("new") view=PromptPage ssr=SsrMode::Async/>
                <Route path=path!("personas/new") view=PersonaPage ssr=SsrMode::Async/>
                <Route path=path!("personas/:id") view=PersonaPage ssr=SsrMode::Async/>
                <Route path=path!(":id") view=FillPage ssr=SsrMode::Async/>
                <Route path=path!(":id/edit") view=PromptPage ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("/documents") view=Workspace ssr=SsrMode::Async>
                <Route path=path!("") view=ListPage ssr=SsrMode::Async/>
                <Route path=path!("new") view=NewPage ssr=SsrMode::Async/>
                <Route path=path!("formats/new") view=NewFormatPage ssr=SsrMode::Async/>
                <Route path=path!(":id") view=DocumentPage ssr=SsrMode::Async/>
                <Route path=path!(":id/versions") view=VersionsPage ssr=SsrMode::Async/>
                <Route path=path!(":id/conflict") view=ConflictPage ssr=SsrMode::Async/>
            </ParentRoute>
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
#[component]
fn StandaloneError() -> impl IntoView {
    let error = use_context().unwrap_or(AppError::NotFound);
    view! {
        <main class="gate" id="content" tabindex="-1">
            <LoadError error/>
        </main>
    }
}
#[cfg(feature = "ssr")]
pub mod document;
#[cfg(feature = "ssr")]
pub mod landing;
pub mod workspace;
