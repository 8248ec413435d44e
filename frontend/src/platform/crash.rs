//! The screen for when we are wrong.

use super::document;
use js_sys::Reflect;
use std::cell::RefCell;
use wasm_bindgen::JsCast;

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
