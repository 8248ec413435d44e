//! Variables: where names are found, and what is said where they are not.

use super::attribute;
use crate::world::World;
use crate::world::dict::{self, Dict};
use crate::world::frame::{Frame, Linked, Place};
use crate::world::value::{Outcome, Raise, Str, Value};
use std::rc::Rc;

#[cold]
pub fn unbound_local(world: &mut World, code: &Linked, index: u32) -> Raise {
    let name = &code.code.local_names[index as usize];
    world.error(
        "UnboundLocalError",
        format!("cannot access local variable '{name}' where it is not associated with a value"),
    )
}

#[cold]
pub fn unbound_deref(world: &mut World, frame: &Frame, index: u32) -> Raise {
    let code = &frame.code.code;
    let name = code.deref_name(index);
    if (index as usize) < code.cells.len() {
        world.error(
            "UnboundLocalError",
            format!(
                "cannot access local variable '{name}' where it is not associated with a value"
            ),
        )
    } else {
        let text = format!(
            "cannot access free variable '{name}' where it is not associated with a value in \
             enclosing scope"
        );
        let name = Str::new(name);
        let raise = world.error("NameError", text);
        hint(world, frame, &name, &raise);
        raise
    }
}

/// A name that a function did not find.
#[cold]
pub fn unknown_global(world: &mut World, frame: &Frame, name: &Rc<Str>) -> Raise {
    let raise = unknown_name(world, name);
    hint(world, frame, name, &raise);
    raise
}

/// The error remembers whether `self` has the name: then it was forgotten, says the traceback; else
/// which locals have no value, since those were not meant.
fn hint(world: &World, frame: &Frame, name: &Rc<Str>, raise: &Raise) {
    let Raise::Exception(exception) = raise else {
        return;
    };
    let of_self = value_of_self(frame).is_some_and(|object| {
        let own = attribute::own_dict(world, &object);
        own.is_some_and(|dict| dict.has_name(name)) || world.class_of(&object).has(name)
    });
    let hint = if of_self {
        Value::Bool(true)
    } else {
        let locals = frame.code.code.local_names.iter().zip(&frame.values);
        let unset = locals.filter(|(_, value)| value.is_unbound());
        Value::tuple(
            unset
                .map(|(local, _)| Value::str(&**local))
                .collect::<Vec<_>>(),
        )
    };
    exception.dict.set_text("name", Value::Str(name.clone()));
    exception.dict.set_text("obj", hint);
}

/// What `self` is in a frame. Where a nested function uses it, it lives in a cell.
fn value_of_self(frame: &Frame) -> Option<Value> {
    const NAME: &str = "self";
    let code = &frame.code.code;
    let mut locals = code.local_names.iter();
    let local = locals.position(|local| **local == *NAME);
    let in_cell = || {
        let mut derefs = (0..).zip(&frame.cells);
        let (_, cell) = derefs.find(|(index, _)| code.deref_name(*index) == NAME)?;
        Some(cell.0.borrow().clone())
    };
    let value = local.map(|at| frame.values[at].clone());
    let value = value.filter(|value| !value.is_unbound()).or_else(in_cell);
    value.filter(|value| !value.is_unbound())
}

#[cold]
pub fn unknown_name(world: &mut World, name: &Rc<Str>) -> Raise {
    let raise = world.error(
        "NameError",
        format!("name '{}' is not defined", name.as_str()),
    );
    if let Raise::Exception(exception) = &raise {
        exception.dict.set_text("name", Value::Str(name.clone()));
    }
    raise
}

/// The namespace of a class body.
#[must_use]
pub fn names(frame: &Frame) -> &Rc<Dict> {
    frame.names.as_ref().unwrap_or(&frame.globals)
}

/// Pushes a global or builtin; false where there is none. The code remembers where it stands, no
/// value: what is replaced dies at once.
#[inline]
pub fn load_global(world: &World, frame: &mut Frame, index: usize) -> bool {
    let mut place = frame.code.places[index].get();
    if place.changes != dict::changes() {
        match find_global(world, frame, index) {
            Some(found) => place = found,
            None => return false,
        }
    }
    let names = if place.builtin {
        &world.builtins
    } else {
        &frame.globals
    };
    names.push_value_at(place.slot, &mut frame.values);
    true
}

fn find_global(world: &World, frame: &Frame, index: usize) -> Option<Place> {
    let name = &frame.code.names[index];
    frame.globals.watch();
    world.builtins.watch();
    let (builtin, slot) = match frame.globals.slot_of_name(name) {
        Some(slot) => (false, slot),
        None => (true, world.builtins.slot_of_name(name)?),
    };
    let place = Place {
        changes: dict::changes(),
        builtin,
        slot,
    };
    frame.code.places[index].set(place);
    Some(place)
}

/// `module → attribute`, found where it stood the last time; false where nothing was done.
#[inline]
pub fn module_attribute(frame: &mut Frame, index: usize) -> bool {
    let Some(Value::Module(module)) = frame.values.last() else {
        return false;
    };
    let place = &frame.code.places[index];
    let name = &frame.code.names[index];
    let found = match module.dict.value_of(place.get().slot, name) {
        Some(value) => value,
        None => {
            let Some(slot) = module.dict.slot_of_name(name) else {
                return false;
            };
            // It is no place of a global: those count the changes.
            place.set(Place {
                slot,
                ..Place::default()
            });
            module.dict.value_at(slot)
        }
    };
    if let Some(top) = frame.values.last_mut() {
        *top = found;
    }
    true
}

pub fn load_name(world: &mut World, frame: &Frame, index: u32) -> Outcome {
    let name = &frame.code.names[index as usize];
    let found = names(frame)
        .get_name(name)
        .or_else(|| frame.globals.get_name(name))
        .or_else(|| world.builtins.get_name(name));
    match found {
        Some(value) => Ok(value),
        None => Err(unknown_name(world, name)),
    }
}

pub fn load_class_deref(world: &mut World, frame: &Frame, index: u32) -> Outcome {
    let name = Str::new(frame.code.code.deref_name(index));
    if let Some(value) = names(frame).get_name(&name) {
        return Ok(value);
    }
    let value = frame.cells[index as usize].0.borrow().clone();
    if value.is_unbound() {
        return Err(unbound_deref(world, frame, index));
    }
    Ok(value)
}
