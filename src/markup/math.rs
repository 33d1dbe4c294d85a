//! LaTeX formulas as MathML, which browsers lay out by themselves.

use comrak::html::escape;
use pulldown_latex::{Parser, RenderConfig, Storage, config::DisplayMode, mathml::push_mathml};
use std::{convert::Infallible, fmt};

/// Bytes of a formula that is laid out; a longer one is text that happens to stand between dollars.
const MAX_BYTES: usize = 4 * 1024;
/// More commands, or deeper groups, are shown as typed: the parser follows them by recursion, also where no brace says so,
/// as in `\sqrt\sqrt\sqrt x`.
const MAX_COMMANDS: usize = 200;
/// For that recursion: the stack of a task would end at about 150 commands.
const STACK_BYTES: usize = 16 * 1024 * 1024;
/// Commands, groups and scripts that any stack has room for: a stack for each of many thousand small formulas would take
/// most of the time.
const SHALLOW: usize = 16;
/// See [`MAX_COMMANDS`].
const MAX_DEPTH: usize = 32;
/// What a formula cannot have: definitions grow without bounds when they are used, and a `#` has no other use.
const DEFINING: [&str; 6] = ["#", "\\def", "\\let", "\\futurelet", "command", "\\gdef"];
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
    let commands = latex.bytes().filter(|byte| *byte == b'\\').count();
    let is_too_much = latex.len() > MAX_BYTES || commands > MAX_COMMANDS || depth(latex) > MAX_DEPTH;
    if latex.trim().is_empty() || is_too_much || DEFINING.iter().any(|word| latex.contains(word)) {
        return None;
    }
    let nesting = latex.bytes().filter(|byte| matches!(byte, b'\\' | b'{' | b'^' | b'_')).count();
    if nesting <= SHALLOW {
        return lay_out(latex, is_block);
    }
    stacker::grow(STACK_BYTES, || lay_out(latex, is_block))
}

fn lay_out(latex: &str, is_block: bool) -> Option<String> {
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

/// How deep its groups are.
fn depth(latex: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in latex.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Without the inline styles for colours and spaces, which the page's policy forbids. A formula's text may say the same.
fn without_styles(mathml: &str) -> String {
    let mut parts = mathml.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut html, part| {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let (before, style) = tag.split_once(" style=\"").unwrap_or((tag, ""));
        let after = style.split_once('"').map_or("", |(_, after)| after);
        for piece in ["<", before, after, ">", text] {
            html.push_str(piece);
        }
        html
    })
}

/// Whether it is made of a formula's elements and of nothing else, each with its end: the library is not trusted with
/// other people's text.
fn is_mathml(html: &str) -> bool {
    let mut open = Vec::new();
    for tag in html.split('<').skip(1) {
        let Some((tag, _)) = tag.split_once('>') else { return false };
        let mut words = tag.trim_matches('/').split_ascii_whitespace();
        let Some(name) = words.next().filter(|name| ELEMENTS.contains(name)) else { return false };
        let is_harmful = |word: &str| {
            let name = word.split('=').next().unwrap_or_default().to_ascii_lowercase();
            name.starts_with("on") || name.contains("href") || name.contains("src")
        };
        if words.any(is_harmful) {
            return false;
        }
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    open.is_empty()
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
            "a \\text{ style=\"} b",
            &format!("\\begin{{pmatrix}} {} \\end{{pmatrix}}", "a_{11} & ".repeat(64)),
            &format!("{} x", "\\sqrt".repeat(200)),
        ] {
            let html = mathml(latex, true).unwrap_or_else(|| panic!("{latex}"));
            assert!(html.starts_with("<math") && html.ends_with("</math>"), "{html}");
            assert!(!html.contains("color:") && html.matches("style=").count() == latex.matches("style=").count());
        }
    }

    #[test]
    fn what_is_no_formula_is_none_and_nothing_gets_through() {
        let bomb = format!(
            "\\def\\b#1{{{}}}\\def\\a#1{{\\b{{{}}}}}\\a{{{}}}",
            "#1".repeat(500),
            "#1".repeat(500),
            "x".repeat(1000)
        );
        let roots = "\\sqrt".repeat(800);
        for latex in ["", "\\frac{1", "\\nonsense{x}", "}", &"{".repeat(5000), &"{".repeat(40), &bomb, &roots] {
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
        assert!(!is_mathml("<math><mi></math></mi>") && !is_mathml("<math><mi>"));
    }
}
