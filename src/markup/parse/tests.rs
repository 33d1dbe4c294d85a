//! What is bounded, what is kept, and that nobody can make it take long.

use super::super::{Labels, LiveMarkdown, SafeHtml, code_blocks, outline, render};
use std::time::{Duration, Instant};

fn html(markdown: &str) -> String {
    render(markdown, &Labels::default()).iter().map(SafeHtml::as_str).collect()
}

#[test]
fn quotes_nest_so_deep_and_no_deeper_and_the_text_stays_whole() {
    for (mark, depth) in [("> ", 32), (">", 32), ("- > ", 32), ("1. >", 24), ("+ - * > ", 14)] {
        let html = html(&format!("{}x", mark.repeat(100)));
        let quotes = html.matches("<blockquote>").count();
        assert!((1..=32).contains(&quotes), "{mark}: {quotes}");
        assert_eq!(quotes + html.matches("&gt;").count(), 100, "{mark}: {html}");
        assert!(quotes <= depth && html.contains('x'), "{mark}: {html}");
    }
    // As deep as it may be, it is as it ever was.
    let html = html(&format!("{}x", "> ".repeat(32)));
    assert_eq!((html.matches("<blockquote>").count(), html.matches("&gt;").count()), (32, 0));
}

#[test]
fn lists_nest_as_deep_as_anybody_writes_them() {
    for (indent, levels) in [(2, 45), (4, 24)] {
        let text: String = (0..levels).map(|level| format!("{}- x\n", " ".repeat(indent * level))).collect();
        assert_eq!(html(&text).matches("<ul>").count(), levels, "{indent}");
    }
    let endless: String = (0..500).map(|level| format!("{}- x\n", " ".repeat(2 * level))).collect();
    let html = html(&endless);
    assert!(html.matches("<ul>").count() < 60 && html.matches('x').count() == 500, "{html}");
}

#[test]
fn what_is_no_container_is_as_it_was() {
    let arrows = ">".repeat(200);
    for fence in ["```\n", "~~~\n"] {
        let html = html(&format!("{fence}{arrows}\n{}- x\n{fence}", " ".repeat(200)));
        assert!(html.contains(&"&gt;".repeat(200)) && html.contains(&format!("\n{}- x\n", " ".repeat(200))), "{html}");
    }
    let block = &code_blocks(&format!("```\n{arrows}\n```\n"))[0];
    assert_eq!(block.code, format!("{arrows}\n"));
    assert_eq!(html(&"* ".repeat(200)), "<hr />");
    assert!(html(&format!("    {arrows}")).contains(&"&gt;".repeat(200)));
    assert!(outline(&arrows).0.contains(&">".repeat(168)));
    for html in [html(&arrows), html(&"\\(".repeat(100)), html(&format!("`{}`", "\\[".repeat(100)))] {
        assert!(!html.contains(|c| ('\u{fdd0}'..='\u{fdef}').contains(&c)), "{html}");
    }
}

#[test]
fn what_is_no_formula_is_shown_as_ever() {
    assert_eq!(html(&"\\(".repeat(100)), format!("<p>{}</p>", "(".repeat(100)));
    assert_eq!(html(&format!("`{}`", "\\[".repeat(100))), format!("<p><code>{}</code></p>", "\\[".repeat(100)));
    let many = html(&"\\(a\\) and \\[b\\] ".repeat(500));
    assert_eq!(many.matches("<math").count(), 1000);
}

/// Makes a text of about so many bytes.
type Maker = Box<dyn Fn(usize) -> String>;

/// Texts that cost a parser as much as can be.
fn makers() -> Vec<(&'static str, Maker)> {
    let mut makers: Vec<(&'static str, Maker)> = Vec::new();
    for unit in [
        ">",
        "> ",
        "- >",
        "1. >",
        "- > ",
        "- ",
        "* ",
        "1. ",
        "- x\n",
        "- a\n\n",
        "> a\n",
        ">\n",
        "[",
        "![",
        "[](",
        "[a](<",
        "[x][",
        "[[x]",
        "]",
        "[x]",
        "`",
        "` ",
        "`a",
        "```\n",
        "~~~a\n",
        "|",
        "a|",
        "|a|\n|-|\n",
        "a|b\n-|-|-\n",
        "$",
        "$a",
        "$$a ",
        "$a ",
        "$a$",
        "$a$ ",
        "\\(",
        "\\[a ",
        "\\)",
        "\\(\\)",
        "[^1]",
        "[^",
        "[^1]: ",
        "[^1]: a\n\n",
        "![](http://a)",
        "[a](http://a)",
        "*a ",
        "_a ",
        "~a",
        "~~a ",
        "*a_ ",
        "a**b",
        "a***b* c*",
        "*a **a _b __b ",
        "<",
        "<a ",
        "x<!--",
        "a<![CDATA[",
        "x<a b=\"",
        "<div>\n",
        "&",
        "&#",
        "&a",
        "&amp;",
        "http://",
        "www.",
        "a@b.c ",
        "a@",
        ":",
        "a\n=\n",
        "# a\n",
        "\\",
        "\t",
        " ",
        "\n",
        "\r",
        "\0",
        "한**글",
        "[a]: b\n",
        "[a]: b \"c\n",
        "[\n",
        "- [ ] a\n",
        "> [!note] a\n\n",
    ] {
        makers.push((unit, Box::new(move |n| unit.repeat(n / unit.len()))));
    }
    type Written = (&'static str, fn(usize) -> String);
    let more: [Written; 13] = [
        ("a lazy paragraph in quotes", |n| format!("{}a\n{}", ">".repeat(n / 2), "a\n".repeat(n / 4))),
        ("images in quotes", |n| format!("{}{}", ">".repeat(n / 2), "![](http://a)".repeat(n / 26))),
        ("images in images", |n| format!("{}{}", "![".repeat(n / 13), "](http://a)".repeat(n / 13))),
        ("images in links", |n| format!("{}{}", "[![".repeat(n / 26), "](http://a)](http://a)".repeat(n / 26))),
        ("brackets", |n| format!("{}{}", "[".repeat(n / 2), "]".repeat(n / 2))),
        ("strong in strong", |n| format!("{}a{}", "**x ".repeat(n / 8), " x**".repeat(n / 8))),
        ("rows", |n| format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(n / 6))),
        ("columns", |n| format!("{}|\n{}|\n", "|a".repeat(n / 4), "|-".repeat(n / 4))),
        ("short rows", |n| format!("{}|\n{}|\n{}", "|a".repeat(n / 8), "|-".repeat(n / 8), "|\n".repeat(n / 4))),
        ("blank lines in lists", |n| format!("{}a\n{}", "- ".repeat(99), "\n".repeat(n))),
        ("lists that grow", |n| {
            let lines = (0..).map(|at| format!("{}{}a\n", " ".repeat(80 * at), "- ".repeat(40)));
            let mut text = String::new();
            lines.take_while(|line| line.len() < n / 16).for_each(|line| text.push_str(&line));
            text.truncate(n / 2);
            text + &"\n".repeat(n / 2)
        }),
        ("formulas without an end", |n| format!("{}\n# \\)\n", "\\(".repeat(2000)).repeat(n / 4006 + 1)),
        ("long formulas", |n| format!("${}$ ", "a ".repeat(2000)).repeat(n / 4003 + 1)),
    ];
    makers.extend(more.into_iter().map(|(name, make)| (name, Box::new(make) as Box<dyn Fn(usize) -> String>)));
    makers
}

/// The time that this thread has worked, where the system tells it: others' work is none of ours.
fn worked() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn cost(work: impl Fn()) -> Duration {
    let (before, begun) = (worked(), Instant::now());
    work();
    match (before, worked()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => begun.elapsed(),
    }
}

/// Everything that reads a text: all at once, and as it is written.
fn read(text: &str) {
    render(text, &Labels::default());
    code_blocks(text);
    outline(text);
    let mut live = LiveMarkdown::new(Labels::default());
    live.push(text);
    live.blocks();
    live.finish();
}

#[test]
fn twice_as_much_takes_twice_as_long_whatever_it_is() {
    /// Less is told by nothing.
    const LEAST: Duration = Duration::from_millis(10);
    /// Systems count in ticks of up to 10 ms: only what has taken some of them can be compared.
    const ENOUGH: Duration = Duration::from_millis(40);
    const ROUNDS: usize = 100;
    let size = if cfg!(debug_assertions) { 8 * 1024 } else { 256 * 1024 };
    let mut slow = Vec::new();
    for (name, make) in makers() {
        let (small, large) = (make(size), make(4 * size));
        let (mut all_small, mut all_large) = (Duration::ZERO, Duration::ZERO);
        // Four times as much: 4 when it is linear, 16 when it is quadratic.
        let is_linear = || {
            let once = cost(|| read(&large));
            all_large += once;
            all_small += cost(|| read(&small));
            once < LEAST || (all_small >= ENOUGH && all_large < 9 * all_small)
        };
        if !std::iter::repeat_with(is_linear).take(ROUNDS).any(|is_linear| is_linear) {
            slow.push(format!("{name}: {all_small:?}, of four times as much {all_large:?}"));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}

/// Told in a release build alone.
#[test]
fn a_megabyte_takes_less_than_a_second() {
    if cfg!(debug_assertions) {
        return;
    }
    let mut slow = Vec::new();
    for (name, make) in makers() {
        let text = make(1024 * 1024);
        let least = (0..3).map(|_| cost(|| drop(render(&text, &Labels::default())))).min();
        if least > Some(Duration::from_secs(1)) {
            slow.push((name, least));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}
