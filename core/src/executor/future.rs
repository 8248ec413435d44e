//! CPython's `Future`: its rules, and its methods as natives.

use super::{Ready, describe, gather, push_ready, push_wakeup, sleep, task, task_methods};
use crate::builtins::{args, generics, iterators};
use crate::trace::{Cause, Event, Outcome as TraceOutcome, WaitKind};
use crate::vm::{attribute, call, exception, operators};
use crate::world::World;
use crate::world::future::{Callable, Future, FutureCallback, FutureState, LoopId};
use crate::world::iter::Lazy;
use crate::world::value::{Args, Class, Exception, Native, Outcome, Raise, Value};
use std::rc::Rc;

/// A future of the `Future` class, bound to a loop.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub(crate) fn make(world: &mut World, owner: LoopId, visible: bool) -> Rc<Future> {
    let class = world.types.future.clone();
    let future = bare(world, class, visible);
    future.owner.set(Some(owner));
    future
}

/// A future that belongs to no loop yet.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub(crate) fn bare(world: &mut World, class: Rc<Class>, visible: bool) -> Rc<Future> {
    let id = world.executor.next_future();
    if visible {
        world.emit(Event::FutureCreated { future: id });
    }
    Rc::new(Future::new(class, id, world.finalisers.clone(), visible))
}

/// The loop of a future.
///
/// # Errors
/// RuntimeError before `__init__` has run.
pub(crate) fn owner(world: &mut World, future: &Future) -> Outcome<LoopId> {
    match future.owner.get() {
        Some(owner) => Ok(owner),
        None => Err(world.runtime_error("Future object is not initialized.")),
    }
}

fn invalid_state(world: &mut World, message: &str) -> Raise {
    world.error("InvalidStateError", message)
}

/// The trace tells when it is settled: it is the program's own, or a task waits on it for another
/// reason than to sleep (the timer tells of that).
fn is_told(future: &Future) -> bool {
    let is_sleep = matches!(future.meaning.get(), None | Some(WaitKind::Sleep { .. }));
    future.visible || !is_sleep || future.gathering.get().is_some()
}

/// Tells of the new state, then queues all done callbacks.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn settle(world: &mut World, future: &Rc<Future>, how: Option<TraceOutcome>) {
    if let Some(how) = how
        && future.task.get().is_none()
    {
        world.emit(Event::FutureSettled {
            future: future.id,
            how,
        });
    }
    schedule_callbacks(world, future);
}

/// Queues all done callbacks.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub(crate) fn schedule_callbacks(world: &mut World, future: &Rc<Future>) {
    let is_closed = |owner| world.executor.event_loop(owner).closed;
    if future.owner.get().is_some_and(is_closed) {
        future.callbacks.take();
        return;
    }
    let first = future.callbacks.borrow_mut().take_only();
    if let Some(only) = first {
        return queue(world, future, only);
    }
    let callbacks = future.callbacks.take();
    for callback in callbacks {
        queue(world, future, callback);
    }
}

#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn queue(world: &mut World, future: &Rc<Future>, callback: FutureCallback) {
    let Some(owner) = future.owner.get() else {
        return;
    };
    let cause = match future.task_id() {
        Some(task) => Cause::Task(task),
        None => Cause::Future(future.id),
    };
    match callback.callable {
        Callable::Wakeup(task) => push_wakeup(world, owner, task, future.clone(), cause),
        callable => {
            let work = Ready::Done {
                callable,
                future: future.clone(),
                context: callback.context,
            };
            push_ready(world, owner, work, cause);
        }
    }
}

/// The task is woken when the future is done.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub(crate) fn wake(world: &mut World, future: &Rc<Future>, task: &Rc<Future>) {
    if !future.is_done() {
        return future.callbacks.borrow_mut().push_wakeup(task.clone());
    }
    let callback = FutureCallback {
        callable: Callable::Wakeup(task.clone()),
        context: Value::Unbound,
    };
    queue(world, future, callback);
}

/// `add_done_callback`.
pub(crate) fn add_callback(world: &mut World, future: &Rc<Future>, callback: FutureCallback) {
    if future.is_done() {
        queue(world, future, callback);
    } else {
        future.callbacks.borrow_mut().push(callback);
    }
}

/// # Errors
/// InvalidStateError where it is done.
pub(crate) fn set_result(world: &mut World, future: &Rc<Future>, result: Value) -> Outcome<()> {
    if future.is_done() {
        return Err(invalid_state(world, "invalid state"));
    }
    let how = is_told(future).then(|| {
        TraceOutcome::Result(if future.visible {
            let text = describe::brief(world, &result);
            world.text(&text)
        } else {
            world.text("")
        })
    });
    let callbacks = has_callbacks(future);
    future.state.set(FutureState::Finished);
    let old = future.result.replace(result);
    drop(old);
    settle(world, future, how);
    check_loop(world, future, callbacks)
}

/// # Errors
/// InvalidStateError where it is done; TypeError where it is no exception.
pub(crate) fn set_exception(world: &mut World, future: &Rc<Future>, given: &Value) -> Outcome<()> {
    if future.is_done() {
        return Err(invalid_state(world, "invalid state"));
    }
    let made = match given {
        Value::Class(_) => call::call(world, given, &[])?,
        other => other.clone(),
    };
    let Value::Exception(mut exception) = made else {
        return Err(world.type_error("invalid exception object"));
    };
    if is_kind(world, &exception, "StopIteration") {
        let class = world.types.exception("RuntimeError");
        let message = "StopIteration interacts badly with generators and cannot be raised into \
                       a Future";
        let error = world.make_exception(&class, vec![Value::str(message)]);
        *error.cause.borrow_mut() = Some(exception.clone());
        *error.context.borrow_mut() = Some(exception);
        exception = error;
    }
    let callbacks = has_callbacks(future);
    store_exception(world, future, exception);
    check_loop(world, future, callbacks)
}

/// The state after an exception; the callbacks are queued.
pub(crate) fn store_exception(world: &mut World, future: &Rc<Future>, exception: Rc<Exception>) {
    let how = is_told(future).then(|| {
        let text = describe::exception_line(world, &exception);
        TraceOutcome::Exception(world.text(&text))
    });
    put_exception(future, exception);
    settle(world, future, how);
}

/// Only the state.
pub(crate) fn put_exception(future: &Rc<Future>, exception: Rc<Exception>) {
    future
        .traceback
        .replace(exception.traceback.borrow().clone());
    *future.exception.borrow_mut() = Some(exception);
    future.state.set(FutureState::Finished);
    future.log_traceback.set(true);
}

/// `future.cancel(msg)`, by whatever class it is of.
///
/// # Errors
/// What an overridden `cancel` raises.
pub(crate) fn cancel(world: &mut World, future: &Rc<Future>, message: Value) -> Outcome<bool> {
    let is_plain = Rc::ptr_eq(&future.class, &world.types.future)
        || Rc::ptr_eq(&future.class, &world.types.task)
        || Rc::ptr_eq(&future.class, &world.executor.classes().gathering);
    if is_plain {
        return cancel_plain(world, future, message);
    }
    let value = Value::Future(future.clone());
    let method = attribute::get_text(world, &value, "cancel")?;
    let keywords = [(crate::world::value::Str::new("msg"), message)];
    let answer = call::call_args(
        world,
        &method,
        Args {
            pos: &[],
            kw: &keywords,
        },
    )?;
    operators::truth(world, &answer)
}

/// `cancel` as `Future`, `Task` and the future of `gather` define it.
pub(crate) fn cancel_plain(
    world: &mut World,
    future: &Rc<Future>,
    message: Value,
) -> Outcome<bool> {
    if future.task.get().is_some() {
        return task::cancel(world, future, message);
    }
    if future.gathering.get().is_some() {
        return gather::cancel(world, future, message);
    }
    let callbacks = has_callbacks(future);
    let is_cancelled = cancel_base(world, future, message);
    check_loop(world, future, callbacks && is_cancelled)?;
    Ok(is_cancelled)
}

fn has_callbacks(future: &Future) -> bool {
    future.callbacks.borrow().iter().next().is_some()
}

/// A loop that is closed takes no callbacks.
fn check_loop(world: &mut World, future: &Future, callbacks: bool) -> Outcome<()> {
    match future.owner.get() {
        Some(owner) if callbacks => super::aio::check_open(world, owner),
        _ => Ok(()),
    }
}

/// `Future.cancel`: the state changes at once.
pub(crate) fn cancel_base(world: &mut World, future: &Rc<Future>, message: Value) -> bool {
    future.log_traceback.set(false);
    if future.is_done() {
        return false;
    }
    sleep::stop(world, future);
    put_cancelled(future, message);
    let how = is_told(future).then_some(TraceOutcome::Cancelled);
    settle(world, future, how);
    true
}

/// Only the state.
pub(crate) fn put_cancelled(future: &Rc<Future>, message: Value) {
    future.state.set(FutureState::Cancelled);
    let old = future.cancel_message.replace(message);
    drop(old);
}

/// The `CancelledError` of a cancelled future: the one that ended its coroutine for the first
/// who asks, a new one for others.
pub(crate) fn cancelled_error(world: &mut World, future: &Future) -> Rc<Exception> {
    if let Some(saved) = future.cancelled_error.borrow_mut().take() {
        return saved;
    }
    let message = future.cancel_message.borrow().clone();
    let class = world.executor.classes().cancelled_error.clone();
    let arguments = if message.is_none() {
        Vec::new()
    } else {
        vec![message]
    };
    world.make_exception(&class, arguments)
}

/// What a done future has in store instead of a result, `future_get_result` of CPython: that it was
/// cancelled is raised here, and follows on what is being handled here; its exception is only taken.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub(crate) fn error(world: &mut World, future: &Future) -> Option<Rc<Exception>> {
    match future.state.get() {
        FutureState::Pending => unreachable!("whoever asks has seen that it is done"),
        FutureState::Cancelled => {
            let error = cancelled_error(world, future);
            exception::set_context(world, &error);
            Some(error)
        }
        FutureState::Finished => {
            future.log_traceback.set(false);
            let exception = future.exception.borrow().clone();
            if let Some(exception) = &exception {
                exception.traceback.replace(future.traceback.take());
            }
            exception
        }
    }
}

/// As [`error`], for the task that the future wakes: `task_wakeup` looks into plain futures and
/// tasks, but asks the others for their result, and so their exception is raised there.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub(crate) fn error_for_task(world: &mut World, future: &Future) -> Option<Rc<Exception>> {
    let error = error(world, future)?;
    let types = &world.types;
    if !Rc::ptr_eq(&future.class, &types.future) && !Rc::ptr_eq(&future.class, &types.task) {
        exception::set_context(world, &error);
    }
    Some(error)
}

/// `future.result()`.
///
/// # Errors
/// The future's exception, CancelledError, or InvalidStateError where it is not done.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub(crate) fn result(world: &mut World, future: &Rc<Future>) -> Outcome {
    if !future.is_done() {
        return Err(invalid_state(world, "Result is not set."));
    }
    match error(world, future) {
        Some(exception) => {
            // It is raised anew here, so it follows on what is being handled here.
            exception::set_context(world, &exception);
            Err(Raise::Exception(exception))
        }
        None => Ok(future.result.borrow().clone()),
    }
}

/// The exception came out of a future into the step of a task.
pub(crate) fn tell_delivered(world: &mut World, raise: &Raise) {
    let Raise::Exception(exception) = raise else {
        return;
    };
    if is_cancelled(world, exception) {
        return;
    }
    let task = world
        .executor
        .current_task()
        .and_then(|task| task.task_id());
    if let (Some(task), Some(id)) = (task, exception.id.get()) {
        world.emit(Event::ExceptionDelivered {
            exception: id,
            task,
        });
    }
}

/// What `await future` does: hands the future out when it is first reached and pending (`None`),
/// gives its result otherwise.
///
/// # Errors
/// The future's exception; RuntimeError where it was resumed before the future was done.
pub fn await_future(
    world: &mut World,
    future: &Rc<Future>,
    handed_out: bool,
) -> Outcome<Option<Value>> {
    if !future.is_done() {
        if handed_out {
            return Err(world.runtime_error("await wasn't used with future"));
        }
        future.blocking.set(true);
        return Ok(None);
    }
    match result(world, future) {
        Ok(value) => Ok(Some(value)),
        Err(raise) => {
            tell_delivered(world, &raise);
            Err(raise)
        }
    }
}

pub(crate) fn is_kind(world: &World, exception: &Exception, class: &str) -> bool {
    exception.class.is_subclass(&world.types.exception(class))
}

pub(crate) fn is_cancelled(world: &World, exception: &Exception) -> bool {
    match &world.executor.classes {
        Some(classes) => exception.class.is_subclass(&classes.cancelled_error),
        None => false,
    }
}

/// The future that a method was called on.
pub(crate) fn receiver(world: &mut World, args: Args<'_>, method: &str) -> Outcome<Rc<Future>> {
    match args.pos.first() {
        Some(Value::Future(future)) => {
            let given = args.rest();
            let is_bare = given.pos.is_empty() && given.kw.is_empty();
            if !is_bare && matches!(method, "result" | "done" | "cancelled") {
                let kind = ["Future", "Task"][usize::from(future.task.get().is_some())];
                args::positional::<0>(world, &format!("{kind}.{method}"), given, 0)?;
            }
            Ok(future.clone())
        }
        Some(other) => {
            let kind = world.type_name(other);
            Err(world.type_error(format!(
                "descriptor '{method}' for '_asyncio.Future' objects doesn't apply to a '{}' \
                 object",
                kind.as_str()
            )))
        }
        None => Err(world.type_error(format!(
            "unbound method Future.{method}() needs an argument"
        ))),
    }
}

/// The loop that an argument names, the running or current one where there is none.
///
/// # Errors
/// RuntimeError where there is no loop; TypeError where the argument is no loop.
pub(crate) fn loop_argument(world: &mut World, given: Value) -> Outcome<LoopId> {
    match args::optional(given) {
        None => {
            let local = world.executor.local;
            match local.running.or(local.current) {
                Some(id) => Ok(id),
                None => Err(no_current_loop(world)),
            }
        }
        Some(object) => loop_of(world, &object),
    }
}

pub(crate) fn no_current_loop(world: &mut World) -> Raise {
    let thread = super::threads::thread_name(world);
    world.runtime_error(format!(
        "There is no current event loop in thread '{thread}'."
    ))
}

/// The loop of a Python loop object.
///
/// # Errors
/// TypeError where it is none.
pub(crate) fn loop_of(world: &mut World, object: &Value) -> Outcome<LoopId> {
    let at = world
        .executor
        .loops
        .iter()
        .position(|known| known.object.is(object));
    match at.and_then(|at| u32::try_from(at).ok()) {
        Some(at) => Ok(LoopId(at)),
        None => {
            let kind = world.type_name(object);
            Err(world.type_error(format!(
                "an event loop was expected, got '{}'",
                kind.as_str()
            )))
        }
    }
}

pub(crate) fn loop_object(world: &mut World, id: LoopId) -> Value {
    world.executor.event_loop(id).object.clone()
}

/// Makes a future or task. Where a subclass has an `__init__` of its own, that one must call ours.
fn construct(world: &mut World, args: Args<'_>) -> Outcome {
    let Some(Value::Class(class)) = args.pos.first() else {
        unreachable!("a constructor is given its class")
    };
    let is_task = class.is_subclass(&world.types.task);
    let has_init = matches!(class.lookup(&world.names.init), Some(Value::Function(_)));
    let future = Value::Future(bare(world, class.clone(), !is_task));
    if !has_init {
        let mut positional = vec![future.clone()];
        positional.extend_from_slice(&args.pos[1..]);
        let args = Args {
            pos: &positional,
            kw: args.kw,
        };
        if is_task {
            task_methods::init(world, args)?
        } else {
            init(world, args)?
        };
    }
    Ok(future)
}

fn init(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "__init__")?;
    let [owner] = keyword_only(world, "Future", args.rest(), &["loop"])?;
    let owner = loop_argument(world, owner)?;
    future.owner.set(Some(owner));
    Ok(Value::None)
}

/// Binds arguments that may only be given by name.
pub(crate) fn keyword_only<const N: usize>(
    world: &mut World,
    function: &str,
    args: Args<'_>,
    names: &[&str; N],
) -> Outcome<[Value; N]> {
    if !args.pos.is_empty() {
        return Err(world.type_error(format!("{function}() takes no positional arguments")));
    }
    args::bind(world, function, args, names, 0)
}

fn py_result(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "result")?;
    match result(world, &future) {
        Err(raise) => {
            tell_delivered(world, &raise);
            Err(raise)
        }
        ok => ok,
    }
}

fn py_exception(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "exception")?;
    match future.state.get() {
        FutureState::Cancelled => Err(Raise::Exception(cancelled_error(world, &future))),
        FutureState::Pending => Err(invalid_state(world, "Exception is not set.")),
        FutureState::Finished => {
            future.log_traceback.set(false);
            Ok(exception_value(&future))
        }
    }
}

fn exception_value(future: &Future) -> Value {
    match &*future.exception.borrow() {
        Some(exception) => Value::Exception(exception.clone()),
        None => Value::None,
    }
}

fn py_set_result(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "set_result")?;
    let [value] = args::bind(world, "set_result", args.rest(), &["result"], 1)?;
    set_result(world, &future, value)?;
    Ok(Value::None)
}

fn py_set_exception(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "set_exception")?;
    let [value] = args::bind(world, "set_exception", args.rest(), &["exception"], 1)?;
    set_exception(world, &future, &value)?;
    Ok(Value::None)
}

fn py_cancel(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "cancel")?;
    let [message] = args::bind(world, "cancel", args.rest(), &["msg"], 0)?;
    let message = args::optional(message).unwrap_or(Value::None);
    Ok(Value::Bool(cancel_plain(world, &future, message)?))
}

fn py_cancelled(world: &mut World, args: Args<'_>) -> Outcome {
    Ok(Value::Bool(
        receiver(world, args, "cancelled")?.is_cancelled(),
    ))
}

fn py_done(world: &mut World, args: Args<'_>) -> Outcome {
    Ok(Value::Bool(receiver(world, args, "done")?.is_done()))
}

fn py_add_done_callback(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "add_done_callback")?;
    let owner = owner(world, &future)?;
    let [callback, context] = args::bind(
        world,
        "add_done_callback",
        args.rest(),
        &["fn", "context"],
        1,
    )?;
    let context = match args::optional(context) {
        Some(context) => context,
        None => crate::builtins::contextvars::copy(world),
    };
    let callback = FutureCallback {
        callable: Callable::Python(callback),
        context,
    };
    if future.is_done() {
        super::aio::check_open(world, owner)?;
    }
    add_callback(world, &future, callback);
    Ok(Value::None)
}

fn py_remove_done_callback(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "remove_done_callback")?;
    let [unwanted] = args::bind(world, "remove_done_callback", args.rest(), &["fn"], 1)?;
    let callbacks: Vec<_> = future.callbacks.borrow().iter().cloned().collect();
    let before = callbacks.len();
    let mut kept = Vec::with_capacity(before);
    for callback in callbacks {
        let goes = match &callback.callable {
            Callable::Python(callable) => operators::equal(world, callable, &unwanted)?,
            _ => false,
        };
        if !goes {
            kept.push(callback);
        }
    }
    let removed = before - kept.len();
    if removed > 0 {
        let old = future.callbacks.replace(kept.into_iter().collect());
        drop(old);
    }
    Ok(Value::size(removed))
}

fn py_get_loop(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "get_loop")?;
    let owner = owner(world, &future)?;
    Ok(loop_object(world, owner))
}

/// What `for x in future` goes over, by a forgotten `await` mostly: the future itself, as long as it
/// is not done, and then an error.
struct Steps {
    future: Rc<Future>,
    handed_out: bool,
}

impl Lazy for Steps {
    fn type_name(&self) -> &'static str {
        "FutureIter"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        let end = await_future(world, &self.future, self.handed_out)?;
        self.handed_out = true;
        Ok(match end {
            Some(_) => None,
            None => Some(Value::Future(self.future.clone())),
        })
    }
}

/// `iter(future)`.
#[must_use]
pub fn steps(future: &Rc<Future>) -> Value {
    iterators::lazy(Steps {
        future: future.clone(),
        handed_out: false,
    })
}

fn py_iter(world: &mut World, args: Args<'_>) -> Outcome {
    Ok(steps(&receiver(world, args, "__iter__")?))
}

/// The machine awaits a future as it is.
fn py_await(world: &mut World, args: Args<'_>) -> Outcome {
    Ok(Value::Future(receiver(world, args, "__await__")?))
}

fn py_repr(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "__repr__")?;
    Ok(Value::Str(describe::repr_future(world, &future)?))
}

fn py_state(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "_state")?;
    Ok(Value::str(match future.state.get() {
        FutureState::Pending => "PENDING",
        FutureState::Cancelled => "CANCELLED",
        FutureState::Finished => "FINISHED",
    }))
}

fn py_stored_result(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "_result")?;
    let result = future.result.borrow().clone();
    Ok(result)
}

fn py_stored_exception(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "_exception")?;
    Ok(exception_value(&future))
}

fn py_cancel_message(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "_cancel_message")?;
    let message = future.cancel_message.borrow().clone();
    Ok(message)
}

fn py_blocking(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "_asyncio_future_blocking")?;
    Ok(Value::Bool(future.blocking.get()))
}

fn py_make_cancelled_error(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "_make_cancelled_error")?;
    Ok(Value::Exception(cancelled_error(world, &future)))
}

static METHODS: &[Native] = &[
    Native::function("__init__", init),
    Native::function("result", py_result),
    Native::function("exception", py_exception),
    Native::function("set_result", py_set_result),
    Native::function("set_exception", py_set_exception),
    Native::function("cancel", py_cancel),
    Native::function("cancelled", py_cancelled),
    Native::function("done", py_done),
    Native::function("add_done_callback", py_add_done_callback),
    Native::function("remove_done_callback", py_remove_done_callback),
    Native::function("get_loop", py_get_loop),
    Native::function("__await__", py_await),
    Native::function("__iter__", py_iter),
    Native::function("__repr__", py_repr),
    Native::function("_make_cancelled_error", py_make_cancelled_error),
    Native::class("__class_getitem__", generics::class_getitem),
    Native::getter("_state", py_state),
    Native::getter("_loop", py_get_loop),
    Native::getter("_result", py_stored_result),
    Native::getter("_exception", py_stored_exception),
    Native::getter("_cancel_message", py_cancel_message),
    Native::getter("_asyncio_future_blocking", py_blocking),
    Native::getter("_source_traceback", |_, _| Ok(Value::None)),
];

/// Fills the class `Future`.
pub(crate) fn install(world: &World) {
    let class = &world.types.future;
    class.construct.set(Some(construct));
    crate::builtins::add(&class.dict, METHODS);
}
