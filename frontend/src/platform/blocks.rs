//! What the builder needs: blocks under a pointer, the line of the caret.

use super::events::place_in;
use super::fields::focus_element;
use super::{document, find};
use wasm_bindgen::JsCast;
use yew::{Event, MouseEvent, NodeRef, PointerEvent, TargetCast};

/// The number of the block (`data-block`) that an event happens in.
#[must_use]
pub fn block_around(event: &Event) -> Option<u32> {
    let element = event.target_dyn_into::<web_sys::Element>()?;
    block_number(&element.closest("[data-block]").ok().flatten()?)
}

fn block_number(element: &web_sys::Element) -> Option<u32> {
    element.get_attribute("data-block")?.parse().ok()
}

/// True when an event happens on a block itself and not on a field in it.
#[must_use]
pub fn is_on_block(event: &Event) -> bool {
    event
        .target_dyn_into::<web_sys::Element>()
        .is_some_and(|element| element.has_attribute("data-block"))
}

/// Focuses the first element that matches and selects its text, if it is a field with one.
pub fn focus_and_select(selector: &str) -> bool {
    let Some(element) = find(selector) else {
        return false;
    };
    // The focus comes first: it scrolls to the field, which selecting its text would not.
    let done = focus_element(Some(element.clone()));
    if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
        input.select();
    }
    done
}

/// All further moves of this pointer come to the element that it went down on.
pub fn hold_pointer(event: &PointerEvent) {
    if let Some(element) = event.target_dyn_into::<web_sys::Element>() {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// Where a pointer is in the content of a panel that scrolls.
#[must_use]
pub fn point_within(event: &MouseEvent, panel: &NodeRef) -> Option<(f64, f64)> {
    let place = place_in(event, panel)?;
    let element = panel.cast::<web_sys::Element>()?;
    let (left, top) = (element.scroll_left(), element.scroll_top());
    Some((place.x + f64::from(left), place.y + f64::from(top)))
}

/// The rectangles (left, top, width, height) of all blocks in the content of a panel, by number.
#[must_use]
pub fn block_rects(panel: &NodeRef) -> Vec<(u32, (f64, f64, f64, f64))> {
    let mut rects = Vec::new();
    let Some(element) = panel.cast::<web_sys::Element>() else {
        return rects;
    };
    let origin = element.get_bounding_client_rect();
    let left = f64::from(element.scroll_left());
    let top = f64::from(element.scroll_top());
    let Ok(blocks) = element.query_selector_all("[data-block]") else {
        return rects;
    };
    for index in 0..blocks.length() {
        let block = blocks
            .item(index)
            .and_then(|node| node.dyn_into::<web_sys::Element>().ok());
        if let Some(block) = block
            && let Some(number) = block_number(&block)
        {
            let rect = block.get_bounding_client_rect();
            let (x, y) = (
                rect.left() - origin.left() + left,
                rect.top() - origin.top() + top,
            );
            rects.push((number, (x, y, rect.width(), rect.height())));
        }
    }
    rects
}

/// Scrolls a panel on while a pointer is held near its upper or lower edge.
pub fn scroll_near_edge(event: &MouseEvent, panel: &NodeRef) {
    const EDGE_PX: f64 = 36.0;
    const SCROLL_PX: i32 = 12;
    let (Some(place), Some(element)) = (place_in(event, panel), panel.cast::<web_sys::Element>())
    else {
        return;
    };
    if place.y < EDGE_PX {
        element.set_scroll_top(element.scroll_top() - SCROLL_PX);
    } else if place.y > place.height - EDGE_PX {
        element.set_scroll_top(element.scroll_top() + SCROLL_PX);
    }
}

/// True while the focus is on an element inside of this one.
#[must_use]
pub fn is_focus_within(element: &NodeRef) -> bool {
    let active = document().and_then(|document| document.active_element());
    let element = element.cast::<web_sys::Node>();
    element.is_some_and(|element| element.contains(active.as_deref()))
}

/// The line (from 1) of the caret, while the text area that matches has the focus.
#[must_use]
pub fn caret_line(selector: &str) -> Option<u32> {
    let area = find(selector)?
        .dyn_into::<web_sys::HtmlTextAreaElement>()
        .ok()?;
    let active = document()?.active_element()?;
    if &active != area.as_ref() as &web_sys::Element {
        return None;
    }
    let caret = area.selection_start().ok().flatten()? as usize;
    let breaks = area
        .value()
        .encode_utf16()
        .take(caret)
        .filter(|unit| *unit == 10)
        .count();
    u32::try_from(breaks + 1).ok()
}

/// Marks a line (from 1) of the code beside the blocks and scrolls it into view; none unmarks.
pub fn mark_code_line(line: Option<u32>) {
    let found = find(".code-beside").and_then(|element| element.dyn_into().ok());
    let Some(panel): Option<web_sys::HtmlElement> = found else {
        return;
    };
    let Some(line) = line else {
        let _ = panel.remove_attribute("data-line");
        return;
    };
    let _ = panel.set_attribute("data-line", &line.to_string());
    let _ = panel
        .style()
        .set_property("--block-line", &line.to_string());
    let editor = panel.query_selector(".editor").ok().flatten();
    let probe = panel.query_selector(".ed-longest").ok().flatten();
    if let (Some(editor), Some(probe)) = (editor, probe) {
        let height = probe.get_bounding_client_rect().height();
        let top = f64::from(line.saturating_sub(1)) * height;
        let seen_from = f64::from(editor.scroll_top());
        let seen = f64::from(editor.client_height());
        if top < seen_from || top + 2.0 * height > seen_from + seen {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "scroll positions are small"
            )]
            editor.set_scroll_top((top - seen / 2.0) as i32);
        }
    }
}
