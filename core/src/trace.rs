//! What a run leaves behind: one flat list of events in past tense, and small tables beside it.
//!
//! ```text
//!                  create_task                    run_once takes its handle
//!        (nothing) ───────────▶ READY ──────────────────────────────────────▶ RUNNING
//!             TaskCreated         ▲          StepBegan                         │  │
//!             HandleReady         │                                            │  │ TaskDone
//!                                 │ HandleReady (wakeup)      WaitBegan        │  ▼
//!                                 └──────────── WAITING ◀──────────────────────┘ DONE
//!                                                             StepEnded
//! ```
//!
//! A trace holds plain data, never a value of the program: whatever a view shows can be told from
//! here alone. Only `World::emit` writes records; only `LoopState::apply` reads them into a state.
//! An event that begins something has a partner that ends it (iteration, step, callback, block,
//! job), and every record carries the virtual time, the place in the source and who acted.

mod tape;

use crate::source::Span;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;
pub(crate) use tape::Mark;
use tape::Tape;

/// A moment or a length of virtual time, in whole nanoseconds from the start of the run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Nanos(pub u64);

impl Nanos {
    /// Seconds as Python's clocks return them.
    #[must_use]
    pub fn seconds(self) -> f64 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "exact up to 104 days of virtual time"
        )]
        let nanos = self.0 as f64;
        nanos / 1e9
    }

    /// The nearest nanosecond; negative and not-a-number become zero, as no clock shows them.
    #[must_use]
    pub fn from_seconds(seconds: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a float to integer cast saturates, which is the rule wanted here"
        )]
        let nanos = (seconds * 1e9).round_ties_even() as u64;
        Self(nanos)
    }

    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),* $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub u32);
        impl $name {
            /// The id as an index into the table or list that numbers these from zero.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A `Task`, numbered from 0 by creation (its Python name is another thing: `Task-1`).
    TaskId,
    /// A `Future` that is no task.
    FutureId,
    /// A `Handle`: one entry of the ready queue.
    HandleId,
    /// A `TimerHandle`.
    TimerId,
    /// A lock, semaphore, event, condition, queue, barrier, gather, task group or pool.
    ResourceId,
    /// A job given to a simulated worker thread or process.
    JobId,
    /// A simulated worker thread or process.
    WorkerId,
    /// A text of the trace, stored once.
    TextId,
    /// What a task waits on: an entry of `Trace::waits`.
    WaitId,
    /// One raised exception object.
    ExceptionId,
}

/// Who acted when a record was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Actor {
    /// The module's own code before and after `asyncio.run`, or the loop's housekeeping.
    Loop,
    /// A task, in its step.
    Task(TaskId),
    /// A job on a worker.
    Job(JobId),
}

/// One event with its moment, its place and its actor.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Record {
    pub at: Nanos,
    /// The expression or statement that was executed; empty for what the loop does by itself.
    pub span: Span,
    pub by: Actor,
    pub event: Event,
}

/// The name to show for what a child of a gather calls when it is done.
pub const GATHER_CALLBACK: &str = "gather's done callback";

/// What is called when a handle comes to the head of the ready queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HandleJob {
    /// `Task.__step`: the first step, the step after a bare yield, or the throw of a cancel.
    Step(TaskId),
    /// `Task.__wakeup`: the future that the task waited on is done.
    Wakeup(TaskId),
    /// Any other callback, with the name to show ([`GATHER_CALLBACK`], `tick`).
    Callback(TextId),
}

/// Why a handle came into the ready queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// A task was made: its first step is queued.
    Created,
    /// A bare yield: `asyncio.sleep(0)` gives the seat back and queues again at once.
    Yielded,
    /// The timer was due.
    Timer(TimerId),
    /// The future was settled.
    Future(FutureId),
    /// The task ended.
    Task(TaskId),
    /// A cancel request that found the task not waiting on anything that can be cancelled.
    Cancel,
    /// `call_soon` or `call_soon_threadsafe` was called by the program or by a library callback.
    Called,
    /// A worker delivered a result or a call.
    Job(JobId),
}

/// How a step gave the seat back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StepEnd {
    /// It waits: `WaitBegan` came just before.
    Waits,
    /// A bare yield.
    Yielded,
    /// The coroutine returned or raised: `TaskDone` came just before.
    Done,
}

/// How a task, future or job ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// With the `repr` of the result.
    Result(TextId),
    /// With the exception's class name and message, as the last line of a traceback.
    Exception(TextId),
    Cancelled,
}

/// What a timer is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TimerPurpose {
    /// `asyncio.sleep` of this task.
    Sleep(TaskId),
    /// `asyncio.timeout` or `wait_for` around code of this task.
    Timeout(TaskId),
    /// `call_later` or `call_at` of a callback with this name.
    Call(TextId),
}

/// What a cancel request did at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CancelEffect {
    /// The future that the task waits on was cancelled; its wakeup will throw.
    Passed,
    /// The task is marked: CancelledError is thrown at its next step.
    Marked,
    /// The task had ended; nothing happens.
    Ignored,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stream {
    Stdout,
    /// Tracebacks, warnings and logging.
    Stderr,
}

/// Kinds of things that tasks share, and what the two numbers of `ResourceChanged` mean for each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResourceKind {
    /// level = 1 while held.
    Lock,
    /// level = permits free, total = permits at the start.
    Semaphore,
    /// level = 1 when set.
    Event,
    Condition,
    /// level = items, total = maxsize (0: no bound), `pending` = unfinished tasks of `join`.
    Queue,
    /// level = tasks in, total = parties.
    Barrier,
    /// level = children done, total = children.
    Gather,
    /// level = children still running.
    TaskGroup,
    /// level = jobs running, total = workers at most, `pending` = jobs in the queue.
    ThreadPool,
    ProcessPool,
    /// All of `threading` together, which are in no pool: level = total = those alive.
    Threads,
}

/// A lock, queue, gather …: its kind and the name to show (`sem`, `queue`, `gather`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Resource {
    pub kind: ResourceKind,
    pub name: TextId,
}

/// What a task waits on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WaitKind {
    /// `asyncio.sleep` of this length.
    Sleep {
        length: Nanos,
        deadline: Nanos,
    },
    /// A bare future.
    Future,
    /// Another task's end.
    Task(TaskId),
    /// `gather`, with its resource.
    Gather(ResourceId),
    /// `asyncio.wait` or `as_completed` over this many.
    Several(u32),
    /// `shield`: the inner goes on when the waiter is cancelled.
    Shield,
    Lock(ResourceId),
    Semaphore(ResourceId),
    Event(ResourceId),
    Condition(ResourceId),
    QueueGet(ResourceId),
    QueuePut(ResourceId),
    QueueJoin(ResourceId),
    Barrier(ResourceId),
    TaskGroup(ResourceId),
    /// A job on a worker thread or process.
    Job(JobId),
}

/// One wait of one task: the future underneath, and what it stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wait {
    pub kind: WaitKind,
    /// The future underneath; `None` when the task waits on another task directly.
    pub future: Option<FutureId>,
}

/// How the whole run ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RunEnd {
    Ok,
    /// An exception left the module; its last traceback line.
    Exception(TextId),
    /// Nothing was ready, no timer ran, no worker worked.
    Deadlock,
    /// A named limit was reached; the recording's diagnostic says which.
    Limit,
    /// The program did what the page cannot run, found only while it ran.
    Unsupported,
}

/// All that can happen. Begin and end come in pairs; time is in the record.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Event {
    /// `_run_once` froze its batch: this many handles run in this iteration.
    IterationBegan {
        iteration: u32,
        batch: u32,
    },
    IterationEnded {
        iteration: u32,
    },
    /// Virtual time went on because nothing was ready, or the main thread waited or, where the record
    /// has a place, worked outside of a loop; the record carries the new time.
    ClockAdvanced {
        from: Nanos,
    },

    /// A `Task` object exists. Its first step is queued by the `HandleReady` that follows,
    /// unless it is eager. `parent` is the actor of the record.
    TaskCreated {
        task: TaskId,
        name: TextId,
        coro: TextId,
    },
    TaskNamed {
        task: TaskId,
        name: TextId,
    },
    /// The first string that the task's coroutine function was given, or else the first whole
    /// number: what people call the task when it has no name of its own. Comes right after
    /// `TaskCreated`, before its `HandleReady`.
    TaskLabelled {
        task: TaskId,
        label: TextId,
        is_number: bool,
    },
    /// A handle was appended to the ready queue, behind `position` others.
    HandleReady {
        handle: HandleId,
        job: HandleJob,
        cause: Cause,
        position: u32,
    },
    /// A handle that was in the ready queue will be skipped.
    HandleCancelled {
        handle: HandleId,
    },
    /// A callback that is no task step runs.
    CallbackBegan {
        handle: HandleId,
    },
    CallbackEnded {
        handle: HandleId,
    },

    /// The coroutine is resumed. `handle` is `None` for the eager first step.
    StepBegan {
        task: TaskId,
        handle: Option<HandleId>,
        throws: bool,
    },
    /// The task gives the seat back and waits; the span is the innermost await.
    WaitBegan {
        task: TaskId,
        wait: WaitId,
    },
    StepEnded {
        task: TaskId,
        how: StepEnd,
    },
    TaskDone {
        task: TaskId,
        how: Outcome,
    },
    /// A coroutine that is no task was entered by `await` in this task, `depth` levels down (the
    /// task's own coroutine is level 0). The span is the `await`.
    CoroutineEntered {
        task: TaskId,
        coro: TextId,
        depth: u32,
    },
    CoroutineLeft {
        task: TaskId,
        depth: u32,
    },

    FutureCreated {
        future: FutureId,
    },
    FutureSettled {
        future: FutureId,
        how: Outcome,
    },

    TimerSet {
        timer: TimerId,
        deadline: Nanos,
        purpose: TimerPurpose,
    },
    /// The loop collected a due timer; its `HandleReady` follows.
    TimerFired {
        timer: TimerId,
    },
    TimerCancelled {
        timer: TimerId,
    },

    /// `task.cancel()` was called by the record's actor.
    CancelRequested {
        task: TaskId,
        effect: CancelEffect,
    },
    /// CancelledError is thrown into the coroutine; in the step that just began.
    CancelDelivered {
        task: TaskId,
    },
    /// `task.uncancel()`: this many requests remain.
    Uncancelled {
        task: TaskId,
        remaining: u32,
    },

    ResourceCreated {
        resource: ResourceId,
    },
    /// The numbers' meaning is told at [`ResourceKind`].
    ResourceChanged {
        resource: ResourceId,
        level: i32,
        total: i32,
        pending: i32,
        owner: Option<TaskId>,
    },

    JobQueued {
        job: JobId,
        pool: ResourceId,
        name: TextId,
    },
    JobStarted {
        job: JobId,
        worker: WorkerId,
    },
    /// The worker is free again; the result reaches the loop by a `HandleReady` with `Cause::Job`.
    JobEnded {
        job: JobId,
        how: Outcome,
    },
    /// The job gave its worker's time to `time.sleep` or another blocking call until then.
    JobSlept {
        job: JobId,
        until: Nanos,
    },

    /// The actor's thread has the GIL from now until then, for CPU work; it had asked for it at
    /// `asked`, and waited since. Who sleeps or waits for something else does not have it. There
    /// are none without threads, in a free-threaded build, and in processes, which have one each.
    GilTaken {
        asked: Nanos,
        until: Nanos,
    },
    /// The loop's only thread is held by a blocking call (or CPU work) until `until`.
    BlockBegan {
        until: Nanos,
        what: TextId,
    },
    BlockEnded,

    /// A piece of a line; `ends_line` says that a line break follows it.
    Output {
        text: TextId,
        stream: Stream,
        ends_line: bool,
    },

    ExceptionRaised {
        exception: ExceptionId,
        text: TextId,
    },
    /// An `except` clause took it; the span is the clause.
    ExceptionCaught {
        exception: ExceptionId,
    },
    /// It left the coroutine and is kept in the task until somebody asks.
    ExceptionStored {
        exception: ExceptionId,
        task: TaskId,
    },
    /// It came out of `await`, `result()` or a group in this task.
    ExceptionDelivered {
        exception: ExceptionId,
        task: TaskId,
    },
    /// Nobody ever asked for it (`Task exception was never retrieved`).
    ExceptionLost {
        exception: ExceptionId,
        task: TaskId,
    },
    /// `coroutine 'x' was never awaited`, said where the last reference to it went.
    NeverAwaited {
        coro: TextId,
        /// The call that made it; empty where no line of the program did.
        made: Span,
    },

    RunEnded {
        how: RunEnd,
    },
}

/// Texts of a trace, each stored once.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    list: Vec<Rc<str>>,
    index: HashMap<Rc<str>, TextId>,
    /// The empty text is asked for very often.
    empty: Option<TextId>,
}

impl Texts {
    pub fn intern(&mut self, text: &str) -> TextId {
        match self.empty {
            Some(id) if text.is_empty() => return id,
            _ => {}
        }
        if let Some(id) = self.index.get(text) {
            return *id;
        }
        let id = TextId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        let text: Rc<str> = text.into();
        self.list.push(text.clone());
        if text.is_empty() {
            self.empty = Some(id);
        }
        self.index.insert(text, id);
        id
    }

    #[must_use]
    pub fn get(&self, id: TextId) -> &str {
        self.list.get(id.index()).map_or("", |text| text)
    }
}

/// The name and pool of a simulated worker.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Worker {
    pub pool: ResourceId,
    pub name: TextId,
}

/// The whole record of a run.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    tape: Tape,
    /// The records of the tape, once somebody has asked for them.
    records: OnceCell<Vec<Record>>,
    pub texts: Texts,
    /// Indexed by `WaitId`.
    pub waits: Vec<Wait>,
    /// Indexed by `ResourceId`.
    pub resources: Vec<Resource>,
    /// Indexed by `WorkerId`.
    pub workers: Vec<Worker>,
    /// Simulated requests, in the order in which they were sent.
    pub requests: Vec<crate::network::Request>,
    /// Number literals that lengths came from, by what has the length; see [`Trace::literal`].
    literals: Vec<(Measured, u32)>,
}

/// What holds the loop's thread where no call does.
pub const CPU_WORK: &str = "CPU work";

/// What has a length that a number in the program may say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Measured {
    /// A timer, from when it was set to its deadline.
    Timer(TimerId),
    /// The block that this record began.
    Block(u32),
    /// The sleep of a job on a worker.
    Job(JobId),
}

impl Trace {
    /// Notes that a length came from the number literal that begins at this byte of the program.
    pub fn note_literal(&mut self, measured: Measured, start: Option<u32>) {
        if let Some(start) = start {
            let at = self.literals.partition_point(|known| known.0 < measured);
            self.literals.insert(at, (measured, start));
        }
    }

    /// The place of the one number literal that a length came from, through variables and
    /// arguments; `None` where the length was computed.
    #[must_use]
    pub fn literal(&self, measured: Measured) -> Option<u32> {
        let at = self.literals.partition_point(|known| known.0 < measured);
        let found = self.literals.get(at)?;
        (found.0 == measured).then_some(found.1)
    }

    #[must_use]
    pub fn text(&self, id: TextId) -> &str {
        self.texts.get(id)
    }

    /// Appends a record.
    pub fn push(&mut self, record: &Record) {
        self.push_parts(record.at, record.span, record.by, &record.event);
    }

    /// Appends a record that nobody has put together.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn push_parts(&mut self, at: Nanos, span: Span, by: Actor, event: &Event) {
        if let Some(records) = self.records.get_mut() {
            records.push(Record {
                at,
                span,
                by,
                event: *event,
            });
        }
        self.tape.push(at, span, by, event);
    }

    /// Where the next record will be.
    pub(crate) const fn mark(&self) -> Mark {
        self.tape.mark()
    }

    /// Takes back the one record behind the mark, if nothing else has happened since.
    pub(crate) fn take_back(&mut self, mark: &Mark) -> bool {
        let is_one = self.tape.take_back(mark);
        if is_one {
            self.records.take();
        }
        is_one
    }

    /// The block whose end is the one record behind the mark goes on until then, if nothing else
    /// has happened since.
    pub(crate) fn go_on(&mut self, mark: &Mark, later: Nanos) -> bool {
        let goes_on = self.tape.go_on(mark, later);
        if goes_on {
            self.records.take();
        }
        goes_on
    }

    /// Unrolls the records for those who read all of them, and lets go of the tape: for a run that
    /// is over, or a copy of the part that exists.
    pub fn unroll(&mut self) {
        let records = self.records.take();
        self.records = records.unwrap_or_else(|| self.tape.records()).into();
        self.tape.forget();
    }

    /// All that happened, in order.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        self.records.get_or_init(|| self.tape.records())
    }

    /// How many records there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.tape.len()
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.tape.len() == 0
    }

    /// How the run ended; `None` while it goes on.
    #[must_use]
    pub fn run_end(&self) -> Option<RunEnd> {
        self.tape.run_end()
    }

    /// What the records take on the heap, in bytes: the tape, and the records themselves once
    /// somebody has asked for them.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.tape.bytes()
            + self
                .records
                .get()
                .map_or(0, |records| size_of_val(&**records))
    }

    /// Forgets all records but the first ones.
    #[cfg(test)]
    pub fn cut(&mut self, length: usize) {
        let kept = self.records()[..length].to_vec();
        (self.tape, self.records) = Default::default();
        kept.iter().for_each(|record| self.push(record));
    }

    /// The time of the last record: the length of the run.
    #[must_use]
    pub const fn end(&self) -> Nanos {
        self.tape.end()
    }
}

const _: () = assert!(
    size_of::<Record>() < 64,
    "PRODUCT's bar: under 64 bytes an event"
);

#[cfg(test)]
mod tests;
