//! All that the page can show at one cursor, and nothing more: a fold over records.
//!
//! ```text
//!   records[0..cursor] ──apply, one by one──▶ LoopState { tasks, ready, seat, timers, … }
//! ```
//!
//! Only [`LoopState::apply`] writes a state. It takes constant time but for the rare removal from
//! the middle of a queue, and a copy of a state shares nearly everything with the original
//! ([`Shelf`], `Rc`), so that keyframes and time travel cost little. It refuses to know values,
//! pixels and words: sentences are made in `explain`.

use crate::names::Names;
use crate::shelf::Shelf;
use crate::source::Span;
use crate::trace::{
    Actor, CancelEffect, Cause, Event, HandleId, HandleJob, JobId, Nanos, Outcome, Record,
    ResourceId, RunEnd, StepEnd, TaskId, TextId, TimerId, TimerPurpose, Trace, Wait, WaitId,
    WaitKind, WorkerId,
};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

/// Where a task is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum TaskState {
    /// Made, or woken: it stands in the ready queue.
    Ready {
        since: Nanos,
    },
    /// It holds the loop's thread.
    Running {
        since: Nanos,
    },
    /// It gave the seat back; the span is the innermost await.
    Waiting {
        wait: WaitId,
        since: Nanos,
        span: Span,
    },
    Done {
        how: Outcome,
        at: Nanos,
    },
}

/// A coroutine that a task entered by `await`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Entered {
    pub coro: TextId,
    pub depth: u32,
    /// The `await` that entered it.
    pub span: Span,
}

/// One task as the page shows it.
#[derive(Clone, PartialEq, Debug)]
pub struct Task {
    pub id: TaskId,
    /// `Task-3`, or what the program named it.
    pub name: TextId,
    /// What people call it.
    pub shown: Rc<str>,
    pub coro: TextId,
    /// Who made it.
    pub parent: Actor,
    pub created: Nanos,
    pub state: TaskState,
    /// The innermost place at which its code is; empty before its first step.
    pub place: Span,
    /// The coroutines it has entered, outermost first, without its own.
    pub stack: Rc<Vec<Entered>>,
    /// What it waited on last, kept while it is ready and running.
    pub last_wait: Option<WaitId>,
    /// `task.cancelling()`: requests made and not taken back.
    pub cancels: u32,
    /// A request was made and CancelledError has not been thrown yet.
    pub cancel_pending: bool,
    /// Record that made the last request.
    pub cancel_record: Option<u32>,
}

/// One entry of the ready queue.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Ready {
    pub handle: HandleId,
    pub job: HandleJob,
    pub cause: Cause,
    pub since: Nanos,
    /// It will be skipped when its turn comes.
    pub cancelled: bool,
}

/// Who sits in the running seat.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Seat {
    Task(TaskId),
    Callback(Ready),
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Timer {
    pub id: TimerId,
    pub set: Nanos,
    pub deadline: Nanos,
    pub purpose: TimerPurpose,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum JobState {
    Queued {
        since: Nanos,
    },
    Running {
        worker: WorkerId,
        since: Nanos,
        sleeping_until: Option<Nanos>,
    },
    Done {
        how: Outcome,
        at: Nanos,
    },
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Job {
    pub id: JobId,
    pub pool: ResourceId,
    pub name: TextId,
    /// Who gave the job.
    pub by: Actor,
    pub state: JobState,
}

/// The numbers of a resource (their meaning is told at `ResourceKind`) and who stands in line.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ResourceState {
    pub level: i32,
    pub total: i32,
    pub pending: i32,
    pub owner: Option<TaskId>,
    /// First in, first out.
    pub waiters: Rc<VecDeque<TaskId>>,
}

/// The loop's only thread is held.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Block {
    pub since: Nanos,
    pub until: Nanos,
    pub what: TextId,
    pub by: Actor,
    pub span: Span,
}

/// The arrows of the board.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arrow {
    /// From the ready queue to the seat.
    Next,
    /// From the seat to waiting.
    Await,
    /// From waiting to the ready queue.
    WakesUp,
    /// From the seat to done.
    Return,
    /// From the seat to the tail of the ready queue, by a bare yield.
    Yield,
}

/// The state of the loop after the first `cursor` records.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct LoopState {
    pub cursor: usize,
    pub now: Nanos,
    pub iteration: u32,
    /// In order of creation, by `TaskId`.
    pub tasks: Shelf<Task>,
    pub ready: Rc<VecDeque<Ready>>,
    /// Who runs, innermost last: an eager first step runs inside of its maker's step.
    pub seat: Vec<Seat>,
    /// Timers that have not fired, by id; views sort them by deadline.
    pub timers: Rc<BTreeMap<TimerId, Timer>>,
    /// By `JobId`.
    pub jobs: Shelf<Job>,
    /// The job of each worker that ever worked, by `WorkerId`.
    pub workers: Vec<Option<JobId>>,
    /// By `ResourceId`.
    pub resources: Shelf<ResourceState>,
    pub block: Option<Block>,
    /// Who took the GIL last, and until when.
    gil: Option<(Actor, Nanos)>,
    /// How many output records there have been.
    pub outputs: usize,
    /// Ended tasks, the oldest first.
    pub done: Shelf<TaskId>,
    /// The last arrow travelled and by whom, until something else happens.
    pub arrow: Option<(Arrow, TaskId)>,
    pub end: Option<RunEnd>,
    /// Handles of the running batch that have not had their turn.
    batch_left: u32,
    names: Rc<Names>,
}

impl LoopState {
    /// Nothing has happened yet.
    #[must_use]
    pub fn new(names: Rc<Names>) -> Self {
        Self {
            names,
            ..Self::default()
        }
    }

    #[must_use]
    pub fn task(&self, id: TaskId) -> Option<&Task> {
        self.tasks.get(id.index())
    }

    /// Who holds the seat now.
    #[must_use]
    pub fn running(&self) -> Option<Seat> {
        self.seat.last().copied()
    }

    /// Whose thread has the GIL now, for CPU work.
    #[must_use]
    pub fn gil_holder(&self) -> Option<Actor> {
        let (by, until) = self.gil?;
        (self.now < until).then_some(by)
    }

    /// What people call the task.
    #[must_use]
    pub fn shown(&self, id: TaskId) -> Rc<str> {
        self.task(id)
            .map_or_else(|| self.names.get(id), |task| task.shown.clone())
    }

    /// The pending timer that is due next, ties by the order in which they were set.
    #[must_use]
    pub fn next_timer(&self) -> Option<&Timer> {
        self.timers
            .values()
            .min_by_key(|timer| (timer.deadline, timer.id))
    }

    /// Goes on by one record, which must be the one behind the last that was applied.
    pub fn apply(&mut self, trace: &Trace, record: &Record) {
        self.now = record.at;
        if let Actor::Task(id) = record.by {
            self.come_to(id, record.span);
        }
        if let Actor::Job(id) = record.by {
            self.wake_job(id, record.at);
        }
        if is_seen(&record.event) {
            self.arrow = None;
        }
        self.apply_event(trace, record);
        self.cursor += 1;
    }

    fn apply_event(&mut self, trace: &Trace, record: &Record) {
        match record.event {
            Event::IterationBegan { iteration, batch } => {
                self.iteration = iteration;
                self.batch_left = batch;
            }
            Event::IterationEnded { .. } => self.skip_cancelled(),
            Event::TaskCreated { task, name, coro } => self.create(record, task, name, coro),
            Event::TaskNamed { task, name } => self.rename(trace, task, name),
            Event::HandleReady {
                handle, job, cause, ..
            } => {
                let since = record.at;
                let entry = Ready {
                    handle,
                    job,
                    cause,
                    since,
                    cancelled: false,
                };
                Rc::make_mut(&mut self.ready).push_back(entry);
                if let HandleJob::Step(task) | HandleJob::Wakeup(task) = job {
                    self.make_ready(trace, task, cause, since);
                }
            }
            Event::HandleCancelled { handle } => {
                let ready = Rc::make_mut(&mut self.ready);
                if let Some(entry) = ready.iter_mut().find(|entry| entry.handle == handle) {
                    entry.cancelled = true;
                }
            }
            Event::CallbackBegan { handle } => {
                if let Some(entry) = self.take_turn(handle) {
                    self.seat.push(Seat::Callback(entry));
                }
            }
            Event::CallbackEnded { handle } => self
                .seat
                .retain(|seat| !matches!(seat, Seat::Callback(entry) if entry.handle == handle)),
            Event::StepBegan { task, handle, .. } => self.begin_step(record.at, task, handle),
            Event::WaitBegan { task, wait } => self.begin_wait(trace, record, task, wait),
            Event::StepEnded { task, how } => self.end_step(task, how),
            Event::TaskDone { task, how } => self.end_task(trace, record.at, task, how),
            Event::CoroutineEntered { task, coro, depth } => {
                let entered = Entered {
                    coro,
                    depth,
                    span: record.span,
                };
                self.unwind(task, depth, Some(entered));
            }
            Event::CoroutineLeft { task, depth } => self.unwind(task, depth, None),
            Event::TimerSet {
                timer,
                deadline,
                purpose,
            } => {
                let timer = Timer {
                    id: timer,
                    set: record.at,
                    deadline,
                    purpose,
                };
                Rc::make_mut(&mut self.timers).insert(timer.id, timer);
            }
            Event::TimerFired { timer } | Event::TimerCancelled { timer } => {
                if self.timers.contains_key(&timer) {
                    Rc::make_mut(&mut self.timers).remove(&timer);
                }
            }
            Event::CancelRequested { task, effect } => self.request_cancel(task, effect),
            Event::CancelDelivered { task } => {
                if let Some(task) = self.tasks.get_mut(task.index()) {
                    task.cancel_pending = false;
                }
            }
            Event::Uncancelled { task, remaining } => {
                if let Some(task) = self.tasks.get_mut(task.index()) {
                    task.cancels = remaining;
                    task.cancel_pending &= remaining > 0;
                }
            }
            Event::ResourceCreated { resource } => {
                self.resource(resource);
            }
            Event::ResourceChanged {
                resource,
                level,
                total,
                pending,
                owner,
            } => {
                if let Some(state) = self.resource(resource) {
                    (state.level, state.total) = (level, total);
                    (state.pending, state.owner) = (pending, owner);
                }
            }
            Event::JobQueued { job, pool, name } => {
                let state = JobState::Queued { since: record.at };
                self.jobs.put(
                    job.index(),
                    Job {
                        id: job,
                        pool,
                        name,
                        by: record.by,
                        state,
                    },
                );
            }
            Event::JobStarted { job, worker } => self.start_job(record.at, job, worker),
            Event::JobEnded { job, how } => self.end_job(record.at, job, how),
            Event::JobSlept { job, until } => {
                if let Some(Job {
                    state: JobState::Running { sleeping_until, .. },
                    ..
                }) = self.jobs.get_mut(job.index())
                {
                    *sleeping_until = Some(until);
                }
            }
            Event::BlockBegan { until, what } => {
                let (since, by, span) = (record.at, record.by, record.span);
                self.block = Some(Block {
                    since,
                    until,
                    what,
                    by,
                    span,
                });
            }
            Event::BlockEnded => self.block = None,
            Event::GilTaken { until, .. } => self.gil = Some((record.by, until)),
            Event::Output { .. } => self.outputs += 1,
            Event::RunEnded { how } => {
                self.end = Some(how);
                if how == RunEnd::Ok {
                    self.seat.clear();
                }
            }
            Event::ClockAdvanced { .. }
            | Event::TaskLabelled { .. }
            | Event::FutureCreated { .. }
            | Event::FutureSettled { .. }
            | Event::ExceptionRaised { .. }
            | Event::ExceptionCaught { .. }
            | Event::ExceptionStored { .. }
            | Event::ExceptionDelivered { .. }
            | Event::ExceptionLost { .. }
            | Event::NeverAwaited { .. } => {}
        }
    }

    fn create(&mut self, record: &Record, id: TaskId, name: TextId, coro: TextId) {
        let task = Task {
            id,
            name,
            shown: self.names.get(id),
            coro,
            parent: record.by,
            created: record.at,
            state: TaskState::Ready { since: record.at },
            place: Span::default(),
            stack: Rc::default(),
            last_wait: None,
            cancels: 0,
            cancel_pending: false,
            cancel_record: None,
        };
        self.tasks.put(id.index(), task);
    }

    fn rename(&mut self, trace: &Trace, id: TaskId, name: TextId) {
        if let Some(task) = self.tasks.get_mut(id.index()) {
            task.name = name;
            task.shown = trace.text(name).into();
        }
    }

    /// The task's code is at this place now.
    fn come_to(&mut self, id: TaskId, span: Span) {
        let moves = self.task(id).is_some_and(|task| task.place != span);
        if moves
            && span.start < span.end
            && let Some(task) = self.tasks.get_mut(id.index())
        {
            task.place = span;
        }
    }

    /// Its handle was queued: whatever it waited on is over.
    fn make_ready(&mut self, trace: &Trace, id: TaskId, cause: Cause, since: Nanos) {
        let Some(task) = self.task(id) else { return };
        match task.state {
            TaskState::Waiting { wait, .. } => {
                self.leave_line(trace, id, wait);
                self.arrow = Some((Arrow::WakesUp, id));
            }
            TaskState::Running { .. } if cause == Cause::Yielded => {
                self.vacate(id);
                self.arrow = Some((Arrow::Yield, id));
            }
            TaskState::Running { .. } | TaskState::Done { .. } | TaskState::Ready { .. } => return,
        }
        if let Some(task) = self.tasks.get_mut(id.index()) {
            task.state = TaskState::Ready { since };
        }
    }

    /// Takes a handle from the head of the queue; cancelled ones before it are skipped.
    fn take_turn(&mut self, handle: HandleId) -> Option<Ready> {
        let ready = Rc::make_mut(&mut self.ready);
        while ready
            .front()
            .is_some_and(|entry| entry.cancelled && entry.handle != handle)
        {
            ready.pop_front();
            self.batch_left = self.batch_left.saturating_sub(1);
        }
        let at = ready.iter().position(|entry| entry.handle == handle)?;
        self.batch_left = self.batch_left.saturating_sub(1);
        ready.remove(at)
    }

    /// What is left of a batch when it ends was cancelled.
    fn skip_cancelled(&mut self) {
        while self.batch_left > 0 {
            self.batch_left -= 1;
            if self.ready.front().is_some_and(|entry| entry.cancelled) {
                Rc::make_mut(&mut self.ready).pop_front();
            }
        }
    }

    fn begin_step(&mut self, now: Nanos, id: TaskId, handle: Option<HandleId>) {
        if let Some(handle) = handle {
            self.take_turn(handle);
        }
        if let Some(task) = self.tasks.get_mut(id.index()) {
            task.state = TaskState::Running { since: now };
        }
        self.seat.push(Seat::Task(id));
        self.arrow = Some((Arrow::Next, id));
    }

    fn begin_wait(&mut self, trace: &Trace, record: &Record, id: TaskId, wait: WaitId) {
        self.vacate(id);
        if let Some(task) = self.tasks.get_mut(id.index()) {
            task.state = TaskState::Waiting {
                wait,
                since: record.at,
                span: record.span,
            };
            task.last_wait = Some(wait);
        }
        if let Some(state) = line_of(trace, wait).and_then(|line| self.resource(line)) {
            Rc::make_mut(&mut state.waiters).push_back(id);
        }
        self.arrow = Some((Arrow::Await, id));
    }

    fn end_step(&mut self, id: TaskId, how: StepEnd) {
        self.vacate(id);
        let running =
            matches!(self.task(id), Some(task) if matches!(task.state, TaskState::Running { .. }));
        if how == StepEnd::Yielded && running {
            let since = self.now;
            if let Some(task) = self.tasks.get_mut(id.index()) {
                task.state = TaskState::Ready { since };
            }
        }
    }

    fn end_task(&mut self, trace: &Trace, at: Nanos, id: TaskId, how: Outcome) {
        self.vacate(id);
        let Some(task) = self.tasks.get_mut(id.index()) else {
            return;
        };
        let before = task.state;
        task.state = TaskState::Done { how, at };
        task.stack = Rc::default();
        task.cancel_pending = false;
        if let TaskState::Waiting { wait, .. } = before {
            self.leave_line(trace, id, wait);
        }
        self.done.push(id);
        self.arrow = Some((Arrow::Return, id));
    }

    fn vacate(&mut self, id: TaskId) {
        self.seat.retain(|seat| *seat != Seat::Task(id));
    }

    fn leave_line(&mut self, trace: &Trace, id: TaskId, wait: WaitId) {
        let Some(state) = line_of(trace, wait).and_then(|line| self.resource(line)) else {
            return;
        };
        if let Some(at) = state.waiters.iter().position(|waiter| *waiter == id) {
            Rc::make_mut(&mut state.waiters).remove(at);
        }
    }

    /// Leaves everything from `depth` down, then enters what is given.
    fn unwind(&mut self, id: TaskId, depth: u32, entered: Option<Entered>) {
        let Some(task) = self.tasks.get_mut(id.index()) else {
            return;
        };
        let stack = Rc::make_mut(&mut task.stack);
        while stack.last().is_some_and(|last| last.depth >= depth) {
            stack.pop();
        }
        stack.extend(entered);
    }

    fn request_cancel(&mut self, id: TaskId, effect: CancelEffect) {
        if effect == CancelEffect::Ignored {
            return;
        }
        let record = u32::try_from(self.cursor).ok();
        if let Some(task) = self.tasks.get_mut(id.index()) {
            task.cancels += 1;
            task.cancel_pending = true;
            task.cancel_record = record;
        }
    }

    fn resource(&mut self, id: ResourceId) -> Option<&mut ResourceState> {
        if self.resources.get(id.index()).is_none() {
            self.resources.put(id.index(), ResourceState::default());
        }
        self.resources.get_mut(id.index())
    }

    fn start_job(&mut self, now: Nanos, id: JobId, worker: WorkerId) {
        if let Some(job) = self.jobs.get_mut(id.index()) {
            job.state = JobState::Running {
                worker,
                since: now,
                sleeping_until: None,
            };
        }
        if self.workers.len() <= worker.index() {
            self.workers.resize(worker.index() + 1, None);
        }
        self.workers[worker.index()] = Some(id);
    }

    fn end_job(&mut self, at: Nanos, id: JobId, how: Outcome) {
        let Some(job) = self.jobs.get_mut(id.index()) else {
            return;
        };
        let before = job.state;
        job.state = JobState::Done { how, at };
        if let JobState::Running { worker, .. } = before
            && let Some(place) = self.workers.get_mut(worker.index())
        {
            *place = None;
        }
    }

    /// A job that acts sleeps no longer.
    fn wake_job(&mut self, id: JobId, now: Nanos) {
        let sleeps = |job: &Job| matches!(job.state, JobState::Running { sleeping_until: Some(until), .. } if until <= now);
        if self.jobs.get(id.index()).is_some_and(sleeps)
            && let Some(Job {
                state: JobState::Running { sleeping_until, .. },
                ..
            }) = self.jobs.get_mut(id.index())
        {
            *sleeping_until = None;
        }
    }
}

/// The resource in whose line a wait stands, if it is one that has a line.
#[must_use]
pub fn line_of(trace: &Trace, wait: WaitId) -> Option<ResourceId> {
    let Wait { kind, .. } = trace.waits.get(wait.index())?;
    match *kind {
        WaitKind::Lock(id)
        | WaitKind::Semaphore(id)
        | WaitKind::Event(id)
        | WaitKind::Condition(id)
        | WaitKind::QueueGet(id)
        | WaitKind::QueuePut(id)
        | WaitKind::QueueJoin(id)
        | WaitKind::Barrier(id) => Some(id),
        WaitKind::Sleep { .. }
        | WaitKind::Future
        | WaitKind::Task(_)
        | WaitKind::Gather(_)
        | WaitKind::Several(_)
        | WaitKind::Shield
        | WaitKind::TaskGroup(_)
        | WaitKind::Job(_) => None,
    }
}

/// Events that a person sees happen, so that the arrow of the move before them goes out.
fn is_seen(event: &Event) -> bool {
    matches!(
        event,
        Event::ClockAdvanced { .. }
            | Event::TaskCreated { .. }
            | Event::TimerFired { .. }
            | Event::CancelRequested { .. }
            | Event::JobQueued { .. }
            | Event::JobStarted { .. }
            | Event::JobEnded { .. }
            | Event::BlockBegan { .. }
            | Event::BlockEnded
            | Event::Output { .. }
            | Event::ExceptionRaised { .. }
            | Event::ExceptionCaught { .. }
            | Event::RunEnded { .. }
    )
}
