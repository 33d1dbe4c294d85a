//! Plain text, as it is pasted into a letter.

use super::super::text::text;
use super::paper::document;

#[track_caller]
fn becomes(markdown: &str, expected: &str) {
    assert_eq!(text(&document(markdown)).unwrap(), format!("{expected}\n"));
}

#[test]
fn lists_keep_their_numbers_and_their_depth() {
    becomes("# 제목\n\n## 절\n\n본문 **굵게**", "제목\n\n절\n\n본문 굵게");
    becomes(
        "3. 셋\n   - 안쪽  \n     둘째 줄\n   - [x] 한 일\n4. 넷\n\n끝",
        "3. 셋\n   - 안쪽\n     둘째 줄\n   [x] 한 일\n4. 넷\n\n끝",
    );
    becomes("- 하나\n\n  문단\n\n- 둘", "- 하나\n\n  문단\n\n- 둘");
}

#[test]
fn links_quotes_code_tables_and_notes_are_readable() {
    becomes(
        "[안내](https://a.b/c) <https://a.b> [a.b](https://a.b/) <x@y.z>",
        "안내 (https://a.b/c) https://a.b a.b x@y.z",
    );
    becomes("> 인용\n>\n> 둘째\n\n> [!NOTE]\n> 글", "  인용\n\n  둘째\n\n참고\n  글");
    becomes("```\na\n\n  b\n```\n\n---\n\n$x^2$", "    a\n\n      b\n\n----------\n\nx^2");
    becomes("| 가 | 나 |\n|---|---|\n| 1 | **2** |", "가\t나\n1\t2");
    becomes("글[^a].\n\n[^a]: 주석\n", "글[1].\n\n[1] 주석");
    becomes("", "");
}
