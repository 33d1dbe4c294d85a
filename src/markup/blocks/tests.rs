//! Markdown through the module's public door: what it shows, what it must not let through, and how it grows.

use super::super::{Labels, LiveMarkdown, SafeHtml, render};

const LABELS: Labels =
    Labels { copy: "Copy", done: "Done", not_done: "Not done", thinking: "Thinking", thoughts: "Thoughts" };

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
    assert!(html("> [!WARNING]\n> 조심").contains("markdown-alert-warning"));
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

/// Blocks of every kind, one after another and inside each other. Nothing is used before it is defined.
const DOCUMENTS: [&str; 12] = [
    "# 제목\n\n안녕하세요, **굵은** 글과 😀👨‍👩‍👧 이모지.\n둘째 줄  \n셋째 줄\n\n---\n마지막",
    "코드:\n```rust\nfn main() {\n    println!(\"안녕 {}\", 1); /* 여러\n    줄 */\n}\n```\n끝",
    "````md\n```py\nx = 1\n```\n````\n\n~~~\na\n\n~~~ b\n~~~\n\n    들여쓴 코드\n\n    또\n\n글\n    아직 글",
    "- 하나\n  - 둘\n    - 셋\n\n      문단\n- 넷\n\n  ```sh\n  ls -la # 보기\n  ```\n\n1. 가\n2. 나\n\n\n3) 다\n* 라\n+ 마",
    "문단 다음의 표\n| a | b |\n|---|:-:|\n| 1 | `x\\|y` |\n| 2 |\n\n표 뒤 | 표가 | 아님\n--- | ---\n끝\n",
    "[a]: https://a.kr \"제목\"\n[b]: <https://b.kr>\n\n[a]와 [둘][b]\n\n- [a]\n\n```\n[c]: https://c.kr\n```\n\n[c]가 아님\n\n[a] 또",
    "<div class=\"x\">\n\n글 <b>굵게</b>\n\n</div>\n\n<!-- 주석\n\n계속 -->\n뒤\n<script>\nlet x = 1;\n\n</script>\n끝",
    "> 인용\n이어짐\n> > 깊이\n\n> [!TIP]\n> 알림\n>\n> ```js\n> let a = `x`;\n> ```\n\n글\n===\n둘\n---\n",
    "글\n- 목록\n글\n1. 하나\n\n   ```python\n   def f():\n       \"\"\"글\n       글\"\"\"\n   ```\n2. 둘\n5. 셋\n\n끝 `a``b` \\* &amp; <br>",
    "빈 줄\r\n\r\n- 윈도\r\n- 줄\r\n\r\n```sql\r\nselect '1' -- 글\r\n```\r\n끝\r\n",
    "```diff\n-하나\n+둘\n```\n```\n닫히지 않은\n\n# 아님\n",
    "\n\n\n- [ ] 할 일\n- [x] 한 일\n\n\n\nhttps://a.kr/b?c=d&e 와 www.b.kr, c@d.kr\n#아님\n# 맞음 #\n***\n___\n",
];

fn grow(document: &str, characters: usize) -> (LiveMarkdown, Vec<SafeHtml>) {
    let mut live = LiveMarkdown::new(LABELS);
    let mut finished = Vec::new();
    let all: Vec<char> = document.chars().collect();
    for piece in all.chunks(characters) {
        live.push(&String::from_iter(piece));
        let (blocks, _) = live.blocks();
        assert!(blocks.starts_with(&finished), "a finished block has changed");
        finished = blocks.to_vec();
    }
    (live, finished)
}

#[test]
fn a_text_that_grew_ends_as_the_same_text_at_once() {
    for document in DOCUMENTS.iter().copied().chain([DOCUMENTS.join("\n\n").as_str()]) {
        for characters in [1, 2, 3, 7] {
            let (live, finished) = grow(document, characters);
            assert_eq!(live.text(), document);
            let whole = render(document, &LABELS);
            assert!(whole.starts_with(&finished), "{document}\n{finished:#?}\n{whole:#?}");
            let last = live.finish();
            assert_eq!(last.blocks, whole);
            assert!(!last.changed, "{document}");
        }
    }
}

#[test]
fn every_line_may_be_the_last_one() {
    for document in DOCUMENTS {
        for (at, _) in document.match_indices('\n') {
            let (live, _) = grow(&document[..=at], 50);
            let last = live.finish();
            assert_eq!(last.blocks, render(&document[..=at], &LABELS));
            assert!(!last.changed, "{}", &document[..=at]);
        }
    }
}

#[test]
fn what_is_defined_late_is_told_at_the_end() {
    for (document, expected) in [
        ("[a] 먼저\n\n둘\n\n셋\n\n[a]: https://a.kr\n", "href=\"https://a.kr\""),
        ("a[^1]\n\n둘\n\n셋\n\n[^1]: 주석\n\n끝", "<sup class=\"footnote-ref\">1</sup>"),
    ] {
        for characters in [1, 3, 1000] {
            let (live, finished) = grow(document, characters);
            let last = live.finish();
            assert_eq!(last.blocks, render(document, &LABELS));
            assert!(last.blocks[0].as_str().contains(expected));
            assert_eq!(last.changed, !last.blocks.starts_with(&finished) || document.contains("[^1]"));
        }
    }
}

#[test]
fn a_block_is_finished_when_the_next_one_has_begun() {
    let mut live = LiveMarkdown::new(LABELS);
    live.push("하나\n\n둘");
    // The second line is not complete: it could yet be anything.
    assert_eq!(live.blocks().0, []);
    live.push("\n");
    assert_eq!(live.blocks().0, render("하나", &LABELS));
    assert_eq!(live.blocks().1.as_str(), "<p>둘</p>");
    // A list or an underline: nobody knows yet.
    live.push("-");
    assert_eq!(live.blocks().1.as_str(), "<p>둘</p>");
    live.push(" 셋");
    assert_eq!(live.blocks().1.as_str(), "<p>둘</p><ul><li>셋</li></ul>");
}

#[test]
fn a_long_text_is_parsed_only_from_its_last_finished_block() {
    let section = "## 제목\n\n글이 **이어집니다**, 그리고 또 이어집니다.\n\n- 하나\n- 둘\n\n```rust\nlet a = 1;\nlet b = 2;\n```\n\n";
    let document = section.repeat(200_000 / section.len());
    let mut live = LiveMarkdown::new(LABELS);
    let (mut parsed, mut finished) = (0, 0);
    let mut rest = document.as_str();
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(64));
        live.push(piece);
        parsed += live.text.len() - live.settled; // to look for finished blocks
        finished = live.blocks().0.len();
        parsed += live.text.len() - live.settled; // to show the open one
        rest = after;
    }
    assert!(finished > 4_000, "{finished}");
    assert!(parsed < 8 * document.len(), "{parsed} bytes parsed for {}", document.len());
    assert!(!live.finish().changed);
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

#[test]
fn what_a_model_thought_is_folded_away_and_told_once() {
    let document = "<think>\nfirst <b>this</b>\n\nthen that\n</think>\n\n# 답\n\n글\n";
    let whole = render(document, &LABELS);
    assert_eq!(
        whole[0].as_str(),
        "<details class=\"thoughts\"><summary>Thoughts</summary><p>first &lt;b&gt;this&lt;/b&gt;\n\nthen that</p></details>"
    );
    assert_eq!((whole[1].as_str(), whole[2].as_str()), ("<h2>답</h2>", "<p>글</p>"));
    for characters in [1, 2, 5, 1000] {
        let (mut live, finished) = grow(document, characters);
        assert!(whole.starts_with(&finished) && finished.len() >= 2, "{finished:#?}");
        assert_eq!(live.blocks().1.as_str(), whole[2].as_str());
        let last = live.finish();
        assert!(last.blocks == whole && !last.changed);
    }
    let (mut live, _) = grow("<think>\nhalf a thou", 3);
    assert_eq!(live.blocks().1.as_str(), "<p class=\"thinking\">Thinking</p>");
    assert_eq!(live.finish().blocks.len(), 1);
    assert_eq!(html("<thinking>"), "<p>&lt;thinking&gt;</p>");
}
