//! A draft on its way: the model's words come straight into the editor.

use super::{
    saving::Session,
    state::{DraftStage, EditorState},
};
use crate::{
    browser::event_source::{EventStream, NamedEvent},
    documents::api::get_content,
    generation::model::Status,
    ui::codec,
};
use leptos::{prelude::*, task::spawn_local};
use serde::Deserialize;
use std::{cell::Cell, rc::Rc};

/// What a `delta` event tells.
#[derive(Deserialize)]
struct Delta {
    text: String,
}

/// What a `done` event tells.
#[derive(Deserialize)]
struct Done {
    status: Status,
}

/// Shows a draft to its end, then lets the person go on.
pub(super) fn follow(state: EditorState, session: &Rc<Session>) {
    let shown = Cell::new(0);
    let on_event = move |NamedEvent { name, id, data }: NamedEvent| {
        if name == "delta" {
            let (Ok(Delta { text }), Ok(position)) = (codec::read(&data), id.parse()) else { return };
            if let (Some(editor), Some(added)) = (state.editor(), added(&text, position, shown.get())) {
                editor.append(added);
                shown.set(position);
            }
            if state.draft.try_get_untracked() == Some(Some(DraftStage::Reading)) {
                state.draft.set(Some(DraftStage::Writing));
            }
            return;
        }
        let is_whole = name == "done" && codec::read(&data).is_ok_and(|Done { status }| status == Status::Complete);
        // After this handler has returned: the stream must not be dropped while it runs.
        queue_microtask(move || {
            let Some(session) = state.session() else { return };
            session.draft.take();
            spawn_local(async move { end(state, session, is_whole).await });
        });
    };
    let url = format!("/api/v1/documents/{}/events", state.id);
    let names = &["delta", "done", "error"];
    let stream = EventStream::open_named(&url, names, Box::new(on_event), Rc::new(|_| {}));
    *session.draft.borrow_mut() = Some(stream);
}

/// What of a text that ends at byte `position` is not among the first `shown` bytes: a connection that is opened anew tells all of
/// it once more.
fn added(text: &str, position: usize, shown: usize) -> Option<&str> {
    let begin = position.checked_sub(text.len())?;
    text.get(shown.checked_sub(begin)?..).filter(|added| !added.is_empty())
}

async fn end(state: EditorState, session: Rc<Session>, is_whole: bool) {
    let stored = if is_whole { get_content(state.id).await.ok() } else { None };
    let (Some(stored), Some(editor)) = (stored, session.editor()) else {
        // Why it ended, and what can be done, is said by the page.
        return state.reload();
    };
    session.adopt(&stored);
    editor.replace(&stored.content, true);
    state.draft.try_set(Some(DraftStage::Done));
    editor.set_editable(true);
    session.rescue();
    session.check();
}

#[cfg(test)]
mod tests {
    use super::added;

    #[test]
    fn what_is_told_once_more_is_added_once() {
        assert_eq!(added("가", 3, 0), Some("가"));
        assert_eq!(added("가나", 6, 3), Some("나"));
        assert_eq!(added("가나", 6, 6), None);
        assert_eq!(added("later", 90, 6), None);
    }
}
