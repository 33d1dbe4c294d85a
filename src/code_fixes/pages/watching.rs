//! An answer as it is written; when it has ended the page shows what became of it.

use crate::{
    browser::{
        document,
        event_source::{EventStream, NamedEvent},
    },
    code_fixes::model::FixId,
    ui::codec,
};
use leptos::{html, prelude::*};
use serde::Deserialize;
use std::rc::Rc;

/// What a `delta` event tells.
#[derive(Deserialize)]
struct Delta {
    text: String,
}

/// Follows the answer of a fix to its end: `text` is what is written, which `place` shows, and `ended` is called then. Call
/// it in the browser only.
pub(super) fn watch(id: FixId, text: RwSignal<String>, place: NodeRef<html::Pre>, ended: impl Fn() + Copy + 'static) {
    // The stream lives in a value of its own so that the last event can end it.
    let stream = StoredValue::new_local(None::<EventStream>);
    let on_event = move |NamedEvent { name, id, data }| {
        if name == "delta" {
            let (Ok(Delta { text: added }), Ok(position)) = (codec::read(&data), id.parse()) else { return };
            let followed = place.get_untracked().filter(|place| document::is_at_end(place));
            text.try_update(|text| add(text, &added, position));
            if let Some(place) = followed {
                request_animation_frame(move || place.set_scroll_top(place.scroll_height()));
            }
            return;
        }
        // After this handler has returned: the stream must not be dropped while it runs.
        queue_microtask(move || {
            drop(stream.try_update_value(Option::take));
            ended();
        });
    };
    let url = format!("/api/v1/code-fixes/{id}/events");
    let names = &["delta", "done", "error"];
    stream.set_value(Some(EventStream::open_named(&url, names, Box::new(on_event), Rc::new(|_| {}))));
}

/// Adds what stands before byte `position` of an answer: a connection that is opened anew tells all of it once more.
fn add(text: &mut String, added: &str, position: usize) {
    let begin = position.saturating_sub(added.len());
    if text.is_char_boundary(begin) {
        text.truncate(begin);
        text.push_str(added);
    }
}

#[cfg(test)]
mod tests {
    use super::add;

    #[test]
    fn what_is_told_once_more_is_not_there_twice() {
        let mut text = String::new();
        for (added, position) in [("가", 3), ("나", 6), ("가나다", 9), ("라", 12), ("missed", 90)] {
            add(&mut text, added, position);
        }
        assert_eq!(text, "가나다라");
    }
}
