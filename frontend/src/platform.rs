//! The browser, behind a few plain functions: the only file that names `web_sys`.
//!
//! Everything here may be refused by the browser (storage in a frame of another site, the
//! clipboard without a gesture), so everything answers with an `Option`, a `bool` or a default and
//! nothing panics.

use js_sys::{Array, Object, Reflect};
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use yew::{Event, InputEvent, KeyboardEvent, MouseEvent, NodeRef, PointerEvent, TargetCast};

pub use gloo_events::EventListener;
pub use gloo_render::{AnimationFrame, request_animation_frame};
pub use gloo_timers::callback::Timeout;

fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// Shows the page in its place in `index.html`.
pub fn mount<Page: yew::BaseComponent<Properties = ()>>() {
    if let Some(place) = find("#page") {
        place.set_text_content(None);
        yew::Renderer::<Page>::with_root(place).render();
    }
}

/// Milliseconds since the page was opened; 0 where the browser has no clock.
#[must_use]
pub fn now_ms() -> f64 {
    window()
        .and_then(|window| window.performance())
        .map_or(0.0, |clock| clock.now())
}

// ---------------------------------------------------------------- address and storage

/// The address's fragment with its `#`, or nothing.
#[must_use]
pub fn fragment() -> String {
    window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// The address's query with its `?`, or nothing.
#[must_use]
pub fn query() -> String {
    window()
        .and_then(|window| window.location().search().ok())
        .unwrap_or_default()
}

/// The address without query and fragment.
#[must_use]
pub fn base_address() -> String {
    let Some(location) = window().map(|window| window.location()) else {
        return String::new();
    };
    let origin = location.origin().unwrap_or_default();
    // A page opened from a file has the origin "null".
    let origin = if origin == "null" {
        "file://".to_owned()
    } else {
        origin
    };
    origin + &location.pathname().unwrap_or_default()
}

/// Writes query and fragment into the address bar without a new entry in the history.
pub fn replace_address(query_and_fragment: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let target = base_address() + query_and_fragment;
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&target));
    }
}

fn storage() -> Option<web_sys::Storage> {
    // The getter throws in a frame of another site.
    window()?.local_storage().ok()?
}

#[must_use]
pub fn load(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps a text where the browser allows it.
pub fn store(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}

/// Posts `{type, v: 1, height}` to the page around, and the string form that many hosts listen to.
pub fn post_height(height: f64) {
    let Some(Ok(Some(parent))) = window().map(|window| window.parent()) else {
        return;
    };
    let message = Object::new();
    let _ = Reflect::set(&message, &"type".into(), &"loopscope:resize".into());
    let _ = Reflect::set(&message, &"v".into(), &1.into());
    let _ = Reflect::set(&message, &"height".into(), &height.into());
    let _ = parent.post_message(&message, "*");
    let embedly = Object::new();
    let address = window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default();
    let _ = Reflect::set(&embedly, &"src".into(), &address.into());
    let _ = Reflect::set(&embedly, &"context".into(), &"iframe.resize".into());
    let _ = Reflect::set(&embedly, &"height".into(), &height.into());
    if let Ok(text) = js_sys::JSON::stringify(&embedly) {
        let _ = parent.post_message(&text, "*");
    }
}

/// The height that the parts of an element would take if nothing in them had to scroll.
#[must_use]
pub fn natural_height(selector: &str) -> Option<f64> {
    let element = find(selector)?;
    let parts = element.children();
    let heights = (0..parts.length()).filter_map(|index| parts.item(index));
    let inside: i32 = heights.map(|part| part.scroll_height()).sum();
    // Two lines of border.
    Some(f64::from(inside) + 2.0)
}

/// Copies a text; `done(false)` when the browser refuses.
pub fn copy(text: &str, done: impl Fn(bool) + 'static) {
    let Some(window) = window() else {
        return done(false);
    };
    // `navigator.clipboard` is missing outside of secure contexts.
    let clipboard = Reflect::get(&window.navigator(), &"clipboard".into()).unwrap_or_default();
    if clipboard.is_undefined() || clipboard.is_null() {
        return done(false);
    }
    let promise = window.navigator().clipboard().write_text(text);
    let done = std::rc::Rc::new(done);
    let refused = done.clone();
    let on_copied = Closure::once_into_js(move |_: JsValue| done(true));
    let on_refused = Closure::once_into_js(move |_: JsValue| refused(false));
    let then = Reflect::get(&promise, &"then".into());
    if let Ok(then) = then.and_then(JsCast::dyn_into::<js_sys::Function>) {
        let _ = then.call2(&promise, &on_copied, &on_refused);
    }
}

// ---------------------------------------------------------------- theme and media

/// Sets `data-theme` on the root element; `None` follows the system.
pub fn set_theme(theme: Option<&str>) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = match theme {
            Some(theme) => root.set_attribute("data-theme", theme),
            None => root.remove_attribute("data-theme"),
        };
    }
}

pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

#[must_use]
pub fn media_matches(query: &str) -> bool {
    window()
        .and_then(|window| window.match_media(query).ok().flatten())
        .is_some_and(|list| list.matches())
}

#[must_use]
pub fn prefers_reduced_motion() -> bool {
    media_matches("(prefers-reduced-motion: reduce)")
}

/// Inner width of the window in CSS pixels.
#[must_use]
pub fn window_width() -> f64 {
    let width = window().and_then(|window| window.inner_width().ok());
    width.and_then(|width| width.as_f64()).unwrap_or(1280.0)
}

// ---------------------------------------------------------------- events

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
    if within("textarea, [contenteditable=true], input:not([type=range]):not([type=radio])") {
        KeyTarget::Text
    } else if within(
        "[role=slider], [role=radiogroup], [role=tablist], [role=menu], [role=listbox], \
         [role=tree], [role=grid], [role=spinbutton], select, input",
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

// ---------------------------------------------------------------- focus, scroll, text areas

fn find(selector: &str) -> Option<web_sys::Element> {
    document()?.query_selector(selector).ok().flatten()
}

fn focus_element(element: Option<web_sys::Element>) -> bool {
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

// ---------------------------------------------------------------- the editor and the lanes

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

// ---------------------------------------------------------------- moving tokens

#[derive(Clone, Copy, PartialEq, Debug)]
struct Spot {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// Where the tokens of a board stood after the last picture.
///
/// A token changes its parent when it changes its zone, so the browser cannot move it. Instead the
/// new picture is drawn at once, and each token that stands elsewhere now is moved back by a
/// transform that then goes to zero.
#[derive(Default)]
pub struct Moves {
    spots: HashMap<String, Spot>,
    zones: HashMap<String, String>,
    /// Width of the board then: in another layout nothing has moved.
    width: f64,
    playing: Vec<web_sys::Animation>,
}

/// How a picture changes into the next.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Motion {
    /// At once.
    Cut,
    /// Moves last at most this many milliseconds.
    Within(f64),
}

const EASE_MOVE: &str = "linear(0, .057, .18, .32, .454, .572, .67, .749, .812, .86, .896, .924, \
                         .944, .959, .971, .979, .985, .989, .992, .994, 1)";
const EASE_ARRIVE: &str = "linear(0, .091, .299, .541, .763, .935, 1.049, 1.109, 1.126, 1.115, \
                           1.09, 1.059, 1.031, 1.009, .994, .986, .984, .985, .989, .992, 1)";

impl Moves {
    /// Compares the picture in `board` with the last one and plays the moves.
    ///
    /// Tokens carry `data-token` (their key) and `data-zone` (`ready`, `running`, `waiting`,
    /// `done`, `failed`).
    pub fn play(&mut self, board: &NodeRef, motion: Motion) {
        let Some(board) = board.cast::<web_sys::Element>() else {
            return;
        };
        for animation in self.playing.drain(..) {
            animation.cancel();
        }
        let origin = board.get_bounding_client_rect();
        let Ok(tokens) = board.query_selector_all("[data-token]") else {
            return;
        };
        let mut spots = HashMap::new();
        let mut zones = HashMap::new();
        let mut moved = Vec::new();
        for index in 0..tokens.length() {
            let element = tokens.item(index).and_then(|node| node.dyn_into().ok());
            let Some(element): Option<web_sys::Element> = element else {
                continue;
            };
            let key = element.get_attribute("data-token").unwrap_or_default();
            let zone = element.get_attribute("data-zone").unwrap_or_default();
            let rect = element.get_bounding_client_rect();
            let spot = Spot {
                x: rect.left() - origin.left(),
                y: rect.top() - origin.top(),
                width: rect.width(),
                height: rect.height(),
            };
            if let Some(before) = self.spots.get(&key) {
                let from = self.zones.get(&key).cloned().unwrap_or_default();
                if *before != spot || from != zone {
                    moved.push((element, *before, spot, from, zone.clone()));
                }
            }
            spots.insert(key.clone(), spot);
            zones.insert(key, zone);
        }
        self.spots = spots;
        self.zones = zones;
        let same_layout =
            (std::mem::replace(&mut self.width, origin.width()) - origin.width()).abs() < 1.0;
        if let Motion::Within(limit) = motion
            && same_layout
        {
            let mut queued = 0.0;
            for (element, before, after, from, to) in moved {
                let stays = from == to;
                // The queue closes up one after another, at most 240 ms in all.
                let delay = if stays { f64::min(queued, 240.0) } else { 0.0 };
                if stays {
                    queued += 24.0;
                }
                self.start(&element, before, after, (&from, &to), limit, delay);
            }
        }
    }

    fn start(
        &mut self,
        element: &web_sys::Element,
        before: Spot,
        after: Spot,
        (from, to): (&str, &str),
        limit: f64,
        delay: f64,
    ) {
        let own = match (from, to) {
            ("ready", "running") | ("running", "waiting") => 240.0,
            (_, "done" | "failed") => 320.0,
            _ => 280.0,
        };
        let length = f64::min(own, limit);
        let (dx, dy) = (before.x - after.x, before.y - after.y);
        let begin = if from == to || after.width < 1.0 || after.height < 1.0 {
            format!("translate({dx}px, {dy}px)")
        } else {
            let scale = (before.height / after.height).clamp(0.4, 2.0);
            format!("translate({dx}px, {dy}px) scale({scale})")
        };
        self.animate(element, &[&begin, "none"], EASE_MOVE, length, delay);
        if to == "failed" && from != to && limit >= 240.0 {
            let shake = [
                "none",
                "translateX(3px)",
                "translateX(-3px)",
                "translateX(3px)",
            ];
            let back = [
                "translateX(-3px)",
                "translateX(3px)",
                "translateX(-3px)",
                "none",
            ];
            let all: Vec<&str> = shake.iter().chain(&back).copied().collect();
            self.animate(element, &all, "linear", 240.0, length);
        } else if to == "done" && from != to && limit >= 320.0 {
            self.animate(element, &["scale(.9)", "none"], EASE_ARRIVE, 420.0, length);
        }
    }

    fn animate(
        &mut self,
        element: &web_sys::Element,
        transforms: &[&str],
        easing: &str,
        length: f64,
        delay: f64,
    ) {
        let frames = Object::new();
        let list: Array = transforms
            .iter()
            .map(|text| JsValue::from_str(text))
            .collect();
        let _ = Reflect::set(&frames, &"transform".into(), &list);
        let _ = Reflect::set(&frames, &"transformOrigin".into(), &"0 0".into());
        let options = Object::new();
        let _ = Reflect::set(&options, &"duration".into(), &length.into());
        let _ = Reflect::set(&options, &"easing".into(), &easing.into());
        let _ = Reflect::set(&options, &"delay".into(), &delay.into());
        // While a queued move waits for its turn it shows where the token came from.
        let fill = if transforms.first() == Some(&"none") || length < 1.0 {
            "none"
        } else {
            "backwards"
        };
        let fill = if easing == EASE_ARRIVE { "none" } else { fill };
        let _ = Reflect::set(&options, &"fill".into(), &fill.into());
        let Ok(animate) = Reflect::get(element, &"animate".into()) else {
            return;
        };
        let Some(animate) = animate.dyn_ref::<js_sys::Function>() else {
            return;
        };
        if let Ok(animation) = animate.call2(element, &frames, &options)
            && let Ok(animation) = animation.dyn_into::<web_sys::Animation>()
        {
            self.playing.push(animation);
        }
    }
}

// ---------------------------------------------------------------- blocks of the builder

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
    if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
        input.select();
    }
    focus_element(Some(element))
}

/// All further moves of this pointer come to the element that it went down on.
pub fn hold_pointer(event: &PointerEvent) {
    if let Some(element) = event.target_dyn_into::<web_sys::Element>() {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

#[must_use]
pub fn is_touch(event: &PointerEvent) -> bool {
    event.pointer_type() == "touch"
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

// ---------------------------------------------------------------- when we are wrong

thread_local! {
    static SAFE_TEXT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The text that the screen of a crash shows, should there be one.
pub fn keep_safe(text: &str) {
    SAFE_TEXT.with(|kept| text.clone_into(&mut kept.borrow_mut()));
}

/// A panic shows a screen with the reader's text instead of a page that no longer answers.
pub fn show_panics() {
    yew::set_custom_panic_hook(Box::new(|info| {
        let console = Reflect::get(&js_sys::global(), &"console".into());
        if let Ok(console) = console
            && let Ok(error) = Reflect::get(&console, &"error".into())
            && let Some(error) = error.dyn_ref::<js_sys::Function>()
        {
            let _ = error.call1(&console, &info.to_string().into());
        }
        show_crash();
    }));
}

fn show_crash() -> Option<()> {
    let document = document()?;
    let body = document.query_selector("body").ok()??;
    body.set_text_content(None);
    let main = document.create_element("main").ok()?;
    main.set_class_name("crash");
    let add = |tag: &str, text: &str| -> Option<web_sys::Element> {
        let element = document.create_element(tag).ok()?;
        element.set_text_content(Some(text));
        main.append_child(&element).ok()?;
        Some(element)
    };
    add("h1", "Something went wrong in the page")?;
    add(
        "p",
        "Your text is safe. Reload the page to go on; this is your program:",
    )?;
    let reload = add("a", "Reload the page")?;
    let _ = reload.set_attribute("href", "");
    let _ = reload.set_attribute("class", "btn primary");
    let program = add(
        "pre",
        &SAFE_TEXT.with(|kept| kept.try_borrow().map_or(String::new(), |text| text.clone())),
    )?;
    let _ = program.set_attribute("tabindex", "0");
    body.append_child(&main).ok()?;
    Some(())
}
