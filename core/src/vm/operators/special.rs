//! Special methods that classes define, as the operators look them up: on the type, past the
//! native part.

use crate::vm::call;
use crate::world::World;
use crate::world::value::{Outcome, Str, Value};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The value is of a kind whose class can have special methods that this module does not know.
#[must_use]
pub const fn may_have_methods(value: &Value) -> bool {
    matches!(
        value,
        Value::Instance(_)
            | Value::Object(_)
            | Value::Exception(_)
            | Value::Future(_)
            | Value::Class(_)
    )
}

/// A special method's name as a [`Str`], made once.
#[must_use]
pub fn method_name(name: &str) -> Rc<Str> {
    thread_local! {
        static NAMES: RefCell<HashMap<Box<str>, Rc<Str>>> = RefCell::default();
    }
    NAMES.with_borrow_mut(|names| match names.get(name) {
        Some(known) => known.clone(),
        None => {
            let made = Str::new(name);
            names.insert(name.into(), made.clone());
            made
        }
    })
}

/// The function of this name in the class of a value, unless it is what the builtin behaviour of
/// `object`, `type` or the value's native part stands for anyway.
#[must_use]
pub fn method(world: &World, value: &Value, name: &Str) -> Option<Value> {
    if !may_have_methods(value) {
        return None;
    }
    let class = world.class_of(value);
    let native_base = match value {
        Value::Instance(instance) if !instance.base.borrow().is_unbound() => {
            class.native_base.clone()
        }
        _ => None,
    };
    let types = &world.types;
    for class in class.lineage() {
        if Rc::ptr_eq(class, &types.object) || Rc::ptr_eq(class, &types.type_) {
            return None;
        }
        let is_native_base = native_base
            .as_ref()
            .is_some_and(|base| Rc::ptr_eq(base, class));
        if is_native_base && class.dict.get_name(name).is_some() {
            return None;
        }
        if let Some(found) = class.dict.get_name(name) {
            let is_builtin = matches!(found, Value::Native(_));
            return match value {
                Value::Exception(_) | Value::Future(_) if is_builtin => None,
                _ => Some(found),
            };
        }
    }
    None
}

/// Calls the special method of this name with the value and further arguments; none where the
/// class has none.
///
/// # Errors
/// What the method raises.
pub fn call_special(
    world: &mut World,
    value: &Value,
    name: &Str,
    further: &[Value],
) -> Outcome<Option<Value>> {
    let Some(function) = method(world, value, name) else {
        return Ok(None);
    };
    let mut args = Vec::with_capacity(further.len() + 1);
    match &function {
        Value::Function(_) | Value::Native(_) => args.push(value.clone()),
        _ => {
            let bound = crate::vm::attribute::special(world, value, &Str::new(name.as_str()))?;
            return match bound {
                Some(bound) => call::call(world, &bound, further).map(Some),
                None => Ok(None),
            };
        }
    }
    args.extend_from_slice(further);
    call::call(world, &function, &args).map(Some)
}

/// As [`call_special`], by a text.
///
/// # Errors
/// What the method raises.
pub fn call_named(
    world: &mut World,
    value: &Value,
    name: &str,
    further: &[Value],
) -> Outcome<Option<Value>> {
    if !may_have_methods(value) {
        return Ok(None);
    }
    call_special(world, value, &method_name(name), further)
}

/// The native part of an instance is itself an object whose class has methods (`deque`).
#[must_use]
pub const fn is_unwrapped_object(outer: &Value, inner: &Value) -> bool {
    matches!(outer, Value::Instance(_)) && matches!(inner, Value::Object(_))
}
