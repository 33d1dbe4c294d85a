//! The document and its elements.

use crate::markup::addition;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, FocusOptions, FormData, HtmlDialogElement, HtmlElement, HtmlFormElement, HtmlInputElement,
    HtmlTextAreaElement, KeyboardEvent, MouseEvent, UrlSearchParams,
};

/// Says on `<body>` that the page answers in the browser now: tests and scripts wait for it.
pub fn mark_hydrated() {
    if let Some(body) = document().body() {
        // The tools of the chat wait for it. Only a name that is none is refused.
        let _ = body.set_attribute("data-hydrated", "");
    }
}

/// The address that a form leads to whose method is GET, without the fields that are empty.
pub fn address_of(form: &HtmlFormElement) -> String {
    let query =
        FormData::new_with_form(form).ok().and_then(|data| UrlSearchParams::new_with_str_sequence_sequence(&data).ok());
    let query = query.map(|query| query.to_string().as_string().unwrap_or_default()).unwrap_or_default();
    let filled: Vec<_> = query.split('&').filter(|field| !field.ends_with('=')).collect();
    let path = form.get_attribute("action").unwrap_or_default();
    if filled.iter().all(|field| field.is_empty()) { path } else { format!("{path}?{}", filled.join("&")) }
}

/// The path of the page.
pub fn path() -> Option<String> {
    leptos::prelude::window().location().pathname().ok()
}

/// Loads the page of an address whole.
pub fn load(address: &str) {
    // Only what is no address is refused.
    let _ = leptos::prelude::window().location().assign(address);
}

/// Whether the page can be seen now.
pub fn is_in_view() -> bool {
    !document().hidden()
}

/// The `lang` of the document.
pub fn language_tag() -> Option<String> {
    document().document_element().and_then(|root| root.get_attribute("lang"))
}

/// The texts of a group that the page carries for the client, in the order in which the server wrote them.
pub fn texts(group: &str) -> Vec<String> {
    let element = document().query_selector(&format!("script[data-texts={group}]")).ok().flatten();
    let object = element.and_then(|element| js_sys::JSON::parse(&element.text_content()?).ok());
    let values = object.map(|object| js_sys::Object::values(object.unchecked_ref()).to_vec());
    values.unwrap_or_default().iter().filter_map(wasm_bindgen::JsValue::as_string).collect()
}

/// The address that the head of the page gives of a package which is loaded as it is (`src/app/start.rs`).
pub fn vendored(package: &str) -> Option<String> {
    let name = format!("data-{package}");
    document().query_selector(&format!("script[{name}]")).ok()??.get_attribute(&name)
}

/// The `id` of the element with the error of a form that was sent without a script, and not taken.
pub const REFUSED_FORM: &str = "refused-form";

/// The path of the server function that the form was sent to, and the error as Leptos writes it into addresses.
pub fn refused_form() -> Option<(String, String)> {
    let text = document().get_element_by_id(REFUSED_FORM)?.text_content()?;
    text.split_once(' ').map(|(function, error)| (function.to_owned(), error.to_owned()))
}

/// Whether a key press is an Enter that sends: without Shift, and not the one that ends the composition of a syllable.
/// `keyCode` 229 is how browsers mark keys that an input method has taken (UI Events §7.3.1), also where
/// `isComposing` is already false again.
pub fn is_sending_enter(event: &KeyboardEvent) -> bool {
    const TAKEN_BY_INPUT_METHOD: u32 = 229;
    event.key() == "Enter" && !event.shift_key() && !event.is_composing() && event.key_code() != TAKEN_BY_INPUT_METHOD
}

/// The element that `selector` describes and a click was on or in.
pub fn pressed(event: &MouseEvent, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// Gives the focus to an element.
pub fn focus(element: &HtmlElement) {
    // Only what is off the page cannot have it.
    let _ = element.focus();
}

/// Gives the focus to a field, with all that it holds selected.
pub fn select(field: &HtmlInputElement) {
    focus(field);
    field.select();
}

/// Whether what an event tells of is scrolled nearly to its end.
pub fn is_near_end(event: &web_sys::Event) -> bool {
    /// In pixels: some rows before the end is in sight.
    const NEAR: i32 = 240;
    let element = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    element.is_some_and(|it| it.scroll_height() - it.scroll_top() - it.client_height() < NEAR)
}

/// Whether an element has the focus.
pub fn has_focus(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}

/// Gives an element the focus, and scrolls nothing.
pub fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Only an element that is gone refuses.
    let _ = element.focus_with_options(&options);
}

/// Shows a dialog over the page, which waits until it is closed.
pub fn show_dialog(dialog: &HtmlDialogElement) {
    // One that is open already stays open.
    let _ = dialog.show_modal();
}

/// Takes a cookie away.
pub fn remove_cookie(name: &str) {
    let expired = format!("{name}=; Path=/; Max-Age=0");
    // Every document takes it.
    let _ = js_sys::Reflect::set(&document(), &"cookie".into(), &expired.into());
}

/// Puts text into a text area and the cursor after it.
pub fn fill(area: &HtmlTextAreaElement, text: &str) {
    area.set_value(text);
    let _ = area.focus();
}

/// Puts text before what is written in a text area, and says whether nothing was written.
pub fn put_first(area: &HtmlTextAreaElement, text: &str) -> bool {
    let written = area.value();
    let written = written.trim();
    area.set_value(&if written.is_empty() { text.to_owned() } else { [text, "\n\n", written].concat() });
    if let Ok(event) = web_sys::Event::new("input") {
        // Nobody can forbid it.
        let _ = area.dispatch_event(&event);
    }
    let _ = area.focus();
    written.is_empty()
}

/// Sends the form that a text area belongs to.
pub fn send_form(area: &HtmlTextAreaElement) {
    if let Some(form) = area.form() {
        // Without a button to blame, a form that cannot be sent says so itself.
        let _ = form.request_submit();
    }
}

/// A block of code: the word of its language, and the code.
pub fn code_in(element: &Element) -> Option<(String, String)> {
    let code = element.query_selector("pre code").ok()??;
    let class = code.class_name();
    let language = class.split(' ').find_map(|class| class.strip_prefix("language-")).unwrap_or_default();
    Some((language.to_owned(), code.text_content().unwrap_or_default()))
}

/// Gives the focus to the first element in another one that a selector describes, and brings it into sight.
pub fn focus_within(element: &Element, selector: &str) {
    let found = element.query_selector(selector).ok().flatten().and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(found) = found {
        let _ = found.focus();
    }
}

/// An empty element at the end of another one, or right after it.
pub fn new_slot(place: &Element, is_after: bool) -> Option<HtmlElement> {
    let slot = document().create_element("div").ok()?.dyn_into::<HtmlElement>().ok()?;
    let is_there = if is_after { place.after_with_node_1(&slot) } else { place.append_with_node_1(&slot) };
    is_there.ok().map(|()| slot)
}

/// Whether the page is shown as a media query says.
pub fn matches_media(query: &str) -> bool {
    leptos::prelude::window().match_media(query).ok().flatten().is_some_and(|media| media.matches())
}

/// Sets or takes away a class of the whole page.
pub fn mark_body(class: &str, is_set: bool) {
    if let Some(body) = document().body() {
        // Only what is no name of a class is refused.
        let _ = if is_set { body.class_list().add_1(class) } else { body.class_list().remove_1(class) };
    }
}

/// What a tab remembers until it is closed. Storage may be forbidden.
pub fn is_remembered(name: &str) -> bool {
    let storage = leptos::prelude::window().session_storage().ok().flatten();
    storage.and_then(|storage| storage.get_item(name).ok().flatten()).is_some()
}

/// Remembers something until the tab is closed.
pub fn remember(name: &str) {
    if let Ok(Some(storage)) = leptos::prelude::window().session_storage() {
        // A tab that may not remember it asks again.
        let _ = storage.set_item(name, "1");
    }
}

/// Puts the cursor after the last character of a text area.
pub fn focus_at_end(area: &HtmlTextAreaElement) {
    let end = area.text_length();
    let _ = area.focus();
    let _ = area.set_selection_range(end, end);
}

/// Gives an element the focus, unless a person has gone somewhere already.
pub fn focus_if_free(element: &HtmlElement) {
    let active = document().active_element();
    if active.is_none_or(|active| active.tag_name() == "BODY") {
        // Only an element outside the document refuses it.
        let _ = element.focus();
    }
}

/// What is selected on the page; none when nothing is.
pub fn selected_text() -> Option<String> {
    let selected = leptos::prelude::window().get_selection().ok().flatten()?.to_string();
    selected.as_string().filter(|text| !text.trim().is_empty())
}

/// Puts `text` as a quotation before what is written in a text area, and the cursor behind it.
pub fn quote(area: &HtmlTextAreaElement, text: &str) {
    let quoted: String = text.trim().lines().map(|line| format!("> {line}\n")).collect();
    area.set_value(&format!("{quoted}\n{}", area.value()));
    focus_at_end(area);
}

/// Makes the HTML `new` of what is in an element, which is `old`: adds to it where that is enough.
pub fn grow(element: &Element, old: &str, new: &str) {
    let added = addition(old, new).and_then(|addition| {
        let inner = (0..addition.depth).try_fold(element.clone(), |outer, _| outer.last_element_child())?;
        inner.insert_adjacent_html("beforeend", addition.html).ok()
    });
    if added.is_none() && old != new {
        element.set_inner_html(new);
    }
}

/// Gives a text area another text to begin with; nothing happens to what a person has written there.
pub fn refill(area: &HtmlTextAreaElement, text: &str) {
    if area.default_value().is_ok_and(|before| area.value() == before) {
        // Every text can be one.
        let _ = area.set_default_value(text);
    }
}

/// The boxes of a form that are called `name`.
pub fn boxes(form: &HtmlFormElement, name: &str) -> Vec<HtmlInputElement> {
    let places = 0..u32::try_from(form.length()).unwrap_or_default();
    let fields = places.filter_map(|at| form.get_with_index(at)?.dyn_into::<HtmlInputElement>().ok());
    fields.filter(|field| field.name() == name).collect()
}

/// Whether what is in an element is scrolled to its end, or nearly so.
pub fn is_at_end(element: &Element) -> bool {
    /// In pixels: two lines.
    const NEAR: i32 = 40;
    element.scroll_height() - element.scroll_top() - element.client_height() < NEAR
}

/// Takes away what stands before an element.
pub fn clear_before(element: &Element) {
    while let Some(before) = element.previous_element_sibling() {
        before.remove();
    }
}

/// Puts a block of a text before an element.
pub fn put_block_before(element: &Element, html: &str) {
    // Only an element outside the document has nothing before it.
    let _ = element.insert_adjacent_html("beforebegin", &format!("<div class=\"block\">{html}</div>"));
}

/// How far a scrolled element is from its two ends, in pixels.
pub struct ScrollPlace {
    /// From the beginning of its content.
    pub to_start: i32,
    /// From the end of its content.
    pub to_end: i32,
}

/// Where an element that is laid out from its end is scrolled to: 0 is its end, and the way back is negative.
pub fn scroll_place(element: &HtmlElement) -> ScrollPlace {
    let to_end = -element.scroll_top();
    ScrollPlace { to_start: element.scroll_height() - element.client_height() - to_end, to_end }
}

/// The `id` of the checkbox that keeps the sidebar open on a narrow page.
pub const DRAWER: &str = "drawer";

/// Closes the sidebar on a narrow page.
pub fn close_drawer() {
    let switch = document().get_element_by_id(DRAWER).and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
    if let Some(switch) = switch {
        switch.set_checked(false);
    }
}

/// Scrolls to the newest message: a thread is laid out from its end, so that this is position 0.
pub fn scroll_to_newest() {
    if let Some(thread) =
        document().query_selector(".thread").ok().flatten().and_then(|it| it.dyn_into::<HtmlElement>().ok())
    {
        thread.set_scroll_top(0);
    }
}
