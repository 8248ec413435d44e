//! Objects of the type syntax: `list[int]`, `int | None`, `T`, `type X = …`. They do nothing at
//! run time but be printed, compared and looked into.

use super::args;
use crate::code::TypeParamKind;
use crate::vm::operators::special;
use crate::vm::{call, format};
use crate::world::World;
use crate::world::value::{Args, Class, Native, Outcome, Payload, Str, Value};
use std::rc::Rc;

/// `list[int]`.
pub struct GenericAlias {
    pub origin: Value,
    pub parameters: Vec<Value>,
}
impl Payload for GenericAlias {}

/// `int | None`.
pub struct Union(pub Vec<Value>);
impl Payload for Union {}

/// `T`, or a name of `type X = …`.
pub struct TypeVariable {
    name: Rc<Str>,
    /// The function that gives an alias's value.
    value: Option<Value>,
}
impl Payload for TypeVariable {}

static ALIAS: &[Native] = &[
    Native::getter("__origin__", alias_origin),
    Native::getter("__args__", alias_args),
    Native::function("__call__", alias_call),
    Native::function("__repr__", alias_repr),
    Native::function("__mro_entries__", alias_mro_entries),
    Native::function("__getitem__", alias_getitem),
    Native::function("__or__", type_or),
    Native::function("__ror__", type_ror),
];

static UNION: &[Native] = &[
    Native::getter("__args__", union_args),
    Native::function("__repr__", union_repr),
    Native::function("__or__", type_or),
    Native::function("__ror__", type_ror),
    Native::function("__getitem__", alias_of_variable),
];

static VARIABLE: &[Native] = &[
    Native::getter("__name__", variable_name),
    Native::getter("__value__", variable_value),
    Native::function("__repr__", variable_name),
    Native::function("__or__", type_or),
    Native::function("__ror__", type_ror),
    Native::function("__getitem__", alias_of_variable),
];

/// What classes have whose name can be followed by brackets.
static SUBSCRIPT: &[Native] = &[Native::class("__class_getitem__", class_getitem)];

pub fn install(world: &mut World) {
    let types = &world.types;
    for class in [
        &types.list,
        &types.dict,
        &types.tuple,
        &types.set,
        &types.frozenset,
        &types.type_,
    ] {
        super::add(&class.dict, SUBSCRIPT);
    }
    for name in ["enumerate", "filter", "map", "reversed", "zip"] {
        super::add(&types.iterator(name).dict, SUBSCRIPT);
    }
    *world.types.generic_alias.module.borrow_mut() = Str::new("types");
    *world.types.union.module.borrow_mut() = Str::new("typing");
    for (class, methods) in [
        (&types.generic_alias, ALIAS),
        (&types.union, UNION),
        (&types.type_var, VARIABLE),
    ] {
        super::add(&class.dict, methods);
        // Its `__getitem__` takes any key: a loop over the items would have no end.
        class.dict.set_text("__iter__", Value::None);
    }
}

/// `origin[parameters]`.
#[must_use]
pub fn alias(world: &World, origin: &Value, key: &Value) -> Value {
    let parameters = match key {
        Value::Tuple(items) => items.to_vec(),
        one => vec![one.clone()],
    };
    let alias = GenericAlias {
        origin: origin.clone(),
        parameters,
    };
    Value::object(&world.types.generic_alias, alias)
}

/// `a | b` of types; `None` where one is none.
#[must_use]
pub fn union(world: &World, a: &Value, b: &Value) -> Option<Value> {
    let is_type = |value: &Value| match value {
        Value::Class(_) | Value::None => true,
        Value::Object(object) => {
            object.get::<Union>().is_some()
                || object.get::<GenericAlias>().is_some()
                || object.get::<TypeVariable>().is_some()
        }
        _ => false,
    };
    if !is_type(a) || !is_type(b) || (a.is_none() && b.is_none()) {
        return None;
    }
    Some(joined(world, &[a.clone(), b.clone()]))
}

/// A union of whatever is given: `typing` has names that are no types.
#[must_use]
pub fn joined(world: &World, sides: &[Value]) -> Value {
    let mut members: Vec<Value> = Vec::new();
    for side in sides {
        let parts = union_members(side).unwrap_or_else(|| vec![side.clone()]);
        for part in parts {
            let part = if part.is_none() {
                Value::Class(world.types.none.clone())
            } else {
                part
            };
            if !members.iter().any(|known| known.is(&part)) {
                members.push(part);
            }
        }
    }
    if let [only] = &*members {
        return only.clone();
    }
    Value::object(&world.types.union, Union(members))
}

/// What `isinstance(…, list[int])` says, and `issubclass`; `None` where there are no brackets.
#[must_use]
pub fn checked_against_alias(function: &str, class: &Value) -> Option<String> {
    let alias = class.payload::<GenericAlias>()?;
    let is_own = |class: &Rc<Class>| {
        class
            .lineage()
            .any(|base| base.name.borrow().as_str() == "Generic")
    };
    Some(match &alias.origin {
        Value::Class(origin) if !is_own(origin) => {
            format!("{function}() argument 2 cannot be a parameterized generic")
        }
        _ => "Subscripted generics cannot be used with class and instance checks".to_owned(),
    })
}

/// The classes of a union; `None` for anything else.
#[must_use]
pub fn union_members(value: &Value) -> Option<Vec<Value>> {
    value.payload::<Union>().map(|union| union.0.clone())
}

/// An object that stands for a type parameter.
#[must_use]
pub fn type_variable(world: &World, _kind: TypeParamKind, name: &Rc<Str>) -> Value {
    let variable = TypeVariable {
        name: name.clone(),
        value: None,
    };
    Value::object(&world.types.type_var, variable)
}

/// The object of `type X = …`.
#[must_use]
pub fn type_alias(world: &World, name: &Rc<Str>, function: Value) -> Value {
    let variable = TypeVariable {
        name: name.clone(),
        value: Some(function),
    };
    Value::object(&world.types.type_var, variable)
}

fn alias_origin(_world: &mut World, args: Args<'_>) -> Outcome {
    let object = args::receiver(args);
    Ok(object
        .payload::<GenericAlias>()
        .map_or(Value::None, |alias| alias.origin.clone()))
}

fn alias_args(_world: &mut World, args: Args<'_>) -> Outcome {
    let object = args::receiver(args);
    let mut parts = Vec::new();
    for parameter in object
        .payload::<GenericAlias>()
        .map_or(&[][..], |alias| &alias.parameters)
    {
        match parameter {
            // The arguments of a `Callable`.
            Value::List(items) => parts.extend(items.0.borrow().iter().cloned()),
            other => parts.push(other.clone()),
        }
    }
    Ok(Value::tuple(parts))
}

fn alias_call(world: &mut World, args: Args<'_>) -> Outcome {
    let object = args::receiver(args);
    let Some(alias) = object.payload::<GenericAlias>() else {
        return Ok(Value::None);
    };
    call::call_args(
        world,
        &alias.origin,
        Args {
            pos: &args.pos[1..],
            kw: args.kw,
        },
    )
}

/// A type as it is printed inside of an alias or union.
fn type_text(world: &mut World, value: &Value) -> Outcome<String> {
    Ok(match value {
        Value::Class(class) if Rc::ptr_eq(class, &world.types.none) => "None".to_owned(),
        Value::Class(class) => {
            let module = class.module.borrow().clone();
            let name = class.qualname.borrow().clone();
            if module.as_str() == "builtins" {
                name.as_str().to_owned()
            } else {
                format!("{}.{}", module.as_str(), name.as_str())
            }
        }
        Value::Ellipsis => "...".to_owned(),
        Value::List(items) => {
            let mut parts = Vec::new();
            for item in items.0.borrow().clone() {
                parts.push(type_text(world, &item)?);
            }
            format!("[{}]", parts.join(", "))
        }
        other => format::repr(world, other)?.as_str().to_owned(),
    })
}

fn alias_repr(world: &mut World, args: Args<'_>) -> Outcome {
    let object = args::receiver(args);
    let Some(alias) = object.payload::<GenericAlias>() else {
        return Ok(Value::None);
    };
    let origin = type_text(world, &alias.origin)?;
    if alias.parameters.is_empty() {
        return Ok(Value::str(format!("{origin}[()]")));
    }
    let mut parts = Vec::new();
    for parameter in &alias.parameters {
        parts.push(type_text(world, parameter)?);
    }
    Ok(Value::str(format!("{origin}[{}]", parts.join(", "))))
}

fn alias_mro_entries(world: &mut World, args: Args<'_>) -> Outcome {
    let [alias, bases] = args::positional(world, "__mro_entries__", args, 2)?;
    let origin = alias
        .payload::<GenericAlias>()
        .map(|alias| alias.origin.clone());
    let origin = origin.unwrap_or_default();
    // `typing.Mapping[str, int]` stands for what `typing.Mapping` stands for.
    let own = special::call_special(world, &origin, &Str::new("__mro_entries__"), &[bases])?;
    Ok(own.unwrap_or_else(|| Value::tuple(vec![origin])))
}

fn alias_getitem(world: &mut World, args: Args<'_>) -> Outcome {
    let origin = alias_origin(world, args)?;
    let [_, key] = args::positional(world, "__getitem__", args, 2)?;
    Ok(alias(world, &origin, &key))
}

/// `Class[parameters]`.
///
/// # Errors
/// TypeError for a wrong number of arguments.
pub fn class_getitem(world: &mut World, args: Args<'_>) -> Outcome {
    let [class, key] = args::positional(world, "__class_getitem__", args, 2)?;
    Ok(alias(world, &class, &key))
}

fn alias_of_variable(world: &mut World, args: Args<'_>) -> Outcome {
    let [variable, key] = args::positional(world, "__getitem__", args, 2)?;
    Ok(alias(world, &variable, &key))
}

fn union_args(_world: &mut World, args: Args<'_>) -> Outcome {
    Ok(Value::tuple(
        union_members(&args::receiver(args)).unwrap_or_default(),
    ))
}

fn union_repr(world: &mut World, args: Args<'_>) -> Outcome {
    let mut parts = Vec::new();
    for member in union_members(&args::receiver(args)).unwrap_or_default() {
        parts.push(type_text(world, &member)?);
    }
    Ok(Value::str(parts.join(" | ")))
}

fn type_or(world: &mut World, args: Args<'_>) -> Outcome {
    let [a, b] = args::positional(world, "__or__", args, 2)?;
    Ok(union(world, &a, &b).unwrap_or(Value::NotImplemented))
}

fn type_ror(world: &mut World, args: Args<'_>) -> Outcome {
    let [a, b] = args::positional(world, "__ror__", args, 2)?;
    Ok(union(world, &b, &a).unwrap_or(Value::NotImplemented))
}

fn variable_name(_world: &mut World, args: Args<'_>) -> Outcome {
    let object = args::receiver(args);
    let name = object
        .payload::<TypeVariable>()
        .map(|variable| variable.name.clone());
    Ok(name.map_or(Value::None, Value::Str))
}

fn variable_value(world: &mut World, args: Args<'_>) -> Outcome {
    let object = args::receiver(args);
    let function = object
        .payload::<TypeVariable>()
        .and_then(|variable| variable.value.clone());
    match function {
        Some(function) => call::call(world, &function, &[]),
        None => Err(world.attribute_error("type variables have no value")),
    }
}
