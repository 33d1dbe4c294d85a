//! The HTML document around every page: what stands in its head, and on `<html>` for style sheets and scripts to look at.

use super::{App, areas::area, start::ClientStart};
use crate::{
    auth::flash::FlashForm,
    browser::document::REFUSED_FORM,
    i18n::{calendar::ZONE_COOKIE, page::PageTexts, page_language},
    offline::{self, OfflineScript, RestoredScript},
    settings::appearance::Appearance,
    shortcuts::Keys,
    ui::assets::Assets,
};
use http::request::Parts;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags};

/// The whole HTML document of one page.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let [theme, contrast, text_size, send_key] = Appearance::attributes();
    view! {
        <!DOCTYPE html>
        <html lang=page_language().tag() data-theme=theme data-contrast=contrast data-text=text_size data-send=send_key
            data-side=side_state() data-mac=is_mac()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="description" content=page_language().account_texts().tagline/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                {installable()}
                // Before the style sheets, which what runs after them waits for.
                {zone_script()}
                {scripts()}
                <HashedStylesheet options=options.clone()/>
                {page_style().map(|href| view! { <link rel="stylesheet" href=href/> })}
                <AutoReload options/>
                {is_hydrated_page().then(|| view! { <PageTexts group="common"/> <PageTexts group="language"/> {refused_form()} })}
                <MetaTags/>
            </head>
            <body>
                <App/>
                {is_hydrated_page().then(|| view! { <noscript><p class="no-script">{page_language().account_texts().no_script}</p></noscript> })}
            </body>
        </html>
    }
}

/// What a cookie says of the sidebar on a wide page: `off`, or nothing.
fn side_state() -> Option<&'static str> {
    let request = use_context::<Parts>()?;
    (crate::web::cookie::read(&request.headers, "side") == Some("off")).then_some("off")
}

/// Whether the page is asked for from a device whose keyboard has ⌘ in place of Ctrl.
fn is_mac() -> bool {
    let agent = use_context::<Parts>().and_then(|request| request.headers.get("user-agent").cloned());
    agent.is_some_and(|agent| {
        ["Mac", "iPhone", "iPad"].iter().any(|name| agent.to_str().is_ok_and(|agent| agent.contains(name)))
    })
}

/// Whether the page that is asked for goes on in the browser, for whoever is logged in. The others are forms and text: they
/// come without a script, and the client does not carry them.
fn is_hydrated_page() -> bool {
    let request = use_context::<Parts>();
    request.is_some_and(|request| {
        area(request.uri.path()).is_some() && matches!(crate::auth::current_account(&request), Ok(Some(_)))
    })
}

/// Whether the address is one of a chat; `/` is the first page for visitors.
fn is_chat(request: &Parts) -> bool {
    request.uri.path() == "/" || request.uri.path().starts_with("/c/")
}

/// Why a form without a script was not taken, for the client, whose address does not tell it.
fn refused_form() -> Option<impl IntoView> {
    let FlashForm { function, error, .. } = use_context()?;
    // Neither holds anything that could end the element: a path of ours, and letters of Base64.
    Some(view! { <script type="text/plain" id=REFUSED_FORM inner_html=format!("{function} {error}")></script> })
}

/// The style sheet that the page has beside the one of all pages: the client has pages that need either.
fn page_style() -> Option<String> {
    let assets = use_context::<Assets>()?;
    let is_of_documents = use_context::<Parts>().is_some_and(|request| {
        request.uri.path().strip_prefix("/documents").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    // That of documents has the other in it.
    assets.address(if is_of_documents || is_hydrated_page() { "documents" } else { "pages" }, "css")
}

/// What is small and loads the rest when it is wanted, or when the page has been shown: for whoever is logged in the keys; the
/// client and the tools of the chat, and what goes on without a network.
fn scripts() -> impl IntoView {
    let request = use_context::<Parts>();
    let is_chat = request.as_ref().is_some_and(is_chat);
    let area = request.as_ref().and_then(|request| area(request.uri.path()));
    let person = request.and_then(|request| crate::auth::current_account(&request).ok().flatten());
    let is_hydrated = is_hydrated_page();
    let keys = person.is_some().then(|| view! { <RestoredScript/> <Keys/> });
    let person = person.map(|user| user.id().to_string());
    // A visitor has them too: whoever has logged out leaves nothing on the device.
    let start = (is_chat || is_hydrated)
        .then(|| view! { <ClientStart person area=area.filter(|_| is_hydrated)/> <OfflineScript/> });
    view! { {keys} {start} }
}

/// Tells the server the time zone of the browser, by a cookie. Before it is known, the page's days are corrected in place.
/// What strangers read of others has no script at all.
fn zone_script() -> Option<impl IntoView> {
    let request = use_context::<Parts>().filter(|request| !request.uri.path().starts_with("/share/"))?;
    let known = Some(request).and_then(|request| {
        let zone = crate::web::cookie::read(&request.headers, ZONE_COOKIE)?;
        // Nothing else is a name, and could be read as script.
        zone.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte)).then(|| zone.to_owned())
    });
    let constants = [("ZONE", known.unwrap_or_default().into()), ("COOKIE", ZONE_COOKIE.into())];
    let script = use_context::<Assets>()?.inline("time_zone", &constants);
    Some(view! { <script nonce=use_nonce() inner_html=script></script> })
}

/// What makes the site an app of the device.
fn installable() -> impl IntoView {
    let [light, dark] = offline::PAPER;
    let colour = |media, colour| leptos::html::meta().name("theme-color").attr("media", media).content(colour);
    view! {
        <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
        <link rel="manifest" href="/manifest.webmanifest" crossorigin="use-credentials"/>
        {colour("(prefers-color-scheme: light)", light)}
        {colour("(prefers-color-scheme: dark)", dark)}
    }
}
