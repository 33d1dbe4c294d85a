//! What a person has beside their conversations.

use crate::{
    auth::api::LogOut,
    browser::popover::Place,
    i18n::use_texts,
    ui::menu::{Menu, MenuForm, MenuLink, MenuOpener},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The button of the menu, and the menu.
#[component]
pub(super) fn AccountMenu() -> impl IntoView {
    let texts = use_texts();
    let menu = RwSignal::new(None::<Place>);
    view! {
        <MenuOpener label=texts.account_menu is_open=Signal::derive(move || menu.with(Option::is_some))
            on_open=move |at| menu.set(Some(at))/>
        {move || {
            menu.get().map(|at| {
                view! {
                    <Menu label=texts.account_menu.to_owned() at on_close=move |()| menu.set(None)>
                        <MenuLink label=texts.settings href="/settings"/>
                        <MenuLink label=texts.prompts href="/prompts"/>
                        <MenuLink label=texts.temporary_chat href="/temporary"/>
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
