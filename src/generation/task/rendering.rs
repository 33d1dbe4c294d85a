//! The text of a generation as HTML, for pages of one language.

use super::{ReplyText, Running};
use crate::{
    markup::{FinalHtml, Labels, LiveMarkdown},
    web::render_queue::QUICK_BYTES,
};
use std::sync::{
    Mutex, MutexGuard, OnceLock, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

/// The text of a generation as HTML. It is rendered for whoever looks, and what is written never waits for that.
pub(super) struct Rendering {
    labels: Labels,
    /// As far as it was rendered.
    markdown: Mutex<LiveMarkdown>,
    /// Bytes whose blocks are finished.
    settled: AtomicUsize,
    /// The HTML of the whole text, once it has ended and a page wants it.
    html: OnceLock<FinalHtml>,
}

impl Rendering {
    pub(super) fn new(labels: Labels) -> Self {
        Self {
            labels,
            markdown: Mutex::new(LiveMarkdown::new(labels)),
            settled: AtomicUsize::new(0),
            html: OnceLock::new(),
        }
    }

    /// The words inside.
    pub(super) fn labels(&self) -> Labels {
        self.labels
    }

    /// Everything that is written so far.
    pub(super) fn text(&self, running: &Running) -> ReplyText {
        let mut markdown = self.markdown(running);
        let (blocks, open) = markdown.blocks();
        let (blocks, open) = (blocks.to_vec(), open.clone());
        self.note_settled(&markdown);
        ReplyText { blocks, open, markdown: markdown.text().to_owned(), waiting: running.lock().waiting }
    }

    /// What is rendered, with all of the text.
    pub(super) fn markdown(&self, running: &Running) -> MutexGuard<'_, LiveMarkdown> {
        // After a panic it is still a part of the text, which is rendered anew at the end.
        let mut markdown = self.markdown.lock().unwrap_or_else(PoisonError::into_inner);
        let added = running.lock().text[markdown.text().len()..].to_owned();
        markdown.push(&added);
        markdown
    }

    /// Whether it takes no time to speak of to look at it.
    pub(super) fn is_quick(&self, running: &Running) -> bool {
        let state = running.lock();
        let settled = self.settled.load(Ordering::Relaxed);
        let is_rendered = state.end.is_some() && self.html.get().is_some();
        let bytes = if state.end.is_some() { state.text.len() } else { state.text.len().saturating_sub(settled) };
        is_rendered || bytes <= QUICK_BYTES
    }

    /// The HTML of the whole text, to be asked for when it has ended.
    pub(super) fn html(&self, running: &Running) -> &FinalHtml {
        // Rendered without holding up those who only want to know how it ended.
        self.html.get_or_init(|| {
            let markdown = self.markdown(running).clone();
            markdown.finish()
        })
    }

    /// Notes how much of the text is settled, for whoever asks whether a look is quick.
    pub(super) fn note_settled(&self, markdown: &LiveMarkdown) {
        self.settled.store(markdown.settled(), Ordering::Relaxed);
    }
}
