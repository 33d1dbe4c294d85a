//! What of code can be run in a page, and how. The server puts a button on it, the client runs it.

/// How code runs in the sandbox (`chat/code_runner/sandbox.html`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runtime {
    /// HTML, or SVG.
    Page,
    /// A style sheet, on a sample page.
    Style,
    /// A Mermaid diagram.
    Diagram,
    /// JavaScript in a worker.
    Script,
    /// JavaScript that needs a document.
    ScriptInPage,
    /// Python.
    Python,
}

/// What a script without a page knows nothing of.
const OF_A_PAGE: [&str; 10] = [
    "document",
    "window",
    "requestAnimationFrame",
    "localStorage",
    "sessionStorage",
    "alert",
    "prompt",
    "confirm",
    "HTMLElement",
    "customElements",
];
/// Bytes of code in which its kind is looked for where its language is not named.
const BEGINNING: usize = 200;

impl Runtime {
    /// How code runs whose language has this word; none when it does not.
    pub fn of(language: &str, code: &str) -> Option<Self> {
        Some(match language {
            "html" | "htm" | "xhtml" | "svg" => Self::Page,
            "css" => Self::Style,
            "mermaid" | "mmd" => Self::Diagram,
            "javascript" | "js" | "mjs" if needs_page(code) => Self::ScriptInPage,
            "javascript" | "js" | "mjs" => Self::Script,
            "python" | "python3" | "py" => Self::Python,
            "" if begins_with(code, "<!doctype html") || begins_with(code, "<html") => Self::Page,
            "" | "xml" if is_svg(code) => Self::Page,
            _ => return None,
        })
    }

    /// What the sandbox calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Style => "style",
            Self::Diagram => "diagram",
            Self::Script => "script",
            Self::ScriptInPage => "scriptInPage",
            Self::Python => "python",
        }
    }
}

fn needs_page(code: &str) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    OF_A_PAGE.iter().any(|name| {
        code.match_indices(name).any(|(at, _)| {
            let (before, after) = (&code.as_bytes()[..at], &code.as_bytes()[at + name.len()..]);
            !before.last().is_some_and(is_word) && !after.first().is_some_and(is_word)
        })
    })
}

/// An image, with or without the line that says that it is XML.
fn is_svg(code: &str) -> bool {
    let code = code.trim_start();
    let image = match code.strip_prefix("<?xml") {
        Some(rest) => rest.split_once('>').filter(|(line, _)| line.len() < BEGINNING).map_or("", |(_, rest)| rest),
        None => code,
    };
    begins_with(image, "<svg")
}

/// Whether code begins so, with whatever letters, and another word follows.
fn begins_with(code: &str, start: &str) -> bool {
    let code = code.trim_start().as_bytes();
    code.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start.as_bytes()))
        && !code.get(start.len()).is_some_and(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::Runtime;

    #[test]
    fn code_runs_by_its_language_or_by_how_it_begins() {
        for (language, code, expected) in [
            ("html", "", Some(Runtime::Page)),
            ("js", "console.log(1)", Some(Runtime::Script)),
            ("js", "documents.length", Some(Runtime::Script)),
            ("js", "document.title", Some(Runtime::ScriptInPage)),
            ("python3", "", Some(Runtime::Python)),
            ("mmd", "", Some(Runtime::Diagram)),
            ("css", "", Some(Runtime::Style)),
            ("", "\n<!DOCTYPE html>", Some(Runtime::Page)),
            ("", "<HTML lang=en>", Some(Runtime::Page)),
            ("", "<htmlish>", None),
            ("xml", "<?xml version=\"1.0\"?>\n<svg viewBox=\"0 0 1 1\"/>", Some(Runtime::Page)),
            ("xml", "<note/>", None),
            ("rust", "<svg/>", None),
            ("", "가", None),
        ] {
            assert_eq!(Runtime::of(language, code), expected, "{language} {code}");
        }
    }
}
