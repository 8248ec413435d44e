//! Address, storage, clipboard, theme: the page as a whole.

use super::{document, find, window};
use js_sys::{Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

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

/// What the page around this one is told, or tells, has a type with this prefix, and `v: 1`.
const MESSAGE: &str = "loopscope:";

fn around() -> Option<web_sys::Window> {
    window()?.parent().ok()?
}

/// Posts `{type: "loopscope:…", v: 1, …}` to the page around.
pub fn post(kind: &str, texts: &[(&str, &str)], numbers: &[(&str, f64)]) {
    let message = Object::new();
    let _ = Reflect::set(&message, &"type".into(), &format!("{MESSAGE}{kind}").into());
    let _ = Reflect::set(&message, &"v".into(), &1.into());
    for (name, text) in texts {
        let _ = Reflect::set(&message, &(*name).into(), &(*text).into());
    }
    for (name, number) in numbers {
        let _ = Reflect::set(&message, &(*name).into(), &(*number).into());
    }
    if let Some(around) = around() {
        let _ = around.post_message(&message, "*");
    }
}

/// Posts the height, also in the string form that many hosts listen to.
pub fn post_height(height: f64) {
    post("resize", &[], &[("height", height)]);
    let embedly = Object::new();
    let address = window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default();
    let _ = Reflect::set(&embedly, &"src".into(), &address.into());
    let _ = Reflect::set(&embedly, &"context".into(), &"iframe.resize".into());
    let _ = Reflect::set(&embedly, &"height".into(), &height.into());
    if let (Ok(text), Some(around)) = (js_sys::JSON::stringify(&embedly), around()) {
        let _ = around.post_message(&text, "*");
    }
}

/// What the page around asks for: the kind, and the fields by their names.
pub struct Asked {
    pub kind: String,
    data: JsValue,
}

impl Asked {
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        Reflect::get(&self.data, &name.into()).ok()?.as_string()
    }

    #[must_use]
    pub fn number(&self, name: &str) -> Option<f64> {
        Reflect::get(&self.data, &name.into()).ok()?.as_f64()
    }
}

/// Listens to the page around, and to nobody else.
#[must_use]
pub fn listen_around(mut call: impl FnMut(&Asked) + 'static) -> Option<gloo_events::EventListener> {
    super::listen("message", move |event| {
        let field = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
        let data = field(event, "data");
        let is_around = around().is_some_and(|around| Object::is(&field(event, "source"), &around));
        let kind = field(&data, "type").as_string();
        let kind = kind.as_deref().and_then(|kind| kind.strip_prefix(MESSAGE));
        if let Some(kind) = kind
            && is_around
            && field(&data, "v") == 1
        {
            call(&Asked {
                kind: kind.to_owned(),
                data,
            });
        }
    })
}

/// The height that the parts of an element would take if nothing in them had to scroll.
#[must_use]
pub fn natural_height(selector: &str) -> Option<f64> {
    let element = find(selector)?;
    let parts = element.children();
    let parts = (0..parts.length()).filter_map(|index| parts.item(index));
    let inside: i32 = parts
        .map(|part| part.scroll_height() + hidden_height(&part))
        .sum();
    // Two lines of border.
    Some(f64::from(inside) + 2.0)
}

/// What a timeline would be higher if its panel had the room; it scrolls inside of the panel.
fn hidden_height(part: &web_sys::Element) -> i32 {
    let Some(lanes) = part.query_selector(".tl").ok().flatten() else {
        return 0;
    };
    let style = window().and_then(|window| window.get_computed_style(&lanes).ok().flatten());
    let most = style.and_then(|style| style.get_property_value("max-height").ok());
    let most = most.and_then(|most| most.strip_suffix("px")?.parse::<f64>().ok());
    let height = f64::from(lanes.scroll_height()).min(most.unwrap_or(f64::INFINITY));
    #[expect(clippy::cast_possible_truncation, reason = "heights are small")]
    let height = height as i32;
    (height - lanes.client_height()).max(0)
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

fn root() -> Option<web_sys::Element> {
    document()?.document_element()
}

/// Sets `data-theme` on the root element; `None` follows the system.
pub fn set_theme(theme: Option<&str>) {
    if let Some(root) = root() {
        let _ = match theme {
            Some(theme) => root.set_attribute("data-theme", theme),
            None => root.remove_attribute("data-theme"),
        };
    }
}

/// Makes text and all that is measured by it as large as so much of what the browser has for text.
pub fn set_text_size(percent: u16) {
    if let Some(root) = root().and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = root
            .style()
            .set_property("font-size", &format!("{percent}%"));
    }
}

/// How large a rem is, beside the 16 pixels of a browser whose text has the usual size.
#[must_use]
pub fn text_scale() -> f64 {
    let style = root().and_then(|root| window()?.get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    let px = size.and_then(|size| size.strip_suffix("px")?.parse::<f64>().ok());
    px.unwrap_or(16.0) / 16.0
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

/// Inner width and height of the window in CSS pixels.
#[must_use]
pub fn window_size() -> (f64, f64) {
    let read = |size: Result<JsValue, JsValue>| size.ok().and_then(|size| size.as_f64());
    let window = window();
    let width = window
        .as_ref()
        .and_then(|window| read(window.inner_width()));
    let height = window.and_then(|window| read(window.inner_height()));
    (width.unwrap_or(1280.0), height.unwrap_or(800.0))
}
