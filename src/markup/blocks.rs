//! stub
use super::SafeHtml;
#[derive(Debug, Clone, Copy)]
pub struct Labels {
    pub copy: &'static str,
}
#[derive(Debug, Clone)]
pub struct LiveMarkdown {
    text: String,
}
#[derive(Debug, Clone)]
pub struct Update {
    pub finished: Vec<SafeHtml>,
    pub open: SafeHtml,
}
pub struct Final {
    pub blocks: Vec<SafeHtml>,
    pub changed: bool,
}
pub fn render(markdown: &str, _: &Labels) -> Vec<SafeHtml> {
    vec![SafeHtml(comrak::markdown_to_html(markdown, &comrak::Options::default()))]
}
impl LiveMarkdown {
    pub fn new(_: Labels) -> Self {
        Self { text: String::new() }
    }
    pub fn push(&mut self, d: &str) {
        self.text.push_str(d)
    }
    pub fn text(&self) -> &str {
        &self.text
    }
    pub fn update(&mut self) -> Update {
        Update { finished: vec![], open: SafeHtml(self.text.clone()) }
    }
    pub fn snapshot(&mut self) -> (Vec<SafeHtml>, SafeHtml) {
        (vec![], SafeHtml(self.text.clone()))
    }
    pub fn finish(self) -> Final {
        Final { blocks: vec![SafeHtml(self.text)], changed: false }
    }
}
