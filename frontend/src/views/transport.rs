//! The buttons, the clock, the scrubber and the speed: always in their places.

use crate::engine::RunView;
use crate::platform;
use crate::player::skipped_seconds;
use crate::state::{Action, Panel, SPEEDS};
use crate::views::glyph::icon;
use loopscope_core::trace::{Event, Nanos, Outcome};
use std::rc::Rc;
use yew::prelude::*;

/// Marks beyond this many would be a bar of their own.
const MARKS_MAX: usize = 160;

#[derive(Properties, PartialEq)]
pub struct TransportProps {
    pub view: Option<Rc<RunView>>,
    pub cursor: usize,
    pub now: Nanos,
    pub playing: bool,
    pub speed: usize,
    pub speeds_open: bool,
    /// The player of an embed: fewer buttons.
    #[prop_or_default]
    pub compact: bool,
    /// A narrow page: the lanes in miniature above the scrubber.
    #[prop_or_default]
    pub narrow: bool,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Transport(props: &TransportProps) -> Html {
    let act = |action: Action| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(action.clone()))
    };
    let button = |name: &'static str, label: &'static str, action: Action, class: &'static str| {
        html! {
            <button type="button" class={classes!("b", class)} aria-label={label} title={label}
                onclick={act(action)}>
                { icon(name) }
            </button>
        }
    };
    let few = props.compact || props.narrow;
    let (step, steps) = props
        .view
        .as_ref()
        .map_or((0, 0), |view| (view.step_of(props.cursor), view.steps()));
    let (iteration, iterations) = props.view.as_ref().map_or((0, 0), |view| {
        (
            view.timeline.at(props.cursor).iteration,
            view.timeline.iterations().len(),
        )
    });
    let skipped = props
        .view
        .as_ref()
        .filter(|_| props.playing)
        .map_or(0.0, |view| {
            let from = view.time_of(props.cursor);
            let next = view.time_of(view.cursor_of(step + 1));
            if props.now > from {
                skipped_seconds(from, next)
            } else {
                0.0
            }
        });
    let play = if props.playing {
        ("pause", "Pause")
    } else {
        ("play", "Play")
    };
    let buttons = html! {
        <div class="tbtns">
            if !few { { button("first", "First step", Action::First, "") } }
            { button("prev", "Step back", Action::StepBack, "") }
            { button(play.0, play.1, Action::TogglePlay, "play") }
            { button("next", "Step forward", Action::StepForward, "") }
            if !few { { button("last", "Last step", Action::Last, "") } }
        </div>
    };
    let clock = html! {
        <div class="clock num" aria-hidden="true">
            { format!("{:.2}", props.now.seconds()) }<small>{ "s" }</small>
        </div>
    };
    let scrub = html! {
        <Scrubber view={props.view.clone()} cursor={props.cursor} now={props.now}
            labels={!few} dispatch={props.dispatch.clone()}/>
    };
    let speed = html! {
        <SpeedChoice speed={props.speed} open={props.speeds_open}
            dispatch={props.dispatch.clone()}/>
    };
    if props.narrow {
        return html! {
            <footer>
                <div class="transport narrow" id="playback" tabindex="-1" role="group" aria-label="Playback">
                    <Miniature view={props.view.clone()} now={props.now}/>
                    { scrub }
                    <div class="row">{ clock }{ buttons }{ speed }</div>
                </div>
            </footer>
        };
    }
    html! {
        <footer>
            <div class="transport" role="group" aria-label="Playback">
                { buttons }
                { clock }
                { scrub }
                if props.compact {
                    <div class="step"><b>{ step }</b>{ format!(" of {steps}") }</div>
                } else {
                    <div class="tail">
                        <div class="step">
                            <b>{ format!("Step {step} of {steps}") }</b><br/>
                            if skipped >= 0.5 {
                            { format!("{skipped:.0} s skipped") }
                        } else {
                            { format!("iteration {iteration} of {iterations}") }
                        }
                        </div>
                        { speed }
                    </div>
                }
            </div>
        </footer>
    }
}

#[derive(Properties, PartialEq)]
struct SpeedProps {
    speed: usize,
    open: bool,
    dispatch: Callback<Action>,
}

#[component]
fn SpeedChoice(props: &SpeedProps) -> Html {
    let dispatch = props.dispatch.clone();
    let toggle = move |_: MouseEvent| dispatch.emit(Action::Toggle(Panel::Speeds));
    use_effect_with(props.open, |open| {
        if *open {
            platform::focus_selector("[data-speeds] [aria-checked=true]");
        }
    });
    let onkeydown = {
        let (dispatch, speed) = (props.dispatch.clone(), props.speed);
        Callback::from(move |event: KeyboardEvent| {
            let goal = match event.key().as_str() {
                "ArrowRight" | "ArrowUp" => (speed + 1).min(SPEEDS.len() - 1),
                "ArrowLeft" | "ArrowDown" => speed.saturating_sub(1),
                "Home" => 0,
                "End" => SPEEDS.len() - 1,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            dispatch.emit(Action::Speed(goal));
            platform::focus_selector(&format!("[data-speeds] [data-speed='{goal}']"));
        })
    };
    let radios = SPEEDS.iter().enumerate().map(|(index, speed)| {
        let is_checked = index == props.speed;
        let dispatch = props.dispatch.clone();
        let choose = move |_: MouseEvent| {
            dispatch.emit(Action::Speed(index));
            dispatch.emit(Action::Close);
        };
        html! {
            <button type="button" role="radio" data-speed={index.to_string()}
                aria-checked={is_checked.to_string()}
                tabindex={if is_checked { "0" } else { "-1" }}
                class={classes!("btn", "num", is_checked.then_some("on"))} onclick={choose}>
                { speed.label }
            </button>
        }
    });
    html! {
        <div class="speed">
            <button type="button" class="btn line num" data-opens="speeds"
                aria-label={format!("Speed {}", SPEEDS[props.speed].label)}
                aria-expanded={props.open.to_string()} onclick={toggle}>
                { SPEEDS[props.speed].label }{ icon("down") }
            </button>
            if props.open {
                <div class="pop speeds" data-speeds="1" role="radiogroup" aria-label="Speed"
                    {onkeydown}>
                    { for radios }
                </div>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ScrubberProps {
    view: Option<Rc<RunView>>,
    cursor: usize,
    now: Nanos,
    labels: bool,
    dispatch: Callback<Action>,
}

#[component]
fn Scrubber(props: &ScrubberProps) -> Html {
    let rail = use_node_ref();
    let dragging = use_mut_ref(|| false);
    let (step, steps) = props
        .view
        .as_ref()
        .map_or((0, 0), |view| (view.step_of(props.cursor), view.steps()));
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
    let (time, iteration) = props.view.as_ref().map_or((0.0, 0), |view| {
        (
            props.now.seconds(),
            view.timeline.at(props.cursor).iteration,
        )
    });
    html! {
        <div class="scrub" role="slider" tabindex="0" aria-label="Step" aria-valuemin="0"
            aria-valuemax={steps.to_string()} aria-valuenow={step.to_string()}
            aria-valuetext={
                format!("Step {step} of {steps}, {time:.2} seconds, iteration {iteration}")
            }
            {onpointerdown} {onpointermove} onpointerup={end.clone()} onpointercancel={end}
            {onkeydown}>
            <div class="rail-box" ref={rail}>
                <span class="rail"></span>
                <span class="fill" style={format!("width:{percent:.3}%")}></span>
                <Marks view={props.view.clone()} labels={props.labels}/>
                <span class="thumb" style={format!("left:{percent:.3}%")}></span>
            </div>
        </div>
    }
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
        return html! {};
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
            labels.push((left, format!("{:.2}{unit}", at.seconds())));
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

#[derive(Properties, PartialEq)]
struct MiniatureProps {
    view: Option<Rc<RunView>>,
    now: Nanos,
}

/// Lanes shown in miniature.
const MINIATURE_LANES: usize = 6;

#[component]
fn Miniature(props: &MiniatureProps) -> Html {
    let Some(view) = &props.view else {
        return html! { <div class="mini"></div> };
    };
    let length = view.timeline.length().seconds();
    let share = if length > 0.0 {
        props.now.seconds() / length * 100.0
    } else {
        0.0
    };
    html! {
        <div class="mini" aria-hidden="true">
            <MiniatureLanes view={view.clone()}/>
            <span class="mini-head" style={format!("left:{:.2}%", share.min(100.0))}></span>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct MiniatureLanesProps {
    view: Rc<RunView>,
}

#[component]
fn MiniatureLanes(props: &MiniatureLanesProps) -> Html {
    use loopscope_core::lanes::LaneKind;
    let length = props.view.timeline.length().seconds().max(1e-9);
    let lanes = &props.view.timeline.lanes().tasks;
    let rows = lanes.iter().take(MINIATURE_LANES).map(|lane| {
        let bars = lane.spans.iter().take(40).map(|span| {
            let class = match span.kind {
                LaneKind::Waiting(_) => "m-wait",
                LaneKind::Running => "m-run",
                LaneKind::Blocked(_) => "m-block",
                LaneKind::Late { .. } => "m-late",
                LaneKind::Ready | LaneKind::Done(_) => return html! {},
            };
            let left = span.from.seconds() / length * 100.0;
            let width = span.to.saturating_sub(span.from).seconds() / length * 100.0;
            let style = format!("left:{left:.2}%;width:{width:.2}%");
            html! { <i {class} {style}></i> }
        });
        html! { <div class="mini-lane">{ for bars }</div> }
    });
    html! { <>{ for rows }</> }
}
