//! What the inspector tells of one task at a cursor: what it waits on, who can end that, how its
//! time was spent, and the ways of its cancels and exceptions.
//!
//! ```text
//!   Timeline ─┬─ waits      what it waits on, who can wake it        (state at the cursor)
//!             ├─ spent      busy + ready + waiting = its age         (lanes)
//!             ├─ journeys   a cancel or an exception, step by step   (records and the text)
//!   text ─────┴─ Replay     variables, who waits for whom            (the run, made again)
//! ```

pub mod journey;
pub mod replay;

use crate::lanes::{LaneKind, TaskLane};
use crate::model::{LoopState, TaskState};
use crate::sentence::{count, moment};
use crate::trace::{JobId, Nanos, ResourceId, TaskId, TimerPurpose, Trace, Wait, WaitKind};

/// How a task's life up to a moment was spent; the parts add up to the whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Spent {
    /// In the seat.
    pub busy: Nanos,
    /// In the ready queue, or due while the loop was held.
    pub ready: Nanos,
    pub waiting: Nanos,
    /// From its creation to now, or to its end.
    pub whole: Nanos,
}

/// Adds up a lane until `now`.
#[must_use]
pub fn spent(lane: &TaskLane, now: Nanos) -> Spent {
    let mut spent = Spent::default();
    for span in lane.spans.iter().take_while(|span| span.from <= now) {
        let length = span.to.min(now).saturating_sub(span.from).0;
        let part = match span.kind {
            LaneKind::Running | LaneKind::Blocked(_) => &mut spent.busy,
            LaneKind::Ready | LaneKind::Late { .. } => &mut spent.ready,
            LaneKind::Waiting(_) => &mut spent.waiting,
            LaneKind::Done(_) => continue,
        };
        part.0 += length;
        spent.whole.0 += length;
    }
    spent
}

/// What a task waits on, and what can end that.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Waits {
    /// `lock, which Alerts holds`
    pub on: String,
    /// `Alerts, when it releases lock`
    pub woken_by: String,
    /// The tasks that can, where the trace knows them.
    pub wakers: Vec<TaskId>,
}

/// What a task waits on at this state; `None` when it does not wait.
#[must_use]
pub fn waits(state: &LoopState, trace: &Trace, task: TaskId) -> Option<Waits> {
    let wait = wait_of(state, trace, task)?;
    let name = |id: ResourceId| resource_name(trace, id);
    let owner = |id: ResourceId| state.resources.get(id.index()).and_then(|it| it.owner);
    let job = |id: JobId| {
        let job = state.jobs.get(id.index());
        job.map_or_else(String::new, |job| trace.text(job.name).to_owned())
    };
    let (on, woken_by) = match wait.kind {
        WaitKind::Sleep { deadline, .. } => (
            format!("its sleep, until {}", moment(deadline)),
            format!("the clock at {}", moment(deadline)),
        ),
        WaitKind::Task(other) => {
            let other = state.shown(other);
            (
                format!("the end of {other}"),
                format!("{other}, when it ends"),
            )
        }
        WaitKind::Lock(id) => match owner(id) {
            Some(holder) => {
                let (lock, holder) = (name(id), state.shown(holder));
                (
                    format!("{lock}, which {holder} holds"),
                    format!("{holder}, when it releases {lock}"),
                )
            }
            None => (name(id), format!("whoever releases {}", name(id))),
        },
        WaitKind::Semaphore(id) => (
            format!("a permit of {}", name(id)),
            format!("whoever releases a permit of {}", name(id)),
        ),
        WaitKind::Event(id) => (
            format!("{} to be set", name(id)),
            format!("whoever sets {}", name(id)),
        ),
        WaitKind::Condition(id) => (
            format!("a notify of {}", name(id)),
            format!("whoever notifies {}", name(id)),
        ),
        WaitKind::QueueGet(id) => (
            format!("an item in {}", name(id)),
            format!("whoever puts an item into {}", name(id)),
        ),
        WaitKind::QueuePut(id) => (
            format!("room in {}", name(id)),
            format!("whoever takes an item out of {}", name(id)),
        ),
        WaitKind::QueueJoin(id) => (
            format!("the last task_done of {}", name(id)),
            format!("whoever marks the last item of {} as done", name(id)),
        ),
        WaitKind::Barrier(id) => (
            format!("more parties at {}", name(id)),
            format!("the last to arrive at {}", name(id)),
        ),
        WaitKind::Gather(id) => {
            let slots = state.resources.get(id.index());
            let (done, of) = slots.map_or((0, 0), |it| (it.level, it.total));
            (
                format!("gather, {done} of {of} done"),
                "the last of its gather to end, or the first to fail".to_owned(),
            )
        }
        WaitKind::TaskGroup(_) => (
            "the tasks of its group".to_owned(),
            "the last task of its group to end".to_owned(),
        ),
        WaitKind::Several(number) => (
            count(number as usize, "task"),
            "the task whose end completes them".to_owned(),
        ),
        WaitKind::Shield => (
            "a shielded task".to_owned(),
            "the end of what it shields".to_owned(),
        ),
        WaitKind::Future => ("a future".to_owned(), "whoever sets its result".to_owned()),
        WaitKind::Job(id) => (
            format!("its job {}", job(id)),
            "the worker, when the job ends".to_owned(),
        ),
    };
    let wakers = waker(state, trace, task).into_iter().collect();
    Some(Waits {
        on,
        woken_by,
        wakers,
    })
}

/// The wait of a task that waits.
#[must_use]
pub fn wait_of(state: &LoopState, trace: &Trace, task: TaskId) -> Option<Wait> {
    match state.task(task)?.state {
        TaskState::Waiting { wait, .. } => trace.waits.get(wait.index()).copied(),
        _ => None,
    }
}

/// The one task that could wake this one, where there is one.
#[must_use]
pub fn waker(state: &LoopState, trace: &Trace, task: TaskId) -> Option<TaskId> {
    match wait_of(state, trace, task)?.kind {
        WaitKind::Task(other) => Some(other),
        WaitKind::Lock(lock) => state.resources.get(lock.index())?.owner,
        _ => None,
    }
}

/// The name of a lock, queue …
#[must_use]
pub fn resource_name(trace: &Trace, id: ResourceId) -> String {
    let found = trace.resources.get(id.index());
    found.map_or_else(String::new, |found| trace.text(found.name).to_owned())
}

/// When a timeout around the code of this task is due, the nearest first.
#[must_use]
pub fn timeout_of(state: &LoopState, task: TaskId) -> Option<Nanos> {
    let timers = state.timers.values();
    let own = timers.filter(|timer| timer.purpose == TimerPurpose::Timeout(task));
    own.map(|timer| timer.deadline).min()
}
