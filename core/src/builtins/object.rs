//! `object` and `type`; attributes of builtin objects that can be set.

use super::args;
use super::generics;
use crate::vm::operators::{Number, special};
use crate::vm::{assigning, attribute, call, class, format, instantiate};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::frame::{Delivery, Generator};
use crate::world::value::{Args, Class, Layout, Lookups, Native, Outcome, Raise, Str, Value};
use std::cell::RefCell;
use std::rc::{Rc, Weak};

pub use generics::{checked_against_alias, type_alias, type_variable, union_members};

/// `types.coroutine` marked the function that made this generator.
#[must_use]
pub fn is_awaitable_generator(generator: &Generator) -> bool {
    generator.awaitable
}

static OBJECT: &[Native] = &[
    Native::function("__init__", object_init),
    Native::fixed("__new__", object_new),
    Native::class("__init_subclass__", object_init_subclass),
    Native::function("__repr__", object_repr),
    Native::function("__str__", object_str),
    Native::function("__format__", object_format),
    Native::function("__eq__", object_eq),
    Native::function("__ne__", object_ne),
    Native::function("__hash__", object_hash),
    Native::function("__setattr__", object_setattr),
    Native::function("__getattribute__", object_getattribute),
    Native::function("__delattr__", object_delattr),
];

static TYPE: &[Native] = &[
    Native::function("mro", type_mro),
    Native::function("__call__", type_call),
    Native::fixed("__new__", type_new),
    Native::function("__subclasses__", type_subclasses),
    Native::function("__instancecheck__", type_instancecheck),
    Native::function("__subclasscheck__", type_subclasscheck),
];

pub fn install(world: &mut World) {
    let types = &world.types;
    super::add(&types.object.dict, OBJECT);
    super::add(&types.type_.dict, TYPE);
    types.type_.construct.set(Some(type_construct));
}

fn name_argument(world: &mut World, value: Option<&Value>) -> Outcome<Rc<Str>> {
    match value.and_then(Value::as_str) {
        Some(name) => Ok(name),
        None => Err(world.type_error("attribute name must be string")),
    }
}

/// The class does not have this from `object`.
fn is_own(class: &Rc<Class>, name: &Str) -> bool {
    class
        .spot(name)
        .is_some_and(|(depth, _)| depth != class.mro.len())
}

/// Takes no arguments, unless a `__new__` of the class has taken them and the class has no `__init__`:
/// `object_init` of CPython. Builtin types that have an `__init__` in CPython are left out.
fn object_init(world: &mut World, args: Args<'_>) -> Outcome {
    let [Value::Instance(object), rest @ ..] = args.pos else {
        return Ok(Value::None);
    };
    let class = object.class.borrow().clone();
    // Those that never change have no `__init__` of their own.
    let is_value = match &*object.base.borrow() {
        Value::Set(set) => set.frozen,
        Value::Float(..) | Value::Str(_) | Value::Bytes(_) | Value::Tuple(_) => true,
        part => Number::of(part).is_some(),
    };
    if class.native_base.is_some() && !is_value || rest.is_empty() && args.kw.is_empty() {
        return Ok(Value::None);
    }
    let of = if is_own(&class, &world.names.init) {
        "object".to_owned()
    } else if is_value || is_own(&class, &world.names.new) {
        return Ok(Value::None);
    } else {
        class.name.borrow().as_str().to_owned()
    };
    let words = "__init__() takes exactly one argument (the instance to initialize)";
    Err(world.type_error(format!("{of}.{words}")))
}

fn object_init_subclass(world: &mut World, args: Args<'_>) -> Outcome {
    if args.kw.is_empty() {
        return Ok(Value::None);
    }
    let name = match args.pos.first() {
        Some(Value::Class(class)) => class.qualname.borrow().clone(),
        _ => Str::new("object"),
    };
    let message = format!(
        "{}.__init_subclass__() takes no keyword arguments",
        name.as_str()
    );
    Err(world.type_error(message))
}

fn object_new(world: &mut World, args: Args<'_>) -> Outcome {
    let Some(Value::Class(class)) = args.pos.first() else {
        return Err(world.type_error("object.__new__(X): X is not a type object"));
    };
    let has_init = class
        .lookup(&world.names.init)
        .is_some_and(|init| !matches!(init, Value::Native(_)));
    let rest = Args {
        pos: &args.pos[1..],
        kw: args.kw,
    };
    let has_arguments = !rest.pos.is_empty() || !rest.kw.is_empty();
    if class.construct.get().is_none() && has_arguments && is_own(class, &world.names.new) {
        let message = "object.__new__() takes exactly one argument (the type to instantiate)";
        return Err(world.type_error(message));
    }
    instantiate::new_object(world, class, rest, has_init)
}

fn object_repr(world: &mut World, args: Args<'_>) -> Outcome {
    let object = args::receiver(args);
    let class = world.class_of(&object);
    let address = super::address(world, &object);
    Ok(Value::str(format!(
        "<{} object at {address}>",
        format::full_name(&class)
    )))
}

fn object_str(world: &mut World, args: Args<'_>) -> Outcome {
    let value = args::receiver(args);
    // After `C.__repr__ = C.__str__` each would ask the other for ever.
    if let Some(Value::Native(repr)) = special::method(world, &value, &world.names.repr)
        && repr.name == "__str__"
    {
        return Err(world.error("RecursionError", "maximum recursion depth exceeded"));
    }
    format::repr(world, &value).map(Value::Str)
}

fn object_format(world: &mut World, args: Args<'_>) -> Outcome {
    let spec = args.pos.get(1).and_then(Value::as_str);
    if spec.is_some_and(|spec| !spec.is_empty()) {
        let kind = world.type_name(&args::receiver(args));
        let message = format!(
            "unsupported format string passed to {}.__format__",
            kind.as_str()
        );
        return Err(world.type_error(message));
    }
    format::str(world, &args::receiver(args)).map(Value::Str)
}

fn object_eq(world: &mut World, args: Args<'_>) -> Outcome {
    let [a, b] = args::positional(world, "__eq__", args, 2)?;
    Ok(if a.is(&b) {
        Value::Bool(true)
    } else {
        Value::NotImplemented
    })
}

fn object_ne(world: &mut World, args: Args<'_>) -> Outcome {
    let [a, b] = args::positional(world, "__ne__", args, 2)?;
    let equal = crate::vm::operators::equal(world, &a, &b)?;
    Ok(Value::Bool(!equal))
}

fn object_hash(world: &mut World, args: Args<'_>) -> Outcome {
    let number = super::identity(world, &args::receiver(args));
    Ok(Value::int(i64::try_from(number / 16).unwrap_or(0)))
}

fn object_setattr(world: &mut World, args: Args<'_>) -> Outcome {
    let [object, name, value] = args::positional(world, "__setattr__", args, 3)?;
    let name = name_argument(world, Some(&name))?;
    assigning::set_plain(world, &object, &name, value)?;
    Ok(Value::None)
}

fn object_getattribute(world: &mut World, args: Args<'_>) -> Outcome {
    let name = name_argument(world, args.pos.get(1))?;
    attribute::get_plain(world, &args::receiver(args), &name)
}

fn object_delattr(world: &mut World, args: Args<'_>) -> Outcome {
    let name = name_argument(world, args.pos.get(1))?;
    assigning::delete_plain(world, &args::receiver(args), &name)?;
    Ok(Value::None)
}

fn type_construct(world: &mut World, args: Args<'_>) -> Outcome {
    if let [Value::Class(class), object] = args.pos
        && Rc::ptr_eq(class, &world.types.type_)
    {
        return Ok(Value::Class(world.class_of(object)));
    }
    type_new(world, args)
}

fn type_new(world: &mut World, args: Args<'_>) -> Outcome {
    let [Value::Class(meta), name, bases, Value::Dict(namespace)] = args.pos else {
        return Err(type_arguments(world, args.pos));
    };
    if !matches!(bases, Value::Tuple(_)) {
        return Err(type_arguments(world, args.pos));
    }
    let name = args::text(world, "type.__new__() argument 1", name)?;
    let mut classes = Vec::new();
    for base in crate::vm::iterate::collect(world, bases)? {
        match base {
            Value::Class(class) => classes.push(class),
            _ => return Err(class::conflict(world)),
        }
    }
    let inherited = classes.iter().find_map(|base| base.metaclass.clone());
    let is_type = Rc::ptr_eq(meta, &world.types.type_);
    let meta = if is_type {
        inherited
    } else {
        Some(meta.clone())
    };
    class::make(world, name, classes, namespace.clone(), meta, args.kw)
}

/// What is wrong with the arguments of `type(name, bases, namespace)`.
fn type_arguments(world: &mut World, given: &[Value]) -> Raise {
    let expected = ["str", "tuple", "dict"];
    if given.len() == expected.len() + 1 {
        for (at, (kind, value)) in expected.iter().zip(&given[1..]).enumerate() {
            let actual = world.type_name(value);
            if actual.as_str() != *kind {
                return world.type_error(format!(
                    "type.__new__() argument {} must be {kind}, not {}",
                    at + 1,
                    actual.as_str()
                ));
            }
        }
    }
    let message = match given {
        [Value::Class(class), rest @ ..] if !Rc::ptr_eq(class, &world.types.type_) => {
            let given = rest.len();
            format!("type.__new__() takes exactly 3 arguments ({given} given)")
        }
        _ => "type() takes 1 or 3 arguments".to_owned(),
    };
    world.type_error(message)
}

fn type_call(world: &mut World, args: Args<'_>) -> Outcome {
    let Some((Value::Class(class), rest)) = args.pos.split_first() else {
        return Err(world.type_error("descriptor '__call__' requires a 'type' object"));
    };
    let args = Args {
        pos: rest,
        kw: args.kw,
    };
    match instantiate::plain_instantiate(world, class, args, Delivery::Native)? {
        call::Entered::Value(value) => Ok(value),
        call::Entered::Frame(_) => unreachable!("only the Caller delivery leaves a frame"),
    }
}

fn type_mro(_world: &mut World, args: Args<'_>) -> Outcome {
    match args::receiver(args) {
        Value::Class(class) => Ok(Value::list(
            class.lineage().cloned().map(Value::Class).collect(),
        )),
        _ => Ok(Value::None),
    }
}

fn type_subclasses(_world: &mut World, args: Args<'_>) -> Outcome {
    let classes = match args.pos.first() {
        Some(Value::Class(class)) => class.subclasses.borrow().clone(),
        _ => Vec::new(),
    };
    let alive = classes.iter().filter_map(Weak::upgrade);
    Ok(Value::list(alive.map(Value::Class).collect()))
}

fn type_instancecheck(world: &mut World, args: Args<'_>) -> Outcome {
    let [class, object] = args::positional(world, "__instancecheck__", args, 2)?;
    match &class {
        Value::Class(class) => Ok(Value::Bool(world.class_of(&object).is_subclass(class))),
        _ => Ok(Value::Bool(false)),
    }
}

fn type_subclasscheck(world: &mut World, args: Args<'_>) -> Outcome {
    let [class, other] = args::positional(world, "__subclasscheck__", args, 2)?;
    match (&class, &other) {
        (Value::Class(class), Value::Class(other)) => Ok(Value::Bool(other.is_subclass(class))),
        _ => Ok(Value::Bool(false)),
    }
}

/// Sets (or deletes) an attribute of a builtin object that has a getter; false where it has no
/// setter.
///
/// # Errors
/// TypeError where the value does not fit.
pub fn set_builtin(
    world: &mut World,
    object: &Value,
    name: &Rc<Str>,
    value: Option<Value>,
) -> Outcome<bool> {
    match object {
        Value::Function(function) => {
            let Some(value) = value else { return Ok(false) };
            match name.as_str() {
                "__name__" => {
                    *function.name.borrow_mut() = args::text(world, "__name__", &value)?;
                }
                "__qualname__" => {
                    *function.qualname.borrow_mut() = args::text(world, "__qualname__", &value)?;
                }
                "__defaults__" => {
                    *function.defaults.borrow_mut() = match value {
                        Value::Tuple(items) => items.to_vec(),
                        _ => Vec::new(),
                    };
                }
                "__kwdefaults__" => {
                    let mut defaults = Vec::new();
                    if let Value::Dict(dict) = value {
                        for entry in dict.entries() {
                            defaults.extend(entry.key.as_str().map(|name| (name, entry.value)));
                        }
                    }
                    *function.kwdefaults.borrow_mut() = defaults;
                }
                "__doc__" | "__module__" | "__annotations__" => {
                    function.set_about(name.as_str(), value);
                }
                "__dict__" => {
                    if let Value::Dict(dict) = value {
                        *function.dict.borrow_mut() = Some(dict);
                    }
                }
                _ => return Ok(false),
            }
            Ok(true)
        }
        Value::Exception(exception) => {
            super::exceptions::set_attribute(world, exception, name, value)
        }
        Value::Generator(generator) => {
            let Some(text) = value.and_then(|value| value.as_str()) else {
                return Ok(false);
            };
            match name.as_str() {
                "__name__" => *generator.name.borrow_mut() = text,
                "__qualname__" => *generator.qualname.borrow_mut() = text,
                _ => return Ok(false),
            }
            Ok(true)
        }
        Value::Cell(cell) => {
            *cell.0.borrow_mut() = value.unwrap_or_default();
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// A class of the prelude's or the builtins' own, made in Rust.
#[must_use]
pub fn new_class(world: &World, name: &str, module: &str) -> Rc<Class> {
    let object = world.types.object.clone();
    let name = Str::new(name);
    Rc::new(Class {
        qualname: RefCell::new(name.clone()),
        name: RefCell::new(name),
        module: RefCell::new(Str::new(module)),
        bases: vec![object.clone()],
        mro: vec![object],
        dict: Dict::new(),
        layout: Layout::Final,
        native_base: None,
        metaclass: None,
        hooks: std::cell::Cell::default(),
        construct: std::cell::Cell::new(None),
        lookups: Lookups::default(),
        initialiser: std::cell::Cell::default(),
        subclasses: RefCell::default(),
    })
}
