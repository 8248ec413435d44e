//! `_weakref`: references that keep nothing alive, for the prelude's `weakref`.
//!
//! What is to be called when an object dies hangs on a guard: an object with `__del__` that only
//! the watched object refers to, so it dies with it.

use super::args;
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::dict::Set;
use crate::world::frame::Generator;
use crate::world::future::Future;
use crate::world::value::{
    Args, Class, Exception, Function, Instance, Native, Object, Outcome, Payload, Value,
};
use std::rc::{Rc, Weak};

/// Attribute of a task or future that holds its guard.
const GUARD: &str = "__weakref__";

enum Target {
    Instance(Weak<Instance>),
    Future(Weak<Future>),
    Function(Weak<Function>),
    Class(Weak<Class>),
    Generator(Weak<Generator>),
    Exception(Weak<Exception>),
    Object(Weak<Object>),
    Set(Weak<Set>),
}

struct Link(Target);
impl Payload for Link {}

static FUNCTIONS: &[Native] = &[
    Native::function("link", link),
    Native::function("guard", guard),
    Native::function("set_guard", set_guard),
];

static LINK: &[Native] = &[Native::function("get", get)];

/// The module `_weakref`.
///
/// # Errors
/// None of its own.
pub fn module(world: &mut World, dict: &Rc<Dict>) -> Outcome<()> {
    super::add(dict, FUNCTIONS);
    super::add(&world.types.iterator("link").dict, LINK);
    Ok(())
}

/// `link(object)`: a thing whose `get()` gives the object, or None when it is dead.
fn link(world: &mut World, args: Args<'_>) -> Outcome {
    let [object] = args::positional(world, "link", args, 1)?;
    let target = match &object {
        Value::Instance(it) => Target::Instance(Rc::downgrade(it)),
        Value::Future(it) => Target::Future(Rc::downgrade(it)),
        Value::Function(it) => Target::Function(Rc::downgrade(it)),
        Value::Class(it) => Target::Class(Rc::downgrade(it)),
        Value::Generator(it) => Target::Generator(Rc::downgrade(it)),
        Value::Exception(it) => Target::Exception(Rc::downgrade(it)),
        Value::Object(it) => Target::Object(Rc::downgrade(it)),
        Value::Set(it) => Target::Set(Rc::downgrade(it)),
        _ => {
            let kind = world.type_name(&object);
            let message = format!("cannot create weak reference to '{}' object", kind.as_str());
            return Err(world.type_error(message));
        }
    };
    let class = world.types.iterator("link");
    Ok(Value::object(&class, Link(target)))
}

fn get(_world: &mut World, args: Args<'_>) -> Outcome {
    let Some(Link(target)) = args.pos.first().and_then(Value::payload) else {
        return Ok(Value::None);
    };
    let found = match target {
        Target::Instance(it) => it.upgrade().map(Value::Instance),
        Target::Future(it) => it.upgrade().map(Value::Future),
        Target::Function(it) => it.upgrade().map(Value::Function),
        Target::Class(it) => it.upgrade().map(Value::Class),
        Target::Generator(it) => it.upgrade().map(Value::Generator),
        Target::Exception(it) => it.upgrade().map(Value::Exception),
        Target::Object(it) => it.upgrade().map(Value::Object),
        Target::Set(it) => it.upgrade().map(Value::Set),
    };
    Ok(found.unwrap_or(Value::None))
}

/// `guard(object)`: its guard, or None.
fn guard(world: &mut World, args: Args<'_>) -> Outcome {
    let [object] = args::positional(world, "guard", args, 1)?;
    let found = match &object {
        Value::Instance(instance) => instance.base.borrow().clone(),
        Value::Future(future) => future.dict().get_text(GUARD).unwrap_or_default(),
        _ => Value::Unbound,
    };
    Ok(if found.is_unbound() {
        Value::None
    } else {
        found
    })
}

/// `set_guard(object, guard)`: for objects that have a place for one.
fn set_guard(world: &mut World, args: Args<'_>) -> Outcome {
    let [object, guard] = args::positional(world, "set_guard", args, 2)?;
    match &object {
        Value::Instance(instance) if instance.base.borrow().is_unbound() => {
            instance.base.replace(guard);
        }
        Value::Future(future) => future.dict().set_text(GUARD, guard),
        _ => {}
    }
    Ok(Value::None)
}
