//! CPython's `Task`: how it is made, cancelled and ended.
//!
//! ```text
//!            make                begin_step              step_ended: a future
//!   (coro) ───────▶ step queued ────────────▶ RUNNING ───────────────────────▶ WAITING
//!                        ▲                     │   │                             │
//!                        │ step_ended: None    │   │ returned, raised            │ wakeup
//!                        └─────────────────────┘   ▼                             │ queued
//!                                                 DONE         RUNNING ◀─────────┘
//! ```

use super::future::{self, cancelled_error, is_cancelled};
use super::{Ready, StepResult, describe, push_ready, run};
use crate::builtins::{args, contextvars};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::trace::{
    CancelEffect, Cause, Event, Outcome as TraceOutcome, StepEnd, Wait, WaitId, WaitKind,
};
use crate::vm::async_step::{self, AsyncStep};
use crate::vm::{call, exception, format, generator, import, keeping};
use crate::world::World;
use crate::world::frame::{Generator, GeneratorKind, GeneratorState, Input, Linked, Resumed};
use crate::world::future::{Future, LoopId, TaskPart};
use crate::world::value::{Exception, Outcome, Raise, Value};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Tasks that may exist at once: each costs about a kilobyte.
const MOST_TASKS: usize = 200_000;

/// What `create_task` was given beside the coroutine.
#[derive(Default)]
pub(crate) struct Options {
    pub name: Value,
    pub context: Value,
    pub eager: bool,
    /// Housekeeping of `asyncio.run`, of which the trace does not tell.
    pub quiet: bool,
}

/// Makes a task of the class `Task`; its first step is queued, or done at once when eager.
///
/// # Errors
/// TypeError where `coroutine` is none.
pub(crate) fn make(
    world: &mut World,
    owner: LoopId,
    coroutine: Value,
    options: Options,
) -> Outcome<Rc<Future>> {
    let class = world.types.task.clone();
    let task = future::bare(world, class, false);
    fill(world, &task, owner, coroutine, options)?;
    Ok(task)
}

pub(super) fn fill(
    world: &mut World,
    task: &Rc<Future>,
    owner: LoopId,
    coroutine: Value,
    options: Options,
) -> Outcome<()> {
    let given = coroutine.clone();
    let coroutine = driven(world, coroutine)?;
    if world.executor.live.len() >= MOST_TASKS {
        let message = format!("More than {MOST_TASKS} tasks exist at once");
        let diagnostic = Diagnostic::new(Code::Limit, world.here(), message);
        return Err(world.halt(diagnostic.with_help(
            "Start fewer at a time, for example with a Semaphore or a Queue and a few workers.",
        )));
    }
    let name = match args::optional(options.name) {
        Some(name) => Value::Str(format::str(world, &name)?),
        None => Value::str(format!("Task-{}", world.executor.next_name())),
    };
    let context = match args::optional(options.context) {
        Some(context) => context,
        None => contextvars::copy(world),
    };
    let serial = world.executor.next_serial();
    let id = (!options.quiet).then(|| world.executor.next_task());
    task.owner.set(Some(owner));
    let part = TaskPart {
        id,
        serial: Cell::new(serial),
        name: RefCell::new(name),
        place: Cell::new(place_of(world, &coroutine)),
        code: code_of(&coroutine),
        given: RefCell::new(if given.is(&coroutine) {
            Value::Unbound
        } else {
            given
        }),
        coroutine: RefCell::new(coroutine),
        context,
        waiter: RefCell::default(),
        must_cancel: Cell::new(false),
        cancels_requested: Cell::new(0),
        cancel_pending: Cell::new(false),
        log_destroy_pending: Cell::new(true),
        depth: Cell::new(0),
    };
    if task.task.set(Box::new(part)).is_err() {
        return Err(world.runtime_error("Task.__init__() was called twice"));
    }
    world.executor.live.insert(serial, task.clone());
    tell_created(world, task);
    if options.eager && world.executor.event_loop(owner).running {
        return start_eagerly(world, task);
    }
    push_ready(
        world,
        owner,
        Ready::Step {
            task: task.clone(),
            error: None,
        },
        Cause::Created,
    );
    Ok(())
}

fn code_of(coroutine: &Value) -> Option<Rc<Linked>> {
    match coroutine {
        Value::Generator(generator) => generator
            .frame
            .borrow()
            .as_ref()
            .map(|frame| frame.code.clone()),
        _ => None,
    }
}

/// Where a new task stands: a coroutine of ours has no place of its own but where it was made.
fn place_of(world: &World, coroutine: &Value) -> Span {
    match code_of(coroutine) {
        Some(code) if !code.hidden => Span::default(),
        _ => world.here(),
    }
}

fn tell_created(world: &mut World, task: &Rc<Future>) {
    let Some(part) = task.part() else { return };
    let Some(id) = part.id else { return };
    let name = part.name.borrow().as_str();
    let name = name.as_deref().map_or("", |name| name.as_str()).to_owned();
    let name = world.text(&name);
    let coroutine = part.coroutine.borrow().clone();
    let coro = describe::coroutine_name(world, &coroutine);
    let coro = world.text(&coro);
    world.emit(Event::TaskCreated {
        task: id,
        name,
        coro,
    });
    if let Value::Generator(generator) = &coroutine
        && let Some(label) = first_argument(generator, NESTED)
    {
        let (text, is_number) = match label {
            Label::Text(text) => (text, false),
            Label::Number(number) => (number.to_string(), true),
        };
        let label = world.text(&text);
        world.emit(Event::TaskLabelled {
            task: id,
            label,
            is_number,
        });
    }
}

/// Coroutines that are looked into, one inside of another.
const NESTED: u32 = 8;

/// What a task can be called by, of what its coroutine function was given.
enum Label {
    Text(String),
    Number(i64),
}

/// The first argument of a fresh coroutine of the program that is a string, or else the first whole
/// number; where a coroutine stands around another, such as a timeout, it is the inner one's.
fn first_argument(generator: &Generator, nested: u32) -> Option<Label> {
    if nested == 0 || generator.state.get() != GeneratorState::Created {
        return None;
    }
    let frame = generator.frame.borrow();
    let frame = frame.as_ref()?;
    let code = &frame.code.code;
    let count = code.arg_count + code.kwonly_count;
    let mut number = None;
    let text = (0..count).find_map(|at| {
        let mut cells = code.cells.iter();
        let value = match cells.position(|cell| cell.parameter == Some(at)) {
            Some(cell) => frame.cells.get(cell)?.0.borrow().clone(),
            None => frame.values.get(at as usize)?.clone(),
        };
        match value {
            Value::Str(text) if !code.hidden => Some(Label::Text(text.as_str().to_owned())),
            Value::Generator(inner) if inner.kind == GeneratorKind::Coroutine => {
                first_argument(&inner, nested - 1)
            }
            Value::Int(_, whole) if !code.hidden => {
                number.get_or_insert(Label::Number(whole));
                None
            }
            _ => None,
        }
    });
    text.or(number)
}

/// A coroutine as the executor can drive it.
///
/// # Errors
/// TypeError where it is none.
fn driven(world: &mut World, coroutine: Value) -> Outcome {
    if matches!(&coroutine, Value::Generator(generator) if generator.kind == GeneratorKind::Coroutine)
    {
        return Ok(coroutine);
    }
    if async_step::is_step(&coroutine) {
        return around_step(world, coroutine);
    }
    if is_coroutine(world, &coroutine) {
        return Ok(coroutine);
    }
    let text = format::repr(world, &coroutine)?;
    let error = world.type_error(format!("a coroutine was expected, got {}", text.as_str()));
    Err(keeping::keeping(error, coroutine))
}

/// A coroutine that awaits one step of an async generator.
fn around_step(world: &mut World, step: Value) -> Outcome {
    let kind = world.type_name(&step);
    let module = import::module(world, "asyncio.coroutines")?;
    let wrapper = module.dict.get_text(kind.as_str()).unwrap_or(Value::None);
    call::call(world, &wrapper, &[step])
}

/// An exception for a step of an async generator that was not awaited yet goes into the generator
/// itself. True where that was the case.
pub(crate) fn throw_through(part: &TaskPart, error: &Rc<Exception>) -> bool {
    let given = part.given.borrow();
    let Some(step) = given.payload::<AsyncStep>() else {
        return false;
    };
    let is_fresh = matches!(
        &*part.coroutine.borrow(),
        Value::Generator(generator) if generator.state.get() == GeneratorState::Created
    );
    if is_fresh {
        step.throws(error);
    }
    is_fresh
}

/// `asyncio.iscoroutine`.
pub(crate) fn is_coroutine(world: &World, value: &Value) -> bool {
    match value {
        Value::Generator(generator) => generator.kind == GeneratorKind::Coroutine,
        Value::Object(_) if async_step::is_step(value) => true,
        Value::Instance(_) | Value::Object(_) => {
            let class = world.class_of(value);
            let names = &world.names;
            [&names.await_, &names.send, &names.throw, &names.close]
                .into_iter()
                .all(|name| class.lookup(name).is_some())
        }
        _ => false,
    }
}

/// The first step inside of `create_task`.
fn start_eagerly(world: &mut World, task: &Rc<Future>) -> Outcome<()> {
    let place = world.place;
    let started = run::begin_step(world, task, None, None)?;
    let result = match started {
        run::Begun::Ended => Ok(()),
        run::Begun::Resume(error) => {
            let (_, generator) = run::stepping(world);
            let result = match generator::resume(world, &generator, run::input(error)) {
                Ok(Resumed::Yielded(value)) => StepResult::Yielded(value),
                Ok(Resumed::Returned(value)) => StepResult::Returned(value),
                Err(Raise::Exception(exception)) => StepResult::Raised(exception),
                Err(Raise::Halt) => return Err(Raise::Halt),
            };
            run::step_ended(world, task, result)
        }
    };
    if let Some(part) = task.part()
        && let Some(task) = world.executor.live.remove(&part.serial.get())
    {
        part.serial.set(world.executor.next_serial());
        world.executor.live.insert(part.serial.get(), task);
    }
    if let Some(part) = task.part()
        && task.is_done()
    {
        // As in CPython, a task that never waited forgets its coroutine.
        drop((part.coroutine.take(), part.given.take()));
    }
    world.place = place;
    result
}

/// What the coroutine did in its step is told and done; `Err` is for KeyboardInterrupt and
/// SystemExit, which leave the loop.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub(crate) fn handle(world: &mut World, task: &Rc<Future>, result: StepResult) -> Outcome<()> {
    let Some(part) = task.part() else {
        return Ok(());
    };
    match result {
        StepResult::Yielded(value) => yielded(world, task, part, &value),
        StepResult::Returned(value) => {
            if part.must_cancel.replace(false) {
                let message = task.cancel_message.borrow().clone();
                future::put_cancelled(task, message);
                finish(world, task, part, TraceOutcome::Cancelled);
                return Ok(());
            }
            let text = describe::brief(world, &value);
            let how = TraceOutcome::Result(world.text(&text));
            task.state.set(crate::world::future::FutureState::Finished);
            *task.result.borrow_mut() = value;
            finish(world, task, part, how);
            Ok(())
        }
        StepResult::Raised(error) => raised(world, task, part, error),
    }
}

fn raised(
    world: &mut World,
    task: &Rc<Future>,
    part: &TaskPart,
    raised: Rc<Exception>,
) -> Outcome<()> {
    if is_cancelled(world, &raised) {
        *task.cancelled_error.borrow_mut() = Some(raised);
        future::put_cancelled(task, Value::None);
        finish(world, task, part, TraceOutcome::Cancelled);
        return Ok(());
    }
    let leaves = future::is_kind(world, &raised, "KeyboardInterrupt")
        || future::is_kind(world, &raised, "SystemExit");
    let line = describe::exception_line(world, &raised);
    let how = TraceOutcome::Exception(world.text(&line));
    future::put_exception(task, raised.clone());
    if let Some(id) = part.id {
        let stored = exception::id_of(world, &raised);
        world.emit(Event::ExceptionStored {
            exception: stored,
            task: id,
        });
    }
    finish(world, task, part, how);
    if leaves {
        // The loop's frames, which the error passes, have the task.
        keeping::hold_to_the_end(world, Value::Future(task.clone()));
        Err(Raise::Exception(raised))
    } else {
        Ok(())
    }
}

/// The task is done: told, no longer kept alive, its callbacks queued.
fn finish(world: &mut World, task: &Rc<Future>, part: &TaskPart, how: TraceOutcome) {
    if let Some(id) = part.id {
        world.emit(Event::TaskDone { task: id, how });
        world.emit(Event::StepEnded {
            task: id,
            how: StepEnd::Done,
        });
    }
    world.executor.live.remove(&part.serial.get());
    future::schedule_callbacks(world, task);
}

#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn yielded(world: &mut World, task: &Rc<Future>, part: &TaskPart, value: &Value) -> Outcome<()> {
    let owner = future::owner(world, task)?;
    let awaited = match value {
        Value::None => {
            world.executor.spin.count_yield();
            tell_step_ended(world, part, StepEnd::Yielded);
            let work = Ready::Step {
                task: task.clone(),
                error: None,
            };
            push_ready(world, owner, work, Cause::Yielded);
            return Ok(());
        }
        Value::Future(awaited) => awaited,
        other => {
            let message = match other {
                Value::Generator(generator) if generator.kind == GeneratorKind::Generator => {
                    let (me, it) = (
                        describe::repr_future(world, task)?,
                        format::repr(world, other)?,
                    );
                    format!(
                        "yield was used instead of yield from for generator in task {} with {}",
                        me.as_str(),
                        it.as_str()
                    )
                }
                _ => format!(
                    "Task got bad yield: {}",
                    format::repr(world, other)?.as_str()
                ),
            };
            return step_with_error(world, task, part, message);
        }
    };
    let me = |world: &mut World| describe::repr_future(world, task);
    if awaited.owner.get() != Some(owner) {
        let (me, it) = (me(world)?, describe::repr_future(world, awaited)?);
        let message = format!(
            "Task {} got Future {} attached to a different loop",
            me.as_str(),
            it.as_str()
        );
        return step_with_error(world, task, part, message);
    }
    if !awaited.blocking.get() {
        let (me, it) = (me(world)?, describe::repr_future(world, awaited)?);
        let message = format!(
            "yield was used instead of yield from in task {} with {}",
            me.as_str(),
            it.as_str()
        );
        return step_with_error(world, task, part, message);
    }
    if Rc::ptr_eq(awaited, task) {
        let me = me(world)?;
        return step_with_error(
            world,
            task,
            part,
            format!("Task cannot await on itself: {}", me.as_str()),
        );
    }
    wait_on(world, task, part, awaited)
}

/// The task waits until the future is done.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn wait_on(
    world: &mut World,
    task: &Rc<Future>,
    part: &TaskPart,
    awaited: &Rc<Future>,
) -> Outcome<()> {
    awaited.blocking.set(false);
    if let Some(id) = part.id {
        let wait = wait_of(world, awaited);
        world.emit(Event::WaitBegan { task: id, wait });
        world.emit(Event::StepEnded {
            task: id,
            how: StepEnd::Waits,
        });
    }
    future::wake(world, awaited, task);
    *part.waiter.borrow_mut() = Some(awaited.clone());
    if part.must_cancel.get() {
        let message = task.cancel_message.borrow().clone();
        if future::cancel(world, awaited, message)? {
            part.must_cancel.set(false);
        }
    }
    Ok(())
}

#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn wait_of(world: &mut World, awaited: &Future) -> WaitId {
    let kind = match (awaited.task_id(), awaited.meaning.get()) {
        (Some(id), _) => WaitKind::Task(id),
        (None, Some(kind)) => kind,
        (None, None) => WaitKind::Future,
    };
    let future = awaited.task_id().is_none().then_some(awaited.id);
    let wait = WaitId(u32::try_from(world.trace.waits.len()).unwrap_or(u32::MAX));
    world.trace.waits.push(Wait { kind, future });
    wait
}

fn tell_step_ended(world: &mut World, part: &TaskPart, how: StepEnd) {
    if let Some(id) = part.id {
        world.emit(Event::StepEnded { task: id, how });
    }
}

/// The coroutine yielded what it should not: the error is thrown in its next step.
fn step_with_error(
    world: &mut World,
    task: &Rc<Future>,
    part: &TaskPart,
    message: String,
) -> Outcome<()> {
    let class = world.types.exception("RuntimeError");
    let error = world.make_exception(&class, vec![Value::str(message)]);
    let owner = future::owner(world, task)?;
    tell_step_ended(world, part, StepEnd::Yielded);
    let work = Ready::Step {
        task: task.clone(),
        error: Some(error),
    };
    push_ready(world, owner, work, Cause::Yielded);
    Ok(())
}

/// `task.cancel(msg)`: the request travels down to what the task waits on.
///
/// # Errors
/// What an overridden `cancel` raises.
pub(crate) fn cancel(world: &mut World, task: &Rc<Future>, message: Value) -> Outcome<bool> {
    let mut task = task.clone();
    let mut is_first = true;
    let mut walked = 0;
    loop {
        walked += 1;
        if walked > world.executor.live.len() + 1 {
            // Tasks that wait for each other in a ring: CPython's recursion ends here too.
            return Err(world.error("RecursionError", "maximum recursion depth exceeded"));
        }
        let Some(part) = task.part() else {
            return Ok(false);
        };
        task.log_traceback.set(false);
        if task.is_done() {
            tell_cancel(world, part, CancelEffect::Ignored);
            return Ok(!is_first);
        }
        part.cancels_requested.set(part.cancels_requested.get() + 1);
        part.cancel_pending.set(true);
        is_first = false;
        let waiter = part.waiter.borrow().clone();
        let Some(waiter) = waiter.filter(|waiter| !waiter.is_done()) else {
            mark(world, &task, part, message);
            return Ok(true);
        };
        // A chain of tasks that wait for each other is walked in a loop: it may be long.
        let is_plain_task = Rc::ptr_eq(&waiter.class, &world.types.task);
        tell_cancel(world, part, CancelEffect::Passed);
        if is_plain_task {
            task = waiter;
            continue;
        }
        if !future::cancel(world, &waiter, message.clone())? {
            part.must_cancel.set(true);
            *task.cancel_message.borrow_mut() = message;
        }
        return Ok(true);
    }
}

fn mark(world: &mut World, task: &Rc<Future>, part: &TaskPart, message: Value) {
    part.must_cancel.set(true);
    *task.cancel_message.borrow_mut() = message;
    tell_cancel(world, part, CancelEffect::Marked);
}

fn tell_cancel(world: &mut World, part: &TaskPart, effect: CancelEffect) {
    if let Some(task) = part.id {
        world.emit(Event::CancelRequested { task, effect });
    }
}

/// What a step throws: the pending cancel request comes before anything else.
pub(crate) fn take_error(
    world: &mut World,
    task: &Rc<Future>,
    part: &TaskPart,
    error: Option<Rc<Exception>>,
) -> Option<Rc<Exception>> {
    if !part.must_cancel.replace(false) {
        return error;
    }
    match error {
        Some(error) if is_cancelled(world, &error) => Some(error),
        _ => Some(cancelled_error(world, task)),
    }
}

/// One step of a coroutine that is an object of the program.
pub(crate) fn drive_object(
    world: &mut World,
    coroutine: &Value,
    input: Input,
) -> Outcome<StepResult> {
    let result = match input {
        Input::Send(value) => call::call_method(world, coroutine, "send", &[value]),
        Input::Throw(exception) => {
            call::call_method(world, coroutine, "throw", &[Value::Exception(exception)])
        }
    };
    match result {
        Ok(value) => Ok(StepResult::Yielded(value)),
        Err(Raise::Halt) => Err(Raise::Halt),
        Err(Raise::Exception(raised)) => match exception::stop_value(world, &raised) {
            Some(value) => Ok(StepResult::Returned(value)),
            None => Ok(StepResult::Raised(raised)),
        },
    }
}

/// The coroutines that `asyncio.run` runs at its end are ours.
pub(crate) fn is_housekeeping(coroutine: &Value) -> bool {
    let Value::Generator(generator) = coroutine else {
        return false;
    };
    let is_hidden = generator
        .frame
        .borrow()
        .as_ref()
        .is_some_and(|frame| frame.code.hidden);
    let name = generator.qualname.borrow().clone();
    is_hidden
        && matches!(
            name.as_str(),
            "BaseEventLoop.shutdown_asyncgens" | "BaseEventLoop.shutdown_default_executor"
        )
}
