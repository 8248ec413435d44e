//! The browser, behind a few plain functions: the only file that names `web_sys`.
//!
//! Everything here may be refused by the browser (storage in a frame of another site, the
//! clipboard without a gesture), so everything answers with an `Option`, a `bool` or a default and
//! nothing panics.

mod blocks;
mod crash;
mod events;
mod fields;
mod files;
mod moves;
mod page;
mod panels;

pub use blocks::*;
pub use crash::{keep_safe, show_panics};
pub use events::*;
pub use fields::*;
pub use files::*;
pub use gloo_events::EventListener;
pub use gloo_render::{AnimationFrame, request_animation_frame};
pub use gloo_timers::callback::Timeout;
pub use moves::{Motion, Moves};
pub use page::*;
pub use panels::*;

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

fn find(selector: &str) -> Option<web_sys::Element> {
    document()?.query_selector(selector).ok().flatten()
}
