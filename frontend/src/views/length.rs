//! A number of seconds in the program, to step by buttons and keys where a hand cannot drag it.

use crate::lengths::Literal;
use crate::state::Action;
use crate::views::effects::on_press;
use yew::prelude::*;

/// By how many seconds a key makes a length longer: arrows go by a tenth, with Shift by a hundredth.
pub fn keyed(event: &KeyboardEvent) -> Option<f64> {
    let step = if event.shift_key() { 0.01 } else { 0.1 };
    match event.key().as_str() {
        "ArrowUp" | "ArrowRight" => Some(step),
        "ArrowDown" | "ArrowLeft" => Some(-step),
        _ => None,
    }
}

/// A spin button with its two buttons: each press is an edit of the text. The literal stands in the
/// text of the run with this serial.
pub fn stepper(literal: Literal, serial: u32, label: &str, dispatch: &Callback<Action>) -> Html {
    let start = literal.span.start;
    let button = |sign: &'static str, name: &'static str, by: f64| {
        let action = Action::Step(serial, start, by);
        let label = format!("{name}: {label}");
        let onclick = on_press(dispatch, action);
        html! {
            <button type="button" class="btn line icon" aria-label={label} tabindex="-1" {onclick}>
                { sign }
            </button>
        }
    };
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(by) = keyed(&event) {
                event.prevent_default();
                event.stop_propagation();
                dispatch.emit(Action::Step(serial, start, by));
            }
        })
    };
    let seconds = literal.seconds;
    html! {
        <span class="stepper">
            { button("−", "Shorter", -0.1) }
            <span class="num" role="spinbutton" tabindex="0" aria-label={label.to_owned()}
                aria-valuenow={seconds.to_string()} aria-valuetext={format!("{seconds} seconds")}
                aria-valuemin="0" {onkeydown}>
                { format!("{seconds} s") }
            </span>
            { button("+", "Longer", 0.1) }
        </span>
    }
}
