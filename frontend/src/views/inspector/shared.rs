//! What tasks share, drawn as what it is, and the tree of who awaits whom.

use super::{Seen, section, word_of};
use crate::state::Action;
use crate::views::glyph::glyph;
use loopscope_core::inspect::replay::Slot;
use loopscope_core::model::{ResourceState, Task, TaskState, line_of};
use loopscope_core::trace::{ResourceId, ResourceKind, TaskId, WaitKind};
use yew::prelude::*;

/// Most things drawn.
const MOST_THINGS: usize = 12;
/// Most cells of one of them.
const MOST_CELLS: i32 = 24;
/// Most tasks of the tree.
const MOST_TASKS: usize = 80;

/// Locks, semaphores, queues, gathers … of the program; those of the task first.
pub fn things(seen: &Seen<'_>, task: Option<&Task>) -> Html {
    let trace = &seen.view.recording.trace;
    let own = task.and_then(|task| match task.state {
        TaskState::Waiting { wait, .. } => {
            line_of(trace, wait).or_else(|| match trace.waits.get(wait.index())?.kind {
                WaitKind::Gather(id) | WaitKind::TaskGroup(id) => Some(id),
                _ => None,
            })
        }
        _ => None,
    });
    let holds = |state: &ResourceState| task.is_some_and(|task| state.owner == Some(task.id));
    let mut all: Vec<(ResourceId, &ResourceState)> = (0u32..)
        .map(ResourceId)
        .take(trace.resources.len())
        .filter_map(|id| Some((id, seen.state.resources.get(id.index())?)))
        .collect();
    all.sort_by_key(|(id, state)| (Some(*id) != own, !holds(state)));
    let drawn = all.into_iter().filter_map(|(id, state)| {
        let thing = trace.resources.get(id.index())?;
        let gathers = &seen.inside.gathers;
        let slots = gathers.iter().find(|(gather, _)| *gather == id);
        let slots = slots.map_or(&[][..], |(_, slots)| slots);
        Some(one(seen, trace.text(thing.name), thing.kind, state, slots))
    });
    let drawn: Vec<Html> = drawn.take(MOST_THINGS).collect();
    if drawn.is_empty() {
        return html! {};
    }
    section(
        "Shared things",
        html! { <ul class="things">{ for drawn }</ul> },
    )
}

fn one(
    seen: &Seen<'_>,
    name: &str,
    kind: ResourceKind,
    state: &ResourceState,
    slots: &[Slot],
) -> Html {
    let (level, total) = (state.level, state.total);
    // Cells: how many there are, how many of them are filled, and what that means.
    let (cells, filled, words) = match kind {
        ResourceKind::Lock => (
            1,
            level,
            if level == 0 {
                "free".to_owned()
            } else {
                "held".to_owned()
            },
        ),
        ResourceKind::Semaphore => (
            total,
            total - level,
            format!("{} of {total} permits taken", total - level),
        ),
        ResourceKind::Event => (
            1,
            level,
            if level == 0 {
                "not set".to_owned()
            } else {
                "set".to_owned()
            },
        ),
        ResourceKind::Condition => (0, 0, "condition".to_owned()),
        ResourceKind::Queue if total > 0 => (
            total,
            level,
            format!(
                "{level} of {total} places taken, {} unfinished",
                state.pending
            ),
        ),
        ResourceKind::Queue => (
            level.max(1),
            level,
            format!("{level} items, no bound, {} unfinished", state.pending),
        ),
        ResourceKind::Barrier => (total, level, format!("{level} of {total} have come")),
        ResourceKind::Gather => (total, level, format!("{level} of {total} have ended")),
        ResourceKind::TaskGroup => (level, 0, format!("{level} still run")),
        ResourceKind::Threads => (total, level, format!("{level} alive")),
        ResourceKind::ThreadPool | ResourceKind::ProcessPool => (
            total,
            level,
            format!(
                "{level} of {total} workers busy, {} jobs in line",
                state.pending
            ),
        ),
    };
    let shape = match kind {
        ResourceKind::Lock | ResourceKind::Semaphore => "permits",
        ResourceKind::Gather | ResourceKind::TaskGroup => "slots",
        _ => "cells",
    };
    let row = (0..cells.min(MOST_CELLS)).map(|at| {
        html! { <i class={classes!((at < filled).then_some("on"))}></i> }
    });
    let waiters: Vec<TaskId> = state.waiters.iter().copied().collect();
    html! {
        <li>
            <div class="thing">
                { glyph(if shape == "permits" { "lock" } else { "gather" }, "s-waiting sm") }
                <b>{ name }</b><span>{ words }</span>
            </div>
            if !slots.is_empty() {
                <ol class="results" start="0" aria-label="Results, in the order of the arguments">
                    { for slots.iter().map(|slot| result(seen, slot)) }
                </ol>
            } else if cells > 0 { <div class={classes!("row-cells", shape)} aria-hidden="true">{ for row }</div> }
            if let Some(owner) = state.owner {
                <p>{ "held by " }{ seen.link(owner) }</p>
            }
            if !waiters.is_empty() {
                <p>{ "in line: " }{ seen.links(&waiters) }</p>
            }
        </li>
    }
}

/// A place of a gather: whose it is, and what came of it.
fn result(seen: &Seen<'_>, slot: &Slot) -> Html {
    let (class, holds) = match &slot.holds {
        None => ("s-waiting", html! { "nothing yet" }),
        Some(holds) if slot.failed => ("s-failed", html! { <code>{ holds }</code> }),
        Some(holds) => ("s-done", html! { <code>{ holds }</code> }),
    };
    html! {
        <li {class}>
            { slot.task.map_or_else(Html::default, |task| seen.link(task)) }<span>{ holds }</span>
        </li>
    }
}

/// Who awaits whom: under each task those whose end it waits for. Who is awaited by nobody stands
/// at the left.
pub fn tree(seen: &Seen<'_>) -> Html {
    let live = seen
        .state
        .tasks
        .iter()
        .filter(|task| !matches!(task.state, TaskState::Done { .. }));
    let live: Vec<&Task> = live.take(MOST_TASKS).collect();
    if live.is_empty() {
        return section(
            "Await tree",
            html! { <p class="note">{ "No task is alive at this step." }</p> },
        );
    }
    let waiters = |task: TaskId| {
        let inside = seen.inside.tasks.iter().find(|inside| inside.task == task);
        inside.map_or(&[][..], |inside| &inside.waited_by)
    };
    let is_root = |task: &&&Task| waiters(task.id).is_empty();
    let mut shown: Vec<TaskId> = Vec::new();
    let mut rows: Vec<Html> = Vec::new();
    for root in live.iter().filter(is_root).chain(live.iter()) {
        branch(seen, &live, &waiters, root, 0, &mut shown, &mut rows);
    }
    section(
        "Await tree",
        html! { <ul class="await-tree">{ for rows }</ul> },
    )
}

fn branch<'a>(
    seen: &Seen<'_>,
    live: &[&Task],
    waiters: &dyn Fn(TaskId) -> &'a [TaskId],
    task: &Task,
    depth: u32,
    shown: &mut Vec<TaskId>,
    rows: &mut Vec<Html>,
) {
    if shown.contains(&task.id) {
        return;
    }
    shown.push(task.id);
    let what = loopscope_core::inspect::waits(&seen.state, &seen.view.recording.trace, task.id);
    rows.push(html! {
        <li style={format!("--depth:{depth}")}>
            <button type="button" class="link" onclick={seen.act(Action::Select(Some(task.id)))}>
                { seen.glyph(task, "sm") }
                <b>{ task.shown.to_string() }</b>
                <span>{ what.map_or(word_of(task).to_owned(), |waits| format!("waits on {}", waits.on)) }</span>
            </button>
        </li>
    });
    for child in live {
        if waiters(child.id).contains(&task.id) {
            branch(seen, live, waiters, child, depth + 1, shown, rows);
        }
    }
}
