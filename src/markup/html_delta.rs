//! HTML that has grown: what is told of it, and where in the page the new part belongs.

use super::SafeHtml;
use serde::{Deserialize, Serialize};

/// How one HTML came from another: as much of its beginning as has stayed, and the rest. So a block that grows costs
/// what it grows by, and not all of it each time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HtmlDelta {
    /// Bytes.
    kept: usize,
    /// No HTML of its own: it may begin within a tag.
    rest: String,
}

impl HtmlDelta {
    /// What makes `new` of `old`.
    #[cfg(feature = "ssr")]
    pub fn between(old: &SafeHtml, new: &SafeHtml) -> Self {
        // In long steps first: code may have grown to hundreds of kilobytes.
        const STEP: usize = 256;
        let (old, bytes) = (old.0.as_bytes(), new.0.as_bytes());
        let steps = old.chunks_exact(STEP).zip(bytes.chunks_exact(STEP)).take_while(|(old, new)| old == new).count();
        let rest = old[steps * STEP..].iter().zip(&bytes[steps * STEP..]).take_while(|(old, new)| old == new).count();
        let kept = new.0.floor_char_boundary(steps * STEP + rest);
        Self { kept, rest: new.0[kept..].to_owned() }
    }

    /// Makes the new HTML of the old one.
    pub fn apply(&self, html: &mut SafeHtml) {
        // A server never says more than there is.
        html.0.truncate(self.kept.min(html.0.len()));
        html.0.push_str(&self.rest);
    }
}

/// HTML to be put at the end of an element that is on the page already.
#[derive(Debug, PartialEq, Eq)]
pub struct Addition<'h> {
    /// Which element: this many times the last child, from the element around all of it.
    pub depth: usize,
    /// What it gets.
    pub html: &'h str,
}

/// The addition that makes `new` of `old`, if one alone does. Both are HTML as we write it: every tag is closed, and
/// `<` and `>` stand nowhere else.
pub fn addition<'h>(old: &str, new: &'h str) -> Option<Addition<'h>> {
    // Within which of the elements that end where the old one ends?
    let mut ends = vec![old.len()];
    while let Some(at) = old[..ends[ends.len() - 1]].rfind('<') {
        let last = ends[ends.len() - 1];
        let is_end_tag = old[at..].starts_with("</") && old[at..last].find('>') == Some(last - at - 1);
        if !is_end_tag {
            break;
        }
        ends.push(at);
    }
    ends.into_iter().enumerate().rev().find_map(|(depth, at)| {
        let html = new.strip_prefix(&old[..at])?.strip_suffix(&old[at..])?;
        is_balanced(html).then_some(Addition { depth, html })
    })
}

/// Whether all elements that begin in it end in it, and the other way around.
fn is_balanced(html: &str) -> bool {
    let mut depth = 0_usize;
    for tag in html.split('<').skip(1) {
        let Some((tag, _)) = tag.split_once('>') else { return false };
        if tag.starts_with('/') {
            let Some(outer) = depth.checked_sub(1) else { return false };
            depth = outer;
        } else if !tag.ends_with('/') {
            depth += 1;
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::{Addition, HtmlDelta, SafeHtml, addition};

    #[test]
    fn what_has_grown_is_what_it_is_made_of() {
        let long = "<p>긴 글</p>".repeat(100);
        for (old, new) in
            [("", "<p>a</p>"), ("<p>가</p>", "<p>각</p>"), ("<p>ab</p>", "<p>"), (&long, &(long.clone() + "b"))]
        {
            let (mut html, new) = (SafeHtml(old.to_owned()), SafeHtml(new.to_owned()));
            let growth = HtmlDelta::between(&html, &new);
            assert!(growth.rest.len() <= 8, "{growth:?}");
            growth.apply(&mut html);
            assert_eq!(html, new);
        }
    }

    #[test]
    fn an_addition_is_found_at_the_right_depth() {
        for (old, new, expected) in [
            ("<p>a</p>", "<p>a b</p>", Some((1, " b"))),
            ("<p>a</p>", "<p>a</p><p>b</p>", Some((0, "<p>b</p>"))),
            ("<ul><li>a</li></ul>", "<ul><li>a</li><li>b</li></ul>", Some((1, "<li>b</li>"))),
            ("<ul><li>a</li></ul>", "<ul><li>ab</li></ul>", Some((2, "b"))),
            (
                "<pre><code><i>a</i></code></pre>",
                "<pre><code><i>a</i>\nb <i>c</i></code></pre>",
                Some((2, "\nb <i>c</i>")),
            ),
            ("<p>a <b>c</b></p>", "<p>a <b>c</b><br />d</p>", Some((1, "<br />d"))),
            ("<p>a *b</p>", "<p>a <em>b</em></p>", None),
            ("<ul><li>a</li></ul>", "<ul><li><p>a</p></li><li>b</li></ul>", None),
            ("", "<p>a</p>", Some((0, "<p>a</p>"))),
            ("<p>a</p>", "", None),
            ("<p>글</p>", "<p>글자</p>", Some((1, "자"))),
        ] {
            let expected = expected.map(|(depth, html)| Addition { depth, html });
            assert_eq!(addition(old, new), expected, "{old} -> {new}");
        }
    }
}
