//! The run as lanes to draw: who was in which state from when to when. One pass over the trace.
//!
//! ```text
//!   loop        idle ───────── ▮ idle ─── ▮        LoopSpan
//!   main        ▮ waiting ───────────────── ▮      LaneSpan, kind by state
//!     fetch     ├───────────────────────────┤      NestedSpan, a coroutine that is no task
//!   Worker 1       ├ job ─────┤                    JobSpan
//! ```
//!
//! A step that takes no time is a span of no length: the views give it a width. Cursors go along
//! with the times, so that an axis of steps can be drawn from the same spans. A span that is still
//! open at the end of the trace ends there.

use crate::gil::Gil;
use crate::recording::Recording;
use crate::source::Span;
use crate::trace::{
    Actor, Event, HandleJob, JobId, Nanos, Outcome, Record, RunEnd, StepEnd, TaskId, TextId,
    TimerId, TimerPurpose, WaitId, WorkerId,
};

/// A wake-up that comes this much behind its deadline counts as late; below is rounding.
pub const LATE_FROM: Nanos = Nanos(1_000_000);

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum LaneKind {
    Ready,
    Running,
    Waiting(WaitId),
    /// It runs and holds the loop's thread all the while.
    Blocked(TextId),
    /// Its sleep was over at `due`, but it started at `started` only (the end of the trace when it
    /// never did).
    Late {
        due: Nanos,
        started: Nanos,
    },
    /// A moment without length: it ended.
    Done(Outcome),
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct LaneSpan {
    pub from: Nanos,
    pub to: Nanos,
    /// Cursor of the record that began it: the state at this cursor shows it.
    pub from_cursor: usize,
    pub to_cursor: usize,
    pub kind: LaneKind,
}

/// A coroutine that was awaited inside of a task.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct NestedSpan {
    pub coro: TextId,
    /// From 1.
    pub depth: u32,
    pub from: Nanos,
    pub to: Nanos,
    pub from_cursor: usize,
    pub to_cursor: usize,
}

#[derive(Clone, PartialEq, Debug)]
pub struct TaskLane {
    pub task: TaskId,
    /// Later spans never begin before earlier ones.
    pub spans: Vec<LaneSpan>,
    /// In the order in which they were left.
    pub nested: Vec<NestedSpan>,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum LoopKind {
    /// Nothing is ready: the clock goes on to the next timer or worker.
    Idle,
    /// One iteration, nearly always of no length.
    Busy {
        iteration: u32,
    },
    Blocked {
        what: TextId,
        by: Actor,
    },
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct LoopSpan {
    pub from: Nanos,
    pub to: Nanos,
    pub from_cursor: usize,
    pub to_cursor: usize,
    pub kind: LoopKind,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct JobSpan {
    pub job: JobId,
    pub from: Nanos,
    pub to: Nanos,
    pub from_cursor: usize,
    pub to_cursor: usize,
    /// `None` while it runs.
    pub how: Option<Outcome>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct WorkerLane {
    pub worker: WorkerId,
    pub jobs: Vec<JobSpan>,
}

/// All lanes of a run.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Lanes {
    pub event_loop: Vec<LoopSpan>,
    /// In order of creation.
    pub tasks: Vec<TaskLane>,
    /// Workers that had a job, in order of their ids.
    pub workers: Vec<WorkerLane>,
    pub gil: Gil,
}

#[derive(Default)]
struct Builder {
    lanes: Lanes,
    /// Index into `lanes.tasks` by task id.
    lane_of: Vec<Option<usize>>,
    /// The span of each lane that has not ended.
    open: Vec<Option<LaneSpan>>,
    /// Coroutines that each task is in.
    entered: Vec<Vec<NestedSpan>>,
    /// Sleeping timers: whose, and when due.
    timers: Vec<Option<(TaskId, Nanos)>>,
    workers: Vec<Vec<JobSpan>>,
    worker_of: Vec<Option<WorkerId>>,
    busy: Option<(u32, Nanos, usize)>,
    blocked: Option<(TextId, Actor, Nanos, usize)>,
}

impl Lanes {
    #[must_use]
    pub fn of(recording: &Recording) -> Self {
        let mut builder = Builder::default();
        for (index, record) in recording.records().iter().enumerate() {
            builder.record(record, index + 1);
        }
        builder.finish(recording.length(), recording.records().len())
    }
}

impl Builder {
    fn record(&mut self, record: &Record, cursor: usize) {
        let now = record.at;
        match record.event {
            Event::TaskCreated { task, .. } => {
                put(
                    &mut self.lane_of,
                    task.index(),
                    Some(self.lanes.tasks.len()),
                );
                self.lanes.tasks.push(TaskLane {
                    task,
                    spans: Vec::new(),
                    nested: Vec::new(),
                });
                self.open.push(None);
                self.entered.push(Vec::new());
                self.turn(task, LaneKind::Ready, now, cursor);
            }
            Event::HandleReady {
                job: HandleJob::Step(task) | HandleJob::Wakeup(task),
                ..
            } => {
                if matches!(self.kind(task), Some(LaneKind::Waiting(_))) {
                    self.turn(task, LaneKind::Ready, now, cursor);
                }
            }
            Event::StepBegan { task, .. } => self.turn(task, LaneKind::Running, now, cursor),
            Event::WaitBegan { task, wait } => {
                self.turn(task, LaneKind::Waiting(wait), now, cursor);
            }
            Event::StepEnded {
                task,
                how: StepEnd::Yielded,
            } => {
                self.turn(task, LaneKind::Ready, now, cursor);
            }
            Event::TaskDone { task, how } => {
                self.turn(task, LaneKind::Done(how), now, cursor);
                self.leave(task, 0, now, cursor);
                if let Some(lane) = self.lane(task)
                    && let Some(span) = self.open[lane].take()
                {
                    self.lanes.tasks[lane].spans.push(span);
                }
            }
            Event::CoroutineEntered { task, coro, depth } => {
                self.leave(task, depth, now, cursor);
                let (from, from_cursor) = (now, cursor);
                if let Some(lane) = self.lane(task) {
                    let to_cursor = cursor;
                    let span = NestedSpan {
                        coro,
                        depth,
                        from,
                        to: now,
                        from_cursor,
                        to_cursor,
                    };
                    self.entered[lane].push(span);
                }
            }
            Event::CoroutineLeft { task, depth } => self.leave(task, depth, now, cursor),
            Event::TimerSet {
                timer,
                deadline,
                purpose: TimerPurpose::Sleep(task),
            } => {
                put(&mut self.timers, timer.index(), Some((task, deadline)));
            }
            Event::TimerFired { timer } => self.fire(timer, now, cursor),
            _ => self.loop_record(record, cursor),
        }
    }

    /// Events of the loop's own lane and of the workers.
    fn loop_record(&mut self, record: &Record, cursor: usize) {
        let now = record.at;
        match record.event {
            // The main thread's own work is no rest of a loop.
            Event::ClockAdvanced { .. } if record.span != Span::default() => {}
            Event::ClockAdvanced { from } => self.lanes.event_loop.push(LoopSpan {
                from,
                to: now,
                from_cursor: cursor.saturating_sub(1),
                to_cursor: cursor,
                kind: LoopKind::Idle,
            }),
            Event::IterationBegan { iteration, .. } => self.busy = Some((iteration, now, cursor)),
            Event::IterationEnded { .. } => self.end_busy(now, cursor),
            Event::GilTaken { .. } => self.lanes.gil.record(record, cursor),
            Event::BlockBegan { what, .. } => {
                self.blocked = Some((what, record.by, now, cursor));
                if let Actor::Task(task) = record.by {
                    self.turn(task, LaneKind::Blocked(what), now, cursor);
                }
            }
            Event::BlockEnded => {
                self.end_block(now, cursor);
                if let Actor::Task(task) = record.by {
                    self.turn(task, LaneKind::Running, now, cursor);
                }
            }
            Event::JobStarted { job, worker } => {
                put(&mut self.worker_of, job.index(), Some(worker));
                let (from_cursor, to_cursor) = (cursor, cursor);
                let span = JobSpan {
                    job,
                    from: now,
                    to: now,
                    from_cursor,
                    to_cursor,
                    how: None,
                };
                if self.workers.len() <= worker.index() {
                    self.workers.resize_with(worker.index() + 1, Vec::new);
                }
                self.workers[worker.index()].push(span);
            }
            Event::JobEnded { job, how } => {
                let worker = self.worker_of.get(job.index()).copied().flatten();
                let Some(spans) = worker.and_then(|id| self.workers.get_mut(id.index())) else {
                    return;
                };
                if let Some(span) = spans.last_mut().filter(|span| span.job == job) {
                    (span.to, span.to_cursor, span.how) = (now, cursor, Some(how));
                }
            }
            Event::RunEnded { how: RunEnd::Ok } => self.end_busy(now, cursor),
            _ => {}
        }
    }

    fn lane(&self, task: TaskId) -> Option<usize> {
        self.lane_of.get(task.index()).copied().flatten()
    }

    fn kind(&self, task: TaskId) -> Option<LaneKind> {
        self.open.get(self.lane(task)?)?.map(|span| span.kind)
    }

    /// Ends the open span of a task and begins the next.
    fn turn(&mut self, task: TaskId, kind: LaneKind, now: Nanos, cursor: usize) {
        let Some(lane) = self.lane(task) else { return };
        let next = LaneSpan {
            from: now,
            to: now,
            from_cursor: cursor,
            to_cursor: cursor,
            kind,
        };
        if let Some(mut span) = self.open[lane].replace(next) {
            if let LaneKind::Late { started, .. } = &mut span.kind {
                *started = now;
            }
            (span.to, span.to_cursor) = (now, cursor);
            self.lanes.tasks[lane].spans.push(span);
        }
    }

    /// A sleep's timer was collected; late ones cut the waiting span at the deadline.
    fn fire(&mut self, timer: TimerId, now: Nanos, cursor: usize) {
        let Some((task, due)) = self.timers.get(timer.index()).copied().flatten() else {
            return;
        };
        let waits = matches!(self.kind(task), Some(LaneKind::Waiting(_)));
        if waits && now.saturating_sub(due) >= LATE_FROM {
            self.turn(task, LaneKind::Late { due, started: now }, due, cursor);
        }
    }

    fn leave(&mut self, task: TaskId, depth: u32, now: Nanos, cursor: usize) {
        let Some(lane) = self.lane(task) else { return };
        while let Some(mut span) = self.entered[lane].pop_if(|last| last.depth >= depth) {
            (span.to, span.to_cursor) = (now, cursor);
            self.lanes.tasks[lane].nested.push(span);
        }
    }

    fn end_busy(&mut self, now: Nanos, cursor: usize) {
        if let Some((iteration, from, from_cursor)) = self.busy.take() {
            let kind = LoopKind::Busy { iteration };
            let span = LoopSpan {
                from,
                to: now,
                from_cursor,
                to_cursor: cursor,
                kind,
            };
            self.lanes.event_loop.push(span);
        }
    }

    fn end_block(&mut self, now: Nanos, cursor: usize) {
        if let Some((what, by, from, from_cursor)) = self.blocked.take() {
            let kind = LoopKind::Blocked { what, by };
            let span = LoopSpan {
                from,
                to: now,
                from_cursor,
                to_cursor: cursor,
                kind,
            };
            self.lanes.event_loop.push(span);
        }
    }

    fn finish(mut self, end: Nanos, cursor: usize) -> Lanes {
        self.end_block(end, cursor);
        self.end_busy(end, cursor);
        for lane in 0..self.open.len() {
            let task = self.lanes.tasks[lane].task;
            self.leave(task, 0, end, cursor);
            if let Some(mut span) = self.open[lane].take() {
                if let LaneKind::Late { started, .. } = &mut span.kind {
                    *started = end;
                }
                (span.to, span.to_cursor) = (end, cursor);
                self.lanes.tasks[lane].spans.push(span);
            }
        }
        for (index, mut jobs) in self.workers.into_iter().enumerate() {
            if let Some(span) = jobs.last_mut().filter(|span| span.how.is_none()) {
                (span.to, span.to_cursor) = (end, cursor);
            }
            if !jobs.is_empty() {
                let worker = WorkerId(u32::try_from(index).unwrap_or(u32::MAX));
                self.lanes.workers.push(WorkerLane { worker, jobs });
            }
        }
        self.lanes
    }
}

fn put<T: Clone + Default>(list: &mut Vec<T>, index: usize, item: T) {
    if list.len() <= index {
        list.resize(index + 1, T::default());
    }
    list[index] = item;
}
