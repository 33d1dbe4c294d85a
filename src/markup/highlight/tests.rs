//! Code blocks as a reader gets them.

use super::{MAX_BLOCK_BYTES, MAX_LINE_BYTES};
use crate::markup::{Labels, LiveMarkdown, languages::Language, render};
use std::collections::HashSet;

const LABELS: Labels = Labels {
    copy: "복사 & <",
    run: "",
    code_actions: "",
    done: "",
    not_done: "",
    thinking: "",
    thoughts: "",
    alerts: [""; 5],
    is_page: false,
};

fn fence(language: &str, code: &str) -> String {
    render(&format!("~~~{language}\n{code}\n~~~"), &LABELS).remove(0).into_string()
}

fn code(language: &str, code: &str) -> String {
    let html = fence(language, code);
    let (_, html) = html.split_once("<code").expect("a code element");
    let (_, html) = html.split_once('>').expect("its end");
    html.strip_suffix("</code></pre></div>").expect("the end of the fence").to_owned()
}

#[test]
fn a_fence_has_its_language_and_a_button() {
    assert_eq!(
        fence("rust,ignore", "x"),
        "<div class=\"fence\"><div class=\"fence-head\"><b>Rust</b>\
         <button type=\"button\" class=\"copy\" data-copy=\"code\">복사 &amp; &lt;</button></div>\
         <pre tabindex=\"0\"><code class=\"language-rust\">x\n</code></pre></div>"
    );
    for (word, name, class) in [
        ("", "", "<code>"),
        ("text", "", "<code class=\"language-text\">"),
        ("C++", "C++", "<code class=\"language-c++\">"),
        ("{.python #id}", "Python", "<code class=\"language-python\">"),
        ("ts:src/a.ts", "TypeScript", "<code class=\"language-ts\">"),
        ("Brainfuck", "Brainfuck", "<code class=\"language-brainfuck\">"),
        ("a\"b", "a&quot;b", "<code class=\"language-a&quot;b\">"),
    ] {
        let html = fence(word, "x");
        assert!(html.contains(&format!("<b>{name}</b>")), "{html}");
        assert!(html.contains(class), "{html}");
    }
}

#[test]
fn a_fence_says_the_name_of_its_file() {
    for (info, name) in [
        ("html title=\"my <page>.html\"", "my &lt;page&gt;.html"),
        ("html file=index.html {1}", "index.html"),
        ("rust src/main.rs", "src/main.rs"),
    ] {
        let html = fence(info, "x");
        assert!(html.contains(&format!("</b><span class=\"fence-name\">{name}</span>")), "{html}");
    }
    for info in ["rust", "rust ignore", "rust lines=3", "js title=\"\""] {
        let html = fence(info, "x");
        assert!(!html.contains("fence-name"), "{html}");
    }
}

#[test]
fn a_fence_has_what_can_be_done_with_its_code() {
    let labels = Labels { run: "Run", code_actions: "Actions", ..LABELS };
    let html = render("```js\n1\n```\n\n```rust\n1\n```", &labels);
    let buttons = |block: usize| {
        let parts = html[block].as_str().split("data-tool=\"").skip(1);
        parts.filter_map(|part| part.split('"').next()).collect::<Vec<_>>()
    };
    assert_eq!((buttons(0), buttons(1)), (vec!["run", "actions"], vec!["actions"]));
    let page = render("```js\n1\n```", &Labels { is_page: true, ..labels }).remove(0).into_string();
    assert!(!page.contains("<button"), "{page}");
}

#[test]
fn common_languages_are_highlighted() {
    for (language, source, expected) in [
        ("rust", "pub fn f() // 끝", "[k pub fn ][f f]() [c // 끝]"),
        ("python", "x = 'a' if 1 else None", "x = [s 'a' ][k if ][n 1 ][k else ][n None]"),
        ("sql", "select 'a' from b", "[k select ][s 'a' ][k from] b"),
        ("ts", "const a: number = 1;", "[k const ]a: [t number ]= [n 1];"),
        ("html", "<a href='x'>y</a>", "&lt;[k a ][f href]=[s 'x']&gt;y&lt;/[k a]&gt;"),
        ("php", "return 1;", "[k return ][n 1];"),
        ("json", "{'a': true}".replace('\'', "\"").as_str(), "{[s &quot;a&quot;]: [n true]}"),
        ("sh", "if true; then echo 1; fi", "[k if ][f true]; [k then ][f echo] 1; [k fi]"),
        ("diff", "-a\n+b\n c", "[gd -a\n][gi +b\n] c"),
    ] {
        let html = code(language, source).replace("</span>", "]").replace("<span class=\"", "[").replace("\">", " ");
        assert_eq!(html.replace("\n]", "]").trim_end(), expected.replace("\n]", "]"), "{language}");
    }
}

#[test]
fn no_character_of_the_code_is_lost_or_added() {
    let source = "fn main() {\n\tlet 한글 = \"<&>\"; // 주석\n}\n\n\n/* open";
    let html = code("rust", source);
    let text: String = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    assert_eq!(text, format!("{source}\n"));
}

#[test]
fn an_unknown_language_is_plain_and_escaped() {
    assert_eq!(code("brainfuck", "<b> & \"x\""), "&lt;b&gt; &amp; &quot;x&quot;\n");
    assert_eq!(code("", "</code><script>"), "&lt;/code&gt;&lt;script&gt;\n");
}

#[test]
fn code_too_long_to_be_read_is_plain() {
    let long = format!("let a = \"{}\";", "x".repeat(MAX_LINE_BYTES));
    let html = code("rust", &format!("{long}\nlet b = 1;"));
    assert!(html.starts_with("let a"), "a long line has no colours");
    assert!(html.ends_with("<span class=\"n\">1</span>;\n"), "but those after it have");
    let lines = "let b = 1;\n".repeat(MAX_BLOCK_BYTES / 8);
    let html = code("rust", &lines);
    assert!(html.starts_with("<span class=\"k\">let</span>") && html.ends_with("let b = 1;\n\n"));
}

#[test]
fn open_code_is_highlighted_as_it_grows() {
    let markdown =
        "- a\n  ```rust\n  /* 하나\n  둘 */ let a = \"셋\n  넷\";\n  ```\n\n- b\n\n  ```py\n  x = 1\n  ```\n";
    let mut live = LiveMarkdown::new(LABELS);
    for (start, c) in markdown.char_indices() {
        live.push(c.encode_utf8(&mut [0; 4]));
        let so_far = &markdown[..start + c.len_utf8()];
        let open = live.blocks().1.clone();
        // Marks of a line that has only begun are held back.
        if c.is_alphanumeric() || c == '\n' {
            let whole: String = render(so_far, &LABELS).iter().map(|block| block.as_str()).collect();
            assert_eq!(open.as_str(), whole, "{so_far}");
        }
    }
}

#[test]
fn a_hundred_languages_are_highlighted_by_the_words_that_people_write() {
    let words = "actionscript ada apache applescript asciidoc asm asp awk bash batch bibtex c c++ c# cabal clojure cmake \
                 coffeescript crontab crystal csharp css csv d dart diff dockerfile dot elixir elm email env erb erlang \
                 f# fish fortran fsharp gdscript gitignore glsl gnuplot go gomod graphql groovy haml haskell hcl html \
                 http idris ini java javascript jinja jq js json jsonnet jsp jsx julia kotlin latex lean less lisp \
                 livescript llvm log lua makefile man markdown matlab mediawiki nginx nim ninja nix nsis objective-c \
                 objective-c++ ocaml odin org pascal perl php properties proto puppet purescript python qml r racket rego \
                 robot rst ruby rust sass scala scss sh sml solidity sql strace stylus svelte swift systemverilog tcl \
                 terraform tex textile toml ts tsv tsx twig typescript typst verilog vhdl vim vue vyper wgsl xml yaml zig";
    let languages = words.split_whitespace().map(|word| (word, Language::of(word).syntax.map(|syntax| &syntax.name)));
    let (known, unknown): (Vec<_>, Vec<_>) = languages.partition(|(_, name)| name.is_some());
    assert!(unknown.is_empty(), "{unknown:?}");
    let names: HashSet<_> = known.iter().map(|(_, name)| name).collect();
    assert!(names.len() >= 100, "{}", names.len());
}
