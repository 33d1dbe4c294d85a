//! Asking a model for another wording of the selection or of the whole document.

use super::saving::{SaveKind, Session};
use crate::{
    browser::fetch::{self, Abort, Failure},
    ui::codec,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// What a model is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Something that is asked for often, as the REST door calls it.
    Action(&'static str),
    /// What stands in the panel.
    Instruction,
    /// The sections that are missing.
    Fill,
}

/// A part of the document, as the REST door takes it.
#[derive(Serialize)]
struct Selection<'a> {
    text: &'a str,
    before: &'a str,
    after: &'a str,
}

/// What is asked for, as the REST door takes it.
#[derive(Serialize)]
struct Request<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    action: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    instruction: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    selection: Option<Selection<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    model: &'a str,
}

/// What a `delta` event tells.
#[derive(Deserialize)]
struct Delta {
    text: String,
}

/// What an `error` event tells.
#[derive(Deserialize)]
struct Told {
    message: String,
}

/// What a `proposal` event tells.
#[derive(Deserialize)]
struct Proposal {
    text: String,
    model: String,
}

/// Why the REST door has refused.
#[derive(Deserialize)]
struct Problem {
    code: String,
}

impl Session {
    /// Asks for a proposal, and shows it in pieces when it is there.
    pub async fn revise(&self, order: Order) {
        if order == Order::Fill {
            // The server looks at what it has.
            self.save(SaveKind::Auto).await;
        }
        let state = self.state();
        let Some(editor) = self.editor().filter(|_| self.asking.borrow().is_none()) else { return };
        let written = state.instruction.try_get_untracked().flatten();
        let instruction = written.as_ref().map(|area| area.value()).unwrap_or_default();
        let instruction = instruction.trim();
        if order == Order::Instruction && instruction.is_empty() {
            return;
        }
        let part = if order == Order::Fill { editor.whole() } else { editor.part() };
        let selection = Selection { text: &part.markdown, before: &part.before, after: &part.after };
        let model = state.model.get_untracked();
        let request = Request {
            action: if let Order::Action(action) = order { action } else { "" },
            instruction: if order == Order::Instruction { instruction } else { "" },
            selection: (order != Order::Fill).then_some(selection),
            model: &model,
        };
        let Ok(body) = serde_json::to_string(&request) else { return };
        let abort = Rc::new(Abort::new());
        *self.asking.borrow_mut() = Some(Rc::clone(&abort));
        state.is_revising.set(true);
        state.proposal_notice.set(String::new());
        state.proposing.set(Some(String::new()));
        let path = if order == Order::Fill { "fill" } else { "revise" };
        let asked = self.ask(path, &body, &abort).await;
        // Whoever has taken it back, or has left, is told nothing.
        let is_wanted = self.asking.take().is_some();
        state.proposing.try_set(None);
        let notice = match asked {
            _ if !is_wanted => return,
            Err(reason) => self.texts.proposal_failed(&reason),
            Ok(proposal) => match editor.propose(part.id, &proposal.text, &proposal.model) {
                Err(_) => self.texts.proposal_stale.to_owned(),
                Ok(pieces) => {
                    if let Some(area) = written {
                        area.set_value("");
                    }
                    if pieces > 0 { String::new() } else { self.texts.proposal_none.to_owned() }
                }
            },
        };
        state.proposal_notice.try_set(notice);
    }

    /// Takes back what a model is asked for.
    pub fn cancel(&self) {
        if let Some(asking) = self.asking.take() {
            asking.end();
        }
    }

    /// Reads the words as they come, to the proposal at their end; else why there is none.
    async fn ask(&self, path: &str, body: &str, abort: &Abort) -> Result<Proposal, String> {
        let state = self.state();
        let url = format!("/api/v1/documents/{}/{path}", state.id);
        let mut ended = None;
        let on_event = |name: &str, data: &str| {
            match name {
                "delta" => {
                    if let Ok(Delta { text }) = codec::read(data) {
                        state.proposing.try_update(|written| written.get_or_insert_default().push_str(&text));
                    }
                }
                "proposal" => ended = Some(codec::read(data).map_err(|_| self.texts.failed.to_owned())),
                "error" => {
                    let told = codec::read(data).map(|Told { message }| message);
                    ended = Some(Err(told.unwrap_or_else(|_| self.texts.failed.to_owned())));
                }
                _ => {}
            }
            ended.is_none()
        };
        let asked = fetch::post_for_events(&url, body, abort, on_event).await;
        match (asked, ended) {
            (_, Some(ended)) => ended,
            (Err(failure), None) => Err(self.reason(failure)),
            (Ok(()), None) => Err(self.texts.failed.to_owned()),
        }
    }

    fn reason(&self, failure: Failure) -> String {
        let Failure::Status { retry_after, body, .. } = failure else { return self.texts.unreachable.to_owned() };
        let code = codec::read(&body).map(|Problem { code }| code).unwrap_or_default();
        let general = self.general;
        match code.as_str() {
            "body_too_large" | "document_too_long" => general.fault_document_too_long.to_owned(),
            "provider_failed" => general.reply_failed.to_owned(),
            "too_many_requests" => general.error_too_many_requests(retry_after.unwrap_or(1)),
            "unavailable" => general.error_unavailable.to_owned(),
            "unauthorized" => general.error_unauthorized.to_owned(),
            "internal" => general.error_internal.to_owned(),
            _ => self.texts.failed.to_owned(),
        }
    }
}
