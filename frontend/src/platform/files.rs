//! Files: what is dropped on the page or chosen, and what is saved from it.

use super::{EventListener, document, window};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gloo_events::EventListenerOptions;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use yew::Event;

/// What may be opened: programs, and the pictures that the page saves.
const ACCEPTED: &str = ".py,.txt,.svg,.png";

/// A file is read up to here, in bytes: longer programs are refused, and links stand at the start
/// of a picture.
const BYTES_MAX: i32 = 8_000_000;

/// Stands for what can't be read, as a folder or a file that is gone: no text begins like this.
const UNREADABLE: &[u8] = b"\xff";

/// Reads a file and hands over its name and what is in it.
fn read(file: &web_sys::File, done: impl FnOnce(&str, &[u8]) + Clone + 'static) {
    let name = file.name();
    let Ok(beginning) = file.slice_with_i32_and_i32(0, BYTES_MAX) else {
        return done(&name, UNREADABLE);
    };
    let promise = beginning.array_buffer();
    let on_failed = {
        let (name, done) = (name.clone(), done.clone());
        Closure::once_into_js(move |_: JsValue| done(&name, UNREADABLE))
    };
    let on_read = Closure::once_into_js(move |buffer: JsValue| {
        done(&name, &js_sys::Uint8Array::new(&buffer).to_vec());
    });
    let then = js_sys::Reflect::get(&promise, &"then".into());
    if let Ok(then) = then.and_then(JsCast::dyn_into::<js_sys::Function>) {
        let _ = then.call2(&promise, &on_read, &on_failed);
    }
}

/// Hands over each file that is dropped anywhere on the page, until the listeners are dropped.
#[must_use]
pub fn listen_drops(call: impl Fn(&str, &[u8]) + Clone + 'static) -> Vec<EventListener> {
    let dragged = |event: &Event| event.dyn_ref::<web_sys::DragEvent>()?.data_transfer();
    let listener = |name: &'static str, heard: Box<dyn FnMut(&Event)>| {
        let options = EventListenerOptions::enable_prevent_default();
        let mut heard = heard;
        let target = window()?.into();
        Some(EventListener::new_with_options(
            &target,
            name,
            options,
            move |event| heard(event),
        ))
    };
    // A browser that is not told so opens the file instead of the page.
    let over = move |event: &Event| {
        let types = dragged(event).map(|dragged| dragged.types());
        if types.is_some_and(|types| types.includes(&"Files".into(), 0)) {
            event.prevent_default();
        }
    };
    let dropped = move |event: &Event| {
        let files = dragged(event).and_then(|dragged| dragged.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            event.prevent_default();
            read(&file, call.clone());
        }
    };
    let listeners = [
        listener("dragover", Box::new(over)),
        listener("drop", Box::new(dropped)),
    ];
    listeners.into_iter().flatten().collect()
}

fn element<T: JsCast>(name: &str) -> Option<T> {
    document()?.create_element(name).ok()?.dyn_into().ok()
}

/// Asks for a file and hands it over.
pub fn choose_file(done: impl FnOnce(&str, &[u8]) + Clone + 'static) {
    let Some(input) = element::<web_sys::HtmlInputElement>("input") else {
        return;
    };
    input.set_type("file");
    input.set_accept(ACCEPTED);
    let chosen = input.clone();
    EventListener::once(&input, "change", move |_| {
        if let Some(file) = chosen.files().and_then(|files| files.get(0)) {
            read(&file, done);
        }
    })
    .forget();
    input.click();
}

/// Hands a file of this name over, to be kept where the browser puts downloads.
pub fn download(name: &str, bytes: &[u8]) {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let Ok(address) = web_sys::Blob::new_with_u8_array_sequence(&parts)
        .and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob))
    else {
        return;
    };
    if let Some(link) = element::<web_sys::HtmlElement>("a") {
        let _ = link.set_attribute("href", &address);
        let _ = link.set_attribute("download", name);
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&address);
}

/// Bytes as an address that can be shown or followed.
#[must_use]
pub fn data_address(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", STANDARD.encode(bytes))
}

/// The value of a colour of the style sheet, in the theme that is shown.
#[must_use]
pub fn colour(name: &str) -> String {
    let root = document().and_then(|document| document.document_element());
    let style = root.and_then(|root| window()?.get_computed_style(&root).ok()?);
    style.map_or_else(String::new, |style| {
        style.get_property_value(name).unwrap_or_default()
    })
}

/// Pixels of a PNG for each pixel of the picture.
const SCALE: f64 = 2.0;

/// Draws an SVG picture and gives it as PNG; `None` where the browser can't draw it.
pub fn drawn(svg: &str, done: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let Some(image) = element::<web_sys::HtmlImageElement>("img") else {
        return done(None);
    };
    let done = Rc::new(RefCell::new(Some(done)));
    let tell = move |png: Option<Vec<u8>>| {
        if let Some(done) = done.borrow_mut().take() {
            done(png);
        }
    };
    let (told, drawing) = (tell.clone(), image.clone());
    EventListener::once(&image, "load", move |_| told(png_of(&drawing))).forget();
    EventListener::once(&image, "error", move |_| tell(None)).forget();
    let address = String::from(js_sys::encode_uri_component(svg));
    image.set_src(&format!("data:image/svg+xml,{address}"));
}

fn png_of(image: &web_sys::HtmlImageElement) -> Option<Vec<u8>> {
    let (width, height) = (
        f64::from(image.width()) * SCALE,
        f64::from(image.height()) * SCALE,
    );
    let canvas = element::<web_sys::HtmlCanvasElement>("canvas")?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d").ok().flatten()?;
    let context: web_sys::CanvasRenderingContext2d = context.dyn_into().ok()?;
    context
        .draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)
        .ok()?;
    let address = canvas.to_data_url_with_type("image/png").ok()?;
    STANDARD.decode(address.split_once(',')?.1).ok()
}
