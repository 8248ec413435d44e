//! Words for futures, tasks, callbacks and values: CPython's `repr`s, and short texts for the
//! trace that never run code of the program.

use super::handle::Handle;
use crate::trace::{GATHER_CALLBACK, TextId};
use crate::vm::async_step::AsyncStep;
use crate::vm::{attribute, format, iterate};
use crate::world::World;
use crate::world::frame::{GeneratorState, Linked};
use crate::world::future::{Callable, Future, FutureState};
use crate::world::value::{Class, Exception, Function, Outcome, Str, Value};
use std::rc::Rc;

/// Longest text of a value in the trace, in characters.
const LONGEST: usize = 80;

/// `repr(future)`, as CPython writes it.
///
/// # Errors
/// What the `repr` of the result, the exception or a callback raises.
pub fn repr_future(world: &mut World, future: &Rc<Future>) -> Outcome<Rc<Str>> {
    let key = Rc::as_ptr(future);
    if world.executor.shown.contains(&key) {
        return Ok(Str::new("..."));
    }
    world.executor.shown.push(key);
    let info = repr_info(world, future);
    world.executor.shown.pop();
    let class = future.class.name.borrow().clone();
    Ok(Str::new(format!(
        "<{} {}>",
        class.as_str(),
        info?.join(" ")
    )))
}

fn repr_info(world: &mut World, future: &Rc<Future>) -> Outcome<Vec<String>> {
    let state = match future.state.get() {
        FutureState::Pending => "pending",
        FutureState::Cancelled => "cancelled",
        FutureState::Finished => "finished",
    };
    let mut info = vec![state.to_owned()];
    if let Some(part) = future.part() {
        if part.cancels_requested.get() > 0 && !future.is_done() {
            info[0] = "cancelling".to_owned();
        }
        let name = part.name.borrow().clone();
        info.push(format!("name={}", format::repr(world, &name)?.as_str()));
        let mut coroutine = part.coroutine.borrow().clone();
        if !coroutine.is_unbound() {
            let given = part.given.borrow().clone();
            if given.payload::<AsyncStep>().is_some() {
                coroutine = given;
            }
            let code = part.code.as_deref();
            info.push(format!(
                "coro=<{}>",
                coroutine_source(world, &coroutine, code)
            ));
        }
        let waiter = part.waiter.borrow().clone();
        if let Some(waiter) = waiter {
            let waiter = format::repr(world, &Value::Future(waiter))?;
            info.push(format!("wait_for={}", waiter.as_str()));
        }
    }
    if future.state.get() == FutureState::Finished {
        let exception = future.exception.borrow().clone();
        info.push(match exception {
            Some(exception) => {
                let text = format::repr(world, &Value::Exception(exception))?;
                format!("exception={}", text.as_str())
            }
            None => {
                let result = future.result.borrow().clone();
                format!("result={}", short_repr(world, &result)?)
            }
        });
    }
    let callbacks: Vec<_> = future.callbacks.borrow().iter().cloned().collect();
    if !callbacks.is_empty() {
        let mut texts = Vec::new();
        let (first, last) = (0, callbacks.len() - 1);
        for at in if first == last {
            vec![first]
        } else {
            vec![first, last]
        } {
            texts.push(done_callback_source(world, &callbacks[at].callable)?);
        }
        if callbacks.len() > 2 {
            texts.insert(1, format!("<{} more>", callbacks.len() - 2));
        }
        info.push(format!("cb=[{}]", texts.join(", ")));
    }
    Ok(info)
}

/// `reprlib.repr`: what is long loses its middle or its end.
fn short_repr(world: &mut World, value: &Value) -> Outcome<String> {
    let is_plain = matches!(value, Value::Int(..) | Value::Bool(_) | Value::None);
    if is_plain {
        return Ok(format::repr(world, value)?.as_str().to_owned());
    }
    let module = crate::vm::import::module(world, "reprlib")?;
    let Some(repr) = module.dict.get_text("repr") else {
        unreachable!("reprlib has repr")
    };
    let text = crate::vm::call::call(world, &repr, std::slice::from_ref(value))?;
    Ok(text
        .as_str()
        .map_or_else(String::new, |text| text.as_str().to_owned()))
}

/// `fetch() running at prog.py:3`, as `repr(task)` shows its coroutine.
fn coroutine_source(world: &mut World, coroutine: &Value, code: Option<&Linked>) -> String {
    let (Value::Generator(generator), Some(code)) = (coroutine, code) else {
        return match attribute::get_text(world, coroutine, "__qualname__") {
            Ok(Value::Str(name)) => format!("{}()", name.as_str()),
            _ => format!(
                "<{} without __name__>()",
                world.class_name(coroutine).as_str()
            ),
        };
    };
    let name = generator.qualname.borrow().as_str().to_owned();
    let file = if code.hidden {
        "<asyncio>"
    } else {
        world.source.name()
    };
    let first = code.code.first_line;
    match generator.state.get() {
        GeneratorState::Closed => format!("{name}() done, defined at {file}:{first}"),
        GeneratorState::Running => {
            // It is no frame of the stack where it is the one that asks.
            let frame = world.frames.iter().rev().find(|frame| {
                let of = frame.generator.as_ref();
                of.is_some_and(|of| Rc::ptr_eq(of, generator))
            });
            let place = frame.map_or(world.place, |frame| frame.span());
            let line = world.source.line_of(place.start);
            format!("{name}() running at {file}:{line}")
        }
        GeneratorState::Created | GeneratorState::Suspended => {
            let frame = generator.frame.borrow();
            let stands = frame.as_ref().filter(|frame| frame.pc > 0 && !code.hidden);
            let line = stands.map_or(first, |frame| world.source.line_of(frame.span().start));
            format!("{name}() running at {file}:{line}")
        }
    }
}

/// The `__qualname__` of a coroutine, or the name of its class.
pub(crate) fn coroutine_name(world: &mut World, coroutine: &Value) -> String {
    match coroutine {
        Value::Generator(generator) => generator.qualname.borrow().as_str().to_owned(),
        other => match attribute::get_text(world, other, "__qualname__") {
            Ok(Value::Str(name)) => name.as_str().to_owned(),
            _ => world.class_name(other).as_str().to_owned(),
        },
    }
}

fn done_callback_source(world: &mut World, callable: &Callable) -> Outcome<String> {
    match callable {
        Callable::Wakeup(_) => Ok("Task.task_wakeup()".to_owned()),
        Callable::Gather(_) => Ok("gather.<locals>._done_callback()".to_owned()),
        Callable::StopLoop => Ok("_run_until_complete_cb()".to_owned()),
        Callable::Python(callable) => callback_source(world, callable),
    }
}

/// `main.<locals>.tick() at prog.py:5`, as messages name a callback.
///
/// # Errors
/// What the `repr` of a callable without a name raises.
pub(crate) fn callback_source(world: &mut World, callable: &Value) -> Outcome<String> {
    called_source(world, callable, "()", false)
}

/// [`callback_source`] with what is behind the name; debug mode tells the arguments of partials.
fn called_source(
    world: &mut World,
    callable: &Value,
    arguments: &str,
    debug: bool,
) -> Outcome<String> {
    if let Some(partial) = partial_function(world, callable) {
        let given = if debug {
            partial_arguments(world, callable)?
        } else {
            String::new()
        };
        return called_source(world, &partial, &format!("({given}){arguments}"), debug);
    }
    let owner = match callable {
        Value::Method(method) if matches!(method.function, Value::Native(_)) => {
            format!("{}.", world.class_name(&method.receiver).as_str())
        }
        _ => String::new(),
    };
    let name = match qualified(callable) {
        Some(name) => owner + &name,
        None => format::repr(world, callable)?.as_str().to_owned(),
    };
    // CPython gives no place for methods.
    let place = match callable {
        Value::Function(function) if !function.code.hidden => {
            let line = function.code.code.first_line;
            format!(" at {}:{line}", world.source.name())
        }
        _ => String::new(),
    };
    Ok(format!("{name}{arguments}{place}"))
}

/// What a `functools.partial` calls.
fn partial_function(world: &mut World, callable: &Value) -> Option<Value> {
    if world.class_name(callable).as_str() != "partial" {
        return None;
    }
    attribute::get_text(world, callable, "func").ok()
}

fn function_of(callable: &Value) -> Option<&Rc<Function>> {
    match callable {
        Value::Function(function) => Some(function),
        Value::Method(method) => match &method.function {
            Value::Function(function) => Some(function),
            _ => None,
        },
        _ => None,
    }
}

fn qualified(callable: &Value) -> Option<String> {
    match callable {
        Value::Method(method) => qualified(&method.function),
        Value::Function(function) => Some(function.qualname.borrow().as_str().to_owned()),
        Value::Native(native) => Some(native.name.to_owned()),
        Value::Class(class) => Some(class.qualname.borrow().as_str().to_owned()),
        Value::Generator(generator) => Some(generator.qualname.borrow().as_str().to_owned()),
        _ => None,
    }
}

/// The name to show for a done callback in the ready queue.
pub(crate) fn callback_text(world: &mut World, callable: &Callable) -> TextId {
    match callable {
        Callable::Wakeup(_) => world.text("wakeup"),
        Callable::Gather(_) => world.text(GATHER_CALLBACK),
        Callable::StopLoop => world.text("stop the loop"),
        Callable::Python(callable) => callable_text(world, callable),
    }
}

/// Callbacks of the prelude, by what they are for.
const OURS: &[(&str, &str)] = &[
    ("_wait.<locals>._on_completion", "wait's done callback"),
    ("_Several.timed_out", "wait's timeout"),
    ("_Ended.__call__", "wait_for's done callback"),
    (
        "_AsCompletedIterator._handle_completion",
        "as_completed's done callback",
    ),
    (
        "_AsCompletedIterator._handle_timeout",
        "as_completed's timeout",
    ),
    ("TaskGroup._on_task_done", "task group's done callback"),
    ("Timeout._on_timeout", "timeout"),
    (
        "shield.<locals>._inner_done_callback",
        "shield's inner callback",
    ),
    (
        "shield.<locals>._outer_done_callback",
        "shield's outer callback",
    ),
    (
        "_chain_future.<locals>._call_check_cancel",
        "thread future's cancel check",
    ),
    (
        "_chain_future.<locals>._call_set_state",
        "thread's done callback",
    ),
    ("_Chain.copy", "thread's result"),
];

/// The name to show for a callable.
pub(crate) fn callable_text(world: &mut World, callable: &Value) -> TextId {
    if let Some(partial) = partial_function(world, callable) {
        return callable_text(world, &partial);
    }
    let is_ours = function_of(callable).is_some_and(|function| function.code.hidden);
    let name = match qualified(callable) {
        Some(name) => name,
        None => match callable {
            Value::Instance(instance) if has_hidden_call(world, callable) => {
                format!(
                    "{}.__call__",
                    instance.class.borrow().name.borrow().as_str()
                )
            }
            other => world.class_name(other).as_str().to_owned(),
        },
    };
    if (is_ours || name.ends_with(".__call__"))
        && let Some((_, text)) = OURS.iter().find(|(known, _)| *known == name)
    {
        return world.text(text);
    }
    world.text(crate::names::short_coro(&name))
}

/// The longest text that is shown as an argument, in bytes.
const ARGUMENT_BYTES_MAX: usize = 16;

/// `fetch(2)`: a call by its function and its first argument, where that is a number or a short
/// text, so that two jobs of one function can be told apart. No code of the program runs for it.
pub(crate) fn call_text(world: &mut World, callable: &Value, arguments: &Value) -> TextId {
    let name = callable_text(world, callable);
    let Value::Tuple(arguments) = arguments else {
        return name;
    };
    let first = match arguments.first() {
        Some(Value::Int(_, number)) => number.to_string(),
        Some(Value::Float(_, number)) => format!("{number:?}"),
        Some(Value::Str(text))
            if text.as_str().len() <= ARGUMENT_BYTES_MAX
                && !text.as_str().contains(['\'', '\\', '\n']) =>
        {
            format!("'{}'", text.as_str())
        }
        _ => return name,
    };
    let more = if arguments.len() > 1 { ", …" } else { "" };
    let text = format!("{}({first}{more})", world.trace.text(name));
    world.text(&text)
}

fn has_hidden_call(world: &World, callable: &Value) -> bool {
    let method = attribute::special_function(world, callable, &world.names.call.clone());
    matches!(method, Some(Value::Function(function)) if function.code.hidden)
}

/// `ValueError: text`, as the last line of a traceback, without running code of the program.
pub(crate) fn exception_line(world: &mut World, exception: &Exception) -> String {
    let class = exception.class.qualname.borrow().clone();
    let args = exception.args.borrow().clone();
    let is_kind = |name: &str| exception.class.is_subclass(&world.types.exception(name));
    let is_key_error = is_kind("KeyError");
    let is_group = is_kind("BaseExceptionGroup");
    let text = match &**args {
        [] => String::new(),
        [Value::Str(text), Value::List(list)] if is_group => {
            let count = list.0.borrow().len();
            format!("{} ({count} sub-exception{})", text.as_str(), plural(count))
        }
        [Value::Str(text), Value::Tuple(items)] if is_group => {
            format!(
                "{} ({} sub-exception{})",
                text.as_str(),
                items.len(),
                plural(items.len())
            )
        }
        [Value::Str(text)] if !is_key_error => text.as_str().to_owned(),
        [one] => brief(world, one),
        _ => brief(world, &Value::Tuple(args.clone())),
    };
    if text.is_empty() {
        class.as_str().to_owned()
    } else {
        format!("{}: {text}", class.as_str())
    }
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// A short `repr` of a value that runs no code of the program.
pub(crate) fn brief(world: &mut World, value: &Value) -> String {
    if value.is_none() {
        return "None".to_owned();
    }
    let mut text = String::new();
    write_brief(world, value, 0, &mut text);
    if text.len() > LONGEST && text.chars().count() > LONGEST {
        text = text.chars().take(LONGEST - 1).collect();
        text.push('…');
    }
    text
}

fn write_brief(world: &mut World, value: &Value, depth: u32, text: &mut String) {
    if text.len() > LONGEST {
        return;
    }
    let items = |world: &mut World, items: Vec<Value>, text: &mut String| {
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                text.push_str(", ");
            }
            if text.len() > LONGEST || depth > 3 {
                text.push('…');
                return;
            }
            write_brief(world, item, depth + 1, text);
        }
    };
    match value {
        Value::Unbound => {}
        Value::None
        | Value::Ellipsis
        | Value::NotImplemented
        | Value::Bool(_)
        | Value::Int(..)
        | Value::Float(..)
        | Value::Range(_) => {
            if let Ok(repr) = format::repr(world, value) {
                text.push_str(repr.as_str());
            }
        }
        Value::Big(_) => text.push_str("<a big int>"),
        Value::Str(string) => {
            let cut: String = string.chars().take(LONGEST).collect();
            if let Ok(repr) = format::repr(world, &Value::str(cut)) {
                text.push_str(repr.as_str());
            }
        }
        Value::Tuple(tuple) => {
            text.push('(');
            items(world, tuple.iter().take(LONGEST).cloned().collect(), text);
            text.push_str(if tuple.len() == 1 { ",)" } else { ")" });
        }
        Value::List(list) => {
            text.push('[');
            let copy = list.0.borrow().iter().take(LONGEST).cloned().collect();
            items(world, copy, text);
            text.push(']');
        }
        Value::Dict(dict) => {
            text.push('{');
            for (at, entry) in dict.entries().iter().take(LONGEST).enumerate() {
                if at > 0 {
                    text.push_str(", ");
                }
                if text.len() > LONGEST || depth > 3 {
                    text.push('…');
                    break;
                }
                write_brief(world, &entry.key, depth + 1, text);
                text.push_str(": ");
                write_brief(world, &entry.value, depth + 1, text);
            }
            text.push('}');
        }
        Value::Exception(exception) => {
            text.push_str(exception.class.name.borrow().as_str());
            let args: Vec<Value> = exception.args.borrow().iter().cloned().collect();
            text.push('(');
            items(world, args, text);
            text.push(')');
        }
        Value::Class(class) => text.push_str(&kind(world, class)),
        Value::Future(future) => {
            let name = future.part().and_then(|part| part.name.borrow().as_str());
            let name = name.map_or_else(|| "Future".to_owned(), |name| name.as_str().to_owned());
            text.push_str(&format!("<{name}>"));
        }
        other => {
            let name = world.class_name(other);
            text.push_str(&format!("<{}>", name.as_str()));
        }
    }
}

fn kind(_: &World, class: &Class) -> String {
    format!("<class {}>", class.name.borrow().as_str())
}

/// What is called with, as debug mode shows it.
fn argument_texts(world: &mut World, arguments: &[Value]) -> Outcome<Vec<String>> {
    let shown = arguments.iter().map(|argument| short_repr(world, argument));
    shown.collect()
}

fn partial_arguments(world: &mut World, partial: &Value) -> Outcome<String> {
    let given = attribute::get_text(world, partial, "args")?;
    let given = iterate::collect(world, &given)?;
    let mut texts = argument_texts(world, &given)?;
    if let Value::Dict(keywords) = attribute::get_text(world, partial, "keywords")? {
        for entry in keywords.entries() {
            let name = format::str(world, &entry.key)?;
            texts.push(format!(
                "{}={}",
                name.as_str(),
                short_repr(world, &entry.value)?
            ));
        }
    }
    Ok(texts.join(", "))
}

/// What a handle calls, and in debug mode with what; nothing where it was cancelled.
///
/// # Errors
/// What the `repr` of its callable raises.
pub(crate) fn handle_source(world: &mut World, handle: &Handle) -> Outcome<Option<String>> {
    let work = handle.work.borrow();
    let work = work
        .as_ref()
        .map(|work| (work.callable.clone(), work.args.clone()));
    let Some((callable, args)) = work.filter(|(callable, _)| !callable.is_none()) else {
        return Ok(None);
    };
    let debug = world.executor.event_loop(handle.owner).debug;
    let arguments = if debug {
        argument_texts(world, &args)?
    } else {
        Vec::new()
    };
    let arguments = format!("({})", arguments.join(", "));
    called_source(world, &callable, &arguments, debug).map(Some)
}

/// `repr(handle)`.
///
/// # Errors
/// What the `repr` of its callable raises.
pub(crate) fn repr_handle(world: &mut World, handle: &Rc<Handle>) -> Outcome<Rc<Str>> {
    if let Some(shown) = handle.shown.borrow().clone() {
        return Ok(shown);
    }
    let mut info = Vec::new();
    info.push(
        if handle.timer.is_some() {
            "TimerHandle"
        } else if handle.threadsafe.get() {
            "_ThreadSafeHandle"
        } else {
            "Handle"
        }
        .to_owned(),
    );
    if handle.cancelled.get() {
        info.push("cancelled".to_owned());
    }
    if let Some(timer) = &handle.timer {
        let when = format::repr(world, &Value::float(timer.when))?;
        info.push(format!("when={}", when.as_str()));
    }
    info.extend(handle_source(world, handle)?);
    Ok(Str::new(format!("<{}>", info.join(" "))))
}
