//! Whether somebody has compared this text with CPython, and how to do it.

use crate::views::glyph::glyph;
use loopscope_core::checked::is_checked;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct BadgeProps {
    pub text: Rc<str>,
    /// Runs of a free-threaded build were not recorded.
    pub cores: Option<u32>,
}

/// A button with the fact in short; what it means opens below.
#[component]
pub fn Badge(props: &BadgeProps) -> Html {
    let open = use_state_eq(|| false);
    let checked = *use_memo(props.text.clone(), |text| is_checked(text)) && props.cores.is_none();
    if props.text.trim().is_empty() {
        return html! {};
    }
    let (class, long, short) = if checked {
        ("s-done", "Order checked against CPython 3.14", "Checked")
    } else {
        ("s-ready", "Same rules, not recorded", "Not recorded")
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let leave = {
        let open = open.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *open {
                event.prevent_default();
                event.stop_propagation();
                open.set(false);
            }
        })
    };
    html! {
        <div class={classes!("badge", class)} onkeydown={leave}>
            <button type="button" class="btn" aria-label={long} aria-expanded={open.to_string()}
                title={long} onclick={toggle}>
                if checked { { glyph("done", "s-done sm") } }
                <span class="long">{ long }</span><span class="short">{ short }</span>
            </button>
            if *open {
                <div class="pop" role="note">
                    if checked {
                        <p>{ "CPython 3.14 ran exactly this text, and each record of its schedule is the \
                              same as here." }</p>
                    } else {
                        <p>{ "It runs by the same rules, but nobody has compared this text. To compare it, \
                              save it and run, in a clone of the project:" }</p>
                        <p><code>{ "cargo xtask differential FILE.py" }</code></p>
                    }
                </div>
            }
        </div>
    }
}
