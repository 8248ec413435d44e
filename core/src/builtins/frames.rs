//! Frames as objects: `sys._getframe`, `cr_frame`, `Task.get_stack`. A frame is a picture of the
//! moment at which it was asked for. `asyncio.capture_call_graph` is made of them.

use super::args;
use super::namespaces;
use crate::trace::Stream;
use crate::vm::format;
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::frame::{Frame, GeneratorState, Linked};
use crate::world::future::{Callable, Future};
use crate::world::value::{Args, Native, Outcome, Payload, Value};
use std::cell::RefCell;
use std::rc::Rc;

pub struct FrameObject {
    code: Rc<Linked>,
    line: u32,
    globals: Rc<Dict>,
    locals: RefCell<Value>,
    back: RefCell<Value>,
    generator: Value,
}

impl Payload for FrameObject {
    fn clear(&self) {
        drop(self.locals.take());
        drop(self.back.take());
    }
}

static FRAME: &[Native] = &[
    Native::getter("f_code", |_, args| {
        Ok(read(args, |frame| Value::Code(frame.code.clone())))
    }),
    Native::getter("f_lineno", |_, args| {
        Ok(read(args, |frame| Value::int(i64::from(frame.line))))
    }),
    Native::getter("f_globals", |_, args| {
        Ok(read(args, |frame| Value::Dict(frame.globals.clone())))
    }),
    Native::getter("f_locals", |_, args| {
        Ok(read(args, |frame| frame.locals.borrow().clone()))
    }),
    Native::getter("f_back", |_, args| {
        Ok(read(args, |frame| frame.back.borrow().clone()))
    }),
    Native::getter("_is_library", |_, args| {
        Ok(read(args, |frame| Value::Bool(frame.code.hidden)))
    }),
    Native::getter("f_generator", |_, args| {
        Ok(read(args, |frame| frame.generator.clone()))
    }),
];

static FUNCTIONS: &[Native] = &[
    Native::function("frame", running),
    Native::function("awaiters", awaiters),
];

/// Adds `frame()`, the frame of the program that runs now, to a module.
pub(super) fn install(world: &World, dict: &Rc<Dict>) {
    super::add(dict, FUNCTIONS);
    super::add(&world.types.iterator("frame").dict, FRAME);
}

fn read(args: Args<'_>, ask: impl Fn(&FrameObject) -> Value) -> Value {
    let frame = args.pos.first().and_then(Value::payload);
    frame.map_or(Value::None, ask)
}

fn object(world: &World, frame: &Frame, generator: Value, back: Value) -> Value {
    let code = &frame.code.code;
    let at = frame.pc.saturating_sub(1);
    let line = match code.spans.get(at) {
        Some(span) if frame.pc > 0 && code.file == 0 => world.source.line_of(span.start),
        _ => code.first_line,
    };
    let made = FrameObject {
        code: frame.code.clone(),
        line,
        globals: frame.globals.clone(),
        locals: RefCell::new(Value::Dict(namespaces::names_of(frame))),
        back: RefCell::new(back),
        generator,
    };
    Value::object(&world.types.iterator("frame"), made)
}

/// `frame()`: the program's own innermost frame, linked to those that called it.
fn running(world: &mut World, _: Args<'_>) -> Outcome {
    let mut back = Value::None;
    for frame in &world.frames {
        if !frame.code.hidden {
            let generator = frame
                .generator
                .clone()
                .map_or(Value::None, Value::Generator);
            back = object(world, frame, generator, back);
        }
    }
    Ok(back)
}

/// The frame of a generator or coroutine that is suspended, or the running one's; None after its
/// end.
pub(super) fn of_generator(world: &mut World, value: &Value) -> Value {
    let Value::Generator(generator) = value else {
        return Value::None;
    };
    if generator.state.get() == GeneratorState::Closed {
        return Value::None;
    }
    let suspended = generator.frame.borrow();
    let is_mine = |frame: &&Frame| {
        let of = frame.generator.as_ref();
        of.is_some_and(|of| Rc::ptr_eq(of, generator))
    };
    let frame = suspended
        .as_deref()
        .or_else(|| world.frames.iter().map(|frame| &**frame).find(is_mine));
    frame.map_or(Value::None, |frame| {
        object(world, frame, value.clone(), Value::None)
    })
}

/// The frames of `Task.get_stack`: where it is suspended.
///
/// # Errors
/// None of its own.
pub(crate) fn of_task(world: &mut World, task: &Rc<Future>) -> Vec<Value> {
    let coroutine = task.part().map(|part| part.coroutine.borrow().clone());
    let frame = of_generator(world, &coroutine.unwrap_or_default());
    if frame.is_none() {
        Vec::new()
    } else {
        vec![frame]
    }
}

/// `Task.print_stack`: its heading goes to stdout and its lines to stderr, as CPython's do.
///
/// # Errors
/// What the task's `repr` raises.
pub(crate) fn print_of_task(world: &mut World, task: &Rc<Future>) -> Outcome<()> {
    let name = format::repr(world, &Value::Future(task.clone()))?;
    let frames = of_task(world, task);
    let heading = if frames.is_empty() {
        format!("No stack for {}\n", name.as_str())
    } else {
        format!("Stack for {} (most recent call last):\n", name.as_str())
    };
    world.write_output(&heading, Stream::Stdout);
    let mut text = String::new();
    for frame in &frames {
        if let Some(frame) = frame.payload::<FrameObject>() {
            let (source, line) = (&world.source, frame.line);
            text.push_str(&format!(
                "  File \"{}\", line {line}, in {}\n    {}\n",
                source.name(),
                frame.code.code.name,
                source.line(line).trim()
            ));
        }
    }
    world.write_output(&text, Stream::Stderr);
    Ok(())
}

/// `gi_suspended` and its kin: it has begun and waits.
pub(super) fn is_suspended(_: &mut World, args: Args<'_>) -> Outcome {
    let state = match args.pos.first() {
        Some(Value::Generator(generator)) => generator.state.get(),
        _ => GeneratorState::Closed,
    };
    Ok(Value::Bool(state == GeneratorState::Suspended))
}

/// What `inspect.CO_…` names: flags of a function's code.
pub(super) fn code_flags(world: &mut World, args: Args<'_>) -> Outcome {
    let [code] = args::positional(world, "co_flags", args, 1)?;
    let Value::Code(linked) = code else {
        return Ok(Value::int(0));
    };
    let code = &linked.code;
    let of_flow = match code.flow {
        crate::code::Flow::Plain => 0,
        crate::code::Flow::Generator => 0x20,
        crate::code::Flow::Coroutine => 0x80,
        crate::code::Flow::AsyncGenerator => 0x200,
    };
    let flag = |is_set: bool, bit: i64| if is_set { bit } else { 0 };
    let flags = 3
        | of_flow
        | flag(code.has_varargs, 4)
        | flag(code.has_varkeywords, 8)
        | flag(!code.free.is_empty(), 0x10)
        | flag(code.doc.is_some(), 0x0400_0000);
    Ok(Value::int(flags))
}

/// `cr_origin`: kept only where origin tracking is on, which it never is.
pub(super) fn origin(_: &mut World, _: Args<'_>) -> Outcome {
    Ok(Value::None)
}

/// `awaiters(future)`: what its end will wake: tasks, gathers, and callbacks of any other kind.
fn awaiters(_: &mut World, args: Args<'_>) -> Outcome {
    let Some(Value::Future(future)) = args.pos.first() else {
        return Ok(Value::list(Vec::new()));
    };
    let callbacks = future.callbacks.borrow();
    let found = callbacks
        .iter()
        .filter_map(|callback| match &callback.callable {
            Callable::Wakeup(other) | Callable::Gather(other) => Some(Value::Future(other.clone())),
            Callable::Python(callable) => Some(callable.clone()),
            Callable::StopLoop => None,
        });
    Ok(Value::list(found.collect()))
}
