//! `/dev/ui` of debug builds: every component in every state, to be looked at while it is changed. A release has no such page.

use super::{
    assets::Assets,
    empty_state::Empty,
    field::Field,
    form_error::FormError,
    icon::{Glyph, Icon},
    load_error::LoadError,
    logo::Mark,
    not_found::NotFound,
};
use crate::domain::error::{AppError, Field as Name, ValidationError};
use leptos::prelude::*;
use leptos_meta::{Link, Title};

/// The page. It is for those who build Supbot: its words are not translated.
#[component]
pub fn GalleryPage() -> impl IntoView {
    if !cfg!(debug_assertions) {
        return view! { <main class="gate"><NotFound/></main> }.into_any();
    }
    let style = use_context::<Assets>().and_then(|assets| assets.address("gallery", "css"));
    view! {
        <Title text="Components"/>
        {style.map(|href| view! { <Link rel="stylesheet" href/> })}
        <main class="settings">
            <h1>"Components"</h1>
            <Tokens/>
            <Buttons/>
            <Fields/>
            <Notices/>
        </main>
    }
    .into_any()
}

/// The colours, and the steps of space and of type.
#[component]
fn Tokens() -> impl IntoView {
    const COLOURS: [&str; 12] =
        ["paper", "wash", "line", "edge", "ink", "ink-2", "ink-3", "brand", "brand-wash", "good", "bad", "code-number"];
    let swatch = |name| view! { <li class=format!("swatch is-{name}")>{name}</li> };
    let space = |number: usize| view! { <li class=format!("space is-{number}")>{number}</li> };
    let step = |number: usize| view! { <p class=format!("step is-{number}")>{format!("{number} 가나다 abc 123")}</p> };
    view! {
        <section class="panel">
            <h2>"Tokens"</h2>
            <ul class="plain swatches">{COLOURS.into_iter().map(swatch).collect_view()}</ul>
            <ul class="plain swatches">{(1..=12).map(space).collect_view()}</ul>
            {(1..=8).map(step).collect_view()}
        </section>
    }
}

/// What can be pressed.
#[component]
fn Buttons() -> impl IntoView {
    view! {
        <section class="panel">
            <h2>"Buttons"</h2>
            <div class="chips">
                <button class="button">"Button"</button>
                <button class="button is-quiet">"Quiet"</button>
                <button class="button is-danger">"Danger"</button>
                <button class="button" disabled>"Disabled"</button>
                <button class="text-button">"Text"</button>
                <button class="icon-button" aria-label="Icon"><Icon glyph=Glyph::More/></button>
                <button class="icon-button is-small" aria-label="Disabled icon" disabled><Icon glyph=Glyph::Next/></button>
                <button class="send" aria-label="Send"><Icon glyph=Glyph::Send/></button>
                <button class="send" aria-label="Send, disabled" disabled><Icon glyph=Glyph::Send/></button>
            </div>
            <div class="chips">
                <button class="chip" aria-pressed="true">"Chosen"</button>
                <button class="chip" aria-pressed="false">"Not chosen"</button>
                <span class="badge">"Badge"</span>
                <span class="badge is-running">"Running"</span>
                <span class="badge is-bad">"Failed"</span>
            </div>
            <ul class="tiles">
                <li><button class="tile"><b>"Tile"</b><span>"What it begins"</span></button></li>
                <li><a class="tile" href="/dev/ui"><b>"Tile"</b><span>"Where it leads"</span></a></li>
            </ul>
            <a class="row" href="/dev/ui"><Icon glyph=Glyph::Chat/><span>"Row"</span></a>
            <a class="row" href="/dev/ui" aria-current="page"><Icon glyph=Glyph::Pin/><span>"Row, the one that is open"</span></a>
        </section>
    }
}

/// What can be filled in.
#[component]
fn Fields() -> impl IntoView {
    let wrong = Signal::stored(Some(AppError::Invalid(ValidationError::UsernameLength)));
    let whole = Signal::stored(Some(AppError::Unavailable));
    let right = Signal::stored(None);
    view! {
        <section class="panel">
            <h2>"Fields"</h2>
            <form class="fields">
                <Field label="Right" name="right" hint="What is allowed" is_about=Name::Username error=right/>
                <Field label="Wrong" name="wrong" hint="What is allowed" is_about=Name::Username error=wrong/>
                <FormError error=whole/>
                <label class="check"><input type="checkbox" name="check"/>"Check"</label>
            </form>
        </section>
    }
}

/// What stands in place of something else.
#[component]
fn Notices() -> impl IntoView {
    view! {
        <section class="panel">
            <h2>"Notices"</h2>
            <Mark/>
            <Empty glyph=Glyph::Document text="Nothing here yet."><a class="button" href="/dev/ui">"Make one"</a></Empty>
            <Empty glyph=Glyph::Search text="Nothing was found."/>
            <LoadError error=AppError::Unreachable/>
            <p class="reply-notice is-wrong">"A reply that failed"</p>
            <p class="note">"A note"</p>
        </section>
    }
}
