//! Attributes are set and deleted: by `__setattr__` and its kin, by data descriptors, or in the
//! object's own dict.

use super::attribute::{is_data_descriptor, missing, own_dict, own_hook, own_way};
use super::call::{self, Entered};
use super::executing::Then;
use super::mapping;
use crate::builtins::descriptors::{Member, Property};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::frame::{Delivery, Seen, SeenWay};
use crate::world::value::{Args, Class, Outcome, Raise, Str, Value};
use std::cell::Cell;
use std::rc::Rc;

/// `object.name = value`.
///
/// # Errors
/// AttributeError where it has no such attribute to set; what `__setattr__` or a descriptor raises.
pub fn set(world: &mut World, object: &Value, name: &Rc<Str>, value: Value) -> Outcome<()> {
    let class = match object {
        Value::Instance(instance) => Some(instance.class.borrow().clone()),
        Value::Exception(exception) => Some(exception.class.clone()),
        Value::Class(class) => class.metaclass.clone(),
        _ => None,
    };
    if let Some(class) = class
        && class.hooks.get().setattr
        && let Some(hook) = class.lookup(&world.names.setattr)
    {
        let args = [object.clone(), Value::Str(name.clone()), value];
        return call::call(world, &hook, &args).map(drop);
    }
    match object {
        Value::Class(class) => set_class(world, class, name, value),
        _ => set_plain(world, object, name, value),
    }
}

/// `object.name = value` of an operation, at a place in the code that remembers what it saw.
///
/// # Errors
/// As [`set`].
pub fn store(
    world: &mut World,
    object: &Value,
    name: &Rc<Str>,
    value: Value,
    seen: &Cell<Seen>,
) -> Outcome<Then> {
    let Value::Instance(instance) = object else {
        return set(world, object, name, value).map(|()| Then::Next);
    };
    let known = seen.get();
    let settable = SeenWay::Own { settable: true };
    let slot = if known.way == settable && known.is_of(&instance.class.borrow()) {
        known.slot()
    } else {
        let class = instance.class.borrow();
        if own_way(&class, name) != Some(settable) {
            let setter = setter(world, &class, name);
            drop(class);
            let Some((setter, is_hook)) = setter else {
                return set(world, object, name, value).map(|()| Then::Next);
            };
            let args = [object.clone(), Value::Str(name.clone()), value];
            let property = [args[0].clone(), args[2].clone()];
            let args = Args::new(if is_hook { &args } else { &property });
            return match call::enter(world, &setter, args, Delivery::Nobody)? {
                Entered::Frame(callee) => Ok(Then::Enter(callee)),
                Entered::Value(_) => Ok(Then::Next),
            };
        }
        let slot = instance.dict().slot_of_name(name);
        let slot = slot.unwrap_or_else(|| instance.dict().len());
        seen.set(Seen::new(&class, slot, settable));
        slot
    };
    drop(instance.dict().set_name_at(slot, name, value));
    Ok(Then::Next)
}

/// The function of the program that sets an attribute of this class's instances: `__setattr__`, or
/// that of a property.
fn setter(world: &World, class: &Rc<Class>, name: &Str) -> Option<(Value, bool)> {
    let is_hook = class.hooks.get().setattr;
    let function = if is_hook {
        class.lookup(&world.names.setattr)?
    } else {
        let Value::Object(found) = class.lookup(name)? else {
            return None;
        };
        if own_hook(world, &found, &world.names.set).is_some() {
            return None;
        }
        found.get::<Property>()?.setter()
    };
    matches!(function, Value::Function(_)).then_some((function, is_hook))
}

/// `object.__setattr__` of `object`: what happens without a hook.
///
/// # Errors
/// As [`set`].
pub fn set_plain(world: &mut World, object: &Value, name: &Rc<Str>, value: Value) -> Outcome<()> {
    if let Value::Class(class) = object {
        return set_class(world, class, name, value);
    }
    let class = world.class_of(object);
    if let Some(attribute) = class.lookup(name)
        && is_data_descriptor(world, &attribute)
    {
        return set_descriptor(world, object, &class, &attribute, name, Some(value));
    }
    match own_dict(world, object) {
        Some(_) if name.as_str() == "__class__" => assign_class(world, object, value),
        Some(own) if name.as_str() == "__dict__" => assign_dict(world, object, &own, value),
        Some(_) if class.hooks.get().slots_only && !has_slot(&class, name) => {
            Err(missing_slot(world, object, &class, name))
        }
        Some(dict) => {
            let old = dict.set_name(name, value);
            drop(old);
            Ok(())
        }
        None => Err(missing_slot(world, object, &class, name)),
    }
}

/// `object.__dict__ = {…}`: an object keeps its own dict, and gets what is in one that nobody else
/// has. It may share one with others, but not leave that again. An object that is a dict itself
/// (`self.__dict__ = self`) has one for both from then on.
fn assign_dict(world: &mut World, object: &Value, own: &Rc<Dict>, value: Value) -> Outcome<()> {
    if let Value::Instance(instance) = object
        && value.is(object)
    {
        let items = instance.base.replace(Value::Dict(own.clone()));
        if let Value::Dict(items) = items {
            for entry in items.take() {
                mapping::set(world, own, entry.key, entry.value)?;
            }
            return Ok(());
        }
        *instance.base.borrow_mut() = items;
    }
    let Value::Dict(given) = &value else {
        let kind = world.type_name(&value);
        let message = format!(
            "__dict__ must be set to a dictionary, not a '{}'",
            kind.as_str()
        );
        return Err(world.type_error(message));
    };
    // `self.__dict__ |= {…}` has changed it in place.
    if Rc::ptr_eq(given, own) {
        return Ok(());
    }
    if Rc::strong_count(given) > 1 {
        if let Value::Instance(instance) = object
            && instance.shared.set(given.clone()).is_ok()
        {
            own.take();
            return Ok(());
        }
        return Err(world.unsupported(
            "An object can share its __dict__ with others once, and is then left with it",
            "Write `self.__dict__.update(…)`, or keep what is shared in the class.",
        ));
    }
    let old = own.take();
    for entry in given.take() {
        if let Value::Str(name) = &entry.key {
            own.set_name(name, entry.value);
        }
    }
    drop(old);
    Ok(())
}

fn assign_class(world: &mut World, object: &Value, value: Value) -> Outcome<()> {
    match (object, value) {
        (Value::Instance(instance), Value::Class(class))
            if class.module.borrow().as_str() != "builtins" =>
        {
            let before = instance.class.borrow().clone();
            if !same_slots(world, &before, &class) {
                let message = format!(
                    "__class__ assignment: '{}' object layout differs from '{}'",
                    class.name.borrow().as_str(),
                    before.name.borrow().as_str()
                );
                return Err(world.type_error(message));
            }
            *instance.class.borrow_mut() = class;
            Ok(())
        }
        (_, Value::Class(_)) => Err(world.type_error(
            "__class__ assignment only supported for mutable types or ModuleType subclasses",
        )),
        (_, other) => {
            let kind = world.type_name(&other);
            let message = format!(
                "__class__ must be set to a class, not '{}' object",
                kind.as_str()
            );
            Err(world.type_error(message))
        }
    }
}

/// Whether objects of two classes keep their attributes in the same way.
fn same_slots(world: &World, one: &Rc<Class>, other: &Rc<Class>) -> bool {
    let slots = |class: &Rc<Class>| class.dict.get_name(&world.names.slots);
    match (one.hooks.get().slots_only, other.hooks.get().slots_only) {
        (false, false) => true,
        (true, true) => match (slots(one), slots(other)) {
            (Some(Value::Tuple(one)), Some(Value::Tuple(other))) => {
                let same = |(a, b)| mapping::surely_equal(a, b);
                one.len() == other.len() && one.iter().zip(other.iter()).all(same)
            }
            (Some(Value::Str(one)), Some(Value::Str(other))) => one == other,
            _ => false,
        },
        _ => false,
    }
}

/// A class of the lineage has a slot of this name.
fn has_slot(class: &Rc<Class>, name: &Str) -> bool {
    let found = class.lookup(name);
    found.is_some_and(|found| found.payload::<Member>().is_some())
}

fn missing_slot(world: &mut World, object: &Value, class: &Rc<Class>, name: &Str) -> Raise {
    let kind = world.type_name(object);
    let message = if class.lookup(name).is_some() {
        format!(
            "'{}' object attribute '{}' is read-only",
            kind.as_str(),
            name.as_str()
        )
    } else {
        format!(
            "'{}' object has no attribute '{}' and no __dict__ for setting new attributes",
            kind.as_str(),
            name.as_str()
        )
    };
    let raise = world.attribute_error(message);
    if let Raise::Exception(exception) = &raise {
        exception.dict.set_text("obj", object.clone());
    }
    raise
}

fn set_class(world: &mut World, class: &Rc<Class>, name: &Rc<Str>, value: Value) -> Outcome<()> {
    let is_builtin = class.module.borrow().as_str() == "builtins";
    if is_builtin {
        let message = format!(
            "cannot set '{}' attribute of immutable type '{}'",
            name.as_str(),
            class.name.borrow().as_str()
        );
        return Err(world.type_error(message));
    }
    match (name.as_str(), &value) {
        ("__class__", _) => return assign_class(world, &Value::Class(class.clone()), value),
        ("__name__", Value::Str(text)) => *class.name.borrow_mut() = text.clone(),
        ("__qualname__", Value::Str(text)) => *class.qualname.borrow_mut() = text.clone(),
        ("__module__", Value::Str(text)) => *class.module.borrow_mut() = text.clone(),
        _ => {
            let old = class.dict.set_name(name, value);
            drop(old);
            super::class::refresh_hooks(world, class);
            crate::executor::class_changed(world, class);
            if name.as_str() == "__slots__" {
                super::class::make_slots(world, class)?;
            }
        }
    }
    Ok(())
}

/// What a property does when an object's attribute is set (or deleted, without a value).
///
/// # Errors
/// AttributeError where it has no such function; what the function raises.
pub fn change_property(
    world: &mut World,
    property: &Property,
    object: &Value,
    value: Option<Value>,
) -> Outcome<()> {
    let (function, what) = match value {
        Some(_) => (property.setter(), "setter"),
        None => (property.deleter(), "deleter"),
    };
    if function.is_none() {
        let message = property.message(world, object, what);
        return Err(world.attribute_error(message));
    }
    let mut args = vec![object.clone()];
    args.extend(value);
    call::call(world, &function, &args).map(drop)
}

/// Sets (or deletes, without a value) through a data descriptor.
pub(crate) fn set_descriptor(
    world: &mut World,
    object: &Value,
    class: &Rc<Class>,
    attribute: &Value,
    name: &Rc<Str>,
    value: Option<Value>,
) -> Outcome<()> {
    match attribute {
        Value::Native(_) => match crate::builtins::object::set_builtin(world, object, name, value)?
        {
            true => Ok(()),
            false => {
                let kind = class.name.borrow().clone();
                let message = format!(
                    "attribute '{}' of '{}' objects is not writable",
                    name.as_str(),
                    kind.as_str()
                );
                Err(world.attribute_error(message))
            }
        },
        Value::Object(inner) => {
            let Some(property) = inner.get::<Property>() else {
                unreachable!("of objects, only properties are data descriptors")
            };
            let hook = match value {
                Some(_) => &world.names.set,
                None => &world.names.delete,
            };
            let Some(hook) = own_hook(world, inner, hook) else {
                return change_property(world, property, object, value);
            };
            let mut args = vec![attribute.clone(), object.clone()];
            args.extend(value);
            call::call(world, &hook, &args).map(drop)
        }
        descriptor => {
            let (hook, mut args) = match value {
                Some(value) => (world.names.set.clone(), vec![object.clone(), value]),
                None => (world.names.delete.clone(), vec![object.clone()]),
            };
            match world.class_of(descriptor).lookup(&hook) {
                Some(function) => {
                    args.insert(0, descriptor.clone());
                    call::call(world, &function, &args).map(drop)
                }
                None => Err(world.attribute_error(hook.as_str())),
            }
        }
    }
}

/// `del object.name`.
///
/// # Errors
/// AttributeError where it is not there; what `__delattr__` or a descriptor raises.
pub fn delete(world: &mut World, object: &Value, name: &Rc<Str>) -> Outcome<()> {
    let class = world.class_of(object);
    if class.hooks.get().delattr
        && let Some(hook) = class.lookup(&world.names.delattr)
    {
        return call::call(world, &hook, &[object.clone(), Value::Str(name.clone())]).map(drop);
    }
    delete_plain(world, object, name)
}

/// `object.__delattr__` of `object`: what happens without a hook.
///
/// # Errors
/// As [`delete`].
pub fn delete_plain(world: &mut World, object: &Value, name: &Rc<Str>) -> Outcome<()> {
    let class = world.class_of(object);
    if !matches!(object, Value::Class(_))
        && let Some(attribute) = class.lookup(name)
        && is_data_descriptor(world, &attribute)
    {
        return set_descriptor(world, object, &class, &attribute, name, None);
    }
    let own = own_dict(world, object);
    let removed = own.as_ref().and_then(|dict| dict.remove_name(name));
    if let Value::Class(class) = object {
        super::class::refresh_hooks(world, class);
    }
    match removed {
        Some(_) => Ok(()),
        None if class.hooks.get().slots_only && has_slot(&class, name) => {
            Err(world.attribute_error(name.as_str()))
        }
        None if own.is_none() || class.hooks.get().slots_only => {
            Err(missing_slot(world, object, &class, name))
        }
        None => Err(missing(world, object, name)),
    }
}
