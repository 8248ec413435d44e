//! Generators and coroutines: how a suspended frame comes back to run.

use super::machine::{Finish, Start};
use super::shortcut::{self, Way};
use super::{async_step, attribute, call, exception};
use crate::code::{Flow, Op};
use crate::world::World;
use crate::world::frame::{
    Delivery, Frame, Generator, GeneratorKind, GeneratorState, InShortcut, Input, Resumed,
};
use crate::world::value::{Exception, Outcome, Raise, Value};
use std::rc::Rc;

/// What a send into a generator begins.
pub enum Activation {
    Frame(Box<Frame>),
    /// A generator that has ended already: nothing runs.
    Ended,
}

/// The generator's frame, ready to run with the sent value.
///
/// # Errors
/// ValueError where it runs already, RuntimeError for a coroutine that was awaited before,
/// TypeError for a value sent before the first yield.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn activate(
    world: &mut World,
    generator: &Rc<Generator>,
    value: Value,
    delivery: Delivery,
) -> Outcome<Activation> {
    let is_ready = match generator.state.get() {
        GeneratorState::Suspended => true,
        GeneratorState::Created => value.is_none(),
        GeneratorState::Running | GeneratorState::Closed => false,
    };
    if !is_ready {
        return refuse(world, generator);
    }
    let mut frame = take_frame(world, generator, delivery);
    give(&mut frame, value);
    Ok(Activation::Frame(frame))
}

/// Why a generator does not go on.
#[cold]
fn refuse(world: &mut World, generator: &Generator) -> Outcome<Activation> {
    let word = word(generator.kind);
    match generator.state.get() {
        GeneratorState::Running => Err(world.value_error(format!("{word} already executing"))),
        GeneratorState::Closed if generator.kind == GeneratorKind::Coroutine => {
            Err(world.runtime_error("cannot reuse already awaited coroutine"))
        }
        GeneratorState::Closed => Ok(Activation::Ended),
        GeneratorState::Created | GeneratorState::Suspended => {
            let message = format!("can't send non-None value to a just-started {word}");
            Err(world.type_error(message))
        }
    }
}

/// Takes the frame out of its generator and marks it as running.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn take_frame(world: &mut World, generator: &Rc<Generator>, delivery: Delivery) -> Box<Frame> {
    let Some(mut frame) = generator.frame.borrow_mut().take() else {
        unreachable!("a generator that does not run and is not closed has its frame")
    };
    if generator.kind == GeneratorKind::Coroutine
        && generator.state.get() == GeneratorState::Created
        && !frame.code.hidden
    {
        let name = generator.qualname.borrow().clone();
        crate::executor::coroutine_entered(world, &name, matches!(delivery, Delivery::Send));
    }
    generator.state.set(GeneratorState::Running);
    world.handled.push(generator.handled.borrow_mut().take());
    frame.generator = Some(generator.clone());
    frame.delivery = delivery;
    frame
}

/// What a resumed frame gets from its yield.
fn give(frame: &mut Frame, value: Value) {
    if frame.pc == 0 {
        return;
    }
    if matches!(frame.code.code.ops[frame.pc - 1], Op::YieldFrom) {
        frame.pc -= 1;
    }
    frame.values.push(value);
}

const fn word(kind: GeneratorKind) -> &'static str {
    match kind {
        GeneratorKind::Generator => "generator",
        GeneratorKind::Coroutine => "coroutine",
        GeneratorKind::AsyncGenerator => "async generator",
    }
}

/// Puts the generator's frame (and, for a throw, those that it waits on) on the stack.
///
/// # Errors
/// As [`activate`]; a generator that has ended raises StopIteration, or what is thrown in.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn enter(
    world: &mut World,
    generator: &Rc<Generator>,
    input: Input,
    delivery: Delivery,
) -> Outcome<Start> {
    match input {
        Input::Send(value) => match activate(world, generator, value, delivery)? {
            Activation::Frame(frame) => {
                world.frames.push(frame);
                Ok(Start::Go)
            }
            Activation::Ended => {
                let class = world.types.exception("StopIteration");
                Err(world.raise_class(&class, Vec::new()))
            }
        },
        Input::Throw(exception) => enter_throw(world, generator, exception, delivery),
    }
}

fn enter_throw(
    world: &mut World,
    generator: &Rc<Generator>,
    exception: Rc<Exception>,
    delivery: Delivery,
) -> Outcome<Start> {
    match generator.state.get() {
        GeneratorState::Running => {
            let word = word(generator.kind);
            return Err(world.value_error(format!("{word} already executing")));
        }
        GeneratorState::Closed => {
            if generator.kind == GeneratorKind::Coroutine {
                return Err(world.runtime_error("cannot reuse already awaited coroutine"));
            }
            return Err(Raise::Exception(exception));
        }
        GeneratorState::Created | GeneratorState::Suspended => {}
    }
    let mut frame = take_frame(world, generator, delivery);
    if frame.pc == 0 {
        frame.pc = 1;
        world.frames.push(frame);
        return Ok(Start::Throw(exception));
    }
    let start = match frame.shortcut {
        Some(wait) => throw_into_shortcut(world, frame, wait, exception)?,
        None => {
            let waits_on = match frame.code.code.ops[frame.pc - 1] {
                Op::YieldFrom => frame.values.last().cloned(),
                _ => None,
            };
            frame.handed_out = false;
            world.frames.push(frame);
            match waits_on {
                Some(inner) => throw_inner(world, &inner, exception)?,
                None => Start::Throw(exception),
            }
        }
    };
    if let Start::Raise(exception) | Start::Throw(exception) = &start {
        exception::chain(world, exception);
    }
    Ok(start)
}

/// Throws into the shortcut that the frame waits in; the frame is on the stack afterwards.
fn throw_into_shortcut(
    world: &mut World,
    mut frame: Box<Frame>,
    wait: InShortcut,
    exception: Rc<Exception>,
) -> Outcome<Start> {
    let way = shortcut::resume(world, &mut frame, wait, Some(exception.clone()));
    if let Ok(Way::Awaits) = way {
        give(&mut frame, Value::None);
    }
    world.frames.push(frame);
    match way {
        Ok(Way::Waits(on)) => Ok(Start::Yield(on)),
        Ok(_) => Ok(Start::Go),
        Err(raise) => came_out(raise, &exception),
    }
}

/// What comes out where an exception was thrown in: that one, or what was raised instead of it.
fn came_out(raise: Raise, thrown: &Rc<Exception>) -> Outcome<Start> {
    match raise {
        Raise::Exception(raised) if Rc::ptr_eq(&raised, thrown) => Ok(Start::Throw(raised)),
        Raise::Exception(raised) => Ok(Start::Raise(raised)),
        Raise::Halt => Err(Raise::Halt),
    }
}

/// Throws into what the topmost frame waits on.
fn throw_inner(world: &mut World, inner: &Value, exception: Rc<Exception>) -> Outcome<Start> {
    let is_exit = exception::is_instance(world, &exception, "GeneratorExit");
    let result = match inner {
        Value::Generator(generator) if is_exit => close(world, generator).map(|()| None),
        Value::Generator(generator) => {
            let thrown = Input::Throw(exception.clone());
            return enter(world, generator, thrown, Delivery::Thrown)
                .or_else(|raise| came_out(raise, &exception));
        }
        Value::Object(_) if async_step::is_step(inner) => {
            return async_step::throw(world, inner, exception.clone())
                .or_else(|raise| came_out(raise, &exception));
        }
        Value::Instance(_) | Value::Object(_) => throw_object(world, inner, &exception, is_exit),
        _ => Ok(None),
    };
    match result {
        Ok(None) => Ok(Start::Throw(exception)),
        Ok(Some(value)) => Ok(Start::Yield(value)),
        Err(Raise::Exception(raised)) => match exception::stop_value(world, &raised) {
            Some(value) => {
                if let Some(frame) = world.frames.last_mut() {
                    frame.values.pop();
                    frame.values.push(value);
                }
                Ok(Start::Go)
            }
            None => came_out(Raise::Exception(raised), &exception),
        },
        Err(Raise::Halt) => Err(Raise::Halt),
    }
}

/// An iterator that is an object of the program: its own `throw` or `close`, where it has one.
fn throw_object(
    world: &mut World,
    inner: &Value,
    exception: &Rc<Exception>,
    is_exit: bool,
) -> Outcome<Option<Value>> {
    let name = if is_exit {
        world.names.close.clone()
    } else {
        world.names.throw.clone()
    };
    let Some(method) = attribute::get_optional(world, inner, &name)? else {
        return Ok(None);
    };
    if is_exit {
        call::call(world, &method, &[])?;
        return Ok(None);
    }
    call::call(world, &method, &[Value::Exception(exception.clone())]).map(Some)
}

/// Resumes a generator from Rust and waits until it yields, returns or raises.
///
/// # Errors
/// What the generator raises; StopIteration for one that has ended.
pub fn resume(world: &mut World, generator: &Rc<Generator>, input: Input) -> Outcome<Resumed> {
    let base = world.frames.len();
    let start = match enter(world, generator, input, Delivery::Native) {
        Ok(start) => start,
        Err(raise) => {
            debug_assert_eq!(base, world.frames.len());
            return Err(raise);
        }
    };
    match call::run_inside(world, start)? {
        Finish::Value(value) => Ok(Resumed::Returned(value)),
        Finish::Yielded(value) | Finish::AsyncYielded(value) => Ok(Resumed::Yielded(value)),
        Finish::Paused => unreachable!("only the outermost machine pauses"),
    }
}

/// `generator.close()`: GeneratorExit is thrown in and must come out.
///
/// # Errors
/// RuntimeError where the generator yields again; what else it raises.
pub fn close(world: &mut World, generator: &Rc<Generator>) -> Outcome<()> {
    close_with_value(world, generator).map(|_| ())
}

/// As [`close`], with the value that the generator returned on its way out.
///
/// # Errors
/// As [`close`].
pub fn close_with_value(world: &mut World, generator: &Rc<Generator>) -> Outcome {
    match generator.state.get() {
        GeneratorState::Closed => return Ok(Value::None),
        GeneratorState::Created => {
            generator.state.set(GeneratorState::Closed);
            let frame = generator.frame.borrow_mut().take();
            drop(frame);
            return Ok(Value::None);
        }
        GeneratorState::Running | GeneratorState::Suspended => {}
    }
    let class = world.types.exception("GeneratorExit");
    let exit = world.make_exception(&class, Vec::new());
    match resume(world, generator, Input::Throw(exit)) {
        Ok(Resumed::Yielded(_)) => {
            let word = word(generator.kind);
            Err(world.runtime_error(format!("{word} ignored GeneratorExit")))
        }
        Ok(Resumed::Returned(value)) => Ok(value),
        Err(Raise::Exception(raised))
            if exception::is_instance(world, &raised, "GeneratorExit")
                || exception::is_instance(world, &raised, "StopIteration") =>
        {
            Ok(Value::None)
        }
        Err(raise) => Err(raise),
    }
}

/// PEP 479: StopIteration may not leave a generator, it would end somebody else's loop.
#[must_use]
pub fn forbid_stop(world: &mut World, flow: Flow, raised: Rc<Exception>) -> Rc<Exception> {
    let word = match flow {
        Flow::Plain => return raised,
        Flow::Generator => "generator",
        Flow::Coroutine => "coroutine",
        Flow::AsyncGenerator => "async generator",
    };
    let kind = if exception::is_instance(world, &raised, "StopIteration") {
        "StopIteration"
    } else if flow == Flow::AsyncGenerator
        && exception::is_instance(world, &raised, "StopAsyncIteration")
    {
        "StopAsyncIteration"
    } else {
        return raised;
    };
    let class = world.types.exception("RuntimeError");
    let message = Value::str(format!("{word} raised {kind}"));
    let error = world.make_exception(&class, vec![message]);
    *error.cause.borrow_mut() = Some(raised.clone());
    *error.context.borrow_mut() = Some(raised.clone());
    error.suppress_context.set(true);
    error
}
