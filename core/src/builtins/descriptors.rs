//! What stands between an attribute's name and its value: `property`, `classmethod`,
//! `staticmethod`, `super`, and what a class has for each of its slots.

use super::{args, method};
use crate::vm::{assigning, attribute, call, format, super_object};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::value::{Args, Native, Outcome, Payload, Str, Value};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// `property`: functions, or None.
pub struct Property {
    parts: RefCell<Parts>,
    name: RefCell<Option<Rc<Str>>>,
    /// Attributes of an object of a subclass.
    own: OnceCell<Rc<Dict>>,
}

/// What a property is made of; `None` where it has no such part.
#[derive(Clone)]
struct Parts {
    get: Value,
    set: Value,
    delete: Value,
    doc: Value,
}

impl Payload for Property {}

impl Property {
    fn new(parts: Parts, name: Option<Rc<Str>>) -> Self {
        Self {
            parts: RefCell::new(parts),
            name: RefCell::new(name),
            own: OnceCell::new(),
        }
    }

    /// `fget`.
    #[must_use]
    pub fn getter(&self) -> Value {
        self.parts.borrow().get.clone()
    }

    /// `fset`.
    #[must_use]
    pub fn setter(&self) -> Value {
        self.parts.borrow().set.clone()
    }

    /// `fdel`.
    #[must_use]
    pub fn deleter(&self) -> Value {
        self.parts.borrow().delete.clone()
    }

    /// The attributes that the program gives to an object of its own class of properties.
    #[must_use]
    pub fn own(&self) -> &Rc<Dict> {
        self.own.get_or_init(Dict::new)
    }

    fn shown_name(&self) -> Option<Rc<Str>> {
        match (&*self.name.borrow(), &self.parts.borrow().get) {
            (Some(name), _) => Some(name.clone()),
            (None, Value::Function(function)) => Some(function.name.borrow().clone()),
            _ => None,
        }
    }

    /// "property 'x' of 'C' object has no setter".
    #[must_use]
    pub fn message(&self, world: &World, object: &Value, what: &str) -> String {
        let kind = world.class_of(object).qualname.borrow().clone();
        match self.shown_name() {
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

/// What a class has for a slot. The object's own value goes before it, so it is asked where that is
/// missing; in front of a property of a base it is what makes the attribute settable.
pub struct Member {
    pub name: Rc<Str>,
    pub class: Rc<Str>,
}
impl Payload for Member {}

static PROPERTY: &[Native] = &[
    Native::function("__init__", property_init),
    Native::function("getter", property_getter),
    Native::function("setter", property_setter),
    Native::function("deleter", property_deleter),
    Native::function("__get__", property_get),
    Native::function("__set__", property_set),
    Native::function("__delete__", property_delete),
    Native::getter("__name__", property_name),
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

static MEMBER: &[Native] = &[
    Native::function("__get__", member_get),
    Native::function("__repr__", member_repr),
];

pub fn install(world: &mut World) {
    let types = &world.types;
    super::add(&types.member.dict, MEMBER);
    super::add(&types.property.dict, PROPERTY);
    super::add(&types.super_.dict, SUPER);
    super::add(&types.classmethod.dict, WRAPPED);
    super::add(&types.staticmethod.dict, WRAPPED);
    types.property.construct.set(Some(property_construct));
    types.classmethod.construct.set(Some(classmethod_construct));
    types
        .staticmethod
        .construct
        .set(Some(staticmethod_construct));
}

fn property_parts(world: &mut World, args: Args<'_>) -> Outcome<Parts> {
    let rest = Args {
        pos: &args.pos[1..],
        kw: args.kw,
    };
    let given = args::bind(world, "property", rest, &["fget", "fset", "fdel", "doc"], 0)?;
    let [get, set, delete, doc] = given.map(|value| args::optional(value).unwrap_or(Value::None));
    Ok(Parts {
        get,
        set,
        delete,
        doc,
    })
}

fn property_construct(world: &mut World, args: Args<'_>) -> Outcome {
    // A class of the program's own may stand in front, whose `__init__` says what is meant.
    let class = match args.pos.first() {
        Some(Value::Class(class)) => class.clone(),
        _ => world.types.property.clone(),
    };
    let has_own = matches!(class.lookup(&world.names.init), Some(Value::Function(_)));
    let parts = if has_own {
        Parts {
            get: Value::None,
            set: Value::None,
            delete: Value::None,
            doc: Value::None,
        }
    } else {
        property_parts(world, args)?
    };
    Ok(Value::object(&class, Property::new(parts, None)))
}

fn property_init(world: &mut World, args: Args<'_>) -> Outcome {
    let parts = property_parts(world, args)?;
    if let Some(property) = args::receiver(args).payload::<Property>() {
        let old = property.parts.replace(parts);
        drop(old);
    }
    Ok(Value::None)
}

/// A copy of a property with one function changed.
fn property_with(
    world: &mut World,
    args: Args<'_>,
    change: impl FnOnce(&mut Parts, Value),
) -> Outcome {
    let [object, function] = args::positional(world, "property", args, 2)?;
    let Some(old) = object.payload::<Property>() else {
        return Err(world.type_error("a property was expected"));
    };
    let mut parts = old.parts.borrow().clone();
    change(&mut parts, function);
    let new = Property::new(parts, old.name.borrow().clone());
    let class = world.class_of(&object);
    Ok(Value::object(&class, new))
}

/// `property.__get__(object)`; without an object it is the property itself.
fn property_get(world: &mut World, args: Args<'_>) -> Outcome {
    let [property, object, _] = args::positional(world, "__get__", args, 2)?;
    match property.payload::<Property>() {
        Some(inner) if !object.is_none() => attribute::ask_property(world, inner, &object),
        _ => Ok(property),
    }
}

fn property_set(world: &mut World, args: Args<'_>) -> Outcome {
    let [property, object, value] = args::positional(world, "__set__", args, 3)?;
    set_through(world, &property, &object, Some(value))
}

fn property_delete(world: &mut World, args: Args<'_>) -> Outcome {
    let [property, object] = args::positional(world, "__delete__", args, 2)?;
    set_through(world, &property, &object, None)
}

fn set_through(
    world: &mut World,
    property: &Value,
    object: &Value,
    value: Option<Value>,
) -> Outcome {
    if let Some(property) = property.payload::<Property>() {
        assigning::change_property(world, property, object, value)?;
    }
    Ok(Value::None)
}

fn property_name(world: &mut World, args: Args<'_>) -> Outcome {
    let object = args::receiver(args);
    let property = object.payload::<Property>();
    match property.and_then(Property::shown_name) {
        Some(name) => Ok(Value::Str(name)),
        None => Err(world.attribute_error("'property' object has no attribute '__name__'")),
    }
}

fn property_getter(world: &mut World, args: Args<'_>) -> Outcome {
    property_with(world, args, |parts, function| parts.get = function)
}

fn property_setter(world: &mut World, args: Args<'_>) -> Outcome {
    property_with(world, args, |parts, function| parts.set = function)
}

fn property_deleter(world: &mut World, args: Args<'_>) -> Outcome {
    property_with(world, args, |parts, function| parts.delete = function)
}

macro_rules! property_part {
    ($name:ident, $field:ident) => {
        fn $name(_world: &mut World, args: Args<'_>) -> Outcome {
            let object = args::receiver(args);
            let part = object
                .payload::<Property>()
                .map(|property| property.parts.borrow().$field.clone());
            Ok(part.unwrap_or(Value::None))
        }
    };
}

property_part!(property_fget, get);
property_part!(property_fset, set);
property_part!(property_fdel, delete);

fn property_doc(world: &mut World, args: Args<'_>) -> Outcome {
    let object = args::receiver(args);
    let Some(property) = object.payload::<Property>() else {
        return Ok(Value::None);
    };
    let parts = property.parts.borrow().clone();
    match (parts.doc, parts.get) {
        (Value::None, getter @ Value::Function(_)) => {
            attribute::get_text(world, &getter, "__doc__")
        }
        (doc, _) => Ok(doc),
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
    let object = args::receiver(args);
    let Some(property) = object.payload::<Property>() else {
        return Ok(Value::Bool(false));
    };
    for function in [property.getter(), property.setter(), property.deleter()] {
        if is_abstract(world, &function)? {
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
    if receiver.payload::<super_object::Super>().is_some() {
        return Ok(Value::None);
    }
    let kind = world.type_name(receiver);
    Err(world.type_error(format!(
        "descriptor '__init__' requires a 'super' object but received a '{}'",
        kind.as_str()
    )))
}

fn super_repr(_world: &mut World, args: Args<'_>) -> Outcome {
    let this = args::receiver(args);
    Ok(this
        .payload::<super_object::Super>()
        .map_or(Value::None, |this| {
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
    Ok(wrapped(&args::receiver(args)))
}

fn wrapped_repr(world: &mut World, args: Args<'_>) -> Outcome {
    let this = args::receiver(args);
    let kind = world.class_name(&this);
    let function = format::repr(world, &wrapped(&this))?;
    Ok(Value::str(format!(
        "<{}({})>",
        kind.as_str(),
        function.as_str()
    )))
}

fn wrapped_name(world: &mut World, args: Args<'_>) -> Outcome {
    attribute::get_text(world, &wrapped(&args::receiver(args)), "__name__")
}

fn wrapped_is_abstract(world: &mut World, args: Args<'_>) -> Outcome {
    is_abstract(world, &wrapped(&args::receiver(args))).map(Value::Bool)
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
    let function = wrapped(&args::receiver(args));
    call::call_args(
        world,
        &function,
        Args {
            pos: &args.pos[1..],
            kw: args.kw,
        },
    )
}

fn member_get(world: &mut World, args: Args<'_>) -> Outcome {
    let [this, object, _] = args::bind(world, "__get__", args, &["self", "instance", "owner"], 2)?;
    match this.payload::<Member>() {
        Some(member) if !object.is_none() => {
            let own =
                attribute::own_dict(world, &object).and_then(|dict| dict.get_name(&member.name));
            own.ok_or_else(|| attribute::missing(world, &object, &member.name))
        }
        _ => Ok(this),
    }
}

fn member_repr(_world: &mut World, args: Args<'_>) -> Outcome {
    let this = args::receiver(args);
    let shown = this.payload::<Member>().map(|member| {
        let (name, class) = (member.name.as_str(), member.class.as_str());
        format!("<member '{name}' of '{class}' objects>")
    });
    Ok(Value::str(shown.unwrap_or_default()))
}
