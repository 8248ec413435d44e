//! The buttons, the clock, the scrubber and the speed: always in their places.

use crate::engine::RunView;
use crate::platform;
use crate::player::skipped_seconds;
use crate::state::{Action, Panel, SPEEDS};
use crate::views::effects::{on_press, use_effect_on};
use crate::views::glyph::icon;
use crate::views::scrubber::{Scrubber, along};
use loopscope_core::lanes::{LaneKind, LaneSpan};
use loopscope_core::sentence::decimals;
use loopscope_core::trace::Nanos;
use std::rc::Rc;
use yew::prelude::*;

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
    /// How much is still to come is not told.
    pub predicting: bool,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Transport(props: &TransportProps) -> Html {
    let act = |action: Action| on_press(&props.dispatch, action);
    let button = |name: &'static str, label: &'static str, action: Action, class: &'static str| {
        html! {
            <button type="button" class={classes!("b", class)} aria-label={label} title={label}
                onclick={act(action)}>
                { icon(name) }
            </button>
        }
    };
    let of = |all: usize| match props.predicting {
        true => String::new(),
        false => format!(" of {all}"),
    };
    let end = props
        .view
        .as_ref()
        .map_or(Nanos(0), |view| view.time_of(usize::MAX));
    // The clock has as many decimals at each moment as a short run needs.
    let decimals = decimals(end);
    let told = |at: Nanos| format!("{:.decimals$}", at.seconds());
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
        <div class="clock num" aria-hidden="true" data-widest={format!("{} s", told(end))}>
            { told(props.now) }<small>{ "s" }</small>
        </div>
    };
    let scrub = html! {
        <Scrubber view={props.view.clone()} predicting={props.predicting} cursor={props.cursor} now={props.now}
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
                    <div class="step" data-widest={format!("{steps}{}", of(steps))}><b>{ step }</b>{ of(steps) }</div>
                } else {
                    <div class="tail">
                        <div class="step" data-widest={format!("iteration {iterations}{}", of(iterations))}>
                            <b data-widest={format!("Step {steps}{}", of(steps))}>
                                { format!("Step {step}{}", of(steps)) }
                            </b><br/>
                            if skipped >= 0.5 {
                            { format!("{skipped:.0} s skipped") }
                        } else {
                            { format!("iteration {iteration}{}", of(iterations)) }
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
    let toggle = on_press(&props.dispatch, Action::Toggle(Panel::Speeds));
    use_effect_on(props.open, |open| {
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
struct MiniatureProps {
    view: Option<Rc<RunView>>,
    now: Nanos,
}

/// A bar of the miniature is short below this, in percent of the run.
const SHORT: f64 = 1.0;
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
            <span class="mini-at" style={along(share.min(100.0))}><span class="mini-head"></span></span>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct MiniatureLanesProps {
    view: Rc<RunView>,
}

#[component]
fn MiniatureLanes(props: &MiniatureLanesProps) -> Html {
    let length = props.view.timeline.length().seconds().max(1e-9);
    let lanes = &props.view.timeline.lanes().tasks;
    let rows = lanes.iter().take(MINIATURE_LANES).map(|lane| {
        let bars = seen(&lane.spans, length)
            .into_iter()
            .map(|(class, from, to)| {
                let style = format!("left:{from:.2}%;width:{:.2}%", to - from);
                html! { <i {class} {style}></i> }
            });
        html! { <div class="mini-lane">{ for bars }</div> }
    });
    html! { <div>{ for rows }</div> }
}

/// The class of each bar of a lane in miniature, and its ends in percent of the run. What is too
/// short to be seen beside its like lengthens it, so that there are never more than fit.
fn seen(spans: &[LaneSpan], length: f64) -> Vec<(&'static str, f64, f64)> {
    let mut seen: Vec<(&'static str, f64, f64)> = Vec::new();
    for span in spans {
        let class = match span.kind {
            LaneKind::Waiting(_) => "m-wait",
            LaneKind::Running => "m-run",
            LaneKind::Blocked(_) => "m-block",
            LaneKind::Late { .. } => "m-late",
            LaneKind::Ready | LaneKind::Done(_) => continue,
        };
        let [from, to] = [span.from, span.to].map(|at| at.seconds() / length * 100.0);
        let is_short = |from: f64, to: f64| to - from < SHORT;
        // There are four kinds, and what is of one kind is never far apart in the list.
        let like = seen.iter_mut().rev().take(8).find(|bar| bar.0 == class);
        match like {
            Some(bar)
                if is_short(bar.2, from) && (is_short(from, to) || is_short(bar.1, bar.2)) =>
            {
                bar.2 = to;
            }
            _ => seen.push((class, from, to)),
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use loopscope_core::trace::WaitId;

    fn span(kind: LaneKind, from: u64, to: u64) -> LaneSpan {
        LaneSpan {
            from: Nanos(from),
            to: Nanos(to),
            from_cursor: 0,
            to_cursor: 0,
            kind,
        }
    }

    /// Waits of this length, one after another, each with a moment in the seat behind it.
    fn lane(waits: u64, length: u64) -> Vec<LaneSpan> {
        let wait = LaneKind::Waiting(WaitId(0));
        (0..waits)
            .flat_map(|at| {
                let (from, to) = (at * length, (at + 1) * length);
                [span(wait, from, to), span(LaneKind::Running, to, to)]
            })
            .collect()
    }

    #[test]
    fn a_lane_in_miniature_has_each_wait_that_can_be_seen() {
        let seen = seen(&lane(4, 250_000_000), 1.0);
        let waits = seen.iter().filter(|bar| bar.0 == "m-wait");
        let ends: Vec<_> = waits.map(|bar| (bar.1.round(), bar.2.round())).collect();
        assert_eq!(
            ends,
            [(0.0, 25.0), (25.0, 50.0), (50.0, 75.0), (75.0, 100.0)]
        );
        assert_eq!(seen.len(), 8);
    }

    #[test]
    fn a_long_lane_in_miniature_goes_on_to_its_end_in_few_bars() {
        let seen = seen(&lane(100_000, 10_000), 1.0);
        assert!(seen.len() < 200, "{}", seen.len());
        assert!(seen.iter().any(|bar| bar.2 > 99.9));
    }
}
