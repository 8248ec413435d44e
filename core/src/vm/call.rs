//! Calls: how arguments meet parameters, and what a callable of each kind does.
//!
//! The machine calls [`on_stack`], where the arguments lie on the operand stack; Rust code calls
//! [`call`], which runs a machine of its own until the function returns.

use super::executing::Then;
use super::machine::{self, Finish, Start};
use super::{attribute, instantiate, iterate, link, mapping, operators, quick, super_object};
use crate::code::Flow;
use crate::diagnostic::{Code, Diagnostic};
use crate::world::World;
use crate::world::frame::{Delivery, Frame, Generator, GeneratorKind, GeneratorState, Linked};
use crate::world::value::{
    Args, Binding, Function, Instance, Method, Native, Outcome, Raise, Str, Tuple, Value,
};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

/// What a call came to without running Python code.
pub enum Entered {
    /// A frame to run, with its delivery set.
    Frame(Box<Frame>),
    Value(Value),
}

/// Keyword arguments of a call.
pub type Keywords = [(Rc<Str>, Value)];

/// Calls what lies before the arguments at `at` on the frame's stack; all of it is popped, and the
/// result is pushed or comes by a frame.
///
/// # Errors
/// What the callable raises, TypeError for one that is none.
pub fn on_stack(
    world: &mut World,
    frame: &mut Frame,
    at: usize,
    keywords: &Keywords,
) -> Outcome<Then> {
    let callable = std::mem::take(&mut frame.values[at - 1]);
    let result = match &callable {
        Value::Function(function) => {
            let entered = function_on_stack(
                world,
                function,
                &mut frame.values,
                at,
                keywords,
                Delivery::Caller,
            );
            quick::shorten(&mut frame.values, at - 1);
            entered?
        }
        Value::Method(method) => {
            if let Value::Function(function) = &method.function {
                frame.values[at - 1] = method.receiver.clone();
                let entered = function_on_stack(
                    world,
                    function,
                    &mut frame.values,
                    at - 1,
                    keywords,
                    Delivery::Caller,
                );
                quick::shorten(&mut frame.values, at - 1);
                entered?
            } else {
                frame.values[at - 1] = method.receiver.clone();
                if let Value::Native(native) = &method.function
                    && matches!(native.binding, Binding::Frame)
                {
                    Entered::Value(beside_frame(world, frame, native, at - 1, keywords)?)
                } else {
                    let args = Args {
                        pos: &frame.values[at - 1..],
                        kw: keywords,
                    };
                    let entered = enter(world, &method.function, args, Delivery::Caller);
                    quick::shorten(&mut frame.values, at - 1);
                    entered?
                }
            }
        }
        Value::Native(native) => match native.binding {
            Binding::Loop => {
                let args = Args {
                    pos: &frame.values[at..],
                    kw: keywords,
                };
                let begun = (native.call)(world, args);
                quick::shorten(&mut frame.values, at - 1);
                begun?;
                return Ok(Then::Loop);
            }
            Binding::Frame => {
                let result = beside_frame(world, frame, native, at, keywords);
                frame.values.pop();
                Entered::Value(result?)
            }
            _ => {
                let args = Args {
                    pos: &frame.values[at..],
                    kw: keywords,
                };
                let result = (native.call)(world, args);
                quick::shorten(&mut frame.values, at - 1);
                Entered::Value(result?)
            }
        },
        Value::Class(class) if Rc::ptr_eq(class, &world.types.super_) => {
            let arguments = frame.values.split_off(at);
            frame.values.pop();
            let result = super_object::make_super(world, frame, &arguments);
            Entered::Value(result?)
        }
        _ => {
            let args = Args {
                pos: &frame.values[at..],
                kw: keywords,
            };
            let entered = enter(world, &callable, args, Delivery::Caller);
            quick::shorten(&mut frame.values, at - 1);
            entered?
        }
    };
    Ok(match result {
        Entered::Frame(callee) => Then::Enter(callee),
        Entered::Value(value) => {
            frame.values.push(value);
            Then::Next
        }
    })
}

/// A call of a function that looks at the frame of its caller; its arguments are popped.
fn beside_frame(
    world: &mut World,
    frame: &mut Frame,
    native: &Native,
    at: usize,
    keywords: &Keywords,
) -> Outcome {
    let arguments = frame.values.split_off(at);
    let args = Args {
        pos: &arguments,
        kw: keywords,
    };
    with_frame(world, frame, |world| (native.call)(world, args))
}

/// Puts the running frame on the stack for the time of a call that looks at it.
fn with_frame(
    world: &mut World,
    frame: &mut Frame,
    call: impl FnOnce(&mut World) -> Outcome,
) -> Outcome {
    let code = frame.code.clone();
    let globals = frame.globals.clone();
    let stand_in = link::frame(world, &code, &globals, Delivery::Caller);
    let real = std::mem::replace(frame, *stand_in);
    world.frames.push(Box::new(real));
    let result = call(world);
    if let Some(real) = world.frames.pop() {
        *frame = *real;
    }
    result
}

/// Calls a callable as far as it goes without running Python code.
///
/// # Errors
/// As [`on_stack`].
pub fn enter(
    world: &mut World,
    callable: &Value,
    args: Args<'_>,
    delivery: Delivery,
) -> Outcome<Entered> {
    match callable {
        Value::Function(function) => {
            let mut values = args.pos.to_vec();
            function_on_stack(world, function, &mut values, 0, args.kw, delivery)
        }
        Value::Native(native) => match native.binding {
            Binding::Loop => Err(world.unsupported(
                "The event loop cannot be run from inside a builtin function",
                "Call asyncio.run() directly.",
            )),
            _ => (native.call)(world, args).map(Entered::Value),
        },
        Value::Method(method) => {
            let mut positional = Vec::with_capacity(args.pos.len() + 1);
            positional.push(method.receiver.clone());
            positional.extend_from_slice(args.pos);
            enter(
                world,
                &method.function,
                Args {
                    pos: &positional,
                    kw: args.kw,
                },
                delivery,
            )
        }
        Value::Class(class) => instantiate::instantiate(world, class, args, delivery),
        _ => {
            let name = world.names.call.clone();
            let mut found = callable.clone();
            // `__call__` may be an object that has a `__call__` itself, and so on, also in a ring.
            for _ in 0..world.limits.frames {
                let Some(method) = attribute::special(world, &found, &name)? else {
                    let kind = world.type_name(&found);
                    let mut message = format!("'{}' object is not callable", kind.as_str());
                    if let Value::Module(module) = &found
                        && let Some(Value::Function(_) | Value::Native(_) | Value::Class(_)) =
                            module.dict.get_name(&module.name)
                    {
                        let name = module.name.as_str();
                        message.push_str(&format!(". Did you mean: '{name}.{name}(...)'?"));
                    }
                    return Err(world.type_error(message));
                };
                if !matches!(method, Value::Instance(_)) {
                    return enter(world, &method, args, delivery);
                }
                found = method;
            }
            Err(world.error("RecursionError", "maximum recursion depth exceeded"))
        }
    }
}

/// Calls a function whose arguments are `values[at..]` (they are taken).
///
/// # Errors
/// TypeError where the arguments do not fit the parameters.
pub fn function_on_stack(
    world: &mut World,
    function: &Rc<Function>,
    values: &mut Vec<Value>,
    at: usize,
    keywords: &Keywords,
    delivery: Delivery,
) -> Outcome<Entered> {
    let linked = &function.code;
    let code = &linked.code;
    let locals = code.local_names.len();
    let mut frame = link::frame(world, linked, &function.globals, delivery);
    let missing = (code.arg_count as usize).wrapping_sub(values.len() - at);
    let is_simple = keywords.is_empty()
        && (missing == 0 || missing <= function.defaults.borrow().len())
        && code.kwonly_count == 0
        && !code.has_varargs
        && !code.has_varkeywords;
    if is_simple {
        frame.values.extend(values.drain(at..));
        if missing > 0 {
            let defaults = function.defaults.borrow();
            let last = &defaults[defaults.len() - missing..];
            frame.values.extend_from_slice(last);
        }
        frame.values.resize(locals, Value::Unbound);
    } else {
        let positional: Vec<Value> = values.drain(at..).collect();
        let bound = super::parameters::bind(world, function, positional, keywords);
        match bound {
            Ok(bound) => {
                frame.values.extend(bound);
                frame.values.resize(locals, Value::Unbound);
            }
            Err(raise) => {
                link::recycle(world, frame);
                return Err(raise);
            }
        }
    }
    if !code.cells.is_empty() || !function.closure.is_empty() {
        link::fill_cells(&mut frame, function.closure.iter().cloned());
    }
    if code.flow == Flow::Plain {
        return Ok(Entered::Frame(frame));
    }
    frame.delivery = Delivery::Caller;
    Ok(Entered::Value(make_generator(world, function, frame)))
}

#[must_use]
pub fn make_generator(world: &World, function: &Rc<Function>, frame: Box<Frame>) -> Value {
    let kind = match function.code.code.flow {
        Flow::Coroutine => GeneratorKind::Coroutine,
        Flow::AsyncGenerator => GeneratorKind::AsyncGenerator,
        Flow::Generator | Flow::Plain => GeneratorKind::Generator,
    };
    Value::Generator(Rc::new(Generator {
        kind,
        name: RefCell::new(function.name.borrow().clone()),
        qualname: RefCell::new(function.qualname.borrow().clone()),
        state: Cell::new(GeneratorState::Created),
        frame: RefCell::new(Some(frame)),
        handled: RefCell::default(),
        finalisers: world.finalisers.clone(),
        made: world.here(),
        awaitable: function
            .dict
            .borrow()
            .as_ref()
            .is_some_and(|dict| dict.get_text("__iterable_coroutine__").is_some()),
        hooked: Cell::new(false),
        running_async: Cell::new(false),
        closing: Cell::new(false),
    }))
}

/// Calls and waits for the value.
///
/// # Errors
/// What the callable raises.
pub fn call(world: &mut World, callable: &Value, args: &[Value]) -> Outcome {
    call_args(world, callable, Args::new(args))
}

/// Calls with keyword arguments and waits for the value.
///
/// # Errors
/// What the callable raises.
pub fn call_args(world: &mut World, callable: &Value, args: Args<'_>) -> Outcome {
    if let Value::Native(native) = callable
        && native.binding != Binding::Loop
    {
        return (native.call)(world, args);
    }
    match enter(world, callable, args, Delivery::Native)? {
        Entered::Value(value) => Ok(value),
        Entered::Frame(frame) => {
            if world.frames.len() >= world.limits.frames {
                link::recycle(world, frame);
                return Err(world.error("RecursionError", "maximum recursion depth exceeded"));
            }
            world.frames.push(frame);
            match run_inside(world, Start::Go)? {
                Finish::Value(value) => Ok(value),
                _ => unreachable!("a plain function neither yields nor pauses inside"),
            }
        }
    }
}

/// The calls of Python by builtin functions that are remembered before they nest too deep, and how
/// many of them with the same arguments show that a function calls itself for ever.
const REMEMBERED: u32 = 20;
const ROUNDS: usize = 6;

/// What tells the topmost frame's call from others: the code, and all arguments.
fn round(world: &World) -> Option<(Rc<Linked>, Vec<Value>)> {
    let top = world.frames.last().filter(|top| top.generator.is_none())?;
    let code = &top.code.code;
    let count = code.arg_count + code.kwonly_count;
    let count = count as usize + usize::from(code.has_varargs) + usize::from(code.has_varkeywords);
    Some((top.code.clone(), top.values[..count].to_vec()))
}

/// Whether builtin functions call the topmost frame's function round and round, as where a
/// `__repr__` shows its own object: CPython's stack ends as well, only later.
fn goes_round(world: &World) -> bool {
    let Some((code, args)) = round(world) else {
        return false;
    };
    let is_same = |(known, before): &&(Rc<Linked>, Vec<Value>)| {
        // An argument that lives in a cell is not looked at: it may be another each time.
        let is_same =
            |(one, other): (&Value, &Value)| !one.is_unbound() && mapping::surely_equal(one, other);
        Rc::ptr_eq(known, &code) && before.iter().zip(&args).all(is_same)
    };
    !args.is_empty() && world.rounds.iter().filter(is_same).count() >= ROUNDS
}

/// Runs the topmost frame in a machine inside of Rust code.
///
/// # Errors
/// What the frame raises; the run is halted where calls nest too deep for our own stack.
pub fn run_inside(world: &mut World, start: Start) -> Outcome<Finish> {
    if world.depth >= world.limits.depth {
        if goes_round(world) {
            if let Some(frame) = world.frames.pop() {
                link::recycle(world, frame);
            }
            return Err(world.error("RecursionError", "maximum recursion depth exceeded"));
        }
        let span = world.here();
        let message = format!(
            "Builtin functions call Python more than {} deep",
            world.limits.depth
        );
        return Err(
            world.halt(Diagnostic::new(Code::Limit, span, message).with_help(
                "Is a special method (such as __repr__, __eq__ or __getattr__) calling itself?",
            )),
        );
    }
    let place = world.place;
    let remembered = world.rounds.len();
    if world.depth + REMEMBERED >= world.limits.depth {
        let round = round(world);
        world.rounds.extend(round);
    }
    world.depth += 1;
    let base = world.frames.len() - 1;
    let result = machine::run(world, start);
    world.rounds.truncate(remembered);
    if let Err(Raise::Halt) = &result {
        world.frames.truncate(base);
    }
    world.depth -= 1;
    if world.depth == 0 && world.slice_ended() {
        world.look_up_soon();
    }
    world.place = place;
    result
}

/// `object.name(args)`.
///
/// # Errors
/// AttributeError; what the method raises.
pub fn call_method(world: &mut World, object: &Value, name: &str, args: &[Value]) -> Outcome {
    let name = Str::new(name);
    match attribute::method(world, object, &name)? {
        attribute::Found::Value(value) => call(world, &value, args),
        attribute::Found::Method(function) => {
            let mut positional = Vec::with_capacity(args.len() + 1);
            positional.push(object.clone());
            positional.extend_from_slice(args);
            call(world, &function, &positional)
        }
    }
}

/// A bound method.
#[must_use]
pub fn bind(function: Value, receiver: Value) -> Value {
    Value::Method(Rc::new(Method { function, receiver }))
}

/// The dict of `f(**mapping)` as keyword arguments.
///
/// # Errors
/// TypeError where a key is no str.
pub fn unpack_keywords(world: &mut World, mapping: &Value) -> Outcome<Vec<(Rc<Str>, Value)>> {
    let Value::Dict(dict) = mapping else {
        unreachable!("the compiler builds a dict for keyword arguments")
    };
    let mut keywords = Vec::new();
    for entry in dict.entries() {
        match entry.key {
            Value::Str(name) => keywords.push((name, entry.value)),
            _ => return Err(world.type_error("keywords must be strings")),
        }
    }
    Ok(keywords)
}

/// The iterable of `f(*iterable)` as positional arguments.
///
/// # Errors
/// TypeError where it is not iterable.
pub fn unpack_arguments(
    world: &mut World,
    callable: &Value,
    arguments: &Value,
) -> Outcome<Vec<Value>> {
    match arguments {
        Value::Tuple(items) => Ok(items.to_vec()),
        Value::List(items) => Ok(items.0.borrow().clone()),
        other if iterate::is_iterable(world, other) => iterate::collect(world, other),
        other => {
            let kind = world.type_name(other);
            let name = display_name(world, callable);
            Err(world.type_error(format!(
                "{name} argument after * must be an iterable, not {}",
                kind.as_str()
            )))
        }
    }
}

/// `module.f()` as error texts name a callable.
#[must_use]
pub fn display_name(world: &World, callable: &Value) -> String {
    match callable {
        Value::Function(function) => {
            let module = function
                .globals
                .get_text("__name__")
                .and_then(|name| name.as_str());
            let qualname = function.qualname.borrow();
            match module {
                Some(module) if module.as_str() != "builtins" => {
                    format!("{}.{}()", module.as_str(), qualname.as_str())
                }
                _ => format!("{}()", qualname.as_str()),
            }
        }
        Value::Native(native) => format!("{}()", native.name),
        Value::Method(method) => display_name(world, &method.function),
        Value::Class(class) => {
            let module = class.module.borrow().clone();
            let qualname = class.qualname.borrow();
            match module.as_str() {
                "builtins" => format!("{}()", qualname.as_str()),
                module => format!("{module}.{}()", qualname.as_str()),
            }
        }
        other => format!("{} object", world.type_name(other).as_str()),
    }
}

/// `*args` of a call, as the tuple that a parameter gets.
#[must_use]
pub fn rest_tuple(items: Vec<Value>) -> Value {
    Value::Tuple(Rc::new(Tuple(items.into())))
}

/// The truth of a call's result.
///
/// # Errors
/// What the callable or the truth test raises.
pub fn call_truth(world: &mut World, callable: &Value, args: &[Value]) -> Outcome<bool> {
    let value = call(world, callable, args)?;
    operators::truth(world, &value)
}

/// A plain instance without attributes.
#[must_use]
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn new_instance(
    world: &World,
    class: &Rc<crate::world::value::Class>,
    base: Value,
) -> Rc<Instance> {
    let finalisers = class.hooks.get().del.then(|| world.finalisers.clone());
    Rc::new(Instance {
        class: RefCell::new(class.clone()),
        own: crate::world::dict::Dict::new(),
        shared: OnceCell::new(),
        base: RefCell::new(base),
        finalisers,
    })
}
