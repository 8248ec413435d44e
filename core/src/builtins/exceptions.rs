//! Exception classes: constructors, attributes and messages.

use super::args;
use super::tracebacks::{self, TracebackObject};
use crate::vm::{call, exception, format, iterate, parameters};
use crate::world::World;
use crate::world::value::{Args, Class, Exception, Native, Outcome, Raise, Str, Tuple, Value};
use std::rc::Rc;

static BASE: &[Native] = &[
    Native::function("__init__", init),
    Native::function("__str__", text),
    Native::function("__repr__", repr),
    Native::getter("args", get_args),
    Native::getter("__cause__", get_cause),
    Native::getter("__context__", get_context),
    Native::getter("__suppress_context__", get_suppress),
    Native::getter("__traceback__", get_traceback),
    Native::function("with_traceback", with_traceback),
    Native::function("add_note", add_note),
];

static KEY_ERROR: &[Native] = &[Native::function("__str__", key_text)];
static STOP: &[Native] = &[Native::getter("value", first_or_none)];
static EXIT: &[Native] = &[Native::getter("code", exit_code)];
static OS: &[Native] = &[
    Native::getter("errno", os_errno),
    Native::getter("strerror", os_strerror),
    Native::getter("filename", os_filename),
];
static GROUP: &[Native] = &[
    Native::function("__str__", group_text),
    Native::function("split", group_split),
    Native::function("subgroup", group_subgroup),
    Native::function("derive", group_derive),
    Native::class("__class_getitem__", class_getitem),
];

pub fn install(world: &mut World) {
    let all: Vec<_> = world
        .types
        .exceptions()
        .map(|(name, class)| (name, class.clone()))
        .collect();
    for (name, class) in all {
        let table = match name {
            "BaseException" => BASE,
            "KeyError" => KEY_ERROR,
            "StopIteration" => STOP,
            "SystemExit" => EXIT,
            "OSError" => OS,
            "BaseExceptionGroup" => GROUP,
            _ => &[],
        };
        super::add(&class.dict, table);
        let is_group = class.is_subclass(&world.types.exception("BaseExceptionGroup"));
        class
            .construct
            .set(Some(if is_group { construct_group } else { construct }));
        if !matches!(name, "CancelledError" | "InvalidStateError") {
            world.builtins.set_text(name, Value::Class(class));
        }
    }
    for alias in ["IOError", "EnvironmentError"] {
        let class = world.types.exception("OSError");
        world.builtins.set_text(alias, Value::Class(class));
    }
}

/// Keyword arguments that some exceptions keep as attributes.
fn keyword_names(world: &World, class: &Rc<Class>) -> &'static [&'static str] {
    for (name, keywords) in [
        ("ImportError", &["name", "path"] as &'static [&'static str]),
        ("AttributeError", &["name", "obj"]),
        ("NameError", &["name"]),
    ] {
        if class.is_subclass(&world.types.exception(name)) {
            return keywords;
        }
    }
    &[]
}

/// `OSError(2, "…")` is a FileNotFoundError: the subclass that stands for an error number.
fn os_class(world: &World, class: &Rc<Class>, args: &[Value]) -> Option<Rc<Class>> {
    let [Value::Int(_, number), _, ..] = args else {
        return None;
    };
    if !Rc::ptr_eq(class, &world.types.exception("OSError")) {
        return None;
    }
    let name = match number {
        1 | 13 => "PermissionError",
        2 => "FileNotFoundError",
        3 => "ProcessLookupError",
        4 => "InterruptedError",
        10 => "ChildProcessError",
        11 | 114 | 115 => "BlockingIOError",
        17 => "FileExistsError",
        20 => "NotADirectoryError",
        21 => "IsADirectoryError",
        32 | 108 => "BrokenPipeError",
        103 => "ConnectionAbortedError",
        104 => "ConnectionResetError",
        110 => "TimeoutError",
        111 => "ConnectionRefusedError",
        _ => return None,
    };
    Some(world.types.exception(name))
}

/// The first argument of some errors is their `msg`; the third of an OSError is its `filename`, and
/// not among its `args`.
fn keep_parts(world: &World, exception: &Rc<Exception>) {
    let items = exception.args.borrow().clone();
    let has_message = |name: &&str| exception::is_instance(world, exception, name);
    if ["ImportError", "SyntaxError"].iter().any(has_message) {
        let message = items.first().cloned().unwrap_or(Value::None);
        exception.dict.set_text("msg", message);
    }
    let [number, reason, file, ..] = &**items else {
        return;
    };
    if exception::is_instance(world, exception, "OSError") {
        exception.dict.set_text("filename", file.clone());
        let kept = [number.clone(), reason.clone()];
        *exception.args.borrow_mut() = Rc::new(Tuple(kept.into()));
    }
}

fn construct(world: &mut World, args: Args<'_>) -> Outcome {
    let Some((Value::Class(class), rest)) = args.pos.split_first() else {
        unreachable!("constructors get their class")
    };
    let of_number = os_class(world, class, rest);
    let class = of_number.as_ref().unwrap_or(class);
    let exception = world.make_exception(class, rest.to_vec());
    keep_parts(world, &exception);
    let known = keyword_names(world, class);
    for name in known {
        exception.dict.set_text(name, Value::None);
    }
    for (name, value) in args.kw {
        if !known.contains(&name.as_str()) {
            let kind = class.name.borrow().clone();
            let message = if known.is_empty() {
                format!("{}() takes no keyword arguments", kind.as_str())
            } else {
                let hint = parameters::suggestion(name.as_str(), &mut known.iter().copied());
                format!(
                    "{}() got an unexpected keyword argument '{}'{hint}",
                    kind.as_str(),
                    name.as_str()
                )
            };
            return Err(world.type_error(message));
        }
        exception.dict.set_name(name, value.clone());
    }
    Ok(Value::Exception(exception))
}

fn construct_group(world: &mut World, args: Args<'_>) -> Outcome {
    let [Value::Class(class), message, members] = args.pos else {
        let given = args.pos.len().saturating_sub(1);
        return Err(world.type_error(format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({given} given)"
        )));
    };
    if message.as_str().is_none() {
        let kind = match message {
            Value::None => Str::new("None"),
            other => world.type_name(other),
        };
        let text = format!(
            "BaseExceptionGroup.__new__() argument 1 must be str, not {}",
            kind.as_str()
        );
        return Err(world.type_error(text));
    }
    if !matches!(members, Value::List(_) | Value::Tuple(_)) {
        return Err(world.type_error("second argument (exceptions) must be a sequence"));
    }
    let items = iterate::collect(world, members)?;
    if items.is_empty() {
        return Err(world.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let mut all_ordinary = true;
    for (at, item) in items.iter().enumerate() {
        match item {
            Value::Exception(exception) => {
                all_ordinary &= exception::is_instance(world, exception, "Exception");
            }
            _ => {
                return Err(world.value_error(format!(
                    "Item {at} of second argument (exceptions) is not an exception"
                )));
            }
        }
    }
    let base_group = world.types.exception("BaseExceptionGroup");
    let group = world.types.exception("ExceptionGroup");
    let class = if Rc::ptr_eq(class, &base_group) && all_ordinary {
        &group
    } else {
        class
    };
    if class.is_subclass(&world.types.exception("Exception")) && !all_ordinary {
        let name = class.name.borrow().clone();
        let text = if Rc::ptr_eq(class, &group) {
            "Cannot nest BaseExceptions in an ExceptionGroup".to_owned()
        } else {
            format!("Cannot nest BaseExceptions in '{}'", name.as_str())
        };
        return Err(world.type_error(text));
    }
    let exception = world.make_exception(class, vec![message.clone(), members.clone()]);
    exception.dict.set_text("message", message.clone());
    exception.dict.set_text("exceptions", Value::tuple(items));
    Ok(Value::Exception(exception))
}

fn receiver(world: &mut World, args: Args<'_>) -> Outcome<Rc<Exception>> {
    match args.pos.first() {
        Some(Value::Exception(exception)) => Ok(exception.clone()),
        _ => Err(world.type_error("descriptor requires a 'BaseException' object")),
    }
}

fn init(world: &mut World, args: Args<'_>) -> Outcome {
    let exception = receiver(world, args)?;
    let known = keyword_names(world, &exception.class);
    for (name, value) in args.kw {
        if !known.contains(&name.as_str()) {
            let kind = exception.class.name.borrow().clone();
            return Err(world.type_error(format!("{}() takes no keyword arguments", kind.as_str())));
        }
        exception.dict.set_name(name, value.clone());
    }
    *exception.args.borrow_mut() = Rc::new(Tuple(args.pos[1..].into()));
    keep_parts(world, &exception);
    Ok(Value::None)
}

fn text(world: &mut World, args: Args<'_>) -> Outcome {
    let exception = receiver(world, args)?;
    let items = exception.args.borrow().clone();
    match &**items {
        [] => Ok(Value::str("")),
        [one] => format::str(world, one).map(Value::Str),
        _ => format::repr(world, &Value::Tuple(items.clone())).map(Value::Str),
    }
}

fn key_text(world: &mut World, args: Args<'_>) -> Outcome {
    let exception = receiver(world, args)?;
    let items = exception.args.borrow().clone();
    match &**items {
        [one] => format::repr(world, one).map(Value::Str),
        _ => text(world, args),
    }
}

fn repr(world: &mut World, args: Args<'_>) -> Outcome {
    let exception = receiver(world, args)?;
    let name = exception.class.name.borrow().clone();
    let items = exception.args.borrow().clone();
    let inside = match &**items {
        [one] => format!("({})", format::repr(world, one)?.as_str()),
        _ => format::repr(world, &Value::Tuple(items.clone()))?
            .as_str()
            .to_owned(),
    };
    Ok(Value::str(format!("{}{inside}", name.as_str())))
}

fn get_args(world: &mut World, args: Args<'_>) -> Outcome {
    let exception = receiver(world, args)?;
    let items = exception.args.borrow().clone();
    Ok(Value::Tuple(items))
}

fn optional(exception: Option<Rc<Exception>>) -> Value {
    exception.map_or(Value::None, Value::Exception)
}

fn get_cause(world: &mut World, args: Args<'_>) -> Outcome {
    Ok(optional(receiver(world, args)?.cause.borrow().clone()))
}

fn get_context(world: &mut World, args: Args<'_>) -> Outcome {
    Ok(optional(receiver(world, args)?.context.borrow().clone()))
}

fn get_suppress(world: &mut World, args: Args<'_>) -> Outcome {
    Ok(Value::Bool(receiver(world, args)?.suppress_context.get()))
}

fn get_traceback(world: &mut World, args: Args<'_>) -> Outcome {
    let exception = receiver(world, args)?;
    Ok(tracebacks::traceback(world, &exception))
}

fn set_traceback(world: &mut World, exception: &Rc<Exception>, value: &Value) -> Outcome<()> {
    match value {
        Value::None => exception.traceback.borrow_mut().clear(),
        other => match other.payload::<TracebackObject>() {
            Some(TracebackObject(source, lines)) if Rc::ptr_eq(source, exception) => {
                exception.traceback.borrow_mut().truncate(*lines);
            }
            Some(TracebackObject(source, _)) => {
                let lines = source.traceback.borrow().clone();
                *exception.traceback.borrow_mut() = lines;
            }
            None => return Err(world.type_error("__traceback__ must be a traceback or None")),
        },
    }
    Ok(())
}

fn with_traceback(world: &mut World, args: Args<'_>) -> Outcome {
    let exception = receiver(world, args)?;
    let traceback = args::one(world, "BaseException.with_traceback", args.rest())?;
    set_traceback(world, &exception, &traceback)?;
    Ok(Value::Exception(exception))
}

fn add_note(world: &mut World, args: Args<'_>) -> Outcome {
    let exception = receiver(world, args)?;
    let note = args::one(world, "BaseException.add_note", args.rest())?;
    args::text(world, "add_note() argument", &note)?;
    let key = world.names.notes.clone();
    match exception.dict.get_name(&key) {
        Some(Value::List(list)) => list.0.borrow_mut().push(note),
        _ => {
            exception.dict.set_name(&key, Value::list(vec![note]));
        }
    }
    Ok(Value::None)
}

fn first_or_none(world: &mut World, args: Args<'_>) -> Outcome {
    let exception = receiver(world, args)?;
    let items = exception.args.borrow();
    Ok(items.first().cloned().unwrap_or(Value::None))
}

fn exit_code(world: &mut World, args: Args<'_>) -> Outcome {
    let exception = receiver(world, args)?;
    let items = exception.args.borrow().clone();
    Ok(match &**items {
        [] => Value::None,
        [one] => one.clone(),
        _ => Value::Tuple(items.clone()),
    })
}

fn os_part(world: &mut World, args: Args<'_>, at: usize) -> Outcome {
    let exception = receiver(world, args)?;
    let items = exception.args.borrow();
    Ok(if items.len() >= 2 {
        items.get(at).cloned().unwrap_or(Value::None)
    } else {
        Value::None
    })
}

fn os_errno(world: &mut World, args: Args<'_>) -> Outcome {
    os_part(world, args, 0)
}

fn os_strerror(world: &mut World, args: Args<'_>) -> Outcome {
    os_part(world, args, 1)
}

fn os_filename(world: &mut World, args: Args<'_>) -> Outcome {
    let exception = receiver(world, args)?;
    Ok(exception.dict.get_text("filename").unwrap_or(Value::None))
}

fn group_text(world: &mut World, args: Args<'_>) -> Outcome {
    let exception = receiver(world, args)?;
    format::group_text(world, &exception).map(Value::Str)
}

/// The condition of `split` and `subgroup`: a class, a tuple of classes, or a function.
fn split_by(
    world: &mut World,
    group: &Rc<Exception>,
    wants_rest: bool,
    condition: &Value,
) -> Outcome<exception::Parts> {
    let by_class = matches!(condition, Value::Class(_) | Value::Tuple(_));
    if !by_class && !super::functions::is_callable(world, condition) {
        return Err(world.type_error(
            "expected an exception type, a tuple of exception types, or a callable (other than \
             a class)",
        ));
    }
    let condition = condition.clone();
    exception::split(world, group, wants_rest, &mut |world, member| {
        if by_class {
            exception::matches(world, member, &condition)
        } else {
            call::call_truth(world, &condition, &[Value::Exception(member.clone())])
        }
    })
}

fn group_split(world: &mut World, args: Args<'_>) -> Outcome {
    let group = receiver(world, args)?;
    let [_, condition] = args::positional(world, "split", args, 2)?;
    let (matched, rest) = split_by(world, &group, true, &condition)?;
    Ok(Value::tuple(vec![optional(matched), optional(rest)]))
}

fn group_subgroup(world: &mut World, args: Args<'_>) -> Outcome {
    let group = receiver(world, args)?;
    let [_, condition] = args::positional(world, "subgroup", args, 2)?;
    split_by(world, &group, false, &condition).map(|(matched, _)| optional(matched))
}

fn group_derive(world: &mut World, args: Args<'_>) -> Outcome {
    let group = receiver(world, args)?;
    let [_, members] = args::positional(world, "derive", args, 2)?;
    let class = world.types.exception("BaseExceptionGroup");
    let message = group.dict.get_text("message").unwrap_or(Value::None);
    construct_group(world, Args::new(&[Value::Class(class), message, members]))
}

fn class_getitem(world: &mut World, args: Args<'_>) -> Outcome {
    let [class, key] = args::positional(world, "__class_getitem__", args, 2)?;
    Ok(super::generics::alias(world, &class, &key))
}

/// Sets an attribute that exceptions have of their own; false where it is read-only.
///
/// # Errors
/// TypeError where the value does not fit.
pub fn set_attribute(
    world: &mut World,
    exception: &Rc<Exception>,
    name: &Rc<Str>,
    value: Option<Value>,
) -> Outcome<bool> {
    let value = value.unwrap_or(Value::None);
    let link = |world: &mut World, value: &Value| -> Result<Option<Rc<Exception>>, Raise> {
        match value {
            Value::None => Ok(None),
            Value::Exception(other) => Ok(Some(other.clone())),
            _ => Err(world.type_error("exception cause must be None or derive from BaseException")),
        }
    };
    match name.as_str() {
        "args" => {
            let items = iterate::collect(world, &value)?;
            *exception.args.borrow_mut() = Rc::new(Tuple(items.into()));
        }
        "__cause__" => {
            *exception.cause.borrow_mut() = link(world, &value)?;
            exception.suppress_context.set(true);
        }
        "__context__" => *exception.context.borrow_mut() = link(world, &value)?,
        "__suppress_context__" => {
            let truth = crate::vm::operators::truth(world, &value)?;
            exception.suppress_context.set(truth);
        }
        "__traceback__" => set_traceback(world, exception, &value)?,
        "value" | "code" | "errno" | "strerror" | "filename" => {
            exception.dict.set_name(name, value);
        }
        _ => return Ok(false),
    }
    Ok(true)
}
