//! Listening, and what an event tells.

use super::{EventListener, document, window};
use wasm_bindgen::JsCast;
use yew::{Event, InputEvent, KeyboardEvent, MouseEvent, NodeRef, PointerEvent, TargetCast};

/// Listens on the window until the listener is dropped.
#[must_use]
pub fn listen(name: &'static str, call: impl FnMut(&Event) + 'static) -> Option<EventListener> {
    Some(EventListener::new(&window()?.into(), name, call))
}

/// Listens for keys on the window, where `prevent_default` must still be possible.
#[must_use]
pub fn listen_keys(mut call: impl FnMut(&KeyboardEvent) + 'static) -> Option<EventListener> {
    let options = gloo_events::EventListenerOptions::enable_prevent_default();
    let heard = move |event: &Event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            call(event);
        }
    };
    Some(EventListener::new_with_options(
        &window()?.into(),
        "keydown",
        options,
        heard,
    ))
}

/// True when the event happened inside of an element that matches.
#[must_use]
pub fn is_within(event: &Event, selector: &str) -> bool {
    let element = event
        .target()
        .and_then(|at| at.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

/// True when the focus is nowhere, as after the element that had it was removed.
#[must_use]
pub fn is_focus_lost() -> bool {
    let Some(document) = document() else {
        return false;
    };
    let body = document.query_selector("body").ok().flatten();
    document
        .active_element()
        .is_none_or(|active| Some(active) == body)
}

/// True while an element that matches, or one inside of it, has the focus.
#[must_use]
pub fn is_focus_in(selector: &str) -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

/// What kind of element has the keys of an event: where single letters must not act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyTarget {
    /// A text field: every key is text.
    Text,
    /// A slider, a select, a radio: arrows, Home and End are its own.
    Field,
    /// A button or link: Space and Enter are its own.
    Button,
    Page,
}

#[must_use]
pub fn key_target(event: &KeyboardEvent) -> KeyTarget {
    let Some(element) = event
        .target()
        .and_then(|at| at.dyn_into::<web_sys::Element>().ok())
    else {
        return KeyTarget::Page;
    };
    let within = |selector: &str| element.closest(selector).ok().flatten().is_some();
    // Letters are a select's own too: they choose.
    if within("textarea, select, [contenteditable=true], input:not([type=range]):not([type=radio])")
    {
        KeyTarget::Text
    } else if within(
        "[role=slider], [role=radiogroup], [role=tablist], [role=menu], [role=listbox], \
         [role=tree], [role=grid], [role=spinbutton], input",
    ) {
        KeyTarget::Field
    } else if within("button, a, summary, [role=button]") {
        KeyTarget::Button
    } else {
        KeyTarget::Page
    }
}

/// The text of the field that an input or change event comes from.
#[must_use]
pub fn value_of(event: &InputEvent) -> String {
    field_value(event.target())
}

#[must_use]
pub fn changed_value_of(event: &Event) -> String {
    field_value(event.target())
}

fn field_value(target: Option<web_sys::EventTarget>) -> String {
    let Some(target) = target else {
        return String::new();
    };
    if let Some(area) = target.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        return area.value();
    }
    if let Some(select) = target.dyn_ref::<web_sys::HtmlSelectElement>() {
        return select.value();
    }
    target
        .dyn_ref::<web_sys::HtmlInputElement>()
        .map_or(String::new(), |input| input.value())
}

/// Where a pointer is within an element: x, y and the element's width and height.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Place {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

#[must_use]
pub fn place_in(event: &MouseEvent, element: &NodeRef) -> Option<Place> {
    let rect = element
        .cast::<web_sys::Element>()?
        .get_bounding_client_rect();
    Some(Place {
        x: f64::from(event.client_x()) - rect.left(),
        y: f64::from(event.client_y()) - rect.top(),
        width: rect.width(),
        height: rect.height(),
    })
}

/// Width and height of an element in CSS pixels.
#[must_use]
pub fn size_of(element: &NodeRef) -> Option<(f64, f64)> {
    let rect = element
        .cast::<web_sys::Element>()?
        .get_bounding_client_rect();
    Some((rect.width(), rect.height()))
}

/// All further moves of this pointer come to the element under it, until it is lifted.
pub fn capture_pointer(event: &PointerEvent) {
    // Yew hears every event at the page's root, so the current target would be the root.
    if let Some(element) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// The attribute `name` of the nearest element around the event's target that has it.
#[must_use]
pub fn attribute_around(event: &MouseEvent, name: &str) -> Option<String> {
    let element = event.target_dyn_into::<web_sys::Element>()?;
    element
        .closest(&format!("[{name}]"))
        .ok()
        .flatten()?
        .get_attribute(name)
}
