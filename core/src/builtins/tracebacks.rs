//! Traceback objects: each look at `__traceback__` makes one from the places that the exception
//! keeps.

use super::{args, frames};
use crate::vm::attribute;
use crate::world::World;
use crate::world::value::{Args, Exception, Native, Outcome, Payload, Value};
use std::rc::Rc;

/// A traceback object: the exception, and how many of its lines there were when it was asked for.
pub struct TracebackObject(pub Rc<Exception>, pub usize);
impl Payload for TracebackObject {}

#[must_use]
pub fn traceback(world: &World, exception: &Rc<Exception>) -> Value {
    if exception.traceback.borrow().is_empty() {
        return Value::None;
    }
    Value::object(
        &world.types.traceback,
        TracebackObject(exception.clone(), exception.traceback.borrow().len()),
    )
}

static TRACEBACK: &[Native] = &[
    Native::getter("tb_lineno", traceback_line),
    Native::getter("tb_next", traceback_next),
    Native::getter("tb_frame", traceback_frame),
];

pub fn install(world: &mut World) {
    super::add(&world.types.traceback.dict, TRACEBACK);
}

/// How many lines are left where those of the library are not counted from the outside.
fn shown_lines(exception: &Exception, count: usize) -> Option<usize> {
    let lines = exception.traceback.borrow();
    let known = &lines[..count.min(lines.len())];
    let at = known.iter().rposition(|entry| !entry.code.hidden)?;
    Some(at + 1)
}

/// The traceback from the next frame inwards.
fn traceback_next(world: &mut World, args: Args<'_>) -> Outcome {
    let object = args::receiver(args);
    let Some(TracebackObject(exception, count)) = object.payload::<TracebackObject>() else {
        return Ok(Value::None);
    };
    let next = shown_lines(exception, *count).and_then(|own| shown_lines(exception, own - 1));
    Ok(next.map_or(Value::None, |count| {
        let rest = TracebackObject(exception.clone(), count);
        Value::object(&world.types.traceback, rest)
    }))
}

fn traceback_frame(world: &mut World, args: Args<'_>) -> Outcome {
    let object = args::receiver(args);
    let Some(TracebackObject(exception, count)) = object.payload::<TracebackObject>() else {
        return Ok(Value::None);
    };
    let entries = exception.traceback.borrow();
    let entry = shown_lines(exception, *count).and_then(|at| entries.get(at - 1));
    Ok(entry.map_or(Value::None, |entry| frames::of_entry(world, entry)))
}

fn traceback_line(world: &mut World, args: Args<'_>) -> Outcome {
    let frame = traceback_frame(world, args)?;
    if frame.is_none() {
        return Ok(Value::int(0));
    }
    attribute::get_text(world, &frame, "f_lineno")
}
