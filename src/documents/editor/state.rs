//! What the page of a document knows while it is edited.

use super::{
    latch::Latch,
    prosemirror::{Command, Counts, Editor, Heading, ToolbarState},
    saving::Session,
};
use crate::documents::{
    api::{FormatCheck, OpenedDocument},
    model::{DocumentId, VersionId},
};
use crate::generation::model::Status;
use leptos::{html, prelude::*, task::spawn_local};
use std::rc::Rc;

/// How far the text is stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SaveNotice {
    /// In a sentence; empty: nothing has been changed.
    pub text: String,
    /// Whether it is not stored, and should be.
    pub is_wrong: bool,
}

/// Two texts that were made from the same one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The version that the one of this page is kept as, where that has worked.
    pub version: Option<VersionId>,
}

/// What a model is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftStage {
    /// No word has come yet.
    Reading,
    /// Words come.
    Writing,
    /// The draft is there.
    Done,
}

/// Where what lives in the browser alone is kept: it must not be made on the server.
type Slot = StoredValue<Option<Rc<Session>>, LocalStorage>;

/// The state of the page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct EditorState {
    /// Names the document.
    pub id: DocumentId,
    /// Whether the page answers in the browser.
    pub is_live: RwSignal<bool>,
    /// Whether the editor has taken the place of the text area.
    pub is_shown: RwSignal<bool>,
    /// Whether the document is stored as a draft that is being written; none any more when it has come.
    pub draft: RwSignal<Option<DraftStage>>,
    /// How far the text is stored.
    pub notice: RwSignal<SaveNotice>,
    /// What another page or person has stored meanwhile.
    pub conflict: RwSignal<Option<Conflict>>,
    /// What holds where the cursor is.
    pub toolbar: RwSignal<ToolbarState>,
    /// What the document lacks of its format.
    pub check: RwSignal<FormatCheck>,
    /// The headings.
    pub outline: RwSignal<Vec<Heading>>,
    /// How long the text is.
    pub counts: RwSignal<Counts>,
    /// How often finding was asked for while it is shown; none: it is not.
    pub finding: RwSignal<Option<u32>>,
    /// Whether the panel is shown in which a model is asked for another wording.
    pub is_revising: RwSignal<bool>,
    /// How often one has turned to that panel.
    pub revising_asked: RwSignal<u32>,
    /// Whether it is asked where a link is to lead.
    pub is_linking: RwSignal<bool>,
    /// The words of a proposal as they come; none while no model is asked.
    pub proposing: RwSignal<Option<String>>,
    /// Why there is no proposal; empty: there is nothing to say.
    pub proposal_notice: RwSignal<String>,
    /// In a person's own words, what is to be changed.
    pub instruction: NodeRef<html::Textarea>,
    /// Who is asked to revise.
    pub model: RwSignal<String>,
    /// The text area that the editor takes the place of.
    pub area: NodeRef<html::Textarea>,
    /// Where the editor is made.
    pub place: NodeRef<html::Div>,
    /// Counts how often the page is to be loaded anew.
    pub reload: RwSignal<u32>,
    slot: StoredValue<Option<Slot>>,
}

impl EditorState {
    /// What the server said of a document.
    pub fn new(opened: &OpenedDocument, reload: RwSignal<u32>) -> Self {
        let stage = if opened.document.content.is_empty() { DraftStage::Reading } else { DraftStage::Writing };
        let is_drafted = opened.document.status == Status::Generating;
        let chosen = opened.models.iter().find(|model| model.is_chosen);
        Self {
            id: opened.document.id,
            is_live: RwSignal::new(false),
            is_shown: RwSignal::new(false),
            draft: RwSignal::new(is_drafted.then_some(stage)),
            notice: RwSignal::default(),
            conflict: RwSignal::new(None),
            toolbar: RwSignal::default(),
            check: RwSignal::new(opened.check.clone()),
            outline: RwSignal::default(),
            counts: RwSignal::default(),
            finding: RwSignal::new(None),
            is_revising: RwSignal::new(false),
            revising_asked: RwSignal::new(0),
            is_linking: RwSignal::new(false),
            proposing: RwSignal::new(None),
            proposal_notice: RwSignal::default(),
            instruction: NodeRef::new(),
            model: RwSignal::new(chosen.map(|model| model.id.clone()).unwrap_or_default()),
            area: NodeRef::new(),
            place: NodeRef::new(),
            reload,
            slot: StoredValue::new(None),
        }
    }

    /// Keeps what saves the document for as long as the page is shown. Call it in an effect.
    pub(super) fn keep(self, session: Rc<Session>) {
        let slot = Slot::new_local(Some(session));
        self.slot.set_value(Some(slot));
        on_cleanup(move || {
            if let Some(session) = slot.try_update_value(Option::take).flatten() {
                session.leave();
            }
        });
    }

    /// What saves the document; none on the server, and when the page is left.
    pub fn session(self) -> Option<Rc<Session>> {
        self.slot.try_get_value().flatten()?.try_get_value().flatten()
    }

    /// The editor; none before it has come.
    pub fn editor(self) -> Option<Rc<Editor>> {
        self.session()?.editor()
    }

    /// Whether a draft is being written.
    pub fn is_drafting(self) -> bool {
        self.draft.try_get_untracked().flatten().is_some_and(|stage| stage != DraftStage::Done)
    }

    /// Shows what there is to find, with what is selected.
    pub fn find(self) {
        self.finding.update(|asked| *asked = Some(asked.unwrap_or_default() + 1));
    }

    /// Shows or hides the panel in which a model is asked.
    pub fn toggle_revising(self) {
        let is_shown = !self.is_revising.get_untracked();
        self.is_revising.set(is_shown);
        if is_shown {
            self.revising_asked.update(|asked| *asked += 1);
        }
    }

    /// Asks where the selection is to lead; a link that is there already is taken off.
    pub fn ask_for_link(self) {
        let Some(editor) = self.editor() else { return };
        if editor.link().is_some() {
            editor.set_link(None);
            editor.focus();
        } else if self.toolbar.with_untracked(ToolbarState::has_selection) {
            self.is_linking.set(true);
        }
    }

    /// Does what a key of the editor asks for.
    pub(super) fn command(self, command: Command) {
        match command {
            Command::Save => self.save(),
            Command::Find => self.find(),
            Command::Revise => self.toggle_revising(),
            Command::Link => self.ask_for_link(),
        }
    }

    /// Saves what there is.
    pub fn save(self) {
        if let Some(session) = self.session() {
            spawn_local(async move { session.save(super::SaveKind::Manual).await });
        }
    }

    /// Loads the page anew: it is another one now.
    pub fn reload(self) {
        self.reload.try_update(|count| *count += 1);
    }

    /// A latch that opens when the composition ends that is going on in the text area, if there is one.
    pub(super) fn composition(self) -> Option<Latch> {
        self.session()?.composition()
    }
}
