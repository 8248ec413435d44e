//! Comparisons: `==`, `<` and their kin, of builtin values and through special methods.

use super::number::{self, Number};
use super::{method, special, swapped, truth};
use crate::builtins::generics::{GenericAlias, Union};
use crate::builtins::set;
use crate::code::CompareKind;
use crate::vm::format::identity;
use crate::vm::{call, mapping};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::value::{Outcome, Range, Str, Value};
use std::cmp::Ordering;
use std::rc::Rc;

fn name_of(world: &World, kind: CompareKind) -> Rc<Str> {
    let names = &world.names;
    match kind {
        CompareKind::Less => &names.lt,
        CompareKind::LessEqual => &names.le,
        CompareKind::Equal => &names.eq,
        CompareKind::NotEqual => &names.ne,
        CompareKind::Greater => &names.gt,
        CompareKind::GreaterEqual => &names.ge,
    }
    .clone()
}

/// Whether an order satisfies a comparison; unordered numbers (NaN) satisfy only `!=`.
#[must_use]
pub fn satisfies(kind: CompareKind, order: Option<Ordering>) -> bool {
    match kind {
        CompareKind::Less => order == Some(Ordering::Less),
        CompareKind::LessEqual => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        CompareKind::Equal => order == Some(Ordering::Equal),
        CompareKind::NotEqual => order != Some(Ordering::Equal),
        CompareKind::Greater => order == Some(Ordering::Greater),
        CompareKind::GreaterEqual => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    }
}

/// `left op right`; special methods may give any object.
///
/// # Errors
/// TypeError "'<' not supported between instances of 'str' and 'int'"; what a method raises.
#[inline]
pub fn compare(world: &mut World, kind: CompareKind, left: &Value, right: &Value) -> Outcome {
    match (left, right) {
        (Value::Int(_, a), Value::Int(_, b)) => {
            return Ok(Value::Bool(satisfies(kind, Some(a.cmp(b)))));
        }
        (Value::Float(_, a), Value::Float(_, b)) => {
            return Ok(Value::Bool(satisfies(kind, a.partial_cmp(b))));
        }
        (Value::Str(a), Value::Str(b)) => {
            return Ok(Value::Bool(match kind {
                CompareKind::Equal => a == b,
                CompareKind::NotEqual => a != b,
                _ => satisfies(kind, Some(a.as_str().cmp(b.as_str()))),
            }));
        }
        _ => {}
    }
    if let Some(result) = compare_or_none(world, kind, left, right)? {
        return Ok(result);
    }
    match kind {
        CompareKind::Equal => Ok(Value::Bool(left.is(right))),
        CompareKind::NotEqual => Ok(Value::Bool(!left.is(right))),
        _ => {
            let (a, b) = (world.type_name(left), world.type_name(right));
            Err(world.type_error(format!(
                "'{}' not supported between instances of '{}' and '{}'",
                kind.symbol(),
                a.as_str(),
                b.as_str()
            )))
        }
    }
}

/// A comparison, or none where both operands pass.
///
/// # Errors
/// What a special method raises.
pub fn compare_or_none(
    world: &mut World,
    kind: CompareKind,
    left: &Value,
    right: &Value,
) -> Outcome<Option<Value>> {
    let left_may = special::may_have_methods(left);
    let right_may = special::may_have_methods(right);
    if left_may || right_may {
        let (a, b) = (world.class_of(left), world.class_of(right));
        let right_first = right_may && !Rc::ptr_eq(&a, &b) && b.is_subclass(&a);
        if right_first && let Some(result) = ask(world, swapped(kind), right, left)? {
            return Ok(Some(result));
        }
        if let Some(result) = ask(world, kind, left, right)? {
            return Ok(Some(result));
        }
        if !right_first && let Some(result) = ask(world, swapped(kind), right, left)? {
            return Ok(Some(result));
        }
        let (a, b) = (left.unwrapped(), right.unwrapped());
        if special::is_unwrapped_object(left, &a) || special::is_unwrapped_object(right, &b) {
            return compare_or_none(world, kind, &a, &b);
        }
        return native(world, kind, &a, &b);
    }
    native(world, kind, left, right)
}

/// Asks one operand's own special method; none where it has none or passes.
fn ask(
    world: &mut World,
    kind: CompareKind,
    receiver: &Value,
    other: &Value,
) -> Outcome<Option<Value>> {
    if !special::may_have_methods(receiver) {
        return Ok(None);
    }
    if let Some(function) = method(world, receiver, &name_of(world, kind)) {
        let result = call::call(world, &function, &[receiver.clone(), other.clone()])?;
        return Ok(keep(result));
    }
    // A class without `__ne__` answers with the opposite of its `__eq__`.
    if kind == CompareKind::NotEqual
        && let Some(function) = method(world, receiver, &world.names.eq)
    {
        let result = call::call(world, &function, &[receiver.clone(), other.clone()])?;
        return match keep(result) {
            Some(result) => Ok(Some(Value::Bool(!truth(world, &result)?))),
            None => Ok(None),
        };
    }
    Ok(None)
}

fn keep(result: Value) -> Option<Value> {
    match result {
        Value::NotImplemented => None,
        given => Some(given),
    }
}

/// The comparison of builtin values; none where their types cannot be compared so.
///
/// # Errors
/// What comparing items raises.
pub fn native(
    world: &mut World,
    kind: CompareKind,
    left: &Value,
    right: &Value,
) -> Outcome<Option<Value>> {
    if let (Some(a), Some(b)) = (Number::of(left), Number::of(right)) {
        return Ok(Some(Value::Bool(satisfies(kind, number::order(a, b)))));
    }
    let equality = match kind {
        CompareKind::Equal => Some(true),
        CompareKind::NotEqual => Some(false),
        _ => None,
    };
    match (left, right) {
        (Value::Str(a), Value::Str(b)) => Ok(Some(Value::Bool(satisfies(
            kind,
            Some(a.as_str().cmp(b.as_str())),
        )))),
        (Value::Bytes(a), Value::Bytes(b)) => {
            Ok(Some(Value::Bool(satisfies(kind, Some(a.cmp(b))))))
        }
        (Value::List(a), Value::List(b)) => {
            let item =
                |list: &crate::world::value::List, at: usize| list.0.borrow().get(at).cloned();
            let same_length = a.0.borrow().len() == b.0.borrow().len();
            sequences(world, kind, same_length, |at| item(a, at), |at| item(b, at)).map(Some)
        }
        (Value::Tuple(a), Value::Tuple(b)) => {
            let same_length = a.len() == b.len();
            sequences(
                world,
                kind,
                same_length,
                |at| a.get(at).cloned(),
                |at| b.get(at).cloned(),
            )
            .map(Some)
        }
        (Value::Set(_), Value::Set(_)) => set::compare(world, kind, left, right),
        (Value::Dict(a), Value::Dict(b)) if let Some(wanted) = equality => {
            Ok(Some(Value::Bool(dicts_equal(world, a, b)? == wanted)))
        }
        (Value::Range(a), Value::Range(b)) if let Some(wanted) = equality => {
            Ok(Some(Value::Bool(ranges_equal(a, b) == wanted)))
        }
        (Value::Slice(a), Value::Slice(b)) => {
            let parts = |slice: &crate::world::value::Slice| {
                [slice.start.clone(), slice.stop.clone(), slice.step.clone()]
            };
            let (a, b) = (parts(a), parts(b));
            sequences(
                world,
                kind,
                true,
                |at| a.get(at).cloned(),
                |at| b.get(at).cloned(),
            )
            .map(Some)
        }
        (Value::Method(a), Value::Method(b)) if let Some(wanted) = equality => {
            let same = a.function.is(&b.function) && a.receiver.is(&b.receiver);
            Ok(Some(Value::Bool(same == wanted)))
        }
        (Value::Object(_), Value::Object(_)) if let Some(wanted) = equality => {
            Ok(types_equal(world, left, right)?.map(|same| Value::Bool(same == wanted)))
        }
        _ => Ok(None),
    }
}

/// `int | str == str | int`, `list[int] == list[int]`; none for other objects.
fn types_equal(world: &mut World, left: &Value, right: &Value) -> Outcome<Option<bool>> {
    if let (Some(a), Some(b)) = (left.payload::<Union>(), right.payload::<Union>()) {
        let mut found = a.0.len() == b.0.len();
        for member in &a.0 {
            let mut any = false;
            for other in &b.0 {
                any = any || equal(world, member, other)?;
            }
            found = found && any;
        }
        return Ok(Some(found));
    }
    let aliases = (
        left.payload::<GenericAlias>(),
        right.payload::<GenericAlias>(),
    );
    let (Some(a), Some(b)) = aliases else {
        return Ok(None);
    };
    let mut same = a.origin.is(&b.origin) && a.parameters.len() == b.parameters.len();
    for (one, other) in a.parameters.iter().zip(&b.parameters) {
        same = same && equal(world, one, other)?;
    }
    Ok(Some(same))
}

/// Compares item by item; the first difference decides.
fn sequences(
    world: &mut World,
    kind: CompareKind,
    same_length: bool,
    left: impl Fn(usize) -> Option<Value>,
    right: impl Fn(usize) -> Option<Value>,
) -> Outcome {
    match kind {
        CompareKind::Equal if !same_length => return Ok(Value::Bool(false)),
        CompareKind::NotEqual if !same_length => return Ok(Value::Bool(true)),
        _ => {}
    }
    let _level = identity::enter(world, " in comparison")?;
    let mut at = 0;
    loop {
        let (a, b) = match (left(at), right(at)) {
            (Some(a), Some(b)) => (a, b),
            (a, b) => {
                let order = a.is_some().cmp(&b.is_some());
                return Ok(Value::Bool(satisfies(kind, Some(order))));
            }
        };
        if !equal(world, &a, &b)? {
            return match kind {
                CompareKind::Equal => Ok(Value::Bool(false)),
                CompareKind::NotEqual => Ok(Value::Bool(true)),
                _ => compare(world, kind, &a, &b),
            };
        }
        at += 1;
    }
}

fn dicts_equal(world: &mut World, left: &Rc<Dict>, right: &Rc<Dict>) -> Outcome<bool> {
    if Rc::ptr_eq(left, right) {
        return Ok(true);
    }
    if left.len() != right.len() {
        return Ok(false);
    }
    let _level = identity::enter(world, " in comparison")?;
    let mut from = 0;
    while let Some((slot, entry)) = left.next_entry(from) {
        let Some(other) = mapping::get(world, right, &entry.key)? else {
            return Ok(false);
        };
        if !equal(world, &entry.value, &other)? {
            return Ok(false);
        }
        from = slot + 1;
    }
    Ok(true)
}

/// Ranges are equal when they give the same numbers.
fn ranges_equal(left: &Range, right: &Range) -> bool {
    left.len() == right.len()
        && (left.is_empty()
            || (left.start == right.start && (left.len() == 1 || left.step == right.step)))
}

/// Identity first, then `==`, as containers compare.
///
/// # Errors
/// What `__eq__` raises.
#[inline]
pub fn equal(world: &mut World, left: &Value, right: &Value) -> Outcome<bool> {
    match (left, right) {
        (Value::Int(_, a), Value::Int(_, b)) => return Ok(a == b),
        (Value::Str(a), Value::Str(b)) => return Ok(a == b),
        _ => {}
    }
    if left.is(right) {
        return Ok(true);
    }
    let result = compare(world, CompareKind::Equal, left, right)?;
    truth(world, &result)
}

/// `left < right` as sorting asks.
///
/// # Errors
/// TypeError where the two have no order; what `__lt__` raises.
#[inline]
pub fn less(world: &mut World, left: &Value, right: &Value) -> Outcome<bool> {
    let result = compare(world, CompareKind::Less, left, right)?;
    truth(world, &result)
}
