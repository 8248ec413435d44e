//! Operators of small numbers, and the next items of common iterators: what needs nothing of the
//! world and can neither raise nor run code.
//!
//! Numbers are changed where they lie: a value that was just written part by part and is then moved
//! as a whole makes the processor wait.

use crate::code::{BinaryKind, CompareKind, Operand};
use crate::world::iter::IterState;
use crate::world::value::{Origin, Value};

/// The result of an operator, without origin.
#[derive(Clone, Copy)]
pub enum Number {
    Whole(i64),
    Real(f64),
}

/// `left op right` of two small numbers; none where it is none of that.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn arithmetic(kind: BinaryKind, left: &Value, right: &Value) -> Option<Number> {
    match (left, right) {
        (Value::Int(_, a), Value::Int(_, b)) => match kind {
            BinaryKind::TrueDivide => real(kind, exact(*a)?, exact(*b)?).map(Number::Real),
            _ => whole(kind, *a, *b).map(Number::Whole),
        },
        // The readings of the clock keep their numbers: see `Origin::sum`.
        (Value::Float(x, a), Value::Float(y, b))
            if x.as_tick().is_none() && y.as_tick().is_none() =>
        {
            real(kind, *a, *b).map(Number::Real)
        }
        (Value::Float(x, a), Value::Int(_, b)) if x.as_tick().is_none() => {
            real(kind, *a, exact(*b)?).map(Number::Real)
        }
        (Value::Int(_, a), Value::Float(y, b)) if y.as_tick().is_none() => {
            real(kind, exact(*a)?, *b).map(Number::Real)
        }
        _ => None,
    }
}

/// The float of the same value, where there is one for every smaller number too.
#[inline]
const fn exact(number: i64) -> Option<f64> {
    if number.unsigned_abs() <= 1 << 53 {
        #[expect(clippy::cast_precision_loss, reason = "it has no more than 53 bits")]
        return Some(number as f64);
    }
    None
}

#[inline]
const fn whole(kind: BinaryKind, a: i64, b: i64) -> Option<i64> {
    match kind {
        BinaryKind::Add => a.checked_add(b),
        BinaryKind::Subtract => a.checked_sub(b),
        BinaryKind::Multiply => a.checked_mul(b),
        BinaryKind::And => Some(a & b),
        BinaryKind::Or => Some(a | b),
        BinaryKind::Xor => Some(a ^ b),
        BinaryKind::Remainder if b > 0 => Some(a.rem_euclid(b)),
        BinaryKind::FloorDivide if b > 0 => Some(a.div_euclid(b)),
        _ => None,
    }
}

#[inline]
fn real(kind: BinaryKind, a: f64, b: f64) -> Option<f64> {
    match kind {
        BinaryKind::Add => Some(a + b),
        BinaryKind::Subtract => Some(a - b),
        BinaryKind::Multiply => Some(a * b),
        BinaryKind::TrueDivide if b != 0.0 => Some(a / b),
        _ => None,
    }
}

/// Writes a number over a value that nothing hangs on; false where something may.
#[inline]
pub fn put(slot: &mut Value, number: Number) -> bool {
    match (slot, number) {
        (Value::Int(origin, old), Number::Whole(new)) => (*origin, *old) = (Origin::NONE, new),
        (Value::Float(origin, old), Number::Real(new)) => (*origin, *old) = (Origin::NONE, new),
        (slot, number) if is_plain(slot) => std::mem::forget(std::mem::replace(
            slot,
            match number {
                Number::Whole(number) => Value::int(number),
                Number::Real(number) => Value::float(number),
            },
        )),
        _ => return false,
    }
    true
}

/// Nothing happens when such a value goes: it may be forgotten rather than dropped.
#[inline]
pub const fn is_plain(value: &Value) -> bool {
    matches!(
        value,
        Value::Unbound | Value::None | Value::Bool(_) | Value::Int(..) | Value::Float(..)
    )
}

/// Puts a value into a slot that holds a plain one.
#[inline]
pub fn fill(slot: &mut Value, value: Value) {
    debug_assert!(is_plain(slot), "it would be lost without being dropped");
    std::mem::forget(std::mem::replace(slot, value));
}

/// Takes values from the stack until it has this length. The last one dies first, as CPython's.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn shorten(values: &mut Vec<Value>, length: usize) {
    while values.len() > length {
        drop_last(values);
    }
}

/// Takes the last value from the stack. It dies where it lies: to move what was just written makes
/// the processor wait.
#[inline]
pub fn drop_last(values: &mut Vec<Value>) {
    if let Some(last) = values.last_mut() {
        if !is_plain(last) {
            *last = Value::Unbound;
        }
        forget_last(values);
    }
}

/// Takes a plain value from the stack.
#[inline]
pub fn forget_last(values: &mut Vec<Value>) {
    debug_assert!(values.last().is_some_and(is_plain), "it must be dropped");
    std::mem::forget(values.pop());
}

#[inline]
pub fn compare(kind: CompareKind, left: &Value, right: &Value) -> Option<bool> {
    match (left, right) {
        (Value::Int(_, a), Value::Int(_, b)) => Some(ordered(kind, a, b)),
        (Value::Float(_, a), Value::Float(_, b)) => Some(ordered(kind, a, b)),
        _ => None,
    }
}

#[inline]
pub fn ordered<T: PartialOrd>(kind: CompareKind, a: &T, b: &T) -> bool {
    match kind {
        CompareKind::Less => a < b,
        CompareKind::LessEqual => a <= b,
        CompareKind::Equal => a == b,
        CompareKind::NotEqual => a != b,
        CompareKind::Greater => a > b,
        CompareKind::GreaterEqual => a >= b,
    }
}

/// What an operand stands for; `depth` says which value of the stack it is, from 1 at the top.
#[inline]
fn operand<'a>(
    values: &'a [Value],
    consts: &'a [Value],
    operand: Operand,
    depth: usize,
) -> Option<&'a Value> {
    if operand == Operand::STACK {
        return values.get(values.len().wrapping_sub(depth));
    }
    match operand.constant() {
        Some(index) => consts.get(index),
        None => values.get(operand.local()),
    }
}

/// Both operands.
#[inline]
fn operands<'a>(
    values: &'a [Value],
    consts: &'a [Value],
    left: Operand,
    right: Operand,
) -> Option<(&'a Value, &'a Value)> {
    let depth = if right == Operand::STACK { 2 } else { 1 };
    Some((
        operand(values, consts, left, depth)?,
        operand(values, consts, right, 1)?,
    ))
}

/// `Op::Arithmetic`; false where nothing was done.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn arithmetic_of(
    values: &mut Vec<Value>,
    consts: &[Value],
    kind: BinaryKind,
    (left, right, into): (Operand, Operand, Operand),
) -> bool {
    let Some((a, b)) = operands(values, consts, left, right) else {
        return false;
    };
    if into == Operand::STACK
        && let (Value::Int(_, a), Value::Int(_, b)) = (a, b)
        && let Some(number) = sum(kind, *a, *b)
    {
        if left != Operand::STACK {
            values.push(Value::int(number));
            return true;
        }
        if right == Operand::STACK {
            forget_last(values);
        }
        if let Some(Value::Int(origin, old)) = values.last_mut() {
            (*origin, *old) = (Origin::NONE, number);
        }
        return true;
    }
    let Some(number) = arithmetic(kind, a, b) else {
        return false;
    };
    put_result(values, number, (left, right, into))
}

/// `Op::AddSmall`; false where nothing was done.
#[inline]
pub fn add_small(values: &mut Vec<Value>, local: usize, number: i16, into: Operand) -> bool {
    let Value::Int(_, left) = values[local] else {
        return false;
    };
    let Some(sum) = left.checked_add(number.into()) else {
        return false;
    };
    if into == Operand::STACK {
        values.push(Value::int(sum));
        return true;
    }
    put(&mut values[into.local()], Number::Whole(sum))
}

/// `a, b → a op b` of two whole numbers that are added or taken away; false where nothing was done.
#[inline]
pub fn sum_of_two(values: &mut Vec<Value>, kind: BinaryKind) -> bool {
    let [.., Value::Int(origin, left), Value::Int(_, right)] = values.as_mut_slice() else {
        return false;
    };
    let Some(number) = sum(kind, *left, *right) else {
        return false;
    };
    (*origin, *left) = (Origin::NONE, number);
    forget_last(values);
    true
}

/// The commonest operators.
#[inline]
const fn sum(kind: BinaryKind, a: i64, b: i64) -> Option<i64> {
    match kind {
        BinaryKind::Add => a.checked_add(b),
        BinaryKind::Subtract => a.checked_sub(b),
        _ => None,
    }
}

/// Leaves the result where it belongs; false where nothing was done.
fn put_result(
    values: &mut Vec<Value>,
    number: Number,
    (left, right, into): (Operand, Operand, Operand),
) -> bool {
    if into == Operand::STACK {
        if left == Operand::STACK {
            if right == Operand::STACK {
                forget_last(values);
            }
            return values.last_mut().is_some_and(|slot| put(slot, number));
        }
        values.push(match number {
            Number::Whole(number) => Value::int(number),
            Number::Real(number) => Value::float(number),
        });
        return true;
    }
    if !values
        .get_mut(into.local())
        .is_some_and(|slot| put(slot, number))
    {
        return false;
    }
    if left == Operand::STACK {
        forget_last(values);
    }
    if right == Operand::STACK {
        forget_last(values);
    }
    true
}

/// `Op::Test`: whether the comparison holds; none where nothing was done.
#[inline]
pub fn test(
    values: &mut Vec<Value>,
    consts: &[Value],
    kind: CompareKind,
    (left, right): (Operand, Operand),
) -> Option<bool> {
    let (a, b) = operands(values, consts, left, right)?;
    let truth = compare(kind, a, b)?;
    if left == Operand::STACK {
        forget_last(values);
    }
    if right == Operand::STACK {
        forget_last(values);
    }
    Some(truth)
}

/// The next number of a range; `None` also where it ends.
#[inline]
pub fn next_number(state: &mut IterState) -> Option<i64> {
    let IterState::Range { next, step, left } = state else {
        return None;
    };
    *left = left.checked_sub(1)?;
    let number = *next;
    *next = number.wrapping_add(*step);
    Some(number)
}

/// The next item of a list or a tuple; `None` also where it ends.
#[inline]
pub fn next_item(state: &mut IterState) -> Option<Value> {
    match state {
        IterState::List { list, next } => {
            let value = list.0.borrow().get(*next).cloned()?;
            *next += 1;
            Some(value)
        }
        IterState::Tuple { tuple, next } => {
            let value = tuple.get(*next).cloned()?;
            *next += 1;
            Some(value)
        }
        _ => None,
    }
}

/// `Op::ForStore`: the next item of a range, a list or a tuple, straight into its variable; false
/// where nothing was done.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn for_store(values: &mut [Value], local: usize) -> bool {
    let Some((Value::Iter(iter), rest)) = values.split_last_mut() else {
        return false;
    };
    let Some(slot) = rest.get_mut(local) else {
        return false;
    };
    let mut state = iter.state.borrow_mut();
    if let IterState::Range { .. } = &*state {
        return is_plain(slot)
            && next_number(&mut state).is_some_and(|number| put(slot, Number::Whole(number)));
    }
    let Some(value) = next_item(&mut state) else {
        return false;
    };
    drop(state);
    *slot = value;
    true
}

/// `tuple → items`, the first one on top; false where it is no tuple of so many.
#[inline]
pub fn unpack(values: &mut Vec<Value>, count: usize) -> bool {
    match values.pop() {
        Some(Value::Tuple(tuple)) if tuple.len() == count => {
            values.extend(tuple.iter().rev().cloned());
            true
        }
        other => {
            values.extend(other);
            false
        }
    }
}

/// `Op::UnpackPair`; false where nothing was done. What the variables held before must die without a
/// word: the first one does so before the second one is set.
#[inline]
pub fn unpack_pair(values: &mut Vec<Value>, first: usize, second: usize) -> bool {
    let Some((Value::Tuple(tuple), rest)) = values.split_last_mut() else {
        return false;
    };
    let [left, right] = &***tuple else {
        return false;
    };
    if !is_simple(&rest[first]) || !is_simple(&rest[second]) {
        return false;
    }
    rest[first] = left.clone();
    rest[second] = right.clone();
    drop_last(values);
    true
}

/// `Op::FormatLast`, for a string of at most so many bytes; false where nothing was done.
pub fn build_string(values: &mut Vec<Value>, count: usize, most: usize) -> bool {
    let Some(at) = values.len().checked_sub(count) else {
        return false;
    };
    let [pieces @ .., last] = &values[at..] else {
        return false;
    };
    let mut digits = itoa::Buffer::new();
    let last = match last {
        Value::Int(_, number) => digits.format(*number),
        Value::Str(text) => text,
        _ => return false,
    };
    let piece = |value: &Value| match value {
        Value::Str(piece) => piece.as_str().len(),
        _ => 0,
    };
    let length = last.len() + pieces.iter().map(piece).sum::<usize>();
    if length > most {
        return false;
    }
    let mut text = String::with_capacity(length);
    for value in pieces {
        if let Value::Str(piece) = value {
            text.push_str(piece);
        }
    }
    text.push_str(last);
    shorten(values, at);
    values.push(Value::str(text));
    true
}

/// Nothing else dies with such a value, and nobody is told.
#[inline]
const fn is_simple(value: &Value) -> bool {
    is_plain(value) || matches!(value, Value::Str(_))
}

/// `object, key → item` of a list by an index within it; false where nothing was done.
#[inline]
pub fn item(values: &mut Vec<Value>) -> bool {
    let Some((&mut Value::Int(_, index), [.., object])) = values.split_last_mut() else {
        return false;
    };
    let Value::List(list) = object else {
        return false;
    };
    let found = usize::try_from(index)
        .ok()
        .and_then(|at| list.0.borrow().get(at).cloned());
    let Some(item) = found else { return false };
    *object = item;
    forget_last(values);
    true
}

/// `value, object, key →` for a list and an index within it; false where nothing was done.
#[inline]
pub fn set_item(values: &mut Vec<Value>) -> bool {
    let [.., value, Value::List(list), Value::Int(_, index)] = values.as_mut_slice() else {
        return false;
    };
    let Ok(at) = usize::try_from(*index) else {
        return false;
    };
    let mut items = list.0.borrow_mut();
    let Some(slot) = items.get_mut(at) else {
        return false;
    };
    let old = std::mem::replace(slot, std::mem::take(value));
    drop(items);
    drop(old);
    forget_last(values);
    drop_last(values);
    forget_last(values);
    true
}
