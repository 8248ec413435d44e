//! What stands before a lane, and at the end of the loop's own.

use super::layout::Ending;
use super::viewport::Viewport;
use super::words::Told;
use super::{At, Row, Scale};
use crate::engine::RunView;
use loopscope_core::model::{LoopState, Task, TaskState};
use loopscope_core::names::{self, is_counted};
use loopscope_core::trace::{Event, Nanos, Outcome, RunEnd, TaskId, WaitKind};
use std::rc::Rc;

/// What stands before a lane.
#[derive(Clone, PartialEq, Debug)]
pub struct LaneHead {
    pub name: Rc<str>,
    /// `Task-3`, where people call it otherwise; the worker's own name.
    pub detail: Rc<str>,
    /// Glyph and class of the state at the cursor.
    pub glyph: Option<(&'static str, &'static str)>,
    /// How far it is indented: a coroutine that is no task stands under its task.
    pub depth: u32,
}

/// Name, detail and state of a lane at the cursor.
pub fn lane_head(view: &RunView, row: &Row, state: &LoopState, now: Nanos) -> LaneHead {
    let lanes = view.timeline.lanes();
    let plain = |name: Rc<str>| LaneHead {
        name,
        detail: Rc::from(""),
        glyph: None,
        depth: 0,
    };
    match row {
        Row::Loop => {
            let glyph = state.block.is_some().then_some(("blocked", "s-blocked"));
            LaneHead {
                glyph,
                ..plain(Rc::from("Event loop"))
            }
        }
        Row::Task(index) => {
            let id = lanes.tasks[*index].task;
            let shown = state.shown(id);
            let given = given_name(view, id).filter(|name| is_counted(name) && *name != &*shown);
            let glyph = state
                .task(id)
                .map(|task| task_glyph(view, state, task, now));
            LaneHead {
                name: shown,
                detail: Rc::from(given.unwrap_or("")),
                // A task that does not exist yet keeps the place of its glyph free.
                glyph: Some(glyph.unwrap_or(("none", "s-waiting"))),
                depth: 0,
            }
        }
        Row::Nested(index, depth) => {
            let told = Told::new(&view.timeline);
            let mut names = lanes.tasks[*index]
                .nested
                .iter()
                .filter(|span| span.depth == *depth);
            let first = names
                .next()
                .map_or(String::new(), |span| told.coroutine(span.coro));
            let others = names.any(|span| told.coroutine(span.coro) != first);
            let name = if others {
                format!("{first} …")
            } else {
                first
            };
            LaneHead {
                depth: *depth,
                ..plain(name.into())
            }
        }
        Row::Worker(index) => {
            let worker = lanes.workers[*index].worker;
            let busy = state
                .workers
                .get(worker.index())
                .copied()
                .flatten()
                .is_some();
            LaneHead {
                name: names::worker(&view.recording.trace, worker).into(),
                detail: Rc::from(""),
                glyph: busy.then_some(("thread", "s-thread")),
                depth: 0,
            }
        }
        Row::Rest(tasks) => plain(format!("{} more tasks", tasks.len()).into()),
        Row::Gil => plain(Rc::from("GIL held by")),
    }
}

/// The name that a task was made with: `Task-3`, mostly.
fn given_name(view: &RunView, task: TaskId) -> Option<&str> {
    let trace = &view.recording.trace;
    let made = view.timeline.causes().task_created(task)?;
    match trace.records().get(made)?.event {
        Event::TaskCreated { name, .. } => Some(trace.text(name)),
        _ => None,
    }
}

/// Glyph and class of a task's state; of one that waits, they tell for what kind of thing.
pub fn task_glyph(
    view: &RunView,
    state: &LoopState,
    task: &Task,
    now: Nanos,
) -> (&'static str, &'static str) {
    match task.state {
        TaskState::Ready { .. } => ("ready", "s-ready"),
        TaskState::Running { .. } => ("running", "s-running"),
        TaskState::Waiting { wait, .. } => {
            let wait = view
                .recording
                .trace
                .waits
                .get(wait.index())
                .map(|wait| wait.kind);
            match wait {
                Some(WaitKind::Sleep { deadline, .. })
                    if state.block.is_some() && deadline < now =>
                {
                    ("blocked", "s-blocked")
                }
                Some(WaitKind::Job(_)) => ("thread", "s-thread"),
                Some(
                    WaitKind::Lock(_)
                    | WaitKind::Semaphore(_)
                    | WaitKind::Condition(_)
                    | WaitKind::Barrier(_),
                ) => ("lock", "s-waiting"),
                Some(
                    WaitKind::Gather(_)
                    | WaitKind::Several(_)
                    | WaitKind::TaskGroup(_)
                    | WaitKind::Task(_)
                    | WaitKind::Shield,
                ) => ("gather", "s-waiting"),
                _ => ("waiting", "s-waiting"),
            }
        }
        TaskState::Done {
            how: Outcome::Result(_),
            ..
        } => ("done", "s-done"),
        TaskState::Done {
            how: Outcome::Exception(_),
            ..
        } => ("failed", "s-failed"),
        TaskState::Done {
            how: Outcome::Cancelled,
            ..
        } => ("cancelled", "s-cancelled"),
    }
}

/// A run that did not end by itself says so at the end of the loop's lane.
pub fn run_end(
    view: &RunView,
    viewport: &Viewport,
    scale: &Scale<'_>,
) -> Option<(f64, At, Ending)> {
    let ending = match view.recording.end()? {
        RunEnd::Ok => return None,
        RunEnd::Exception(_) => Ending::Failed,
        RunEnd::Deadlock | RunEnd::Limit | RunEnd::Unsupported => Ending::Stopped,
    };
    let at = At {
        time: view.timeline.length(),
        cursor: view.timeline.len(),
    };
    Some((viewport.px_from_unit(scale.unit(at)), at, ending))
}
