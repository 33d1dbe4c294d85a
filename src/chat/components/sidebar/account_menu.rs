//! What a person has beside their conversations.

use crate::{
    auth::api::LogOut,
    browser::popover::{self, Place},
    i18n::use_texts,
    ui::{
        icon::{Glyph, Icon},
        menu::{Menu, MenuForm, MenuLink},
    },
};
use leptos::{ev::MouseEvent, prelude::*, server_fn::ServerFn};

/// The button of the menu, and the menu.
#[component]
pub(super) fn AccountMenu() -> impl IntoView {
    let texts = use_texts();
    let menu = RwSignal::new(None::<Place>);
    // The browser closes an open menu before it tells of the click that would open it again.
    let was_open = StoredValue::new(false);
    let click = move |event: MouseEvent| {
        event.stop_propagation();
        if !was_open.get_value() {
            menu.set(Some(popover::below_pressed(&event)));
        }
    };
    view! {
        <button type="button" class="row-menu needs-script" aria-haspopup="menu" aria-label=texts.account_menu
            on:pointerdown=move |_| was_open.set_value(menu.with_untracked(Option::is_some)) on:click=click>
            <Icon glyph=Glyph::More/>
        </button>
        {move || {
            menu.get().map(|at| {
                view! {
                    <Menu label=texts.account_menu.to_owned() at on_close=move |()| menu.set(None)>
                        <MenuLink label=texts.settings href="/settings"/>
                        <MenuLink label=texts.prompts href="/prompts"/>
                        <MenuLink label=texts.temporary_chat href="/temporary" rel="external"/>
                        <MenuLink label=texts.shared_links href="/shares"/>
                        <MenuLink label=texts.trash href="/chats?view=trash"/>
                        <MenuLink label=texts.transfer href="/transfer"/>
                        <MenuForm label=texts.log_out action=LogOut::url() id="" is_danger=false/>
                    </Menu>
                }
            })
        }}
    }
}
