//! `isinstance` and `issubclass`.

use super::call;
use super::operators::{self, special};
use crate::builtins::object::{checked_against_alias, union_members};
use crate::world::World;
use crate::world::value::{Class, Outcome, Str, Value};
use std::rc::Rc;

/// `isinstance(object, class)` for one class, with `__instancecheck__` of its metaclass.
///
/// # Errors
/// TypeError where it is no class; what the hook raises.
pub fn is_instance(world: &mut World, object: &Value, class: &Value) -> Outcome<bool> {
    match class {
        Value::Class(class) => {
            let of_object = world.class_of(object);
            if Rc::ptr_eq(&of_object, class) {
                return Ok(true);
            }
            let is_below = of_object.is_subclass(class);
            check_hook(world, class, "__instancecheck__", object, is_below)
        }
        Value::Tuple(classes) => any_of(world, classes, object, is_instance),
        other => {
            if let Some(classes) = union_members(other) {
                return any_of(world, &classes, object, is_instance);
            }
            if let Some(answer) = own_check(world, other, "__instancecheck__", object)? {
                return Ok(answer);
            }
            let message = checked_against_alias("isinstance", other).unwrap_or_else(|| {
                "isinstance() arg 2 must be a type, a tuple of types, or a union".to_owned()
            });
            Err(world.type_error(message))
        }
    }
}

/// `issubclass(class, other)`.
///
/// # Errors
/// As [`is_instance`].
pub fn is_subclass(world: &mut World, class: &Value, other: &Value) -> Outcome<bool> {
    let Value::Class(itself) = class else {
        return Err(world.type_error("issubclass() arg 1 must be a class"));
    };
    match other {
        Value::Class(base) => {
            let is_below = itself.is_subclass(base);
            check_hook(world, base, "__subclasscheck__", class, is_below)
        }
        Value::Tuple(classes) => any_of(world, classes, class, is_subclass),
        other => {
            if let Some(classes) = union_members(other) {
                return any_of(world, &classes, class, is_subclass);
            }
            if let Some(answer) = own_check(world, other, "__subclasscheck__", class)? {
                return Ok(answer);
            }
            let message = checked_against_alias("issubclass", other).unwrap_or_else(|| {
                "issubclass() arg 2 must be a class, a tuple of classes, or a union".to_owned()
            });
            Err(world.type_error(message))
        }
    }
}

/// What an object that is no class, but answers like one, says: `isinstance(x, typing.Callable)`.
fn own_check(
    world: &mut World,
    judge: &Value,
    hook: &str,
    argument: &Value,
) -> Outcome<Option<bool>> {
    if !matches!(judge, Value::Instance(_)) {
        return Ok(None);
    }
    let answer = special::call_special(
        world,
        judge,
        &Str::new(hook),
        std::slice::from_ref(argument),
    )?;
    answer
        .map(|answer| operators::truth(world, &answer))
        .transpose()
}

fn any_of(
    world: &mut World,
    classes: &[Value],
    object: &Value,
    test: fn(&mut World, &Value, &Value) -> Outcome<bool>,
) -> Outcome<bool> {
    for class in classes {
        if test(world, object, class)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the metaclass says; `otherwise` where it says nothing.
fn check_hook(
    world: &mut World,
    class: &Rc<Class>,
    hook: &str,
    argument: &Value,
    otherwise: bool,
) -> Outcome<bool> {
    let Some(meta) = &class.metaclass else {
        return Ok(otherwise);
    };
    let hook = Str::new(hook);
    // To abstract classes of the library whoever is below them belongs, but to some protocols nobody.
    let is_known = otherwise && !class.dict.has_name(&Str::new("_is_protocol"));
    match meta.lookup(&hook) {
        Some(Value::Function(function)) if !(is_known && function.code.hidden) => {
            let args = [Value::Class(class.clone()), argument.clone()];
            call::call_truth(world, &Value::Function(function), &args)
        }
        _ => Ok(otherwise),
    }
}
