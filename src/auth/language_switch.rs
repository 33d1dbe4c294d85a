//! The choice of a language, for visitors too.

use super::api::ChooseLanguage;
use crate::i18n::{Language, use_language};
use leptos::{prelude::*, server_fn::ServerFn};

/// A button for each language, called as it calls itself; the one of the page is pressed. It leads back to its page.
#[component]
pub fn LanguageSwitch(
    /// Whether the language was just chosen: the focus is where it was.
    #[prop(optional)]
    is_new: bool,
) -> impl IntoView {
    let current = use_language();
    let button = |(language, name): (Language, &'static str)| {
        let is_current = language == current;
        let pressed = if is_current { "true" } else { "false" };
        view! {
            <button class="chip" name="language" value=language.tag() aria-pressed=pressed lang=language.tag()
                autofocus=is_new && is_current>
                {name}
            </button>
        }
    };
    view! {
        <form class="chips language-switch" aria-label=current.account_texts().language method="post" action=ChooseLanguage::url()>
            {Language::ALL.map(button).collect_view()}
        </form>
    }
}
