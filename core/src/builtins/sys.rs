//! `_sys` and `_types`: what the prelude's `sys`, `traceback`, `types` and `inspect` ask of us.

use super::args;
use super::tracebacks::TracebackObject;
use crate::code::Flow;
use crate::source::Span;
use crate::trace::Stream;
use crate::vm::{exception, iterate, operators, parameters, traceback};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::frame::GeneratorState;
use crate::world::value::{Args, Exception, Native, Outcome, Str, Value};
use std::rc::Rc;

static SYS: &[Native] = &[
    Native::function("write", write),
    Native::function("exc_info", exc_info),
    Native::function("exception", current),
    Native::function("_set_recursion_limit", set_recursion_limit),
    Native::function("_is_gil_enabled", is_gil_enabled),
    Native::function("caller", caller),
    Native::function("line", line),
    Native::function("format_exception", format_exception),
    Native::function("format_exception_only", format_exception_only),
    Native::function("format_traceback", format_traceback),
];

static TYPES: &[Native] = &[
    Native::function("union", union),
    Native::function("mark_coroutine", mark_coroutine),
    Native::function("new_class", new_class),
    Native::function("flow", flow),
    Native::function("hint", hint),
    Native::function("set_bytes", set_bytes),
    Native::function("evaluate", evaluate),
    Native::function("state", state),
];

/// The module `_sys`.
///
/// # Errors
/// None of its own.
pub fn module(world: &mut World, dict: &Rc<Dict>) -> Outcome<()> {
    super::add(dict, SYS);
    let modules = Dict::new();
    for (name, module) in &world.modules {
        modules.set_text(name, Value::Module(module.clone()));
    }
    dict.set_text("modules", Value::Dict(modules));
    Ok(())
}

/// The module `_types`.
///
/// # Errors
/// None of its own.
pub fn types(world: &mut World, dict: &Rc<Dict>) -> Outcome<()> {
    super::add(dict, TYPES);
    super::frames::install(dict);
    let types = &world.types;
    for (name, class) in [
        ("AsyncGeneratorType", &types.async_generator),
        ("BuiltinFunctionType", &types.builtin_function),
        ("BuiltinMethodType", &types.builtin_function),
        ("CellType", &types.cell),
        ("CodeType", &types.code),
        ("CoroutineType", &types.coroutine),
        ("EllipsisType", &types.ellipsis),
        ("FrameType", &types.frame),
        ("FunctionType", &types.function),
        ("GeneratorType", &types.generator),
        ("GenericAlias", &types.generic_alias),
        ("LambdaType", &types.function),
        ("MethodType", &types.method),
        ("ModuleType", &types.module),
        ("NoneType", &types.none),
        ("NotImplementedType", &types.not_implemented),
        ("TracebackType", &types.traceback),
        ("UnionType", &types.union),
    ] {
        dict.set_text(name, Value::Class(class.clone()));
    }
    types.generic_alias.construct.set(Some(make_alias));
    types.method.construct.set(Some(make_method));
    Ok(())
}

fn make_alias(world: &mut World, args: Args<'_>) -> Outcome {
    let [_, origin, parameters] = args::positional(world, "GenericAlias", args, 3)?;
    Ok(super::generics::alias(world, &origin, &parameters))
}

fn make_method(world: &mut World, args: Args<'_>) -> Outcome {
    let [_, function, receiver] = args::positional(world, "method", args, 3)?;
    Ok(crate::vm::call::bind(function, receiver))
}

/// `hint(name, known)`: what is said behind a keyword argument that is not known.
fn hint(world: &mut World, args: Args<'_>) -> Outcome {
    let [name, known] = args::positional(world, "hint", args, 2)?;
    let known: Vec<_> = iterate::collect(world, &known)?
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let name = name.as_str().unwrap_or_else(|| Str::new(""));
    let mut known = known.iter().map(|known| known.as_str());
    Ok(Value::str(parameters::suggestion(
        name.as_str(),
        &mut known,
    )))
}

fn write(world: &mut World, args: Args<'_>) -> Outcome {
    let [text, is_error] = args::positional(world, "write", args, 2)?;
    let stream = if operators::truth(world, &is_error)? {
        Stream::Stderr
    } else {
        Stream::Stdout
    };
    if let Some(text) = text.as_str() {
        world.write_output(text.as_str(), stream);
    }
    Ok(Value::None)
}

fn current(world: &mut World, _args: Args<'_>) -> Outcome {
    Ok(exception::handled(world).map_or(Value::None, Value::Exception))
}

fn exc_info(world: &mut World, _args: Args<'_>) -> Outcome {
    Ok(match exception::handled(world) {
        None => Value::tuple(vec![Value::None, Value::None, Value::None]),
        Some(exception) => Value::tuple(vec![
            Value::Class(exception.class.clone()),
            Value::Exception(exception.clone()),
            super::tracebacks::traceback(world, &exception),
        ]),
    })
}

/// Frames on the stack, however many a program asks for: a picture shows them all.
const MOST_FRAMES: usize = 20_000;

fn set_recursion_limit(world: &mut World, args: Args<'_>) -> Outcome {
    let [limit] = args::positional(world, "setrecursionlimit", args, 1)?;
    let frames = operators::index(world, &limit)?;
    if frames < 1 {
        return Err(world.value_error("recursion limit must be greater or equal than 1"));
    }
    let frames = usize::try_from(frames).unwrap_or(MOST_FRAMES);
    world.limits.frames = frames.min(MOST_FRAMES);
    Ok(limit)
}

fn is_gil_enabled(world: &mut World, _args: Args<'_>) -> Outcome {
    Ok(Value::Bool(world.limits.gil))
}

/// File, line and function of the program's own code that called the library, or of the line of
/// the event loop that calls callbacks.
fn caller(world: &mut World, _args: Args<'_>) -> Outcome {
    let here = world.here();
    let frame = world.frames.iter().rev().find(|frame| !frame.code.hidden);
    let (file, line, name) = if here == Span::default() {
        ("/usr/lib/python3.14/asyncio/events.py", 94, "_run")
    } else {
        let name = frame.map_or("<module>", |frame| &frame.code.code.name);
        (world.source.name(), world.source.line_of(here.start), name)
    };
    Ok(Value::tuple(vec![
        Value::str(file),
        Value::int(i64::from(line)),
        Value::str(name),
    ]))
}

fn line(world: &mut World, args: Args<'_>) -> Outcome {
    match args.pos.first() {
        Some(Value::Int(_, number)) => {
            let number = u32::try_from(*number).unwrap_or(0);
            Ok(Value::str(world.source.line(number).trim()))
        }
        _ => Ok(Value::None),
    }
}

fn exception_argument(args: Args<'_>) -> Option<Rc<Exception>> {
    match args.pos.first() {
        Some(Value::Exception(exception)) => Some(exception.clone()),
        _ => None,
    }
}

fn format_exception(world: &mut World, args: Args<'_>) -> Outcome {
    let Some(exception) = exception_argument(args) else {
        return Ok(Value::str("NoneType: None\n"));
    };
    let is_chained = match args.pos.get(1) {
        Some(chain) => operators::truth(world, chain)?,
        None => true,
    };
    let limit = match args.pos.get(2) {
        Some(Value::Int(_, limit)) => Some(*limit),
        _ => None,
    };
    let text = traceback::render_limited(world, &exception, is_chained, limit);
    Ok(Value::str(text))
}

fn format_exception_only(world: &mut World, args: Args<'_>) -> Outcome {
    let Some(exception) = exception_argument(args) else {
        return Ok(Value::str("NoneType: None\n"));
    };
    Ok(Value::str(traceback::last_lines(world, &exception, false)))
}

fn format_traceback(world: &mut World, args: Args<'_>) -> Outcome {
    let traceback = args.pos.first().cloned().unwrap_or_default();
    let Some(TracebackObject(exception, innermost)) = traceback.payload::<TracebackObject>() else {
        return Ok(Value::list(Vec::new()));
    };
    let lines = traceback::entries(world, exception, *innermost);
    Ok(Value::list(lines.into_iter().map(Value::from).collect()))
}

fn mark_coroutine(world: &mut World, args: Args<'_>) -> Outcome {
    let [function] = args::positional(world, "coroutine", args, 1)?;
    if let Value::Function(inner) = &function
        && inner.code.code.flow == Flow::Generator
        && let Some(dict) = crate::vm::attribute::own_dict(world, &function)
    {
        dict.set_text("__iterable_coroutine__", Value::Bool(true));
    }
    Ok(function)
}

fn new_class(world: &mut World, args: Args<'_>) -> Outcome {
    let [name, bases, namespace] = args::positional(world, "new_class", args, 3)?;
    let type_ = Value::Class(world.types.type_.clone());
    crate::vm::call::call(world, &type_, &[name, bases, namespace])
}

/// `evaluate(text, module)`: what an annotation stands for; its text, where nobody knows.
fn evaluate(world: &mut World, args: Args<'_>) -> Outcome {
    let [text, module] = args::positional(world, "evaluate", args, 2)?;
    let text = args::text(world, "text", &text)?;
    let module = args::text(world, "module", &module)?;
    let globals = world.modules.get(module.as_str());
    let globals = globals.map_or_else(Dict::new, |module| module.dict.clone());
    Ok(super::annotations::evaluated(
        world,
        &globals,
        text.as_str(),
    ))
}

/// `union(*types)`: what `typing.Union[types]` gives.
#[expect(clippy::unnecessary_wraps, reason = "natives may raise")]
fn union(world: &mut World, args: Args<'_>) -> Outcome {
    Ok(super::generics::joined(world, args.pos))
}

/// `set_bytes(object, bytes)`: a bytearray gets other contents.
fn set_bytes(world: &mut World, args: Args<'_>) -> Outcome {
    let [object, bytes] = args::positional(world, "set_bytes", args, 2)?;
    if let Value::Instance(instance) = &object {
        instance.base.replace(bytes);
    }
    Ok(Value::None)
}

fn flow(_world: &mut World, args: Args<'_>) -> Outcome {
    Ok(match args.pos.first() {
        Some(Value::Function(function)) => Value::str(match function.code.code.flow {
            Flow::Plain => "plain",
            Flow::Generator => "generator",
            Flow::Coroutine => "coroutine",
            Flow::AsyncGenerator => "async_generator",
        }),
        Some(Value::Generator(made)) if made.awaitable => Value::str("awaitable"),
        _ => Value::None,
    })
}

fn state(world: &mut World, args: Args<'_>) -> Outcome {
    match args.pos.first() {
        Some(Value::Generator(generator)) => Ok(Value::str(match generator.state.get() {
            GeneratorState::Created => "CREATED",
            GeneratorState::Suspended => "SUSPENDED",
            GeneratorState::Running => "RUNNING",
            GeneratorState::Closed => "CLOSED",
        })),
        _ => Err(world.attribute_error("not a generator or coroutine")),
    }
}
