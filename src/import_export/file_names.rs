//! Names of files that every system takes: Windows, macOS and Linux.

use unicode_normalization::UnicodeNormalization;

/// Most bytes of a title in a name: with what stands around it there are fewer than 255 (Linux), and no folder of Windows is
/// filled by a single name.
const BYTES_MAX: usize = 150;
/// What Windows keeps for itself, whatever follows after a dot.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A title as a part of a file's name. Unicode is kept, but for what turns the direction of writing.
pub(super) fn safe(title: &str) -> String {
    let name: String = title.nfc().map(|c| if is_taken(c) { c } else { ' ' }).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches(['.', ' ']);
    let end = (0..=BYTES_MAX.min(name.len())).rev().find(|end| name.is_char_boundary(*end)).unwrap_or_default();
    let name = name.get(..end).unwrap_or_default().trim_end_matches(['.', ' ']);
    let start = name.split('.').next().unwrap_or_default().trim().to_ascii_lowercase();
    match name {
        "" => "untitled".to_owned(),
        name if RESERVED.contains(&start.as_str()) => format!("_{name}"),
        name => name.to_owned(),
    }
}

fn is_taken(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    !c.is_control() && !turns && !r#"<>:"/\|?*"#.contains(c)
}

/// The end of an id, which differs where its beginning, the time, does not.
pub(super) fn end_of(id: &str) -> &str {
    id.len().checked_sub(8).and_then(|start| id.get(start..)).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_by_every_system_and_keep_their_letters() {
        assert_eq!(safe("회의록: 2주 차 / \"예산\""), "회의록 2주 차 예산");
        assert_eq!(safe("../../etc/passwd"), "etc passwd");
        assert_eq!(safe(" a\u{202e}b\0c. . "), "a b c");
        assert_eq!(safe("???"), "untitled");
        assert_eq!(safe("NUL"), "_NUL");
        assert_eq!(safe("con.notes"), "_con.notes");
        assert_eq!(safe("context"), "context");
        // What macOS writes in single letters is written as everywhere else.
        assert_eq!(safe("\u{1112}\u{116c}\u{110b}\u{1174}"), "회의");
        let long = safe(&"가".repeat(200));
        assert!(long.len() <= BYTES_MAX && long.chars().all(|c| c == '가'), "{long}");
        assert_eq!(end_of("019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071"), "4e5f6071");
    }
}
