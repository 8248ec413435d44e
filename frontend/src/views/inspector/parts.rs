//! What the inspector tells of one task.

use super::{Seen, section};
use crate::lanes::words::{self, Told};
use crate::lengths;
use crate::state::Action;
use crate::views::length::stepper;
use loopscope_core::inspect::journey::{Journey, journeys as ways};
use loopscope_core::inspect::replay::{Inside, Seen as Frame};
use loopscope_core::inspect::{spent, timeout_of, waits};
use loopscope_core::lanes::LaneKind;
use loopscope_core::model::{Task, TaskState};
use loopscope_core::names::short_coro;
use loopscope_core::trace::{Nanos, TaskId};
use yew::prelude::*;

/// Stretches of a history that are listed, around the playhead.
const MOST_STRETCHES: usize = 14;

/// The coroutines that it is in, the outermost first.
pub fn stack(seen: &Seen<'_>, task: &Task, inside: Option<&Inside>) -> Html {
    if matches!(task.state, TaskState::Done { .. }) {
        return html! {};
    }
    let row = |name: String, place: String, last: bool| {
        html! {
            <li class={classes!(last.then_some("now"))} aria-current={last.then_some("step")}>
                <code>{ name }</code><span>{ place }</span>
            </li>
        }
    };
    let frames: Vec<&Frame> = inside.map_or(Vec::new(), |inside| inside.frames.iter().collect());
    let rows: Vec<Html> = if frames.is_empty() {
        let trace = &seen.view.recording.trace;
        let mut rows = vec![(short_coro(trace.text(task.coro)), task.place)];
        for entered in task.stack.iter() {
            if let Some(above) = rows.last_mut() {
                above.1 = entered.span;
            }
            rows.push((short_coro(trace.text(entered.coro)), task.place));
        }
        let last = rows.len() - 1;
        let draw = |(at, (name, span)): (usize, (&str, _))| {
            row(format!("{name}()"), seen.line(span), at == last)
        };
        rows.into_iter().enumerate().map(draw).collect()
    } else {
        let last = frames.len() - 1;
        let draw = |(at, frame): (usize, &&Frame)| {
            let place = if frame.library {
                "library".to_owned()
            } else {
                seen.line(frame.span)
            };
            row(format!("{}()", short_coro(&frame.name)), place, at == last)
        };
        frames.iter().enumerate().map(draw).collect()
    };
    section(
        "Await stack",
        html! { <ol class="frames">{ for rows }</ol> },
    )
}

/// The variables of every frame of the program's own, the innermost first.
pub fn locals(inside: Option<&Inside>) -> Html {
    let Some(inside) = inside.filter(|inside| !inside.frames.is_empty()) else {
        return html! {};
    };
    let own: Vec<&Frame> = inside
        .frames
        .iter()
        .rev()
        .filter(|frame| !frame.library)
        .collect();
    let several = own.len() > 1;
    let frames = own.into_iter().map(|frame| {
        let rows = frame.locals.iter().map(|(name, value)| {
            html! { <div><dt>{ name.to_string() }</dt><dd><code>{ value }</code></dd></div> }
        });
        html! {
            <>
                if several { <h4>{ format!("in {}()", short_coro(&frame.name)) }</h4> }
                if frame.locals.is_empty() { <p class="note">{ "no variables yet" }</p> }
                else { <dl class="facts">{ for rows }</dl> }
            </>
        }
    });
    section("Locals", html! { <>{ for frames }</> })
}

/// What it waits on, who can wake it, who waits on it.
pub fn links(seen: &Seen<'_>, task: &Task, inside: Option<&Inside>) -> Html {
    let trace = &seen.view.recording.trace;
    let fact = |name: &'static str, value: Html| {
        html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }
    };
    let found = waits(&seen.state, trace, task.id);
    let on = match (&found, task.state) {
        (Some(waits), _) => waits.on.clone(),
        (None, TaskState::Ready { .. }) => "nothing, it is ready".to_owned(),
        (None, TaskState::Running { .. }) => "nothing, it is running".to_owned(),
        _ => "nothing, it has ended".to_owned(),
    };
    let waiters = inside.map_or(&[][..], |inside| &inside.waited_by);
    let mut wakers = found
        .as_ref()
        .map_or(Vec::new(), |waits| waits.wakers.clone());
    for other in &seen.inside.tasks {
        if other.waited_by.contains(&task.id) && !wakers.contains(&other.task) {
            wakers.push(other.task);
        }
    }
    let timeout = timeout_of(&seen.state, task.id);
    let is_live = !matches!(task.state, TaskState::Done { .. });
    section(
        "Links",
        html! {
            <dl class="facts">
                { fact("waits on", html! { on }) }
                if let Some(waits) = found {
                    { fact("woken by", html! { <>{ waits.woken_by }{ " " }{ seen.links(&wakers) }</> }) }
                }
                if is_live {
                    { fact("waited on by", if waiters.is_empty() {
                        html! { "nobody" }
                    } else {
                        seen.links(waiters)
                    }) }
                }
                if let Some(at) = timeout {
                    { fact("times out at", html! { words::clock_seconds(at) }) }
                }
                { fact("cancelling()", html! { <code>{ task.cancels }</code> }) }
            </dl>
        },
    )
}

/// Cancels and exceptions, stage by stage; each stage seeks.
pub fn journeys(seen: &Seen<'_>, task: TaskId) -> Html {
    let draw = |journey: Journey| {
        let now = journey
            .stages
            .iter()
            .rposition(|stage| stage.cursor <= seen.cursor);
        let class = if journey.is_cancel {
            "s-cancelled"
        } else {
            "s-failed"
        };
        let stages = journey.stages.into_iter().enumerate().map(|(at, stage)| {
            let place = match now {
                Some(now) if at < now => "past",
                Some(now) if at == now => "now",
                _ => "future",
            };
            let current = (place == "now").then_some("step");
            html! {
                <li class={place} aria-current={current}>
                    <button type="button" onclick={seen.act(Action::Seek(stage.cursor))}>
                        <span class="num" aria-hidden="true">{ at + 1 }</span>
                        <span>{ stage.words }</span>
                    </button>
                </li>
            }
        });
        html! {
            <section class={classes!("insp-part", class)}>
                <h3>{ journey.title }</h3>
                if !journey.route.is_empty() {
                    <ol class="route" aria-label="Error route: task, exception, where it ended">
                        { for journey.route.into_iter().map(|stage| html! {
                            <li>
                                <button type="button" onclick={seen.act(Action::Seek(stage.cursor))}>
                                    { stage.words }
                                </button>
                            </li>
                        }) }
                    </ol>
                }
                <ol class="stages">{ for stages }</ol>
            </section>
        }
    };
    ways(&seen.view.timeline, task)
        .into_iter()
        .map(draw)
        .collect()
}

/// Busy, ready and waiting up to now, and the stretches that they are the sum of.
pub fn time(seen: &Seen<'_>, task: &Task) -> Html {
    let lanes = &seen.view.timeline.lanes().tasks;
    let Some(lane) = lanes.iter().find(|lane| lane.task == task.id) else {
        return html! {};
    };
    let spent = spent(lane, seen.now);
    let parts = [
        ("busy", "s-running", spent.busy),
        ("ready", "s-ready", spent.ready),
        ("waiting", "s-waiting", spent.waiting),
    ];
    let share = |part: Nanos| {
        let whole = spent.whole.seconds();
        if whole > 0.0 {
            part.seconds() / whole * 100.0
        } else {
            0.0
        }
    };
    let sum = parts
        .map(|(word, _, part)| format!("{word} {:.2}", part.seconds()))
        .join(" + ");
    let told = Told::new(&seen.view.timeline);
    let shown = lane.spans.iter().filter(|span| span.from < span.to);
    let shown: Vec<_> = shown.collect();
    let near = shown.partition_point(|span| span.from_cursor <= seen.cursor);
    let first = near
        .saturating_sub(MOST_STRETCHES / 2)
        .min(shown.len().saturating_sub(MOST_STRETCHES));
    let rows = shown.iter().skip(first).take(MOST_STRETCHES).map(|span| {
        let (class, what) = match span.kind {
            LaneKind::Ready => ("s-ready", "ready".to_owned()),
            LaneKind::Running => ("s-running", "runs".to_owned()),
            LaneKind::Blocked(what) => ("s-running", seen.view.recording.text(what).to_owned()),
            LaneKind::Late { .. } => ("s-blocked", "due, but held up".to_owned()),
            LaneKind::Waiting(wait) => ("s-waiting", told.wait(wait)),
            LaneKind::Done(_) => ("s-done", String::new()),
        };
        let is_future = span.from_cursor > seen.cursor;
        let origin = lengths::of_span(seen.view, task.id, span);
        html! {
            <li class={classes!(class, is_future.then_some("future"))}>
                <button type="button" class="link" onclick={seen.act(Action::Seek(span.from_cursor))}>
                    <span class="num">
                        { format!("{}–{}", words::clock(span.from), words::clock(span.to)) }
                    </span>
                    <span>{ what.clone() }</span>
                </button>
                { match origin {
                    Some(Ok(literal)) if !seen.readonly => {
                        let label = format!("Seconds of {what}");
                        stepper(literal, seen.view.serial, &label, seen.dispatch)
                    }
                    Some(Err(reason)) => html! {
                        <p class="note">{ format!("No number to drag: {reason}.") }</p>
                    },
                    _ => html! {},
                } }
            </li>
        }
    });
    section(
        "Time",
        html! {
            <>
                <div class="spent" aria-hidden="true">
                    { for parts.iter().map(|(_, class, part)| html! {
                        <i class={*class} style={format!("width:{:.2}%", share(*part))}></i>
                    }) }
                </div>
                <p class="num sum">{ format!("{sum} = {:.2} s", spent.whole.seconds()) }</p>
                <ol class="stretches">{ for rows }</ol>
            </>
        },
    )
}

/// What the menu of the task offers, for who has no other button.
pub fn change(seen: &Seen<'_>, task: TaskId) -> Html {
    if seen.readonly {
        return html! {};
    }
    let mends = crate::views::menu::edits_for(seen.view, seen.cursor, task);
    let buttons = mends.into_iter().map(|mend| {
        html! {
            <button type="button" class="btn line" onclick={seen.act(Action::Retime(seen.view.serial, mend.edits))}>
                { mend.label }
            </button>
        }
    });
    section(
        "Change it",
        html! { <div class="changes">{ for buttons }</div> },
    )
}
