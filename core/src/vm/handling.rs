//! `raise`, `except`, `with`: the operations of exceptions.

use super::operations::{deep, pop};
use super::{attribute, exception, format};
use crate::builtins::tracebacks;
use crate::code::Op;
use crate::world::World;
use crate::world::frame::Frame;
use crate::world::value::{Exception, Outcome, Raise, Value};
use std::rc::Rc;

/// The operations of exceptions and context managers.
///
/// # Errors
/// What they raise.
pub fn operation(world: &mut World, frame: &mut Frame, op: Op) -> Outcome<()> {
    match op {
        Op::LoadAssertionError => {
            let class = world.types.exception("AssertionError");
            frame.values.push(Value::Class(class));
        }
        Op::Raise(0) => {
            let Some(exception) = exception::handled(world) else {
                return Err(world.runtime_error("No active exception to reraise"));
            };
            world.reraised = !exception.traceback.borrow().is_empty();
            return Err(Raise::Exception(exception));
        }
        Op::Raise(count) => {
            let cause = (count == 2).then(|| pop(frame));
            let value = pop(frame);
            return Err(exception::raise(world, value, cause));
        }
        Op::Reraise => {
            let exception = pop_exception(frame);
            world.reraised = true;
            return Err(Raise::Exception(exception));
        }
        Op::PushExcInfo => {
            let exception = pop_exception(frame);
            let previous = match world.handled.last_mut() {
                Some(top) => top.replace(exception.clone()),
                None => unreachable!("the base entry is never popped"),
            };
            frame.values.push(optional_exception(previous));
            frame.values.push(Value::Exception(exception));
        }
        Op::PopExcept => {
            let previous = match pop(frame) {
                Value::Exception(exception) => Some(exception),
                _ => None,
            };
            if let Some(top) = world.handled.last_mut() {
                let ended = std::mem::replace(top, previous);
                drop(ended);
            }
        }
        Op::CheckExcMatch => {
            let kind = pop(frame);
            let Value::Exception(exception) = deep(frame, 1) else {
                unreachable!("handlers get exceptions")
            };
            let matched = exception::matches(world, &exception, &kind)?;
            if matched && !frame.code.hidden {
                exception::note_caught(world, &exception);
            }
            frame.values.push(Value::Bool(matched));
        }
        Op::CheckEgMatch => {
            let kind = pop(frame);
            exception::check_star_kind(world, &kind)?;
            let Value::Exception(original) = pop(frame) else {
                // The clauses before took all of it.
                frame.values.extend([Value::None, Value::None]);
                return Ok(());
            };
            let (matched, rest) = exception::match_group(world, &original, &kind)?;
            if let Some(matched) = &matched {
                // A lone exception was put into a group here.
                if matched.traceback.borrow().is_empty() {
                    exception::add_line(frame, matched);
                }
                if let Some(top) = world.handled.last_mut() {
                    *top = Some(matched.clone());
                }
                if !frame.code.hidden {
                    exception::note_caught(world, &original);
                }
            }
            frame.values.push(optional_exception(rest));
            frame.values.push(optional_exception(matched));
        }
        Op::PrepReraiseStar => {
            let raised = match pop(frame) {
                Value::List(list) => list.0.take(),
                _ => unreachable!("the compiler builds a list"),
            };
            let original = pop_exception(frame);
            let left = exception::prepare_reraise(world, &original, raised)?;
            frame.values.push(optional_exception(left));
        }
        Op::BeforeWith | Op::BeforeAsyncWith => before_with(world, frame, op)?,
        Op::WithExceptStart => {
            let Value::Exception(exception) = deep(frame, 1) else {
                unreachable!("handlers get exceptions")
            };
            let exit = deep(frame, 3);
            let traceback = tracebacks::traceback(world, &exception);
            frame.values.push(exit);
            frame.values.push(Value::Class(exception.class.clone()));
            frame.values.push(Value::Exception(exception));
            frame.values.push(traceback);
        }
        _ => unreachable!("only the operations of exceptions come here"),
    }
    Ok(())
}

fn before_with(world: &mut World, frame: &mut Frame, op: Op) -> Outcome<()> {
    let manager = pop(frame);
    let names = &world.names;
    let is_async = matches!(op, Op::BeforeAsyncWith);
    let (enter, exit, other_enter, other_exit) = if is_async {
        (
            names.aenter.clone(),
            names.aexit.clone(),
            names.enter.clone(),
            names.exit.clone(),
        )
    } else {
        (
            names.enter.clone(),
            names.exit.clone(),
            names.aenter.clone(),
            names.aexit.clone(),
        )
    };
    let mut found = Vec::new();
    for name in [&exit, &enter] {
        match attribute::special(world, &manager, name)? {
            Some(method) => found.push(method),
            None => {
                let class = world.class_of(&manager);
                // `%T` of CPython's messages: classes of the program are named without a module.
                let kind = format::full_name(&class);
                let kind = kind.strip_prefix("__main__.").unwrap_or(&kind);
                let has_other =
                    class.lookup(&other_enter).is_some() && class.lookup(&other_exit).is_some();
                let (protocol, keyword) = if is_async {
                    ("the asynchronous context manager protocol", "with")
                } else {
                    ("the context manager protocol", "async with")
                };
                let hint = if has_other {
                    let other = if is_async { "" } else { "asynchronous " };
                    format!(
                        " but it supports the {other}context manager protocol. Did you mean to \
                         use '{keyword}'?"
                    )
                } else {
                    String::new()
                };
                return Err(world.type_error(format!(
                    "'{kind}' object does not support {protocol} (missed {} method){hint}",
                    name.as_str()
                )));
            }
        }
    }
    frame.values.extend(found);
    Ok(())
}

pub fn pop_exception(frame: &mut Frame) -> Rc<Exception> {
    match pop(frame) {
        Value::Exception(exception) => exception,
        _ => unreachable!("handlers get exceptions"),
    }
}

fn optional_exception(exception: Option<Rc<Exception>>) -> Value {
    exception.map_or(Value::None, Value::Exception)
}
