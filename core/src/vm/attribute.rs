//! Attributes: where they are found, and what descriptors make of them.
//!
//! Order for an object: data descriptors of the class, the object's own dict, other attributes of
//! the class, `__getattr__`. Classes look into their own lineage before their metaclass.

use super::call::{self, Entered};
use super::executing::Then;
use crate::builtins::descriptors::{ClassMethod, Member, Property, StaticMethod};
use crate::builtins::generics::GenericAlias;
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::frame::{Delivery, Frame, Seen, SeenWay};
use crate::world::value::{Args, Binding, Class, Object, Outcome, Raise, Str, Value};
use std::cell::Cell;
use std::rc::Rc;

/// An attribute that is about to be called.
pub enum Found {
    /// A plain method: call it with the object in front.
    Method(Value),
    Value(Value),
}

/// `object.name`.
///
/// # Errors
/// AttributeError; what a descriptor or `__getattr__` raises.
pub fn get(world: &mut World, object: &Value, name: &Rc<Str>) -> Outcome {
    match find(world, object, name, false)? {
        Some(Found::Value(value) | Found::Method(value)) => Ok(value),
        None => Err(missing(world, object, name)),
    }
}

/// `object.name` of an operation: it is pushed, or a property's function or `__getattr__` gets a
/// frame of its own, so that one that asks for itself ends in RecursionError.
///
/// # Errors
/// As [`get`].
pub fn load(
    world: &mut World,
    frame: &mut Frame,
    object: &Value,
    name: &Rc<Str>,
    seen: &Cell<Seen>,
) -> Outcome<Then> {
    let value = match own_seen(object, name, seen) {
        Some(value) => value,
        None => match getter(world, object, name) {
            Some((getter, is_hook)) => {
                let args = [object.clone(), Value::Str(name.clone())];
                let args = Args::new(if is_hook { &args } else { &args[..1] });
                match call::enter(world, &getter, args, Delivery::Caller)? {
                    Entered::Frame(callee) => return Ok(Then::Enter(callee)),
                    Entered::Value(value) => value,
                }
            }
            None => get(world, object, name)?,
        },
    };
    frame.values.push(value);
    Ok(Then::Next)
}

/// The function of the program that is asked for an instance's attribute: that of a property, or
/// `__getattr__`.
fn getter(world: &World, object: &Value, name: &Str) -> Option<(Value, bool)> {
    let Value::Instance(instance) = object else {
        return None;
    };
    let class = instance.class.borrow();
    let hooks = class.hooks.get();
    let (function, is_hook) = match class.lookup(name) {
        _ if hooks.getattribute => return None,
        Some(Value::Object(found))
            if !hooks.getattr && own_hook(world, &found, &world.names.get).is_none() =>
        {
            (found.get::<Property>()?.getter(), false)
        }
        None if hooks.getattr && !name.as_str().starts_with("__") => {
            if instance.dict().has_name(name) {
                return None;
            }
            (class.lookup(&world.names.getattr)?, true)
        }
        _ => return None,
    };
    matches!(function, Value::Function(_)).then_some((function, is_hook))
}

/// What an instance has as its own, where its class has no say in it; the place in the code
/// remembers what it saw.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn own_seen(object: &Value, name: &Rc<Str>, seen: &Cell<Seen>) -> Option<Value> {
    if let Value::Instance(instance) = object {
        let class = instance.class.borrow();
        let known = seen.get();
        if matches!(known.way, SeenWay::Own { .. })
            && known.is_of(&class)
            && let Some(value) = instance.dict().value_of(known.slot(), name)
        {
            return Some(value);
        }
        if let Some(slot) = instance.dict().slot_of_name(name)
            && let Some(way) = own_way(&class, name)
        {
            seen.set(Seen::new(&class, slot, way));
            return Some(instance.dict().value_at(slot));
        }
    }
    None
}

/// How objects of a class have an attribute of this name as their own; None where the class has a
/// say in it.
pub(super) fn own_way(class: &Rc<Class>, name: &Str) -> Option<SeenWay> {
    let hooks = class.hooks.get();
    let is_slot = |value: Value| value.payload::<Member>().is_some();
    if hooks.getattribute || !class.lookup(name).is_none_or(is_slot) {
        return None;
    }
    let is_special = matches!(name.as_str(), "__class__" | "__dict__");
    let settable = !hooks.setattr && !hooks.slots_only && !is_special;
    Some(SeenWay::Own { settable })
}

/// `object.name`, and `None` instead of AttributeError.
///
/// # Errors
/// What a descriptor or `__getattr__` raises, AttributeError excepted.
pub fn get_optional(world: &mut World, object: &Value, name: &Rc<Str>) -> Outcome<Option<Value>> {
    match find(world, object, name, false) {
        Ok(Some(Found::Value(value) | Found::Method(value))) => Ok(Some(value)),
        Ok(None) => Ok(None),
        Err(Raise::Exception(raised))
            if super::exception::is_instance(world, &raised, "AttributeError") =>
        {
            Ok(None)
        }
        Err(raise) => Err(raise),
    }
}

/// As [`get`], for a name that is not at hand as a [`Str`].
///
/// # Errors
/// As [`get`].
pub fn get_text(world: &mut World, object: &Value, name: &str) -> Outcome {
    get(world, object, &Str::new(name))
}

/// `object.name` that is about to be called: a plain method is not bound.
///
/// # Errors
/// As [`get`].
pub fn method(world: &mut World, object: &Value, name: &Rc<Str>) -> Outcome<Found> {
    match find(world, object, name, true)? {
        Some(found) => Ok(found),
        None => Err(missing(world, object, name)),
    }
}

/// As [`method`], at a place in the code that remembers what it saw.
///
/// # Errors
/// As [`get`].
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn method_seen(
    world: &mut World,
    object: &Value,
    name: &Rc<Str>,
    seen: &Cell<Seen>,
) -> Outcome<Found> {
    match plain_method(world, object, name, seen) {
        Some(found) => Ok(Found::Method(found)),
        None => method(world, object, name),
    }
}

/// A function that the class of an instance or of a common builtin has, and that nothing hides.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn plain_method(world: &World, object: &Value, name: &Str, seen: &Cell<Seen>) -> Option<Value> {
    let held;
    let known = seen.get();
    let class = match object {
        Value::Instance(instance) => {
            held = instance.class.borrow();
            let layout = instance.dict().layout();
            if held.hooks.get().getattribute {
                return None;
            }
            if layout == 0 || layout != known.lacking {
                if instance.dict().has_name(name) {
                    return None;
                }
                if layout != 0 {
                    seen.set(known.lacked_by(layout));
                }
            }
            &*held
        }
        Value::List(_) => &world.types.list,
        Value::Dict(_) => &world.types.dict,
        Value::Str(_) => &world.types.str,
        _ => return None,
    };
    let (depth, slot) = match known.way {
        SeenWay::Class { depth } if known.is_of(class) => (depth.into(), known.slot()),
        _ => {
            let (depth, slot) = class.spot(name)?;
            let way = SeenWay::Class {
                depth: u16::try_from(depth).ok()?,
            };
            seen.set(Seen::new(class, slot, way));
            (depth, slot)
        }
    };
    match class.value_at(depth, slot) {
        Value::Native(native) if native.binding != Binding::Function => None,
        found @ (Value::Function(_) | Value::Native(_)) => Some(found),
        _ => None,
    }
}

/// A special method, looked up on the type and bound to the object.
///
/// # Errors
/// What a descriptor raises.
pub fn special(world: &mut World, object: &Value, name: &Rc<Str>) -> Outcome<Option<Value>> {
    let class = world.class_of(object);
    match class.lookup(name) {
        None | Some(Value::None) => Ok(None),
        Some(found) => bind(world, found, object, &class).map(Some),
    }
}

/// A special method that the program (or the prelude) wrote itself; builtin types have none.
#[must_use]
pub fn special_function(world: &World, object: &Value, name: &Str) -> Option<Value> {
    match object {
        Value::Instance(_) | Value::Exception(_) | Value::Future(_) => {
            world.class_of(object).lookup(name)
        }
        Value::Class(class) => class.metaclass.as_ref()?.lookup(name),
        Value::Object(object) => object.class.lookup(name),
        _ => None,
    }
}

fn find(
    world: &mut World,
    object: &Value,
    name: &Rc<Str>,
    for_call: bool,
) -> Outcome<Option<Found>> {
    match object {
        Value::Instance(instance) => {
            let class = instance.class.borrow().clone();
            let hooks = class.hooks.get();
            if hooks.getattribute {
                return custom_getattribute(world, object, &class, name);
            }
            let found = ordinary(world, object, &class, Some(instance.dict()), name, for_call);
            match found {
                Ok(None) if hooks.getattr => {}
                // A property that does not find what it needs.
                Err(Raise::Exception(raised))
                    if hooks.getattr
                        && super::exception::is_instance(world, &raised, "AttributeError") => {}
                found => return found,
            }
            fallback(world, object, &class, name)
        }
        Value::Exception(exception) => {
            let class = exception.class.clone();
            let dict = exception.dict.clone();
            let found = ordinary(world, object, &class, Some(&dict), name, for_call)?;
            if found.is_some() || !class.hooks.get().getattr {
                return Ok(found);
            }
            fallback(world, object, &class, name)
        }
        Value::Future(future) => {
            let class = future.class.clone();
            let dict = future.dict().clone();
            ordinary(world, object, &class, Some(&dict), name, for_call)
        }
        Value::Module(module) => match module.dict.get_name(name) {
            Some(value) => Ok(Some(Found::Value(value))),
            None if name.as_str() == "__dict__" => {
                Ok(Some(Found::Value(Value::Dict(module.dict.clone()))))
            }
            // CPython's `collections` imports it; here it is imported when it is needed.
            None if name.as_str() == "abc" && module.name.as_str() == "collections" => {
                let module = super::import::module(world, "collections.abc")?;
                Ok(Some(Found::Value(Value::Module(module))))
            }
            None => match module.dict.get_name(&world.names.getattr) {
                Some(hook) => {
                    let value = call::call(world, &hook, &[Value::Str(name.clone())])?;
                    Ok(Some(Found::Value(value)))
                }
                None => Ok(None),
            },
        },
        Value::Class(class) => match &class.metaclass {
            Some(meta) if meta.hooks.get().getattribute => {
                custom_getattribute(world, object, meta, name)
            }
            _ => of_class(world, object, class, name),
        },
        Value::Function(function) => {
            let own = function.dict.borrow().clone();
            let class = world.types.function.clone();
            ordinary(world, object, &class, own.as_ref(), name, for_call)
        }
        Value::Method(method) => {
            let class = world.class_of(object);
            match ordinary(world, object, &class, None, name, for_call)? {
                Some(found) => Ok(Some(found)),
                None => find(world, &method.function.clone(), name, false),
            }
        }
        Value::Object(inner) => {
            if let Some(super_) = inner.get::<super::super_object::Super>() {
                let found = super::super_object::super_attribute(world, super_, name)?;
                return Ok(found.map(Found::Value));
            }
            let class = inner.class.clone();
            let own = own_dict(world, object);
            let found = ordinary(world, object, &class, own.as_ref(), name, for_call)?;
            if found.is_none()
                && let Some(alias) = inner.get::<GenericAlias>()
                && (!name.as_str().starts_with("__") || name.as_str() == "__name__")
            {
                return get(world, &alias.origin, name).map(|value| Some(Found::Value(value)));
            }
            if found.is_some() || !class.hooks.get().getattr {
                return Ok(found);
            }
            fallback(world, object, &class, name)
        }
        _ => {
            let class = world.class_of(object);
            ordinary(world, object, &class, None, name, for_call)
        }
    }
}

/// The rule for everything that is neither a class nor a module.
fn ordinary(
    world: &mut World,
    object: &Value,
    class: &Rc<Class>,
    dict: Option<&Rc<Dict>>,
    name: &Rc<Str>,
    for_call: bool,
) -> Outcome<Option<Found>> {
    let in_class = class.lookup(name);
    if let Some(attribute) = &in_class
        && is_data_descriptor(world, attribute)
        && can_be_read(world, attribute)
    {
        return bind(world, attribute.clone(), object, class).map(|v| Some(Found::Value(v)));
    }
    if let Some(value) = dict.and_then(|dict| dict.get_name(name)) {
        return Ok(Some(Found::Value(value)));
    }
    match in_class {
        Some(function @ Value::Function(_)) if for_call => Ok(Some(Found::Method(function))),
        Some(Value::Native(native)) if for_call && native.binding == Binding::Function => {
            Ok(Some(Found::Method(Value::Native(native))))
        }
        Some(attribute) => bind(world, attribute, object, class).map(|v| Some(Found::Value(v))),
        None => match name.as_str() {
            "__class__" => Ok(Some(Found::Value(Value::Class(class.clone())))),
            "__dict__" if class.hooks.get().slots_only => Ok(None),
            "__dict__" => Ok(dict.map(|dict| Found::Value(Value::Dict(dict.clone())))),
            "__doc__" => Ok(Some(Found::Value(Value::None))),
            "__module__" => {
                let module = class.module.borrow().clone();
                Ok(Some(Found::Value(Value::Str(module))))
            }
            _ => Ok(None),
        },
    }
}

fn custom_getattribute(
    world: &mut World,
    object: &Value,
    class: &Rc<Class>,
    name: &Rc<Str>,
) -> Outcome<Option<Found>> {
    let Some(hook) = class.lookup(&world.names.getattribute) else {
        unreachable!("the class's hooks say that it is there")
    };
    let args = [object.clone(), Value::Str(name.clone())];
    match call::call(world, &hook, &args) {
        Ok(value) => Ok(Some(Found::Value(value))),
        Err(Raise::Exception(raised))
            if class.hooks.get().getattr
                && super::exception::is_instance(world, &raised, "AttributeError") =>
        {
            fallback(world, object, class, name)
        }
        Err(raise) => Err(raise),
    }
}

/// `object.__getattr__(name)`.
fn fallback(
    world: &mut World,
    object: &Value,
    class: &Rc<Class>,
    name: &Rc<Str>,
) -> Outcome<Option<Found>> {
    let hook_name = world.names.getattr.clone();
    let Some(hook) = class.lookup(&hook_name) else {
        return Ok(None);
    };
    let value = call::call(world, &hook, &[object.clone(), Value::Str(name.clone())])?;
    Ok(Some(Found::Value(value)))
}

fn of_class(
    world: &mut World,
    object: &Value,
    class: &Rc<Class>,
    name: &Rc<Str>,
) -> Outcome<Option<Found>> {
    let meta = class.metaclass.clone();
    let in_meta = meta.as_ref().and_then(|meta| meta.lookup(name));
    if let (Some(attribute), Some(meta)) = (&in_meta, &meta)
        && is_data_descriptor(world, attribute)
    {
        return bind(world, attribute.clone(), object, meta).map(|v| Some(Found::Value(v)));
    }
    if name.as_str() == "__class__" {
        return Ok(Some(Found::Value(Value::Class(world.class_of(object)))));
    }
    if let Some(value) = of_class_itself(class, name) {
        return Ok(Some(Found::Value(value)));
    }
    if Rc::ptr_eq(&world.names.annotations, name) || name.as_str() == "__annotations__" {
        let value = crate::builtins::annotations::of_class(world, class);
        return Ok(Some(Found::Value(value)));
    }
    if let Some(attribute) = class.lookup(name) {
        let value = bind_to_class(world, attribute, object)?;
        return Ok(Some(Found::Value(value)));
    }
    if let (Some(attribute), Some(meta)) = (in_meta, &meta) {
        return bind(world, attribute, object, meta).map(|v| Some(Found::Value(v)));
    }
    if let Some(attribute) = world.types.type_.clone().lookup(name) {
        let class = world.types.type_.clone();
        return bind(world, attribute, object, &class).map(|v| Some(Found::Value(v)));
    }
    if let Some(meta) = meta
        && meta.hooks.get().getattr
    {
        return fallback(world, object, &meta, name);
    }
    Ok(None)
}

/// What an attribute of a class is when the class itself, `object`, is asked for it.
pub(super) fn bind_to_class(world: &mut World, attribute: Value, object: &Value) -> Outcome {
    match &attribute {
        Value::Native(native) if native.binding == Binding::Class => {
            Ok(call::bind(attribute.clone(), object.clone()))
        }
        Value::Instance(descriptor) => {
            let owner = descriptor.class.borrow().clone();
            match owner.lookup(&world.names.get) {
                Some(getter) => {
                    let args = [attribute.clone(), Value::None, object.clone()];
                    call::call(world, &getter, &args)
                }
                None => Ok(attribute),
            }
        }
        Value::Object(inner) => {
            if let Some(getter) = own_hook(world, inner, &world.names.get) {
                let args = [attribute.clone(), Value::None, object.clone()];
                call::call(world, &getter, &args)
            } else if let Some(method) = inner.get::<ClassMethod>() {
                Ok(call::bind(method.0.clone(), object.clone()))
            } else if let Some(method) = inner.get::<StaticMethod>() {
                Ok(method.0.clone())
            } else {
                Ok(attribute)
            }
        }
        _ => Ok(attribute),
    }
}

/// What every class has of its own.
fn of_class_itself(class: &Rc<Class>, name: &Str) -> Option<Value> {
    let classes = |classes: Vec<Rc<Class>>| {
        Value::tuple(classes.into_iter().map(Value::Class).collect::<Vec<_>>())
    };
    Some(match name.as_str() {
        "__name__" => Value::Str(class.name.borrow().clone()),
        "__qualname__" => Value::Str(class.qualname.borrow().clone()),
        "__module__" => Value::Str(class.module.borrow().clone()),
        "__bases__" => classes(class.bases.clone()),
        "__mro__" => classes(class.lineage().cloned().collect()),
        "__base__" => class
            .bases
            .first()
            .cloned()
            .map_or(Value::None, Value::Class),
        "__dict__" => Value::Dict(class.dict.clone()),
        "__doc__" => match class.dict.get_text("__doc__") {
            // A descriptor, which knows it when it is asked for.
            Some(Value::Instance(_)) => return None,
            own => own.unwrap_or(Value::None),
        },
        _ => return None,
    })
}

/// It decides before the object's own dict does.
pub(super) fn is_data_descriptor(world: &World, attribute: &Value) -> bool {
    match attribute {
        Value::Native(native) => native.binding == Binding::Getter,
        Value::Object(object) => object.get::<Property>().is_some(),
        Value::Instance(instance) => {
            let class = instance.class.borrow();
            class.lookup(&world.names.set).is_some() || class.lookup(&world.names.delete).is_some()
        }
        _ => false,
    }
}

/// A descriptor that has a `__set__` alone leaves reading to the object's own dict.
fn can_be_read(world: &World, attribute: &Value) -> bool {
    match attribute {
        Value::Instance(instance) => {
            let class = instance.class.borrow();
            class.lookup(&world.names.get).is_some()
        }
        _ => true,
    }
}

/// What an attribute found in a class becomes for an object of it.
///
/// # Errors
/// What a descriptor raises.
pub fn bind(world: &mut World, attribute: Value, object: &Value, class: &Rc<Class>) -> Outcome {
    match &attribute {
        Value::Function(_) => Ok(call::bind(attribute, object.clone())),
        Value::Native(native) => match native.binding {
            Binding::Function | Binding::Frame | Binding::Loop => {
                Ok(call::bind(attribute, object.clone()))
            }
            Binding::Class => Ok(call::bind(attribute, Value::Class(class.clone()))),
            Binding::Static => Ok(attribute),
            Binding::Getter => {
                let args = [object.clone()];
                (native.call)(world, Args::new(&args))
            }
        },
        Value::Object(inner) => {
            if let Some(getter) = own_hook(world, inner, &world.names.get) {
                let owner = Value::Class(class.clone());
                return call::call(world, &getter, &[attribute.clone(), object.clone(), owner]);
            }
            if let Some(property) = inner.get::<Property>() {
                return ask_property(world, property, object);
            }
            if let Some(method) = inner.get::<ClassMethod>() {
                return bind_class_method(world, &method.0, class);
            }
            if let Some(method) = inner.get::<StaticMethod>() {
                return Ok(method.0.clone());
            }
            match inner.class.lookup(&world.names.get) {
                Some(getter) => {
                    let args = [
                        attribute.clone(),
                        object.clone(),
                        Value::Class(class.clone()),
                    ];
                    call::call(world, &getter, &args)
                }
                None => Ok(attribute),
            }
        }
        Value::Instance(descriptor) => {
            let owner = descriptor.class.borrow().clone();
            match owner.lookup(&world.names.get) {
                Some(getter) => {
                    let args = [
                        attribute.clone(),
                        object.clone(),
                        Value::Class(class.clone()),
                    ];
                    call::call(world, &getter, &args)
                }
                None => Ok(attribute),
            }
        }
        _ => Ok(attribute),
    }
}

/// What a property gives for an object.
///
/// # Errors
/// AttributeError where it has no getter; what the getter raises.
pub fn ask_property(world: &mut World, property: &Property, object: &Value) -> Outcome {
    match property.getter() {
        Value::None => {
            let message = property.message(world, object, "getter");
            Err(world.attribute_error(message))
        }
        getter => call::call(world, &getter, std::slice::from_ref(object)),
    }
}

/// The `__get__`, `__set__` or `__delete__` that the program gave to a class of properties.
pub(super) fn own_hook(world: &World, property: &Object, hook: &Str) -> Option<Value> {
    if Rc::ptr_eq(&property.class, &world.types.property) || property.get::<Property>().is_none() {
        return None;
    }
    let found = property.class.lookup(hook);
    found.filter(|found| matches!(found, Value::Function(_)))
}

fn bind_class_method(world: &mut World, inner: &Value, class: &Rc<Class>) -> Outcome {
    match inner {
        Value::Function(_) | Value::Native(_) => {
            Ok(call::bind(inner.clone(), Value::Class(class.clone())))
        }
        other => bind(world, other.clone(), &Value::Class(class.clone()), class),
    }
}

pub fn missing(world: &mut World, object: &Value, name: &Rc<Str>) -> Raise {
    let message = match object {
        Value::Class(class) => {
            format!(
                "type object '{}' has no attribute '{}'",
                class.told_name().as_str(),
                name.as_str()
            )
        }
        Value::Module(module) => {
            format!(
                "module '{}' has no attribute '{}'",
                module.name.as_str(),
                name.as_str()
            )
        }
        _ => {
            // A method asks its function.
            let kind = match object {
                Value::Method(method) => world.type_name(&method.function),
                other => world.type_name(other),
            };
            format!(
                "'{}' object has no attribute '{}'",
                kind.as_str(),
                name.as_str()
            )
        }
    };
    let raise = world.attribute_error(message);
    if let Raise::Exception(exception) = &raise {
        exception.dict.set_text("name", Value::Str(name.clone()));
        exception.dict.set_text("obj", object.clone());
    }
    raise
}

/// The dict that holds an object's own attributes.
#[must_use]
pub fn own_dict(world: &World, object: &Value) -> Option<Rc<Dict>> {
    match object {
        Value::Instance(instance) => Some(instance.dict().clone()),
        Value::Exception(exception) => Some(exception.dict.clone()),
        Value::Future(future) => Some(future.dict().clone()),
        Value::Module(module) => Some(module.dict.clone()),
        Value::Class(class) => Some(class.dict.clone()),
        Value::Function(function) => Some(
            function
                .dict
                .borrow_mut()
                .get_or_insert_with(Dict::new)
                .clone(),
        ),
        Value::Object(object) if !Rc::ptr_eq(&object.class, &world.types.property) => {
            Some(object.get::<Property>()?.own().clone())
        }
        _ => None,
    }
}

/// `object.__getattribute__` of `object`: what happens without a hook.
///
/// # Errors
/// As [`get`].
pub fn get_plain(world: &mut World, object: &Value, name: &Rc<Str>) -> Outcome {
    let found = if let Value::Class(class) = object {
        of_class(world, object, class, name)?
    } else {
        let class = world.class_of(object);
        let dict = own_dict(world, object);
        ordinary(world, object, &class, dict.as_ref(), name, false)?
    };
    match found {
        Some(Found::Value(value) | Found::Method(value)) => Ok(value),
        None => Err(missing(world, object, name)),
    }
}
