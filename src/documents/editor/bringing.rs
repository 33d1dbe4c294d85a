//! The editor takes the place of the plain text area.

use super::{
    drafting::follow,
    prosemirror::{ChangeEvent, Listeners, Options, load},
    saving::{Session, forget_others},
    state::EditorState,
};
use crate::{
    browser::document,
    documents::api::OpenedDocument,
    i18n::{CommonTexts, EditorTexts},
};
use leptos::{
    prelude::*,
    task::{spawn_local, tick},
};
use std::rc::Rc;

/// Begins to save what is typed, fetches the editor, and shows it where the text area was.
pub fn bring(state: EditorState, opened: OpenedDocument, texts: &'static EditorTexts, general: &'static CommonTexts) {
    Effect::new(move || {
        forget_others(&opened.account);
        let session = Rc::new(Session::new(state, &opened, texts, general));
        state.keep(Rc::clone(&session));
        state.is_live.set(true);
        listen(state);
        spawn_local(show(state, session, opened.clone()));
    });
}

/// Saves when the page may be left, and follows what others have saved when it is turned to again.
fn listen(state: EditorState) {
    let refresh = move || {
        if let Some(session) = state.session() {
            spawn_local(async move { session.refresh().await });
        }
    };
    let leaving = window_event_listener(leptos::ev::beforeunload, move |event| {
        if state.session().is_some_and(|session| session.is_dirty()) {
            event.prevent_default();
        }
    });
    let seen = window_event_listener(leptos::ev::visibilitychange, move |_| {
        if document::is_in_view() {
            refresh();
        } else if let Some(session) = state.session() {
            session.hide();
        }
    });
    let focused = window_event_listener(leptos::ev::focus, move |_| refresh());
    let online = window_event_listener(leptos::ev::online, move |_| {
        if let Some(session) = state.session() {
            spawn_local(async move { session.save(super::SaveKind::Auto).await });
        }
    });
    on_cleanup(move || {
        leaving.remove();
        seen.remove();
        focused.remove();
        online.remove();
    });
}

fn listeners(state: EditorState) -> Listeners {
    let on_change = move |ChangeEvent { is_loaded, accepted }| {
        let Some(session) = state.session() else { return };
        session.update_panels_soon();
        if !is_loaded {
            session.changed(accepted);
        }
    };
    Listeners {
        on_change: Box::new(on_change),
        on_state: Box::new(move |toolbar| _ = state.toolbar.try_set(toolbar)),
        on_command: Box::new(move |command| state.command(command)),
    }
}

async fn show(state: EditorState, session: Rc<Session>, opened: OpenedDocument) {
    session.wait_for_leaving().await;
    // Without the editor the text area stays, which can be saved too.
    if make(state, &session, opened).await.is_none() && !session.is_dirty() {
        session.rescue();
    }
}

/// Puts the editor into the place of the text area; none when it cannot be had, or the page has gone meanwhile.
async fn make(state: EditorState, session: &Rc<Session>, opened: OpenedDocument) -> Option<()> {
    let texts = session.texts;
    let module = load(&opened.editor?).await?;
    let place = state.place.try_get_untracked().flatten()?;
    let is_drafted = state.is_drafting();
    let options = Options {
        markdown: if is_drafted { String::new() } else { session.stored() },
        language: opened.document.language,
        label: texts.editor.to_owned(),
        is_editable: !is_drafted,
        alerts: opened.alerts,
        accept: texts.accept.to_owned(),
        reject: texts.reject.to_owned(),
    };
    let editor = module.create(&place, options, listeners(state)).await?;
    // What is being composed would be torn apart.
    while let Some(composition) = state.composition() {
        composition.opened().await;
    }
    let area = state.area.try_get_untracked().flatten().filter(|_| state.session().is_some());
    let area = area?;
    // What was typed before this had loaded is not lost, nor what the browser has kept.
    let (typed, is_focused) = (area.value(), document::has_focus(&area));
    session.set_editor(editor);
    session.rescue();
    if typed != opened.document.content && !is_drafted {
        session.replace(&typed, false);
        session.changed(None);
    }
    session.update_panels();
    state.is_shown.set(true);
    // The text area goes, and the editor comes into sight.
    tick().await;
    // Whoever writes in the text area already goes on in the editor.
    if let Some(editor) = session.editor().filter(|_| is_focused) {
        editor.focus_at_end();
    }
    if is_drafted {
        follow(state, session);
    }
    Some(())
}
