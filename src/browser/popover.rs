//! Popovers (HTML §6.12): the browser shows one at a time, and closes it by Escape and by a press elsewhere.

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};

/// Where something opens in the window, in pixels from its top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From the left.
    pub left: i32,
    /// Where it begins, when there is room below.
    pub below: i32,
    /// Where it ends, when there is not.
    pub above: i32,
}

impl Place {
    /// Under the pointer.
    pub fn of_pointer(event: &MouseEvent) -> Self {
        Self { left: event.client_x(), below: event.client_y(), above: event.client_y() }
    }
}

/// How near to the edge of the window a popover stands, in pixels.
const MARGIN: i32 = 8;

/// Shows a popover at a place, as far as the window has room there, and gives the focus to what it begins with.
pub fn show(popover: &HtmlElement, place: Place) {
    // One that is shown already, or is off the page.
    if popover.show_popover().is_err() {
        return;
    }
    let size = |size: Result<wasm_bindgen::JsValue, _>| {
        #[expect(clippy::cast_possible_truncation, reason = "no window is so large")]
        let size = size.ok().and_then(|size| size.as_f64()).unwrap_or_default() as i32;
        size
    };
    let (room, height) = (size(window().inner_width()), popover.offset_height());
    let left = place.left.min(room - popover.offset_width() - MARGIN).max(MARGIN);
    let is_below = place.below + height + MARGIN <= size(window().inner_height());
    let top = if is_below { place.below } else { (place.above - height).max(MARGIN) };
    set_pixels(popover, "left", left);
    set_pixels(popover, "top", top);
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
    let place = Place { left: place.left() as i32, below: place.bottom() as i32, above: place.top() as i32 };
    place
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
