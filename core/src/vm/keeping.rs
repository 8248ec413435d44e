//! What lives on with an exception: in CPython a traceback has the frames that it tells of, and they
//! their locals. Here it keeps those whose death shows.

use crate::executor;
use crate::world::World;
use crate::world::frame::{Frame, GeneratorKind, GeneratorState};
use crate::world::value::{Exception, Raise, TracebackEntry, Value, VarCell};
use std::rc::Rc;

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

/// A frame that has caught an exception is left, and a local of it leads to that exception, which
/// has the frame in its traceback. In CPython all locals of the frame live on with the exception,
/// and where nobody can cut the way to it, in a ring until the collector comes. A future that has
/// just been waited for lives until the step is over.
pub fn keep_in_ring(world: &World, frame: &Frame) {
    let count = frame.code.code.local_names.len().min(frame.values.len());
    let locals = &frame.values[..count];
    let in_cell = |cell: &Rc<VarCell>| caught_in(frame, &cell.0.borrow());
    let found = locals.iter().find_map(|local| caught_in(frame, local));
    let found = found.or_else(|| frame.cells.iter().find_map(in_cell));
    let woken_by = || executor::woken_by(world).and_then(|future| caught(frame, &future));
    let found = found.or_else(|| woken_by().map(|exception| (exception, false)));
    let Some((exception, is_ring)) = found else {
        return;
    };
    let before = exception.kept.borrow().len();
    keep_reported(&exception, locals);
    for cell in &frame.cells {
        keep_reported(&exception, &[cell.0.borrow().clone()]);
    }
    if is_ring && exception.kept.borrow().len() > before {
        hold_to_the_end(world, Value::Exception(exception));
    }
}

/// The exception that a local leads to: itself, an item or an attribute of it; and whether it does
/// so for ever, since it cannot change or nobody else has it.
fn caught_in(frame: &Frame, local: &Value) -> Option<(Rc<Exception>, bool)> {
    let in_items = |items: &[Value]| {
        let mut items = items.iter().take(LOOKED_AT);
        items.find_map(|item| caught(frame, item))
    };
    let (found, is_ring) = match local {
        Value::List(list) => (in_items(&list.0.borrow()), Rc::strong_count(list) == 1),
        Value::Tuple(tuple) => (in_items(&tuple.0), true),
        Value::Instance(instance) => {
            let entries = instance.dict().look();
            let mut entries = entries.iter().take(LOOKED_AT);
            let found = entries.find_map(|entry| caught(frame, &entry.value));
            (found, Rc::strong_count(instance) == 1)
        }
        local => (caught(frame, local), true),
    };
    found.map(|exception| (exception, is_ring))
}

/// An exception, or that of a future, which has come through the frame.
fn caught(frame: &Frame, value: &Value) -> Option<Rc<Exception>> {
    let exception = match value {
        Value::Exception(exception) => exception.clone(),
        Value::Future(future) => future.exception.borrow().clone()?,
        _ => return None,
    };
    let is_here = |entry: &TracebackEntry| Rc::ptr_eq(&entry.code, &frame.code);
    let has_passed = exception.traceback.borrow().iter().any(is_here);
    has_passed.then_some(exception)
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
