//! Changes are taken, or not, as soon as a person says so; the result follows.

use super::model::{FixResult, ShownFix};
use crate::{
    browser::document,
    code_fixes::{api::update_hunks, model::FixId},
};
use leptos::{html, prelude::*, task::spawn_local};
use std::collections::BTreeSet;
use web_sys::HtmlInputElement;

/// The name of the boxes of the hunks.
pub(super) const BOXES: &str = "accepted[]";

/// What a person takes of a fix. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Decisions {
    id: FixId,
    /// The form with a box for each hunk.
    pub form: NodeRef<html::Form>,
    /// The numbers of the hunks that are taken.
    accepted: RwSignal<BTreeSet<u32>>,
    /// The result with what is stored.
    pub result: RwSignal<FixResult>,
    /// Whether what is decided is sent at once: the page answers in the browser.
    pub is_live: RwSignal<bool>,
    is_sending: StoredValue<bool>,
    /// Counts how often the page is to be loaded anew.
    reload: RwSignal<u32>,
}

impl Decisions {
    /// What is stored of a fix.
    pub fn new(fix: &ShownFix, reload: RwSignal<u32>) -> Self {
        let hunks = fix.files.iter().flat_map(|file| &file.hunks);
        let accepted = hunks.filter(|hunk| hunk.is_accepted).map(|hunk| hunk.number);
        let decisions = Self {
            id: fix.id,
            form: NodeRef::new(),
            accepted: RwSignal::new(accepted.collect()),
            result: RwSignal::new(fix.result.clone()),
            is_live: RwSignal::new(false),
            is_sending: StoredValue::new(false),
            reload,
        };
        Effect::new(move || {
            // What was ticked before the page answered counts as well.
            decisions.decide();
            decisions.is_live.set(true);
        });
        decisions
    }

    /// How many hunks are taken.
    pub fn count(self) -> usize {
        self.accepted.with(BTreeSet::len)
    }

    /// What is in a file, by its place in their order; none for one that is too long to be shown.
    pub fn text(self, at: usize) -> Option<String> {
        self.result.with(|result| result.files.get(at).cloned().flatten())
    }

    /// The boxes of the hunks; none while the page is being made anew.
    fn boxes(self) -> Option<Vec<HtmlInputElement>> {
        self.form.try_get_untracked().flatten().map(|form| document::boxes(&form, BOXES))
    }

    /// Takes what is ticked.
    pub fn decide(self) {
        let Some((boxes, before)) = self.boxes().zip(self.accepted.try_get_untracked()) else { return };
        let ticked = boxes.into_iter().filter(HtmlInputElement::checked);
        let ticked: BTreeSet<u32> = ticked.filter_map(|each| each.value().parse().ok()).collect();
        if ticked != before {
            self.accepted.set(ticked);
            self.send();
        }
    }

    /// Takes all of them, or none.
    pub fn decide_all(self, is_accepted: bool) {
        self.boxes().iter().flatten().for_each(|each| each.set_checked(is_accepted));
        self.decide();
    }

    /// Stores what is decided, one after another, so that the last word is the last one stored.
    fn send(self) {
        if self.is_sending.try_update_value(|is_sending| std::mem::replace(is_sending, true)) != Some(false) {
            return;
        }
        // Goes on when the page is left meanwhile.
        let accepted = ArcRwSignal::from(self.accepted);
        spawn_local(async move {
            loop {
                let sent = accepted.get_untracked();
                match update_hunks(self.id, sent.iter().copied().collect()).await {
                    Ok(result) => drop(self.result.try_set(result)),
                    // The page as it is stored says what is wrong.
                    Err(_) => {
                        self.reload.try_update(|count| *count += 1);
                        break;
                    }
                }
                if accepted.get_untracked() == sent {
                    break;
                }
            }
            self.is_sending.try_update_value(|is_sending| *is_sending = false);
        });
    }
}
