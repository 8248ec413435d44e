//! Iteration: the iterator of a value, and its next item.
//!
//! Simple iterators are advanced in place; those that may run code of the program are taken out of
//! their cell meanwhile, so that nothing is borrowed when such code comes back to them.

use super::operators::{self, sequence, special};
use super::{call, exception, generator, mapping};
use crate::builtins::dict::View;
use crate::executor;
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::frame::{Generator, GeneratorKind, GeneratorState, Input, Resumed};
use crate::world::iter::{DictPart, Iter, IterState};
use crate::world::value::{Outcome, Raise, Str, Value};
use std::rc::Rc;

/// `iter(value)`.
///
/// # Errors
/// TypeError "'int' object is not iterable"; what `__iter__` raises.
pub fn iter(world: &mut World, value: &Value) -> Outcome {
    let state = match value {
        Value::List(list) => IterState::List {
            list: list.clone(),
            next: 0,
        },
        Value::Tuple(tuple) => IterState::Tuple {
            tuple: tuple.clone(),
            next: 0,
        },
        Value::Range(range) => IterState::Range {
            next: range.start,
            step: range.step,
            left: range.len(),
        },
        Value::Str(text) => IterState::Str {
            text: text.clone(),
            next: 0,
        },
        Value::Bytes(bytes) => IterState::Bytes {
            bytes: bytes.clone(),
            next: 0,
        },
        Value::Dict(dict) => over_dict(dict, DictPart::Keys),
        Value::Set(set) => {
            let order = mapping::set_items(set);
            IterState::Set {
                set: set.clone(),
                len: set.keys.len(),
                order,
                next: 0,
            }
        }
        Value::Iter(_) => return Ok(value.clone()),
        Value::Generator(generator) if generator.kind == GeneratorKind::Generator => {
            return Ok(value.clone());
        }
        Value::Object(object) if let Some(view) = object.get::<View>() => {
            over_dict(&view.dict, view.part)
        }
        _ if special::may_have_methods(value) => return iter_of_object(world, value),
        _ => return Err(not_iterable(world, value)),
    };
    Ok(Iter::value(state))
}

/// An iterator over a part of a dict.
#[must_use]
pub fn over_dict(dict: &Rc<Dict>, part: DictPart) -> IterState {
    IterState::Dict {
        dict: dict.clone(),
        part,
        next: 0,
        len: dict.len(),
    }
}

fn not_iterable(world: &mut World, value: &Value) -> Raise {
    let class = world.type_name(value);
    world.type_error(format!("'{}' object is not iterable", class.as_str()))
}

fn iter_of_object(world: &mut World, value: &Value) -> Outcome {
    let name = world.names.iter.clone();
    match special::method(world, value, &name) {
        Some(Value::None) => return Err(not_iterable(world, value)),
        Some(_) => {
            let Some(iterator) = special::call_special(world, value, &name, &[])? else {
                unreachable!("the method has just been found")
            };
            if !is_iterator(world, &iterator) {
                let class = world.type_name(&iterator);
                let message = format!("iter() returned non-iterator of type '{}'", class.as_str());
                return Err(world.type_error(message));
            }
            return Ok(iterator);
        }
        None => {}
    }
    if let Value::Future(future) = value {
        return Ok(executor::steps(future));
    }
    let native = value.unwrapped();
    if matches!(value, Value::Instance(_)) && sequence::may_have_items(&native) {
        return iter(world, &native);
    }
    if !matches!(value, Value::Class(_))
        && special::method(world, value, &world.names.getitem).is_some()
    {
        return Ok(Iter::value(IterState::Index {
            object: value.clone(),
            next: 0,
        }));
    }
    Err(not_iterable(world, value))
}

/// `iter(value)` would give an iterator.
#[must_use]
pub fn is_iterable(world: &World, value: &Value) -> bool {
    match value {
        Value::List(_)
        | Value::Tuple(_)
        | Value::Range(_)
        | Value::Str(_)
        | Value::Bytes(_)
        | Value::Dict(_)
        | Value::Set(_)
        | Value::Future(_)
        | Value::Iter(_) => true,
        Value::Generator(generator) => generator.kind == GeneratorKind::Generator,
        Value::Object(object) if object.get::<View>().is_some() => true,
        _ => match special::method(world, value, &world.names.iter) {
            Some(method) => !method.is_none(),
            None => {
                let native = value.unwrapped();
                match (value, &native) {
                    (Value::Instance(_), Value::Instance(_)) | (Value::Object(_), _) => {
                        special::method(world, value, &world.names.getitem).is_some()
                    }
                    (Value::Instance(_), part) => is_iterable(world, part),
                    _ => false,
                }
            }
        },
    }
}

/// `next(value)` would be tried.
#[must_use]
pub fn is_iterator(world: &World, value: &Value) -> bool {
    match value {
        Value::Iter(_) => true,
        Value::Generator(generator) => generator.kind == GeneratorKind::Generator,
        _ => special::method(world, value, &world.names.next).is_some_and(|next| !next.is_none()),
    }
}

/// The next item; none at the end.
///
/// # Errors
/// TypeError "'int' object is not an iterator"; what the iterator raises, StopIteration excepted.
pub fn next(world: &mut World, iterator: &Value) -> Outcome<Option<Value>> {
    match iterator {
        Value::Iter(iter) => advance(world, iter),
        Value::Generator(generator) if generator.kind == GeneratorKind::Generator => {
            next_of_generator(world, generator)
        }
        _ => {
            let name = world.names.next.clone();
            let result = special::call_special(world, iterator, &name, &[]);
            match or_end(world, result)? {
                None => Ok(None),
                Some(Some(item)) => Ok(Some(item)),
                Some(None) => {
                    let class = world.type_name(iterator);
                    let message = format!("'{}' object is not an iterator", class.as_str());
                    Err(world.type_error(message))
                }
            }
        }
    }
}

/// StopIteration becomes none.
fn or_end<T>(world: &World, result: Outcome<T>) -> Outcome<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(raise) if exception::is_kind(world, &raise, "StopIteration") => Ok(None),
        Err(raise) => Err(raise),
    }
}

fn next_of_generator(world: &mut World, generator: &Rc<Generator>) -> Outcome<Option<Value>> {
    if generator.state.get() == GeneratorState::Closed {
        return Ok(None);
    }
    let resumed = generator::resume(world, generator, Input::Send(Value::None));
    match or_end(world, resumed)? {
        Some(Resumed::Yielded(item)) => Ok(Some(item)),
        Some(Resumed::Returned(_)) | None => Ok(None),
    }
}

/// The next item of a builtin iterator.
///
/// # Errors
/// RuntimeError where a dict or set changed its size; what code of the program raises.
pub fn advance(world: &mut World, iter: &Rc<Iter>) -> Outcome<Option<Value>> {
    let step = in_place(&mut iter.state.borrow_mut());
    match step {
        Step::Item(item) => return Ok(Some(item)),
        Step::End => {
            let finished = iter.state.replace(IterState::Done);
            drop(finished);
            return Ok(None);
        }
        Step::Changed(message) => return Err(world.runtime_error(message)),
        Step::Busy => return Err(world.value_error("iterator already executing")),
        Step::Compute => {}
    }
    let mut state = iter.state.replace(IterState::Busy);
    let result = compute(world, &mut state);
    if matches!(&result, Ok(None)) && !matches!(state, IterState::Lazy(_)) {
        drop(std::mem::replace(&mut state, IterState::Done));
    }
    iter.state.replace(state);
    result
}

/// What a step without code of the program came to.
enum Step {
    Item(Value),
    End,
    Changed(&'static str),
    Busy,
    Compute,
}

const DICT_CHANGED: &str = "dictionary changed size during iteration";

fn in_place(state: &mut IterState) -> Step {
    match state {
        IterState::Done => Step::End,
        IterState::Busy => Step::Busy,
        IterState::List { list, next } => match list.0.borrow().get(*next) {
            Some(item) => {
                *next += 1;
                Step::Item(item.clone())
            }
            None => Step::End,
        },
        IterState::ListReversed { list, next } => {
            match next
                .checked_sub(1)
                .and_then(|at| list.0.borrow().get(at).cloned())
            {
                Some(item) => {
                    *next -= 1;
                    Step::Item(item)
                }
                None => Step::End,
            }
        }
        IterState::Tuple { tuple, next } => match tuple.get(*next) {
            Some(item) => {
                *next += 1;
                Step::Item(item.clone())
            }
            None => Step::End,
        },
        IterState::Range { next, step, left } => {
            if *left == 0 {
                return Step::End;
            }
            let item = Value::int(*next);
            *left -= 1;
            *next = next.wrapping_add(*step);
            Step::Item(item)
        }
        IterState::Str { text, next } => match text.as_str()[*next..].chars().next() {
            Some(character) => {
                *next += character.len_utf8();
                Step::Item(Value::Str(Str::new(character.to_string())))
            }
            None => Step::End,
        },
        IterState::Bytes { bytes, next } => match bytes.get(*next) {
            Some(byte) => {
                *next += 1;
                Step::Item(Value::int(i64::from(*byte)))
            }
            None => Step::End,
        },
        IterState::Dict {
            dict,
            part,
            next,
            len,
        } => {
            if dict.len() != *len {
                // The size never fits again: the error stays.
                *len = usize::MAX;
                return Step::Changed(DICT_CHANGED);
            }
            match dict.next_entry(*next) {
                Some((slot, entry)) => {
                    *next = slot + 1;
                    Step::Item(part_of(*part, entry))
                }
                None => Step::End,
            }
        }
        IterState::DictReversed {
            dict,
            part,
            before,
            len,
        } => {
            if dict.len() != *len {
                *len = usize::MAX;
                return Step::Changed(DICT_CHANGED);
            }
            match dict.previous_entry(*before) {
                Some((slot, entry)) => {
                    *before = slot;
                    Step::Item(part_of(*part, entry))
                }
                None => Step::End,
            }
        }
        IterState::Set {
            set,
            order,
            next,
            len,
        } => {
            if set.keys.len() != *len {
                *len = usize::MAX;
                return Step::Changed("Set changed size during iteration");
            }
            match order.get(*next) {
                Some(item) => {
                    *next += 1;
                    Step::Item(item.clone())
                }
                None => Step::End,
            }
        }
        IterState::Call { .. }
        | IterState::Index { .. }
        | IterState::Enumerate { .. }
        | IterState::Lazy(_) => Step::Compute,
    }
}

/// What a dict's iterator of this part gives for an entry.
#[must_use]
pub fn part_of(part: DictPart, entry: crate::world::dict::Entry) -> Value {
    match part {
        DictPart::Keys => entry.key,
        DictPart::Values => entry.value,
        DictPart::Items => Value::tuple([entry.key, entry.value]),
    }
}

fn compute(world: &mut World, state: &mut IterState) -> Outcome<Option<Value>> {
    match state {
        IterState::Call { callable, sentinel } => {
            let result = call::call(world, callable, &[]);
            match or_end(world, result)? {
                Some(item) if !operators::equal(world, sentinel, &item)? => Ok(Some(item)),
                _ => Ok(None),
            }
        }
        IterState::Index { object, next } => {
            let result = operators::get_item(world, object, &Value::int(*next));
            match or_end(world, result) {
                Ok(Some(item)) => {
                    *next += 1;
                    Ok(Some(item))
                }
                Err(raise) if !exception::is_kind(world, &raise, "IndexError") => Err(raise),
                _ => Ok(None),
            }
        }
        IterState::Enumerate {
            inner,
            next: number,
        } => match next(world, inner)? {
            Some(item) => {
                let pair = Value::tuple([Value::int(*number), item]);
                *number += 1;
                Ok(Some(pair))
            }
            None => Ok(None),
        },
        IterState::Lazy(lazy) => {
            // A function that is called for each item may end the iteration.
            let result = lazy.next(world);
            Ok(or_end(world, result)?.flatten())
        }
        _ => unreachable!("simple iterators are advanced in place"),
    }
}

/// All items of an iterable.
///
/// # Errors
/// As [`iter`] and [`next`]; the run is halted where the items are too many.
pub fn collect(world: &mut World, value: &Value) -> Outcome<Vec<Value>> {
    match value {
        Value::List(list) => return Ok(list.0.borrow().clone()),
        Value::Tuple(tuple) => return Ok(tuple.to_vec()),
        Value::Set(set) => return Ok(mapping::set_items(set)),
        Value::Dict(dict) => {
            return Ok(dict.entries().into_iter().map(|entry| entry.key).collect());
        }
        Value::Range(range) => world.reserve(range.len())?,
        _ => {}
    }
    let iterator = iter(world, value)?;
    let mut items = Vec::new();
    while let Some(item) = next(world, &iterator)? {
        world.reserve(items.len() + 1)?;
        items.push(item);
    }
    Ok(items)
}

/// Does something for each item of an iterable, one after another.
///
/// # Errors
/// As [`iter`] and [`next`]; what `act` gives.
pub fn each(
    world: &mut World,
    value: &Value,
    mut act: impl FnMut(&mut World, Value) -> Outcome<()>,
) -> Outcome<()> {
    let iterator = iter(world, value)?;
    while let Some(item) = next(world, &iterator)? {
        act(world, item)?;
    }
    Ok(())
}
