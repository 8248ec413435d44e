//! Predict first: the question who prints next, and what became of the last answer.

use crate::engine::RunView;
use crate::platform;
use crate::state::Action;
use crate::state::predicting::{Guess, Guesses, Who, choices};
use yew::prelude::*;

pub fn predict(
    view: &RunView,
    cursor: usize,
    guesses: Guesses,
    dispatch: &Callback<Action>,
) -> Html {
    let answer = |who: Who| {
        let dispatch = dispatch.clone();
        let onclick = move |_: MouseEvent| {
            dispatch.emit(Action::Guess(who));
            // Who has ended cannot be guessed again.
            platform::after(0, || {
                if platform::is_focus_lost() {
                    platform::focus_selector("#player");
                }
            });
        };
        let name = name(view, who);
        html! { <button type="button" class="btn line" key={name.clone()} {onclick}>{ name }</button> }
    };
    let asked = choices(view, cursor);
    let told = guesses.last.filter(|guess| guess.cursor == cursor);
    if asked.is_empty() && told.is_none() {
        return html! {};
    }
    html! {
        <div class="fixes predict" role="group" aria-label="Predict first">
            if let Some(guess) = told {
                <span role="status" class={if guess.guessed == guess.truth { "s-done" } else { "s-failed" }}>
                    <b>{ verdict(view, guess) }</b>
                    { format!(" {} of {} right.", guesses.right, guesses.all) }
                </span>
            }
            if !asked.is_empty() {
                <span>{ "Who prints next?" }</span>
                { for asked.into_iter().map(answer) }
            }
        </div>
    }
}

fn name(view: &RunView, who: Who) -> String {
    match who {
        Who::Task(task) => view.timeline.name(task).to_string(),
        Who::New => "a new task".to_owned(),
        Who::Callback => "a callback".to_owned(),
        Who::Worker => "a worker thread".to_owned(),
        Who::Nobody => "nobody".to_owned(),
    }
}

fn verdict(view: &RunView, guess: Guess) -> String {
    let truth = name(view, guess.truth);
    if guess.guessed == guess.truth {
        format!("Right: {truth}.")
    } else {
        format!("No: {truth}, not {}.", name(view, guess.guessed))
    }
}
