//! Displays of containers and strings, and unpacking.

use super::operations::{deep, pop};
use super::{attribute, call, format, iterate, mapping, operators};
use crate::code::{Conversion, Op};
use crate::world::World;
use crate::world::dict::{self, Dict};
use crate::world::frame::Frame;
use crate::world::value::{Outcome, Str, Value};
use std::rc::Rc;

/// The operations that build a container or a string, or take one apart.
///
/// # Errors
/// What iterables, keys and `__format__` raise.
pub fn operation(world: &mut World, frame: &mut Frame, op: Op) -> Outcome<()> {
    match op {
        Op::BuildSet(count) => {
            let at = frame.values.len() - count as usize;
            let items = frame.values.split_off(at);
            let set = Rc::new(dict::Set::new(false));
            for item in items {
                mapping::set_add(world, &set, item)?;
            }
            frame.values.push(Value::Set(set));
        }
        Op::BuildMap(count) => {
            let at = frame.values.len() - 2 * count as usize;
            let mut items = frame.values.split_off(at).into_iter();
            let dict = Dict::new();
            while let (Some(key), Some(value)) = (items.next(), items.next()) {
                mapping::set(world, &dict, key, value)?;
            }
            frame.values.push(Value::Dict(dict));
        }
        Op::BuildString(count) => {
            let at = frame.values.len() - count as usize;
            let length = frame.values[at..].iter().map(|piece| match piece {
                Value::Str(piece) => piece.as_str().len(),
                _ => 0,
            });
            let mut text = String::with_capacity(length.sum());
            for piece in frame.values.drain(at..) {
                if let Value::Str(piece) = &piece {
                    text.push_str(piece);
                }
            }
            world.reserve(text.len())?;
            frame.values.push(Value::str(text));
        }
        Op::SetAdd(depth) => {
            let item = pop(frame);
            if let Value::Set(set) = deep(frame, depth) {
                mapping::set_add(world, &set, item)?;
            }
        }
        Op::MapAdd(depth) => {
            let value = pop(frame);
            let key = pop(frame);
            if let Value::Dict(dict) = deep(frame, depth) {
                mapping::set(world, &dict, key, value)?;
            }
        }
        Op::ListExtend(depth) => {
            let items = starred(world, frame)?;
            if let Value::List(list) = deep(frame, depth) {
                list.0.borrow_mut().extend(items);
            }
        }
        Op::SetUpdate(depth) => {
            let items = starred(world, frame)?;
            if let Value::Set(set) = deep(frame, depth) {
                for item in items {
                    mapping::set_add(world, &set, item)?;
                }
            }
        }
        Op::DictUpdate(depth) => {
            let source = pop(frame);
            if let Value::Dict(dict) = deep(frame, depth) {
                for (key, value) in mapping_items(world, &source)? {
                    mapping::set(world, &dict, key, value)?;
                }
            }
        }
        Op::DictMerge => dict_merge(world, frame)?,
        Op::ListToTuple => {
            if let Value::List(list) = pop(frame) {
                let items = list.0.take();
                frame.values.push(Value::tuple(items));
            }
        }
        Op::ConvertValue(conversion) => {
            let value = pop(frame);
            let text = match conversion {
                Conversion::Str => format::str(world, &value)?,
                Conversion::Repr => format::repr(world, &value)?,
                Conversion::Ascii => format::ascii(world, &value)?,
            };
            frame.values.push(Value::Str(text));
        }
        Op::FormatSimple => {
            let value = pop(frame);
            let text = match value {
                Value::Str(text) => text,
                value => format::format(world, &value, "")?,
            };
            frame.values.push(Value::Str(text));
        }
        Op::FormatWithSpec => {
            let spec = pop(frame);
            let value = pop(frame);
            let spec = spec.as_str().unwrap_or_else(|| Str::new(""));
            let text = format::format(world, &value, spec.as_str())?;
            frame.values.push(Value::Str(text));
        }
        Op::UnpackSequence(count) => {
            let value = pop(frame);
            if let Value::Tuple(items) = &value
                && items.len() == count as usize
            {
                frame.values.extend(items.iter().rev().cloned());
                return Ok(());
            }
            let items = unpack(world, &value, count as usize)?;
            frame.values.extend(items.into_iter().rev());
        }
        Op::UnpackEx { before, after } => {
            let value = pop(frame);
            unpack_star(world, frame, &value, before as usize, after as usize)?;
        }
        _ => unreachable!("only displays come here"),
    }
    Ok(())
}

/// The items of a mapping for `{**mapping}` and `f(**mapping)`.
fn mapping_items(world: &mut World, source: &Value) -> Outcome<Vec<(Value, Value)>> {
    if let Value::Dict(dict) = source.unwrapped() {
        return Ok(dict
            .entries()
            .into_iter()
            .map(|entry| (entry.key, entry.value))
            .collect());
    }
    let Some(keys) = attribute::get_optional(world, source, &Str::new("keys"))? else {
        let kind = world.type_name(source);
        return Err(world.type_error(format!("'{}' object is not a mapping", kind.as_str())));
    };
    let keys = call::call(world, &keys, &[])?;
    let mut items = Vec::new();
    for key in iterate::collect(world, &keys)? {
        let value = operators::get_item(world, source, &key)?;
        items.push((key, value));
    }
    Ok(items)
}

fn dict_merge(world: &mut World, frame: &mut Frame) -> Outcome<()> {
    let source = pop(frame);
    let callable = deep(frame, 3);
    let Value::Dict(dict) = deep(frame, 1) else {
        unreachable!("the compiler builds a dict")
    };
    let is_mapping = matches!(source.unwrapped(), Value::Dict(_))
        || attribute::get_optional(world, &source, &Str::new("keys"))?.is_some();
    if !is_mapping {
        let kind = world.type_name(&source);
        let name = call::display_name(world, &callable);
        return Err(world.type_error(format!(
            "{name} argument after ** must be a mapping, not {}",
            kind.as_str()
        )));
    }
    for (key, value) in mapping_items(world, &source)? {
        let Some(name) = key.as_str() else {
            return Err(world.type_error("keywords must be strings"));
        };
        if dict.has_name(&name) {
            let function = call::display_name(world, &callable);
            return Err(world.type_error(format!(
                "{function} got multiple values for keyword argument '{}'",
                name.as_str()
            )));
        }
        dict.set_name(&name, value);
    }
    Ok(())
}

fn unpack(world: &mut World, value: &Value, count: usize) -> Outcome<Vec<Value>> {
    let items = match value {
        Value::Tuple(items) => items.to_vec(),
        Value::List(items) => items.0.borrow().clone(),
        Value::Dict(_) => iterate::collect(world, value)?,
        other => {
            if !iterate::is_iterable(world, other) {
                let kind = world.type_name(other);
                let message = format!("cannot unpack non-iterable {} object", kind.as_str());
                return Err(world.type_error(message));
            }
            let iterator = iterate::iter(world, other)?;
            let mut items = Vec::new();
            while items.len() <= count {
                match iterate::next(world, &iterator)? {
                    Some(item) => items.push(item),
                    None => break,
                }
            }
            if items.len() > count {
                let message = format!("too many values to unpack (expected {count})");
                return Err(world.value_error(message));
            }
            items
        }
    };
    if items.len() < count {
        let got = items.len();
        let message = format!("not enough values to unpack (expected {count}, got {got})");
        return Err(world.value_error(message));
    }
    if items.len() > count {
        let got = items.len();
        let message = format!("too many values to unpack (expected {count}, got {got})");
        return Err(world.value_error(message));
    }
    Ok(items)
}

fn unpack_star(
    world: &mut World,
    frame: &mut Frame,
    value: &Value,
    before: usize,
    after: usize,
) -> Outcome<()> {
    if !iterate::is_iterable(world, value) {
        let kind = world.type_name(value);
        let message = format!("cannot unpack non-iterable {} object", kind.as_str());
        return Err(world.type_error(message));
    }
    let mut items = iterate::collect(world, value)?;
    if items.len() < before + after {
        let message = format!(
            "not enough values to unpack (expected at least {}, got {})",
            before + after,
            items.len()
        );
        return Err(world.value_error(message));
    }
    let tail = items.split_off(items.len() - after);
    let middle = items.split_off(before);
    frame.values.extend(tail.into_iter().rev());
    frame.values.push(Value::list(middle));
    frame.values.extend(items.into_iter().rev());
    Ok(())
}

/// The items of `*iterable` in a display.
fn starred(world: &mut World, frame: &mut Frame) -> Outcome<Vec<Value>> {
    let iterable = pop(frame);
    if iterate::is_iterable(world, &iterable) {
        return iterate::collect(world, &iterable);
    }
    let kind = world.type_name(&iterable);
    let message = format!("Value after * must be an iterable, not {}", kind.as_str());
    Err(world.type_error(message))
}
