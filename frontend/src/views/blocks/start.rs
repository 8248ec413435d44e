//! The first page of an empty program: how the tasks are to run, and the first of them.

use crate::platform;
use crate::state::{Action, Panel};
use crate::views::blocks::group::{TaskForm, pattern_switch};
use crate::views::blocks::hands::Hands;
use crate::views::effects::{on_press, use_effect_on};
use crate::views::glyph::{glyph, icon};
use loopscope_core::edit::Pattern;
use yew::prelude::*;

struct Choice {
    title: &'static str,
    words: &'static str,
    glyph: (&'static str, &'static str),
    pattern: Pattern,
    blocking: bool,
}

const CHOICES: [Choice; 3] = [
    Choice {
        title: "One after another",
        words: "Each task waits for the one before it.",
        glyph: ("waiting", "s-waiting"),
        pattern: Pattern::Sequential,
        blocking: false,
    },
    Choice {
        title: "gather",
        words: "All tasks wait at the same time.",
        glyph: ("gather", "s-waiting"),
        pattern: Pattern::Gather,
        blocking: false,
    },
    Choice {
        title: "A blocking call",
        words: "The first task keeps the loop's thread, the others have to wait for it.",
        glyph: ("blocked", "s-blocked"),
        pattern: Pattern::Gather,
        blocking: true,
    },
];

#[derive(Properties, PartialEq)]
pub struct StartProps {
    pub hands: Hands,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Start(props: &StartProps) -> Html {
    let chosen = use_state(|| 1_usize);
    // Keys that lead here go on here; those of tabs, and what is typed in the code beside, stay.
    use_effect_on((), |()| {
        if !platform::is_focus_in("[role=tab], textarea") {
            platform::focus_selector("#choice-1");
        }
    });
    let onkeydown = {
        let chosen = chosen.clone();
        Callback::from(move |event: KeyboardEvent| {
            let count = CHOICES.len();
            let goal = match event.key().as_str() {
                "ArrowRight" | "ArrowDown" => (*chosen + 1) % count,
                "ArrowLeft" | "ArrowUp" => (*chosen + count - 1) % count,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            chosen.set(goal);
            platform::focus_selector(&format!("#choice-{goal}"));
        })
    };
    let card = |(index, choice): (usize, &Choice)| {
        let is_on = index == *chosen;
        let onclick = {
            let chosen = chosen.clone();
            Callback::from(move |_: MouseEvent| {
                chosen.set(index);
                platform::focus_selector(".start [data-first]");
            })
        };
        html! {
            <button type="button" role="radio" id={format!("choice-{index}")}
                class={classes!("choice", is_on.then_some("on"))} aria-checked={is_on.to_string()}
                tabindex={if is_on { "0" } else { "-1" }} {onclick}>
                { glyph(choice.glyph.0, choice.glyph.1) }
                <b>{ choice.title }</b>
                <span>{ choice.words }</span>
            </button>
        }
    };
    let choice = &CHOICES[*chosen];
    html! {
        <section class="start" aria-label="Build a program">
            <h3>{ "Build a program" }</h3>
            <p>{ "Choose how its tasks run, then add them one by one. It is written as Python \
                  that you can edit." }</p>
            <div class="choices" role="radiogroup" aria-label="How the tasks run" {onkeydown}>
                { for CHOICES.iter().enumerate().map(card) }
            </div>
            <TaskForm pattern={choice.pattern} blocking={choice.blocking} count={0}
                hands={props.hands.clone()}/>
            <p>{ "Or write all tasks into a table at once:" }</p>
            <button type="button" class="btn line" data-opens="scenario"
                onclick={on_press(&props.dispatch, Action::Toggle(Panel::Scenario))}>
                { icon("plus") }{ "New scenario" }<kbd>{ "n" }</kbd>
            </button>
        </section>
    }
}

#[derive(Properties, PartialEq)]
pub struct FirstGroupProps {
    pub hands: Hands,
}

/// The same in one line, for a program that has no group of calls yet.
#[component]
pub fn FirstGroup(props: &FirstGroupProps) -> Html {
    let pattern = use_state(|| Pattern::Gather);
    let choose = {
        let pattern = pattern.clone();
        Callback::from(move |chosen: Pattern| pattern.set(chosen))
    };
    html! {
        <section class="start small" aria-label="Add tasks">
            { pattern_switch("How the tasks run", *pattern, Vec::new(), &choose) }
            <TaskForm pattern={*pattern} blocking={false} count={0} hands={props.hands.clone()}/>
        </section>
    }
}
