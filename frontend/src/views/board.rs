//! The board: ready, the one seat, waiting, done, and the arrows between them.

use crate::board::{Board as Picture, Entry, SeatView, Size, board};
use crate::engine::RunView;
use crate::platform::{self, Motion, Moves};
use crate::state::{Action, Axis};
use crate::views::effects::{on_press, use_effect_on};
use crate::views::glyph::{arrow, glyph, icon};
use crate::views::token::{Zone, entries, mark, name};
use loopscope_core::model::Arrow;
use loopscope_core::sentence::count;
use loopscope_core::trace::{Nanos, TaskId};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct BoardProps {
    pub view: Option<Rc<RunView>>,
    pub cursor: usize,
    pub now: Nanos,
    pub axis: Axis,
    pub selected: Option<TaskId>,
    /// How the change to this cursor is shown.
    pub motion: Motion,
    #[prop_or_default]
    pub compact: bool,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Board(props: &BoardProps) -> Html {
    let node = use_node_ref();
    let moves = use_mut_ref(Moves::default);
    // The last picture still stands while this one is made.
    moves.borrow_mut().begin(&node, props.motion);
    {
        let (node, motion) = (node.clone(), props.motion);
        let serial = props.view.as_ref().map(|view| view.serial);
        use_effect_on((serial, props.cursor), move |_| {
            moves.borrow_mut().play(&node, motion)
        });
    }
    let callbacks = props.axis == Axis::Steps;
    let picture = props.view.as_ref().map(|view| {
        let state = view.timeline.at(props.cursor);
        board(view, &state, props.now, props.selected, callbacks)
    });
    let Some(picture) = picture else {
        return html! {
            <section class="panel board-panel" aria-label="Board" tabindex={props.compact.then_some("0")}>
                <div class={classes!("board", props.compact.then_some("small"))} ref={node}>{ empty_zones() }</div>
            </section>
        };
    };
    let onkeydown = walk(&props.dispatch, &node);
    let is_empty = picture.task_count == 0;
    let threads_only = picture.has_workers && is_empty;
    let class = classes!(
        "board",
        picture.is_blocked.then_some("stuck"),
        (picture.size == Size::Groups).then_some("many"),
        picture.has_workers.then_some("with-threads"),
        threads_only.then_some("threads-only"),
        props.compact.then_some("small"),
    );
    html! {
        // What scrolls must hold something that takes the focus: tasks do, threads and words do not.
        <section class="panel board-panel" aria-label="Board"
            tabindex={(props.compact && is_empty).then_some("0")}>
            <div {class} ref={node} {onkeydown}>
                { ready_zone(props, &picture) }
                { next_arrow(&picture) }
                { seat_zone(props, &picture) }
                { plain_arrow("a-ret", "r", "return", picture.arrow == Some(Arrow::Return)) }
                { wake_arrow(&picture) }
                { plain_arrow("v a-await", "d", "await", picture.arrow == Some(Arrow::Await)) }
                { waiting_zone(props, &picture) }
                if picture.has_workers { { threads_zone(&picture) } }
                { done_zone(props, &picture) }
            </div>
        </section>
    }
}

/// Up and down go to the neighbour token and select it.
fn walk(dispatch: &Callback<Action>, node: &NodeRef) -> Callback<KeyboardEvent> {
    let (dispatch, node) = (dispatch.clone(), node.clone());
    Callback::from(move |event: KeyboardEvent| {
        let forward = match event.key().as_str() {
            "ArrowDown" => true,
            "ArrowUp" => false,
            _ => return,
        };
        if let Some(key) = platform::focus_neighbour(&node, "[data-token]", forward) {
            event.prevent_default();
            event.stop_propagation();
            let task = key.strip_prefix('t').and_then(|id| id.parse().ok());
            dispatch.emit(Action::Select(task.map(TaskId)));
        }
    })
}

/// The token of a list that Tab comes to: the selected one, else the first.
fn stop(list: &[Entry], selected: Option<TaskId>) -> Option<&str> {
    let tokens = || {
        list.iter().filter_map(|entry| match entry {
            Entry::One(token) => Some(token),
            Entry::Many(_) => None,
        })
    };
    let chosen = tokens().find(|token| selected.is_some() && token.task == selected);
    chosen
        .or_else(|| tokens().next())
        .map(|token| token.key.as_str())
}

fn zone<'a>(
    props: &'a BoardProps,
    picture: &Picture,
    name: &'static str,
    list: &'a [Entry],
) -> Zone<'a> {
    Zone {
        name,
        size: picture.size,
        small: props.compact,
        selected: props.selected,
        stop: stop(list, props.selected),
        dispatch: &props.dispatch,
    }
}

fn ready_zone(props: &BoardProps, picture: &Picture) -> Html {
    let tasks = count(picture.ready_count, "task");
    let content = if picture.is_blocked && picture.ready.is_empty() {
        html! {
            <p class="empty">
                { "Nobody can join the queue" }
                if !props.compact { <span>{ ": the loop cannot look at its timers" }</span> }
            </p>
        }
    } else {
        let slots = 2_usize.saturating_sub(picture.ready.len());
        html! {
            <ul class="queue" role="list" aria-label={format!("Ready, {tasks}, first in, first out")}>
                { entries(&picture.ready, &zone(props, picture, "ready", &picture.ready)) }
                if slots == 2 { <li class="slot" aria-hidden="true" key="next">{ "next" }</li> }
                if slots >= 1 { <li class="slot" aria-hidden="true" key="2nd">{ "2nd" }</li> }
            </ul>
        }
    };
    html! {
        <div class="zone z-ready s-ready">
            <header>
                <b>{ "Ready" }</b><span class="sub">{ "first in, first out" }</span>
                <span class="cnt">{ tasks }</span>
            </header>
            { content }
        </div>
    }
}

fn seat_zone(props: &BoardProps, picture: &Picture) -> Html {
    let (class, sub, body) = match &picture.seat {
        SeatView::Empty(why) => (
            "s-running",
            "one seat",
            html! { <li><p class="empty">{ why }</p></li> },
        ),
        SeatView::Taken(token) | SeatView::Held(token) => {
            let held = matches!(picture.seat, SeatView::Held(_));
            let is_selected = token.task.is_some() && token.task == props.selected;
            let target = if is_selected { None } else { token.task };
            let onclick = on_press(&props.dispatch, Action::Select(target));
            let class = classes!(
                "seat",
                token.class,
                held.then_some("hold"),
                is_selected.then_some("sel"),
                token.task.is_none().then_some("callback"),
                (token.name.len() > 9).then_some("long"),
            );
            let body = html! {
                <li key={token.key.clone()}>
                    <button type="button" {class} data-token={token.key.clone()}
                        data-zone="running" aria-label={token.label.clone()}
                        aria-pressed={is_selected.to_string()} {onclick}>
                        { mark(token, false) }
                        <span class="tx">
                            <span class="nm">{ name(&token.name) }</span>
                            <span class="dt">{ if props.compact { &token.short } else { &token.detail } }</span>
                        </span>
                    </button>
                </li>
            };
            let sub = if held { "loop is blocked" } else { "one seat" };
            (if held { "s-blocked" } else { "s-running" }, sub, body)
        }
    };
    let taken = !matches!(picture.seat, SeatView::Empty(_));
    html! {
        <div class={classes!("zone", "z-run", class)}>
            <header>
                <b>{ "Running" }</b><span class="sub">{ sub }</span>
                if !picture.is_blocked {
                    <span class="cnt">{ format!("iteration {}", picture.iteration) }</span>
                }
            </header>
            <ul class="seat-list" role="list"
                aria-label={format!("Running, {}", count(usize::from(taken) + picture.under.len(), "task"))}>
                { body }
                { entries(&picture.under, &zone(props, picture, "running", &[])) }
            </ul>
        </div>
    }
}

fn waiting_zone(props: &BoardProps, picture: &Picture) -> Html {
    let tasks = count(picture.waiting_count, "task");
    let sub = match (picture.is_blocked, picture.late_count) {
        (true, late) if late > 0 => {
            format!(
                "{late} of {} should already be running",
                picture.waiting_count
            )
        }
        _ if picture.size > Size::Full => "soonest first".to_owned(),
        _ => "timers, futures, locks, threads".to_owned(),
    };
    let list = &picture.waiting;
    html! {
        <div class="zone z-wait s-waiting">
            <header>
                <b>{ "Waiting" }</b><span class="sub">{ sub }</span>
                <span class="cnt">{ &tasks }</span>
            </header>
            <ul class="waits" role="list" aria-label={format!("Waiting, {tasks}")}>
                { entries(list, &zone(props, picture, "waiting", list)) }
            </ul>
            if list.is_empty() { <p class="empty">{ "No task waits" }</p> }
        </div>
    }
}

fn done_zone(props: &BoardProps, picture: &Picture) -> Html {
    let counts = format!("{} of {}", picture.done_count, picture.task_count);
    let list = &picture.done;
    html! {
        <div class="zone z-done s-done">
            <header><b>{ "Done" }</b><span class="cnt">{ &counts }</span></header>
            <ul class="dones" role="list" aria-label={format!("Done, {counts}, newest first")}>
                { entries(list, &zone(props, picture, "done", list)) }
            </ul>
            if list.is_empty() { <p class="empty">{ "No task has finished yet" }</p> }
        </div>
    }
}

fn threads_zone(picture: &Picture) -> Html {
    let busy = picture
        .workers
        .iter()
        .filter(|worker| worker.job.is_some())
        .count();
    let counts = format!("{busy} of {} busy", picture.workers.len());
    let workers = picture.workers.iter().map(|worker| {
        let class = classes!("worker", worker.job.is_some().then_some("busy"));
        html! {
            <li key={worker.name.clone()} {class}>
                { glyph("thread", "s-thread sm") }
                <span class="nm">{ &worker.name }</span>
                if let Some(job) = &worker.job { <span class="job">{ job }</span> }
                <span class="dt">{ &worker.detail }</span>
            </li>
        }
    });
    let queue = picture.job_queue.len();
    let names = picture
        .job_queue
        .iter()
        .take(3)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    let line = match queue {
        0 => String::new(),
        1..=3 => format!("in line: {names}"),
        more => format!("in line: {names} +{} more", more - 3),
    };
    html! {
        <div class="zone z-threads s-thread">
            <header>
                <b>{ "Threads" }</b><span class="sub">{ line }</span>
                <span class="cnt">{ &counts }</span>
            </header>
            <ul class="workers" role="list" aria-label={format!("Worker threads, {counts}")}>
                { for workers }
            </ul>
            if picture.workers.is_empty() { <p class="empty">{ "No thread has started yet" }</p> }
        </div>
    }
}

fn plain_arrow(class: &'static str, shape: &str, label: &str, lit: bool) -> Html {
    html! {
        <div class={classes!("arrow", class, lit.then_some("lit"))} aria-hidden="true">
            { arrow(shape) }<span>{ label }</span>
        </div>
    }
}

fn next_arrow(picture: &Picture) -> Html {
    if picture.is_blocked {
        return stopped("a-next", "held");
    }
    if picture.arrow == Some(Arrow::Yield) {
        return plain_arrow("a-next back", "r", "yields", true);
    }
    plain_arrow("a-next", "r", "next", picture.arrow == Some(Arrow::Next))
}

fn wake_arrow(picture: &Picture) -> Html {
    if picture.is_blocked {
        return stopped("v a-wake", "no wake-ups");
    }
    plain_arrow(
        "v a-wake",
        "u",
        "wakes up",
        picture.arrow == Some(Arrow::WakesUp),
    )
}

fn stopped(class: &'static str, label: &str) -> Html {
    html! {
        <div class={classes!("arrow", class, "stop")} aria-hidden="true">
            { icon("close") }<span>{ label }</span>
        </div>
    }
}

/// The board before there is a run: the places are there, and nobody in them.
fn empty_zones() -> Html {
    let zone = |class: &'static str, name: &str, text: &str| {
        html! {
            <div class={classes!("zone", class)}>
                <header><b>{ name }</b></header>
                <p class="empty">{ text }</p>
            </div>
        }
    };
    html! {
        <>
            { zone("z-ready s-ready", "Ready", "Tasks whose turn comes next") }
            { plain_arrow("a-next", "r", "next", false) }
            { zone("z-run s-running", "Running", "One seat: one task at a time") }
            { plain_arrow("a-ret", "r", "return", false) }
            { plain_arrow("v a-wake", "u", "wakes up", false) }
            { plain_arrow("v a-await", "d", "await", false) }
            { zone("z-wait s-waiting", "Waiting", "Tasks that wait for a timer, a future, a lock") }
            { zone("z-done s-done", "Done", "Results arrive here") }
        </>
    }
}
