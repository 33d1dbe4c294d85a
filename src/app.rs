//! The HTML document around every page, and the table of routes.

use crate::{
    chat::page::{ConversationPage, NewChatPage},
    locales::page_language,
    ui::not_found::NotFound,
    workspace::Workspace,
};
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

/// The whole HTML document of one page.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang=page_language().tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                {installable()}
                <HashedStylesheet options=options.clone()/>
                {(!is_hydrated_page()).then(|| view! { <link rel="stylesheet" href="/plain.css"/> })}
                <AutoReload options=options.clone()/>
                {is_hydrated_page().then(|| view! { <HydrationScripts options/> })}
                {is_hydrated_page().then(chat_scripts)}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Whether the page that is asked for goes on in the browser. The others are forms and text: they come without a script,
/// and the client does not carry them.
fn is_hydrated_page() -> bool {
    #[cfg(feature = "ssr")]
    let path = use_context::<http::request::Parts>().map(|request| request.uri.path().to_owned());
    #[cfg(not(feature = "ssr"))]
    let path = Some(String::new());
    path.is_some_and(|path| path == "/" || path.starts_with("/c/"))
}

/// The scripts of the chat that are loaded later.
#[cfg(feature = "ssr")]
fn chat_scripts() -> impl IntoView {
    let request = use_context::<http::request::Parts>();
    let person = request.and_then(|request| crate::auth::identified(&request).ok().flatten());
    view! {
        <crate::assets::ChatTools person=person.map(|me| me.id.to_string())/>
        <crate::offline::OfflineScript/>
    }
}

/// What makes the site an app of the device, and its pages come quickly.
#[cfg(feature = "ssr")]
fn installable() -> impl IntoView {
    let [light, dark] = crate::offline::PAPER;
    let colour = |media, colour| leptos::html::meta().name("theme-color").attr("media", media).content(colour);
    view! {
        <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
        <link rel="manifest" href="/manifest.webmanifest" crossorigin="use-credentials"/>
        {colour("(prefers-color-scheme: light)", light)}
        {colour("(prefers-color-scheme: dark)", dark)}
        <crate::offline::Prefetch is_hydrated=is_hydrated_page()/>
    }
}

/// The client writes no document: what stands in its head is there already.
#[cfg(not(feature = "ssr"))]
fn chat_scripts() {}

/// As [`chat_scripts`].
#[cfg(not(feature = "ssr"))]
fn installable() {}

/// Every page of Supbot. Runs on the server for the first page, and in the browser from then on.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(page_language());
    // For tests and scripts: from here on the page answers in the browser.
    Effect::new(crate::browser::document::mark_hydrated);
    view! {
        <Title formatter=document_title/>
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
        <Routes fallback=|| view! { <StandaloneNotFound/> }>
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
        <Routes fallback=|| view! { <StandaloneNotFound/> }>
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
    use crate::auth::{
        pages::{LogInPage, SignUpPage},
        settings::SettingsPage,
    };
    use crate::chat::{files::page::FilesPage, organise::page::ChatsPage, temporary::page::TemporaryPage};
    use crate::code::pages::{CodePage, FixPage};
    use crate::documents::pages::{ConflictPage, DocumentPage, ListPage, NewFormatPage, NewPage, VersionsPage};
    use crate::offline::OfflinePage;
    use crate::prompts::page::{FillPage, PersonaPage, PromptPage, PromptsPage};
    use crate::search::page::SearchPage;
    use crate::sharing::page::{NewSharePage, SharedPage, SharesPage};
    use crate::transfer::page::TransferPage;
    view! {
        <ParentRoute path=path!("/") view=|| view! { <leptos_router::components::Outlet/> } ssr=SsrMode::Async>
            <Route path=path!("/login") view=LogInPage ssr=SsrMode::Async/>
            <Route path=path!("/signup") view=SignUpPage ssr=SsrMode::Async/>
            <ParentRoute path=path!("/settings") view=Workspace ssr=SsrMode::Async>
                <Route path=path!("") view=SettingsPage ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("/chats") view=Workspace ssr=SsrMode::Async>
                <Route path=path!("") view=ChatsPage ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("/files") view=Workspace ssr=SsrMode::Async>
                <Route path=path!(":id") view=FilesPage ssr=SsrMode::Async/>
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

/// The page for an address that no route knows.
#[component]
fn StandaloneNotFound() -> impl IntoView {
    view! {
        <main class="gate">
            <NotFound/>
        </main>
    }
}
