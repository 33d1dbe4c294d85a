//! Markdown through the module's public door: what it shows, and what it must not let through.

use super::super::{Labels, SafeHtml, render};

const LABELS: Labels = Labels {
    copy: "Copy",
    run: "",
    code_actions: "",
    done: "Done",
    not_done: "Not done",
    thinking: "Thinking",
    thoughts: "Thoughts",
    alerts: ["참고", "도움말", "중요", "주의", "경고"],
    is_page: false,
};

fn html(markdown: &str) -> String {
    render(markdown, &LABELS).iter().map(SafeHtml::as_str).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_top_level_block_is_one_entry() {
    let blocks = render("# 제목\n\n글\n둘째 줄\n\n- 하나\n- 둘\n\n---\n", &LABELS);
    let blocks: Vec<_> = blocks.iter().map(SafeHtml::as_str).collect();
    let list = "<ul><li>하나</li><li>둘</li></ul>";
    assert_eq!(blocks, ["<h2>제목</h2>", "<p>글\n둘째 줄</p>", list, "<hr />"]);
}

#[test]
fn headings_leave_room_for_those_of_the_page() {
    assert_eq!(html("# a\n## b\n### c\n#### d\n##### e"), "<h2>a</h2>\n<h3>b</h3>\n<h4>c</h4>\n<h5>d</h5>\n<h6>e</h6>");
    // No level is left out, whatever a model begins with.
    assert_eq!(html("## a\n#### b\n### c\n## d\n# e"), "<h2>a</h2>\n<h3>b</h3>\n<h3>c</h3>\n<h2>d</h2>\n<h2>e</h2>");
}

#[test]
fn raw_html_is_shown_as_typed() {
    assert_eq!(
        html("<script>alert(1)</script>\n\na <b onclick=x>b</b>"),
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>"
    );
    assert_eq!(html("<div>\n<p>x"), "<p>&lt;div&gt;<br />&lt;p&gt;x</p>");
    assert_eq!(html("<!-- <img src=x onerror=y> -->"), "<p>&lt;!-- &lt;img src=x onerror=y&gt; --&gt;</p>");
    assert!(html("- <iframe src=x>\n> <style>").contains("<li><p>&lt;iframe src=x&gt;</p></li>"));
}

#[test]
fn a_line_break_tag_breaks_a_line_in_a_table() {
    assert!(html("|a|\n|-|\n|x<br>y<BR/>z<br onload=x>|").contains("x<br />y<br />z&lt;br onload=x&gt;"));
}

#[test]
fn links_lead_only_to_the_web_and_to_mail() {
    let attributes = "rel=\"noopener noreferrer nofollow\" target=\"_blank\"";
    assert_eq!(
        html("[a](https://b.c/?d=e&f)"),
        format!("<p><a href=\"https://b.c/?d=e&amp;f\" {attributes}>a</a></p>")
    );
    assert_eq!(html("a@b.kr"), format!("<p><a href=\"mailto:a@b.kr\" {attributes}>a@b.kr</a></p>"));
    assert!(html("www.example.com").contains("href=\"http://www.example.com\""));
    let others = [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "file:///etc/passwd",
        "data:text/html;base64,x",
        "data:image/png;base64,x",
        "//evil.example",
        "/settings",
        "#fn",
        "ftp://a.b",
        "https:a",
    ];
    for url in others {
        for markdown in [format!("[a]({url})"), format!("![a]({url})"), format!("[a]\n\n[a]: {url}")] {
            assert_eq!(html(&markdown), "<p>a</p>", "{markdown}");
        }
        assert!(!html(&format!("<{url}>")).contains("href"), "{url}");
    }
}

#[test]
fn attributes_cannot_be_broken_out_of() {
    let attacks = [
        "[a](https://b.c '\"><script>alert(1)</script>')",
        "[a](https://b.c/\"onmouseover=alert(1)//)",
        "![\"onerror=alert(1)><script>](https://b.c/x.png '\" onload=\"x')",
        "```\"><script>alert(1)</script>\nx\n```",
        "```\"onload=x\nx\n```",
        "~~~a`\"><script>\n</code></pre><script>\n~~~",
        "https://b.c/\"><script>",
        "a[^\"><script>]\n\n[^\"><script>]: b",
        "> [!NOTE] \"><script>\n> x",
    ];
    for attack in attacks {
        let html = html(attack);
        assert!(!html.contains("<script"), "{html}");
        // Every attribute ends where ours ends: no quote but those that we wrote.
        for tag in html.split('<').filter_map(|part| part.split_once('>')).map(|(tag, _)| tag) {
            let names = tag.split('"').step_by(2);
            assert!(!names.flat_map(str::split_whitespace).any(|name| name.starts_with("on")), "{html}");
        }
    }
}

#[test]
fn an_image_is_a_link_and_is_not_loaded() {
    let html =
        html("![a *cat*](https://b.c/cat.png \"t\") ![](https://b.c/d.png) [![e](https://f.g/h.png)](https://i.j)");
    assert!(!html.contains("<img"), "{html}");
    assert!(html.contains("<a href=\"https://b.c/cat.png\" title=\"t\" rel="), "{html}");
    assert!(html.contains(">a cat</a>"), "{html}");
    assert!(html.contains(">https://b.c/d.png</a>"), "{html}");
    assert!(
        html.contains("<a href=\"https://i.j\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">e</a>"),
        "{html}"
    );
}

#[test]
fn korean_particles_may_follow_emphasis() {
    assert_eq!(
        html("**굵게**는 **\"따옴표\"**를 *(괄호)*가"),
        "<p><strong>굵게</strong>는 <strong>&quot;따옴표&quot;</strong>를 <em>(괄호)</em>가</p>"
    );
}

#[test]
fn tables_can_scroll_and_tasks_have_boxes() {
    let table = "<div class=\"table\"><table><thead><tr><th>이름</th><th align=\"right\">값</th></tr></thead>\
                 <tbody><tr><td>a</td><td align=\"right\"><del>1</del></td></tr></tbody></table></div>";
    assert_eq!(html("|이름|값|\n|-|-:|\n|a|~~1~~|"), table);
    let tasks = html("- [x] 했다\n- [ ] 할 일");
    assert!(
        tasks.contains("<li><input type=\"checkbox\" checked=\"\" disabled=\"\" aria-label=\"Done\" /> 했다</li>"),
        "{tasks}"
    );
    assert_eq!(
        html("> [!WARNING]\n> 조심"),
        "<div class=\"markdown-alert markdown-alert-warning\"><p class=\"markdown-alert-title\">주의</p><p>조심</p></div>"
    );
    let named = html("> [!TIP] <b>\n> x");
    assert!(named.contains("<p class=\"markdown-alert-title\">&lt;b&gt;</p>"), "{named}");
}

#[test]
fn footnotes_are_gathered_at_the_end_without_anchors() {
    assert_eq!(
        html("a[^x]\n\n[^x]: 주석\n\nb"),
        "<p>a<sup class=\"footnote-ref\">1</sup></p>\n<p>b</p>\n<section class=\"footnotes\"><ol><li><p>주석 </p></li></ol></section>"
    );
}

#[test]
fn very_deep_nesting_does_no_harm() {
    html(&format!("{}x", "> ".repeat(20_000)));
    html(&format!("{}x{}", "[".repeat(20_000), "](https://a.b)".repeat(20_000)));
    html(&format!("{}x", "*_".repeat(20_000)));
}

#[test]
fn formulas_between_dollars_and_brackets_become_mathml() {
    for (markdown, is_block) in
        [("$E=mc^2$", false), ("\\(a+b\\)", false), ("$$\\frac{1}{2}$$", true), ("\\[x_1\\]", true)]
    {
        let html = html(markdown);
        assert!(html.contains("<math") && html.contains("</math>"), "{html}");
        assert_eq!(html.contains("display=\"block\""), is_block, "{html}");
    }
    assert_eq!(html("$5 and $10"), "<p>$5 and $10</p>");
    assert_eq!(html("$\\frac{1$"), "<p><code class=\"math\">\\frac{1</code></p>");
}
