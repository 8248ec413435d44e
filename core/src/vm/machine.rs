//! The machine: runs frames until the outermost one it was asked for is finished.
//!
//! ```text
//!   run ──▶ execute one frame ──▶ Exit ──▶ settle ──▶ the frame that goes on
//!                                            │
//!                                            └──▶ executor::next_action (loop mode)
//! ```
//!
//! [`execute`] owns its frame and comes back when another frame must run. Python's recursion lives
//! in `World::frames`; a Rust function that calls Python back runs a machine of its own inside
//! (see `vm::call`), which cannot be paused: only the outermost machine ends with a slice.

use super::{async_step, call, exception, executing, generator, link};
use crate::code::{Flow, Op};
use crate::executor::{self, Action, StepResult};
use crate::world::World;
use crate::world::frame::{Delivery, Frame, GeneratorKind, GeneratorState};
use crate::world::value::{Args, Exception, Outcome, Raise, Value};
use std::rc::Rc;

/// Why a frame stopped running.
pub enum Exit {
    /// Another frame runs first; its value comes back by its delivery.
    Enter {
        caller: Box<Frame>,
        callee: Box<Frame>,
    },
    Return(Box<Frame>, Value),
    /// Something to wait on goes out through all frames that wait on each other.
    Yield(Box<Frame>, Value),
    /// An async generator hands a value to the `asend` that drives it.
    AsyncYield(Box<Frame>, Value),
    /// The frame called the native that runs the event loop.
    Loop(Box<Frame>),
    /// The slice is over.
    Pause(Box<Frame>),
    Raised(Box<Frame>, Raise),
    /// The frame is on the stack already, with others above it.
    Started(Start),
    /// The run ended from outside of Python.
    Halted,
}

/// How a frame begins or goes on.
pub enum Start {
    Go,
    /// The exception is raised at the operation where the frame stands.
    Raise(Rc<Exception>),
    /// The exception was thrown into the generator whose frame this is: as [`Start::Raise`], but who
    /// made it says what it follows on.
    Throw(Rc<Exception>),
    /// What the frame waits on gave this when an exception was thrown in: it goes out at once.
    Yield(Value),
}

/// What the frame that the machine was asked for did.
pub enum Finish {
    Value(Value),
    Yielded(Value),
    /// An async generator's `yield`.
    AsyncYielded(Value),
    /// Out of fuel; call [`run`] again to go on.
    Paused,
}

/// What happens after an exit.
enum Next {
    /// The topmost frame goes on.
    Start(Start),
    Finish(Finish),
}

/// Runs the topmost frame until it is finished (its delivery is `Native`).
///
/// # Errors
/// What the frame raises.
pub fn run(world: &mut World, start: Start) -> Outcome<Finish> {
    let mut start = start;
    loop {
        let Some(frame) = world.frames.pop() else {
            unreachable!("the machine was started without a frame")
        };
        let exit = executing::execute(world, frame, start);
        start = match settle(world, exit)? {
            Next::Start(start) => start,
            Next::Finish(finish) => return Ok(finish),
        };
    }
}

#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn settle(world: &mut World, exit: Exit) -> Outcome<Next> {
    match exit {
        Exit::Enter { caller, callee } => {
            world.frames.push(caller);
            if world.frames.len() >= world.limits.frames {
                link::recycle(world, callee);
                let raise = world.error("RecursionError", "maximum recursion depth exceeded");
                return raised_in_top(raise);
            }
            world.frames.push(callee);
            Ok(Next::Start(Start::Go))
        }
        Exit::Return(frame, value) => returned(world, frame, value),
        Exit::Yield(frame, value) => yielded(world, frame, value),
        Exit::AsyncYield(frame, value) => {
            if let Some(generator) = &frame.generator {
                generator.running_async.set(false);
            }
            if let Delivery::Native = suspend(world, frame) {
                return Ok(Next::Finish(Finish::AsyncYielded(value)));
            }
            if async_step::closes(world) {
                let raise = world.runtime_error("async generator ignored GeneratorExit");
                return raised_in_top(raise);
            }
            finish_wait(world, value);
            Ok(Next::Start(Start::Go))
        }
        Exit::Loop(frame) => {
            world.frames.push(frame);
            drive(world)
        }
        Exit::Pause(frame) => {
            world.frames.push(frame);
            Ok(Next::Finish(Finish::Paused))
        }
        Exit::Raised(frame, raise) => left_by_error(world, frame, raise),
        Exit::Started(start) => Ok(Next::Start(start)),
        Exit::Halted => Err(Raise::Halt),
    }
}

/// An error becomes one that the topmost frame raises; the end of the run goes straight up.
fn raised_in_top(raise: Raise) -> Outcome<Next> {
    match raise {
        Raise::Exception(exception) => Ok(Next::Start(Start::Raise(exception))),
        Raise::Halt => Err(Raise::Halt),
    }
}

/// Pushes the value for the topmost frame.
#[inline]
pub fn push(world: &mut World, value: Value) {
    if let Some(frame) = world.frames.last_mut() {
        frame.values.push(value);
        if frame.code.hidden {
            world.place = visible_place(world);
        }
    }
}

/// Where the program stands that a frame of the prelude works for, which is on top of the others.
pub fn place_around(world: &World, frame: &Frame) -> crate::source::Span {
    if is_called_in(frame) {
        return world.place;
    }
    visible_place(world)
}

/// The loop or a native called it.
const fn is_called_in(frame: &Frame) -> bool {
    matches!(
        frame.delivery,
        Delivery::Native | Delivery::TaskStep(_) | Delivery::Callback
    )
}

/// Where the innermost frame of the program's own stands; the present place where the prelude was
/// not called by the program but by the loop or by a native.
fn visible_place(world: &World) -> crate::source::Span {
    for frame in world.frames.iter().rev() {
        if !frame.code.hidden {
            return frame.span();
        }
        if is_called_in(frame) {
            break;
        }
    }
    world.place
}

/// Ends a `YieldFrom`: its iterator makes room for the result.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn finish_wait(world: &mut World, result: Value) {
    if let Some(frame) = world.frames.last_mut() {
        frame.values.pop();
        frame.handed_out = false;
    }
    push(world, result);
}

fn returned(world: &mut World, mut frame: Box<Frame>, value: Value) -> Outcome<Next> {
    let delivery = std::mem::replace(&mut frame.delivery, Delivery::Caller);
    let is_async_generator = frame.code.code.flow == Flow::AsyncGenerator;
    close(world, &mut frame);
    link::recycle(world, frame);
    if !world.finalisers.is_empty() {
        // What died with the frame's locals acts before anybody sees the result.
        exception::run_finalisers(world)?;
    }
    if is_async_generator {
        if async_step::closes(world) {
            finish_wait(world, Value::None);
            return Ok(Next::Start(Start::Go));
        }
        let class = world.types.exception("StopAsyncIteration");
        let end = world.make_exception(&class, Vec::new());
        return match delivery {
            Delivery::Send | Delivery::Thrown => Ok(Next::Start(Start::Raise(end))),
            _ => Err(Raise::Exception(end)),
        };
    }
    match delivery {
        Delivery::Caller => push(world, value),
        Delivery::Nobody => {}
        Delivery::ClassBody(namespace) => {
            push(world, Value::Dict(namespace));
            push(world, value);
        }
        Delivery::Init(instance) => {
            if !value.is_none() {
                let kind = world.type_name(&value);
                let message = format!("__init__() should return None, not '{}'", kind.as_str());
                return raised_in_top(world.type_error(message));
            }
            push(world, instance);
        }
        Delivery::Native => return Ok(Next::Finish(Finish::Value(value))),
        Delivery::Send | Delivery::Thrown => finish_wait(world, value),
        Delivery::ForIter => end_for(world),
        Delivery::TaskStep(task) => {
            return after_step(world, task, StepResult::Returned(value));
        }
        Delivery::Callback => return after_callback(world, Ok(value)),
    }
    Ok(Next::Start(Start::Go))
}

/// A generator that a `for` walks has ended: the iterator goes, the loop is left.
fn end_for(world: &mut World) {
    if let Some(frame) = world.frames.last_mut() {
        frame.values.pop();
        if let Some(Op::ForIter(target)) = frame.code.code.ops.get(frame.pc.wrapping_sub(1)) {
            frame.pc = *target as usize;
        }
    }
}

/// Marks the generator of a finished frame as closed.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn close(world: &mut World, frame: &mut Frame) {
    if let Some(generator) = frame.generator.take() {
        generator.state.set(GeneratorState::Closed);
        generator.running_async.set(false);
        world.handled.pop();
        if generator.kind == GeneratorKind::Coroutine && !frame.code.hidden {
            executor::coroutine_left(world);
        }
    }
}

/// Puts a frame back into its generator and says who gets the yielded value.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn suspend(world: &mut World, mut frame: Box<Frame>) -> Delivery {
    let delivery = std::mem::replace(&mut frame.delivery, Delivery::Caller);
    let Some(generator) = frame.generator.take() else {
        unreachable!("only frames of generators yield")
    };
    generator.state.set(GeneratorState::Suspended);
    *generator.handled.borrow_mut() = world.handled.pop().flatten();
    *generator.frame.borrow_mut() = Some(frame);
    delivery
}

#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn yielded(world: &mut World, mut frame: Box<Frame>, value: Value) -> Outcome<Next> {
    loop {
        match suspend(world, frame) {
            Delivery::Send | Delivery::Thrown => {
                let Some(outer) = world.frames.pop() else {
                    unreachable!("a frame that waits is below")
                };
                frame = outer;
            }
            Delivery::ForIter => {
                push(world, value);
                return Ok(Next::Start(Start::Go));
            }
            Delivery::Native => return Ok(Next::Finish(Finish::Yielded(value))),
            Delivery::TaskStep(task) => {
                return after_step(world, task, StepResult::Yielded(value));
            }
            _ => unreachable!("a generator's frame has one of these deliveries"),
        }
    }
}

#[cold]
fn left_by_error(world: &mut World, mut frame: Box<Frame>, raise: Raise) -> Outcome<Next> {
    let delivery = std::mem::replace(&mut frame.delivery, Delivery::Caller);
    let flow = frame.code.code.flow;
    close(world, &mut frame);
    link::recycle(world, frame);
    if !world.finalisers.is_empty() {
        exception::run_finalisers(world)?;
    }
    let raise = match raise {
        Raise::Halt => return Err(Raise::Halt),
        Raise::Exception(exception) => generator::forbid_stop(world, flow, exception),
    };
    match delivery {
        Delivery::Native => Err(Raise::Exception(raise)),
        Delivery::TaskStep(task) => after_step(world, task, StepResult::Raised(raise)),
        Delivery::Callback => after_callback(world, Err(Raise::Exception(raise))),
        Delivery::Send | Delivery::Thrown
            if flow == Flow::AsyncGenerator && async_step::absorbs(world, &raise) =>
        {
            finish_wait(world, Value::None);
            Ok(Next::Start(Start::Go))
        }
        Delivery::Thrown => {
            exception::chain(world, &raise);
            Ok(Next::Start(Start::Raise(raise)))
        }
        _ => Ok(Next::Start(Start::Raise(raise))),
    }
}

#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn after_step(
    world: &mut World,
    task: Rc<crate::world::future::Future>,
    result: StepResult,
) -> Outcome<Next> {
    let ended = executor::step_ended(world, &task, result);
    // Nobody may have kept the task: it dies before the loop goes on.
    drop(task);
    match ended {
        Ok(()) => drive(world),
        Err(raise) => raised_in_top(raise),
    }
}

fn after_callback(world: &mut World, result: Outcome) -> Outcome<Next> {
    match executor::callback_ended(world, result) {
        Ok(()) => drive(world),
        Err(raise) => raised_in_top(raise),
    }
}

/// Loop mode: asks the executor what to call until it says that the loop is finished.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn drive(world: &mut World) -> Outcome<Next> {
    loop {
        if !world.finalisers.is_empty() {
            exception::run_finalisers(world)?;
        }
        let action = match executor::next_action(world) {
            Ok(action) => action,
            Err(raise) => return raised_in_top(raise),
        };
        world.begin_step_meter();
        match action {
            Action::Finished => {
                push(world, Value::None);
                return Ok(Next::Start(Start::Go));
            }
            Action::Idle => {
                push(world, Value::Bool(true));
                return Ok(Next::Start(Start::Go));
            }
            Action::Resume(error) => {
                let (task, generator) = executor::stepping(world);
                let delivery = Delivery::TaskStep(task);
                match generator::enter(world, &generator, executor::input(error), delivery) {
                    Ok(start) => return Ok(Next::Start(start)),
                    Err(Raise::Halt) => return Err(Raise::Halt),
                    Err(Raise::Exception(exception)) => {
                        let result = StepResult::Raised(exception);
                        let (task, _) = executor::stepping(world);
                        if let Err(raise) = executor::step_ended(world, &task, result) {
                            return raised_in_top(raise);
                        }
                    }
                }
            }
            Action::Call(call) => {
                let executor::Call { callable, args } = *call;
                let args = Args::new(&args);
                let result = match call::enter(world, &callable, args, Delivery::Callback) {
                    Ok(call::Entered::Frame(frame)) => {
                        world.frames.push(frame);
                        return Ok(Next::Start(Start::Go));
                    }
                    Ok(call::Entered::Value(value)) => Ok(value),
                    Err(raise) => Err(raise),
                };
                if let Err(raise) = executor::callback_ended(world, result) {
                    return raised_in_top(raise);
                }
            }
        }
    }
}
