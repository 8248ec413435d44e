//! Focus, scrolling and text fields.

use super::{document, find};
use wasm_bindgen::JsCast;
use yew::NodeRef;

pub(super) fn focus_element(element: Option<web_sys::Element>) -> bool {
    let element = element.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

pub fn focus(element: &NodeRef) {
    focus_element(element.cast());
}

/// Focuses the first element that matches; false when there is none.
pub fn focus_selector(selector: &str) -> bool {
    focus_element(find(selector))
}

/// Moves the focus from one to the next (or previous) of the elements inside `panel` that match,
/// and tells the new one's `data-token`; `None` when the focus is on none of them.
#[must_use]
pub fn focus_neighbour(panel: &NodeRef, selector: &str, forward: bool) -> Option<String> {
    let list = panel
        .cast::<web_sys::Element>()?
        .query_selector_all(selector)
        .ok()?;
    let active = document()?.active_element()?;
    let all: Vec<web_sys::Element> = (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into().ok())
        .collect();
    let place = all.iter().position(|element| *element == active)?;
    let goal = if forward {
        place + 1
    } else {
        place.checked_sub(1)?
    };
    let goal = all.get(goal)?.clone();
    let key = goal.get_attribute("data-token");
    focus_element(Some(goal));
    key
}

/// The focus leaves the field that has it.
pub fn blur() {
    let active = document().and_then(|document| document.active_element());
    if let Some(element) = active.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.blur();
    }
}

/// Scrolls the element's own panel (never the page) so that a child at `top` with `height`
/// (pixels in the panel's content) is seen.
pub fn reveal(panel: &NodeRef, top: f64, height: f64) {
    let Some(panel) = panel.cast::<web_sys::Element>() else {
        return;
    };
    let seen_from = f64::from(panel.scroll_top());
    let seen = f64::from(panel.client_height());
    #[expect(
        clippy::cast_possible_truncation,
        reason = "scroll positions are small"
    )]
    if top < seen_from {
        panel.set_scroll_top(top as i32);
    } else if top + height > seen_from + seen {
        panel.set_scroll_top((top + height - seen) as i32);
    }
}

pub fn scroll_to_end(panel: &NodeRef) {
    if let Some(panel) = panel.cast::<web_sys::Element>() {
        panel.set_scroll_top(panel.scroll_height());
    }
}

/// Selects the whole text of a field, for a link that could not be copied.
pub fn select_all(field: &NodeRef) {
    if let Some(input) = field.cast::<web_sys::HtmlInputElement>() {
        let _ = input.focus();
        input.select();
    } else if let Some(area) = field.cast::<web_sys::HtmlTextAreaElement>() {
        let _ = area.focus();
        area.select();
    }
}

/// The value and the selection (UTF-16 offsets, as browsers count) of a text area.
#[must_use]
pub fn text_area(area: &NodeRef) -> Option<(String, u32, u32)> {
    let area = area.cast::<web_sys::HtmlTextAreaElement>()?;
    let start = area.selection_start().ok().flatten()?;
    let end = area.selection_end().ok().flatten()?;
    Some((area.value(), start, end))
}

/// Replaces the value of a text area; the browser's own undo history of it ends here.
pub fn set_text_area(area: &NodeRef, value: &str) {
    if let Some(area) = area.cast::<web_sys::HtmlTextAreaElement>()
        && area.value() != value
    {
        area.set_value(value);
    }
}

/// Sets the selection of a text area (UTF-16 offsets).
pub fn select_text(area: &NodeRef, start: u32, end: u32) {
    if let Some(area) = area.cast::<web_sys::HtmlTextAreaElement>() {
        let _ = area.set_selection_range(start, end);
    }
}
