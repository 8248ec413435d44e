//! CPython's event loop: futures, tasks, handles and `_run_once`, under a virtual clock.
//!
//! ```text
//!   create_task, call_soon ──▶ ready ──next_action──▶ the machine runs a step or a callback
//!   call_later ──▶ timers ──due──▶ ready                    │ step_ended, callback_ended
//!   worker threads ──events──▶ ready                        ▼
//!                                        done, or waits on a future whose wakeup is queued later
//! ```
//!
//! The executor knows no opcode: it says what to call next ([`next_action`]) and is told how that
//! ended ([`step_ended`], [`callback_ended`]). Natives never run the loop: they append entries to
//! `ready`, and only `run` takes them out.

mod aio;
pub mod clock;
pub mod describe;
pub mod future;
pub mod gather;
pub mod handle;
pub mod heap;
mod locks;
mod lost;
mod queues;
mod resources;
mod run;
mod shortcuts;
mod sleep;
mod spin;
mod strand;
pub mod task;
mod task_methods;
pub mod threads;

pub use aio::{install, module as install_module};
pub use describe::repr_future;
pub use future::{await_future, steps};
pub use lost::{async_generator_begins, async_generator_died, finalise};
pub use run::{callback_ended, input, next_action, step_ended, stepping};
pub use shortcuts::class_changed;
pub(crate) use strand::runs as in_thread;
pub use threads::finish;

use crate::trace::{
    Actor, Cause, Event, FutureId, HandleId, HandleJob, JobId, Nanos, Record, ResourceId, TaskId,
    TextId, TimerId, WorkerId,
};
use crate::world::World;
use crate::world::frame::Generator;
use crate::world::future::{Callable, Future, LoopId};
use crate::world::value::{Class, Exception, Outcome, Str, Value};
use clock::Clock;
use handle::Handle;
use heap::Timers;
use std::collections::{BTreeMap, VecDeque};
use std::rc::{Rc, Weak};

/// What the machine does next for the running loop.
pub enum Action {
    /// Resume the coroutine of the task whose step is under way ([`stepping`]), with an exception to
    /// throw in; report by [`step_ended`].
    Resume(Option<Rc<Exception>>),
    /// Call this; report by [`callback_ended`].
    Call(Box<Call>),
    /// The loop was stopped: the call that ran it returns None.
    Finished,
    /// The loop's thread waits for others: the call that ran it returns True, and is made again.
    Idle,
}

const _: () = assert!(size_of::<Outcome<Action>>() <= 16, "it fits into registers");

/// A callback and its arguments.
pub struct Call {
    pub callable: Value,
    pub args: Vec<Value>,
}

/// What a resumed coroutine did.
pub enum StepResult {
    Yielded(Value),
    Returned(Value),
    Raised(Rc<Exception>),
}

/// One entry of a ready queue.
pub(crate) struct Entry {
    pub id: HandleId,
    pub work: Ready,
    /// Housekeeping of `asyncio.run`, of which the trace does not tell.
    pub quiet: bool,
}

/// What an entry of the ready queue calls.
pub(crate) enum Ready {
    /// `Task.__step`, with an exception to throw.
    Step {
        task: Rc<Future>,
        error: Option<Rc<Exception>>,
    },
    /// `Task.__wakeup`.
    Wakeup {
        task: Rc<Future>,
        future: Rc<Future>,
    },
    /// A done callback of a future.
    Done {
        callable: Callable,
        future: Rc<Future>,
        context: Value,
    },
    /// A handle that the program may hold, or its timer that was due.
    Handle(Rc<Handle>),
    /// The time of this sleep is over.
    Sleep(Rc<Future>),
}

/// One event loop.
pub(crate) struct EventLoop {
    /// The Python object.
    pub object: Value,
    pub ready: VecDeque<Entry>,
    pub timers: Timers,
    /// Entries of the present batch that have not had their turn.
    pub batch_left: usize,
    /// The batch has been frozen and its end is still to be told.
    pub in_iteration: bool,
    /// `_run_once` was entered at least once since the loop was started.
    pub ran_once: bool,
    pub stopping: bool,
    pub running: bool,
    pub closed: bool,
    /// `set_task_factory` was called: tasks are made by Python code.
    pub has_factory: bool,
    /// `loop.set_debug`: turns are timed.
    pub debug: bool,
    /// When the turn began that runs now, in seconds, where turns are timed.
    pub turn_began: Option<f64>,
    /// Async generators that are being iterated, to be closed at the end.
    pub generators: Vec<Weak<Generator>>,
}

/// What each thread has of its own.
#[derive(Clone, Copy, Default)]
pub(crate) struct Local {
    /// The loop that runs in this thread.
    pub running: Option<LoopId>,
    /// What `set_event_loop` was given.
    pub current: Option<LoopId>,
}

/// A step that is under way.
pub(crate) struct Stepping {
    pub task: Rc<Future>,
    /// The future that was waited for: as an argument of the step's handle it lives until the step
    /// is over, and its result with it.
    pub woken_by: Option<Rc<Future>>,
    /// What was thrown in, which lives as long, and what its traceback holds with it.
    #[expect(dead_code, reason = "it is held, and never read")]
    pub thrown: Option<Rc<Exception>>,
    /// Who acted before.
    pub actor: Actor,
}

/// A callback that is under way.
pub(crate) struct Calling {
    pub id: HandleId,
    pub actor: Actor,
    pub callable: Value,
    /// The handle, where the program has one.
    pub handle: Option<Rc<Handle>>,
    pub quiet: bool,
}

/// Classes that the executor makes objects of.
pub(crate) struct Classes {
    pub handle: Rc<Class>,
    pub timer_handle: Rc<Class>,
    pub gathering: Rc<Class>,
    pub cancelled_error: Rc<Class>,
    pub context: Rc<Class>,
    pub context_var: Rc<Class>,
    pub token: Rc<Class>,
}

/// The next numbers to give.
#[derive(Default)]
pub(crate) struct Ids {
    task: u32,
    serial: u64,
    /// `Task-1` is the first.
    name: u64,
    future: u32,
    handle: u32,
    timer: u32,
    job: u32,
    pub iteration: u32,
}

/// Everything that the loops, tasks and simulated threads of one run own.
#[derive(Default)]
pub struct Executor {
    pub(crate) clock: Clock,
    pub(crate) loops: Vec<EventLoop>,
    pub(crate) local: Local,
    pub(crate) steps: Vec<Stepping>,
    pub(crate) calls: Vec<Calling>,
    /// Tasks that are not done, by order of creation. They are kept alive here.
    pub(crate) live: BTreeMap<u64, Rc<Future>>,
    /// The present `contextvars` context is the last one.
    pub(crate) contexts: Vec<Value>,
    pub(crate) ids: Ids,
    pub(crate) spin: spin::Spin,
    pub(crate) classes: Option<Rc<Classes>>,
    /// The text of a sleep's end in the ready queue, which is needed at every sleep.
    pub(crate) sleep_text: Option<TextId>,
    pub(crate) shapes: shortcuts::Shapes,
    /// Cancels of gathers inside of each other.
    pub(crate) nesting: u32,
    /// Futures whose `repr` is being written: inside of it they are dots.
    pub(crate) shown: Vec<*const Future>,
    /// Steps and callbacks so far.
    executed: u64,
}

impl Executor {
    /// The virtual time of whoever runs: the main thread, or a worker's job.
    #[must_use]
    pub fn now(&self) -> Nanos {
        Nanos(self.clock.now())
    }

    /// A worker acts, ahead of the main clock.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        self.clock.is_ahead()
    }

    /// Keeps a record that a worker made ahead of the main clock.
    pub fn hold_back(&mut self, record: Record) {
        self.clock.hold_back(clock::Due::Record(record));
    }

    /// Steps and callbacks so far.
    #[must_use]
    pub const fn executed(&self) -> u64 {
        self.executed
    }

    /// The task whose step is under way.
    #[must_use]
    pub fn current_task(&self) -> Option<&Rc<Future>> {
        let stepping = self.steps.last()?;
        (stepping.task.owner.get() == self.local.running).then_some(&stepping.task)
    }

    pub(crate) fn classes(&self) -> Rc<Classes> {
        match &self.classes {
            Some(classes) => classes.clone(),
            None => unreachable!("the executor is installed before anything runs"),
        }
    }

    pub(crate) fn event_loop(&mut self, id: LoopId) -> &mut EventLoop {
        match self.loops.get_mut(id.0 as usize) {
            Some(event_loop) => event_loop,
            None => unreachable!("loops are numbered by creation and never removed"),
        }
    }

    pub(crate) fn next_future(&mut self) -> FutureId {
        let id = FutureId(self.ids.future);
        self.ids.future += 1;
        id
    }

    pub(crate) fn next_handle(&mut self) -> HandleId {
        let id = HandleId(self.ids.handle);
        self.ids.handle += 1;
        id
    }

    pub(crate) fn next_timer(&mut self) -> TimerId {
        let id = TimerId(self.ids.timer);
        self.ids.timer += 1;
        id
    }

    /// Whether a thread or a process ever had anything to do.
    pub(crate) const fn has_jobs(&self) -> bool {
        self.ids.job > 0
    }

    pub(crate) fn next_job(&mut self) -> JobId {
        let id = JobId(self.ids.job);
        self.ids.job += 1;
        id
    }

    pub(crate) fn next_task(&mut self) -> TaskId {
        let id = TaskId(self.ids.task);
        self.ids.task += 1;
        id
    }

    pub(crate) fn next_serial(&mut self) -> u64 {
        self.ids.serial += 1;
        self.ids.serial
    }

    /// The number of the next `Task-…`.
    pub(crate) fn next_name(&mut self) -> u64 {
        self.ids.name += 1;
        self.ids.name
    }

    /// Counts a step or callback; true when the limit is passed.
    pub(crate) fn count_step(&mut self, limit: u64) -> bool {
        self.executed += 1;
        self.executed > limit
    }
}

/// Appends an entry to a loop's ready queue and tells of it.
pub(crate) fn push_ready(world: &mut World, id: LoopId, work: Ready, cause: Cause) -> HandleId {
    let handle = world.executor.next_handle();
    push_numbered(world, id, handle, work, cause);
    handle
}

/// As [`push_ready`], for a handle that has its number.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub(crate) fn push_numbered(
    world: &mut World,
    id: LoopId,
    handle: HandleId,
    work: Ready,
    cause: Cause,
) {
    let job = match &work {
        Ready::Step { task, .. } => task.task_id().map(HandleJob::Step),
        Ready::Done {
            callable, future, ..
        } => {
            let is_quiet = future.part().is_some_and(|part| part.id.is_none());
            let name = describe::callback_text(world, callable);
            (!is_quiet).then_some(HandleJob::Callback(name))
        }
        Ready::Handle(handle) => Some(HandleJob::Callback(handle::text(world, handle))),
        Ready::Wakeup { .. } | Ready::Sleep(_) => {
            unreachable!("the commonest entries have functions of their own")
        }
    };
    enqueue(world, id, handle, job, cause, work);
}

/// As [`push_ready`], for a task that waited for the future.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub(crate) fn push_wakeup(
    world: &mut World,
    id: LoopId,
    task: Rc<Future>,
    future: Rc<Future>,
    cause: Cause,
) {
    let handle = world.executor.next_handle();
    let job = task.task_id().map(HandleJob::Wakeup);
    enqueue(
        world,
        id,
        handle,
        job,
        cause,
        Ready::Wakeup { task, future },
    );
}

/// As [`push_ready`], for the end of a sleep, whose handle has its number.
pub(crate) fn push_sleep(
    world: &mut World,
    id: LoopId,
    handle: HandleId,
    future: Rc<Future>,
    timer: TimerId,
) {
    let job = Some(HandleJob::Callback(sleep_text(world)));
    let cause = Cause::Timer(timer);
    enqueue(world, id, handle, job, cause, Ready::Sleep(future));
}

/// Tells of an entry, unless it is housekeeping, and makes it where it stays (see `trace::tape`).
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn enqueue(
    world: &mut World,
    id: LoopId,
    handle: HandleId,
    job: Option<HandleJob>,
    cause: Cause,
    work: Ready,
) {
    let position = u32::try_from(world.executor.event_loop(id).ready.len()).unwrap_or(u32::MAX);
    if let Some(job) = job {
        world.emit(Event::HandleReady {
            handle,
            job,
            cause,
            position,
        });
    }
    world.executor.event_loop(id).ready.push_back(Entry {
        id: handle,
        work,
        quiet: job.is_none(),
    });
}

/// The text of a sleep's end in the ready queue, made once.
fn sleep_text(world: &mut World) -> TextId {
    if let Some(text) = world.executor.sleep_text {
        return text;
    }
    let text = world.text("sleep ends");
    world.executor.sleep_text = Some(text);
    text
}

/// CPU work of whoever runs takes this long.
///
/// # Errors
/// What events of other threads raise meanwhile.
pub fn cpu_work(world: &mut World, nanos: u64) -> Outcome<()> {
    clock::work(world, nanos)
}

/// A coroutine of the program's own is entered for the first time; `awaited` says that another
/// coroutine waits for it, so that it is no task's own.
pub fn coroutine_entered(world: &mut World, name: &Rc<Str>, awaited: bool) {
    if !awaited {
        return;
    }
    let Some(task) = world.executor.steps.last().map(|step| step.task.clone()) else {
        return;
    };
    let Some(part) = task.part() else { return };
    let depth = part.depth.get() + 1;
    part.depth.set(depth);
    if let Some(id) = part.id {
        let coro = world.text(name.as_str());
        world.emit(Event::CoroutineEntered {
            task: id,
            coro,
            depth,
        });
    }
}

/// A coroutine of the program's own has ended.
pub fn coroutine_left(world: &mut World) {
    let Some(task) = world.executor.steps.last().map(|step| step.task.clone()) else {
        return;
    };
    let Some(part) = task.part() else { return };
    let depth = part.depth.get();
    if depth == 0 {
        return;
    }
    part.depth.set(depth - 1);
    if let Some(id) = part.id {
        world.emit(Event::CoroutineLeft { task: id, depth });
    }
}

/// Gives everything that the executor holds away, at the end of a run: what the values refer to is
/// the caller's to empty.
pub fn clear(world: &mut World) -> Vec<Value> {
    world.finalisers.close();
    let mut executor = std::mem::take(&mut world.executor);
    let mut values = std::mem::take(&mut executor.contexts);
    values.extend(
        std::mem::take(&mut executor.live)
            .into_values()
            .map(Value::Future),
    );
    values.extend(
        executor
            .steps
            .drain(..)
            .map(|step| Value::Future(step.task)),
    );
    values.extend(executor.calls.drain(..).map(|calling| calling.callable));
    for event_loop in executor.loops {
        values.push(event_loop.object);
        for timer in event_loop.timers.handles() {
            timer.empty_into(&mut values);
        }
        for entry in event_loop.ready {
            match entry.work {
                Ready::Step { task, error } => {
                    values.push(Value::Future(task));
                    values.extend(error.map(Value::Exception));
                }
                Ready::Wakeup { task, future } => {
                    values.extend([Value::Future(task), Value::Future(future)]);
                }
                Ready::Done {
                    callable,
                    future,
                    context,
                } => {
                    values.extend([Value::Future(future), context]);
                    if let Callable::Python(callable) = callable {
                        values.push(callable);
                    }
                }
                Ready::Handle(handle) => handle.empty_into(&mut values),
                Ready::Sleep(future) => values.push(Value::Future(future)),
            }
        }
    }
    executor.clock.empty_into(&mut values);
    values
}

/// A resource and worker of the trace by their numbers.
pub(crate) fn add_worker(world: &mut World, pool: ResourceId, name: TextId) -> WorkerId {
    let id = WorkerId(u32::try_from(world.trace.workers.len()).unwrap_or(u32::MAX));
    world
        .trace
        .workers
        .push(crate::trace::Worker { pool, name });
    id
}
