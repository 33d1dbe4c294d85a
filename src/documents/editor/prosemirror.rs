//! The text that is edited: ProseMirror, which is JavaScript, behind a narrow door (`src/documents/prosemirror/`). It compiles on both
//! sides; only effects and event handlers, which never run on the server, call it.
//!
//! How it is used: `load(address)` once, `module.create(place, options, listeners).await`, and keep the `Editor` as long as the page is
//! there (`StoredValue::new_local` in an effect): dropping it takes the editor out of the page. Listeners may call the editor.

use js_sys::{Object, Promise};
use std::str::SplitWhitespace;
use wasm_bindgen::prelude::{Closure, JsCast, wasm_bindgen};
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// The browser's `import()`.
    #[wasm_bindgen(js_name = import)]
    fn import_module(address: &str) -> Promise;

    /// What `src/documents/prosemirror/main.ts` exports.
    type Exports;
    #[wasm_bindgen(method)]
    fn create(this: &Exports, place: &HtmlElement, settings: &Settings) -> Promise;

    /// What it is made with.
    #[wasm_bindgen(extends = Object)]
    type Settings;
    #[wasm_bindgen(method, setter)]
    fn set_markdown(this: &Settings, markdown: &str);
    #[wasm_bindgen(method, setter)]
    fn set_language(this: &Settings, language: &str);
    #[wasm_bindgen(method, setter)]
    fn set_label(this: &Settings, label: &str);
    #[wasm_bindgen(method, setter = isEditable)]
    fn set_is_editable(this: &Settings, is_editable: bool);
    #[wasm_bindgen(method, setter)]
    fn set_alerts(this: &Settings, alerts: Vec<String>);
    #[wasm_bindgen(method, setter)]
    fn set_accept(this: &Settings, accept: &str);
    #[wasm_bindgen(method, setter)]
    fn set_reject(this: &Settings, reject: &str);
    #[wasm_bindgen(method, setter = onChange)]
    fn set_on_change(this: &Settings, listener: &OnChange);
    #[wasm_bindgen(method, setter = onState)]
    fn set_on_state(this: &Settings, listener: &OnState);
    #[wasm_bindgen(method, setter = onCommand)]
    fn set_on_command(this: &Settings, listener: &OnCommand);

    /// One editor in the page.
    type Handle;
    #[wasm_bindgen(method)]
    fn destroy(this: &Handle);
    #[wasm_bindgen(method)]
    fn markdown(this: &Handle) -> String;
    #[wasm_bindgen(method)]
    fn text(this: &Handle) -> String;
    #[wasm_bindgen(method)]
    fn replace(this: &Handle, markdown: &str, is_loaded: bool);
    #[wasm_bindgen(method)]
    fn append(this: &Handle, text: &str);
    #[wasm_bindgen(method, js_name = setEditable)]
    fn set_editable(this: &Handle, is_editable: bool);
    #[wasm_bindgen(method)]
    fn focus(this: &Handle, is_at_end: bool);
    #[wasm_bindgen(method)]
    fn run(this: &Handle, command: &str) -> bool;
    #[wasm_bindgen(method)]
    fn link(this: &Handle) -> Option<String>;
    #[wasm_bindgen(method, js_name = setLink)]
    fn set_link(this: &Handle, href: Option<&str>) -> bool;
    #[wasm_bindgen(method)]
    fn outline(this: &Handle) -> Vec<HeadingObject>;
    #[wasm_bindgen(method, js_name = goTo)]
    fn go_to(this: &Handle, position: u32);
    #[wasm_bindgen(method)]
    fn find(this: &Handle, text: &str, replacement: &str) -> u32;
    #[wasm_bindgen(method, js_name = selectedText)]
    fn selected_text(this: &Handle) -> String;
    #[wasm_bindgen(method)]
    fn part(this: &Handle, is_whole: bool) -> PartObject;
    #[wasm_bindgen(method)]
    fn propose(this: &Handle, part_id: u32, markdown: &str, model: &str) -> Option<u32>;

    /// A heading of the text.
    type HeadingObject;
    #[wasm_bindgen(method, getter)]
    fn level(this: &HeadingObject) -> u32;
    #[wasm_bindgen(method, getter)]
    fn text(this: &HeadingObject) -> String;
    #[wasm_bindgen(method, getter)]
    fn position(this: &HeadingObject) -> u32;

    /// A part of the text.
    type PartObject;
    #[wasm_bindgen(method, getter)]
    fn id(this: &PartObject) -> u32;
    #[wasm_bindgen(method, getter)]
    fn markdown(this: &PartObject) -> String;
    #[wasm_bindgen(method, getter)]
    fn before(this: &PartObject) -> String;
    #[wasm_bindgen(method, getter)]
    fn after(this: &PartObject) -> String;
    #[wasm_bindgen(method, getter, js_name = isWhole)]
    fn is_whole(this: &PartObject) -> bool;
}

type OnChange = Closure<dyn Fn(bool, Option<String>)>;
type OnState = Closure<dyn Fn(String, u32)>;
type OnCommand = Closure<dyn Fn(String)>;

/// The code of the editor.
pub struct Module {
    exports: Exports,
}

/// Loads the code of the editor from its address, which has its hash in it (`Assets::address("prosemirror", "js")`). None when it cannot
/// be had: browsers remember that of an address, so that another try needs another one (`?2`). The page may name it beforehand
/// (`<link rel="modulepreload">`).
pub async fn load(address: &str) -> Option<Module> {
    let exports = import_module(address).await.ok()?;
    Some(Module { exports: exports.unchecked_into() })
}

/// What an editor begins with.
pub struct Options {
    /// The text; empty where a draft will grow (`Editor::append`).
    pub markdown: String,
    /// The `lang` of the text.
    pub language: String,
    /// The `aria-label` of the editor.
    pub label: String,
    /// Whether a person can write in it.
    pub is_editable: bool,
    /// What stands above alerts: NOTE, TIP, IMPORTANT, WARNING, CAUTION.
    pub alerts: Vec<String>,
    /// What the button ✓ of a piece of a proposal does.
    pub accept: String,
    /// What the button ✕ of a piece of a proposal does.
    pub reject: String,
}

/// The document has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeEvent {
    /// By `Editor::replace` or `Editor::append`, not by the person.
    pub is_loaded: bool,
    /// The model whose proposal, or a piece of it, was accepted.
    pub accepted: Option<String>,
}

/// What holds where the cursor is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToolbarState {
    names: String,
    /// How many pieces of a proposal are neither accepted nor rejected.
    pub pieces: u32,
}

impl ToolbarState {
    fn names(&self) -> SplitWhitespace<'_> {
        self.names.split_whitespace()
    }

    /// Whether a mark or block is around the selection, by the name of its command (`Editor::run`), or, with "undo" and "redo", whether
    /// there is something to take back.
    pub fn is(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    /// The level of the heading that the cursor is in; 0 in other blocks.
    pub fn heading(&self) -> u32 {
        let digit = self.names().find_map(|name| name.strip_prefix("heading_")?.bytes().next());
        digit.map_or(0, |digit| u32::from(digit.saturating_sub(b'0')))
    }

    /// Whether something is selected.
    pub fn has_selection(&self) -> bool {
        self.is("selection")
    }
}

/// What a person asks for by a key that the editor itself has no answer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Ctrl+S
    Save,
    /// Ctrl+F
    Find,
    /// Ctrl+J
    Revise,
    /// Ctrl+K
    Link,
}

impl Command {
    fn named(name: &str) -> Option<Self> {
        match name {
            "save" => Some(Self::Save),
            "find" => Some(Self::Find),
            "revise" => Some(Self::Revise),
            "link" => Some(Self::Link),
            _ => None,
        }
    }
}

/// Who hears of what happens in the editor. They run inside of it: what takes long is better left to an effect.
pub struct Listeners {
    /// The document has changed.
    pub on_change: Box<dyn Fn(ChangeEvent)>,
    /// What holds where the cursor is has changed; called once when the editor is there.
    pub on_state: Box<dyn Fn(ToolbarState)>,
    /// A key was pressed.
    pub on_command: Box<dyn Fn(Command)>,
}

impl Module {
    /// Makes an editor in a place, in steps between which the browser handles other events. None when it cannot be made.
    pub async fn create(&self, place: &HtmlElement, options: Options, listeners: Listeners) -> Option<Editor> {
        let Listeners { on_change, on_state, on_command } = listeners;
        let on_change =
            OnChange::wrap(Box::new(move |is_loaded, accepted| on_change(ChangeEvent { is_loaded, accepted })));
        let on_state = OnState::wrap(Box::new(move |names, pieces| on_state(ToolbarState { names, pieces })));
        let on_command = OnCommand::wrap(Box::new(move |name: String| {
            if let Some(command) = Command::named(&name) {
                on_command(command);
            }
        }));
        let settings: Settings = Object::new().unchecked_into();
        settings.set_markdown(&options.markdown);
        settings.set_language(&options.language);
        settings.set_label(&options.label);
        settings.set_is_editable(options.is_editable);
        settings.set_alerts(options.alerts);
        settings.set_accept(&options.accept);
        settings.set_reject(&options.reject);
        settings.set_on_change(&on_change);
        settings.set_on_state(&on_state);
        settings.set_on_command(&on_command);
        let handle = self.exports.create(place, &settings).await.ok()?.unchecked_into();
        Some(Editor { handle, _listeners: (on_change, on_state, on_command) })
    }
}

/// A heading of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// From 1 to 6.
    pub level: u32,
    /// What it says.
    pub text: String,
    /// Where it stands, for `Editor::go_to`.
    pub position: u32,
}

/// How long the text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// With spaces.
    pub characters: u32,
    /// Without spaces.
    pub characters_bare: u32,
    /// What stands between spaces.
    pub words: u32,
}

impl Counts {
    /// Counts what is in blocks, between which a NUL stands: Markdown has none.
    fn of(blocks: &str) -> Self {
        let count = |counts: Self, block: &str| Self {
            characters: counts.characters + length(block.chars()),
            characters_bare: counts.characters_bare + length(block.chars().filter(|it| !it.is_whitespace())),
            words: counts.words + length(block.split_whitespace()),
        };
        blocks.split('\0').fold(Self::default(), count)
    }
}

fn length(items: impl Iterator) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

/// A part of the document for a model to revise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What the editor knows it by (`Editor::propose`); only of the last one that was asked for.
    pub id: u32,
    /// Its source.
    pub markdown: String,
    /// Some of the text before it.
    pub before: String,
    /// Some of the text after it.
    pub after: String,
    /// Whether it is the whole document.
    pub is_whole: bool,
}

/// What was to be revised is no longer what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stale;

/// An editor in the page.
pub struct Editor {
    handle: Handle,
    _listeners: (OnChange, OnState, OnCommand),
}

impl Editor {
    /// The document. It is written anew only when it has changed.
    pub fn markdown(&self) -> String {
        self.handle.markdown()
    }

    /// Puts another document in its place. One that is loaded cannot be taken back by "undo".
    pub fn replace(&self, markdown: &str, is_loaded: bool) {
        self.handle.replace(markdown, is_loaded);
    }

    /// Adds to a draft that grows from nothing, and keeps its end in view for whoever is there.
    pub fn append(&self, text: &str) {
        self.handle.append(text);
    }

    /// Says whether a person can write.
    pub fn set_editable(&self, is_editable: bool) {
        self.handle.set_editable(is_editable);
    }

    /// Puts the focus where it was in the text.
    pub fn focus(&self) {
        self.handle.focus(false);
    }

    /// Puts the focus behind the last character.
    pub fn focus_at_end(&self) {
        self.handle.focus(true);
    }

    /// Does what a button says, and says whether that was possible; the focus goes to the text. Commands: "strong", "em", "strike",
    /// "code"; "paragraph", "heading_1" to "heading_6", "code_block"; "bullet_list", "ordered_list", "task_list", "blockquote";
    /// "horizontal_rule"; "table", "add_row", "add_column", "delete_row", "delete_column", "delete_table"; "undo", "redo".
    pub fn run(&self, command: &str) -> bool {
        let is_done = self.handle.run(command);
        self.handle.focus(false);
        is_done
    }

    /// Where the link leads that the selection is in or has.
    pub fn link(&self) -> Option<String> {
        self.handle.link()
    }

    /// Makes a link of the selection, or takes its links off, or the one that the cursor is in; says no where nobody may be led, and
    /// where there is nothing to be changed.
    pub fn set_link(&self, href: Option<&str>) -> bool {
        self.handle.set_link(href)
    }

    /// The headings that say something.
    pub fn outline(&self) -> Vec<Heading> {
        let objects = self.handle.outline();
        objects.iter().map(|it| Heading { level: it.level(), text: it.text(), position: it.position() }).collect()
    }

    /// Puts the cursor at a heading, and brings it into view.
    pub fn go_to(&self, position: u32) {
        self.handle.go_to(position);
    }

    /// How long the text is.
    pub fn counts(&self) -> Counts {
        Counts::of(&self.handle.text())
    }

    /// Marks what is found, and says how much it is; an empty text marks nothing.
    pub fn find(&self, text: &str, replacement: &str) -> u32 {
        self.handle.find(text, replacement)
    }

    /// Selects the next place that `find` has marked, without the focus.
    pub fn find_next(&self) {
        self.handle.run("find_next");
    }

    /// Replaces the place that is selected, and selects the next one.
    pub fn replace_next(&self) {
        self.handle.run("replace_next");
    }

    /// Replaces every place.
    pub fn replace_all(&self) {
        self.handle.run("replace_all");
    }

    /// What is selected.
    pub fn selected_text(&self) -> String {
        self.handle.selected_text()
    }

    /// What is selected, or, when nothing is, the whole document: a part to revise.
    pub fn part(&self) -> Part {
        self.part_of(false)
    }

    /// The whole document as a part to revise.
    pub fn whole(&self) -> Part {
        self.part_of(true)
    }

    fn part_of(&self, is_whole: bool) -> Part {
        let part = self.handle.part(is_whole);
        let (markdown, before, after) = (part.markdown(), part.before(), part.after());
        Part { id: part.id(), markdown, before, after, is_whole: part.is_whole() }
    }

    /// Shows how a part would become another text, in pieces to be accepted or rejected; says how many pieces.
    pub fn propose(&self, part_id: u32, markdown: &str, model: &str) -> Result<u32, Stale> {
        self.handle.propose(part_id, markdown, model).ok_or(Stale)
    }

    /// Makes all pieces part of the text.
    pub fn accept_all(&self) {
        self.run("accept_all");
    }

    /// Forgets all pieces.
    pub fn reject_all(&self) {
        self.run("reject_all");
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.handle.destroy();
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, ToolbarState};

    #[test]
    fn blocks_are_counted_one_by_one() {
        let counts = Counts::of("제목 하나\0a\nbc");
        assert_eq!(counts, Counts { characters: 9, characters_bare: 7, words: 4 });
        assert_eq!(Counts::of(""), Counts::default());
    }

    #[test]
    fn the_level_of_a_heading_is_in_its_name() {
        let state = |names: &str| ToolbarState { names: names.to_owned(), pieces: 0 };
        assert_eq!(state("strong heading_3 undo").heading(), 3);
        assert_eq!(state("paragraph").heading(), 0);
        assert!(state("strong heading_3 undo").is("undo"));
        assert!(!state("strong").is("str"));
    }
}
