//! The slider of all steps: even in width, with ticks where iterations begin.

use crate::engine::RunView;
use crate::platform;
use crate::state::Action;
use crate::views::effects::use_effect_on;
use loopscope_core::sentence::clock;
use loopscope_core::trace::{Event, Nanos, Outcome};
use std::rc::Rc;
use yew::prelude::*;

/// Marks beyond this many would be a bar of their own.
const MARKS_MAX: usize = 160;

#[derive(Properties, PartialEq)]
pub struct ScrubberProps {
    pub view: Option<Rc<RunView>>,
    pub cursor: usize,
    pub now: Nanos,
    pub labels: bool,
    /// How many steps are still to come is not told.
    pub predicting: bool,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Scrubber(props: &ScrubberProps) -> Html {
    let rail = use_node_ref();
    let dragging = use_mut_ref(|| false);
    let (step, steps) = props
        .view
        .as_ref()
        .map_or((0, 0), |view| (view.step_of(props.cursor), view.steps()));
    use_effect_on((), {
        let rail = rail.clone();
        move |()| {
            let listener =
                platform::keep_drags(&rail, |event| platform::is_within(event, ".scrub"));
            move || drop(listener)
        }
    });
    let seek = {
        let (rail, dispatch) = (rail.clone(), props.dispatch.clone());
        Rc::new(move |event: &PointerEvent| {
            let Some(place) = platform::place_in(event, &rail) else {
                return;
            };
            let share = (place.x / place.width.max(1.0)).clamp(0.0, 1.0);
            dispatch.emit(Action::SeekStep(step_at(share, steps)));
        })
    };
    let onpointerdown = {
        let (seek, dragging) = (seek.clone(), dragging.clone());
        move |event: PointerEvent| {
            if event.button() == 0 {
                platform::capture_pointer(&event);
                *dragging.borrow_mut() = true;
                seek(&event);
            }
        }
    };
    let onpointermove = {
        let dragging = dragging.clone();
        move |event: PointerEvent| {
            if *dragging.borrow() {
                seek(&event);
            }
        }
    };
    let end = {
        let dragging = dragging.clone();
        Callback::from(move |_: PointerEvent| *dragging.borrow_mut() = false)
    };
    let onkeydown = scrubber_keys(props.dispatch.clone(), step, steps);
    let between = props
        .view
        .as_ref()
        .map_or(0.0, |view| share_of_wait(view, step, props.now));
    let percent = percent(step, between, steps);
    let (time, iteration) = props.view.as_ref().map_or((clock(Nanos(0)), 0), |view| {
        (clock(props.now), view.timeline.at(props.cursor).iteration)
    });
    let of = match props.predicting {
        true => String::new(),
        false => format!(" of {steps}"),
    };
    html! {
        <div class="scrub" role="slider" tabindex="0" aria-label="Step" aria-valuemin="0"
            aria-valuemax={steps.to_string()} aria-valuenow={step.to_string()}
            aria-valuetext={
                format!("Step {step}{of}, {time} seconds, iteration {iteration}")
            }
            {onpointerdown} {onpointermove} onpointerup={end.clone()} onpointercancel={end}
            {onkeydown}>
            <div class="rail-box" ref={rail}>
                <span class="rail">
                    <span class="fill" style={along(percent - 100.0)}></span>
                </span>
                <Marks view={props.view.clone()} labels={props.labels}/>
                <span class="thumb-at" style={along(percent)}><span class="thumb"></span></span>
            </div>
        </div>
    }
}

/// Moves what is as wide as the rail by a part of its width: nothing is laid out anew for it.
pub fn along(percent: f64) -> String {
    format!("transform:translateX({percent:.3}%)")
}

fn scrubber_keys(dispatch: Callback<Action>, step: usize, steps: usize) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let page = (steps / 10).max(1);
        let action = match (event.key().as_str(), event.shift_key()) {
            ("ArrowRight" | "ArrowUp", false) => Action::StepForward,
            ("ArrowLeft" | "ArrowDown", false) => Action::StepBack,
            ("ArrowRight" | "ArrowUp", true) => Action::NextIteration,
            ("ArrowLeft" | "ArrowDown", true) => Action::PreviousIteration,
            ("PageUp", _) => Action::SeekStep((step + page).min(steps)),
            ("PageDown", _) => Action::SeekStep(step.saturating_sub(page)),
            ("Home", _) => Action::First,
            ("End", _) => Action::Last,
            (" ", _) => Action::TogglePlay,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        dispatch.emit(action);
    })
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a count of steps, which is far below 2^52"
)]
fn step_at(share: f64, steps: usize) -> usize {
    (share * steps as f64).round() as usize
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a count of steps is far below 2^52"
)]
fn percent(step: usize, between: f64, steps: usize) -> f64 {
    (step as f64 + between) / steps.max(1) as f64 * 100.0
}

/// How far the clock is from this step's time to the next one's.
fn share_of_wait(view: &RunView, step: usize, now: Nanos) -> f64 {
    if step >= view.steps() {
        return 0.0;
    }
    let from = view.time_of(view.cursor_of(step));
    let to = view.time_of(view.cursor_of(step + 1));
    let wait = to.saturating_sub(from).seconds();
    if wait > 0.0 {
        now.saturating_sub(from).seconds() / wait
    } else {
        0.0
    }
}

#[derive(Properties, PartialEq)]
struct MarksProps {
    view: Option<Rc<RunView>>,
    labels: bool,
}

/// Ticks at iterations, times where they change, a diamond for each failure, cancel and stall.
#[component]
fn Marks(props: &MarksProps) -> Html {
    let Some(view) = &props.view else {
        return html! { <span class="marks"></span> };
    };
    let steps = view.steps();
    let begins = view.timeline.iterations();
    let ticks = if begins.len() <= MARKS_MAX {
        begins
    } else {
        &[]
    };
    let ticks = ticks.iter().map(|begin| {
        let left = percent(view.step_of(*begin as usize), 0.0, steps);
        html! { <span class="it" style={format!("left:{left:.2}%")}></span> }
    });
    let labels = if props.labels {
        time_labels(view)
    } else {
        Vec::new()
    };
    let labels = labels.into_iter().map(|(left, text)| {
        html! { <span class="lb" style={format!("left:{left:.2}%")}>{ text }</span> }
    });
    let diamonds = diamonds(view).into_iter().map(|(left, class)| {
        html! { <span class={classes!("ev", class)} style={format!("left:{left:.2}%")}></span> }
    });
    html! { <span class="marks" aria-hidden="true">{ for ticks }{ for diamonds }{ for labels }</span> }
}

/// The first step of each time, as far as the labels do not run into each other.
fn time_labels(view: &RunView) -> Vec<(f64, String)> {
    let mut labels = Vec::new();
    let mut last: Option<(Nanos, f64)> = None;
    for step in 0..=view.steps().min(5000) {
        let at = view.time_of(view.cursor_of(step));
        let left = percent(step, 0.0, view.steps());
        let is_new = last.is_none_or(|(time, place)| at > time && left - place >= 9.0);
        if is_new && left < 96.0 {
            let unit = if last.is_none() { " s" } else { "" };
            labels.push((left, format!("{}{unit}", clock(at))));
            last = Some((at, left));
        }
    }
    labels
}

fn diamonds(view: &RunView) -> Vec<(f64, &'static str)> {
    let records = view.recording.records();
    let mut found = Vec::new();
    for (index, moment) in view.timeline.moments().iter().enumerate() {
        let class = match records[moment.record].event {
            Event::TaskDone {
                how: Outcome::Exception(_),
                ..
            } => "s-failed",
            Event::CancelRequested { .. } => "s-cancelled",
            Event::BlockBegan { .. } => "s-blocked",
            _ => continue,
        };
        found.push((percent(index + 1, 0.0, view.steps()), class));
        if found.len() >= MARKS_MAX {
            break;
        }
    }
    found
}
