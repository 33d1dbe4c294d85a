//! Text as Typst string literals: the only way in which text gets into a program.

/// Letters of a word, an address or a line of code after which it may be broken, if its place is as wide as a page.
pub(super) const WORD_MAX: usize = 24;

/// Writes a string literal, quotes and all.
pub(super) fn push_string(program: &mut String, text: &str) {
    program.push('"');
    for c in text.chars() {
        push_char(program, c);
    }
    program.push('"');
}

/// Writes text to be shown, with places where words of more than `word_max` letters may be broken. These are not in the
/// text that a reader copies.
pub(super) fn push_text(program: &mut String, text: &str, word_max: usize) {
    program.push_str("#\"");
    let mut word = Word::default();
    for c in text.chars() {
        let last = word.last;
        if word.may_end_before(c, word_max) {
            // No line ends behind an opening bracket (UAX 14, LB14), but for a space without width (LB8).
            program.push_str(if matches!(last, '(' | '[' | '{' | '<') { "\u{200b}" } else { "\";#z;#\"" });
        }
        push_char(program, c);
    }
    program.push_str("\";");
}

/// Inside a string literal, only these two mean something.
fn push_char(program: &mut String, c: char) {
    if matches!(c, '"' | '\\') {
        program.push('\\');
    }
    program.push(c);
}

/// The end of the text so far.
#[derive(Default)]
struct Word {
    /// Letters since a line could last end.
    len: usize,
    /// The last one.
    last: char,
}

impl Word {
    /// Whether the next letter may begin a line, though the rules of line breaking say no. Counts that letter.
    fn may_end_before(&mut self, next: char, most: usize) -> bool {
        let (len, last) = (self.len, self.last);
        self.last = next;
        if next.is_whitespace() || is_breakable(next) {
            self.len = 0;
            return false;
        }
        self.len += 1;
        // A sign that is drawn onto the last one, or melts with it, stays with it.
        if len < most.min(WORD_MAX) || is_joined(next) || last == '\u{200d}' {
            return false;
        }
        let is_good = !last.is_alphanumeric() && next.is_alphanumeric();
        if is_good || len >= most + most / 4 {
            // From here on it may be broken again soon.
            self.len = most - most / 4;
            return true;
        }
        false
    }
}

/// Whether lines may end before and after it anyway (UAX 14): Korean, Chinese and Japanese.
fn is_breakable(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}')
}

fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}' | '\u{200c}'..='\u{200d}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}
