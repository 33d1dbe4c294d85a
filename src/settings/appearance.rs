//! How the interface looks and answers in one browser: colours, contrast, size of the text, and the key that sends. A cookie
//! holds it, so that the server writes every page as it is to be, without a script and without a flash.
#![expect(missing_docs, reason = "the undocumented fields are the parameters of the documented function")]

use crate::{
    domain::error::Result,
    i18n::{AccountTexts, use_language},
    ui::saved::saved,
};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
const COOKIE: &str = "supbot_appearance";

/// Makes an enum of what can be chosen, the default first, with the word for each that cookies, forms and style sheets know.
macro_rules! choice {
    ($(#[$about:meta])* $name:ident { $(#[$about_first:meta])* $first:ident = $first_word:literal, $($(#[$about_other:meta])* $other:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
        pub enum $name {
            $(#[$about_first])* #[default] #[serde(rename = $first_word)] $first,
            $($(#[$about_other])* #[serde(rename = $word)] $other,)+
        }

        impl $name {
            #[cfg_attr(not(feature = "ssr"), allow(dead_code, reason = "not all of them are shown in this order"))]
            const ALL: &[Self] = &[Self::$first, $(Self::$other),+];

            fn word(self) -> &'static str {
                match self {
                    Self::$first => $first_word,
                    $(Self::$other => $word,)+
                }
            }

            /// The word of what is not the default.
            #[cfg(feature = "ssr")]
            fn chosen(self) -> Option<&'static str> {
                (self != Self::default()).then(|| self.word())
            }

            /// The last one that is among the words, else the default.
            #[cfg(feature = "ssr")]
            fn among<'w>(words: impl Iterator<Item = &'w str>) -> Self {
                words.filter_map(|word| Self::ALL.iter().find(|it| it.chosen() == Some(word)).copied()).last().unwrap_or_default()
            }
        }
    };
}

choice! {
    /// Which colours.
    Theme {
        /// As the system has it.
        System = "system",
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
    }
}
choice! {
    /// How far text and lines stand out.
    Contrast {
        /// As the system has it.
        System = "system",
        /// More than that.
        More = "more",
    }
}
choice! {
    /// How large text is.
    TextSize {
        /// As the browser has it.
        Medium = "medium",
        /// Smaller: more fits on the page.
        Small = "small",
        /// Larger.
        Large = "large",
    }
}
choice! {
    /// What sends a message.
    SendKey {
        /// Enter; Shift+Enter breaks the line.
        Enter = "enter",
        /// Ctrl+Enter, or Cmd+Enter; Enter breaks the line.
        Ctrl = "ctrl",
    }
}

/// What a browser has chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Appearance {
    /// Which colours.
    pub theme: Theme,
    /// How far text and lines stand out.
    pub contrast: Contrast,
    /// How large text is.
    pub text_size: TextSize,
    /// What sends a message.
    pub send_key: SendKey,
}

#[cfg(feature = "ssr")]
impl Appearance {
    /// What the browser that sends a request has chosen. What is not understood is as if it had not been said.
    pub fn from_request(request: &http::request::Parts) -> Self {
        // Words that stand for no default belong to one kind each, so that their order says nothing.
        let words =
            || crate::web::cookie::read(&request.headers, COOKIE).into_iter().flat_map(|words| words.split('.'));
        Self {
            theme: Theme::among(words()),
            contrast: Contrast::among(words()),
            text_size: TextSize::among(words()),
            send_key: SendKey::among(words()),
        }
    }

    /// What the page that is being rendered is to look like.
    pub(super) fn from_page() -> Self {
        use_context::<http::request::Parts>().map(|request| Self::from_request(&request)).unwrap_or_default()
    }

    /// The attributes of `<html>` that the style sheets and scripts look at; those of defaults are left out.
    pub fn attributes() -> [Option<&'static str>; 4] {
        let Self { theme, contrast, text_size, send_key } = Self::from_page();
        [theme.chosen(), contrast.chosen(), text_size.chosen(), send_key.chosen()]
    }

    /// The `Set-Cookie` value that remembers it. It holds no secret.
    fn cookie(self) -> Option<http::HeaderValue> {
        let chosen = [self.theme.chosen(), self.contrast.chosen(), self.text_size.chosen(), self.send_key.chosen()];
        let words: Vec<_> = chosen.into_iter().flatten().collect();
        crate::web::cookie::choice(COOKIE, &words.join("."))
    }
}

/// Sets how this browser shows pages, whoever uses it, and comes back. What is not named stays as it is.
#[server]
pub async fn choose_appearance(
    #[server(default)] theme: Option<Theme>,
    #[server(default)] contrast: Option<Contrast>,
    #[server(default)] text_size: Option<TextSize>,
    #[server(default)] send_key: Option<SendKey>,
) -> Result<()> {
    let now = Appearance::from_page();
    let chosen = Appearance {
        theme: theme.unwrap_or(now.theme),
        contrast: contrast.unwrap_or(now.contrast),
        text_size: text_size.unwrap_or(now.text_size),
        send_key: send_key.unwrap_or(now.send_key),
    };
    if let (Some(response), Some(cookie)) = (use_context::<leptos_axum::ResponseOptions>(), chosen.cookie()) {
        response.append_header(http::header::SET_COOKIE, cookie);
    }
    let what = [("theme", theme.is_some()), ("contrast", contrast.is_some()), ("text_size", text_size.is_some())];
    let what = what.into_iter().find_map(|(name, is_chosen)| is_chosen.then_some(name));
    crate::auth::api::show_in_settings(what.unwrap_or("send_key"));
    Ok(())
}

/// What can be chosen. Each button chooses at once; nothing of it needs a script.
#[component]
pub(super) fn AppearancePanel(
    /// What is chosen now.
    now: Appearance,
) -> impl IntoView {
    let texts = use_language().account_texts();
    view! {
        <section class="panel" id="appearance">
            <h2>{texts.appearance}</h2>
            <Choices legend=texts.theme name="theme"
                options=Theme::ALL.iter().map(|it| (it.word(), theme_name(*it, texts), *it == now.theme)).collect()/>
            <Choices legend=texts.contrast name="contrast"
                options=Contrast::ALL.iter().map(|it| (it.word(), contrast_name(*it, texts), *it == now.contrast)).collect()/>
            <Choices legend=texts.text_size name="text_size"
                options=SIZES.map(|it| (it.word(), size_name(it, texts), it == now.text_size)).to_vec()/>
            <Choices legend=texts.send_key name="send_key"
                options=SendKey::ALL.iter().map(|it| (it.word(), key_name(*it, texts), *it == now.send_key)).collect()/>
        </section>
    }
}

/// The sizes as people expect them in a row.
const SIZES: [TextSize; 3] = [TextSize::Small, TextSize::Medium, TextSize::Large];

#[component]
fn Choices(
    /// What is chosen here.
    legend: &'static str,
    /// The field of the form.
    name: &'static str,
    /// Word, name, and whether it is the one, of each.
    options: Vec<(&'static str, &'static str, bool)>,
) -> impl IntoView {
    let button = |(word, label, is_chosen): (&'static str, &'static str, bool)| {
        let pressed = if is_chosen { "true" } else { "false" };
        let is_new = is_chosen && saved() == name;
        view! { <button class="chip" name=name value=word aria-pressed=pressed autofocus=is_new>{label}</button> }
    };
    view! {
        <form method="post" action=ChooseAppearance::url()>
            <fieldset class="choices">
                <legend>{legend}</legend>
                <div class="chips">{options.into_iter().map(button).collect_view()}</div>
            </fieldset>
        </form>
    }
}

fn theme_name(theme: Theme, texts: &AccountTexts) -> &'static str {
    match theme {
        Theme::System => texts.as_system,
        Theme::Light => texts.theme_light,
        Theme::Dark => texts.theme_dark,
    }
}

fn contrast_name(contrast: Contrast, texts: &AccountTexts) -> &'static str {
    match contrast {
        Contrast::System => texts.as_system,
        Contrast::More => texts.contrast_more,
    }
}

fn size_name(size: TextSize, texts: &AccountTexts) -> &'static str {
    match size {
        TextSize::Small => texts.text_small,
        TextSize::Medium => texts.text_medium,
        TextSize::Large => texts.text_large,
    }
}

fn key_name(key: SendKey, texts: &AccountTexts) -> &'static str {
    match key {
        SendKey::Enter => texts.send_enter,
        SendKey::Ctrl => texts.send_ctrl,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::header;

    fn of(cookie: &str) -> Appearance {
        let request = http::Request::builder().header(header::COOKIE, cookie).body(()).unwrap();
        Appearance::from_request(&request.into_parts().0)
    }

    #[test]
    fn what_was_chosen_comes_back_and_what_is_not_understood_changes_nothing() {
        let all = Appearance {
            theme: Theme::Dark,
            contrast: Contrast::More,
            text_size: TextSize::Large,
            send_key: SendKey::Ctrl,
        };
        let cookie = all.cookie().unwrap();
        assert_eq!(cookie.to_str().unwrap().split(';').next(), Some("supbot_appearance=dark.more.large.ctrl"));
        assert_eq!(of(cookie.to_str().unwrap()), all);
        assert_eq!(of("supbot_appearance="), Appearance::default());
        assert_eq!(
            of("supbot_appearance=system.more.\"><script>.red"),
            Appearance { contrast: Contrast::More, ..Appearance::default() }
        );
    }
}
