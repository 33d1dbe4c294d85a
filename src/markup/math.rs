//! LaTeX formulas as MathML, which browsers lay out by themselves.

use comrak::html::escape;
use pulldown_latex::{Parser, RenderConfig, Storage, config::DisplayMode, mathml::push_mathml};
use std::{convert::Infallible, fmt};

/// Bytes of a formula that is laid out; a longer one is text that happens to stand between dollars.
const MAX_BYTES: usize = 4 * 1024;
/// Deeper groups are shown as typed: the parser follows them by recursion.
const MAX_DEPTH: usize = 64;
/// All elements that a formula is made of (MathML Core §3).
const ELEMENTS: [&str; 24] = [
    "math",
    "mi",
    "mn",
    "mo",
    "mtext",
    "mspace",
    "mrow",
    "mfrac",
    "msqrt",
    "mroot",
    "mstyle",
    "mpadded",
    "mphantom",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
];

/// The MathML of a formula; what is no LaTeX is shown as it was typed.
pub(super) fn write(html: &mut String, latex: &str, is_block: bool) -> fmt::Result {
    match mathml(latex, is_block) {
        Some(mathml) => html.push_str(&mathml),
        None => {
            html.push_str("<code class=\"math\">");
            escape(html, latex)?;
            html.push_str("</code>");
        }
    }
    Ok(())
}

fn mathml(latex: &str, is_block: bool) -> Option<String> {
    let depth = latex.bytes().filter(|byte| *byte == b'{').count();
    if latex.trim().is_empty() || latex.len() > MAX_BYTES || depth > MAX_DEPTH {
        return None;
    }
    let storage = Storage::new();
    // The renderer would write an error's own words into the page as they are.
    let events = Parser::new(latex, &storage).collect::<Result<Vec<_>, _>>().ok()?;
    let display_mode = if is_block { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let mut mathml = String::new();
    push_mathml(&mut mathml, events.into_iter().map(Ok::<_, Infallible>), config).ok()?;
    // It writes relations and other single characters as they are.
    let mathml = mathml.replace("><<", ">&lt;<").replace("><\u{338}", ">&lt;\u{338}").replace(">&<", ">&amp;<");
    let mathml = without_styles(&mathml);
    // One that is wider than the page scrolls, with the keyboard too.
    let mathml = if is_block { mathml.replacen("<math", "<math tabindex=\"0\"", 1) } else { mathml };
    is_mathml(&mathml).then_some(mathml)
}

/// Without the inline styles for colours and spaces, which the page's policy forbids.
fn without_styles(mathml: &str) -> String {
    let mut parts = mathml.split(" style=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('"').map_or("", |(_, rest)| rest))
}

/// Whether it is made of a formula's elements and of nothing else: the library is not trusted with other people's text.
fn is_mathml(html: &str) -> bool {
    html.split('<').skip(1).all(|tag| {
        let Some((tag, _)) = tag.split_once('>') else { return false };
        let mut words = tag.trim_start_matches('/').trim_end_matches('/').split_ascii_whitespace();
        let is_element = words.next().is_some_and(|name| ELEMENTS.contains(&name));
        let is_harmless = |word: &str| {
            let name = word.split('=').next().unwrap_or_default().to_ascii_lowercase();
            !name.starts_with("on") && !name.contains("href") && !name.contains("src")
        };
        is_element && words.all(is_harmless)
    })
}

#[cfg(test)]
mod tests {
    use super::{is_mathml, mathml};

    #[test]
    fn formulas_become_mathml() {
        for latex in [
            "E = mc^2",
            "\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}",
            "\\int_0^\\infty e^{-x^2} \\, dx = \\frac{\\sqrt{\\pi}}{2}",
            "\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}",
            "a \\not< b \\& c",
            "a < b \\text{ 그리고 } c > d",
            "\\color{red} x",
        ] {
            let html = mathml(latex, true).unwrap_or_else(|| panic!("{latex}"));
            assert!(html.starts_with("<math") && html.ends_with("</math>") && !html.contains("style="), "{html}");
        }
    }

    #[test]
    fn what_is_no_formula_is_none_and_nothing_gets_through() {
        for latex in ["", "\\frac{1", "\\nonsense{x}", "}", &"{".repeat(5000)] {
            assert_eq!(mathml(latex, false), None, "{latex}");
        }
        for latex in [
            "\\text{<script>alert(1)</script>}",
            "\\href{javascript:x}{y}",
            "<img src=x onerror=y>",
            "\\text{\" onclick=\"x}",
        ] {
            let html = mathml(latex, false).unwrap_or_default();
            assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("href"), "{html}");
        }
        assert!(!is_mathml("<math><script></math>") && !is_mathml("<math onclick=x>") && !is_mathml("<math"));
    }
}
