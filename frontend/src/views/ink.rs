//! Ink that vanishes: lines drawn over the page while one explains it. The keys go on working.

use crate::platform;
use crate::state::Action;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// How long a line stays when the hand lets go, in milliseconds.
const STAYS_MS: u32 = 2500;

#[derive(Properties, PartialEq)]
pub struct InkProps {
    pub dispatch: Callback<Action>,
}

/// Lines by number, the newest last: points as SVG has them, and whether the hand let go.
type Lines = Rc<RefCell<Vec<(u32, String, bool)>>>;

#[component]
pub fn Ink(props: &InkProps) -> Html {
    let lines: Lines = use_mut_ref(Vec::new);
    let count = use_mut_ref(|| 0_u32);
    let redraw = use_force_update();
    let point = |event: &PointerEvent| format!("{},{} ", event.client_x(), event.client_y());
    let down = {
        let (lines, redraw) = (lines.clone(), redraw.clone());
        move |event: PointerEvent| {
            platform::capture_pointer(&event);
            *count.borrow_mut() += 1;
            // A press alone is a dot.
            let dot = point(&event).repeat(2);
            lines.borrow_mut().push((*count.borrow(), dot, false));
            redraw.force_update();
        }
    };
    let draw = {
        let (lines, redraw) = (lines.clone(), redraw.clone());
        move |event: PointerEvent| {
            if let Some((_, points, false)) = lines.borrow_mut().last_mut() {
                points.push_str(&point(&event));
                redraw.force_update();
            }
        }
    };
    let up = {
        let (lines, redraw) = (lines.clone(), redraw.clone());
        move |_: PointerEvent| {
            let last = lines.borrow_mut().last_mut().map(|line| {
                line.2 = true;
                line.0
            });
            let Some(key) = last else { return };
            redraw.force_update();
            let (lines, redraw) = (lines.clone(), redraw.clone());
            platform::after(STAYS_MS, move || {
                lines.borrow_mut().retain(|line| line.0 != key);
                redraw.force_update();
            });
        }
    };
    let drawn = lines
        .borrow()
        .iter()
        .map(|(key, points, gone)| {
            html! { <polyline key={*key} points={points.clone()} class={gone.then_some("gone")}/> }
        })
        .collect::<Html>();
    let close = props.dispatch.reform(|_: MouseEvent| Action::ToggleInk);
    html! {
        <>
            <svg class="ink" aria-hidden="true" onpointerdown={down} onpointermove={draw}
                onpointerup={up.clone()} onpointercancel={up}>{ drawn }</svg>
            <button type="button" class="btn line ink-end" onclick={close}>{ "Stop drawing" }</button>
        </>
    }
}
