//! `set` and `frozenset`: constructors, methods, operators.
//!
//! A result keeps the order in which its elements are met: those of the left set first.

use super::method::{self, Call};
use crate::code::{BinaryKind, CompareKind};
use crate::vm::{iterate, mapping};
use crate::world::World;
use crate::world::dict::Set;
use crate::world::value::{Args, Native, Outcome, Value};
use std::rc::Rc;

static BOTH: &[Native] = &[
    Native::function("copy", copy),
    Native::function("difference", difference),
    Native::function("intersection", intersection),
    Native::function("isdisjoint", isdisjoint),
    Native::function("issubset", issubset),
    Native::function("issuperset", issuperset),
    Native::function("symmetric_difference", symmetric_difference),
    Native::function("union", union),
];

static MUTABLE: &[Native] = &[
    Native::function("__init__", init),
    Native::function("add", add),
    Native::function("clear", clear),
    Native::function("difference_update", difference_update),
    Native::function("discard", discard),
    Native::function("intersection_update", intersection_update),
    Native::function("pop", pop),
    Native::function("remove", remove),
    Native::function("symmetric_difference_update", symmetric_difference_update),
    Native::function("update", update),
];

pub fn install(world: &mut World) {
    let (set, frozenset) = (world.types.set.clone(), world.types.frozenset.clone());
    super::add(&set.dict, BOTH);
    super::add(&set.dict, MUTABLE);
    super::add(&frozenset.dict, BOTH);
    set.construct.set(Some(construct));
    frozenset.construct.set(Some(construct_frozen));
}

fn receive<'a>(
    world: &mut World,
    name: &'static str,
    args: Args<'a>,
) -> Outcome<(Rc<Set>, Call<'a>)> {
    let call = Call::new(world, name, args)?;
    match call.receiver.unwrapped() {
        Value::Set(set) => Ok((set, call)),
        _ => Err(call.wrong_receiver(world)),
    }
}

/// As [`receive`], for methods that change the set.
fn receive_mutable<'a>(
    world: &mut World,
    name: &'static str,
    args: Args<'a>,
) -> Outcome<(Rc<Set>, Call<'a>)> {
    let (set, call) = receive(world, name, args)?;
    if set.frozen {
        return Err(call.wrong_receiver(world));
    }
    Ok((set, call))
}

fn construct(world: &mut World, args: Args<'_>) -> Outcome {
    let (_, args) = method::construction(world, args)?;
    match method::one_iterable(world, "set", args)? {
        Some(iterable) => collect(world, false, &iterable).map(Value::Set),
        None => Ok(Value::Set(Rc::new(Set::new(false)))),
    }
}

fn construct_frozen(world: &mut World, args: Args<'_>) -> Outcome {
    let (_, args) = method::construction(world, args)?;
    match method::one_iterable(world, "frozenset", args)? {
        Some(Value::Set(set)) if set.frozen => Ok(Value::Set(set)),
        Some(iterable) => collect(world, true, &iterable).map(Value::Set),
        None => Ok(Value::Set(Rc::new(Set::new(true)))),
    }
}

fn init(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive_mutable(world, "set.__init__", args)?;
    mapping::set_clear(&set);
    if let Some(iterable) = method::one_iterable(world, "set", call.args)? {
        add_all(world, &set, &iterable)?;
    }
    Ok(Value::None)
}

/// A new set of the elements of an iterable.
fn collect(world: &mut World, frozen: bool, iterable: &Value) -> Outcome<Rc<Set>> {
    let set = Rc::new(Set::new(frozen));
    add_all(world, &set, iterable)?;
    Ok(set)
}

fn add_all(world: &mut World, set: &Rc<Set>, iterable: &Value) -> Outcome<()> {
    match iterable {
        // The set itself may be what is iterated.
        Value::Set(_) | Value::List(_) | Value::Tuple(_) => {
            for item in iterate::collect(world, iterable)? {
                mapping::set_add(world, set, item)?;
            }
            Ok(())
        }
        _ => iterate::each(world, iterable, |world, item| {
            mapping::set_add(world, set, item).map(drop)
        }),
    }
}

/// An operand in which elements are looked up.
fn operand(world: &mut World, value: &Value) -> Outcome<Rc<Set>> {
    match value.unwrapped() {
        Value::Set(set) => Ok(set),
        _ => collect(world, false, value),
    }
}

fn copied(world: &mut World, frozen: bool, set: &Set) -> Outcome<Rc<Set>> {
    mapping::set_of(world, frozen, &mapping::set_items(set))
}

fn copy(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive(world, "set.copy", args)?;
    call.none(world)?;
    if set.frozen {
        return Ok(Value::Set(set));
    }
    copied(world, false, &set).map(Value::Set)
}

fn add(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive_mutable(world, "set.add", args)?;
    let item = call.one(world)?;
    mapping::set_add(world, &set, item)?;
    Ok(Value::None)
}

fn discard(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive_mutable(world, "set.discard", args)?;
    let item = call.one(world)?;
    mapping::set_remove(world, &set, &item)?;
    Ok(Value::None)
}

fn remove(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive_mutable(world, "set.remove", args)?;
    let item = call.one(world)?;
    if mapping::set_remove(world, &set, &item)? {
        Ok(Value::None)
    } else {
        Err(world.key_error(item))
    }
}

fn pop(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive_mutable(world, "set.pop", args)?;
    call.none(world)?;
    match mapping::set_pop(&set) {
        Some(item) => Ok(item),
        None => Err(world.key_error(Value::str("pop from an empty set"))),
    }
}

fn clear(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive_mutable(world, "set.clear", args)?;
    call.none(world)?;
    mapping::set_clear(&set);
    Ok(Value::None)
}

fn update(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive_mutable(world, "set.update", args)?;
    call.no_keywords(world)?;
    for other in call.args.pos {
        add_all(world, &set, other)?;
    }
    Ok(Value::None)
}

fn union(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive(world, "set.union", args)?;
    call.no_keywords(world)?;
    let result = copied(world, set.frozen, &set)?;
    for other in call.args.pos {
        add_all(world, &result, other)?;
    }
    Ok(Value::Set(result))
}

/// The elements of a set for which the test holds, in order.
fn filtered(
    world: &mut World,
    set: &Set,
    mut keep: impl FnMut(&mut World, &Value) -> Outcome<bool>,
) -> Outcome<Vec<Value>> {
    let mut kept = Vec::new();
    for item in mapping::set_items(set) {
        if keep(world, &item)? {
            kept.push(item);
        }
    }
    Ok(kept)
}

fn operands(world: &mut World, call: &Call<'_>) -> Outcome<Vec<Rc<Set>>> {
    call.no_keywords(world)?;
    call.args
        .pos
        .iter()
        .map(|value| operand(world, value))
        .collect()
}

fn in_all(world: &mut World, sets: &[Rc<Set>], item: &Value) -> Outcome<bool> {
    for set in sets {
        if !mapping::set_contains(world, set, item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn in_any(world: &mut World, sets: &[Rc<Set>], item: &Value) -> Outcome<bool> {
    for set in sets {
        if mapping::set_contains(world, set, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn intersect(world: &mut World, set: &Set, others: &[Rc<Set>]) -> Outcome<Rc<Set>> {
    let kept = filtered(world, set, |world, item| in_all(world, others, item))?;
    mapping::set_of(world, set.frozen, &kept)
}

fn subtract(world: &mut World, set: &Set, others: &[Rc<Set>]) -> Outcome<Rc<Set>> {
    let kept = filtered(world, set, |world, item| Ok(!in_any(world, others, item)?))?;
    mapping::set_of(world, set.frozen, &kept)
}

fn exclusive(world: &mut World, set: &Rc<Set>, other: &Rc<Set>) -> Outcome<Rc<Set>> {
    let result = subtract(world, set, std::slice::from_ref(other))?;
    let rest = filtered(world, other, |world, item| {
        Ok(!mapping::set_contains(world, set, item)?)
    })?;
    for item in rest {
        mapping::set_add(world, &result, item)?;
    }
    Ok(result)
}

fn intersection(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive(world, "set.intersection", args)?;
    let others = operands(world, &call)?;
    intersect(world, &set, &others).map(Value::Set)
}

fn difference(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive(world, "set.difference", args)?;
    let others = operands(world, &call)?;
    subtract(world, &set, &others).map(Value::Set)
}

fn symmetric_difference(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive(world, "set.symmetric_difference", args)?;
    let other = call.one(world)?;
    let other = collect(world, false, &other)?;
    exclusive(world, &set, &other).map(Value::Set)
}

fn intersection_update(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive_mutable(world, "set.intersection_update", args)?;
    let others = operands(world, &call)?;
    let keep = intersect(world, &set, &others)?;
    for entry in set.keys.entries() {
        if !mapping::set_contains(world, &keep, &entry.key)? {
            mapping::set_remove(world, &set, &entry.key)?;
        }
    }
    Ok(Value::None)
}

fn difference_update(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive_mutable(world, "set.difference_update", args)?;
    call.no_keywords(world)?;
    for other in call.args.pos {
        for item in iterate::collect(world, other)? {
            mapping::set_remove(world, &set, &item)?;
        }
    }
    Ok(Value::None)
}

fn symmetric_difference_update(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive_mutable(world, "set.symmetric_difference_update", args)?;
    let other = call.one(world)?;
    let other = collect(world, false, &other)?;
    for item in mapping::set_items(&other) {
        if !mapping::set_remove(world, &set, &item)? {
            mapping::set_add(world, &set, item)?;
        }
    }
    Ok(Value::None)
}

fn isdisjoint(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive(world, "set.isdisjoint", args)?;
    let other = call.one(world)?;
    for item in iterate::collect(world, &other)? {
        if mapping::set_contains(world, &set, &item)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn issubset(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive(world, "set.issubset", args)?;
    let other = call.one(world)?;
    let other = operand(world, &other)?;
    is_part(world, &set, &other).map(Value::Bool)
}

fn issuperset(world: &mut World, args: Args<'_>) -> Outcome {
    let (set, call) = receive(world, "set.issuperset", args)?;
    let other = call.one(world)?;
    let other = operand(world, &other)?;
    is_part(world, &other, &set).map(Value::Bool)
}

/// Every element of the one is in the other.
fn is_part(world: &mut World, part: &Set, whole: &Rc<Set>) -> Outcome<bool> {
    if part.keys.len() > whole.keys.len() {
        return Ok(false);
    }
    for entry in part.keys.entries() {
        if mapping::find(world, &whole.keys, entry.hash, &entry.key)?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `|`, `&`, `-` and `^` of two sets; the result is of the left one's type.
///
/// # Errors
/// What `__eq__` of elements raises.
pub fn binary(
    world: &mut World,
    kind: BinaryKind,
    left: &Value,
    right: &Value,
) -> Outcome<Option<Value>> {
    let (Value::Set(left), Value::Set(right)) = (left, right) else {
        return Ok(None);
    };
    let result = match kind {
        BinaryKind::Or => {
            let result = copied(world, left.frozen, left)?;
            add_all(world, &result, &Value::Set(right.clone()))?;
            result
        }
        BinaryKind::And => intersect(world, left, std::slice::from_ref(right))?,
        BinaryKind::Subtract => subtract(world, left, std::slice::from_ref(right))?,
        BinaryKind::Xor => exclusive(world, left, right)?,
        _ => return Ok(None),
    };
    Ok(Some(Value::Set(result)))
}

/// Comparisons of two sets: `<=` is "is a subset of".
///
/// # Errors
/// What `__eq__` of elements raises.
pub fn compare(
    world: &mut World,
    kind: CompareKind,
    left: &Value,
    right: &Value,
) -> Outcome<Option<Value>> {
    let (Value::Set(left), Value::Set(right)) = (left, right) else {
        return Ok(None);
    };
    let (a, b) = (left.keys.len(), right.keys.len());
    let result = match kind {
        CompareKind::Equal => a == b && is_part(world, left, right)?,
        CompareKind::NotEqual => a != b || !is_part(world, left, right)?,
        CompareKind::Less => a < b && is_part(world, left, right)?,
        CompareKind::LessEqual => is_part(world, left, right)?,
        CompareKind::Greater => a > b && is_part(world, right, left)?,
        CompareKind::GreaterEqual => is_part(world, right, left)?,
    };
    Ok(Some(Value::Bool(result)))
}
