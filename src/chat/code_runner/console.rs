//! What code that runs tells: what it writes to the console, and what goes wrong.

use crate::{browser::sandbox::add_line, i18n::ChatToolsTexts};
use leptos::{html, prelude::*};

/// Lines that are shown.
const LINES_MAX: u32 = 1000;
/// Characters of a line.
const LINE_MAX: usize = 10_000;
/// Bytes of errors that a model is told, or a line more.
const ERRORS_MAX: usize = 4000;

/// The lines of a console. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Console {
    list: NodeRef<html::Div>,
    lines: RwSignal<u32>,
    /// Every error so far.
    pub errors: RwSignal<String>,
}

impl Console {
    /// An empty one.
    pub fn new() -> Self {
        Self { list: NodeRef::new(), lines: RwSignal::new(0), errors: RwSignal::new(String::new()) }
    }

    /// Adds a line; false when there may be no more.
    pub fn add(self, level: &'static str, text: &str, texts: &ChatToolsTexts) -> bool {
        let (Some(list), Some(lines)) = (self.list.get_untracked(), self.lines.try_get_untracked()) else {
            return false;
        };
        self.lines.set(lines + 1);
        if lines >= LINES_MAX {
            add_line(&list, "is-warn", texts.run_console_cut);
            return false;
        }
        let end = text.char_indices().nth(LINE_MAX).map_or(text.len(), |(at, _)| at);
        let line = &text[..end];
        add_line(&list, level, line);
        if level == "is-error" && self.errors.with_untracked(String::len) < ERRORS_MAX {
            self.errors.update(|errors| {
                if !errors.is_empty() {
                    errors.push('\n');
                }
                errors.push_str(line);
            });
        }
        true
    }

    /// Takes every line away.
    pub fn clear(self) {
        self.list.get_untracked().iter().for_each(|list| list.set_inner_html(""));
        self.lines.set(0);
        self.errors.set(String::new());
    }
}

/// The list of lines; hidden while there is none.
#[component]
pub fn ConsoleView(
    /// The lines.
    console: Console,
    /// Its name.
    label: &'static str,
) -> impl IntoView {
    view! {
        <div class="run-console" role="log" aria-label=label tabindex="0" hidden=move || console.lines.get() == 0
            node_ref=console.list></div>
    }
}
