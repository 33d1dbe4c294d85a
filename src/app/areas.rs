//! The areas of the client: pages whose code comes together, as one file with what the area shares with others
//! (scripts/join-client.mjs).

use crate::{
    chat::{
        components::page::{ConversationPage, NewChatPage},
        pages::{artifacts::ArtifactsPage, conversations::ConversationsPage},
    },
    code_fixes::pages::{CodePage, FixPage},
    documents::pages::{ConflictPage, DocumentPage, ListPage, NewFormatPage, NewPage, VersionsPage},
    import_export::page::TransferPage,
    prompts::page::{FillPage, PersonaPage, PromptPage, PromptsPage},
    search::page::SearchPage,
    settings::page::SettingsPage,
    sharing::page::{NewSharePage, SharesPage},
    temporary_chat::page::TemporaryPage,
    ui::lazy_page::LazyPage,
};
use leptos::prelude::*;
use leptos_router::LazyRoute;
use std::marker::PhantomData;

/// What the router has of a page before its code is there: `Lazy::<PageRoute<Page>>`.
pub struct PageRoute<P>(PhantomData<P>);

/// Lists the pages of the areas.
macro_rules! areas {
    ($($area:ident: $($page:ident),+;)+) => {
        $(
            mod $area {
                use super::*;

                /// The pages of the area, by their types.
                #[derive(Debug, Clone, Copy)]
                #[allow(clippy::enum_variant_names, reason = "they are the names of the types")]
                pub(super) enum Page {
                    $($page,)+
                }

                /// Shows one of them, when their code is there. It is one function, so that all of them are there at once.
                #[cfg(not(feature = "ssr"))]
                #[leptos::wasm_split::wasm_split($area, wasm_split_path = leptos::wasm_split, fallible, preload(fetch))]
                pub(super) fn show(page: Page) -> Result<AnyView, leptos::wasm_split::SplitLoaderError> {
                    Ok(match page {
                        $(Page::$page => <$page as LazyPage>::data().view(),)+
                    })
                }

                #[cfg(feature = "ssr")]
                pub(super) async fn show(page: Page) -> Result<AnyView, std::convert::Infallible> {
                    Ok(match page {
                        $(Page::$page => <$page as LazyPage>::data().view(),)+
                    })
                }
            }

            $(
                impl LazyRoute for PageRoute<$page> {
                    fn data() -> Self {
                        Self(PhantomData)
                    }

                    async fn view(_: Self) -> AnyView {
                        $area::show($area::Page::$page).await.unwrap_or_else(|_| not_fetched())
                    }

                    #[cfg(not(feature = "ssr"))]
                    async fn preload() {
                        // Told where the page is to be shown.
                        let _ = $area::fetch().await;
                    }
                }
            )+
        )+

        /// Fetches the code of an area, and says whether it is there.
        #[cfg(not(feature = "ssr"))]
        async fn fetch(area: &str) -> bool {
            match area {
                $(stringify!($area) => $area::fetch().await.is_ok(),)+
                _ => true,
            }
        }
    };
}

areas! {
    chat: NewChatPage, ConversationPage;
    code: CodePage, FixPage;
    documents: ListPage, NewPage, NewFormatPage, VersionsPage, ConflictPage;
    files: ArtifactsPage;
    library: ConversationsPage, SearchPage, SharesPage, NewSharePage;
    prompts: PromptsPage, PromptPage, PersonaPage, FillPage;
    settings: SettingsPage;
    temporary: TemporaryPage;
    transfer: TransferPage;
    writing: DocumentPage;
}

/// The area that has the page of a path; none for a page of the server alone.
pub(super) fn area(path: &str) -> Option<&'static str> {
    match path {
        "/" => Some("chat"),
        "/documents" | "/documents/new" | "/documents/formats/new" => Some("documents"),
        "/code" => Some("code"),
        "/prompts" => Some("prompts"),
        "/chats" | "/search" | "/shares" | "/shares/new" => Some("library"),
        "/settings" => Some("settings"),
        "/temporary" => Some("temporary"),
        "/transfer" => Some("transfer"),
        path if path.starts_with("/c/") => Some("chat"),
        path if path.starts_with("/code/") => Some("code"),
        path if path.starts_with("/files/") => Some("files"),
        path if path.starts_with("/prompts/") => Some("prompts"),
        path if path.starts_with("/documents/") => {
            let is_of_it = |page: &str| path.ends_with(page);
            Some(if ["/versions", "/conflict"].into_iter().any(is_of_it) { "documents" } else { "writing" })
        }
        _ => None,
    }
}

/// Fetches the code of the page that is there: what the server has counted while it wrote the page must be counted in the same
/// order by the client, which would go on without it meanwhile. Where it cannot be fetched the page stays as the server wrote it.
#[cfg(not(feature = "ssr"))]
pub(crate) async fn fetch_first() -> bool {
    match crate::browser::document::path().as_deref().and_then(area) {
        Some(area) => fetch(area).await,
        None => true,
    }
}

/// A page whose code could not be fetched.
fn not_fetched() -> AnyView {
    use crate::{domain::error::AppError, ui::page_data::Unavailable};
    view! { <Unavailable error=AppError::Unreachable/> }.into_any()
}
