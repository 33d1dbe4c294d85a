//! DOCX files become the Markdown that they were made of.

use super::super::{docx::docx, import::from_docx};
use super::paper::document;

#[track_caller]
fn comes_back(markdown: &str) {
    let file = docx(&document(markdown)).unwrap();
    assert_eq!(from_docx(&file).unwrap().trim(), markdown.trim());
}

#[test]
fn what_a_document_consists_of_comes_back() {
    comes_back(
        "# 제목\n\n## 첫째 절\n\n### 작은 절\n\n본문 **굵게** *기울임* ~~취소~~ `코드` [링크](<https://example.com/?a=1&b=2>) 끝.",
    );
    comes_back("- 하나\n- 둘\n    - 둘의 하나\n- 셋");
    comes_back("1. 하나\n1. 둘");
    comes_back("- [x] 끝난 일\n- [ ] 할 일");
    comes_back("> 인용한 글");
    comes_back("```\nlet a = b < c && d;\n  들여쓰기\n```");
    comes_back("| 항목 | 값 |\n|---|---|\n| 가 | 1 |\n| 나 \\| 다 | 2 |");
    comes_back("별표 \\* 밑줄 snake_case 달러 \\$5 꺾쇠 \\<b>");
}

#[test]
fn what_looks_like_a_mark_stays_text() {
    comes_back("\\# 제목이 아니다\n\n\\> 인용이 아니다\n\n1\\. 목록이 아니다");
}

#[test]
fn what_is_no_docx_is_refused() {
    for file in [&b"not a zip"[..], b"PK\x03\x04broken", b""] {
        assert!(from_docx(file).is_err());
    }
}
