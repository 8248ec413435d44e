//! A number of seconds in the program, to step by buttons and keys where a hand cannot drag it.

use crate::lengths::{Literal, snapped};
use crate::state::Action;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct StepperProps {
    pub literal: Literal,
    /// The run in whose text the literal stands.
    pub serial: u32,
    pub label: AttrValue,
    pub dispatch: Callback<Action>,
}

/// The next value of a length for a key: arrows go by a tenth, with Shift by a hundredth.
pub fn keyed(literal: &Literal, event: &KeyboardEvent) -> Option<f64> {
    let up = match event.key().as_str() {
        "ArrowUp" | "ArrowRight" => true,
        "ArrowDown" | "ArrowLeft" => false,
        _ => return None,
    };
    Some(stepped(literal, up, event.shift_key()))
}

fn stepped(literal: &Literal, up: bool, fine: bool) -> f64 {
    let step = if fine { 0.01 } else { 0.1 };
    snapped(literal.seconds + if up { step } else { -step }, true)
}

/// A spin button with its two buttons: each press is an edit of the text.
#[component]
pub fn Stepper(props: &StepperProps) -> Html {
    let set = |seconds: f64| Action::Retime(props.serial, vec![props.literal.set(seconds)]);
    let button = |sign: &'static str, name: &'static str, up: bool| {
        let action = set(stepped(&props.literal, up, false));
        let label = format!("{name}: {}", props.label);
        let onclick = props.dispatch.reform(move |_: MouseEvent| action.clone());
        html! {
            <button type="button" class="btn line icon" aria-label={label} tabindex="-1" {onclick}>
                { sign }
            </button>
        }
    };
    let onkeydown = {
        let (literal, serial) = (props.literal, props.serial);
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(seconds) = keyed(&literal, &event) {
                event.prevent_default();
                event.stop_propagation();
                dispatch.emit(Action::Retime(serial, vec![literal.set(seconds)]));
            }
        })
    };
    let seconds = props.literal.seconds;
    html! {
        <span class="stepper">
            { button("−", "Shorter", false) }
            <span class="num" role="spinbutton" tabindex="0" aria-label={props.label.clone()}
                aria-valuenow={seconds.to_string()} aria-valuetext={format!("{seconds} seconds")}
                aria-valuemin="0" {onkeydown}>
                { format!("{seconds} s") }
            </span>
            { button("+", "Longer", true) }
        </span>
    }
}
