//! What the editor and the lanes need: typing with undo, sizes, the wheel.

use super::events::size_of;
use super::{EventListener, Timeout, document};
use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use yew::{Event, InputEvent, NodeRef, PointerEvent};

/// Replaces a range of a text area (UTF-16 offsets) as if it were typed, so that the browser's own
/// undo takes it back, and selects `select` after it. The area hears an `input` event.
pub fn type_into(area: &NodeRef, range: (u32, u32), insert: &str, select: (u32, u32)) {
    let Some(area) = area.cast::<web_sys::HtmlTextAreaElement>() else {
        return;
    };
    let _ = area.focus();
    let _ = area.set_selection_range(range.0, range.1);
    let command = if insert.is_empty() {
        "delete"
    } else {
        "insertText"
    };
    let typed = (range.0 == range.1 && insert.is_empty()) || exec_command(command, insert);
    if !typed {
        // A browser without the command: the edit is made all the same, outside of its undo.
        let _ = area.set_range_text(insert);
        if let Ok(event) = InputEvent::new("input") {
            let _ = area.dispatch_event(&event);
        }
    }
    let _ = area.set_selection_range(select.0, select.1);
}

/// Calls once, after at least this many milliseconds and after the event that is being handled.
pub fn after(milliseconds: u32, call: impl FnOnce() + 'static) {
    Timeout::new(milliseconds, call).forget();
}

/// The browser's own undo (or redo) of a text area, repeated up to a text at which `stops` is
/// true; false when there was nothing to take back.
pub fn travel_in(area: &NodeRef, back: bool, stops: impl Fn(&str) -> bool) -> bool {
    // A group has as many browser steps as typed characters; nobody types this many in one go.
    const MOST_STEPS: usize = 2_000;
    let Some(area) = area.cast::<web_sys::HtmlTextAreaElement>() else {
        return false;
    };
    let mut text = area.value();
    let mut moved = false;
    for _ in 0..MOST_STEPS {
        let done = exec_command(if back { "undo" } else { "redo" }, "");
        let now = area.value();
        if !done || now == text {
            break;
        }
        moved = true;
        if stops(&now) {
            break;
        }
        text = now;
    }
    moved
}

fn exec_command(command: &str, value: &str) -> bool {
    let Some(document) = document() else {
        return false;
    };
    let call = Reflect::get(&document, &"execCommand".into()).unwrap_or_default();
    let Some(call) = call.dyn_ref::<js_sys::Function>() else {
        return false;
    };
    let done = call.call3(&document, &command.into(), &JsValue::FALSE, &value.into());
    done.is_ok_and(|done| done.is_truthy())
}

/// How far an element is scrolled down and how high its seen part is, in CSS pixels.
#[must_use]
pub fn scroll_place(panel: &NodeRef) -> Option<(f64, f64)> {
    let panel = panel.cast::<web_sys::Element>()?;
    Some((
        f64::from(panel.scroll_top()),
        f64::from(panel.client_height()),
    ))
}

/// Height of the first child of an element that matches, in CSS pixels.
#[must_use]
pub fn height_within(element: &NodeRef, selector: &str) -> Option<f64> {
    let child = element
        .cast::<web_sys::Element>()?
        .query_selector(selector)
        .ok()
        .flatten()?;
    Some(child.get_bounding_client_rect().height())
}

/// True while the element itself has the focus.
#[must_use]
pub fn has_focus(element: &NodeRef) -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some() && active == element.cast::<web_sys::Element>()
}

/// Calls back with the width and height of an element now and whenever they change, until dropped.
pub struct SizeWatch {
    observer: web_sys::ResizeObserver,
    _call: Closure<dyn FnMut()>,
}

impl SizeWatch {
    #[must_use]
    pub fn new(element: &NodeRef, mut call: impl FnMut(f64, f64) + 'static) -> Option<Self> {
        let watched = element.clone();
        let measured = element.cast::<web_sys::Element>()?;
        Self::on(&measured, move || {
            if let Some((width, height)) = size_of(&watched) {
                call(width, height);
            }
        })
    }

    fn on(measured: &web_sys::Element, call: impl FnMut() + 'static) -> Option<Self> {
        let call = Closure::<dyn FnMut()>::new(call);
        let observer = web_sys::ResizeObserver::new(call.as_ref().unchecked_ref()).ok()?;
        observer.observe(measured);
        Some(Self {
            observer,
            _call: call,
        })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// All further moves of this pointer come to this element, until it is lifted. The element is
/// named because Yew hears every event at the page's root, which is what the event itself calls
/// its current target.
pub fn capture_pointer_on(element: &NodeRef, event: &PointerEvent) {
    if let Some(element) = element.cast::<web_sys::Element>() {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// Listens for the wheel on an element where `prevent_default` must still be possible.
#[must_use]
pub fn listen_wheel(
    element: &NodeRef,
    mut call: impl FnMut(&yew::WheelEvent) + 'static,
) -> Option<EventListener> {
    let target = element.cast::<web_sys::Element>()?;
    let options = gloo_events::EventListenerOptions::enable_prevent_default();
    let heard = move |event: &Event| {
        if let Some(event) = event.dyn_ref::<yew::WheelEvent>() {
            call(event);
        }
    };
    Some(EventListener::new_with_options(
        &target, "wheel", options, heard,
    ))
}

/// Keeps the browser from taking a drag that is the page's own for a scroll: even where nothing
/// scrolls, a quick drag ends in a fling, and the tap that comes next would only stop that fling.
#[must_use]
pub fn keep_drags(
    around: &NodeRef,
    mine: impl Fn(&Event) -> bool + 'static,
) -> Option<EventListener> {
    let target = around.cast::<web_sys::Element>()?;
    let options = gloo_events::EventListenerOptions::enable_prevent_default();
    let heard = move |event: &Event| {
        if mine(event) {
            event.prevent_default();
        }
    };
    Some(EventListener::new_with_options(
        &target,
        "touchmove",
        options,
        heard,
    ))
}
