//! A block of code of a reply.

use crate::{
    browser::document::code_in,
    chat::{components::message::message_of, model::MessageId},
};
use web_sys::Element;

/// A block of code.
#[derive(Clone)]
pub struct Fence {
    /// The element.
    pub element: Element,
    /// The word of its language; empty: none is named.
    pub language: String,
    /// The code.
    pub code: String,
}

impl Fence {
    /// The block that a button stands in.
    pub fn of(button: &Element) -> Option<Self> {
        let element = button.closest(".fence").ok()??;
        let (language, code) = code_in(&element)?;
        Some(Self { element, language, code })
    }

    /// The message that it stands in.
    pub fn message(&self) -> Option<MessageId> {
        Self::message_around(&self.element)
    }

    /// The message that an element stands in.
    pub fn message_around(element: &Element) -> Option<MessageId> {
        message_of(&element.closest("article").ok()??.id())
    }
}

/// Code as Markdown has it, in a fence that is longer than any in it.
pub fn fenced(code: &str, language: &str) -> String {
    let (mut longest, mut run) = (2, 0);
    for sign in code.bytes() {
        run = if sign == b'`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let code = code.strip_suffix('\n').unwrap_or(code);
    [&fence, language, "\n", code, "\n", &fence].concat()
}

#[cfg(test)]
mod tests {
    use super::fenced;

    #[test]
    fn a_fence_is_longer_than_any_in_it() {
        assert_eq!(fenced("a\n", "rust"), "```rust\na\n```");
        assert_eq!(fenced("````\nb\n", ""), "`````\n````\nb\n`````");
    }
}
