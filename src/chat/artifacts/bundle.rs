//! A web page of several files as one: where it runs there is no network to fetch the others from.

/// Bytes that a page may grow to: more than can be run. A file may be named any number of times.
const BYTES_MAX: usize = 2 * 1024 * 1024;

/// The page with those style sheets and scripts in it that are among `files`, which are names and what is in them.
pub(super) fn bundle(html: &str, files: &[(String, String)]) -> String {
    let (mut page, mut late) = (String::with_capacity(html.len()), String::new());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        page.push_str(&rest[..at]);
        rest = &rest[at..];
        // A tag that another one begins in is none, so that the work stays linear.
        let end = rest[1..].find(['<', '>']).map(|end| end + 1).filter(|end| rest[*end..].starts_with('>'));
        let room = BYTES_MAX.saturating_sub(page.len() + late.len());
        rest = match end.and_then(|end| replacement(&rest[..=end], &rest[end + 1..], files, room)) {
            Some(Replacement { html, after, is_late }) => {
                if is_late { &mut late } else { &mut page }.push_str(&html);
                after
            }
            // What follows may be a tag, whatever this is.
            None => {
                page.push('<');
                &rest[1..]
            }
        };
    }
    page + rest + &late
}

/// What stands in place of a tag.
struct Replacement<'a> {
    html: String,
    /// What follows it.
    after: &'a str,
    /// Whether it waits for the whole page.
    is_late: bool,
}

/// Puts a file in place of a tag that names it, when it is not longer than the `room` for it.
fn replacement<'a>(tag: &str, after: &'a str, files: &[(String, String)], room: usize) -> Option<Replacement<'a>> {
    if is_named(tag, "link") {
        let address = attribute(tag, "href")?;
        let text = find(files, address, room).filter(|_| path(address).to_ascii_lowercase().ends_with(".css"))?;
        return Some(Replacement { html: wrapped("<style>", text, "style"), after, is_late: false });
    }
    if !is_named(tag, "script") {
        return None;
    }
    let text = find(files, attribute(tag, "src")?, room)?;
    let end = after.trim_start();
    let after = end.get(..9).filter(|end| end.eq_ignore_ascii_case("</script>")).map(|_| &end[9..])?;
    let is_module = attribute(tag, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("module"));
    let begin = if is_module { "<script type=\"module\">" } else { "<script>" };
    // A script in the page itself does not wait for it by `defer`.
    let is_late = tag.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("defer"));
    Some(Replacement { html: wrapped(begin, text, "script"), after, is_late })
}

/// The text as an element that nothing in it ends.
fn wrapped(begin: &str, text: &str, name: &str) -> String {
    let end = format!("</{name}");
    let mut html = begin.to_owned();
    let mut rest = text;
    while let Some(at) = find_ignoring_case(rest, &end) {
        html.push_str(&rest[..at]);
        html.push_str("<\\/");
        rest = &rest[at + 2..];
    }
    html + rest + &end + ">"
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes().windows(wanted.len()).position(|part| part.eq_ignore_ascii_case(wanted.as_bytes()))
}

fn is_named(tag: &str, name: &str) -> bool {
    let rest = tag.get(1..=name.len()).filter(|it| it.eq_ignore_ascii_case(name)).map(|_| &tag[name.len() + 1..]);
    rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// The value of an attribute, with or without quotes.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut from = 0;
    loop {
        let at = from + find_ignoring_case(&tag[from..], name)?;
        from = at + name.len();
        let is_apart = tag[..at].ends_with(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        let Some(value) = tag[from..].trim_start().strip_prefix('=').filter(|_| is_apart) else { continue };
        let value = value.trim_start();
        return match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
            _ => value.split(|c: char| c.is_whitespace() || c == '>').next(),
        };
    }
}

/// An address without what stands before and after the path.
fn path(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.strip_prefix("./").or_else(|| path.strip_prefix('/')).unwrap_or(path)
}

/// The file that an address within a page means: the one of its path, or else of its name.
fn find<'a>(files: &'a [(String, String)], address: &str, room: usize) -> Option<&'a str> {
    let last = |path: &str| path.rsplit('/').next().map(str::to_owned);
    let path = path(address);
    let found =
        files.iter().find(|(name, _)| name == path).or_else(|| files.iter().find(|(name, _)| last(name) == last(path)));
    found.map(|(_, text)| text.as_str()).filter(|text| text.len() <= room)
}

#[cfg(test)]
mod tests {
    use super::bundle;

    fn files() -> Vec<(String, String)> {
        [("css/style.css", "p { color: red } </STYLE>"), ("app.js", "start();"), ("late.js", "\"</script>\"")]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into()
    }

    #[test]
    fn style_sheets_and_scripts_of_the_answer_come_into_the_page() {
        for (page, expected) in [
            ("<LINK rel=stylesheet href='./style.css?1'><p>", "<style>p { color: red } <\\/STYLE></style><p>"),
            ("a < b <script src=\"app.js\"> </script>", "a < b <script>start();</script>"),
            ("<script type=module src=app.js></script>", "<script type=\"module\">start();</script>"),
            ("<script defer src=\"/late.js\"></script><p>", "<p><script>\"<\\/script>\"</script>"),
            ("<script data-src='app.js'></script>", "<script data-src='app.js'></script>"),
            (
                "<link rel=icon href=app.js><script src=https://a.b/c.js></script>",
                "<link rel=icon href=app.js><script src=https://a.b/c.js></script>",
            ),
            ("<p title='a > b'>가</p><link", "<p title='a > b'>가</p><link"),
        ] {
            assert_eq!(bundle(page, &files()), expected);
        }
    }
}
