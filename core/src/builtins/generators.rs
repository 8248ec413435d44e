//! Methods of generators, coroutines and async generators.

use super::{args, frames};
use crate::code::Op;
use crate::vm::async_step::{self, StepKind};
use crate::vm::{exception, generator};
use crate::world::World;
use crate::world::frame::{Generator, GeneratorKind, GeneratorState, Input, Resumed};
use crate::world::value::{Args, Exception, Native, Outcome, Payload, Raise, Value};
use std::rc::Rc;

static COMMON: &[Native] = &[
    Native::function("send", send),
    Native::function("throw", throw),
    Native::function("close", close),
    Native::getter("__name__", name),
    Native::getter("__qualname__", qualname),
];

static GENERATOR: &[Native] = &[
    Native::function("__iter__", itself),
    Native::function("__next__", next),
    Native::getter("gi_running", running),
    Native::getter("gi_frame", frame),
    Native::getter("gi_code", code),
    Native::getter("gi_suspended", frames::is_suspended),
    Native::getter("gi_yieldfrom", delegates),
];

static COROUTINE: &[Native] = &[
    Native::function("__await__", wrap),
    Native::getter("cr_running", running),
    Native::getter("cr_frame", frame),
    Native::getter("cr_code", code),
    Native::getter("cr_await", delegates),
    Native::getter("cr_suspended", frames::is_suspended),
    Native::getter("cr_origin", frames::origin),
];

static ASYNC: &[Native] = &[
    Native::function("__aiter__", itself),
    Native::function("__anext__", anext),
    Native::function("asend", asend),
    Native::function("athrow", athrow),
    Native::function("aclose", aclose),
    Native::getter("__name__", name),
    Native::getter("__qualname__", qualname),
    Native::getter("ag_running", is_stepping),
    Native::getter("ag_await", delegates),
    Native::getter("ag_frame", frame),
    Native::getter("ag_code", code),
    Native::getter("ag_suspended", frames::is_suspended),
];

/// What `coroutine.__await__()` gives: an iterator over the coroutine.
pub struct CoroutineWrapper(pub Rc<Generator>);
impl Payload for CoroutineWrapper {}

static WRAPPER: &[Native] = &[
    Native::function("__iter__", itself),
    Native::function("__next__", wrapper_next),
    Native::function("send", wrapper_send),
    Native::function("throw", wrapper_throw),
    Native::function("close", wrapper_close),
];

static STEP: &[Native] = &[
    Native::function("__await__", itself),
    Native::function("__iter__", itself),
    Native::function("__next__", step_send),
    Native::function("send", step_send),
    Native::function("throw", step_throw),
    Native::function("close", step_close),
];

pub fn install(world: &mut World) {
    let types = &world.types;
    super::add(&types.generator.dict, COMMON);
    super::add(&types.generator.dict, GENERATOR);
    super::add(&types.coroutine.dict, COMMON);
    super::add(&types.coroutine.dict, COROUTINE);
    super::add(&types.async_generator.dict, ASYNC);
    super::add(&types.coroutine_wrapper.dict, WRAPPER);
    super::add(&types.iterator("async_generator_asend").dict, STEP);
    super::add(&types.iterator("async_generator_athrow").dict, STEP);
}

fn receiver(world: &mut World, args: Args<'_>) -> Outcome<Rc<Generator>> {
    match args.pos.first() {
        Some(Value::Generator(generator)) => Ok(generator.clone()),
        _ => Err(world.type_error("descriptor requires a 'generator' object")),
    }
}

fn itself(_world: &mut World, args: Args<'_>) -> Outcome {
    Ok(args.pos.first().cloned().unwrap_or_default())
}

fn wrap(world: &mut World, args: Args<'_>) -> Outcome {
    let generator = receiver(world, args)?;
    let class = world.types.coroutine_wrapper.clone();
    Ok(Value::object(&class, CoroutineWrapper(generator)))
}

/// The arguments with the wrapped coroutine in place of the wrapper.
fn unwrap(args: Args<'_>) -> Vec<Value> {
    let mut pos = args.pos.to_vec();
    if let Some(first) = pos.first_mut() {
        let inner = first
            .payload::<CoroutineWrapper>()
            .map(|wrapper| wrapper.0.clone());
        if let Some(inner) = inner {
            *first = Value::Generator(inner);
        }
    }
    pos
}

fn wrapper_next(world: &mut World, args: Args<'_>) -> Outcome {
    next(world, Args::new(&unwrap(args)))
}

fn wrapper_send(world: &mut World, args: Args<'_>) -> Outcome {
    send(world, Args::new(&unwrap(args)))
}

fn wrapper_throw(world: &mut World, args: Args<'_>) -> Outcome {
    throw(world, Args::new(&unwrap(args)))
}

fn wrapper_close(world: &mut World, args: Args<'_>) -> Outcome {
    close(world, Args::new(&unwrap(args)))
}

fn step_send(world: &mut World, args: Args<'_>) -> Outcome {
    let (driver, is_fresh) = async_step::driver(world, args.pos.first(), None)?;
    let sent = args.pos.get(1).filter(|_| !is_fresh).cloned();
    resumed(world, &driver, Input::Send(sent.unwrap_or(Value::None)))
}

fn step_throw(world: &mut World, args: Args<'_>) -> Outcome {
    let exception = thrown(world, "throw", args)?;
    let (driver, is_fresh) = async_step::driver(world, args.pos.first(), Some(&exception))?;
    let input = if is_fresh {
        Input::Send(Value::None)
    } else {
        Input::Throw(exception)
    };
    resumed(world, &driver, input)
}

/// GeneratorExit is thrown in, and must come out; a step that was used is closed.
fn step_close(world: &mut World, args: Args<'_>) -> Outcome {
    let step = args.pos.first().cloned().unwrap_or_default();
    if async_step::driver(world, Some(&step), None).is_err() {
        return Ok(Value::None);
    }
    let exit = Value::Class(world.types.exception("GeneratorExit"));
    match step_throw(world, Args::new(&[step, exit])) {
        Ok(_) => Err(world.runtime_error("coroutine ignored GeneratorExit")),
        Err(Raise::Exception(raised))
            if ["GeneratorExit", "StopAsyncIteration", "StopIteration"]
                .iter()
                .any(|kind| exception::is_instance(world, &raised, kind)) =>
        {
            Ok(Value::None)
        }
        Err(raise) => Err(raise),
    }
}

/// What a resumed generator gives to Python: its yield, or StopIteration with its result.
fn resumed(world: &mut World, generator: &Rc<Generator>, input: Input) -> Outcome {
    match generator::resume(world, generator, input)? {
        Resumed::Yielded(value) => Ok(value),
        Resumed::Returned(value) => {
            let class = world.types.exception("StopIteration");
            let args = if value.is_none() {
                Vec::new()
            } else {
                vec![value]
            };
            Err(world.raise_class(&class, args))
        }
    }
}

fn send(world: &mut World, args: Args<'_>) -> Outcome {
    let generator = receiver(world, args)?;
    let kind = world.type_name(&args.pos[0]);
    let value = args::one(world, &format!("{}.send", kind.as_str()), args.rest())?;
    resumed(world, &generator, Input::Send(value))
}

fn next(world: &mut World, args: Args<'_>) -> Outcome {
    let generator = receiver(world, args)?;
    resumed(world, &generator, Input::Send(Value::None))
}

/// The exception of `throw(exception)` and of the old `throw(type, value)`.
fn thrown(world: &mut World, method: &str, args: Args<'_>) -> Outcome<Rc<Exception>> {
    let [_, kind, value, _traceback] = args::positional::<4>(world, method, args, 2)?;
    if !value.is_unbound() {
        exception::warn_of_old_throw(world, method)?;
    }
    let given = match (&kind, value) {
        (Value::Class(_), Value::Unbound | Value::None) => kind,
        (Value::Class(_), value @ Value::Exception(_)) => value,
        (Value::Class(_), value) => crate::vm::call::call(world, &kind, &[value])?,
        _ => kind,
    };
    let named = match &given {
        Value::Class(class) => class.name.borrow().clone(),
        other => world.type_name(other),
    };
    let message = format!(
        "exceptions must be classes or instances deriving from BaseException, not {}",
        named.as_str()
    );
    exception::from_value(world, given, &message)
}

fn throw(world: &mut World, args: Args<'_>) -> Outcome {
    let generator = receiver(world, args)?;
    let exception = thrown(world, "throw", args)?;
    resumed(world, &generator, Input::Throw(exception))
}

fn close(world: &mut World, args: Args<'_>) -> Outcome {
    let generator = receiver(world, args)?;
    let value = generator::close_with_value(world, &generator)?;
    Ok(if generator.kind == GeneratorKind::Generator {
        value
    } else {
        Value::None
    })
}

fn name(world: &mut World, args: Args<'_>) -> Outcome {
    let generator = receiver(world, args)?;
    let name = generator.name.borrow().clone();
    Ok(Value::Str(name))
}

fn qualname(world: &mut World, args: Args<'_>) -> Outcome {
    let generator = receiver(world, args)?;
    let name = generator.qualname.borrow().clone();
    Ok(Value::Str(name))
}

fn running(world: &mut World, args: Args<'_>) -> Outcome {
    let generator = receiver(world, args)?;
    Ok(Value::Bool(
        generator.state.get() == GeneratorState::Running,
    ))
}

/// An async generator runs from the first `send` of a step to its last, waits included.
fn is_stepping(world: &mut World, args: Args<'_>) -> Outcome {
    let generator = receiver(world, args)?;
    Ok(Value::Bool(generator.running_async.get()))
}

fn frame(world: &mut World, args: Args<'_>) -> Outcome {
    let generator = receiver(world, args)?;
    Ok(frames::of_generator(world, &Value::Generator(generator)))
}

fn code(world: &mut World, args: Args<'_>) -> Outcome {
    let generator = receiver(world, args)?;
    let code = generator
        .frame
        .borrow()
        .as_ref()
        .map(|frame| frame.code.clone());
    Ok(code.map_or(Value::None, Value::Code))
}

/// What a `yield from` or an `await` hands the control to.
fn delegates(world: &mut World, args: Args<'_>) -> Outcome {
    let generator = receiver(world, args)?;
    let frame = generator.frame.borrow();
    let delegate = frame.as_ref().and_then(|frame| {
        let delegates = matches!(
            frame.code.code.ops.get(frame.pc.checked_sub(1)?),
            Some(Op::YieldFrom)
        );
        delegates.then(|| frame.values.last().cloned()).flatten()
    });
    Ok(delegate.unwrap_or(Value::None))
}

fn anext(world: &mut World, args: Args<'_>) -> Outcome {
    let generator = receiver(world, args)?;
    Ok(async_step::make(
        world,
        &generator,
        StepKind::Send(Value::None),
    ))
}

fn asend(world: &mut World, args: Args<'_>) -> Outcome {
    let generator = receiver(world, args)?;
    let [_, value] = args::positional(world, "asend", args, 2)?;
    Ok(async_step::make(world, &generator, StepKind::Send(value)))
}

fn athrow(world: &mut World, args: Args<'_>) -> Outcome {
    let generator = receiver(world, args)?;
    let exception = thrown(world, "athrow", args)?;
    Ok(async_step::make(
        world,
        &generator,
        StepKind::Throw(exception),
    ))
}

fn aclose(world: &mut World, args: Args<'_>) -> Outcome {
    let generator = receiver(world, args)?;
    Ok(async_step::make(world, &generator, StepKind::Close))
}
