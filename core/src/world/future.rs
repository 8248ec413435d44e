//! Futures and tasks as records, with their legal states.
//!
//! ```text
//!                set_result, set_exception
//!   PENDING ──────────────────────────────▶ FINISHED
//!      │  cancel
//!      └──────────▶ CANCELLED
//! ```
//!
//! The rules of the states are the executor's (`executor::future`, `executor::task`).

use super::dict::Dict;
use super::drops::{Finaliser, Finalisers};
use super::frame::Linked;
use super::value::{Class, Exception, TracebackEntry, Value};
use crate::source::Span;
use crate::trace::{FutureId, HandleId, ResourceId, TaskId, TimerId, WaitKind};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

/// CPython's `_PENDING`, `_CANCELLED`, `_FINISHED`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FutureState {
    Pending,
    Cancelled,
    Finished,
}

/// An event loop of this run, numbered from 0 by creation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LoopId(pub u32);

/// A `Future`, a `Task`, or an instance of a subclass of one of them.
pub struct Future {
    pub class: Rc<Class>,
    /// Attributes set by the program or by a subclass's methods; made when first needed.
    dict: OnceCell<Rc<Dict>>,
    pub state: Cell<FutureState>,
    pub result: RefCell<Value>,
    pub exception: RefCell<Option<Rc<Exception>>>,
    /// The exception's traceback when it was set, for the first who asks for the result.
    pub traceback: RefCell<Vec<TracebackEntry>>,
    /// The `CancelledError` that ended a task, for the first who asks.
    pub cancelled_error: RefCell<Option<Rc<Exception>>>,
    /// The exception was never asked for; cleared by `result()` and `exception()`.
    pub log_traceback: Cell<bool>,
    /// The loop it belongs to; `None` until `__init__` has run.
    pub owner: Cell<Option<LoopId>>,
    pub callbacks: RefCell<Callbacks>,
    pub cancel_message: RefCell<Value>,
    /// `_asyncio_future_blocking`: set by `await`, cleared by the task that takes it.
    pub blocking: Cell<bool>,
    pub id: FutureId,
    /// The program made it itself, so that the trace tells of it.
    pub visible: bool,
    /// What a task that waits on this future is waiting for, for the trace.
    pub meaning: Cell<Option<WaitKind>>,
    /// The timer of the `asyncio.sleep` that made it.
    pub alarm: Cell<Alarm>,
    /// The part that makes it a task; filled by `Task.__init__`.
    pub task: OnceCell<Box<TaskPart>>,
    /// The part that makes it what `gather` gives.
    pub gathering: OnceCell<Box<Gathering>>,
    /// Where the last reference reports an exception that nobody saw.
    pub finalisers: Rc<Finalisers>,
}

/// One entry of a future's callback list.
#[derive(Clone)]
pub struct FutureCallback {
    pub callable: Callable,
    /// The `contextvars` context it runs in; `Unbound` where that does not matter.
    pub context: Value,
}

/// The callbacks of a future in order; nearly always there is one at most.
#[derive(Clone, Default)]
pub struct Callbacks {
    first: Option<FutureCallback>,
    rest: Vec<FutureCallback>,
}

impl Callbacks {
    pub fn push(&mut self, callback: FutureCallback) {
        if self.first.is_none() {
            self.first = Some(callback);
        } else {
            self.rest.push(callback);
        }
    }

    /// A task waits for the future.
    pub fn push_wakeup(&mut self, task: Rc<Future>) {
        if self.first.is_none() {
            // Made where it stays: see `trace::tape`.
            self.first = Some(FutureCallback {
                callable: Callable::Wakeup(task),
                context: Value::Unbound,
            });
        } else {
            self.rest.push(FutureCallback {
                callable: Callable::Wakeup(task),
                context: Value::Unbound,
            });
        }
    }

    /// Takes the callback out where there is just one.
    pub fn take_only(&mut self) -> Option<FutureCallback> {
        if self.rest.is_empty() {
            self.first.take()
        } else {
            None
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &FutureCallback> {
        self.first.iter().chain(&self.rest)
    }
}

impl IntoIterator for Callbacks {
    type Item = FutureCallback;
    type IntoIter =
        std::iter::Chain<std::option::IntoIter<FutureCallback>, std::vec::IntoIter<FutureCallback>>;

    fn into_iter(self) -> Self::IntoIter {
        self.first.into_iter().chain(self.rest)
    }
}

impl FromIterator<FutureCallback> for Callbacks {
    fn from_iter<T: IntoIterator<Item = FutureCallback>>(callbacks: T) -> Self {
        let mut callbacks = callbacks.into_iter();
        Self {
            first: callbacks.next(),
            rest: callbacks.collect(),
        }
    }
}

/// The timer of an `asyncio.sleep`, by the future that it ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Alarm {
    /// No sleep, or its time is over.
    None,
    /// It stands among the loop's timers.
    Scheduled(TimerId),
    /// It was due and stands in the ready queue.
    Ready(HandleId),
}

/// What a callback calls.
#[derive(Clone)]
pub enum Callable {
    /// `Task.__wakeup` of this task: the quick way.
    Wakeup(Rc<Future>),
    /// A child of this gather is done.
    Gather(Rc<Future>),
    /// `run_until_complete` waits for this future: the loop stops.
    StopLoop,
    /// Any callable; called with the future.
    Python(Value),
}

/// What a `Task` has beside a `Future`.
pub struct TaskPart {
    /// `None` for the housekeeping of `asyncio.run`, of which the trace does not tell.
    pub id: Option<TaskId>,
    /// Order among all tasks of the run: that of creation, and for an eager task that of the end
    /// of its first step, which is when CPython registers it.
    pub serial: Cell<u64>,
    pub name: RefCell<Value>,
    pub coroutine: RefCell<Value>,
    /// What the task was given, where the executor drives it by a coroutine around it.
    pub given: RefCell<Value>,
    /// The code of its coroutine, which the coroutine itself forgets when it ends.
    pub code: Option<Rc<Linked>>,
    pub context: Value,
    /// The future it waits on.
    pub waiter: RefCell<Option<Rc<Future>>>,
    pub must_cancel: Cell<bool>,
    pub cancels_requested: Cell<u32>,
    /// A cancel was requested and has not been thrown yet, for the trace.
    pub cancel_pending: Cell<bool>,
    pub log_destroy_pending: Cell<bool>,
    /// Coroutines entered by `await` inside of the task's own, for the trace.
    pub depth: Cell<u32>,
    /// Where its code stands, for the trace.
    pub place: Cell<Span>,
}

/// What the future of `gather` knows of its children.
pub struct Gathering {
    /// In argument order; the same future may come twice.
    pub children: RefCell<Vec<Rc<Future>>>,
    /// Different children.
    pub count: usize,
    pub finished: Cell<usize>,
    pub return_exceptions: bool,
    pub cancel_requested: Cell<bool>,
    /// `None` for the gather by which `asyncio.run` ends the tasks that are left.
    pub resource: Option<ResourceId>,
}

impl Future {
    #[must_use]
    pub fn new(class: Rc<Class>, id: FutureId, finalisers: Rc<Finalisers>, visible: bool) -> Self {
        Self {
            class,
            dict: OnceCell::new(),
            state: Cell::new(FutureState::Pending),
            result: RefCell::new(Value::None),
            exception: RefCell::default(),
            traceback: RefCell::default(),
            cancelled_error: RefCell::default(),
            log_traceback: Cell::new(false),
            owner: Cell::new(None),
            callbacks: RefCell::default(),
            cancel_message: RefCell::new(Value::None),
            blocking: Cell::new(false),
            id,
            visible,
            meaning: Cell::new(None),
            alarm: Cell::new(Alarm::None),
            task: OnceCell::new(),
            gathering: OnceCell::new(),
            finalisers,
        }
    }

    /// Attributes set by the program or by a subclass's methods.
    #[must_use]
    pub fn dict(&self) -> &Rc<Dict> {
        self.dict.get_or_init(Dict::new)
    }

    #[must_use]
    pub fn is_done(&self) -> bool {
        self.state.get() != FutureState::Pending
    }

    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.state.get() == FutureState::Cancelled
    }

    /// The part that makes it a task.
    #[must_use]
    pub fn part(&self) -> Option<&TaskPart> {
        self.task.get().map(|part| &**part)
    }

    /// Its number as a task; `None` for plain futures and housekeeping tasks.
    #[must_use]
    pub fn task_id(&self) -> Option<TaskId> {
        self.part().and_then(|part| part.id)
    }

    /// Gives every value inside away, so that cycles through this object end.
    pub fn empty_into(&self, values: &mut Vec<Value>) {
        self.log_traceback.set(false);
        values.push(self.result.take());
        values.push(self.cancel_message.take());
        values.extend(self.exception.take().map(Value::Exception));
        values.extend(self.cancelled_error.take().map(Value::Exception));
        for callback in self.callbacks.take() {
            values.push(callback.context);
            values.extend(match callback.callable {
                Callable::Wakeup(future) | Callable::Gather(future) => Some(Value::Future(future)),
                Callable::Python(callable) => Some(callable),
                Callable::StopLoop => None,
            });
        }
        if let Some(dict) = self.dict.get() {
            values.push(Value::Dict(dict.clone()));
        }
        if let Some(gathering) = self.gathering.get() {
            values.extend(gathering.children.take().into_iter().map(Value::Future));
        }
        if let Some(part) = self.part() {
            part.log_destroy_pending.set(false);
            values.extend(part.waiter.take().map(Value::Future));
            values.push(part.coroutine.take());
            values.push(part.given.take());
            values.push(part.context.clone());
        }
    }
}

impl Drop for Future {
    fn drop(&mut self) {
        let is_pending = self.state.get() == FutureState::Pending
            && self
                .part()
                .is_some_and(|part| part.log_destroy_pending.get());
        if !is_pending && !self.log_traceback.get() {
            return;
        }
        if let Some(part) = self.part() {
            part.log_destroy_pending.set(false);
        }
        let revived = Self {
            class: self.class.clone(),
            dict: std::mem::take(&mut self.dict),
            state: Cell::new(self.state.get()),
            result: RefCell::new(self.result.take()),
            exception: RefCell::new(self.exception.take()),
            traceback: RefCell::new(self.traceback.take()),
            cancelled_error: RefCell::new(self.cancelled_error.take()),
            log_traceback: Cell::new(false),
            owner: Cell::new(self.owner.get()),
            callbacks: RefCell::new(self.callbacks.take()),
            cancel_message: RefCell::new(self.cancel_message.take()),
            blocking: Cell::new(false),
            id: self.id,
            visible: self.visible,
            meaning: Cell::new(None),
            alarm: Cell::new(Alarm::None),
            task: std::mem::take(&mut self.task),
            gathering: OnceCell::new(),
            finalisers: self.finalisers.clone(),
        };
        self.finalisers
            .push(Finaliser::FutureLost(Rc::new(revived)));
    }
}
