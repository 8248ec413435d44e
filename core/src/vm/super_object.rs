//! `super()`.

use super::attribute;
use crate::world::World;
use crate::world::frame::Frame;
use crate::world::value::{Class, Outcome, Payload, Str, Value};
use std::rc::Rc;

/// The object of `super()`.
pub struct Super {
    /// Attributes are looked for behind this class.
    pub class: Rc<Class>,
    pub receiver: Value,
    pub receiver_class: Rc<Class>,
}

impl Payload for Super {}

/// `super()` and `super(Class, object)`.
///
/// # Errors
/// RuntimeError outside of a method, TypeError where the object is none of the class.
pub fn make_super(world: &mut World, frame: &Frame, args: &[Value]) -> Outcome {
    let (class, receiver) = match args {
        [] => {
            let code = &frame.code.code;
            let receiver = match frame.values.first() {
                _ if code.arg_count == 0 => {
                    return Err(world.runtime_error("super(): no arguments"));
                }
                Some(value) if !value.is_unbound() => value.clone(),
                _ => {
                    let at = code.cells.iter().position(|cell| cell.parameter == Some(0));
                    at.map_or(Value::Unbound, |at| frame.cells[at].0.borrow().clone())
                }
            };
            if receiver.is_unbound() {
                return Err(world.runtime_error("super(): arg[0] deleted"));
            }
            let at = code.free.iter().position(|free| &*free.name == "__class__");
            let cell = at.and_then(|at| frame.cells.get(code.cells.len() + at));
            let Some(cell) = cell else {
                return Err(world.runtime_error("super(): __class__ cell not found"));
            };
            let class = cell.0.borrow().clone();
            if class.is_unbound() {
                return Err(world.runtime_error("super(): empty __class__ cell"));
            }
            (class, receiver)
        }
        [class, receiver] => (class.clone(), receiver.clone()),
        _ => return Err(world.type_error("super() takes at most 2 arguments")),
    };
    let Value::Class(class) = class else {
        let kind = world.type_name(&class);
        let message = format!("super() argument 1 must be a type, not {}", kind.as_str());
        return Err(world.type_error(message));
    };
    let receiver_class = match &receiver {
        Value::Class(itself) if itself.is_subclass(&class) => itself.clone(),
        other => world.class_of(other),
    };
    if !receiver_class.is_subclass(&class) {
        let (what, name) = match &receiver {
            Value::Class(itself) => ("type ", itself.name.borrow().clone()),
            _ => ("instance of ", receiver_class.name.borrow().clone()),
        };
        let expected = class.name.borrow().clone();
        return Err(world.type_error(format!(
            "super(type, obj): obj ({what}{}) is not an instance or subtype of type ({}).",
            name.as_str(),
            expected.as_str()
        )));
    }
    let kind = world.types.super_.clone();
    Ok(Value::object(
        &kind,
        Super {
            class,
            receiver,
            receiver_class,
        },
    ))
}

/// An attribute of `super()`.
///
/// # Errors
/// What a descriptor raises.
pub fn super_attribute(
    world: &mut World,
    super_: &Super,
    name: &Rc<Str>,
) -> Outcome<Option<Value>> {
    let behind: Vec<Rc<Class>> = super_
        .receiver_class
        .lineage()
        .skip_while(|class| !Rc::ptr_eq(class, &super_.class))
        .skip(1)
        .cloned()
        .collect();
    let Some(found) = behind.iter().find_map(|class| class.dict.get_name(name)) else {
        return Ok(match name.as_str() {
            "__self__" => Some(super_.receiver.clone()),
            "__thisclass__" => Some(Value::Class(super_.class.clone())),
            "__self_class__" => Some(Value::Class(super_.receiver_class.clone())),
            _ => None,
        });
    };
    let receiver_class = super_.receiver_class.clone();
    match &super_.receiver {
        Value::Class(itself) if Rc::ptr_eq(itself, &receiver_class) => {
            attribute::bind_to_class(world, found, &super_.receiver).map(Some)
        }
        _ => attribute::bind(world, found, &super_.receiver, &receiver_class).map(Some),
    }
}
