//! Popovers (HTML §6.12): the browser shows one at a time, and closes it by Escape and by a press elsewhere.

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};

/// A place in the window, in pixels from its top left.
pub type Place = (i32, i32);

/// How near to the edge of the window a popover stands, in pixels.
const MARGIN: i32 = 8;

/// Shows a popover at a place, as far as the window has room there, and gives the focus to what it begins with.
pub fn show(popover: &HtmlElement, (x, y): Place) {
    // One that is shown already, or is off the page.
    if popover.show_popover().is_err() {
        return;
    }
    let within = |at: i32, size: i32, room: Option<f64>| {
        #[expect(clippy::cast_possible_truncation, reason = "no window is so large")]
        let room = room.unwrap_or_default() as i32;
        at.min(room - size - MARGIN).max(MARGIN)
    };
    let size = |size: Result<wasm_bindgen::JsValue, _>| size.ok().and_then(|size| size.as_f64());
    let (width, height) = (size(window().inner_width()), size(window().inner_height()));
    let style = popover.style();
    let place =
        [("left", within(x, popover.offset_width(), width)), ("top", within(y, popover.offset_height(), height))];
    for (edge, at) in place {
        // Each is a length.
        let _ = style.set_property(edge, &format!("{at}px"));
    }
    focus(items(popover).first());
}

/// Closes a popover.
pub fn hide(popover: &HtmlElement) {
    // One that is closed already.
    let _ = popover.hide_popover();
}

/// Whether a popover is shown.
pub fn is_open(popover: &Element) -> bool {
    popover.matches(":popover-open").unwrap_or_default()
}

/// The place below an element, where its menu opens.
pub fn below(element: &Element) -> Place {
    let place = element.get_bounding_client_rect();
    #[expect(clippy::cast_possible_truncation, reason = "no window is so large")]
    let place = (place.left() as i32, place.bottom() as i32);
    place
}

/// The place below the button that was pressed, where its menu opens.
pub fn below_pressed(event: &MouseEvent) -> Place {
    let element = event.current_target().and_then(|it| it.dyn_into::<Element>().ok());
    element.map_or((event.client_x(), event.client_y()), |element| below(&element))
}

/// Sets a length of an element, in pixels.
pub fn set_pixels(element: &HtmlElement, property: &str, pixels: i32) {
    // Only what is no length is refused.
    let _ = element.style().set_property(property, &[&pixels.to_string(), "px"].concat());
}

/// Moves the focus in a menu as its keys do (ARIA Authoring Practices, menu); says whether the key was one of them.
pub fn move_focus(menu: &Element, key: &str) -> bool {
    let items = items(menu);
    let focused = leptos::prelude::document().active_element();
    let now = items.iter().position(|item| focused.as_ref() == Some(item.as_ref()));
    let last = items.len().saturating_sub(1);
    let next = match key {
        "ArrowDown" => now.map_or(0, |now| if now == last { 0 } else { now + 1 }),
        "ArrowUp" => now.map_or(last, |now| now.checked_sub(1).unwrap_or(last)),
        "Home" => 0,
        "End" => last,
        _ => return false,
    };
    focus(items.get(next));
    true
}

/// What can be chosen in a menu.
fn items(menu: &Element) -> Vec<HtmlElement> {
    let found = menu.query_selector_all("a, button").ok();
    let places = found.iter().flat_map(|found| 0..found.length());
    places.filter_map(|at| found.as_ref()?.get(at)?.dyn_into().ok()).collect()
}

fn focus(item: Option<&HtmlElement>) {
    if let Some(item) = item {
        // Only what is off the page cannot have it.
        let _ = item.focus();
    }
}
