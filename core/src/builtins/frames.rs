//! Frames as objects: `sys._getframe`, `cr_frame`, `Task.get_stack`. A frame is a picture of the
//! moment at which it was asked for. `asyncio.capture_call_graph` is made of them.

use super::args;
use super::namespaces;
use crate::trace::Stream;
use crate::vm::{call, format, operators, traceback};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::frame::{Frame, GeneratorState, Linked};
use crate::world::future::{Callable, Future};
use crate::world::value::{Args, Exception, Native, Outcome, Payload, TracebackEntry, Value};
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
    Native::getter("f_locals", |world, args| {
        let locals = read(args, |frame| frame.locals.borrow().clone());
        if locals.is_none() {
            let message = "the values of a frame that an exception has left are not kept";
            return Err(world.unsupported(message, "print them before the exception leaves it"));
        }
        Ok(locals)
    }),
    Native::getter("f_back", |_, args| {
        Ok(read(args, |frame| frame.back.borrow().clone()))
    }),
    Native::function("__repr__", |world, args| {
        let file = world.source.name().to_owned();
        let address = format::identity::address_text(world, &args.pos[0]);
        Ok(read(args, |frame| {
            let (line, name) = (frame.line, &frame.code.code.name);
            Value::str(format!(
                "<frame at {address}, file '{file}', line {line}, code {name}>"
            ))
        }))
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
pub(super) fn install(dict: &Rc<Dict>) {
    super::add(dict, FUNCTIONS);
}

fn read(args: Args<'_>, ask: impl Fn(&FrameObject) -> Value) -> Value {
    let frame = args.pos.first().and_then(Value::payload);
    frame.map_or(Value::None, ask)
}

fn object(world: &World, frame: &Frame, generator: Value, back: Value) -> Value {
    let code = &frame.code.code;
    let at = frame.pc.saturating_sub(1);
    let is_asking = world
        .frames
        .last()
        .is_some_and(|top| std::ptr::eq(&**top, frame));
    let line = match code.spans.get(at) {
        Some(_) if is_asking && code.file == 0 => world.source.line_of(world.here().start),
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
    of_class(world, made)
}

fn of_class(world: &World, made: FrameObject) -> Value {
    let class = &world.types.frame;
    if class.dict.get_text("f_code").is_none() {
        super::add(&class.dict, FRAME);
    }
    Value::object(class, made)
}

/// The frames that an exception has left, from the outermost on.
fn of_traceback(world: &World, exception: &Exception) -> Vec<Value> {
    let entries = exception.traceback.borrow();
    let own = entries.iter().rev().filter(|entry| !entry.code.hidden);
    own.map(|entry| of_entry(world, entry)).collect()
}

/// The frame of a line of a traceback: its place, no values.
pub(super) fn of_entry(world: &World, entry: &TracebackEntry) -> Value {
    let main = world.modules.get("__main__");
    let made = FrameObject {
        code: entry.code.clone(),
        line: world.source.line_of(entry.span.start),
        globals: main.map_or_else(Dict::new, |main| main.dict.clone()),
        locals: RefCell::new(Value::None),
        back: RefCell::new(Value::None),
        generator: Value::None,
    };
    of_class(world, made)
}

/// `frame()`: the program's own innermost frame, linked to those that called it.
fn running(world: &mut World, _: Args<'_>) -> Outcome {
    Ok(linked(world, &world.frames).pop().unwrap_or(Value::None))
}

/// The program's own frames of a stack, each linked to the one that called it.
fn linked(world: &World, stack: &[Box<Frame>]) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    for frame in stack.iter().filter(|frame| !frame.code.hidden) {
        let generator = frame.generator.clone();
        let generator = generator.map_or(Value::None, Value::Generator);
        let back = found.last().cloned().unwrap_or(Value::None);
        found.push(object(world, frame, generator, back));
    }
    found
}

/// The frame of a generator or coroutine that is suspended, or the running one's; None after its
/// end.
pub(super) fn of_generator(world: &mut World, value: &Value) -> Value {
    of_coroutine(world, value).pop().unwrap_or(Value::None)
}

/// The same frame behind those that called it, where it runs.
fn of_coroutine(world: &World, value: &Value) -> Vec<Value> {
    let Value::Generator(generator) = value else {
        return Vec::new();
    };
    if generator.state.get() == GeneratorState::Closed {
        return Vec::new();
    }
    if let Some(frame) = generator.frame.borrow().as_deref() {
        return vec![object(world, frame, value.clone(), Value::None)];
    }
    let at = world.frames.iter().position(|frame| {
        let of = frame.generator.as_ref();
        of.is_some_and(|of| Rc::ptr_eq(of, generator))
    });
    at.map_or_else(Vec::new, |at| linked(world, &world.frames[..=at]))
}

/// The frames of `Task.get_stack`: where it is suspended, what calls it while it runs, or what its
/// exception has left.
fn of_task(world: &mut World, task: &Rc<Future>, limit: &Value) -> Outcome<Vec<Value>> {
    let limit = match limit {
        Value::Unbound | Value::None => usize::MAX,
        limit => usize::try_from(operators::index(world, limit)?).unwrap_or(0),
    };
    let coroutine = task.part().map(|part| part.coroutine.borrow().clone());
    let mut frames = of_coroutine(world, &coroutine.unwrap_or_default());
    if let Some(exception) = &*task.exception.borrow() {
        frames = of_traceback(world, exception);
        frames.truncate(limit);
    }
    Ok(frames.split_off(frames.len().saturating_sub(limit)))
}

/// `Task.get_stack(limit=…)`.
///
/// # Errors
/// TypeError for other arguments.
pub(crate) fn get_stack(world: &mut World, task: &Rc<Future>, args: Args<'_>) -> Outcome {
    let [limit] = args::bind(world, "Task.get_stack", args, &["limit"], 0)?;
    Ok(Value::list(of_task(world, task, &limit)?))
}

/// `Task.print_stack`: its lines go to stderr, and what is around them to stdout, as CPython's do.
///
/// # Errors
/// What the task's `repr` raises; TypeError for other arguments.
pub(crate) fn print_stack(world: &mut World, task: &Rc<Future>, args: Args<'_>) -> Outcome {
    let [limit, file] = args::bind(world, "Task.print_stack", args, &["limit", "file"], 0)?;
    let file = args::optional(file);
    let write = |world: &mut World, text: &str, stream: Stream| match &file {
        Some(file) => call::call_method(world, file, "write", &[Value::str(text)]).map(drop),
        None => {
            world.write_output(text, stream);
            Ok(())
        }
    };
    let name = format::repr(world, &Value::Future(task.clone()))?;
    let frames = of_task(world, task, &limit)?;
    let exception = task.exception.borrow().clone();
    let what = if exception.is_some() {
        "Traceback"
    } else {
        "Stack"
    };
    let heading = match frames.as_slice() {
        [] => format!("No stack for {}\n", name.as_str()),
        _ => format!("{what} for {} (most recent call last):\n", name.as_str()),
    };
    write(world, &heading, Stream::Stdout)?;
    let mut text = String::new();
    for frame in &frames {
        if let Some(frame) = frame.payload::<FrameObject>()
            && !frame.code.hidden
        {
            let (source, line) = (&world.source, frame.line);
            text.push_str(&format!(
                "  File \"{}\", line {line}, in {}\n    {}\n",
                source.name(),
                frame.code.code.name,
                source.line(line).trim()
            ));
        }
    }
    write(world, &text, Stream::Stderr)?;
    if let Some(exception) = exception {
        let last = traceback::last_lines(world, &exception, true);
        write(world, &last, Stream::Stdout)?;
    }
    Ok(Value::None)
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
