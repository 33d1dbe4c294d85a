//! A text that grows, through the module's public door: whatever it is cut into, it ends as if it had come at once.

use crate::markup::{Labels, LiveMarkdown, SafeHtml, render};
use proptest::prelude::*;

const LABELS: Labels = Labels {
    copy: "Copy",
    run: "",
    code_actions: "",
    done: "Done",
    not_done: "Not done",
    thinking: "Thinking",
    thoughts: "Thoughts",
    alerts: ["Note", "Tip", "Important", "Warning", "Caution"],
    is_page: false,
};

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

fn joined(blocks: &[SafeHtml]) -> String {
    blocks.iter().map(SafeHtml::as_str).collect()
}

#[test]
fn every_line_may_be_the_last_one() {
    for document in DOCUMENTS {
        for (at, _) in document.match_indices('\n') {
            let (mut live, _) = grow(&document[..=at], 50);
            let (finished, open) = live.blocks();
            let shown = joined(finished) + open.as_str();
            let last = live.finish();
            assert_eq!(last.blocks, render(&document[..=at], &LABELS));
            assert!(!last.changed && shown == joined(&last.blocks), "{}", &document[..=at]);
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
            assert_eq!(last.changed, !last.blocks.starts_with(&finished));
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
    assert_eq!(render("<thinking>", &LABELS)[0].as_str(), "<p>&lt;thinking&gt;</p>");
}

#[test]
fn an_open_fence_grows_by_whole_lines() {
    let mut live = LiveMarkdown::new(LABELS);
    live.push("\n~~~rust\nlet a = \"");
    let empty = live.blocks().1.clone();
    assert!(empty.as_str().ends_with("<code class=\"language-rust\"></code></pre></div>"), "{empty:?}");
    live.push("글");
    assert_eq!(live.blocks().1, &empty);
    let mut before = empty.into_string();
    for (line, is_code) in [("\";\n", true), ("~~\n", true), ("    ~~~\n", true), ("```\n", true), ("~~~~ \n", false)] {
        live.push(line);
        let open = live.blocks().1.as_str().to_owned();
        let stays = before.trim_end_matches("</code></pre></div>");
        assert_eq!(open.starts_with(stays) && open.len() > before.len(), is_code, "{line}: {open}");
        before = open;
    }
    live.push("\n끝\n");
    assert_eq!(live.blocks().1.as_str(), "<p>끝</p>");
    assert!(!live.finish().changed);
}

#[test]
fn a_long_fence_is_not_parsed_again_for_every_line() {
    let line = "let a = \"글\"; // 주석\n";
    let mut live = LiveMarkdown::new(LABELS);
    live.push("```rust\n");
    live.blocks();
    let searched = live.searched;
    for _ in 0..20_000 / line.len() {
        live.push(line);
        assert!(live.blocks().1.as_str().ends_with("</code></pre></div>"));
    }
    assert_eq!(live.searched, searched, "the parser has seen no line of it");
    live.push("```\n");
    live.blocks();
    assert_eq!(live.searched, live.text.len());
    assert!(!live.finish().changed);
}

/// The inputs of all examples of a specification (its §"About this document" says how they are written).
fn examples(specification: &str) -> Vec<String> {
    let fence = "`".repeat(32) + " example";
    let parts = specification.split(&fence).skip(1);
    let inputs = parts.filter_map(|part| part.split_once('\n')?.1.split_once("\n.\n").map(|(input, _)| input));
    inputs.map(|input| input.replace('→', "\t") + "\n").collect()
}

fn all_examples() -> Vec<String> {
    let mut all = examples(include_str!("../spec/commonmark-0.31.2.txt"));
    assert_eq!(all.len(), 652);
    all.extend(examples(include_str!("../spec/gfm-0.29.txt")));
    assert_eq!(all.len(), 652 + 673);
    all
}

/// What a page shows that is told of a text piece by piece.
fn on_the_page(pieces: &[&str]) -> Vec<SafeHtml> {
    let mut live = LiveMarkdown::new(LABELS);
    let mut page = Vec::new();
    for piece in pieces {
        live.push(piece);
        let (finished, _) = live.blocks();
        page.extend_from_slice(&finished[page.len()..]);
    }
    let last = live.finish();
    if last.changed {
        return last.blocks;
    }
    page.extend_from_slice(&last.blocks[page.len()..]);
    page
}

fn cut<'t>(text: &'t str, cuts: &[proptest::sample::Index]) -> Vec<&'t str> {
    let mut at: Vec<_> = cuts.iter().map(|cut| text.floor_char_boundary(cut.index(text.len() + 1))).collect();
    at.extend([0, text.len()]);
    at.sort_unstable();
    at.windows(2).map(|ends| &text[ends[0]..ends[1]]).collect()
}

#[test]
fn every_example_of_the_specifications_ends_the_same_character_by_character() {
    for example in all_examples() {
        let pieces: Vec<_> = example.split_inclusive(|_| true).collect();
        assert_eq!(on_the_page(&pieces), render(&example, &LABELS), "{example}");
    }
}

proptest! {
    #[test]
    fn examples_of_the_specifications_end_the_same_however_they_are_joined_and_cut(
        examples in prop::collection::vec(prop::sample::select(all_examples()), 1..5),
        between in prop::sample::select(vec!["", "\n", "\n글\n\n"]),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
    ) {
        let text = examples.join(between);
        prop_assert_eq!(on_the_page(&cut(&text, &cuts)), render(&text, &LABELS));
    }
}
