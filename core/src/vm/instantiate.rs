//! Calling a class: `__new__`, then `__init__`.

use super::call::{self, Entered};
use crate::builtins::descriptors::StaticMethod;
use crate::sort;
use crate::world::World;
use crate::world::frame::Delivery;
use crate::world::value::{Args, Class, Layout, Outcome, Raise, Value};
use std::rc::Rc;

/// `Class(...)`.
///
/// # Errors
/// What `__new__` and `__init__` raise; TypeError for abstract classes and needless arguments.
pub fn instantiate(
    world: &mut World,
    class: &Rc<Class>,
    args: Args<'_>,
    delivery: Delivery,
) -> Outcome<Entered> {
    if let Some(meta) = &class.metaclass {
        let name = world.names.call.clone();
        if let Some(function @ Value::Function(_)) = meta.lookup(&name) {
            let mut positional = vec![Value::Class(class.clone())];
            positional.extend_from_slice(args.pos);
            let args = Args {
                pos: &positional,
                kw: args.kw,
            };
            return call::enter(world, &function, args, delivery);
        }
    }
    plain_instantiate(world, class, args, delivery)
}

/// `type.__call__`: `__new__`, then `__init__`.
///
/// # Errors
/// As [`instantiate`].
pub fn plain_instantiate(
    world: &mut World,
    class: &Rc<Class>,
    args: Args<'_>,
    delivery: Delivery,
) -> Outcome<Entered> {
    let new = class.lookup(&world.names.new);
    let mut init = init_of(world, class, new.as_ref());
    let object = match &new {
        Some(Value::Object(method)) if method.get::<StaticMethod>().is_some() => {
            let Some(StaticMethod(function)) = method.get::<StaticMethod>() else {
                unreachable!("the guard has just looked")
            };
            let mut positional = vec![Value::Class(class.clone())];
            positional.extend_from_slice(args.pos);
            let object = call::call_args(
                world,
                function,
                Args {
                    pos: &positional,
                    kw: args.kw,
                },
            )?;
            let made = world.class_of(&object);
            if !made.is_subclass(class) {
                return Ok(Entered::Value(object));
            }
            if !Rc::ptr_eq(&made, class) {
                init = init_of(world, &made, new.as_ref());
            }
            object
        }
        _ => new_object(world, class, args, init.is_some())?,
    };
    let Some(init) = init else {
        return Ok(Entered::Value(object));
    };
    let mut positional = Vec::with_capacity(args.pos.len() + 1);
    positional.push(object.clone());
    positional.extend_from_slice(args.pos);
    if let Delivery::Caller = delivery
        && let Value::Function(init) = &init
    {
        let deliver = Delivery::Init(object);
        return match call::function_on_stack(world, init, &mut positional, 0, args.kw, deliver)? {
            Entered::Value(_) => {
                Err(world.type_error("__init__() should return None, not 'coroutine'"))
            }
            frame => Ok(frame),
        };
    }
    let args = Args {
        pos: &positional,
        kw: args.kw,
    };
    let value = call::call_args(world, &init, args)?;
    if !value.is_none() {
        let kind = world.type_name(&value);
        let message = format!("__init__() should return None, not '{}'", kind.as_str());
        return Err(world.type_error(message));
    }
    Ok(Entered::Value(object))
}

/// The `__init__` that an object of the class is given to, where it has one that does something.
fn init_of(world: &World, class: &Rc<Class>, new: Option<&Value>) -> Option<Value> {
    class.lookup(&world.names.init).filter(|init| match init {
        // The arguments of an exception are those of the call, whatever a `__new__` made of them.
        Value::Native(_) => {
            class.layout == Layout::Exception && matches!(new, Some(Value::Object(_)))
        }
        init => matches!(init, Value::Function(_) | Value::Object(_)),
    })
}

/// `object.__new__` and its kind: the bare object, of the class's layout.
///
/// # Errors
/// TypeError for abstract classes and for arguments that nothing takes.
pub fn new_object(world: &mut World, class: &Rc<Class>, args: Args<'_>, has_init: bool) -> Outcome {
    let is_plain = class.construct.get().is_none() && class.layout != Layout::Final;
    let has_arguments = !args.pos.is_empty() || !args.kw.is_empty();
    if is_plain && !has_init && has_arguments {
        let name = class.name.borrow().clone();
        return Err(world.type_error(format!("{}() takes no arguments", name.as_str())));
    }
    if class.hooks.get().is_abstract {
        return Err(abstract_error(world, class));
    }
    if let Some(construct) = class.construct.get() {
        // Mutable containers take their arguments in `__init__`.
        let types = &world.types;
        let waits_for_init = has_init
            && class.native_base.as_ref().is_some_and(|base| {
                [&types.list, &types.dict, &types.set]
                    .iter()
                    .any(|kind| Rc::ptr_eq(kind, base))
            });
        let mut positional = vec![Value::Class(class.clone())];
        if !waits_for_init {
            positional.extend_from_slice(args.pos);
        }
        let keywords = if waits_for_init || (has_init && class.layout == Layout::Exception) {
            &[]
        } else {
            args.kw
        };
        let value = construct(
            world,
            Args {
                pos: &positional,
                kw: keywords,
            },
        )?;
        return Ok(match &class.native_base {
            Some(native) if class.layout == Layout::Native && !Rc::ptr_eq(native, class) => {
                Value::Instance(call::new_instance(world, class, value))
            }
            _ => value,
        });
    }
    if class.layout == Layout::Final {
        let name = class.name.borrow().clone();
        return Err(world.type_error(format!("cannot create '{}' instances", name.as_str())));
    }
    Ok(Value::Instance(call::new_instance(
        world,
        class,
        Value::Unbound,
    )))
}

fn abstract_error(world: &mut World, class: &Rc<Class>) -> Raise {
    let mut names: Vec<String> = match class.dict.get_name(&world.names.abstract_methods) {
        Some(Value::Set(set)) => set
            .keys
            .entries()
            .iter()
            .filter_map(|entry| entry.key.as_str())
            .map(|name| format!("'{}'", name.as_str()))
            .collect(),
        _ => Vec::new(),
    };
    sort::sort_by(&mut names, Ord::cmp);
    let plural = if names.len() == 1 { "" } else { "s" };
    let name = class.name.borrow().clone();
    world.type_error(format!(
        "Can't instantiate abstract class {} without an implementation for abstract method{plural} {}",
        name.as_str(),
        names.join(", ")
    ))
}
