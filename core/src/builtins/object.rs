//! `object`, `type`, `property`, `classmethod`, `staticmethod`, functions' own attributes, and the
//! small objects of the type syntax (unions, aliases, type variables).

use super::args;
use super::frames;
use super::generics;
use super::method;
use crate::vm::operators::special;
use crate::vm::{assigning, attribute, call, class, format};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::frame::{Delivery, Generator};
use crate::world::value::{
    Args, Class, Exception, Layout, Lookups, Native, Outcome, Payload, Raise, Str, Value,
};
use std::cell::RefCell;
use std::rc::{Rc, Weak};

/// `property`: functions, or None.
pub struct Property {
    pub get: Value,
    pub set: Value,
    pub delete: Value,
    pub doc: Value,
    name: RefCell<Option<Rc<Str>>>,
}

impl Payload for Property {}

impl Property {
    /// "property 'x' of 'C' object has no setter".
    #[must_use]
    pub fn message(&self, world: &World, object: &Value, what: &str) -> String {
        let kind = world.class_of(object).qualname.borrow().clone();
        let name = match (&*self.name.borrow(), &self.get) {
            (Some(name), _) => Some(name.clone()),
            (None, Value::Function(function)) => Some(function.name.borrow().clone()),
            _ => None,
        };
        match name {
            Some(name) => {
                format!(
                    "property '{}' of '{}' object has no {what}",
                    name.as_str(),
                    kind.as_str()
                )
            }
            None => format!("property of '{}' object has no {what}", kind.as_str()),
        }
    }
}

pub struct ClassMethod(pub Value);
impl Payload for ClassMethod {}

pub struct StaticMethod(pub Value);
impl Payload for StaticMethod {}

/// A traceback object: the exception, and how many of its lines there were when it was asked for.
pub struct TracebackObject(pub Rc<Exception>, pub usize);
impl Payload for TracebackObject {}

#[must_use]
pub fn traceback(world: &World, exception: &Rc<Exception>) -> Value {
    if exception.traceback.borrow().is_empty() {
        return Value::None;
    }
    Value::object(
        &world.types.traceback,
        TracebackObject(exception.clone(), exception.traceback.borrow().len()),
    )
}

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

static PROPERTY: &[Native] = &[
    Native::function("getter", property_getter),
    Native::function("setter", property_setter),
    Native::function("deleter", property_deleter),
    Native::function("__get__", property_get),
    Native::getter("fget", property_fget),
    Native::getter("fset", property_fset),
    Native::getter("fdel", property_fdel),
    Native::getter("__doc__", property_doc),
    Native::getter("__isabstractmethod__", property_is_abstract),
    Native::function("__set_name__", property_set_name),
];

static SUPER: &[Native] = &[
    Native::function("__init__", super_init),
    Native::function("__repr__", super_repr),
];

static WRAPPED: &[Native] = &[
    Native::function("__get__", wrapped_get),
    Native::getter("__func__", wrapped_function),
    Native::getter("__wrapped__", wrapped_function),
    Native::getter("__name__", wrapped_name),
    Native::getter("__isabstractmethod__", wrapped_is_abstract),
    Native::function("__call__", wrapped_call),
    Native::function("__repr__", wrapped_repr),
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

static TRACEBACK: &[Native] = &[
    Native::getter("tb_lineno", traceback_line),
    Native::getter("tb_next", traceback_next),
    Native::getter("tb_frame", traceback_frame),
];

pub fn install(world: &mut World) {
    let types = &world.types;
    super::add(&types.object.dict, OBJECT);
    super::add(&types.type_.dict, TYPE);
    super::add(&types.function.dict, FUNCTION);
    super::add(&types.method.dict, METHOD);
    super::add(&types.builtin_function.dict, BUILTIN);
    super::add(&types.property.dict, PROPERTY);
    super::add(&types.super_.dict, SUPER);
    super::add(&types.classmethod.dict, WRAPPED);
    super::add(&types.staticmethod.dict, WRAPPED);
    super::add(&types.code.dict, CODE);
    super::add(&types.cell.dict, CELL);
    super::add(&types.traceback.dict, TRACEBACK);
    types.type_.construct.set(Some(type_construct));
    types.property.construct.set(Some(property_construct));
    types.classmethod.construct.set(Some(classmethod_construct));
    types
        .staticmethod
        .construct
        .set(Some(staticmethod_construct));
}

fn receiver(args: Args<'_>) -> Value {
    args.pos.first().cloned().unwrap_or_default()
}

fn name_argument(world: &mut World, value: Option<&Value>) -> Outcome<Rc<Str>> {
    match value.and_then(Value::as_str) {
        Some(name) => Ok(name),
        None => Err(world.type_error("attribute name must be string")),
    }
}

fn object_init(_world: &mut World, _args: Args<'_>) -> Outcome {
    Ok(Value::None)
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
    if class.construct.get().is_none() && !(rest.pos.is_empty() && rest.kw.is_empty()) {
        if !has_init {
            let message = "object.__new__() takes exactly one argument (the type to instantiate)";
            return Err(world.type_error(message));
        }
        return class::new_object(world, class, Args::new(&[]), true);
    }
    class::new_object(world, class, rest, has_init)
}

fn object_repr(world: &mut World, args: Args<'_>) -> Outcome {
    let object = receiver(args);
    let class = world.class_of(&object);
    let address = super::address(world, &object);
    Ok(Value::str(format!(
        "<{} object at {address}>",
        format::full_name(&class)
    )))
}

fn object_str(world: &mut World, args: Args<'_>) -> Outcome {
    let value = receiver(args);
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
        let kind = world.type_name(&receiver(args));
        let message = format!(
            "unsupported format string passed to {}.__format__",
            kind.as_str()
        );
        return Err(world.type_error(message));
    }
    format::str(world, &receiver(args)).map(Value::Str)
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
    let number = super::identity(world, &receiver(args));
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
    attribute::get_plain(world, &receiver(args), &name)
}

fn object_delattr(world: &mut World, args: Args<'_>) -> Outcome {
    let name = name_argument(world, args.pos.get(1))?;
    assigning::delete_plain(world, &receiver(args), &name)?;
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
    match class::plain_instantiate(world, class, args, Delivery::Native)? {
        call::Entered::Value(value) => Ok(value),
        call::Entered::Frame(_) => unreachable!("only the Caller delivery leaves a frame"),
    }
}

fn type_mro(_world: &mut World, args: Args<'_>) -> Outcome {
    match receiver(args) {
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

macro_rules! function_getter {
    ($name:ident, |$world:ident, $function:ident| $body:expr) => {
        fn $name($world: &mut World, args: Args<'_>) -> Outcome {
            match receiver(args) {
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
    let own = function
        .dict
        .borrow()
        .as_ref()
        .and_then(|dict| dict.get_text("__module__"));
    own.or_else(|| function.globals.get_text("__name__"))
        .unwrap_or(Value::None)
});
function_getter!(function_doc, |_world, function| {
    let own = function
        .dict
        .borrow()
        .as_ref()
        .and_then(|dict| dict.get_text("__doc__"));
    own.unwrap_or(Value::None)
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
    match receiver(args) {
        Value::Method(method) => Ok(method.function.clone()),
        other => Ok(other),
    }
}

fn method_self(world: &mut World, args: Args<'_>) -> Outcome {
    match receiver(args) {
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
    Ok(match receiver(args) {
        Value::Native(native) => Value::str(native.name),
        Value::Method(method) => match &method.function {
            Value::Native(native) => Value::str(native.name),
            _ => Value::None,
        },
        _ => Value::None,
    })
}

fn property_construct(world: &mut World, args: Args<'_>) -> Outcome {
    let rest = Args {
        pos: &args.pos[1..],
        kw: args.kw,
    };
    let [get, set, delete, doc] =
        args::bind(world, "property", rest, &["fget", "fset", "fdel", "doc"], 0)?;
    let given = |value: Value| args::optional(value).unwrap_or(Value::None);
    let property = Property {
        get: given(get),
        set: given(set),
        delete: given(delete),
        doc: given(doc),
        name: RefCell::new(None),
    };
    // A class of the program's own may stand in front.
    let class = match args.pos.first() {
        Some(Value::Class(class)) => class.clone(),
        _ => world.types.property.clone(),
    };
    Ok(Value::object(&class, property))
}

/// A copy of the property with one function changed.
fn property_with(
    world: &mut World,
    args: Args<'_>,
    change: impl FnOnce(&mut Property, Value),
) -> Outcome {
    let [object, function] = args::positional(world, "property", args, 2)?;
    let Some(old) = object.payload::<Property>() else {
        return Err(world.type_error("a property was expected"));
    };
    let mut property = Property {
        get: old.get.clone(),
        set: old.set.clone(),
        delete: old.delete.clone(),
        doc: old.doc.clone(),
        name: RefCell::new(old.name.borrow().clone()),
    };
    change(&mut property, function);
    let class = world.class_of(&object);
    Ok(Value::object(&class, property))
}

/// `property.__get__(object)`; without an object it is the property itself.
fn property_get(world: &mut World, args: Args<'_>) -> Outcome {
    let [property, object, _] = args::positional(world, "__get__", args, 2)?;
    if object.is_none() {
        return Ok(property);
    }
    let class = world.class_of(&object);
    attribute::bind(world, property, &object, &class)
}

fn property_getter(world: &mut World, args: Args<'_>) -> Outcome {
    property_with(world, args, |property, function| property.get = function)
}

fn property_setter(world: &mut World, args: Args<'_>) -> Outcome {
    property_with(world, args, |property, function| property.set = function)
}

fn property_deleter(world: &mut World, args: Args<'_>) -> Outcome {
    property_with(world, args, |property, function| property.delete = function)
}

macro_rules! property_part {
    ($name:ident, $field:ident) => {
        fn $name(_world: &mut World, args: Args<'_>) -> Outcome {
            let object = receiver(args);
            let part = object
                .payload::<Property>()
                .map(|property| property.$field.clone());
            Ok(part.unwrap_or(Value::None))
        }
    };
}

property_part!(property_fget, get);
property_part!(property_fset, set);
property_part!(property_fdel, delete);

fn property_doc(world: &mut World, args: Args<'_>) -> Outcome {
    let object = receiver(args);
    let Some(property) = object.payload::<Property>() else {
        return Ok(Value::None);
    };
    match (&property.doc, &property.get) {
        (Value::None, getter @ Value::Function(_)) => attribute::get_text(world, getter, "__doc__"),
        (doc, _) => Ok(doc.clone()),
    }
}

fn is_abstract(world: &mut World, function: &Value) -> Outcome<bool> {
    if function.is_none() {
        return Ok(false);
    }
    let name = world.names.isabstract.clone();
    match attribute::get_optional(world, function, &name)? {
        Some(value) => crate::vm::operators::truth(world, &value),
        None => Ok(false),
    }
}

fn property_is_abstract(world: &mut World, args: Args<'_>) -> Outcome {
    let object = receiver(args);
    let Some(property) = object.payload::<Property>() else {
        return Ok(Value::Bool(false));
    };
    for function in [&property.get, &property.set, &property.delete] {
        if is_abstract(world, function)? {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn property_set_name(world: &mut World, args: Args<'_>) -> Outcome {
    let [object, _owner, name] = args::positional(world, "__set_name__", args, 3)?;
    if let (Some(property), Some(name)) = (object.payload::<Property>(), name.as_str()) {
        *property.name.borrow_mut() = Some(name);
    }
    Ok(Value::None)
}

/// `super.__init__(x)`, where mostly `super().__init__(x)` is meant.
fn super_init(world: &mut World, args: Args<'_>) -> Outcome {
    let Some(receiver) = args.pos.first() else {
        let message = "descriptor '__init__' of 'super' object needs an argument";
        return Err(world.type_error(message));
    };
    if receiver.payload::<class::Super>().is_some() {
        return Ok(Value::None);
    }
    let kind = world.type_name(receiver);
    Err(world.type_error(format!(
        "descriptor '__init__' requires a 'super' object but received a '{}'",
        kind.as_str()
    )))
}

fn super_repr(_world: &mut World, args: Args<'_>) -> Outcome {
    let this = receiver(args);
    Ok(this.payload::<class::Super>().map_or(Value::None, |this| {
        let name = this.class.name.borrow();
        let of = this.receiver_class.name.borrow();
        let receiver = if this.receiver.is_unbound() {
            "NULL".to_owned()
        } else {
            format!("<{} object>", of.as_str())
        };
        Value::str(format!("<super: <class '{}'>, {receiver}>", name.as_str()))
    }))
}

fn classmethod_construct(world: &mut World, args: Args<'_>) -> Outcome {
    let (_, args) = method::construction(world, args)?;
    let [function] = args::positional(world, "classmethod", args, 1)?;
    let class = world.types.classmethod.clone();
    Ok(Value::object(&class, ClassMethod(function)))
}

fn staticmethod_construct(world: &mut World, args: Args<'_>) -> Outcome {
    let (_, args) = method::construction(world, args)?;
    let [function] = args::positional(world, "staticmethod", args, 1)?;
    let class = world.types.staticmethod.clone();
    Ok(Value::object(&class, StaticMethod(function)))
}

fn wrapped(object: &Value) -> Value {
    if let Some(method) = object.payload::<ClassMethod>() {
        return method.0.clone();
    }
    object
        .payload::<StaticMethod>()
        .map_or(Value::None, |method| method.0.clone())
}

fn wrapped_function(_world: &mut World, args: Args<'_>) -> Outcome {
    Ok(wrapped(&receiver(args)))
}

fn wrapped_repr(world: &mut World, args: Args<'_>) -> Outcome {
    let this = receiver(args);
    let kind = world.class_name(&this);
    let function = format::repr(world, &wrapped(&this))?;
    Ok(Value::str(format!(
        "<{}({})>",
        kind.as_str(),
        function.as_str()
    )))
}

fn wrapped_name(world: &mut World, args: Args<'_>) -> Outcome {
    attribute::get_text(world, &wrapped(&receiver(args)), "__name__")
}

fn wrapped_is_abstract(world: &mut World, args: Args<'_>) -> Outcome {
    is_abstract(world, &wrapped(&receiver(args))).map(Value::Bool)
}

fn wrapped_get(world: &mut World, args: Args<'_>) -> Outcome {
    let names = ["self", "instance", "owner"];
    let [this, object, owner] = args::bind(world, "__get__", args, &names, 2)?;
    Ok(match this.payload::<ClassMethod>() {
        Some(method) if owner.is_unbound() || owner.is_none() => {
            let owner = Value::Class(world.class_of(&object));
            call::bind(method.0.clone(), owner)
        }
        Some(method) => call::bind(method.0.clone(), owner),
        None => wrapped(&this),
    })
}

fn wrapped_call(world: &mut World, args: Args<'_>) -> Outcome {
    let function = wrapped(&receiver(args));
    call::call_args(
        world,
        &function,
        Args {
            pos: &args.pos[1..],
            kw: args.kw,
        },
    )
}

macro_rules! code_getter {
    ($name:ident, |$world:ident, $linked:ident| $body:expr) => {
        fn $name($world: &mut World, args: Args<'_>) -> Outcome {
            match receiver(args) {
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
    match receiver(args) {
        Value::Cell(cell) if !cell.0.borrow().is_unbound() => Ok(cell.0.borrow().clone()),
        _ => Err(world.value_error("cell is empty")),
    }
}

/// How many lines are left where those of the library are not counted from the outside.
fn shown_lines(exception: &Exception, count: usize) -> Option<usize> {
    let lines = exception.traceback.borrow();
    let known = &lines[..count.min(lines.len())];
    let at = known.iter().rposition(|entry| !entry.code.hidden)?;
    Some(at + 1)
}

/// The traceback from the next frame inwards.
fn traceback_next(world: &mut World, args: Args<'_>) -> Outcome {
    let object = receiver(args);
    let Some(TracebackObject(exception, count)) = object.payload::<TracebackObject>() else {
        return Ok(Value::None);
    };
    let next = shown_lines(exception, *count).and_then(|own| shown_lines(exception, own - 1));
    Ok(next.map_or(Value::None, |count| {
        let rest = TracebackObject(exception.clone(), count);
        Value::object(&world.types.traceback, rest)
    }))
}

fn traceback_frame(world: &mut World, args: Args<'_>) -> Outcome {
    let object = receiver(args);
    let Some(TracebackObject(exception, count)) = object.payload::<TracebackObject>() else {
        return Ok(Value::None);
    };
    let entries = exception.traceback.borrow();
    let entry = shown_lines(exception, *count).and_then(|at| entries.get(at - 1));
    Ok(entry.map_or(Value::None, |entry| frames::of_entry(world, entry)))
}

fn traceback_line(world: &mut World, args: Args<'_>) -> Outcome {
    let frame = traceback_frame(world, args)?;
    if frame.is_none() {
        return Ok(Value::int(0));
    }
    attribute::get_text(world, &frame, "f_lineno")
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
                "__doc__" | "__module__" | "__annotations__" => {
                    if let Some(dict) = attribute::own_dict(world, object) {
                        dict.set_name(name, value);
                    }
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
