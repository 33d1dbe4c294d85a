//! What is open: pieces of the page that have come after it, each in a slot of its own.

use super::{CodeTools, Press, Tool, actions::Actions, fence::Fence, files_panel::FilesPanel};
use crate::{
    browser::document::new_slot,
    chat::code_runner::{RunView, Source},
};
use leptos::{mount::mount_to, prelude::*, task::spawn_local};
use std::any::Any;
use web_sys::HtmlElement;

/// The pieces. They go with the page, or when they are closed. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Opened(StoredValue<Vec<Piece>, LocalStorage>);

struct Piece {
    slot: HtmlElement,
    /// Its view, which is there as long as this.
    _view: Box<dyn Any>,
}

impl Drop for Piece {
    fn drop(&mut self) {
        self.slot.remove();
    }
}

/// Closes one piece. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Closer {
    opened: Opened,
    slot: StoredValue<HtmlElement, LocalStorage>,
}

impl Closer {
    /// Closes it.
    pub fn close(self) {
        // Dropped after the handler of an event in it has returned.
        queue_microtask(move || {
            if let Some(slot) = self.slot.try_get_value() {
                self.opened.remove(|piece| *piece == slot);
            }
        });
    }
}

impl Opened {
    fn remove(self, is_it: impl Fn(&HtmlElement) -> bool) {
        let removed =
            self.0.try_update_value(|pieces| pieces.extract_if(.., |piece| is_it(&piece.slot)).collect::<Vec<_>>());
        drop(removed);
    }

    fn show(self, slot: HtmlElement, view: impl FnOnce(Closer) -> AnyView + 'static) {
        let closer = Closer { opened: self, slot: StoredValue::new_local(slot.clone()) };
        let view = mount_to(slot.clone(), move || view(closer));
        self.0.try_update_value(|pieces| pieces.push(Piece { slot, _view: Box::new(view) }));
    }
}

/// Opens what a button is for.
pub fn open(tools: CodeTools, Press { tool, button }: Press) {
    let Some(owner) = tools.owner.try_get_value().flatten().and_then(|owner| owner.upgrade()) else { return };
    owner.with(|| {
        let opened = tools.opened.get_value().unwrap_or_else(|| Opened(StoredValue::new_local(Vec::new())));
        tools.opened.set_value(Some(opened));
        match tool {
            Tool::Actions => open_actions(tools, opened, button),
            Tool::Run => run(tools, opened, button),
            Tool::Files => open_files(tools, opened, button),
        }
    });
}

fn open_actions(tools: CodeTools, opened: Opened, button: HtmlElement) {
    let (Some(fence), Some(slot)) = (Fence::of(&button), slot_in(tools)) else { return };
    let area = tools.thread.area;
    opened.show(slot, move |closer| view! { <Actions fence button area closer/> }.into_any());
}

/// Runs a block of code, in place of what it showed when it ran before.
fn run(tools: CodeTools, opened: Opened, button: HtmlElement) {
    let Some(fence) = Fence::of(&button) else { return };
    let Some(owner) = Owner::current() else { return };
    let (area, conversation) = (tools.thread.area, tools.thread.conversation);
    spawn_local(async move {
        let message = fence.message();
        let Some(source) = Source::new(fence.language, fence.code, conversation.zip(message)).await else { return };
        let Some(slot) = new_slot(&fence.element, true) else { return };
        // What ran before stands after it: the new one is put between.
        let before = slot.next_element_sibling();
        opened.remove(|slot| before.as_ref().is_some_and(|before| *before == **slot) || !slot.is_connected());
        owner.with(|| {
            opened.show(slot, move |closer| {
                let close = move || {
                    let _ = button.focus();
                    closer.close();
                };
                view! { <RunView source area close/> }.into_any()
            });
        });
    });
}

fn open_files(tools: CodeTools, opened: Opened, button: HtmlElement) {
    let message = Fence::message_around(&button);
    let (Some((conversation, message)), Some(slot)) = (tools.thread.conversation.zip(message), slot_in(tools)) else {
        return;
    };
    // There is one panel.
    opened.remove(|other| other.parent_element() == slot.parent_element() && *other != slot);
    let area = tools.thread.area;
    opened.show(slot, move |closer| view! { <FilesPanel conversation message button area closer/> }.into_any());
}

fn slot_in(tools: CodeTools) -> Option<HtmlElement> {
    let place = tools.place.get_untracked()?;
    new_slot(&place, false)
}
