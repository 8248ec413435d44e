//! `container[key]`, its assignment and deletion, slices, and `in`.

use super::{equal, index_value, method, sequence, special, truth};
use crate::vm::{attribute, call, exception, iterate, mapping};
use crate::world::World;
use crate::world::drops;
use crate::world::value::{Class, List, Outcome, Raise, Range, Slice, Str, Value};
use std::rc::Rc;

/// What a slice means for a sequence of a certain length: `count` items from `start` on, every
/// `step`-th. Between `start` and `stop` lies nothing where `count` is 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    pub count: usize,
}

impl Bounds {
    /// The positions, in the slice's order.
    pub fn positions(self) -> impl Iterator<Item = usize> {
        (0..self.count).map(move |nth| {
            let nth = i64::try_from(nth).unwrap_or(i64::MAX);
            usize::try_from(self.start + nth * self.step).unwrap_or(usize::MAX)
        })
    }

    /// The items of a sequence at these positions.
    #[must_use]
    pub fn take<T: Clone>(self, items: &[T]) -> Vec<T> {
        if self.step == 1 {
            let start = usize::try_from(self.start).unwrap_or(0);
            return items
                .get(start..start + self.count)
                .map(<[T]>::to_vec)
                .unwrap_or_default();
        }
        self.positions()
            .filter_map(|at| items.get(at).cloned())
            .collect()
    }
}

/// The positions that a slice of a sequence of this length takes.
///
/// # Errors
/// TypeError "slice indices must be integers or None or have an __index__ method"; ValueError
/// "slice step cannot be zero".
pub fn slice_bounds(world: &mut World, slice: &Slice, length: usize) -> Outcome<Bounds> {
    let step = slice_part(world, &slice.step)?.unwrap_or(1);
    if step == 0 {
        return Err(world.value_error("slice step cannot be zero"));
    }
    let start = slice_part(world, &slice.start)?;
    let stop = slice_part(world, &slice.stop)?;
    Ok(bounds(start, stop, step, length))
}

/// CPython's clipping of a slice's numbers.
#[must_use]
pub fn bounds(start: Option<i64>, stop: Option<i64>, step: i64, length: usize) -> Bounds {
    let step = step.max(-i64::MAX);
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let (lowest, highest) = if step < 0 {
        (-1, length - 1)
    } else {
        (0, length)
    };
    let clip = |position: i64| {
        if position < 0 {
            position.saturating_add(length).max(lowest)
        } else {
            position.min(highest)
        }
    };
    let start = start.map_or(if step < 0 { highest } else { lowest }, clip);
    let stop = stop.map_or(if step < 0 { lowest } else { highest }, clip);
    let range = Range { start, stop, step };
    Bounds {
        start,
        stop,
        step,
        count: range.len(),
    }
}

/// A number of a slice, clipped to what an index can be; none for None.
///
/// # Errors
/// TypeError where it is no integer.
pub fn slice_part(world: &mut World, value: &Value) -> Outcome<Option<i64>> {
    match value {
        Value::None | Value::Unbound => return Ok(None),
        Value::Int(_, number) => return Ok(Some(*number)),
        _ => {}
    }
    if !is_index(world, value) {
        return Err(
            world.type_error("slice indices must be integers or None or have an __index__ method")
        );
    }
    Ok(Some(match index_value(world, value)? {
        Value::Int(_, number) => number,
        Value::Big(number) if number.sign() == num_bigint::Sign::Minus => i64::MIN,
        _ => i64::MAX,
    }))
}

pub fn is_index(world: &World, value: &Value) -> bool {
    matches!(
        value.unwrapped(),
        Value::Int(..) | Value::Bool(_) | Value::Big(_)
    ) || method(world, value, &world.names.index).is_some()
}

/// A position in a sequence, from a key; negative ones count from the end.
fn position(world: &mut World, key: &Value, length: usize, words: Words) -> Outcome<usize> {
    let number = match key {
        Value::Int(_, number) => *number,
        _ => {
            if !is_index(world, key) {
                let class = world.type_name(key);
                let (what, class) = (words.indices, class.as_str());
                return Err(world.type_error(if what == "string" {
                    format!("string indices must be integers, not '{class}'")
                } else {
                    format!("{what} indices must be integers or slices, not {class}")
                }));
            }
            match index_value(world, key)? {
                Value::Int(_, number) => number,
                _ => {
                    return Err(world.index_error("cannot fit 'int' into an index-sized integer"));
                }
            }
        }
    };
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let at = if number < 0 {
        number.saturating_add(length)
    } else {
        number
    };
    if at < 0 || at >= length {
        return Err(world.index_error(format!("{} out of range", words.range)));
    }
    Ok(usize::try_from(at).unwrap_or(0))
}

/// The words of a sequence type's complaints.
#[derive(Clone, Copy)]
struct Words {
    indices: &'static str,
    range: &'static str,
}

const LIST: Words = Words {
    indices: "list",
    range: "list index",
};
const LIST_ASSIGNMENT: Words = Words {
    indices: "list",
    range: "list assignment index",
};
const TUPLE: Words = Words {
    indices: "tuple",
    range: "tuple index",
};
const STR: Words = Words {
    indices: "string",
    range: "string index",
};
const BYTES: Words = Words {
    indices: "byte",
    range: "index",
};
const RANGE: Words = Words {
    indices: "range",
    range: "range object index",
};

/// `container[key]`.
///
/// # Errors
/// IndexError, KeyError, TypeError as CPython; what `__getitem__` raises.
#[inline]
pub fn get_item(world: &mut World, container: &Value, key: &Value) -> Outcome {
    if let (Value::List(list), Value::Int(_, number)) = (container, key)
        && let Ok(at) = usize::try_from(*number)
        && let Some(item) = list.0.borrow().get(at)
    {
        return Ok(item.clone());
    }
    if special::may_have_methods(container) {
        return item_of_object(world, container, key);
    }
    match native_item(world, container, key)? {
        Some(item) => Ok(item),
        None => Err(not_subscriptable(world, container)),
    }
}

/// An item of a builtin container; none where the value is no container.
fn native_item(world: &mut World, container: &Value, key: &Value) -> Outcome<Option<Value>> {
    if let Value::Dict(dict) = container {
        return match mapping::get(world, dict, key)? {
            Some(value) => Ok(Some(value)),
            None => Err(world.key_error(key.clone())),
        };
    }
    if let Value::Slice(slice) = key {
        return sliced(world, container, slice);
    }
    Ok(Some(match container {
        Value::List(list) => {
            let length = list.0.borrow().len();
            let at = position(world, key, length, LIST)?;
            // `__index__` may have shortened the list meanwhile.
            match list.0.borrow().get(at) {
                Some(item) => item.clone(),
                None => return Err(world.index_error("list index out of range")),
            }
        }
        Value::Tuple(tuple) => tuple[position(world, key, tuple.len(), TUPLE)?].clone(),
        Value::Str(text) => {
            let at = position(world, key, text.len(), STR)?;
            Value::Str(character(text, at))
        }
        Value::Bytes(bytes) => {
            let at = position(world, key, bytes.len(), BYTES)?;
            Value::int(i64::from(bytes[at]))
        }
        Value::Range(range) => {
            let at = position(world, key, range.len(), RANGE)?;
            Value::int(range.start + i64::try_from(at).unwrap_or(0) * range.step)
        }
        _ => return Ok(None),
    }))
}

/// One character of a text, as a text.
#[must_use]
pub fn character(text: &Str, at: usize) -> Rc<Str> {
    if text.is_ascii() {
        return Str::new(&text.as_str()[at..=at]);
    }
    let mut buffer = [0; 4];
    let found = text.as_str().chars().nth(at).unwrap_or_default();
    Str::new(&*found.encode_utf8(&mut buffer))
}

fn sliced(world: &mut World, container: &Value, slice: &Slice) -> Outcome<Option<Value>> {
    Ok(Some(match container {
        Value::List(list) => {
            let length = list.0.borrow().len();
            let bounds = slice_bounds(world, slice, length)?;
            let items = bounds.take(&list.0.borrow());
            Value::list(items)
        }
        Value::Tuple(tuple) => {
            let bounds = slice_bounds(world, slice, tuple.len())?;
            if bounds.count == tuple.len() && bounds.step == 1 {
                return Ok(Some(container.clone()));
            }
            Value::tuple(bounds.take(tuple))
        }
        Value::Str(text) => {
            let bounds = slice_bounds(world, slice, text.len())?;
            if bounds.count == text.len() && bounds.step == 1 {
                return Ok(Some(container.clone()));
            }
            Value::str(sliced_text(text, bounds))
        }
        Value::Bytes(bytes) => {
            let bounds = slice_bounds(world, slice, bytes.len())?;
            Value::Bytes(bounds.take(bytes).into())
        }
        Value::Range(range) => {
            let bounds = slice_bounds(world, slice, range.len())?;
            let place = |at: i64| range.start.saturating_add(at.saturating_mul(range.step));
            Value::Range(Rc::new(Range {
                start: place(bounds.start),
                stop: place(bounds.stop),
                step: range.step.saturating_mul(bounds.step),
            }))
        }
        _ => return Ok(None),
    }))
}

/// The characters of a text that a slice takes.
#[must_use]
pub fn sliced_text(text: &Str, bounds: Bounds) -> String {
    if text.is_ascii() {
        let bytes = text.as_str().as_bytes();
        return bounds.take(bytes).into_iter().map(char::from).collect();
    }
    if bounds.step == 1 {
        let start = usize::try_from(bounds.start).unwrap_or(0);
        return text
            .as_str()
            .chars()
            .skip(start)
            .take(bounds.count)
            .collect();
    }
    let characters: Vec<char> = text.as_str().chars().collect();
    bounds.take(&characters).into_iter().collect()
}

fn item_of_object(world: &mut World, container: &Value, key: &Value) -> Outcome {
    let name = world.names.getitem.clone();
    if let Some(item) = special::call_special(world, container, &name, std::slice::from_ref(key))? {
        return Ok(item);
    }
    if let Value::Class(class) = container {
        return item_of_class(world, class, key);
    }
    let native = container.unwrapped();
    if matches!(container, Value::Instance(_)) {
        if let Value::Dict(dict) = &native {
            return item_of_dict_subclass(world, container, dict, key);
        }
        if sequence::may_have_items(&native) && !matches!(native, Value::Set(_)) {
            return get_item(world, &native, key);
        }
    }
    Err(not_subscriptable(world, container))
}

/// An item of a subclass of `dict`, which may define `__missing__`.
///
/// # Errors
/// KeyError; what `__missing__` raises.
pub fn item_of_dict_subclass(
    world: &mut World,
    container: &Value,
    dict: &Rc<crate::world::dict::Dict>,
    key: &Value,
) -> Outcome {
    if let Some(value) = mapping::get(world, dict, key)? {
        return Ok(value);
    }
    let missing = world.names.missing.clone();
    match special::call_special(world, container, &missing, std::slice::from_ref(key))? {
        Some(value) => Ok(value),
        None => Err(world.key_error(key.clone())),
    }
}

/// `list[int]`, `Stack[int]`: what `__class_getitem__` gives.
fn item_of_class(world: &mut World, class: &Rc<Class>, key: &Value) -> Outcome {
    let name = world.names.class_getitem.clone();
    let container = Value::Class(class.clone());
    if class.lookup(&name).is_some() {
        let function = attribute::get(world, &container, &name)?;
        return call::call(world, &function, std::slice::from_ref(key));
    }
    let name = class.name.borrow().clone();
    Err(world.type_error(format!("type '{}' is not subscriptable", name.as_str())))
}

fn not_subscriptable(world: &mut World, container: &Value) -> Raise {
    let class = world.type_name(container);
    world.type_error(format!("'{}' object is not subscriptable", class.as_str()))
}

/// `container[key] = value`.
///
/// # Errors
/// TypeError "'str' object does not support item assignment"; IndexError; what `__setitem__`
/// raises.
pub fn set_item(world: &mut World, container: &Value, key: &Value, value: Value) -> Outcome<()> {
    match container {
        Value::Dict(dict) => return mapping::set(world, dict, key.clone(), value),
        Value::List(list) => return set_list_item(world, list, key, value),
        _ => {}
    }
    let name = world.names.setitem.clone();
    if special::call_special(world, container, &name, &[key.clone(), value.clone()])?.is_some() {
        return Ok(());
    }
    let native = container.unwrapped();
    if matches!(container, Value::Instance(_)) && matches!(native, Value::Dict(_) | Value::List(_))
    {
        return set_item(world, &native, key, value);
    }
    has_the_other_alone(world, container, "__setitem__", "__delitem__")?;
    let class = world.type_name(container);
    let class = class.as_str();
    Err(world.type_error(format!("'{class}' object does not support item assignment")))
}

/// A class of the program with one of `__setitem__` and `__delitem__` is asked for the other too.
fn has_the_other_alone(
    world: &mut World,
    container: &Value,
    asked: &str,
    other: &str,
) -> Outcome<()> {
    match container {
        Value::Instance(_) if method(world, container, &Str::new(other)).is_some() => {
            Err(world.attribute_error(asked))
        }
        _ => Ok(()),
    }
}

fn set_list_item(world: &mut World, list: &Rc<List>, key: &Value, value: Value) -> Outcome<()> {
    if let Value::Slice(slice) = key {
        return set_list_slice(world, list, slice, &value);
    }
    let length = list.0.borrow().len();
    let at = position(world, key, length, LIST_ASSIGNMENT)?;
    let old = list
        .0
        .borrow_mut()
        .get_mut(at)
        .map(|slot| std::mem::replace(slot, value));
    drop(old);
    Ok(())
}

fn set_list_slice(world: &mut World, list: &Rc<List>, slice: &Slice, value: &Value) -> Outcome<()> {
    let length = list.0.borrow().len();
    slice_bounds(world, slice, length)?;
    let items = match iterate::collect(world, value) {
        Err(raise) if exception::is_kind(world, &raise, "TypeError") => {
            if iterates(world, value) {
                return Err(raise);
            }
            return Err(world.type_error("must assign iterable to extended slice"));
        }
        other => other?,
    };
    // Collecting the items may have changed the list.
    let length = list.0.borrow().len();
    let bounds = slice_bounds(world, slice, length)?;
    if bounds.step == 1 {
        world.reserve(length + items.len())?;
        let start = usize::try_from(bounds.start).unwrap_or(0);
        let mut removed: Vec<Value> = list
            .0
            .borrow_mut()
            .splice(start..start + bounds.count, items)
            .collect();
        drops::release(&mut removed);
        return Ok(());
    }
    if items.len() != bounds.count {
        return Err(world.value_error(format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            items.len(),
            bounds.count
        )));
    }
    let mut old = Vec::with_capacity(items.len());
    for (at, item) in bounds.positions().zip(items) {
        if let Some(slot) = list.0.borrow_mut().get_mut(at) {
            old.push(std::mem::replace(slot, item));
        }
    }
    Ok(())
}

/// The value has an iterator at all.
fn iterates(world: &World, value: &Value) -> bool {
    match value.unwrapped() {
        Value::Instance(_) | Value::Object(_) => {
            method(world, value, &world.names.iter).is_some()
                || method(world, value, &world.names.getitem).is_some()
        }
        Value::None | Value::Bool(_) | Value::Int(..) | Value::Float(..) | Value::Big(_) => false,
        Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Module(_) => false,
        _ => true,
    }
}

/// `del container[key]`.
///
/// # Errors
/// TypeError "'str' object doesn't support item deletion"; IndexError, KeyError; what
/// `__delitem__` raises.
pub fn delete_item(world: &mut World, container: &Value, key: &Value) -> Outcome<()> {
    match container {
        Value::Dict(dict) => {
            return match mapping::remove(world, dict, key)? {
                Some(_) => Ok(()),
                None => Err(world.key_error(key.clone())),
            };
        }
        Value::List(list) => return delete_list_item(world, list, key),
        _ => {}
    }
    let name = world.names.delitem.clone();
    if special::call_special(world, container, &name, std::slice::from_ref(key))?.is_some() {
        return Ok(());
    }
    let native = container.unwrapped();
    if matches!(container, Value::Instance(_))
        && matches!(native, Value::Dict(_) | Value::List(_) | Value::Object(_))
    {
        return delete_item(world, &native, key);
    }
    has_the_other_alone(world, container, "__delitem__", "__setitem__")?;
    let class = world.type_name(container);
    let class = class.as_str();
    // CPython has two places for it, one of them for the items of what may be a sequence.
    let is_index = matches!(key, Value::Int(..) | Value::Bool(_) | Value::Big(_));
    let is_sequence = matches!(
        native,
        Value::Str(_)
            | Value::Tuple(_)
            | Value::Bytes(_)
            | Value::Range(_)
            | Value::Set(_)
            | Value::Instance(_)
            | Value::Object(_)
    );
    let word = if is_sequence && is_index {
        "doesn't"
    } else {
        "does not"
    };
    Err(world.type_error(format!("'{class}' object {word} support item deletion")))
}

fn delete_list_item(world: &mut World, list: &Rc<List>, key: &Value) -> Outcome<()> {
    let length = list.0.borrow().len();
    let Value::Slice(slice) = key else {
        let at = position(world, key, length, LIST_ASSIGNMENT)?;
        let is_there = at < list.0.borrow().len();
        let removed = is_there.then(|| list.0.borrow_mut().remove(at));
        drop(removed);
        return Ok(());
    };
    let bounds = slice_bounds(world, slice, length)?;
    let mut gone = vec![false; length];
    for at in bounds.positions() {
        if let Some(mark) = gone.get_mut(at) {
            *mark = true;
        }
    }
    let items = list.0.take();
    let (mut kept, mut removed) = (Vec::with_capacity(items.len()), Vec::new());
    for (at, item) in items.into_iter().enumerate() {
        if gone.get(at).copied().unwrap_or(false) {
            removed.push(item);
        } else {
            kept.push(item);
        }
    }
    let empty = list.0.replace(kept);
    drop(empty);
    if bounds.step == 1 {
        drops::release(&mut removed);
    }
    Ok(())
}

/// `item in container`.
///
/// # Errors
/// TypeError "argument of type 'int' is not a container or iterable"; what `__contains__`,
/// `__iter__` or `__eq__` raise.
pub fn contains(world: &mut World, container: &Value, item: &Value) -> Outcome<bool> {
    match container {
        Value::Str(text) => {
            let Some(part) = item.as_str() else {
                let class = world.type_name(item);
                return Err(world.type_error(format!(
                    "'in <string>' requires string as left operand, not {}",
                    class.as_str()
                )));
            };
            return Ok(text.as_str().contains(part.as_str()));
        }
        Value::List(list) => {
            let mut at = 0;
            loop {
                let Some(candidate) = list.0.borrow().get(at).cloned() else {
                    return Ok(false);
                };
                if equal(world, &candidate, item)? {
                    return Ok(true);
                }
                at += 1;
            }
        }
        Value::Tuple(tuple) => {
            for candidate in tuple.iter() {
                if equal(world, candidate, item)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        Value::Dict(dict) => return Ok(mapping::get(world, dict, item)?.is_some()),
        Value::Set(set) => return mapping::set_contains(world, set, item),
        Value::Range(range) => {
            if let Value::Int(_, number) = item {
                return Ok(range_contains(range, *number));
            }
        }
        Value::Bytes(bytes) => return bytes_contain(world, bytes, item),
        _ => {}
    }
    contains_by_method(world, container, item)
}

fn contains_by_method(world: &mut World, container: &Value, item: &Value) -> Outcome<bool> {
    let name = world.names.contains.clone();
    if let Some(result) =
        special::call_special(world, container, &name, std::slice::from_ref(item))?
    {
        return truth(world, &result);
    }
    let native = container.unwrapped();
    let has_iter = method(world, container, &world.names.iter).is_some();
    if matches!(container, Value::Instance(_)) && sequence::may_have_items(&native) && !has_iter {
        return contains(world, &native, item);
    }
    let iterator = match iterate::iter(world, container) {
        Err(raise) if exception::is_kind(world, &raise, "TypeError") => {
            let class = world.type_name(container);
            let class = class.as_str();
            return Err(world.type_error(format!(
                "argument of type '{class}' is not a container or iterable"
            )));
        }
        iterator => iterator?,
    };
    while let Some(candidate) = iterate::next(world, &iterator)? {
        if equal(world, &candidate, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The number is one of those that a range gives.
#[must_use]
pub fn range_contains(range: &Range, number: i64) -> bool {
    let inside = if range.step > 0 {
        range.start <= number && number < range.stop
    } else {
        range.stop < number && number <= range.start
    };
    inside && (i128::from(number) - i128::from(range.start)) % i128::from(range.step) == 0
}

fn bytes_contain(world: &mut World, bytes: &[u8], item: &Value) -> Outcome<bool> {
    match item.unwrapped() {
        Value::Bytes(part) => Ok(find_bytes(bytes, &part).is_some()),
        Value::Int(..) | Value::Bool(_) | Value::Big(_) => {
            let number = super::index(world, item)?;
            match u8::try_from(number) {
                Ok(byte) => Ok(bytes.contains(&byte)),
                Err(_) => Err(world.value_error("byte must be in range(0, 256)")),
            }
        }
        _ => {
            let class = world.type_name(item);
            let class = class.as_str();
            Err(world.type_error(format!("a bytes-like object is required, not '{class}'")))
        }
    }
}

/// Where `part` first occurs.
#[must_use]
pub fn find_bytes(bytes: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() {
        return Some(0);
    }
    bytes.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_are_clipped() {
        let taken = |start, stop, step| {
            let items = [0, 1, 2, 3, 4, 5];
            bounds(start, stop, step, items.len()).take(&items)
        };
        assert_eq!(taken(None, None, 1), [0, 1, 2, 3, 4, 5]);
        assert_eq!(taken(None, None, -1), [5, 4, 3, 2, 1, 0]);
        assert_eq!(taken(Some(1), Some(-1), 2), [1, 3]);
        assert_eq!(taken(Some(-100), Some(100), 4), [0, 4]);
        assert_eq!(taken(Some(100), Some(-100), -2), [5, 3, 1]);
        assert_eq!(taken(Some(4), Some(2), 1), []);
        assert_eq!(taken(Some(i64::MIN), Some(i64::MAX), i64::MAX), [0]);
        assert_eq!(taken(None, None, i64::MIN), [5]);
    }

    #[test]
    fn ranges_know_their_numbers() {
        let range = Range {
            start: 10,
            stop: 0,
            step: -3,
        };
        for number in -2..12 {
            assert_eq!(
                range_contains(&range, number),
                [10, 7, 4, 1].contains(&number)
            );
        }
    }
}
