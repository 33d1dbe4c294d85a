//! Saving while somebody types: what is typed is first kept in the browser, then on the server, and nothing is overwritten.

use super::{
    latch::Latch,
    prosemirror::Editor,
    state::{Conflict, EditorState, SaveNotice},
};
use crate::{
    browser::{
        document,
        event_source::EventStream,
        fetch::{self, Abort, Failure},
        storage,
        timer::Timer,
    },
    documents::{
        api::{OpenedDocument, StoredContent, get_check, get_content, keep_version, update_content},
        model::DocumentId,
    },
    domain::error::{AppError, Result, ValidationError},
    i18n::{CommonTexts, EditorTexts},
    ui::codec,
};
use leptos::{prelude::*, task::spawn_local};
use serde::Serialize;
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
    time::Duration,
};

/// After the last change.
const PAUSE: Duration = Duration::from_secs(1);
/// While somebody types without a pause.
const MAX_DELAY: Duration = Duration::from_secs(5);
/// Between two tries when the server cannot be reached.
const RETRY: [Duration; 3] = [Duration::from_secs(2), Duration::from_secs(5), Duration::from_secs(15)];
/// What browsers still send when a page is left (Fetch §4.6: 64 KiB).
const LEAVING_BYTES: usize = 60_000;
/// The outline and the counts are brought up to date when nobody has typed for so long.
const PANELS_PAUSE: Duration = Duration::from_millis(300);

thread_local! {
    /// Documents whose page was left, and that are still being saved.
    static LEAVING: RefCell<HashMap<DocumentId, Latch>> = RefCell::default();
}

/// How a document is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveKind {
    /// By the page.
    Auto,
    /// By the page, which may be left meanwhile.
    Leaving,
    /// By a person.
    Manual,
}

/// What a document is kept as in the browser.
#[derive(Serialize)]
struct StoredDraft<'a> {
    content: &'a str,
    revision: i64,
}

/// A change as the REST door takes it.
#[derive(Serialize)]
struct Change<'a> {
    content: &'a str,
    revision: i64,
    #[serde(skip_serializing_if = "str::is_empty")]
    accepted: &'a str,
    autosave: bool,
}

/// The writing of one document in the browser.
pub struct Session {
    state: EditorState,
    pub(super) texts: &'static EditorTexts,
    pub(super) general: &'static CommonTexts,
    /// Under which name a text that is not saved is kept.
    key: String,
    editor: RefCell<Option<Rc<Editor>>>,
    /// The text, when the page was left.
    left: RefCell<Option<String>>,
    /// What the server has.
    stored: RefCell<String>,
    revision: Cell<i64>,
    /// The model whose proposal was taken over since.
    accepted: RefCell<String>,
    timer: RefCell<Option<Timer>>,
    panels: RefCell<Option<Timer>>,
    /// When what is not saved was begun.
    first_change: Cell<Option<i64>>,
    running: RefCell<Option<Latch>>,
    failures: Cell<usize>,
    has_conflict: Cell<bool>,
    composition: RefCell<Option<Latch>>,
    /// Whether what an earlier page has kept was looked at: until then it must not be forgotten, nor written over.
    is_rescued: Cell<bool>,
    /// What this page has kept.
    kept: RefCell<Option<String>>,
    /// A draft on its way.
    pub(super) draft: RefCell<Option<EventStream>>,
    /// The request for a proposal.
    pub(super) asking: RefCell<Option<Rc<Abort>>>,
}

impl Session {
    /// Begins with what the server said of a document.
    pub(super) fn new(
        state: EditorState,
        opened: &OpenedDocument,
        texts: &'static EditorTexts,
        general: &'static CommonTexts,
    ) -> Self {
        Self {
            state,
            texts,
            general,
            key: format!("supbot-document {} {}", opened.account, opened.document.id),
            editor: RefCell::default(),
            left: RefCell::default(),
            stored: RefCell::new(opened.document.content.clone()),
            revision: Cell::new(opened.document.revision),
            accepted: RefCell::default(),
            timer: RefCell::default(),
            panels: RefCell::default(),
            first_change: Cell::new(None),
            running: RefCell::default(),
            failures: Cell::new(0),
            has_conflict: Cell::new(false),
            composition: RefCell::default(),
            is_rescued: Cell::new(false),
            kept: RefCell::default(),
            draft: RefCell::default(),
            asking: RefCell::default(),
        }
    }

    pub(super) fn state(&self) -> EditorState {
        self.state
    }

    /// The editor; none before it has come.
    pub fn editor(&self) -> Option<Rc<Editor>> {
        self.editor.borrow().clone()
    }

    pub(super) fn set_editor(&self, editor: Editor) {
        *self.editor.borrow_mut() = Some(Rc::new(editor));
    }

    /// The document as Markdown.
    fn read(&self) -> String {
        if let Some(left) = &*self.left.borrow() {
            return left.clone();
        }
        match self.editor() {
            Some(editor) => editor.markdown(),
            None => match self.state.area.try_get_untracked().flatten() {
                Some(area) => area.value(),
                None => self.stored.borrow().clone(),
            },
        }
    }

    /// Whether there is something that the server does not have.
    pub fn is_dirty(&self) -> bool {
        !self.state.is_drafting() && self.read() != *self.stored.borrow()
    }

    /// The editor has changed. `accepted` names the model whose proposal was taken over.
    pub(super) fn changed(&self, accepted: Option<String>) {
        let is_accepted = accepted.is_some();
        if let Some(accepted) = accepted {
            *self.accepted.borrow_mut() = accepted;
        }
        if self.has_conflict.get() {
            return self.keep();
        }
        self.show(self.texts.unsaved.to_owned(), false);
        let now = now();
        let first = self.first_change.get().unwrap_or(now);
        self.first_change.set(Some(first));
        let passed = Duration::from_millis(u64::try_from(now - first).unwrap_or_default());
        let wait = if is_accepted { Duration::ZERO } else { PAUSE.min(MAX_DELAY.saturating_sub(passed)) };
        self.save_after(wait);
        if wait < PAUSE {
            self.keep();
        }
    }

    fn save_after(&self, wait: Duration) {
        let state = self.state;
        let save = move || {
            if let Some(session) = state.session() {
                spawn_local(async move { session.save(SaveKind::Auto).await });
            }
        };
        *self.timer.borrow_mut() = Some(Timer::set(wait, save));
    }

    /// Saves what there is; returns when the server has it, or has refused it.
    pub async fn save(&self, kind: SaveKind) {
        self.timer.take();
        // Others may have waited too, and save first.
        loop {
            let running = self.running.borrow().clone();
            let Some(running) = running else { break };
            running.opened().await;
        }
        if self.has_conflict.get() || self.state.is_drafting() {
            return;
        }
        if kind != SaveKind::Manual && !self.is_dirty() {
            // It was taken back.
            self.forget();
            if self.state.notice.try_with_untracked(|notice| !notice.text.is_empty()) == Some(true) {
                self.show(self.texts.saved.to_owned(), false);
            }
            return;
        }
        let (latch, content) = (Latch::default(), self.read());
        *self.running.borrow_mut() = Some(latch.clone());
        self.send(kind, content).await;
        self.running.take();
        latch.open();
    }

    async fn send(&self, kind: SaveKind, content: String) {
        let accepted = self.accepted.borrow().clone();
        self.first_change.set(None);
        self.keep();
        self.show(self.texts.saving.to_owned(), false);
        match self.request(kind, &content, &accepted).await {
            Ok(revision) => self.saved(revision, content, &accepted),
            Err(AppError::Invalid(ValidationError::DocumentStale)) => self.begin_conflict(content).await,
            Err(AppError::Unreachable) => self.retry(self.texts.offline.to_owned()),
            Err(error) => {
                let notice = self.texts.not_saved(self.general.error(&error));
                // A full disk, a busy server or a proxy without one (which answers what nobody can read) may be better in a
                // while; what is refused stays refused until it is changed.
                let may_pass = matches!(
                    error,
                    AppError::BadRequest
                        | AppError::TooManyRequests(_)
                        | AppError::Busy(_)
                        | AppError::Unavailable
                        | AppError::DiskFull
                        | AppError::Internal
                );
                if may_pass {
                    self.retry(notice);
                } else {
                    self.show(notice, true);
                }
            }
        }
    }

    async fn request(&self, kind: SaveKind, content: &str, accepted: &str) -> Result<i64> {
        let (id, revision, is_autosave) = (self.state.id, self.revision.get(), kind != SaveKind::Manual);
        let change = Change { content, revision, accepted, autosave: is_autosave && accepted.is_empty() };
        let body = (kind == SaveKind::Leaving).then(|| serde_json::to_string(&change).ok()).flatten();
        let Some(body) = body.filter(|body| body.len() < LEAVING_BYTES) else {
            return update_content(id, revision, content.to_owned(), accepted.to_owned(), is_autosave).await;
        };
        let url = format!("/api/v1/documents/{id}");
        match fetch::send_while_leaving("PATCH", &url, &body).await {
            Ok(answer) => {
                codec::read::<StoredContent>(&answer).map(|stored| stored.revision).map_err(|_| AppError::Internal)
            }
            Err(Failure::Unreachable) => Err(AppError::Unreachable),
            Err(Failure::Status { status, .. }) => Err(error_of(status)),
        }
    }

    fn saved(&self, revision: i64, content: String, accepted: &str) {
        self.revision.set(revision);
        *self.stored.borrow_mut() = content;
        self.failures.set(0);
        if *self.accepted.borrow() == accepted {
            self.accepted.take();
        }
        self.forget();
        if self.left.borrow().is_some() {
            return;
        }
        if self.is_dirty() {
            self.changed(None);
        } else {
            self.show(self.texts.saved.to_owned(), false);
        }
        self.check();
    }

    /// Has the server compare what it has with the format.
    pub(super) fn check(&self) {
        let state = self.state;
        spawn_local(async move {
            if let Ok(check) = get_check(state.id).await {
                state.check.try_set(check);
            }
        });
    }

    fn retry(&self, notice: String) {
        self.show(notice, true);
        if self.left.borrow().is_some() {
            // It is kept, and saved when the document is opened again.
            return;
        }
        let failures = self.failures.replace(self.failures.get() + 1);
        self.save_after(RETRY[failures.min(RETRY.len() - 1)]);
    }

    /// Somebody else was faster: both texts stay, and the person chooses.
    async fn begin_conflict(&self, mine: String) {
        if let Ok(stored) = get_content(self.state.id).await
            && stored.content == mine
        {
            // It was this page, which has not heard of it.
            return self.saved(stored.revision, mine, "");
        }
        self.has_conflict.set(true);
        self.keep();
        if self.left.borrow().is_some() {
            return;
        }
        self.show(self.texts.unsaved.to_owned(), true);
        let version = keep_version(self.state.id, mine).await.ok();
        self.state.conflict.try_set(Some(Conflict { version }));
    }

    /// Ends a conflict: the text of this page is saved, or the one that is stored takes its place.
    pub async fn settle(&self, takes_theirs: bool) {
        let Ok(theirs) = get_content(self.state.id).await else {
            return self.show(self.texts.offline.to_owned(), true);
        };
        self.adopt(&theirs);
        self.has_conflict.set(false);
        self.state.conflict.try_set(None);
        if takes_theirs {
            self.replace(&theirs.content, false);
        }
        self.save(SaveKind::Manual).await;
    }

    /// The document was written by somebody else, whom this page has watched.
    pub(super) fn adopt(&self, stored: &StoredContent) {
        self.revision.set(stored.revision);
        stored.content.clone_into(&mut self.stored.borrow_mut());
    }

    pub(super) fn replace(&self, markdown: &str, is_loaded: bool) {
        match self.editor() {
            Some(editor) => editor.replace(markdown, is_loaded),
            None => {
                if let Some(area) = self.state.area.try_get_untracked().flatten() {
                    area.set_value(markdown);
                }
            }
        }
    }

    fn is_busy(&self) -> bool {
        self.has_conflict.get()
            || self.running.borrow().is_some()
            || self.left.borrow().is_some()
            || self.state.is_drafting()
            || self.is_dirty()
    }

    /// Another tab or device may have saved; what nobody has touched here follows it.
    pub(super) async fn refresh(&self) {
        if self.editor().is_none() || self.is_busy() {
            return;
        }
        let Ok(stored) = get_content(self.state.id).await else { return };
        if stored.revision == self.revision.get() || self.is_busy() {
            return;
        }
        self.adopt(&stored);
        self.replace(&stored.content, false);
        self.forget();
        self.check();
    }

    /// The page is out of sight, and may not come back.
    pub(super) fn hide(self: Rc<Self>) {
        if !self.is_dirty() || self.has_conflict.get() {
            return;
        }
        self.keep();
        spawn_local(async move { self.save(SaveKind::Leaving).await });
    }

    /// The client shows another page: what is not saved yet is kept, and saved.
    pub(super) fn leave(self: Rc<Self>) {
        let is_dirty = self.is_dirty();
        let text = self.read();
        *self.left.borrow_mut() = Some(text);
        self.timer.take();
        self.panels.take();
        self.end_composition();
        self.editor.take();
        self.draft.take();
        self.cancel();
        if !is_dirty {
            return;
        }
        self.keep();
        if self.has_conflict.get() {
            return;
        }
        let (id, latch) = (self.state.id, Latch::default());
        LEAVING.with_borrow_mut(|leaving| leaving.insert(id, latch.clone()));
        spawn_local(async move {
            self.save(SaveKind::Auto).await;
            for wait in RETRY {
                if self.has_conflict.get() || !self.is_dirty() {
                    break;
                }
                let passed = Latch::default();
                let _timer = Timer::set(wait, {
                    let passed = passed.clone();
                    move || passed.open()
                });
                passed.opened().await;
                self.save(SaveKind::Auto).await;
            }
            LEAVING.with_borrow_mut(|leaving| {
                // It may have been opened and left once more meanwhile.
                if leaving.get(&id).is_some_and(|now| now.is(&latch)) {
                    leaving.remove(&id);
                }
            });
            latch.open();
        });
    }

    /// Waits until the page of this document that was left has saved it; then it is another one than this page came with.
    pub(super) async fn wait_for_leaving(&self) {
        let leaving = LEAVING.with_borrow(|leaving| leaving.get(&self.state.id).cloned());
        let Some(leaving) = leaving else { return };
        leaving.opened().await;
        // What was typed meanwhile is of the text that the page came with: saving says so.
        if self.is_dirty() {
            return;
        }
        if let Ok(stored) = get_content(self.state.id).await {
            self.adopt(&stored);
        }
    }

    /// What the server has.
    pub(super) fn stored(&self) -> String {
        self.stored.borrow().clone()
    }

    /// Keeps the text in this browser until the server has it.
    fn keep(&self) {
        if !self.is_rescued.get() {
            return;
        }
        let content = self.read();
        let kept = serde_json::to_string(&StoredDraft { content: &content, revision: self.revision.get() });
        // Full or forbidden: then it is on the page alone.
        if kept.is_ok_and(|kept| storage::write(&self.key, &kept)) {
            *self.kept.borrow_mut() = Some(content);
        }
    }

    /// Forgets what this page has kept, or what the server has; another tab may have kept more.
    fn forget(&self) {
        if !self.is_rescued.get() {
            return;
        }
        let is_ours = |kept: StoredContent| {
            kept.content == *self.stored.borrow() || self.kept.borrow().as_ref() == Some(&kept.content)
        };
        if self.in_storage().is_some_and(is_ours) {
            storage::remove(&self.key);
        }
    }

    fn in_storage(&self) -> Option<StoredContent> {
        storage::read(&self.key).and_then(|kept| codec::read(&kept).ok())
    }

    /// Brings back what an earlier page could not save. When the document has changed since, saving says so.
    pub(super) fn rescue(&self) {
        // While a draft is written it has to wait.
        if self.state.is_drafting() || self.is_rescued.replace(true) {
            return;
        }
        let kept = self.in_storage().filter(|kept| kept.content != *self.stored.borrow());
        let Some(kept) = kept else { return self.forget() };
        self.revision.set(kept.revision);
        self.replace(&kept.content, false);
        self.show(self.texts.rescued.to_owned(), false);
        self.save_after(PAUSE);
    }

    /// Says why something was not stored.
    pub fn show_not_saved(&self, error: &AppError) {
        self.show(self.texts.not_saved(self.general.error(error)), true);
    }

    /// Says how far the text is stored.
    pub fn show(&self, text: String, is_wrong: bool) {
        let notice = SaveNotice { text, is_wrong };
        self.state.notice.try_maybe_update(|shown| {
            let is_other = *shown != notice;
            *shown = notice;
            (is_other, ())
        });
    }

    /// Brings the outline and the counts up to date when nobody types any more.
    pub(super) fn update_panels_soon(&self) {
        let state = self.state;
        let update = move || {
            if let Some(session) = state.session() {
                session.update_panels();
            }
        };
        *self.panels.borrow_mut() = Some(Timer::set(PANELS_PAUSE, update));
    }

    pub(super) fn update_panels(&self) {
        let Some(editor) = self.editor() else { return };
        self.state.outline.try_set(editor.outline());
        self.state.counts.try_set(editor.counts());
    }

    pub(super) fn composition(&self) -> Option<Latch> {
        self.composition.borrow().clone()
    }

    /// A syllable is being put together in the text area.
    pub fn compose(&self) {
        self.composition.borrow_mut().get_or_insert_default();
    }

    /// It is there.
    pub fn end_composition(&self) {
        if let Some(latch) = self.composition.take() {
            latch.open();
        }
    }
}

fn now() -> i64 {
    #[cfg(not(feature = "ssr"))]
    let now = crate::browser::clock::now_ms();
    #[cfg(feature = "ssr")]
    let now = crate::domain::time::now_ms();
    now
}

/// What an HTTP status says, as far as saving is concerned.
fn error_of(status: u16) -> AppError {
    match status {
        401 => AppError::Unauthorized,
        404 => AppError::NotFound,
        409 | 412 => ValidationError::DocumentStale.into(),
        413 => ValidationError::DocumentTooLong.into(),
        429 => AppError::TooManyRequests(1),
        507 => AppError::DiskFull,
        503 => AppError::Unavailable,
        _ if status < 500 => AppError::BadRequest,
        _ => AppError::Internal,
    }
}

/// Takes away what other accounts have not sent, on a page of `account`: their names are those of `src/offline/device.ts`.
pub(super) fn forget_others(account: &str) {
    for key in storage::keys() {
        let rest = key.strip_prefix("supbot-draft ").or_else(|| key.strip_prefix("supbot-document "));
        let owner = rest.and_then(|rest| rest.split_once(' ')).map(|(owner, _)| owner);
        if owner.is_some_and(|owner| owner != account) {
            storage::remove(&key);
        }
    }
    // Nobody has left any more.
    document::remove_cookie("supbot_left");
}
