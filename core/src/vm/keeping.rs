//! What lives on with an exception: in CPython a traceback has the frames that it tells of, and they
//! their locals. Here it keeps those whose death shows.

use crate::world::World;
use crate::world::frame::{Frame, GeneratorKind, GeneratorState};
use crate::world::value::{Exception, Raise, Value};
use std::rc::{Rc, Weak};

/// Items of a collection that are looked at when a frame is left, and values altogether.
const LOOKED_AT: usize = 100;
const LOOKED_AT_IN_ALL: usize = 300;

/// In CPython a traceback keeps the locals of its frames. That shows where one of them is reported
/// when it dies, or leads to such ones: a coroutine that was never started, a task whose exception
/// nobody asked for, or that may fail yet, a generator that has a `finally` to run, an object with a
/// `__del__`. They die when the exception has been dealt with, the innermost frame's first, and of
/// each frame the last local first.
pub(super) fn keep_reported(exception: &Exception, values: &[Value]) {
    let mut left = LOOKED_AT_IN_ALL;
    for value in values.iter().rev() {
        if is_reported(value, &mut left) {
            exception.kept.borrow_mut().push(value.clone());
        }
    }
}

/// Exceptions that a frame remembers to have caught.
const REMEMBERED: usize = 8;

/// The frame has a handler for the exception.
pub(super) fn note_caught(frame: &mut Frame, exception: &Rc<Exception>) {
    let caught = &mut frame.caught;
    if caught
        .iter()
        .any(|known| known.as_ptr() == Rc::as_ptr(exception))
    {
        return;
    }
    if caught.len() == REMEMBERED {
        caught.retain(|known| known.strong_count() > 0);
        caught.truncate(REMEMBERED - 1);
    }
    caught.push(Rc::downgrade(exception));
}

/// A frame that has caught an exception is left, and the exception is still there: its traceback has
/// the frame, and so all the frame's locals live on with it. Where one of these leads back to the
/// exception it is a ring, which lives until it is cut or the collector comes.
pub fn keep_with_caught(world: &mut World, frame: &mut Frame) {
    let caught = std::mem::take(&mut frame.caught);
    for exception in caught.iter().filter_map(Weak::upgrade) {
        let count = frame.code.code.local_names.len().min(frame.values.len());
        let mut locals = frame.values[..count].to_vec();
        locals.extend(frame.cells.iter().map(|cell| cell.0.borrow().clone()));
        let before = exception.kept.borrow().len();
        keep_reported(&exception, &locals);
        if exception.kept.borrow().len() > before {
            locals.retain(|local| leads_to(local, &exception));
            exception.kept.borrow_mut().extend(locals);
            world.rings.push(Rc::downgrade(&exception));
        }
    }
}

/// Whether a local, an item or an attribute of it is the exception, or the future that failed with it.
fn leads_to(local: &Value, exception: &Rc<Exception>) -> bool {
    let is_it = |value: &Value| match value {
        Value::Exception(other) => Rc::ptr_eq(other, exception),
        Value::Future(future) => {
            let error = future.exception.borrow();
            error
                .as_ref()
                .is_some_and(|error| Rc::ptr_eq(error, exception))
        }
        _ => false,
    };
    match local {
        Value::List(list) => list.0.borrow().iter().take(LOOKED_AT).any(is_it),
        Value::Tuple(tuple) => tuple.0.iter().take(LOOKED_AT).any(is_it),
        Value::Instance(instance) => {
            let entries = instance.dict().look();
            let mut entries = entries.iter().take(LOOKED_AT);
            entries.any(|entry| is_it(&entry.value))
        }
        local => is_it(local),
    }
}

/// The error of a library function, which has what that was given as its frame has it in CPython.
#[must_use]
pub fn keeping(raise: Raise, given: Value) -> Raise {
    if let Raise::Exception(exception) = &raise {
        keep_reported(exception, &[given]);
    }
    raise
}

fn is_reported(value: &Value, left: &mut usize) -> bool {
    let Some(less) = left.checked_sub(1) else {
        return false;
    };
    *left = less;
    let dict = match value {
        Value::Generator(generator) => {
            return match generator.state.get() {
                GeneratorState::Created => generator.kind == GeneratorKind::Coroutine,
                state => state == GeneratorState::Suspended,
            };
        }
        Value::Future(future) => return future.log_traceback.get() || !future.is_done(),
        Value::List(list) => return is_any_reported(&list.0.borrow(), left),
        Value::Tuple(tuple) => return is_any_reported(&tuple.0, left),
        Value::Set(set) => &set.keys,
        Value::Dict(dict) => dict,
        Value::Instance(instance) if instance.class.borrow().hooks.get().del => return true,
        Value::Instance(instance) => instance.dict(),
        _ => return false,
    };
    let entries = dict.look();
    let mut entries = entries.iter().take(LOOKED_AT);
    entries.any(|entry| is_reported(&entry.key, left) || is_reported(&entry.value, left))
}

fn is_any_reported(items: &[Value], left: &mut usize) -> bool {
    let mut items = items.iter().take(LOOKED_AT);
    items.any(|item| is_reported(item, left))
}

/// What is in a ring with an exception lives until the interpreter's end, as it would until the
/// collector comes.
pub fn hold_to_the_end(world: &World, held: Value) {
    let tasks = world.modules.get("asyncio.tasks");
    if let Some(Value::List(rings)) = tasks.and_then(|tasks| tasks.dict.get_text("_rings")) {
        rings.0.borrow_mut().push(held);
    }
}
