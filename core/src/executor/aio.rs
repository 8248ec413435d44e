//! The native module `_asyncio`: what the prelude's loop, tasks and locks are built on.

use super::future::{self, loop_argument, loop_object, receiver};
use super::handle::{self, Handle, TimerPart, Work};
use super::heap::{Scheduled, Target};
use super::{
    Classes, EventLoop, Ready, describe, gather, lost, push_numbered, resources, sleep, task,
    task_methods,
};
use crate::builtins::{self, args, contextvars};
use crate::trace::{Actor, Cause, Event, Measured, Nanos, TimerPurpose};
use crate::vm::{format, operators};
use crate::world::World;
use crate::world::dict::{Dict, Set};
use crate::world::future::{Callable, Future, FutureCallback, LoopId};
use crate::world::types::builtin;
use crate::world::value::{Args, Binding, Layout, Native, Origin, Outcome, Raise, Value};
use std::cell::Cell;
use std::rc::Rc;

/// What a loop's number argument means.
fn loop_number(world: &mut World, value: &Value) -> Outcome<LoopId> {
    match value {
        Value::Int(_, number) => match usize::try_from(*number) {
            Ok(at) if at < world.executor.loops.len() => {
                Ok(LoopId(u32::try_from(at).unwrap_or(u32::MAX)))
            }
            _ => Err(world.value_error("no such event loop")),
        },
        _ => Err(world.type_error("an event loop's number was expected")),
    }
}

/// `_new_loop(object)`: the number of a new loop.
fn new_loop(world: &mut World, args: Args<'_>) -> Outcome {
    let [object] = args::positional(world, "_new_loop", args, 1)?;
    let number = world.executor.loops.len();
    world.executor.loops.push(EventLoop {
        object,
        ready: Default::default(),
        timers: Default::default(),
        batch_left: 0,
        in_iteration: false,
        ran_once: false,
        stopping: false,
        running: false,
        closed: false,
        has_factory: false,
        debug: false,
        turn_began: None,
        generators: Vec::new(),
    });
    Ok(Value::size(number))
}

/// `_loop_begin(number)`: the loop runs in this thread from now on.
fn loop_begin(world: &mut World, args: Args<'_>) -> Outcome {
    let [number] = args::positional(world, "_loop_begin", args, 1)?;
    let id = loop_number(world, &number)?;
    let event_loop = world.executor.event_loop(id);
    event_loop.running = true;
    event_loop.ran_once = false;
    event_loop.batch_left = 0;
    world.executor.local.running = Some(id);
    Ok(Value::None)
}

/// `_loop_end(number)`: `run_forever` is over.
fn loop_end(world: &mut World, args: Args<'_>) -> Outcome {
    let [number] = args::positional(world, "_loop_end", args, 1)?;
    let id = loop_number(world, &number)?;
    let event_loop = world.executor.event_loop(id);
    event_loop.running = false;
    event_loop.stopping = false;
    event_loop.batch_left = 0;
    let is_told = std::mem::take(&mut event_loop.in_iteration);
    world.executor.local.running = None;
    if is_told {
        let iteration = world.executor.ids.iteration;
        world.emit(Event::IterationEnded { iteration });
    }
    Ok(Value::None)
}

fn loop_stop(world: &mut World, args: Args<'_>) -> Outcome {
    let [number] = args::positional(world, "_loop_stop", args, 1)?;
    let id = loop_number(world, &number)?;
    world.executor.event_loop(id).stopping = true;
    Ok(Value::None)
}

fn loop_close(world: &mut World, args: Args<'_>) -> Outcome {
    let [number] = args::positional(world, "_loop_close", args, 1)?;
    let id = loop_number(world, &number)?;
    let event_loop = world.executor.event_loop(id);
    event_loop.closed = true;
    let ready = std::mem::take(&mut event_loop.ready);
    event_loop.timers.forget();
    drop(ready);
    Ok(Value::None)
}

fn loop_is_running(world: &mut World, args: Args<'_>) -> Outcome {
    let [number] = args::positional(world, "_loop_is_running", args, 1)?;
    let id = loop_number(world, &number)?;
    Ok(Value::Bool(world.executor.event_loop(id).running))
}

fn loop_is_closed(world: &mut World, args: Args<'_>) -> Outcome {
    let [number] = args::positional(world, "_loop_is_closed", args, 1)?;
    let id = loop_number(world, &number)?;
    Ok(Value::Bool(world.executor.event_loop(id).closed))
}

/// `_loop_has_factory(number, truth)`.
fn loop_has_factory(world: &mut World, args: Args<'_>) -> Outcome {
    let [number, truth] = args::positional(world, "_loop_has_factory", args, 2)?;
    let id = loop_number(world, &number)?;
    world.executor.event_loop(id).has_factory = operators::truth(world, &truth)?;
    Ok(Value::None)
}

/// `_loop_debug(number, truth)`.
fn loop_debug(world: &mut World, args: Args<'_>) -> Outcome {
    let [number, truth] = args::positional(world, "_loop_debug", args, 2)?;
    let id = loop_number(world, &number)?;
    world.executor.event_loop(id).debug = operators::truth(world, &truth)?;
    Ok(Value::None)
}

/// The machine goes into loop mode when it meets this native; nothing is left to do here.
fn run_loop(_: &mut World, _: Args<'_>) -> Outcome {
    Ok(Value::None)
}

/// `_open_generators(number)`: async generators that `shutdown_asyncgens` closes.
fn open_generators(world: &mut World, args: Args<'_>) -> Outcome {
    let [number] = args::positional(world, "_open_generators", args, 1)?;
    let id = loop_number(world, &number)?;
    Ok(Value::list(lost::take_open_generators(world, id)))
}

fn running_loop(world: &mut World, _: Args<'_>) -> Outcome {
    Ok(match world.executor.local.running {
        Some(id) => loop_object(world, id),
        None => Value::None,
    })
}

fn get_running_loop(world: &mut World, args: Args<'_>) -> Outcome {
    args::positional::<0>(world, "get_running_loop", args, 0)?;
    match world.executor.local.running {
        Some(id) => Ok(loop_object(world, id)),
        None => Err(world.runtime_error("no running event loop")),
    }
}

fn get_event_loop(world: &mut World, args: Args<'_>) -> Outcome {
    args::positional::<0>(world, "get_event_loop", args, 0)?;
    let id = loop_argument(world, Value::None)?;
    Ok(loop_object(world, id))
}

fn set_event_loop(world: &mut World, args: Args<'_>) -> Outcome {
    let [object] = args::bind(world, "set_event_loop", args, &["loop"], 1)?;
    world.executor.local.current = match args::optional(object) {
        None => None,
        Some(object) => match future::loop_of(world, &object) {
            Ok(id) => Some(id),
            Err(Raise::Halt) => return Err(Raise::Halt),
            Err(Raise::Exception(_)) => {
                let kind = world.type_name(&object);
                return Err(world.type_error(format!(
                    "loop must be an instance of AbstractEventLoop or None, not '{}'",
                    kind.as_str()
                )));
            }
        },
    };
    Ok(Value::None)
}

/// A reading of the clock: equal deadlines are ordered by the readings they came from.
pub(crate) fn read_clock(world: &mut World) -> (f64, u32) {
    let seconds = world.executor.now().seconds();
    (seconds, world.executor.clock.read())
}

/// `_now()`: `loop.time()`.
fn now(world: &mut World, _: Args<'_>) -> Outcome {
    let (seconds, tick) = read_clock(world);
    Ok(Value::Float(Origin::tick(tick), seconds))
}

fn context_argument(world: &mut World, given: Value) -> Value {
    match args::optional(given) {
        Some(context) => context,
        None => contextvars::copy(world),
    }
}

fn call_arguments(world: &mut World, value: &Value) -> Outcome<Vec<Value>> {
    match value {
        Value::Tuple(items) => Ok(items.to_vec()),
        _ => Err(world.type_error("a tuple of arguments was expected")),
    }
}

pub(super) fn check_open(world: &mut World, id: LoopId) -> Outcome<()> {
    if world.executor.event_loop(id).closed {
        return Err(world.runtime_error("Event loop is closed"));
    }
    Ok(())
}

/// `_call_soon(number, callback, arguments, context, threadsafe)`.
fn call_soon(world: &mut World, args: Args<'_>) -> Outcome {
    let [number, callback, arguments, context, threadsafe] =
        args::positional(world, "_call_soon", args, 5)?;
    let id = loop_number(world, &number)?;
    check_open(world, id)?;
    let work = Work {
        callable: callback,
        args: call_arguments(world, &arguments)?,
    };
    let context = context_argument(world, context);
    let handle = Handle::new(id, work, context, None);
    let number = world.executor.next_handle();
    handle.entry.set(Some(number));
    let is_threadsafe = matches!(threadsafe, Value::Bool(true));
    handle.threadsafe.set(is_threadsafe);
    let running = world.executor.event_loop(id).running;
    let job = match world.actor {
        Actor::Job(job) => Some(job),
        _ => None,
    };
    let clock = &mut world.executor.clock;
    let deferred = clock.strands.last().is_some_and(|strand| strand.deferred);
    let is_ahead = deferred && is_threadsafe && running;
    match job.filter(|_| is_ahead) {
        Some(job) => clock.hold_back(super::clock::Due::Deliver(handle.clone(), job)),
        None => {
            let cause = job.map_or(Cause::Called, Cause::Job);
            push_numbered(world, id, number, Ready::Handle(handle.clone()), cause);
            if is_threadsafe && running {
                super::strand::wake_all(world);
            }
        }
    }
    Ok(handle::object(&world.executor, &handle))
}

/// Seconds of a time or delay argument, and the reading of the clock that it came from.
fn seconds_of(world: &mut World, value: &Value) -> Outcome<(f64, u32)> {
    match value {
        Value::Float(origin, seconds) => Ok((*seconds, origin.as_tick().unwrap_or(0))),
        other => {
            let number = operators::real(world, other)?;
            Ok((number, 0))
        }
    }
}

/// Schedules a timer and tells of it.
fn schedule(
    world: &mut World,
    id: LoopId,
    (when, tick): (f64, u32),
    work: Work,
    context: Value,
    purpose: TimerPurpose,
) -> Rc<Handle> {
    let when = sleep::on_grid(when);
    let timer = world.executor.next_timer();
    let part = TimerPart {
        id: timer,
        when,
        tick,
        scheduled: Cell::new(true),
    };
    let handle = Handle::new(id, work, context, Some(part));
    let target = Target::Handle(handle.clone());
    world.executor.event_loop(id).timers.push(Scheduled {
        when,
        tick,
        id: timer,
        target,
    });
    world.emit(Event::TimerSet {
        timer,
        deadline: Nanos::from_seconds(when),
        purpose,
    });
    handle
}

/// `_call_at(number, when, callback, arguments, context, timeout)`: the last is False, or for the
/// timer of a timeout the delay that its deadline was computed from (True where nobody knows).
fn call_at(world: &mut World, args: Args<'_>) -> Outcome {
    let [number, when, callback, arguments, context, timeout] =
        args::positional(world, "_call_at", args, 6)?;
    let id = loop_number(world, &number)?;
    check_open(world, id)?;
    let when = seconds_of(world, &when)?;
    let current = world
        .executor
        .current_task()
        .and_then(|task| task.task_id());
    let purpose = match current {
        Some(task) if !matches!(timeout, Value::Bool(false)) => TimerPurpose::Timeout(task),
        _ => TimerPurpose::Call(describe::callable_text(world, &callback)),
    };
    let work = Work {
        callable: callback,
        args: call_arguments(world, &arguments)?,
    };
    let context = context_argument(world, context);
    let handle = schedule(world, id, when, work, context, purpose);
    if let Some(part) = &handle.timer {
        let literal = timeout.literal();
        world.trace.note_literal(Measured::Timer(part.id), literal);
    }
    Ok(handle::object(&world.executor, &handle))
}

/// `_new_future(number, is_of_the_program)`.
fn new_future(world: &mut World, args: Args<'_>) -> Outcome {
    let [number, visible] = args::positional(world, "_new_future", args, 2)?;
    let id = loop_number(world, &number)?;
    let visible = matches!(visible, Value::Bool(true));
    Ok(Value::Future(future::make(world, id, visible)))
}

/// `_waiter(kind, number)`: a future of the running loop with what a wait for it means.
fn waiter(world: &mut World, args: Args<'_>) -> Outcome {
    let [kind, number] = args::positional(world, "_waiter", args, 2)?;
    let Some(id) = world.executor.local.running else {
        return Err(world.runtime_error("no running event loop"));
    };
    let future = Value::Future(future::make(world, id, false));
    resources::py_note(world, Args::new(&[future, kind, number]))
}

/// `_stop_when_done(future)` and `_keep_running(future)`: the callback of `run_until_complete`.
fn stop_when_done(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "_stop_when_done")?;
    let callback = FutureCallback {
        callable: Callable::StopLoop,
        context: Value::Unbound,
    };
    future::add_callback(world, &future, callback);
    Ok(Value::None)
}

fn keep_running(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "_keep_running")?;
    let callbacks = future.callbacks.take();
    let is_kept = |callback: &FutureCallback| !matches!(callback.callable, Callable::StopLoop);
    *future.callbacks.borrow_mut() = callbacks.into_iter().filter(is_kept).collect();
    Ok(Value::None)
}

/// `_forgive(task)`: nothing is said when it dies while pending.
fn forgive(world: &mut World, args: Args<'_>) -> Outcome {
    let task = receiver(world, args, "_forgive")?;
    if let Some(part) = task.part() {
        part.log_destroy_pending.set(false);
    }
    Ok(Value::None)
}

/// `current_task(loop=None)`.
fn current_task(world: &mut World, args: Args<'_>) -> Outcome {
    let [owner] = args::bind(world, "current_task", args, &["loop"], 0)?;
    let owner = match args::optional(owner) {
        // What is no loop has no tasks.
        Some(object) => future::loop_of(world, &object).unwrap_or(LoopId(u32::MAX)),
        None => match world.executor.local.running {
            Some(id) => id,
            None => return Err(world.runtime_error("no running event loop")),
        },
    };
    let steps = &world.executor.steps;
    let current = steps
        .iter()
        .rev()
        .find(|step| step.task.owner.get() == Some(owner));
    Ok(current.map_or(Value::None, |step| Value::Future(step.task.clone())))
}

/// `all_tasks(loop=None)`, in order of creation.
fn all_tasks(world: &mut World, args: Args<'_>) -> Outcome {
    let [owner] = args::bind(world, "all_tasks", args, &["loop"], 0)?;
    let owner = match args::optional(owner) {
        // What is no loop has no tasks.
        Some(object) => future::loop_of(world, &object).unwrap_or(LoopId(u32::MAX)),
        None => match world.executor.local.running {
            Some(id) => id,
            None => return Err(world.runtime_error("no running event loop")),
        },
    };
    let tasks: Vec<Rc<Future>> = world
        .executor
        .live
        .values()
        .filter(|task| task.owner.get() == Some(owner) && !task.is_done())
        .cloned()
        .collect();
    let set = Rc::new(Set::new(false));
    for task in tasks {
        crate::vm::mapping::set_add(world, &set, Value::Future(task))?;
    }
    Ok(Value::Set(set))
}

fn is_coroutine(world: &mut World, args: Args<'_>) -> Outcome {
    let [value] = args::bind(world, "iscoroutine", args, &["obj"], 1)?;
    Ok(Value::Bool(task::is_coroutine(world, &value)))
}

/// `_is_coroutine_function(func)`.
fn is_coroutine_function(world: &mut World, args: Args<'_>) -> Outcome {
    let [func] = args::bind(world, "iscoroutinefunction", args, &["func"], 1)?;
    let function = match &func {
        Value::Method(method) => method.function.clone(),
        other => other.clone(),
    };
    Ok(Value::Bool(match &function {
        Value::Function(function) => function.code.code.flow == crate::code::Flow::Coroutine,
        _ => false,
    }))
}

fn is_future(world: &mut World, args: Args<'_>) -> Outcome {
    let [value] = args::bind(world, "isfuture", args, &["obj"], 1)?;
    Ok(Value::Bool(matches!(value, Value::Future(_))))
}

/// `_write_error(text)`: to stderr.
fn write_error(world: &mut World, args: Args<'_>) -> Outcome {
    let [text] = args::positional(world, "_write_error", args, 1)?;
    let text = args::text(world, "text", &text)?;
    world.write_output(text.as_str(), crate::trace::Stream::Stderr);
    Ok(Value::None)
}

/// `_traceback(exception)`: its text as CPython prints it.
fn traceback(world: &mut World, args: Args<'_>) -> Outcome {
    let [exception] = args::positional(world, "_traceback", args, 1)?;
    match exception {
        Value::Exception(exception) => {
            Ok(Value::str(crate::vm::traceback::render(world, &exception)))
        }
        other => Ok(Value::Str(format::repr(world, &other)?)),
    }
}

/// `_module(name)`: a module that the program has imported, or None.
fn imported(world: &mut World, args: Args<'_>) -> Outcome {
    let [name] = args::positional(world, "_module", args, 1)?;
    let name = args::text(world, "name", &name)?;
    let module = world.modules.get(name.as_str()).cloned();
    Ok(module.map_or(Value::None, Value::Module))
}

fn handle_cancel(world: &mut World, args: Args<'_>) -> Outcome {
    let handle = handle_receiver(world, args)?;
    if world.executor.event_loop(handle.owner).debug && !handle.cancelled.replace(true) {
        let shown = describe::repr_handle(world, &handle);
        handle.cancelled.set(false);
        *handle.shown.borrow_mut() = Some(shown?);
    }
    handle::cancel(world, &handle);
    Ok(Value::None)
}

fn handle_receiver(world: &mut World, args: Args<'_>) -> Outcome<Rc<Handle>> {
    let value = args.pos.first().cloned().unwrap_or(Value::None);
    args::positional::<0>(world, "Handle", args.rest(), 0)?;
    handle::of(world, &value)
}

fn handle_cancelled(world: &mut World, args: Args<'_>) -> Outcome {
    Ok(Value::Bool(handle_receiver(world, args)?.cancelled.get()))
}

fn handle_context(world: &mut World, args: Args<'_>) -> Outcome {
    let context = handle_receiver(world, args)?.context.borrow().clone();
    Ok(context)
}

/// What the handle calls, or with what; None once it was cancelled.
fn handle_work(world: &mut World, args: Args<'_>, part: fn(&Work) -> Value) -> Outcome {
    let handle = handle_receiver(world, args)?;
    let work = handle.work.borrow();
    Ok(work.as_ref().map_or(Value::None, part))
}

fn handle_when(world: &mut World, args: Args<'_>) -> Outcome {
    let handle = handle_receiver(world, args)?;
    let timer = handle.timer.as_ref();
    Ok(timer.map_or(Value::None, |timer| {
        Value::Float(Origin::tick(timer.tick), timer.when)
    }))
}

fn handle_repr(world: &mut World, args: Args<'_>) -> Outcome {
    let handle = handle_receiver(world, args)?;
    Ok(Value::Str(describe::repr_handle(world, &handle)?))
}

static HANDLE: &[Native] = &[
    Native::function("cancel", handle_cancel),
    Native::function("cancelled", handle_cancelled),
    Native::function("get_context", handle_context),
    Native::function("__repr__", handle_repr),
    Native::getter("_callback", |world, args| {
        handle_work(world, args, |work| work.callable.clone())
    }),
    Native::getter("_args", |world, args| {
        handle_work(world, args, |work| Value::tuple(work.args.clone()))
    }),
];

static TIMER_HANDLE: &[Native] = &[Native::function("when", handle_when)];

static FUNCTIONS: &[Native] = &[
    Native::function("_new_loop", new_loop),
    Native::function("_loop_begin", loop_begin),
    Native::function("_loop_end", loop_end),
    Native::function("_loop_stop", loop_stop),
    Native::function("_loop_close", loop_close),
    Native::function("_loop_is_running", loop_is_running),
    Native::function("_loop_is_closed", loop_is_closed),
    Native::function("_loop_debug", loop_debug),
    Native::function("_loop_has_factory", loop_has_factory),
    Native {
        name: "_run_loop",
        call: run_loop,
        binding: Binding::Loop,
    },
    Native::function("_open_generators", open_generators),
    Native::function("_get_running_loop", running_loop),
    Native::function("get_running_loop", get_running_loop),
    Native::function("get_event_loop", get_event_loop),
    Native::function("set_event_loop", set_event_loop),
    Native::function("_now", now),
    Native::function("_call_soon", call_soon),
    Native::function("_call_at", call_at),
    Native::function("_begin_sleep", sleep::py_begin_sleep),
    Native::function("_end_sleep", sleep::py_end_sleep),
    Native::function("_new_future", new_future),
    Native::function("_waiter", waiter),
    Native::function("_stop_when_done", stop_when_done),
    Native::function("_keep_running", keep_running),
    Native::function("_forgive", forgive),
    Native::function("current_task", current_task),
    Native::function("all_tasks", all_tasks),
    Native::function("iscoroutine", is_coroutine),
    Native::function("_is_coroutine_function", is_coroutine_function),
    Native::function("isfuture", is_future),
    Native::function("create_task", gather::py_create_task),
    Native::function("ensure_future", gather::py_ensure_future),
    Native::function("_gather", gather::py_gather),
    Native::function("_write_error", write_error),
    Native::function("_traceback", traceback),
    Native::function("_module", imported),
];

/// Makes the executor's classes; called once, before anything runs.
pub fn install(world: &mut World) {
    let object = [world.types.object.clone()];
    let class = |name: &str, module: &str| builtin(name, module, &object, Layout::Final);
    let handle = class("Handle", "asyncio.events");
    let bases = [handle.clone()];
    let timer_handle = builtin("TimerHandle", "asyncio.events", &bases, Layout::Final);
    builtins::add(&handle.dict, HANDLE);
    builtins::add(&timer_handle.dict, TIMER_HANDLE);
    future::install(world);
    task_methods::install(world);
    let classes = Classes {
        handle,
        timer_handle,
        gathering: gather::class(world),
        cancelled_error: world.types.exception("CancelledError"),
        context: class("Context", "_contextvars"),
        context_var: class("ContextVar", "_contextvars"),
        token: class("Token", "_contextvars"),
    };
    contextvars::install_classes(&classes);
    world.executor.classes = Some(Rc::new(classes));
    let context = contextvars::empty(world);
    world.executor.contexts.push(context);
}

/// Fills the module `_asyncio`.
///
/// # Errors
/// None; the signature is that of all native modules.
pub fn module(world: &mut World, dict: &Rc<Dict>) -> Outcome<()> {
    builtins::add(dict, FUNCTIONS);
    builtins::add(dict, resources::FUNCTIONS);
    builtins::add(dict, super::shortcuts::FUNCTIONS);
    builtins::add(dict, super::threads::FUNCTIONS);
    let classes = world.executor.classes();
    let types = &world.types;
    for (name, class) in [
        ("Future", &types.future),
        ("Task", &types.task),
        ("Handle", &classes.handle),
        ("TimerHandle", &classes.timer_handle),
        ("_GatheringFuture", &classes.gathering),
        ("CancelledError", &types.exception("CancelledError")),
        ("InvalidStateError", &types.exception("InvalidStateError")),
    ] {
        dict.set_text(name, Value::Class(class.clone()));
    }
    Ok(())
}
