//! What `await`, `async for` and `yield from` wait on.

use super::handling::pop_exception;
use super::operations::{deep, pop};
use super::{async_step, attribute, call, exception, iterate};
use crate::builtins::generators::CoroutineWrapper;
use crate::builtins::object;
use crate::code::{AwaitKind, Op};
use crate::world::World;
use crate::world::frame::{Frame, GeneratorKind};
use crate::world::value::{Outcome, Raise, Value};

/// What `await` waits on.
///
/// # Errors
/// TypeError for objects that cannot be awaited, RuntimeError for a coroutine awaited elsewhere.
pub fn awaitable(world: &mut World, value: Value, kind: AwaitKind) -> Outcome {
    match &value {
        Value::Future(_) => return Ok(value),
        Value::Generator(generator) => match generator.kind {
            GeneratorKind::Coroutine => {
                let is_awaited = generator
                    .frame
                    .borrow()
                    .as_ref()
                    .is_some_and(|frame| frame.pc > 0);
                if is_awaited {
                    return Err(world.runtime_error("coroutine is being awaited already"));
                }
                return Ok(value);
            }
            GeneratorKind::Generator if object::is_awaitable_generator(generator) => {
                return Ok(value);
            }
            _ => {}
        },
        Value::Object(_) if async_step::is_step(&value) => return Ok(value),
        _ => {}
    }
    let name = world.names.await_.clone();
    let Some(method) = attribute::special(world, &value, &name)? else {
        let type_name = world.type_name(&value);
        let type_name = type_name.as_str();
        let message = match kind {
            AwaitKind::Expression => format!("'{type_name}' object can't be awaited"),
            AwaitKind::Enter => format!(
                "'async with' received an object from __aenter__ that does not implement \
                 __await__: {type_name}"
            ),
            AwaitKind::Exit => format!(
                "'async with' received an object from __aexit__ that does not implement \
                 __await__: {type_name}"
            ),
        };
        return Err(world.type_error(message));
    };
    let iterator = call::call(world, &method, &[])?;
    if let Some(wrapper) = iterator.payload::<CoroutineWrapper>() {
        return Ok(Value::Generator(wrapper.0.clone()));
    }
    match &iterator {
        Value::Generator(generator) if generator.kind == GeneratorKind::Coroutine => {
            Err(world.type_error("__await__() returned a coroutine"))
        }
        Value::Generator(_) | Value::Iter(_) | Value::Future(_) => Ok(iterator),
        other => {
            let next = world.names.next.clone();
            if world.class_of(other).lookup(&next).is_some() {
                return Ok(iterator);
            }
            let kind = world.type_name(other);
            let message = format!(
                "__await__() returned non-iterator of type '{}'",
                kind.as_str()
            );
            Err(world.type_error(message))
        }
    }
}

/// Sends into an iterator that is no generator: what it yields, or (as `Err`) its result.
///
/// # Errors
/// What the iterator raises, StopIteration excepted.
pub fn send(world: &mut World, iterator: &Value, sent: Value) -> Outcome<Result<Value, Value>> {
    let result = if sent.is_none() {
        let next = match iterator {
            Value::Instance(_) | Value::Object(_) => {
                let name = world.names.next.clone();
                attribute::special(world, iterator, &name)?
            }
            _ => None,
        };
        match next {
            Some(method) => call::call(world, &method, &[]),
            None => {
                return Ok(match iterate::next(world, iterator)? {
                    Some(value) => Ok(value),
                    None => Err(Value::None),
                });
            }
        }
    } else {
        call::call_method(world, iterator, "send", &[sent])
    };
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(Raise::Exception(raised)) => match exception::stop_value(world, &raised) {
            Some(value) => Ok(Err(value)),
            None => Err(Raise::Exception(raised)),
        },
        Err(raise) => Err(raise),
    }
}

/// The operations of `async for` and `yield from`.
///
/// # Errors
/// What the iterator raises; TypeError where it is none.
pub fn operation(world: &mut World, frame: &mut Frame, op: Op) -> Outcome<()> {
    match op {
        Op::GetAIter => {
            let value = pop(frame);
            if let Value::Generator(generator) = &value
                && generator.kind == GeneratorKind::AsyncGenerator
            {
                frame.values.push(value);
                return Ok(());
            }
            let name = world.names.aiter.clone();
            let Some(method) = attribute::special(world, &value, &name)? else {
                let kind = world.type_name(&value);
                let message = format!(
                    "'async for' requires an object with __aiter__ method, got {}",
                    kind.as_str()
                );
                return Err(world.type_error(message));
            };
            let iterator = call::call(world, &method, &[])?;
            let name = world.names.anext.clone();
            if world.class_of(&iterator).lookup(&name).is_none() {
                let kind = world.type_name(&iterator);
                let message = format!(
                    "'async for' received an object from __aiter__ that does not implement \
                     __anext__: {}",
                    kind.as_str()
                );
                return Err(world.type_error(message));
            }
            frame.values.push(iterator);
        }
        Op::GetANext => {
            let iterator = deep(frame, 1);
            if let Value::Generator(generator) = &iterator {
                let step =
                    async_step::make(world, generator, async_step::StepKind::Send(Value::None));
                frame.values.push(step);
                return Ok(());
            }
            let name = world.names.anext.clone();
            let Some(method) = attribute::special(world, &iterator, &name)? else {
                let kind = world.type_name(&iterator);
                let message = format!(
                    "'async for' requires an iterator with __anext__ method, got {}",
                    kind.as_str()
                );
                return Err(world.type_error(message));
            };
            let next = call::call(world, &method, &[])?;
            let kind = world.type_name(&next);
            match awaitable(world, next, AwaitKind::Expression) {
                Ok(iterator) => frame.values.push(iterator),
                Err(raise) if exception::is_kind(world, &raise, "TypeError") => {
                    let message = format!(
                        "'async for' received an invalid object from __anext__: {}",
                        kind.as_str()
                    );
                    let told = world.type_error(message);
                    if let (Raise::Exception(told), Raise::Exception(cause)) = (&told, raise) {
                        told.suppress_context.set(true);
                        *told.context.borrow_mut() = Some(cause.clone());
                        *told.cause.borrow_mut() = Some(cause);
                    }
                    return Err(told);
                }
                Err(raise) => return Err(raise),
            }
        }
        Op::EndAsyncFor => {
            let raised = pop_exception(frame);
            if !exception::is_instance(world, &raised, "StopAsyncIteration") {
                world.reraised = true;
                return Err(Raise::Exception(raised));
            }
            drop(pop(frame));
        }
        Op::GetYieldFromIter => {
            let value = pop(frame);
            let iterator = match &value {
                Value::Generator(generator) => {
                    let is_marked = frame.generator.as_ref().is_some_and(|own| own.awaitable);
                    if generator.kind == GeneratorKind::Coroutine && !is_marked {
                        return Err(world.type_error(
                            "cannot 'yield from' a coroutine object in a non-coroutine generator",
                        ));
                    }
                    value
                }
                Value::Future(_) => value,
                Value::Object(inner) => match inner.get::<CoroutineWrapper>() {
                    Some(wrapper) => Value::Generator(wrapper.0.clone()),
                    None => iterate::iter(world, &value)?,
                },
                other => iterate::iter(world, other)?,
            };
            frame.values.push(iterator);
        }
        _ => unreachable!("only asynchronous operations come here"),
    }
    Ok(())
}
