//! `+` and `*` of sequences.

use super::{Number, index};
use crate::world::World;
use crate::world::value::{Outcome, Value};
use num_traits::ToPrimitive;

/// `left + right` of sequences; none where the left operand is no sequence.
///
/// # Errors
/// TypeError "can only concatenate str (not "int") to str" and its kin.
pub fn concatenate(world: &mut World, left: &Value, right: &Value) -> Outcome<Option<Value>> {
    match (left, right) {
        (Value::Str(a), Value::Str(b)) => {
            if a.is_empty() || b.is_empty() {
                return Ok(Some(if b.is_empty() { left } else { right }.clone()));
            }
            world.reserve(a.as_str().len() + b.as_str().len())?;
            let mut text = String::with_capacity(a.as_str().len() + b.as_str().len());
            text.push_str(a);
            text.push_str(b);
            Ok(Some(Value::str(text)))
        }
        (Value::List(a), Value::List(b)) => {
            let (a, b) = (a.0.borrow(), b.0.borrow());
            world.reserve(a.len() + b.len())?;
            let mut items = Vec::with_capacity(a.len() + b.len());
            items.extend_from_slice(&a);
            items.extend_from_slice(&b);
            Ok(Some(Value::list(items)))
        }
        (Value::Tuple(a), Value::Tuple(b)) => {
            world.reserve(a.len() + b.len())?;
            let mut items = Vec::with_capacity(a.len() + b.len());
            items.extend_from_slice(a);
            items.extend_from_slice(b);
            Ok(Some(Value::tuple(items)))
        }
        (Value::Bytes(a), Value::Bytes(b)) => {
            world.reserve(a.len() + b.len())?;
            let mut bytes = Vec::with_capacity(a.len() + b.len());
            bytes.extend_from_slice(a);
            bytes.extend_from_slice(b);
            Ok(Some(Value::Bytes(bytes.into())))
        }
        (Value::Str(_) | Value::List(_) | Value::Tuple(_), _) => {
            let (class, other) = (world.type_name(left), world.type_name(right));
            let (class, other) = (class.as_str(), other.as_str());
            Err(world.type_error(format!(
                "can only concatenate {class} (not \"{other}\") to {class}"
            )))
        }
        (Value::Bytes(_), _) => {
            let other = world.type_name(right);
            Err(world.type_error(format!("can't concat {} to bytes", other.as_str())))
        }
        _ => Ok(None),
    }
}

/// `left * right` where one is a sequence; none where neither is.
///
/// # Errors
/// TypeError "can't multiply sequence by non-int of type 'float'"; OverflowError.
pub fn multiply(world: &mut World, left: &Value, right: &Value) -> Outcome<Option<Value>> {
    let (sequence, count) = if is_sequence(left) {
        (left, right)
    } else if is_sequence(right) {
        (right, left)
    } else {
        return Ok(None);
    };
    let count = repeat_count(world, count)?;
    Ok(Some(match sequence {
        Value::Str(text) => {
            let length = text.as_str().len().saturating_mul(count);
            world.reserve(length)?;
            Value::str(text.as_str().repeat(count))
        }
        Value::Bytes(bytes) => {
            world.reserve(bytes.len().saturating_mul(count))?;
            Value::Bytes(bytes.repeat(count).into())
        }
        Value::Tuple(_) if count == 1 => sequence.clone(),
        Value::Tuple(tuple) => Value::tuple(repeat(world, tuple, count)?),
        Value::List(list) => {
            let items = list.0.borrow().clone();
            Value::list(repeat(world, &items, count)?)
        }
        _ => unreachable!("only sequences come here"),
    }))
}

/// Has `+` and `*`.
#[must_use]
pub const fn is_sequence(value: &Value) -> bool {
    matches!(
        value,
        Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_)
    )
}

/// The builtin part of an instance may have items.
#[must_use]
pub fn may_have_items(part: &Value) -> bool {
    !matches!(part, Value::Instance(_)) && Number::of(part).is_none()
}

/// The value can say how often a sequence is repeated.
#[must_use]
pub fn is_count(world: &World, value: &Value) -> bool {
    matches!(
        value.unwrapped(),
        Value::Int(..) | Value::Bool(_) | Value::Big(_)
    ) || super::method(world, value, &world.names.index).is_some()
}

/// How often a sequence is repeated: less than nothing is nothing.
///
/// # Errors
/// TypeError where it is no integer.
pub fn repeat_count(world: &mut World, value: &Value) -> Outcome<usize> {
    if !is_count(world, value) {
        let class = world.type_name(value);
        let class = class.as_str();
        return Err(world.type_error(format!(
            "can't multiply sequence by non-int of type '{class}'"
        )));
    }
    Ok(index(world, value)?.max(0).to_usize().unwrap_or(usize::MAX))
}

/// The items, `count` times.
///
/// # Errors
/// Halts where the result would pass the memory limit.
pub fn repeat(world: &mut World, items: &[Value], count: usize) -> Outcome<Vec<Value>> {
    let total = items.len().saturating_mul(count);
    world.reserve(total)?;
    let mut repeated = Vec::with_capacity(total);
    for _ in 0..count {
        repeated.extend_from_slice(items);
        if items.is_empty() {
            break;
        }
    }
    Ok(repeated)
}
