//! One run after the other of the same code.

use super::{Source, console::Console, vendor, warning::may_reach_network};
use crate::{
    browser::{
        popover::set_pixels,
        sandbox::{Handed, Said, Sandbox},
    },
    i18n::ChatToolsTexts,
    markup::Runtime,
};
use leptos::{html, prelude::*, task::spawn_local};
use std::time::Duration;

/// Bytes of code that are run at most.
const CODE_MAX: usize = 1_000_000;
/// How often code is asked whether it still goes on, and how many times it may be silent.
const PULSE: Duration = Duration::from_secs(1);
const SILENCE_MAX: u32 = 5;
/// How long Python may take, which answers nobody while it works, and how long it may take to begin.
const PYTHON_MAX: Duration = Duration::from_secs(60);
const PYTHON_START_MAX: Duration = Duration::from_secs(120);
/// How high the frame may become by itself, in pixels.
const HEIGHT_MAX: i32 = 560;

/// What stands above the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Nothing.
    Nothing,
    /// The question whether it may run.
    Warning,
    /// The frame of one run, by its number.
    Frame(u32),
}

/// Runs code, as often as a person wants. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Runner {
    /// What is run.
    pub source: StoredValue<Source>,
    /// What it tells.
    pub console: Console,
    /// What stands above the console.
    pub shown: RwSignal<Shown>,
    /// How far it is, as a sentence.
    pub state: RwSignal<&'static str>,
    /// Whether there is nothing to stop.
    pub is_over: RwSignal<bool>,
    /// The frame that it runs in.
    pub frame: NodeRef<html::Iframe>,
    texts: &'static ChatToolsTexts,
    sandbox: StoredValue<Option<Sandbox>, LocalStorage>,
    /// The number of the run, and whether it has begun: its frame may load other pages later.
    run: StoredValue<(u32, bool)>,
    /// What is to happen later happens only while this is what it was.
    clock: StoredValue<u32>,
    silence: StoredValue<u32>,
}

impl Runner {
    /// One that has run nothing yet.
    pub fn new(source: Source, texts: &'static ChatToolsTexts) -> Self {
        Self {
            source: StoredValue::new(source),
            console: Console::new(),
            shown: RwSignal::new(Shown::Nothing),
            state: RwSignal::new(""),
            is_over: RwSignal::new(true),
            frame: NodeRef::new(),
            texts,
            sandbox: StoredValue::new_local(None),
            run: StoredValue::new((0, false)),
            clock: StoredValue::new(0),
            silence: StoredValue::new(0),
        }
    }

    /// How it runs.
    pub fn runtime(self) -> Runtime {
        self.source.with_value(|source| source.runtime)
    }

    /// Runs it; asks before where that may reach the network.
    pub fn start(self) {
        self.stop("");
        if may_reach_network(self.runtime()) {
            self.shown.set(Shown::Warning);
            return;
        }
        self.console.clear();
        if self.source.with_value(|source| source.code.len() > CODE_MAX) {
            self.state.set(self.texts.run_too_long);
            return;
        }
        self.is_over.set(false);
        let is_python = self.runtime() == Runtime::Python;
        self.state.set(if is_python { self.texts.run_python_starting } else { self.texts.run_starting });
        let number = self.run.get_value().0 + 1;
        self.run.set_value((number, false));
        self.shown.set(Shown::Frame(number));
    }

    /// Ends it, with all that runs in it.
    pub fn stop(self, why: &'static str) {
        self.quiet();
        self.is_over.set(true);
        self.shown.set(Shown::Nothing);
        self.state.set(why);
        // Not while it is what stops itself.
        let sandbox = self.sandbox.try_update_value(Option::take);
        queue_microtask(move || drop(sandbox));
    }

    /// To be called when the frame of a run has loaded a page.
    pub fn loaded(self, number: u32) {
        if self.run.get_value() != (number, false) {
            return;
        }
        self.run.set_value((number, true));
        spawn_local(async move {
            let files = vendor::files(self.runtime()).await;
            let is_current = self.run.try_get_value().is_some_and(|(run, _)| run == number);
            // It may have been stopped, or closed, meanwhile.
            if !is_current || self.is_over.try_get_untracked() != Some(false) {
                return;
            }
            match files {
                Some(files) => self.begin(files),
                None => self.stop(self.texts.run_unavailable),
            }
        });
    }

    fn begin(self, files: Vec<(String, js_sys::ArrayBuffer)>) {
        let Some(frame) = self.frame.get_untracked() else { return };
        let kind = self.runtime().name();
        let sandbox = self.source.with_value(|source| {
            let handed = Handed { kind, code: &source.code, files };
            Sandbox::start(&frame, handed, move |said| self.hear(said), move || _ = self.silence.try_set_value(0))
        });
        self.sandbox.set_value(sandbox);
        if self.runtime() == Runtime::Python {
            self.later(PYTHON_START_MAX, move || self.stop(self.texts.run_unavailable));
            return;
        }
        self.state.set(self.texts.run_running);
        self.silence.set_value(0);
        self.beat();
    }

    fn beat(self) {
        let silence = self.silence.get_value();
        if silence >= SILENCE_MAX {
            return self.stop(self.texts.run_hung);
        }
        self.silence.set_value(silence + 1);
        self.sandbox.with_value(|sandbox| sandbox.iter().for_each(Sandbox::beat));
        self.later(PULSE, move || self.beat());
    }

    /// Hears something that the sandbox says, which may be anything.
    fn hear(self, said: Said) {
        if self.is_over.try_get_untracked().is_none() {
            return;
        }
        if let Some(text) = said.text {
            let level = match said.level.as_deref() {
                Some("error") => "is-error",
                Some("warn") => "is-warn",
                _ => "is-log",
            };
            if !self.console.add(level, &text, self.texts) {
                // More than that is not even listened to.
                self.sandbox.with_value(|sandbox| sandbox.iter().for_each(Sandbox::ignore));
            }
            if level == "is-error" {
                self.state.set(self.texts.run_failed);
            }
            return;
        }
        match said.state.as_deref() {
            Some("started") => {
                self.quiet();
                self.state.set(self.texts.run_running);
                self.later(PYTHON_MAX, move || self.stop(self.texts.run_too_slow));
            }
            Some("done") => self.end(false, said.height),
            Some("failed") => self.end(true, said.height),
            _ => {}
        }
    }

    fn end(self, is_failure: bool, height: Option<f64>) {
        if let (Some(frame), Some(height)) = (self.frame.get_untracked(), height.filter(|height| *height > 0.0)) {
            #[expect(clippy::cast_possible_truncation, reason = "what is larger is cut")]
            let height = height as i32;
            set_pixels(&frame, "block-size", height.min(HEIGHT_MAX));
        }
        if is_failure || self.runtime() == Runtime::Python {
            self.quiet();
            self.is_over.set(true);
        }
        let has_errors = self.console.errors.with_untracked(|errors| !errors.is_empty());
        self.state.set(if is_failure || has_errors { self.texts.run_failed } else { self.texts.run_done });
    }

    /// Does something later, unless something else has happened.
    fn later(self, after: Duration, act: impl Fn() + 'static) {
        let now = self.clock.get_value();
        set_timeout(
            move || {
                if self.clock.try_get_value() == Some(now) {
                    act();
                }
            },
            after,
        );
    }

    fn quiet(self) {
        self.clock.update_value(|clock| *clock += 1);
    }
}
