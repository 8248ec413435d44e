//! Attributes of functions, methods and builtin functions, of their codes and cells.

use super::{args, frames};
use crate::vm::{attribute, call};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::value::{Args, Native, Outcome, Value};

static FUNCTION: &[Native] = &[
    Native::getter("__name__", function_attribute_name),
    Native::getter("__qualname__", function_attribute_qualname),
    Native::getter("__defaults__", function_defaults),
    Native::getter("__kwdefaults__", function_kwdefaults),
    Native::getter("__code__", function_code),
    Native::getter("__globals__", function_globals),
    Native::getter("__closure__", function_closure),
    Native::getter("__module__", function_module),
    Native::getter("__doc__", function_doc),
    Native::getter("__dict__", function_dict),
    Native::getter("__annotations__", function_annotations),
    Native::function("__get__", function_get),
    Native::function("__call__", function_call),
];

static METHOD: &[Native] = &[
    Native::getter("__func__", method_function),
    Native::getter("__self__", method_self),
    Native::getter("__name__", method_name),
    Native::getter("__qualname__", method_qualname),
    Native::getter("__doc__", method_doc),
    Native::function("__call__", function_call),
];

static BUILTIN: &[Native] = &[
    Native::getter("__name__", builtin_name),
    Native::getter("__qualname__", builtin_name),
    Native::getter("__self__", method_self),
    Native::function("__call__", function_call),
];

static CODE: &[Native] = &[
    Native::getter("co_name", code_name),
    Native::getter("co_qualname", code_qualname),
    Native::getter("co_filename", code_filename),
    Native::getter("co_firstlineno", code_line),
    Native::getter("co_argcount", code_argcount),
    Native::getter("co_varnames", code_varnames),
    Native::getter("co_flags", frames::code_flags),
    Native::getter("co_posonlyargcount", code_posonly),
    Native::getter("co_kwonlyargcount", code_kwonly),
    Native::getter("co_freevars", code_free),
];

static CELL: &[Native] = &[Native::getter("cell_contents", cell_contents)];

pub fn install(world: &mut World) {
    let types = &world.types;
    super::add(&types.function.dict, FUNCTION);
    super::add(&types.method.dict, METHOD);
    super::add(&types.builtin_function.dict, BUILTIN);
    super::add(&types.code.dict, CODE);
    super::add(&types.cell.dict, CELL);
}

macro_rules! function_getter {
    ($name:ident, |$world:ident, $function:ident| $body:expr) => {
        fn $name($world: &mut World, args: Args<'_>) -> Outcome {
            match args::receiver(args) {
                Value::Function($function) => Ok($body),
                _ => Err($world.attribute_error("not a function")),
            }
        }
    };
}

function_getter!(function_attribute_name, |_world, function| Value::Str(
    function.name.borrow().clone()
));
function_getter!(function_attribute_qualname, |_world, function| Value::Str(
    function.qualname.borrow().clone()
));
function_getter!(function_defaults, |_world, function| {
    let defaults = function.defaults.borrow();
    if defaults.is_empty() {
        Value::None
    } else {
        Value::tuple(defaults.clone())
    }
});
function_getter!(function_kwdefaults, |_world, function| {
    let dict = Dict::new();
    for (name, value) in function.kwdefaults.borrow().iter() {
        dict.set_name(name, value.clone());
    }
    if dict.is_empty() {
        Value::None
    } else {
        Value::Dict(dict)
    }
});
function_getter!(function_code, |_world, function| Value::Code(
    function.code.clone()
));
function_getter!(function_globals, |_world, function| Value::Dict(
    function.globals.clone()
));
function_getter!(function_closure, |_world, function| {
    if function.closure.is_empty() {
        Value::None
    } else {
        Value::tuple(
            function
                .closure
                .iter()
                .cloned()
                .map(Value::Cell)
                .collect::<Vec<_>>(),
        )
    }
});
function_getter!(function_module, |_world, function| {
    let own = function.about("__module__");
    own.or_else(|| function.globals.get_text("__name__"))
        .unwrap_or(Value::None)
});
function_getter!(function_doc, |_world, function| {
    let written = || function.code.code.doc.as_deref().map(Value::str);
    function
        .about("__doc__")
        .or_else(written)
        .unwrap_or(Value::None)
});
function_getter!(function_dict, |world, function| {
    match attribute::own_dict(world, &Value::Function(function)) {
        Some(dict) => Value::Dict(dict),
        None => Value::None,
    }
});
function_getter!(function_annotations, |world, function| {
    super::annotations::of_function(world, &function)
});

fn function_get(world: &mut World, args: Args<'_>) -> Outcome {
    let [function, object, _owner] = args::positional(world, "__get__", args, 2)?;
    Ok(if object.is_none() {
        function
    } else {
        call::bind(function, object)
    })
}

fn function_call(world: &mut World, args: Args<'_>) -> Outcome {
    let Some((mut function, rest)) = args.pos.split_first() else {
        return Err(world.type_error("descriptor '__call__' needs an object"));
    };
    // `f.__call__.__call__` and so on, without stack of our own for each.
    while let Value::Method(method) = function
        && matches!(&method.function, Value::Native(native) if native.name == "__call__")
    {
        function = &method.receiver;
    }
    call::call_args(
        world,
        function,
        Args {
            pos: rest,
            kw: args.kw,
        },
    )
}

fn method_function(_world: &mut World, args: Args<'_>) -> Outcome {
    match args::receiver(args) {
        Value::Method(method) => Ok(method.function.clone()),
        other => Ok(other),
    }
}

fn method_self(world: &mut World, args: Args<'_>) -> Outcome {
    match args::receiver(args) {
        Value::Method(method) => Ok(method.receiver.clone()),
        _ => Err(world
            .attribute_error("'builtin_function_or_method' object has no attribute '__self__'")),
    }
}

fn method_part(world: &mut World, args: Args<'_>, name: &str) -> Outcome {
    let function = method_function(world, args)?;
    attribute::get_text(world, &function, name)
}

fn method_name(world: &mut World, args: Args<'_>) -> Outcome {
    method_part(world, args, "__name__")
}

fn method_qualname(world: &mut World, args: Args<'_>) -> Outcome {
    method_part(world, args, "__qualname__")
}

fn method_doc(world: &mut World, args: Args<'_>) -> Outcome {
    method_part(world, args, "__doc__")
}

fn builtin_name(_world: &mut World, args: Args<'_>) -> Outcome {
    Ok(match args::receiver(args) {
        Value::Native(native) => Value::str(native.name),
        Value::Method(method) => match &method.function {
            Value::Native(native) => Value::str(native.name),
            _ => Value::None,
        },
        _ => Value::None,
    })
}

macro_rules! code_getter {
    ($name:ident, |$world:ident, $linked:ident| $body:expr) => {
        fn $name($world: &mut World, args: Args<'_>) -> Outcome {
            match args::receiver(args) {
                Value::Code($linked) => Ok($body),
                _ => Err($world.attribute_error("not a code")),
            }
        }
    };
}

code_getter!(code_name, |_world, linked| Value::str(&*linked.code.name));
code_getter!(code_qualname, |_world, linked| Value::str(
    &*linked.code.qualname
));
code_getter!(code_filename, |world, linked| {
    let _ = linked;
    Value::str(world.source.name())
});
code_getter!(code_line, |_world, linked| Value::int(i64::from(
    linked.code.first_line
)));
code_getter!(code_argcount, |_world, linked| Value::int(i64::from(
    linked.code.arg_count
)));
code_getter!(code_posonly, |_world, linked| Value::int(i64::from(
    linked.code.posonly_count
)));
code_getter!(code_kwonly, |_world, linked| Value::int(i64::from(
    linked.code.kwonly_count
)));
code_getter!(code_free, |_world, linked| Value::tuple(
    linked
        .code
        .free
        .iter()
        .map(|free| Value::str(&*free.name))
        .collect::<Vec<_>>()
));
code_getter!(code_varnames, |_world, linked| {
    let names = linked
        .code
        .local_names
        .iter()
        .map(|name| Value::str(&**name));
    Value::tuple(names.collect::<Vec<_>>())
});

fn cell_contents(world: &mut World, args: Args<'_>) -> Outcome {
    match args::receiver(args) {
        Value::Cell(cell) if !cell.0.borrow().is_unbound() => Ok(cell.0.borrow().clone()),
        _ => Err(world.value_error("cell is empty")),
    }
}
