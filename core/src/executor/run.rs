//! `_run_once`: which entry of the ready queue is called next, and what follows from it.
//!
//! ```text
//!   begin_iteration: wait for time or threads, collect due timers, freeze the batch
//!        │
//!        ▼  for each entry of the batch
//!   take_turn ──▶ Resume ──▶ the machine runs the coroutine ──▶ step_ended
//!             ├─▶ Call ────▶ the machine calls the callback ──▶ callback_ended
//!             └─▶ done here (futures of sleep, gather, run_until_complete)
//! ```

use super::future;
use super::handle::{Handle, HandleObject, Work};
use super::heap::Target;
use super::{
    Action, Call, Calling, Entry, Ready, StepResult, Stepping, clock, describe, gather, handle,
};
use super::{push_numbered, sleep, spin, strand, task};
use crate::builtins::contextvars;
use crate::diagnostic::{Code, Diagnostic};
use crate::sentence::grouped;
use crate::source::Span;
use crate::trace::{Actor, Cause, Event, HandleId, Nanos, WaitKind};
use crate::vm::{call, exception as vm_exception};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::frame::{Generator, Input};
use crate::world::future::{Alarm, Callable, Future, FutureState, LoopId};
use crate::world::value::{Exception, Outcome, Raise, Value};
use std::rc::Rc;

/// `_clock_resolution`: timers due within it are collected.
const RESOLUTION: f64 = 1e-9;

/// What the machine does next for the loop that runs in this thread.
///
/// # Errors
/// What a coroutine that is an object of the program raises as KeyboardInterrupt or SystemExit;
/// the end of the run by a limit or a deadlock.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn next_action(world: &mut World) -> Outcome<Action> {
    let Some(id) = world.executor.local.running else {
        return Err(world.runtime_error("no running event loop"));
    };
    world.place = Span::default();
    loop {
        if world.halted.is_some() {
            return Err(Raise::Halt);
        }
        // What a loop in a thread does next comes in the order of time.
        if !world.executor.clock.strands.is_empty() && strand::sync(world) {
            return Ok(Action::Idle);
        }
        if world.executor.event_loop(id).batch_left == 0 {
            if end_iteration(world, id) {
                return Ok(Action::Finished);
            }
            if !begin_iteration(world, id)? {
                return Ok(Action::Idle);
            }
            continue;
        }
        let event_loop = world.executor.event_loop(id);
        event_loop.batch_left -= 1;
        let Some(entry) = event_loop.ready.pop_front() else {
            continue;
        };
        if event_loop.debug {
            let now = world.executor.now().seconds();
            world.executor.event_loop(id).turn_began = Some(now);
        }
        if world.executor.count_step(world.limits.steps) {
            return Err(too_many_steps(world));
        }
        if let Some(action) = take_turn(world, entry)? {
            return Ok(action);
        }
        if !world.finalisers.is_empty() {
            vm_exception::run_finalisers(world)?;
        }
    }
}

fn too_many_steps(world: &mut World) -> Raise {
    let steps = grouped(world.limits.steps);
    let message = format!("The run made {steps} steps of tasks and callbacks");
    let diagnostic = Diagnostic::new(Code::Limit, world.here(), message);
    world.halt(diagnostic.with_help(
        "Does a loop go round with `sleep(0)` only? A smaller number of rounds shows the same.",
    ))
}

/// Ends the batch that was run; true when the loop was stopped.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn end_iteration(world: &mut World, id: LoopId) -> bool {
    let event_loop = world.executor.event_loop(id);
    let is_told = std::mem::take(&mut event_loop.in_iteration);
    let is_over = event_loop.stopping && event_loop.ran_once;
    if is_told {
        let iteration = world.executor.ids.iteration;
        world.emit(Event::IterationEnded { iteration });
    }
    is_over
}

/// The first half of `_run_once`: waits where nothing is ready, collects timers, freezes the
/// batch. False where the loop's thread waits for others first.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn begin_iteration(world: &mut World, id: LoopId) -> Outcome<bool> {
    world.actor = Actor::Loop;
    let event_loop = world.executor.event_loop(id);
    event_loop.ran_once = true;
    let abandoned = event_loop.timers.sweep();
    let is_busy = !event_loop.ready.is_empty() || event_loop.stopping;
    let deadline = event_loop.timers.first();
    for timer in abandoned {
        world.emit(Event::TimerCancelled { timer });
    }
    if is_busy {
        if world.executor.clock.strands.is_empty() {
            spin::begin_round(world, id)?;
        }
    } else if !wait(world, deadline)? {
        return Ok(false);
    }
    collect_timers(world, id);
    let event_loop = world.executor.event_loop(id);
    let batch = event_loop.ready.len();
    let told = event_loop.ready.iter().filter(|entry| !entry.quiet).count();
    event_loop.batch_left = batch;
    if told > 0 {
        event_loop.in_iteration = true;
        world.executor.ids.iteration += 1;
        let iteration = world.executor.ids.iteration;
        let batch = u32::try_from(batch).unwrap_or(u32::MAX);
        world.emit(Event::IterationBegan { iteration, batch });
    }
    Ok(true)
}

/// Lets events of threads happen that are due now.
fn poll(world: &mut World) -> Outcome<()> {
    if !world.executor.clock.strands.is_empty() {
        return Ok(());
    }
    let now = world.executor.clock.main();
    clock::advance_to(world, now, true)
}

/// Nothing is ready: the clock goes to the next timer or the next event of a thread. False where
/// the loop runs in a thread, which waits until then, or until another thread has done something.
fn wait(world: &mut World, deadline: Option<f64>) -> Outcome<bool> {
    let now = world.executor.clock.now();
    let target = deadline
        .filter(|when| when.is_finite())
        .map(|when| Nanos::from_seconds(when).0);
    if target.is_some_and(|target| target <= now) {
        poll(world)?;
        return Ok(true);
    }
    let line = world.executor.clock.next_seq();
    if strand::idle(world, target, line) {
        return Ok(false);
    }
    if let Some(strand) = world.executor.clock.strands.last_mut() {
        return match target {
            Some(target) => {
                strand.wait_until(target);
                Ok(true)
            }
            None => Err(world.unsupported(
                "An event loop on a worker thread waits for another thread",
                "Let the loop of the main thread wait for it instead.",
            )),
        };
    }
    match (world.executor.clock.next_event(), target) {
        (Some(event), None) => clock::advance_to(world, event, true)?,
        (Some(event), Some(target)) => clock::advance_to(world, event.min(target), true)?,
        (None, Some(target)) => clock::advance_to(world, target, true)?,
        (None, None) => return Err(deadlock(world)),
    }
    Ok(true)
}

/// Timers that are due go into the ready queue.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn collect_timers(world: &mut World, id: LoopId) {
    let now = world.executor.now();
    let end = now.seconds() + RESOLUTION;
    // Years from the start the resolution is lost in the sum; what was waited for is due there, too.
    let is_due = |when| when < end || Nanos::from_seconds(when) <= now;
    loop {
        let timers = &mut world.executor.event_loop(id).timers;
        if !timers.first().is_some_and(is_due) {
            return;
        }
        let Some(timer) = timers.pop() else { return };
        match timer.target {
            Target::Sleep(future) => match future.upgrade() {
                Some(future) if future.alarm.get() == Alarm::Scheduled(timer.id) => {
                    sleep::fire(world, id, timer.id, future);
                }
                Some(_) => {}
                None => world.emit(Event::TimerCancelled { timer: timer.id }),
            },
            Target::Handle(handle) if handle.cancelled.get() => {}
            Target::Handle(handle) => {
                world.emit(Event::TimerFired { timer: timer.id });
                let number = world.executor.next_handle();
                handle.entry.set(Some(number));
                let cause = Cause::Timer(timer.id);
                push_numbered(world, id, number, Ready::Handle(handle), cause);
            }
        }
    }
}

/// Nothing can ever happen any more.
pub(crate) fn deadlock(world: &mut World) -> Raise {
    let mut waiting = Vec::new();
    // The place to show is that of the first task that waits: nobody runs any more.
    let mut span = Span::default();
    for task in world.executor.live.values() {
        let Some(part) = task.part() else { continue };
        let Some(name) = part.name.borrow().as_str() else {
            continue;
        };
        if span == Span::default() {
            span = part.place.get();
        }
        let waiter = part.waiter.borrow().clone();
        let what = waiter.map_or("its turn", |waiter| what_waits(&waiter));
        waiting.push(format!("{} waits for {what}", name.as_str()));
    }
    let shown = waiting
        .iter()
        .take(4)
        .cloned()
        .collect::<Vec<_>>()
        .join("; ");
    let more = waiting.len().saturating_sub(4);
    let help = match (waiting.len(), more) {
        (0, _) if world.actor == Actor::Loop => "`run_forever` goes on until somebody calls \
             loop.stop(), and nothing is left to do."
            .to_owned(),
        (0, _) => "A thread waits for something that nobody will do.".to_owned(),
        (_, 0) => format!("{shown}. Somebody must wake them: release, set, put, notify or cancel."),
        (_, more) => format!("{shown}; and {more} more. Somebody must wake one of them."),
    };
    if span == Span::default() {
        span = world.caller();
    }
    let message = "Deadlock: nothing is ready, no timer runs, no thread works";
    let diagnostic = Diagnostic::new(Code::Deadlock, span, message).with_help(help);
    world.halt(diagnostic)
}

fn what_waits(waiter: &Future) -> &'static str {
    if waiter.task.get().is_some() {
        return "another task";
    }
    match waiter.meaning.get() {
        Some(WaitKind::Lock(_)) => "a lock",
        Some(WaitKind::Semaphore(_)) => "a semaphore",
        Some(WaitKind::Event(_)) => "an event",
        Some(WaitKind::Condition(_)) => "a condition",
        Some(WaitKind::QueueGet(_)) => "an item of a queue",
        Some(WaitKind::QueuePut(_)) => "room in a queue",
        Some(WaitKind::QueueJoin(_)) => "the items of a queue to be done",
        Some(WaitKind::Barrier(_)) => "others at a barrier",
        Some(WaitKind::Gather(_)) => "what it gathered",
        Some(WaitKind::Several(_)) => "several others",
        Some(WaitKind::Shield) => "a shielded task",
        Some(WaitKind::TaskGroup(_)) => "the tasks of its group",
        Some(WaitKind::Job(_)) => "a thread",
        _ => "a future that nobody sets",
    }
}

#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn take_turn(world: &mut World, entry: Entry) -> Outcome<Option<Action>> {
    match entry.work {
        Ready::Step { task, error } => resume(world, task, error, entry.id),
        Ready::Wakeup { task, future } => {
            let error = future::error_for_task(world, &future);
            let action = resume(world, task, error, entry.id)?;
            if let (Some(_), Some(stepping)) = (&action, world.executor.steps.last_mut()) {
                stepping.woken_by = Some(future);
            }
            Ok(action)
        }
        Ready::Done {
            callable,
            future,
            context,
        } => {
            let calling = Calling {
                id: entry.id,
                actor: world.actor,
                callable: Value::Unbound,
                handle: None,
                quiet: entry.quiet,
            };
            match callable {
                Callable::Python(callable) => {
                    let calling = Calling {
                        callable: callable.clone(),
                        ..calling
                    };
                    begin_call(world, calling, context);
                    let args = vec![Value::Future(future)];
                    return Ok(Some(Action::Call(Box::new(Call { callable, args }))));
                }
                Callable::Gather(outer) => {
                    tell_call(world, &calling);
                    gather::child_done(world, &outer, &future);
                }
                Callable::StopLoop => {
                    tell_call(world, &calling);
                    stop_after(world, &future);
                }
                Callable::Wakeup(_) => unreachable!("wakeups have an entry of their own"),
            }
            tell_called(world, &calling);
            Ok(None)
        }
        Ready::Handle(handle) => Ok(run_handle(world, &handle, entry.id)),
        Ready::Sleep(future) => {
            end_sleep(world, &future, entry.id);
            Ok(None)
        }
    }
}

/// `_run_until_complete_cb`: the loop stops, unless the run is left by the exception itself.
fn stop_after(world: &mut World, future: &Future) {
    future.log_traceback.set(false);
    if !future.is_cancelled()
        && let Some(exception) = future.exception.borrow().as_ref()
        && (future::is_kind(world, exception, "KeyboardInterrupt")
            || future::is_kind(world, exception, "SystemExit"))
    {
        return;
    }
    if let Some(owner) = future.owner.get() {
        world.executor.event_loop(owner).stopping = true;
    }
}

fn run_handle(world: &mut World, handle: &Rc<Handle>, id: HandleId) -> Option<Action> {
    handle.entry.set(None);
    let work = handle
        .work
        .borrow()
        .as_ref()
        .map(|work| (work.callable.clone(), work.args.clone()));
    let (callable, args) = work.filter(|_| !handle.cancelled.get())?;
    let calling = Calling {
        id,
        actor: world.actor,
        callable: callable.clone(),
        handle: Some(handle.clone()),
        quiet: false,
    };
    let context = handle.context.borrow().clone();
    begin_call(world, calling, context);
    Some(Action::Call(Box::new(Call { callable, args })))
}

/// The time of a sleep is over: its future gets its result, unless it was cancelled meanwhile.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn end_sleep(world: &mut World, future: &Rc<Future>, handle: HandleId) {
    if future.alarm.get() != Alarm::Ready(handle) {
        return;
    }
    future.alarm.set(Alarm::None);
    world.actor = Actor::Loop;
    world.emit(Event::CallbackBegan { handle });
    if !future.is_done() {
        future.state.set(FutureState::Finished);
        future::schedule_callbacks(world, future);
    }
    world.emit(Event::CallbackEnded { handle });
}

fn tell_call(world: &mut World, calling: &Calling) {
    world.actor = Actor::Loop;
    if !calling.quiet {
        world.emit(Event::CallbackBegan { handle: calling.id });
    }
}

fn tell_called(world: &mut World, calling: &Calling) {
    if !calling.quiet {
        world.emit(Event::CallbackEnded { handle: calling.id });
    }
    world.actor = calling.actor;
}

fn begin_call(world: &mut World, calling: Calling, context: Value) {
    tell_call(world, &calling);
    contextvars::enter(world, &context);
    world.executor.calls.push(calling);
}

/// The callback that [`next_action`] asked for has ended.
///
/// # Errors
/// KeyboardInterrupt and SystemExit, which leave the loop.
pub fn callback_ended(world: &mut World, result: Outcome) -> Outcome<()> {
    let Some(calling) = world.executor.calls.pop() else {
        unreachable!("a callback ends only after it began")
    };
    contextvars::leave(world);
    let result = match result {
        Ok(value) => {
            drop(value);
            Ok(())
        }
        Err(Raise::Halt) => return Err(Raise::Halt),
        Err(Raise::Exception(exception)) => {
            if leaves_the_loop(world, &exception) {
                Err(Raise::Exception(exception))
            } else {
                report_callback(world, &calling, &exception)
            }
        }
    };
    let result =
        result.and_then(|()| warn_if_slow(world, |world, owner| handle_of(world, &calling, owner)));
    world.place = Span::default();
    tell_called(world, &calling);
    result
}

/// An exception of a callback goes to the loop's exception handler.
fn report_callback(world: &mut World, calling: &Calling, exception: &Rc<Exception>) -> Outcome<()> {
    let Some(owner) = world.executor.local.running else {
        return Ok(());
    };
    let source = match &calling.handle {
        Some(handle) => describe::handle_source(world, handle)?,
        None => None,
    };
    let source = match source {
        Some(source) => source,
        None => describe::callback_source(world, &calling.callable)?,
    };
    let context = Dict::new();
    context.set_text(
        "message",
        Value::str(format!("Exception in callback {source}")),
    );
    context.set_text("exception", Value::Exception(exception.clone()));
    let handle = handle_of(world, calling, owner);
    context.set_text("handle", handle);
    // What has called a builtin function is a frame of the library.
    if let Some(frame) = world.frames.last()
        && frame.code.hidden
        && exception.traceback.borrow().is_empty()
    {
        crate::vm::exception::add_line(frame, exception);
    }
    // The handler is called where the exception was caught.
    let caught = Some(exception.clone());
    let previous = world
        .handled
        .last_mut()
        .map(|top| std::mem::replace(top, caught));
    let result = call_exception_handler(world, owner, Value::Dict(context));
    if let (Some(top), Some(previous)) = (world.handled.last_mut(), previous) {
        *top = previous;
    }
    result
}

/// The handle that is run, as an object.
fn handle_of(world: &World, calling: &Calling, owner: LoopId) -> Value {
    match &calling.handle {
        Some(handle) => handle::object(&world.executor, handle),
        None => {
            let work = Work {
                callable: calling.callable.clone(),
                args: Vec::new(),
            };
            let handle = Handle::new(owner, work, Value::None, None);
            let classes = world.executor.classes();
            Value::object(&classes.handle, HandleObject(handle))
        }
    }
}

/// In debug mode: `Executing <Task …> took 0.200 seconds`, where the turn that ends here took long.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn warn_if_slow(world: &mut World, of: impl FnOnce(&mut World, LoopId) -> Value) -> Outcome<()> {
    // An eager task steps inside of a turn, which goes on.
    if !world.executor.steps.is_empty() || !world.executor.calls.is_empty() {
        return Ok(());
    }
    let Some(id) = world.executor.local.running else {
        return Ok(());
    };
    let Some(began) = world.executor.event_loop(id).turn_began.take() else {
        return Ok(());
    };
    let took = world.executor.now().seconds() - began;
    if took <= 0.0 {
        return Ok(());
    }
    let object = future::loop_object(world, id);
    let args = [of(world, id), Value::float(took)];
    call::call_method(world, &object, "_warn_if_slow", &args).map(drop)
}

/// `loop.call_exception_handler(context)`.
///
/// # Errors
/// KeyboardInterrupt and SystemExit out of the handler.
pub(crate) fn call_exception_handler(
    world: &mut World,
    owner: LoopId,
    context: Value,
) -> Outcome<()> {
    let object = future::loop_object(world, owner);
    call::call_method(world, &object, "call_exception_handler", &[context]).map(|_| ())
}

#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn resume(
    world: &mut World,
    task: Rc<Future>,
    error: Option<Rc<Exception>>,
    id: HandleId,
) -> Outcome<Option<Action>> {
    if task.is_done() {
        return Ok(None);
    }
    match begin_step(world, &task, error, Some(id))? {
        Begun::Resume(error) => Ok(Some(Action::Resume(error))),
        Begun::Ended => Ok(None),
    }
}

/// How a step begins.
pub(crate) enum Begun {
    /// The machine resumes the generator ([`stepping`]), and throws this in.
    Resume(Option<Rc<Exception>>),
    /// The coroutine was no generator: the step is over.
    Ended,
}

/// `Task.__step`, up to the resumption.
///
/// # Errors
/// As [`step_ended`].
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub(crate) fn begin_step(
    world: &mut World,
    task: &Rc<Future>,
    error: Option<Rc<Exception>>,
    handle: Option<HandleId>,
) -> Outcome<Begun> {
    let Some(part) = task.part() else {
        return Ok(Begun::Ended);
    };
    let error = task::take_error(world, task, part, error);
    drop(part.waiter.take());
    let before = match part.id {
        Some(id) => std::mem::replace(&mut world.actor, Actor::Task(id)),
        None => world.actor,
    };
    world.executor.steps.push(Stepping {
        task: task.clone(),
        woken_by: None,
        thrown: error.clone(),
        actor: before,
    });
    contextvars::enter(world, &part.context);
    if handle.is_some() {
        world.place = part.place.get();
    }
    if let Some(id) = part.id {
        world.emit(Event::StepBegan {
            task: id,
            handle,
            throws: error.is_some(),
        });
        if let Some(error) = &error {
            tell_thrown(world, task, id, error);
        }
    }
    let error = match error {
        Some(error) if task::throw_through(part, &error) => None,
        error => error,
    };
    let object = match &*part.coroutine.borrow() {
        Value::Generator(_) => return Ok(Begun::Resume(error)),
        object => object.clone(),
    };
    let result = task::drive_object(world, &object, input(error))?;
    step_ended(world, task, result)?;
    Ok(Begun::Ended)
}

/// What a coroutine is resumed with.
pub fn input(error: Option<Rc<Exception>>) -> Input {
    match error {
        Some(error) => Input::Throw(error),
        None => Input::Send(Value::None),
    }
}

/// The task whose step [`next_action`] began, and its coroutine.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn stepping(world: &World) -> (Rc<Future>, Rc<Generator>) {
    let Some(Stepping { task, .. }) = world.executor.steps.last() else {
        unreachable!("a step is under way")
    };
    match task.part().map(|part| part.coroutine.borrow()).as_deref() {
        Some(Value::Generator(generator)) => (task.clone(), generator.clone()),
        _ => unreachable!("other coroutines are driven where the step begins"),
    }
}

fn tell_thrown(
    world: &mut World,
    task: &Rc<Future>,
    id: crate::trace::TaskId,
    error: &Rc<Exception>,
) {
    if future::is_cancelled(world, error) {
        if task
            .part()
            .is_some_and(|part| part.cancel_pending.replace(false))
        {
            world.emit(Event::CancelDelivered { task: id });
        }
    } else {
        future::tell_delivered(world, &Raise::Exception(error.clone()));
    }
}

/// The coroutine of a step has yielded, returned or raised.
///
/// # Errors
/// KeyboardInterrupt and SystemExit, which leave the loop.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn step_ended(world: &mut World, task: &Rc<Future>, result: StepResult) -> Outcome<()> {
    if let Some(part) = task.part() {
        part.place.set(world.place);
    }
    let result = task::handle(world, task, result);
    contextvars::leave(world);
    if let Some(stepping) = world.executor.steps.pop() {
        debug_assert!(Rc::ptr_eq(&stepping.task, task), "steps are nested");
        world.actor = stepping.actor;
    }
    match result {
        Err(Raise::Exception(error)) if !leaves_the_loop(world, &error) => {
            report_step(world, task, &error)
        }
        other => other,
    }
    .and_then(|()| warn_if_slow(world, |_, _| Value::Future(task.clone())))
}

fn leaves_the_loop(world: &World, error: &Rc<Exception>) -> bool {
    future::is_kind(world, error, "SystemExit")
        || future::is_kind(world, error, "KeyboardInterrupt")
}

/// The step itself failed, not its coroutine (tasks that wait for each other in a ring were
/// cancelled): the loop's exception handler is told, and the task stays as it is.
fn report_step(world: &mut World, task: &Rc<Future>, error: &Rc<Exception>) -> Outcome<()> {
    let Some(owner) = task.owner.get() else {
        return Ok(());
    };
    let context = Dict::new();
    let message = Value::str("Exception in callback Task.__step()");
    context.set_text("message", message);
    context.set_text("exception", Value::Exception(error.clone()));
    call_exception_handler(world, owner, Value::Dict(context))
}
